"""Which rows and columns of a sheet a person doesn't see, because a filter or the person hid them: the parser reads
them as any other.
"""

import re
from collections.abc import Iterator

from desktop_app.attendees.reading.archives import LAST_ROW, MOST_REPEATED, times

_HIDDEN = (b'hidden="1"', b'hidden="true"')
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*\s)?r="(\d{1,7})"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s")
_FIRST = re.compile(rb'\smin="(\d{1,5})"')
_LAST = re.compile(rb'\smax="(\d{1,5})"')

_NOT_VISIBLE = re.compile(rb'table:visibility="(?:filter|collapse)"')
_TABLE_LINE = re.compile(rb"<table:table-(row|column)(?=[\s/>])([^>]*)>")


def of_sheet(xml: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the hidden rows (from 1) and columns (from 0) of an .xlsx's sheet (ECMA-376, part 1, 18.3.1.73 and 13)."""
    rows: set[int] = set()
    columns: set[int] = set()
    for tag in _hidden_tags(xml):
        if row := _ROW.match(tag):
            rows.add(int(row[1]))
        elif _COLUMN.match(tag) and (first := _FIRST.search(tag)) and (last := _LAST.search(tag)):
            columns.update(range(int(first[1]) - 1, int(last[1])))
    return frozenset(rows), frozenset(columns)


def _hidden_tags(xml: bytes) -> Iterator[bytes]:
    for mark in _HIDDEN:
        # a text may hold the mark again and again: nothing is gone through twice
        end, at = 0, xml.find(mark)
        while at >= 0:
            start, end = xml.rfind(b"<", end, at), xml.find(b">", at)
            if end < 0:
                break
            if start >= 0:
                yield xml[start:end]
            at = xml.find(mark, end)


def of_table(xml: bytes, span: tuple[int, int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the same of a table in an .ods's "content.xml", which is there (OpenDocument 1.3, part 3, 19.749)."""
    if not _NOT_VISIBLE.search(xml):
        return frozenset(), frozenset()
    rows: set[int] = set()
    columns: set[int] = set()
    row, column = 1, 0
    for kind, attributes in _TABLE_LINE.findall(xml, *span):
        repeated = times(attributes)
        is_hidden = repeated < MOST_REPEATED and _NOT_VISIBLE.search(attributes)
        if row > LAST_ROW:
            break
        if kind == b"row":
            rows.update(range(row, row + repeated) if is_hidden else ())
            row += repeated
        else:
            columns.update(range(column, column + repeated) if is_hidden else ())
            column += repeated
    return frozenset(rows), frozenset(columns)
