"""What the form has no field for stays with an event that is edited; and what Zoom settles for good is off."""

from dataclasses import replace

from event_program import HUB, TOWN_HALL, Desk, summit

from desktop_app.event.guidance import LISTED_SESSIONS
from desktop_app.journey.comparing import Field
from desktop_app.journey.state import Work


def test_a_session_keeps_what_it_was_given_at_zoom(desk: Desk) -> None:
    first, *others = summit().sessions
    desk.open(
        replace(summit(), sessions=(replace(first, own_type=4, own_time_zone="Europe/Berlin"), *others)), details=True
    )
    desk.type("session_1_name", "In the room")
    changed, *unchanged = desk.draft.sessions
    assert (changed.name, changed.own_type, changed.own_time_zone) == ("In the room", 4, "Europe/Berlin")
    assert unchanged == others


def test_no_more_sessions_are_planned_than_zoom_lists(desk: Desk) -> None:
    session = summit().sessions[0]
    desk.open(replace(summit(), sessions=(session,) * (LISTED_SESSIONS - 1)), details=True)
    desk.click("add_session")
    assert len(desk.draft.sessions) == LISTED_SESSIONS
    assert not desk.see("add_session").isEnabled()


def test_the_type_is_locked_while_a_draft_may_be_at_zoom(desk: Desk) -> None:
    desk.journey.resume_unsent(HUB, Work("event-1", TOWN_HALL, hub_id="hub-1", creating=TOWN_HALL, details_open=True))
    desk.page.enter()
    desk.page.show()
    desk.wait_for_cards()
    assert desk.page.header.title() == "Describe the event"
    assert not desk.shows("change_type")
    assert not desk.page.goes_back()


def test_who_is_allowed_at_zoom_is_changed_where_access_is_while_anyone_may_register(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.page.go_to_field(Field.ALLOWED)
    desk.open(TOWN_HALL, details=True)
    assert desk.see("event_access").hasFocus()
