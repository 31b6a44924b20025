"""What an import waits for is told with the wait: a connection that broke, or a limit of Zoom's."""

import datetime as dt

import pytest

from desktop_app.attendees.sending.backoff import Backoff
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def at_once(_seconds: float) -> None:
    pass


@pytest.mark.parametrize(
    ("reason", "cut_off"),
    [
        (Reason.NO_NETWORK, True),
        (Reason.TIMED_OUT, True),
        (Reason.SERVER_ERROR, True),
        (Reason.RATE_PER_SECOND, False),
        (Reason.TOO_MANY_CONCURRENT, False),
    ],
)
async def test_a_wait_says_what_it_is_for(reason: Reason, cut_off: bool) -> None:
    told: list[tuple[float, bool]] = []
    backoff = Backoff(at_once, lambda seconds, cut: told.append((seconds, cut)))
    in_a_moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    await backoff.wait_or_stop(ZoomError(reason, "createTickets", retry_at=in_a_moment), change=True)
    ((seconds, cut),) = told
    assert 0 < seconds <= 30
    assert cut is cut_off
    assert backoff.stopped is None
