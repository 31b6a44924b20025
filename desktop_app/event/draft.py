"""The event that a person is planning, as typed and before Zoom has seen it.

Times are wall-clock times of `EventDraft.time_zone`; `desktop_app.event.schedule` turns them into UTC. An end at or
before its start is on the next day: a gala from 20:00 to 01:00, a day that closes after midnight. A half-filled
form is a valid draft: what is missing or wrong is told by `desktop_app.event.rules.problems`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """Answers to "How will the event run?"."""

    ONE = "one"
    """One session."""
    SERIES = "series"
    """The same session on many dates."""
    MANY = "many"
    """Many sessions."""


class EventType(StrEnum):
    """How an event runs. Values are Zoom's `event_type`; permanent from the moment a draft exists at Zoom."""

    SINGLE = "SIMPLE_EVENT"
    RECURRING = "RECURRING"
    MULTI_SESSION = "CONFERENCE"


class EventFormat(StrEnum):
    """Who can be seen and heard. Values are Zoom's `meeting_type`; locked by publishing."""

    WEBINAR = "WEBINAR"
    MEETING = "MEETING"


class Access(StrEnum):
    """Who can register. Values are Zoom's `access_level`, of which a client can send only these two."""

    ANYONE_WITH_LINK = "PRIVATE_UNRESTRICTED"
    APPROVED_ONLY = "PRIVATE_RESTRICTED"


class Attendance(StrEnum):
    """Where people attend. Values are the lower-case form of Zoom's `attendance_type`."""

    ONLINE = "virtual"
    IN_PERSON = "in-person"
    HYBRID = "hybrid"


class Pattern(StrEnum):
    """How a series repeats."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_DAY = "monthly_by_day"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """When a series repeats: every `interval` days, weeks or months, until `count` dates or the date `until`.

    Weekdays are numbered as Zoom does: 1 is Sunday, 7 is Saturday. `month_week` is 1 to 4, or -1 for the last one.
    Just one of `count` and `until` is set.
    """

    pattern: Pattern = Pattern.WEEKLY
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int = 1
    month_week: int = 1
    month_weekday: int = 2
    count: int | None = 4
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of a multi-session event: Zoom's calendar entry, at most 6 of them (code 26202)."""

    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """One session of a multi-session event; `date` is that of its start. `session_id` is Zoom's, empty until it was
    created there. `own_type` (Zoom's number) and `own_time_zone` are what it was given at Zoom in place of the event's
    format and time zone: Foyer shows and keeps them."""

    name: str = ""
    description: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    session_id: str = ""
    own_type: int | None = None
    own_time_zone: str = ""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Everything typed on the Event page. `date`, `start`, `end` serve single and recurring events, `days` and
    `sessions` multi-session ones; each keeps its content when another type is tried."""

    shape: Shape | None = None
    needs_expo: bool | None = None
    """`shape` and `needs_expo` recommend a type: None before the question is answered."""
    event_type: EventType | None = None
    name: str = ""
    tagline: str = ""
    description: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    time_zone: str = ""
    format: EventFormat = EventFormat.WEBINAR
    access: Access = Access.ANYONE_WITH_LINK
    allowed_domains: tuple[str, ...] = ()
    allowed_emails: tuple[str, ...] = ()
    attendance: Attendance = Attendance.ONLINE
    place: str = ""
    recurrence: RecurrenceRule = RecurrenceRule()
    days: tuple[DayPlan, ...] = ()
    sessions: tuple[SessionPlan, ...] = ()
