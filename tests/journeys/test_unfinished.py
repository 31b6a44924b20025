"""An import that was cut off is offered where Foyer begins, and ends with each person registered once."""

import datetime as dt
from pathlib import Path

import pytest
from opening import close_foyer, open_foyer
from person import Person
from planning import go_live, make_draft, plan, publish
from scenarios import project_phoenix, winter_day
from test_whole_journey import guest_list, practice

from desktop_app.endpoints import Endpoints
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
PEOPLE = tuple((f"guest{n}@acme.example", f"Guest{n}", "Example") for n in range(240))


async def begin_and_close(person: Person, list_of_people: Path) -> None:
    """Publish an event, begin to register, and close the window when some people are in."""
    await plan(person, project_phoenix(winter_day(TODAY)))
    await publish(person)
    person.go_on()
    await person.arrive(Step.ATTENDEES)
    person.page.open_list(list_of_people)  # type: ignore[attr-defined]
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    await person.rest()
    person.click("register_quietly")
    person.go_on()
    await person.until(lambda: person.sees("import_progress"), "for the import to begin")


async def go_on(person: Person) -> None:
    """On the first page: continue what was left, to its end."""
    await person.until(lambda: person.sees("unfinished_imports"), "for the offer")
    connection = person.state.connection
    assert connection is None
    mode = Mode.PRACTICE if person.foyer.gateway.practice or not person.foyer.program.profiles.all() else Mode.ACCOUNT
    (made,) = await person.foyer.program.journal(mode).unfinished()
    person.click(f"continue_{made.id}")


async def test_an_import_in_practice_goes_on_in_the_next_run(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    service = practice(person)
    service.latency_ms = 100
    await begin_and_close(person, guest_list(tmp_path, PEOPLE))
    await person.until(lambda: len(service.world.tickets(person.state.event_id)) > 0, "for the first people")
    event_id = person.state.event_id
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    await go_on(person)
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    await person.rest()
    assert person.state.event_id == event_id
    emails = [ticket["email"] for ticket in practice(person).world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    person.window.wizard.go_to(Step.CONNECT.value)
    await person.rest()
    assert not person.sees("unfinished_imports")
    await close_foyer(second)


async def test_an_account_is_asked_for_its_secret_first(tmp_path: Path, zoom: PracticeService) -> None:
    endpoints = Endpoints(zoom.api_url, zoom.oauth_url)
    first = open_foyer(tmp_path / "data", endpoints)
    person = Person(first)
    person.click("connect_account")
    await person.until(lambda: person.sees("connect_client_id"), "for the account's fields")
    person.type("connect_account_id", "acme-account")
    person.type("connect_client_id", "acme-client")
    person.type("connect_client_secret", "a secret of acme")
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    person.go_on()
    await person.arrive(Step.HUB)
    zoom.latency_ms = 100
    await begin_and_close(person, guest_list(tmp_path, PEOPLE))
    await person.until(lambda: len(zoom.world.tickets(person.state.event_id)) > 0, "for the first people")
    event_id = person.state.event_id
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", endpoints)
    person = Person(second)
    await go_on(person)
    assert "Connect the account of this import" in person.said()
    person.type("connect_client_secret", "a secret of acme")
    person.go_on()
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    emails = [ticket["email"] for ticket in zoom.world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    await close_foyer(second)


async def test_people_prepared_for_a_draft_are_offered_and_started_after_publishing(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    await plan(person, project_phoenix(winter_day(TODAY)))
    await make_draft(person)
    person.click("prepare_attendees")
    await person.arrive(Step.ATTENDEES)
    person.page.open_list(guest_list(tmp_path, PEOPLE))  # type: ignore[attr-defined]
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    await person.rest()
    assert person.window.action_bar.primary_button.text() == "Prepare 240 people"
    person.go_on()
    await person.until(lambda: "240 people are prepared" in person.said(), "for the list to be kept")
    event_id = person.state.event_id
    assert practice(person).world.tickets(event_id) == []
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    await go_on(person)
    await person.arrive(Step.ATTENDEES)
    await person.until(lambda: person.sees("discard_import"), "for what was prepared")
    assert not person.window.action_bar.primary_button.isEnabled()
    person.window.wizard.go_to(Step.REVIEW.value)
    await person.arrive(Step.REVIEW)
    await person.until(lambda: person.state.verified, "for the draft to be read")
    person.go_on()
    await person.arrive(Step.PUBLISH)
    await go_live(person)
    person.go_on()
    await person.arrive(Step.ATTENDEES)
    await person.rest()
    assert practice(person).world.tickets(event_id) == []
    assert person.window.action_bar.primary_button.text() == "Register 240 people and send emails"
    person.go_on()
    await person.until(lambda: person.sees("results_save") and person.text("result_added") == "240", "for the import")
    emails = [ticket["email"] for ticket in practice(person).world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    await close_foyer(second)


async def test_an_undo_that_was_cut_off_is_offered_where_foyer_begins(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    await begin_and_close(person, guest_list(tmp_path, PEOPLE))
    await person.until(lambda: person.sees("undo_import"), "for the import to end")
    await person.rest()
    event_id, service = person.state.event_id, practice(person)
    service.latency_ms = 100
    person.click("undo_import")
    await person.until(lambda: person.sees("undo_confirm"), "for the question")
    person.click("undo_confirm")
    await person.until(lambda: len(service.world.tickets(event_id)) < len(PEOPLE), "for the first tickets to go")
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    await go_on(person)
    await person.until(lambda: person.sees("undo_import"), "for the import")
    await person.rest()
    assert person.text("undo_import") == "Continue undoing"
    assert practice(person).world.tickets(event_id), "it was cut off"
    person.click("undo_import")
    await person.until(lambda: person.sees("undo_confirm"), "for the question")
    person.click("undo_confirm")
    await person.until(lambda: "The import was taken back." in person.said(), "for the undo to end")
    assert practice(person).world.tickets(event_id) == []
    await close_foyer(second)
