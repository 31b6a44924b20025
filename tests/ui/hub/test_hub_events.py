"""Events on the Hub page: begun, continued, opened, deleted after a question, and who waits in them."""

import pytest
from hub_program import HubDesk, event_id, question, rows
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.attendees.journal import Fate, Result
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


async def test_an_event_that_nothing_was_entered_for_is_not_kept(desk: HubDesk) -> None:
    before = rows(desk)
    await desk.press()
    await desk.enter()
    assert rows(desk) == before
    assert desk.page.bar().primary == "New event"


async def test_who_is_prepared_and_not_registered_is_named_with_the_event(desk: HubDesk) -> None:
    published, draft = (event_id(desk, name) for name in ("Autumn product update", "Customer advisory board"))
    for name, people in ((published, 300), (published, 2), (draft, 1)):
        desk.click(f"open_{name}")
        await desk.rest()
        await desk.prepare(people)
    await desk.enter()
    assert desk.text(f"event_waiting_{published}") == "302 prepared people aren’t registered yet"
    assert desk.text(f"event_waiting_{draft}") == "1 prepared person isn’t registered yet"
    assert sum(label.objectName().startswith("event_waiting") for label in desk.page.findChildren(QLabel)) == 2


async def test_who_an_import_left_is_named_with_the_event(desk: HubDesk) -> None:
    event = event_id(desk, "Autumn product update")
    desk.click(f"open_{event}")
    await desk.rest()
    journal = desk.journals[Mode.ACCOUNT]
    for people in (300, 2):
        stopped = await desk.prepare(people)
        await journal.started(stopped.id)
        await journal.record(stopped.id, [Result(row=0, fate=Fate.REGISTERED)])
    await desk.enter()
    assert desk.text(f"event_waiting_{event}") == "An import isn’t finished: 300 people are left"
    await desk.prepare(7)
    await desk.enter()
    assert desk.text(f"event_waiting_{event}") == (
        "7 prepared people aren’t registered yet\nAn import isn’t finished: 300 people are left"
    )


async def test_an_event_of_this_computer_is_listed_continued_and_deleted_after_a_question(desk: HubDesk) -> None:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(EventDraft(event_type=EventType.SINGLE, name="Half done"))
    await desk.enter()
    assert rows(desk)["Half done"] == "Continue draft"
    desk.click("open_event-1")
    assert desk.completed == 1
    desk.click("delete_event-1")
    box = question(desk)
    assert "Zoom has not seen it" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Delete event").click()
    await desk.rest()
    assert "Half done" not in rows(desk)
    assert desk.journey.state.work is None


async def test_continuing_a_draft_opens_it_as_zoom_has_it(desk: HubDesk) -> None:
    desk.click(f"open_{event_id(desk, 'Customer advisory board')}")
    assert desk.page.bar().busy
    await desk.rest()
    assert desk.completed == 1
    assert desk.journey.state.draft.name == "Customer advisory board"
    assert desk.journey.state.draft.tagline == "Your say in what we build next"


async def test_a_published_event_leads_to_its_attendees(desk: HubDesk) -> None:
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    await desk.rest()
    assert desk.went == [Step.ATTENDEES.value]
    assert desk.journey.state.published


async def test_leaving_while_an_event_is_being_opened_leads_nowhere_later(desk: HubDesk) -> None:
    desk.zoom.latency_ms = 100
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    desk.page.leave()
    await desk.rest()
    assert desk.went == []
    assert not desk.journey.state.published


async def test_a_new_event_while_another_is_being_opened_stays_the_new_one(desk: HubDesk) -> None:
    desk.zoom.latency_ms = 100
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    desk.click("new_event")
    await desk.rest()
    assert desk.went == []
    assert desk.completed == 1
    assert desk.journey.state.event_id == ""


async def test_deleting_a_draft_asks_first_and_keeping_is_the_default(desk: HubDesk) -> None:
    gone = event_id(desk, "Customer advisory board")
    desk.click(f"delete_{gone}")
    box = question(desk)
    assert box.text() == "Delete this draft?"
    assert box.defaultButton().text() == "Keep"
    assert box.escapeButton().text() == "Keep"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    await until(lambda: not box.isVisible(), "for the question to close")
    await desk.rest()
    assert len(rows(desk)) == 4
    desk.click(f"delete_{gone}")
    QTest.keyClick(question(desk), Qt.Key.Key_Return)
    await desk.rest()
    assert len(rows(desk)) == 4
    desk.click(f"delete_{gone}")
    next(button for button in question(desk).buttons() if button.text() == "Delete draft").click()
    await desk.rest()
    assert "Customer advisory board" not in rows(desk)
    assert gone not in {event["event_id"] for event in desk.zoom.world.events()}


async def test_a_draft_that_can_not_be_deleted_stays_listed(desk: HubDesk) -> None:
    gone = event_id(desk, "Customer advisory board")
    desk.zoom.faults.add("deleteEvent", "error", status=403, code=9, message="No.")
    desk.click(f"delete_{gone}")
    next(button for button in question(desk).buttons() if button.text() == "Delete draft").click()
    await desk.rest()
    assert "Zoom didn’t delete the draft." in desk.said()
    assert "Customer advisory board" in rows(desk)
