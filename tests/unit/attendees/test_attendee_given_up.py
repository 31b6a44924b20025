"""An import that was given up while people were in doubt: whatever is done to it later invites nobody twice."""

import pytest
from fake_tickets_api import lost
from import_desk import Desk, refusal
from new_imports import begin

from desktop_app.attendees import importer
from desktop_app.attendees.importer import AlreadyRunning, ImportOver
from desktop_app.attendees.journal import Fate, Journal, Undo
from desktop_app.zoom.errors import Reason

pytestmark = pytest.mark.asyncio


async def give_up_in_doubt(desk: Desk) -> None:
    """Lose the answer of every group while Zoom can't be asked, and give up."""
    desk.api.can_list = False
    desk.api.after = [lambda _: lost()] * 10
    await desk.run(60)
    assert (await desk.journal.counts(desk.id)).unknown > 0
    await importer.give_up(desk.journal, desk.id)
    assert await desk.journal.unfinished() == []
    desk.api.after = []
    desk.api.can_list = True


async def test_a_retry_asks_zoom_first(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    held = len(desk.api.held)
    assert held > 0
    await importer.retry_failed(desk.journal, desk.id)
    await desk.run()
    assert len(desk.api.held) == len(set(desk.api.emails()))
    counts = await desk.journal.counts(desk.id)
    assert counts.registered == len(desk.api.held)
    assert counts.left == 0


async def test_without_the_permission_to_ask_a_retry_sends_nobody(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    desk.api.can_list = False
    sent = len(desk.api.requests)
    await importer.retry_failed(desk.journal, desk.id)
    await desk.run()
    assert len(desk.api.requests) == sent
    assert (await desk.journal.counts(desk.id)).unknown > 0


async def test_taking_it_back_finds_those_who_got_in(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    assert desk.api.held
    undone = await desk.undo()
    assert undone.complete
    assert desk.api.held == []


async def test_who_got_in_under_one_name_is_not_called_registered_under_another(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    assert "p2@x.example" in desk.api.emails()
    assert not (await desk.rows())[2].can_be_corrected
    with pytest.raises(KeyError):
        await desk.journal.correct(desk.id, 2, email="right@x.example")
    await importer.retry_failed(desk.journal, desk.id)
    await desk.run()
    row = (await desk.rows())[2]
    assert (row.email, row.fate) == ("p2@x.example", Fate.REGISTERED)


async def test_an_import_that_runs_in_another_window_is_not_given_up_there(desk: Desk) -> None:
    """What Zoom refuses for a limit would wait again, and leave."""
    await desk.begin(60)
    other = Journal(desk.path)

    async def give_up() -> None:
        for put_away in (importer.give_up, importer.retry_failed):
            with pytest.raises(AlreadyRunning):
                await put_away(other, desk.id)
        desk.api.before = [lambda _: refusal(Reason.RATE_PER_SECOND, status=429)]
        desk.api.turn = None

    desk.api.turn = give_up
    assert (await desk.run()).registered == 60
    await other.close()
    assert (await desk.journal.counts(desk.id)).withdrawn == 0


async def test_a_list_that_was_only_prepared_is_removed_unless_it_was_begun_meanwhile(desk: Desk) -> None:
    made = await begin(desk.journal, 5, prepared=True)
    await importer.give_up(desk.journal, made.id)
    assert await desk.journal.get(made.id) is None
    with pytest.raises(ImportOver):
        await importer.give_up(desk.journal, made.id)
    begun = await begin(desk.journal, 5, prepared=True)
    await desk.journal.started(begun.id)
    await importer.give_up(desk.journal, begun.id)
    assert (await desk.journal.counts(begun.id)).withdrawn == 5


async def test_what_was_taken_back_is_not_retried(desk: Desk) -> None:
    desk.api.fails = {"p2@x.example": "email_not_found"}
    await desk.run(2)
    await desk.journal.set_undo(desk.id, Undo.DONE)
    with pytest.raises(ImportOver):
        await importer.retry_failed(desk.journal, desk.id)
    assert (await desk.journal.counts(desk.id)).failed == 1
