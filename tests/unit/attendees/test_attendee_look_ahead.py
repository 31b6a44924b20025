"""Who is in is asked a moment before an import starts: its first batches leave without waiting for the list, and rest
on nothing that is older, or that another import may have changed."""

import asyncio

import pytest
from fake_tickets_api import EVERYBODY, lost

from desktop_app.attendees.importer import Importer, LookAhead
from desktop_app.attendees.sending.look_ahead import HOLDS
from desktop_app.attendees.sending.settling import SETTLES
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def start(desk, ahead):
    importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=desk.wall, ahead=ahead)
    return await importer.run(desk.progress.append)


def look_ahead(desk, event_id="e1"):
    return LookAhead(desk.api, event_id, desk.wall)


async def test_an_import_does_not_ask_again_for_what_was_asked_a_moment_ago(desk):
    await desk.begin(60)
    desk.register(["p5@x.example"])
    ahead = look_ahead(desk)
    await ahead.ask()
    desk.wall.now += HOLDS
    summary = await start(desk, ahead)
    assert (summary.registered, summary.already_in) == (59, 1)
    assert desk.api.asked == [EVERYBODY]


async def test_an_import_waits_for_the_answer_that_is_under_way(desk):
    await desk.begin(60)
    desk.register(["p5@x.example"])
    ahead = look_ahead(desk)
    asking = asyncio.create_task(ahead.ask())
    await asyncio.sleep(0)
    summary = await start(desk, ahead)
    await asking
    assert (summary.registered, summary.already_in) == (59, 1)
    assert desk.api.asked == [EVERYBODY]


@pytest.mark.parametrize("seconds", [HOLDS + 0.1, 86_400.0, -3600.0])
async def test_what_was_asked_too_long_ago_is_asked_again(desk, seconds):
    await desk.begin(60)
    ahead = look_ahead(desk)
    await ahead.ask()
    desk.register(["p5@x.example"])
    desk.wall.now += seconds
    summary = await start(desk, ahead)
    assert (summary.registered, summary.already_in) == (59, 1)
    assert desk.api.asked == [EVERYBODY] * 2


async def test_what_was_asked_of_another_event_says_nothing(desk):
    await desk.begin(60)
    ahead = look_ahead(desk, "e2")
    await ahead.ask()
    desk.register(["p5@x.example"])
    assert (await start(desk, ahead)).already_in == 1


async def test_a_question_that_fails_is_asked_by_the_import(desk):
    await desk.begin(60)
    desk.register(["p5@x.example"])
    desk.api.list_errors = [ZoomError(Reason.NO_NETWORK, "getTickets")]
    ahead = look_ahead(desk)
    await ahead.ask()
    assert await ahead.known("e1") is None
    summary = await start(desk, ahead)
    assert (summary.registered, summary.already_in) == (59, 1)


async def test_a_list_that_lacks_some_has_each_asked_for(desk):
    await desk.begin(60)
    desk.register(["p5@x.example", "p9@x.example"])
    desk.api.lacks = 1
    ahead = look_ahead(desk)
    await ahead.ask()
    await ahead.ask()
    summary = await start(desk, ahead)
    assert (summary.registered, summary.already_in) == (58, 2)
    assert desk.api.asked.count(EVERYBODY) == 1


async def test_an_import_that_is_stopped_meanwhile_asks_nothing_more(desk):
    await desk.begin(60)
    desk.api.list_errors = [ZoomError(Reason.NO_NETWORK, "getTickets")]
    ahead = look_ahead(desk)
    asking = asyncio.create_task(ahead.ask())
    await asyncio.sleep(0)
    importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=desk.wall, ahead=ahead)
    running = asyncio.create_task(importer.run(desk.progress.append))
    await asyncio.sleep(0)
    importer.stop()
    summary = await running
    await asking
    assert (summary.registered, summary.waiting) == (0, 60)
    assert desk.api.asked == [EVERYBODY]


async def test_another_import_that_ended_since_then_is_seen(desk):
    """Two lists with the same people, one right after the other."""
    first = await desk.begin(60)
    ahead = look_ahead(desk)
    await ahead.ask()
    await desk.run()
    second = await desk.begin(60)
    assert second.id != first.id
    summary = await start(desk, ahead)
    assert (summary.registered, summary.already_in) == (0, 60)
    assert desk.once_each()
    assert SETTLES in desk.pauses


async def test_who_is_in_doubt_is_asked_for_now(desk):
    """The answer was lost after the question: the list of before proves nothing."""
    await desk.begin(30)
    ahead = look_ahead(desk)
    await ahead.ask()
    desk.api.after = [lambda _: lost()]
    desk.api.can_list = False
    assert (await desk.run()).unknown == 30
    desk.api.can_list = True
    summary = await start(desk, ahead)
    assert (summary.registered, summary.unknown) == (30, 0)
    assert desk.once_each()
