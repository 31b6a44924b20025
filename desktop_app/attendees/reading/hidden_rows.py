"""Which rows of a workbook's sheet a person doesn't see, because a filter or the person hid them: the parser reads them
as any other. Told by .xlsx and .ods; .xls and .xlsb are not looked into.
"""

import html
import posixpath
import re
import zipfile
from io import BytesIO

from desktop_app.attendees.reading.archives import UNREADABLE_ARCHIVE, entry_of

_MOST_BYTES = 200_000_000
"""Of a sheet's XML: in a bigger one no rows are looked for."""

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*\s)?r="(\d{1,7})"')

_NOT_VISIBLE = re.compile(rb'table:visibility="(?:filter|collapse)"')
_TABLE_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb'table:number-rows-repeated="(\d{1,7})"')


def hidden_rows(content: bytes, sheet: str) -> frozenset[int]:
    """Return the numbers of the rows of a sheet that are hidden; none where it can't be told."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                entry = sheet_entry(archive, sheet)
                return _of_sheet(_read(archive, entry))
            return _of_table(_read(archive, "content.xml"), sheet)
    except UNREADABLE_ARCHIVE:
        # the parser has read the workbook all the same
        return frozenset()


def _read(archive: zipfile.ZipFile, entry: str) -> bytes:
    return entry_of(archive, entry, _MOST_BYTES)


def sheet_entry(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return where the rows of a sheet are in an .xlsx (ECMA-376, part 2, relationships); "" when it isn't said."""
    book = _read(archive, "xl/workbook.xml").decode("utf-8", "replace")
    relations = _read(archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    tags = (found[0] for found in _SHEET.finditer(book))
    relation = next((attribute(tag, r"\w+:id") for tag in tags if attribute(tag, "name") == sheet), "")
    targets = (found[0] for found in _RELATION.finditer(relations))
    target = next((attribute(tag, "Target") for tag in targets if relation and attribute(tag, "Id") == relation), "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def attribute(tag: str, name: str) -> str:
    """Return what an attribute of a tag says, its name being a pattern; "" if it isn't there."""
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""


def _of_sheet(xml: bytes) -> frozenset[int]:
    rows = set()
    for mark in _HIDDEN:
        at = xml.find(mark)
        while at >= 0:
            # columns can be hidden as well
            row = _ROW.match(xml[xml.rfind(b"<", 0, at) : xml.find(b">", at)])
            if row is not None:
                rows.add(int(row[1]))
            at = xml.find(mark, at + 1)
    return frozenset(rows)


def _of_table(xml: bytes, sheet: str) -> frozenset[int]:
    if not _NOT_VISIBLE.search(xml):
        return frozenset()
    rows: set[int] = set()
    name = html.escape(sheet, quote=False).encode()
    start = re.search(rb'<table:table\s(?:[^>]*\s)?table:name="' + re.escape(name) + rb'"', xml)
    if start is None:
        return frozenset()
    number = 0
    for row in _TABLE_ROW.finditer(xml, start.end(), xml.find(b"</table:table>", start.end())):
        repeated = _REPEATED.search(row[1])
        times = int(repeated[1]) if repeated else 1
        # blank rows to the end of the sheet are told as one
        if _NOT_VISIBLE.search(row[1]) and times < 100_000:
            rows.update(range(number + 1, number + times + 1))
        number += times
    return frozenset(rows)
