"""The calendar file, read by the library that calendars are read with."""

import datetime as dt
from dataclasses import replace

from icalendar import Calendar
from scenarios import annual_summit, tips_tuesday, town_hall

from desktop_app.event.draft import EventDraft
from desktop_app.journey import sharing

STAMP = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
URL = "https://events.zoom.us/ev/abc"


def entries(draft: EventDraft) -> list[Calendar]:
    content = sharing.calendar_file(draft, event_id="e1", url=URL, stamp=STAMP)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_single_event_has_one_entry_in_utc() -> None:
    (entry,) = entries(town_hall(dt.date(2025, 12, 15)))
    assert entry.decoded("dtstart") == dt.datetime(2025, 12, 15, 19, tzinfo=dt.UTC)
    assert entry.decoded("dtend") == dt.datetime(2025, 12, 15, 20, 30, tzinfo=dt.UTC)
    assert str(entry["summary"]) == "Q4 Town Hall: Looking Ahead to 2026"
    assert URL in str(entry["description"])
    assert str(entry["url"]) == URL


def test_an_event_past_midnight_ends_the_next_day() -> None:
    (entry,) = entries(replace(town_hall(dt.date(2025, 12, 15)), start=dt.time(20), end=dt.time(1)))
    assert entry.decoded("dtstart") == dt.datetime(2025, 12, 16, 1, tzinfo=dt.UTC)
    assert entry.decoded("dtend") == dt.datetime(2025, 12, 16, 6, tzinfo=dt.UTC)


def test_a_series_has_an_entry_a_date_and_follows_the_clocks() -> None:
    starts = [entry.decoded("dtstart") for entry in entries(tips_tuesday(dt.date(2026, 1, 6)))]
    assert len(starts) == 12
    assert starts[0].hour == 16
    assert starts[6].hour == 15


def test_a_summit_has_an_entry_a_day_and_its_place() -> None:
    found = entries(annual_summit(dt.date(2026, 6, 9)))
    assert [entry.decoded("dtstart").date() for entry in found] == [dt.date(2026, 6, day) for day in (9, 10, 11)]
    assert "Main Street" in str(found[0]["location"])
    assert len({str(entry["uid"]) for entry in found}) == 3


def test_names_can_not_break_out_of_their_line() -> None:
    draft = replace(town_hall(dt.date(2025, 12, 15)), name="A; B, C\nATTENDEE:mailto:x@y.z")
    (entry,) = entries(draft)
    assert "attendee" not in entry
