"""What is wrong with the days and the sessions of an event."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from event_drafts import NOW, SUMMIT, is_held_back, one, told

from desktop_app.event import rules, rules_sessions, rules_time, schedule
from desktop_app.event.draft import DayPlan, EventDraft, SessionPlan
from desktop_app.event.problem import Problem, ProblemCode, Severity
from desktop_app.event.rules_time import TimeSlot


def summit_days(*days: DayPlan) -> EventDraft:
    return replace(SUMMIT, days=days, sessions=())


def day(number: int, start: int = 9, end: int = 17) -> DayPlan:
    return DayPlan(dt.date(2026, 5, number), dt.time(start), dt.time(end))


def test_days_of_a_multi_session_event() -> None:
    nothing = ("sessions", "no_sessions")
    assert told(summit_days()) == {("days", "missing_days"), nothing}
    assert told(summit_days(*(day(number) for number in range(1, 7)))) == {nothing}
    assert told(summit_days(*(day(number) for number in range(1, 8)))) == {("days", "too_many_days"), nothing}
    found = one(summit_days(day(1), day(7)), ProblemCode.SCHEDULE_TOO_LONG)
    assert (found.field, found.severity, found.facts["days"]) == ("days", Severity.ERROR, 7)
    assert told(summit_days(day(1), day(6))) == {nothing}
    found = one(summit_days(day(2), day(1), day(2, 18, 19)), ProblemCode.DUPLICATE_DAY)
    assert (found.field, found.facts["other"]) == ("days.2.date", 0)
    assert told(summit_days(day(1), DayPlan(), day(2, 17, 9))) == {
        ("days.1.date", "missing_date"),
        ("days.1.start", "missing_start"),
        ("days.1.end", "missing_end"),
        ("days.2.end", "lasts_long"),
        nothing,
    }
    assert not is_held_back(summit_days(day(1)))  # no sessions is a warning


def test_a_sixth_day_may_close_after_midnight_but_not_later_than_the_first_opened() -> None:
    days = [day(number) for number in range(1, 6)]
    assert told(summit_days(*days, day(6, 18, 9))) == {("sessions", "no_sessions"), ("days.5.end", "lasts_long")}
    found = one(summit_days(*days, day(6, 18, 10)), ProblemCode.SCHEDULE_TOO_LONG)
    assert (found.facts["last"], found.facts["days"]) == (dt.date(2026, 5, 7), 7)


def night(*sessions: tuple[int, dt.time, dt.time], more: tuple[DayPlan, ...] = ()) -> EventDraft:
    """A day from 18:00 to 01:00, and sessions on dates of its month."""
    plans = (
        SessionPlan(f"Talk {date} {start}", "", dt.date(2026, 5, date), start, end) for date, start, end in sessions
    )
    return replace(SUMMIT, days=(day(11, 18, 1), *more), sessions=tuple(plans))


@pytest.mark.parametrize("more", [(), (day(12),)])
def test_sessions_of_a_day_that_closes_after_midnight(more: tuple[DayPlan, ...]) -> None:
    late = (11, dt.time(23), dt.time(0, 30)), (12, dt.time(0, 15), dt.time(1))
    assert told(night((11, dt.time(18), dt.time(1)), *late, more=more)) == set()
    assert told(night((12, dt.time(0, 15), dt.time(1, 1)), more=more)) == {("sessions.0.end", "session_outside_hours")}
    early = told(night((11, dt.time(0, 15), dt.time(0, 45)), more=more))
    assert early == {("sessions.0.start", "session_outside_hours"), ("sessions.0.end", "session_outside_hours")}
    found = one(night((11, dt.time(17), dt.time(20)), more=more), ProblemCode.SESSION_OUTSIDE_HOURS)
    assert found.facts == {"date": dt.date(2026, 5, 11), "day_start": dt.time(18), "day_end": dt.time(1)}


def test_after_a_night_the_next_date_is_no_day_of_the_event() -> None:
    assert told(night((12, dt.time(2), dt.time(3)))) == {("sessions.0.date", "session_not_on_a_day")}
    assert told(night((12, dt.time(10), dt.time(11)), more=(day(12),))) == set()


def test_a_day_in_the_past_or_at_a_clock_change() -> None:
    late = dt.datetime(2026, 5, 11, 13, 30, tzinfo=dt.UTC)
    assert told(SUMMIT, late) == {("days.0.start", "in_past")}
    skipped = replace(summit_days(DayPlan(dt.date(2026, 3, 8), dt.time(2, 15), dt.time(17))))
    assert ("days.0.start", "time_nonexistent") in told(skipped)


def with_session(**members: object) -> EventDraft:
    plan = replace(SUMMIT.sessions[1], **members)  # type: ignore[arg-type]
    return replace(SUMMIT, sessions=(SUMMIT.sessions[0], plan))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (with_session(name=" "), {("sessions.1.name", "missing_session_name")}),
        (with_session(name="n" * 201), {("sessions.1.name", "text_long")}),
        (with_session(date=None), {("sessions.1.date", "missing_date")}),
        (with_session(date=dt.date(2026, 5, 14)), {("sessions.1.date", "session_not_on_a_day")}),
        (
            with_session(start=None, end=None),
            {("sessions.1.start", "missing_start"), ("sessions.1.end", "missing_end")},
        ),
        (with_session(end=dt.time(17, 30)), {("sessions.1.end", "session_outside_hours")}),
        (with_session(start=dt.time(8, 59)), {("sessions.1.start", "session_outside_hours")}),
        (
            with_session(end=dt.time(15)),
            {("sessions.1.end", "session_outside_hours"), ("sessions.1.end", "lasts_long")},
        ),
        (
            with_session(name="KEYNOTE ", date=dt.date(2026, 5, 11), start=dt.time(9)),
            {("sessions.1.name", "duplicate_session")},
        ),
        (with_session(name="Keynote"), set()),
    ],
)
def test_sessions(draft: EventDraft, expected: set[tuple[str, str]]) -> None:
    assert told(draft) == expected


def many(count: int) -> EventDraft:
    plan = SUMMIT.sessions[0]
    return replace(SUMMIT, sessions=tuple(replace(plan, name=f"Talk {number}") for number in range(count)))


def test_each_wall_clock_time_is_looked_up_once_however_many_sessions_share_it() -> None:
    for cached in (rules_sessions._sessions, schedule.classify, schedule.to_utc):
        cached.cache_clear()
    rules.problems(many(500), now=NOW)
    first_session_and_three_days = 2 + 2 * 3 - 1  # the session starts when the first day opens
    assert schedule.classify.cache_info().misses == first_session_and_three_days
    assert schedule.to_utc.cache_info().misses == first_session_and_three_days


def test_how_many_sessions() -> None:
    assert told(many(200)) == set()
    assert told(many(201)) == {("sessions", "too_many_sessions")}


def test_sessions_that_stay_are_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    check = rules_time.problems

    def problems(slot: TimeSlot) -> Iterator[Problem]:
        seen.append(slot.prefix)
        return check(slot)

    monkeypatch.setattr(rules_time, "problems", problems)
    draft = many(3)
    for name in ("Summit", "Summit 2"):
        sessions = tuple(replace(plan) for plan in draft.sessions)  # equal, and other objects
        rules.problems(replace(draft, name=name, sessions=sessions), now=NOW)
    assert seen.count("sessions.1.") == 1
    changed = (*draft.sessions[:2], replace(draft.sessions[2], end=None))
    assert told(replace(draft, sessions=changed)) == {("sessions.2.end", "missing_end")}
    assert seen.count("sessions.1.") == 2
