"""What the Attendees page has done for it, without a widget: reading, asking Zoom, keeping and saving results."""

import asyncio
import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from pathlib import Path

import msgspec

from desktop_app.attendees import columns as matching
from desktop_app.attendees import report
from desktop_app.attendees.checking.people import Block, Cell, People
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.importer import Importer, Progress, Summary, registered_emails
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Journal
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.reading import apart
from desktop_app.attendees.reading.table import SEPARATOR
from desktop_app.attendees.records import NewRow, SourceTable
from desktop_app.attendees.roster import Field, Group, Person, Roster, RowProblem, RowState, check, check_in_parts
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.ui import errors, row_texts
from desktop_app.ui.pages.attendees.drop_face import Earlier
from desktop_app.zoom.errors import ZoomError
from desktop_app.zoom.models import TicketType

AT_ONCE = 500
"""Rows that are checked before the window gets its turn."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A list that was read and checked, by the columns of before or as they look. `full_name` is a column whose names
    can be split; `names` are a few to judge the reading by."""

    table: Table
    columns: Columns
    roster: Roster
    full_name: int | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a person wants a list to be read; None: as it looks."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What Zoom says before an import. `types` and `registered` are None where a permission is missing."""

    types: tuple[TicketType, ...] | None
    registered: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: with a summary, or with a failure that stops every row."""

    made: Import
    counts: Counts
    summary: Summary | None
    error: ZoomError | None


async def load(source: Path | str, way: ReadAs, memory: MappingMemory | None) -> Loaded:
    """Read a file or pasted text, find its columns, check its rows. Raises Unreadable."""
    if isinstance(source, Path):
        table = await apart.load(source, sheet=way.sheet, encoding=way.encoding, delimiter=way.delimiter)
    else:
        table = await apart.load_text(source)
    found = await asyncio.to_thread(matching.match, table)
    columns = (await asyncio.to_thread(memory.recall, table) if memory else None) or found
    roster = await checked(table, columns)
    full_name = found.full_name if columns.full_name is None else columns.full_name
    return Loaded(table, columns, roster, full_name, sample_names(roster))


async def checked(table: Table, columns: Columns) -> Roster:
    """Check a whole list in parts that leave the window its turns."""
    roster = None
    for step in check_in_parts(table, columns, part=AT_ONCE):
        roster = step.roster
        await asyncio.sleep(0)
    assert roster is not None
    return roster


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that a person corrected, or had corrected."""

    row: int
    field: Cell
    value: str

    def as_cell(self) -> tuple[int, Cell, str]:
        return self.row, self.field, self.value


def without_left(full: Roster, rows: Collection[int]) -> tuple[Roster, Mapping[int, Person]]:
    """Return a list without the rows that a person left out, and these people by row."""
    if not rows:
        return full, {}
    left = {person.row: person for block in _blocks(full) if not set(block.rows).isdisjoint(rows)
            for person in block.people() if person.row in rows}  # fmt: skip
    return full.without_rows(left), left


def fixes(full: Roster, group: Group) -> list[Edit]:
    """Return the certain fix of every row of a group."""
    return [Edit(*cell) for cell in full.fixes(group.code, group.field)]


def sample_names(roster: Roster, most: int = 3) -> tuple[str, ...]:
    """Return names to judge an encoding by: such with letters beyond A to Z first, if there are any."""
    blocks = _blocks(roster)
    told = [block for block in blocks if not (block.first_name.isascii() and block.last_name.isascii())]
    found: list[str] = []
    for block in [*told[:most], *blocks[:1]]:
        names = [" ".join(filter(None, pair)) for pair in
                 zip(block.cells(Field.FIRST_NAME), block.cells(Field.LAST_NAME), strict=True)]  # fmt: skip
        names.sort(key=str.isascii)
        found += [name for name in names[: 2 * most] if name]
    return tuple(dict.fromkeys(sorted(found, key=str.isascii)))[:most]


def _blocks(roster: Roster) -> Sequence[Block]:
    people = roster.people
    assert isinstance(people, People)
    return people.blocks


async def ask_zoom(journey: Journey) -> Answers:
    """Ask for the event's ticket types and for who is registered, as far as Zoom allows. Raises ZoomError."""
    api, event_id = journey.api, journey.state.event_id
    types = tuple(await api.ticket_types(event_id)) if journey.can(Ability.CHOOSE_TICKET_TYPE) else None
    if not journey.state.published:
        # nobody can be registered for a draft, so there is nobody to ask for
        return Answers(types, frozenset())
    registered = frozenset(await registered_emails(api, event_id)) if journey.can(Ability.SEE_REGISTERED) else None
    return Answers(types, registered)


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


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is now, to make an import of. `left` are those whom the person left out, by row."""

    table: Table
    columns: Columns
    roster: Roster
    left: Mapping[int, Person]


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
    there = chain.from_iterable(block.people() for block in _blocks(listed.roster))
    return heapq.merge(there, (listed.left[row] for row in sorted(listed.left)), key=attrgetter("row"))


def _new_row(person: Person, ids: Mapping[str, str], *, cells: tuple[str, ...] = (), left: bool = False) -> NewRow:
    if left:
        return NewRow(person, Fate.LEFT_OUT, row_texts.tr("Left out by you"), cells=cells)
    if person.state is RowState.ALREADY_IN:
        return NewRow(person, Fate.IN_BEFORE, cells=cells)
    if person.state is not RowState.READY:
        return NewRow(person, Fate.LEFT_OUT, row_texts.state_text(person), cells=cells)
    return NewRow(
        person,
        answers={extra.value: text for extra, text in person.extra.items() if extra is not Extra.TICKET_TYPE},
        ticket_type_id=ids.get(person.extra.get(Extra.TICKET_TYPE, "").casefold(), ""),
        cells=cells,
    )


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


def ticket_ids(types: Sequence[TicketType]) -> dict[str, str]:
    """Return the id of each ticket type by what a list may call it, case-folded."""
    return {name.casefold(): kind.ticket_type_id for kind in types for name in (kind.ticket_type_id, kind.name) if name}


def unknown_types(roster: Roster, types: Sequence[TicketType]) -> tuple[str, ...]:
    """Return what a list calls ticket types that the event doesn't have."""
    known = ticket_ids(types)
    named = dict.fromkeys(
        chain.from_iterable(
            text.split(SEPARATOR)
            for block in _blocks(roster)
            for extra, text in block.extra
            if extra is Extra.TICKET_TYPE
        )
    )
    return tuple(name for name in named if name and name.casefold() not in known)


async def save(journal: Journal, import_id: str, path: Path, fates: tuple[Fate, ...] | None = None) -> None:
    """Write an import's results in the words of the screen: all, or those of some fates. Those that failed, or were
    left out, are written so that they can be corrected and imported again. Raises JournalFailed, OSError."""
    names = {fate: row_texts.fate_name(fate) for fate in Fate}
    headings = (
        row_texts.field_name(Field.EMAIL),
        row_texts.field_name(Field.FIRST_NAME),
        row_texts.field_name(Field.LAST_NAME),
        row_texts.tr("Result"),
        row_texts.tr("Reason"),
        row_texts.tr("Join link"),
        row_texts.tr("Row"),
    )
    if fates in ((Fate.FAILED,), (Fate.LEFT_OUT,)):
        table, entries = await journal.source_rows(import_id, fates)
        rows = [_explained(entry) for entry in entries]
        await asyncio.to_thread(report.save_for_correction, path, table, rows, headings=headings)
        return
    entries = await journal.rows(import_id, fates=fates, withdrawn=None if fates is None else False)
    rows = await asyncio.to_thread(lambda: [_explained(entry) for entry in entries])
    withdrawn = row_texts.tr("Taken back")
    await asyncio.to_thread(report.save_results, path, rows, words=names, headings=headings, withdrawn=withdrawn)


def _explained(entry: Entry) -> Entry:
    """Return an entry whose message is what the screen says of it."""
    if entry.fate is not Fate.FAILED:
        return entry
    return msgspec.structs.replace(entry, reason="", message=errors.row_reason(entry.reason, entry.message))


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
