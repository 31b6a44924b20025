import asyncio
import datetime as dt
import itertools
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.practice.limits import Limiter, Rate
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pace import FIRST, MOST_AT_ONCE, SPAN, TOP, Call, Learner, Pace
from desktop_app.zoom.pacing import Pacer


class Account:
    """A simulated account: a limit per second and one of changes at once, answers after `latency`, without waiting.

    The learner's calls are played in the order of their times; the limit is practice's own.
    """

    def __init__(self, learner: Learner, limit: int, *, latency: float = 0.25, tells: bool = True) -> None:
        self.learner = learner
        self.limiter = Limiter(Rate(per_second=limit))
        self.limit = limit
        self.latency = latency
        self.tells = tells
        self.now = 0.0
        self.accepted = 0
        self.refused = 0
        self.news: list[tuple[float, Call, bool]] = []
        self.jitter = itertools.cycle((0.001, 0.004, 0.0, 0.009, 0.002))

    def send(self, calls: int) -> float:
        """Have `calls` accepted; return the seconds that took."""
        began, goal = self.now, self.accepted + calls
        while self.accepted < goal:
            earliest = max(self.now, self.learner.earliest(self.now))
            if self.news and self.news[0][0] <= earliest:
                self.now = max(self.now, self.news[0][0])
                self._hear(*self.news.pop(0))
                continue
            waited = earliest > self.now
            self.now = earliest
            call = self.learner.left(self.now, waited=waited)
            arrives = self.now + next(self.jitter)
            good = self.limiter.refused(arrives) is None
            self.accepted += good
            self.refused += not good
            self.news.append((self.now + self.latency, call, good))
        return self.now - began

    def _hear(self, at: float, call: Call, good: bool) -> None:
        self.learner.ended(call)
        if good:
            self.learner.answered(at, call, change=True)
        else:
            self.learner.limited(at, call, self.limit if self.tells else None)
            self.learner.hold(at + 1.0)


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("limit", [10, 20, 30, 60, 80])
def test_an_unknown_limit_is_learned_and_used(limit, tells):
    account = Account(Learner(), limit, tells=tells)
    seconds = account.send(1000)
    assert account.refused <= 20
    assert 1000 / limit / seconds >= 0.85
    learned = account.learner.pace.per_second
    assert learned is not None
    assert abs(learned - limit) <= max(1, 0.1 * limit)


@pytest.mark.parametrize("limit", [10, 30, 80])
def test_a_remembered_limit_is_used_from_the_start_without_a_refusal(limit):
    account = Account(Learner(Pace(per_second=limit)), limit)
    seconds = account.send(334)
    assert account.refused == 0
    assert 334 / limit / seconds >= 0.95


def test_a_limit_that_was_lowered_is_found_again():
    account = Account(Learner(Pace(per_second=80)), 30, tells=False)
    account.send(200)
    account.refused = 0
    seconds = account.send(1000)
    assert account.refused <= 60
    assert 1000 / 30 / seconds >= 0.7


def test_a_limit_that_was_raised_is_found_in_time():
    account = Account(Learner(Pace(per_second=30)), 60, tells=False)
    account.send(60 * 60)
    assert account.learner.pace.per_second > 30


def test_others_who_use_the_account_slow_it_down_for_a_while_only():
    account = Account(Learner(Pace(per_second=80)), 80)
    account.send(100)
    account.limiter.rate = Rate(per_second=40)
    account.send(400)
    account.limiter.rate = Rate(per_second=80)
    account.send(2000)
    assert 800 / 80 / account.send(800) >= 0.85


def test_few_calls_before_a_refusal_say_nothing_of_the_limit():
    learner = Learner()
    call = learner.left(0.0, waited=False)
    learner.limited(0.2, call, None)
    assert learner.pace == Pace()


def test_refusals_of_one_burst_count_once():
    account = Account(Learner(Pace(per_second=50)), 50)
    account.send(120)
    call = account.learner.left(account.now, waited=True)
    for _ in range(20):
        account.learner.limited(account.now + 0.2, call, None)
    assert account.learner.pace.per_second >= 48


def test_too_many_at_once_leads_to_one_and_slowly_back():
    learner = Learner()
    assert learner.most_changes == MOST_AT_ONCE
    learner.crowded(1.0, Call(0.5))
    learner.crowded(1.1, Call(0.6))
    assert (learner.most_changes, learner.worth_at_once, learner.pace.at_once) == (1, 1, 1)
    for _ in range(45):
        learner.answered(2.2, Call(2.0), change=True)
    assert learner.most_changes == 3
    learner.crowded(9.0, Call(8.0))
    assert learner.most_changes == 2


def test_more_at_once_are_worth_it_the_slower_the_answers_are():
    quick, slow = Learner(Pace(per_second=30)), Learner(Pace(per_second=30))
    quick.answered(0.05, Call(0.0), change=True)
    slow.answered(1.0, Call(0.0), change=True)
    assert quick.worth_at_once < 10 < 30 < slow.worth_at_once <= MOST_AT_ONCE


def test_it_begins_with_what_the_smallest_plan_takes():
    learner = Learner()
    at = 0.0
    for _ in range(int(FIRST)):
        at = max(at, learner.earliest(at))
        learner.left(at, waited=False)
    assert learner.earliest(at) >= at
    assert max(at, learner.earliest(at)) >= (FIRST - 8) * SPAN / FIRST
    assert FIRST < TOP


@given(st.floats(allow_nan=True, allow_infinity=True) | st.none(), st.integers(-(10**9), 10**9) | st.none())
def test_whatever_was_remembered_calls_may_leave(per_second, at_once):
    learner = Learner(Pace(per_second=per_second, at_once=at_once))
    assert learner.most_changes >= 1
    for now in range(300):
        learner.left(float(now), waited=True)
    assert learner.earliest(300.0) < 400


def test_a_pace_is_plain_numbers():
    pace = Pace(per_second=30.0, at_once=2)
    assert json.loads(msgspec.json.encode(pace)) == {"per_second": 30.0, "at_once": 2}
    assert msgspec.convert({"per_second": 30, "later": 1}, Pace) == Pace(per_second=30.0)


class Time:
    def __init__(self):
        self.now = 0.0
        self.pauses = []

    def __call__(self):
        return self.now

    async def pause(self, seconds):
        self.pauses.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def refusal(reason):
    return ZoomError(reason, "createTickets", status=429)


@pytest.mark.asyncio
async def test_changes_go_one_by_one_after_too_many_at_once():
    time = Time()
    told = []
    pacer = Pacer(pause=time.pause, clock=time, on_pace=told.append)
    at_once = most = 0
    crowd = 5

    async def attempt():
        nonlocal at_once, most, crowd
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1
        if crowd:
            crowd -= 1
            raise refusal(Reason.TOO_MANY_CONCURRENT)

    await asyncio.gather(*(pacer.run("createTickets", attempt, change=True) for _ in range(5)))
    assert most > 1
    most = 0
    await asyncio.gather(*(pacer.run("createTickets", attempt, change=True) for _ in range(10)))
    assert most == 1
    assert told == [Pace(at_once=1)]
    assert (pacer.sent, pacer.refused) == (20, 5)


@pytest.mark.asyncio
async def test_a_cancelled_call_leaves_its_room_to_others():
    time = Time()
    pacer = Pacer(pause=time.pause, clock=time, pace=Pace(at_once=1))

    async def forever():
        await asyncio.Event().wait()

    async def quick():
        return 1

    stuck = asyncio.create_task(pacer.run("createTickets", forever, change=True))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(pacer.run("createTickets", quick, change=True))
    await asyncio.sleep(0)
    stuck.cancel()
    async with asyncio.timeout(120):
        assert await waiting == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(("slept", "leaves"), [(50, True), (70, False), (-70, False)])
@pytest.mark.parametrize("change", [True, False])
async def test_a_change_that_waited_while_the_computer_slept_does_not_leave(slept, leaves, change):
    time = Time()
    wall = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
    left = 0

    async def pause(seconds):
        nonlocal wall
        await time.pause(seconds)
        wall += dt.timedelta(seconds=slept)

    async def attempt():
        nonlocal left
        left += 1
        if left == 1:
            raise refusal(Reason.RATE_PER_SECOND)

    pacer = Pacer(pause=pause, clock=time, now=lambda: wall)
    if leaves or not change:
        await pacer.run("createTickets", attempt, change=change)
        assert left == 2
        return
    with pytest.raises(ZoomError) as caught:
        await pacer.run("createTickets", attempt, change=True)
    assert (caught.value.reason, caught.value.outcome_unknown, left) == (Reason.RATE_PER_SECOND, False, 1)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("headers", "limit"),
    [
        ({"x-ratelimit-type": "QPS", "x-ratelimit-limit": "30"}, 30),
        ({"x-ratelimit-type": "qps", "x-ratelimit-limit": "٣"}, None),
        ({"x-ratelimit-type": "Daily-limit", "x-ratelimit-limit": "30000"}, None),
        ({"x-ratelimit-type": "QPS", "x-ratelimit-limit": "0"}, None),
        ({}, None),
    ],
)
async def test_the_limit_is_read_off_the_refusal_if_it_is_told(headers, limit):
    time = Time()
    pacer = Pacer(pause=time.pause, clock=time)
    failing = True

    async def attempt():
        nonlocal failing
        if failing:
            failing = False
            pacer.note_headers(headers)
            raise refusal(Reason.RATE_PER_SECOND)

    await pacer.run("createTickets", attempt, change=True)
    assert pacer.pace.per_second == limit
