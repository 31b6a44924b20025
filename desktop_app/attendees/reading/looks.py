"""How a list looks in its sheet, as far as that tells who is meant: what is hidden, what is struck through. Told by
.xlsx and .ods; .xls and .xlsb are not looked into.
"""

import zipfile
from io import BytesIO
from typing import NamedTuple

from msgspec.structs import replace

from desktop_app.attendees.cells.table import CrossedOut, Table
from desktop_app.attendees.reading import crossed_out, hidden
from desktop_app.attendees.reading.archives import UNREADABLE_ARCHIVE, entry_of, sheet_entry, table_span

_MOST_STYLES = 20_000_000
"""Bytes of all styles of a workbook."""

_MOST_WAYS = 1000
"""Combinations of columns in which rows are struck; nobody has as many."""


class Looks(NamedTuple):
    """The rows (from 1) and columns (from 0) of a sheet that are hidden, and its cells that are struck."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    struck: crossed_out.CellsByRow


def looks_of(content: bytes, sheet: str) -> Looks:
    """Return how a sheet of a workbook looks; nothing where it can't be told."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                xml = entry_of(archive, sheet_entry(archive, sheet))
                styles = _styles(archive, "xl/styles.xml")
                return Looks(*hidden.of_sheet(xml), crossed_out.of_sheet(xml, styles))
            xml = entry_of(archive, "content.xml")
            span = table_span(xml, sheet)
            return Looks(*hidden.of_table(xml, span), crossed_out.of_table(xml, _styles(archive, "styles.xml"), span))
    except UNREADABLE_ARCHIVE:
        # the parser has read the workbook all the same
        return Looks(frozenset(), frozenset(), {})


def _styles(archive: zipfile.ZipFile, entry: str) -> bytes:
    """Return the styles of a workbook; nothing where they are damaged: what is hidden is told all the same."""
    try:
        return entry_of(archive, entry, _MOST_STYLES)
    except UNREADABLE_ARCHIVE:
        return b""


def with_looks(table: Table, content: bytes, left: int) -> Table:
    """Return a list that knows how it looks in its sheet, `left` being the columns there before its first."""
    looks = looks_of(content, table.sheet)
    rows = [row for part in table.parts for row in part.rows] if looks.hidden_rows or looks.struck else []
    ways: dict[int, list[int]] = {}
    for row in rows if looks.struck else ():
        if struck := looks.struck.get(row, 0) >> left:
            ways.setdefault(struck, []).append(row)
    return replace(
        table,
        hidden=tuple(row for row in rows if row in looks.hidden_rows),
        hidden_columns=tuple(at for at in range(table.width) if at + left in looks.hidden_columns),
        crossed_out=tuple(
            CrossedOut(_columns(struck, table), tuple(those)) for struck, those in list(ways.items())[:_MOST_WAYS]
        ),
    )


def _columns(struck: int, table: Table) -> tuple[int, ...]:
    # cells that hold whole lines of CSV have all columns in one
    return tuple(at for at in range(table.width) if table.delimiter or struck >> at & 1)
