"""The Hub page: the account's hubs, the events of one, and what can be done with each."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import Desk, until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.attendees.journal import Fate, Result
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.journey import HubEvents
from desktop_app.journey.state import Mode, Work
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.hub.event_list import A_PART, AT_ONCE
from desktop_app.ui.pages.hub.event_row import EventRow
from desktop_app.ui.pages.hub.page import HubPage
from desktop_app.ui.widgets.chip import Chip
from desktop_app.zoom.models import CalendarItem, Event

pytestmark = pytest.mark.asyncio

HubDesk = Desk[HubPage]


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[HubDesk]:
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    await desk.enter()
    yield desk
    await desk.close()


def rows(desk: HubDesk) -> dict[str, str]:
    """The events on screen: name and the label of what can be done, by name."""
    found = {}
    for row in desk.page.findChildren(QWidget):
        if row.objectName().startswith("event_row_") and row.isVisible():
            buttons = [b.text() for b in row.findChildren(QPushButton) if b.text()]
            name = row.findChild(QLabel, row.objectName().replace("event_row", "event_name"))
            found[name.text().replace("\u200b", "")] = ", ".join(buttons)
    return found


def event_id(desk: HubDesk, name: str) -> str:
    return str(next(event["event_id"] for event in desk.zoom.world.events() if event["name"] == name))


def question(desk: HubDesk) -> QMessageBox:
    return next(box for box in desk.page.findChildren(QMessageBox) if box.isVisible())


async def test_one_hub_is_chosen_and_its_events_are_listed(desk: HubDesk) -> None:
    assert desk.page.hubs.chosen is not None
    assert desk.page.hub_name.text() == "Acme Corp Events Hub"
    assert desk.page.hub_count.text() == "4 events"
    assert rows(desk) == {
        "Customer advisory board": "Continue draft",
        "Autumn product update": "Add attendees",
        "Certification day": "Add attendees",
        "Quarterly town hall": "",
    }
    assert desk.page.bar().primary == "New event"
    assert desk.page.bar().enabled
    assert desk.page.bar().status.startswith("Updated ")


async def test_search_shows_the_hubs_with_these_letters(desk: HubDesk) -> None:
    desk.type("hub_search", "EDUC")
    await desk.rest()
    shown = [
        desk.page.hubs.item(row).text()
        for row in range(desk.page.hubs.count())
        if not desk.page.hubs.item(row).isHidden()
    ]
    assert shown == ["Customer Education"]
    assert desk.page.hub_name.text() == "Customer Education"
    assert desk.page.hub_count.text() == "No events yet"
    assert "New event" in desk.text("hub_events_empty")


async def test_a_search_that_finds_nothing_offers_nothing(desk: HubDesk) -> None:
    desk.type("hub_search", "no such hub")
    await desk.rest()
    assert desk.page.hubs.chosen is None
    assert "No hub has this text" in desk.text("hub_events_empty")
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "No hub chosen"
    assert not desk.page.new_button.isEnabled()
    desk.page.primary()
    assert desk.completed == 0
    desk.page.search.clear()
    await desk.rest()
    assert desk.page.hub_name.text() == "Acme Corp Events Hub"
    assert len(rows(desk)) == 4
    assert desk.page.bar().enabled


async def test_the_keyboard_finds_searches_and_uses_a_hub(desk: HubDesk) -> None:
    desk.page.activateWindow()
    await until(desk.page.isActiveWindow, "for the page to be active")
    QTest.keyClick(desk.page.hubs, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.search.hasFocus()
    desk.page.hubs.setFocus()
    QTest.keyClick(desk.page.hubs, Qt.Key.Key_Down)
    await desk.rest()
    assert desk.page.hub_name.text() == "Customer Education"
    QTest.keyClick(desk.page.hubs, Qt.Key.Key_Return)
    assert desk.completed == 1
    assert desk.journey.state.hub is not None
    assert desk.journey.state.hub.name == "Customer Education"


async def test_refreshing_keeps_the_choice_and_the_search(desk: HubDesk) -> None:
    desk.journey.start_event(desk.hub)
    desk.type("hub_search", "c")
    desk.page.hubs.setCurrentRow(1)
    await desk.rest()
    desk.type("hub_search", "educ")
    desk.page.secondary()
    await desk.rest()
    assert desk.page.hub_name.text() == "Customer Education"
    assert desk.page.hubs.item(0).isHidden()


async def test_using_the_hub_goes_on_with_the_open_event(desk: HubDesk) -> None:
    await desk.press()
    assert desk.completed == 1
    work = desk.journey.state.work
    assert work is not None
    desk.journey.edit(EventDraft(event_type=EventType.SINGLE, name="Half done"))
    await desk.enter()
    assert desk.page.bar().primary == "Continue the event"
    await desk.press()
    assert desk.completed == 2
    assert desk.journey.state.draft.name == "Half done"
    desk.click("new_event")
    assert desk.journey.state.work is not None
    assert desk.journey.state.work.key != work.key


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
    desk.journey.start_event(desk.hub, EventDraft(event_type=EventType.SINGLE, name="Half done"))
    await desk.enter()
    assert rows(desk)["Half done"] == "Continue draft"
    desk.click("open_event-1")
    assert desk.completed == 1
    desk.click("delete_event-1")
    box = question(desk)
    assert "Zoom has not seen it" in box.informativeText()
    box.button(QMessageBox.StandardButton.NoButton)
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


async def test_a_failure_to_list_is_said_and_gone_with_the_next_hub(desk: HubDesk) -> None:
    desk.zoom.faults.add("getEvents", "error", status=403, code=9, message="No.")
    desk.page.retry()
    await desk.rest()
    assert "Zoom didn’t list the hub’s events." in desk.said()
    assert desk.page.hub_count.text() == "Zoom didn’t list the events"
    assert rows(desk) == {}
    desk.page.hubs.setCurrentRow(1)
    await desk.rest()
    assert desk.said() == ""
    desk.zoom.faults.add("getEvents", "error", status=403, code=9, message="No.")
    desk.page.hubs.setCurrentRow(0)
    await desk.rest()
    await desk.act("retry")
    assert len(rows(desk)) == 4
    assert desk.said() == ""


async def test_without_the_permission_to_list_one_sees_what_was_begun_here(
    tmp_path: Path, zoom: PracticeService
) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "list_events" not in scope]
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    desk.journey.start_event(desk.hub, EventDraft(name="Half done"))
    await desk.enter()
    assert "Foyer may not list events" in desk.said()
    assert list(rows(desk)) == ["Half done"]
    await desk.close()


async def test_many_events_are_shown_a_part_at_a_time_and_never_many_in_one_turn(desk: HubDesk) -> None:
    events, made = desk.page.events, []
    layout = events.layout()
    assert layout is not None

    def count() -> int:
        return layout.count() - 1  # the button is the last

    events.arranged.connect(lambda: made.append(count()))
    works = tuple(Work(str(number), EventDraft(name=f"Draft {number}")) for number in range(45))
    events.show_events(HubEvents((), works))
    assert count() == AT_ONCE
    await until(lambda: made, "for the first part")
    more = desk.see("more_events")
    assert more.text() == more.accessibleName() == "Show more events (25)"
    more.click()
    assert count() == A_PART + AT_ONCE
    await until(lambda: len(made) == 2, "for the second part")
    assert desk.text("more_events") == "Show more events (5)"
    desk.click("more_events")
    await until(lambda: len(made) == 3, "for the rest")
    assert made == [A_PART, 2 * A_PART, 45]
    assert not desk.shows("more_events")
    events.show_events(None)
    assert count() == 0


async def test_the_focus_goes_on_to_what_more_events_brought(desk: HubDesk) -> None:
    for number in range(A_PART):
        desk.journey.start_event(desk.hub, EventDraft(name=f"Draft {number}"))
    await desk.enter()
    desk.page.activateWindow()
    await until(desk.page.isActiveWindow, "for the page to be active")
    await until(lambda: len(rows(desk)) == A_PART, "for the first part")
    desk.see("more_events").setFocus()
    desk.click("more_events")
    focused = desk.page.focusWidget()
    assert focused is not None
    assert focused.accessibleName().endswith("Customer advisory board")


async def test_names_from_zoom_are_plain_text(desk: HubDesk) -> None:
    desk.journey.start_event(desk.hub, EventDraft(name="<b>Bold</b> & <img src=x>"))
    await desk.enter()
    assert "<b>Bold</b> & <img src=x>" in rows(desk)
    desk.click("delete_event-1")
    box = question(desk)
    assert box.textFormat() is Qt.TextFormat.PlainText
    labels = [label for label in box.findChildren(QLabel) if "Bold" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    box.close()


async def test_without_a_hub_it_says_what_to_do(tmp_path: Path, zoom: PracticeService) -> None:
    zoom.faults.add("getHubList", "error", status=404, code=2001, message="Hub does not exist.", times=None)
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    await desk.enter()
    assert "make you a host of a hub" in desk.text("hub_events_empty")
    assert not desk.page.bar().enabled
    zoom.faults.clear()
    desk.page.secondary()
    await desk.rest()
    assert desk.page.bar().enabled
    await desk.close()


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "Dec 15, 2026, 2:00 PM in New York"),
        ("Asia/Calcutta", "Dec 16, 2026, 12:30 AM in Kolkata"),
        ("Zone/That-is-none", "Dec 15, 2026, 7:00 PM in UTC"),
    ],
)
async def test_a_time_is_that_of_its_city_and_says_so(qtbot: QtBot, zone: str, said: str) -> None:
    start = dt.datetime(2026, 12, 15, 19, tzinfo=dt.UTC)
    event = Event(
        event_id="e", name="Board", status="PUBLISHED", timezone=zone,
        calendar=(CalendarItem(start_time=start, end_time=start + dt.timedelta(hours=1)),),
    )  # fmt: skip
    row = EventRow.for_event(event, over=False)
    qtbot.addWidget(row)
    when = row.findChild(QLabel, "event_when_e")
    assert when is not None
    assert when.text() == said


async def test_time_and_city_stay_together_above_the_status_and_are_never_cut(desk: HubDesk) -> None:
    row = EventRow(
        key="e", name="מפגש לקוחות שנתי " * 4, event_type="", when="Dec 15, 2026, 10:00 AM in Ho Chi Minh City",
        chip=Chip("ok", "Published"), action="Add attendees", can_delete=True,
    )  # fmt: skip
    row.setParent(desk.page)
    name, when, chip = row.findChild(QLabel, "event_name_e"), row.findChild(QLabel, "event_when_e"), row.findChild(Chip)
    assert name is not None
    assert when is not None
    assert chip is not None
    row.show()

    def is_whole() -> bool:
        whole = all(label.height() >= label.heightForWidth(label.width()) > 0 for label in (name, when))
        return whole and name.geometry().bottom() < when.y() and when.geometry().bottom() < chip.y()

    for width in (480, 340, 240):
        row.resize(width, 240)
        await until(lambda wide=width: row.width() == wide and is_whole(), f"for the texts at {width} pixels")


async def test_in_a_narrow_row_the_buttons_stand_below_the_words(desk: HubDesk) -> None:
    row = EventRow(
        key="e", name="Board", event_type="", when="Dec 15, 2026, 10:00 AM", chip=Chip("ok", "Live"), action="Continue",
        can_delete=True,
    )  # fmt: skip
    row.setParent(desk.page)
    title, delete = row.findChild(QLabel, "event_name_e"), row.findChild(QPushButton, "delete_e")
    assert title is not None
    assert delete is not None
    row.show()

    def is_below() -> bool:
        return delete.mapTo(row, QPoint(0, 0)).x() == title.mapTo(row, QPoint(0, 0)).x()

    for width, below in ((480, False), (300, True)):
        row.resize(width, 160)
        await until(lambda wanted=below: is_below() is wanted, f"for the layout at {width} pixels")


async def test_a_long_hub_name_ends_in_dots_and_is_in_a_tip(desk: HubDesk) -> None:
    hubs = desk.page.hubs
    item = hubs.item(0)
    item.setText("Hub " * 40)
    assert hubs.visualItemRect(item).width() <= hubs.viewport().width()
    assert item.toolTip()
