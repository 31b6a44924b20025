"""Workbooks that tests write, and why one can not be read."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>
</office:document-content>"""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"/>"""

MARCH = dt.datetime(2025, 3, 4)  # noqa: DTZ001 - cells have no zone
XLS = Path(__file__).with_name("samples") / "list.xls"
"""An empty sheet, and a list whose header is in row 2 and whose row 4 is blank."""


def xlsx(path: Path, *, rows: int = 3) -> Path:
    """Write a workbook with an empty sheet, a list that begins in C3, and a hidden sheet."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("People")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 2, "Guest list")
    for at, name in enumerate(("Email", "First name", "Last name", "Zip", "Joined", "Member")):
        sheet.write(2, 2 + at, name)
    for at in range(rows):
        # row 5 stays blank
        row = 3 + at + (at > 0)
        for column, value in enumerate((f"p{at}@x.example", "Zoë", "Groß", 10115)):
            sheet.write(row, 2 + column, value)
        sheet.write_datetime(row, 6, MARCH, day)
        sheet.write_boolean(row, 7, at == 0)
    book.add_worksheet("Hidden").hide()
    other = book.add_worksheet("Others")
    other.write_row(0, 0, ("Email", "Name"))
    other.write_row(1, 0, ("o@x.example", "Ola Berg"))
    book.add_chartsheet("Chart")
    book.close()
    return path


def ods(path: Path, *, rows: int = 2) -> Path:
    def cells(*values: str) -> str:
        text = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in values
        )
        return f"<table:table-row>{text}</table:table-row>"

    people = "".join(cells(f"p{at}@x.example", "Zoë") for at in range(rows))
    header = cells("E-Mail", "Name")
    sheets = f'<table:table table:name="Leer"/><table:table table:name="Gäste">{header}{people}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODS_CONTENT.format(sheets=sheets))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def rewritten(path: Path, entry: str, change: Callable[[bytes], bytes]) -> Path:
    """Change what is in an entry of a workbook; without one, it begins empty."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[entry] = change(entries.get(entry, b""))
    with zipfile.ZipFile(path, "w") as archive:
        for name, inside in entries.items():
            archive.writestr(name, inside)
    return path


def why(path: Path) -> WhyUnreadable:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.name == path.name
    return caught.value.why
