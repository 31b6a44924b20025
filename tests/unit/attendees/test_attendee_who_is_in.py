"""Who is in already is never sent: neither who registers meanwhile, nor whom Zoom's list lacks."""

import asyncio

import pytest
import pytest_asyncio
from import_desk import Desk
from msgspec.structs import replace

from desktop_app.attendees.importer import Importer, registered_emails
from desktop_app.attendees.journal import Fate, Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.attendees.sending.run import LIST_HOLDS
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "journal.sqlite")
    yield made
    await made.journal.close()


class Wall:
    """A clock on the wall."""

    def __init__(self):
        self.now = 1_700_000_000.0

    def __call__(self):
        return self.now


def register(desk, emails):
    """Let people register by themselves."""
    desk.api.held += [Ticket(ticket_id=f"web{email}", email=email.upper()) for email in emails]


def meanwhile(desk, batches, happens):
    """Let something happen once, after so many batches were carried out."""

    def after(_tickets):
        if len(desk.api.requests) == batches:
            happens()

    desk.api.after = [after]


def everybody(asked):
    return asked.count((None, None))


async def test_an_import_reads_the_list_once(desk):
    register(desk, ["p5@x.example"])
    summary = await desk.run(900)
    assert (summary.registered, summary.already_in) == (899, 1)
    assert desk.api.asked == [(None, None)]


async def test_nobody_is_asked_for_when_nothing_is_left(desk):
    await desk.run(3)
    await desk.run()
    assert desk.api.listings == 1


async def test_who_registers_while_it_is_paused_is_not_sent(desk):
    await desk.begin(600)

    def pause():
        desk.importer.pause()
        register(desk, (f"p{row}@x.example" for row in range(500, 560)))
        desk.importer.resume()

    meanwhile(desk, 3, pause)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (540, 60)
    assert everybody(desk.api.asked) == 2


async def test_who_registers_while_it_is_paused_before_the_first_batch_is_not_sent(desk):
    await desk.begin(60)
    listed = desk.api.tickets

    async def tickets(*args, **given):
        found = await listed(*args, **given)
        if desk.api.listings == 1:
            desk.importer.pause()
            register(desk, ["p7@x.example"])
            desk.importer.resume()
        return found

    desk.api.tickets = tickets
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (59, 1)
    assert desk.api.listings == 2


@pytest.mark.parametrize("seconds", [LIST_HOLDS + 1, 86_400.0, -3600.0])
async def test_who_registers_while_the_computer_sleeps_is_not_sent(desk, seconds):
    wall = Wall()
    await desk.begin(600)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)

    def sleep():
        wall.now += seconds
        register(desk, (f"p{row}@x.example" for row in range(500, 560)))

    meanwhile(desk, 3, sleep)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (540, 60)
    assert everybody(desk.api.asked) == 2


@pytest.mark.parametrize("seconds", [LIST_HOLDS - 1, 86_400.0])
async def test_who_registers_while_batches_wait_for_their_turn_is_not_sent(desk, seconds):
    """The list was a little old when the computer fell asleep; those that wait have only slept."""
    wall = Wall()
    await desk.begin(600)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)

    async def turn():
        await asyncio.sleep(0)
        if len(desk.api.requests) == 3:
            desk.api.turn = None
            wall.now += 2
            wall.now += seconds
            register(desk, (f"p{row}@x.example" for row in range(2, 602) if f"p{row}@x.example" not in desk.sent()))

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (90, 510)
    assert everybody(desk.api.asked) == 2


async def test_a_batch_whose_turn_comes_after_a_newer_list_was_read_does_not_rest_on_the_older_one(desk):
    wall = Wall()
    await desk.begin(600)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)
    first = True

    async def turn():
        nonlocal first
        if len(desk.api.requests) < 3:
            return
        if first:
            first = False
            wall.now += LIST_HOLDS + 1
            register(desk, (f"p{row}@x.example" for row in range(2, 602) if f"p{row}@x.example" not in desk.sent()))
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
            register(desk, ["p500@x.example"])
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
    wall = Wall()
    await desk.begin(60)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)
    listed = desk.api.tickets

    async def tickets(*args, **given):
        wall.now += 10 * LIST_HOLDS
        return await listed(*args, **given)

    desk.api.tickets = tickets
    assert (await desk.run()).registered == 60
    assert desk.api.listings == 1


# --- a list that lacks people


async def test_people_are_asked_for_by_e_mail_when_the_list_lacks_some(desk):
    register(desk, (f"p{row}@x.example" for row in range(2, 42)))
    desk.api.lacks = 30
    summary = await desk.run(100)
    assert (summary.registered, summary.already_in, summary.complete) == (60, 40, True)
    assert everybody(desk.api.asked) == 1
    # the ten on the list needn't be asked for
    assert desk.api.listings == 1 + 90


async def test_a_batch_that_was_asked_for_one_by_one_does_not_leave_after_a_sleep(desk):
    """Its turn comes ten hours later, when most of it have registered."""
    wall = Wall()
    register(desk, ["p2@x.example"])
    desk.api.lacks = 1
    await desk.begin(25)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)

    async def turn():
        desk.api.turn = None
        wall.now += 36_000
        register(desk, (f"p{row}@x.example" for row in range(3, 20)))

    desk.api.turn = turn
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (7, 18, True)
    assert desk.sent() == {f"p{row}@x.example" for row in range(20, 27)}


async def test_nobody_is_sent_when_zoom_tells_neither_way(desk):
    register(desk, ["p2@x.example", "p3@x.example"])
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
    register(desk, ["a@x.example", "b@x.example"])
    desk.api.lacks = 1
    assert await registered_emails(desk.api, "e1") == {"a@x.example"}


async def test_a_ticket_without_an_id_is_a_ticket(desk):
    desk.api.held = [Ticket(ticket_id="", email="p3@x.example")]
    summary = await desk.run(3)
    assert (summary.registered, summary.already_in) == (2, 1)


# --- without the permission to list


async def test_what_this_computer_knows_counts_where_zoom_does_not_tell(desk):
    desk.api.can_list = False
    before = NewRow(Person(99, "p9@x.example", "A", "B"), Fate.IN_BEFORE)
    people = [NewRow(Person(row, f"p{row}@x.example", "A", "B")) for row in (2, 3, 4)]
    await desk.journal.begin(
        account_key="a", event_id="e1", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
        send_notification=False, rows=[*people, before],
    )  # fmt: skip
    (first,) = await desk.journal.imports("e1")
    await Importer(desk.api, desk.journal, first.id, desk.pause).run(desk.progress.append)
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


# --- whose ticket it is


async def test_a_ticket_without_our_id_beside_some_that_have_theirs_was_there_before(desk):
    register(desk, ["p3@x.example"])
    desk.api.can_list = False
    create = desk.api.create_tickets

    async def same(event_id, tickets, **given):
        new = [request for request in tickets if request.email != "p3@x.example"]
        answer = await create(event_id, new, **given)
        return replace(answer, tickets=(*answer.tickets, desk.api.held[0]))

    desk.api.create_tickets = same
    summary = await desk.run(4)
    assert (summary.registered, summary.already_in) == (3, 1)
    assert (await desk.rows())[3].ticket_id == desk.api.held[0].ticket_id


@pytest.mark.parametrize("lost", [False, True])
async def test_ids_count_whatever_their_case(desk, lost):
    create, listed = desk.api.create_tickets, desk.api.tickets

    def shouted(tickets):
        return [replace(ticket, external_ticket_id=ticket.external_ticket_id.upper()) for ticket in tickets]

    async def create_loud(*args, **given):
        answer = await create(*args, **given)
        if lost:
            raise ZoomError(Reason.TIMED_OUT, "createTickets", outcome_unknown=True)
        return replace(answer, tickets=tuple(shouted(answer.tickets)))

    async def list_loud(event_id, *, external_ticket_id=None, email=None):
        found = shouted(await listed(event_id, email=email))
        return [ticket for ticket in found if external_ticket_id in (None, ticket.external_ticket_id)]

    desk.api.create_tickets, desk.api.tickets = create_loud, list_loud
    assert (await desk.run(10)).registered == 10


async def test_the_journal_tells_who_was_got_in_beside(tmp_path):
    journal = Journal(tmp_path / "journal.sqlite")
    try:
        rows = [NewRow(Person(row, f"p{row}@x.example", "A", "B")) for row in (2, 3)]
        given = {
            "account_key": "a", "event_id": "e1", "event_name": "E", "source": "s", "ticket_type_id": "",
            "ticket_type_name": "", "send_notification": False,
        }  # fmt: skip
        one, two = [await journal.begin(rows=rows, **given) for _ in range(2)]
        other = await journal.begin(rows=rows, **given | {"account_key": "b"})
        for made in (one, other):
            await journal.mark_sending(made.id, await journal.rows(made.id))
        assert [row.email for row in await journal.held_beside(two)] == ["p2@x.example", "p3@x.example"]
        assert await journal.held_beside(one) == []
        await journal.withdraw(one.id, 2)
        assert [row.email for row in await journal.held_beside(two)] == ["p3@x.example"]
    finally:
        await journal.close()


async def test_who_registers_by_themselves_once_they_were_asked_for_is_not_sent_when_asking_took_long(desk):
    """The computer slept while the others of the batch were asked for."""
    wall = Wall()
    register(desk, (f"p{row}@x.example" for row in range(500, 540)))
    desk.api.lacks = 30
    await desk.begin(40)
    desk.importer = Importer(desk.api, desk.journal, desk.id, desk.pause, wall_clock=wall)
    listed, slept = desk.api.tickets, False

    async def tickets(event_id, *, external_ticket_id=None, email=None):
        nonlocal slept
        if email == "p20@x.example" and not slept:
            slept = True
            wall.now += 36_000
            register(desk, ["p2@x.example"])
        return await listed(event_id, external_ticket_id=external_ticket_id, email=email)

    desk.api.tickets = tickets
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (39, 1, True)
    assert "p2@x.example" not in desk.sent()
