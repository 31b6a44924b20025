"""What is wrong, or worth a look, in a draft: a field, a code and plain facts. The words are made in `ui`."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class Severity(StrEnum):
    """An error holds the draft back; a warning is said and lets it go on."""

    ERROR = "error"
    WARNING = "warning"


class ProblemCode(StrEnum):
    """What a problem is. The facts that come with it stand in brackets."""

    # what kind of event
    MISSING_ANSWER = "missing_answer"
    MISSING_EVENT_TYPE = "missing_event_type"
    TYPE_NOT_RECOMMENDED = "type_not_recommended"
    """(recommended: EventType, reason: Reason)"""
    EXPO_NEEDS_MULTI_SESSION = "expo_needs_multi_session"
    """(event_type: EventType)"""

    # texts
    MISSING_NAME = "missing_name"
    MISSING_DESCRIPTION = "missing_description"
    TEXT_LONG = "text_long"
    """(length: int, most: int): Zoom documents no limit, but shows or takes no more elsewhere."""

    # time zone
    MISSING_TIME_ZONE = "missing_time_zone"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    """(zone: str)"""

    # dates and times
    MISSING_DATE = "missing_date"
    MISSING_START = "missing_start"
    MISSING_END = "missing_end"
    IN_PAST = "in_past"
    """(start: datetime, now: datetime): both naive, in the draft's zone."""
    STARTS_SOON = "starts_soon"
    """(minutes: int, least: int)"""
    FAR_AHEAD = "far_ahead"
    """(date: date, years: int)"""
    LASTS_LONG = "lasts_long"
    """(minutes: int, next_day: bool): by the clock, and whether it ends on the day after."""
    CLOCKS_CHANGE_DURING = "clocks_change_during"
    """(date: date, minutes: int, clock_minutes: int): how long it lasts, and how long the two clock times look."""
    TIME_NONEXISTENT = "time_nonexistent"
    """(date: date, time: time, gap_start: datetime, gap_end: datetime): naive ends of what the clock skips."""
    TIME_AMBIGUOUS = "time_ambiguous"
    """(date: date, time: time, first_utc: datetime, second_utc: datetime): the first is meant."""

    # recurrence
    INTERVAL_OUT_OF_RANGE = "interval_out_of_range"
    """(interval: int, most: int, pattern: Pattern)"""
    MISSING_WEEKDAYS = "missing_weekdays"
    INVALID_WEEKDAY = "invalid_weekday"
    INVALID_MONTH_DAY = "invalid_month_day"
    """(month_day: int)"""
    MISSING_RECURRENCE_END = "missing_recurrence_end"
    COUNT_TOO_SMALL = "count_too_small"
    """(count: int)"""
    UNTIL_BEFORE_DATE = "until_before_date"
    """(until: date, date: date)"""
    NO_DATES = "no_dates"
    """(until: date, date: date)"""
    ONE_DATE = "one_date"
    """(date: date)"""
    TOO_MANY_DATES = "too_many_dates"
    """(count: int, most: int, at_least: bool): `at_least` when counting stopped."""
    MANY_DATES = "many_dates"
    """(count: int, many: int, most: int)"""
    FIRST_DATE_MOVES = "first_date_moves"
    """(date: date, first: date)"""
    SKIPPED_MONTHS = "skipped_months"
    """(months: tuple[date, ...], count: int, month_day: int): the first day of each month."""
    SERIES_TIME_NONEXISTENT = "series_time_nonexistent"
    """(dates: tuple[date, ...], count: int, date: date, time: time, gap_start: datetime, gap_end: datetime)"""
    SERIES_TIME_AMBIGUOUS = "series_time_ambiguous"
    """(dates: tuple[date, ...], count: int, date: date, time: time)"""

    # days and sessions of a multi-session event; positions count from 0
    MISSING_DAYS = "missing_days"
    TOO_MANY_DAYS = "too_many_days"
    """(count: int, most: int)"""
    SCHEDULE_TOO_LONG = "schedule_too_long"
    """(first: date, last: date, days: int, most: int)"""
    DUPLICATE_DAY = "duplicate_day"
    """(date: date, other: int)"""
    NO_SESSIONS = "no_sessions"
    TOO_MANY_SESSIONS = "too_many_sessions"
    """(count: int, most: int): Zoom's API lists no more than `most`."""
    MISSING_SESSION_NAME = "missing_session_name"
    SESSION_NOT_ON_A_DAY = "session_not_on_a_day"
    """(date: date)"""
    SESSION_OUTSIDE_HOURS = "session_outside_hours"
    """(date: date, day_start: time, day_end: time)"""
    DUPLICATE_SESSION = "duplicate_session"
    """(name: str, other: int)"""

    # who can come, and where
    MISSING_ALLOWED = "missing_allowed"
    TOO_MANY_DOMAINS = "too_many_domains"
    """(count: int, most: int)"""
    TOO_MANY_EMAILS = "too_many_emails"
    """(count: int, most: int)"""
    INVALID_DOMAIN = "invalid_domain"
    """(entries: tuple[str, ...], count: int, suggestion: str): at most 5 entries, and for the first what may be meant,
    or ""."""
    INVALID_EMAIL = "invalid_email"
    """(entries, count, suggestion) as for INVALID_DOMAIN."""
    DOMAIN_TOO_LONG = "domain_too_long"
    """(entries, count, most: int)"""
    EMAIL_TOO_LONG = "email_too_long"
    """(entries, count, most: int)"""
    DUPLICATE_DOMAIN = "duplicate_domain"
    """(entries, count)"""
    DUPLICATE_EMAIL = "duplicate_email"
    """(entries, count)"""
    MISSING_PLACE = "missing_place"
    """(attendance: Attendance)"""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with `field`, such as "name", "recurrence.end" or "sessions.0.start".

    `facts` holds plain values (numbers, dates, names) for the sentence; which ones, each code says.
    """

    field: str
    code: ProblemCode
    severity: Severity
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)


def error(field: str, code: ProblemCode, /, **facts: object) -> Problem:
    """Return a problem that holds the draft back."""
    return Problem(field, code, Severity.ERROR, facts)


def warning(field: str, code: ProblemCode, /, **facts: object) -> Problem:
    """Return a problem that is said and lets the draft go on."""
    return Problem(field, code, Severity.WARNING, facts)
