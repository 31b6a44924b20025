"""What a person changes in one list, kept until the list is imported."""

import logging
from collections.abc import Callable, Sequence
from sqlite3 import Connection
from typing import TypeAlias

from desktop_app.attendees.keeping import changes_table, schema
from desktop_app.attendees.keeping.changes_table import Written
from desktop_app.attendees.keeping.file import JournalFile
from desktop_app.attendees.records import Changes, Correction, JournalFailed, ListKey

log = logging.getLogger(__name__)

_Wanted: TypeAlias = tuple[Sequence[Correction], frozenset[int]]


class ListChanges:
    """The changes to one list. `keep` asks for them to be written and waits for nothing; the journal's thread writes,
    and of several changes that wait only the last. What was asked for before the journal is closed is written then.

    `on_deleted` is called, on the caller's thread, when this window has deleted them: whoever still has them is to let
    go of them, or they would be written again."""

    def __init__(self, file: JournalFile, key: ListKey) -> None:
        self.key = key
        self._file = file
        # what should be written: only the caller's thread changes this
        self._wanted: _Wanted = ((), frozenset())
        # what is: only the journal's thread changes these
        self._is: _Wanted = self._wanted
        self._written = Written()
        self.on_deleted: Callable[[], object] = lambda: None
        self.failed = False
        """Whether the journal couldn't be used when it was last needed; the next change tries again."""

    async def recall(self) -> Changes | None:
        """Return what was changed in this list when it was here before, None for nothing. Raises JournalFailed."""
        try:
            return await self._file.ask(self._recall)
        except JournalFailed:
            self.failed = True
            raise

    def keep(self, corrections: Sequence[Correction], left: frozenset[int]) -> None:
        """Have it written that these are the changes. A failure is logged, and costs nothing but what is kept."""
        self._wanted = tuple(corrections), left
        self._file.soon(self._write, self._not_written)

    def _recall(self, database: Connection) -> Changes | None:
        changes, self._written = changes_table.recall(database, self.key)
        return changes

    def _write(self, database: Connection) -> None:
        wanted = self._wanted
        if wanted is not self._is:
            with schema.transaction(database):
                written = changes_table.write(database, self.key, self._written, *wanted)
            self._written, self._is, self.failed = written, wanted, False

    def _not_written(self, error: JournalFailed) -> None:
        self.failed = True
        log.warning("What was changed in a list isn't kept: %s %s", error.why, error.detail)
