"""What is wrong with one date and its times: those of an event, a day or a session."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.event import schedule
from desktop_app.event.problem import Problem, ProblemCode, error, warning
from desktop_app.event.schedule import Kind

LEAST_MINUTES_AHEAD = 15
MOST_YEARS_AHEAD = 2
LONG_MINUTES = 12 * 60
"""Beyond these nothing is wrong, but a slip of the finger is likely."""


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A date with a start and an end, as far as they are filled in.

    Their fields in the form are called "date", "start" and "end" after `prefix`, such as "days.0.". `zone` is empty
    while it is missing or unknown: then only what needs no zone is checked.
    """

    date: dt.date | None
    start: dt.time | None
    end: dt.time | None
    zone: str
    prefix: str = ""

    def field(self, part: str) -> str:
        return self.prefix + part

    def moments(self) -> Iterator[tuple[str, dt.date, dt.time]]:
        """Yield the field, the date and the time of the start and of the end, as far as they are filled in."""
        if self.date is None:
            return
        if self.start is not None:
            yield self.field("start"), self.date, self.start
        if self.end is not None:
            last = self.date if self.start is None else schedule.end_date(self.date, self.start, self.end)
            yield self.field("end"), last, self.end


def problems(slot: TimeSlot) -> Iterator[Problem]:
    """Yield what is wrong with a slot whenever it is looked at."""
    yield from _missing(slot)
    yield from _length(slot)
    yield from _clocks(slot)


def problems_ahead(slot: TimeSlot, now: dt.datetime) -> Iterator[Problem]:
    """Yield what is wrong with a slot that has yet to come. `now` is aware."""
    yield from problems(slot)
    yield from _against_now(slot, now)


def is_far_ahead(date: dt.date, today: dt.date) -> bool:
    """Whether a date is so far ahead that its year may be a slip."""
    return (date - today).days > MOST_YEARS_AHEAD * 366


def far_ahead(field: str, date: dt.date, today: dt.date) -> Problem:
    return warning(field, ProblemCode.FAR_AHEAD, date=date, years=(date - today).days // 365)


def _missing(slot: TimeSlot) -> Iterator[Problem]:
    if slot.date is None:
        yield error(slot.field("date"), ProblemCode.MISSING_DATE)
    if slot.start is None:
        yield error(slot.field("start"), ProblemCode.MISSING_START)
    if slot.end is None:
        yield error(slot.field("end"), ProblemCode.MISSING_END)


def _length(slot: TimeSlot) -> Iterator[Problem]:
    """An AM taken for a PM makes it longer than half a day."""
    if slot.start is None or slot.end is None:
        return
    minutes = _clock_minutes(slot.start, slot.end)
    if minutes > LONG_MINUTES:
        next_day = schedule.ends_next_day(slot.start, slot.end)
        yield warning(slot.field("end"), ProblemCode.LASTS_LONG, minutes=minutes, next_day=next_day)


def _clocks(slot: TimeSlot) -> Iterator[Problem]:
    """Times that a clock change skips or repeats, and one in between."""
    if not slot.zone:
        return
    exists = True
    for field, date, time in slot.moments():
        kind = schedule.classify(date, time, slot.zone)
        if kind is Kind.NONEXISTENT:
            exists = False
            start, end = schedule.gap(date, time, slot.zone)
            yield error(field, ProblemCode.TIME_NONEXISTENT, date=date, time=time, gap_start=start, gap_end=end)
        elif kind is Kind.AMBIGUOUS:
            first = schedule.to_utc(date, time, slot.zone)
            start, end = schedule.gap(date, time, slot.zone)
            second = first + (end - start)
            yield warning(field, ProblemCode.TIME_AMBIGUOUS, date=date, time=time, first_utc=first, second_utc=second)
    span = schedule.utc_span(slot.date, slot.start, slot.end, slot.zone)
    if not exists or span is None or slot.start is None or slot.end is None:
        return
    clock_minutes = _clock_minutes(slot.start, slot.end)
    minutes = round((span[1] - span[0]).total_seconds() / 60)
    if abs(minutes - clock_minutes) > 1:  # seconds in a time are no clock change
        yield warning(
            slot.field("end"),
            ProblemCode.CLOCKS_CHANGE_DURING,
            date=slot.date,
            minutes=minutes,
            clock_minutes=clock_minutes,
        )


def _against_now(slot: TimeSlot, now: dt.datetime) -> Iterator[Problem]:
    if slot.date is None or slot.start is None or not slot.zone:
        return
    local_now = schedule.in_zone(now, slot.zone).replace(tzinfo=None, microsecond=0)
    start = dt.datetime.combine(slot.date, slot.start)
    try:
        begins = schedule.to_utc(slot.date, slot.start, slot.zone)
    except ValueError:
        begins = None
    if begins is None or slot.date == dt.date.max:  # the first or last hours of the calendar, which has no day after
        if slot.date.year < local_now.year:
            yield error(slot.field("date"), ProblemCode.IN_PAST, start=start, now=local_now)
        else:
            years = slot.date.year - local_now.year
            yield error(slot.field("date"), ProblemCode.FAR_AHEAD, date=slot.date, years=years)
        return
    minutes = int((begins - now).total_seconds() // 60)
    if begins <= now:
        part = "start" if slot.date == local_now.date() else "date"
        yield error(slot.field(part), ProblemCode.IN_PAST, start=start, now=local_now)
    elif minutes < LEAST_MINUTES_AHEAD:
        yield warning(slot.field("start"), ProblemCode.STARTS_SOON, minutes=minutes, least=LEAST_MINUTES_AHEAD)
    if is_far_ahead(slot.date, local_now.date()):
        yield far_ahead(slot.field("date"), slot.date, local_now.date())


def _clock_minutes(start: dt.time, end: dt.time) -> int:
    """How long it looks on the clock: up to a whole day."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes + 24 * 60 if schedule.ends_next_day(start, end) else minutes
