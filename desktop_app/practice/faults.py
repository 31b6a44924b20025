"""Troubles on order: what a network, a proxy or a bad day at Zoom does to a call."""

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Kind = Literal[
    "drop_before",
    "drop_during",
    "drop_after",
    "unreadable",
    "empty",
    "html",
    "500",
    "503",
    "429_second",
    "429_day",
    "429_concurrent",
    "slow",
    "expired_token",
    "error",
]
KINDS: tuple[str, ...] = get_args(Kind)
ANY = "*"


@dataclass
class Fault:
    """One order. `left` is how many calls it will still strike, None for every one."""

    operation: str
    kind: str
    left: int | None
    skip: int
    chance: float
    details: Mapping[str, Any] = field(default_factory=dict)


class Faults:
    """The orders, oldest first. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: list[Fault] = []
        self._dice = random.Random(1)  # noqa: S311 - repeatable troubles, no secret

    def add(
        self,
        operation: str,
        kind: str,
        times: int | None = 1,
        *,
        skip: int = 0,
        chance: float = 1.0,
        **details: Any,
    ) -> None:
        """Order trouble for the next `times` calls (None: all) of an operation id, "token", or "*" for any.

        `skip` lets that many calls pass first; `chance` strikes only that share of them, repeatably.

        - drop_before, drop_during, drop_after: the connection is cut before acting; after acting, within the answer;
          after acting, without an answer
        - unreadable, empty: acted, but the body is cut-off JSON, or nothing
        - html: a captive portal's page in place of Zoom (`status`, 200 unless given); does not act
        - 500, 503: does not act, unless `acts=True`; `retry_after` sets the header
        - 429_second, 429_day, 429_concurrent: refused by a rate limit
        - slow: waits `seconds`, then acts and answers as usual
        - expired_token: 401 with 124
        - error: answers `status`, `code`, `message` and, if given, `errors` (a list); does not act

        For "page", the registration pages of events, the kind is "503".

        Raises ValueError for another kind.
        """
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
        with self._lock:
            self._orders.append(Fault(operation, kind, times, skip, chance, details))

    def clear(self) -> None:
        """Forget every order."""
        with self._lock:
            self._orders.clear()

    def take(self, operation: str, *, named: bool = False) -> Fault | None:
        """Return the oldest order that strikes this call, and count it. `named`: orders for any call don't count."""
        with self._lock:
            for order in self._orders:
                if order.operation not in ((operation,) if named else (operation, ANY)):
                    continue
                if order.skip:
                    order.skip -= 1
                    continue
                if order.chance < 1.0 and self._dice.random() >= order.chance:
                    continue
                if order.left is not None:
                    order.left -= 1
                    if order.left <= 0:
                        self._orders.remove(order)
                return order
        return None
