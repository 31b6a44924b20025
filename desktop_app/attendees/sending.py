"""From the journal to Zoom: batches leave, answers are written down, doubts are settled before anything is repeated.

A row is durably `sending` before it leaves. Whoever is in neither list of an answer, or in a batch without one, is in
doubt, and Zoom is asked whether the ticket exists; only then may the row leave again.
"""

import asyncio
import datetime as dt
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from desktop_app.attendees import outcome
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.outcome import Known
from desktop_app.attendees.patience import Patience
from desktop_app.attendees.progress import Meter, Stopped, Summary
from desktop_app.attendees.records import Entry, Fate, Import, Result
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket, TicketsAnswer
from desktop_app.zoom.pacing import Pacer
from desktop_app.zoom.requests import TicketRequest

log = logging.getLogger(__name__)

MOST_TICKETS = 30
"""People of one request (create-tickets reference)."""

READ_AHEAD = 3000
"""Rows that are read from the journal at once."""

AT_ONCE = 1000
"""Rows that are looked up before others get their turn."""

LOST_SETTLES = 5.0
"""Seconds until a request that got no answer has either been carried out or never will be."""

SILENT_SETTLES = 1.0
"""Seconds until what an answer left out would be in the list of tickets."""

FEW = 5
"""Rows in doubt that are asked for one by one; for more the whole list is read, unless that takes longer."""

PAGE = 300
"""Tickets that one request for the list brings (list-tickets reference)."""

MOST_TRIES = 3
"""Times that a row is sent although each time nothing came of it; if the answers were lost, in ever smaller batches."""

SYSTEMATIC = 10
"""People of one batch, each refused alone and for the same reason: then the others would be, too."""


class TicketsApi(Protocol):
    """Zoom's Events API as far as an import uses it. Every method raises `zoom.errors.ZoomError`."""

    async def create_tickets(
        self, event_id: str, tickets: Sequence[TicketRequest], *, registration_source: str
    ) -> TicketsAnswer: ...
    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]: ...


ANSWERS = frozenset(
    (
        *("address", "city", "state", "zip", "country", "phone"),
        *("industry", "job_title", "organization", "organization_size", "comments"),
    )
)
"""What a row may say of a person beyond the name (`zoom.requests.TicketRequest`)."""


class Run:
    """One run of an import."""

    def __init__(
        self,
        api: TicketsApi,
        journal: Journal,
        made: Import,
        *,
        pause: Callable[[float], Awaitable[None]],
        meter: Meter,
    ) -> None:
        self._api = api
        self._journal = journal
        self._made = made
        self._pause = pause
        self.meter = meter
        self._fates: dict[int, Fate] = {}
        self._batches: deque[tuple[Entry, ...]] = deque()
        self._known: Known | None = None
        self._read_up_to: int | None = None
        self._all_read = False
        self._silent: Counter[int] = Counter()
        self._lost: Counter[int] = Counter()
        pacer = getattr(api, "pacer", None)
        self._pacer = pacer if isinstance(pacer, Pacer) else None
        self._patience = Patience(pause, meter.note_wait)
        self._lists = asyncio.Lock()
        self._lists_begun = 0
        self._list: Known | None = None
        self._tickets_seen = 0
        self._paused = False
        self._go_on = asyncio.Event()

    def stop(self, why: Stopped, error: ZoomError | None = None) -> None:
        self._patience.stop(why, error)
        self._go_on.set()

    @property
    def _stopped(self) -> Stopped | None:
        return self._patience.stopped

    def hold_back(self, paused: bool) -> None:
        """Let no more batches leave, or let them leave again."""
        self._paused = paused
        if not paused:
            self._go_on.set()
        self.meter.pause(paused)

    async def carry_out(self) -> Summary:
        self.meter.tell()
        if self.meter.counts.left:
            await self._prepare()
        self.meter.start_anew()
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                if not self._stopped and not fatal and not self._paused:
                    await self._read_ahead()
                    while self._batches and not self._stopped and len(under_way) < self._room:
                        under_way.add(asyncio.create_task(self._send(self._batches.popleft())))
                if under_way:
                    ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                    # what can't go on ends the import, but not the batches that are under way
                    errors = [task.exception() for task in ended]
                    fatal = fatal or next((error for error in errors if error), None)
                elif self._paused and not self._stopped and not fatal and (self._batches or not self._all_read):
                    self._go_on.clear()
                    await self._go_on.wait()
                else:
                    break
        finally:
            for task in under_way:
                task.cancel()
            # a task that is left alone might go on sending
            await asyncio.gather(*under_way, return_exceptions=True)
        if fatal is not None:
            raise fatal
        return self._summary()

    def _summary(self) -> Summary:
        counts, error = self.meter.counts, self._patience.error
        return Summary(
            registered=counts.registered,
            already_in=counts.already_in,
            failed=counts.failed,
            waiting=counts.waiting,
            unknown=counts.unknown + counts.sending,
            stopped=self._stopped if counts.left else None,
            retry_at=error.retry_at if error and counts.left else None,
            error=error if counts.left else None,
        )

    @property
    def _room(self) -> int:
        """Batches that may be under way at once."""
        return self._patience.most_in_flight if self._pacer is None else self._pacer.worth_at_once

    async def settle(self) -> bool:
        """Find out what became of the rows that are in doubt. Say whether all of them are settled."""
        if self.meter.counts.sending + self.meter.counts.unknown:
            await self._prepare()
        return not self.meter.counts.sending + self.meter.counts.unknown

    async def _prepare(self) -> None:
        """Find out who is in already, and settle who was left in doubt."""
        doubtful = await self._journal.rows(self._made.id, fates=(Fate.SENDING, Fate.UNKNOWN))
        self._fates.update((row.row, row.fate) for row in doubtful)
        self._known = await self._listed()
        if self._known is None:
            # without the list nobody in doubt may be sent again; the others were never sent
            await self._record([Result(row=row.row, fate=Fate.UNKNOWN) for row in doubtful])
            return
        now = dt.datetime.now(dt.UTC)
        # a clock that was set back tells nothing
        age = min((max(0.0, (now - row.updated).total_seconds()) for row in doubtful), default=0.0)
        missing = await self._settled(doubtful, self._known, LOST_SETTLES - age)
        self._list = None
        for row in missing:
            # they are read again with everybody else who waits
            del self._fates[row.row]

    async def _read_ahead(self) -> None:
        """Read who waits from the journal, leave out who is in, and put the rest in batches."""
        while not self._all_read and len(self._batches) * MOST_TICKETS < READ_AHEAD // 2:
            read = await self._journal.rows(
                self._made.id, fates=(Fate.WAITING,), limit=READ_AHEAD, after=self._read_up_to
            )
            self._all_read = len(read) < READ_AHEAD
            self._read_up_to = read[-1].row if read else self._read_up_to
            # what was tried and waits again is in a batch of its own, or under way
            waiting = [row for row in read if row.row not in self._fates]
            self._fates.update((row.row, row.fate) for row in waiting)
            if self._known is not None:
                waiting = await self._without_known(waiting, self._known)
            for start in range(0, len(waiting), MOST_TICKETS):
                self._batches.append(tuple(waiting[start : start + MOST_TICKETS]))
        if self._all_read:
            self._known = None

    # --- batches

    async def _send(self, batch: Sequence[Entry]) -> None:
        if not await self._patience.ready():
            return
        rows = [row.row for row in batch]
        await self._journal.mark_sending(self._made.id, rows)
        self._moved((row, Fate.SENDING) for row in rows)
        try:
            answer = await self._api.create_tickets(
                self._made.event_id,
                [self._request(row) for row in batch],
                registration_source=self._made.registration_source,
            )
        except ZoomError as error:
            await self._refused(batch, error)
            return
        self._patience.went_well()
        results, silent = outcome.read_answer(batch, answer)
        await self._record(results.values())
        unclear = [row for row in batch if row.row in results and results[row.row].reason == Reason.TICKET_FAILED]
        if unclear and (known := await self._asked(unclear)) is not None:
            # Zoom has no code for a person who is in already
            await self._without_known(unclear, known)
        if silent:
            await self._resolve_silent(silent)

    def _request(self, row: Entry) -> TicketRequest:
        request = TicketRequest(
            email=row.email,
            external_ticket_id=row.external_ticket_id,
            send_notification=self._made.send_notification,
            ticket_type_id=row.ticket_type_id or self._made.ticket_type_id or None,
            first_name=row.first_name or None,
            last_name=row.last_name or None,
        )
        answers = {name: given for name, given in row.answers.items() if name in ANSWERS and given}
        return replace(request, **answers) if answers else request

    async def _refused(self, batch: Sequence[Entry], error: ZoomError) -> None:
        if error.outcome_unknown:
            await self._record(outcome.as_unknown(row, error) for row in batch)
            await self._patience.wait_or_stop(error)
            await self._resolve_lost(batch, error)
        elif outcome.is_one_persons(error):
            await self._split(batch, error)
        else:
            # nothing was done: they wait as before
            await self._record(Result(row=row.row, fate=Fate.WAITING) for row in batch)
            await self._patience.wait_or_stop(error)
            self._batches.appendleft(tuple(batch))

    async def _split(self, batch: Sequence[Entry], error: ZoomError) -> None:
        """Find the person whom a refusal of all is about."""
        if len(batch) == 1:
            await self._record([outcome.as_failed(batch[0], error)])
            return
        await self._record(Result(row=row.row, fate=Fate.WAITING) for row in batch)
        for part in outcome.parts(batch, error):
            if self._stopped is not None:
                return
            await self._send(part)
        if len(batch) >= SYSTEMATIC and (self._batches or not self._all_read):
            failed = {
                row.row
                for row in await self._journal.rows(self._made.id, fates=(Fate.FAILED,))
                if row.reason == error.reason
            }
            if failed.issuperset(row.row for row in batch):
                raise error

    # --- doubts

    async def _resolve_lost(self, batch: Sequence[Entry], error: ZoomError) -> None:
        """Settle a batch whose answer was lost. What loses its answer every time leaves in ever smaller parts."""
        self._lost.update(row.row for row in batch)
        known = await self._asked(batch)
        missing = [] if known is None else await self._settled(batch, known, LOST_SETTLES)
        if not missing:
            return
        if max(self._lost[row.row] for row in missing) < MOST_TRIES:
            self._batches.append(tuple(missing))
        elif len(missing) > 1:
            half = len(missing) // 2
            self._batches += (tuple(missing[:half]), tuple(missing[half:]))
        else:
            await self._record([outcome.as_failed(missing[0], error)])

    async def _resolve_silent(self, rows: Sequence[Entry]) -> None:
        """Settle rows that an answer left out. Older answers left out whom they refused."""
        self._silent.update(row.row for row in rows)
        known = await self._asked(rows)
        if known is None:
            await self._record(Result(row=row.row, fate=Fate.UNKNOWN) for row in rows)
            return
        missing = await self._settled(rows, known, SILENT_SETTLES)
        given_up = [row for row in missing if self._silent[row.row] >= MOST_TRIES]
        await self._record(Result(row=row.row, fate=Fate.FAILED, reason=Reason.TICKET_FAILED) for row in given_up)
        if again := tuple(row for row in missing if self._silent[row.row] < MOST_TRIES):
            self._batches.append(again)

    async def _settled(self, rows: Sequence[Entry], known: Known, patience: float) -> list[Entry]:
        """Record who turned out to have a ticket, and return the others: they wait again.

        Not there yet is not the same as not there, so who is missing is looked for once more after `patience` seconds.
        """
        missing = await self._without_known(rows, known)
        if missing and patience > 0:
            await self._pause(patience)
            again = await self._asked(missing)
            if again is None:
                await self._record(Result(row=row.row, fate=Fate.UNKNOWN) for row in missing)
                return []
            missing = await self._without_known(missing, again)
        await self._record(Result(row=row.row, fate=Fate.WAITING) for row in missing)
        return missing

    async def _without_known(self, rows: Sequence[Entry], known: Known) -> list[Entry]:
        """Record who has a ticket, and return the others."""
        missing: list[Entry] = []
        for start in range(0, len(rows), AT_ONCE):
            found = []
            for row in rows[start : start + AT_ONCE]:
                result = known.result(row, self._made)
                if result is None:
                    missing.append(row)
                else:
                    found.append(result)
            await self._record(found)
            await asyncio.sleep(0)
        return missing

    async def _asked(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, by our own id, then by e-mail; None as in `_listed`."""
        pages = 1 + max(self._tickets_seen, self.meter.counts.registered) // PAGE
        if len(rows) > FEW and 2 * len(rows) > pages:
            return await self._listed()
        found: list[Ticket] = []
        for row in rows:
            mine = await self._read(external_ticket_id=row.external_ticket_id)
            if mine is not None and not any(ticket.external_ticket_id == row.external_ticket_id for ticket in mine):
                mine = await self._read(email=row.email)
            if mine is None:
                return None
            found += mine
        return Known(found)

    async def _listed(self) -> Known | None:
        """Read who holds a ticket; None when that isn't permitted, or can't be done now.

        Batches that were lost together share a list, as long as it was begun after they were.
        """
        begun = self._lists_begun
        async with self._lists:
            if self._lists_begun == begun:
                self._lists_begun += 1
                self._list = None
                found = await self._read()
                if found is not None:
                    self._tickets_seen = len(found)
                    self._list = Known(found)
            return self._list

    async def _read(self, *, external_ticket_id: str | None = None, email: str | None = None) -> list[Ticket] | None:
        # a person's stop still lets what is under way be settled
        while self._stopped in (None, Stopped.USER):
            try:
                found = await self._api.tickets(self._made.event_id, external_ticket_id=external_ticket_id, email=email)
            except ZoomError as error:
                if error.reason is Reason.SCOPE_MISSING:
                    log.warning("The tickets can't be read: who is in already isn't known")
                    return None
                if self._stopped is not None:
                    return None
                await self._patience.wait_or_stop(error)
            else:
                self._patience.went_well()
                return found
        return None

    # --- recording

    async def _record(self, results: Iterable[Result]) -> None:
        results = list(results)
        if results:
            await self._journal.record(self._made.id, results)
            self._moved((result.row, result.fate) for result in results)
            self.meter.tell()

    def _moved(self, fates: Iterable[tuple[int, Fate]]) -> None:
        for row, fate in fates:
            self.meter.move(self._fates.get(row, Fate.WAITING), fate)
            self._fates[row] = fate
