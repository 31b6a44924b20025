"""Imports that don't go on: the rest of them isn't sent, because a person says so or their event is over."""

from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QPushButton

from desktop_app.attendees.journal import Fate, Undo
from desktop_app.attendees.row_filters import NEVER_SENT
from desktop_app.ui.pages.attendees import results_file
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def test_the_rest_of_an_import_is_not_sent_after_a_question(desk: Desk) -> None:
    await desk.stop_half_way()
    left, made = desk.page.results.to_send, desk.made
    assert desk.text("discard_import") == "Don’t send the rest"
    desk.click("discard_import")
    said = desk.answer("discard", "keep")
    assert f"{left} people aren’t sent yet, and won’t be" in said
    await desk.rest()
    assert [each.id for each, _ in await desk.journal.unfinished()] == [made.id]
    desk.click("discard_import")
    desk.answer("discard", "confirm")
    await desk.rest()
    assert await desk.journal.unfinished() == []
    assert desk.page.header.title() == "Import finished"
    assert f"{left} people were never sent" in desk.page.header.subtitle()
    assert (desk.label(), desk.page.bar().enabled) == ("Finish", True)
    assert "Don’t send the rest" not in desk.buttons()
    assert "Undo this import" in desk.buttons(), "who is in can still be taken out"
    desk.click("filter_results_never_sent")
    assert {row[-1] for row in await desk.see_rows()} == {"Never sent"}
    assert desk.see("filter_results_never_sent").accessibleName() == f"Never sent {left}"


async def test_every_row_of_an_import_that_was_taken_back_half_way_has_its_own_fate(desk: Desk, tmp_path: Path) -> None:
    await desk.stop_half_way()
    left, made = desk.page.results.to_send, desk.made
    desk.page.results.undo.start(made)
    await desk.rest()
    gone = 300 - left
    assert desk.page.header.title() == "Import taken back"
    assert f"{gone} people were taken out" in desk.page.header.subtitle()
    assert f"{left} people were never sent" in desk.page.header.subtitle()
    assert desk.text("result_added_note") == f"{gone} taken back"
    path = tmp_path / "results.csv"
    await results_file.save(desk.journal, made.id, path)
    text = path.read_text(encoding="utf-8-sig")
    assert (text.count(",Taken back,"), text.count(",Never sent,")) == (gone, left)
    await results_file.save(desk.journal, made.id, path, NEVER_SENT)
    assert path.read_text(encoding="utf-8-sig").count("\n") == left + 1


async def test_who_was_given_up_in_doubt_is_said_to_be(desk: Desk) -> None:
    await desk.stop_half_way()
    made = desk.made
    rows = await desk.journal.rows(made.id, fates=[Fate.WAITING], limit=2)
    await desk.journal.mark_sending(made.id, rows)
    desk.page.results.look_again()
    await desk.rest()
    desk.click("discard_import")
    said = desk.answer("discard", "confirm")
    assert "For 2 people it isn’t known whether they are registered" in said
    await desk.rest()
    assert [row[-1] for row in await desk.see_rows()] == [
        "Given up before it was known: look for this person on Zoom’s website"
    ] * 2


async def test_an_import_into_a_canceled_event_says_so_and_is_put_away(desk: Desk) -> None:
    await desk.stop_half_way()
    made = desk.made
    desk.open_event("e1", status="CANCELLED")
    sent = len(desk.api.sent)
    desk.page.continue_import(made.id)
    await desk.rest()
    assert len(desk.api.sent) == sent
    assert "The event was canceled" in desk.said()
    assert "no longer registers anybody for this event" in desk.said()
    bar = desk.page.bar()
    assert (bar.enabled, bar.reason) == (False, "The event was canceled")
    desk.page.on_action("give_up")
    desk.answer("discard", "confirm")
    await desk.rest()
    assert await desk.journal.unfinished() == []
    assert desk.label() == "Finish"
    assert desk.said() == ""
    assert desk.page.header.isAncestorOf(desk.page.window().focusWidget()), "the button that had it is gone"


@pytest.mark.parametrize("reason", [Reason.EVENT_OVER, Reason.EVENT_NOT_FOUND, Reason.NOT_PUBLISHED])
async def test_what_may_last_for_good_comes_with_a_way_out(desk: Desk, reason: Reason) -> None:
    desk.api.refusals = [None, ZoomError(reason, "createTickets", status=400)]
    await desk.register(100)
    message = [button.text() for button in desk.page.message.findChildren(QPushButton) if button.isVisible()]
    assert "Don’t send the rest" in message


async def test_what_is_left_of_an_undo_can_be_let_be(desk: Desk) -> None:
    await desk.register(5)
    made = desk.made
    await desk.journal.set_undo(made.id, Undo.ASKED)
    desk.page.results.look_again()
    await desk.rest()
    assert desk.label() == "Continue undoing"
    desk.click("discard_import")
    assert "5 people whom this import registered stay" in desk.answer("discard", "confirm")
    await desk.rest()
    assert await desk.journal.unfinished() == []
    assert desk.label() == "Finish"
    assert desk.text("result_added") == "5"
