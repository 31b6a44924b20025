"""Requests under way share connections, can be canceled, and don't leave when nobody wants them any more."""

import asyncio

import pytest
from scripted_zoom import HANG, Reply, Seen, Server
from zoom_calls import ANN, HUBS, TICKETS

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Withheld


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
