"""What to do when Zoom, or the way to it, says "not now": wait for what passes, stop for what lasts."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

from desktop_app.attendees.progress import Stopped
from desktop_app.zoom.errors import Reason, ZoomError

CONNECTION_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0)
"""Seconds before going on after a failed connection; then the work stops, to be resumed."""

LONGEST_WAIT = 60.0
"""Seconds. A limit that lasts longer stops the work."""

IN_FLIGHT = 3
"""Requests under way at once through an API that doesn't tell how many are worth it."""

_CONNECTION = frozenset(
    (Reason.SERVER_ERROR, Reason.TIMED_OUT, Reason.NO_NETWORK, Reason.NOT_ZOOM, Reason.UNREADABLE_ANSWER)
)
_LIMITS = frozenset((Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT))


class Patience:
    """Shared by all requests of one piece of work. `pause` sleeps; `note_wait` is told of each wait, in seconds."""

    def __init__(self, pause: Callable[[float], Awaitable[None]], note_wait: Callable[[float], None]) -> None:
        self._pause = pause
        self._note_wait = note_wait
        self._failures = 0
        self._held: asyncio.Event | None = None
        self.most_in_flight = IN_FLIGHT
        self.stopped: Stopped | None = None
        self.error: ZoomError | None = None

    def stop(self, why: Stopped, error: ZoomError | None = None) -> None:
        """End the work. A failure says more than a person's wish, and the first of them counts."""
        if self.stopped is None or (self.stopped is Stopped.USER and error is not None):
            self.stopped, self.error = why, error

    async def ready(self) -> bool:
        """Wait while everybody waits. Say whether the work still goes on."""
        if self._held is None:
            return True
        await self._held.wait()
        return self.stopped is None

    def went_well(self) -> None:
        """Take note that a request was answered."""
        self._failures = 0

    async def wait_or_stop(self, error: ZoomError) -> None:
        """Wait for what passes, stop for what lasts. Raises what neither helps."""
        if error.reason is Reason.RATE_DAILY:
            self.stop(Stopped.DAILY_LIMIT, error)
        elif error.reason in _LIMITS:
            if error.reason is Reason.TOO_MANY_CONCURRENT:
                self.most_in_flight = max(1, self.most_in_flight // 2)
            wait = 2.0
            if error.retry_at is not None:
                wait = (error.retry_at - dt.datetime.now(dt.UTC)).total_seconds()
            if wait > LONGEST_WAIT:
                self.stop(Stopped.DAILY_LIMIT, error)
            else:
                await self._hold(error, wait)
        elif error.reason in _CONNECTION:
            await self._hold(error, 0.0)
        else:
            raise error

    async def _hold(self, error: ZoomError, wait: float) -> None:
        """Let everybody wait, once for all that failed together; after too many times in a row, stop."""
        if self._held is not None:
            await self._held.wait()
            return
        if self._failures >= len(CONNECTION_PAUSES):
            self.stop(Stopped.CONNECTION, error)
            return
        wait = max(wait, CONNECTION_PAUSES[self._failures])
        self._failures += 1
        self._held = asyncio.Event()
        try:
            self._note_wait(wait)
            await self._pause(wait)
        finally:
            self._held.set()
            self._held = None
