"""Who holds a ticket of the event: asks Zoom for some people, or for everybody."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from desktop_app.attendees.records import Entry, Import
from desktop_app.attendees.sending.outcome import Known
from desktop_app.attendees.sending.patience import Patience
from desktop_app.attendees.sending.progress import Meter
from desktop_app.attendees.sending.standing import AT_ONCE
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket, TicketsAnswer
from desktop_app.zoom.requests import TicketRequest

log = logging.getLogger(__name__)

FEW = 5
"""Rows in doubt that are asked for one by one; for more the whole list is read, unless that takes longer."""

PAGE = 300
"""Tickets that one request for the list brings (list-tickets reference)."""


class TicketsApi(Protocol):
    """Zoom's Events API as far as an import uses it. Every method raises `zoom.errors.ZoomError`."""

    async def create_tickets(
        self, event_id: str, tickets: Sequence[TicketRequest], *, registration_source: str
    ) -> TicketsAnswer: ...
    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]: ...


class Asking:
    """Asks for one import. What it returns is None when asking isn't permitted, or can't be done now."""

    def __init__(self, api: TicketsApi, made: Import, patience: Patience, meter: Meter) -> None:
        self._api = api
        self._made = made
        self._patience = patience
        self._meter = meter
        self._lists = asyncio.Lock()
        self._lists_begun = 0
        self._list: Known | None = None
        self._tickets_seen = 0

    async def about(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, to be certain of who has none."""
        registered = self._meter.counts.registered
        if not self._is_listing_faster(rows):
            return await self._one_by_one(rows)
        known = await self.everybody()
        if known is None or known.made_by(self._made) >= registered:
            return known
        # a list that lacks people of ours whom it should have proves nothing of the others
        log.info("The list of tickets is shorter than it should be: asking for each of %d", len(rows))
        return await self._one_by_one(rows)

    async def holders(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for the tickets of some rows, to know more of those that there are."""
        return await (self.everybody() if self._is_listing_faster(rows) else self._one_by_one(rows))

    async def is_ours(self, row: Entry) -> bool | None:
        """Ask whether the ticket of a row is the one that has our id, for a list that doesn't tell ids."""
        found = await self._read(external_ticket_id=row.external_ticket_id)
        return None if found is None else any(ticket.ticket_id == row.ticket_id for ticket in found)

    async def everybody(self) -> Known | None:
        """Read who holds a ticket.

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
                    self._list = await _known(found)
            return self._list

    def forget(self) -> None:
        """Let go of the list: after the beginning nobody shares it."""
        self._list = None

    def _is_listing_faster(self, rows: Sequence[Entry]) -> bool:
        pages = 1 + max(self._tickets_seen, self._meter.counts.registered) // PAGE
        return len(rows) > FEW and 2 * len(rows) > pages

    async def _one_by_one(self, rows: Sequence[Entry]) -> Known | None:
        """Ask for each row by our own id, then by e-mail."""
        found: list[Ticket] = []
        for row in rows:
            mine = await self._read(external_ticket_id=row.external_ticket_id)
            if mine is not None and not any(ticket.external_ticket_id == row.external_ticket_id for ticket in mine):
                mine = await self._read(email=row.email)
            if mine is None:
                return None
            found += mine
        return Known(found)

    async def _read(self, *, external_ticket_id: str | None = None, email: str | None = None) -> list[Ticket] | None:
        while self._patience.may_ask:
            try:
                found = await self._api.tickets(self._made.event_id, external_ticket_id=external_ticket_id, email=email)
            except ZoomError as error:
                if error.reason is Reason.SCOPE_MISSING:
                    log.warning("The tickets can't be read: who is in already isn't known")
                    return None
                if self._patience.stopped is not None:
                    self._patience.stop_if_lasting(error)
                    return None
                await self._patience.wait_or_stop(error, change=False)
            else:
                self._patience.went_well(change=False)
                return found
        return None


async def _known(tickets: Sequence[Ticket]) -> Known:
    known = Known()
    for start in range(0, len(tickets), AT_ONCE):
        known.add(tickets[start : start + AT_ONCE])
        await asyncio.sleep(0)
    return known
