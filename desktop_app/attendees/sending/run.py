"""From the journal to Zoom: batches leave, answers are written down, doubts are settled before anything is repeated.

A row is durably `sending` before it leaves (`row_states`). Whoever is in neither list of an answer, or in a batch
without one, is in doubt, and Zoom is asked whether the ticket exists (`settling`, `ticket_lookup`); only then may the
row leave again.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import Entry, Fate, Import, JournalFailed
from desktop_app.attendees.sending import outcome
from desktop_app.attendees.sending.backoff import Backoff
from desktop_app.attendees.sending.duplicate_rows import DuplicateRows
from desktop_app.attendees.sending.look_ahead import LookAhead
from desktop_app.attendees.sending.progress import Meter, Stopped, Summary
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.settling import Settling
from desktop_app.attendees.sending.ticket_lookup import TicketLookup
from desktop_app.attendees.sending.tickets_api import TicketsApi
from desktop_app.attendees.sending.who_is_in import WhoIsIn
from desktop_app.zoom.errors import Reason, Withheld, ZoomError
from desktop_app.zoom.requests import MOST_TICKETS, TicketRequest

READ_AHEAD = 150
"""Rows that are read from the journal at once. They leave while the next are read."""

SYSTEMATIC = 10
"""People of a batch, at least, that says something of the others when each is refused alone, for the same reason."""

IN_A_ROW = 2
"""Such batches, with nobody registered in between, after which the others would be refused, too. Lists are often sorted
by company: that all of one lack the same doesn't keep the others out."""

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
        wall_clock: Callable[[], float] = time.time,
        ahead: LookAhead | None = None,
    ) -> None:
        self._api = api
        self._journal = journal
        self._made = made
        self.meter = meter
        self._batches: deque[tuple[Entry, ...]] = deque()
        self._too_few: list[Entry] = []
        """Rows that were read, and wait for others to fill a batch: many may be in already."""
        self._refused_in_a_row = 0
        """Batches."""
        self._read_up_to: int | None = None
        self._all_read = False
        self._backoff = Backoff(pause, meter.note_wait)
        self._lookup = TicketLookup(api, made, self._backoff, meter, wall_clock, ahead=ahead)
        self._states = RowStates(journal, made, meter)
        self._duplicates = DuplicateRows()
        self._settling = Settling(self._lookup, self._states, pause)
        self._who_is_in = WhoIsIn(self._lookup, self._states, meter, wall_clock)
        self._paused = False
        self._go_on = asyncio.Event()
        self._turns = asyncio.Lock()

    def stop(self, why: Stopped, error: ZoomError | None = None) -> None:
        self._backoff.stop(why, error)
        self._go_on.set()

    @property
    def stopped(self) -> Stopped | None:
        """Why it ended, or is about to end, before the last row."""
        return self._backoff.stopped

    @property
    def error(self) -> ZoomError | None:
        """What stopped it, if that was no person."""
        return self._backoff.error

    def hold_back(self, paused: bool) -> None:
        """Let no more batches leave, or let them leave again."""
        self._paused = paused
        if not paused:
            self._who_is_in.resumed()
            self._go_on.set()
        self.meter.pause(paused)

    async def carry_out(self) -> Summary:
        if self.meter.counts.left:
            self.meter.ask(asking=True)
            await self._who_is_in.learn(self._settling.earlier())
            await self._duplicates.remember(self._journal, self._made.id)
            self.meter.start_anew()
        else:
            self._all_read = True
        self.meter.ask(asking=False)
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                try:
                    if not fatal and not self._is_held:
                        await self._let_leave(under_way)
                except (ZoomError, JournalFailed) as error:
                    fatal = error
                if under_way:
                    # what can't go on ends the import, but not the batches that are under way
                    ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                    errors = [task.exception() for task in ended]
                    fatal = fatal or next((error for error in errors if error), None)
                elif fatal or self.stopped or not self._has_more:
                    break
                elif self._paused:
                    self._go_on.clear()
                    await self._go_on.wait()
        finally:
            for task in under_way:
                task.cancel()
            # a task that is left alone might go on sending
            await asyncio.gather(*under_way, self._who_is_in.close(), return_exceptions=True)
        if fatal is not None:
            raise fatal
        return self._summary()

    async def _let_leave(self, under_way: set[asyncio.Task[None]]) -> None:
        """Let as many batches leave as use up the pace."""
        await self._look_again()
        while True:
            await self._read_ahead()
            # the first of them may not be read yet, or wait for a full batch
            if self._duplicates and self._all_read and not (under_way or self._batches or self.stopped):
                await self._let_twins_follow()
            while self._batches and not self._is_held and len(under_way) < self._api.worth_at_once:
                under_way.add(asyncio.create_task(self._send(self._batches.popleft())))
            if self._batches or self._all_read or self._is_held:
                return

    def _summary(self) -> Summary:
        counts, error = self.meter.counts, self.error
        return Summary(
            registered=counts.registered,
            already_in=counts.already_in,
            failed=counts.failed,
            waiting=counts.waiting,
            unknown=counts.in_doubt,
            stopped=self.stopped if counts.left else None,
            retry_at=error.retry_at if error and counts.left else None,
            error=error if counts.left else None,
        )

    @property
    def _is_held(self) -> bool:
        return self._paused or self.stopped is not None

    @property
    def _has_more(self) -> bool:
        return bool(self._batches or self._duplicates) or not self._all_read or self._states.outdated

    async def _look_again(self) -> None:
        """Ask Zoom again who is in where that may have changed."""
        if self._states.outdated:
            self._states.outdated, self._read_up_to, self._all_read = False, None, False
            asking = self._who_is_in.learn(self._lookup.everybody())
        elif not (self._batches or not self._all_read):
            return
        elif self._who_is_in.outdated:
            asking = self._who_is_in.ask_again()
        else:
            self._who_is_in.renew_in_time()
            return
        self.meter.ask(asking=True)
        await asking
        self.meter.ask(asking=False)

    async def _read_ahead(self) -> None:
        """Read some who wait from the journal where few are left, leave out who is in, and put the rest in batches."""
        if self._all_read or self._is_held or len(self._batches) * MOST_TICKETS >= READ_AHEAD // 2:
            return
        # what was tried and waits again is in a batch of its own, or under way
        waiting, read = await self._states.rows((Fate.WAITING,), limit=READ_AHEAD, after=self._read_up_to)
        self._all_read = len(read) < READ_AHEAD
        self._read_up_to = read[-1].row if read else self._read_up_to
        if self._who_is_in.known is not None:
            waiting = await self._states.without_known(waiting, self._who_is_in.known)
        rows = [*self._too_few, *self._duplicates.firsts(waiting)]
        full = len(rows) if self._all_read else len(rows) // MOST_TICKETS * MOST_TICKETS
        self._put_in_batches(rows[:full])
        self._too_few = rows[full:]

    async def _let_twins_follow(self) -> None:
        known, send = await self._duplicates.settled(self._journal, self._made.id)
        await self._states.spare(known)
        self._put_in_batches(send)

    def _put_in_batches(self, rows: Sequence[Entry]) -> None:
        for start in range(0, len(rows), MOST_TICKETS):
            self._batches.append(tuple(rows[start : start + MOST_TICKETS]))

    async def _send(self, batch: Sequence[Entry], *, part: bool = False) -> None:
        """Send a batch, or a part of one that was refused as a whole, and settle what becomes of it."""
        if not await self._backoff.ready():
            return
        told = await self._who_is_in.of(batch)
        if told is None or self._paused:
            self._put_back(batch)
            return
        if told.known is not None:
            batch = await self._states.without_known(batch, told.known)
        batch = await self._states.sending(batch) if batch else ()
        if not batch:
            return
        async with self._turns:
            # many are written down together; put into words one a turn, they leave the window its turns
            await asyncio.sleep(0)
        try:
            answer = await self._api.create_tickets(
                self._made.event_id,
                [self._request(row) for row in batch],
                registration_source=self._made.registration_source,
                may_leave=lambda: not self._is_held and self._who_is_in.holds(told),
            )
        except Withheld:
            await self._states.all_are(batch, Fate.WAITING)
            self._put_back(batch)
            return
        except ZoomError as error:
            await self._refused(batch, error, part=part)
            return
        self._backoff.went_well(change=True)
        if answer.tickets:
            self._refused_in_a_row = 0
        results, silent, failure = outcome.read_answer(batch, answer)
        unclear = [row for row in batch if row.row in results and results[row.row].reason == Reason.TICKET_FAILED]
        clear = results.keys() - {row.row for row in unclear}
        await self._states.record(results[row] for row in sorted(clear))
        if unclear:
            await self._settling.refused(unclear, results)
        if silent:
            self._batches += await self._settling.silent(silent, failure)

    def _put_back(self, batch: Sequence[Entry]) -> None:
        """Let a batch that didn't leave wait for another turn: in halves where each person is asked for, which may have
        taken too long for all of them."""
        half = len(batch) // 2 if self._who_is_in.one_by_one else 0
        self._batches.extendleft(tuple(part) for part in (batch[half:], batch[:half]) if part)

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

    async def _refused(self, batch: Sequence[Entry], error: ZoomError, *, part: bool) -> None:
        if error.outcome_unknown:
            await self._states.record(outcome.as_unknown(row, error) for row in batch)
            await self._backoff.wait_or_stop(error, change=True)
            self._batches += await self._settling.lost(batch, error)
        elif outcome.is_one_persons(error):
            await self._split(batch, error, part=part)
        elif outcome.is_of_a_ticket_type(error) and (parts := self._by_own_type(batch)):
            await self._of_types(batch, parts, error)
        else:
            # nothing was done: they wait as before
            await self._states.all_are(batch, Fate.WAITING)
            await self._backoff.wait_or_stop(error, change=True)
            self._batches.appendleft(tuple(batch))

    def _by_own_type(self, batch: Sequence[Entry]) -> dict[str, list[Entry]]:
        """Return the rows of a batch by the ticket type that the list gives them, "" for the import's; nothing if all
        have that one."""
        parts: dict[str, list[Entry]] = {}
        for row in batch:
            own = row.ticket_type_id if row.ticket_type_id != self._made.ticket_type_id else ""
            parts.setdefault(own, []).append(row)
        return {} if set(parts) == {""} else parts

    async def _of_types(self, batch: Sequence[Entry], parts: dict[str, list[Entry]], error: ZoomError) -> None:
        """Find the ticket type that a refusal of all is about. One that only some rows have is no reason to stop."""
        if len(parts) == 1:
            await self._states.record(outcome.as_failed(row, error) for row in batch)
            return
        await self._states.all_are(batch, Fate.WAITING)
        for rows in parts.values():
            await self._send(rows, part=True)

    async def _split(self, batch: Sequence[Entry], error: ZoomError, *, part: bool) -> None:
        """Find the person whom a refusal of all is about."""
        if len(batch) == 1:
            await self._states.record([outcome.as_failed(batch[0], error)])
            return
        await self._states.all_are(batch, Fate.WAITING)
        for rows in outcome.parts(batch, error):
            await self._send(rows, part=True)
        if not part and len(batch) >= SYSTEMATIC and await self._failed_alike(batch, error):
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= IN_A_ROW and self._has_more:
                raise error

    async def _failed_alike(self, batch: Sequence[Entry], error: ZoomError) -> bool:
        """Say whether everybody of a batch has failed for one reason."""
        if not self._states.have_failed(batch):
            return False
        failed = await self._journal.rows(self._made.id, fates=(Fate.FAILED,))
        return {row.row for row in failed if row.reason == error.reason}.issuperset(row.row for row in batch)
