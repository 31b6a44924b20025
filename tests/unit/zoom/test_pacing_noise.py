"""What pacing reaches on a line that isn't even."""

import random
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from simulated_line import COUNTING, START, Account, Line, Played, Sending, SkippingLoop, played, sent

from desktop_app.zoom.pace import Learner, Pace

QUIET = Line(jitter=0.01)
UNEVEN = Line(jitter=0.02, stalls=12, halts=12)


@pytest.mark.parametrize("counting", COUNTING)
@pytest.mark.parametrize("limit", [10, 30, 80])
def test_a_remembered_limit_is_used_up(limit, counting):
    found = sent(334, limit, QUIET, pace=Pace(per_second=limit), counting=counting)
    assert found.refused == 0
    assert found.share >= 0.95


@pytest.mark.parametrize("limit", [10, 30, 80])
def test_an_unknown_limit_is_learned_and_used_up(limit):
    found = sent(1000, limit, QUIET, pace=None)
    assert found.refused <= 20
    assert found.share >= 0.85
    assert found.pace.per_second is not None
    assert abs(found.pace.per_second - limit) <= 0.05 * limit


@pytest.mark.parametrize("limit", [10, 30, 80])
def test_calls_that_a_stall_lets_through_together_are_not_followed_by_too_many(limit):
    played = [sent(334, limit, replace(UNEVEN, seed=seed), pace=Pace(per_second=limit)) for seed in range(6)]
    assert sum(found.refused for found in played) <= 4
    assert min(found.share for found in played) >= 0.85
    assert all(found.pace == Pace(per_second=limit) for found in played)


def test_answers_that_take_unevenly_long_are_no_stalls():
    found = sent(334, 30, Line(work=0.3), pace=Pace(per_second=30))
    assert found.refused == 0
    assert found.share >= 0.88


@settings(derandomize=True, max_examples=25, phases=[Phase.generate])
@given(
    limit=st.integers(5, 80),
    line=st.builds(
        Line,
        latency=st.floats(0.02, 0.4),
        jitter=st.floats(0.0, 0.03),
        stalls=st.floats(0.0, 12.0),
        halts=st.floats(0.0, 12.0),
        seed=st.integers(0, 10**6),
    ),
    known=st.booleans(),
    told=st.sampled_from(["limit", "time", "nothing"]),
)
def test_whatever_the_line_is_like_the_limit_is_used_and_few_are_refused(limit, line, known, told):
    calls = 334 if known else max(334, 12 * limit)
    found = sent(calls, limit, line, pace=Pace(per_second=limit) if known else None, told=told)
    # of a limit that nobody tells, only refusals tell
    assert found.refused <= 0.02 * calls + (0 if known else 15)
    assert found.share >= (0.85 if known else 0.65)


@pytest.mark.parametrize(
    ("limit", "known", "told"),
    [
        *((10, known, told) for known in (True, False) for told in ("limit", "nothing")),
        (40, True, "limit"),
        (40, False, "nothing"),
    ],
)
def test_when_others_no_longer_use_the_account_its_limit_is_used_again(limit, known, told):
    async def work(loop: SkippingLoop) -> tuple[Played, Played]:
        account = Account(loop, replace(QUIET), limit, "any second", told=told)
        account.others, account.others_until = limit / 2, START + 20
        sending = Sending(loop, account, Pace(per_second=limit) if known else None)
        beside = await sending.send(10 * limit)
        await sending.send(40 * limit)
        return beside, await sending.send(20 * limit)

    random.seed(0)
    beside, alone = played(work)
    assert beside.share >= 0.25
    assert beside.refused <= 0.2 * beside.calls
    assert alone.share >= (0.9 if told == "limit" else 0.6)
    assert alone.refused <= 0.02 * alone.calls


def test_a_line_that_is_gone_for_long_does_not_keep_calls_for_good():
    """Answers that never come: as many calls leave later as before."""
    learner = Learner(Pace(per_second=10))
    now = 0.0
    for _ in range(40):
        while (earliest := learner.earliest(now)) > now:
            now = earliest
        learner.turn(now, waited=True)
    assert now <= 40 / 10 * 2.5
