"""The four events that the tests plan, each complete and without a problem. `first` is the day they begin."""

import datetime as dt

from desktop_app.event.draft import (
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

NEW_YORK = "America/New_York"
TUESDAY = 3
PHOENIX_GUESTS = (
    ("sarah.chen@techcorp.com", "Sarah", "Chen"),
    ("miguel.alvarez@techcorp.com", "Miguel", "Álvarez"),
    ("priya.nair@techcorp.com", "Priya", "Nair"),
)


def town_hall(first: dt.date) -> EventDraft:
    """2:00 PM in New York, which in winter is 19:00 UTC; a webinar for anyone with the link."""
    return EventDraft(
        shape=Shape.ONE,
        needs_expo=False,
        event_type=EventType.SINGLE,
        name="Q4 Town Hall: Looking Ahead to 2026",
        tagline="Where we’re headed, and how we’ll get there together",
        description="The leadership team on the year that was and the one to come.",
        date=first,
        start=dt.time(14, 0),
        end=dt.time(15, 30),
        time_zone=NEW_YORK,
    )


def project_phoenix(first: dt.date) -> EventDraft:
    """A launch for invited guests; their names are `PHOENIX_GUESTS`."""
    return EventDraft(
        shape=Shape.ONE,
        needs_expo=False,
        event_type=EventType.SINGLE,
        name="Introducing Project Phoenix",
        description="The first look at what we have been building.",
        date=first,
        start=dt.time(10, 0),
        end=dt.time(11, 0),
        time_zone=NEW_YORK,
    )


def tips_tuesday(first: dt.date) -> EventDraft:
    """The first Tuesday of each month, twelve times. `first` should be such a Tuesday."""
    return EventDraft(
        shape=Shape.SERIES,
        needs_expo=False,
        event_type=EventType.RECURRING,
        name="Product Tips Tuesday",
        description="Half an hour of tricks from the people who built it.",
        date=first,
        start=dt.time(11, 0),
        end=dt.time(11, 30),
        time_zone=NEW_YORK,
        format=EventFormat.MEETING,
        recurrence=RecurrenceRule(pattern=Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=TUESDAY, count=12),
    )


def annual_summit(first: dt.date) -> EventDraft:
    """Three days with a keynote, a workshop and a closing session."""
    days = tuple(DayPlan(first + dt.timedelta(days=n), dt.time(9, 0), dt.time(17, 0)) for n in range(3))
    sessions = tuple(
        SessionPlan(name, description, first + dt.timedelta(days=day), dt.time(start, 0), dt.time(end, 30))
        for name, description, day, start, end in (
            ("Opening keynote", "Where the industry is going.", 0, 9, 10),
            ("Hands-on workshop", "Bring a laptop.", 1, 13, 15),
            ("Closing session", "", 2, 16, 16),
        )
    )
    return EventDraft(
        shape=Shape.MANY,
        needs_expo=True,
        event_type=EventType.MULTI_SESSION,
        name="TechCorp Annual Summit",
        description="Three days of talks, workshops, and meeting each other.",
        time_zone=NEW_YORK,
        attendance=Attendance.HYBRID,
        place="TechCorp Center, 1 Main Street, New York",
        days=days,
        sessions=sessions,
    )


def first_tuesday(after: dt.date) -> dt.date:
    """The next first Tuesday of a month that lies behind `after`."""
    day = after + dt.timedelta(days=1)
    while day.isoweekday() != 2 or day.day > 7:
        day += dt.timedelta(days=1)
    return day


def winter_day(after: dt.date) -> dt.date:
    """The next December 15 that lies well behind `after`: New York is then five hours behind UTC."""
    day = dt.date(after.year, 12, 15)
    return day if day > after + dt.timedelta(days=2) else day.replace(year=after.year + 1)
