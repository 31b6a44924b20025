"""Carries out an import of the journal, and takes one back: what a page and the program's start talk to."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import AlreadyRunning, Import, ImportOver
from desktop_app.attendees.sending import lock
from desktop_app.attendees.sending.look_ahead import LookAhead
from desktop_app.attendees.sending.progress import Meter, Progress, Stopped, Summary
from desktop_app.attendees.sending.run import Run
from desktop_app.attendees.sending.tickets_api import TicketsApi, WithdrawingApi
from desktop_app.attendees.sending.undo import Undoing, Undone, UndoProgress
from desktop_app.zoom.errors import IncompleteList

__all__ = [
    "AlreadyRunning",
    "ImportOver",
    "Importer",
    "LookAhead",
    "Progress",
    "Stopped",
    "Summary",
    "UndoProgress",
    "Undoing",
    "Undone",
    "WithdrawingApi",
    "give_up",
    "registered_emails",
    "retry_failed",
]


async def registered_emails(api: TicketsApi, event_id: str) -> set[str]:
    """Return the e-mails (`email_key`) of everybody who holds a ticket of the event. Raises ZoomError.

    Where Zoom's list lacks some, so does this: the import asks for each.
    """
    try:
        tickets = await api.tickets(event_id)
    except IncompleteList as short:
        tickets = list(short.found)
    return await asyncio.to_thread(lambda: {email_key(ticket.email) for ticket in tickets if ticket.email})


async def give_up(journal: Journal, import_id: str) -> None:
    """Put an import away that isn't to go on: one that is only prepared is removed; of any other, who was never sent is
    taken back, and who is in doubt failed, for all that is known.

    Raises AlreadyRunning while an import into the event runs, here or in another window: what is under way would be
    sent again; JournalFailed; ImportOver for one that is wiped or removed.
    """
    async with lock.only_this(journal, import_id) as made:
        if made.prepared:
            await journal.discard(import_id)
        else:
            await journal.abandon(import_id)


async def retry_failed(journal: Journal, import_id: str) -> Import:
    """Let those of an import wait again who failed, and return it as it is. Raises as `give_up`, and ImportOver for one
    that was taken back, too."""
    async with lock.only_this(journal, import_id) as made:
        if made.undo:
            raise ImportOver
        await journal.retry(import_id)
    return made


class Importer:
    """Carries out one import of the journal, from wherever it stands. `pause` sleeps, in seconds. `ahead` may have
    asked already who is in.

    It can be paused and resumed at any time, before `run` too; a run that is paused doesn't end.
    """

    def __init__(
        self,
        api: TicketsApi,
        journal: Journal,
        import_id: str,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
        ahead: LookAhead | None = None,
    ) -> None:
        self._api = api
        self._journal = journal
        self._id = import_id
        self._sleep = pause
        self._clock = clock
        self._wall_clock = wall_clock
        self._ahead = ahead
        self._run: Run | None = None
        self._busy = False
        self._stop_asked = False
        self._paused = False

    @property
    def running(self) -> bool:
        """Whether `run` is under way, paused or not."""
        return self._busy

    @property
    def paused(self) -> bool:
        """Whether no more batches may leave for now."""
        return self._paused

    async def run(self, on_progress: Callable[[Progress], None]) -> Summary:
        """Send who waits, after settling who is in doubt. May be called again, also by the next program start.

        Raises ZoomError for what no later row could escape (permission, event, ticket type): rows that weren't sent
        are left waiting. Raises AlreadyRunning while an import into the event runs, here or in another window;
        JournalFailed; ImportOver for one that was taken back, wiped or removed.
        """
        if self._busy:
            raise AlreadyRunning
        self._busy = True
        try:
            async with lock.only_this(self._journal, self._id) as made:
                if made.undo:
                    raise ImportOver
                if made.prepared:
                    await self._journal.started(self._id)
                counts = await self._journal.counts(self._id)
                progress = Meter(counts, on_progress, self._clock)
                self._run = Run(
                    self._api,
                    self._journal,
                    made,
                    pause=self._sleep,
                    meter=progress,
                    wall_clock=self._wall_clock,
                    ahead=self._ahead,
                )
                if self._stop_asked:
                    self._run.stop(Stopped.USER)
                if self._paused:
                    self._run.hold_back(paused=True)
                return await self._run.carry_out()
        finally:
            self._run = None
            self._busy = self._stop_asked = False

    def pause(self) -> None:
        """Let no more batches leave; those under way end, and what is in doubt is settled."""
        if self._paused:
            return
        self._paused = True
        if self._run is not None:
            self._run.hold_back(paused=True)

    def resume(self) -> None:
        """Let batches leave again."""
        if not self._paused:
            return
        self._paused = False
        if self._run is not None:
            self._run.hold_back(paused=False)

    def stop(self) -> None:
        """Let `run` end after the batches that are under way; asked before it, at once."""
        self._stop_asked = True
        if self._run is not None:
            self._run.stop(Stopped.USER)

    def note_wait(self, seconds: float) -> None:
        """Take note that calls wait for a limit, to be shown: what `ZoomClient(on_wait=...)` tells."""
        if self._run is not None:
            self._run.meter.note_wait(seconds)
