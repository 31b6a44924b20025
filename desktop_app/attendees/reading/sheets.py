"""From packed rows to a list: its header line, cells that hold whole lines of CSV, which of several sheets it is."""

from collections.abc import Collection, Container, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from desktop_app.attendees.cells.table import SEPARATOR, OtherList, Part, Row, Rows, Table, parts_of, without_first
from desktop_app.attendees.matching import headers
from desktop_app.attendees.matching.earlier_sections import sections_above
from desktop_app.attendees.matching.match import match
from desktop_app.attendees.reading import dialect, sections
from desktop_app.attendees.reading.sections import HeadedRows
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable


def headed(
    parts: list[Part],
    *,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    begins: int = 0,
) -> Table:
    """Return rows as a table: the header line is found and taken off. If there are several lists below each other, it
    is the one that `begins` in this row, else the first. Raises Unreadable (EMPTY)."""
    if not parts:
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    top = _top_of(parts)
    whole, left = _with_sections(top)
    apart = sections.refusing_above(top.cells, top.first if top.header is None else top.header)
    found, others = sections.one_of(whole, sheet, begins, apart=0 if apart is None else top.rows[apart].number)
    if left and begins == left[0].number:
        others = (OtherList(sheet, sum(part.size for part in found.parts), found.header_row), *others)
        found = HeadedRows(None, 0, list(parts_of(begins, [row.cells for row in left], [row.number for row in left])))
    elif left:
        others = (*others, OtherList(sheet, len(left), left[0].number))
    rows, total_row = sections.without_total(found.parts)
    return Table(
        header=found.header,
        header_row=found.header_row,
        rows=Rows(rows),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
        source=name,
        others=others,
        total_row=total_row,
    )


class _Top(NamedTuple):
    """The rows in which a header was looked for, the place of that among them (None where there is none) and of the
    first person, and all rows from there on."""

    rows: Sequence[Row]
    header: int | None
    first: int
    below: list[Part]

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """What is in the rows."""
        return [row.cells for row in self.rows]


def _top_of(parts: list[Part]) -> _Top:
    rows = list(islice(Rows(parts), headers.LOOKED_AT))
    cells = [row.cells for row in rows]
    at, first = headers.find(cells)
    if at is not None and len(before := sections.before_set_apart(cells, at)) < len(cells):
        # who is on a waiting list isn't the list, however much more its header says
        at, first = headers.find(before)
    if at is None and (deeper := _before_addresses(parts)):
        deep = list(islice(Rows(deeper), 2 * headers.LOOKED_AT))
        place, behind = headers.find([row.cells for row in deep])
        if place is not None and headers.is_header(deep[place].cells):
            return _Top(deep, place, behind, without_first(deeper, behind))
    return _Top(rows, at, first, without_first(parts, first))


def _with_sections(top: _Top) -> tuple[HeadedRows, Sequence[Row]]:
    """Return the list with the people of sections above its header, and the rows there that are another list."""
    at = top.header
    if at is None:
        return HeadedRows(None, 0, top.below), ()
    cells = top.cells
    apart = sections.set_apart(cells[:at])
    above = [(place, moved) for place, moved in sections_above(cells, at) if place not in apart]
    numbers = [top.rows[place].number for place, _ in above]
    below = [*parts_of(numbers[0], [moved for _, moved in above], numbers), *top.below] if above else top.below
    left = _left_above(top.rows[:at], {place for place, _ in above}, apart)
    return HeadedRows(top.rows[at].cells, top.rows[at].number, below), left


def _left_above(rows: Sequence[Row], claimed: Container[int], apart: Collection[int]) -> Sequence[Row]:
    """Return the rows above a header line that hold an address and more, and are in none of the sections there. A
    single one is whom to ask, and so is an address by itself, unless it is set `apart`; several may be people."""
    left = [
        (place, row)
        for place, row in enumerate(rows)
        if place not in claimed and any("@" in cell for cell in row.cells)
        if place in apart or sum(map(bool, row.cells)) > 1
    ]
    return [row for _, row in left] if len(left) > 1 or any(place in apart for place, _ in left) else ()


def _before_addresses(parts: list[Part]) -> list[Part]:
    """Return the rows from a little above the first address, where there is none among the first rows of all."""
    place = 0
    for part in parts:
        before = [cells[: cells.index("@")].count(SEPARATOR) for cells in part.columns if "@" in cells]
        if before:
            above = place + min(before) - headers.LOOKED_AT
            return without_first(parts, above) if above >= 0 else []
        place += part.size
    return []


def taken_apart(parts: list[Part], delimiter: str = "") -> tuple[list[Part], str]:
    """Split the cells of a single column that hold whole lines of CSV, as spreadsheets save what they didn't split.

    Return the split rows and their separator; the `parts` and the `delimiter` as they are if there is nothing to split.
    """
    if any(len(part.columns) > 1 for part in parts):
        return parts, delimiter
    lines = [line.cells for line in islice(Rows(parts), headers.LOOKED_AT)]
    for inner in dialect.DELIMITERS:
        if any(inner in line[0] and headers.is_header(next(dialect.records(line[0], inner))) for line in lines):
            found: list[Part] = []
            for part in parts:
                rows = [next(dialect.records(cell, inner), [cell]) for cell in part.columns[0].split(SEPARATOR)]
                found += parts_of(part.start, rows, part.rows)
            return found, inner
    return parts, delimiter


def with_people(tables: Iterable[Table]) -> Table | None:
    """Return the first table that holds people, else the first with a column for addresses, else the first; None if
    there is none."""
    best: Table | None = None
    has_column = False
    for table in tables:
        found = match(table).email is not None
        if found and table.rows:
            return table
        if best is None or (found and not has_column):
            best, has_column = table, found
    return best


_COVER = 3
"""Addresses that a cover may have: who has more is a list, header or not."""


def with_header(table: Table, others: Iterable[Table]) -> Table | None:
    """Return the first of some other sheets that is rather the list than this one, which may be its cover with an
    address to ask: it has a header line, which this has not, and as many addresses. None if there is none."""
    if table.header is not None:
        return None
    most = _addresses(table)
    if most > _COVER:
        return None
    return next((other for other in others if other.header is not None and _addresses(other) >= most), None)


def _addresses(table: Table) -> int:
    """Return how many people of a table have an address, or something like it."""
    email = match(table).email
    return sum(part.column(email).count("@") for part in table.parts)


def other_sheets(tables: Iterable[tuple[Table, int]]) -> tuple[OtherList, ...]:
    """Return which of some sheets hold people; each comes with the number of its rows beyond those of its table."""
    return tuple(
        OtherList(table.sheet, len(table.rows) + beyond)
        for table, beyond in tables
        if table.rows and match(table).email is not None
    )
