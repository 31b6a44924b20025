"""How an import goes, and how it ended."""

import datetime as dt
import math
from collections import Counter, deque
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec

from desktop_app.attendees.records import Counts, Fate
from desktop_app.zoom.errors import ZoomError

RATE_SPAN = 30.0
"""Seconds that the rate is measured over."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an import is. `rate` is people a second, `waiting_seconds` what is left of a wait for Zoom, `eta` the
    seconds left, None while nobody can tell. `paused`: no more batches leave until it is resumed. `asking`: Zoom is
    asked who is in, and no batch leaves before it has answered. `cut_off`: what is waited for is the connection, and no
    limit."""

    total: int
    done: int
    registered: int
    failed: int
    already_in: int
    unknown: int
    rate: float
    waiting_seconds: float
    eta: float | None
    paused: bool = False
    asking: bool = False
    cut_off: bool = False


class Stopped(StrEnum):
    """Why an import ended before its last row. DAILY_LIMIT stands for any limit that lasts."""

    USER = "user"
    DAILY_LIMIT = "daily_limit"
    CONNECTION = "connection"


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run left an import. `retry_at` says when a limit ends, if Zoom said so; `error` is what stopped it."""

    registered: int
    already_in: int
    failed: int
    waiting: int
    unknown: int
    stopped: Stopped | None = None
    retry_at: dt.datetime | None = None
    error: ZoomError | None = None

    @property
    def complete(self) -> bool:
        """Whether every row's fate is known."""
        return self.waiting == 0 and self.unknown == 0


class Meter:
    """Counts fates as they change, and tells how it goes."""

    def __init__(self, counts: Counts, on_progress: Callable[[Progress], None], clock: Callable[[], float]) -> None:
        self._tally = Counter({fate: counts.of(fate) for fate in Fate})
        self._on_progress = on_progress
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()
        self._waits_until = 0.0
        self._cut_off = False
        self._paused = False
        self._asking = False
        self.start_anew()

    @property
    def counts(self) -> Counts:
        tally: dict[str, Any] = {fate.value: self._tally[fate] for fate in Fate}
        return Counts(**tally)

    @property
    def rate(self) -> float:
        """People a second, of late."""
        (since, done), now = self._seen[0], self._clock()
        return max(0.0, (self.counts.done - done) / (now - since)) if now > since else 0.0

    @property
    def seconds_left(self) -> float:
        """Until the last is done at this rate; infinite while nobody is."""
        rate = self.rate
        return self.counts.left / rate if rate > 0 else math.inf

    def leave_out(self, count: int) -> None:
        """Take note that so many who waited were taken back elsewhere."""
        self._tally[Fate.WAITING] -= count

    def start_anew(self) -> None:
        """Measure the rate from now on."""
        self._seen.clear()
        self._seen.append((self._clock(), self.counts.done))

    def move(self, before: Fate, after: Fate) -> None:
        self._tally[before] -= 1
        self._tally[after] += 1

    def pause(self, paused: bool) -> None:
        if self._paused and not paused:
            self.start_anew()
        self._paused = paused
        self.tell()

    def ask(self, *, asking: bool) -> None:
        """Take note that Zoom is being asked who is in, or has answered."""
        self._asking = asking
        self.tell()

    def note_wait(self, seconds: float, cut_off: bool = False) -> None:
        self._cut_off = cut_off
        self._waits_until = max(self._waits_until, self._clock() + seconds)
        self.tell()

    def tell(self) -> None:
        now = self._clock()
        counts = self.counts
        self._seen.append((now, counts.done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - RATE_SPAN:
            self._seen.popleft()
        seconds_left = self.seconds_left
        self._on_progress(
            Progress(
                total=counts.total,
                done=counts.done,
                registered=counts.registered,
                failed=counts.failed,
                already_in=counts.already_in,
                unknown=counts.unknown,
                rate=self.rate,
                waiting_seconds=max(0.0, self._waits_until - now),
                eta=None if self._paused or seconds_left == math.inf else seconds_left,
                paused=self._paused,
                asking=self._asking,
                cut_off=self._cut_off,
            )
        )
