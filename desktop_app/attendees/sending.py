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

from desktop_app.attendees import outcome
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.outcome import Known
from desktop_app.attendees.progress import Meter, Stopped, Summary
from desktop_app.attendees.records import Entry, Fate, Import, Result
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket, TicketsAnswer
from desktop_app.zoom.requests import TicketRequest

log = logging.getLogger(__name__)

MOST_TICKETS = 30
"""People of one request (create-tickets reference)."""

IN_FLIGHT = 3
"""Requests under way at once, until Zoom finds them too many."""

LOST_SETTLES = 5.0
"""Seconds until a request that got no answer has either been carried out or never will be."""

SILENT_SETTLES = 1.0
"""Seconds until what an answer left out would be in the list of tickets."""

FEW = 5
"""Rows in doubt that are asked for one by one; for more, the whole list of tickets is read, unless it is longer."""

PAGE = 300
"""Tickets that one request for the list brings (list-tickets reference)."""

MOST_TRIES = 3
"""Times that a row is sent although each time nothing came of it; if the answers were lost, in ever smaller batches."""

CONNECTION_PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0)
"""Seconds before going on after a failed connection; then the import stops, to be resumed."""

LONGEST_WAIT = 60.0
"""Seconds. A limit that lasts longer stops the import."""

SYSTEMATIC = 10
"""People of one batch, each refused alone and for the same reason: then the others would be, too."""

_CONNECTION = frozenset(
    (Reason.SERVER_ERROR, Reason.TIMED_OUT, Reason.NO_NETWORK, Reason.NOT_ZOOM, Reason.UNREADABLE_ANSWER)
)
_LIMITS = frozenset((Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT))


class TicketsApi(Protocol):
    """Zoom's Events API as far as an import uses it. Every method raises `zoom.errors.ZoomError`."""

    async def create_tickets(
        self, event_id: str, tickets: Sequence[TicketRequest], *, registration_source: str
    ) -> TicketsAnswer: ...
    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]: ...


class Run:
    """One run of an import."""

    def __init__(
        self, api: TicketsApi, journal: Journal, made: Import, pause: Callable[[float], Awaitable[None]], meter: Meter
    ) -> None:
        self._api = api
        self._journal = journal
        self._made = made
        self._pause = pause
        self.meter = meter
        self._fates: dict[int, Fate] = {}
        self._batches: deque[tuple[Entry, ...]] = deque()
        self._silent: Counter[int] = Counter()
        self._lost: Counter[int] = Counter()
        self._most_in_flight = IN_FLIGHT
        self._failures = 0
        self._held: asyncio.Event | None = None
        self._stopped: Stopped | None = None
        self._error: ZoomError | None = None

    def stop(self, why: Stopped, error: ZoomError | None = None) -> None:
        if self._stopped is None or (self._stopped is Stopped.USER and error is not None):
            self._stopped, self._error = why, error

    async def carry_out(self, entries: Sequence[Entry]) -> Summary:
        self._fates = {row.row: row.fate for row in entries}
        self.meter.tell()
        if entries:
            await self._prepare(entries)
        self.meter.start_anew()
        under_way: set[asyncio.Task[None]] = set()
        fatal: BaseException | None = None
        try:
            while True:
                while self._batches and not self._stopped and not fatal and len(under_way) < self._most_in_flight:
                    under_way.add(asyncio.create_task(self._send(self._batches.popleft())))
                if not under_way:
                    break
                ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                # what can't go on ends the import, but not the batches that are under way
                fatal = fatal or next((error for task in ended if (error := task.exception())), None)
        finally:
            for task in under_way:
                task.cancel()
            # a task that is left alone might go on sending
            await asyncio.gather(*under_way, return_exceptions=True)
        if fatal is not None:
            raise fatal
        counts = self.meter.counts
        return Summary(
            registered=counts.registered,
            already_in=counts.already_in,
            failed=counts.failed,
            waiting=counts.waiting,
            unknown=counts.unknown + counts.sending,
            stopped=self._stopped if counts.left else None,
            retry_at=self._error.retry_at if self._error and counts.left else None,
            error=self._error if counts.left else None,
        )

    async def _prepare(self, entries: Sequence[Entry]) -> None:
        """Find out who is in already, settle who was left in doubt, and put the rest in batches."""
        doubtful = [row for row in entries if row.fate is not Fate.WAITING]
        waiting = [row for row in entries if row.fate is Fate.WAITING]
        known = await self._listed()
        if known is None:
            # without the list nobody in doubt may be sent again; the others were never sent
            await self._record([Result(row=row.row, fate=Fate.UNKNOWN) for row in doubtful])
        else:
            waiting = await self._without_known(waiting, known)
            now = dt.datetime.now(dt.UTC)
            # a clock that was set back tells nothing
            age = min((max(0.0, (now - row.updated).total_seconds()) for row in doubtful), default=0.0)
            waiting += await self._settled(doubtful, known, LOST_SETTLES - age)
        waiting.sort(key=lambda row: row.row)
        for start in range(0, len(waiting), MOST_TICKETS):
            self._batches.append(tuple(waiting[start : start + MOST_TICKETS]))

    # --- batches

    async def _send(self, batch: Sequence[Entry]) -> None:
        if self._held is not None:
            await self._held.wait()
            if self._stopped is not None:
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
        self._failures = 0
        results, silent = outcome.read_answer(batch, answer)
        await self._record(results.values())
        unclear = [row for row in batch if row.row in results and results[row.row].reason == Reason.TICKET_FAILED]
        if unclear and (known := await self._asked(unclear)) is not None:
            # Zoom has no code for a person who is in already
            await self._without_known(unclear, known)
        if silent:
            await self._resolve_silent(silent)

    def _request(self, row: Entry) -> TicketRequest:
        return TicketRequest(
            email=row.email,
            external_ticket_id=row.external_ticket_id,
            send_notification=self._made.send_notification,
            ticket_type_id=self._made.ticket_type_id or None,
            first_name=row.first_name or None,
            last_name=row.last_name or None,
        )

    async def _refused(self, batch: Sequence[Entry], error: ZoomError) -> None:
        if error.outcome_unknown:
            await self._record(outcome.as_unknown(row, error) for row in batch)
            await self._wait_or_stop(error)
            await self._resolve_lost(batch, error)
        elif outcome.is_one_persons(error):
            await self._split(batch, error)
        else:
            # nothing was done: they wait as before
            await self._record(Result(row=row.row, fate=Fate.WAITING) for row in batch)
            await self._wait_or_stop(error)
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
        if len(batch) >= SYSTEMATIC and self._batches:
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
        results = {row.row: result for row in rows if (result := known.result(row, self._made))}
        await self._record(results.values())
        return [row for row in rows if row.row not in results]

    async def _asked(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, by our own id, then by e-mail; None as in `_listed`."""
        if len(rows) > max(FEW, self.meter.counts.registered // PAGE):
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
        """Read who holds a ticket; None when that isn't permitted, or can't be done now."""
        found = await self._read()
        return None if found is None else Known(found)

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
                await self._wait_or_stop(error)
            else:
                self._failures = 0
                return found
        return None

    # --- waiting and recording

    async def _wait_or_stop(self, error: ZoomError) -> None:
        """Wait for what passes, stop for what lasts. Raises what neither helps."""
        if error.reason is Reason.RATE_DAILY:
            self.stop(Stopped.DAILY_LIMIT, error)
        elif error.reason in _LIMITS:
            if error.reason is Reason.TOO_MANY_CONCURRENT:
                self._most_in_flight = max(1, self._most_in_flight - 1)
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
        """Let every batch wait, once for all that failed together; after too many times in a row, stop."""
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
            self.meter.note_wait(wait)
            await self._pause(wait)
        finally:
            self._held.set()
            self._held = None

    async def _record(self, results: Iterable[Result]) -> None:
        results = list(results)
        if results:
            await self._journal.record(self._made.id, results)
            self._moved((result.row, result.fate) for result in results)
            self.meter.tell()

    def _moved(self, fates: Iterable[tuple[int, Fate]]) -> None:
        for row, fate in fates:
            self.meter.move(self._fates[row], fate)
            self._fates[row] = fate
