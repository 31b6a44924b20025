"""A read that fails is repeated where that may help, and says what came instead of an answer."""

import pytest
from scripted_zoom import DROP, HANG, Clock, MakeClient, Reply, Server
from zoom_calls import HUBS, PAGE, arrived, grow_impatient

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pacing import READ_AGAIN


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
