"""What a person changed in a list, without a widget: made again where the list is read anew, by other columns or in
another run of the program."""

import asyncio
import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.journal import ListChanges
from desktop_app.attendees.records import Changes, Correction, JournalFailed
from desktop_app.attendees.roster import Cell, Field, Person, Roster

log = logging.getLogger(__name__)

_CELLS: Mapping[str, Cell] = MappingProxyType({cell.value: cell for cell in (*Field, *Extra)})


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was changed in a list when it was here before (`changed`: when last), and the list with it: everybody, and
    without those who were left out. `count` is how many cells and rows that are; `waiting` are cells of columns that
    aren't read now."""

    corrections: Sequence[Correction]
    left: frozenset[int]
    changed: dt.datetime
    full: Roster
    roster: Roster
    people: Mapping[int, Person]
    count: int
    waiting: int


def correction(columns: Columns, row: int, field: Cell, value: str) -> Correction:
    """Return a correction of a cell that is read by these columns."""
    return Correction(row, field, value, _origin(columns, field))


def corrected(full: Roster, corrections: Iterable[Correction], columns: Columns) -> Roster:
    """Return a list with corrections made, one after the other where they are of one row, as far as their cells are
    read from the same columns. Raises KeyError when there is no such row."""
    rounds: list[list[tuple[int, Cell, str]]] = []
    times: dict[int, int] = {}
    for made in of_columns(corrections, columns):
        at = times.get(made.row, 0)
        times[made.row] = at + 1
        if at == len(rounds):
            rounds.append([])
        rounds[at].append((made.row, _CELLS[made.field], made.value))
    for cells in rounds:
        full = full.with_cells(cells)
    return full


def of_columns(corrections: Iterable[Correction], columns: Columns) -> Iterable[Correction]:
    """Return the corrections of cells that these columns have."""
    origins = {cell.value: _origin(columns, cell) for cell in _CELLS.values()}
    return (made for made in corrections if origins.get(made.field) == made.origin)


def number_of(corrections: Iterable[Correction]) -> int:
    """Return how many cells were corrected."""
    return len({(made.row, made.field, made.origin) for made in corrections})


def without_left(full: Roster, rows: Collection[int]) -> tuple[Roster, Mapping[int, Person]]:
    """Return a list without the rows that a person left out, and these people by row."""
    if not rows:
        return full, {}
    left = {person.row: person for block in full.people.blocks if not set(block.rows).isdisjoint(rows)
            for person in block.people() if person.row in rows}  # fmt: skip
    return full.without_rows(left), left


async def put_back(changes: ListChanges, full: Roster, columns: Columns) -> PutBack | None:
    """Change a list as it was changed when it was here before; None when it wasn't, or nobody knows."""
    try:
        known = await changes.recall()
        return await asyncio.to_thread(_put_back, known, full, columns) if known is not None else None
    except JournalFailed as error:
        log.warning("What was changed in a list can't be read: %s %s", error.why, error.detail)
    except KeyError:
        log.exception("What was changed in a list doesn't fit it")
    return None


def _put_back(known: Changes, full: Roster, columns: Columns) -> PutBack:
    full = corrected(full, known.corrections, columns)
    roster, people = without_left(full, known.left)
    read = frozenset(of_columns(known.corrections, columns))
    return PutBack(
        corrections=known.corrections,
        left=known.left,
        changed=known.changed,
        full=full,
        roster=roster,
        people=people,
        count=number_of(read) + len(people),
        waiting=number_of(made for made in known.corrections if made not in read),
    )


def by_columns(before: PutBack, columns: Columns) -> PutBack:
    """Return what was put back, counted by other columns."""
    read = frozenset(of_columns(before.corrections, columns))
    waiting = number_of(made for made in before.corrections if made not in read)
    return replace(before, count=number_of(read) + len(before.people), waiting=waiting)


def _origin(columns: Columns, field: Cell) -> str:
    """Name what a cell is read from."""
    match field:
        case Field.EMAIL:
            return str(columns.email)
        case Field.FIRST_NAME:
            return f"{columns.first_name} {columns.full_name}"
        case Field.LAST_NAME:
            return f"{columns.last_name} {columns.full_name}"
        case _:
            return str(columns.extra.get(field))
