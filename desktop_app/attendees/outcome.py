"""What Zoom's answers say of the rows of an import. No I/O."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop_app.attendees.records import Entry, Fate, Import, Result
from desktop_app.zoom.errors import Reason, ZoomError, ticket_reason
from desktop_app.zoom.models import Ticket, TicketFailure, TicketsAnswer

_ONE_PERSONS = frozenset(
    (
        Reason.VALIDATION,
        Reason.MISSING_ANSWERS,
        Reason.NONCONFIGURED_ANSWERS,
        Reason.WRONG_ANSWERS,
        Reason.EMAIL_REFUSED,
        Reason.FAST_JOIN_CONFLICT,
        Reason.OUT_OF_STOCK,
        Reason.TICKET_FAILED,
        Reason.TICKET_REVOKED,
        Reason.CONTENT_REFUSED,
    )
)
"""Why a whole batch may be refused for what one person in it has."""

_NOT_ENOUGH_STOCK = 2007
"""A smaller batch may still fit, although the reason is that of a wrong ticket type."""

_OF_CONTENT = (400, 409, 413, 422)

_BLAMED = re.compile(r"tickets?[\[.](\d{1,3})")


class Known:
    """Tickets that Zoom says exist, by our id and by e-mail."""

    def __init__(self, tickets: Iterable[Ticket]) -> None:
        self._by_id: dict[str, Ticket] = {}
        self._by_email: dict[str, Ticket] = {}
        for ticket in tickets:
            if ticket.external_ticket_id:
                self._by_id[ticket.external_ticket_id] = ticket
            if ticket.email:
                self._by_email.setdefault(ticket.email.casefold(), ticket)

    def result(self, row: Entry, made: Import) -> Result | None:
        """Return what the tickets say of a row; None when there is none for it."""
        ticket = self._by_id.get(row.external_ticket_id)
        mine = ticket is not None
        if ticket is None:
            ticket = self._by_email.get(row.email.casefold())
            if ticket is None:
                return None
            # made by this import, by an answer that lost our id
            mine = not ticket.external_ticket_id and ticket.registration_source == made.registration_source
        return _has(row, ticket, Fate.REGISTERED if mine else Fate.ALREADY_IN)


def read_answer(batch: Sequence[Entry], answer: TicketsAnswer) -> tuple[dict[int, Result], list[Entry]]:
    """Return what an answer says of each row, and the rows that it doesn't mention."""
    emails = Counter(row.email.casefold() for row in batch)
    by_id = {row.external_ticket_id: row for row in batch}
    by_email = {key: row for row in batch if emails[key := row.email.casefold()] == 1}

    def row_of(record: Ticket | TicketFailure) -> Entry | None:
        return by_id.get(record.external_ticket_id) or by_email.get(record.email.casefold())

    results: dict[int, Result] = {}
    for failure in answer.errors:
        if row := row_of(failure):
            results[row.row] = Result(
                row=row.row,
                fate=Fate.FAILED,
                code=failure.error_code,
                reason=ticket_reason(failure.error_code),
                message=failure.message,
            )
    for ticket in answer.tickets:
        if (row := row_of(ticket)) and ticket.ticket_id:
            # another id than ours: Zoom gave back a ticket that the person had
            other = ticket.external_ticket_id not in ("", row.external_ticket_id)
            results[row.row] = _has(row, ticket, Fate.ALREADY_IN if other else Fate.REGISTERED)
    return results, [row for row in batch if row.row not in results]


def _has(row: Entry, ticket: Ticket, fate: Fate) -> Result:
    return Result(row=row.row, fate=fate, ticket_id=ticket.ticket_id, join_link=ticket.join_link)


def as_unknown(row: Entry, error: ZoomError) -> Result:
    """Return the result of a row that left without an answer coming back."""
    return Result(row=row.row, fate=Fate.UNKNOWN, reason=error.reason, message=_told(error))


def as_failed(row: Entry, error: ZoomError) -> Result:
    """Return the result of a row that was refused alone."""
    code = error.code if error.code is not None else error.status
    return Result(
        row=row.row,
        fate=Fate.FAILED,
        reason=error.reason,
        code="" if code is None else str(code),
        message=_told(error),
    )


def is_one_persons(error: ZoomError) -> bool:
    """Say whether a whole batch may have been refused for what one person in it has."""
    if error.reason in _ONE_PERSONS or error.code == _NOT_ENOUGH_STOCK:
        return True
    return error.reason is Reason.REFUSED and error.status in _OF_CONTENT


def parts(batch: Sequence[Entry], error: ZoomError) -> list[Sequence[Entry]]:
    """Return a refused batch in parts to be tried again: those whom the refusal names alone, else half and half."""
    named = {int(found[1]) for field, _ in error.fields if (found := _BLAMED.search(field))}
    blamed = [row for at, row in enumerate(batch) if at in named]
    if 0 < len(blamed) < len(batch):
        return [[row for at, row in enumerate(batch) if at not in named], *([row] for row in blamed)]
    half = len(batch) // 2
    return [batch[:half], batch[half:]]


def _told(error: ZoomError) -> str:
    fields = "; ".join(f"{field}: {message}" for field, message in error.fields[:5])
    return f"{error.message} {fields}".strip()
