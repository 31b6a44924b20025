"""The durable record of imports: what was asked for, what was about to be sent, and what became of each row.

SQLite in one file of this user's, written through to the disk at every step, by one thread of its own. It holds
people's names, addresses and join links until they are wiped, and never a secret of the account.
"""

import asyncio
import datetime as dt
import logging
import secrets
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from desktop_app.attendees import ledger, schema
from desktop_app.attendees.records import (
    Counts,
    Entry,
    Fate,
    Import,
    JournalFailed,
    NewRow,
    Result,
    SourceTable,
    Undo,
    WhyFailed,
)
from desktop_app.storage.files import set_aside

__all__ = [
    "Counts",
    "Entry",
    "Fate",
    "Import",
    "Journal",
    "JournalFailed",
    "NewRow",
    "Result",
    "SourceTable",
    "Undo",
    "WhyFailed",
]

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")

LONGEST_SOURCE = 16
"""Characters of `registration_source` (create-tickets reference)."""

_Write = Callable[[sqlite3.Connection], None]


class Journal:
    """The record in one file. It opens itself when first used; making one costs nothing.

    Every method raises JournalFailed. A file that is no journal is renamed and a new one begun: `set_aside` says where
    the old one is. What batches of one import write at the same time reaches the disk together.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._database: sqlite3.Connection | None = None
        self._writes: deque[tuple[_Write, asyncio.Future[None]]] = deque()
        self._writes_lock = threading.Lock()
        self.set_aside: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the file is: what belongs to it may be put beside it."""
        return self._path.parent

    async def open(self) -> None:
        """Open the file, or make it. The other methods do so themselves."""
        await self._run(ledger.nothing)

    async def close(self) -> None:
        """Finish what is being written and close the file. Does nothing when it isn't open."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(thread, self._close)
        finally:
            thread.shutdown(wait=False)

    # --- imports

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
        rows: Iterable[NewRow],
        prepared: bool = False,
        table: SourceTable | None = None,
    ) -> Import:
        """Record an import and the rows of its list. Raises ValueError when nobody waits to be sent.

        `rows` is read by the journal's own thread, bit by bit. `prepared` marks an import that waits for its event to
        be published. `table` says how the `cells` of rows are to be read.
        """
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
            created=ledger.now(),
            total=0,
            prepared=prepared,
        )
        return await self._run(ledger.begin, made, rows, table=table)

    async def get(self, import_id: str) -> Import | None:
        """Return an import, None when there is none of that id."""
        found = await self._run(ledger.imports, "where id = ?", (import_id,))
        return found[0] if found else None

    async def imports(self, event_id: str) -> list[Import]:
        """Return the imports into an event, the newest first."""
        return await self._run(ledger.imports, "where event_id = ? order by created desc", (event_id,))

    async def unfinished(self, account_key: str | None = None) -> list[Import]:
        """Return the imports that have rows left to send or to settle, or whose undoing isn't done, the oldest first.

        Prepared ones are among them.
        """
        return await self._run(ledger.unfinished, account_key)

    async def started(self, import_id: str) -> None:
        """Record that a prepared import was started."""
        await self._run(ledger.started, import_id)

    async def follow(self, account_key: str, before: Iterable[str], event_id: str) -> None:
        """Let what was prepared for drafts that are gone be for the one that took their place."""
        await self._run(ledger.follow, account_key, tuple(before), event_id)

    async def discard(self, import_id: str) -> None:
        """Remove an import of which nothing was ever sent, with its people. Raises ValueError for any other."""
        await self._run(ledger.discard, import_id)

    async def abandon(self, import_id: str, reason: str) -> None:
        """Give up what an import has left, because its event is gone: who was never sent is taken back, who was in
        doubt failed for `reason` (a value of `zoom.errors.Reason`)."""
        await self._run(ledger.abandon, import_id, reason)

    # --- rows

    async def rows(
        self,
        import_id: str,
        *,
        fates: Collection[Fate] | None = None,
        limit: int | None = None,
        offset: int = 0,
        withdrawn: bool | None = False,
        after: int | None = None,
    ) -> list[Entry]:
        """Return rows of an import in the order of the list: all, or those of some fates.

        `withdrawn`: without those that were taken back, only those, or (None) both. `after` leaves out all up to a row
        number.
        """
        return await self._run(
            ledger.rows,
            import_id,
            fates=None if fates is None else tuple(fates),
            limit=limit,
            offset=offset,
            withdrawn=withdrawn,
            after=after,
        )

    async def source_rows(
        self, import_id: str, fates: Collection[Fate] | None = None
    ) -> tuple[SourceTable | None, list[Entry]]:
        """Return rows, and the same in the person's own columns; None when they weren't kept, or are wiped."""
        return await self._run(ledger.source_rows, import_id, None if fates is None else tuple(fates))

    async def counts(self, import_id: str) -> Counts:
        """Return how many rows stand where; after wiping too."""
        return await self._run(ledger.counts, import_id)

    async def mark_sending(self, import_id: str, rows: Iterable[int]) -> None:
        """Record that these rows are about to leave. It is on the disk when this returns."""
        numbers = tuple(rows)
        await self._write(lambda database: _ignored(ledger.move(database, import_id, numbers, Fate.SENDING)))

    async def record(self, import_id: str, results: Iterable[Result]) -> None:
        """Record what became of rows. It is on the disk when this returns."""
        known = tuple(results)
        await self._write(lambda database: ledger.record(database, import_id, known))

    async def retry(self, import_id: str, rows: Iterable[int] | None = None) -> int:
        """Let failed rows, all or some, wait again. Return how many."""
        chosen = None if rows is None else tuple(rows)
        return await self._run(_retry, import_id, chosen)

    async def correct(self, import_id: str, row: int, *, email: str, first_name: str, last_name: str) -> None:
        """Correct a row that failed, or waits in an import that isn't running. Raises KeyError for any other."""
        await self._run(ledger.correct, import_id, row, (email, first_name, last_name))

    # --- taking back, and forgetting

    async def set_undo(self, import_id: str, state: Undo) -> None:
        """Record that an import is to be taken back, or has been."""
        await self._run(ledger.set_undo, import_id, state)

    async def withdraw(self, import_id: str, rows: Iterable[int]) -> None:
        """Record that the tickets of rows are gone. It is on the disk when this returns."""
        numbers = tuple(rows)
        await self._write(lambda database: ledger.withdraw(database, import_id, numbers))

    async def withdraw_waiting(self, import_id: str) -> int:
        """Take back the rows that were never sent. Return how many."""
        return await self._run(ledger.withdraw_waiting, import_id)

    async def wipe(self, import_id: str) -> None:
        """Remove an import's people from the file, and keep how many stood where.

        Raises KeyError for an unknown import, ValueError for one that isn't finished. Done twice, it does no harm.
        """
        if await self.get(import_id) is None:
            raise KeyError(import_id)
        if any(made.id == import_id for made in await self.unfinished()):
            raise ValueError("the import isn't finished")
        await self._run(ledger.wipe, (import_id,))

    async def wipe_older_than(self, time: dt.datetime) -> int:
        """Remove the people of every finished import that was begun before `time` (aware). Return how many imports."""
        found = await self._run(ledger.wipeable, time)
        await self._run(ledger.wipe, found)
        return len(found)

    # --- the thread

    async def _write(self, work: _Write) -> None:
        """Have something written, together with what else waits to be; return when it is on the disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with self._writes_lock:
            self._writes.append((work, done))
            first = len(self._writes) == 1
        if first:
            self._executor().submit(self._write_all)
        # cancelling the caller takes nothing back: what is in line is written
        await done

    def _write_all(self) -> None:
        with self._writes_lock:
            waiting = list(self._writes)
            self._writes.clear()
        failed: JournalFailed | None = None
        try:
            with _translated():
                database = self._opened()
                with schema.transaction(database):
                    for work, _ in waiting:
                        work(database)
        except JournalFailed as error:
            failed = error
        except Exception as error:  # whoever waits must hear of it
            log.exception("The journal can't be written")
            failed = JournalFailed(WhyFailed.FAILED, type(error).__name__)
        for _, done in waiting:
            # a loop that is closed has nobody waiting
            with suppress(RuntimeError):
                done.get_loop().call_soon_threadsafe(_settle, done, failed)

    def _executor(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        return self._thread

    async def _run(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def call() -> T:
            with _translated():
                return work(self._opened(), *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._executor(), call)

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with _translated():
                database.close()

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = self._connected()
        return self._database

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return schema.connect(self._path)
        except sqlite3.OperationalError:
            # busy, full, no permission: the file may be as good as ever
            raise
        except sqlite3.DatabaseError:
            self.set_aside = set_aside(self._path)
            log.error("The journal is damaged; it is kept as %s", self.set_aside.name)
            for tail in ("-wal", "-shm"):
                self._path.with_name(self._path.name + tail).unlink(missing_ok=True)
            return schema.connect(self._path)


def _retry(database: sqlite3.Connection, import_id: str, rows: tuple[int, ...] | None) -> int:
    with schema.transaction(database):
        return ledger.move(database, import_id, rows, Fate.WAITING, Fate.FAILED)


def _ignored(_: object) -> None:
    pass


def _settle(done: "asyncio.Future[None]", error: JournalFailed | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        # one exception can't be raised in two tasks at once
        done.set_exception(JournalFailed(error.why, error.detail))


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
