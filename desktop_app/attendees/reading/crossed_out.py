"""Which cells of a sheet are struck through: so people mark rows of those who don't come. The parser tells no fonts.

A cell counts whose own font is struck, or the one that it has from its row or column; what is struck within a cell, or
only by conditional formatting, doesn't.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from desktop_app.attendees.reading.archives import LAST_ROW, MOST_REPEATED, place_of, times

WIDEST = 200
"""Columns that are looked at."""

CellsByRow = Mapping[int, int]
"""The columns that are struck, a bit each from the lowest, by row (from 1)."""

_FONT = re.compile(rb"<(?:\w+:)?font(?=[\s/>])")
_STRIKE = re.compile(rb'<(?:\w+:)?strike(?=[\s/>])(?![^>]*\sval="(?:0|false|off)")')
_FORMAT = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])([^>]*)>")
_FONT_OF = re.compile(rb'\sfontId="(\d{1,5})"')
_MOST_FORMATS = 200
"""Formats or styles that strike out, of which the first are looked for: more would take long in a long list."""
_LONGEST_TAG = 1000
"""Bytes before and behind the format in the tag of a cell."""
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*\s)?r="([A-Z]{1,3})(\d{1,7})"')

_NAME = re.compile(rb'\sstyle:name="([^"]*)"')
_PARENT = re.compile(rb'\sstyle:parent-style-name="([^"]*)"')
_LINE_THROUGH = b"text-line-through"
_LINE = re.compile(rb'\sstyle:text-line-through-(?:style|type)="([^"]*)"')
_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])([^>]*)>")
_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*)>")
_ROW_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*)>")
_STYLE = re.compile(rb'\stable:style-name="([^"]*)"')
_DEFAULT = re.compile(rb'\stable:default-cell-style-name="([^"]*)"')
_MOST_PARENTS = 20
"""Styles that inherit from one another."""


def of_sheet(xml: bytes, styles: bytes) -> CellsByRow:
    """Return what is struck in an .xlsx's sheet, by its styles (ECMA-376, part 1, 18.8)."""
    struck = _struck_formats(styles)
    found: dict[int, int] = {}
    # what begins with a text is searched for fast
    with_format = re.compile(rb' s="(?:%s)"' % b"|".join(struck))
    for styled in with_format.finditer(xml) if struck else ():
        start = xml.rfind(b"<", max(0, styled.start() - _LONGEST_TAG), styled.start())
        end = xml.find(b">", styled.end(), styled.end() + _LONGEST_TAG)
        cell = _CELL.match(xml, start, end) if 0 <= start < end else None
        # blank cells have a format, too
        if cell is None or xml[end - 1 : end] == b"/" or xml[end + 1 : end + 3] == b"</":
            continue
        column = place_of(cell[1].decode())
        if column < WIDEST:
            row = int(cell[2])
            found[row] = found.get(row, 0) | 1 << column
    return found


def _struck_formats(styles: bytes) -> list[bytes]:
    """Return the formats of cells, as a cell names them, whose font is struck."""
    fonts = _FONT.split(_inside(styles, b"fonts"))[1:]
    struck = {b"%d" % at for at, font in enumerate(fonts) if _STRIKE.search(font)}
    formats = _FORMAT.findall(_inside(styles, b"cellXfs")) if struck else []
    return [b"%d" % at for at, said in enumerate(formats) if _first(_FONT_OF, said) in struck][:_MOST_FORMATS]


def _inside(xml: bytes, tag: bytes) -> bytes:
    """Return what is between the tags of an element that there is once."""
    start = re.search(rb"<(?:\w+:)?" + tag + rb"[\s>]", xml)
    end = re.compile(rb"</(?:\w+:)?" + tag + rb">").search(xml, start.end()) if start else None
    return xml[start.end() : end.start()] if start and end else b""


def of_table(xml: bytes, styles: bytes, span: tuple[int, int]) -> CellsByRow:
    """Return what is struck in a table, which is there in an .ods's "content.xml", by the styles in that and in its
    "styles.xml" (OpenDocument 1.3, part 3, 16.2 and 20.380)."""
    struck = _struck_styles(xml, styles)
    first = _ROW.search(xml, *span) if struck else None
    if first is None:
        return {}
    of_columns = _of_columns(xml[span[0] : first.start()])
    by_column = not struck.isdisjoint(of_columns)
    named = re.compile(rb'style-name="(?:%s)"' % b"|".join(map(re.escape, struck)))
    marks = (mark.start() for mark in named.finditer(xml, first.start(), span[1]))
    mark = next(marks, span[1])
    found: dict[int, int] = {}
    number = 1
    for row, after in pairwise(chain(_ROW.finditer(xml, *span), (None,))):
        assert row is not None
        if number > LAST_ROW:
            break
        end = after.start() if after else span[1]
        repeated = times(row[1])
        while mark < row.start():
            mark = next(marks, span[1])
        # most rows are done with here
        if (mark < end or by_column) and repeated < MOST_REPEATED:
            by_row = _first(_DEFAULT, row[1])
            bits = _bits(xml[row.end() : end], struck, [by_row] * WIDEST if by_row else of_columns)
            found.update(dict.fromkeys(range(number, number + repeated), bits) if bits else ())
        number += repeated
    return found


def _of_columns(xml: bytes) -> list[bytes]:
    """Return the style of each column's cells that have none."""
    found: list[bytes] = []
    for column in _COLUMN.finditer(xml):
        found += [_first(_DEFAULT, column[1])] * min(times(column[1]), WIDEST - len(found))
    return found + [b""] * (WIDEST - len(found))


def _bits(row: bytes, struck: Container[bytes], otherwise: Sequence[bytes]) -> int:
    """Return the columns of a row that are struck; cells without a style have that of their place `otherwise`."""
    bits, column = 0, 0
    for said in _ROW_CELL.findall(row):
        after = min(column + times(said), WIDEST)
        # blank cells have a style, too
        if not said.endswith(b"/"):
            style = _first(_STYLE, said)
            for at in range(column, after):
                if (style or otherwise[at]) in struck:
                    bits |= 1 << at
        column = after
    return bits


def _struck_styles(content: bytes, styles: bytes) -> frozenset[bytes]:
    """Return the names of the styles of cells that strike out what they hold, or whose parent does."""
    own = content[: max(0, content.find(b"</office:automatic-styles>"))]
    if _LINE_THROUGH not in own and _LINE_THROUGH not in styles:
        return frozenset()
    known = dict((*_cell_styles(styles), *_cell_styles(own)))
    return frozenset([name for name in known if _strikes(name, known)][:_MOST_FORMATS])


def _strikes(name: bytes, known: Mapping[bytes, tuple[bytes, bool | None]]) -> bool:
    for _ in range(_MOST_PARENTS):
        parent, is_struck = known.get(name, (b"", False))
        if is_struck is not None:
            return is_struck
        name = parent
    return False


def _cell_styles(xml: bytes) -> Iterator[tuple[bytes, tuple[bytes, bool | None]]]:
    """Yield the name of each style of cells, its parent, and whether it strikes out; None where it leaves that open."""
    for piece in xml.split(b"<style:style ")[1:]:
        said, _, inside = piece.partition(b">")
        if b'style:family="table-cell"' not in said:
            continue
        lines = _LINE.findall(inside.partition(b"</style:style>")[0]) if not said.endswith(b"/") else []
        yield _first(_NAME, b" " + said), (_first(_PARENT, b" " + said), b"none" not in lines if lines else None)


def _first(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    """Return what the group of a pattern holds; nothing where there is none."""
    found = pattern.search(text)
    return found[1] if found else b""
