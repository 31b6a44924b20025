"""A long import reads the list again beside its batches, before it is too old to rest on."""

import asyncio

import pytest

from desktop_app.attendees.sending.who_is_in import HOLDS
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio

PEOPLE = 1800


@pytest.fixture
def slow(desk):
    """A Zoom that takes two seconds for a batch, and one for each page of its list. It counts the batches that leave
    while it lists."""

    async def turn():
        desk.wall.now += 2
        await asyncio.sleep(0)

    listed = desk.api.tickets
    desk.meanwhile = []

    async def tickets(event_id, **whom):
        before = len(desk.api.requests)
        found = await listed(event_id, **whom)
        for _ in range(1 + len(found) // 300):
            await asyncio.sleep(0)
            desk.wall.now += 1
            for _ in range(8):
                # the journal's thread takes its time
                await asyncio.sleep(0.001)
        desk.meanwhile.append(len(desk.api.requests) - before)
        return found

    desk.api.turn, desk.api.tickets, desk.clock = turn, tickets, desk.wall
    return desk


async def test_batches_leave_while_the_list_is_read_again(slow):
    summary = await slow.run(PEOPLE)
    assert summary.registered == PEOPLE
    assert slow.once_each()
    first, *again = slow.meanwhile
    assert first == 0
    assert len(again) >= 2
    assert min(again) > 0


async def test_who_registers_during_a_long_import_is_not_sent(slow):
    await slow.begin(PEOPLE)
    registered = [f"p{row}@x.example" for row in range(PEOPLE - 400, PEOPLE)]

    def register(_tickets):
        if len(slow.api.requests) == 3:
            slow.register(registered)

    slow.api.after = [register]
    summary = await slow.run()
    assert (summary.registered, summary.already_in) == (PEOPLE - 400, 400)
    assert not set(slow.sent()) & set(registered)


async def test_a_list_that_cannot_be_read_while_it_grows_is_read_alone(slow):
    listed = slow.api.tickets

    async def leave():
        before = len(slow.api.requests)
        for _ in range(30):
            await asyncio.sleep(0.001)
        return len(slow.api.requests) - before

    async def growing(event_id, **whom):
        # those that were under way may still leave
        await leave()
        slow.api.lacks = 1 if await leave() else 0
        return await listed(event_id, **whom)

    slow.api.tickets = growing
    summary = await slow.run(PEOPLE)
    assert summary.registered == PEOPLE
    assert {email for _, email in slow.api.asked} == {None}


async def test_what_goes_wrong_with_the_list_ends_the_import_as_ever(slow):
    await slow.begin(PEOPLE)
    error = ZoomError(Reason.EVENT_NOT_FOUND, "getTickets", status=404)

    def refuse(_tickets):
        if len(slow.api.requests) == 3:
            slow.api.list_errors = [error]

    slow.api.after = [refuse]
    with pytest.raises(ZoomError) as caught:
        await slow.run()
    assert caught.value is error
    assert slow.once_each()


async def test_an_import_that_is_stopped_does_not_wait_for_the_list(slow):
    await slow.begin(PEOPLE)
    listed = slow.api.tickets
    canceled = []

    async def for_ever(event_id, **whom):
        if slow.api.listings:
            slow.importer.stop()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                canceled.append(whom)
                raise
        return await listed(event_id, **whom)

    slow.api.tickets = for_ever
    summary = await slow.run()
    assert summary.waiting > 0
    assert len(canceled) == 1


async def test_a_list_that_is_not_there_in_time_is_waited_for(slow):
    """As nobody may be sent on the word of one that is too old."""
    await slow.begin(PEOPLE)
    listed = slow.api.tickets
    left = []

    async def late_list(event_id, **whom):
        if slow.api.listings == 1:
            slow.wall.now += HOLDS + 1
            left.append(len(slow.api.requests))
            for _ in range(200):
                await asyncio.sleep(0.001)
            slow.register([f"p{PEOPLE}@x.example"])
            left.append(len(slow.api.requests))
        return await listed(event_id, **whom)

    slow.api.tickets = late_list
    summary = await slow.run()
    assert (summary.registered, summary.already_in) == (PEOPLE - 1, 1)
    before, after = left
    assert after - before <= slow.api.worth_at_once
