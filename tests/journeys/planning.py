"""Gets an `EventDraft` into Foyer: typed into the Event page with mouse and keyboard, or at once."""

import datetime as dt

from person import Person
from PySide6.QtWidgets import QComboBox

from desktop_app.event.draft import Access, Attendance, EventDraft, EventType, Pattern
from desktop_app.journey.steps import Step

TODAY = dt.datetime.now(dt.UTC).date()
ANSWERS = {EventType.SINGLE: "one", EventType.RECURRING: "series", EventType.MULTI_SESSION: "many"}
TYPES = {EventType.SINGLE: "single", EventType.RECURRING: "recurring", EventType.MULTI_SESSION: "multi"}
WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
DAYS = ("", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def clock_time(time: dt.time | None) -> str:
    """As Americans type it; what `strftime` has for PM is none everywhere."""
    assert time is not None
    return f"{time.hour % 12 or 12}:{time.minute:02} {'PM' if time.hour >= 12 else 'AM'}"


def answer_questions(person: Person, draft: EventDraft) -> None:
    assert draft.event_type is not None
    person.click(f"question_{ANSWERS[draft.event_type]}")
    person.click("expo_yes" if draft.needs_expo else "expo_no")
    person.click(f"type_{TYPES[draft.event_type]}")


async def fill_in(person: Person, draft: EventDraft) -> None:
    """Type everything that the form asks for."""
    person.type("event_name", draft.name)
    if draft.tagline:
        person.type("event_tagline", draft.tagline)
    person.type("event_description", draft.description)
    if draft.event_type is EventType.MULTI_SESSION:
        await fill_in_days(person, draft)
    else:
        assert draft.date
        assert draft.start
        assert draft.end
        person.type("event_date", f"{draft.date:%m/%d/%Y}")
        person.type("event_start", clock_time(draft.start))
        person.type("event_end", clock_time(draft.end))
    person.type("event_zone", draft.time_zone.rsplit("/", 1)[-1].replace("_", " "))
    if draft.event_type is EventType.RECURRING:
        fill_in_recurrence(person, draft)
    person.click("format_webinar" if draft.format.value == "WEBINAR" else "format_meeting")
    if draft.access is Access.APPROVED_ONLY:
        box = person.see("event_access", QComboBox)
        box.setCurrentIndex(box.findData(Access.APPROVED_ONLY) if box.findData(Access.APPROVED_ONLY) >= 0 else 1)
        box.activated.emit(box.currentIndex())
        person.type("event_domains", "\n".join(draft.allowed_domains))
        person.type("event_emails", "\n".join(draft.allowed_emails))
    if draft.attendance is not Attendance.ONLINE:
        person.click("attendance_hybrid" if draft.attendance is Attendance.HYBRID else "attendance_in_person")
        person.type("event_place", draft.place)


def fill_in_recurrence(person: Person, draft: EventDraft) -> None:
    rule = draft.recurrence
    assert rule.pattern is Pattern.MONTHLY_BY_WEEKDAY
    person.choose("recurrence_pattern", "Monthly")
    person.click("recurrence_by_weekday")
    person.choose("recurrence_week", WEEKS[rule.month_week])
    person.choose("recurrence_weekday", DAYS[rule.month_weekday])
    person.click("recurrence_ends_count")
    person.type("recurrence_count", str(rule.count))


async def fill_in_days(person: Person, draft: EventDraft) -> None:
    for number, day in enumerate(draft.days, start=1):
        if not person.sees(f"day_{number}_date"):
            person.click("add_day")
            await person.until(lambda name=f"day_{number}_date": person.sees(name), "for another day")
        assert day.date
        person.type(f"day_{number}_date", f"{day.date:%m/%d/%Y}")
        person.type(f"day_{number}_start", clock_time(day.start))
        person.type(f"day_{number}_end", clock_time(day.end))
    dates = [day.date for day in draft.days]
    for number, plan in enumerate(draft.sessions, start=1):
        if not person.sees(f"session_{number}_name"):
            person.click("add_session")
            await person.until(lambda name=f"session_{number}_name": person.sees(name), "for another session")
        person.type(f"session_{number}_name", plan.name)
        if plan.description:
            person.type(f"session_{number}_description", plan.description)
        person.choose(f"session_{number}_date", f"Day {dates.index(plan.date) + 1}")
        person.type(f"session_{number}_start", clock_time(plan.start))
        person.type(f"session_{number}_end", clock_time(plan.end))


async def plan(person: Person, draft: EventDraft) -> None:
    """From the Hub page, with a hub chosen, to the Review page."""
    person.click("new_event")
    await person.arrive(Step.EVENT)
    answer_questions(person, draft)
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Continue to details")
    person.go_on()
    await person.until(lambda: person.sees("event_name"), "for the form")
    await fill_in(person, draft)
    await person.rest()
    person.go_on()
    await person.arrive(Step.REVIEW)


async def plan_at_once(person: Person, draft: EventDraft) -> None:
    """From the Hub page to the Review page, for journeys that are about what comes after the typing."""
    journey, connection = person.foyer.program.journey, person.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(draft)
    journey.open_details()
    person.window.wizard.go_to(Step.REVIEW.value)
    await person.arrive(Step.REVIEW)


async def publish_at_once(person: Person, draft: EventDraft) -> None:
    """From the Hub page to the Attendees page of a published event, for journeys that begin there."""
    await plan_at_once(person, draft)
    journey = person.foyer.program.journey
    assert (await journey.put_draft()).matches
    await journey.publish()
    person.window.wizard.go_to(Step.ATTENDEES.value)
    await person.arrive(Step.ATTENDEES)


async def make_draft(person: Person) -> None:
    """From the Review page to the Publish page."""
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft to be as entered")
    await person.rest()
    person.go_on()
    await person.arrive(Step.PUBLISH)


async def go_live(person: Person) -> None:
    """From the Publish page to a published event."""
    person.click("publish_confirm")
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Publish")
    person.go_on()
    await person.until(lambda: person.state.published, "for the event to be published")
    await person.rest()


async def publish(person: Person) -> None:
    """From the Review page to a published event."""
    await make_draft(person)
    await go_live(person)
