"""Requests under way share connections, can be canceled, and don't leave when nobody wants them any more."""

import asyncio

import pytest
from scripted_zoom import HANG, Answer, Reply, Seen, Server
from zoom_calls import ANN, HUBS, TICKETS

from desktop_app.zoom import transport
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Withheld
from desktop_app.zoom.http_pool import CLIENTS, TOGETHER, HttpPool


def together(server: Server, calls: int) -> list[Answer]:
    """Return answers that come when so many calls are there."""
    everybody_came = asyncio.Event()

    async def answer(_seen: Seen) -> Reply:
        if len(server.calls) == calls:
            everybody_came.set()
        await everybody_came.wait()
        return HUBS

    return [answer] * calls


@pytest.mark.asyncio
async def test_connections_are_kept_and_shared(server: Server, client: ZoomClient) -> None:
    await client.sign_in()
    server.answers(*together(server, 4), *[HUBS] * 6)
    await asyncio.gather(*(client.hubs() for _ in range(4)))
    assert server.connections == 4
    for _ in range(6):
        await client.hubs()
    assert server.connections == 4


@pytest.mark.asyncio
async def test_many_calls_share_clients_that_have_few_connections_each(server: Server) -> None:
    server.answers(*together(server, 3 * TOGETHER), *[HUBS] * 5)
    pool = HttpPool(timeout=120)
    try:
        await asyncio.gather(*(get(pool, server) for _ in range(3 * TOGETHER)))
        connections = [len(client._transport._pool.connections) for client in pool.clients]  # type: ignore[attr-defined]
        assert connections == [TOGETHER] * 3 + [0] * (CLIENTS - 3)
        for _ in range(5):
            await get(pool, server)
        assert server.connections == 3 * TOGETHER
    finally:
        await pool.aclose()


@pytest.mark.asyncio
async def test_connections_that_nobody_needs_any_more_are_closed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(*together(server, 2 * TOGETHER), HUBS, HUBS)
    pool = HttpPool(timeout=120)
    try:
        await asyncio.gather(*(get(pool, server) for _ in range(2 * TOGETHER)))
        many = pool.clients[1]
        await get(pool, server)
        assert not many.is_closed
        monkeypatch.setattr(transport, "KEPT_ALIVE_SECONDS", 0.0)
        await get(pool, server)
        assert many.is_closed
        assert not pool.clients[1].is_closed
    finally:
        await pool.aclose()


async def get(pool: HttpPool, server: Server) -> None:
    answer = await pool.send(pool.build_request("GET", server.origin), auth=None)
    assert answer.is_success


@pytest.mark.asyncio
async def test_a_call_is_told_to_leave_when_it_has_its_connection(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    pool = HttpPool(timeout=120)
    backend = pool.clients[0]._transport._pool._network_backend  # type: ignore[attr-defined]
    connect = backend.connect_tcp

    async def connecting(*given: object, **named: object) -> object:
        stream = await connect(*given, **named)
        happened.append("connected")
        return stream

    monkeypatch.setattr(backend, "connect_tcp", connecting)
    server.answers(HUBS)
    try:
        extensions = transport.leaving(lambda: happened.append("left"))
        request = pool.build_request("POST", server.origin, content=b"{}", extensions=extensions)
        await pool.send(request, auth=None)
    finally:
        await pool.aclose()
    assert happened == ["connected", "left"]


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
