"""A client that is closed: what is under way fails as a lost connection does, and nothing leaves any more."""

import asyncio
import socket

import httpx
import pytest
from scripted_zoom import HANG, Clock, Reply, Seen, Server
from zoom_calls import CHANGES, HUBS, arrived

from desktop_app.zoom import transport
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", CHANGES)
async def test_no_change_leaves_a_closed_client(server: Server, client: ZoomClient, operation: str) -> None:
    await client.sign_in()
    await client.aclose()
    with pytest.raises(ZoomError) as caught:
        await CHANGES[operation](client)
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, False)
    assert server.calls == []


@pytest.mark.asyncio
async def test_nobody_signs_in_with_a_closed_client(server: Server, client: ZoomClient) -> None:
    await client.aclose()
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.operation) == (Reason.NO_NETWORK, "token")
    assert server.token_calls == []


@pytest.mark.asyncio
async def test_a_read_that_is_under_way_fails_at_once_when_the_client_is_closed(
    server: Server, client: ZoomClient, clock: Clock
) -> None:
    await client.sign_in()
    server.answers(HANG)
    reading = asyncio.create_task(client.hubs())
    await arrived(server)
    await client.aclose()
    with pytest.raises(ZoomError) as caught:
        await reading
    assert caught.value.reason is Reason.NO_NETWORK
    assert (len(server.calls), clock.pauses) == (1, [])


@pytest.mark.asyncio
async def test_a_change_that_is_under_way_is_open_when_the_client_is_closed(server: Server, client: ZoomClient) -> None:
    await client.sign_in()
    server.answers(HANG)
    changing = asyncio.create_task(CHANGES["createEvent"](client))
    await arrived(server)
    await client.aclose()
    with pytest.raises(ZoomError) as caught:
        await changing
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, True)


@pytest.mark.asyncio
async def test_a_change_whose_connection_comes_after_the_client_was_closed_does_not_leave(
    server: Server, client: ZoomClient
) -> None:
    everybody_came = asyncio.Event()

    async def together(_seen: Seen) -> Reply:
        everybody_came.set()
        await asyncio.Event().wait()
        return HUBS

    await client.sign_in()
    # the one connection that is open is in use, so the change needs another
    server.answers(together)
    reading = asyncio.create_task(client.hubs())
    await everybody_came.wait()
    changing = asyncio.create_task(CHANGES["createTickets"](client))
    connecting = asyncio.Event()
    pool = client._zoom._http.clients[0]._transport._pool  # type: ignore[attr-defined]
    connect = pool._network_backend.connect_tcp

    async def slowly(*given: object, **named: object) -> object:
        connecting.set()
        stream = await connect(*given, **named)
        await client.aclose()
        return stream

    pool._network_backend.connect_tcp = slowly
    await connecting.wait()
    with pytest.raises(ZoomError) as caught:
        await changing
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, False)
    with pytest.raises(ZoomError):
        await reading
    assert [seen.method for seen in server.calls] == ["GET"]


@pytest.mark.asyncio
async def test_a_call_that_first_gives_up_idle_connections_does_not_leave_a_client_closed_meanwhile(
    server: Server, client: ZoomClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.sign_in()
    pool = client._zoom._http
    idle = pool.clients[1]
    pool._used_at[1] = 0.0
    giving_up, ready = asyncio.Event(), asyncio.Event()
    close = idle.aclose

    async def slowly() -> None:
        giving_up.set()
        await ready.wait()
        await close()

    monkeypatch.setattr(idle, "aclose", slowly)
    monkeypatch.setattr(transport, "KEPT_ALIVE_SECONDS", 0.0)
    changing = asyncio.create_task(CHANGES["createEvent"](client))
    await giving_up.wait()
    await client.aclose()
    ready.set()
    with pytest.raises(ZoomError) as caught:
        await changing
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, False)
    assert server.calls == []


def test_a_connection_that_ended_at_once_took_nothing() -> None:
    ended = socket.socket()
    ended.close()
    with pytest.raises(httpx.ConnectError):
        transport._discard_when_closed(ended)
