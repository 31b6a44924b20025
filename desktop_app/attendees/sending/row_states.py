"""Tracks the state of each row of a run: written to the journal first, then counted."""

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import IN, Entry, Fate, Import, Result
from desktop_app.attendees.sending.known import Known
from desktop_app.attendees.sending.progress import Meter
from desktop_app.attendees.sending.turns import in_turns
from desktop_app.zoom.models import Ticket


class RowStates:
    """Knows every row that a run has read."""

    def __init__(self, journal: Journal, made: Import, meter: Meter) -> None:
        self._journal = journal
        self._made = made
        self._meter = meter
        self._fates: dict[int, Fate] = {}
        self.outdated = False
        """Whether another window has changed waiting rows since they were read."""

    async def rows(
        self, fates: Sequence[Fate], *, limit: int | None = None, after: int | None = None
    ) -> tuple[list[Entry], list[Entry]]:
        """Read rows of some fates from the journal. Return those that are new to this run, and all."""
        read = await self._journal.rows(self._made.id, fates=fates, limit=limit, after=after)
        new = [row for row in read if row.row not in self._fates]
        self._fates.update((row.row, row.fate) for row in new)
        return new, read

    def have_failed(self, rows: Iterable[Entry]) -> bool:
        """Say whether all of these have failed in this run."""
        return all(self._fates.get(row.row) is Fate.FAILED for row in rows)

    def forget(self, rows: Iterable[int]) -> None:
        """Let rows be new again, by number."""
        for row in rows:
            del self._fates[row]

    async def held_beside(self) -> Known:
        """Return whom the journal knows to be in by other imports into the event: for a Zoom that doesn't say."""
        rows = await self._journal.held_beside(self._made)
        return Known(
            [
                Ticket(ticket_id=row.ticket_id, email=row.email, join_link=row.join_link)
                for row in rows
                if row.fate in IN
            ],
            doubtful=[row.email for row in rows if row.fate not in IN],
        )

    async def changed_beside(self, seconds: float) -> bool:
        """Say whether the tickets of other imports into the event changed in the last seconds, or may still."""
        since = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)
        return await self._journal.changed_beside(self._made, since)

    async def sending(self, rows: Sequence[Entry]) -> list[Entry]:
        """Write down that rows are about to leave, and return those that may. It is on the disk when this returns."""
        leaving = await self._journal.mark_sending(self._made.id, rows)
        self._moved((row.row, Fate.SENDING) for row in leaving)
        if len(leaving) < len(rows):
            # as the others are now, they are new
            self.outdated = True
            stayed = {row.row for row in rows}.difference(row.row for row in leaving)
            self.forget(stayed)
            waiting = await self._journal.rows(self._made.id, fates=(Fate.WAITING,))
            self._meter.leave_out(len(stayed.difference(row.row for row in waiting)))
        return leaving

    async def spare(self, found: Sequence[tuple[Entry, Result]]) -> None:
        """Record results for waiting rows that needn't be sent, but for those that have changed meanwhile."""
        if found:
            still = {row.row for row in await self.sending([row for row, _ in found])}
            await self.record(result for row, result in found if row.row in still)

    async def all_are(self, rows: Iterable[Entry], fate: Fate) -> None:
        """Give all rows the same fate, without a ticket or a message."""
        await self.record(Result(row=row.row, fate=fate) for row in rows)

    async def doubted(self, rows: Iterable[Entry]) -> None:
        """Record that nobody knows what became of rows, unless that is recorded already, with the reason."""
        await self.all_are((row for row in rows if self._fates.get(row.row) is not Fate.UNKNOWN), Fate.UNKNOWN)

    async def record(self, results: Iterable[Result]) -> None:
        """Record what became of rows. It is on the disk when this returns."""
        results = list(results)
        if results:
            await self._journal.record(self._made.id, results)
            self._moved((result.row, result.fate) for result in results)
            self._meter.tell()

    async def without_known(self, rows: Sequence[Entry], known: Known, *, ours_only: bool = False) -> list[Entry]:
        """Record who has a ticket, or one that this import made, and return the others."""
        missing: list[Entry] = []
        async for part in in_turns(rows):
            waiting: list[tuple[Entry, Result]] = []
            doubtful: list[Result] = []
            for row in part:
                result = known.result(row, self._made)
                if result is None or (ours_only and result.fate is not Fate.REGISTERED):
                    missing.append(row)
                elif self._fates[row.row] is Fate.WAITING:
                    waiting.append((row, result))
                else:
                    doubtful.append(result)
            await self.spare(waiting)
            await self.record(doubtful)
        return missing

    def _moved(self, fates: Iterable[tuple[int, Fate]]) -> None:
        for row, fate in fates:
            self._meter.move(self._fates.get(row, Fate.WAITING), fate)
            self._fates[row] = fate
