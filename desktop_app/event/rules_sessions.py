"""What is wrong with the days and the sessions of a multi-session event."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.event import rules_time, schedule
from desktop_app.event.draft import DayPlan, EventDraft, SessionPlan
from desktop_app.event.guidance import LISTED_SESSIONS, LONG_NAME, MOST_DAYS
from desktop_app.event.problem import Problem, ProblemCode, error, warning
from desktop_app.event.rules_time import TimeSlot

Hours = tuple[dt.datetime, dt.datetime]
"""When a day opens and closes, as naive wall-clock times."""


def problems(draft: EventDraft, zone: str, now: dt.datetime) -> Iterator[Problem]:
    """Yield the problems of days and sessions. `zone` is empty while it is missing or unknown; `now` is aware."""
    yield from _days(draft.days, zone, now)
    yield from _number_of_sessions(len(draft.sessions))
    yield from _sessions(draft.sessions, draft.days, zone)


def _days(days: Sequence[DayPlan], zone: str, now: dt.datetime) -> Iterator[Problem]:
    if not days:
        yield error("days", ProblemCode.MISSING_DAYS)
    if len(days) > MOST_DAYS:
        yield error("days", ProblemCode.TOO_MANY_DAYS, count=len(days), most=MOST_DAYS)
    else:
        yield from _whole_length(days)
    seen: dict[dt.date, int] = {}
    for number, day in enumerate(days):
        slot = TimeSlot(day.date, day.start, day.end, zone, f"days.{number}.")
        yield from rules_time.problems_ahead(slot, now)
        if day.date in seen:
            yield error(slot.field("date"), ProblemCode.DUPLICATE_DAY, date=day.date, other=seen[day.date])
        elif day.date is not None:
            seen[day.date] = number


def _whole_length(days: Sequence[DayPlan]) -> Iterator[Problem]:
    """From the first day to the last, and from the first opening to the last closing: Zoom leaves open which counts."""
    dates = [day.date for day in days if day.date is not None]
    if not dates:
        return
    first, last = min(dates), max(dates)
    spans = [hours for day in days if (hours := schedule.hours(day)) is not None]
    if spans:
        opens, closes = min(spans)[0], max(end for _, end in spans)
        if closes - opens > dt.timedelta(days=MOST_DAYS):
            last = max(last, closes.date())
    length = (last - first).days + 1
    if length > MOST_DAYS:
        yield error("days", ProblemCode.SCHEDULE_TOO_LONG, first=first, last=last, days=length, most=MOST_DAYS)


def _number_of_sessions(count: int) -> Iterator[Problem]:
    if not count:
        yield warning("sessions", ProblemCode.NO_SESSIONS)  # Zoom doesn't say whether it publishes without one
    elif count > LISTED_SESSIONS:
        yield error("sessions", ProblemCode.TOO_MANY_SESSIONS, count=count, most=LISTED_SESSIONS)


@lru_cache(maxsize=1)  # most of what is typed is in no session, and to check 500 of them takes milliseconds
def _sessions(sessions: tuple[SessionPlan, ...], days: tuple[DayPlan, ...], zone: str) -> tuple[Problem, ...]:
    hours = [(day.date, schedule.hours(day)) for day in days]
    found: list[Problem] = []
    seen: dict[tuple[str, dt.date | None, dt.time | None], int] = {}
    for number, plan in enumerate(sessions):
        slot = TimeSlot(plan.date, plan.start, plan.end, zone, f"sessions.{number}.")
        name = plan.name.strip()
        if not name:
            found.append(error(slot.field("name"), ProblemCode.MISSING_SESSION_NAME))
        elif len(name) > LONG_NAME:
            found.append(warning(slot.field("name"), ProblemCode.TEXT_LONG, length=len(name), most=LONG_NAME))
        found += rules_time.problems(slot)
        found += _within_hours(slot, hours)
        same = (name.casefold(), plan.date, plan.start)
        if name and same in seen:
            found.append(warning(slot.field("name"), ProblemCode.DUPLICATE_SESSION, name=name, other=seen[same]))
        seen.setdefault(same, number)
    return tuple(found)


def _within_hours(slot: TimeSlot, days: Sequence[tuple[dt.date | None, Hours | None]]) -> Iterator[Problem]:
    """A session against the hours of its day, which may go on past midnight. `days` are dates with their hours."""
    if slot.date is None:
        return
    of_date = [hours for date, hours in days if date == slot.date]
    around = next((hours for _, hours in days if hours is not None and _starts_in(slot, hours)), None)
    if around is None and not of_date:
        yield error(slot.field("date"), ProblemCode.SESSION_NOT_ON_A_DAY, date=slot.date)
        return
    hours = around or of_date[0]
    if hours is None or len(of_date) > 1:  # hours that are missing or doubled are told at the day
        return
    opens, closes = hours
    for field, date, time in slot.moments():
        if not opens <= dt.datetime.combine(date, time) <= closes:
            yield error(
                field, ProblemCode.SESSION_OUTSIDE_HOURS, date=slot.date, day_start=opens.time(), day_end=closes.time()
            )


def _starts_in(slot: TimeSlot, hours: Hours) -> bool:
    if slot.date is None or slot.start is None:
        return False
    opens, closes = hours
    return opens <= dt.datetime.combine(slot.date, slot.start) < closes
