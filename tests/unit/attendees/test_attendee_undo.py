import asyncio
import datetime as dt

import pytest
from fake_tickets_api import lost
from msgspec.structs import replace

from desktop_app.attendees.importer import AlreadyRunning, ImportOver, Stopped
from desktop_app.attendees.journal import Fate, Undo
from desktop_app.attendees.sending.backoff import CONNECTION_PAUSES
from desktop_app.attendees.sending.lock import only_one
from desktop_app.attendees.sending.undo import Undoing
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


async def test_exactly_the_tickets_that_it_made_are_deleted(desk):
    theirs = [Ticket(ticket_id="old", email="p3@x.example"), Ticket(ticket_id="new", email="somebody@x.example")]
    desk.api.held += theirs
    await desk.run(100)
    undone = await desk.undo()
    assert (undone.withdrawn, undone.deleted, undone.left, undone.unknown, undone.complete) == (99, 99, 0, 0, True)
    assert desk.api.held == theirs
    assert len(desk.api.deleted) == 99
    assert desk.progress[-1].done == desk.progress[-1].total == 99
    counts = await desk.journal.counts(desk.id)
    assert (counts.withdrawn, counts.registered, counts.already_in, counts.left) == (99, 0, 1, 0)
    assert len(await desk.journal.rows(desk.id)) == 1
    taken_back = await desk.journal.rows(desk.id, withdrawn=True)
    assert len(taken_back) == 99
    assert all(row.withdrawn is not None for row in taken_back)
    assert len(await desk.journal.rows(desk.id, withdrawn=None)) == 100
    made = await desk.journal.get(desk.id)
    assert made.undo is Undo.DONE
    assert await desk.journal.unfinished() == []


async def test_a_half_done_import_is_over_after_it(desk):
    await desk.begin(100)
    desk.api.after = [lambda tickets: lost()]

    def stop(progress):
        if progress.unknown:
            desk.importer.stop()

    desk.api.can_list = False
    await desk.importer.run(stop)
    assert (await desk.journal.counts(desk.id)).unknown == 30
    desk.api.can_list = True
    undone = await desk.undo()
    assert undone.complete
    assert desk.api.held == []
    assert (await desk.journal.counts(desk.id)).withdrawn == 100
    with pytest.raises(ImportOver):
        await desk.run()


async def test_without_permission_to_list_the_doubt_stays(desk):
    await desk.begin(30)
    desk.api.after = [lambda tickets: lost()]
    desk.api.can_list = False
    await desk.run()
    undone = await desk.undo()
    assert (undone.unknown, undone.complete) == (30, False)
    ((left, _),) = await desk.journal.unfinished()
    assert left.undo is Undo.ASKED
    desk.api.can_list = True
    assert (await desk.undo()).complete
    assert desk.api.held == []


async def test_what_is_gone_already_and_lost_answers_count_as_gone(desk):
    await desk.run(60)
    del desk.api.held[10:20]
    desk.api.lose = 3
    undone = await desk.undo()
    assert (undone.withdrawn, undone.complete) == (60, True)
    assert desk.api.held == []


async def test_taking_back_goes_on_after_a_stop(desk):
    await desk.run(60)
    undoing = Undoing(desk.api, desk.journal, desk.id, desk.pause)

    def stop(progress):
        if progress.done >= 10:
            undoing.stop()

    first = await undoing.run(stop)
    assert first.stopped is Stopped.USER
    assert 10 <= first.withdrawn < 60
    assert first.left == 60 - first.withdrawn
    assert [made.id for made, _ in await desk.journal.unfinished()] == [desk.id]
    assert (await desk.undo()).withdrawn == 60


async def test_a_ticket_that_zoom_keeps_is_told(desk):
    await desk.run(5)
    desk.api.refuses = {"p3@x.example": ZoomError(Reason.TICKET_LOCKED, "deleteTicket", status=403)}
    undone = await desk.undo()
    assert (undone.withdrawn, undone.left, undone.complete) == (4, 0, False)
    ((row, error),) = undone.refused
    assert (row.email, error.reason) == ("p3@x.example", Reason.TICKET_LOCKED)
    assert (await desk.journal.rows(desk.id, fates=(Fate.REGISTERED,)))[0].row == 3


async def test_a_missing_permission_is_raised_and_the_daily_limit_stops(desk):
    await desk.run(5)
    everybody = {ticket.email for ticket in desk.api.held}
    desk.api.refuses = dict.fromkeys(everybody, ZoomError(Reason.SCOPE_MISSING, "deleteTicket", status=400))
    with pytest.raises(ZoomError):
        await desk.undo()
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    desk.api.refuses = dict.fromkeys(everybody, ZoomError(Reason.RATE_DAILY, "deleteTicket", retry_at=at))
    undone = await desk.undo()
    assert (undone.stopped, undone.error.retry_at, undone.left) == (Stopped.DAILY_LIMIT, at, 5)
    desk.api.refuses = {}
    assert (await desk.undo()).complete


async def test_nothing_is_taken_back_while_the_import_runs(desk):
    await desk.begin(5)
    with only_one(desk.journal.folder, "a", "e1"), pytest.raises(AlreadyRunning):
        await desk.undo()
    with pytest.raises(ImportOver):
        await Undoing(desk.api, desk.journal, "nothing").run(desk.progress.append)


async def test_a_ticket_that_zoom_gave_back_stays_with_its_owner(desk):
    """Zoom may answer a person's second registration with the first ticket, whose id the answer needn't tell."""
    await desk.begin(10)
    theirs = [
        Ticket(ticket_id="web", email="p2@x.example"),
        Ticket(ticket_id="crm", email="p3@x.example", registration_source="Crm"),
        Ticket(ticket_id="other", email="p4@x.example", external_ticket_id="foyer1r2", registration_source="Foyer1"),
    ]
    create = desk.api.create_tickets

    async def same(event_id, tickets, **given):
        answer = await create(event_id, tickets, **given)
        for old in theirs:
            new = next(ticket for ticket in desk.api.held if ticket.email == old.email)
            desk.api.held[desk.api.held.index(new)] = old
        told = [Ticket(ticket_id=ticket.ticket_id, email=ticket.email) for ticket in desk.api.held]
        return replace(answer, tickets=tuple(told))

    desk.api.create_tickets = same
    assert (await desk.run()).registered == 10
    undone = await desk.undo()
    assert (undone.withdrawn, undone.complete) == (7, True)
    assert sorted(ticket.ticket_id for ticket in desk.api.held) == ["crm", "other", "web"]
    assert {row.row for row in await desk.journal.rows(desk.id, fates=(Fate.ALREADY_IN,))} == {2, 3, 4}


@pytest.mark.parametrize("tells_source", [True, False])
async def test_tickets_are_ours_by_their_id_where_the_list_does_not_tell_ids(desk, tells_source):
    await desk.run(10)
    listed = desk.api.tickets

    async def tickets(event_id, **given):
        found = await listed(event_id, **given)
        hidden = {"external_ticket_id": ""} | ({} if tells_source else {"registration_source": ""})
        return [replace(ticket, **hidden) for ticket in found]

    desk.api.tickets = tickets
    assert (await desk.undo()).complete
    assert desk.api.held == []


async def test_a_ticket_of_ours_that_the_journal_missed_goes_too(desk):
    await desk.begin(10)
    desk.api.fails = {"p5@x.example": "stock_not_exist"}
    await desk.run()
    ours = {row.row: row.external_ticket_id for row in await desk.journal.rows(desk.id)}
    desk.api.held += [
        Ticket(ticket_id="second", email="p2@x.example", external_ticket_id=ours[2]),
        Ticket(ticket_id="late", email="p5@x.example", external_ticket_id=ours[5]),
        Ticket(ticket_id="theirs", email="p5@x.example"),
    ]
    undone = await desk.undo()
    assert undone.complete
    assert [ticket.ticket_id for ticket in desk.api.held] == ["theirs"]
    assert desk.progress[-1].total == desk.progress[-1].done == 11


async def test_nobody_asks_zoom_about_an_import_that_never_left(desk):
    await desk.begin(10)
    desk.api.list_errors = [ZoomError(Reason.EVENT_NOT_FOUND, "getTickets", status=404)]
    undone = await desk.undo()
    assert (undone.withdrawn, undone.deleted, undone.complete) == (10, 0, True)
    assert desk.api.listings == 0


async def test_what_stops_the_settling_is_told_and_nothing_is_deleted(desk):
    await desk.begin(60)
    desk.api.after = [lambda tickets: lost()]
    desk.api.can_list = False
    await desk.run()
    desk.api.can_list = True
    daily = ZoomError(Reason.RATE_DAILY, "getTickets", retry_at=dt.datetime.now(dt.UTC) + dt.timedelta(hours=3))
    desk.api.list_errors = [daily]
    undone = await desk.undo()
    assert (undone.stopped, undone.error, undone.unknown, undone.complete) == (Stopped.DAILY_LIMIT, daily, 30, False)
    assert desk.api.deleted == []
    assert (await desk.journal.get(desk.id)).undo is Undo.ASKED
    assert (await desk.undo()).complete
    assert desk.api.held == []


async def test_a_stop_ends_the_settling_and_the_waits_of_it_are_told(desk):
    await desk.begin(30)
    desk.api.after = [lambda tickets: lost()]
    desk.api.can_list = False
    await desk.importer.run(lambda progress: None)
    desk.api.can_list = True
    later = ZoomError(Reason.RATE_PER_SECOND, "getTickets", retry_at=dt.datetime.now(dt.UTC) + dt.timedelta(seconds=55))
    desk.api.list_errors = [later] * 100

    async def for_ever(_seconds):
        await asyncio.Event().wait()

    undoing = Undoing(desk.api, desk.journal, desk.id, for_ever)

    def stop(progress):
        desk.progress.append(progress)
        if progress.waiting_seconds:
            undoing.stop()

    async with asyncio.timeout(300):
        undone = await undoing.run(stop)
    assert (undone.stopped, undone.unknown, undone.complete) == (Stopped.USER, 30, False)
    assert desk.progress[0].waiting_seconds > max(CONNECTION_PAUSES)


async def test_limits_and_a_dead_network_are_waited_for(desk):
    await desk.run(5)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=55)
    errors = [
        ZoomError(Reason.RATE_PER_SECOND, "deleteTicket", status=429, retry_at=later),
        ZoomError(Reason.TOO_MANY_CONCURRENT, "deleteTicket", status=429),
        ZoomError(Reason.SERVER_ERROR, "deleteTicket", status=503, retry_at=later, outcome_unknown=True),
        ZoomError(Reason.NO_NETWORK, "deleteTicket"),
    ]
    delete = desk.api.delete_ticket

    async def troubled(*args):
        if errors:
            raise errors.pop(0)
        await delete(*args)

    desk.api.delete_ticket = troubled
    assert (await desk.undo()).complete
    assert desk.api.held == []
    assert max(progress.waiting_seconds for progress in desk.progress) > max(CONNECTION_PAUSES)


async def test_an_event_that_is_gone_is_an_error_with_that_reason(desk):
    await desk.run(5)
    desk.api.refuses = {ticket.email: ZoomError(Reason.EVENT_NOT_FOUND, "x", status=404) for ticket in desk.api.held}
    with pytest.raises(ZoomError) as caught:
        await desk.undo()
    assert caught.value.reason is Reason.EVENT_NOT_FOUND
    assert (await desk.journal.get(desk.id)).undo is Undo.ASKED


async def test_another_import_with_the_same_people_keeps_its_tickets(desk):
    await desk.run(5)
    first = desk.id
    # Zoom's list is behind, so everybody gets a second ticket
    desk.api.hides = 1
    assert (await desk.run(5)).registered == 5
    theirs = desk.api.held[5:]
    desk.id = first
    assert (await desk.undo()).withdrawn == 5
    assert desk.api.held == theirs


async def test_what_zoom_would_not_delete_may_be_tried_again(desk):
    await desk.run(8)
    desk.api.refuses = {"p5@x.example": ZoomError(Reason.REFUSED, "deleteTicket", status=400, code=9999)}
    undone = await desk.undo()
    assert (undone.withdrawn, len(undone.refused), undone.complete) == (7, 1, False)
    assert (await desk.journal.get(desk.id)).undo is Undo.ASKED
    desk.api.refuses = {}
    assert (await desk.undo()).complete
    assert (await desk.journal.get(desk.id)).undo is Undo.DONE
    assert desk.api.held == []


async def test_a_ticket_that_may_have_been_there_before_stays_until_the_list_tells(desk):
    """Zoom may give a person's first ticket back; answers without any ids don't tell, and the list isn't permitted."""
    desk.api.can_list = False
    desk.api.echoes_id = False
    await desk.run(5)
    desk.api.held[2] = theirs = replace(desk.api.held[2], external_ticket_id="", registration_source="Website")
    undone = await desk.undo()
    assert (undone.withdrawn, undone.deleted, undone.unconfirmed, undone.complete) == (0, 0, 5, False)
    assert (await desk.journal.get(desk.id)).undo is Undo.ASKED
    desk.api.can_list = True
    undone = await desk.undo()
    assert (undone.withdrawn, undone.deleted, undone.unconfirmed, undone.complete) == (4, 4, 0, True)
    assert desk.api.held == [theirs]


async def test_without_the_list_the_tickets_that_answers_gave_our_ids_are_deleted(desk):
    desk.api.can_list = False
    await desk.run(5)
    assert (await desk.undo()).complete
    assert desk.api.held == []


async def test_a_ticket_without_any_mark_stays_where_zoom_does_not_say_whose_it_is(desk):
    await desk.run(3)
    desk.api.held = [replace(ticket, external_ticket_id="", registration_source="") for ticket in desk.api.held]
    desk.api.some_lack = True
    undone = await desk.undo()
    assert (undone.deleted, undone.unconfirmed, undone.complete) == (0, 3, False)


async def test_a_short_list_spares_nobody_and_everybody_is_asked_for(desk):
    await desk.run(10)
    desk.api.lacks = 6
    assert (await desk.undo()).complete
    assert desk.api.held == []
