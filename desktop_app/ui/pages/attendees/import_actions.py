"""What the Attendees page has done for an import, without a widget: writing down, carrying out, saving results."""

import asyncio
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from desktop_app.attendees import report
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.importer import Importer, Progress, Summary
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Journal, WhyLeft
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.records import NewRow, SourceTable
from desktop_app.attendees.roster import Field, Person, Roster, RowProblem, RowState, check
from desktop_app.journey.journey import Journey
from desktop_app.ui import row_texts
from desktop_app.ui.models.people_columns import left_text
from desktop_app.ui.models.result_table import result_text
from desktop_app.ui.pages.attendees.drop_face import Earlier
from desktop_app.ui.pages.attendees.list_loading import blocks_of, ticket_ids
from desktop_app.ui.translations import tr
from desktop_app.zoom.errors import ZoomError
from desktop_app.zoom.models import TicketType

TAKEN_BACK: Final = "taken_back"
"""The filter of the rows whose tickets were deleted again."""

NEVER_SENT: Final = "never_sent"
"""The filter of the rows that were taken back before they were sent."""

Shown: TypeAlias = tuple[Fate, ...] | str | None
"""A filter of an import's rows: fates, TAKEN_BACK, NEVER_SENT, or None for the whole list."""


_TAKEN_BACK: Mapping[str, tuple[Fate, ...]] = MappingProxyType(
    {TAKEN_BACK: tuple(fate for fate in Fate if fate is not Fate.WAITING), NEVER_SENT: (Fate.WAITING,)}
)


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


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: with a summary, or with a failure that stops every row."""

    made: Import
    counts: Counts
    summary: Summary | None
    error: ZoomError | None

    @property
    def failure(self) -> Exception | None:
        """What kept people from being sent, if anything did."""
        return self.error or (self.summary.error if self.summary else None)


async def write_down(
    journey: Journey,
    journal: Journal,
    rows: Iterable[NewRow],
    choices: Choices,
    *,
    source: str,
    prepared: bool = False,
    table: SourceTable | None = None,
) -> Import:
    """Record an import into the journey's event before anybody is sent. Raises JournalFailed."""
    state, ticket = journey.state, choices.ticket
    assert state.connection is not None
    return await journal.begin(
        account_key=state.connection.account_key,
        event_id=state.event_id,
        event_name=state.draft.name,
        source=source,
        ticket_type_id=ticket.ticket_type_id if ticket else "",
        ticket_type_name=ticket.name if ticket else "",
        send_notification=choices.emails,
        rows=rows,
        prepared=prepared,
        table=table,
    )


async def earlier_imports(journal: Journal, account_key: str, event_id: str) -> list[Earlier]:
    """Return the imports of this account into an event, the newest first. Raises JournalFailed."""
    found = await journal.imports(event_id)
    return [Earlier(made, await journal.counts(made.id)) for made in found if made.account_key == account_key]


async def carry_out(
    journey: Journey, journal: Journal, made: Import, importer: Importer, on_progress: Callable[[Progress], None]
) -> Ended:
    """Run an import from wherever it stands. The journey knows that it runs, and afterwards who is registered.

    Raises JournalFailed. A failure of Zoom's is part of what is returned.
    """
    registered = journey.state.registered
    journey.import_started(importer.note_wait)
    summary, error = None, None
    try:
        try:
            summary = await importer.run(on_progress)
        except ZoomError as failure:
            error = failure
        counts = await journal.counts(made.id)
        # one that was prepared is now a begun one
        made = await journal.get(made.id) or made
        earlier = await earlier_imports(journal, made.account_key, made.event_id)
        registered = sum(item.counts.registered for item in earlier)
    finally:
        journey.import_ended(registered)
    return Ended(made, counts, summary, error)


def new_rows(listed: Listed, types: Sequence[TicketType]) -> Iterator[NewRow]:
    """Yield the rows of a list as an import begins, each made when it is asked for: a list may be long."""
    ids = ticket_ids(types)
    cells = iter(listed.table.rows)
    for person in _in_order(listed):
        # the table has every row of the list, and in the same order
        given = next(row.cells for row in cells if row.number == person.row)
        yield _new_row(person, ids, cells=given, left=person.row in listed.left)


def _in_order(listed: Listed) -> Iterator[Person]:
    """Yield everybody, those whom the person left out among them."""
    there = chain.from_iterable(block.people() for block in blocks_of(listed.roster))
    return heapq.merge(there, (listed.left[row] for row in sorted(listed.left)), key=attrgetter("row"))


def _new_row(person: Person, ids: Mapping[str, str], *, cells: tuple[str, ...] = (), left: bool = False) -> NewRow:
    if left:
        return NewRow(person, Fate.LEFT_OUT, left_text(person), cells=cells, reason=why_left(person))
    match person.state:
        case RowState.ALREADY_IN:
            return NewRow(person, Fate.IN_BEFORE, cells=cells)
        case RowState.DUPLICATE:
            return NewRow(person, Fate.LEFT_OUT, row_texts.state_text(person), cells=cells, reason=WhyLeft.DUPLICATE)
        case RowState.ATTENTION:
            return NewRow(person, Fate.LEFT_OUT, row_texts.state_text(person), cells=cells, reason=WhyLeft.NOT_READY)
    return NewRow(
        person,
        answers={extra.value: text for extra, text in person.extra.items() if extra is not Extra.TICKET_TYPE},
        ticket_type_id=ids.get(person.extra.get(Extra.TICKET_TYPE, "").casefold(), ""),
        cells=cells,
    )


def why_left(person: Person) -> WhyLeft:
    """Return why the person left somebody out."""
    return WhyLeft.DECLINED if person.declined else WhyLeft.BY_PERSON


def one_row(person: Person, types: Sequence[TicketType]) -> NewRow:
    """Return the same of one person, whatever the list says of them."""
    return _new_row(msgspec.structs.replace(person, state=RowState.READY), ticket_ids(types))


def source_table(listed: Listed) -> SourceTable:
    """Return how the rows of a list are to be read."""
    columns = listed.columns
    return SourceTable(
        header=listed.table.header or (),
        email=columns.email,
        first_name=columns.first_name,
        last_name=columns.last_name,
    )


def count_of(counts: Counts, shown: Shown) -> int:
    """Return how many rows a filter shows."""
    if shown == TAKEN_BACK:
        return counts.taken_back
    if shown == NEVER_SENT:
        return counts.never_sent
    if isinstance(shown, tuple):
        return sum(counts.of(fate) for fate in shown)
    return sum(counts.of(fate) for fate in Fate) + counts.withdrawn


async def rows_of(
    journal: Journal, import_id: str, shown: Shown, *, limit: int | None = None, offset: int = 0
) -> list[Entry]:
    """Return the rows of a filter, in the order of the list. Raises JournalFailed."""
    fates = _TAKEN_BACK[shown] if isinstance(shown, str) else shown
    withdrawn = None if shown is None else isinstance(shown, str)
    return await journal.rows(import_id, fates=fates, limit=limit, offset=offset, withdrawn=withdrawn)


async def save(journal: Journal, import_id: str, path: Path, shown: Shown = None) -> None:
    """Write an import's results in the words of the screen: all, or those of a filter. Those that failed, or were
    left out, are written so that they can be corrected and imported again. Raises JournalFailed, OSError."""
    names = {fate: row_texts.fate_name(fate) for fate in Fate}
    headings = (
        row_texts.field_name(Field.EMAIL),
        row_texts.field_name(Field.FIRST_NAME),
        row_texts.field_name(Field.LAST_NAME),
        tr("Result"),
        tr("Reason"),
        tr("Join link"),
        tr("Row"),
    )
    if isinstance(shown, tuple) and shown in ((Fate.FAILED,), (Fate.LEFT_OUT,)):
        table, entries = await journal.source_rows(import_id, shown)
        rows = [_explained(entry) for entry in entries]
        await asyncio.to_thread(report.save_for_correction, path, table, rows, headings=headings)
        return
    entries = await rows_of(journal, import_id, shown)
    rows = await asyncio.to_thread(lambda: [_explained(entry) for entry in entries])
    withdrawn, never_sent = tr("Taken back"), tr("Never sent")
    await asyncio.to_thread(
        report.save_results, path, rows, words=names, headings=headings, withdrawn=withdrawn, never_sent=never_sent
    )


def _explained(entry: Entry) -> Entry:
    """Return an entry whose message is what the screen says of it."""
    if entry.fate is not Fate.FAILED:
        return entry
    return msgspec.structs.replace(entry, reason="", message=result_text(entry))


def problem_of(entry: Entry, field: Field, value: str) -> RowProblem | None:
    """Return what would be wrong with a row that has this cell corrected; None when it can be sent."""
    cells = {Field.EMAIL: entry.email, Field.FIRST_NAME: entry.first_name, Field.LAST_NAME: entry.last_name}
    return _problem(cells | {field: value})


def problem_with(email: str) -> RowProblem | None:
    """Return what is wrong with an address; None when it can be sent to."""
    return _problem({Field.EMAIL: email, Field.FIRST_NAME: "", Field.LAST_NAME: ""})


def _problem(cells: Mapping[Field, str]) -> RowProblem | None:
    table = Table(header=None, header_row=0, rows=[Row(1, tuple(cells.values()))], encoding="", delimiter=",")
    roster = check(table, Columns(email=0, first_name=1, last_name=2), required=())
    return next(iter(roster.person(1).problems), None)
