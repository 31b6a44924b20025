"""What becomes of a call that a limit refused."""

import asyncio
import datetime as dt
import itertools
from typing import Any

import pytest
from simulated_line import OPERATION, START, SkippingLoop, played

from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.pace import Pace
from desktop_app.zoom.pacing import Leaves, Pacer


async def _refused_until(good: int, headers: dict[str, str], **told: Any) -> tuple[Pacer, list[float]]:
    """Have one call refused until its `good`-th time. Return the pacer, and when it left each time."""
    loop = asyncio.get_running_loop()
    pacer = Pacer(clock=loop.time, now=lambda: dt.datetime.fromtimestamp(loop.time(), dt.UTC))
    left: list[float] = []

    async def attempt(_leaves: Leaves) -> None:
        left.append(loop.time())
        if len(left) < good:
            pacer.note_headers(headers)
            raise ZoomError(told.get("reason", Reason.RATE_PER_SECOND), OPERATION, status=429, **told.get("more", {}))

    await pacer.run(OPERATION, attempt, change=True)
    return pacer, left


def test_a_time_that_is_past_already_is_not_taken_at_its_word_for_ever():
    past = {"more": {"retry_at": dt.datetime.fromtimestamp(START - 60, dt.UTC)}}
    pacer, left = played(lambda loop: _refused_until(5, {}, **past))
    waits = [later - before for before, later in itertools.pairwise(left)]
    assert waits[0] <= 0.2
    assert all(wait >= 0.5 * number for number, wait in enumerate(waits))
    assert (pacer.sent, pacer.refused) == (5, 4)


def test_a_daily_limit_is_told_at_once_and_teaches_no_pace():
    async def work(loop: SkippingLoop) -> Pacer:
        pacer = Pacer(clock=loop.time)

        async def attempt(_leaves: Leaves) -> None:
            pacer.note_headers({"x-ratelimit-type": "Daily-limit", "x-ratelimit-limit": "30000"})
            raise ZoomError(Reason.RATE_DAILY, OPERATION, status=429)

        with pytest.raises(ZoomError):
            await pacer.run(OPERATION, attempt, change=True)
        return pacer

    pacer = played(work)
    assert (pacer.sent, pacer.refused) == (1, 1)
    assert pacer.pace == Pace()


def test_a_limit_that_was_told_counts_for_that_refusal_only():
    async def work(loop: SkippingLoop) -> Pacer:
        pacer = Pacer(clock=loop.time)
        told = [{"x-ratelimit-type": "QPS", "x-ratelimit-limit": "30"}, None]

        async def attempt(_leaves: Leaves) -> None:
            if told:
                if (headers := told.pop(0)) is not None:
                    pacer.note_headers(headers)
                raise ZoomError(Reason.RATE_PER_SECOND, OPERATION, code=429)

        await pacer.run(OPERATION, attempt, change=True)
        return pacer

    # the second one, of two calls in seconds, says that others use the account
    assert played(work).pace == Pace(per_second=28.5)
