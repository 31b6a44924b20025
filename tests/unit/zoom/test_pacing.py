"""What is learned of an account's limits, and when calls leave."""

import asyncio
import datetime as dt
import json
import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated_line import COUNTING, Account, Line, Played, Sending, SkippingLoop, played

from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pace import FIRST, MOST_AT_ONCE, SPAN, TOP, Call, Learner, Pace
from desktop_app.zoom.pacing import Leaves, Pacer

QUIET = Line(jitter=0.01)


def test_a_limit_that_was_lowered_is_found_again() -> None:
    async def work(loop: SkippingLoop) -> Played:
        sending = Sending(loop, Account(loop, QUIET, 30, "any second", told="nothing"), Pace(per_second=80))
        await sending.send(200)
        return await sending.send(1000)

    random.seed(0)
    found = played(work)
    assert found.refused <= 60
    assert found.share >= 0.7


def test_a_limit_that_was_raised_is_found_in_time() -> None:
    async def work(loop: SkippingLoop) -> Played:
        sending = Sending(loop, Account(loop, QUIET, 60, "any second", told="nothing"), Pace(per_second=30))
        return await sending.send(60 * 60)

    random.seed(0)
    per_second = played(work).pace.per_second
    assert per_second is not None
    assert per_second > 30


def test_others_who_use_the_account_slow_it_down_for_a_while_only() -> None:
    async def work(loop: SkippingLoop) -> Played:
        account = Account(loop, QUIET, 80, "any second", told="limit")
        sending = Sending(loop, account, Pace(per_second=80))
        for limit, calls in ((80, 100), (40, 400), (80, 2000)):
            account.counting = COUNTING["any second"](limit)
            await sending.send(calls)
        return await sending.send(800)

    random.seed(0)
    assert played(work).share >= 0.85


def test_few_calls_before_a_refusal_say_nothing_of_the_limit() -> None:
    learner = Learner()
    call = learner.turn(0.0, waited=False)
    learner.limited(0.2, call, None)
    assert learner.pace == Pace()


def test_refusals_of_one_burst_count_once() -> None:
    learner = Learner(Pace(per_second=50))
    at = 0.0
    for _ in range(120):
        at = max(at, learner.earliest(at))
        call = learner.turn(at, waited=True)
    for _ in range(20):
        learner.limited(at + 0.2, call, None)
    learned = learner.pace.per_second
    assert learned is not None
    assert 48 <= learned < 50


def test_too_many_at_once_leads_to_one_and_slowly_back() -> None:
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


def test_more_at_once_are_worth_it_the_slower_the_answers_are() -> None:
    quick, slow = Learner(Pace(per_second=30)), Learner(Pace(per_second=30))
    quick.answered(0.05, Call(0.0), change=True)
    slow.answered(1.0, Call(0.0), change=True)
    assert quick.worth_at_once < 10 < 30 < slow.worth_at_once <= MOST_AT_ONCE


def test_a_call_counts_from_when_it_really_leaves() -> None:
    learner = Learner(Pace(per_second=10))
    calls = [learner.turn(0.0, waited=False) for _ in range(10)]
    for call in calls[:3]:
        learner.leaves(0.9, call)
    at = SPAN
    left = []
    for _ in range(8):
        at = max(at, learner.earliest(at))
        left.append(at)
        learner.turn(at, waited=True)
    # seven follow those that left at once, the eighth only those three
    assert left[6] < 1.5
    assert left[7] == pytest.approx(0.9 + SPAN)


def test_it_begins_with_what_the_smallest_plan_takes() -> None:
    learner = Learner()
    at = 0.0
    for _ in range(int(FIRST)):
        at = max(at, learner.earliest(at))
        learner.turn(at, waited=False)
    assert learner.earliest(at) >= at
    assert max(at, learner.earliest(at)) >= (FIRST - 8) * SPAN / FIRST
    assert FIRST < TOP


@given(st.floats(allow_nan=True, allow_infinity=True) | st.none(), st.integers(-(10**9), 10**9) | st.none())
def test_whatever_was_remembered_calls_may_leave(per_second: float | None, at_once: int | None) -> None:
    learner = Learner(Pace(per_second=per_second, at_once=at_once))
    assert learner.most_changes >= 1
    for now in range(300):
        learner.turn(float(now), waited=True)
    assert learner.earliest(300.0) < 400


def test_a_pace_is_plain_numbers() -> None:
    pace = Pace(per_second=30.0, at_once=2)
    assert json.loads(msgspec.json.encode(pace)) == {"per_second": 30.0, "at_once": 2}
    assert msgspec.convert({"per_second": 30, "later": 1}, Pace) == Pace(per_second=30.0)


class Time:
    """A clock that only pauses move."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def refusal(reason: Reason) -> ZoomError:
    return ZoomError(reason, "createTickets", status=429)


@pytest.mark.asyncio
async def test_changes_go_one_by_one_after_too_many_at_once() -> None:
    time = Time()
    told: list[Pace] = []
    pacer = Pacer(pause=time.pause, clock=time, on_pace=told.append)
    at_once = most = 0
    crowd = 5

    async def attempt(_leaves: Leaves) -> None:
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
async def test_a_cancelled_call_leaves_its_room_to_others() -> None:
    time = Time()
    pacer = Pacer(pause=time.pause, clock=time, pace=Pace(at_once=1))

    async def forever(_leaves: Leaves) -> None:
        await asyncio.Event().wait()

    async def quick(_leaves: Leaves) -> int:
        return 1

    stuck = asyncio.create_task(pacer.run("createTickets", forever, change=True))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(pacer.run("createTickets", quick, change=True))
    await asyncio.sleep(0)
    stuck.cancel()
    async with asyncio.timeout(120):
        assert await waiting == 1


class Sleeper(Time):
    """A computer that falls asleep in each pause, for so many seconds."""

    def __init__(self, slept: float) -> None:
        super().__init__()
        self.slept = slept
        self.wall = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)

    def wall_clock(self) -> dt.datetime:
        return self.wall

    async def pause(self, seconds: float) -> None:
        await super().pause(seconds)
        self.wall += dt.timedelta(seconds=self.slept)


@pytest.mark.asyncio
@pytest.mark.parametrize(("slept", "leaves"), [(50, True), (70, False), (-70, False)])
@pytest.mark.parametrize("change", [True, False])
async def test_a_change_that_was_refused_and_waited_too_long_tells_the_refusal(
    slept: float, leaves: bool, change: bool
) -> None:
    time = Sleeper(slept)
    pacer = Pacer(pause=time.pause, clock=time, now=time.wall_clock)
    left = 0

    async def attempt(_leaves: Leaves) -> None:
        nonlocal left
        left += 1
        if left == 1:
            raise refusal(Reason.RATE_PER_SECOND)

    if leaves or not change:
        await pacer.run("createTickets", attempt, change=change)
        assert left == 2
        return
    with pytest.raises(ZoomError) as caught:
        await pacer.run("createTickets", attempt, change=True)
    assert (caught.value.reason, caught.value.outcome_unknown, left) == (Reason.RATE_PER_SECOND, False, 1)
    assert pacer.refused == 1


@pytest.mark.asyncio
async def test_a_change_that_waited_for_its_turn_while_the_computer_slept_does_not_leave() -> None:
    time = Sleeper(70)
    pacer = Pacer(pause=time.pause, clock=time, now=time.wall_clock, pace=Pace(per_second=1))
    left = 0

    async def attempt(_leaves: Leaves) -> None:
        nonlocal left
        left += 1

    await pacer.run("createTickets", attempt, change=True)
    with pytest.raises(ZoomError) as caught:
        await pacer.run("createTickets", attempt, change=True)
    assert (caught.value.reason, caught.value.outcome_unknown, left) == (Reason.TIMED_OUT, False, 1)


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
async def test_the_limit_is_read_off_the_refusal_if_it_is_told(headers: dict[str, str], limit: int | None) -> None:
    time = Time()
    pacer = Pacer(pause=time.pause, clock=time)
    failing = True

    async def attempt(_leaves: Leaves) -> None:
        nonlocal failing
        if failing:
            failing = False
            pacer.note_headers(headers)
            raise refusal(Reason.RATE_PER_SECOND)

    await pacer.run("createTickets", attempt, change=True)
    assert pacer.pace.per_second == limit
