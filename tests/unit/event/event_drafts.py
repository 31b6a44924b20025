"""The tutorial's three events as drafts, and what the rules say of a draft."""

import datetime as dt
from dataclasses import replace

from desktop_app.event import rules
from desktop_app.event.draft import DayPlan, EventDraft, EventType, Pattern, RecurrenceRule, SessionPlan, Shape
from desktop_app.event.problem import Problem, ProblemCode, Severity

NOW = dt.datetime(2025, 12, 1, 12, tzinfo=dt.UTC)
NEW_YORK = "America/New_York"
TOWN_HALL = EventDraft(
    shape=Shape.ONE,
    needs_expo=False,
    event_type=EventType.SINGLE,
    name="Q4 Town Hall: Looking Ahead to 2026",
    tagline="Where we’re headed, and how we’ll get there together",
    description="The year in review, and what comes next.",
    date=dt.date(2025, 12, 15),
    start=dt.time(14),
    end=dt.time(15, 30),
    time_zone=NEW_YORK,
)
TIPS_TUESDAY = replace(
    TOWN_HALL,
    shape=Shape.SERIES,
    event_type=EventType.RECURRING,
    name="Product Tips Tuesday",
    date=dt.date(2026, 1, 6),
    end=dt.time(15),
    recurrence=RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=3, count=12),
)
SUMMIT = replace(
    TOWN_HALL,
    shape=Shape.MANY,
    needs_expo=True,
    event_type=EventType.MULTI_SESSION,
    name="TechCorp Annual Summit",
    days=tuple(DayPlan(dt.date(2026, 5, day), dt.time(9), dt.time(17)) for day in (11, 12, 13)),
    sessions=(
        SessionPlan("Keynote", "", dt.date(2026, 5, 11), dt.time(9), dt.time(10)),
        SessionPlan("Roadmap", "", dt.date(2026, 5, 12), dt.time(16), dt.time(17)),
    ),
)


def told(draft: EventDraft, now: dt.datetime = NOW) -> set[tuple[str, str]]:
    return {(problem.field, problem.code.value) for problem in rules.problems(draft, now=now)}


def is_held_back(draft: EventDraft, now: dt.datetime = NOW) -> bool:
    return any(problem.severity is Severity.ERROR for problem in rules.problems(draft, now=now))


def one(draft: EventDraft, code: ProblemCode, now: dt.datetime = NOW) -> Problem:
    found = [problem for problem in rules.problems(draft, now=now) if problem.code is code]
    assert len(found) == 1, found
    return found[0]
