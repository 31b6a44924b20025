"""HTTP clients that share the calls of one account.

For every call httpcore looks through all connections of its client, once more for each that is idle: with forty in one
client that took a third of all processor time that sending a list takes (1.0.9, `AsyncConnectionPool`).
"""

import asyncio
import math
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from desktop_app.zoom import transport
from desktop_app.zoom.trust import system_context

CLIENTS = 6
TOGETHER = 8
"""Calls that one client has under way before the next is used: 48 in all, enough for as many changes as may be under
way at once (`pace.MOST_AT_ONCE`), and a few reads beside them."""


class HttpPool:
    """Sends calls by the first of some clients that has room, so that few calls share few connections.

    `timeout` is the longest silence while reading or writing, in seconds; `context` says whom all of them trust.
    """

    def __init__(self, *, timeout: float) -> None:
        self.is_closed = False
        self._timeout = timeout
        self.context = system_context()
        self._proxies = True
        self.clients = [self._opened() for _ in range(CLIENTS)]
        self._under_way = [0] * CLIENTS
        self._used_at = [-math.inf] * CLIENTS

    def build_request(self, method: str, url: str, **given: Any) -> httpx.Request:
        """Return what `send` sends; the arguments are those of `httpx.AsyncClient.build_request`."""
        return self.clients[0].build_request(method, url, **given)

    async def send(self, request: httpx.Request, *, auth: httpx.Auth | None) -> httpx.Response:
        """Return the answer, read to its end. Raises what `httpx.AsyncClient.send` raises, once closed ConnectError."""
        busy = self._under_way
        chosen = next((number for number, calls in enumerate(busy) if calls < TOGETHER), busy.index(min(busy)))
        busy[chosen] += 1
        try:
            await self._give_up_idle()
            if self.is_closed:  # perhaps only now
                raise httpx.ConnectError("This connection was closed.", request=request)
            return await self.clients[chosen].send(request, auth=auth)
        finally:
            busy[chosen] -= 1
            self._used_at[chosen] = time.monotonic()

    async def aclose(self) -> None:
        """Close every connection; from now on none of the clients lets a call leave. A second call does nothing."""
        self.is_closed = True
        await asyncio.gather(*(client.aclose() for client in self.clients))

    def _opened(self) -> httpx.AsyncClient:
        client = transport.open_client(
            timeout=self._timeout, context=self.context, proxies=self._proxies, is_closed=lambda: self.is_closed
        )
        # that they can't be used is told once
        self._proxies = client.trust_env
        # Zoom needs no cookies, and those of one answer would go with whatever is asked next
        client.cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        return client

    async def _give_up_idle(self) -> None:
        """Close the connections of one client that had nothing to do for long: httpcore looks for such with the next
        call of that client, and there may be none."""
        latest = time.monotonic() - transport.KEPT_ALIVE_SECONDS
        for number, used_at in enumerate(self._used_at):
            if -math.inf < used_at < latest and not self._under_way[number]:
                idle, self.clients[number] = self.clients[number], self._opened()
                self._used_at[number] = -math.inf
                await idle.aclose()
                return
