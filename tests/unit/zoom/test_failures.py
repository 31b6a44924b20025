"""What happens when an answer is late, lost, refused or not Zoom's: what is repeated, and what stays open."""

import asyncio
import datetime as dt
import email.utils
import socket
from collections.abc import Awaitable, Callable, Iterator

import httpx
import pytest
from scripted_zoom import DROP, HANG, Clock, MakeClient, Reply, Seen, Server

from desktop_app.zoom.client import NOT_YET, ZoomClient
from desktop_app.zoom.errors import Reason, Withheld, ZoomError
from desktop_app.zoom.models import CalendarItem
from desktop_app.zoom.pacing import MOST_LIMITED, READ_AGAIN
from desktop_app.zoom.requests import EventChanges, EventRequest, TicketRequest

HUBS = Reply(200, {"total_records": 1, "hubs": [{"hub_id": "h1", "name": "Hub"}]})
PUBLISHED = Reply(201, {"status": "published", "event_id": "e1"})
NOT_PUBLISHED = Reply(400, {"code": 26501, "message": "Event is not published yet."})
TICKETS = Reply(201, {"tickets": [{"ticket_id": "t1", "email": "ann@example.com"}], "errors": []})
PAGE = b"<!doctype html><html>Accept the terms of this hotel</html>"
START = dt.datetime(2027, 1, 5, 15, tzinfo=dt.UTC)
REQUEST = EventRequest(
    name="Launch",
    description="About it",
    timezone="America/New_York",
    event_type="SIMPLE_EVENT",
    access_level="PRIVATE_UNRESTRICTED",
    hub_id="h1",
    attendance_type="virtual",
    meeting_type="WEBINAR",
    calendar=(CalendarItem(start_time=START, end_time=START + dt.timedelta(hours=1)),),
)
ANN = TicketRequest(email="ann@example.com", external_ticket_id="i1r1", send_notification=False)

Act = Callable[[ZoomClient], Awaitable[object]]
CHANGES: dict[str, Act] = {
    "createEvent": lambda client: client.create_event(REQUEST),
    "EventActions": lambda client: client.publish_event("e1"),
    "updateEvent": lambda client: client.update_event("e1", EventChanges(name="New")),
    "deleteEvent": lambda client: client.delete_event("e1"),
    "createTickets": lambda client: client.create_tickets("e1", [ANN], registration_source="Foyer"),
}


@pytest.fixture
def nobody() -> Iterator[str]:
    """The address of a port that refuses connections."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"


def limited(headers: dict[str, str], message: str = "You have reached the maximum per-second rate limit") -> Reply:
    return Reply(429, {"code": 429, "message": message}, headers)


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", CHANGES)
@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (DROP, Reason.NO_NETWORK),
        (Reply(500, {"code": 500, "message": "Internal"}), Reason.SERVER_ERROR),
        (Reply(502, PAGE, {"Content-Type": "text/html"}), Reason.SERVER_ERROR),
        (Reply(503), Reason.SERVER_ERROR),
        (Reply(307, b"", {"Location": "https://portal.example.com/"}), Reason.NOT_ZOOM),
        (Reply(200, PAGE, {"Content-Type": "text/html; charset=utf-8"}), Reason.NOT_ZOOM),
    ],
    ids=["dropped", "500", "502 page", "503 empty", "redirect", "page"],
)
async def test_a_change_is_sent_once_and_its_outcome_is_open(
    server: Server, client: ZoomClient, operation: str, reply: Reply, reason: Reason
) -> None:
    server.answers(reply)
    with pytest.raises(ZoomError) as caught:
        await CHANGES[operation](client)
    assert (caught.value.reason, caught.value.operation) == (reason, operation)
    assert caught.value.outcome_unknown
    assert len(server.calls) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", ["createEvent", "EventActions", "createTickets"])
@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"tickets": 5, "event_id"'])
async def test_an_unreadable_answer_to_a_create_leaves_its_outcome_open(
    server: Server, client: ZoomClient, operation: str, body: bytes
) -> None:
    server.answers(Reply(201, body))
    with pytest.raises(ZoomError) as caught:
        await CHANGES[operation](client)
    assert (caught.value.reason, caught.value.status) == (Reason.UNREADABLE_ANSWER, 201)
    assert caught.value.outcome_unknown
    assert len(server.calls) == 1


@pytest.mark.asyncio
async def test_a_created_event_without_an_id_is_unreadable(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(201, {"name": "Launch"}))
    with pytest.raises(ZoomError) as caught:
        await client.create_event(REQUEST)
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.UNREADABLE_ANSWER, True)


@pytest.mark.asyncio
async def test_a_garbled_compressed_answer_to_a_create_leaves_its_outcome_open(
    server: Server, client: ZoomClient
) -> None:
    server.answers(Reply(201, b"not gzip", {"Content-Encoding": "gzip"}))
    with pytest.raises(ZoomError) as caught:
        await client.create_event(REQUEST)
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.UNREADABLE_ANSWER, True)


async def grow_impatient(client: ZoomClient) -> None:
    """Give up soon on an answer, and on nothing else: a busy machine may take its time to connect and to send."""
    await client.sign_in()
    client._zoom._http.timeout = httpx.Timeout(120, read=0.05)


async def arrived(server: Server) -> None:
    """Wait until a call is there: what was sent arrives, also after nobody waits for its answer any more."""
    while not server.calls:
        await asyncio.sleep(0.005)


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", CHANGES)
async def test_a_change_that_timed_out_in_reading_is_open(server: Server, client: ZoomClient, operation: str) -> None:
    await grow_impatient(client)
    server.answers(HANG)
    with pytest.raises(ZoomError) as caught:
        await CHANGES[operation](client)
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.TIMED_OUT, True)
    await arrived(server)
    assert len(server.calls) == 1


@pytest.mark.asyncio
async def test_a_read_that_timed_out_is_told_at_once(server: Server, client: ZoomClient) -> None:
    await grow_impatient(client)
    server.answers(HANG)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.TIMED_OUT, False)
    await arrived(server)
    assert len(server.calls) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", CHANGES)
async def test_a_change_that_never_left_is_settled(
    server: Server, make_client: MakeClient, nobody: str, operation: str
) -> None:
    client = make_client(api_url=nobody)
    with pytest.raises(ZoomError) as caught:
        await CHANGES[operation](client)
    assert (caught.value.reason, caught.value.operation) == (Reason.NO_NETWORK, operation)
    assert not caught.value.outcome_unknown
    assert len(server.token_calls) == 1


@pytest.mark.asyncio
async def test_no_network_at_all(make_client: MakeClient, clock: Clock, nobody: str) -> None:
    client = make_client(api_url=nobody, oauth_url=nobody)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.operation) == (Reason.NO_NETWORK, "token")
    assert len(clock.pauses) == len(READ_AGAIN)


@pytest.mark.asyncio
async def test_a_read_is_repeated_a_few_times(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(Reply(500), DROP, Reply(502, PAGE), HUBS)
    assert [hub.hub_id for hub in await client.hubs()] == ["h1"]
    assert len(server.calls) == 4
    assert len(clock.pauses) == 3
    assert all(usual <= pause <= usual + 0.1 for usual, pause in zip(READ_AGAIN, clock.pauses, strict=True))


@pytest.mark.asyncio
async def test_a_read_gives_up(server: Server, client: ZoomClient) -> None:
    server.answers(*[Reply(500, {"message": "no"}, {"x-zm-trackingid": "WEB_1"})] * 10)
    with pytest.raises(ZoomError) as caught:
        await client.event("e1")
    error = caught.value
    assert (error.reason, error.status, error.tracking_id) == (Reason.SERVER_ERROR, 500, "WEB_1")
    assert not error.outcome_unknown
    assert len(server.calls) == 1 + len(READ_AGAIN)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(200, PAGE, {"Content-Type": "text/html"}), Reason.NOT_ZOOM),
        (Reply(200, b"\n  <html>", {"Content-Type": "application/json"}), Reason.NOT_ZOOM),
        (Reply(403, PAGE, {"Content-Type": "text/html"}), Reason.NOT_ZOOM),
        (Reply(302, b"", {"Location": "http://portal/"}), Reason.NOT_ZOOM),
        (Reply(200, b""), Reason.UNREADABLE_ANSWER),
        (Reply(200, b"{nope"), Reason.UNREADABLE_ANSWER),
        (Reply(200, b"[" * 5000), Reason.UNREADABLE_ANSWER),
        (Reply(200, {}), Reason.UNREADABLE_ANSWER),
        (Reply(200, {"hubs": [{"name": "no id"}]}), Reason.UNREADABLE_ANSWER),
        (Reply(200, {"hubs": ["h1"]}), Reason.UNREADABLE_ANSWER),
        (Reply(400, b""), Reason.REFUSED),
        (Reply(400, b"Nope"), Reason.REFUSED),
        (Reply(404, [1]), Reason.REFUSED),
    ],
)
async def test_a_read_tells_what_came_instead(server: Server, client: ZoomClient, reply: Reply, reason: Reason) -> None:
    server.answers(reply)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.status) == (reason, reply.status)
    assert not caught.value.outcome_unknown
    assert len(server.calls) == 1


@pytest.mark.asyncio
async def test_redirects_are_never_followed_with_the_token(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(302, b"", {"Location": server.origin + "/elsewhere"}), HUBS)
    with pytest.raises(ZoomError):
        await client.hubs()
    assert [seen.path for seen in server.calls] == ["/v2/zoom_events/hubs"]


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
async def test_tickets_right_after_publishing_wait_for_it(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED, TICKETS)
    await client.publish_event("e1")
    answer = await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert [ticket.ticket_id for ticket in answer.tickets] == ["t1"]
    assert clock.pauses == list(NOT_YET[:2])


@pytest.mark.asyncio
async def test_waiting_for_publishing_ends(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(PUBLISHED, *[NOT_PUBLISHED] * 20)
    await client.publish_event("e1")
    with pytest.raises(ZoomError) as caught:
        await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NOT_PUBLISHED, False)
    assert sum(clock.pauses) < 10


@pytest.mark.asyncio
@pytest.mark.parametrize("published", ["another event", "long ago", "never"])
async def test_not_published_is_told_at_once_otherwise(
    server: Server, client: ZoomClient, clock: Clock, published: str
) -> None:
    if published != "never":
        server.answers(PUBLISHED)
        await client.publish_event("e2" if published == "another event" else "e1")
        clock.time += 60
    server.answers(NOT_PUBLISHED)
    with pytest.raises(ZoomError) as caught:
        await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert caught.value.reason is Reason.NOT_PUBLISHED
    assert clock.pauses == []


@pytest.mark.asyncio
async def test_a_publish_whose_answer_was_lost_counts_as_publishing(server: Server, client: ZoomClient) -> None:
    server.answers(DROP, NOT_PUBLISHED, TICKETS)
    with pytest.raises(ZoomError):
        await client.publish_event("e1")
    assert len((await client.create_tickets("e1", [ANN], registration_source="Foyer")).tickets) == 1


@pytest.mark.asyncio
async def test_connections_are_kept_and_shared(server: Server, client: ZoomClient) -> None:
    await client.sign_in()
    everybody_came = asyncio.Event()

    async def together(seen: Seen) -> Reply:
        if len(server.calls) == 4:
            everybody_came.set()
        await everybody_came.wait()
        return HUBS

    server.answers(*[together] * 4, *[HUBS] * 6)
    await asyncio.gather(*(client.hubs() for _ in range(4)))
    assert server.connections == 4
    for _ in range(6):
        await client.hubs()
    assert server.connections == 4


@pytest.mark.asyncio
async def test_a_canceled_call_leaves_the_client_usable(server: Server, client: ZoomClient) -> None:
    arrived = asyncio.Event()

    def never(seen: Seen) -> Reply:
        arrived.set()
        return HANG

    server.answers(never, HUBS)
    task = asyncio.create_task(client.hubs())
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(await client.hubs()) == 1


@pytest.mark.asyncio
async def test_closing_twice_is_fine(client: ZoomClient) -> None:
    await client.aclose()
    await client.aclose()


@pytest.mark.asyncio
@pytest.mark.parametrize("sent", [(), (True,)], ids=["before it begins", "between its head and its body"])
async def test_tickets_that_are_no_longer_wanted_do_not_leave(
    server: Server, client: ZoomClient, sent: tuple[bool, ...]
) -> None:
    told = iter((*sent, False))
    with pytest.raises(Withheld):
        await client.create_tickets("e1", [ANN], registration_source="Foyer", may_leave=lambda: next(told))
    assert server.calls == []
    server.answers(TICKETS)
    await client.create_tickets("e1", [ANN], registration_source="Foyer", may_leave=lambda: True)
    assert len(server.calls) == 1


@pytest.mark.asyncio
async def test_tickets_that_a_limit_refused_are_not_repeated_when_they_are_no_longer_wanted(
    server: Server, client: ZoomClient
) -> None:
    server.answers(Reply(429, {"code": 429, "message": "You have reached the maximum per-second rate limit"}))
    with pytest.raises(Withheld):
        await client.create_tickets("e1", [ANN], registration_source="Foyer", may_leave=lambda: not server.calls)
    assert len(server.calls) == 1
