"""What a rule is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.practice.paging import PageTokens
from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import Json
from desktop_app.practice.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One request of an operation. `params` are the ids of its path; `now` is in seconds since 1970."""

    world: World
    switches: Switches
    pages: PageTokens
    base_url: str
    now: float
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status and JSON content; None for no body."""

    status: int
    content: Json | None = None


NOTHING = Answer(204)
"""What every change answers."""
