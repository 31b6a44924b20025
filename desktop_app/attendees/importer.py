"""Carries out an import of the journal: what a page and the program's start talk to."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.progress import Meter, Progress, Stopped, Summary
from desktop_app.attendees.records import OPEN
from desktop_app.attendees.sending import MOST_TICKETS, Run, TicketsApi

__all__ = ["MOST_TICKETS", "Importer", "Progress", "Stopped", "Summary", "TicketsApi", "registered_emails"]


async def registered_emails(api: TicketsApi, event_id: str) -> set[str]:
    """Return the e-mails, case-folded, of everybody who holds a ticket of the event. Raises ZoomError."""
    return {ticket.email.casefold() for ticket in await api.tickets(event_id) if ticket.email}


class Importer:
    """Carries out one import of the journal, from wherever it stands. `pause` sleeps, in seconds."""

    def __init__(
        self,
        api: TicketsApi,
        journal: Journal,
        import_id: str,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._journal = journal
        self._id = import_id
        self._pause = pause
        self._clock = clock
        self._run: Run | None = None
        self._busy = False
        self._stop_asked = False

    @property
    def running(self) -> bool:
        """Whether `run` is under way."""
        return self._busy

    async def run(self, on_progress: Callable[[Progress], None]) -> Summary:
        """Send who waits, after settling who is in doubt. May be called again, also by the next program start.

        Raises ZoomError for what no later row could escape (permission, event, ticket type): rows that weren't sent
        are left waiting. Raises JournalFailed, KeyError for an unknown import, RuntimeError while it is running.
        """
        if self._busy:
            raise RuntimeError("the import is running")
        self._busy = True
        self._stop_asked = False
        try:
            made = await self._journal.get(self._id)
            if made is None:
                raise KeyError(self._id)
            entries = await self._journal.rows(self._id, fates=OPEN)
            counts = await self._journal.counts(self._id)
            progress = Meter(counts, on_progress, self._clock)
            self._run = Run(self._api, self._journal, made, self._pause, progress)
            if self._stop_asked:
                self._run.stop(Stopped.USER)
            return await self._run.carry_out(entries)
        finally:
            self._run = None
            self._busy = False

    def stop(self) -> None:
        """Let `run` end after the batches that are under way."""
        self._stop_asked = True
        if self._run is not None:
            self._run.stop(Stopped.USER)

    def note_wait(self, seconds: float) -> None:
        """Take note that calls wait for a limit, to be shown: what `ZoomClient(on_wait=...)` tells."""
        if self._run is not None:
            self._run.meter.note_wait(seconds)

    async def retry_failed(self, rows: Iterable[int] | None = None) -> int:
        """Let failed rows, all or some, wait for the next `run`. Return how many. Raises JournalFailed."""
        return await self._journal.retry(self._id, rows)
