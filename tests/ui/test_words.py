"""How things are said: each function of `ui.words`, and the invitation of each type of event."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from scenarios import annual_summit, tips_tuesday, town_hall

from desktop_app.event.draft import (
    Access,
    Attendance,
    DayPlan,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.journey.comparing import Field, Side
from desktop_app.ui import words
from desktop_app.ui.invitation import invitation_text

WINTER = dt.date(2025, 12, 15)
URL = "https://events.zoom.us/ev/abc"


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_dates_and_numbers() -> None:
    assert words.date_text(WINTER) == "Mon, Dec 15, 2025"
    assert words.short_date_text(WINTER) == "Dec 15, 2025"
    assert words.long_date_text(WINTER) == "Monday, December 15, 2025"
    assert words.number(1240) == "1,240"
    assert words.number(0) == "0"


@pytest.mark.parametrize(
    ("time", "said"),
    [((0, 0), "12:00 AM"), ((9, 5), "9:05 AM"), ((12, 0), "12:00 PM"), ((14, 0), "2:00 PM"), ((23, 59), "11:59 PM")],
)
def test_times(time: tuple[int, int], said: str) -> None:
    assert words.time_text(dt.time(*time)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((14, 0), (15, 30), "2:00–3:30 PM"),
        ((9, 0), (10, 0), "9:00–10:00 AM"),
        ((11, 30), (12, 30), "11:30 AM–12:30 PM"),
        ((12, 0), (13, 0), "12:00–1:00 PM"),
        ((0, 0), (1, 0), "12:00–1:00 AM"),
        ((23, 0), (1, 0), "11:00 PM–1:00 AM (next day)"),
        ((14, 0), (13, 0), "2:00 PM–1:00 PM (next day)"),
        ((14, 0), (14, 0), "2:00 PM–2:00 PM (next day)"),
    ],
)
def test_ranges_say_am_and_pm_once_when_it_is_the_same(start: tuple[int, int], end: tuple[int, int], said: str) -> None:
    assert words.time_range(dt.time(*start), dt.time(*end)) == said


def test_zones() -> None:
    winter = dt.datetime(2025, 12, 15, 19, tzinfo=dt.UTC)
    summer = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    assert words.city("America/New_York") == "New York"
    assert words.zone_text("America/New_York", winter) == "New York (UTC−5)"
    assert words.zone_text("America/New_York", summer) == "New York (UTC−4)"
    assert words.zone_text("Asia/Kathmandu", winter).endswith("(UTC+5:45)")
    assert words.zone_text("UTC", winter) == "UTC"
    assert words.zone_text("") == ""
    assert words.zone_text("Europe/Berlin")
    assert words.utc_text(winter) == "19:00 UTC"
    assert words.utc_text(dt.datetime(2025, 12, 15, 1, tzinfo=dt.timezone(dt.timedelta(hours=2)))) == "23:00 UTC"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "UTC"), (60, "UTC+1"), (330, "UTC+5:30"), (-300, "UTC−5"), (-210, "UTC−3:30"), (-30, "UTC−0:30")],
)
def test_offsets(minutes: int, said: str) -> None:
    assert words.offset_text(dt.timedelta(minutes=minutes)) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_durations(minutes: int, said: str) -> None:
    assert words.duration_text(minutes) == said


def test_names_of_what_can_be_chosen() -> None:
    assert [words.type_name(each) for each in EventType] == ["Single session", "Recurring series", "Multi-session"]
    assert words.type_name("SIMPLE_EVENT") == "Single session"
    assert (words.type_name("NEW_KIND"), words.type_name(None)) == ("NEW_KIND", "")
    assert [words.type_icon(each) for each in EventType] == ["single", "series", "multi"]
    assert (words.type_icon("NEW_KIND"), words.type_icon(None)) == ("calendar", "calendar")
    assert [words.format_name(each) for each in EventFormat] == ["Webinar", "Meeting"]
    assert all(words.access_name(each) for each in Access)
    assert [words.attendance_name(each) for each in Attendance] == ["Online", "In person", "Online and in person"]


def test_weekdays_are_numbered_as_zoom_does() -> None:
    assert [words.weekday_name(number) for number in range(1, 8)] == [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B, and C")],
)
def test_lists(names: list[str], said: str) -> None:
    assert words.join_names(names) == said


RULES = [
    (RecurrenceRule(Pattern.DAILY, count=5), "Every day, 5 times"),
    (RecurrenceRule(Pattern.DAILY, interval=3, count=1), "Every 3 days, once"),
    (RecurrenceRule(Pattern.DAILY, count=None), "Every day"),
    (RecurrenceRule(Pattern.WEEKLY, weekdays=(3,), count=12), "Every week on Tuesday, 12 times"),
    (
        RecurrenceRule(Pattern.WEEKLY, interval=2, weekdays=(6, 2, 4), count=None, until=WINTER),
        "Every 2 weeks on Monday, Wednesday, and Friday, until Mon, Dec 15, 2025",
    ),
    (RecurrenceRule(Pattern.WEEKLY, weekdays=(), count=4), "Every week, 4 times"),
    (RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=15, count=6), "Day 15 of every month, 6 times"),
    (RecurrenceRule(Pattern.MONTHLY_BY_DAY, interval=3, month_day=31, count=4), "Day 31 of every 3 months, 4 times"),
    (
        RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=3, count=12),
        "The first Tuesday of every month, 12 times",
    ),
    (
        RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, interval=2, month_week=-1, month_weekday=6, count=3),
        "The last Friday of every 2 months, 3 times",
    ),
]


@pytest.mark.parametrize(("rule", "said"), RULES)
def test_recurrence_is_one_sentence(rule: RecurrenceRule, said: str) -> None:
    assert words.recurrence_text(rule) == said


def test_weeks_of_a_month() -> None:
    assert [words.week_name(week) for week in (1, 2, 3, 4, -1)] == ["first", "second", "third", "fourth", "last"]


def test_when_in_one_line() -> None:
    assert words.when_text(town_hall(WINTER)) == "Mon, Dec 15, 2025, 2:00–3:30 PM in New York"
    series = words.when_text(tips_tuesday(dt.date(2026, 1, 6)))
    assert series == ("The first Tuesday of every month, 12 times, from Tue, Jan 6, 2026, 11:00–11:30 AM in New York")
    assert words.when_text(annual_summit(WINTER)) == "Mon, Dec 15, 2025 – Wed, Dec 17, 2025, New York"
    one_day = replace(annual_summit(WINTER), days=annual_summit(WINTER).days[:1])
    assert words.when_text(one_day) == "Mon, Dec 15, 2025, New York"


@pytest.mark.parametrize("event_type", [None, *EventType])
def test_a_half_filled_form_has_no_when(event_type: EventType | None) -> None:
    assert words.when_text(EventDraft(event_type=event_type, time_zone="America/New_York", days=(DayPlan(),))) == ""


def test_the_last_day_named_is_the_last_one_in_time() -> None:
    """Days may be typed in any order."""
    days = (DayPlan(dt.date(2025, 12, 16)), DayPlan(WINTER))
    draft = EventDraft(event_type=EventType.MULTI_SESSION, time_zone="America/New_York", days=days)
    assert words.when_text(draft) == "Mon, Dec 15, 2025 – Tue, Dec 16, 2025, New York"


def lines(draft: EventDraft, hub: str = "h1") -> dict[Field, str]:
    return {field: words.field_text(Side(draft, hub), field, {"h1": "Acme Hub"}) for field in Field}


def test_every_field_of_a_single_session() -> None:
    said = lines(town_hall(WINTER))
    assert said[Field.NAME] == "Q4 Town Hall: Looking Ahead to 2026"
    assert (said[Field.HUB], said[Field.EVENT_TYPE], said[Field.FORMAT]) == ("Acme Hub", "Single session", "Webinar")
    assert said[Field.DATE] == "Mon, Dec 15, 2025"
    assert said[Field.TIME] == "2:00–3:30 PM (19:00 UTC)"
    assert said[Field.TIME_ZONE] == "New York (UTC−5)"
    assert (said[Field.ACCESS], said[Field.ALLOWED]) == ("Anyone with the link", "–")
    assert (said[Field.ATTENDANCE], said[Field.PLACE]) == ("Online", "–")
    assert lines(town_hall(WINTER), "h9")[Field.HUB] == "h9"
    assert lines(replace(town_hall(WINTER), tagline="  "))[Field.TAGLINE] == "–"
    assert all(words.field_name(field) for field in Field)


def test_lists_take_a_line_an_entry() -> None:
    said = lines(annual_summit(WINTER))
    assert said[Field.DAYS].splitlines()[0] == "Mon, Dec 15, 2025, 9:00 AM–5:00 PM"
    assert len(said[Field.DAYS].splitlines()) == 3
    assert said[Field.SESSIONS].splitlines()[0] == "Opening keynote: Mon, Dec 15, 2025, 9:00–10:30 AM"
    assert said[Field.PLACE] == "TechCorp Center, 1 Main Street, New York"
    approved = replace(
        town_hall(WINTER), access=Access.APPROVED_ONLY, allowed_domains=("a.com", "b.com"), allowed_emails=("x@c.com",)
    )
    assert lines(approved)[Field.ALLOWED] == "a.com\nb.com\nx@c.com"
    assert lines(tips_tuesday(dt.date(2026, 1, 6)))[Field.RECURRENCE] == "The first Tuesday of every month, 12 times"


@pytest.mark.parametrize("field", list(Field))
@pytest.mark.parametrize("event_type", list(EventType))
def test_no_field_of_an_empty_form_is_an_error(field: Field, event_type: EventType) -> None:
    draft = EventDraft(
        event_type=event_type, time_zone="America/New_York", days=(DayPlan(),), sessions=(SessionPlan(),)
    )
    assert isinstance(words.field_text(Side(draft, "h1"), field, {}), str)


def test_long_words_can_break() -> None:
    assert words.breakable("short words stay") == "short words stay"
    assert words.breakable("x" * 65) == "\u200b".join(["x" * 30, "x" * 30, "x" * 5])
    assert words.breakable("") == ""
    assert words.breakable("Multi-session\nof a dozen", 8) == "Multi-session\nof a dozen"
    assert words.breakable("all-encompassing", 8) == "all-encompas\u200bsing"


@given(st.text())
def test_breaks_change_no_letter(text: str) -> None:
    assert words.breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


# --- the invitation


def test_the_invitation_to_a_single_session() -> None:
    assert invitation_text(town_hall(WINTER), URL).split("\n\n") == [
        "You’re invited: Q4 Town Hall: Looking Ahead to 2026",
        "Where we’re headed, and how we’ll get there together",
        "Monday, December 15, 2025\n2:00–3:30 PM in New York (19:00–20:30 UTC)",
        "Online, on Zoom",
        "The leadership team on the year that was and the one to come.",
        f"Register: {URL}",
    ]


def test_a_time_in_utc_is_said_once() -> None:
    for zone in ("UTC", "Etc/UTC"):
        plain = replace(town_hall(WINTER), time_zone=zone)
        assert invitation_text(plain, URL).split("\n\n")[2] == "Monday, December 15, 2025\n2:00–3:30 PM UTC"
        assert words.when_text(plain) == "Mon, Dec 15, 2025, 2:00–3:30 PM UTC"
    series = replace(tips_tuesday(dt.date(2026, 1, 6)), time_zone="UTC")
    assert "11:00–11:30 AM UTC\n" in invitation_text(series, URL)
    assert words.time_at("2:00 PM", "Etc/GMT+5") == "2:00 PM UTC−5"


def test_the_invitation_to_a_night_says_that_it_ends_the_next_day() -> None:
    gala = replace(town_hall(WINTER), start=dt.time(20), end=dt.time(1))
    assert invitation_text(gala, URL).split("\n\n")[2].splitlines() == [
        "Monday, December 15, 2025",
        "8:00 PM–1:00 AM (next day) in New York (01:00–06:00 UTC on Tue, Dec 16, 2025)",
    ]
    assert words.field_text(Side(gala, "h"), Field.TIME, {}) == "8:00 PM–1:00 AM (next day) (01:00 UTC)"


def test_the_invitation_to_a_series_has_every_date() -> None:
    parts = invitation_text(tips_tuesday(dt.date(2026, 1, 6)), URL).split("\n\n")
    when = parts[1].splitlines()
    assert when[:2] == ["The first Tuesday of every month, 12 times", "11:00–11:30 AM in New York"]
    assert (when[2], when[-1], len(when)) == ("Tuesday, January 6, 2026", "Tuesday, December 1, 2026", 14)


def test_the_invitation_to_several_sessions_has_days_sessions_and_the_place() -> None:
    text = invitation_text(annual_summit(WINTER), URL)
    assert "Monday, December 15, 2025, 9:00 AM–5:00 PM in New York\n" in text
    assert "\nOpening keynote: Mon, Dec 15, 2025, 9:00–10:30 AM\n" in text
    assert text.index("Opening keynote") < text.index("Hands-on workshop") < text.index("Closing session")
    assert "TechCorp Center, 1 Main Street, New York, or online on Zoom" in text


def test_the_invitation_to_a_place_only() -> None:
    draft = replace(town_hall(WINTER), attendance=Attendance.IN_PERSON, place="Room 1", tagline="", description="")
    assert invitation_text(draft, URL).split("\n\n")[-2:] == ["Room 1", f"Register: {URL}"]
    assert "online" not in invitation_text(draft, URL).lower()
