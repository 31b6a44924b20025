"""Taking an import back: deletes the tickets that it made, and no other. Messages that were sent can't be called back.

The journal says which tickets those are, and Zoom's list has the last word where it can be read: a ticket that Zoom
gave back as ours but that carries somebody else's mark stays, and one of ours that the journal missed goes, too. Where
nobody tells whether a ticket was the person's before, it stays.

A ticket that is gone already counts as deleted, so a deletion may be repeated, and an undo that was cut off goes on
where it was.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import Entry, Fate, Import, Result, Undo
from desktop_app.attendees.sending import lock
from desktop_app.attendees.sending.backoff import Backoff
from desktop_app.attendees.sending.known import Known
from desktop_app.attendees.sending.outcome import id_key
from desktop_app.attendees.sending.progress import Meter, Progress, Stopped
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.settling import Settling
from desktop_app.attendees.sending.ticket_lookup import TicketLookup
from desktop_app.attendees.sending.tickets_api import WithdrawingApi
from desktop_app.attendees.sending.turns import in_turns
from desktop_app.zoom.errors import Reason, ZoomError

_ONE_TICKETS = frozenset((Reason.TICKET_LOCKED, Reason.TICKET_REVOKED, Reason.REFUSED, Reason.VALIDATION))
"""What is said of one ticket, and tells nothing of the next."""

_SENT = (Fate.REGISTERED, Fate.FAILED, Fate.UNKNOWN)
"""Of which rows a ticket may exist; where they stand otherwise there was none, or it is somebody else's."""


class UndoProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an undo is, in tickets. `waiting_seconds` is the wait for Zoom that just began, else 0."""

    total: int
    done: int
    refused: int
    waiting_seconds: float = 0.0


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """Where an undo ended. `withdrawn` rows have no ticket of the import any more, or never had one; `deleted` tickets
    went just now; `refused` are rows whose ticket Zoom would not delete, with its error; `left` tickets were not
    reached; of `unknown` rows nobody knows whether they have one, and of `unconfirmed` ones whether the ticket is the
    import's: another undo goes on with all of these.

    `error` is what stopped it, and its `retry_at` says when Zoom listens again, if Zoom said so."""

    withdrawn: int
    deleted: int
    refused: tuple[tuple[Entry, ZoomError], ...]
    left: int
    unknown: int
    unconfirmed: int = 0
    stopped: Stopped | None = None
    error: ZoomError | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing of the import is left that Zoom would delete."""
        return not (self.left or self.unknown or self.unconfirmed or self.refused)


class Undoing:
    """Deletes every ticket that an import made. Rows become withdrawn; those that were never sent do so at once. It can
    be stopped. `pause` sleeps, in seconds."""

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
        self._backoff = Backoff(pause, self._waits)
        self._on_progress: Callable[[UndoProgress], None] = _ignore
        self._total = 0
        self._done = 0
        self._refused: list[tuple[Entry, ZoomError]] = []
        self._unconfirmed = 0

    def stop(self) -> None:
        """Let `run` end after the deletions that are under way."""
        self._backoff.stop(Stopped.USER)

    async def run(self, on_progress: Callable[[UndoProgress], None]) -> Undone:
        """Delete the tickets.

        Raises ZoomError for what holds for every ticket (a missing permission, a deleted event), AlreadyRunning while
        an import into the event runs, JournalFailed, ImportOver for one that is gone or wiped.
        """
        self._on_progress = on_progress
        async with lock.only_this(self._journal, self._id) as made:
            await self._journal.set_undo(self._id, Undo.ASKED)
            await self._journal.withdraw_waiting(self._id)
            tickets = await self._settled(made)
            self._total = len(tickets)
            self._tell()
            await self._delete_all(made, tickets)
            counts = await self._journal.counts(self._id)
            undone = Undone(
                withdrawn=counts.withdrawn,
                deleted=self._done,
                refused=tuple(self._refused),
                left=self._total - self._done - len(self._refused),
                unknown=counts.in_doubt,
                unconfirmed=self._unconfirmed,
                stopped=self._backoff.stopped,
                error=self._backoff.error,
            )
            if undone.complete and undone.stopped is None:
                await self._journal.set_undo(self._id, Undo.DONE)
        return undone

    async def _settled(self, made: Import) -> list[Entry]:
        """Find out which rows in doubt have a ticket of ours. Return what is to be deleted: rows with the ticket of
        each. One row may have two."""
        meter = Meter(await self._journal.counts(self._id), _ignore, time.monotonic)
        lookup = TicketLookup(self._api, made, self._backoff, meter, time.time)
        if meter.counts.in_doubt:
            await Settling(lookup, RowStates(self._journal, made, meter), self._pause).earlier()
            # what turned out never to have got there needs no deleting
            await self._journal.withdraw_waiting(self._id)
        rows = await self._journal.rows(self._id, withdrawn=None)
        sent: list[Entry] = []
        held: list[Entry] = []
        async for part in in_turns(rows):
            sent += [row for row in part if row.fate in _SENT and (row.withdrawn is None or made.undo)]
            held += [row for row in part if row.fate is Fate.REGISTERED and row.withdrawn is None]
        known = await lookup.holders(sent) if sent and self._backoff.stopped is None else None
        if known is None:
            return self._spared(held, [row for row in held if row.unconfirmed])
        return await self._ours(lookup, made, known, held, rows)

    def _spared(self, held: list[Entry], unconfirmed: list[Entry]) -> list[Entry]:
        """Return `held` without those whose ticket may have been there before."""
        self._unconfirmed = len(unconfirmed)
        kept = {row.row for row in unconfirmed}
        return [row for row in held if row.row not in kept]

    async def _ours(
        self, lookup: TicketLookup, made: Import, known: Known, held: list[Entry], rows: Sequence[Entry]
    ) -> list[Entry]:
        """Return `held` without tickets that the import didn't make, and with those that it made besides."""
        by_id: dict[str, Entry] = {}
        async for part in in_turns(rows):
            by_id.update((id_key(row.external_ticket_id), row) for row in part)
        others: list[Entry] = []
        unconfirmed: list[Entry] = []
        async for part in in_turns(held):
            theirs, unmarked = known.others(part, by_id, made)
            others += theirs
            for row in unmarked:
                ours = await lookup.is_ours(row)
                if not ours:
                    (unconfirmed if ours is None else others).append(row)
        await self._journal.record(
            self._id,
            (
                Result(row=row.row, fate=Fate.ALREADY_IN, ticket_id=row.ticket_id, join_link=row.join_link)
                for row in others
            ),
        )
        kept = {row.ticket_id for row in others}
        held = self._spared([row for row in held if row.ticket_id not in kept], unconfirmed)
        listed = {row.ticket_id for row in held}
        async for tickets in in_turns(list(known.tickets)):
            held += [
                replace(by_id[key], ticket_id=ticket.ticket_id)
                for ticket in tickets
                if (key := id_key(ticket.external_ticket_id)) in by_id and ticket.ticket_id not in listed
            ]
        return held

    async def _delete_all(self, made: Import, entries: list[Entry]) -> None:
        waiting = iter(entries)
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                while self._backoff.stopped is None and fatal is None and len(under_way) < self._room:
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
        return self._api.worth_at_once

    async def _delete(self, made: Import, entry: Entry) -> None:
        while await self._backoff.ready():
            try:
                await self._api.delete_ticket(made.event_id, entry.ticket_id)
            except ZoomError as error:
                if error.reason is Reason.TICKET_NOT_FOUND:
                    break
                if error.reason in _ONE_TICKETS:
                    self._refused.append((entry, error))
                    self._tell()
                    return
                await self._backoff.wait_or_stop(error, change=True)
                if self._backoff.stopped is not None:
                    return
            else:
                break
        else:
            return
        self._backoff.went_well(change=True)
        await self._journal.withdraw(self._id, entry.row)
        self._done += 1
        self._tell()

    def _waits(self, seconds: float, _cut_off: bool) -> None:
        self._tell(seconds)

    def _tell(self, waiting: float = 0.0) -> None:
        self._on_progress(
            UndoProgress(total=self._total, done=self._done, refused=len(self._refused), waiting_seconds=waiting)
        )


def _ignore(_: UndoProgress | Progress) -> None:
    pass
