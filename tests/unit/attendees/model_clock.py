"""A clock that goes on when everybody waits, and a journal for which it stands still."""

import asyncio
import heapq
import itertools

from desktop_app.attendees.journal import Journal, JournalFailed, WhyFailed
from desktop_app.attendees.keeping.file import JournalFile

MOST_PAUSES = 20_000
MOST_IDLE = 3_000


class Clock:
    """Goes on when everybody waits: for it, and for nothing else."""

    def __init__(self):
        self.now = 0.0
        self._busy = 0
        self._free = asyncio.Event()
        self._free.set()
        self.touched = 0
        self.pauses = 0
        self._heap = []
        self._order = itertools.count()

    async def pause(self, seconds):
        self.pauses += 1
        assert self.pauses < MOST_PAUSES, "it waits without end"
        reached = asyncio.get_running_loop().create_future()
        heapq.heappush(self._heap, (self.now + max(0.0, seconds), next(self._order), reached))
        self.touched += 1
        await reached
        self.touched += 1

    def hold(self, more):
        """Stand still while `more` is more than nothing."""
        self._busy += more
        self.touched += 1
        if self._busy:
            self._free.clear()
        else:
            self._free.set()

    def sleep(self, seconds):
        """Let everything stand still for a while, as a laptop that is shut."""
        self.now += seconds
        self.touched += 1

    async def drive(self):
        quiet, seen, idle = 0, -1, 0
        while True:
            await self._free.wait()
            await asyncio.sleep(0)
            if self.touched != seen:
                quiet, seen = 0, self.touched
                continue
            quiet += 1
            if quiet < 12:
                continue
            while self._heap and self._heap[0][2].done():
                heapq.heappop(self._heap)
            if self._heap:
                at, _, reached = heapq.heappop(self._heap)
                self.now = max(self.now, at)
                reached.set_result(None)
                quiet = idle = 0
            else:
                idle += 1
                assert idle < MOST_IDLE, "it hangs"


class ClockedJournal(Journal):
    """The clock stands still while it writes. `full` is the share of a run's writes that find the disk full."""

    def __init__(self, path, clock, chance):
        super().__init__(path)
        self._file = ClockedFile(path, clock, chance)

    @property
    def full(self):
        return self._file.full

    @full.setter
    def full(self, share):
        self._file.full = share


class ClockedFile(JournalFile):
    def __init__(self, path, clock, chance):
        super().__init__(path)
        self._clock = clock
        self._chance = chance
        self.full = 0.0

    async def ask(self, *args, **kwargs):
        return await self._counted(super().ask(*args, **kwargs))

    async def change_together(self, work):
        if self.full and self._chance.random() < self.full:
            raise JournalFailed(WhyFailed.FULL)
        return await self._counted(super().change_together(work))

    async def _counted(self, work):
        self._clock.hold(+1)
        try:
            return await work
        finally:
            self._clock.hold(-1)
