"""What is asked and written of the rows of an import. Blocks; whoever writes does so in a transaction."""

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from desktop_app.attendees.cells.folding import without_accents
from desktop_app.attendees.records import (
    IN,
    IN_DOUBT,
    NO_ANSWERS,
    UNSETTLED,
    Entry,
    Fate,
    Import,
    Result,
    SortedBy,
    SourceTable,
)

LONGEST_MESSAGE = 500
"""Characters that are kept for a row of a code or a message, be it Zoom's or Foyer's."""

LONGEST_LINK = 4000

_COLUMNS = ", ".join(("number", *Entry.__struct_fields__[1:]))

_BY_RESULT = (
    (Fate.FAILED,),
    IN_DOUBT,
    (Fate.WAITING,),
    (Fate.REGISTERED,),
    (Fate.ALREADY_IN, Fate.IN_BEFORE),
    (Fate.LEFT_OUT,),
)
"""The order of rows that are sorted by what became of them, before those that were taken back."""

_RANK = " ".join(
    (
        "case when withdrawn is not null then 'z'",
        *(f"when fate = '{fate}' then '{rank}'" for rank, fates in enumerate(_BY_RESULT) for fate in fates),
        "end",
    )
)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def time(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


# --- where they stand


def some(
    database: sqlite3.Connection,
    import_id: str,
    *,
    fates: Collection[Fate] | None = None,
    limit: int | None = None,
    offset: int = 0,
    withdrawn: bool | None = False,
    after: int | None = None,
) -> list[Entry]:
    condition, values = _which(fates, withdrawn, after)
    found = database.execute(
        f"select {_COLUMNS} from rows where import_id = ?{condition} order by number limit ? offset ?",  # noqa: S608 - of constants; values are bound
        (import_id, *values, -1 if limit is None else limit, offset),
    )
    return [_entry(row) for row in found]


def order(
    database: sqlite3.Connection,
    import_id: str,
    by: SortedBy,
    *,
    descending: bool,
    fates: Collection[Fate] | None,
    withdrawn: bool | None,
) -> Sequence[int]:
    """Return the numbers of rows as a person wants them sorted: cells whatever their case and accents, blank ones last,
    those alike in the order of the list."""
    database.create_function("sort_key", 1, without_accents, deterministic=True)
    key = {SortedBy.ROW: "number", SortedBy.RESULT: _RANK}.get(by, f"nullif(sort_key({by}), '')")
    condition, values = _which(fates, withdrawn)
    found = database.execute(
        f"select number from rows where import_id = ?{condition}"  # noqa: S608 - of constants; values are bound
        f" order by {key} {'desc' if descending else 'asc'} nulls last, number",
        (import_id, *values),
    )
    return array("q", (number for (number,) in found))


def of_numbers(database: sqlite3.Connection, import_id: str, numbers: Sequence[int]) -> list[Entry]:
    """Return rows by their numbers, in that order, as far as they are there."""
    found = database.execute(
        f"select {_COLUMNS} from rows where import_id = ? and number in ({_marks(numbers)})",  # noqa: S608 - marks only
        (import_id, *numbers),
    )
    entries = {entry.row: entry for entry in map(_entry, found)}
    return [entries[number] for number in numbers if number in entries]


def with_source(
    database: sqlite3.Connection, import_id: str, fates: Collection[Fate] | None
) -> tuple[SourceTable | None, list[Entry]]:
    entries = some(database, import_id, fates=fates)
    found = database.execute("select layout from imports where id = ?", (import_id,)).fetchone()
    if found is None or not found[0]:
        return None, entries
    # earlier versions wrote no column of whole names
    header, email, first_name, last_name, *whole = json.loads(found[0])
    condition, values = _which(fates, withdrawn=False)
    cells = database.execute(
        f"select number, cells from rows where import_id = ?{condition} and cells <> ''",  # noqa: S608 - of constants; values are bound
        (import_id, *values),
    )
    table = SourceTable(
        header=tuple(header),
        cells={number: tuple(json.loads(text)) for number, text in cells},
        email=email,
        first_name=first_name,
        last_name=last_name,
        full_name=whole[0] if whole else None,
    )
    return table, entries


def held_beside(database: sqlite3.Connection, made: Import) -> list[Entry]:
    fates = (*IN, *IN_DOUBT)
    found = database.execute(
        f"select {_COLUMNS} from rows where (fate in ({_marks(fates)}) or reason = ?) and withdrawn is null"  # noqa: S608 - of constants; values are bound
        " and import_id in (select id from imports where account_key = ? and event_id = ? and id <> ?)",
        (*fates, UNSETTLED, made.account_key, made.event_id, made.id),
    )
    return [_entry(row) for row in found]


def _which(
    fates: Collection[Fate] | None,
    withdrawn: bool | None,
    after: int | None = None,
) -> tuple[str, tuple[str | int, ...]]:
    condition = ""
    values: tuple[str | int, ...] = ()
    if fates is not None:
        condition += f" and fate in ({_marks(fates)})"
        values += tuple(fates)
    if withdrawn is not None:
        condition += f" and withdrawn is {'not ' if withdrawn else ''}null"
    if after is not None:
        condition += " and number > ?"
        values += (after,)
    return condition, values


def _entry(row: Sequence[Any]) -> Entry:
    members = dict(zip(Entry.__struct_fields__, row, strict=True))
    members["fate"] = Fate(members["fate"])
    members["updated"] = dt.datetime.fromisoformat(members["updated"])
    members["withdrawn"] = time(members["withdrawn"])
    members["corrected"] = bool(members["corrected"])
    members["unconfirmed"] = bool(members["unconfirmed"])
    members["answers"] = json.loads(members["answers"]) if members["answers"] else NO_ANSWERS
    return Entry(**members)


# --- what becomes of them


def mark_sending(database: sqlite3.Connection, import_id: str, entries: Sequence[Entry]) -> list[Entry]:
    """Let those leave who still wait, and as they were read: another window may have seen to them since."""
    found = database.execute(
        "select number, email, first_name, last_name from rows"  # noqa: S608 - marks only
        f" where import_id = ? and number in ({_marks(entries)}) and fate = ? and withdrawn is null",
        (import_id, *(entry.row for entry in entries), Fate.WAITING),
    )
    waiting = set(found.fetchall())
    leaving = [entry for entry in entries if (entry.row, entry.email, entry.first_name, entry.last_name) in waiting]
    database.execute(
        "update rows set fate = ?, updated = ?"  # noqa: S608 - marks only
        f" where import_id = ? and number in ({_marks(leaving)})",
        (Fate.SENDING, now().isoformat(), import_id, *(entry.row for entry in leaving)),
    )
    return leaving


def record(database: sqlite3.Connection, import_id: str, results: Iterable[Result]) -> None:
    written = now().isoformat()
    database.executemany(
        "update rows set fate = ?, ticket_id = ?, join_link = ?, code = ?, reason = ?, message = ?, unconfirmed = ?,"
        " updated = ? where import_id = ? and number = ?",
        (
            (
                result.fate,
                result.ticket_id,
                result.join_link[:LONGEST_LINK],
                result.code[:LONGEST_MESSAGE],
                result.reason,
                result.message[:LONGEST_MESSAGE],
                result.unconfirmed,
                written,
                import_id,
                result.row,
            )
            for result in results
        ),
    )


def retry(database: sqlite3.Connection, import_id: str) -> int:
    done = database.execute(
        "update rows set fate = case when reason = ? then ? else ? end, corrected = 0, updated = ?"
        " where import_id = ? and fate = ? and withdrawn is null",
        (UNSETTLED, Fate.UNKNOWN, Fate.WAITING, now().isoformat(), import_id, Fate.FAILED),
    )
    return done.rowcount


def correct(
    database: sqlite3.Connection, import_id: str, row: int, names: tuple[str | None, str | None, str | None]
) -> None:
    done = database.execute(
        "update rows set email = coalesce(?, email), first_name = coalesce(?, first_name),"
        " last_name = coalesce(?, last_name), corrected = fate = ?, updated = ?"
        " where import_id = ? and number = ? and fate in (?, ?) and reason <> ? and withdrawn is null",
        (*names, Fate.FAILED, now().isoformat(), import_id, row, Fate.FAILED, Fate.WAITING, UNSETTLED),
    )
    if done.rowcount == 0:
        raise KeyError(row)


def withdraw(database: sqlite3.Connection, import_id: str, row: int) -> None:
    written = now().isoformat()
    (ticket_id,) = database.execute(
        "select ticket_id from rows where import_id = ? and number = ?", (import_id, row)
    ).fetchone() or ("",)
    database.execute(
        "update rows set withdrawn = ?, updated = ? where import_id = ? and number = ?",
        (written, written, import_id, row),
    )
    if ticket_id:
        # a correction may have given others the same address, who were in with the same ticket
        database.execute(
            "update rows set withdrawn = ?, updated = ?"
            " where import_id = ? and fate = ? and ticket_id = ? and withdrawn is null",
            (written, written, import_id, Fate.ALREADY_IN, ticket_id),
        )


def withdraw_waiting(database: sqlite3.Connection, import_id: str) -> int:
    written = now().isoformat()
    done = database.execute(
        "update rows set withdrawn = ?, updated = ? where import_id = ? and fate = ? and withdrawn is null",
        (written, written, import_id, Fate.WAITING),
    )
    return done.rowcount


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
