"""What the running service consists of: the state that its web side works on and its tests look into."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.practice.faults import Faults
from desktop_app.practice.limits import Limiter, Rate
from desktop_app.practice.operations import SCOPES
from desktop_app.practice.paging import PageTokens
from desktop_app.practice.switches import Switches
from desktop_app.practice.tokens import Tokens
from desktop_app.practice.world import Clock, World

MOST_RECORDS = 200
"""Requests that are remembered."""


@dataclass
class Record:
    """One request that came, without its secrets. `status` is None while it runs, 0 for a connection that was cut.

    `operation` is the id of Zoom's reference, "token", "page" for a web page, or "" for an unknown address.
    """

    method: str
    path: str
    operation: str
    query: dict[str, str]
    body: Any = None
    status: int | None = None


@dataclass
class Core:
    """One practice service. `cut` ends a connection, by its ASGI scope, without another byte; each answer takes
    `latency_ms` milliseconds at least."""

    world: World
    cut: Callable[[Any], None]
    port: int
    clock: Clock = time.time
    latency_ms: float = 0.0
    switches: Switches = field(default_factory=Switches)
    faults: Faults = field(default_factory=Faults)
    limiter: Limiter = field(default_factory=lambda: Limiter(Rate()))
    tokens: Tokens = field(default_factory=lambda: Tokens(SCOPES))
    pages: PageTokens = field(default_factory=PageTokens)
    records: deque[Record] = field(default_factory=lambda: deque(maxlen=MOST_RECORDS))

    @property
    def base_url(self) -> str:
        """Where it is reached, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def hosts(self) -> tuple[str, str]:
        """The Host headers that are its own."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")
