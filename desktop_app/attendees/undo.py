"""Taking an import back: deletes the tickets that it made, and no other. Messages that were sent can't be called back.

A ticket that is gone already counts as deleted, so a deletion may be repeated, and an undo that was cut off goes on
where it was.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from desktop_app.attendees import lock
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.patience import Patience
from desktop_app.attendees.progress import Meter, Stopped
from desktop_app.attendees.records import Entry, Fate, Import, Undo
from desktop_app.attendees.sending import Run, TicketsApi
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
    """Where an undo ended. `withdrawn` tickets are gone, `refused` are rows whose ticket Zoom would not delete, with
    its error; `left` tickets were not reached, and of `unknown` rows nobody knows whether they have one: another undo
    goes on with these."""

    withdrawn: int
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
        self._on_progress: Callable[[UndoProgress], None] = _ignore
        self._total = 0
        self._done = 0
        self._refused: list[tuple[Entry, ZoomError]] = []

    def stop(self) -> None:
        """Let `run` end after the deletions that are under way."""
        self._patience.stop(Stopped.USER)

    async def run(self, on_progress: Callable[[UndoProgress], None]) -> Undone:
        """Delete the tickets. As `undo`."""
        self._on_progress = on_progress
        made = await self._journal.get(self._id)
        if made is None:
            raise KeyError(self._id)
        if made.wiped:
            raise ValueError("the import is wiped")
        with lock.only_one(self._journal.folder, made.account_key, made.event_id):
            await self._journal.set_undo(self._id, Undo.ASKED)
            await self._journal.withdraw_waiting(self._id)
            settled = await self._settled(made)
            # what turned out never to have got there needs no deleting
            await self._journal.withdraw_waiting(self._id)
            entries = await self._journal.rows(self._id, fates=(Fate.REGISTERED,))
            self._total = len(entries)
            self._tell()
            await self._delete_all(made, entries)
            counts = await self._journal.counts(self._id)
            if settled and self._patience.stopped is None:
                await self._journal.set_undo(self._id, Undo.DONE)
        return Undone(
            withdrawn=counts.withdrawn,
            refused=tuple(self._refused),
            left=counts.registered - len(self._refused),
            unknown=counts.unknown + counts.sending,
            stopped=self._patience.stopped,
            error=self._patience.error,
        )

    async def _settled(self, made: Import) -> bool:
        """Find out which rows in doubt have a ticket of ours. Say whether that is known of all."""
        meter = Meter(await self._journal.counts(self._id), lambda progress: None, time.monotonic)
        return await Run(self._api, self._journal, made, pause=self._pause, meter=meter).settle()

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
                await self._patience.wait_or_stop(error)
                if self._patience.stopped is not None:
                    return
            else:
                break
        else:
            return
        self._patience.went_well()
        await self._journal.withdraw(self._id, (entry.row,))
        self._done += 1
        self._tell()

    def _waits(self, seconds: float) -> None:
        self._tell(seconds)

    def _tell(self, waiting: float = 0.0) -> None:
        self._on_progress(
            UndoProgress(total=self._total, done=self._done, refused=len(self._refused), waiting_seconds=waiting)
        )


_ONE_TICKETS = frozenset((Reason.TICKET_LOCKED, Reason.TICKET_REVOKED, Reason.REFUSED, Reason.VALIDATION))
"""What is said of one ticket, and tells nothing of the next."""


def _ignore(_: UndoProgress) -> None:
    pass
