"""What a run knows of who holds a ticket, and how long it may rest on that: people register by themselves, too."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from desktop_app.attendees.records import Entry
from desktop_app.attendees.sending.known import Known
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.ticket_lookup import TicketLookup

HOLDS = 60.0
"""Seconds that Zoom's word of who is in holds, by the clock on the wall, which goes on while a computer sleeps."""


class Told(NamedTuple):
    """What a batch rests on: whom Zoom knows, which list that is and after how many pauses, and when people were asked
    for who are asked for one by one."""

    known: Known | None
    read_at: float | None
    pauses: int
    asked_at: float


class WhoIsIn:
    """Zoom's list, where it is complete; else people are asked for one by one; else the journal is believed."""

    def __init__(self, lookup: TicketLookup, states: RowStates, wall_clock: Callable[[], float]) -> None:
        self._lookup = lookup
        self._states = states
        self._wall_clock = wall_clock
        self.known: Known | None = None
        self.one_by_one = False
        """Whether the list isn't complete, so that each person is asked for before leaving."""
        self._read_at: float | None = None
        """When Zoom gave the list; None when it has to be asked again."""
        self._pauses = 0

    def resumed(self) -> None:
        """Take note that a pause is over: anybody may have registered meanwhile."""
        # a permission that was missing may have come, too
        self._lookup.permitted = True
        self._read_at = None
        self._pauses += 1

    async def learn(self, asking: Awaitable[Known | None]) -> None:
        """Let Zoom say who is in; where it doesn't, the journal does."""
        pauses = self._pauses
        known = await asking
        if known is None and not self._lookup.permitted:
            known = await self._states.held_beside()
            if self.known is not None:
                # what Zoom told before it refused to tell still holds
                await known.include(self.known)
        self.known = known
        self.one_by_one = known is not None and not known.complete
        self._read_at = None if known is None or self._pauses != pauses else known.read_at

    @property
    def outdated(self) -> bool:
        """Whether somebody may have got in since it was learned who is."""
        if not self._lookup.permitted:
            # the journal has no news; but asking for each can't go on
            return self.one_by_one
        if self.one_by_one:
            return False
        return self._read_at is None or abs(self._wall_clock() - self._read_at) > HOLDS

    async def of(self, batch: Sequence[Entry]) -> Told | None:
        """Return what is known of a batch; None if that has to be asked for anew."""
        known, read_at, pauses = self.known, self._read_at, self._pauses
        asked_at = self._wall_clock()
        if self.one_by_one:
            known = await self._lookup.each(batch)
            if known is None:
                return None
            if len(batch) == 1:
                # of several, the first may have got in since they were asked for
                asked_at = self._wall_clock()
        told = Told(known, read_at, pauses, asked_at)
        return None if self._has_aged(told) else told

    def holds(self, told: Told) -> bool:
        """Say whether a batch that rests on this may leave now. Its turn may come after a pause, a sleep, or a newer
        list."""
        newer = (told.read_at, told.pauses) != (self._read_at, self._pauses)
        return not (newer or self.outdated or self._has_aged(told))

    def _has_aged(self, told: Told) -> bool:
        return self.one_by_one and abs(self._wall_clock() - told.asked_at) > HOLDS
