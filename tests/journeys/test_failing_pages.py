"""What goes wrong on the pages after Connect, and how a person gets on from there: the real window over real HTTP."""

import datetime as dt
from pathlib import Path

import pytest
from attending import guest_list, register
from opening import close_foyer, open_foyer
from person import Person
from planning import TODAY, answer_questions, fill_in, go_live, make_draft, plan, plan_at_once, publish_at_once
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scenarios import PHOENIX_GUESTS, first_tuesday, project_phoenix, town_hall, winter_day

from desktop_app.endpoints import Endpoints
from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


# --- Hub


async def test_a_hub_whose_events_do_not_come_can_be_asked_again(person: Person) -> None:
    person.click("connect_practice")
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for practice")
    await person.rest()
    person.practice.faults.add("getEvents", "error", status=403, code=9, message="<b>Not today</b>")
    person.go_on()
    await person.arrive(Step.HUB)
    assert "Zoom refused this request" in person.said()
    person.page.on_action("retry")
    await person.rest()
    assert not person.said()
    assert len([w for w in person.page.findChildren(object) if str(w.objectName()).startswith("event_row_")]) >= 2


# --- Event


async def test_a_time_that_the_clocks_skip_can_not_go_on(person: Person) -> None:
    await person.to_hub()
    person.click("new_event")
    await person.arrive(Step.EVENT)
    draft = town_hall(winter_day(TODAY))
    answer_questions(person, draft)
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Continue to details")
    person.go_on()
    await person.until(lambda: person.sees("event_name"), "for the form")
    await fill_in(person, draft)
    spring = second_sunday_of_march(TODAY)
    person.type("event_date", f"{spring:%m/%d/%Y}")
    person.type("event_start", "2:30 AM")
    person.type("event_end", "4:00 AM")
    await person.rest()
    person.go_on()
    await person.rest()
    assert person.window.wizard.step is Step.EVENT
    assert "1 thing to fix" in person.said()
    person.type("event_start", "1:30 AM")
    await person.rest()
    person.go_on()
    await person.arrive(Step.REVIEW)


def second_sunday_of_march(after: dt.date) -> dt.date:
    year = after.year if after < dt.date(after.year, 3, 1) else after.year + 1
    return next(day for day in (dt.date(year, 3, n) for n in range(8, 15)) if day.isoweekday() == 7)


async def test_what_was_typed_is_there_after_a_crash(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    person.click("new_event")
    await person.arrive(Step.EVENT)
    answer_questions(person, town_hall(winter_day(TODAY)))
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Continue to details")
    person.go_on()
    await person.until(lambda: person.sees("event_name"), "for the form")
    person.type("event_name", "Half a na")
    await person.until(lambda: person.state.draft.name == "Half a na", "for the words to be saved")
    # nothing is closed in order: the next program finds what the first one left behind
    second = open_foyer(tmp_path / "data", Endpoints())
    again = Person(second)
    await again.to_hub()
    names = [label.text() for label in again.page.findChildren(type(again.page.hub_name))]  # type: ignore[attr-defined]
    assert "Half a na" in names
    for foyer in (first, second):
        await close_foyer(foyer)


# --- Review


async def test_a_lost_answer_to_the_create_makes_one_draft(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    person.practice.faults.add("createEvent", "drop_after")
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    drafts = [e for e in person.practice.world.events() if e["name"] == town_hall(TODAY).name]
    assert len(drafts) == 1


async def test_a_refused_draft_says_why_and_leads_to_the_event(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    person.practice.faults.add("createEvent", "error", status=400, code=260207, message="Type not supported")
    person.go_on()
    await person.until(person.said, "for the reason")
    await person.until(lambda: "This hub doesn’t take this type of event" in person.said(), "for the reason")
    person.page.on_action("event")
    await person.arrive(Step.EVENT)
    assert person.text("event_name") == town_hall(TODAY).name


async def test_back_edit_and_forth_keeps_one_draft(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    person.click("edit_name")
    await person.arrive(Step.EVENT)
    person.type("event_name", "Q1 Town Hall")
    await person.rest()
    person.go_on()
    await person.arrive(Step.REVIEW)
    assert "Name" in person.said()
    person.go_on()
    await person.until(lambda: person.state.verified, "for the change to reach the draft")
    drafts = [event["name"] for event in person.practice.world.events() if "Town Hall" in event["name"]]
    assert drafts == ["Q1 Town Hall"]


# --- Publish


async def test_publishing_that_fails_can_be_tried_again(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    await make_draft(person)
    person.practice.faults.add("EventActions", "error", status=403, code=9, message="No.")
    person.click("publish_confirm")
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Publish")
    person.go_on()
    await person.until(lambda: "Zoom refused this request" in person.said(), "for the reason")
    assert not person.state.published
    person.page.on_action("retry")
    await person.until(lambda: person.state.published, "for the event")


async def test_a_page_that_does_not_answer_is_said(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    await make_draft(person)
    person.practice.faults.add("page", "503", times=None)
    await go_live(person)
    await person.until(lambda: "doesn’t answer" in person.said(), "for the warning")
    person.practice.faults.clear()
    person.page.on_action("link")
    await person.until(lambda: "answers" in person.said(), "for the page")


# --- Attendees


async def to_attendees(person: Person) -> None:
    await person.to_hub()
    await publish_at_once(person, project_phoenix(winter_day(TODAY)))


async def test_a_file_that_is_no_list_is_said_and_another_can_follow(person: Person, tmp_path: Path) -> None:
    await to_attendees(person)
    picture = tmp_path / "guests.csv.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    person.page.open_list(picture)  # type: ignore[attr-defined]
    await person.until(person.said, "for the reason")
    await person.rest()
    assert person.sees("attendees_drop_zone")
    await register(person, guest_list(tmp_path, PHOENIX_GUESTS), quietly=True)
    assert person.text("result_added") == "3"


async def test_when_answers_are_lost_each_person_is_registered_once(person: Person, tmp_path: Path) -> None:
    """What else may happen, happens to the real program in the torture, and to the importer in its own tests."""
    await to_attendees(person)
    people = tuple((f"guest{n}@acme.example", f"Guest{n}", "Example") for n in range(70))
    person.practice.faults.add("createTickets", "drop_after", times=2)
    await register(person, guest_list(tmp_path, people), quietly=True)
    if person.sees("retry_failed") and person.text("result_added") != "70":
        await person.until(person.window.action_bar.primary_button.isEnabled, "for a press to count")
        person.go_on()
        await person.until(lambda: person.text("result_added") == "70", "for the rest")
    emails = [ticket["email"] for ticket in person.practice.world.tickets(person.state.event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in people)


# --- the window


async def test_escape_and_back_lose_nothing(person: Person) -> None:
    await person.to_hub()
    QTest.keyClick(person.window, Qt.Key.Key_Escape)
    QTest.keyClick(person.page, Qt.Key.Key_Escape)
    assert person.window.isVisible()
    assert person.window.wizard.step is Step.HUB
    await plan(person, town_hall(first_tuesday(TODAY)))
    person.go_back()
    await person.arrive(Step.EVENT)
    assert person.text("event_name") == town_hall(TODAY).name
    QTest.keyClick(person.see("event_name"), Qt.Key.Key_Escape)
    assert person.text("event_name") == town_hall(TODAY).name
    QApplication.clipboard().clear()
