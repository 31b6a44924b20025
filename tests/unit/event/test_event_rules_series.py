"""What is wrong with a series: its rule, its dates, its end."""

import datetime as dt
from dataclasses import replace

import pytest
from event_drafts import TIPS_TUESDAY, is_held_back, one, told

from desktop_app.event.draft import EventDraft, Pattern, RecurrenceRule
from desktop_app.event.problem import ProblemCode, Severity


def weekly(**members: object) -> EventDraft:
    rule = RecurrenceRule(Pattern.WEEKLY, weekdays=(3,), **members)  # type: ignore[arg-type]
    return replace(TIPS_TUESDAY, recurrence=rule)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, {("recurrence.end", "count_too_small")}),
        (1, {("recurrence.end", "one_date")}),
        (2, set()),
        (50, set()),
        (51, {("recurrence.end", "many_dates")}),
        (60, {("recurrence.end", "many_dates")}),
        (61, {("recurrence.end", "too_many_dates")}),
        (10**9, {("recurrence.end", "too_many_dates")}),
    ],
)
def test_how_many_dates(count: int, expected: set[tuple[str, str]]) -> None:
    draft = replace(weekly(), recurrence=RecurrenceRule(Pattern.DAILY, count=count))
    assert {item for item in told(draft) if item[0] == "recurrence.end"} == expected


def test_too_many_dates_by_an_end_date() -> None:
    draft = replace(weekly(), recurrence=RecurrenceRule(Pattern.DAILY, count=None, until=dt.date(2026, 3, 6)))
    assert ("recurrence.end", "many_dates") in told(draft)  # 60 dates
    longer = replace(draft, recurrence=replace(draft.recurrence, until=dt.date(2026, 3, 7)))
    found = one(longer, ProblemCode.TOO_MANY_DATES)
    assert (found.severity, found.facts) == (Severity.ERROR, {"count": 61, "most": 60, "at_least": False})
    endless = replace(draft, recurrence=replace(draft.recurrence, until=dt.date.max))
    assert one(endless, ProblemCode.TOO_MANY_DATES).facts["at_least"] is True


def test_the_end_of_a_series() -> None:
    assert told(weekly(count=None)) == {("recurrence.end", "missing_recurrence_end")}
    early = weekly(count=None, until=dt.date(2026, 1, 5))
    assert told(early) == {("recurrence.end", "until_before_date")}
    never = replace(weekly(count=None, until=dt.date(2026, 1, 9)), date=dt.date(2026, 1, 7))
    assert told(never) == {("recurrence.end", "no_dates")}
    years = replace(TIPS_TUESDAY, recurrence=replace(TIPS_TUESDAY.recurrence, interval=3, count=20))
    assert told(years) == {("recurrence.end", "far_ahead")}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RecurrenceRule(Pattern.DAILY, interval=91), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.DAILY, interval=0), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.WEEKLY, interval=13, weekdays=(3,)), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.MONTHLY_BY_DAY, interval=4), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.WEEKLY), ("recurrence.weekdays", "missing_weekdays")),
        (RecurrenceRule(Pattern.WEEKLY, weekdays=(8,)), ("recurrence.weekdays", "invalid_weekday")),
        (RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=32), ("recurrence.month_day", "invalid_month_day")),
        (RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=5), ("recurrence.weekdays", "invalid_weekday")),
    ],
)
def test_patterns_that_zoom_cannot_repeat(rule: RecurrenceRule, expected: tuple[str, str]) -> None:
    assert told(replace(TIPS_TUESDAY, recurrence=rule)) == {expected}
    assert is_held_back(replace(TIPS_TUESDAY, recurrence=rule))


def test_a_first_date_that_does_not_match() -> None:
    found = one(replace(TIPS_TUESDAY, date=dt.date(2026, 1, 7)), ProblemCode.FIRST_DATE_MOVES)
    assert (found.field, found.severity) == ("date", Severity.WARNING)
    assert found.facts == {"date": dt.date(2026, 1, 7), "first": dt.date(2026, 2, 3)}


def test_a_past_day_with_a_first_date_to_come_is_no_error() -> None:
    draft = replace(TIPS_TUESDAY, date=dt.date(2025, 11, 20))
    assert told(draft) == {("date", "first_date_moves")}


def test_skipped_months() -> None:
    rule = RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=31, count=3)
    found = one(replace(TIPS_TUESDAY, date=dt.date(2026, 1, 31), recurrence=rule), ProblemCode.SKIPPED_MONTHS)
    assert found.field == "recurrence.month_day"
    assert found.facts == {"months": (dt.date(2026, 2, 1), dt.date(2026, 4, 1)), "count": 2, "month_day": 31}


def test_a_series_that_runs_into_clock_changes() -> None:
    daily = replace(
        TIPS_TUESDAY,
        date=dt.date(2026, 3, 1),
        start=dt.time(2, 30),
        end=dt.time(3, 30),
        recurrence=RecurrenceRule(Pattern.DAILY, count=30),
    )
    found = one(daily, ProblemCode.SERIES_TIME_NONEXISTENT)
    assert (found.field, found.severity) == ("start", Severity.WARNING)
    assert found.facts["dates"] == (dt.date(2026, 3, 8),)
    assert found.facts["gap_end"] == dt.datetime.fromisoformat("2026-03-08T03:00")
    # on the first date it is what Zoom would be sent
    assert ("start", "time_nonexistent") in told(replace(daily, date=dt.date(2026, 3, 8)))
    autumn = replace(daily, date=dt.date(2026, 10, 30), start=dt.time(1, 15))
    assert one(autumn, ProblemCode.SERIES_TIME_AMBIGUOUS).facts["date"] == dt.date(2026, 11, 1)
