"""Who holds a ticket of the event: asks Zoom for some people, or for everybody."""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence

from desktop_app.attendees.records import Entry, Import
from desktop_app.attendees.sending.backoff import Backoff
from desktop_app.attendees.sending.known import Known, gathered
from desktop_app.attendees.sending.look_ahead import LookAhead
from desktop_app.attendees.sending.outcome import id_key
from desktop_app.attendees.sending.progress import Meter
from desktop_app.attendees.sending.tickets_api import TicketsApi
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
from desktop_app.zoom.models import Ticket
from desktop_app.zoom.requests import PAGE_SIZE

log = logging.getLogger(__name__)

FEW = 5
"""Rows in doubt that are asked for one by one; for more the whole list is read, unless that takes longer."""


class TicketLookup:
    """Asks for one import. What it returns is None when asking isn't permitted, or can't be done now.

    Where Zoom's list isn't complete, people are asked for one by one; where what Zoom finds of one isn't, by the list.
    IncompleteList is raised where both fail.
    """

    def __init__(
        self,
        api: TicketsApi,
        made: Import,
        backoff: Backoff,
        meter: Meter,
        wall_clock: Callable[[], float],
        *,
        ahead: LookAhead | None = None,
    ) -> None:
        self._api = api
        self._made = made
        self._backoff = backoff
        self._meter = meter
        self._wall_clock = wall_clock
        self._ahead = ahead
        self._lists = asyncio.Lock()
        self._lists_begun = 0
        self._list: Known | None = None
        self._tickets_seen = 0
        self.permitted = True
        """Whether Zoom has not refused to tell who is in."""

    @property
    def stopped(self) -> bool:
        """Whether the work has ended meanwhile, for which it asks."""
        return self._backoff.stopped is not None

    async def about(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, to be certain of who has none."""
        registered = self._meter.counts.registered
        if not self._is_listing_faster(rows):
            return await self._one_by_one(rows)
        known = await self.everybody()
        if known is None or (known.complete and known.made_by(self._made) >= registered):
            return known
        # a list that lacks people of ours whom it should have proves nothing of the others
        log.info("The list of tickets is shorter than it should be: asking for each of %d", len(rows))
        return await self._one_by_one(rows)

    async def holders(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, to know more of those that there are."""
        known = await self.everybody() if self._is_listing_faster(rows) else None
        return known if known is not None and known.complete else await self._one_by_one(rows)

    async def each(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of rows that were never sent, for a list that isn't complete."""
        return await self._one_by_one(rows, sent=False)

    async def is_ours(self, row: Entry) -> bool | None:
        """Ask whether the ticket of a row is the one that has our id, for a list that doesn't tell ids."""
        try:
            found = await self._read(external_ticket_id=row.external_ticket_id)
        except IncompleteList as short:
            return any(ticket.ticket_id == row.ticket_id for ticket in short.found) or None
        return None if found is None else any(ticket.ticket_id == row.ticket_id for ticket in found)

    async def ahead(self) -> tuple[Known, float] | None:
        """Return who held a ticket a moment ago, if that was asked, and how many seconds ago asking began."""
        known = None if self._ahead is None else await self._ahead.known(self._made.event_id)
        if known is None:
            return None
        self._tickets_seen = len(known.tickets)
        return known, abs(self._wall_clock() - known.begun_at)

    async def everybody(self) -> Known | None:
        """Read who holds a ticket. It says whether it is complete.

        Batches that were lost together share a list, as long as it was begun after they were.
        """
        begun = self._lists_begun
        async with self._lists:
            if self._lists_begun == begun:
                self._lists_begun += 1
                self._list = None
                complete = True
                began = self._wall_clock()
                try:
                    found = await self._read()
                except IncompleteList as short:
                    found, complete = short.found, False
                if found is not None:
                    self._tickets_seen = len(found)
                    self._list = await gathered(found, complete=complete, begun_at=began, read_at=self._wall_clock())
            return self._list

    def forget(self) -> None:
        """Let go of the list: after the beginning nobody shares it."""
        self._list = None

    def seconds_to_list(self, page: float) -> float:
        """Return how long reading the list takes that grows by the batches meanwhile, at so many seconds a page;
        infinite if it grows as fast."""
        speed = 1 / page - self._meter.rate / PAGE_SIZE if page > 0 else 0.0
        return self._pages / speed if speed > 0 else math.inf

    def _is_listing_faster(self, rows: Sequence[Entry]) -> bool:
        return len(rows) > FEW and 2 * len(rows) > self._pages

    @property
    def _pages(self) -> int:
        return 1 + max(self._tickets_seen, self._meter.counts.registered) // PAGE_SIZE

    async def _one_by_one(self, rows: Sequence[Entry], *, sent: bool = True) -> Known | None:
        """Ask for each row by our own id if it was sent, then by e-mail."""
        known = Known()
        try:
            for row in rows:
                if not sent and self.stopped:
                    # they aren't sent any more
                    return None
                mine = await self._read(external_ticket_id=row.external_ticket_id) if sent else ()
                if mine is not None and not any(_is_of(ticket, row) for ticket in mine):
                    mine = await self._read(email=row.email)
                if mine is None:
                    return None
                known.add(mine)
        except IncompleteList:
            everybody = await self.everybody()
            if everybody is not None and not everybody.complete:
                raise
            return everybody
        return known

    async def _read(
        self, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> Sequence[Ticket] | None:
        while self._backoff.may_ask:
            try:
                found = await self._api.tickets(self._made.event_id, external_ticket_id=external_ticket_id, email=email)
            except ZoomError as error:
                if isinstance(error, IncompleteList):
                    raise
                if error.reason is Reason.SCOPE_MISSING:
                    self.permitted = False
                    log.warning("The tickets can't be read: who is in already isn't known")
                    return None
                if self._backoff.stopped is not None:
                    self._backoff.stop_if_lasting(error)
                    return None
                await self._backoff.wait_or_stop(error, change=False)
            else:
                self._backoff.went_well(change=False)
                return found
        return None


def _is_of(ticket: Ticket, row: Entry) -> bool:
    return id_key(ticket.external_ticket_id) == id_key(row.external_ticket_id)
