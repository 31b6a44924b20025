"""From a file or pasted text to rows: encoding, separator, header row, row numbers as a spreadsheet shows them.

Nothing but `Unreadable` is ever raised, whatever the bytes are, and the file is only read.
"""

import stat
from pathlib import Path

from desktop_app.attendees.cells.table import (
    MOST_CELLS,
    MOST_ROWS,
    SEPARATOR,
    WIDEST,
    Part,
    Rows,
    Table,
    parts_of,
)
from desktop_app.attendees.reading import addresses, dialect, encodings, kinds
from desktop_app.attendees.reading.dialect import DELIMITERS
from desktop_app.attendees.reading.sheets import headed, taken_apart
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

MOST_BYTES = 100_000_000
"""Ten times what Zoom's own portal takes."""

_BLANK = f' \t\r\n\v\f\xa0"{"".join(DELIMITERS)}'
"""A text of nothing but these is empty."""


def read_plain(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, begins: int = 0
) -> Table | None:
    """Read a file that is text; None if it takes a parser. Raises Unreadable."""
    content = _content(path, path.name)
    kind = kinds.of_bytes(content)
    return None if kind in kinds.PARSED else _text(content, kind, path.name, encoding, delimiter, begins=begins)


def read_here(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    begins: int = 0,
    others: bool = True,
) -> Table:
    """Read a file in this process, whatever it is. A parser may end the process, so this is for `child.py`.

    `others` is whether to look for lists in the other sheets of a workbook; the rest is as in `in_child.read`. Raises
    Unreadable.
    """
    content = _content(path, path.name)
    kind = kinds.of_bytes(content)
    if kind in kinds.WORKBOOKS:
        from desktop_app.attendees.reading import workbook  # noqa: PLC0415 - loads the parser, which text doesn't need

        return workbook.read_workbook(content, kind, path.name, sheet, begins, others=others)
    if kind == kinds.EXCEL_XML:
        from desktop_app.attendees.reading import spreadsheet_xml  # noqa: PLC0415 - the same

        return spreadsheet_xml.read_spreadsheet_xml(content, path.name, sheet, begins)
    if kind == kinds.PAGE:
        from desktop_app.attendees.reading import web_page  # noqa: PLC0415 - the same

        return web_page.read_page(content, path.name, sheet, begins)
    return _text(content, kind, path.name, encoding, delimiter, begins=begins)


def _text(content: bytes, kind: str, name: str, encoding: str | None, delimiter: str | None, *, begins: int) -> Table:
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    if kind:
        raise Unreadable(kinds.REFUSED.get(kind, WhyUnreadable.NOT_TEXT), name=name, kind=kind)
    if encoding is None:
        text, encoding = encodings.detect(content)
    else:
        chosen = encodings.known(encoding)
        if chosen is None:
            raise Unreadable(WhyUnreadable.UNKNOWN_ENCODING, name=name)
        text, encoding = encodings.decode(content, chosen), chosen
    del content
    # where less was written than the disk had set aside, the rest is NUL
    text = text.rstrip("\0")
    other = kinds.of_text(text)
    if other:
        raise Unreadable(kinds.REFUSED.get(other, WhyUnreadable.NOT_TEXT), name=name, kind=other)
    if kinds.is_binary(text):
        raise Unreadable(WhyUnreadable.NOT_TEXT, name=name)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"\0'):
        delimiter = None
    return _table(text, name, encoding, delimiter, begins=begins)


def read_text(text: str, *, begins: int = 0) -> Table:
    """Read what was pasted: rows of a spreadsheet, CSV, one address a line, or an address line of a mail program.

    `begins` is as in `in_child.read`. Raises Unreadable.
    """
    if len(text) > MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, limit=MOST_BYTES)
    # a file has none: decoding replaces them
    return _table(whole(text), "", "", None, begins=begins)


def _table(text: str, name: str, encoding: str, delimiter: str | None, *, begins: int) -> Table:
    if SEPARATOR in text:
        text = text.replace(SEPARATOR, "")
    # files that were joined have a byte order mark each; some end with the end-of-file character of DOS
    text = text.lstrip("\ufeff").rstrip("\x1a")
    if not text[:1000].strip(_BLANK) and not text.strip(_BLANK):
        raise Unreadable(WhyUnreadable.EMPTY, name=name)
    chosen = delimiter is not None
    people = None if chosen else addresses.people_in(text)
    if people is not None:
        return _of_addresses(people, name, encoding)
    text, said = dialect.without_sep_line(text)
    delimiter = delimiter or said or dialect.delimiter_of(text)
    text = dialect.tightened(text, delimiter)
    parts = _parts(text, delimiter, name)
    if not chosen:
        parts, delimiter = taken_apart(parts, delimiter)
    return headed(parts, name=name, encoding=encoding, delimiter=delimiter, begins=begins)


def _of_addresses(people: addresses.AddressLine, name: str, encoding: str) -> Table:
    """Return the people of address lines as a table."""
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


def _parts(text: str, delimiter: str, name: str) -> list[Part]:
    # what is too much need not be people: cells, blank lines
    too_much = Unreadable(WhyUnreadable.HOLDS_TOO_MUCH, name=name)
    if text.count(delimiter) > MOST_CELLS:
        raise too_much
    parts: list[Part] = []
    number = 1
    total = 0
    for block in dialect.blocks(text, delimiter):
        for part in parts_of(number, block):
            parts.append(part)
            total += part.size
            if len(part.columns) > WIDEST:
                raise too_much
        number += len(block)
        if total > MOST_ROWS:
            raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS)
        if number > 4 * MOST_ROWS:
            raise too_much
    return parts


def whole(text: str) -> str:
    """Return a text without halves of characters (lone surrogates), which nothing can write down: half an emoji."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _content(path: Path, name: str) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(WhyUnreadable.NOT_A_FILE, name=name)
        if found.st_size > MOST_BYTES:
            raise Unreadable(WhyUnreadable.TOO_BIG, name=name, limit=MOST_BYTES)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(WhyUnreadable.GONE, name=name) from None
    except PermissionError:
        raise Unreadable(WhyUnreadable.NO_PERMISSION, name=name) from None
    except (OSError, ValueError):
        raise Unreadable(WhyUnreadable.READ_FAILED, name=name) from None
    if len(content) > MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, name=name, limit=MOST_BYTES)
    return content
