"""`python -m desktop_app.attendees FILE [--json]`: what an import of FILE would do. For support and for tests; no
network, no window.
"""

import argparse
import json
import logging
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from desktop_app.attendees.columns import Columns, letters, match, used
from desktop_app.attendees.reader import Table, Unreadable, WhyUnreadable, read
from desktop_app.attendees.roster import Roster, RowProblem, RowProblemCode, RowState, check, groups, message
from desktop_app.attendees.unread import Unread, unread, unread_names

_REASONS = {
    WhyUnreadable.EMPTY: "the file is empty",
    WhyUnreadable.TOO_BIG: "the file is bigger than {limit} bytes",
    WhyUnreadable.TOO_MANY_ROWS: "the list has more than {limit} rows",
    WhyUnreadable.HOLDS_TOO_MUCH: "this holds far more than a list, or cells far from it; copy the rows to a new file",
    WhyUnreadable.NOT_TEXT: "this is no list but another kind of file{kind}",
    WhyUnreadable.SPREADSHEET: "this kind of spreadsheet can't be read{kind}; save it as .xlsx or CSV",
    WhyUnreadable.WEB_PAGE: "this is a web page, and no table in it holds email addresses",
    WhyUnreadable.CONTACTS: "these are contact cards; export the contacts as CSV",
    WhyUnreadable.LINK: "this is only a link to a list; download the list as .xlsx or CSV",
    WhyUnreadable.GONE: "there is no such file",
    WhyUnreadable.NO_PERMISSION: "the file may not be read, or another program holds it",
    WhyUnreadable.NOT_A_FILE: "this is no file",
    WhyUnreadable.CHANGING: "the file is being written; try again when it is finished",
    WhyUnreadable.READ_FAILED: "the file can't be read",
    WhyUnreadable.UNKNOWN_ENCODING: "there is no such encoding",
    WhyUnreadable.PASSWORD: "the workbook is protected by a password",
    WhyUnreadable.DAMAGED: "the workbook is damaged{kind}",
    WhyUnreadable.NO_SHEET: "the workbook has no such sheet",
    WhyUnreadable.TOO_SLOW: "reading took more than {limit} seconds",
}


def reason(error: Unreadable) -> str:
    """Say in one line why a file can't be read."""
    kind = f" ({error.kind})" if error.kind else ""
    name = "".join(letter if letter.isprintable() else "?" for letter in error.name)
    return f"{name or 'list'}: {_REASONS[error.why].format(limit=f'{error.limit:,}', kind=kind)}"


def as_json(table: Table, columns: Columns, roster: Roster) -> dict[str, Any]:
    """Return what an import would do, ready for JSON. Rows have the numbers that a spreadsheet shows; a note with row 0
    is about the whole list."""
    counts = roster.counts
    read_columns = used(table, columns)
    return {
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "other_lists": [{"sheet": other.sheet, "rows": other.rows, "row": other.begins} for other in table.others],
        "total_row": table.total_row,
        "hidden_rows": list(table.hidden),
        "hidden_columns": [_column(table, at) for at in table.hidden_columns if at in read_columns],
        "columns": {
            field: _column(table, getattr(columns, field))
            for field in ("email", "first_name", "last_name", "full_name")
        }
        | {field.value: _column(table, at) for field, at in columns.extra.items()},
        "counts": {
            "rows": counts.rows,
            "ready": counts.ready,
            "invalid": counts.attention,
            "duplicate": counts.duplicate,
        },
        "ready": [
            {
                "row": person.row,
                "email": person.email,
                "first_name": person.first_name,
                "last_name": person.last_name,
            }
            for person in roster.ready
        ],
        "problems": _problems(roster),
        "notes": _notes(table, columns, roster),
    }


def _problems(roster: Roster) -> list[dict[str, Any]]:
    """Return what holds rows back: problems with cells, then duplicates."""
    others = {row for group in groups(roster) if group.code is RowProblemCode.ANOTHER_NAME for row in group.rows}
    duplicates = [person for person in roster.people if person.state is RowState.DUPLICATE]
    return [
        *(_said(person.row, problem) for person in roster.people for problem in person.problems),
        *(
            {
                "row": person.row,
                "field": "email",
                "code": "another_name" if person.row in others else "duplicate",
                "message": f"“{person.email}” is in row {person.first_row} already"
                + (", with another name." if person.row in others else "."),
            }
            for person in duplicates
        ),
    ]


def _notes(table: Table, columns: Columns, roster: Roster) -> list[dict[str, Any]]:
    """Return what a person should see though it holds no row back."""
    return [
        *(
            {"row": 0, "field": "email", "code": "not_read", "message": _not_read(table, found)}
            for found in unread(table, columns)
        ),
        *(
            {
                "row": 0,
                "field": "first_name" if columns.first_name is None else "last_name",
                "code": "not_read",
                "message": f"Names in {_lettered(table, at)} are not read.",
            }
            for at in unread_names(table, columns)
        ),
        *(_said(person.row, note) for person in roster.people for note in person.notes),
    ]


def _said(row: int, problem: RowProblem) -> dict[str, Any]:
    return {"row": row, "field": problem.field, "code": problem.code, "message": message(problem)}


def _column(table: Table, at: int | None) -> str | None:
    """Name a column: its header, else its letter as a spreadsheet shows it."""
    if at is None:
        return None
    if table.header and at < len(table.header) and table.header[at].strip():
        return table.header[at].strip()
    return letters(at)


def _lettered(table: Table, at: int) -> str:
    letter, name = letters(at), _column(table, at)
    return f"column {letter}" if name == letter else f"column {letter} ({name})"


def _not_read(table: Table, found: Unread) -> str:
    column = _lettered(table, found.column)
    said = f"{found.addresses:,} addresses in {column} are not read."
    if found.addresses == 1:
        said = f"1 address in {column} is not read."
    return f"{said} More people seem to stand there." if found.more_people else said


def _how(found: dict[str, Any]) -> str:
    if found["sheet"]:
        return f"sheet {found['sheet']}"
    if found["delimiter"]:
        return f"{found['encoding']}, separator {found['delimiter']!r}"
    return found["encoding"] or "a table"


def as_text(found: dict[str, Any], *, most: int = 20) -> str:
    """Return the same for people: the counts, and the first problems of each kind."""
    counts, columns = found["counts"], found["columns"]
    used = ", ".join(f"{field.replace('_', ' ')}: {name}" for field, name in columns.items() if name is not None)
    lines = [
        f"Read as {_how(found)}, header in row {found['header_row'] or 'none'}",
        f"Columns: {used or 'none found'}",
        f"{counts['rows']:,} rows: {counts['ready']:,} ready, {counts['invalid']:,} need attention, "
        f"{counts['duplicate']:,} duplicates",
    ]
    lines += [
        f"Not read: {other['rows']:,} row{'' if other['rows'] == 1 else 's'} of another list, "
        + (f"which begins in row {other['row']}" if other["row"] else f"sheet {other['sheet']}")
        for other in found["other_lists"]
    ]
    if found["total_row"]:
        lines.append(f"Not read: row {found['total_row']:,}, a total")
    if hidden := found["hidden_rows"]:
        lines.append(f"Read as well: hidden rows of the sheet, {len(hidden):,} from row {hidden[0]:,} on")
    if unseen := found["hidden_columns"]:
        lines.append(f"Read as well: hidden columns of the sheet, {', '.join(unseen)}")
    shown: Counter[str] = Counter()
    for problem in (*found["problems"], *found["notes"]):
        shown[problem["code"]] += 1
        if shown[problem["code"]] <= most:
            row = f"Row {problem['row']}: " if problem["row"] else ""
            lines.append(row + problem["message"])
    lines += [f"... and {number - most:,} more of {code}" for code, number in shown.items() if number > most]
    return "\n".join(lines)


def _complain(text: str) -> None:
    """Say in one line what went wrong, unless nobody listens."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Return 0, 2 for a file that can't be read, or 1 if the answer can't be written."""
    parser = argparse.ArgumentParser(
        prog="python -m desktop_app.attendees", description="Say what an import of FILE would do."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a list of people: CSV, text, or a workbook")
    parser.add_argument("--sheet", metavar="NAME", help="read this sheet of a workbook, not the first that has rows")
    parser.add_argument("--json", action="store_true", help="print everything, as JSON")
    given = parser.parse_args(arguments)
    # what went wrong is said in one line, and not by the log as well
    logging.getLogger("desktop_app").addHandler(logging.NullHandler())
    try:
        table = read(given.file, sheet=given.sheet)
    except Unreadable as error:
        _complain(reason(error).encode("ascii", "backslashreplace").decode())
        return 2
    columns = match(table)
    found = as_json(table, columns, check(table, columns))
    said = json.dumps(found, indent=1) if given.json else as_text(found)
    if sys.stdout is None:
        _complain("the answer can't be written: the output is closed")
        return 1
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(said.encode(encoding, "replace").decode(encoding) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads has read enough; what is left over must not be written at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _complain(f"the answer can't be written: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
