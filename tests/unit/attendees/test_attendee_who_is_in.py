"""Who registers while an import waits, pauses or sleeps is not sent: it reads the list again."""

import asyncio

import pytest
from fake_tickets_api import EVERYBODY

from desktop_app.attendees.sending.who_is_in import HOLDS
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


def meanwhile(desk, batches, happens):
    """Let something happen once, after so many batches were carried out."""

    def after(_tickets):
        if len(desk.api.requests) == batches:
            happens()

    desk.api.after = [after]


async def test_an_import_reads_the_list_once(desk):
    desk.register(["p5@x.example"])
    summary = await desk.run(900)
    assert (summary.registered, summary.already_in) == (899, 1)
    assert desk.api.asked == [EVERYBODY]


async def test_nobody_is_asked_for_when_nothing_is_left(desk):
    await desk.run(3)
    await desk.run()
    assert desk.api.listings == 1


async def test_who_registers_while_it_is_paused_is_not_sent(desk):
    await desk.begin(600)

    def pause():
        desk.importer.pause()
        desk.register(f"p{row}@x.example" for row in range(500, 560))
        desk.importer.resume()

    meanwhile(desk, 3, pause)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (540, 60)
    assert desk.api.asked.count(EVERYBODY) == 2


async def test_who_registers_while_it_is_paused_before_the_first_batch_is_not_sent(desk):
    await desk.begin(60)
    listed = desk.api.tickets

    async def tickets(*args, **given):
        found = await listed(*args, **given)
        if desk.api.listings == 1:
            desk.importer.pause()
            desk.register(["p7@x.example"])
            desk.importer.resume()
        return found

    desk.api.tickets = tickets
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (59, 1)
    assert desk.api.listings == 2


@pytest.mark.parametrize("seconds", [HOLDS + 1, 86_400.0, -3600.0])
async def test_who_registers_while_the_computer_sleeps_is_not_sent(desk, seconds):
    await desk.begin(600)

    def sleep():
        desk.wall.now += seconds
        desk.register(f"p{row}@x.example" for row in range(500, 560))

    meanwhile(desk, 3, sleep)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (540, 60)
    assert desk.api.asked.count(EVERYBODY) == 2


@pytest.mark.parametrize("seconds", [HOLDS - 1, 86_400.0])
async def test_who_registers_while_batches_wait_for_their_turn_is_not_sent(desk, seconds):
    """The list was a little old when the computer fell asleep; those that wait have only slept."""
    await desk.begin(600)

    async def turn():
        await asyncio.sleep(0)
        if len(desk.api.requests) == 3:
            desk.api.turn = None
            desk.wall.now += 2
            desk.wall.now += seconds
            desk.register(f"p{row}@x.example" for row in range(2, 602) if f"p{row}@x.example" not in desk.sent())

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (90, 510)
    assert desk.api.asked.count(EVERYBODY) == 2


async def test_a_batch_whose_turn_comes_after_a_newer_list_was_read_does_not_rest_on_the_older_one(desk):
    await desk.begin(600)
    first = True

    async def turn():
        nonlocal first
        if len(desk.api.requests) < 3:
            return
        if first:
            first = False
            desk.wall.now += HOLDS + 1
            desk.register(f"p{row}@x.example" for row in range(2, 602) if f"p{row}@x.example" not in desk.sent())
            return
        while desk.api.listings < 2:
            await asyncio.sleep(0)

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (90, 510)


async def test_a_batch_that_waits_for_its_turn_waits_through_a_pause(desk):
    await desk.begin(600)

    async def turn():
        if len(desk.api.requests) == 3:
            desk.api.turn = None
            desk.importer.pause()
            await asyncio.sleep(0)
            desk.register(["p500@x.example"])
            desk.importer.resume()

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (599, 1)


async def test_a_batch_that_waits_for_its_turn_does_not_leave_after_stop(desk):
    await desk.begin(600)

    async def turn():
        if len(desk.api.requests) == 3:
            desk.importer.stop()

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.waiting) == (90, 510)


async def test_a_list_that_takes_long_is_not_read_for_ever(desk):
    await desk.begin(60)
    listed = desk.api.tickets

    async def tickets(*args, **given):
        desk.wall.now += 10 * HOLDS
        return await listed(*args, **given)

    desk.api.tickets = tickets
    assert (await desk.run()).registered == 60
    assert desk.api.listings == 1


def missing_permission():
    return ZoomError(Reason.SCOPE_MISSING, "getTickets", status=400, code=4711)


async def test_whom_zoom_named_before_it_refused_to_list_stays_known(desk):
    await desk.begin(6000)
    desk.register(["p5000@x.example"])

    def refuse():
        desk.wall.now += HOLDS + 1
        desk.api.list_errors = [missing_permission()]

    meanwhile(desk, 5, refuse)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (5999, 1)


async def test_after_a_pause_zoom_is_asked_although_it_refused_before(desk):
    await desk.begin(600)
    desk.api.list_errors = [missing_permission()]

    def pause():
        desk.importer.pause()
        desk.register(f"p{row}@x.example" for row in range(500, 560))
        desk.importer.resume()

    meanwhile(desk, 3, pause)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (540, 60)


async def test_a_list_that_is_refused_leaves_batches_under_way_their_answers(desk):
    """What stops the import is told after what Zoom did for those who had left."""
    await desk.begin(600)
    create, left = desk.api.create_tickets, 0

    async def slowly(*args, **given):
        nonlocal left
        left += 1
        if left == 4:
            desk.wall.now += HOLDS + 1
            desk.api.list_errors = [ZoomError(Reason.EVENT_ACCESS_DENIED, "getTickets", status=403, code=260200)]
        answer = await create(*args, **given)
        while left >= 4 and desk.api.listings < 2:
            await asyncio.sleep(0)
        for _ in range(20 * left):
            await asyncio.sleep(0)
        return answer

    desk.api.create_tickets = slowly
    with pytest.raises(ZoomError):
        await desk.run()
    counts = await desk.journal.counts(desk.id)
    assert (counts.registered, counts.sending) == (len(desk.api.held), 0)
