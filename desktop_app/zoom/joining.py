"""The answer to createTickets beside its request, which alone knows some of what belongs to a record."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from desktop_app.zoom.models import TicketsAnswer
from desktop_app.zoom.requests import TicketRequest


def joined(answer: TicketsAnswer, sent: Sequence[TicketRequest]) -> TicketsAnswer:
    """Give each record of the answer what only the request knows: whose it is, and the person's name."""
    counts = Counter(request.email.casefold() for request in sent)
    by_id = {request.external_ticket_id: request for request in sent}
    by_email = {key: request for request in sent if counts[key := request.email.casefold()] == 1}

    def request_of(external_ticket_id: str, email: str) -> TicketRequest | None:
        return by_id.get(external_ticket_id) if external_ticket_id else by_email.get(email.casefold())

    tickets = []
    for ticket in answer.tickets:
        request = request_of(ticket.external_ticket_id, ticket.email)
        if request is not None:
            ticket = replace(  # noqa: PLW2901
                ticket,
                external_ticket_id=request.external_ticket_id,
                first_name=ticket.first_name or request.first_name or "",
                last_name=ticket.last_name or request.last_name or "",
            )
        tickets.append(ticket)
    errors = []
    for failed in answer.errors:
        request = request_of(failed.external_ticket_id, failed.email)
        errors.append(failed if request is None else replace(failed, external_ticket_id=request.external_ticket_id))
    return replace(answer, tickets=tuple(tickets), errors=tuple(errors))
