"""The durable record of imports: what was asked for, what was about to be sent, and what became of each row.

SQLite in one file of this user's, written through to the disk at every step, by one thread of its own. It holds
people's names, addresses and join links until they are wiped, and never a secret of the account. What a person changed
in a list that isn't imported yet is in it, too. Beside it is the key of the marks that wiping leaves (`keeping.marks`).
"""

import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from sqlite3 import Connection
from weakref import WeakSet

import msgspec

from desktop_app.attendees.keeping import changes_table, import_table, marks, row_table, schema
from desktop_app.attendees.keeping.file import JournalFile
from desktop_app.attendees.keeping.fingerprints import fingerprint
from desktop_app.attendees.keeping.list_changes import ListChanges
from desktop_app.attendees.records import (
    Counts,
    Entry,
    Fate,
    Import,
    ImportStanding,
    JournalFailed,
    Kept,
    ListKey,
    NewRow,
    Result,
    SortedBy,
    SourceTable,
    Undo,
    WhyFailed,
    WhyLeft,
)
from desktop_app.zoom.requests import LONGEST_SOURCE

__all__ = [
    "Counts",
    "Entry",
    "Fate",
    "Import",
    "ImportStanding",
    "Journal",
    "JournalFailed",
    "Kept",
    "ListChanges",
    "ListKey",
    "NewRow",
    "Result",
    "SortedBy",
    "SourceTable",
    "Undo",
    "WhyFailed",
    "WhyLeft",
    "fingerprint",
]


class Journal:
    """The record in one file. It opens itself when first used; making one costs nothing.

    Every method raises JournalFailed, and what it changes is on the disk when it returns. What batches of one import
    write at the same time reaches the disk together.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = JournalFile(path)
        self._changes: WeakSet[ListChanges] = WeakSet()

    @property
    def folder(self) -> Path:
        """Where the file is: what belongs to it may be put beside it."""
        return self._path.parent

    @property
    def set_aside(self) -> Path | None:
        """Where the file was put that was found here and is no journal; None when there was none."""
        return self._file.set_aside

    def damaged_files(self) -> list[Path]:
        """Return what was set aside, in earlier runs too: it holds people's data until somebody deletes it."""
        return sorted(self.folder.glob(f"{self._path.name}*.unreadable-*"))

    async def close(self) -> None:
        """Finish what is being written and close the file. Does nothing when it isn't open."""
        await self._file.close()

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
        changed_list: ListKey | None = None,
    ) -> Import:
        """Record an import and the rows of its list. Raises ValueError when nobody waits to be sent.

        `rows` is read by the journal's own thread, bit by bit. `prepared` marks an import that waits for its event to
        be published. `table` says how the `cells` of rows are to be read. What was kept of changes to `changed_list` is
        forgotten: they are in the rows.
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
            created=dt.datetime.now(dt.UTC),
            total=0,
            prepared=prepared,
        )

        def begin(database: Connection) -> Import:
            if changed_list is not None:
                changes_table.forget(database, changed_list)
            return import_table.begin(database, made, rows, table)

        return await self._file.change(begin)

    async def get(self, import_id: str) -> Import | None:
        """Return an import, None when there is none of that id."""
        return await self._file.ask(import_table.one, import_id)

    async def imports(self, event_id: str, account_key: str) -> list[ImportStanding]:
        """Return the imports of an account into an event, the newest first."""
        return await self._file.ask(import_table.of_event, event_id, account_key)

    async def unfinished(self, account_key: str | None = None) -> list[ImportStanding]:
        """Return the imports that have rows left to send or to settle, or whose undoing isn't done, of an account or of
        all, the oldest first.

        Prepared ones are among them.
        """
        return await self._file.ask(import_table.unfinished, account_key)

    async def held_beside(self, made: Import) -> list[Entry]:
        """Return the rows of other imports into the same event who have a ticket, or may have; and those of this one
        whose people are known to have, or may have, one by an import that is wiped."""

        def held(database: Connection) -> list[Entry]:
            return row_table.held_beside(database, made) + marks.marked(database, self._path, made)

        return await self._file.ask(held)

    async def changed_beside(self, made: Import, since: dt.datetime) -> bool:
        """Say whether another import into the same event has rows in doubt, or such that Zoom gave or took a ticket
        after `since` (aware)."""
        return await self._file.ask(import_table.changed_beside, made, since)

    async def started(self, import_id: str) -> None:
        """Record that a prepared import was started."""
        await self._file.change(import_table.started, import_id)

    async def follow(self, account_key: str, before: Iterable[str], event_id: str) -> None:
        """Let what was prepared for drafts that are gone be for the one that took their place, and what was changed in
        lists for them."""
        gone = tuple(before)

        def follow(database: Connection) -> None:
            import_table.follow(database, account_key, gone, event_id)
            changes_table.follow(database, account_key, gone, event_id)

        await self._file.change(follow)

    async def discard(self, import_id: str) -> None:
        """Remove an import of which nothing was ever sent, with its people. Raises ValueError for any other."""
        await self._file.change(import_table.discard, import_id)

    async def abandon(self, import_id: str) -> None:
        """Give up what an import, or taking it back, has left: who was never sent is taken back, who is in doubt failed
        and is UNSETTLED. Not while it runs."""
        await self._file.change(import_table.abandon, import_id)

    def changes_of(self, key: ListKey) -> ListChanges:
        """Return what keeps the changes that a person makes to a list before its import."""
        changes = ListChanges(self._file, key)
        self._changes.add(changes)
        return changes

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
        return await self._file.ask(
            row_table.some,
            import_id,
            fates=None if fates is None else tuple(fates),
            limit=limit,
            offset=offset,
            withdrawn=withdrawn,
            after=after,
        )

    async def order(
        self,
        import_id: str,
        by: SortedBy,
        *,
        descending: bool = False,
        fates: Collection[Fate] | None = None,
        withdrawn: bool | None = False,
    ) -> Sequence[int]:
        """Return the numbers of the rows that `rows` would return, sorted: cells whatever their case and accents, blank
        ones last; who failed or is in doubt first; and those alike in the order of the list."""
        return await self._file.ask(
            row_table.order,
            import_id,
            by,
            descending=descending,
            fates=None if fates is None else tuple(fates),
            withdrawn=withdrawn,
        )

    async def rows_numbered(self, import_id: str, numbers: Sequence[int]) -> list[Entry]:
        """Return rows of an import by their numbers (some hundreds), in that order, as far as they are there."""
        return await self._file.ask(row_table.of_numbers, import_id, tuple(numbers))

    async def source_rows(
        self, import_id: str, fates: Collection[Fate] | None = None
    ) -> tuple[SourceTable | None, list[Entry]]:
        """Return rows, and the same in the person's own columns; None when they weren't kept, or are wiped."""
        return await self._file.ask(row_table.with_source, import_id, None if fates is None else tuple(fates))

    async def counts(self, import_id: str) -> Counts:
        """Return how many rows stand where; after wiping too."""
        return await self._file.ask(import_table.counts, import_id)

    async def mark_sending(self, import_id: str, rows: Sequence[Entry]) -> list[Entry]:
        """Record that these rows are about to leave, and return those that may: all but what was corrected, taken back
        or given up in another window since it was read, or is gone with its import."""
        return await self._file.change_together(lambda database: row_table.mark_sending(database, import_id, rows))

    async def record(self, import_id: str, results: Iterable[Result]) -> None:
        """Record what became of rows."""
        known = tuple(results)
        await self._file.change_together(lambda database: row_table.record(database, import_id, known))

    async def retry(self, import_id: str) -> int:
        """Let failed rows wait again; who was given up in doubt is in doubt. Return how many."""
        return await self._file.change(row_table.retry, import_id)

    async def correct(
        self,
        import_id: str,
        row: int,
        *,
        email: str | None = None,
        first_name: str | None = None,
        last_name: str | None = None,
    ) -> None:
        """Correct cells of a row that failed or waits; of one that failed that is known until it is retried. Raises
        KeyError for any other, and for one that was given up in doubt: under its old name it may have a ticket."""
        await self._file.change(row_table.correct, import_id, row, (email, first_name, last_name))

    # --- taking back, and forgetting

    async def set_undo(self, import_id: str, state: Undo) -> None:
        """Record that an import is to be taken back, or has been."""
        await self._file.change(import_table.set_undo, import_id, state)

    async def withdraw(self, import_id: str, row: int) -> None:
        """Record that the ticket of a row is gone, and with it of the rows that were in with the same one."""
        await self._file.change_together(lambda database: row_table.withdraw(database, import_id, row))

    async def withdraw_waiting(self, import_id: str) -> int:
        """Take back the rows that were never sent. Return how many."""
        return await self._file.change(row_table.withdraw_waiting, import_id)

    async def kept(self) -> Kept:
        """Return whose data there is to be wiped."""

        def kept(database: Connection) -> Kept:
            return msgspec.structs.replace(import_table.kept(database), lists=changes_table.count(database))

        return await self._file.ask(kept)

    async def wipe_older_than(self, time: dt.datetime) -> int:
        """Remove the people of every finished import that nothing was done to since `time` (aware) from the file, and
        keep how many stood where, and an unreadable mark of each who is in (`keeping.marks`); remove what was changed
        before then in lists. Return how many imports that were."""
        return await self._wipe(time)

    async def wipe_finished(self) -> int:
        """The same with every finished import."""
        return await self._wipe(None)

    async def _wipe(self, before: dt.datetime | None) -> int:

        def wipe(database: Connection) -> tuple[int, list[ListKey]]:
            return import_table.wipe(database, self._path, before), changes_table.wipe(database, before)

        imports, lists = await self._file.change(wipe)
        for changes in tuple(self._changes):
            if changes.key in lists:
                changes.on_deleted()
        # another window may have kept what was removed before on the disk
        await self._file.ask(schema.write_anew, removed=bool(imports or lists))
        return imports
