"""From a file or pasted text to rows: encoding, separator, header row, row numbers as a spreadsheet shows them.

Nothing but `Unreadable` is ever raised, whatever the bytes are, and the file is only read.
"""

import os
import stat
from collections.abc import Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path

import msgspec

from desktop_app.attendees import addresses, dialect, encodings, headers
from desktop_app.attendees.dialect import DELIMITERS
from desktop_app.attendees.encodings import ENCODINGS

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "MOST_BYTES",
    "MOST_ROWS",
    "Row",
    "Table",
    "Unreadable",
    "WhyUnreadable",
    "read",
    "read_text",
]

MOST_BYTES = 100_000_000
"""Ten times what Zoom's own portal takes."""

MOST_ROWS = 300_000
"""Three times the largest webinar."""

MOST_CELLS = 6_000_000
"""Keeps a line of nothing but separators from filling the memory."""


class WhyUnreadable(StrEnum):
    """Why there is no list in a file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_TEXT = "not_text"
    SPREADSHEET = "spreadsheet"
    GONE = "gone"
    NO_PERMISSION = "no_permission"
    NOT_A_FILE = "not_a_file"
    CHANGING = "changing"
    READ_FAILED = "read_failed"
    UNKNOWN_ENCODING = "unknown_encoding"


class Unreadable(Exception):
    """A list that can't be read. `name` is the file's name, `limit` what it exceeds (bytes or rows), `kind` what it is
    instead of a list ("PDF", "XLSX")."""

    def __init__(self, why: WhyUnreadable, *, name: str = "", limit: int = 0, kind: str = "") -> None:
        super().__init__(why, name)
        self.why = why
        self.name = name
        self.limit = limit
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.name or 'the list'}: {self.why.value}"


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row. `number` is the spreadsheet's, from 1; `cells` are as written."""

    number: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was read. `header_row` is 0 when there is no header line; `rows` holds no blank ones.

    `encoding` is Python's name, "" for pasted text; `sheet` is "" for text; `source` is the file's name.
    """

    header: tuple[str, ...] | None
    header_row: int
    rows: Sequence[Row]
    encoding: str
    delimiter: str
    sheet: str = ""
    source: str = ""

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(len(self.header or ()), max((len(row.cells) for row in self.rows), default=0))

    def samples(self, column: int, most: int = 3) -> tuple[str, ...]:
        """Return the first values in a column that are not blank."""
        values = (row.cells[column].strip() for row in self.rows if column < len(row.cells))
        return tuple(islice((value for value in values if value), most))


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a file. Blocks, so not for the event loop. `encoding` and `delimiter` overrule what would be detected.

    Raises Unreadable.
    """
    name = path.name
    content = _content(path, name)
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    kind = _kind(content)
    if kind:
        why = WhyUnreadable.SPREADSHEET if kind in _SPREADSHEETS else WhyUnreadable.NOT_TEXT
        raise Unreadable(why, name=name, kind=kind)
    if encoding is None:
        text, encoding = encodings.detect(content)
    else:
        chosen = encodings.known(encoding)
        if chosen is None:
            raise Unreadable(WhyUnreadable.UNKNOWN_ENCODING, name=name)
        text, encoding = encodings.decode(content, chosen), chosen
    del content
    if _is_binary(text):
        raise Unreadable(WhyUnreadable.NOT_TEXT, name=name)
    return _table(text, name, encoding, delimiter)


def read_text(text: str) -> Table:
    """Read what was pasted: rows of a spreadsheet, CSV, one address a line, or an address line of a mail program.

    Raises Unreadable.
    """
    if len(text) > MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, limit=MOST_BYTES)
    return _table(text.removeprefix("\ufeff"), "", "", None)


def _table(text: str, name: str, encoding: str, delimiter: str | None) -> Table:
    text = text.replace("\0", "")
    if not text.strip():
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    if text.count("\n") > 4 * MOST_ROWS or text.count("\r") > 4 * MOST_ROWS:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    people = addresses.people_in(text) if delimiter is None else None
    if people is not None:
        if len(people) > MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
        return Table(
            header=addresses.HEADER,
            header_row=0,
            rows=[Row(number, person) for number, person in enumerate(people, start=1)],
            encoding=encoding,
            delimiter=";",
            source=name,
        )
    text, named = dialect.without_sep_line(text)
    delimiter = delimiter or named or dialect.delimiter_of(text)
    if text.count(delimiter) > MOST_CELLS:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    rows = []
    for number, cells in enumerate(dialect.records(text, delimiter), start=1):
        if any(cells) and any(cell.strip() for cell in cells):
            rows.append(Row(number, tuple(cells)))
            if len(rows) > MOST_ROWS:
                raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    at, first = headers.find([row.cells for row in rows[: headers.LOOKED_AT]])
    if not rows:
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    return Table(
        header=None if at is None else rows[at].cells,
        header_row=0 if at is None else rows[at].number,
        rows=rows[first:] if first else rows,
        encoding=encoding,
        delimiter=delimiter,
        source=name,
    )


def _content(path: Path, name: str) -> bytes:
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable(WhyUnreadable.NOT_A_FILE, name=name)
        if before.st_size > MOST_BYTES:
            raise Unreadable(WhyUnreadable.TOO_BIG, name=name, limit=MOST_BYTES)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(WhyUnreadable.GONE, name=name) from None
    except PermissionError:
        raise Unreadable(WhyUnreadable.NO_PERMISSION, name=name) from None
    except (OSError, ValueError):
        raise Unreadable(WhyUnreadable.READ_FAILED, name=name) from None
    if len(content) > MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, name=name, limit=MOST_BYTES)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        raise Unreadable(WhyUnreadable.CHANGING, name=name)
    return content


_SPREADSHEETS = ("XLSX", "XLS", "ODS")

_SIGNATURES = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLITE"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "PROGRAM"),
    (b"MZ\x90\0", "PROGRAM"),
    (b"bplist00", "PLIST"),
)


def _kind(content: bytes) -> str:
    """Return what the first bytes say that a file is; "" for what may be a list."""
    if content.startswith(b"PK\x03\x04"):
        head = content[:4096]
        if b"opendocument.spreadsheet" in head:
            return "ODS"
        return "XLSX" if b"[Content_Types].xml" in head or b"xl/" in head else "ZIP"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # old workbooks, and new ones with a password
        return "XLS"
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "XLS" if b"excel" in content[:4096].lower() else "HTML"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


def _is_binary(text: str) -> bool:
    head = text[:20_000].replace("\0", "")
    control = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\v\x1a\x1b")
    return (
        control + head.count("\ufffd") > max(2, len(head) * 0.02) or text[:20_000].count("\0") > 0.3 * len(head) + 100
    )
