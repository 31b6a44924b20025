"""From nothing to a published event with its attendees registered: the real window, over real HTTP, for each type."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attending import guest_list, open_list, register
from person import Person
from planning import TODAY, plan, publish
from PySide6.QtWidgets import QApplication, QFileDialog
from scenarios import PHOENIX_GUESTS, annual_summit, first_tuesday, project_phoenix, tips_tuesday, town_hall, winter_day

from desktop_app.event.draft import Access, EventDraft
from desktop_app.journey import mapping
from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


async def test_the_town_hall(person: Person, tmp_path: Path) -> None:
    """Single session: 2:00 PM in New York is 19:00 UTC; a webinar for anyone with the link."""
    await person.to_hub()
    await plan(person, town_hall(winter_day(TODAY)))
    assert person.state.draft == town_hall(winter_day(TODAY))
    await publish(person)
    stored = person.state.stored
    assert stored is not None
    assert stored.calendar[0].start_time.time() == dt.time(19, 0)
    assert (stored.event_type, stored.meeting_type) == ("SIMPLE_EVENT", "WEBINAR")
    assert stored.access_level == "PRIVATE_UNRESTRICTED"
    assert "answers" in person.said()
    person.click("copy_link")
    assert QApplication.clipboard().text() == stored.event_url
    assert "Q4 Town Hall: Looking Ahead to 2026" in person.text("invitation")
    assert "2:00–3:30 PM in New York (19:00–20:30 UTC)" in person.text("invitation")
    person.go_on()
    await person.arrive(Step.ATTENDEES)
    await register(person, guest_list(tmp_path, PHOENIX_GUESTS), quietly=False)
    assert person.text("result_added") == "3"
    assert sum(1 for mail in person.practice.world.emails(stored.event_id)) == 3


async def test_project_phoenix_and_its_three_guests(person: Person, tmp_path: Path) -> None:
    await person.to_hub()
    await plan(person, project_phoenix(winter_day(TODAY)))
    await publish(person)
    person.go_on()
    await person.arrive(Step.ATTENDEES)
    await register(person, guest_list(tmp_path, PHOENIX_GUESTS), quietly=True)
    event_id = person.state.event_id
    tickets = person.practice.world.tickets(event_id)
    assert {(t["email"], t["first_name"], t["last_name"]) for t in tickets} == set(PHOENIX_GUESTS)
    assert len(list(person.practice.world.emails(event_id))) == 0
    sent = [record for record in person.practice.requests if record.operation == "createTickets"]
    assert all(ticket["send_notification"] is False for record in sent for ticket in record.body["tickets"])

    person.click("results_save")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    target = tmp_path / "results.csv"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    await person.until(target.exists, "for the results")
    await person.rest()
    saved = target.read_text(encoding="utf-8-sig")
    assert all(email in saved for email, _, _ in PHOENIX_GUESTS)
    assert saved.count("http") >= 3

    # the same list again registers nobody twice
    person.other()
    await register_again(person, tmp_path / "guests.csv")
    assert len(person.practice.world.tickets(event_id)) == 3


async def register_again(person: Person, path: Path) -> None:
    await open_list(person, path)
    await person.until(lambda: not person.window.action_bar.primary_button.isEnabled(), "for nobody to be left")


async def test_product_tips_tuesday(person: Person) -> None:
    """Recurring: the first Tuesday of each month, twelve times."""
    await person.to_hub()
    draft = tips_tuesday(first_tuesday(TODAY))
    await plan(person, draft)
    assert mapping.recurrence(person.state.draft) == mapping.recurrence(draft)
    await publish(person)
    stored = person.state.stored
    assert stored is not None
    assert stored.recurrence is not None
    assert (stored.recurrence.type, stored.recurrence.monthly_week, stored.recurrence.monthly_week_day) == (3, 1, 3)
    assert stored.recurrence.end_times == 12
    dates = [session["start_time"] for session in person.practice.world.sessions(stored.event_id)]
    assert len(dates) == 12
    zone = ZoneInfo(draft.time_zone)
    local = [dt.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(zone) for text in dates]
    assert {moment.isoweekday() for moment in local} == {2}
    assert all(moment.day <= 7 for moment in local)


async def test_the_annual_summit(person: Person) -> None:
    """Multi-session: three days with three sessions, in a hall and online."""
    await person.to_hub()
    draft = annual_summit(TODAY + dt.timedelta(days=60))
    await plan(person, draft)
    await publish(person)
    stored = person.state.stored
    assert stored is not None
    assert stored.event_type == "CONFERENCE"
    assert len(stored.calendar) == 3
    names = {session["name"] for session in person.practice.world.sessions(stored.event_id)}
    assert names == {"Opening keynote", "Hands-on workshop", "Closing session"}
    assert "TechCorp Center" in person.text("invitation")


async def test_only_approved_people_can_register(person: Person) -> None:
    await person.to_hub()
    draft: EventDraft = replace(
        town_hall(winter_day(TODAY)),
        access=Access.APPROVED_ONLY,
        allowed_domains=("techcorp.com",),
        allowed_emails=("guest@elsewhere.org",),
    )
    await plan(person, draft)
    await publish(person)
    (link,) = [
        link
        for link in await person.foyer.program.journey.api.access_links(person.state.event_id)
        if link.type == "registration"
    ]
    assert link.allow_domain_list == ("techcorp.com",)
    assert link.email_restrict_list == ("guest@elsewhere.org",)
