"""What the Attendees page has done to a list, without a widget: reading, checking, asking Zoom."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop_app.attendees import columns as matching
from desktop_app.attendees import reader
from desktop_app.attendees.columns import Columns, MappingMemory
from desktop_app.attendees.importer import registered_emails
from desktop_app.attendees.questions import Required, required_answers
from desktop_app.attendees.reader import Table
from desktop_app.attendees.roster import Field, Roster, check_in_parts
from desktop_app.attendees.unread import Unread, unread
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.zoom import scopes
from desktop_app.zoom.models import TicketType

AT_ONCE = 500
"""Rows that are checked before the window gets its turn."""

Name: TypeAlias = tuple[str, str]
"""A first and a last name."""

QUESTIONS = "getRegistrationQuestionsForTicketType"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A list that was read and checked, by the columns of before or as they look. `full_name` is a column whose names
    can be split; `names` are a few to judge the reading by; `unread` are addresses in other columns."""

    table: Table
    columns: Columns
    roster: Roster
    full_name: int | None
    names: tuple[Name, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a person wants a list to be read; None: as it looks. `begins` chooses among lists below each other, 0 the
    first."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    begins: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What Zoom says before an import. `types` and `registered` are None where a permission is missing. `required` is
    what everybody must answer, by the id of a ticket type, "" for the default one."""

    types: tuple[TicketType, ...] | None
    registered: frozenset[str] | None
    required: Mapping[str, Required]


async def load(source: Path | str, way: ReadAs, memory: MappingMemory | None) -> Loaded:
    """Read a file or pasted text, find its columns, check its rows. Raises Unreadable."""
    if isinstance(source, Path):
        table = await reader.load(
            source, sheet=way.sheet, encoding=way.encoding, delimiter=way.delimiter, begins=way.begins
        )
    else:
        table = await reader.load_text(source, begins=way.begins)
    found = await asyncio.to_thread(matching.match, table)
    columns = (await asyncio.to_thread(memory.recall, table) if memory else None) or found
    roster = await checked(table, columns)
    full_name = found.full_name if columns.full_name is None else columns.full_name
    others = await asyncio.to_thread(unread, table, columns)
    return Loaded(table, columns, roster, full_name, sample_names(roster), others)


async def checked(table: Table, columns: Columns) -> Roster:
    """Check a whole list in parts that leave the window its turns."""
    roster = None
    for step in check_in_parts(table, columns, part=AT_ONCE):
        roster = step.roster
        await asyncio.sleep(0)
    assert roster is not None
    return roster


def sample_names(roster: Roster, most: int = 3) -> tuple[Name, ...]:
    """Return names to judge a reading by: such with letters beyond A to Z first, if there are any."""
    blocks = roster.people.blocks
    told = [block for block in blocks if not (block.first_name.isascii() and block.last_name.isascii())]
    found: list[Name] = []
    for block in [*told[:most], *blocks[:1]]:
        names = list(zip(block.cells(Field.FIRST_NAME), block.cells(Field.LAST_NAME), strict=True))
        names.sort(key=_is_plain)
        found += [name for name in names[: 2 * most] if any(name)]
    return tuple(dict.fromkeys(sorted(found, key=_is_plain)))[:most]


def _is_plain(name: Name) -> bool:
    return "".join(name).isascii()


async def ask_zoom(journey: Journey) -> Answers:
    """Ask for the event's ticket types, what everybody must answer, and who is registered, as far as Zoom allows.
    Raises ZoomError."""
    api, event_id = journey.api, journey.state.event_id
    types = tuple(await api.ticket_types(event_id)) if journey.can(Ability.CHOOSE_TICKET_TYPE) else None
    required = await _required(journey, types)
    if not journey.state.published:
        # nobody can be registered for a draft, so there is nobody to ask for
        return Answers(types, frozenset(), required)
    registered = frozenset(await registered_emails(api, event_id)) if journey.can(Ability.SEE_REGISTERED) else None
    return Answers(types, registered, required)


async def _required(journey: Journey, types: Sequence[TicketType] | None) -> Mapping[str, Required]:
    """Ask what people with each ticket type must answer; nothing where that can't be read."""
    connection = journey.state.connection
    if connection is None or not scopes.allowed(QUESTIONS, connection.scopes):
        return {}
    ids = [kind.ticket_type_id for kind in types or ()] or [""]
    asked = (required_answers(journey.api, journey.state.event_id, each or None) for each in ids)
    return dict(zip(ids, await asyncio.gather(*asked), strict=True))
