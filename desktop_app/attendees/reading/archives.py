"""The entries of ZIP archives, which .xlsx and .ods files are, and where a sheet is in them."""

import html
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What `zipfile` raises for archives that are damaged, or packed in a way that it doesn't know."""


MOST_BYTES = 200_000_000
"""Of an entry: nothing is looked for in a bigger one."""

MOST_REPEATED = 100_000
"""Rows or columns: what an .ods has as often below or beside one another is no list, but fills the sheet up."""

LAST_ROW = 1 << 20
"""Of a sheet, in the programs that write them: no row below it is told, however many a file says there are."""

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,7})"')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def entry_of(archive: zipfile.ZipFile, name: str, most: int = MOST_BYTES) -> bytes:
    """Return the content of an entry; nothing if there is none of this name, or it has more than `most` bytes.

    Raises one of UNREADABLE_ARCHIVE.
    """
    if name not in archive.namelist() or archive.getinfo(name).file_size > most:
        return b""
    return archive.read(name)


def relationships(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Yield the tags that say what an entry of an .xlsx refers to (ECMA-376, part 2, relationships). Raises one of
    UNREADABLE_ARCHIVE."""
    folder, _, file = name.rpartition("/")
    for found in _RELATION.finditer(entry_of(archive, f"{folder}/_rels/{file}.rels").decode("utf-8", "replace")):
        yield found[0]


def sheet_entry(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return where the rows of a sheet are in an .xlsx; "" when it isn't said. Raises one of UNREADABLE_ARCHIVE."""
    book = "xl/workbook.xml"
    tags = (found[0] for found in _SHEET.finditer(entry_of(archive, book).decode("utf-8", "replace")))
    relation = next((attribute(tag, r"\w+:id") for tag in tags if attribute(tag, "name") == sheet), "")
    targets = (attribute(tag, "Target") for tag in relationships(archive, book) if attribute(tag, "Id") == relation)
    target = next(targets, "") if relation else ""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def attribute(tag: str, name: str) -> str:
    """Return what an attribute of a tag says, its name being a pattern; "" if it isn't there."""
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""


def table_span(xml: bytes, sheet: str) -> tuple[int, int]:
    """Return where the rows of a sheet begin and end in an .ods's "content.xml"; 0 and 0 when they aren't there."""
    name = html.escape(sheet, quote=False).encode()
    start = re.search(rb'<table:table\s(?:[^>]*\s)?table:name="' + re.escape(name) + rb'"', xml)
    return (start.end(), xml.find(b"</table:table>", start.end())) if start else (0, 0)


def times(attributes: bytes) -> int:
    """Return how often a row, a column or a cell of an .ods is there, which is told once with this in its tag."""
    found = _REPEATED.search(attributes) if b"repeated" in attributes else None
    return int(found[1]) if found else 1


def place_of(letters: str) -> int:
    """Return a column from 0: of "A", "AB"."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
