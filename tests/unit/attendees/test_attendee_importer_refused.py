"""Importing: what Zoom refuses, limits, or stops."""

import asyncio
import datetime as dt
from collections import Counter

import pytest
from fake_tickets_api import lost
from import_desk import refusal

from desktop_app.attendees.importer import Stopped
from desktop_app.attendees.journal import Fate
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def test_a_refusal_for_one_person_is_split_until_it_is_found(desk):
    await desk.begin(60)

    def picky(tickets):
        bad = any(person.email == "p17@x.example" for person in tickets)
        return refusal(Reason.MISSING_ANSWERS, code=260504) if bad else None

    desk.api.before = [picky] * 40
    summary = await desk.run()
    assert (summary.registered, summary.failed) == (59, 1)
    (failed,) = await desk.journal.rows(desk.id, fates=(Fate.FAILED,))
    assert (failed.row, failed.reason, failed.code) == (17, Reason.MISSING_ANSWERS, "260504")
    assert len(desk.api.requests) <= 2 + 2 * 5


async def test_a_refusal_that_names_the_person_is_split_there(desk):
    await desk.begin(30)

    def picky(tickets):
        at = next((at for at, person in enumerate(tickets) if person.email == "p20@x.example"), None)
        if at is None:
            return None
        return refusal(Reason.VALIDATION, code=300, fields=((f"tickets[{at}].email", "bad"),))

    desk.api.before = [picky] * 5
    summary = await desk.run()
    assert (summary.registered, summary.failed) == (29, 1)
    assert [len(batch) for batch in desk.api.requests] == [30, 29, 1]


async def test_a_refusal_of_everybody_stops_before_it_becomes_a_storm(desk):
    await desk.begin(3000)
    desk.api.before = [lambda tickets: refusal(Reason.MISSING_ANSWERS, code=260504)] * 100_000
    with pytest.raises(ZoomError) as caught:
        await desk.run()
    assert caught.value.reason is Reason.MISSING_ANSWERS
    assert len(desk.api.requests) <= 3 * 59 + 59
    counts = await desk.journal.counts(desk.id)
    assert counts.waiting + counts.failed == 3000
    assert counts.failed <= 120


@pytest.mark.parametrize(
    "reason", [Reason.NOT_PUBLISHED, Reason.SCOPE_MISSING, Reason.EVENT_NOT_FOUND, Reason.BAD_CREDENTIALS]
)
async def test_what_no_row_can_escape_is_raised_and_leaves_the_rows_waiting(desk, reason):
    await desk.begin(100)
    desk.api.before = [lambda tickets: refusal(reason)] * 10
    with pytest.raises(ZoomError) as caught:
        await desk.run()
    assert caught.value.reason is reason
    assert {row.fate for row in (await desk.rows()).values()} == {Fate.WAITING}
    assert not desk.importer.running
    desk.api.before = []
    assert (await desk.run()).registered == 100


async def test_the_daily_limit_stops_the_import_and_says_when_it_goes_on(desk):
    await desk.begin(100)
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=5)
    desk.api.before = [lambda tickets: None if len(desk.api.held) < 30 else refusal(Reason.RATE_DAILY, retry_at=at)]
    desk.api.before *= 5
    summary = await desk.run()
    assert (summary.stopped, summary.retry_at, summary.error.reason) == (Stopped.DAILY_LIMIT, at, Reason.RATE_DAILY)
    assert summary.waiting == 100 - len(desk.api.held)
    desk.api.before = []
    assert (await desk.run()).complete
    assert len(desk.api.held) == 100


async def test_too_many_at_once_leads_to_fewer(desk):
    await desk.begin(300)
    desk.api.before = [lambda tickets: refusal(Reason.TOO_MANY_CONCURRENT, status=429)] * 2
    summary = await desk.run()
    assert summary.registered == 300
    assert desk.progress[-1].done == 300


async def test_a_dead_network_stops_after_a_while_and_the_import_goes_on_later(desk):
    await desk.begin(100)
    desk.api.before = [lambda tickets: refusal(Reason.NO_NETWORK, status=None)] * 1000
    summary = await desk.run()
    assert (summary.stopped, summary.waiting) == (Stopped.CONNECTION, 100)
    assert len(desk.api.requests) < 30
    assert any(progress.waiting_seconds > 0 for progress in desk.progress)
    desk.api.before = []
    assert (await desk.run()).registered == 100


async def test_stop_ends_after_the_batches_under_way(desk):
    await desk.begin(300)

    def stop_early(progress):
        desk.progress.append(progress)
        if progress.done >= 30:
            desk.importer.stop()

    summary = await desk.importer.run(stop_early)
    assert summary.stopped is Stopped.USER
    assert 30 <= summary.registered <= 120
    assert summary.waiting == 300 - summary.registered
    assert summary.unknown == 0
    assert (await desk.run()).complete
    assert max(Counter(desk.api.emails()).values()) == 1


async def test_a_stop_right_after_the_start_sends_nobody(desk):
    await desk.begin(90)
    running = asyncio.create_task(desk.run())
    await asyncio.sleep(0)
    desk.importer.stop()
    summary = await running
    assert (summary.stopped, summary.waiting) == (Stopped.USER, 90)
    assert desk.api.requests == []


async def test_stop_while_everything_fails_ends(desk):
    await desk.begin(90)
    desk.api.after = [lambda tickets: lost()] * 3
    desk.api.list_errors = []

    def stop(progress):
        if progress.unknown:
            desk.api.list_errors = [refusal(Reason.NO_NETWORK, status=None)] * 50
            desk.importer.stop()

    summary = await desk.importer.run(stop)
    assert summary.unknown > 0
    desk.api.list_errors = []
    assert (await desk.run()).registered == 90
    assert max(Counter(desk.api.emails()).values()) == 1


async def test_without_permission_to_list_doubts_stay_open_and_nobody_is_sent_twice(desk):
    desk.api.can_list = False
    await desk.begin(60)
    desk.api.after = [lambda tickets: lost()]
    summary = await desk.run()
    assert (summary.registered, summary.unknown) == (30, 30)
    summary = await desk.run()
    assert summary.unknown == 30
    assert len(desk.api.held) == 60
    desk.api.can_list = True
    assert (await desk.run()).registered == 60
    assert len(desk.api.held) == 60
