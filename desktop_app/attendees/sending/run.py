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
from desktop_app.attendees.records import Entry, Fate, Import
from desktop_app.attendees.sending import outcome
from desktop_app.attendees.sending.backoff import Backoff
from desktop_app.attendees.sending.duplicate_rows import DuplicateRows
from desktop_app.attendees.sending.progress import Meter, Stopped, Summary
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.settling import Settling
from desktop_app.attendees.sending.ticket_lookup import TicketLookup, TicketsApi
from desktop_app.zoom.errors import Reason, Withheld, ZoomError
from desktop_app.zoom.requests import MOST_TICKETS, TicketRequest

LIST_HOLDS = 60.0
"""Seconds that Zoom's word of who is in holds, by the clock on the wall, which goes on while a computer sleeps: people
register by themselves, too."""

READ_AHEAD = 3000
"""Rows that are read from the journal at once."""

SYSTEMATIC = 10
"""People of one batch, each refused alone and for the same reason: then the others would be, too."""

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
    ) -> None:
        self._api = api
        self._journal = journal
        self._made = made
        self.meter = meter
        self._batches: deque[tuple[Entry, ...]] = deque()
        self._known: outcome.Known | None = None
        self._one_by_one = False
        self._wall_clock = wall_clock
        self._asked_at: float | None = None
        """When Zoom last said who is in; None when it has to be asked again."""
        self._resumed = 0
        """Times."""
        self._read_up_to: int | None = None
        self._all_read = False
        self._backoff = Backoff(pause, meter.note_wait)
        self._lookup = TicketLookup(api, made, self._backoff, meter, wall_clock)
        self._states = RowStates(journal, made, meter)
        self._duplicates = DuplicateRows()
        self._settling = Settling(self._lookup, self._states, pause)
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
            self._asked_at = None
            self._resumed += 1
            self._go_on.set()
        self.meter.pause(paused)

    async def carry_out(self) -> Summary:
        if self.meter.counts.left:
            self.meter.ask(asking=True)
            await self._learn(self._settling.earlier())
            await self._duplicates.remember(self._journal, self._made.id)
            self.meter.start_anew()
        else:
            self._all_read = True
        self.meter.ask(asking=False)
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                if not fatal and not self._is_held:
                    await self._look_again()
                    await self._read_ahead()
                    while self._batches and not self._is_held and len(under_way) < self._api.worth_at_once:
                        under_way.add(asyncio.create_task(self._send(self._batches.popleft())))
                if under_way:
                    ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                    # what can't go on ends the import, but not the batches that are under way
                    errors = [task.exception() for task in ended]
                    fatal = fatal or next((error for error in errors if error), None)
                elif self._paused and not self.stopped and not fatal and self._has_more:
                    self._go_on.clear()
                    await self._go_on.wait()
                elif self._duplicates and not self._batches and not self.stopped and not fatal:
                    await self._let_twins_follow()
                elif self.stopped or fatal or not self._has_more:
                    break
        finally:
            for task in under_way:
                task.cancel()
            # a task that is left alone might go on sending
            await asyncio.gather(*under_way, return_exceptions=True)
        if fatal is not None:
            raise fatal
        return self._summary()

    async def settle(self) -> None:
        """Find out what became of the rows that are in doubt, as far as Zoom tells."""
        if self.meter.counts.sending + self.meter.counts.unknown:
            await self._settling.earlier()

    async def holders(self, rows: Sequence[Entry]) -> outcome.Known | None:
        """Ask for the tickets of rows; None if that isn't permitted, or can't be done now."""
        return await self._lookup.holders(rows)

    async def is_ours(self, row: Entry) -> bool | None:
        """Ask whether the ticket of a row was made with our id; None as in `holders`."""
        return await self._lookup.is_ours(row)

    def _summary(self) -> Summary:
        counts, error = self.meter.counts, self.error
        return Summary(
            registered=counts.registered,
            already_in=counts.already_in,
            failed=counts.failed,
            waiting=counts.waiting,
            unknown=counts.unknown + counts.sending,
            stopped=self.stopped if counts.left else None,
            retry_at=error.retry_at if error and counts.left else None,
            error=error if counts.left else None,
        )

    @property
    def _is_held(self) -> bool:
        return self._paused or self.stopped is not None

    @property
    def _has_more(self) -> bool:
        return bool(self._batches) or not self._all_read or self._states.outdated

    async def _learn(self, asking: Awaitable[outcome.Known | None]) -> None:
        """Let Zoom say who is in; where it doesn't, the journal does."""
        resumed = self._resumed
        known = await asking
        if known is None and not self._lookup.permitted:
            known = await self._states.held_beside()
        self._known = known
        self._one_by_one = known is not None and not known.complete
        self._asked_at = None if known is None or self._resumed != resumed else known.read_at

    @property
    def _is_outdated(self) -> bool:
        """Whether somebody may have got in since it was learned who is."""
        if not self._lookup.permitted:
            # the journal has no news; but asking for each can't go on
            return self._one_by_one
        if self._one_by_one:
            return False
        return self._asked_at is None or abs(self._wall_clock() - self._asked_at) > LIST_HOLDS

    async def _look_again(self) -> None:
        """Ask Zoom again who is in where that may have changed."""
        if self._states.outdated:
            self._states.outdated, self._read_up_to, self._all_read = False, None, False
        elif not (self._is_outdated and (self._batches or not self._all_read)):
            return
        self.meter.ask(asking=True)
        await self._learn(self._lookup.everybody())
        self.meter.ask(asking=False)

    async def _read_ahead(self) -> None:
        """Read who waits from the journal, leave out who is in, and put the rest in batches."""
        while not self._all_read and len(self._batches) * MOST_TICKETS < READ_AHEAD // 2:
            # what was tried and waits again is in a batch of its own, or under way
            waiting, read = await self._states.rows((Fate.WAITING,), limit=READ_AHEAD, after=self._read_up_to)
            self._all_read = len(read) < READ_AHEAD
            self._read_up_to = read[-1].row if read else self._read_up_to
            if self._known is not None:
                waiting = await self._states.without_known(waiting, self._known)
            self._put_in_batches(self._duplicates.firsts(waiting))

    async def _let_twins_follow(self) -> None:
        known, send = await self._duplicates.settled(self._journal, self._made.id)
        await self._states.spare(known)
        self._put_in_batches(send)

    def _put_in_batches(self, rows: Sequence[Entry]) -> None:
        for start in range(0, len(rows), MOST_TICKETS):
            self._batches.append(tuple(rows[start : start + MOST_TICKETS]))

    async def _send(self, batch: Sequence[Entry]) -> None:
        if not await self._backoff.ready():
            return
        known, resting_on = self._known, (self._asked_at, self._resumed)
        began = self._wall_clock()
        if self._one_by_one:
            known = await self._lookup.each(batch)
        # of one person it is known when Zoom answered; of several, the first may have got in since they were asked for
        told_at = began if len(batch) > 1 else self._wall_clock()
        if self._paused or (self._one_by_one and known is None) or self._has_aged(told_at):
            self._put_back(batch)
            return
        if known is not None:
            batch = await self._states.without_known(batch, known)
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
                may_leave=lambda: self._may_leave(resting_on, told_at),
            )
        except Withheld:
            await self._states.all_are(batch, Fate.WAITING)
            self._put_back(batch)
            return
        except ZoomError as error:
            await self._refused(batch, error)
            return
        self._backoff.went_well(change=True)
        results, silent, told = outcome.read_answer(batch, answer)
        unclear = [row for row in batch if row.row in results and results[row.row].reason == Reason.TICKET_FAILED]
        clear = results.keys() - {row.row for row in unclear}
        await self._states.record(results[row] for row in sorted(clear))
        if unclear:
            await self._settling.refused(unclear, results)
        if silent:
            self._batches += await self._settling.silent(silent, told)

    def _may_leave(self, resting_on: tuple[float | None, int], told_at: float) -> bool:
        """Say whether a batch may leave now that was held against the list of a time, after so many pauses, and against
        what Zoom said of each until `told_at`. Its turn may come after a pause, a sleep, or a newer list."""
        newer = resting_on != (self._asked_at, self._resumed)
        return not (newer or self._is_held or self._is_outdated or self._has_aged(told_at))

    def _has_aged(self, told_at: float) -> bool:
        """Say whether what Zoom said of each, at a time, may no longer hold."""
        return self._one_by_one and abs(self._wall_clock() - told_at) > LIST_HOLDS

    def _put_back(self, batch: Sequence[Entry]) -> None:
        """Let a batch that didn't leave wait for another turn: in halves where each person is asked for, which may have
        taken too long for all of them."""
        half = len(batch) // 2 if self._one_by_one else 0
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

    async def _refused(self, batch: Sequence[Entry], error: ZoomError) -> None:
        if error.outcome_unknown:
            await self._states.record(outcome.as_unknown(row, error) for row in batch)
            await self._backoff.wait_or_stop(error, change=True)
            self._batches += await self._settling.lost(batch, error)
        elif outcome.is_one_persons(error):
            await self._split(batch, error)
        else:
            # nothing was done: they wait as before
            await self._states.all_are(batch, Fate.WAITING)
            await self._backoff.wait_or_stop(error, change=True)
            self._batches.appendleft(tuple(batch))

    async def _split(self, batch: Sequence[Entry], error: ZoomError) -> None:
        """Find the person whom a refusal of all is about."""
        if len(batch) == 1:
            await self._states.record([outcome.as_failed(batch[0], error)])
            return
        await self._states.all_are(batch, Fate.WAITING)
        for part in outcome.parts(batch, error):
            await self._send(part)
        if len(batch) >= SYSTEMATIC and self._has_more:
            failed = {
                row.row
                for row in await self._journal.rows(self._made.id, fates=(Fate.FAILED,))
                if row.reason == error.reason
            }
            if failed.issuperset(row.row for row in batch):
                raise error
