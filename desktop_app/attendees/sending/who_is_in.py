"""What a run knows of who holds a ticket, and how long it may rest on that: people register by themselves, too."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from desktop_app.attendees.records import Entry
from desktop_app.attendees.sending.known import Known
from desktop_app.attendees.sending.progress import Meter
from desktop_app.attendees.sending.row_states import RowStates
from desktop_app.attendees.sending.ticket_lookup import TicketLookup

HOLDS = 60.0
"""Seconds that Zoom's word of who is in holds, by the clock on the wall, which goes on while a computer sleeps."""


BESIDE = 2.5
"""Times that a page of the list takes longer, at most, when it is read beside the batches."""


class Told(NamedTuple):
    """What a batch rests on: whom Zoom knows, which list that is and after how many pauses, and when people were asked
    for who are asked for one by one."""

    known: Known | None
    read_at: float | None
    pauses: int
    asked_at: float


class WhoIsIn:
    """Zoom's list, where it is complete; else people are asked for one by one; else the journal is believed."""

    def __init__(self, lookup: TicketLookup, states: RowStates, meter: Meter, wall_clock: Callable[[], float]) -> None:
        self._lookup = lookup
        self._states = states
        self._meter = meter
        self._wall_clock = wall_clock
        self.known: Known | None = None
        self.one_by_one = False
        """Whether the list isn't complete, so that each person is asked for before leaving."""
        self._read_at: float | None = None
        """When Zoom gave the list; None when it has to be asked again."""
        self._pauses = 0
        self._renewing: asyncio.Task[None] | None = None
        self._page = 0.0
        """Seconds that a page takes beside the batches."""
        self._renews = True
        """Whether the list can be read while it grows."""

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
        self._page = 0.0 if known is None else BESIDE * known.seconds_a_page

    async def ask_again(self) -> None:
        """Let Zoom say again who is in, or wait for what it is being asked."""
        if self._renewing is not None:
            await self._renewing
        if self.outdated:
            await self.learn(self._lookup.everybody())

    def renew_in_time(self) -> None:
        """Ask again beside the batches, so that nobody has to wait for the answer when this list has aged. Raises what
        went wrong with that."""
        if self._renewing is not None:
            if not self._renewing.done():
                return
            self._renewing.result()
            self._renewing = None
        if self._read_at is None or self.one_by_one or not (self._renews and self._lookup.permitted):
            return
        takes = self._lookup.seconds_to_list(self._page)
        holds = HOLDS - abs(self._wall_clock() - self._read_at)
        if holds < takes < HOLDS and self._meter.seconds_left > holds:
            self._renewing = asyncio.create_task(self._renew())

    async def close(self) -> None:
        """Ask no more."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)

    async def _renew(self) -> None:
        pauses = self._pauses
        known = await self._lookup.everybody()
        if known is None or not known.complete:
            # some lists can't be read while they grow: this one is asked for again when nothing else is
            self._renews = False
        elif self._pauses == pauses:
            self.known, self._read_at = known, known.read_at
            self._page = known.seconds_a_page

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
