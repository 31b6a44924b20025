"""The Hub page: the account's hubs, found and chosen, and what can be done with one."""

from pathlib import Path

import pytest
from hub_program import HubDesk, rows
from page_program import Desk, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.event.draft import EventDraft, EventType
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.hub.page import HubPage

pytestmark = pytest.mark.asyncio


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


async def test_a_failure_to_list_is_said_and_gone_with_the_next_hub(desk: HubDesk) -> None:
    desk.zoom.faults.add("getEvents", "error", status=403, code=9, message="No.")
    desk.page.secondary()
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
    desk.journey.start_event(desk.hub)
    desk.journey.edit(EventDraft(name="Half done"))
    await desk.enter()
    assert "Foyer isn’t allowed to list events" in desk.said()
    assert list(rows(desk)) == ["Half done"]
    await desk.close()


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


async def test_a_long_hub_name_ends_in_dots(desk: HubDesk) -> None:
    hubs = desk.page.hubs
    item = hubs.item(0)
    item.setText("Hub " * 40)
    assert hubs.visualItemRect(item).width() <= hubs.viewport().width()
