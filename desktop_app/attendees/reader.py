"""From a file or pasted text to rows: encoding, separator, header row, row numbers as a spreadsheet shows them.

Nothing but `Unreadable` is ever raised, whatever the bytes are, and the file is only read.
"""

import os
import stat
from itertools import islice
from pathlib import Path

from desktop_app.attendees.matching import headers
from desktop_app.attendees.reading import addresses, dialect, encodings, kinds
from desktop_app.attendees.reading.dialect import DELIMITERS
from desktop_app.attendees.reading.encodings import ENCODINGS
from desktop_app.attendees.reading.kinds import is_workbook
from desktop_app.attendees.reading.table import SEPARATOR, Part, Row, Rows, Table, parts_of, without_first
from desktop_app.attendees.reading.unreadable import Unreadable, WhyUnreadable

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

_BLANK = f' \t\r\n\v\f\xa0"{"".join(DELIMITERS)}'
"""What says nothing without anything beside it."""

MOST_CELLS = 6_000_000
"""Keeps a line of nothing but separators from filling the memory."""


def read(path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a file: text here, a workbook in another process. Blocks, so not for the event loop (`apart.load` is).

    `sheet` chooses one of a workbook's; `encoding` and `delimiter` overrule what would be detected. Raises Unreadable.
    """
    content = _content(path, path.name)
    if is_workbook(content) and kinds.of_bytes(content) in kinds.WORKBOOKS:
        del content
        from desktop_app.attendees.reading import apart  # noqa: PLC0415 - reads with this module in its turn

        return apart.read_apart(path, sheet=sheet)
    return _text(content, path.name, encoding, delimiter)


def read_here(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """Read a file in this process, workbooks too, which may take it down: for `child.py`. Raises Unreadable."""
    content = _content(path, path.name)
    kind = kinds.of_bytes(content) if is_workbook(content) else ""
    if kind in kinds.WORKBOOKS:
        from desktop_app.attendees.reading import workbook  # noqa: PLC0415 - loads the parser, which text doesn't need

        return workbook.read_workbook(content, kind, path.name, sheet)
    return _text(content, path.name, encoding, delimiter)


def _text(content: bytes, name: str, encoding: str | None, delimiter: str | None) -> Table:
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    kind = kinds.of_bytes(content)
    if kind == kinds.LOCKED:
        raise Unreadable(WhyUnreadable.PASSWORD, name=name, kind="XLSX")
    if kind:
        why = WhyUnreadable.SPREADSHEET if kind in kinds.SPREADSHEETS else WhyUnreadable.NOT_TEXT
        raise Unreadable(why, name=name, kind=kind)
    if encoding is None:
        text, encoding = encodings.detect(content)
    else:
        chosen = encodings.known(encoding)
        if chosen is None:
            raise Unreadable(WhyUnreadable.UNKNOWN_ENCODING, name=name)
        text, encoding = encodings.decode(content, chosen), chosen
    del content
    other = kinds.of_text(text)
    if other:
        raise Unreadable(WhyUnreadable.NOT_TEXT, name=name, kind=other)
    if kinds.is_binary(text):
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
    return _table(text, "", "", None)


def _table(text: str, name: str, encoding: str, delimiter: str | None) -> Table:
    if SEPARATOR in text:
        text = text.replace(SEPARATOR, "")
    # more byte order marks come of files put together, the last character from the days of DOS
    text = text.lstrip("\ufeff").rstrip("\x1a")
    if not text[:1000].strip(_BLANK) and not text.strip(_BLANK):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    chosen = delimiter is not None
    people = None if chosen else addresses.people_in(text)
    if people is not None:
        if len(people.entries) > MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
        named = any(called for called, _ in people.entries)
        rows = people.entries if named else [(address,) for _, address in people.entries]
        return Table(
            header=addresses.HEADER if named else addresses.BARE_HEADER,
            header_row=0,
            rows=Rows(parts_of(1, rows, people.lines)),
            encoding=encoding,
            delimiter=";",
            source=name,
        )
    text, said = dialect.without_sep_line(text)
    delimiter = delimiter or said or dialect.delimiter_of(text)
    text = dialect.tightened(text, delimiter)
    if text.count(delimiter) > MOST_CELLS:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    parts: list[Part] = []
    number = 1
    total = 0
    for block in dialect.blocks(text, delimiter):
        for part in parts_of(number, block):
            parts.append(part)
            total += part.size
        number += len(block)
        if total > MOST_ROWS or number > 4 * MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
    if not chosen:
        parts, delimiter = taken_apart(parts, delimiter)
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
    cells = [row.cells for row in top]
    at, first = headers.find(cells)
    below = without_first(parts, first)
    if at is not None and (above := headers.sections_above(cells, at)):
        numbers = [top[place].number for place, _ in above]
        below = [*parts_of(numbers[0], [moved for _, moved in above], numbers), *below]
    return Table(
        header=None if at is None else top[at].cells,
        header_row=0 if at is None else top[at].number,
        rows=Rows(below),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
        source=name,
    )


def taken_apart(parts: list[Part], delimiter: str) -> tuple[list[Part], str]:
    """Split the cells of a single column that hold whole lines of CSV, as spreadsheets save what they didn't split.

    Return them and the separator, or what was given.
    """
    if any(len(part.columns) > 1 for part in parts):
        return parts, delimiter
    lines = [line.cells for line in islice(Rows(parts), headers.LOOKED_AT)]
    for inner in DELIMITERS:
        if any(inner in line[0] and headers.is_header(next(dialect.records(line[0], inner))) for line in lines):
            found: list[Part] = []
            for part in parts:
                rows = [next(dialect.records(cell, inner), [cell]) for cell in part.columns[0].split(SEPARATOR)]
                found += parts_of(part.start, rows, part.rows)
            return found, inner
    return parts, delimiter


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
