"""Doubts: whoever left without a readable answer, or was left out of it, is looked for at Zoom before leaving again."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from desktop_app.attendees.records import IN_DOUBT, Entry, Fate, Result
from desktop_app.attendees.sending import outcome
from desktop_app.attendees.sending.known import Known
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.ticket_lookup import TicketLookup
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import TicketFailure

SETTLES = 5.0
"""Seconds until a request without a readable answer has either been carried out or never will be, and until the list
of tickets has everybody whom an answer was silent about."""

MOST_TRIES = 3
"""Times that a row is sent although each time nothing came of it; if the answers were lost, in ever smaller batches."""


class Settling:
    """Settles the doubts of one run. Its methods return, in batches, the rows that may leave again."""

    def __init__(self, lookup: TicketLookup, states: RowStates, pause: Callable[[float], Awaitable[None]]) -> None:
        self._lookup = lookup
        self._states = states
        self._pause = pause
        self._silent: Counter[int] = Counter()
        self._lost: Counter[int] = Counter()

    async def earlier(self) -> Known | None:
        """Settle whom earlier runs left in doubt, and return who is in; None if Zoom doesn't say.

        Who isn't in waits again, like everybody else.
        """
        doubtful, _ = await self._states.rows(IN_DOUBT)
        known, age = (None if doubtful else await self._lookup.ahead()) or (None, 0.0)
        if not doubtful and self._lookup.stopped:
            return None
        if await self._states.changed_beside(SETTLES + age):
            # the list may not have everybody yet whom another import just registered
            known = None
            await self._pause(SETTLES)
        if known is None:
            known = await self._lookup.everybody()
        if known is None:
            # without the list nobody in doubt may be sent again; the others were never sent
            await self._states.all_are(doubtful, Fate.UNKNOWN)
            return None
        missing = await self._missing_from(known, doubtful)
        await self._states.all_are(missing, Fate.WAITING)
        self._lookup.forget()
        self._states.forget(row.row for row in missing)
        return known

    async def lost(self, batch: Sequence[Entry], error: ZoomError) -> list[tuple[Entry, ...]]:
        """Settle a batch whose answer was lost. What loses its answer every time leaves in ever smaller parts."""
        self._lost.update(row.row for row in batch)
        missing = await self._missing(batch)
        await self._states.all_are(missing, Fate.WAITING)
        if not missing:
            return []
        if max(self._lost[row.row] for row in missing) < MOST_TRIES:
            return [tuple(missing)]
        if len(missing) > 1:
            half = len(missing) // 2
            return [tuple(missing[:half]), tuple(missing[half:])]
        await self._states.record([outcome.as_failed(missing[0], error)])
        return []

    async def silent(self, rows: Sequence[Entry], told: TicketFailure | None) -> list[tuple[Entry, ...]]:
        """Settle rows that an answer left out. Older answers left out whom they refused.

        `told` is a failure that can only be theirs, though it doesn't say whose it is.
        """
        self._silent.update(row.row for row in rows)
        missing = await self._missing(rows)
        given_up = [row for row in missing if told is not None or self._silent[row.row] >= MOST_TRIES]
        again = tuple(row for row in missing if told is None and self._silent[row.row] < MOST_TRIES)
        await self._states.record(
            Result(row=row.row, fate=Fate.FAILED, reason=Reason.TICKET_FAILED)
            if told is None
            else outcome.as_told(row, told)
            for row in given_up
        )
        await self._states.all_are(again, Fate.WAITING)
        return [again] if again else []

    async def refused(self, rows: Sequence[Entry], results: dict[int, Result]) -> None:
        """Record people whom Zoom refused without a reason: it has no code for those who are in already."""
        known = await self._lookup.about(rows)
        missing = rows if known is None else await self._states.without_known(rows, known)
        await self._states.record(results[row.row] for row in missing)

    async def _missing(self, rows: Sequence[Entry]) -> list[Entry]:
        """Record who turned out to have a ticket, or can't be asked for, and return the others."""
        known = await self._lookup.about(rows)
        if known is None:
            await self._states.doubted(rows)
            return []
        return await self._missing_from(known, rows)

    async def _missing_from(self, known: Known, rows: Sequence[Entry]) -> list[Entry]:
        """As `_missing`; who isn't there yet is asked for once more, a little later."""
        # whoever has another ticket may have ours, too, in a moment
        missing = await self._states.without_known(rows, known, ours_only=True)
        if not missing:
            return []
        await self._pause(SETTLES)
        again = await self._lookup.about(missing)
        if again is None:
            await self._states.doubted(missing)
            return []
        return await self._states.without_known(missing, again)
