"""What the Attendees page has done for it, without a widget: reading, asking Zoom, keeping and saving results."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.attendees import columns as matching
from desktop_app.attendees import reader, report
from desktop_app.attendees.columns import Columns
from desktop_app.attendees.importer import Importer, Progress, Summary, registered_emails
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Journal
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.roster import Field, Roster, RowProblem, check, check_in_parts
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.ui import errors, row_texts
from desktop_app.ui.pages.attendees_drop import Earlier
from desktop_app.zoom.errors import ZoomError
from desktop_app.zoom.models import TicketType

AT_ONCE = 500
"""Rows that are checked before the window gets its turn."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A list that was read and checked."""

    table: Table
    columns: Columns
    roster: Roster


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


async def load(source: Path | str) -> Loaded:
    """Read a file or pasted text, find its columns, check its rows. Raises Unreadable."""
    if isinstance(source, Path):
        table = await asyncio.to_thread(reader.read, source)
    else:
        table = await asyncio.to_thread(reader.read_text, source)
    columns = await asyncio.to_thread(matching.match, table)
    return Loaded(table, columns, await checked(table, columns))


async def checked(table: Table, columns: Columns) -> Roster:
    """Check a whole list in parts that leave the window its turns."""
    roster = None
    for step in check_in_parts(table, columns, part=AT_ONCE):
        roster = step.roster
        await asyncio.sleep(0)
    assert roster is not None
    return roster


async def ask_zoom(journey: Journey) -> Answers:
    """Ask for the event's ticket types and for who is registered, as far as Zoom allows. Raises ZoomError."""
    api, event_id = journey.api, journey.state.event_id
    types = tuple(await api.ticket_types(event_id)) if journey.can(Ability.CHOOSE_TICKET_TYPE) else None
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
        earlier = await earlier_imports(journal, made.account_key, made.event_id)
        registered = sum(item.counts.registered for item in earlier)
    finally:
        journey.import_ended(registered)
    return Ended(made, counts, summary, error)


async def save(journal: Journal, import_id: str, path: Path) -> None:
    """Write an import's results in the words of the screen. Raises JournalFailed, OSError."""
    entries = await journal.rows(import_id)
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
    rows = [_explained(entry) for entry in entries]
    await asyncio.to_thread(report.save_results, path, rows, words=names, headings=headings)


def _explained(entry: Entry) -> Entry:
    """Return an entry whose message is what the screen says of it."""
    if entry.fate is not Fate.FAILED:
        return entry
    return msgspec.structs.replace(entry, reason="", message=errors.row_reason(entry.reason, entry.message))


def problem_of(entry: Entry, field: Field, value: str) -> RowProblem | None:
    """Return what would be wrong with a row that has this cell corrected; None when it can be sent."""
    cells = {Field.EMAIL: entry.email, Field.FIRST_NAME: entry.first_name, Field.LAST_NAME: entry.last_name}
    cells[field] = value
    table = Table(
        header=None, header_row=0, rows=[Row(entry.row, tuple(cells.values()))], encoding="", delimiter=",", source=""
    )
    roster = check(table, Columns(email=0, first_name=1, last_name=2), required=())
    return next(iter(roster.person(entry.row).problems), None)
