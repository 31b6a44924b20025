"""Workbooks: Excel's .xlsx, .xlsm, .xlsb and .xls, and OpenDocument's .ods. Their parser is fast but trusts what it
reads, so a file is looked at from outside first, and all of this runs in a process of its own (`child.py`).
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import python_calamine as calamine
from msgspec.structs import replace

from desktop_app.attendees.cells.table import MOST_CELLS, MOST_ROWS, PART_ROWS, SEPARATOR, Part, Rows, Table, parts_of
from desktop_app.attendees.reading import kinds
from desktop_app.attendees.reading.archives import UNREADABLE_ARCHIVE, entry_of
from desktop_app.attendees.reading.as_seen import as_seen
from desktop_app.attendees.reading.links import with_linked
from desktop_app.attendees.reading.looks import with_looks
from desktop_app.attendees.reading.sheets import headed, other_sheets, taken_apart, with_header, with_people
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

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

_ACTIVE_PLACE = re.compile(r"<(?:\w+:)?workbookView\b[^>]{0,2000}?\bactiveTab=\"(\d{1,4})\"")
_ACTIVE_NAME = re.compile(r"config:name=\"ActiveTable\"[^>]{0,200}>([^<]{1,200})<")
"""How a workbook says which sheet it was saved with."""

_ENCRYPTED = re.compile(r"<(?:[\w.-]+:)?(encryption-data)\b")
"""How the manifest of an .ods tells that an entry is encrypted (OpenDocument 1.3, part 2, 4.8.3)."""

_MOST_SAID = 5_000_000
"""Bytes of such an entry."""

_MOST_OTHERS = 20
"""Sheets beside the one that is read that are looked at."""

_MOST_OTHER_CELLS = 2_000_000
"""Cells of such sheets; no more are looked at after as many."""

_MOST_OTHER_ROWS = 20_000
"""Rows of such a sheet that are counted one by one; below them, blank ones count as well."""

_WIDE = 50
"""Columns from which on only the first rows of such a sheet are looked at."""


def read_workbook(
    content: bytes, kind: str, name: str, sheet: str | None = None, begins: int = 0, *, others: bool = True
) -> Table:
    """Return the rows of a sheet: of `sheet`, else of the one that the workbook was saved with if it holds people, else
    of the first visible one that does (but see `with_header`), else of the first that has any rows. `begins` chooses
    among the lists of a sheet (`headed`), and `others` is whether to look into the other sheets as well. Raises
    Unreadable."""
    if kind != kinds.XLS:
        check_archive(content, kind, name)
    try:
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(content))
        active = "" if kind == kinds.XLS else active_sheet(content, workbook.sheet_names)
        book = _Book(workbook, content, name)
        return _table(book, kind, sheet, active, begins=begins, others=others)
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
    """Make sure that an archive needs no password and doesn't unpack to more than a list can be. Raises Unreadable."""
    too_much = Unreadable(WhyUnreadable.HOLDS_TOO_MUCH, name=name, kind=kind)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise too_much
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind=kind)
                if entry.file_size > max(BIG_ENTRY, MOST_RATIO * entry.compress_size):
                    raise too_much
            if sum(entry.compress_size for entry in entries) * _MOST_DEFLATED > MOST_UNPACKED:
                _unpack(archive, entries, too_much)
            if kind == kinds.ODS and _said(archive, "META-INF/manifest.xml", _ENCRYPTED):
                raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind=kind)
    except UNREADABLE_ARCHIVE:
        raise Unreadable(WhyUnreadable.DAMAGED, name=name, kind=kind) from None


def active_sheet(content: bytes, names: Sequence[str]) -> str:
    """Return the sheet that a workbook was saved with, which is the one that a person sees first; "" if it isn't said.
    An .xlsx has its place, an .ods its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if place := _said(archive, "xl/workbook.xml", _ACTIVE_PLACE):
                return names[int(place)] if int(place) < len(names) else ""
            return html.unescape(_said(archive, "settings.xml", _ACTIVE_NAME))
    except UNREADABLE_ARCHIVE:
        # the parser has read the workbook all the same
        return ""


def _said(archive: zipfile.ZipFile, entry: str, pattern: re.Pattern[str]) -> str:
    """Return what an entry says by the group of a pattern; "" if it says nothing."""
    found = pattern.search(entry_of(archive, entry, _MOST_SAID).decode("utf-8", "replace"))
    return found[1] if found else ""


def _unpack(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], too_much: Unreadable) -> None:
    """Count what really comes out: a directory can lie about sizes."""
    total = 0
    for entry in entries:
        with archive.open(entry) as file:
            while piece := file.read(_AT_ONCE):
                total += len(piece)
                if total > MOST_UNPACKED:
                    raise too_much


class _Book(NamedTuple):
    """A workbook as the parser has it, the bytes that it was read from, and the name of its file."""

    workbook: calamine.CalamineWorkbook
    content: bytes
    name: str


def _table(book: _Book, kind: str, chosen: str | None, active: str, *, begins: int, others: bool) -> Table:
    workbook, name = book.workbook, book.name
    sheets = _sheets(workbook)
    if chosen is not None and chosen not in workbook.sheet_names:
        raise Unreadable(WhyUnreadable.NO_SHEET, name=name, kind=kind)
    titles = sorted(sheets, key=lambda title: title != active) if chosen is None else (chosen,)
    best = with_people(_lists(book, titles, sheets, begins))
    if best is None:
        raise Unreadable(WhyUnreadable.EMPTY, name=name, kind=kind)
    if chosen is not None or len(sheets) < 2 or not others:
        return best
    rest = list(_heads(book, [title for title in sheets if title != best.sheet]))
    if (listed := with_header(best, (table for table, _ in rest))) is not None:
        rest = [(best, 0), *((table, beyond) for table, beyond in rest if table is not listed)]
        (best,) = _lists(book, [listed.sheet], sheets, begins)
    return replace(best, others=(*other_sheets(rest), *best.others))


def _heads(book: _Book, titles: Sequence[str]) -> Iterator[tuple[Table, int]]:
    """Yield the list of each sheet as far as it is looked at, and how many rows there are beyond."""
    cells = 0
    for title in titles[:_MOST_OTHERS]:
        if cells > _MOST_OTHER_CELLS:
            return
        try:
            sheet = book.workbook.get_sheet_by_name(title)
            most = _MOST_OTHER_ROWS if sheet.width < _WIDE else PART_ROWS
            parts, delimiter = taken_apart(_parts(book, sheet, most))
        except (calamine.CalamineError, Unreadable, OSError, ValueError, TypeError, OverflowError, MemoryError):
            # the list that was found doesn't suffer from another sheet
            continue
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            continue
        cells += sheet.height * sheet.width
        if parts:
            yield headed(parts, name=book.name, delimiter=delimiter, sheet=title), max(0, sheet.height - most)


def _lists(book: _Book, titles: Sequence[str], sheets: tuple[str, ...], begins: int) -> Iterator[Table]:
    """Yield the list of each sheet that has rows; a sheet is read when it is asked for."""
    for title in titles:
        sheet = book.workbook.get_sheet_by_name(title)
        parts, delimiter = taken_apart(_parts(book, sheet))
        if parts:
            table = headed(parts, name=book.name, delimiter=delimiter, sheet=title, sheets=sheets, begins=begins)
            left = sheet.start[1] if sheet.start else 0
            whole = _lettered(table, left)
            # columns that were put back are no longer before the first
            yield with_looks(whole, book.content, left - (whole.width - table.width))


_MOST_LEFT = 50
"""Empty columns on the left that keep their place."""


def _lettered(table: Table, left: int) -> Table:
    """Put back the empty columns on the left, which the parser leaves out, where letters are all a column goes by."""
    if table.header is not None or not 0 < left <= _MOST_LEFT:
        return table
    moved = (replace(part, columns=(SEPARATOR * (part.size - 1),) * left + part.columns) for part in table.parts)
    return replace(table, rows=Rows(moved))


def _sheets(workbook: calamine.CalamineWorkbook) -> tuple[str, ...]:
    """Return the sheets that a person sees; of a workbook that shows none, all."""
    tables = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    seen = [sheet for sheet in tables if sheet.visible == calamine.SheetVisibleEnum.Visible]
    return tuple(sheet.name for sheet in seen or tables)


def _parts(book: _Book, sheet: calamine.CalamineSheet, most: int | None = None) -> list[Part]:
    too_long = Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=book.name, limit=MOST_ROWS)
    if sheet.start is None or not sheet.height:
        return []
    if sheet.height * sheet.width > 4 * MOST_CELLS:
        # the parser makes every cell up to the last one in use
        raise Unreadable(WhyUnreadable.HOLDS_TOO_MUCH, name=book.name)
    found: list[Part] = []
    size = 0
    rows: list[list[str]] = []
    number = 1
    for row in islice(_filled_down(sheet, sheet.start[1]), most):
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
    return with_linked(found, book.content, sheet.name, sheet.start[1])


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
