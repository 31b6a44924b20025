"""What is wrong with the dates and times of a draft: single dates, series, days and sessions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.event import schedule
from desktop_app.event.draft import DayPlan, EventDraft, EventType, Pattern
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

    def moments(self) -> Iterator[tuple[str, dt.date, dt.time]]:
        """Yield the field, the date and the time of the start and of the end, as far as they are filled in."""
        if self.date is None:
            return
        if self.start is not None:
            yield self.start_field, self.date, self.start
        if self.end is not None:
            last = self.date if self.start is None else schedule.end_date(self.date, self.start, self.end)
            yield self.end_field, last, self.end


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
    yield from _length(when)
    yield from _clocks(when)
    yield from _against_now(when, now)


def _missing(when: _When) -> Iterator[Problem]:
    if when.date is None:
        yield error(when.date_field, ProblemCode.MISSING_DATE)
    if when.start is None:
        yield error(when.start_field, ProblemCode.MISSING_START)
    if when.end is None:
        yield error(when.end_field, ProblemCode.MISSING_END)


def _length(when: _When) -> Iterator[Problem]:
    """An AM taken for a PM makes it longer than half a day."""
    if when.start is None or when.end is None:
        return
    minutes = _clock_minutes(when.start, when.end)
    if minutes > LONG_MINUTES:
        next_day = schedule.ends_next_day(when.start, when.end)
        yield warning(when.end_field, ProblemCode.LASTS_LONG, minutes=minutes, next_day=next_day)


def _clocks(when: _When) -> Iterator[Problem]:
    """Times that a clock change skips or repeats, and one in between."""
    if when.date is None or not when.zone:
        return
    sound = True
    for field, date, time in when.moments():
        kind = _kind(date, time, when.zone)
        if kind is Kind.OK:
            continue
        if kind is Kind.NONEXISTENT:
            sound = False
            start, end = schedule.gap(date, time, when.zone)
            yield error(field, ProblemCode.TIME_NONEXISTENT, date=date, time=time, gap_start=start, gap_end=end)
        else:
            first = schedule.to_utc(date, time, when.zone)
            start, end = schedule.gap(date, time, when.zone)
            second = first + (end - start)
            yield warning(field, ProblemCode.TIME_AMBIGUOUS, date=date, time=time, first_utc=first, second_utc=second)
    span = schedule.utc_span(when.date, when.start, when.end, when.zone)
    if not sound or span is None or when.start is None or when.end is None:
        return
    clock_minutes = _clock_minutes(when.start, when.end)
    minutes = round((span[1] - span[0]).total_seconds() / 60)
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
    if begins is None or when.date == dt.date.max:  # the first or last hours of the calendar, which has no day after
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
    if len(draft.days) <= MOST_DAYS:
        yield from _whole_length(draft.days)
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


def _whole_length(days: Sequence[DayPlan]) -> Iterator[Problem]:
    """From the first day to the last, and from the first opening to the last closing: Zoom leaves open which counts."""
    dates = [day.date for day in days if day.date is not None]
    spans = [span for day in days if (span := schedule.hours(day)) is not None]
    first, last = min(dates, default=dt.date.min), max(dates, default=dt.date.min)
    if spans:
        opens, closes = min(spans)[0], max(end for _, end in spans)
        if closes - opens > dt.timedelta(days=MOST_DAYS):
            last = max(last, closes.date())
    length = (last - first).days + 1
    if length > MOST_DAYS:
        yield error("days", ProblemCode.SCHEDULE_TOO_LONG, first=first, last=last, days=length, most=MOST_DAYS)


def _sessions(draft: EventDraft, zone: str) -> Iterator[Problem]:
    count = len(draft.sessions)
    if not count:
        yield warning("sessions", ProblemCode.NO_SESSIONS)  # Zoom doesn't say whether it publishes without one
    if count > MOST_SESSIONS:
        yield error("sessions", ProblemCode.TOO_MANY_SESSIONS, count=count, most=MOST_SESSIONS)
    elif count > MANY_SESSIONS:
        yield warning("sessions", ProblemCode.MANY_SESSIONS, count=count, many=MANY_SESSIONS, most=MOST_SESSIONS)
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
        yield from _length(when)
        yield from _clocks(when)
        yield from _within_day(when, draft.days)
        same = (name.casefold(), plan.date, plan.start)
        if name and same in seen:
            yield warning(f"{field}.name", ProblemCode.DUPLICATE_SESSION, name=name, other=seen[same])
        seen.setdefault(same, number)


def _within_day(when: _When, days: Sequence[DayPlan]) -> Iterator[Problem]:
    """A session against the hours of its day, which may go on past midnight."""
    if when.date is None:
        return
    of_date = [day for day in days if day.date == when.date]
    hours = next((found for day in days if (found := schedule.hours(day)) and _is_in(when, found)), None)
    if hours is None:
        if not of_date:
            yield error(when.date_field, ProblemCode.SESSION_NOT_ON_A_DAY, date=when.date)
            return
        hours = schedule.hours(of_date[0])
    if hours is None or len(of_date) > 1:  # hours that are missing or doubled are told at the day
        return
    opens, closes = hours
    for field, date, time in when.moments():
        if not opens <= dt.datetime.combine(date, time) <= closes:
            yield error(
                field, ProblemCode.SESSION_OUTSIDE_HOURS, date=when.date, day_start=opens.time(), day_end=closes.time()
            )


def _is_in(when: _When, hours: tuple[dt.datetime, dt.datetime]) -> bool:
    """Whether it starts within these hours."""
    if when.date is None or when.start is None:
        return False
    return hours[0] <= dt.datetime.combine(when.date, when.start) < hours[1]


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


def _clock_minutes(start: dt.time, end: dt.time) -> int:
    """How long it looks on the clock: up to a whole day."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes if minutes > 0 and end > start else minutes + 24 * 60
