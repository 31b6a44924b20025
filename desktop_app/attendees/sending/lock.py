"""One import into an event at a time, also with two Foyer windows open."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import AlreadyRunning, Import, ImportOver, JournalFailed, WhyFailed
from desktop_app.storage import locks

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
    with ExitStack() as held:
        try:
            held.enter_context(locks.hold(folder / _FOLDER / f"{name}.lock"))
        except locks.Held:
            raise AlreadyRunning from None
        except OSError as error:
            raise JournalFailed(WhyFailed.of(error), error.strerror or "") from error
        yield
