"""What is wrong with the dates and times of a draft: single dates, series, days and sessions."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.event import schedule
from desktop_app.event.draft import EventDraft, EventType, Pattern
from desktop_app.event.guidance import (
    MANY_OCCURRENCES,
    MANY_SESSIONS,
    MOST_DAYS,
    MOST_OCCURRENCES,
    MOST_SESSIONS,
)
from desktop_app.event.problem import Problem, ProblemCode, error, warning
from desktop_app.event.schedule import Kind

LONG_NAME = 200
"""Letters of a name that Zoom takes for a meeting's topic; its Events reference has no limit."""

LEAST_MINUTES_AHEAD = 15
MOST_YEARS_AHEAD = 2
LONG_MINUTES = 12 * 60
"""Beyond these nothing is wrong, but a slip of the finger is likely."""


@dataclass(frozen=True, slots=True)
class _When:
    """A date with a start and an end, and the names of their fields."""

    date: dt.date | None
    start: dt.time | None
    end: dt.time | None
    date_field: str
    start_field: str
    end_field: str
    zone: str
    """Empty while the zone is missing or unknown: then only what needs no zone is checked."""


def problems(draft: EventDraft, now: dt.datetime) -> Iterator[Problem]:
    """Yield the problems of everything that has a date or a time. `now` is aware."""
    zone = draft.time_zone.strip()
    if not zone:
        yield error("time_zone", ProblemCode.MISSING_TIME_ZONE)
    elif schedule.find_zone(draft.time_zone) is None:
        yield error("time_zone", ProblemCode.UNKNOWN_TIME_ZONE, zone=zone)
        zone = ""
    else:
        zone = draft.time_zone
    if draft.event_type is EventType.SINGLE:
        yield from _single(_When(draft.date, draft.start, draft.end, "date", "start", "end", zone), now)
    elif draft.event_type is EventType.RECURRING:
        yield from _series(draft, zone, now)
    elif draft.event_type is EventType.MULTI_SESSION:
        yield from _days(draft, zone, now)
        yield from _sessions(draft, zone)


def _single(when: _When, now: dt.datetime) -> Iterator[Problem]:
    yield from _missing(when)
    yield from _order(when)
    yield from _clocks(when)
    yield from _against_now(when, now)


def _missing(when: _When) -> Iterator[Problem]:
    if when.date is None:
        yield error(when.date_field, ProblemCode.MISSING_DATE)
    if when.start is None:
        yield error(when.start_field, ProblemCode.MISSING_START)
    if when.end is None:
        yield error(when.end_field, ProblemCode.MISSING_END)


def _order(when: _When) -> Iterator[Problem]:
    """The end against the start."""
    if when.start is None or when.end is None:
        return
    minutes = _minutes_of_day(when.end) - _minutes_of_day(when.start)
    if when.end <= when.start or not minutes:
        past_midnight = minutes + 24 * 60
        yield error(
            when.end_field,
            ProblemCode.END_NOT_AFTER_START,
            start=when.start,
            end=when.end,
            past_midnight=when.end < when.start and past_midnight <= LONG_MINUTES,
            minutes_past_midnight=past_midnight,
        )
    elif minutes > LONG_MINUTES:
        yield warning(when.end_field, ProblemCode.LASTS_LONG, minutes=minutes)


def _clocks(when: _When) -> Iterator[Problem]:
    """Times that a clock change skips or repeats, and one in between."""
    if when.date is None or not when.zone:
        return
    sound = True
    for field, time in ((when.start_field, when.start), (when.end_field, when.end)):
        kind = Kind.OK if time is None else _kind(when.date, time, when.zone)
        if time is None or kind is Kind.OK:
            continue
        if kind is Kind.NONEXISTENT:
            sound = False
            start, end = schedule.gap(when.date, time, when.zone)
            yield error(field, ProblemCode.TIME_NONEXISTENT, date=when.date, time=time, gap_start=start, gap_end=end)
        else:
            first = schedule.to_utc(when.date, time, when.zone)
            start, end = schedule.gap(when.date, time, when.zone)
            second = first + (end - start)
            yield warning(
                field, ProblemCode.TIME_AMBIGUOUS, date=when.date, time=time, first_utc=first, second_utc=second
            )
    if sound and when.start is not None and when.end is not None and when.start < when.end:
        begins, ends = (_moment(when.date, time, when.zone) for time in (when.start, when.end))
        clock_minutes = _minutes_of_day(when.end) - _minutes_of_day(when.start)
        if begins is None or ends is None:
            return
        minutes = round((ends - begins).total_seconds() / 60)
        if abs(minutes - clock_minutes) > 1:  # seconds in a time are no clock change
            yield warning(
                when.end_field,
                ProblemCode.CLOCKS_CHANGE_DURING,
                date=when.date,
                minutes=minutes,
                clock_minutes=clock_minutes,
            )


def _against_now(when: _When, now: dt.datetime) -> Iterator[Problem]:
    if when.date is None or when.start is None or not when.zone:
        return
    local_now = schedule.in_zone(now, when.zone).replace(tzinfo=None, microsecond=0)
    begins = _moment(when.date, when.start, when.zone)
    start = dt.datetime.combine(when.date, when.start, tzinfo=None)
    if begins is None:  # the first or last hours of the calendar
        if when.date.year < local_now.year:
            yield error(when.date_field, ProblemCode.IN_PAST, start=start, now=local_now)
        else:
            yield error(when.date_field, ProblemCode.FAR_AHEAD, date=when.date, years=when.date.year - local_now.year)
        return
    minutes = int((begins - now).total_seconds() // 60)
    if begins <= now:
        field = when.start_field if when.date == local_now.date() else when.date_field
        yield error(field, ProblemCode.IN_PAST, start=start, now=local_now)
    elif minutes < LEAST_MINUTES_AHEAD:
        yield warning(when.start_field, ProblemCode.STARTS_SOON, minutes=minutes, least=LEAST_MINUTES_AHEAD)
    yield from _far_ahead(when.date_field, when.date, local_now.date())


def _far_ahead(field: str, date: dt.date, today: dt.date) -> Iterator[Problem]:
    if (date - today).days > MOST_YEARS_AHEAD * 366:
        yield warning(field, ProblemCode.FAR_AHEAD, date=date, years=(date - today).days // 365)


def _series(draft: EventDraft, zone: str, now: dt.datetime) -> Iterator[Problem]:
    series = schedule.dates(draft)
    first = series[0] if series else draft.date
    when = _When(first, draft.start, draft.end, "date", "start", "end", zone)
    yield from _single(when, now)
    yield from _pattern(draft)
    yield from _series_end(draft, series)
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
    if not list(_far_ahead("date", series[0], today)):
        yield from _far_ahead("recurrence.end", series[-1], today)
    if draft.start is not None and zone:
        yield from _series_clocks(series[1:], draft.start, zone)


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
            elif not all(1 <= day <= 7 for day in rule.weekdays):
                yield error("recurrence.weekdays", ProblemCode.INVALID_WEEKDAY)
        case Pattern.MONTHLY_BY_DAY:
            if not 1 <= rule.month_day <= 31:
                yield error("recurrence.month_day", ProblemCode.INVALID_MONTH_DAY, month_day=rule.month_day)
        case Pattern.MONTHLY_BY_WEEKDAY:
            if rule.month_week not in schedule.WEEKS_OF_MONTH or not 1 <= rule.month_weekday <= 7:
                yield error("recurrence.weekdays", ProblemCode.INVALID_WEEKDAY)
        case Pattern.DAILY:
            pass


def _series_end(draft: EventDraft, series: tuple[dt.date, ...]) -> Iterator[Problem]:
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
        elif not series and draft.date is not None and schedule.says_something(rule):
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


def _series_clocks(later: tuple[dt.date, ...], start: dt.time, zone: str) -> Iterator[Problem]:
    """Later dates of a series whose start falls into a clock change. They all last as long as the first one."""
    kinds = [(date, _kind(date, start, zone)) for date in later]
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


def _days(draft: EventDraft, zone: str, now: dt.datetime) -> Iterator[Problem]:
    if not draft.days:
        yield error("days", ProblemCode.MISSING_DAYS)
    if len(draft.days) > MOST_DAYS:
        yield error("days", ProblemCode.TOO_MANY_DAYS, count=len(draft.days), most=MOST_DAYS)
    dates = [day.date for day in draft.days if day.date is not None]
    if dates and len(draft.days) <= MOST_DAYS:
        length = (max(dates) - min(dates)).days + 1
        if length > MOST_DAYS:
            yield error(
                "days",
                ProblemCode.SCHEDULE_TOO_LONG,
                first=min(dates),
                last=max(dates),
                days=length,
                most=MOST_DAYS,
            )
    seen: dict[dt.date, int] = {}
    for number, day in enumerate(draft.days):
        field = f"days.{number}"
        yield from _single(
            _When(day.date, day.start, day.end, f"{field}.date", f"{field}.start", f"{field}.end", zone), now
        )
        if day.date in seen:
            yield error(f"{field}.date", ProblemCode.DUPLICATE_DAY, date=day.date, other=seen[day.date])
        elif day.date is not None:
            seen[day.date] = number


def _sessions(draft: EventDraft, zone: str) -> Iterator[Problem]:
    count = len(draft.sessions)
    if not count:
        yield warning("sessions", ProblemCode.NO_SESSIONS)  # Zoom doesn't say whether it publishes without one
    if count > MOST_SESSIONS:
        yield error("sessions", ProblemCode.TOO_MANY_SESSIONS, count=count, most=MOST_SESSIONS)
    elif count > MANY_SESSIONS:
        yield warning("sessions", ProblemCode.MANY_SESSIONS, count=count, many=MANY_SESSIONS, most=MOST_SESSIONS)
    hours: dict[dt.date, list[tuple[dt.time, dt.time]]] = {}
    for day in draft.days:
        if day.date is not None:
            spans = hours.setdefault(day.date, [])
            if day.start is not None and day.end is not None and day.start < day.end:
                spans.append((day.start, day.end))
    seen: dict[tuple[str, dt.date | None, dt.time | None], int] = {}
    for number, plan in enumerate(draft.sessions):
        field = f"sessions.{number}"
        name = plan.name.strip()
        if not name:
            yield error(f"{field}.name", ProblemCode.MISSING_SESSION_NAME)
        elif len(name) > LONG_NAME:
            yield warning(f"{field}.name", ProblemCode.TEXT_LONG, length=len(name), most=LONG_NAME)
        when = _When(plan.date, plan.start, plan.end, f"{field}.date", f"{field}.start", f"{field}.end", zone)
        yield from _missing(when)
        yield from _order(when)
        yield from _clocks(when)
        yield from _within_day(when, hours)
        same = (name.casefold(), plan.date, plan.start)
        if name and same in seen:
            yield warning(f"{field}.name", ProblemCode.DUPLICATE_SESSION, name=name, other=seen[same])
        seen.setdefault(same, number)


def _within_day(when: _When, hours: dict[dt.date, list[tuple[dt.time, dt.time]]]) -> Iterator[Problem]:
    if when.date is None:
        return
    if when.date not in hours:
        yield error(when.date_field, ProblemCode.SESSION_NOT_ON_A_DAY, date=when.date)
        return
    if len(hours[when.date]) != 1:  # hours that are missing or doubled are told at the day
        return
    opens, closes = hours[when.date][0]
    for field, time in ((when.start_field, when.start), (when.end_field, when.end)):
        if time is not None and not opens <= time <= closes:
            yield error(field, ProblemCode.SESSION_OUTSIDE_HOURS, date=when.date, day_start=opens, day_end=closes)


def _moment(date: dt.date, time: dt.time, zone: str) -> dt.datetime | None:
    try:
        return schedule.to_utc(date, time, zone)
    except ValueError:
        return None


def _kind(date: dt.date, time: dt.time, zone: str) -> Kind:
    try:
        return schedule.classify(date, time, zone)
    except (ValueError, OverflowError):  # the first and last hours of the calendar
        return Kind.OK


def _minutes_of_day(time: dt.time) -> int:
    return time.hour * 60 + time.minute
