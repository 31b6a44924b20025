"""Workbooks: Excel's .xlsx, .xlsm, .xlsb and .xls, and OpenDocument's .ods. Their parser is fast but trusts what it
reads, so a file is looked at from outside first, and all of this runs in a process of its own (`child.py`).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import python_calamine as calamine
from msgspec.structs import replace

from desktop_app.attendees.reading.as_seen import as_seen
from desktop_app.attendees.reading.sheets import headed, taken_apart, with_people
from desktop_app.attendees.reading.table import MOST_CELLS, MOST_ROWS, PART_ROWS, SEPARATOR, Part, Rows, Table, parts_of
from desktop_app.attendees.reading.unreadable import Unreadable, WhyUnreadable

MOST_UNPACKED = 600_000_000
"""Bytes of everything in a workbook, unpacked."""

MOST_RATIO = 250
"""How many times smaller than itself a big entry may be packed: tables come to 5 to 40."""

BIG_ENTRY = 50_000_000
"""Bytes from which on the ratio counts."""

MOST_ENTRIES = 10_000

_MOST_DEFLATED = 1032
"""No packed byte unpacks to more."""

_AT_ONCE = 1 << 20


def read_workbook(content: bytes, kind: str, name: str, sheet: str | None = None) -> Table:
    """Return the rows of a sheet: of `sheet`, else of the first visible one that holds people, else of the first that
    has any rows. Raises Unreadable."""
    if kind != "XLS":
        check_archive(content, kind, name)
    try:
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(content))
        return _table(workbook, kind, name, sheet)
    except calamine.PasswordError:
        raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind=kind) from None
    except (calamine.CalamineError, OSError, ValueError, TypeError, OverflowError):
        raise Unreadable(WhyUnreadable.DAMAGED, name=name, kind=kind) from None
    except BaseException as error:
        # what the parser's own language calls a panic is no Exception, and only the parser raises it
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(WhyUnreadable.DAMAGED, name=name, kind=kind) from None


def check_archive(content: bytes, kind: str, name: str) -> None:
    """Make sure that an archive doesn't unpack to more than a list can be. Raises Unreadable."""
    too_big = Unreadable(WhyUnreadable.TOO_BIG, name=name, limit=MOST_UNPACKED, kind=kind)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise too_big
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind=kind)
                if entry.file_size > max(BIG_ENTRY, MOST_RATIO * entry.compress_size):
                    raise too_big
            if sum(entry.compress_size for entry in entries) * _MOST_DEFLATED > MOST_UNPACKED:
                _unpack(archive, entries, too_big)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unreadable(WhyUnreadable.DAMAGED, name=name, kind=kind) from None


def _unpack(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], too_big: Unreadable) -> None:
    """Count what really comes out: a directory can lie about sizes."""
    total = 0
    for entry in entries:
        with archive.open(entry) as file:
            while piece := file.read(_AT_ONCE):
                total += len(piece)
                if total > MOST_UNPACKED:
                    raise too_big


def _table(workbook: calamine.CalamineWorkbook, kind: str, name: str, chosen: str | None) -> Table:
    sheets = _sheets(workbook)
    if chosen is not None and chosen not in workbook.sheet_names:
        raise Unreadable(WhyUnreadable.NO_SHEET, name=name, kind=kind)
    best = with_people(_lists(workbook, sheets if chosen is None else (chosen,), sheets, name))
    if best is None:
        raise Unreadable(WhyUnreadable.EMPTY, name=name, kind=kind)
    return best


def _lists(
    workbook: calamine.CalamineWorkbook, titles: Sequence[str], sheets: tuple[str, ...], name: str
) -> Iterator[Table]:
    """Yield the list of each sheet that has rows; a sheet is read when it is asked for."""
    for title in titles:
        sheet = workbook.get_sheet_by_name(title)
        parts, delimiter = taken_apart(_parts(sheet, name))
        if parts:
            yield _lettered(headed(parts, name=name, delimiter=delimiter, sheet=title, sheets=sheets), sheet)


_MOST_LEFT = 50
"""Empty columns on the left that keep their place."""


def _lettered(table: Table, sheet: calamine.CalamineSheet) -> Table:
    """Put back the empty columns on the left, which the parser leaves out, where letters are all a column goes by."""
    left = sheet.start[1] if sheet.start else 0
    if table.header is not None or not 0 < left <= _MOST_LEFT:
        return table
    moved = (replace(part, columns=(SEPARATOR * (part.size - 1),) * left + part.columns) for part in table.parts)
    return replace(table, rows=Rows(moved))


def _sheets(workbook: calamine.CalamineWorkbook) -> tuple[str, ...]:
    """Return the sheets that a person sees; of a workbook that shows none, all."""
    tables = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    seen = [sheet for sheet in tables if sheet.visible == calamine.SheetVisibleEnum.Visible]
    return tuple(sheet.name for sheet in seen or tables)


def _parts(sheet: calamine.CalamineSheet, name: str) -> list[Part]:
    too_long = Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    if sheet.start is None or not sheet.height:
        return []
    if sheet.height * sheet.width > 4 * MOST_CELLS:
        raise too_long
    found: list[Part] = []
    size = 0
    rows: list[list[str]] = []
    number = 1
    for row in _filled_down(sheet, sheet.start[1]):
        rows.append(row)
        if len(rows) == PART_ROWS:
            packed = list(parts_of(number, rows))
            found += packed
            size += sum(part.size for part in packed)
            if size > MOST_ROWS:
                raise too_long
            number += len(rows)
            rows = []
    found += parts_of(number, rows)
    if size + len(rows) > MOST_ROWS and sum(part.size for part in found) > MOST_ROWS:
        raise too_long
    return found


def _filled_down(sheet: calamine.CalamineSheet, left: int) -> Iterator[list[str]]:
    """Yield each row's cells as a person sees them: cells that are merged downwards show the same on each row."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, start), (bottom, end) in sheet.merged_cell_ranges or ():
        if start == end and bottom > top:
            merged.setdefault(top, []).append((start - left, bottom))
    open_cells: dict[int, tuple[str, int]] = {}
    # the rows above the first that is filled come as well, the columns before it don't
    for number, row in enumerate(sheet.iter_rows()):
        cells = [cell if type(cell) is str and SEPARATOR not in cell else as_seen(cell) for cell in row]
        if open_cells:
            for column, (text, bottom) in tuple(open_cells.items()):
                if number > bottom:
                    del open_cells[column]
                elif column < len(cells) and not cells[column]:
                    cells[column] = text
        for column, bottom in merged.get(number, ()):
            if 0 <= column < len(cells) and cells[column]:
                open_cells[column] = cells[column], bottom
        yield cells
