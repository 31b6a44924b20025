"""From a file or pasted text to rows: encoding, separator, header row, row numbers as a spreadsheet shows them.

Nothing but `Unreadable` is ever raised, whatever the bytes are, and the file is only read.
"""

import os
import stat
from enum import StrEnum
from itertools import islice
from pathlib import Path

from desktop_app.attendees import addresses, dialect, encodings, headers
from desktop_app.attendees.dialect import DELIMITERS
from desktop_app.attendees.encodings import ENCODINGS
from desktop_app.attendees.table import PART_ROWS, SEPARATOR, Part, Row, Rows, Table, parts_of, without_first

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "MOST_BYTES",
    "MOST_ROWS",
    "Row",
    "Table",
    "Unreadable",
    "WhyUnreadable",
    "is_workbook",
    "read",
    "read_here",
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
    PASSWORD = "password"  # noqa: S105 - a reason
    DAMAGED = "damaged"
    NO_SHEET = "no_sheet"
    TOO_SLOW = "too_slow"


class Unreadable(Exception):
    """A list that can't be read. `name` is the file's name, `limit` what it exceeds (bytes, rows, seconds), `kind` what
    it is instead of a list ("PDF", "XLSX")."""

    def __init__(self, why: WhyUnreadable, *, name: str = "", limit: int = 0, kind: str = "") -> None:
        super().__init__(why, name)
        self.why = why
        self.name = name
        self.limit = limit
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.name or 'the list'}: {self.why.value}"


def read(path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a file: text here, a workbook in another process. Blocks, so not for the event loop (`apart.load` is).

    `sheet` chooses one of a workbook's; `encoding` and `delimiter` overrule what would be detected. Raises Unreadable.
    """
    content = _content(path, path.name)
    if is_workbook(content) and _kind(content) in _WORKBOOKS:
        del content
        from desktop_app.attendees import apart  # noqa: PLC0415 - reads with this module in its turn

        return apart.read_apart(path, sheet=sheet)
    return _text(content, path.name, encoding, delimiter)


def read_here(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """Read a file in this process, workbooks too, which may take it down: for `child.py`. Raises Unreadable."""
    content = _content(path, path.name)
    kind = _kind(content) if is_workbook(content) else ""
    if kind in _WORKBOOKS:
        from desktop_app.attendees import workbook  # noqa: PLC0415 - loads the parser, which text doesn't need

        return workbook.read_workbook(content, kind, path.name, sheet)
    return _text(content, path.name, encoding, delimiter)


def is_workbook(content: bytes) -> bool:
    """Say whether this is what archives and old office documents begin with."""
    return content.startswith((_ZIP, _OLE))


def _text(content: bytes, name: str, encoding: str | None, delimiter: str | None) -> Table:
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    kind = _kind(content)
    if kind == _LOCKED:
        raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind="XLSX")
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
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"\0'):
        delimiter = None
    return _table(text, name, encoding, delimiter)


def read_text(text: str) -> Table:
    """Read what was pasted: rows of a spreadsheet, CSV, one address a line, or an address line of a mail program.

    Raises Unreadable.
    """
    if len(text) > MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, limit=MOST_BYTES)
    return _table(text.removeprefix("\ufeff"), "", "", None)


def _table(text: str, name: str, encoding: str, delimiter: str | None) -> Table:
    if SEPARATOR in text:
        text = text.replace(SEPARATOR, "")
    if not text or text.isspace():
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    people = addresses.people_in(text) if delimiter is None else None
    if people is not None:
        if len(people) > MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
        return Table(
            header=addresses.HEADER,
            header_row=0,
            rows=Rows(
                part
                for start in range(0, len(people), PART_ROWS)
                for part in parts_of(start + 1, people[start : start + PART_ROWS])
            ),
            encoding=encoding,
            delimiter=";",
            source=name,
        )
    text, named = dialect.without_sep_line(text)
    delimiter = delimiter or named or dialect.delimiter_of(text)
    if text.count(delimiter) > MOST_CELLS:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    parts: list[Part] = []
    number = 1
    total = 0
    for rows in dialect.blocks(text, delimiter):
        for part in parts_of(number, rows):
            parts.append(part)
            total += part.size
        number += len(rows)
        if total > MOST_ROWS or number > 4 * MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    return headed(parts, name=name, encoding=encoding, delimiter=delimiter)


def headed(
    parts: list[Part],
    *,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    sheets: tuple[str, ...] = (),
) -> Table:
    """Return the table of some rows: finds its header line and takes it off. Raises Unreadable (EMPTY)."""
    if not parts:
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    top = list(islice(Rows(parts), headers.LOOKED_AT))
    at, first = headers.find([row.cells for row in top])
    return Table(
        header=None if at is None else top[at].cells,
        header_row=0 if at is None else top[at].number,
        rows=Rows(without_first(parts, first)),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
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


_WORKBOOKS = ("XLSX", "XLS", "ODS")
"""What `workbook.py` reads."""

_SPREADSHEETS = ("NUMBERS", "EXCEL-XML", "EXCEL-HTML")
"""Spreadsheets of kinds that nothing here reads."""

_LOCKED = "locked"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

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


def _kind(content: bytes) -> str:  # noqa: PLR0911 - one line a kind
    """Return what the bytes say that a file is; "" for what may be a list."""
    if content.startswith(_ZIP):
        return _archive_kind(content)
    if content.startswith(_OLE):
        # names in the directory of a compound file; a workbook with a password is a package in one
        if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content:
            return _LOCKED
        if _wide("WordDocument") in content:
            return "DOC"
        return "PPT" if _wide("PowerPoint Document") in content else "XLS"
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        if b"excel" in content[:4096].lower() or b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
            return "EXCEL-XML" if start.startswith(b"<?xml") else "EXCEL-HTML"
        return "HTML"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


def _archive_kind(content: bytes) -> str:
    """Return what kind of document an archive is, by the names of what is in it."""
    head = content[:4096]
    if head[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument." in head:
        return "ODS" if b"opendocument.spreadsheet" in head else "ODT"
    names = content if len(content) < 1_000_000 else head + content[-500_000:]
    if b"xl/workbook" in names:
        return "XLSX"
    if b"word/document" in names:
        return "DOCX"
    if b"ppt/presentation" in names:
        return "PPTX"
    if b"Index/Document.iwa" in names:
        return "NUMBERS"
    return "XLSX" if b"[Content_Types].xml" in names or b"xl/" in names else "ZIP"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_binary(text: str) -> bool:
    head = text[:20_000].replace("\0", "")
    control = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\v\x1a\x1b")
    return (
        control + head.count("\ufffd") > max(2, len(head) * 0.02) or text[:20_000].count("\0") > 0.3 * len(head) + 100
    )
