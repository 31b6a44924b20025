"""What is handed to people who will come: the calendar file."""

import datetime as dt

from desktop_app.event import schedule
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey import mapping


def calendar_file(draft: EventDraft, *, event_id: str, url: str, stamp: dt.datetime) -> bytes:
    """Return an iCalendar file (RFC 5545) with one entry a date. Times are UTC, so every calendar agrees on them."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - needed once in a journey, and slow to load

    calendar = Calendar()
    calendar.add("prodid", "-//Foyer//Foyer//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, (start, end) in enumerate(_spans(draft), start=1):
        entry = Event()
        entry.add("uid", f"{event_id}-{number}@foyer")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", start)
        entry.add("dtend", end)
        entry.add("summary", draft.name.strip())
        entry.add("description", "\n\n".join(part for part in (draft.description.strip(), url) if part))
        entry.add("location", mapping.place(draft) or "Zoom")
        if url:
            entry.add("url", url)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _spans(draft: EventDraft) -> list[tuple[dt.datetime, dt.datetime]]:
    if draft.event_type is EventType.RECURRING:
        return [(date.start_utc, date.end_utc) for date in schedule.occurrences(draft)]
    return list(schedule.calendar(draft))
