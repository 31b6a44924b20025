"""Zoom's rate limits: per second and per day, for the whole account, with the texts and headers of its 429."""

import datetime as dt
import math
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.practice.switches import Switches

SECOND, DAY, CONCURRENT = "second", "day", "concurrent"

TEXTS: Mapping[str, str] = {
    SECOND: "You have reached the maximum per-second rate limit for this API. Try again later.",
    DAY: "You have reached the maximum daily rate limit for this API. Refer to the response header for details on "
    "when you can make another request.",
    CONCURRENT: "Too many concurrent requests. A request to change this resource is already in progress.",
}

CATEGORY = {"X-RateLimit-Category": "Light"}
"""Of every operation here but one report; sent on normal answers too."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Calls per second and per UTC day, and changes of one event that may run at the same time; None for no limit."""

    per_second: int | None = None
    per_day: int | None = None
    concurrent: int | None = None


class Limiter:
    """Counts calls. A second is any span of one second, so a burst across a clock's tick gets no double share.

    Refused calls are not counted.
    """

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self._recent: deque[float] = deque()
        self._day = ""
        self._today = 0
        self._changing: Counter[str] = Counter()

    def refused(self, now: float) -> str | None:
        """Count a call at `now`, or say which limit refuses it."""
        day = dt.datetime.fromtimestamp(now, dt.UTC).date().isoformat()
        if day != self._day:
            self._day, self._today = day, 0
        if self.rate.per_day is not None and self._today >= self.rate.per_day:
            return DAY
        while self._recent and (self._recent[0] <= now - 1.0 or self._recent[0] > now):
            self._recent.popleft()
        if self.rate.per_second is not None:
            if len(self._recent) >= self.rate.per_second:
                return SECOND
            self._recent.append(now)
        self._today += 1
        return None

    def enter(self, resource: str) -> bool:
        """Begin a change of `resource`; False when too many run already."""
        if self.rate.concurrent is not None and self._changing[resource] >= self.rate.concurrent:
            return False
        self._changing[resource] += 1
        return True

    def leave(self, resource: str) -> None:
        """End a change that began."""
        self._changing[resource] -= 1
        if self._changing[resource] <= 0:
            del self._changing[resource]

    def headers(self, refused: str, now: float, switches: Switches) -> dict[str, str]:
        """Return the headers of a 429."""
        if switches.rate_headers == "none":
            return {}
        if refused == DAY:
            today = dt.datetime.fromtimestamp(now, dt.UTC).date()
            midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time())
            return {
                **CATEGORY,
                "X-RateLimit-Type": "Daily-limit",
                "X-RateLimit-Limit": str(self.rate.per_day or 0),
                "X-RateLimit-Remaining": "0",
                "Retry-After": midnight.strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        if refused == CONCURRENT:
            return dict(CATEGORY)
        return {
            **CATEGORY,
            "X-RateLimit-Type": "QPS",
            "X-RateLimit-Limit": str(self.rate.per_second or 0),
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(math.ceil(self._recent[0] + 1.0 if self._recent else now + 1.0)),
        }
