"""Where Zoom's list lacks people, or may not be read, nobody is sent who may be in."""

import pytest
from fake_tickets_api import EVERYBODY
from new_imports import persons

from desktop_app.attendees.importer import registered_emails
from desktop_app.attendees.journal import Fate
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


async def test_people_are_asked_for_by_e_mail_when_the_list_lacks_some(desk):
    desk.register(f"p{row}@x.example" for row in range(2, 42))
    desk.api.lacks = 30
    summary = await desk.run(100)
    assert (summary.registered, summary.already_in, summary.complete) == (60, 40, True)
    assert desk.api.asked.count(EVERYBODY) == 1
    # the ten on the list needn't be asked for
    assert desk.api.listings == 1 + 90


async def test_a_batch_that_was_asked_for_one_by_one_does_not_leave_after_a_sleep(desk):
    """Its turn comes ten hours later, when most of it have registered."""
    desk.register(["p2@x.example"])
    desk.api.lacks = 1
    await desk.begin(25)

    async def turn():
        desk.api.turn = None
        desk.wall.now += 36_000
        desk.register(f"p{row}@x.example" for row in range(3, 20))

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (7, 18, True)
    assert desk.sent() == {f"p{row}@x.example" for row in range(20, 27)}


async def test_nobody_is_sent_when_zoom_tells_neither_way(desk):
    desk.register(["p2@x.example", "p3@x.example"])
    desk.api.lacks, desk.api.some_lack = 1, True
    await desk.begin(10)
    with pytest.raises(IncompleteList) as caught:
        await desk.run()
    assert caught.value.reason is Reason.INCOMPLETE_LIST
    assert desk.api.requests == []
    counts = await desk.journal.counts(desk.id)
    assert (counts.waiting, counts.already_in) == (9, 1)


async def test_the_list_tells_of_those_in_doubt_when_asking_for_one_does_not(desk):
    desk.api.some_lack = True
    desk.api.after = [lambda _tickets: ZoomError(Reason.TIMED_OUT, "createTickets", outcome_unknown=True)]
    summary = await desk.run(3)
    assert (summary.registered, summary.complete) == (3, True)
    assert len(desk.api.requests) == 1


async def test_who_is_on_a_short_list_is_known_before_the_import(desk):
    desk.register(["a@x.example", "b@x.example"])
    desk.api.lacks = 1
    assert await registered_emails(desk.api, "e1") == {"a@x.example"}


async def test_a_ticket_without_an_id_is_a_ticket(desk):
    desk.api.held = [Ticket(ticket_id="", email="p3@x.example")]
    summary = await desk.run(3)
    assert (summary.registered, summary.already_in) == (2, 1)


async def test_what_this_computer_knows_counts_where_zoom_does_not_tell(desk):
    desk.api.can_list = False
    before = NewRow(Person(99, "p9@x.example", "A", "B"), Fate.IN_BEFORE)
    await desk.run([*persons(3), before])
    summary = await desk.run(10)
    assert (summary.registered, summary.already_in, summary.complete) == (6, 4, True)
    assert desk.once_each()
    row = (await desk.rows())[3]
    assert row.join_link == desk.api.held[1].join_link
    assert (await desk.run([Person(2, "p2@x.example", "A", "B")])).already_in == 1


async def test_who_is_in_doubt_in_another_import_is_in_doubt_where_zoom_does_not_tell(desk):
    desk.api.can_list = False
    desk.api.after = [lambda _tickets: ZoomError(Reason.TIMED_OUT, "createTickets", outcome_unknown=True)]
    assert (await desk.run(3)).unknown == 3
    summary = await desk.run(5)
    assert (summary.registered, summary.unknown) == (2, 3)
    assert desk.once_each()
    desk.api.can_list = True
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (2, 3, True)


async def test_imports_into_other_events_say_nothing(desk):
    desk.api.can_list = False
    await desk.run(3)
    await desk.begin(3, event_id="e2")
    assert (await desk.run()).registered == 3


async def test_who_registers_by_themselves_once_they_were_asked_for_is_not_sent_when_asking_took_long(desk):
    """The computer slept while the others of the batch were asked for."""
    desk.register(f"p{row}@x.example" for row in range(500, 540))
    desk.api.lacks = 30
    await desk.begin(40)
    listed, slept = desk.api.tickets, False

    async def tickets(event_id, *, external_ticket_id=None, email=None):
        nonlocal slept
        if email == "p20@x.example" and not slept:
            slept = True
            desk.wall.now += 36_000
            desk.register(["p2@x.example"])
        return await listed(event_id, external_ticket_id=external_ticket_id, email=email)

    desk.api.tickets = tickets
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (39, 1, True)
    assert "p2@x.example" not in desk.sent()
