"""What is asked and written of imports as a whole. Blocks; whoever writes does so in a transaction."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.attendees.keeping import marks, row_table
from desktop_app.attendees.records import (
    OPEN,
    STAYED,
    UNSETTLED,
    Counts,
    Fate,
    Import,
    ImportStanding,
    Kept,
    NewRow,
    SourceTable,
    Undo,
    WhyLeft,
)

_COLUMNS = ", ".join(Import.__struct_fields__)
_NEVER_LEFT = ", ".join(repr(fate.value) for fate in (Fate.WAITING, *STAYED))
_IS_OPEN = f"fate in ({', '.join(repr(fate.value) for fate in OPEN)}) and withdrawn is null"
_IS_UNFINISHED = (
    f"(undo = '{Undo.ASKED}' or undo = '{Undo.NOT}'"  # noqa: S608 - our own text
    f" and exists (select 1 from rows where import_id = imports.id and {_IS_OPEN}))"
)


def begin(database: sqlite3.Connection, made: Import, people: Iterable[NewRow], table: SourceTable | None) -> Import:
    """Write an import and its rows, and return it with their number. Raises ValueError when nobody waits."""
    written = made.created.isoformat()
    columns = () if table is None else (table.email, table.first_name, table.last_name, table.full_name)
    layout = "" if table is None else _json([table.header, *columns])
    waiting = 0

    def each() -> Iterator[tuple[object, ...]]:
        nonlocal waiting
        for row in people:
            person = row.person
            waiting += row.fate is Fate.WAITING
            yield (
                made.id,
                person.row,
                person.email,
                person.first_name,
                person.last_name,
                f"{made.id_stem}{person.row}",
                row.fate,
                row.reason or "",
                row.why[: row_table.LONGEST_MESSAGE],
                written,
                row.ticket_type_id,
                _json(row.answers) if row.answers else "",
                _json(row.cells) if table is not None and row.cells else "",
            )

    marks = ", ".join(f":{name}" for name in Import.__struct_fields__)
    database.execute(
        f"insert into imports ({_COLUMNS}, layout) values ({marks}, :layout)",  # noqa: S608 - our own names
        {**msgspec.structs.asdict(made), "created": written, "layout": layout},
    )
    database.executemany(
        "insert into rows (import_id, number, email, first_name, last_name, external_ticket_id, fate, reason,"
        " message, updated, ticket_type_id, answers, cells) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        each(),
    )
    if not waiting:
        raise ValueError("nobody to import")
    database.execute("update imports set total = ? where id = ?", (waiting, made.id))
    return msgspec.structs.replace(made, total=waiting)


# --- which there are


def one(database: sqlite3.Connection, import_id: str) -> Import | None:
    found = _found(database, "id = ?", import_id)
    return found[0] if found else None


def of_event(database: sqlite3.Connection, event_id: str, account_key: str) -> list[ImportStanding]:
    return _standings(database, "event_id = ? and account_key = ? order by created desc", event_id, account_key)


def unfinished(database: sqlite3.Connection, account_key: str | None) -> list[ImportStanding]:
    of_account = "account_key = coalesce(?, account_key)"  # of any when it is None
    return _standings(database, f"{_IS_UNFINISHED} and {of_account} order by created", account_key)


def _standings(database: sqlite3.Connection, condition: str, *values: str | None) -> list[ImportStanding]:
    return [ImportStanding(made, counts(database, made.id)) for made in _found(database, condition, *values)]


def _found(database: sqlite3.Connection, condition: str, *values: str | None) -> list[Import]:
    found = database.execute(f"select {_COLUMNS} from imports where {condition}", values)  # noqa: S608 - our own names
    return [_import(row) for row in found]


def _import(row: Sequence[Any]) -> Import:
    members = dict(zip(Import.__struct_fields__, row, strict=True))
    members["created"] = dt.datetime.fromisoformat(members["created"])
    members["send_notification"] = bool(members["send_notification"])
    members["prepared"] = bool(members["prepared"])
    members["undo"] = Undo(members["undo"])
    members["wiped"] = row_table.time(members["wiped"])
    return Import(**members)


def counts(database: sqlite3.Connection, import_id: str) -> Counts:
    kept = database.execute("select counts from imports where id = ? and wiped is not null", (import_id,)).fetchone()
    if kept is not None and kept[0]:
        return msgspec.json.decode(kept[0], type=Counts)
    # both from an index alone: a list has many rows, and an import begins with this
    by_fate = "select fate, count(*) from rows where import_id = ?"
    found = dict(database.execute(f"{by_fate} group by fate", (import_id,)).fetchall())
    taken_back = dict(database.execute(f"{by_fate} and withdrawn is not null group by fate", (import_id,)).fetchall())
    standing = {fate: count - taken_back.get(fate, 0) for fate, count in found.items()}
    why = database.execute(
        "select reason, count(*) from rows where import_id = ? and fate = ? and reason <> '' group by 1",
        (import_id, Fate.LEFT_OUT),
    )
    why_left = {WhyLeft(reason): count for reason, count in why}
    return Counts(
        **standing,
        withdrawn=sum(taken_back.values()),
        never_sent=taken_back.get(Fate.WAITING, 0),
        why_left=why_left,
    )


def changed_beside(database: sqlite3.Connection, made: Import, since: dt.datetime) -> bool:
    found = database.execute(
        "select 1 from rows join imports on id = import_id where event_id = ? and account_key = ? and id <> ?"  # noqa: S608 - of constants; values are bound
        f" and fate not in ({_NEVER_LEFT}) and (updated > ? or {_IS_OPEN}) limit 1",
        (made.event_id, made.account_key, made.id, since.isoformat()),
    )
    return found.fetchone() is not None


# --- what becomes of them


def started(database: sqlite3.Connection, import_id: str) -> None:
    database.execute("update imports set prepared = 0 where id = ?", (import_id,))


def follow(database: sqlite3.Connection, account_key: str, before: Sequence[str], event_id: str) -> None:
    database.executemany(
        "update imports set event_id = ? where event_id = ? and account_key = ? and prepared = 1",
        ((event_id, gone, account_key) for gone in before),
    )


def discard(database: sqlite3.Connection, import_id: str) -> None:
    sent = database.execute(
        f"select count(*) from rows where import_id = ? and fate not in ({_NEVER_LEFT})",  # noqa: S608 - our own text
        (import_id,),
    ).fetchone()
    if sent[0]:
        raise ValueError("some of it was sent")
    database.execute("delete from imports where id = ?", (import_id,))


def abandon(database: sqlite3.Connection, import_id: str) -> None:
    row_table.withdraw_waiting(database, import_id)
    database.execute(
        f"update rows set fate = ?, reason = ?, updated = ? where import_id = ? and {_IS_OPEN}",  # noqa: S608 - of constants; values are bound
        (Fate.FAILED, UNSETTLED, row_table.now().isoformat(), import_id),
    )
    database.execute("update imports set undo = ? where id = ? and undo = ?", (Undo.DONE, import_id, Undo.ASKED))


def set_undo(database: sqlite3.Connection, import_id: str, state: Undo) -> None:
    database.execute("update imports set undo = ? where id = ?", (state, import_id))


def wipe(database: sqlite3.Connection, journal: Path, before: dt.datetime | None) -> int:
    """Remove the people of finished imports that nothing was done to since a time, or (None) of all; their counts and
    `marks` stay. Return how many imports that were. `journal` is the file."""
    marks.forget_old(database)
    old = _wipeable(database, before)
    for import_id in old:
        for made in _found(database, "id = ?", import_id):
            marks.keep(database, journal, made)
        database.execute(
            # an earlier version wrote an address into the source of who was sent ahead
            "update imports set wiped = ?, counts = ?, layout = '',"
            " source = case when instr(source, '@') then '' else source end where id = ?",
            (row_table.now().isoformat(), _json(counts(database, import_id)), import_id),
        )
        database.execute("delete from rows where import_id = ?", (import_id,))
    return len(old)


def kept(database: sqlite3.Connection) -> Kept:
    old = _wipeable(database)
    (people,) = database.execute(
        f"select count(*) from rows where import_id in ({', '.join('?' * len(old))})",  # noqa: S608 - marks only
        old,
    ).fetchone()
    (unfinished,) = database.execute(f"select count(*) from imports where {_IS_UNFINISHED}").fetchone()  # noqa: S608 - our own text
    return Kept(imports=len(old), people=people, unfinished=unfinished)


def _wipeable(database: sqlite3.Connection, before: dt.datetime | None = None) -> list[str]:
    found = database.execute(
        f"select id from imports where wiped is null and not {_IS_UNFINISHED}"  # noqa: S608 - our own text
        " and (:before is null or"
        " coalesce((select max(updated) from rows where import_id = imports.id), created) < :before)",
        {"before": None if before is None else before.astimezone(dt.UTC).isoformat()},
    )
    return [import_id for (import_id,) in found]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
