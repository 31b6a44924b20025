"""The durable record of imports: what was asked for, what was about to be sent, and what became of each row.

SQLite in one file of this user's, written through to the disk at every step, by one thread of its own. It holds
people's names, addresses and join links, and never a secret of the account.
"""

import asyncio
import datetime as dt
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from desktop_app.attendees.records import OPEN, Counts, Entry, Fate, Import, JournalFailed, Result, WhyFailed
from desktop_app.attendees.roster import Person
from desktop_app.storage.files import set_aside

__all__ = ["Counts", "Entry", "Fate", "Import", "Journal", "JournalFailed", "Result", "WhyFailed"]

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")

VERSION = 1
"""Of the tables; kept in the file itself."""

LONGEST_MESSAGE = 500
"""Characters of Zoom's own words that are kept for a row."""

LONGEST_LINK = 4000

LONGEST_SOURCE = 16
"""Characters of `registration_source` (create-tickets reference)."""

_MOST_VARIABLES = 500


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

_ENTRY = ", ".join(("number", *Entry.__struct_fields__[1:]))
_IMPORT = ", ".join(Import.__struct_fields__)


class Journal:
    """The record in one file. It opens itself when first used; making one costs nothing.

    Every method raises JournalFailed. A file that is no journal is renamed and a new one begun: `set_aside` says where
    the old one is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._database: sqlite3.Connection | None = None
        self.set_aside: Path | None = None

    async def open(self) -> None:
        """Open the file, or make it. The other methods do so themselves."""
        await self._run(_nothing)

    async def close(self) -> None:
        """Finish what is being written and close the file. Does nothing when it isn't open."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(thread, self._close)
        finally:
            thread.shutdown(wait=False)

    async def begin(
        self,
        *,
        account_key: str,
        event_id: str,
        event_name: str,
        source: str,
        ticket_type_id: str,
        ticket_type_name: str,
        send_notification: bool,
        people: Sequence[Person],
    ) -> Import:
        """Record an import and everybody in it as waiting. Raises ValueError when there is nobody."""
        if not people:
            raise ValueError("nobody to import")
        name = secrets.token_hex(16)
        made = Import(
            id=name,
            account_key=account_key,
            event_id=event_id,
            event_name=event_name,
            source=source,
            ticket_type_id=ticket_type_id,
            ticket_type_name=ticket_type_name,
            send_notification=send_notification,
            registration_source=f"Foyer{name}"[:LONGEST_SOURCE],
            created=_now(),
            total=len(people),
        )
        await self._run(_begin, made, people)
        return made

    async def get(self, import_id: str) -> Import | None:
        """Return an import, None when there is none of that id."""
        found = await self._run(_imports, "where id = ?", (import_id,))
        return found[0] if found else None

    async def imports(self, event_id: str) -> list[Import]:
        """Return the imports into an event, the newest first."""
        return await self._run(_imports, "where event_id = ? order by created desc", (event_id,))

    async def unfinished(self, account_key: str | None = None) -> list[Import]:
        """Return the imports that have rows left to send or to settle, the oldest first."""
        marks = ", ".join("?" * len(OPEN))
        where = f"where exists (select 1 from rows where import_id = imports.id and fate in ({marks}))"  # noqa: S608
        values: tuple[str, ...] = OPEN
        if account_key is not None:
            where += " and account_key = ?"
            values = (*OPEN, account_key)
        return await self._run(_imports, f"{where} order by created", values)

    async def rows(
        self, import_id: str, *, fates: Collection[Fate] | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Entry]:
        """Return rows of an import in the order of the list: all, or those of some fates."""
        return await self._run(_rows, import_id, None if fates is None else tuple(fates), limit, offset)

    async def counts(self, import_id: str) -> Counts:
        """Return how many rows stand where."""
        return await self._run(_counts, import_id)

    async def mark_sending(self, import_id: str, rows: Iterable[int]) -> None:
        """Record that these rows are about to leave. It is on the disk when this returns."""
        await self._run(_move, import_id, tuple(rows), Fate.SENDING, None)

    async def record(self, import_id: str, results: Iterable[Result]) -> None:
        """Record what became of rows. It is on the disk when this returns."""
        await self._run(_record, import_id, tuple(results))

    async def retry(self, import_id: str, rows: Iterable[int] | None = None) -> int:
        """Let failed rows, all or some, wait again. Return how many."""
        chosen = None if rows is None else tuple(rows)
        return await self._run(_move, import_id, chosen, Fate.WAITING, Fate.FAILED)

    async def correct(self, import_id: str, row: int, *, email: str, first_name: str, last_name: str) -> None:
        """Correct a row that failed or still waits. Raises KeyError for any other."""
        await self._run(_correct, import_id, row, (email, first_name, last_name))

    async def _run(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

        def call() -> T:
            with _translated():
                if self._database is None:
                    self._database = self._opened()
                return work(self._database, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with _translated():
                database.close()

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:
            # busy, full, no permission: the file may be as good as ever
            raise
        except sqlite3.DatabaseError:
            self.set_aside = set_aside(self._path)
            log.error("The journal is damaged; it is kept as %s", self.set_aside.name)
            for tail in ("-wal", "-shm"):
                self._path.with_name(self._path.name + tail).unlink(missing_ok=True)
            return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    # made by hand, because what SQLite makes everybody may read; its side files follow the mode of this one
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    database = sqlite3.connect(path, timeout=10.0, isolation_level=None)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        database.execute("pragma fullfsync = on")
        database.execute("pragma foreign_keys = on")
        with _transaction(database):
            (version,) = database.execute("pragma user_version").fetchone()
            if version > VERSION:
                raise JournalFailed(WhyFailed.NEWER)
            if version == 0:
                for statement in _TABLES.split(";"):
                    database.execute(statement)
                database.execute(f"pragma user_version = {VERSION}")
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise JournalFailed(_why(error), str(error)) from error
    except PermissionError as error:
        raise JournalFailed(WhyFailed.NO_PERMISSION, error.strerror or "") from error
    except OSError as error:
        raise JournalFailed(WhyFailed.FAILED, error.strerror or "") from error


def _why(error: sqlite3.Error) -> WhyFailed:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        return WhyFailed.FULL
    return (
        WhyFailed.NO_PERMISSION
        if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN"))
        else WhyFailed.FAILED
    )


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("begin immediate")
    try:
        yield
    except BaseException:
        if database.in_transaction:
            database.execute("rollback")
        raise
    database.execute("commit")


def _nothing(_: sqlite3.Connection) -> None:
    pass


def _begin(database: sqlite3.Connection, made: Import, people: Sequence[Person]) -> None:
    now = made.created.isoformat()
    values = {**msgspec.structs.asdict(made), "created": now}
    with _transaction(database):
        marks = ", ".join(f":{name}" for name in Import.__struct_fields__)
        database.execute(f"insert into imports ({_IMPORT}) values ({marks})", values)  # noqa: S608 - our own names
        database.executemany(
            "insert into rows (import_id, number, email, first_name, last_name, external_ticket_id, fate, updated)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    made.id,
                    person.row,
                    person.email,
                    person.first_name,
                    person.last_name,
                    # letters and digits, at most 128 (create-tickets reference)
                    f"foyer{made.id}r{person.row}",
                    Fate.WAITING,
                    now,
                )
                for person in people
            ),
        )


def _imports(database: sqlite3.Connection, where: str, values: tuple[str, ...]) -> list[Import]:
    found = database.execute(f"select {_IMPORT} from imports {where}", values)  # noqa: S608 - our own names
    read = []
    for row in found:
        members = dict(zip(Import.__struct_fields__, row, strict=True))
        members["created"] = dt.datetime.fromisoformat(members["created"])
        members["send_notification"] = bool(members["send_notification"])
        read.append(Import(**members))
    return read


def _rows(
    database: sqlite3.Connection, import_id: str, fates: tuple[Fate, ...] | None, limit: int | None, offset: int
) -> list[Entry]:
    chosen = "" if fates is None else f" and fate in ({', '.join('?' * len(fates))})"
    found = database.execute(
        f"select {_ENTRY} from rows where import_id = ?{chosen} order by number limit ? offset ?",  # noqa: S608
        (import_id, *(fates or ()), -1 if limit is None else limit, offset),
    )
    return [_entry(row) for row in found]


def _entry(row: tuple[str, ...]) -> Entry:
    number, email, first, last, external, fate, ticket_id, link, code, reason, message, updated = row
    return Entry(
        row=int(number),
        email=email,
        first_name=first,
        last_name=last,
        external_ticket_id=external,
        fate=Fate(fate),
        ticket_id=ticket_id,
        join_link=link,
        code=code,
        reason=reason,
        message=message,
        updated=dt.datetime.fromisoformat(updated),
    )


def _counts(database: sqlite3.Connection, import_id: str) -> Counts:
    found = database.execute("select fate, count(*) from rows where import_id = ? group by fate", (import_id,))
    return Counts(**dict(found.fetchall()))


def _move(
    database: sqlite3.Connection, import_id: str, rows: tuple[int, ...] | None, to: Fate, only: Fate | None
) -> int:
    now = _now().isoformat()
    condition = "" if only is None else " and fate = ?"
    values = () if only is None else (only,)
    moved = 0
    with _transaction(database):
        if rows is None:
            done = database.execute(
                f"update rows set fate = ?, updated = ? where import_id = ?{condition}",  # noqa: S608 - our own text
                (to, now, import_id, *values),
            )
            return done.rowcount
        numbers = iter(rows)
        while part := tuple(islice(numbers, _MOST_VARIABLES)):
            marks = ", ".join("?" * len(part))
            done = database.execute(
                f"update rows set fate = ?, updated = ? where import_id = ? and number in ({marks}){condition}",  # noqa: S608
                (to, now, import_id, *part, *values),
            )
            moved += done.rowcount
    return moved


def _record(database: sqlite3.Connection, import_id: str, results: tuple[Result, ...]) -> None:
    now = _now().isoformat()
    with _transaction(database):
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
                    now,
                    import_id,
                    result.row,
                )
                for result in results
            ),
        )


def _correct(database: sqlite3.Connection, import_id: str, row: int, names: tuple[str, str, str]) -> None:
    with _transaction(database):
        done = database.execute(
            "update rows set email = ?, first_name = ?, last_name = ?, updated = ?"
            " where import_id = ? and number = ? and fate in (?, ?)",
            (*names, _now().isoformat(), import_id, row, Fate.FAILED, Fate.WAITING),
        )
        if done.rowcount == 0:
            raise KeyError(row)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
