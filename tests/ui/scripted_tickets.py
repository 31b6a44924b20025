"""A Zoom for the Attendees page: it keeps tickets in memory, and follows a script."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop_app.zoom.models import Questions, Ticket, TicketFailure, TicketsAnswer, TicketType
from desktop_app.zoom.requests import TicketRequest

if TYPE_CHECKING:
    from desktop_app.zoom.errors import ZoomError

FREE = TicketType(ticket_type_id="free", name="Free Admission")
VIP = TicketType(ticket_type_id="vip", name="VIP")


class ScriptedApi:
    """Keeps tickets in memory. `asked` is what people are asked, by ticket type; `failures` maps an email to an error
    code; `refusals` are raised one a call, None lets a call pass; `gate`, when set, holds every call back until it is
    opened; `keeping` has the tickets it won't delete."""

    def __init__(self) -> None:
        self.types: list[TicketType] = [FREE]
        self.asked: dict[str | None, Questions] = {}
        self.known: list[Ticket] = []
        self.failures: dict[str, str] = {}
        self.refusals: list[ZoomError | None] = []
        self.worth_at_once = 3
        self.asking: list[ZoomError | None] = []
        self.sent: list[TicketRequest] = []
        self.deleted: list[str] = []
        self.keeping: dict[str, ZoomError] = {}
        self.calls = 0
        self.gate: asyncio.Event | None = None

    async def ticket_types(self, event_id: str) -> list[TicketType]:
        if self.asking and (error := self.asking.pop(0)) is not None:
            raise error
        return self.types

    async def questions(self, event_id: str, ticket_type_id: str | None = None) -> Questions:
        return self.asked.get(ticket_type_id, Questions())

    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]:
        return [
            ticket
            for ticket in self.known
            if external_ticket_id in (None, ticket.external_ticket_id) and email in (None, ticket.email)
        ]

    async def create_tickets(
        self,
        event_id: str,
        tickets: Sequence[TicketRequest],
        *,
        registration_source: str,
        may_leave: Callable[[], bool] | None = None,
    ) -> TicketsAnswer:
        self.calls += 1
        await asyncio.sleep(0)
        if self.gate is not None:
            await self.gate.wait()
        if self.refusals and (error := self.refusals.pop(0)) is not None:
            raise error
        made, failed = [], []
        for ticket in tickets:
            self.sent.append(ticket)
            if ticket.email in self.failures:
                failed.append(
                    TicketFailure(
                        email=ticket.email,
                        external_ticket_id=ticket.external_ticket_id,
                        error_code=self.failures[ticket.email],
                        message="scripted",
                    )
                )
            else:
                made.append(
                    Ticket(
                        ticket_id=f"t{len(self.known) + len(made)}",
                        email=ticket.email,
                        external_ticket_id=ticket.external_ticket_id,
                        ticket_type_id=ticket.ticket_type_id or "",
                        join_link=f"https://example.com/j/{ticket.email}",
                        link_kind="join",
                    )
                )
        self.known += made
        return TicketsAnswer(tickets=tuple(made), errors=tuple(failed))

    async def delete_ticket(self, event_id: str, ticket_id: str) -> None:
        self.deleted.append(ticket_id)
        if (error := self.keeping.get(ticket_id)) is not None:
            raise error
        self.known = [ticket for ticket in self.known if ticket.ticket_id != ticket_id]

    async def aclose(self) -> None:
        pass
