"""An import is taken back: what the page says meanwhile, what Zoom keeps, and how it goes on."""

import asyncio
import datetime as dt

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop_app.attendees.journal import Undo
from desktop_app.attendees.sending.undo import UndoProgress
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def test_an_import_is_taken_back_after_saying_what_cannot_be(desk: Desk) -> None:
    await desk.register(40)
    desk.click("undo_import")
    (box,) = desk.page.findChildren(QMessageBox, "undo_question")
    assert box.windowTitle() == "Undo this import"
    assert box.text() == "Undo the import of guests.csv into Q4 Town Hall?"
    assert "emails that Zoom has sent" in box.informativeText()
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    assert default.text() == "Keep"
    default.click()
    await desk.rest()
    assert not desk.api.deleted
    desk.click("undo_import")
    desk.answer("undo", "confirm")
    assert desk.page.bar().busy
    assert not desk.page.bar().can_go_back
    await desk.rest()
    assert len(desk.api.deleted) == 40
    assert not desk.api.known
    assert not desk.said(), "the title says it"
    assert desk.page.header.title() == "Import taken back"
    assert "40 people were taken out of the event again." in desk.page.header.subtitle()
    assert desk.page.header.isAncestorOf(desk.page.window().focusWidget()), "the button that had it is gone"
    assert desk.text("result_added") == "0"
    assert not desk.see("undo_import").isVisible()
    assert desk.label() == "Finish"
    assert not desk.journey.state.import_running
    assert desk.journey.state.registered == 0


async def test_what_zoom_keeps_is_said_and_can_be_tried_again(desk: Desk) -> None:
    await desk.register(5)
    desk.api.keeping = {"t0": ZoomError(Reason.TICKET_LOCKED, "deleteTicket", status=400)}
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    assert "taken back in part" in desk.said()
    assert "refused to delete 1" in desk.said()
    assert desk.text("result_added") == "1"
    made = await desk.journal.get(desk.made.id)
    assert made is not None
    assert made.undo is Undo.ASKED
    desk.api.keeping = {}
    assert desk.label() == "Continue undoing"
    desk.press()
    desk.answer("undo", "confirm")
    await desk.rest()
    assert not desk.api.known
    assert desk.label() == "Finish"


async def test_while_an_import_is_taken_back_the_page_says_so_and_offers_nothing_else(desk: Desk) -> None:
    await desk.register(100)
    going = asyncio.Event()
    delete = desk.api.delete_ticket

    async def slow(event_id: str, ticket_id: str) -> None:
        if len(desk.api.deleted) >= 2:
            await going.wait()
        await delete(event_id, ticket_id)

    desk.api.delete_ticket = slow  # type: ignore[method-assign]
    desk.click("undo_import")
    assert desk.answer("undo", "confirm").startswith("Undo the import of guests.csv into Q4 Town Hall? ")
    assert desk.page.header.title() == "Taking the import back"
    await desk.until(lambda: desk.page.results.undo.done == (2, 100))
    assert "2 of 100 tickets deleted" in desk.page.bar().status
    assert desk.see("undo_progress").value() == 2
    assert desk.text("undo_left").startswith("98 people left")
    assert not desk.see("result_added").isVisible()
    await desk.until(lambda: [row[-1] for row in desk.cells("results_table")].count("Taken back") == 2)
    assert not desk.see("results_save").isEnabled()
    desk.page.secondary()
    going.set()
    await desk.rest()
    # what is gone stays in the list, and the button goes on with the rest
    counts = desk.page.results.counts
    assert counts.withdrawn + counts.registered == 100
    assert counts.registered > 0
    assert desk.see("filter_results_all").accessibleName() == "All 100"
    assert desk.see("filter_results_taken_back").accessibleName() == f"Taken back {counts.withdrawn}"
    desk.click("filter_results_taken_back")
    assert {row[-1] for row in await desk.see_rows()} == {"Taken back"}
    assert desk.see("results_save").isEnabled()
    assert desk.label() == "Continue undoing"
    desk.press()
    desk.answer("undo", "confirm")
    await desk.rest()
    assert desk.api.known == []
    assert desk.label() == "Finish"


async def test_an_undo_that_goes_on_shows_what_holds_now(desk: Desk) -> None:
    await desk.register(40)
    desk.api.keeping = {"t39": ZoomError(Reason.TICKET_LOCKED, "deleteTicket", status=400)}
    undo, made = desk.page.results.undo, desk.made
    undo.start(made)
    seen: list[str] = []
    undo.changed.connect(lambda: seen.append(desk.see("filter_results_taken_back").accessibleName()))
    captions: list[str] = []
    undo.changed.connect(lambda: captions.append(desk.page.caption()))
    await desk.rest()
    assert "taken back in part" in desk.said()
    assert "were taken out" not in desk.said(), "the sentence below the title says it"
    assert any(each != "Taken back 0" for each in seen[:-1]), "the numbers go along"
    assert captions[0] == "Taking back, 0%"
    undo.start(made)
    assert undo.running
    assert not desk.said(), "that was the undo before"
    await desk.rest()


async def test_taken_back_is_taken_back_whoever_had_failed(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(4)
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"


async def test_an_undo_that_a_limit_ends_says_so_and_until_when(desk: Desk) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    await desk.register(5)
    desk.api.keeping = {"t3": ZoomError(Reason.RATE_DAILY, "deleteTicket", status=429, retry_at=until)}
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    assert "limit at Zoom is used up" in desk.said()
    assert "Try again" not in desk.buttons()
    bar = desk.page.bar()
    assert (bar.primary, bar.enabled) == ("Continue undoing", False)
    assert bar.reason.startswith("Zoom takes requests again at")
    assert desk.page.header.title() == "Import taken back in part"
    assert "are still in" in desk.page.header.subtitle()


async def test_an_undo_that_broke_says_why_and_goes_on(desk: Desk) -> None:
    await desk.register(5)
    desk.api.keeping = {"t3": ZoomError(Reason.NO_NETWORK, "deleteTicket")}
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    assert "Zoom can’t be reached" in desk.said()
    desk.api.keeping = {}
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"
    assert not desk.api.known


async def test_an_undo_says_that_it_waits(desk: Desk) -> None:
    undo = desk.page.results.undo
    told: list[str] = []
    undo.changed.connect(lambda: told.append(undo.progress()))
    undo._note(UndoProgress(total=500, done=1, refused=0))
    undo._note(UndoProgress(total=500, done=1, refused=0, waiting_seconds=19.2))
    undo._note(UndoProgress(total=500, done=2, refused=0))
    assert told == ["1 of 500 tickets deleted", "Waiting for Zoom, up to 20 s", "2 of 500 tickets deleted"]
