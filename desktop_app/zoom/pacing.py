"""When a call may leave, and when it may be repeated.

Refusals that say "later" are safe to repeat; lost answers are, for reading only. How fast calls leave, and how many
changes at once, is learned (`pace`).
"""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pace import Call, Learner, Pace

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]
Leaves = Callable[[], None]

LONGEST_WAIT = 15.0
"""Seconds. Zoom's daily limit names a time hours away: that is told, not slept on."""

LONGEST_TURN = dt.timedelta(seconds=60)
"""By the clock on the wall, which goes on while a computer sleeps. A change that waited longer for its turn doesn't
leave any more: what it rests on may have changed."""

MOST_LIMITED = 8
"""Times that one call is repeated because of a limit per second."""

AGAIN = 0.5
"""Seconds that a call waits at least for each time but the first that a limit refused it: the time that Zoom names may
be past already."""

READ_AGAIN = (0.3, 1.0, 2.0)
"""Seconds before each repetition of a read whose answer was lost."""

TOO_MANY = 429

_LIMITED = (Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT)
_LOST = (Reason.SERVER_ERROR, Reason.NO_NETWORK)


def utc_now() -> dt.datetime:
    """The clock that answers are read against."""
    return dt.datetime.now(dt.UTC)


class Pacer:
    """Lets calls go, one client's together: evenly spaced at the pace that the account is known to take, or that is
    being learned. After a refusal all of them pause; after "too many concurrent requests" changes go one by one.

    `pace` is what is remembered of the account, `on_pace` is told when that changes; `on_wait` is told of every wait
    for a limit, in seconds.
    """

    def __init__(
        self,
        *,
        on_wait: Callable[[float], None] | None = None,
        pause: Pause = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = utc_now,
        pace: Pace | None = None,
        on_pace: Callable[[Pace], None] | None = None,
    ) -> None:
        self._on_wait = on_wait
        self._pause = pause
        self._clock = clock
        self._now = now
        self._on_pace = on_pace
        self._learner = Learner(pace)
        self._known = self._learner.pace
        self._told: int | None = None
        self.sent = 0
        """Calls whose turn came so far; of these, few never left."""
        self.refused = 0
        """Calls among them that a limit refused."""
        self.closed = False
        """Whether there is nobody to call any more: a lost answer is not asked for again."""
        self._turns = asyncio.Lock()
        self._changing = 0
        self._room = asyncio.Event()

    @property
    def pace(self) -> Pace:
        """What is known of the account now."""
        return self._learner.pace

    @property
    def worth_at_once(self) -> int:
        """Changes under way at once that use the pace up; 1 after "too many concurrent requests"."""
        return self._learner.worth_at_once

    def note_headers(self, headers: Mapping[str, str]) -> None:
        """Read the limit per second off a refusal, if it is told: X-RateLimit-Limit where the Type is QPS."""
        self._told = None
        if headers.get("x-ratelimit-type", "").casefold() == "qps":
            told = headers.get("x-ratelimit-limit", "").strip()
            if told.isascii() and told.isdigit() and len(told) <= 6 and int(told) > 0:
                self._told = int(told)

    async def run(self, operation: str, attempt: Callable[[Leaves], Awaitable[T]], *, change: bool) -> T:
        """Return what `attempt` returns, repeating it where that is safe. It is given what it has to call when the
        first byte is about to leave: after its turn a call may wait for its connection. Raises the last ZoomError of
        Zoom's; TIMED_OUT for a change that had to wait for too long, and not because a limit had refused it."""
        limited = lost = 0
        too_late = ZoomError(Reason.TIMED_OUT, operation)
        why_late: ZoomError | None = None
        asked = self._now()

        async def in_time(leaves: Leaves) -> T:
            if change and abs(self._now() - asked) > LONGEST_TURN:
                raise too_late
            return await attempt(leaves)

        while True:
            try:
                return await self._once(operation, in_time, change=change)
            except ZoomError as error:
                if error is too_late and why_late is not None:
                    raise why_late from None
                # a failed token request inside the call was repeated already
                if error.operation != operation:
                    raise
                if error.reason in _LIMITED and limited < MOST_LIMITED:
                    wait = max(AGAIN * limited, self._wait(error, 1.0))
                    why_late = error
                    limited += 1
                    if error.reason is Reason.TOO_MANY_CONCURRENT:
                        self._tell(wait)
                        await self._pause(wait)
                    elif self._learner.hold(self._clock() + wait):
                        self._tell(wait)
                elif error.reason in _LOST and not change and not self.closed and lost < len(READ_AGAIN):
                    wait = self._wait(error, READ_AGAIN[lost])
                    lost += 1
                    await self._pause(wait)
                else:
                    raise

    async def _once(self, operation: str, attempt: Callable[[Leaves], Awaitable[T]], *, change: bool) -> T:
        if change:
            await self._take_room()
        try:
            call = await self._turn()
            try:
                answer = await attempt(lambda: self._learner.leaves(self._clock(), call))
            except ZoomError as error:
                if error.operation == operation:
                    self._learn(error, call)
                raise
            finally:
                self._learner.ended(call)
            self._learner.answered(self._clock(), call, change=change)
            self._note_pace()
            return answer
        finally:
            if change:
                self._changing -= 1
                self._room.set()

    async def _take_room(self) -> None:
        while self._changing >= self._learner.most_changes:
            self._room.clear()
            await self._room.wait()
        self._changing += 1

    async def _turn(self) -> Call:
        """Wait until this call may leave. One waits at a time, so that what is learned holds for the very next call."""
        async with self._turns:
            now = self._clock()
            waited = False
            while (earliest := self._learner.earliest(now)) > now:
                waited = True
                await self._pause(earliest - now)
                now = max(self._clock(), earliest)
            self.sent += 1
            return self._learner.turn(now, waited=waited)

    def _learn(self, error: ZoomError, call: Call) -> None:
        if error.status == TOO_MANY:
            self.refused += 1
        if error.reason is Reason.RATE_PER_SECOND:
            self._learner.limited(self._clock(), call, self._told)
            self._told = None
        elif error.reason is Reason.TOO_MANY_CONCURRENT:
            self._learner.crowded(self._clock(), call)
        self._note_pace()

    def _note_pace(self) -> None:
        if self._on_pace is not None and (pace := self._learner.pace) != self._known:
            self._known = pace
            self._on_pace(pace)

    def _tell(self, wait: float) -> None:
        if self._on_wait is not None:
            self._on_wait(wait)

    def _wait(self, error: ZoomError, usual: float) -> float:
        """Return the seconds to wait: Zoom's if it named a time, else `usual`; a little more, not all alike."""
        wait = usual
        if error.retry_at is not None:
            wait = (error.retry_at - self._now()).total_seconds()
            if wait > LONGEST_WAIT:
                raise error
        return max(0.0, wait) + random.uniform(0.0, 0.1)  # noqa: S311 - spreads load, guards nothing
