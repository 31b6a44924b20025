"""Taking an import back: deletes the tickets that it made, and no other. Messages that were sent can't be called back.

The journal says which tickets those are, and Zoom's list has the last word where it can be read: a ticket that Zoom
gave back as ours but that carries somebody else's mark stays, and one of ours that the journal missed goes, too.

A ticket that is gone already counts as deleted, so a deletion may be repeated, and an undo that was cut off goes on
where it was.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import Entry, Fate, Import, Result, Undo
from desktop_app.attendees.sending import lock
from desktop_app.attendees.sending.outcome import Known
from desktop_app.attendees.sending.patience import Patience
from desktop_app.attendees.sending.progress import Meter, Progress, Stopped
from desktop_app.attendees.sending.run import Run, TicketsApi
from desktop_app.attendees.sending.standing import AT_ONCE
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pacing import Pacer


class WithdrawingApi(TicketsApi, Protocol):
    """Zoom's Events API as far as undoing uses it. Every method raises `zoom.errors.ZoomError`."""

    async def delete_ticket(self, event_id: str, ticket_id: str) -> None: ...


class UndoProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an undo is, in tickets. `waiting_seconds` is the wait for Zoom that just began, else 0."""

    total: int
    done: int
    refused: int
    waiting_seconds: float = 0.0


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """Where an undo ended. `withdrawn` rows have no ticket of the import any more, or never had one; `deleted` tickets
    went just now; `refused` are rows whose ticket Zoom would not delete, with its error; `left` tickets were not
    reached, and of `unknown` rows nobody knows whether they have one: another undo goes on with these."""

    withdrawn: int
    deleted: int
    refused: tuple[tuple[Entry, ZoomError], ...]
    left: int
    unknown: int
    stopped: Stopped | None = None
    error: ZoomError | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing of the import is left that Zoom would delete."""
        return not (self.left or self.unknown or self.refused)


async def undo(
    api: WithdrawingApi,
    journal: Journal,
    import_id: str,
    on_progress: Callable[[UndoProgress], None],
    *,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Undone:
    """Delete every ticket that an import made. Rows become withdrawn; those that were never sent do so at once.

    Raises ZoomError for what holds for every ticket (a missing permission, a deleted event), AlreadyRunning while an
    import into the event runs, JournalFailed, KeyError for an unknown import, ValueError for a wiped one.
    """
    return await Undoing(api, journal, import_id, pause).run(on_progress)


class Undoing:
    """One undo that can be stopped."""

    def __init__(
        self,
        api: WithdrawingApi,
        journal: Journal,
        import_id: str,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._journal = journal
        self._id = import_id
        self._pause = pause
        pacer = getattr(api, "pacer", None)
        self._pacer = pacer if isinstance(pacer, Pacer) else None
        self._patience = Patience(pause, self._waits)
        self._settling: Run | None = None
        self._on_progress: Callable[[UndoProgress], None] = _ignore
        self._total = 0
        self._done = 0
        self._refused: list[tuple[Entry, ZoomError]] = []

    def stop(self) -> None:
        """Let `run` end after the deletions that are under way."""
        self._patience.stop(Stopped.USER)
        if self._settling is not None:
            self._settling.stop(Stopped.USER)

    async def run(self, on_progress: Callable[[UndoProgress], None]) -> Undone:
        """Delete the tickets. As `undo`."""
        self._on_progress = on_progress
        async with lock.only_this(self._journal, self._id) as made:
            if made.wiped:
                raise ValueError("the import is wiped")
            await self._journal.set_undo(self._id, Undo.ASKED)
            await self._journal.withdraw_waiting(self._id)
            settled, tickets = await self._settled(made)
            self._total = len(tickets)
            self._tell()
            await self._delete_all(made, tickets)
            counts = await self._journal.counts(self._id)
            if settled and self._patience.stopped is None:
                await self._journal.set_undo(self._id, Undo.DONE)
        return Undone(
            withdrawn=counts.withdrawn,
            deleted=self._done,
            refused=tuple(self._refused),
            left=self._total - self._done - len(self._refused),
            unknown=counts.unknown + counts.sending,
            stopped=self._patience.stopped,
            error=self._patience.error,
        )

    async def _settled(self, made: Import) -> tuple[bool, list[Entry]]:
        """Find out which rows in doubt have a ticket of ours. Say whether that is known of all, and return what is to
        be deleted: rows with the ticket of each. One row may have two."""
        counts = await self._journal.counts(self._id)
        meter = Meter(counts, self._settling_waits, time.monotonic)
        asking = self._settling = Run(self._api, self._journal, made, pause=self._pause, meter=meter)
        if self._patience.stopped is not None:
            asking.stop(self._patience.stopped)
        try:
            settled = await asking.settle()
            # what turned out never to have got there needs no deleting
            await self._journal.withdraw_waiting(self._id)
            rows = await self._journal.rows(self._id, withdrawn=None)
            # a list may be long: each look through it leaves the window its turn
            await asyncio.sleep(0)
            sent = [row for row in rows if row.fate in _SENT and (row.withdrawn is None or made.undo)]
            await asyncio.sleep(0)
            held = [row for row in sent if row.fate is Fate.REGISTERED and row.withdrawn is None]
            known = await asking.holders(sent) if sent and asking.stopped is None else None
            if known is not None:
                held = await self._ours(asking, made, known, held, rows)
        finally:
            self._settling = None
        if asking.stopped is not None:
            # what stopped the asking stops the deleting, too
            self._patience.stop(asking.stopped, asking.error)
        return settled, held

    async def _ours(
        self, asking: Run, made: Import, known: Known, held: list[Entry], rows: Sequence[Entry]
    ) -> list[Entry]:
        """Return `held` without tickets that the import didn't make, and with those that it made besides."""
        by_id = {row.external_ticket_id: row for row in rows}
        others: list[Entry] = []
        for start in range(0, len(held), AT_ONCE):
            await asyncio.sleep(0)
            theirs, unmarked = known.others(held[start : start + AT_ONCE], by_id, made)
            others += theirs
            others += [row for row in unmarked if await asking.is_ours(row) is False]
        await self._journal.record(
            self._id,
            (
                Result(row=row.row, fate=Fate.ALREADY_IN, ticket_id=row.ticket_id, join_link=row.join_link)
                for row in others
            ),
        )
        kept = {row.ticket_id for row in others}
        held = [row for row in held if row.ticket_id not in kept]
        await asyncio.sleep(0)
        listed = {row.ticket_id for row in held}
        missed = [
            replace(by_id[ticket.external_ticket_id], ticket_id=ticket.ticket_id)
            for ticket in known.tickets
            if ticket.external_ticket_id in by_id and ticket.ticket_id not in listed
        ]
        return [*held, *missed]

    async def _delete_all(self, made: Import, entries: list[Entry]) -> None:
        waiting = iter(entries)
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                while self._patience.stopped is None and fatal is None and len(under_way) < self._room:
                    entry = next(waiting, None)
                    if entry is None:
                        break
                    under_way.add(asyncio.create_task(self._delete(made, entry)))
                if not under_way:
                    break
                ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                errors = [task.exception() for task in ended]
                fatal = fatal or next((error for error in errors if error), None)
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        if fatal is not None:
            raise fatal

    @property
    def _room(self) -> int:
        return self._patience.most_in_flight if self._pacer is None else self._pacer.worth_at_once

    async def _delete(self, made: Import, entry: Entry) -> None:
        while await self._patience.ready():
            try:
                await self._api.delete_ticket(made.event_id, entry.ticket_id)
            except ZoomError as error:
                if error.reason is Reason.TICKET_NOT_FOUND:
                    break
                if error.reason in _ONE_TICKETS:
                    self._refused.append((entry, error))
                    self._tell()
                    return
                await self._patience.wait_or_stop(error, change=True)
                if self._patience.stopped is not None:
                    return
            else:
                break
        else:
            return
        self._patience.went_well(change=True)
        await self._journal.withdraw(self._id, entry.row)
        self._done += 1
        self._tell()

    def _waits(self, seconds: float) -> None:
        self._tell(seconds)

    def _settling_waits(self, progress: Progress) -> None:
        if progress.waiting_seconds > 0:
            self._tell(progress.waiting_seconds)

    def _tell(self, waiting: float = 0.0) -> None:
        self._on_progress(
            UndoProgress(total=self._total, done=self._done, refused=len(self._refused), waiting_seconds=waiting)
        )


_ONE_TICKETS = frozenset((Reason.TICKET_LOCKED, Reason.TICKET_REVOKED, Reason.REFUSED, Reason.VALIDATION))
"""What is said of one ticket, and tells nothing of the next."""


_SENT = (Fate.REGISTERED, Fate.FAILED)
"""Of which rows a ticket may exist; where they stand otherwise there was none, or it is somebody else's."""


def _ignore(_: UndoProgress) -> None:
    pass
