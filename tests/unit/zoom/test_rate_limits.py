"""Limits: short ones are waited out, by all calls together; long ones are told with their end."""

import asyncio
import datetime as dt
import email.utils

import pytest
from scripted_zoom import Clock, MakeClient, Reply, Server
from zoom_calls import CHANGES, HUBS, PUBLISHED, TICKETS, limited

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pacing import MOST_LIMITED


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", CHANGES)
async def test_a_limit_per_second_is_waited_out_even_by_a_change(
    server: Server, client: ZoomClient, clock: Clock, operation: str
) -> None:
    done = {"createEvent": Reply(201, {"event_id": "e1"}), "EventActions": PUBLISHED, "createTickets": TICKETS}
    server.answers(
        limited({"Retry-After": "2", "X-RateLimit-Type": "QPS"}), limited({}), done.get(operation, Reply(204))
    )
    await CHANGES[operation](client)
    assert len(server.calls) == 3
    assert len(clock.waits) == 2
    assert 1.9 <= clock.waits[0] <= 2.2
    assert 1.0 <= clock.waits[1] <= 1.2
    assert sum(clock.pauses) == pytest.approx(sum(clock.waits), abs=0.5)


@pytest.mark.asyncio
async def test_too_many_concurrent_requests_are_waited_out(server: Server, client: ZoomClient) -> None:
    server.answers(limited({}, "Too many concurrent requests. A request to edit this is in process."), Reply(204))
    await client.delete_event("e1")
    assert len(server.calls) == 2


@pytest.mark.asyncio
async def test_a_limit_that_stays_is_told(server: Server, client: ZoomClient) -> None:
    server.answers(*[limited({"X-RateLimit-Type": "QPS"})] * 20)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert caught.value.reason is Reason.RATE_PER_SECOND
    assert len(server.calls) == 1 + MOST_LIMITED


DAY = "You have reached the maximum daily rate limit for this API. Refer to the response header for details."


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"Retry-After": "2027-01-05T00:00:00Z", "X-RateLimit-Type": "Daily-limit"}, "Slow down"),
        ({"Retry-After": "2027-01-05T00:00:00Z", "X-RateLimit-Type": "daily"}, "Slow down"),
        ({"Retry-After": "Tue, 05 Jan 2027 00:00:00 GMT"}, DAY),
    ],
)
async def test_a_daily_limit_is_told_with_its_end(
    server: Server, client: ZoomClient, clock: Clock, headers: dict[str, str], message: str
) -> None:
    server.answers(limited(headers, message))
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert caught.value.reason is Reason.RATE_DAILY
    assert caught.value.retry_at == dt.datetime(2027, 1, 5, tzinfo=dt.UTC)
    assert (len(server.calls), clock.pauses) == (1, [])


@pytest.mark.asyncio
async def test_a_daily_limit_without_any_header_is_told(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(limited({}, DAY))
    with pytest.raises(ZoomError) as caught:
        await CHANGES["createTickets"](client)
    assert (caught.value.reason, caught.value.retry_at) == (Reason.RATE_DAILY, None)
    assert not caught.value.outcome_unknown
    assert clock.pauses == []


@pytest.mark.asyncio
async def test_a_limit_per_second_that_ends_far_away_is_told(server: Server, client: ZoomClient, clock: Clock) -> None:
    later = clock.now() + dt.timedelta(seconds=60)
    server.answers(limited({"Retry-After": email.utils.format_datetime(later, usegmt=True)}))
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert caught.value.retry_at == later
    assert clock.pauses == []


@pytest.mark.asyncio
async def test_one_refusal_holds_every_call(server: Server, client: ZoomClient, clock: Clock) -> None:
    await client.sign_in()
    server.answers(limited({"Retry-After": "3"}), *[HUBS] * 5)
    await client.hubs()
    resumed = clock.time
    assert resumed >= 1003
    await asyncio.gather(*(client.hubs() for _ in range(4)))
    assert len(server.calls) == 6
    assert len(clock.waits) == 1
    assert clock.time > resumed, "calls after a refusal leave spaced"


@pytest.mark.asyncio
async def test_waits_are_not_announced_without_a_listener(
    server: Server, make_client: MakeClient, clock: Clock
) -> None:
    server.answers(Reply(429), Reply(200, {"hubs": [], "total_records": 0}))
    assert await make_client(on_wait=None).hubs() == []
    assert clock.waits == []
