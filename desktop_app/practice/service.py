"""The practice service: started in a thread on a free port, stopped at any time, reached over HTTP only."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uvicorn

from desktop_app.practice import seed
from desktop_app.practice.core import Core, Record
from desktop_app.practice.faults import Faults
from desktop_app.practice.limits import Limiter, Rate
from desktop_app.practice.switches import Switches
from desktop_app.practice.tokens import Tokens
from desktop_app.practice.web import create_app
from desktop_app.practice.world import Clock, World

BACKLOG = 256
"""Connections that may wait to be accepted."""
LONGEST_STOP = 10.0
"""Seconds after which a server thread that does not end is left to end with the program."""


class PracticeService:
    """A simulated Zoom on 127.0.0.1. `clock` gives the seconds since 1970 that it lives by; a test may move it.

    `switches`, `faults` and `scopes` keep their settings over `reset` and `stop`; the world lives in its file.
    """

    def __init__(self, *, clock: Clock = time.time) -> None:
        self.switches = Switches()
        self.faults = Faults()
        self._clock = clock
        self._core: Core | None = None
        self._scopes: list[str] | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def start(
        self,
        data: Path | None = None,
        port: int = 0,
        latency_ms: float = 0,
        rate: Rate | float | None = None,
    ) -> None:
        """Start, and return when it answers. A second call does nothing.

        `data` is the file of its world, None to forget it at `stop`; `port` 0 takes a free one; half of `latency_ms` is
        waited before acting, half after; `rate` is a `Rate`, or calls per second. Raises OSError for a port in use, and
        where no file can be.
        """
        if self._thread is not None:
            return
        listener = _listening(port)
        try:
            world = World(data, seed.plant, self._clock)
        except BaseException:
            listener.close()
            raise
        core = Core(
            world=world,
            cut=self._cut,
            port=listener.getsockname()[1],
            clock=self._clock,
            latency_ms=latency_ms,
            switches=self.switches,
            faults=self.faults,
            limiter=Limiter(_as_rate(rate)),
        )
        if self._scopes is not None:
            core.tokens.scopes = self._scopes
        self._core = core
        self._server = _Server(_config(core))
        self._thread = threading.Thread(
            target=self._server.run_until_stopped, args=(listener,), name="practice", daemon=True
        )
        self._thread.start()
        self._server.settled.wait()
        if not self._server.started:
            self.stop()
            raise OSError("the practice service did not start")

    def stop(self) -> None:
        """Stop at once: calls under way are cut, the port is free, the file is closed. A second call does nothing."""
        thread, self._thread = self._thread, None
        server, self._server = self._server, None
        if server is not None:
            server.should_exit = server.force_exit = True
        if thread is not None:
            thread.join(LONGEST_STOP)
        if self._core is not None:
            self._core.world.close()

    def reset(self) -> None:
        """Return the world to the first day. Tokens stay good."""
        self._running.pages.clear()
        self._running.world.reset()

    @property
    def base_url(self) -> str:
        return self._running.base_url

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/v2"

    @property
    def oauth_url(self) -> str:
        return f"{self.base_url}/oauth/token"

    @property
    def world(self) -> World:
        """Return the world, to look inside."""
        return self._running.world

    @property
    def requests(self) -> list[Record]:
        """Return what came, oldest first, without secrets; the last 200."""
        return list(self._running.records)

    def forget_requests(self) -> None:
        """Empty `requests`."""
        self._running.records.clear()

    @property
    def tokens(self) -> Tokens:
        """Return the tokens: `lifetime` in seconds, `revoke_all()`."""
        return self._running.tokens

    @property
    def scopes(self) -> list[str]:
        """The permissions of the next token; everything unless set."""
        return self._running.tokens.scopes

    @scopes.setter
    def scopes(self, scopes: Iterable[str]) -> None:
        self._scopes = list(scopes)
        if self._core is not None:
            self._core.tokens.scopes = self._scopes

    @property
    def rate(self) -> Rate:
        """The limits that hold now."""
        return self._running.limiter.rate

    @rate.setter
    def rate(self, rate: Rate | float | None) -> None:
        self._running.limiter.rate = _as_rate(rate)

    @property
    def latency_ms(self) -> float:
        """Milliseconds that each answer takes at least."""
        return self._running.latency_ms

    @latency_ms.setter
    def latency_ms(self, latency_ms: float) -> None:
        self._running.latency_ms = latency_ms

    @property
    def _running(self) -> Core:
        if self._core is None:
            raise RuntimeError("the practice service was not started")
        return self._core

    def _cut(self, scope: Any) -> None:
        if self._server is not None:
            self._server.cut(scope["client"])


class _Server(uvicorn.Server):
    """A server that says when it is ready, and leaves no connection behind."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    def run_until_stopped(self, listener: socket.socket) -> None:
        try:
            with contextlib.closing(listener):
                self.run(sockets=[listener])
        finally:
            self.settled.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.settled.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets=sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)

    def cut(self, client: tuple[str, int]) -> None:
        """Cut the connection of this peer. Called within the server's loop."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()


def _config(core: Core) -> uvicorn.Config:
    """Return the settings of a server for this computer alone, which writes no log of its own."""
    return uvicorn.Config(
        create_app(core),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=60,
    )


def _as_rate(rate: Rate | float | None) -> Rate:
    """Return the limits that a number of calls per second, or nothing, stands for."""
    if isinstance(rate, Rate):
        return rate
    return Rate() if rate is None else Rate(per_second=int(rate))


def _listening(port: int) -> socket.socket:
    """Return a socket on 127.0.0.1 that nobody else has. Raises OSError."""
    # named as TCP: for those only asyncio turns off Nagle's delay, which costs 40 ms an answer
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener
