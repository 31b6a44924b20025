"""Clients that talk to a scripted server on a real socket, without waiting."""

import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from scripted_zoom import SECRET, Clock, MakeClient, Server

from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.client import ZoomClient

PATIENCE = 120.0
"""Seconds: no answer takes as long, but a busy computer may."""


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def make_client(server: Server, clock: Clock) -> AsyncIterator[MakeClient]:
    made: list[ZoomClient] = []

    def make(**changes: Any) -> ZoomClient:
        settings: dict[str, Any] = {
            "credentials": Credentials("account", "client", SECRET),
            "api_url": server.origin + "/v2",
            "oauth_url": server.origin + "/oauth/token",
            "timeout": PATIENCE,
            "on_wait": clock.waits.append,
            "pause": clock.pause,
            "clock": clock,
            "now": clock.now,
        }
        made.append(ZoomClient(**{**settings, **changes}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()


@pytest.fixture
def client(make_client: MakeClient) -> ZoomClient:
    return make_client()


@pytest.fixture
def nobody() -> Iterator[str]:
    """The address of a port that refuses connections."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
