"""Everything that is asked of the journal's tables. Blocks; for `journal`, which has a thread for it."""

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

import msgspec

from desktop_app.attendees.records import (
    NO_ANSWERS,
    OPEN,
    STAYED,
    Counts,
    Entry,
    Fate,
    Import,
    NewRow,
    Result,
    SourceTable,
    Undo,
)
from desktop_app.attendees.schema import transaction

LONGEST_MESSAGE = 500
"""Characters of Zoom's own words that are kept for a row."""

LONGEST_LINK = 4000

_MOST_VARIABLES = 500

_ENTRY = ", ".join(("number", *Entry.__struct_fields__[1:]))
_IMPORT = ", ".join(Import.__struct_fields__)
_NEVER_LEFT = ", ".join(repr(fate.value) for fate in (Fate.WAITING, *STAYED))
_IS_OPEN = f"fate in ({', '.join(repr(fate.value) for fate in OPEN)}) and withdrawn is null"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def nothing(_: sqlite3.Connection) -> None:
    """Ask for nothing, which opens the file."""


# --- imports


def begin(database: sqlite3.Connection, made: Import, rows: Iterable[NewRow], *, table: SourceTable | None) -> Import:
    """Write an import and its rows, and return it with their number. Raises ValueError when nobody waits."""
    written = made.created.isoformat()
    values = {**msgspec.structs.asdict(made), "created": written}
    layout = ""
    if table is not None:
        layout = _json([table.header, table.email, table.first_name, table.last_name])
    waiting = 0

    def each() -> Iterator[tuple[object, ...]]:
        nonlocal waiting
        for row in rows:
            person = row.person
            waiting += row.fate is Fate.WAITING
            yield (
                made.id,
                person.row,
                person.email,
                person.first_name,
                person.last_name,
                # letters and digits, at most 128 (create-tickets reference)
                f"foyer{made.id}r{person.row}",
                row.fate,
                row.why[:LONGEST_MESSAGE],
                written,
                row.ticket_type_id,
                _json(row.answers) if row.answers else "",
                _json(row.cells) if table is not None and row.cells else "",
            )

    with transaction(database):
        marks = ", ".join(f":{name}" for name in Import.__struct_fields__)
        database.execute(
            f"insert into imports ({_IMPORT}, layout) values ({marks}, :layout)",  # noqa: S608 - our own names
            {**values, "layout": layout},
        )
        database.executemany(
            "insert into rows (import_id, number, email, first_name, last_name, external_ticket_id, fate, message,"
            " updated, ticket_type_id, answers, cells) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            each(),
        )
        if not waiting:
            raise ValueError("nobody to import")
        database.execute("update imports set total = ? where id = ?", (waiting, made.id))
    return msgspec.structs.replace(made, total=waiting)


def imports(database: sqlite3.Connection, where: str, values: Sequence[str]) -> list[Import]:
    found = database.execute(f"select {_IMPORT} from imports {where}", values)  # noqa: S608 - our own names
    read = []
    for row in found:
        members = dict(zip(Import.__struct_fields__, row, strict=True))
        members["created"] = dt.datetime.fromisoformat(members["created"])
        members["send_notification"] = bool(members["send_notification"])
        members["prepared"] = bool(members["prepared"])
        members["undo"] = Undo(members["undo"])
        members["wiped"] = _time(members["wiped"])
        read.append(Import(**members))
    return read


def unfinished(database: sqlite3.Connection, account_key: str | None) -> list[Import]:
    where = (
        f"where (undo = '{Undo.ASKED}' or undo = '{Undo.NOT}'"  # noqa: S608 - our own text
        f" and exists (select 1 from rows where import_id = imports.id and {_IS_OPEN}))"
    )
    if account_key is not None:
        where += " and account_key = ?"
    return imports(database, f"{where} order by created", () if account_key is None else (account_key,))


def started(database: sqlite3.Connection, import_id: str) -> None:
    with transaction(database):
        database.execute("update imports set prepared = 0 where id = ? and prepared = 1", (import_id,))


def follow(database: sqlite3.Connection, account_key: str, before: Sequence[str], event_id: str) -> None:
    with transaction(database):
        database.executemany(
            "update imports set event_id = ? where event_id = ? and account_key = ? and prepared = 1",
            ((event_id, gone, account_key) for gone in before),
        )


def discard(database: sqlite3.Connection, import_id: str) -> None:
    database.execute("pragma secure_delete = on")
    with transaction(database):
        sent = database.execute(
            f"select count(*) from rows where import_id = ? and fate not in ({_NEVER_LEFT})",  # noqa: S608
            (import_id,),
        ).fetchone()
        if sent[0]:
            raise ValueError("some of it was sent")
        database.execute("delete from imports where id = ?", (import_id,))


def abandon(database: sqlite3.Connection, import_id: str, reason: str) -> None:
    written = now().isoformat()
    with transaction(database):
        database.execute(
            "update rows set withdrawn = ?, updated = ? where import_id = ? and fate = ? and withdrawn is null",
            (written, written, import_id, Fate.WAITING),
        )
        database.execute(
            f"update rows set fate = ?, reason = ?, updated = ? where import_id = ? and {_IS_OPEN}",  # noqa: S608
            (Fate.FAILED, reason, written, import_id),
        )
        database.execute("update imports set undo = ? where id = ? and undo = ?", (Undo.DONE, import_id, Undo.ASKED))


def set_undo(database: sqlite3.Connection, import_id: str, state: Undo) -> None:
    with transaction(database):
        database.execute("update imports set undo = ? where id = ?", (state, import_id))


# --- rows


def rows(
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
        f"select {_ENTRY} from rows where import_id = ?{condition} order by number limit ? offset ?",  # noqa: S608
        (import_id, *values, -1 if limit is None else limit, offset),
    )
    return [_entry(row) for row in found]


def source_rows(
    database: sqlite3.Connection, import_id: str, fates: Collection[Fate] | None
) -> tuple[SourceTable | None, list[Entry]]:
    entries = rows(database, import_id, fates=fates)
    found = database.execute("select layout from imports where id = ?", (import_id,)).fetchone()
    if found is None or not found[0]:
        return None, entries
    header, email, first_name, last_name = json.loads(found[0])
    condition, values = _which(fates, withdrawn=False)
    cells = database.execute(
        f"select number, cells from rows where import_id = ?{condition} and cells <> ''",  # noqa: S608
        (import_id, *values),
    )
    table = SourceTable(
        header=tuple(header),
        cells={number: tuple(json.loads(text)) for number, text in cells},
        email=email,
        first_name=first_name,
        last_name=last_name,
    )
    return table, entries


def _which(
    fates: Collection[Fate] | None,
    withdrawn: bool | None,
    after: int | None = None,
) -> tuple[str, tuple[str | int, ...]]:
    condition = ""
    values: tuple[str | int, ...] = ()
    if fates is not None:
        condition += f" and fate in ({', '.join('?' * len(fates))})"
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
    members["withdrawn"] = _time(members["withdrawn"])
    members["answers"] = json.loads(members["answers"]) if members["answers"] else NO_ANSWERS
    return Entry(**members)


def counts(database: sqlite3.Connection, import_id: str) -> Counts:
    kept = database.execute("select counts from imports where id = ? and wiped is not null", (import_id,)).fetchone()
    if kept is not None and kept[0]:
        return msgspec.json.decode(kept[0], type=Counts)
    found = database.execute(
        "select case when withdrawn is null then fate else 'withdrawn' end, count(*) from rows where import_id = ?"
        " group by 1",
        (import_id,),
    )
    return Counts(**dict(found.fetchall()))


def move(
    database: sqlite3.Connection, import_id: str, numbers: Iterable[int] | None, to: Fate, only: Fate | None = None
) -> int:
    """Let rows, all or some, stand elsewhere, those of one fate if `only` is given. Within a transaction."""
    condition = "" if only is None else " and fate = ?"
    values = (to, now().isoformat(), import_id)
    last = () if only is None else (only,)
    if numbers is None:
        done = database.execute(
            f"update rows set fate = ?, updated = ? where import_id = ?{condition} and withdrawn is null",  # noqa: S608
            (*values, *last),
        )
        return done.rowcount
    moved = 0
    left = iter(numbers)
    while part := tuple(islice(left, _MOST_VARIABLES)):
        marks = ", ".join("?" * len(part))
        done = database.execute(
            f"update rows set fate = ?, updated = ? where import_id = ? and number in ({marks}){condition}"  # noqa: S608
            " and withdrawn is null",
            (*values, *part, *last),
        )
        moved += done.rowcount
    return moved


def record(database: sqlite3.Connection, import_id: str, results: Iterable[Result]) -> None:
    """Write down what became of rows. Within a transaction."""
    written = now().isoformat()
    database.executemany(
        "update rows set fate = ?, ticket_id = ?, join_link = ?, code = ?, reason = ?, message = ?, updated = ?"
        " where import_id = ? and number = ?",
        (
            (
                result.fate,
                result.ticket_id,
                result.join_link[:LONGEST_LINK],
                result.code[:LONGEST_MESSAGE],
                result.reason,
                result.message[:LONGEST_MESSAGE],
                written,
                import_id,
                result.row,
            )
            for result in results
        ),
    )


def correct(database: sqlite3.Connection, import_id: str, row: int, names: tuple[str, str, str]) -> None:
    with transaction(database):
        done = database.execute(
            "update rows set email = ?, first_name = ?, last_name = ?, updated = ?"
            " where import_id = ? and number = ? and fate in (?, ?) and withdrawn is null",
            (*names, now().isoformat(), import_id, row, Fate.FAILED, Fate.WAITING),
        )
        if done.rowcount == 0:
            raise KeyError(row)


def withdraw(database: sqlite3.Connection, import_id: str, numbers: Iterable[int]) -> None:
    """Write down that rows were taken back. Within a transaction."""
    written = now().isoformat()
    database.executemany(
        "update rows set withdrawn = ?, updated = ? where import_id = ? and number = ?",
        ((written, written, import_id, number) for number in numbers),
    )


def withdraw_waiting(database: sqlite3.Connection, import_id: str) -> int:
    """Take back who was never sent."""
    written = now().isoformat()
    with transaction(database):
        done = database.execute(
            "update rows set withdrawn = ?, updated = ? where import_id = ? and fate = ? and withdrawn is null",
            (written, written, import_id, Fate.WAITING),
        )
        return done.rowcount


# --- wiping


def wipe(database: sqlite3.Connection, wanted: Sequence[str]) -> None:
    """Remove the people of finished imports, so that the file doesn't hold them any more; their counts stay."""
    if not wanted:
        return
    written = now().isoformat()
    database.execute("pragma secure_delete = on")
    with transaction(database):
        for import_id in wanted:
            kept = msgspec.json.encode(counts(database, import_id)).decode()
            database.execute(
                "update imports set wiped = coalesce(wiped, ?), counts = ?, layout = '' where id = ?",
                (written, kept, import_id),
            )
            database.execute("delete from rows where import_id = ?", (import_id,))
    # what earlier changes left between the rows goes by writing the file anew; another window may be using it just
    # now, and then the next wiping does that
    with suppress(sqlite3.OperationalError):
        database.execute("vacuum")
    database.execute("pragma wal_checkpoint(truncate)").fetchall()


def wipeable(database: sqlite3.Connection, before: dt.datetime) -> list[str]:
    """Return the finished imports that were begun before a time, and still have their people."""
    open_now = {made.id for made in unfinished(database, None)}
    found = imports(database, "where wiped is null order by created", ())
    return [made.id for made in found if made.created < before and made.id not in open_now]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _time(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
