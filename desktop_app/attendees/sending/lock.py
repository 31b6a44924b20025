"""One import into an event at a time, also with two Foyer windows open.

The lock belongs to the operating system and ends with the process that holds it, however that ends: there is no stale
lock to be found and judged. Its file stays and is empty.
"""

import errno
import hashlib
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import AlreadyRunning, Import, ImportOver, JournalFailed, WhyFailed

_FOLDER = "locks"


@asynccontextmanager
async def only_this(journal: Journal, import_id: str) -> AsyncIterator[Import]:
    """Hold the lock of an import's event, and yield the import as it is under it.

    Raises ImportOver for one that is gone or wiped, AlreadyRunning as `only_one`, also for one that is just moving to
    another event; JournalFailed.
    """
    found = await journal.get(import_id)
    if found is None:
        raise ImportOver
    with only_one(journal.folder, found.account_key, found.event_id):
        # who had the lock before may have taken the import back, or its place
        made = await journal.get(import_id)
        if made is None or made.wiped:
            raise ImportOver
        if made.event_id != found.event_id:
            raise AlreadyRunning
        yield made


@contextmanager
def only_one(folder: Path, account_key: str, event_id: str) -> Iterator[None]:
    """Hold the lock of an event. Raises AlreadyRunning when somebody has it, JournalFailed when no file can be made, or
    its folder has no locks: two windows would send at once, and SQLite could keep no journal there either."""
    name = hashlib.sha256(f"{account_key}\n{event_id}".encode("utf-8", "replace")).hexdigest()[:32]
    place = folder / _FOLDER
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise JournalFailed(WhyFailed.of(error), error.strerror or "") from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _TAKEN:
                raise AlreadyRunning from None
            raise JournalFailed(WhyFailed.FAILED, error.strerror or "") from error
        yield
    finally:
        # closing it ends the lock
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    _TAKEN = (errno.EACCES, errno.EDEADLOCK)

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _TAKEN = (errno.EWOULDBLOCK,)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
