"""Waits out what passes (a limit, a lost connection), and stops the work for what lasts."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

from desktop_app.attendees.sending.progress import Stopped
from desktop_app.zoom.errors import Reason, ZoomError

CONNECTION_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0)
"""Seconds before going on after a failed connection; then the work stops, to be resumed."""

LIMIT_PAUSE = 2.0
"""Seconds before going on after a limit that passes, at least."""

LONGEST_WAIT = 60.0
"""Seconds. A limit that lasts longer stops the work."""

_CONNECTION = frozenset(
    (Reason.SERVER_ERROR, Reason.TIMED_OUT, Reason.NO_NETWORK, Reason.NOT_ZOOM, Reason.UNREADABLE_ANSWER)
)
_LIMITS = frozenset((Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT))


class Backoff:
    """Shared by all requests of one piece of work. `pause` sleeps; `note_wait` is told of each wait, in seconds,
    and whether it is the connection that is waited for and no limit."""

    def __init__(self, pause: Callable[[float], Awaitable[None]], note_wait: Callable[[float, bool], None]) -> None:
        self._pause = pause
        self._note_wait = note_wait
        self._failures = {True: 0, False: 0}
        self._held: asyncio.Event | None = None
        self._holds = 0.0
        self._over = asyncio.Event()
        self.stopped: Stopped | None = None
        self.error: ZoomError | None = None

    def stop(self, why: Stopped, error: ZoomError | None = None) -> None:
        """End the work. A failure says more than a person's wish, and the first of them counts."""
        if self.stopped is None or (self.stopped is Stopped.USER and error is not None):
            self.stopped, self.error = why, error
        self._over.set()

    async def ready(self) -> bool:
        """Wait until the present back-off ends. Return False once the work has stopped."""
        while self._held is not None and self.stopped is None:
            await self._held.wait()
        return self.stopped is None

    def went_well(self, *, change: bool) -> None:
        """Take note that a request was answered. That reading works says nothing of changes, nor the other way."""
        self._failures[change] = 0

    @property
    def may_ask(self) -> bool:
        """Whether what is under way may still be settled: after a person's stop, and when only changes failed."""
        if self.stopped is Stopped.CONNECTION:
            return not self._failures[False] and (self.error is None or self.error.retry_at is None)
        return self.stopped in (None, Stopped.USER)

    def stop_if_lasting(self, error: ZoomError) -> bool:
        """Stop for what no wait of reasonable length would end. Say whether it is that."""
        limit = error.reason in _LIMITS
        lasts = (limit or error.reason in _CONNECTION) and _seconds(error) > LONGEST_WAIT
        if lasts or error.reason is Reason.RATE_DAILY:
            self.stop(Stopped.CONNECTION if lasts and not limit else Stopped.DAILY_LIMIT, error)
            return True
        return False

    async def wait_or_stop(self, error: ZoomError, *, change: bool) -> None:
        """Wait for what passes, stop for what lasts, and raise what neither helps. A person's stop ends the wait."""
        if self.stop_if_lasting(error):
            return
        if error.reason in _LIMITS:
            await self._hold(error, max(_seconds(error), LIMIT_PAUSE), Stopped.DAILY_LIMIT, change=change)
        elif error.reason in _CONNECTION:
            await self._hold(error, _seconds(error), Stopped.CONNECTION, change=change)
        else:
            raise error

    async def _hold(self, error: ZoomError, wait: float, lasting: Stopped, *, change: bool) -> None:
        """Let everybody wait, once for all that failed together, as long as the longest of them has to; after too many
        times in a row, stop."""
        while self._held is not None:
            waited = self._holds
            await self._held.wait()
            if wait <= waited:
                return
            wait -= waited
        if self._failures[change] >= len(CONNECTION_PAUSES):
            self.stop(lasting, error)
            return
        wait = self._holds = max(wait, CONNECTION_PAUSES[self._failures[change]])
        self._failures[change] += 1
        self._held = asyncio.Event()
        try:
            self._note_wait(wait, lasting is Stopped.CONNECTION)
            await self._wait(wait)
        finally:
            self._held.set()
            self._held = None

    async def _wait(self, seconds: float) -> None:
        pausing = asyncio.ensure_future(self._pause(seconds))
        over = asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait((pausing, over), return_when=asyncio.FIRST_COMPLETED)
            if pausing.done():
                pausing.result()
        finally:
            pausing.cancel()
            over.cancel()


def _seconds(error: ZoomError) -> float:
    """Return the seconds that Zoom asks for; 0 if it names no time."""
    return 0.0 if error.retry_at is None else (error.retry_at - dt.datetime.now(dt.UTC)).total_seconds()
