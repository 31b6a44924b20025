"""A change whose answer is late, lost or unreadable is sent once, and its outcome stays open."""

import pytest
from scripted_zoom import DROP, HANG, MakeClient, Reply, Server
from zoom_calls import CHANGES, PAGE, REQUEST, arrived, grow_impatient

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError


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
