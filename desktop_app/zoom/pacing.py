"""When a call may leave, and when it may be repeated.

Zoom counts calls per second and per day for a whole account, across all its apps (its rate-limit page), so a limit
can't be known beforehand. Refusals that say "later" are safe to repeat; lost answers are, for reading only.
"""

import asyncio
import datetime as dt
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from desktop_app.zoom.errors import Reason, ZoomError

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]

LONGEST_WAIT = 15.0
"""Seconds. Zoom's daily limit names a time hours away: that is told, not slept on."""

MOST_LIMITED = 8
"""Times that one call is repeated because of a limit per second."""

READ_AGAIN = (0.3, 1.0, 2.0)
"""Seconds before each repetition of a read whose answer was lost."""

_LIMITED = (Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT)
_LOST = (Reason.SERVER_ERROR, Reason.NO_NETWORK)
_SLOWER = 0.8
_FASTER = 0.999
_SHORTEST_GAP = 0.002


def utc_now() -> dt.datetime:
    """The clock that answers are read against."""
    return dt.datetime.now(dt.UTC)


class Pacer:
    """Lets calls go, one client's together: after a limit was hit all of them pause, then leave evenly spaced.

    The spacing is learned from how many calls left in the second before, and loosens slowly with each success.
    `on_wait` is told of every wait for a limit, in seconds.
    """

    def __init__(
        self,
        *,
        on_wait: Callable[[float], None] | None = None,
        pause: Pause = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self._on_wait = on_wait
        self._pause = pause
        self._clock = clock
        self._now = now
        self._left: deque[float] = deque(maxlen=200)
        self._gap = 0.0
        self._next = 0.0

    async def run(self, operation: str, attempt: Callable[[], Awaitable[T]], *, change: bool) -> T:
        """Return what `attempt` returns, repeating it where that is safe. Raises the last ZoomError."""
        limited = lost = 0
        while True:
            await self._turn()
            try:
                answer = await attempt()
            except ZoomError as error:
                # a failed token request inside the call was repeated already
                if error.operation != operation:
                    raise
                if error.reason in _LIMITED and limited < MOST_LIMITED:
                    limited += 1
                    await self._hold(error)
                elif error.reason in _LOST and not change and lost < len(READ_AGAIN):
                    wait = self._wait(error, READ_AGAIN[lost])
                    lost += 1
                    await self._pause(wait)
                else:
                    raise
            else:
                self._gap = self._gap * _FASTER if self._gap > _SHORTEST_GAP else 0.0
                return answer

    async def _turn(self) -> None:
        now = self._clock()
        leaves = max(now, self._next)
        self._next = leaves + self._gap
        if leaves > now:
            await self._pause(leaves - now)
        self._left.append(leaves)

    async def _hold(self, error: ZoomError) -> None:
        """Pause every call of this client for as long as Zoom asks. Raises `error` when that is too long."""
        wait = self._wait(error, 1.0)
        now = self._clock()
        recent = sum(1 for leaves in self._left if leaves > now - 1.0)
        if now >= self._next - self._gap:
            # the first refusal of a burst: those that left with it tell nothing new
            self._gap = max(self._gap, 1.0 / max(1.0, recent * _SLOWER))
        self._next = max(self._next, now + wait)
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
