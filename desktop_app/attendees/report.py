"""Results as a file: each row's fate and join link, in a form that a spreadsheet opens right and runs nothing of."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.records import SourceTable
from desktop_app.storage.files import replace_file

HEADINGS = ("E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row")

WORDS: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.WAITING: "Not sent yet",
        Fate.SENDING: "Not confirmed",
        Fate.REGISTERED: "Registered",
        Fate.FAILED: "Failed",
        Fate.ALREADY_IN: "Already registered",
        Fate.UNKNOWN: "Not confirmed",
        Fate.IN_BEFORE: "Already registered",
        Fate.LEFT_OUT: "Left out",
    }
)
WITHDRAWN = "Withdrawn"
NEVER_SENT = "Never sent"

XLSX = ".xlsx"
MOST_SHEET_ROWS = 1_048_576
LONGEST_CELL = 32_767
"""Characters of a cell (Excel's specifications and limits)."""

WIDEST_COLUMN = 60

_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_IN_FRONT = "".join(map(chr, range(0x21))) + "\x7f\x85\xa0\u200b\u200c\u200d\u2060\ufeff"
"""What a cell may begin with that nobody sees."""

_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\ufb29\u207c\u207a\u207b\u208c\u208a\u208b\u2212"
"""What a spreadsheet may take for the start of a formula: wide, small and raised forms included."""

_RISKY = re.compile(f"[{re.escape(_IN_FRONT)}]*[{re.escape(_FORMULA)}]|[\t\r\n]")
_RISKY_INSIDE = re.compile(f"([;\t\r\n][{re.escape(_IN_FRONT)}]*)(?=[{re.escape(_FORMULA)}])")

_SAFE_LINK = re.compile(r"https://[!-~]{1,2000}")
"""Excel takes 2,079 characters."""

MOST_LINKS = 65_530
"""Links of a sheet (Excel's specifications and limits). Further ones are text."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What XML 1.0 forbids or Excel rewrites, but for the surrogates."""

Cell = str | int

_LINK_COLUMN = HEADINGS.index("Join link")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one.

    Within a cell too, after what a spreadsheet set to another separator would take for the end of one.
    """
    if _RISKY.match(cell):
        cell = cell.lstrip(_IN_FRONT)
        if cell.startswith(tuple(_FORMULA)):
            cell = f"'{cell}"
    return _RISKY_INSIDE.sub(r"\1'", cell)


def save_results(
    path: Path,
    rows: Iterable[Entry],
    *,
    words: Mapping[Fate, str] = WORDS,
    headings: Sequence[str] = HEADINGS,
    reasons: Mapping[str, str] = _NO_REASONS,
    withdrawn: str = WITHDRAWN,
    never_sent: str = NEVER_SENT,
) -> None:
    """Write an Excel file if its name ends in .xlsx, else CSV (UTF-8 with BOM); whole or not at all. Blocks.

    `words` names each fate, `withdrawn` that of a row that was taken back, `never_sent` that of one that hadn't been
    sent by then, `reasons` each value of `zoom.errors.Reason`; where it has no word, Zoom's own message stands. Raises
    OSError.
    """

    def cells(row: Entry) -> tuple[Cell, ...]:
        reason = reasons.get(row.reason) or row.message or row.code
        result = words[row.fate]
        if row.withdrawn is not None:
            result = never_sent if row.fate is Fate.WAITING else withdrawn
        return row.email, row.first_name, row.last_name, result, reason, row.join_link, row.row

    _save(path, headings, (cells(row) for row in rows), links=_LINK_COLUMN)


def save_for_correction(
    path: Path,
    table: SourceTable | None,
    rows: Iterable[Entry],
    *,
    headings: Sequence[str] = HEADINGS,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> None:
    """Write rows in the columns of the person's own list, the reason behind them, so that the file can be corrected
    and imported again. What was corrected meanwhile is corrected in it, too.

    Without a `table` (`Journal.source_rows`) the columns are e-mail, first name and last name. `headings` are those of
    `save_results`. Raises OSError.
    """

    def reason(row: Entry) -> str:
        return reasons.get(row.reason) or row.message or row.code

    if table is None:
        _save(
            path,
            (*headings[:3], headings[4]),
            ((row.email, row.first_name, row.last_name, reason(row)) for row in rows),
        )
        return
    width = max((len(table.header), *(len(cells) for cells in table.cells.values())))
    header = [*table.header, *[""] * (width - len(table.header)), headings[4]]
    # a list without a header is given one: without it the reasons would be taken for names
    names = {table.email: headings[0], table.first_name: headings[1], table.last_name: headings[2]}
    if not any(table.header):
        header = [*(names.get(at, "") for at in range(width)), headings[4]]

    def cells(row: Entry) -> list[str]:
        given = {table.email: row.email, table.first_name: row.first_name, table.last_name: row.last_name}
        kept = table.cells.get(row.row, ())
        whole = [*kept, *[""] * (width - len(kept))]
        return [*(given.get(at, cell) for at, cell in enumerate(whole)), reason(row)]

    _save(path, header, (cells(row) for row in rows))


def _save(path: Path, header: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, links: int | None = None) -> None:
    if path.suffix.casefold() == XLSX:
        replace_file(path, _xlsx(header, rows, links=links))
    else:
        replace_file(path, _csv(header, rows))


def _csv(header: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in header])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _xlsx(header: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, links: int | None = None) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - takes a while to import, and few save an Excel file

    content = io.BytesIO()
    # in memory: nobody finds people's data in a temporary file
    book = xlsxwriter.Workbook(
        content,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    text = book.add_format({"num_format": "@"})
    linked = 0
    widths = [len(str(cell)) for cell in header]
    for at, cell in enumerate(header):
        sheet.write_string(0, at, _fitting(str(cell)), bold)
    for number, row in enumerate(rows, start=1):
        if number >= MOST_SHEET_ROWS:
            raise OSError(f"a sheet holds {MOST_SHEET_ROWS} rows")
        for at, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, at, cell)
            elif at == links and linked < MOST_LINKS and _SAFE_LINK.fullmatch(cell):
                linked += 1
                sheet.write_url(number, at, cell)
            elif cell:
                # marked as text, so that editing the cell doesn't make a formula or a number of it
                sheet.write_string(number, at, _fitting(cell), text)
            if at < len(widths):
                widths[at] = max(widths[at], len(str(cell)))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, WIDEST_COLUMN) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def _fitting(text: str) -> str:
    """Return what a cell can hold: XML has no lone surrogates, and few control characters."""
    whole = _NOT_IN_XML.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    if len(whole) > LONGEST_CELL // 2:
        # counted in UTF-16
        whole = whole.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    return whole
