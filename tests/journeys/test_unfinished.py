"""An import that was cut off is offered where Foyer begins, and ends with each person registered once."""

from pathlib import Path

import pytest
from attending import guest_list, open_list
from opening import close_foyer, open_foyer
from person import SECRET, Person
from planning import TODAY, go_live, make_draft, plan_at_once, publish_at_once
from PySide6.QtWidgets import QPushButton
from scenarios import project_phoenix, winter_day

from desktop_app.endpoints import Endpoints
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio

PEOPLE = tuple((f"guest{n}@acme.example", f"Guest{n}", "Example") for n in range(40))
"""More than Zoom takes at once: when the window closes, some are in, and some are not."""


def hold_up(service: PracticeService, operation: str) -> None:
    """Answer such a call once, and none after it: whoever closes the window then closes it in mid-work."""
    service.faults.add(operation, "slow", times=None, skip=1, seconds=3600)


async def begin(person: Person, list_of_people: Path) -> None:
    """For a published event, begin to register."""
    await publish_at_once(person, project_phoenix(winter_day(TODAY)))
    await open_list(person, list_of_people)
    person.click("register_quietly")
    person.go_on()
    await person.until(lambda: person.sees("import_progress") or person.sees("results_save"), "for the import to begin")


async def go_on(person: Person) -> None:
    """On the first page: continue what was left, to its end."""
    await person.until(lambda: person.sees("unfinished_imports"), "for the offer")
    connection = person.state.connection
    assert connection is None
    mode = Mode.PRACTICE if person.foyer.gateway.practice or not person.foyer.program.profiles.all() else Mode.ACCOUNT
    ((made, _),) = await person.foyer.program.journal(mode).unfinished()
    person.click(f"continue_{made.id}")


async def test_an_import_in_practice_goes_on_in_the_next_run(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    service = person.practice
    hold_up(service, "createTickets")
    await begin(person, guest_list(tmp_path, PEOPLE))
    await person.until(lambda: len(service.world.tickets(person.state.event_id)) > 0, "for the first people")
    event_id = person.state.event_id
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    await go_on(person)
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    await person.rest()
    assert person.state.event_id == event_id
    emails = [ticket["email"] for ticket in person.practice.world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    person.window.wizard.go_to(Step.CONNECT.value)
    await person.rest()
    assert not person.sees("unfinished_imports")
    await close_foyer(second)


def offers(person: Person) -> list[str]:
    return [button.text() for button in person.page.message.findChildren(QPushButton) if button.isVisible()]


async def cut_off(folder: Path, zoom: PracticeService) -> tuple[Endpoints, str]:
    """Connect an account, begin an import, and close the window in the middle of it. Return the event's id, too."""
    endpoints = Endpoints(zoom.api_url, zoom.oauth_url)
    foyer = open_foyer(folder / "data", endpoints)
    person = Person(foyer)
    await person.enter_account()
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    person.go_on()
    await person.arrive(Step.HUB)
    hold_up(zoom, "createTickets")
    await begin(person, guest_list(folder, PEOPLE))
    await person.until(lambda: len(zoom.world.tickets(person.state.event_id)) > 0, "for the first people")
    event_id = person.state.event_id
    await close_foyer(foyer)
    zoom.faults.clear()
    return endpoints, event_id


async def test_an_account_is_asked_for_its_secret_first(tmp_path: Path, zoom: PracticeService) -> None:
    endpoints, event_id = await cut_off(tmp_path, zoom)
    second = open_foyer(tmp_path / "data", endpoints)
    person = Person(second)
    await go_on(person)
    assert "Connect the account of this import" in person.said()
    person.type("connect_client_secret", SECRET)
    # an answer that can't be read forgets nothing
    zoom.faults.add("getEventInfo", "unreadable")
    person.go_on()
    await person.until(lambda: "can’t be read" in person.said(), "for the answer that can't be read")
    person.press(person.page.message.button("retry"))
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    emails = [ticket["email"] for ticket in zoom.world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    await close_foyer(second)


async def test_an_import_whose_event_is_gone_can_be_given_up(tmp_path: Path, zoom: PracticeService) -> None:
    endpoints, event_id = await cut_off(tmp_path, zoom)
    zoom.world.run("DELETE FROM event WHERE event_id = ?", (event_id,))
    second = open_foyer(tmp_path / "data", endpoints)
    person = Person(second)
    await go_on(person)
    person.type("connect_client_secret", SECRET)
    person.go_on()
    await person.until(lambda: "Don’t send the rest" in offers(person), "for the offer to give up")
    person.press(person.page.message.button("give_up"))
    person.press(person.see("discard_confirm"))
    await person.rest()
    assert person.said() == ""
    journal = second.program.journal(Mode.ACCOUNT)
    assert await journal.unfinished() == []
    ((made, _),) = await journal.imports(event_id, "acme-account")
    counts = await journal.counts(made.id)
    assert (counts.left, counts.total + counts.withdrawn) == (0, len(PEOPLE))
    assert not person.page.unfinished.isVisibleTo(person.page)  # type: ignore[attr-defined]
    await close_foyer(second)


async def test_people_prepared_for_a_draft_are_offered_and_started_after_publishing(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    await plan_at_once(person, project_phoenix(winter_day(TODAY)))
    await make_draft(person)
    person.click("prepare_attendees")
    await person.arrive(Step.ATTENDEES)
    await open_list(person, guest_list(tmp_path, PEOPLE))
    person.click("send_now")
    assert person.window.action_bar.primary_button.accessibleName() == f"Prepare {len(PEOPLE)} people"
    person.go_on()
    await person.until(lambda: f"{len(PEOPLE)} people are prepared" in person.said(), "for the list to be kept")
    event_id = person.state.event_id
    assert person.practice.world.tickets(event_id) == []
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
    assert person.practice.world.tickets(event_id) == []
    register = f"Register up to {len(PEOPLE)} people and send emails"
    assert person.window.action_bar.primary_button.accessibleName() == register
    person.go_on()
    everybody = str(len(PEOPLE))
    await person.until(lambda: person.sees("results_save") and person.text("result_added") == everybody, "for the rest")
    emails = [ticket["email"] for ticket in person.practice.world.tickets(event_id)]
    assert sorted(emails) == sorted(email for email, _, _ in PEOPLE)
    await close_foyer(second)


async def test_an_undo_that_was_cut_off_is_offered_where_foyer_begins(tmp_path: Path) -> None:
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    await person.to_hub()
    await begin(person, guest_list(tmp_path, PEOPLE))
    await person.until(lambda: person.sees("undo_import"), "for the import to end")
    await person.rest()
    event_id, service = person.state.event_id, person.practice
    hold_up(service, "deleteTicket")
    person.click("undo_import")
    await person.until(lambda: person.sees("undo_confirm"), "for the question")
    person.click("undo_confirm")
    await person.until(lambda: len(service.world.tickets(event_id)) < len(PEOPLE), "for the first tickets to go")
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    await go_on(person)
    primary = person.window.action_bar.primary_button
    await person.until(lambda: primary.accessibleName() == "Continue undoing", "for the import")
    await person.rest()
    assert person.practice.world.tickets(event_id), "it was cut off"
    person.go_on()
    await person.until(lambda: person.sees("undo_confirm"), "for the question")
    person.click("undo_confirm")
    await person.until(lambda: person.page.header.title() == "Import taken back", "for the undo to end")
    assert person.practice.world.tickets(event_id) == []
    await close_foyer(second)
