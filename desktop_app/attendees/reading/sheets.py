"""From packed rows to a list: its header line, cells that hold whole lines of CSV, which of several sheets it is."""

from collections.abc import Iterable
from itertools import islice

from desktop_app.attendees import columns
from desktop_app.attendees.matching import headers
from desktop_app.attendees.reading import dialect, sections
from desktop_app.attendees.reading.table import SEPARATOR, OtherList, Part, Rows, Table, parts_of, without_first
from desktop_app.attendees.reading.unreadable import Unreadable, WhyUnreadable


def headed(
    parts: list[Part],
    *,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    sheets: tuple[str, ...] = (),
) -> Table:
    """Return the table of some rows: finds its header line and takes it off. Raises Unreadable (EMPTY)."""
    if not parts:
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    top = list(islice(Rows(parts), headers.LOOKED_AT))
    cells = [row.cells for row in top]
    at, first = headers.find(cells)
    below = without_first(parts, first)
    if at is not None and (above := headers.sections_above(cells, at)):
        numbers = [top[place].number for place, _ in above]
        below = [*parts_of(numbers[0], [moved for _, moved in above], numbers), *below]
    header_cells = None if at is None else top[at].cells
    below, others = sections.ended(below, header_cells, sheet)
    below, total_row = sections.without_total(below)
    return Table(
        header=header_cells,
        header_row=0 if at is None else top[at].number,
        rows=Rows(below),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
        source=name,
        others=others,
        total_row=total_row,
    )


def taken_apart(parts: list[Part], delimiter: str = "") -> tuple[list[Part], str]:
    """Split the cells of a single column that hold whole lines of CSV, as spreadsheets save what they didn't split.

    Return them and the separator, or what was given.
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
    """Return the first that holds people, else the first with a column for addresses, else the first; None of none."""
    best: Table | None = None
    has_column = False
    for table in tables:
        found = columns.match(table).email is not None
        if found and table.rows:
            return table
        if best is None or (found and not has_column):
            best, has_column = table, found
    return best


def other_sheets(tables: Iterable[tuple[Table, int]]) -> tuple[OtherList, ...]:
    """Return which of some sheets hold people; each comes with the number of its rows beyond those of its table."""
    return tuple(
        OtherList(table.sheet, len(table.rows) + beyond)
        for table, beyond in tables
        if table.rows and columns.match(table).email is not None
    )
