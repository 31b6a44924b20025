"""Results as a file: each row's fate and join link, in a form that a spreadsheet opens right and runs nothing of."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.attendees.cells.cleaning import FORMULA_SIGNS
from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.matching.name_headers import is_infix, is_second_last
from desktop_app.attendees.records import SourceTable
from desktop_app.storage.files import replace_file

XLSX = ".xlsx"
MOST_SHEET_ROWS = 1_048_576
"""Of a sheet, its header included (Excel's specifications and limits)."""
LONGEST_CELL = 32_767
"""Characters of a cell (Excel's specifications and limits)."""

WIDEST_COLUMN = 60
"""Characters."""

_IN_FRONT = "".join(map(chr, range(0x21))) + "\x7f\x85\xa0\u200b\u200c\u200d\u2060\ufeff"
"""What a cell may begin with that nobody sees."""

_RISKY = re.compile(f"[{re.escape(_IN_FRONT)}]*[{re.escape(FORMULA_SIGNS)}]|[\t\r\n]")
_BEFORE_FORMULA = re.compile(
    f"(?<![;{re.escape(_IN_FRONT)}])[;{re.escape(_IN_FRONT)}]++(?=[{re.escape(FORMULA_SIGNS)}])"
)
"""All that stands between a text and what looks like a formula. It begins where such a run does, and is never tried
from within one: that took quadratic time."""
_SEPARATOR = re.compile("[;\t\r\n]")
"""What a spreadsheet may take for the end of a cell."""

_SAFE_LINK = re.compile(r"https://[!-~]{1,2000}")
"""Excel takes 2,079 characters."""

MOST_LINKS = 65_530
"""Links of a sheet (Excel's specifications and limits). Further ones are text."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What XML 1.0 forbids or Excel rewrites, but for the surrogates."""

Value = str | int
"""What a cell holds."""

_EMAIL, _FIRST_NAME, _LAST_NAME, _RESULT, _REASON, _LINK, _ROW = range(7)
"""The columns of the results, in their order."""
_PERSON = (_EMAIL, _FIRST_NAME, _LAST_NAME)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one.

    Within a cell too, after what a spreadsheet set to another separator would take for the end of one.
    """
    if _RISKY.match(cell):
        cell = cell.lstrip(_IN_FRONT)
        if cell.startswith(tuple(FORMULA_SIGNS)):
            cell = f"'{cell}"
    return _BEFORE_FORMULA.sub(_with_apostrophe, cell)


def _with_apostrophe(run: re.Match[str]) -> str:
    return f"{run[0]}'" if _SEPARATOR.search(run[0]) else run[0]


def save_results(
    path: Path,
    rows: Iterable[Entry],
    *,
    headings: Sequence[str],
    words: Mapping[Fate, str],
    withdrawn: str,
    never_sent: str,
) -> None:
    """Write an Excel file if its name ends in .xlsx, else CSV (UTF-8 with BOM); whole or not at all. Blocks.

    `headings` are those of e-mail, first name, last name, result, reason, join link and row. `words` names each fate,
    `withdrawn` that of a row that was taken back, `never_sent` that of one that hadn't been sent by then. The reason is
    the entry's message, or its code where it has none. Raises OSError.
    """

    def cells(row: Entry) -> tuple[Value, ...]:
        result = words[row.fate]
        if row.withdrawn is not None:
            result = never_sent if row.fate is Fate.WAITING else withdrawn
        return row.email, row.first_name, row.last_name, result, _reason(row), row.join_link, row.row

    _save(path, headings, (cells(row) for row in rows), links=_LINK)


def save_for_correction(
    path: Path, table: SourceTable | None, rows: Iterable[Entry], *, headings: Sequence[str]
) -> None:
    """Write rows in the columns of the person's own list, the reason behind them, so that the file can be corrected
    and imported again. What was corrected meanwhile is corrected in it, too.

    Names always have two columns: they take the place of whole names and of parts of last names, or stand behind.
    Without a `table` (`Journal.source_rows`) the columns are e-mail, first name and last name. `headings` are those of
    `save_results`. Blocks. Raises OSError.
    """
    if table is None:
        table = SourceTable(
            header=tuple(headings[at] for at in _PERSON), email=_EMAIL, first_name=_FIRST_NAME, last_name=_LAST_NAME
        )
    columns = list(_columns(table))
    # a list without a header is given one: without it the reasons would be taken for names
    own = table.header if any(table.header) else ()
    header = [own[at] if 0 <= at < len(own) else headings[kind] if kind in _PERSON else "" for at, kind in columns]

    def cells(row: Entry) -> list[str]:
        kept = table.cells.get(row.row, ())
        person = (row.email, row.first_name, row.last_name)
        whole = [person[kind] if kind in _PERSON else kept[at] if at < len(kept) else "" for at, kind in columns]
        return [*whole, _reason(row)]

    _save(path, [*header, headings[_REASON]], (cells(row) for row in rows))


def _columns(table: SourceTable) -> Iterator[tuple[int, int]]:
    """Yield the columns in which rows of a list are given back: the place in the list, -1 for a new one, and which of
    _PERSON is in it, -1 for none."""
    width = max((len(table.header), *(len(cells) for cells in table.cells.values())))
    kinds = {table.email: _EMAIL, table.first_name: _FIRST_NAME, table.last_name: _LAST_NAME}
    new = [(-1, kind) for at, kind in ((table.first_name, _FIRST_NAME), (table.last_name, _LAST_NAME)) if at is None]
    for at in range(width):
        name = table.header[at] if at < len(table.header) else ""
        if at == table.full_name:
            yield from new
        elif at in kinds or not (is_infix(name) or is_second_last(name)):
            yield at, kinds.get(at, -1)
    if table.full_name is None:
        yield from new


def _reason(row: Entry) -> str:
    return row.message or row.code


def _save(path: Path, header: Sequence[Value], rows: Iterable[Sequence[Value]], *, links: int | None = None) -> None:
    if path.suffix.casefold() == XLSX:
        replace_file(path, _xlsx(header, rows, links=links))
    else:
        replace_file(path, _csv(header, rows))


def _csv(header: Sequence[Value], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in header])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: Value) -> Value:
    return harmless(cell) if isinstance(cell, str) else cell


def _xlsx(header: Sequence[Value], rows: Iterable[Sequence[Value]], *, links: int | None = None) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - takes a while to import, and few save an Excel file

    content = io.BytesIO()
    # in memory: nobody finds people's data in a temporary file
    book = xlsxwriter.Workbook(
        content,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    # cells marked as text: editing one makes no formula or number of it
    text = book.add_format({"num_format": "@"})
    linked = 0
    widths = [len(str(cell)) for cell in header]
    for at, cell in enumerate(header):
        sheet.write_string(0, at, _fitting(str(cell)), bold)
    for number, row in enumerate(rows, start=1):
        if number >= MOST_SHEET_ROWS:
            raise OSError(f"a sheet holds {MOST_SHEET_ROWS} rows")
        for at, cell in enumerate(row):
            is_link = at == links and linked < MOST_LINKS and _SAFE_LINK.fullmatch(str(cell)) is not None
            linked += is_link
            _write(sheet, number, at, cell, text, is_link=is_link)
            if at < len(widths):
                widths[at] = max(widths[at], len(str(cell)))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, WIDEST_COLUMN) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Value, text: Any, *, is_link: bool) -> None:
    """Put a cell into an xlsxwriter worksheet, in the format `text` if it is one."""
    if isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif is_link:
        sheet.write_url(row, column, cell)
    elif cell:
        sheet.write_string(row, column, _fitting(cell), text)


def _fitting(text: str) -> str:
    """Return what a cell can hold: XML has no lone surrogates, and few control characters."""
    whole = _NOT_IN_XML.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    if len(whole) > LONGEST_CELL // 2:
        # counted in UTF-16
        whole = whole.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    return whole
