"""Excel's "XML Spreadsheet 2003" (SpreadsheetML), which registration portals and CRMs export, often under .xls.

It is read as a stream. Documents that declare entities are refused, so nothing can unfold in memory.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from msgspec.structs import replace

from desktop_app.attendees.cells.table import MOST_ROWS, WIDEST, Part, Table
from desktop_app.attendees.reading import encodings, kinds
from desktop_app.attendees.reading.as_seen import as_seen
from desktop_app.attendees.reading.grid import Grid, TooLong
from desktop_app.attendees.reading.sheets import headed, other_sheets, taken_apart, with_people
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

_AT_ONCE = 1 << 20
"""Characters that the parser is given at a time."""

_MOST_NUMBER = 10_000_000
"""Rows. A higher number is no row of any spreadsheet."""

_ACTIVE = re.compile(r"<(?:\w+:)?ActiveSheet>\s*(\d{1,4})\s*<")
"""Which sheet the workbook was saved with, from 0."""

# what makes XML not well-formed: an "&" that begins no entity, and control characters
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Sheet(NamedTuple):
    """A worksheet: its name, its rows, whether a person sees it."""

    title: str
    parts: list[Part]
    is_visible: bool


def read_spreadsheet_xml(content: bytes, name: str, sheet: str | None = None, begins: int = 0) -> Table:
    """Return the rows of a sheet, chosen as those of a workbook are. Raises Unreadable."""
    text = encodings.of_markup(content)
    del content
    try:
        sheets = _sheets(text)
    except TooLong:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS) from None
    except (expat.ExpatError, UnicodeError, ValueError):
        raise Unreadable(WhyUnreadable.DAMAGED, name=name, kind=kinds.EXCEL_XML) from None
    shown = [each for each in sheets if each.is_visible] or sheets
    titles = tuple(each.title for each in shown)
    if sheet is not None:
        shown = [each for each in sheets if each.title == sheet][:1]
        if not shown:
            raise Unreadable(WhyUnreadable.NO_SHEET, name=name, kind=kinds.EXCEL_XML)
    else:
        shown = _active_first(shown, sheets, text)
    found = with_people(_lists(shown, titles, name, begins))
    if found is None:
        raise Unreadable(WhyUnreadable.EMPTY, name=name, kind=kinds.EXCEL_XML)
    if sheet is None:
        rest = [each for each in sheets if each in shown and each.title != found.sheet]
        others = other_sheets((table, 0) for table in _lists(rest, titles, name))
        return replace(found, others=(*others, *found.others))
    return found


def _active_first(shown: list[Sheet], sheets: list[Sheet], text: str) -> list[Sheet]:
    """Put the sheet in front that the workbook was saved with, if a person sees it."""
    said = _ACTIVE.search(text)
    at = int(said[1]) if said else 0
    return sorted(shown, key=lambda each: not (at < len(sheets) and each is sheets[at]))


def _lists(sheets: list[Sheet], titles: tuple[str, ...], name: str, begins: int = 0) -> Iterator[Table]:
    for title, rows, _ in sheets:
        parts, delimiter = taken_apart(rows)
        if parts:
            yield headed(parts, name=name, delimiter=delimiter, sheet=title, sheets=titles, begins=begins)


def _sheets(text: str) -> list[Sheet]:
    """Return the sheets of a document. Raises ExpatError, ValueError, TooLong."""
    try:
        return _Document().read(text)
    except expat.ExpatError:
        # programs that paste their XML together forget that "&" has a meaning, and let control characters in
        mended = _LOOSE.sub("&amp;", _NO_XML.sub("", text))
        if mended == text:
            raise
        return _Document().read(mended)


class _Document:
    """What the parser tells, put into sheets."""

    def __init__(self) -> None:
        self._found: list[Sheet] = []
        self._title = ""
        self._grid: Grid | None = None
        self._is_visible = True
        self._place = (0, 1, 1)
        self._span = 0
        self._type = ""
        self._value: list[str] = []
        self._is_in_cell = False
        self._text: list[str] | None = None
        """Collects what stands in the element of interest."""

    def read(self, text: str) -> list[Sheet]:
        """Return the sheets. Raises ExpatError, ValueError, TooLong."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        for at in range(0, len(text), _AT_ONCE):
            parser.Parse(text[at : at + _AT_ONCE].encode(), False)
        parser.Parse(b"", True)
        return self._found

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        given = _given(attributes)
        match tag.rpartition(":")[2]:
            case "Data" if self._is_in_cell:
                self._type = given.get("Type", "")
                self._text = self._value
            case "Cell":
                self._place = (
                    _number(given.get("Index"), WIDEST),
                    _number(given.get("MergeAcross"), WIDEST) + 1,
                    _number(given.get("MergeDown"), _MOST_NUMBER) + 1,
                )
                self._type = ""
                self._value = []
                self._is_in_cell = True
            case "Row" if self._grid is not None:
                self._grid.next_row(_number(given.get("Index"), _MOST_NUMBER))
                self._span = _number(given.get("Span"), _MOST_NUMBER)
            case "Table" if self._title:
                left = _number(given.get("LeftCell"), WIDEST)
                self._grid = Grid(left or 1, _number(given.get("TopCell"), _MOST_NUMBER) or 1)
            case "Worksheet":
                self._title = given.get("Name", "") or str(len(self._found) + 1)
                self._grid = None
                self._is_visible = True
            case "Comment":
                # its text is in a Data element, too, and is none of the cell's
                self._is_in_cell = False
            case "Visible":
                self._text = []

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "Data":
                self._text = None
            case "Comment":
                self._is_in_cell = True
            case "Cell":
                if self._grid is not None:
                    column, across, down = self._place
                    self._grid.add(_as_seen("".join(self._value), self._type), column=column, across=across, down=down)
                self._is_in_cell = False
            case "Row" if self._grid is not None:
                self._grid.end_row()
                self._grid.skip(self._span)
            case "Worksheet":
                parts = self._grid.parts() if self._grid is not None else []
                self._found.append(Sheet(self._title, parts, self._is_visible))
                self._title = ""
                self._grid = None
            case "Visible":
                self._is_visible = "Hidden" not in "".join(self._text or ())
                self._text = None


def _refuse(*_: object) -> None:
    raise ValueError


def _given(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return attributes without the prefixes of their names."""
    return {key.rpartition(":")[2]: value for key, value in attributes.items()}


def _number(text: str | None, most: int) -> int:
    """Return what an attribute counts; 0 for what is no number. Raises ValueError for one that no spreadsheet has."""
    if not text or not text.isdecimal():
        return 0
    if len(text) > 9 or int(text) > most:
        raise ValueError(text)
    return int(text)


def _as_seen(text: str, kind: str) -> str:
    try:
        match kind:
            case "Number":
                return as_seen(float(text))
            case "DateTime":
                when = dt.datetime.fromisoformat(text)
                # times of day are those of Excel's first day
                return as_seen(when.time() if when.year == 1899 else when)
            case "Boolean":
                return as_seen(text == "1")
    except ValueError:
        pass
    return text
