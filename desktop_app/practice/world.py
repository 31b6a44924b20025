"""The simulated account's state, in SQLite: in memory, or in a file that outlives the service."""

import contextlib
import errno
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.practice.wire import Json
from desktop_app.write_ahead import write_ahead

log = logging.getLogger(__name__)

Clock = Callable[[], float]
"""Seconds since 1970."""

BUSY_SECONDS = 10.0
"""How long another window may keep the file to itself."""

VERSION = 1
"""Of the tables. Data of another version is put aside: it is practice data."""

TABLES = """
CREATE TABLE hub (hub_id TEXT PRIMARY KEY, position INTEGER, conferences INTEGER DEFAULT 1, data TEXT) WITHOUT ROWID;
CREATE TABLE hub_host (seq INTEGER PRIMARY KEY, host_user_id TEXT, hub_id TEXT, email TEXT);
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, event_id TEXT UNIQUE, hub_id TEXT, hosted INTEGER, status TEXT, starts INTEGER, ends INTEGER,
  published_at REAL, cancel_message TEXT DEFAULT '', data TEXT
);
CREATE INDEX event_by_status ON event (status, starts);
CREATE TABLE session (
  seq INTEGER PRIMARY KEY, session_id TEXT UNIQUE, event_id TEXT, starts INTEGER, meeting_number INTEGER,
  own INTEGER, data TEXT
);
CREATE INDEX session_by_event ON session (event_id, starts, seq);
CREATE TABLE ticket_type (
  seq INTEGER PRIMARY KEY, ticket_type_id TEXT UNIQUE, event_id TEXT, is_default INTEGER, sold INTEGER DEFAULT 0,
  data TEXT
);
CREATE INDEX ticket_type_by_event ON ticket_type (event_id, seq);
CREATE TABLE ticket (
  seq INTEGER PRIMARY KEY, ticket_id TEXT UNIQUE, event_id TEXT, ticket_type_id TEXT, email TEXT, email_key TEXT,
  external_ticket_id TEXT, link TEXT, form_needed INTEGER, created REAL, data TEXT
);
CREATE INDEX ticket_by_event ON ticket (event_id, seq);
CREATE INDEX ticket_by_email ON ticket (event_id, email_key, seq);
CREATE INDEX ticket_by_external ON ticket (event_id, external_ticket_id, seq);
CREATE INDEX ticket_by_type ON ticket (event_id, ticket_type_id, seq);
CREATE UNIQUE INDEX ticket_by_link ON ticket (link);
CREATE TABLE registrant (
  seq INTEGER PRIMARY KEY, event_id TEXT, email_key TEXT, email TEXT, status TEXT, UNIQUE (event_id, email_key)
);
CREATE INDEX registrant_by_event ON registrant (event_id, seq);
CREATE TABLE access_link (
  seq INTEGER PRIMARY KEY, access_link_id TEXT UNIQUE, event_id TEXT, token TEXT UNIQUE, is_default INTEGER, data TEXT
);
CREATE INDEX access_link_by_event ON access_link (event_id, seq);
CREATE TABLE question (event_id TEXT, ticket_type_id TEXT, data TEXT, PRIMARY KEY (event_id, ticket_type_id));
CREATE TABLE mail (
  seq INTEGER PRIMARY KEY, event_id TEXT, ticket_id TEXT, email TEXT, kind TEXT, text TEXT, sent_at REAL
);
CREATE INDEX mail_by_event ON mail (event_id, seq);
"""

Row = sqlite3.Row
Values = Sequence[Any] | Mapping[str, Any]


def dumps(value: Any) -> str:
    """Return a value as JSON, as it is stored."""
    return msgspec.json.encode(value).decode()


def loads(text: str) -> Any:
    """Return what was stored as JSON."""
    return msgspec.json.decode(text)


class World:
    """Hubs, events, tickets and the rest. One connection, one lock; a transaction for each call.

    `data` is the file, None for memory; one that can't be read is put aside under another name. `plant` fills an empty
    world, within a transaction. Raises OSError where no file can be: the folder is read-only, or the disk full.
    """

    def __init__(self, data: Path | None, plant: Callable[["World"], None], clock: Clock = time.time) -> None:
        self.clock = clock
        self._plant = plant
        self.lock = threading.RLock()
        self._data = data
        try:
            self._db = self._opened()
            with self.transaction():
                if not self.one("SELECT 1 FROM hub LIMIT 1"):
                    self._begin()
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(data)) from error

    def close(self) -> None:
        """Close the file. A second call does nothing."""
        with self.lock:
            self._db.close()

    def reset(self) -> None:
        """Return to the first day: the seed, with its dates relative to now."""
        with self.transaction():
            self._begin()

    # --- reading and writing, by the rules of practice

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the world: what happens inside happens as a whole, or not at all."""
        with self.lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # where the disk is full, SQLite may have done it itself
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def run(self, statement: str, values: Values = ()) -> int:
        """Change something and return how many rows it was."""
        with self.lock:
            return self._db.execute(statement, values).rowcount

    def run_all(self, statement: str, values: Sequence[Values]) -> None:
        """Change something once for each of the values."""
        with self.lock:
            self._db.executemany(statement, values)

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """Return every row of a query."""
        with self.lock:
            return self._db.execute(query, values).fetchall()

    def one(self, query: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, None when there is none."""
        with self.lock:
            row: Row | None = self._db.execute(query, values).fetchone()
            return row

    def count(self, query: str, values: Values = ()) -> int:
        """Return the number that a query gives."""
        with self.lock:
            return int(self._db.execute(query, values).fetchone()[0])

    # --- for tests to look inside

    def events(self) -> list[Json]:
        """Return every event with its id, status and stored members, in order of creation."""
        return [
            {**loads(row["data"]), "event_id": row["event_id"], "status": row["status"]}
            for row in self.rows("SELECT event_id, status, data FROM event ORDER BY seq")
        ]

    def tickets(self, event_id: str) -> list[Json]:
        """Return an event's tickets with all that was stored, in order of creation."""
        return [
            {**loads(row["data"]), **{name: row[name] for name in _TICKET_COLUMNS}}
            for row in self.rows("SELECT * FROM ticket WHERE event_id = ? ORDER BY seq", (event_id,))
        ]

    def sessions(self, event_id: str) -> list[Json]:
        """Return an event's sessions, by start."""
        return [
            {**loads(row["data"]), "session_id": row["session_id"]}
            for row in self.rows("SELECT * FROM session WHERE event_id = ? ORDER BY starts, seq", (event_id,))
        ]

    def emails(self, event_id: str | None = None) -> list[Json]:
        """Return the e-mails that Zoom would have sent: event_id, ticket_id, email, kind, text, sent_at (seconds)."""
        where, values = ("WHERE event_id = ?", (event_id,)) if event_id is not None else ("", ())
        query = f"SELECT event_id, ticket_id, email, kind, text, sent_at FROM mail {where} ORDER BY seq"  # noqa: S608 - of constants; values are bound
        return [dict(row) for row in self.rows(query, values)]

    # --- the file

    def _begin(self) -> None:
        for table in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            self.run(f"DELETE FROM {table['name']}")  # noqa: S608 - the names of our own tables
        self._plant(self)

    def _opened(self) -> sqlite3.Connection:
        if self._data is None:
            return _connected(":memory:")
        self._data.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connected(str(self._data))
        except (sqlite3.DatabaseError, ValueError) as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            log.warning("Practice data can't be read (%s); it is put aside", type(error).__name__)
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{self._data}{suffix}").replace(f"{self._data}.unreadable{suffix}")
            return _connected(str(self._data))


_TICKET_COLUMNS = ("ticket_id", "ticket_type_id", "email", "external_ticket_id", "created")


def _connected(place: str) -> sqlite3.Connection:
    """Open and, where it is new, lay out the tables. Raises sqlite3.DatabaseError for one that can't be opened or is
    damaged, ValueError for another version."""
    db = sqlite3.connect(place, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
    try:
        db.row_factory = sqlite3.Row
        write_ahead(db, patience=BUSY_SECONDS)
        # survives a killed program, and practice need not survive a power cut
        db.execute("PRAGMA synchronous=OFF")
        # two windows may open a new file at once
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in filter(str.strip, TABLES.split(";\n")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={VERSION}")
        db.execute("COMMIT")
        damage = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise sqlite3.DatabaseError(damage)
        if version not in (0, VERSION):
            raise ValueError(f"practice data of version {version}")
    except BaseException:
        db.close()
        raise
    return db
