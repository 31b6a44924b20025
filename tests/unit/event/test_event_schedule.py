"""Wall-clock times into UTC, clock changes, and the dates of a series."""

import calendar as months
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.event import schedule
from desktop_app.event.draft import DayPlan, EventDraft, EventType, Pattern, RecurrenceRule
from desktop_app.event.schedule import Kind

NEW_YORK = "America/New_York"
TOWN_HALL = EventDraft(
    event_type=EventType.SINGLE,
    date=dt.date(2025, 12, 15),
    start=dt.time(14),
    end=dt.time(15, 30),
    time_zone=NEW_YORK,
)
TIPS_TUESDAY = EventDraft(
    event_type=EventType.RECURRING,
    date=dt.date(2026, 1, 6),
    start=dt.time(14),
    end=dt.time(15),
    time_zone=NEW_YORK,
    recurrence=RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=3, count=12),
)
SUMMIT = EventDraft(
    event_type=EventType.MULTI_SESSION,
    time_zone="America/Los_Angeles",
    days=(
        DayPlan(dt.date(2026, 3, 8), dt.time(9), dt.time(17)),
        DayPlan(dt.date(2026, 3, 7), dt.time(9), dt.time(17)),
        DayPlan(dt.date(2026, 3, 9), dt.time(9), dt.time(13)),
    ),
)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]


def test_town_hall_at_two_in_new_york_is_seven_in_the_evening_utc() -> None:
    assert schedule.calendar(TOWN_HALL) == [(utc(2025, 12, 15, 19), utc(2025, 12, 15, 20, 30))]
    assert schedule.duration_minutes(TOWN_HALL) == 90


def test_tips_tuesday_is_the_first_tuesday_of_twelve_months() -> None:
    series = schedule.occurrences(TIPS_TUESDAY)
    assert [(item.start.month, item.start.day) for item in series] == [
        (1, 6), (2, 3), (3, 3), (4, 7), (5, 5), (6, 2), (7, 7), (8, 4), (9, 1), (10, 6), (11, 3), (12, 1)
    ]  # fmt: skip
    assert {item.start.time() for item in series} == {dt.time(14)}
    assert [item.start_utc.hour for item in series] == [19, 19, 19, 18, 18, 18, 18, 18, 18, 18, 19, 19]
    assert [item.offset for item in series] == [dt.timedelta(hours=hours) for hours in (-5, -5, -5, *[-4] * 7, -5, -5)]
    assert schedule.clock_changes(TIPS_TUESDAY) == (dt.date(2026, 3, 8), dt.date(2026, 11, 1))
    assert schedule.calendar(TIPS_TUESDAY) == [(utc(2026, 1, 6, 19), utc(2026, 1, 6, 20))]
    assert schedule.duration_minutes(TIPS_TUESDAY) == 60


def test_a_summit_has_a_span_a_day_in_order_across_a_clock_change() -> None:
    assert schedule.calendar(SUMMIT) == [
        (utc(2026, 3, 7, 17), utc(2026, 3, 8, 1)),
        (utc(2026, 3, 8, 16), utc(2026, 3, 9, 0)),
        (utc(2026, 3, 9, 16), utc(2026, 3, 9, 20)),
    ]
    assert schedule.duration_minutes(SUMMIT) == (8 + 8 + 4) * 60


@pytest.mark.parametrize(
    ("zone", "date", "time", "kind"),
    [
        (NEW_YORK, (2026, 3, 8), (1, 59), Kind.OK),
        (NEW_YORK, (2026, 3, 8), (2, 0), Kind.NONEXISTENT),
        (NEW_YORK, (2026, 3, 8), (2, 59), Kind.NONEXISTENT),
        (NEW_YORK, (2026, 3, 8), (3, 0), Kind.OK),
        (NEW_YORK, (2026, 11, 1), (0, 59), Kind.OK),
        (NEW_YORK, (2026, 11, 1), (1, 0), Kind.AMBIGUOUS),
        (NEW_YORK, (2026, 11, 1), (1, 59), Kind.AMBIGUOUS),
        (NEW_YORK, (2026, 11, 1), (2, 0), Kind.OK),
        ("Europe/Berlin", (2026, 3, 29), (2, 30), Kind.NONEXISTENT),
        ("Europe/Berlin", (2026, 10, 25), (2, 30), Kind.AMBIGUOUS),
        ("Australia/Lord_Howe", (2026, 10, 4), (2, 15), Kind.NONEXISTENT),
        ("Australia/Lord_Howe", (2026, 10, 4), (2, 45), Kind.OK),
        ("Australia/Lord_Howe", (2026, 4, 5), (1, 45), Kind.AMBIGUOUS),
        ("Asia/Kathmandu", (2026, 3, 29), (2, 30), Kind.OK),
        ("Pacific/Apia", (2011, 12, 30), (12, 0), Kind.NONEXISTENT),
        ("America/Santiago", (2026, 9, 6), (0, 30), Kind.NONEXISTENT),
        ("UTC", (2026, 3, 8), (2, 30), Kind.OK),
    ],
)
def test_times_at_clock_changes(zone: str, date: tuple[int, int, int], time: tuple[int, int], kind: Kind) -> None:
    assert schedule.classify(dt.date(*date), dt.time(*time), zone) is kind


def test_a_repeated_time_is_the_first_and_a_skipped_one_moves_forward() -> None:
    assert schedule.to_utc(dt.date(2026, 11, 1), dt.time(1, 30), NEW_YORK) == utc(2026, 11, 1, 5, 30)
    assert schedule.to_utc(dt.date(2026, 3, 8), dt.time(2, 30), NEW_YORK) == utc(2026, 3, 8, 7, 30)  # 3:30 there
    assert schedule.to_utc(dt.date(2026, 1, 1), dt.time(9, 0, 5, 999_999), "Asia/Kathmandu") == utc(
        2026, 1, 1, 3, 15, 5
    )


@pytest.mark.parametrize(
    ("zone", "date", "time", "ends"),
    [
        (NEW_YORK, (2026, 3, 8), (2, 30), ((2026, 3, 8, 2), (2026, 3, 8, 3))),
        (NEW_YORK, (2026, 3, 8), (2, 0), ((2026, 3, 8, 2), (2026, 3, 8, 3))),
        (NEW_YORK, (2026, 11, 1), (1, 59), ((2026, 11, 1, 1), (2026, 11, 1, 2))),
        (NEW_YORK, (2026, 11, 1), (1, 0), ((2026, 11, 1, 1), (2026, 11, 1, 2))),
        ("Australia/Lord_Howe", (2026, 10, 4), (2, 10), ((2026, 10, 4, 2), (2026, 10, 4, 2, 30))),
        ("Pacific/Apia", (2011, 12, 30), (12, 0), ((2011, 12, 30), (2011, 12, 31))),
    ],
)
def test_the_ends_of_a_clock_change(
    zone: str, date: tuple[int, int, int], time: tuple[int, int], ends: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    expected = tuple(dt.datetime(*parts) for parts in ends)  # type: ignore[arg-type] # noqa: DTZ001
    assert schedule.gap(dt.date(*date), dt.time(*time), zone) == expected


def test_an_ordinary_time_has_no_gap() -> None:
    with pytest.raises(ValueError, match="no clock change"):
        schedule.gap(dt.date(2026, 1, 1), dt.time(2), NEW_YORK)


@pytest.mark.parametrize(
    "zone", ["", "America", "Nowhere/Town", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000, "SST"]
)
def test_an_unknown_zone_is_told_as_such(zone: str) -> None:
    assert schedule.find_zone(zone) is None
    with pytest.raises(ValueError, match="unknown time zone"):
        schedule.to_utc(dt.date(2026, 1, 1), dt.time(9), zone)
    with pytest.raises(ValueError, match="unknown time zone"):
        schedule.in_zone(utc(2026, 1, 1), zone)
    assert schedule.calendar(replace(TOWN_HALL, time_zone=zone)) == []
    assert schedule.occurrences(replace(TIPS_TUESDAY, time_zone=zone)) == ()


def test_the_ends_of_the_calendar() -> None:
    with pytest.raises(ValueError, match="out of range"):
        schedule.to_utc(dt.date.max, dt.time(23), NEW_YORK)
    with pytest.raises(ValueError, match="out of range"):
        schedule.in_zone(dt.datetime.max.replace(tzinfo=dt.UTC), "Asia/Tokyo")
    assert schedule.calendar(replace(TOWN_HALL, date=dt.date.max, end=dt.time(1))) == []
    late = replace(TIPS_TUESDAY, date=dt.date(9999, 11, 1), recurrence=RecurrenceRule(Pattern.DAILY, count=400))
    assert len(schedule.occurrences(late)) == 61


@given(
    moment=st.datetimes(dt.datetime.fromisoformat("1975-01-01"), dt.datetime.fromisoformat("2060-01-01")).map(
        lambda value: value.replace(microsecond=0)
    ),
    zone=st.sampled_from(
        [NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "UTC"]
    ),
)
def test_times_that_exist_once_come_back(moment: dt.datetime, zone: str) -> None:
    found = schedule.to_utc(moment.date(), moment.time(), zone)
    back = schedule.in_zone(found, zone).replace(tzinfo=None)
    kind = schedule.classify(moment.date(), moment.time(), zone)
    assert (back == moment) is (kind is not Kind.NONEXISTENT)
    if kind is not Kind.OK:
        start, end = schedule.gap(moment.date(), moment.time(), zone)
        assert start <= moment < end
        if kind is Kind.NONEXISTENT:
            assert back - moment == end - start
        else:
            again = schedule.in_zone(found + (end - start), zone).replace(tzinfo=None)
            assert again == moment


def test_an_event_past_midnight() -> None:
    late = replace(TOWN_HALL, start=dt.time(22), end=dt.time(1))
    assert schedule.calendar(late) == [(utc(2025, 12, 16, 3), utc(2025, 12, 16, 6))]
    assert schedule.duration_minutes(replace(late, end=dt.time(22))) == 24 * 60
    series = schedule.occurrences(replace(TIPS_TUESDAY, start=dt.time(22), end=dt.time(1)))
    assert {date.end - date.start for date in series} == {dt.timedelta(hours=3)}
    assert schedule.calendar(replace(late, date=dt.date.max)) == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [(None, 11), (dt.time(18), 11), (dt.time(23), 11), (dt.time(0, 15), 12), (dt.time(1), 11), (dt.time(17), 11)],
)
def test_a_session_after_midnight_is_on_the_next_date(start: dt.time | None, expected: int) -> None:
    night = DayPlan(dt.date(2026, 5, 11), dt.time(18), dt.time(1))
    assert schedule.session_date(night, start) == dt.date(2026, 5, expected)
    assert schedule.session_date(replace(night, end=dt.time(23)), start) == dt.date(2026, 5, 11)
    assert schedule.session_date(DayPlan(), start) is None


@pytest.mark.parametrize("missing", ["date", "start", "end", "event_type"])
def test_an_incomplete_draft_has_no_calendar(missing: str) -> None:
    for draft in (TOWN_HALL, TIPS_TUESDAY):
        partial = replace(draft, **{missing: None})  # type: ignore[arg-type]
        assert schedule.calendar(partial) == []
        assert schedule.occurrences(partial) == ()
        assert schedule.duration_minutes(partial) == 0


def test_days_that_are_not_filled_in_are_left_out() -> None:
    partial = replace(SUMMIT, days=(*SUMMIT.days, DayPlan(), DayPlan(dt.date(2026, 3, 10))))
    assert schedule.calendar(partial) == schedule.calendar(SUMMIT)


def series_of(date: dt.date, rule: RecurrenceRule) -> EventDraft:
    return replace(TIPS_TUESDAY, date=date, recurrence=rule)


def test_months_without_the_day_are_skipped() -> None:
    draft = series_of(dt.date(2026, 1, 31), RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=31, count=4))
    assert [item.start.month for item in schedule.occurrences(draft)] == [1, 3, 5, 7]
    assert schedule.skipped_months(draft) == (dt.date(2026, 2, 1), dt.date(2026, 4, 1), dt.date(2026, 6, 1))
    until = replace(draft.recurrence, count=None, until=dt.date(2026, 6, 29))
    assert schedule.skipped_months(series_of(dt.date(2026, 1, 31), until)) == (dt.date(2026, 2, 1), dt.date(2026, 4, 1))
    whole = replace(until, until=dt.date(2026, 6, 30))
    assert schedule.skipped_months(series_of(dt.date(2026, 1, 31), whole))[-1] == dt.date(2026, 6, 1)
    early = series_of(dt.date(2026, 2, 3), replace(draft.recurrence, count=1))
    assert schedule.dates(early) == (dt.date(2026, 3, 31),)
    assert schedule.skipped_months(early) == (dt.date(2026, 2, 1),)


def test_a_series_begins_with_the_first_matching_date() -> None:
    monday_and_thursday = RecurrenceRule(Pattern.WEEKLY, interval=2, weekdays=(5, 2), count=4)
    draft = series_of(dt.date(2026, 1, 7), monday_and_thursday)  # a Wednesday
    assert schedule.dates(draft) == (
        dt.date(2026, 1, 8),
        dt.date(2026, 1, 19),
        dt.date(2026, 1, 22),
        dt.date(2026, 2, 2),
    )


def test_the_last_friday_until_a_date_inclusive() -> None:
    rule = RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=-1, month_weekday=6, count=None)
    draft = series_of(dt.date(2026, 1, 1), replace(rule, until=dt.date(2026, 3, 27)))
    assert schedule.dates(draft) == (dt.date(2026, 1, 30), dt.date(2026, 2, 27), dt.date(2026, 3, 27))
    assert len(schedule.dates(series_of(dt.date(2026, 1, 1), replace(rule, until=dt.date(2026, 3, 26))))) == 2


def test_all_dates_last_as_long_as_the_first() -> None:
    """A date on which the clocks change between start and end: Zoom keeps one duration."""
    draft = replace(
        series_of(dt.date(2026, 3, 7), RecurrenceRule(Pattern.DAILY, count=3)), start=dt.time(1), end=dt.time(4)
    )
    series = schedule.occurrences(draft)
    assert {item.end_utc - item.start_utc for item in series} == {dt.timedelta(hours=3)}
    assert [item.end.hour for item in series] == [4, 5, 4]


@pytest.mark.parametrize(
    "rule",
    [
        RecurrenceRule(Pattern.DAILY, interval=10**30),
        RecurrenceRule(Pattern.DAILY, interval=0),
        RecurrenceRule(Pattern.WEEKLY, weekdays=()),
        RecurrenceRule(Pattern.WEEKLY, weekdays=(0,)),
        RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=0),
        RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=5),
        RecurrenceRule(Pattern.DAILY, count=None),
        RecurrenceRule(Pattern.DAILY, count=0),
        RecurrenceRule(Pattern.DAILY, count=-3),
        RecurrenceRule(Pattern.DAILY, count=None, until=dt.date(2025, 1, 1)),
    ],
)
def test_rules_that_say_nothing_have_no_dates(rule: RecurrenceRule) -> None:
    assert schedule.occurrences(series_of(dt.date(2026, 1, 6), rule)) == ()
    assert schedule.calendar(series_of(dt.date(2026, 1, 6), rule)) == []


def test_a_series_without_bounds_is_cut() -> None:
    endless = series_of(dt.date(2026, 1, 6), RecurrenceRule(Pattern.DAILY, count=None, until=dt.date.max))
    assert len(schedule.occurrences(endless)) == schedule.MOST_LISTED
    assert len(schedule.occurrences(endless, 5)) == 5
    assert schedule.occurrences(endless, -1) == ()
    assert len(schedule.dates(series_of(dt.date(2026, 1, 6), RecurrenceRule(Pattern.DAILY, count=10**9)))) == 400


def by_looking_at_each_day(first: dt.date, rule: RecurrenceRule, limit: int) -> list[dt.date]:
    """The dates of a series found without rrule: each day is asked whether it belongs."""
    found: list[dt.date] = []
    week_of_first = first - dt.timedelta(days=first.isoweekday() % 7)
    for number in range(40_000):
        day = first + dt.timedelta(days=number)
        if len(found) >= (rule.count if rule.count is not None else limit):
            break
        if rule.count is None and rule.until is not None and day > rule.until:
            break
        months_on = (day.year - first.year) * 12 + day.month - first.month
        last = months.monthrange(day.year, day.month)[1]
        weekday = day.isoweekday() % 7 + 1
        belongs = {
            Pattern.DAILY: number % rule.interval == 0,
            Pattern.WEEKLY: (day - week_of_first).days // 7 % rule.interval == 0 and weekday in rule.weekdays,
            Pattern.MONTHLY_BY_DAY: months_on % rule.interval == 0 and day.day == rule.month_day,
            Pattern.MONTHLY_BY_WEEKDAY: months_on % rule.interval == 0
            and weekday == rule.month_weekday
            and (day.day > last - 7 if rule.month_week == -1 else (day.day - 1) // 7 + 1 == rule.month_week),
        }
        if belongs[rule.pattern]:
            found.append(day)
    return found[:limit]


@st.composite
def sound_rules(draw: st.DrawFn, first: dt.date) -> RecurrenceRule:
    pattern = draw(st.sampled_from(Pattern))
    by_count = draw(st.booleans())
    return RecurrenceRule(
        pattern=pattern,
        interval=draw(st.integers(1, min(12, schedule.MOST_INTERVAL[pattern]))),
        weekdays=tuple(draw(st.sets(st.integers(1, 7), min_size=1))),
        month_day=draw(st.integers(1, 31)),
        month_week=draw(st.sampled_from(schedule.WEEKS_OF_MONTH)),
        month_weekday=draw(st.integers(1, 7)),
        count=draw(st.integers(1, 60)) if by_count else None,
        until=None if by_count else first + dt.timedelta(days=draw(st.integers(-5, 900))),
    )


@settings(max_examples=150)
@given(data=st.data(), first=st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)))
def test_dates_agree_with_looking_at_each_day(data: st.DataObject, first: dt.date) -> None:
    rule = data.draw(sound_rules(first))
    draft = replace(TIPS_TUESDAY, date=first, recurrence=rule)
    expected = by_looking_at_each_day(first, rule, 70)
    assert list(schedule.dates(draft, 70)) == expected
    series = schedule.occurrences(draft, 70)
    assert [item.start_utc for item in series] == [
        dt.datetime.combine(day, dt.time(14), ZoneInfo(NEW_YORK)).astimezone(dt.UTC) for day in expected
    ]
    assert {item.start.time() for item in series} <= {dt.time(14)}
    skipped = schedule.skipped_months(draft)
    assert not {(day.year, day.month) for day in expected} & {(month.year, month.month) for month in skipped}
    assert all(months.monthrange(month.year, month.month)[1] < rule.month_day for month in skipped)
