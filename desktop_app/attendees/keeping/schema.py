"""The journal's file: its tables, how it is opened, and what makes every step durable."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.attendees.records import JournalFailed, WhyFailed
from desktop_app.write_ahead import write_ahead

VERSION = 6
"""Of the tables; kept in the file itself."""

BUSY_SECONDS = 60.0
"""How long another window may keep the file to itself: it may be writing it anew, and a disk may be slow."""

_TABLES = """
create table imports (
    id text primary key,
    account_key text not null,
    event_id text not null,
    event_name text not null,
    source text not null,
    ticket_type_id text not null,
    ticket_type_name text not null,
    send_notification integer not null,
    registration_source text not null,
    created text not null,
    total integer not null
) without rowid;
create index imports_of_event on imports (event_id);
create table rows (
    import_id text not null references imports (id) on delete cascade,
    number integer not null,
    email text not null,
    first_name text not null,
    last_name text not null,
    external_ticket_id text not null unique,
    fate text not null,
    ticket_id text not null default '',
    join_link text not null default '',
    code text not null default '',
    reason text not null default '',
    message text not null default '',
    updated text not null,
    primary key (import_id, number)
) without rowid;
create index rows_by_fate on rows (import_id, fate);
"""

_SECOND = """
alter table imports add column prepared integer not null default 0;
alter table imports add column undo text not null default '';
alter table imports add column wiped text;
alter table imports add column layout text not null default '';
alter table imports add column counts text not null default '';
alter table rows add column ticket_type_id text not null default '';
alter table rows add column answers text not null default '';
alter table rows add column withdrawn text;
alter table rows add column cells text not null default '';
"""

_THIRD = """
alter table rows add column corrected integer not null default 0;
alter table rows add column unconfirmed integer not null default 0;
"""

_FOURTH = """
create table changed_lists (
    id text primary key,
    account_key text not null,
    event_id text not null,
    fingerprint text not null,
    changed text not null,
    unique (account_key, event_id, fingerprint)
) without rowid;
create table corrections (
    list_id text not null references changed_lists (id) on delete cascade,
    number integer not null,
    row integer not null,
    field text not null,
    value text not null,
    origin text not null,
    primary key (list_id, number)
) without rowid;
create table rows_left_out (
    list_id text not null references changed_lists (id) on delete cascade,
    row integer not null,
    primary key (list_id, row)
) without rowid;
"""

_FIFTH = """
create table marks (
    mark blob primary key,
    doubtful integer not null,
    made text not null
) without rowid;
"""

_SIXTH = """
create index rows_taken_back on rows (import_id, fate) where withdrawn is not null;
"""

_STEPS = (_TABLES, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH)
"""What brings the tables from each version to the next, from none at all."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it. Raises sqlite3.Error, OSError, JournalFailed for a newer version's."""
    # made by hand, because what SQLite makes everybody may read; its side files follow the mode of this one
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        write_ahead(database, patience=BUSY_SECONDS)
        database.execute("pragma synchronous = full")
        database.execute("pragma fullfsync = on")
        database.execute("pragma foreign_keys = on")
        # people who are removed don't stay in what is free
        database.execute("pragma secure_delete = on")
        with transaction(database):
            (version,) = database.execute("pragma user_version").fetchone()
            if version > VERSION:
                raise JournalFailed(WhyFailed.NEWER)
            for statement in "".join(_STEPS[version:]).split(";"):
                database.execute(statement)
            database.execute(f"pragma user_version = {VERSION}")
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do everything within or nothing of it; it is on the disk at the end."""
    database.execute("begin immediate")
    try:
        yield
        database.execute("commit")
    except BaseException:
        # not every failure ends it, and nothing could be written while it is open
        if database.in_transaction:
            database.execute("rollback")
        raise


def write_anew(database: sqlite3.Connection, *, removed: bool) -> None:
    """Write the file anew if something was `removed`, now or before, so that nothing is left in it of that.

    Another window may be using the file just now: then a later call does what this one couldn't.
    """
    (free,) = database.execute("pragma freelist_count").fetchone()
    if removed or free:
        with suppress(sqlite3.OperationalError):
            database.execute("vacuum")
    database.execute("pragma wal_checkpoint(truncate)").fetchall()
