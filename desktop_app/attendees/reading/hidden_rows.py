"""Which rows of a workbook's sheet a person doesn't see, because a filter or the person hid them: the parser reads them
as any other. Told by .xlsx and .ods; .xls and .xlsb are not looked into.
"""

import re
import zipfile
from io import BytesIO

from desktop_app.attendees.reading.archives import UNREADABLE_ARCHIVE, entry_of, sheet_entry, table_span

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
                return _of_sheet(entry_of(archive, sheet_entry(archive, sheet)))
            return _of_table(entry_of(archive, "content.xml"), sheet)
    except UNREADABLE_ARCHIVE:
        # the parser has read the workbook all the same
        return frozenset()


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
    number = 0
    for row in _TABLE_ROW.finditer(xml, *table_span(xml, sheet)):
        repeated = _REPEATED.search(row[1])
        times = int(repeated[1]) if repeated else 1
        # blank rows to the end of the sheet are told as one
        if _NOT_VISIBLE.search(row[1]) and times < 100_000:
            rows.update(range(number + 1, number + times + 1))
        number += times
    return frozenset(rows)
