"""What Zoom's answers say of the rows of an import. No I/O."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.records import Entry, Fate, Result
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
_ADDRESS = re.compile(r"[^\s\"'<>(),;:\[\]]+@[^\s\"'<>(),;:\[\]]*[^\s\"'<>(),;:\[\].]")


class Answered(NamedTuple):
    """What an answer says: of each row by its number, which rows it doesn't mention, and the failure of those, if it
    must be theirs although it doesn't say whose it is."""

    results: dict[int, Result]
    silent: list[Entry]
    told: TicketFailure | None


def read_answer(batch: Sequence[Entry], answer: TicketsAnswer) -> Answered:
    """Return what an answer says of the rows of a batch. Whoever has a ticket has it, whatever else is said of them.

    A ticket with another id than ours, or with none where others of the answer have theirs, is one that the person had
    before: Zoom gave it back.
    """
    emails = Counter(email_key(row.email) for row in batch)
    by_id = {id_key(row.external_ticket_id): row for row in batch}
    by_email = {key: row for row in batch if emails[key := email_key(row.email)] == 1}

    def row_of(record: Ticket | TicketFailure) -> Entry | None:
        return by_id.get(id_key(record.external_ticket_id)) or by_email.get(email_key(record.email))

    results: dict[int, Result] = {}
    nobodys: list[TicketFailure] = []
    for failure in answer.errors:
        if row := row_of(failure):
            results[row.row] = as_told(row, failure)
        else:
            nobodys.append(failure)
    tells_ids = any(ticket.external_ticket_id for ticket in answer.tickets)
    for ticket in answer.tickets:
        if (row := row_of(ticket)) and ticket.ticket_id:
            if id_key(ticket.external_ticket_id) == id_key(row.external_ticket_id):
                results[row.row] = as_holder(row, ticket, Fate.REGISTERED)
            elif tells_ids:
                results[row.row] = as_holder(row, ticket, Fate.ALREADY_IN)
            else:
                results[row.row] = replace(as_holder(row, ticket, Fate.REGISTERED), unconfirmed=True)
    silent = [row for row in batch if row.row not in results]
    alike = len(nobodys) == len(silent) and len({failure.error_code for failure in nobodys}) == 1
    return Answered(results, silent, nobodys[0] if alike else None)


def id_key(external_ticket_id: str) -> str:
    """Return what two spellings of one id of ours have in common: it has small letters and digits only."""
    return external_ticket_id.casefold()


def as_told(row: Entry, failure: TicketFailure) -> Result:
    """Return the result of a row that an answer says has failed."""
    return Result(
        row=row.row,
        fate=Fate.FAILED,
        code=failure.error_code,
        reason=ticket_reason(failure.error_code),
        message=failure.message,
    )


def as_holder(row: Entry, ticket: Ticket, fate: Fate) -> Result:
    """Return the result of a row that has a ticket."""
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


def is_of_a_ticket_type(error: ZoomError) -> bool:
    """Say whether a whole batch was refused for a ticket type, which not everybody of it may have."""
    return error.reason in (Reason.SALE_WINDOW, Reason.TICKET_TYPE_INVALID)


def parts(batch: Sequence[Entry], error: ZoomError) -> list[Sequence[Entry]]:
    """Return a refused batch in parts to be tried again: those whom the refusal names alone, else half and half.

    It names a person by the place in the request, or by the e-mail.
    """
    named = {int(found[1]) for field, _ in error.fields if (found := _BLAMED.search(field))}
    said = {email_key(word) for word in _ADDRESS.findall(_told(error))}
    blamed = [row for at, row in enumerate(batch) if at in named or email_key(row.email) in said]
    if 0 < len(blamed) < len(batch):
        return [[row for row in batch if row not in blamed], *([row] for row in blamed)]
    half = len(batch) // 2
    return [batch[:half], batch[half:]]


def _told(error: ZoomError) -> str:
    fields = "; ".join(f"{field}: {message}" for field, message in error.fields[:5])
    return f"{error.message} {fields}".strip()
