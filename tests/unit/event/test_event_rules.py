"""Every problem of a draft at once, each at its field."""

import datetime as dt
from dataclasses import replace

import pytest
from event_drafts import NEW_YORK, NOW, SUMMIT, TIPS_TUESDAY, TOWN_HALL, is_held_back, one, told
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.event import rules, schedule
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
    Shape,
)
from desktop_app.event.problem import ProblemCode, Severity


@pytest.mark.parametrize("draft", [TOWN_HALL, TIPS_TUESDAY, SUMMIT], ids=["town hall", "tips", "summit"])
def test_the_tutorials_events_have_no_problem(draft: EventDraft) -> None:
    assert rules.problems(draft, now=NOW) == ()


def test_an_empty_form_tells_everything_that_is_missing() -> None:
    assert told(EventDraft()) == {
        ("shape", "missing_answer"),
        ("needs_expo", "missing_answer"),
        ("event_type", "missing_event_type"),
        ("name", "missing_name"),
        ("description", "missing_description"),
        ("time_zone", "missing_time_zone"),
    }
    assert is_held_back(EventDraft())


@pytest.mark.parametrize("event_type", [EventType.SINGLE, EventType.RECURRING])
def test_missing_times(event_type: EventType) -> None:
    draft = replace(TOWN_HALL, event_type=event_type, date=None, start=None, end=None)
    assert {("date", "missing_date"), ("start", "missing_start"), ("end", "missing_end")} <= told(draft)


def test_a_draft_from_zoom_has_a_type_without_answers() -> None:
    assert told(replace(TOWN_HALL, shape=None, needs_expo=None)) == set()


def test_answers_that_lead_elsewhere_are_told() -> None:
    found = one(replace(TOWN_HALL, shape=Shape.SERIES), ProblemCode.TYPE_NOT_RECOMMENDED)
    assert found.severity is Severity.WARNING
    assert found.facts["recommended"] is EventType.RECURRING
    found = one(replace(TOWN_HALL, needs_expo=True), ProblemCode.EXPO_NEEDS_MULTI_SESSION)
    assert (found.field, found.severity) == ("needs_expo", Severity.WARNING)


def test_texts() -> None:
    assert ("name", "missing_name") in told(replace(TOWN_HALL, name=" \t"))
    assert ("description", "missing_description") in told(replace(TOWN_HALL, description="\n"))
    assert told(replace(TOWN_HALL, name=" " * 100 + "n" * 200)) == set()
    found = one(replace(TOWN_HALL, name="n" * 201), ProblemCode.TEXT_LONG)
    assert (found.field, found.severity, found.facts) == ("name", Severity.WARNING, {"length": 201, "most": 200})
    assert told(replace(TOWN_HALL, tagline="t" * 141)) == {("tagline", "text_long")}


@pytest.mark.parametrize("zone", ["America", "Mars/Phobos", "../../etc"])
def test_an_unknown_zone_is_told_and_nothing_else(zone: str) -> None:
    assert told(replace(TOWN_HALL, time_zone=zone)) == {("time_zone", "unknown_time_zone")}
    assert told(replace(SUMMIT, time_zone=zone)) == {("time_zone", "unknown_time_zone")}
    assert told(replace(TIPS_TUESDAY, time_zone=zone)) == {("time_zone", "unknown_time_zone")}


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    gala = replace(TOWN_HALL, start=dt.time(20), end=dt.time(1))
    assert told(gala) == set()
    assert told(replace(gala, end=dt.time(8))) == set()
    found = one(replace(gala, end=dt.time(8, 1)), ProblemCode.LASTS_LONG)
    assert (found.field, found.severity, found.facts) == ("end", Severity.WARNING, {"minutes": 721, "next_day": True})
    assert one(replace(gala, end=dt.time(20)), ProblemCode.LASTS_LONG).facts["minutes"] == 24 * 60
    found = one(replace(TOWN_HALL, start=dt.time(8), end=dt.time(20, 1)), ProblemCode.LASTS_LONG)
    assert found.facts == {"minutes": 721, "next_day": False}


def test_seconds_within_a_minute_are_no_whole_day() -> None:
    assert told(replace(TOWN_HALL, start=dt.time(14), end=dt.time(14, 0, 30))) == set()


def test_the_last_day_of_the_calendar_has_none_after_it() -> None:
    last = replace(TOWN_HALL, date=dt.date.max, start=dt.time(20), end=dt.time(1))
    assert one(last, ProblemCode.FAR_AHEAD).severity is Severity.ERROR
    assert is_held_back(last)


def test_clock_changes_of_the_night_after() -> None:
    gala = replace(TOWN_HALL, date=dt.date(2026, 3, 7), start=dt.time(20), end=dt.time(2, 30))
    found = one(gala, ProblemCode.TIME_NONEXISTENT)
    assert (found.field, found.facts["date"]) == ("end", dt.date(2026, 3, 8))
    found = one(replace(gala, end=dt.time(4)), ProblemCode.CLOCKS_CHANGE_DURING)
    assert (found.facts["minutes"], found.facts["clock_minutes"]) == (7 * 60, 8 * 60)


def test_the_past_and_the_next_minutes() -> None:
    start = dt.datetime(2025, 12, 15, 19, tzinfo=dt.UTC)
    found = one(TOWN_HALL, ProblemCode.IN_PAST, now=start)
    assert (found.field, found.severity) == ("start", Severity.ERROR)
    assert found.facts["now"] == dt.datetime.fromisoformat("2025-12-15T14:00:00")
    assert one(TOWN_HALL, ProblemCode.IN_PAST, now=start + dt.timedelta(days=1)).field == "date"
    found = one(TOWN_HALL, ProblemCode.STARTS_SOON, now=start - dt.timedelta(minutes=14))
    assert (found.severity, found.facts) == (Severity.WARNING, {"minutes": 14, "least": 15})
    assert told(TOWN_HALL, start - dt.timedelta(minutes=15)) == set()


def test_a_mistyped_year() -> None:
    found = one(replace(TOWN_HALL, date=dt.date(2052, 12, 15)), ProblemCode.FAR_AHEAD)
    assert (found.field, found.severity, found.facts["years"]) == ("date", Severity.WARNING, 27)
    assert told(replace(TOWN_HALL, date=dt.date(2027, 11, 30))) == set()
    assert ("date", "far_ahead") in told(replace(TOWN_HALL, date=dt.date.max, start=dt.time(22), end=dt.time(23)))
    assert ("date", "in_past") in told(replace(TOWN_HALL, date=dt.date.min, time_zone="Asia/Tokyo", start=dt.time(1)))


def test_times_that_the_clock_skips() -> None:
    draft = replace(TOWN_HALL, date=dt.date(2026, 3, 8), start=dt.time(2, 30), end=dt.time(4))
    found = one(draft, ProblemCode.TIME_NONEXISTENT)
    assert (found.field, found.severity) == ("start", Severity.ERROR)
    assert found.facts["gap_start"] == dt.datetime.fromisoformat("2026-03-08T02:00")
    assert found.facts["gap_end"] == dt.datetime.fromisoformat("2026-03-08T03:00")
    assert one(replace(draft, start=dt.time(1), end=dt.time(2)), ProblemCode.TIME_NONEXISTENT).field == "end"


def test_times_that_exist_twice() -> None:
    draft = replace(
        TOWN_HALL, date=dt.date(2026, 10, 25), start=dt.time(2, 15), end=dt.time(4), time_zone="Europe/Berlin"
    )
    found = one(draft, ProblemCode.TIME_AMBIGUOUS)
    assert (found.field, found.severity) == ("start", Severity.WARNING)
    assert found.facts["first_utc"] == dt.datetime(2026, 10, 25, 0, 15, tzinfo=dt.UTC)
    assert found.facts["second_utc"] == dt.datetime(2026, 10, 25, 1, 15, tzinfo=dt.UTC)
    assert not is_held_back(draft)


def test_a_clock_change_in_between() -> None:
    draft = replace(TOWN_HALL, date=dt.date(2026, 3, 8), start=dt.time(1), end=dt.time(4))
    found = one(draft, ProblemCode.CLOCKS_CHANGE_DURING)
    assert found.facts == {"date": dt.date(2026, 3, 8), "minutes": 120, "clock_minutes": 180}


wild_text = st.text(max_size=12)
wild_numbers = st.integers(-(10**12), 10**12) | st.integers(-2, 40)
wild_dates = (
    st.none() | st.dates() | st.sampled_from([dt.date.min, dt.date.max, dt.date(2026, 3, 8), dt.date(2026, 11, 1)])
)
wild_times = st.none() | st.times() | st.sampled_from([dt.time(1, 30), dt.time(2, 30), dt.time(0)])
wild_rules = st.builds(
    RecurrenceRule,
    pattern=st.sampled_from(Pattern),
    interval=wild_numbers,
    weekdays=st.lists(wild_numbers, max_size=4).map(tuple),
    month_day=wild_numbers,
    month_week=wild_numbers,
    month_weekday=wild_numbers,
    count=st.none() | wild_numbers,
    until=wild_dates,
)
wild_drafts = st.builds(
    EventDraft,
    shape=st.none() | st.sampled_from(Shape),
    needs_expo=st.sampled_from([None, True, False]),
    event_type=st.none() | st.sampled_from(EventType),
    name=wild_text,
    tagline=wild_text,
    description=wild_text,
    date=wild_dates,
    start=wild_times,
    end=wild_times,
    time_zone=wild_text
    | st.sampled_from([NEW_YORK, "Asia/Tokyo", "UTC", "America", "Pacific/Apia", "Pacific/Kiritimati"]),
    format=st.sampled_from(EventFormat),
    access=st.sampled_from(Access),
    allowed_domains=st.lists(wild_text, max_size=3).map(tuple),
    allowed_emails=st.lists(wild_text, max_size=3).map(tuple),
    attendance=st.sampled_from(Attendance),
    place=wild_text,
    recurrence=wild_rules,
    days=st.lists(st.builds(DayPlan, wild_dates, wild_times, wild_times), max_size=8).map(tuple),
    sessions=st.lists(
        st.builds(SessionPlan, name=wild_text, date=wild_dates, start=wild_times, end=wild_times), max_size=4
    ).map(tuple),
)


@settings(max_examples=200)
@given(draft=wild_drafts, now=st.datetimes(dt.datetime.fromisoformat("2000-01-01"), timezones=st.just(dt.UTC)))
def test_nothing_raises_on_any_draft(draft: EventDraft, now: dt.datetime) -> None:
    found = rules.problems(draft, now=now)
    assert all(hash(problem) is not None and problem.field for problem in found)
    spans = schedule.calendar(draft)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    schedule.duration_minutes(draft)
    schedule.occurrences(draft)
    schedule.skipped_months(draft)
    schedule.clock_changes(draft)
    if not is_held_back(draft, now):
        assert spans


@given(
    draft=st.sampled_from([TOWN_HALL, TIPS_TUESDAY, SUMMIT]),
    start=st.times(),
    end=st.times(),
    date=st.dates(dt.date(2025, 12, 1), dt.date(2027, 12, 31)),
    zone=st.sampled_from([NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_draft_without_errors_has_a_calendar_that_zoom_takes(
    draft: EventDraft, start: dt.time, end: dt.time, date: dt.date, zone: str
) -> None:
    draft = replace(
        draft, start=start, end=end, date=date, time_zone=zone, days=(DayPlan(date, start, end),), sessions=()
    )
    if not is_held_back(draft):
        spans = schedule.calendar(draft)
        assert 1 <= len(spans) <= 6
        assert all(NOW < begins < ends for begins, ends in spans)
        assert schedule.duration_minutes(draft) >= 0
