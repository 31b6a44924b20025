"""Two windows at one list, and two lists for one event: what one does between two steps of the other."""

import datetime as dt

import pytest
import pytest_asyncio
from import_desk import Desk

from desktop_app.attendees.importer import ImportOver
from desktop_app.attendees.journal import Fate, Journal, Undo
from desktop_app.attendees.keeping import row_table
from desktop_app.attendees.roster import Person
from desktop_app.attendees.sending.settling import SETTLES
from desktop_app.attendees.sending.undo import Undoing
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


class TwoWindows(Desk):
    """A window that imports, and the journal of another one."""

    def __init__(self, path):
        super().__init__(path)
        self.other = Journal(path)

    def before(self, step, happens):
        """Let something happen once just before a step of the journal; if that is `get`, just after it."""
        original = getattr(self.journal, step)
        left = [happens]

        async def stepped(*args, **kwargs):
            found = await original(*args, **kwargs) if step == "get" else None
            if left:
                await left.pop()()
            return found or await original(*args, **kwargs)

        setattr(self.journal, step, stepped)


@pytest_asyncio.fixture
async def desk(tmp_path):
    made = TwoWindows(tmp_path / "journal.sqlite")
    yield made
    await made.other.close()
    await made.journal.close()


async def test_a_row_that_is_corrected_after_it_was_read_leaves_as_it_is_then(desk):
    await desk.begin(40)
    desk.before(
        "mark_sending",
        lambda: desk.other.correct(desk.id, 5, email="right@x.example", first_name="C", last_name="D"),
    )
    summary = await desk.run()
    assert (summary.registered, summary.waiting, summary.complete) == (40, 0, True)
    assert "p5@x.example" not in desk.api.emails()
    assert desk.api.emails().count("right@x.example") == 1
    row = (await desk.rows())[5]
    assert next(ticket.email for ticket in desk.api.held if ticket.ticket_id == row.ticket_id) == "right@x.example"


async def test_a_row_that_is_corrected_to_somebody_who_is_in_is_not_sent(desk):
    desk.api.held.append(Ticket(ticket_id="old", email="in@x.example"))
    await desk.begin(5)
    desk.before(
        "mark_sending", lambda: desk.other.correct(desk.id, 5, email="in@x.example", first_name="C", last_name="D")
    )
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (4, 1)
    assert desk.api.emails().count("in@x.example") == 1


async def test_who_was_found_in_is_not_taken_for_whom_the_row_was_corrected_to(desk):
    """Else the other person would never be registered."""
    desk.api.held.append(Ticket(ticket_id="old", email="p5@x.example"))
    await desk.begin(5)
    desk.before(
        "mark_sending",
        lambda: desk.other.correct(desk.id, 5, email="else@x.example", first_name="C", last_name="D"),
    )
    assert (await desk.run()).registered == 5
    row = (await desk.rows())[5]
    assert (row.email, row.fate) == ("else@x.example", Fate.REGISTERED)
    assert desk.api.emails().count("else@x.example") == 1


async def test_nobody_leaves_of_an_import_that_is_discarded(desk):
    await desk.begin(20)
    desk.before("mark_sending", lambda: desk.other.discard(desk.id))
    summary = await desk.run()
    assert (summary.registered, summary.waiting) == (0, 0)
    assert desk.api.requests == []


async def test_nobody_leaves_of_an_import_that_is_given_up(desk):
    await desk.begin(20)
    desk.before("mark_sending", lambda: desk.other.abandon(desk.id))
    assert (await desk.run()).registered == 0
    assert desk.api.requests == []
    assert (await desk.journal.counts(desk.id)).withdrawn == 20


async def test_an_import_that_is_taken_back_just_before_its_turn_does_not_run(desk):
    await desk.begin(3)

    async def take_back():
        await Undoing(desk.api, desk.other, desk.id).run(lambda _: None)

    desk.before("get", take_back)
    with pytest.raises(ImportOver):
        await desk.run()
    assert desk.api.requests == []


async def test_an_import_that_is_discarded_just_before_its_turn_does_not_run(desk):
    await desk.begin(3)
    desk.before("get", lambda: desk.other.discard(desk.id))
    with pytest.raises(ImportOver):
        await desk.run()


async def test_two_undos_one_after_the_other_both_end(desk):
    await desk.begin(3)
    await desk.run()

    async def take_back():
        await Undoing(desk.api, desk.other, desk.id).run(lambda _: None)

    desk.before("get", take_back)
    undone = await desk.undo()
    assert (undone.withdrawn, undone.deleted, undone.complete) == (3, 0, True)
    assert desk.api.held == []
    assert (await desk.journal.get(desk.id)).undo is Undo.DONE


async def test_whoever_another_list_registered_just_now_has_time_to_show_up(desk, monkeypatch):
    now = row_table.now
    # however long this takes
    monkeypatch.setattr(row_table, "now", lambda: now() + dt.timedelta(hours=1))
    await desk.begin(10)
    await desk.run()
    assert desk.pauses == []
    original = desk.api.tickets

    async def tickets(*args, **kwargs):
        found = await original(*args, **kwargs)
        return found if sum(desk.pauses) >= SETTLES else []

    desk.api.tickets = tickets
    await desk.begin(12)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (2, 10)
    assert len(set(desk.api.emails())) == len(desk.api.emails()) == 12


async def test_a_list_for_another_event_waits_for_nobody(desk):
    await desk.begin(10)
    await desk.run()
    await desk.begin([Person(2, "n@x.example", "A", "B")], event_id="e2")
    assert (await desk.run()).registered == 1
    assert desk.pauses == []
