"""A simulated account on a line that isn't even, and the real pacer sending to it, in time that nobody waits for.

The account counts calls when they arrive: in any span of one second as practice does, in clock seconds, or from a
bucket that fills evenly. Calls arrive late, and several together after a stall of the line; the program stalls, too.
"""

import asyncio
import datetime as dt
import math
import random
import selectors
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop_app.practice.limits import Limiter, Rate
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pace import Pace
from desktop_app.zoom.pacing import Pacer

T = TypeVar("T")
START = 1000.0
OPERATION = "createTickets"


class _Skips(selectors.DefaultSelector):
    """Waits for nothing: what would be waited is added to the clock."""

    now = START

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise AssertionError("everybody waits, and for nothing: stuck")
        # at least what the loop can tell apart
        self.now += max(0.0, timeout) and max(1e-6, timeout)
        return []


class SkippingLoop(asyncio.SelectorEventLoop):
    """An event loop whose time passes at once."""

    def __init__(self) -> None:
        self.skips = _Skips()
        super().__init__(self.skips)

    def time(self) -> float:
        return self.skips.now

    def stall(self, seconds: float) -> None:
        """Be held up, as by a slow machine."""
        self.skips.now += seconds


def played(work: Callable[[SkippingLoop], Coroutine[Any, Any, T]]) -> T:
    loop = SkippingLoop()
    try:
        return loop.run_until_complete(work(loop))
    finally:
        loop.close()


class ClockSeconds:
    """Counts anew with each tick of the clock."""

    def __init__(self, limit: int) -> None:
        self.limit, self.second, self.count = limit, 0, 0

    def refused(self, now: float) -> bool:
        if int(now) != self.second:
            self.second, self.count = int(now), 0
        if self.count >= self.limit:
            return True
        self.count += 1
        return False


class Bucket:
    """Fills evenly, and holds what a second fills."""

    def __init__(self, limit: int) -> None:
        self.limit, self.level, self.at = limit, float(limit), 0.0

    def refused(self, now: float) -> bool:
        self.level = min(float(self.limit), self.level + max(0.0, now - self.at) * self.limit)
        self.at = now
        if self.level < 1.0:
            return True
        self.level -= 1.0
        return False


class AnySecond:
    """Practice's own."""

    def __init__(self, limit: int) -> None:
        self.limiter = Limiter(Rate(per_second=limit))

    def refused(self, now: float) -> bool:
        return self.limiter.refused(now) is not None


COUNTING = {"any second": AnySecond, "clock seconds": ClockSeconds, "bucket": Bucket}


@dataclass
class Line:
    """`latency` of a round trip and `jitter` of each way in seconds; `stalls` a minute on the way out and as many on
    the way back, `halts` a minute of the program, each up to `longest` seconds; `work` that an answer takes longer."""

    latency: float = 0.25
    jitter: float = 0.0
    stalls: float = 0.0
    halts: float = 0.0
    longest: float = 0.3
    work: float = 0.0
    seed: int = 0
    _until: dict[str, float] = field(default_factory=dict, init=False)
    _next: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def arrives(self, way: str, left: float) -> float:
        """Return when what left arrives; a stall lets all through together when it ends."""
        if self.stalls:
            begins = self._next.setdefault(way, left + self.chance.expovariate(self.stalls / 60))
            while begins <= left:
                self._until[way] = begins + self.chance.uniform(0.05, self.longest)
                begins = self._until[way] + self.chance.expovariate(self.stalls / 60)
                self._next[way] = begins
        at = left + self.latency / 2 + self.chance.uniform(0.0, self.jitter)
        return max(at, self._until.get(way, 0.0) + self.latency / 2)


@dataclass
class Played:
    seconds: float
    calls: int
    refused: int
    limit: int
    latency: float
    pace: Pace

    @property
    def share(self) -> float:
        """Of what the account takes; without the answer of the last call."""
        return self.calls / self.limit / (self.seconds - self.latency)


class Account:
    """What takes the calls. Others' calls come evenly, `others` a second until `others_until`."""

    def __init__(self, loop: SkippingLoop, line: Line, limit: int, counting: str, *, told: str) -> None:
        self.loop, self.line, self.limit, self.told = loop, line, limit, told
        self.counting = COUNTING[counting](limit)
        self.others, self.others_until, self._others_at = 0.0, math.inf, START

    def _others_call(self, now: float) -> None:
        while self.others and (at := self._others_at + 1.0 / self.others) <= min(now, self.others_until):
            self._others_at = at
            self.counting.refused(at)

    async def call(self, note: Callable[[dict[str, str]], None]) -> None:
        arrives = self.line.arrives("out", self.loop.time())
        await asyncio.sleep(arrives - self.loop.time())
        # what the program does meanwhile is not the account's clock
        self._others_call(arrives)
        refused = self.counting.refused(arrives)
        done = arrives + self.line.chance.uniform(0.0, self.line.work)
        await asyncio.sleep(done - self.loop.time())
        await asyncio.sleep(self.line.arrives("back", done) - self.loop.time())
        if not refused:
            return
        retry_at = None
        if self.told != "nothing":
            retry_at = dt.datetime.fromtimestamp(math.ceil(arrives), dt.UTC)
        note({"x-ratelimit-type": "QPS", "x-ratelimit-limit": str(self.limit)} if self.told == "limit" else {})
        raise ZoomError(Reason.RATE_PER_SECOND, OPERATION, status=429, retry_at=retry_at)


class Sending:
    """The importer's way of sending: as many at once as the pacer says is worth it."""

    def __init__(self, loop: SkippingLoop, account: Account, pace: Pace | None) -> None:
        self.loop, self.account = loop, account
        self.pacer = Pacer(clock=loop.time, now=lambda: dt.datetime.fromtimestamp(loop.time(), dt.UTC), pace=pace)

    async def send(self, calls: int) -> Played:
        began, refused, left = self.loop.time(), self.pacer.refused, calls
        halts = asyncio.create_task(self._halts()) if self.account.line.halts else None
        under_way: set[asyncio.Task[None]] = set()
        while left or under_way:
            while left and len(under_way) < self.pacer.worth_at_once:
                left -= 1
                under_way.add(asyncio.create_task(self._one()))
            ended, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        if halts is not None:
            halts.cancel()
        account = self.account
        return Played(
            seconds=self.loop.time() - began,
            calls=calls,
            refused=self.pacer.refused - refused,
            limit=account.limit,
            latency=account.line.latency,
            pace=self.pacer.pace,
        )

    async def _one(self) -> None:
        await self.pacer.run(OPERATION, lambda leaves: self.account.call(self.pacer.note_headers), change=True)

    async def _halts(self) -> None:
        line = self.account.line
        while True:
            await asyncio.sleep(line.chance.expovariate(line.halts / 60))
            self.loop.stall(line.chance.uniform(0.05, line.longest))


def sent(
    calls: int,
    limit: int,
    line: Line,
    *,
    pace: Pace | None,
    counting: str = "any second",
    told: str = "limit",
    others: float = 0.0,
    others_until: float = math.inf,
) -> Played:
    random.seed(line.seed)

    async def work(loop: SkippingLoop) -> Played:
        account = Account(loop, replace(line), limit, counting, told=told)
        account.others, account.others_until = others, START + others_until
        return await Sending(loop, account, pace).send(calls)

    return played(work)
