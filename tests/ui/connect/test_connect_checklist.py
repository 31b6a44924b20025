"""The checklist after connecting: what the account allows, what is missing, and what that prevents."""

import pytest
from connect_program import ConnectDesk, sign_in
from PySide6.QtWidgets import QApplication

from desktop_app.journey.readiness import Readiness
from desktop_app.journey.state import Connection
from desktop_app.practice.service import PracticeService
from desktop_app.ui.widgets.check_row import CheckRow

pytestmark = pytest.mark.asyncio


async def test_each_gap_has_its_consequence_and_a_text_for_the_admin(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "ticket" not in scope]
    await sign_in(desk)
    gaps = [row for row in desk.page.findChildren(CheckRow) if row.isVisible() and row.kind() != "ok"]
    assert {row.objectName() for row in gaps} == {
        "check_add_attendees",
        "check_choose_ticket_type",
        "check_see_registered",
        "check_take_back",
    }
    assert all("Without it," in row.text() and "Missing" in row.text() for row in gaps)
    assert desk.text("checklist_count") == "7 of 11 allowed"
    assert "4 permissions are missing" in desk.page.header.subtitle()
    wanted = desk.text("admin_text")
    for name in desk.journey.readiness.missing:
        assert name in wanted
    assert "Add attendees" in wanted
    desk.click("copy_admin_text")
    assert QApplication.clipboard().text() == wanted
    desk.click("copy_add_attendees")
    assert QApplication.clipboard().text() == "zoom_events:write:ticket:admin"
    assert desk.page.bar().enabled
    # the admin adds them; "Check again" sees it
    zoom.scopes = [*zoom.scopes, *desk.journey.readiness.missing]
    desk.page.secondary()
    await desk.rest()
    assert not desk.shows("admin_text")
    assert desk.page.header.subtitle() == "Everything that Foyer does is allowed."


async def test_without_the_hubs_nothing_goes_on(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "hub" not in scope]
    await sign_in(desk)
    assert desk.shows("checklist_no_hubs")
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "No hub to continue with"
    assert "needed for publishing" in desk.page.header.subtitle()


async def test_checking_again_that_fails_can_be_tried_again_and_stays(desk: ConnectDesk, zoom: PracticeService) -> None:
    await sign_in(desk)
    zoom.faults.add("token", "error", status=403, code=9, message="No.")
    desk.page.secondary()
    await desk.rest()
    assert desk.said()
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.said() == ""
    assert desk.completed == 0, "looking once more is not going on"
    zoom.faults.add("token", "error", status=400, code=None, message="invalid_client")
    desk.page.secondary()
    await desk.rest()
    desk.page.on_action("connect")
    assert desk.shows("connect_client_id")


async def test_the_checklist_is_made_before_it_is_shown_and_kept_while_it_holds(desk: ConnectDesk) -> None:
    made: list[bool] = []
    was = desk.page.checklist.show_connection

    def note(connection: Connection, ready: Readiness) -> None:
        made.append(desk.page.checklist.isVisible())
        was(connection, ready)

    desk.page.checklist.show_connection = note  # type: ignore[method-assign]
    await sign_in(desk)
    assert made == [False, False], "once in a turn of its own, and once to show it"
    row = desk.see("check_create_events")
    desk.page.enter()
    await desk.rest()
    assert desk.see("check_create_events") is row
