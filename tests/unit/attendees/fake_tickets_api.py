"""Zoom's tickets in memory, which can lose answers, refuse, and leave people out."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence

from desktop_app.zoom.errors import IncompleteList, Reason, Withheld, ZoomError
from desktop_app.zoom.models import Ticket, TicketFailure, TicketsAnswer
from desktop_app.zoom.requests import TicketRequest

EVERYBODY = (None, None)
"""What is asked for when nobody in particular is."""

Fault = Callable[[Sequence[TicketRequest]], "ZoomError | None"]


def lost(reason: Reason = Reason.TIMED_OUT) -> ZoomError:
    return ZoomError(reason, "createTickets", outcome_unknown=True)


class FakeTicketsApi:
    """`before` may refuse a request before anything is done, `after` lose the answer of one that was carried out.

    `fails` names what Zoom answers for an e-mail, `silent` e-mails that are refused without a word. `refuses` names the
    error for deleting a ticket by its e-mail, `lose` is how many deletions lose their answer after they were done.
    `lacks` is how many tickets the list of all lacks, and Zoom says so; `some_lack` is whether lists of some do.
    """

    def __init__(self) -> None:
        self.worth_at_once = 3
        self.turn: Callable[[], Awaitable[None]] | None = None
        """What a request waits for until its turn has come."""
        self.held: list[Ticket] = []
        self.requests: list[tuple[TicketRequest, ...]] = []
        self.listings = 0
        self.before: list[Fault] = []
        self.after: list[Fault] = []
        self.fails: dict[str, str] = {}
        self.silent: set[str] = set()
        self.deleted: list[str] = []
        self.refuses: dict[str, ZoomError] = {}
        self.lose = 0
        self.list_errors: list[ZoomError] = []
        self.can_list = True
        self.lacks = 0
        self.some_lack = False
        self.asked: list[tuple[str | None, str | None]] = []
        """The external id and the e-mail of each list."""
        self.echoes_id = True
        self.hides: int = 0
        self.most_at_once = 0
        self._at_once = 0
        self._ids = itertools.count(1)

    def emails(self) -> list[str]:
        return [ticket.email for ticket in self.held]

    async def create_tickets(
        self,
        event_id: str,
        tickets: Sequence[TicketRequest],
        *,
        registration_source: str,
        may_leave: Callable[[], bool] | None = None,
    ) -> TicketsAnswer:
        assert 1 <= len(tickets) <= 30
        assert len(registration_source) <= 16
        if self.turn is not None:
            await self.turn()
        if may_leave is not None and not may_leave():
            raise Withheld
        self.requests.append(tuple(tickets))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await asyncio.sleep(0)
        self._at_once -= 1
        _raise(self.before, tickets)
        made, errors = [], []
        for request in tickets:
            if request.email in self.silent:
                continue
            if request.email in self.fails:
                errors.append(
                    TicketFailure(email=request.email, error_code=self.fails[request.email], message="No, said Zoom")
                )
                continue
            number = next(self._ids)
            made.append(
                Ticket(
                    ticket_id=f"t{number}",
                    email=request.email,
                    external_ticket_id=request.external_ticket_id,
                    join_link=f"https://events.example/ejl/{number}",
                    registration_source=registration_source,
                )
            )
        self.held += made
        _raise(self.after, tickets)
        if not self.echoes_id:
            made = [Ticket(ticket_id=t.ticket_id, email=t.email, join_link=t.join_link) for t in made]
        return TicketsAnswer(tickets=tuple(made), errors=tuple(errors))

    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]:
        await asyncio.sleep(0)
        self.listings += 1
        self.asked.append((external_ticket_id, email))
        if self.list_errors:
            raise self.list_errors.pop(0)
        if not self.can_list:
            raise ZoomError(Reason.SCOPE_MISSING, "getTickets", status=400, code=4711)
        if self.hides > 0:
            self.hides -= 1
            return []
        if external_ticket_id is None and email is None and self.lacks:
            raise IncompleteList("getTickets", self.held[: -self.lacks])
        if (external_ticket_id or email) and self.some_lack:
            raise IncompleteList("getTickets", ())
        return [
            ticket
            for ticket in self.held
            if (external_ticket_id is None or ticket.external_ticket_id == external_ticket_id)
            and (email is None or ticket.email.casefold() == email.casefold())
        ]

    async def delete_ticket(self, event_id: str, ticket_id: str) -> None:
        await asyncio.sleep(0)
        ticket = next((ticket for ticket in self.held if ticket.ticket_id == ticket_id), None)
        if ticket is None:
            raise ZoomError(Reason.TICKET_NOT_FOUND, "deleteTicket", status=404, code=26503)
        if ticket.email in self.refuses:
            raise self.refuses[ticket.email]
        self.held.remove(ticket)
        self.deleted.append(ticket.email)
        if self.lose:
            self.lose -= 1
            raise ZoomError(Reason.NO_NETWORK, "deleteTicket", outcome_unknown=True)


def _raise(faults: list[Fault], tickets: Sequence[TicketRequest]) -> None:
    if faults:
        error = faults[0](tickets)
        if error is not None:
            faults.pop(0)
            raise error
