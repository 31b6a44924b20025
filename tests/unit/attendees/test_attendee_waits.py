"""When Zoom says later, or nothing: how long an import waits, and what it says in the end."""

import asyncio

import pytest
from fake_tickets_api import lost
from import_desk import refusal

from desktop_app.attendees.importer import Importer, Stopped
from desktop_app.attendees.sending.backoff import CONNECTION_PAUSES
from desktop_app.zoom.errors import Reason

pytestmark = pytest.mark.asyncio


async def test_when_nothing_can_be_created_it_stops_although_reading_works(desk):
    """Otherwise each person of a long list would be tried, and called failed, while Zoom is down."""
    desk.api.before = [lambda tickets: lost(Reason.SERVER_ERROR)] * 100_000
    summary = await desk.run(3000)
    assert (summary.stopped, summary.waiting, summary.failed) == (Stopped.CONNECTION, 3000, 0)
    assert summary.error.reason is Reason.SERVER_ERROR
    assert len(desk.api.requests) < 40
    desk.api.before = []
    assert (await desk.run()).registered == 3000
    assert desk.once_each()


@pytest.mark.parametrize("reason", [Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT])
async def test_a_limit_that_never_ends_is_told_as_a_limit(desk, reason):
    desk.api.before = [lambda tickets: refusal(reason, status=429)] * 1000
    summary = await desk.run(100)
    assert (summary.stopped, summary.waiting) == (Stopped.DAILY_LIMIT, 100)
    assert summary.error.reason is reason


async def test_a_server_that_says_when_is_not_asked_before(desk):
    desk.api.before = [lambda tickets: refusal(Reason.SERVER_ERROR, seconds=55, status=503, outcome_unknown=True)]
    assert (await desk.run(30)).registered == 30
    assert max(desk.pauses) > max(CONNECTION_PAUSES)


async def test_a_server_that_names_a_time_far_away_stops_the_import_until_then(desk):
    error = refusal(Reason.SERVER_ERROR, seconds=900, status=503, outcome_unknown=True)
    desk.api.before = [lambda tickets: error]
    summary = await desk.run(30)
    assert (summary.stopped, summary.retry_at, summary.unknown) == (Stopped.CONNECTION, error.retry_at, 30)
    assert (await desk.run()).registered == 30
    assert desk.once_each()


async def test_the_longest_wait_of_those_that_failed_together_counts(desk):
    desk.api.before = [
        lambda tickets: refusal(Reason.NO_NETWORK, status=None),
        lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=55, status=429),
    ]
    assert (await desk.run(90)).registered == 90
    assert sum(desk.pauses) > max(CONNECTION_PAUSES)


async def test_a_stop_ends_a_wait_for_zoom(desk):
    waits = asyncio.Event()

    async def for_ever(seconds):
        waits.set()
        await asyncio.Event().wait()

    await desk.begin(300)
    desk.importer = Importer(desk.api, desk.journal, desk.id, for_ever)
    desk.api.before = [lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=50, status=429)] * 100
    running = asyncio.create_task(desk.run())
    await waits.wait()
    desk.importer.stop()
    summary = await running
    assert (summary.stopped, summary.waiting) == (Stopped.USER, 300)
    assert len(desk.api.requests) <= 3


async def test_a_pause_holds_back_those_who_wait_for_zoom_too(desk):
    waits, over = asyncio.Event(), asyncio.Event()

    async def until_told(seconds):
        waits.set()
        await over.wait()

    await desk.begin(300)
    desk.importer = Importer(desk.api, desk.journal, desk.id, until_told)
    desk.api.before = [lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=20, status=429)] * 2
    running = asyncio.create_task(desk.run())
    await waits.wait()
    while (await desk.journal.counts(desk.id)).sending:
        await asyncio.sleep(0)
    sent = len(desk.api.requests)
    desk.importer.pause()
    over.set()
    for _ in range(20):
        await desk.journal.counts(desk.id)
        await asyncio.sleep(0)
    assert len(desk.api.requests) == sent
    desk.importer.resume()
    assert (await running).registered == 300
    assert desk.once_each()


async def test_a_daily_limit_that_shows_after_a_stop_is_told(desk):
    await desk.begin(30)
    daily = refusal(Reason.RATE_DAILY, seconds=30_000, status=429)

    def stop(progress):
        if progress.unknown:
            desk.api.list_errors = [daily]
            desk.importer.stop()

    desk.api.after = [lambda tickets: lost()]
    summary = await desk.importer.run(stop)
    assert (summary.stopped, summary.retry_at, summary.unknown) == (Stopped.DAILY_LIMIT, daily.retry_at, 30)


async def test_the_waits_are_those_of_the_manual(desk):
    desk.api.before = [lambda tickets: refusal(Reason.NO_NETWORK, status=None)] * 100
    await desk.run(10)
    assert desk.pauses == list(CONNECTION_PAUSES)
