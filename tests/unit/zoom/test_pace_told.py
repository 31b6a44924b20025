"""Limits that a refusal tells and that are not true: Zoom's headers have named others than it keeps."""

import pytest

from desktop_app.zoom.pace import FASTEST, Learner, Pace


def refused(learner: Learner, now: float, told: int, calls: int) -> None:
    """Have the last of some calls in a second refused."""
    left = [learner.turn(now + at / calls, waited=True) for at in range(calls)]
    learner.limited(now + 1.0, left[-1], told)


@pytest.mark.parametrize("told", [100, 6000])
def test_a_limit_that_no_plan_has_is_not_believed_after_few_calls(told: int) -> None:
    learner = Learner(Pace(per_second=50))
    refused(learner, 0.0, told, 20)
    assert learner.pace.per_second is not None
    assert learner.pace.per_second < 50


def test_one_that_is_told_first_is_not_believed_beyond_reason_and_not_for_long() -> None:
    learner = Learner()
    for second in range(0, 40, 2):
        refused(learner, float(second), 6000, 30)
        assert learner.pace.per_second is not None
        assert learner.pace.per_second <= FASTEST
    assert learner.pace.per_second < FASTEST / 2


def test_one_below_what_was_known_is_believed() -> None:
    learner = Learner(Pace(per_second=80))
    refused(learner, 0.0, 30, 20)
    assert learner.pace.per_second == 30


def test_one_that_a_plan_has_is_believed_above_what_was_known() -> None:
    """The account has a larger plan than when its limit was learned."""
    learner = Learner(Pace(per_second=30))
    refused(learner, 0.0, 80, 20)
    assert learner.pace.per_second == 80
