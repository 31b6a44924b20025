"""Wall-clock times into UTC and back, and the dates of a series.

Nothing here judges: a draft that is incomplete gives an empty answer, and `desktop_app.event.rules` says what is wrong.
Only `classify`, `gap`, `to_utc` and `in_zone` raise, and only for a zone or a year that cannot be.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

from desktop_app.event.draft import DayPlan, EventDraft, EventType, Pattern, RecurrenceRule

MOST_LISTED = 400
"""Dates of a series that are worked out at most; Zoom takes far fewer."""

MOST_INTERVAL = {Pattern.DAILY: 90, Pattern.WEEKLY: 12, Pattern.MONTHLY_BY_DAY: 3, Pattern.MONTHLY_BY_WEEKDAY: 3}
"""Zoom's limits of `repeat_interval`, in days, weeks and months (create-event reference)."""

WEEKDAYS = range(1, 8)
"""Zoom's numbers of the days of a week; 1 is Sunday."""

MONTH_DAYS = range(1, 32)

WEEKS_OF_MONTH = (1, 2, 3, 4, -1)
"""Zoom's numbers for `monthly_week`; -1 is the last one."""

_FREQUENCY: dict[Pattern, Literal[1, 2, 3]] = {
    Pattern.DAILY: rrule.DAILY,
    Pattern.WEEKLY: rrule.WEEKLY,
    Pattern.MONTHLY_BY_DAY: rrule.MONTHLY,
    Pattern.MONTHLY_BY_WEEKDAY: rrule.MONTHLY,
}
_RRULE_WEEKDAYS = {1: rrule.SU, 2: rrule.MO, 3: rrule.TU, 4: rrule.WE, 5: rrule.TH, 6: rrule.FR, 7: rrule.SA}

Span = tuple[dt.datetime, dt.datetime]
"""A start and an end, both aware and in UTC."""


class Kind(StrEnum):
    """What a wall-clock time is on its date: a clock change skips some times and repeats others."""

    OK = "ok"
    NONEXISTENT = "nonexistent"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series. `start` and `end` are naive wall-clock times of the draft's zone."""

    start: dt.datetime
    end: dt.datetime
    start_utc: dt.datetime
    end_utc: dt.datetime

    @property
    def offset(self) -> dt.timedelta:
        """The zone's distance from UTC at the start."""
        return self.start - self.start_utc.replace(tzinfo=None)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA id, None for anything else."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a relative path; a folder of zones, such as "America"
        return None


@lru_cache(maxsize=2048)  # sessions share their times, and all of them are checked while somebody types
def classify(date: dt.date, time: dt.time, zone: str) -> Kind:
    """Say whether a wall-clock time exists once, never or twice. Raises ValueError for an unknown zone."""
    first, second = (_combine(date, time, _zone(zone), fold).utcoffset() for fold in (0, 1))
    assert first is not None
    assert second is not None
    if first == second:
        return Kind.OK
    # the first reading takes the offset before the change, the second the one after it (PEP 495)
    return Kind.NONEXISTENT if first < second else Kind.AMBIGUOUS


def gap(date: dt.date, time: dt.time, zone: str) -> tuple[dt.datetime, dt.datetime]:
    """Return the ends of the clock change around a time that is not `Kind.OK`, as naive wall-clock times.

    For a time that does not exist: the first skipped moment and the one where the clock goes on. For a time that exists
    twice: the moment to which the clock is put back and the one at which that happens. Raises ValueError for an unknown
    zone, and for a time that exists once.
    """
    local = _zone(zone)
    first, second = (_combine(date, time, local, fold).utcoffset() for fold in (0, 1))
    assert first is not None
    assert second is not None
    if first == second:
        raise ValueError("no clock change here")
    width = abs(second - first)
    moment = _combine(date, time, dt.UTC, 0) - first
    change = _change_between(moment - width, moment + width, local)
    before, after = sorted((change + first, change + second))
    return before.replace(tzinfo=None), after.replace(tzinfo=None)


@lru_cache(maxsize=2048)
def to_utc(date: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the UTC moment of a wall-clock time, in whole seconds.

    A time that exists twice is the first of the two. One that does not exist moves forward by the skipped time. Raises
    ValueError for an unknown zone, and for a moment before the year 1 or after 9999.
    """
    try:
        return _combine(date, time, _zone(zone), 0).astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError("the year is out of range") from error


def in_zone(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return an aware moment as the same moment in `zone`, aware too. Raises ValueError as `to_utc` does."""
    try:
        return moment.astimezone(_zone(zone))
    except OverflowError as error:
        raise ValueError("the year is out of range") from error


def ends_next_day(start: dt.time | None, end: dt.time | None) -> bool:
    """Whether an end is on the day after its start: both are known, and it is not later."""
    return start is not None and end is not None and end <= start


def end_date(date: dt.date, start: dt.time, end: dt.time) -> dt.date:
    """Return the date of an end whose start is on `date`; the last day of the calendar has none after it."""
    return date + dt.timedelta(days=1) if ends_next_day(start, end) and date < dt.date.max else date


def hours(day: DayPlan) -> tuple[dt.datetime, dt.datetime] | None:
    """Return when a day opens and closes, as naive wall-clock times; None while that is not filled in."""
    if day.date is None or day.start is None or day.end is None:
        return None
    last = end_date(day.date, day.start, day.end)
    return dt.datetime.combine(day.date, day.start), dt.datetime.combine(last, day.end)


def session_date(day: DayPlan, start: dt.time | None) -> dt.date | None:
    """Return the date of a session of this day: the next one where the day runs past midnight, and the session starts
    in the part after it. None while the day has no date."""
    if day.date is None or day.start is None or day.end is None or start is None or start >= day.end:
        return day.date
    return end_date(day.date, day.start, day.end)


def calendar(draft: EventDraft) -> list[Span]:
    """Return what Zoom's `calendar` takes: one span for a single event, the first date of a series, one a day else.

    Sorted. Days that are not filled in are left out. Never raises.
    """
    if draft.event_type is EventType.SINGLE:
        spans = [utc_span(draft.date, draft.start, draft.end, draft.time_zone)]
    elif draft.event_type is EventType.RECURRING:
        first = next(iter(dates(draft, 1)), None)
        spans = [utc_span(first, draft.start, draft.end, draft.time_zone)]
    elif draft.event_type is EventType.MULTI_SESSION:
        spans = [utc_span(day.date, day.start, day.end, draft.time_zone) for day in draft.days]
    else:
        spans = []
    return sorted(span for span in spans if span is not None)


def utc_span(date: dt.date | None, start: dt.time | None, end: dt.time | None, zone: str) -> Span | None:
    """Return a start and an end in UTC, None for what is not filled in or can't be. Never raises."""
    if date is None or start is None or end is None:
        return None
    try:
        found = to_utc(date, start, zone), to_utc(end_date(date, start, end), end, zone)
    except ValueError:  # an unknown zone or an impossible year
        return None
    return found if found[0] < found[1] else None  # the reverse comes of times that a clock change skips


def duration_minutes(draft: EventDraft) -> int:
    """Return how long one date lasts, for a multi-session event how long its days last together; 0 while unknown."""
    return sum(int((end - start).total_seconds()) for start, end in calendar(draft)) // 60


def occurrences(draft: EventDraft, limit: int = MOST_LISTED) -> tuple[Occurrence, ...]:
    """Return every date of a series, at most `limit` and `MOST_LISTED` of them; empty while it is not complete.

    The first is the first matching date on or after `draft.date`. All last equally long, as Zoom keeps one `duration`:
    that of the first one.
    """
    zone = find_zone(draft.time_zone)
    first = next(iter(calendar(draft)), None)
    if draft.event_type is not EventType.RECURRING or first is None or zone is None or draft.start is None:
        return ()
    length = first[1] - first[0]
    found: list[Occurrence] = []
    for date in dates(draft, limit):
        try:
            start_utc = to_utc(date, draft.start, draft.time_zone)
            end_utc = start_utc + length
            start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (start_utc, end_utc))
        except (ValueError, OverflowError):  # the last days of the year 9999
            break
        found.append(Occurrence(start, end, start_utc, end_utc))
    return tuple(found)


def dates(draft: EventDraft, limit: int = MOST_LISTED) -> tuple[dt.date, ...]:
    """Return the dates of a series without their times, at most `limit` and `MOST_LISTED`.

    Empty while the rule says nothing, or something Zoom cannot repeat: it needs a weekday, an interval in Zoom's range,
    and an end. Of `count` and `until` the first counts when both are set.
    """
    if draft.event_type is not EventType.RECURRING or draft.date is None or not is_valid(draft.recurrence):
        return ()
    most = MOST_LISTED if draft.recurrence.count is None else draft.recurrence.count
    return _dates(draft.date, draft.recurrence, max(0, min(limit, most, MOST_LISTED)))


def is_valid(rule: RecurrenceRule) -> bool:
    """Whether a rule leads to dates: it has an end, and every number that its pattern uses is one of Zoom's."""
    if not 1 <= rule.interval <= MOST_INTERVAL[rule.pattern]:
        return False
    if rule.count is None and rule.until is None:
        return False
    match rule.pattern:
        case Pattern.DAILY:
            return True
        case Pattern.WEEKLY:
            return bool(rule.weekdays) and all(day in WEEKDAYS for day in rule.weekdays)
        case Pattern.MONTHLY_BY_DAY:
            return rule.month_day in MONTH_DAYS
        case Pattern.MONTHLY_BY_WEEKDAY:
            return rule.month_week in WEEKS_OF_MONTH and rule.month_weekday in WEEKDAYS


def skipped_months(draft: EventDraft) -> tuple[dt.date, ...]:
    """Return the first day of each month that a series skips because the month has no such day, such as a 31st."""
    rule = draft.recurrence
    if rule.pattern is not Pattern.MONTHLY_BY_DAY or rule.month_day <= 28 or draft.date is None:
        return ()
    series = dates(draft)
    if not series:
        return ()
    last = series[-1]
    if rule.count is None and rule.until is not None and len(series) < MOST_LISTED:
        last = rule.until
    skipped = []
    month = draft.date.replace(day=1)
    while month <= last:
        following = _months_on(month, 1)
        # the month in which `until` falls is skipped only when it was there to its end
        if (following - month).days < rule.month_day and following - dt.timedelta(days=1) <= last:
            skipped.append(month)
        month = _months_on(month, rule.interval)
    return tuple(skipped)


def clock_changes(draft: EventDraft) -> tuple[dt.date, ...]:
    """Return the local dates between the dates of a series on which the zone's clocks change."""
    zone = find_zone(draft.time_zone)
    if zone is None:
        return ()
    return tuple(
        _change_between(one.start_utc, other.start_utc, zone).astimezone(zone).date()
        for one, other in pairwise(occurrences(draft))
        if one.offset != other.offset
    )


@lru_cache(maxsize=8)  # several questions about one series follow each other while somebody types
def _dates(first: dt.date, rule: RecurrenceRule, limit: int) -> tuple[dt.date, ...]:
    return tuple(islice(_matching(first, rule), limit))


def _matching(first: dt.date, rule: RecurrenceRule) -> Iterator[dt.date]:
    members: dict[str, object] = {}
    match rule.pattern:
        case Pattern.WEEKLY:
            members["byweekday"] = [_RRULE_WEEKDAYS[day] for day in rule.weekdays]
        case Pattern.MONTHLY_BY_DAY:
            members["bymonthday"] = rule.month_day
        case Pattern.MONTHLY_BY_WEEKDAY:
            members["byweekday"] = _RRULE_WEEKDAYS[rule.month_weekday](rule.month_week)
        case Pattern.DAILY:
            pass
    if rule.count is None and rule.until is not None:
        members["until"] = dt.datetime.combine(rule.until, dt.time())
    found = rrule.rrule(
        _FREQUENCY[rule.pattern],
        dtstart=dt.datetime.combine(first, dt.time()),
        interval=rule.interval,
        wkst=rrule.SU,  # Zoom numbers a week from Sunday
        **members,  # type: ignore[arg-type]
    )
    return (moment.date() for moment in found)


def _zone(name: str) -> ZoneInfo:
    zone = find_zone(name)
    if zone is None:
        raise ValueError("unknown time zone")
    return zone


def _combine(date: dt.date, time: dt.time, zone: dt.tzinfo, fold: int) -> dt.datetime:
    return dt.datetime.combine(date, time.replace(microsecond=0, fold=fold), zone)


def _change_between(low: dt.datetime, high: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the first second in UTC with the offset of `high`; `low` has another one."""
    target = high.astimezone(zone).utcoffset()
    while high - low > dt.timedelta(seconds=1):
        middle = low + dt.timedelta(seconds=(high - low) // dt.timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == target:
            high = middle
        else:
            low = middle
    return high


def _months_on(first_of_month: dt.date, months: int) -> dt.date:
    """Return the first day of the month `months` later, the last possible date after the year 9999."""
    total = first_of_month.year * 12 + first_of_month.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1) if total // 12 <= dt.MAXYEAR else dt.date.max
