"""What goes wrong on each page, and how a person gets on from there: the real window over real HTTP."""

import asyncio
import datetime as dt
import socket
from pathlib import Path

import pytest
from opening import close_foyer, open_foyer
from person import PATIENCE, Person
from planning import answer_questions, fill_in, plan, plan_at_once, publish_at_once
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scenarios import PHOENIX_GUESTS, first_tuesday, project_phoenix, town_hall, winter_day
from test_whole_journey import guest_list, practice, register

from desktop_app.endpoints import Endpoints
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
SECRET = "a-secret-that-nobody-may-find-7f3a"


async def sign_in(person: Person, secret: str = SECRET) -> None:
    person.click("connect_account")
    await person.until(lambda: person.sees("connect_client_id"), "for the account's fields")
    person.type("connect_account_id", "acme-account")
    person.type("connect_client_id", "acme-client")
    person.type("connect_client_secret", secret)
    person.go_on()
    await asyncio.sleep(0)
    await person.rest()


# --- Connect


async def test_a_wrong_secret_is_said_and_nothing_typed_is_lost(account_person: Person) -> None:
    person = account_person
    await sign_in(person, "wrong")
    assert "Zoom doesn’t know these credentials" in person.said()
    assert person.text("connect_client_id") == "acme-client"
    assert person.text("connect_account_id") == "acme-account"
    person.type("connect_client_secret", SECRET)
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert not person.said()


async def test_no_secret_reaches_a_file(account_person: Person, zoom: PracticeService, tmp_path: Path) -> None:
    person = account_person
    zoom.faults.add("getHubList", "500", times=None)
    await sign_in(person)
    zoom.faults.clear()
    await sign_in(person)
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    token = next(iter(zoom.tokens.issued), None) if hasattr(zoom.tokens, "issued") else None
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SECRET.encode() not in content, path
            assert token is None or str(token).encode() not in content, path
    assert any(path.suffix == ".log" for path in (tmp_path / "data").rglob("*"))


async def test_without_a_network_the_same_press_works_later(tmp_path: Path, zoom: PracticeService) -> None:
    api, oauth = zoom.api_url, zoom.oauth_url
    port = int(zoom.base_url.rsplit(":", 1)[1])
    zoom.stop()
    with socket.socket() as reserved:
        # so that meanwhile nobody else gets this port; who only binds it refuses connections
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(("127.0.0.1", port))
        foyer = open_foyer(tmp_path / "data", Endpoints(api, oauth))
        person = Person(foyer)
        await sign_in(person)
        await person.until(lambda: "Zoom can’t be reached" in person.said(), "for the reason")
    again = PracticeService()
    again.start(port=port)
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await close_foyer(foyer)
    again.stop()


async def test_a_missing_permission_is_known_before_anything_is_typed(
    account_person: Person, zoom: PracticeService
) -> None:
    person = account_person
    zoom.scopes = [scope for scope in zoom.scopes if "ticket" not in scope]
    await sign_in(person)
    await person.until(lambda: person.sees("admin_text"), "for the text to the admin")
    wanted = person.text("admin_text")
    assert "zoom_events:write:ticket:admin" in wanted
    assert "hub" not in wanted
    person.go_on()
    await person.arrive(Step.HUB)
    await publish_at_once(person, town_hall(winter_day(TODAY)))
    assert person.sees("attendees_blocked")
    assert not person.window.action_bar.primary_button.isEnabled()
    person.click("see_permissions")
    await person.arrive(Step.CONNECT)
    assert person.sees("admin_text")


async def test_a_press_on_connect_in_the_middle_of_connecting_changes_nothing(
    account_person: Person, zoom: PracticeService
) -> None:
    person = account_person
    zoom.latency_ms = 300
    person.click("connect_account")
    await person.until(lambda: person.sees("connect_client_id"), "for the account's fields")
    person.type("connect_client_id", "acme-client")
    person.type("connect_client_secret", SECRET)
    primary = person.window.action_bar.primary_button
    for _ in range(3):
        QTest.mouseClick(primary, Qt.MouseButton.LeftButton)
    person.window.primary()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert sum(record.operation == "token" for record in zoom.requests) == 1
    assert person.window.wizard.step is Step.CONNECT


async def test_connecting_can_be_canceled(account_person: Person, zoom: PracticeService) -> None:
    person = account_person
    zoom.faults.add("token", "slow", seconds=600)
    person.click("connect_account")
    await person.until(lambda: person.sees("connect_client_id"), "for the account's fields")
    person.type("connect_client_id", "acme-client")
    person.type("connect_client_secret", SECRET)
    person.go_on()
    await person.until(person.window.action_bar.secondary_button.isVisible, "for Cancel")
    person.other()
    await person.rest()
    assert person.state.connection is None
    assert person.text("connect_client_id") == "acme-client"
    assert person.window.action_bar.primary_button.isEnabled()


# --- Hub


async def test_a_hub_whose_events_do_not_come_can_be_asked_again(person: Person) -> None:
    person.click("connect_practice")
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for practice")
    await person.rest()
    practice(person).faults.add("getEvents", "error", status=403, code=9, message="<b>Not today</b>")
    person.go_on()
    await person.arrive(Step.HUB)
    assert "Zoom refused this request" in person.said()
    person.page.on_action("retry")
    await person.rest()
    assert not person.said()
    assert len([w for w in person.page.findChildren(object) if str(w.objectName()).startswith("event_row_")]) >= 2


async def test_an_account_without_hubs_says_what_to_do(account_person: Person, zoom: PracticeService) -> None:
    person = account_person
    zoom.faults.add("getHubList", "error", status=404, code=2001, message="Hub does not exist.")
    await sign_in(person)
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert not person.window.action_bar.primary_button.isEnabled()
    person.other()
    await person.rest()
    assert person.window.action_bar.primary_button.isEnabled()


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
    practice(person).faults.add("createEvent", "drop_after")
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    drafts = [e for e in practice(person).world.events() if e["name"] == town_hall(TODAY).name]
    assert len(drafts) == 1


async def test_a_refused_draft_says_why_and_leads_to_the_event(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    practice(person).faults.add("createEvent", "error", status=400, code=260207, message="Type not supported")
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
    drafts = [event["name"] for event in practice(person).world.events() if "Town Hall" in event["name"]]
    assert drafts == ["Q1 Town Hall"]


# --- Publish


async def test_publishing_that_fails_can_be_tried_again(person: Person) -> None:
    await person.to_hub()
    await plan_at_once(person, town_hall(winter_day(TODAY)))
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    person.go_on()
    await person.arrive(Step.PUBLISH)
    practice(person).faults.add("EventActions", "error", status=403, code=9, message="No.")
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
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    practice(person).faults.add("page", "503", times=None)
    person.go_on()
    await person.arrive(Step.PUBLISH)
    person.click("publish_confirm")
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Publish")
    person.go_on()
    await person.until(lambda: person.state.published, "for the event")
    await person.until(lambda: "doesn’t answer" in person.said(), "for the warning")
    practice(person).faults.clear()
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
    practice(person).faults.add("createTickets", "drop_after", times=2)
    await register(person, guest_list(tmp_path, people), quietly=True)
    if person.sees("retry_failed") and person.text("result_added") != "70":
        await person.until(person.window.action_bar.primary_button.isEnabled, "for a press to count")
        person.go_on()
        await person.until(lambda: person.text("result_added") == "70", "for the rest")
    emails = [ticket["email"] for ticket in practice(person).world.tickets(person.state.event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in people)


# --- the window


async def test_closing_the_window_in_the_middle_of_a_request_is_quiet(
    tmp_path: Path, zoom: PracticeService, caplog: pytest.LogCaptureFixture
) -> None:
    zoom.faults.add("token", "slow", seconds=600)
    foyer = open_foyer(tmp_path / "data", Endpoints(zoom.api_url, zoom.oauth_url))
    person = Person(foyer)
    person.click("connect_account")
    await person.until(lambda: person.sees("connect_client_id"), "for the account's fields")
    person.type("connect_client_id", "acme-client")
    person.type("connect_client_secret", SECRET)
    person.go_on()
    await person.until(lambda: len(zoom.requests) > 0, "for the request to be under way")
    await asyncio.wait_for(close_foyer(foyer), PATIENCE)
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


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
