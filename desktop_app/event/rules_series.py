"""What is wrong with a series: its first date, its pattern, its end, and the clock changes on its way."""

import datetime as dt
from collections.abc import Iterator

from desktop_app.event import rules_time, schedule
from desktop_app.event.draft import EventDraft, Pattern
from desktop_app.event.guidance import MANY_OCCURRENCES, MOST_OCCURRENCES
from desktop_app.event.problem import Problem, ProblemCode, error, warning
from desktop_app.event.rules_time import TimeSlot
from desktop_app.event.schedule import Kind


def problems(draft: EventDraft, zone: str, now: dt.datetime) -> Iterator[Problem]:
    """Yield the problems of a series. `zone` is empty while it is missing or unknown; `now` is aware."""
    series = schedule.dates(draft)
    first = series[0] if series else draft.date
    yield from rules_time.problems_ahead(TimeSlot(first, draft.start, draft.end, zone), now)
    yield from _pattern(draft)
    yield from _end(draft, series)
    if not series or draft.date is None:
        return
    if series[0] != draft.date:
        yield warning("date", ProblemCode.FIRST_DATE_MOVES, date=draft.date, first=series[0])
    if months := schedule.skipped_months(draft):
        yield warning(
            "recurrence.month_day",
            ProblemCode.SKIPPED_MONTHS,
            months=months,
            count=len(months),
            month_day=draft.recurrence.month_day,
        )
    today = now.date()
    if rules_time.is_far_ahead(series[-1], today) and not rules_time.is_far_ahead(series[0], today):
        yield rules_time.far_ahead("recurrence.end", series[-1], today)
    if draft.start is not None and zone:
        yield from _clocks(series[1:], draft.start, zone)


def _pattern(draft: EventDraft) -> Iterator[Problem]:
    rule = draft.recurrence
    most = schedule.MOST_INTERVAL[rule.pattern]
    if not 1 <= rule.interval <= most:
        yield error(
            "recurrence.interval",
            ProblemCode.INTERVAL_OUT_OF_RANGE,
            interval=rule.interval,
            most=most,
            pattern=rule.pattern,
        )
    match rule.pattern:
        case Pattern.WEEKLY:
            if not rule.weekdays:
                yield error("recurrence.weekdays", ProblemCode.MISSING_WEEKDAYS)
            elif not all(day in schedule.WEEKDAYS for day in rule.weekdays):
                yield error("recurrence.weekdays", ProblemCode.INVALID_WEEKDAY)
        case Pattern.MONTHLY_BY_DAY:
            if rule.month_day not in schedule.MONTH_DAYS:
                yield error("recurrence.month_day", ProblemCode.INVALID_MONTH_DAY, month_day=rule.month_day)
        case Pattern.MONTHLY_BY_WEEKDAY:
            if rule.month_week not in schedule.WEEKS_OF_MONTH or rule.month_weekday not in schedule.WEEKDAYS:
                yield error("recurrence.weekdays", ProblemCode.INVALID_WEEKDAY)
        case Pattern.DAILY:
            pass


def _end(draft: EventDraft, series: tuple[dt.date, ...]) -> Iterator[Problem]:
    rule = draft.recurrence
    if rule.count is not None:
        count = rule.count
        if count < 1:
            yield error("recurrence.end", ProblemCode.COUNT_TOO_SMALL, count=count)
    else:
        count = len(series)
        if rule.until is None:
            yield error("recurrence.end", ProblemCode.MISSING_RECURRENCE_END)
        elif draft.date is not None and rule.until < draft.date:
            yield error("recurrence.end", ProblemCode.UNTIL_BEFORE_DATE, until=rule.until, date=draft.date)
        elif not series and draft.date is not None and schedule.is_valid(rule):
            yield error("recurrence.end", ProblemCode.NO_DATES, until=rule.until, date=draft.date)
    if count > MOST_OCCURRENCES:
        yield error(
            "recurrence.end",
            ProblemCode.TOO_MANY_DATES,
            count=count,
            most=MOST_OCCURRENCES,
            at_least=rule.count is None and count >= schedule.MOST_LISTED,
        )
    elif count > MANY_OCCURRENCES:
        yield warning(
            "recurrence.end", ProblemCode.MANY_DATES, count=count, many=MANY_OCCURRENCES, most=MOST_OCCURRENCES
        )
    elif len(series) == 1:
        yield warning("recurrence.end", ProblemCode.ONE_DATE, date=series[0])


def _clocks(later: tuple[dt.date, ...], start: dt.time, zone: str) -> Iterator[Problem]:
    """Later dates of a series whose start falls into a clock change. They all last as long as the first one."""
    kinds = [(date, schedule.classify(date, start, zone)) for date in later]
    if skipped := tuple(date for date, kind in kinds if kind is Kind.NONEXISTENT):
        gap_start, gap_end = schedule.gap(skipped[0], start, zone)
        yield warning(
            "start",
            ProblemCode.SERIES_TIME_NONEXISTENT,
            dates=skipped,
            count=len(skipped),
            date=skipped[0],
            time=start,
            gap_start=gap_start,
            gap_end=gap_end,
        )
    if twice := tuple(date for date, kind in kinds if kind is Kind.AMBIGUOUS):
        yield warning(
            "start", ProblemCode.SERIES_TIME_AMBIGUOUS, dates=twice, count=len(twice), date=twice[0], time=start
        )
