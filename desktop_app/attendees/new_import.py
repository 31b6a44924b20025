"""A checked list becomes the rows of a new import, each with what becomes of it."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import msgspec

from desktop_app.attendees import left_out
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.reader import Table
from desktop_app.attendees.records import Fate, NewRow, SourceTable
from desktop_app.attendees.roster import Person, Roster, RowProblemCode, RowState, groups
from desktop_app.zoom.models import TicketType


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is now, to make an import of. `left` are those whom the person left out, by row."""

    table: Table
    columns: Columns
    roster: Roster
    left: Mapping[int, Person]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for an import: the ticket of whoever has none in the list, out of the event's `types`, and
    whether Zoom emails."""

    ticket: TicketType | None
    types: Sequence[TicketType]
    emails: bool


def new_rows(listed: Listed, ticket_ids: Mapping[str, str]) -> Iterator[NewRow]:
    """Yield the rows of a list as an import begins, each made when it is asked for: a list may be long. `ticket_ids`
    has what a list may call a ticket type, case-folded."""
    roster = listed.roster
    found = groups(roster) if roster.counts.duplicate else ()
    others = {row for group in found if group.code is RowProblemCode.ANOTHER_NAME for row in group.rows}
    there = chain.from_iterable(block.people() for block in roster.people.blocks)
    everybody = heapq.merge(there, (listed.left[row] for row in sorted(listed.left)), key=attrgetter("row"))
    given = iter(listed.table.rows)
    for person in everybody:
        # the table has every row of the list, and in the same order
        cells = next(row.cells for row in given if row.number == person.row)
        if person.row in listed.left:
            yield NewRow(person, Fate.LEFT_OUT, cells=cells, reason=left_out.by_person(person))
        elif person.state is RowState.READY:
            yield _waiting(person, ticket_ids, cells)
        elif person.state is RowState.ALREADY_IN:
            yield NewRow(person, Fate.IN_BEFORE, cells=cells)
        else:
            why, details = left_out.by_foyer(person, another_name=person.row in others)
            yield NewRow(person, Fate.LEFT_OUT, details, cells=cells, reason=why)


def one_row(person: Person, ticket_ids: Mapping[str, str]) -> NewRow:
    """Return the row of one person who is to be sent, whatever the list says of them."""
    return _waiting(msgspec.structs.replace(person, state=RowState.READY), ticket_ids)


def _waiting(person: Person, ticket_ids: Mapping[str, str], cells: tuple[str, ...] = ()) -> NewRow:
    return NewRow(
        person,
        answers={extra.value: text for extra, text in person.extra.items() if extra is not Extra.TICKET_TYPE},
        ticket_type_id=ticket_ids.get(person.extra.get(Extra.TICKET_TYPE, "").casefold(), ""),
        cells=cells,
    )


def source_table(listed: Listed) -> SourceTable:
    """Return how the cells of a list's rows are to be read."""
    columns = listed.columns
    return SourceTable(
        header=listed.table.header or (),
        email=columns.email,
        first_name=columns.first_name,
        last_name=columns.last_name,
        full_name=columns.full_name,
    )
