"""One SQLite file and the thread that alone uses it: what is asked, what is changed, and what fails."""

import asyncio
import logging
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from desktop_app.attendees.keeping import schema
from desktop_app.attendees.records import JournalFailed, WhyFailed
from desktop_app.storage.files import set_aside

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")

_Work = Callable[[sqlite3.Connection], object]


class JournalFile:
    """The file, opened when it is first used. Every method raises JournalFailed.

    A file that is no journal, or turns out to be damaged, is renamed and a new one begun: `set_aside` says where the
    old one is. Whoever met the damage hears of it: what they asked for isn't in the new one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._database: sqlite3.Connection | None = None
        self._opened_as: os.stat_result | None = None
        self._line: deque[tuple[_Work, asyncio.Future[Any]]] = deque()
        self._line_lock = threading.Lock()
        self.set_aside: Path | None = None

    async def ask(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, whose first argument is the open file."""

        def call() -> T:
            with self._used() as database:
                return work(database, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._executor(), call)

    async def change(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `ask`, in a transaction: it is on the disk when this returns."""

        def call(database: sqlite3.Connection) -> T:
            with schema.transaction(database):
                return work(database, *args, **kwargs)

        return await self.ask(call)

    async def change_together(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `change`, in one transaction with what else is in line, so that many changes wait for the disk once.

        `work` fails for what the disk does only: otherwise the others would fail with it.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._line_lock:
            self._line.append((work, done))
            first = len(self._line) == 1
        if first:
            self._executor().submit(self._change_line)
        # cancelling the caller takes nothing back: what is in line is written
        return await done

    def soon(self, work: Callable[[sqlite3.Connection], object], failed: Callable[[JournalFailed], object]) -> None:
        """As `ask`, for a caller who can't wait: what was asked for before `close` is done then. `failed` is called by
        the journal's thread."""

        def call() -> None:
            try:
                with self._used() as database:
                    work(database)
            except JournalFailed as error:
                failed(error)
            except Exception as error:  # nobody waits who could hear of it
                log.exception("The journal can't be written")
                failed(JournalFailed(WhyFailed.FAILED, type(error).__name__))

        self._executor().submit(call)

    async def close(self) -> None:
        """Finish what is being written and close the file. Does nothing when it isn't open."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(thread, self._close)
        finally:
            thread.shutdown(wait=False)

    def _executor(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        return self._thread

    def _change_line(self) -> None:
        with self._line_lock:
            waiting = list(self._line)
            self._line.clear()
        results: list[object] = [None] * len(waiting)
        failed: JournalFailed | None = None
        try:
            with self._used() as database, schema.transaction(database):
                results = [work(database) for work, _ in waiting]
        except JournalFailed as error:
            failed = error
        except Exception as error:  # whoever waits must hear of it
            log.exception("The journal can't be written")
            failed = JournalFailed(WhyFailed.FAILED, type(error).__name__)
        for (_, done), result in zip(waiting, results, strict=True):
            # a loop that is closed has nobody waiting
            with suppress(RuntimeError):
                done.get_loop().call_soon_threadsafe(_settle, done, result, failed)

    @contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        with _translated():
            try:
                yield self._opened()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                self._put_aside()
                # Python's own error quotes the cell, and what was raised gets into logs with what caused it
                detail = "invalid UTF-8" if _is_no_text(error) else str(error)
                raise JournalFailed(WhyFailed.DAMAGED, detail) from None

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = self._connected()
            self._opened_as = self._path.stat()
        return self._database

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return schema.connect(self._path)
        except sqlite3.DatabaseError as error:
            # busy, full, no permission: the file may be as good as ever
            if not _is_damage(error):
                raise
            self._put_aside()
            return schema.connect(self._path)

    def _put_aside(self) -> None:
        """Rename the file, and what of it isn't in it yet: a person may have it mended."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()
            if self._opened_as is not None and not os.path.samestat(self._opened_as, self._path.stat()):
                # another window has done it, and the new one is no worse for it
                return
        try:
            # before the file itself: SQLite would put it into the new one
            wal = self._path.with_name(f"{self._path.name}-wal")
            if wal.exists():
                set_aside(wal)
            self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)
            self.set_aside = set_aside(self._path)
        except OSError as error:
            # Windows keeps a file that another window has open
            raise JournalFailed(WhyFailed.FAILED, error.strerror or "") from error
        log.error("The journal is damaged; it is kept as %s", self.set_aside.name)

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with _translated():
                database.close()


def _settle(done: "asyncio.Future[object]", result: object, error: JournalFailed | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        # one exception can't be raised in two tasks at once
        done.set_exception(JournalFailed(error.why, error.detail))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise JournalFailed(_why(error), str(error)) from error
    except OSError as error:
        raise JournalFailed(WhyFailed.of(error), error.strerror or "") from error


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or _is_no_text(error)


def _is_no_text(error: sqlite3.DatabaseError) -> bool:
    """Say whether there are bytes that are no text, where a text was written."""
    return str(error).startswith("Could not decode")


def _why(error: sqlite3.Error) -> WhyFailed:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        return WhyFailed.FULL
    return (
        WhyFailed.NO_PERMISSION
        if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN"))
        else WhyFailed.FAILED
    )
