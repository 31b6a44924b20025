"""What is asked and written of lists that a person changed before an import. Blocks; whoever writes does so in a
transaction."""

import datetime as dt
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.attendees.keeping.row_table import now
from desktop_app.attendees.records import Changes, Correction, ListKey

_IS_LIST = "account_key = ? and event_id = ? and fingerprint = ?"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody knows to be written of a list, with the number of each correction. Others may write of the same
    list, in another window: what is there of theirs is left as it is."""

    list_id: str = ""
    numbers: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    left: frozenset[int] = frozenset()


def recall(database: sqlite3.Connection, key: ListKey) -> tuple[Changes | None, Written]:
    """Return what was changed in a list, None for nothing, and the same as `write` wants it."""
    found = database.execute(
        f"select id, changed from changed_lists where {_IS_LIST}",  # noqa: S608 - our own text
        _named(key),
    ).fetchone()
    if found is None:
        return None, Written()
    list_id, changed = found
    rows = database.execute(
        "select number, row, field, value, origin from corrections where list_id = ? order by number", (list_id,)
    ).fetchall()
    corrections = tuple(Correction(*row[1:]) for row in rows)
    left = frozenset(row for (row,) in database.execute("select row from rows_left_out where list_id = ?", (list_id,)))
    written = Written(list_id, tuple(row[0] for row in rows), corrections, left)
    return Changes(corrections, left, dt.datetime.fromisoformat(changed)), written


def write(
    database: sqlite3.Connection,
    key: ListKey,
    written: Written,
    corrections: Sequence[Correction],
    left: frozenset[int],
) -> Written:
    """Write what is changed in a list now, as far as that isn't `written`, and return what is."""
    named = _named(key)
    found = database.execute(f"select id from changed_lists where {_IS_LIST}", named).fetchone()  # noqa: S608 - our own text
    if found is None or found[0] != written.list_id:
        # imported or wiped meanwhile, or there never was any: all of it is new
        written = Written(found[0] if found else secrets.token_hex(8))
    if found is None:
        database.execute(
            "insert into changed_lists (id, account_key, event_id, fingerprint, changed) values (?, ?, ?, ?, '')",
            (written.list_id, *named),
        )
    same = _same(written.corrections, corrections)
    _each(database, "delete from corrections where list_id = ? and number = ?", written, written.numbers[same:])
    (last,) = database.execute(
        "select coalesce(max(number), 0) from corrections where list_id = ?", (written.list_id,)
    ).fetchone()
    numbers = range(last + 1, last + 1 + len(corrections) - same)
    database.executemany(
        "insert into corrections (list_id, number, row, field, value, origin) values (?, ?, ?, ?, ?, ?)",
        ((written.list_id, number, *made) for number, made in zip(numbers, corrections[same:], strict=True)),
    )
    _each(database, "delete from rows_left_out where list_id = ? and row = ?", written, written.left - left)
    _each(database, "insert or ignore into rows_left_out (list_id, row) values (?, ?)", written, left - written.left)
    database.execute("update changed_lists set changed = ? where id = ?", (now().isoformat(), written.list_id))
    database.execute(
        "delete from changed_lists where id = ?"
        " and not exists (select 1 from corrections where list_id = id)"
        " and not exists (select 1 from rows_left_out where list_id = id)",
        (written.list_id,),
    )
    return Written(written.list_id, (*written.numbers[:same], *numbers), tuple(corrections), left)


def forget(database: sqlite3.Connection, key: ListKey) -> None:
    database.execute(f"delete from changed_lists where {_IS_LIST}", _named(key))  # noqa: S608 - our own text


def follow(database: sqlite3.Connection, account_key: str, before: Iterable[str], event_id: str) -> None:
    database.executemany(
        "update or ignore changed_lists set event_id = ? where event_id = ? and account_key = ?",
        ((event_id, gone, account_key) for gone in before),
    )


def wipe(database: sqlite3.Connection, before: dt.datetime | None) -> list[ListKey]:
    """Remove what was changed in lists that nobody changed since a time, or (None) in all. Return which lists."""
    which = "where :before is null or changed < :before"
    values = {"before": None if before is None else before.astimezone(dt.UTC).isoformat()}
    found = database.execute(f"select account_key, event_id, fingerprint from changed_lists {which}", values)  # noqa: S608 - our own text
    keys = [ListKey(*row) for row in found]
    database.execute(f"delete from changed_lists {which}", values)  # noqa: S608 - our own text
    return keys


def count(database: sqlite3.Connection) -> int:
    (lists,) = database.execute("select count(*) from changed_lists").fetchone()
    return int(lists)


def _named(key: ListKey) -> tuple[str, str, str]:
    return key.account_key, key.event_id, key.fingerprint


def _same(one: Sequence[Correction], other: Sequence[Correction]) -> int:
    """Return how many corrections two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left is not right and left != right), min(len(one), len(other)))


def _each(database: sqlite3.Connection, statement: str, written: Written, values: Iterable[int]) -> None:
    database.executemany(statement, ((written.list_id, value) for value in values))
