"""Every problem of a draft at once, each at its field."""

import datetime as dt
from dataclasses import replace

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.event import rules, schedule
from desktop_app.event.draft import (
    Access,
    Attendance,
    DayPlan,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.event.problem import Problem, ProblemCode, Severity

NOW = dt.datetime(2025, 12, 1, 12, tzinfo=dt.UTC)
NEW_YORK = "America/New_York"
TOWN_HALL = EventDraft(
    many_sessions="one",
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
    many_sessions="series",
    event_type=EventType.RECURRING,
    name="Product Tips Tuesday",
    date=dt.date(2026, 1, 6),
    end=dt.time(15),
    recurrence=RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=3, count=12),
)
SUMMIT = replace(
    TOWN_HALL,
    many_sessions="many",
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


def one(draft: EventDraft, code: ProblemCode, now: dt.datetime = NOW) -> Problem:
    found = [problem for problem in rules.problems(draft, now=now) if problem.code is code]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("draft", [TOWN_HALL, TIPS_TUESDAY, SUMMIT], ids=["town hall", "tips", "summit"])
def test_the_tutorials_events_have_no_problem(draft: EventDraft) -> None:
    assert rules.problems(draft, now=NOW) == ()
    assert rules.can_continue(draft, NOW)


def test_an_empty_form_tells_everything_that_is_missing() -> None:
    assert told(EventDraft()) == {
        ("many_sessions", "missing_answer"),
        ("needs_expo", "missing_answer"),
        ("event_type", "missing_event_type"),
        ("name", "missing_name"),
        ("description", "missing_description"),
        ("time_zone", "missing_time_zone"),
    }
    assert not rules.can_continue(EventDraft(), NOW)


@pytest.mark.parametrize("event_type", [EventType.SINGLE, EventType.RECURRING])
def test_missing_times(event_type: EventType) -> None:
    draft = replace(TOWN_HALL, event_type=event_type, date=None, start=None, end=None)
    assert {("date", "missing_date"), ("start", "missing_start"), ("end", "missing_end")} <= told(draft)


def test_a_draft_from_zoom_has_a_type_without_answers() -> None:
    assert told(replace(TOWN_HALL, many_sessions="", needs_expo=None)) == set()


def test_answers_that_lead_elsewhere_are_told() -> None:
    found = one(replace(TOWN_HALL, many_sessions="series"), ProblemCode.TYPE_NOT_RECOMMENDED)
    assert found.severity is Severity.WARNING
    assert found.facts["recommended"] is EventType.RECURRING
    found = one(replace(TOWN_HALL, needs_expo=True), ProblemCode.EXPO_NEEDS_MULTI_SESSION)
    assert (found.field, found.severity) == ("needs_expo", Severity.WARNING)


def test_texts() -> None:
    assert ("name", "missing_name") in told(replace(TOWN_HALL, name=" \t"))
    assert ("description", "missing_description") in told(replace(TOWN_HALL, description="\n"))
    assert told(replace(TOWN_HALL, name=" " * 100 + "n" * 200)) == set()
    found = one(replace(TOWN_HALL, name="n" * 201), ProblemCode.TEXT_LONG)
    assert (found.field, found.severity, found.facts) == ("name", Severity.WARNING, {"length": 201, "most": 200})
    assert told(replace(TOWN_HALL, tagline="t" * 141)) == {("tagline", "text_long")}


@pytest.mark.parametrize("zone", ["America", "Mars/Phobos", "../../etc"])
def test_an_unknown_zone_is_told_and_nothing_else(zone: str) -> None:
    assert told(replace(TOWN_HALL, time_zone=zone)) == {("time_zone", "unknown_time_zone")}
    assert told(replace(SUMMIT, time_zone=zone)) == {("time_zone", "unknown_time_zone")}
    assert told(replace(TIPS_TUESDAY, time_zone=zone)) == {("time_zone", "unknown_time_zone")}


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    gala = replace(TOWN_HALL, start=dt.time(20), end=dt.time(1))
    assert told(gala) == set()
    assert told(replace(gala, end=dt.time(8))) == set()
    found = one(replace(gala, end=dt.time(8, 1)), ProblemCode.LASTS_LONG)
    assert (found.field, found.severity, found.facts) == ("end", Severity.WARNING, {"minutes": 721, "next_day": True})
    assert one(replace(gala, end=dt.time(20)), ProblemCode.LASTS_LONG).facts["minutes"] == 24 * 60
    found = one(replace(TOWN_HALL, start=dt.time(8), end=dt.time(20, 1)), ProblemCode.LASTS_LONG)
    assert found.facts == {"minutes": 721, "next_day": False}


def test_the_last_day_of_the_calendar_has_none_after_it() -> None:
    last = replace(TOWN_HALL, date=dt.date.max, start=dt.time(20), end=dt.time(1))
    assert one(last, ProblemCode.FAR_AHEAD).severity is Severity.ERROR
    assert not rules.can_continue(last, NOW)


def test_clock_changes_of_the_night_after() -> None:
    gala = replace(TOWN_HALL, date=dt.date(2026, 3, 7), start=dt.time(20), end=dt.time(2, 30))
    found = one(gala, ProblemCode.TIME_NONEXISTENT)
    assert (found.field, found.facts["date"]) == ("end", dt.date(2026, 3, 8))
    found = one(replace(gala, end=dt.time(4)), ProblemCode.CLOCKS_CHANGE_DURING)
    assert (found.facts["minutes"], found.facts["clock_minutes"]) == (7 * 60, 8 * 60)


def test_the_past_and_the_next_minutes() -> None:
    start = dt.datetime(2025, 12, 15, 19, tzinfo=dt.UTC)
    found = one(TOWN_HALL, ProblemCode.IN_PAST, now=start)
    assert (found.field, found.severity) == ("start", Severity.ERROR)
    assert found.facts["now"] == dt.datetime.fromisoformat("2025-12-15T14:00:00")
    assert one(TOWN_HALL, ProblemCode.IN_PAST, now=start + dt.timedelta(days=1)).field == "date"
    found = one(TOWN_HALL, ProblemCode.STARTS_SOON, now=start - dt.timedelta(minutes=14))
    assert (found.severity, found.facts) == (Severity.WARNING, {"minutes": 14, "least": 15})
    assert told(TOWN_HALL, start - dt.timedelta(minutes=15)) == set()


def test_a_mistyped_year() -> None:
    found = one(replace(TOWN_HALL, date=dt.date(2052, 12, 15)), ProblemCode.FAR_AHEAD)
    assert (found.field, found.severity, found.facts["years"]) == ("date", Severity.WARNING, 27)
    assert told(replace(TOWN_HALL, date=dt.date(2027, 11, 30))) == set()
    assert ("date", "far_ahead") in told(replace(TOWN_HALL, date=dt.date.max, start=dt.time(22), end=dt.time(23)))
    assert ("date", "in_past") in told(replace(TOWN_HALL, date=dt.date.min, time_zone="Asia/Tokyo", start=dt.time(1)))


def test_times_that_the_clock_skips() -> None:
    draft = replace(TOWN_HALL, date=dt.date(2026, 3, 8), start=dt.time(2, 30), end=dt.time(4))
    found = one(draft, ProblemCode.TIME_NONEXISTENT)
    assert (found.field, found.severity) == ("start", Severity.ERROR)
    assert found.facts["gap_start"] == dt.datetime.fromisoformat("2026-03-08T02:00")
    assert found.facts["gap_end"] == dt.datetime.fromisoformat("2026-03-08T03:00")
    assert one(replace(draft, start=dt.time(1), end=dt.time(2)), ProblemCode.TIME_NONEXISTENT).field == "end"


def test_times_that_exist_twice() -> None:
    draft = replace(
        TOWN_HALL, date=dt.date(2026, 10, 25), start=dt.time(2, 15), end=dt.time(4), time_zone="Europe/Berlin"
    )
    found = one(draft, ProblemCode.TIME_AMBIGUOUS)
    assert (found.field, found.severity) == ("start", Severity.WARNING)
    assert found.facts["first_utc"] == dt.datetime(2026, 10, 25, 0, 15, tzinfo=dt.UTC)
    assert found.facts["second_utc"] == dt.datetime(2026, 10, 25, 1, 15, tzinfo=dt.UTC)
    assert rules.can_continue(draft, NOW)


def test_a_clock_change_in_between() -> None:
    draft = replace(TOWN_HALL, date=dt.date(2026, 3, 8), start=dt.time(1), end=dt.time(4))
    found = one(draft, ProblemCode.CLOCKS_CHANGE_DURING)
    assert found.facts == {"date": dt.date(2026, 3, 8), "minutes": 120, "clock_minutes": 180}


def weekly(**members: object) -> EventDraft:
    rule = RecurrenceRule(Pattern.WEEKLY, weekdays=(3,), **members)  # type: ignore[arg-type]
    return replace(TIPS_TUESDAY, recurrence=rule)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, {("recurrence.end", "count_too_small")}),
        (1, {("recurrence.end", "one_date")}),
        (2, set()),
        (50, set()),
        (51, {("recurrence.end", "many_dates")}),
        (60, {("recurrence.end", "many_dates")}),
        (61, {("recurrence.end", "too_many_dates")}),
        (10**9, {("recurrence.end", "too_many_dates")}),
    ],
)
def test_how_many_dates(count: int, expected: set[tuple[str, str]]) -> None:
    draft = replace(weekly(), recurrence=RecurrenceRule(Pattern.DAILY, count=count))
    assert {item for item in told(draft) if item[0] == "recurrence.end"} == expected


def test_too_many_dates_by_an_end_date() -> None:
    draft = replace(weekly(), recurrence=RecurrenceRule(Pattern.DAILY, count=None, until=dt.date(2026, 3, 6)))
    assert ("recurrence.end", "many_dates") in told(draft)  # 60 dates
    longer = replace(draft, recurrence=replace(draft.recurrence, until=dt.date(2026, 3, 7)))
    found = one(longer, ProblemCode.TOO_MANY_DATES)
    assert (found.severity, found.facts) == (Severity.ERROR, {"count": 61, "most": 60, "at_least": False})
    endless = replace(draft, recurrence=replace(draft.recurrence, until=dt.date.max))
    assert one(endless, ProblemCode.TOO_MANY_DATES).facts["at_least"] is True


def test_the_end_of_a_series() -> None:
    assert told(weekly(count=None)) == {("recurrence.end", "missing_recurrence_end")}
    early = weekly(count=None, until=dt.date(2026, 1, 5))
    assert told(early) == {("recurrence.end", "until_before_date")}
    never = replace(weekly(count=None, until=dt.date(2026, 1, 9)), date=dt.date(2026, 1, 7))
    assert told(never) == {("recurrence.end", "no_dates")}
    years = replace(TIPS_TUESDAY, recurrence=replace(TIPS_TUESDAY.recurrence, interval=3, count=20))
    assert told(years) == {("recurrence.end", "far_ahead")}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RecurrenceRule(Pattern.DAILY, interval=91), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.DAILY, interval=0), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.WEEKLY, interval=13, weekdays=(3,)), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.MONTHLY_BY_DAY, interval=4), ("recurrence.interval", "interval_out_of_range")),
        (RecurrenceRule(Pattern.WEEKLY), ("recurrence.weekdays", "missing_weekdays")),
        (RecurrenceRule(Pattern.WEEKLY, weekdays=(8,)), ("recurrence.weekdays", "invalid_weekday")),
        (RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=32), ("recurrence.month_day", "invalid_month_day")),
        (RecurrenceRule(Pattern.MONTHLY_BY_WEEKDAY, month_week=5), ("recurrence.weekdays", "invalid_weekday")),
    ],
)
def test_patterns_that_zoom_cannot_repeat(rule: RecurrenceRule, expected: tuple[str, str]) -> None:
    assert told(replace(TIPS_TUESDAY, recurrence=rule)) == {expected}
    assert not rules.can_continue(replace(TIPS_TUESDAY, recurrence=rule), NOW)


def test_a_first_date_that_does_not_match() -> None:
    found = one(replace(TIPS_TUESDAY, date=dt.date(2026, 1, 7)), ProblemCode.FIRST_DATE_MOVES)
    assert (found.field, found.severity) == ("date", Severity.WARNING)
    assert found.facts == {"date": dt.date(2026, 1, 7), "first": dt.date(2026, 2, 3)}


def test_a_past_day_with_a_first_date_to_come_is_no_error() -> None:
    draft = replace(TIPS_TUESDAY, date=dt.date(2025, 11, 20))
    assert told(draft) == {("date", "first_date_moves")}


def test_skipped_months() -> None:
    rule = RecurrenceRule(Pattern.MONTHLY_BY_DAY, month_day=31, count=3)
    found = one(replace(TIPS_TUESDAY, date=dt.date(2026, 1, 31), recurrence=rule), ProblemCode.SKIPPED_MONTHS)
    assert found.field == "recurrence.month_day"
    assert found.facts == {"months": (dt.date(2026, 2, 1), dt.date(2026, 4, 1)), "count": 2, "month_day": 31}


def test_a_series_that_runs_into_clock_changes() -> None:
    daily = replace(
        TIPS_TUESDAY,
        date=dt.date(2026, 3, 1),
        start=dt.time(2, 30),
        end=dt.time(3, 30),
        recurrence=RecurrenceRule(Pattern.DAILY, count=30),
    )
    found = one(daily, ProblemCode.SERIES_TIME_NONEXISTENT)
    assert (found.field, found.severity) == ("start", Severity.WARNING)
    assert found.facts["dates"] == (dt.date(2026, 3, 8),)
    assert found.facts["gap_end"] == dt.datetime.fromisoformat("2026-03-08T03:00")
    # on the first date it is what Zoom would be sent
    assert ("start", "time_nonexistent") in told(replace(daily, date=dt.date(2026, 3, 8)))
    autumn = replace(daily, date=dt.date(2026, 10, 30), start=dt.time(1, 15))
    assert one(autumn, ProblemCode.SERIES_TIME_AMBIGUOUS).facts["date"] == dt.date(2026, 11, 1)


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
    assert rules.can_continue(summit_days(day(1)), NOW)  # no sessions is a warning


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


def test_how_many_sessions() -> None:
    def many(count: int) -> EventDraft:
        plan = SUMMIT.sessions[0]
        return replace(SUMMIT, sessions=tuple(replace(plan, name=f"Talk {number}") for number in range(count)))

    assert told(many(200)) == set()
    assert told(many(201)) == {("sessions", "many_sessions")}
    assert told(many(501)) == {("sessions", "too_many_sessions")}


@pytest.mark.parametrize("attendance", [Attendance.IN_PERSON, Attendance.HYBRID])
def test_a_place_is_needed_where_people_come(attendance: Attendance) -> None:
    assert told(replace(TOWN_HALL, attendance=attendance, place=" ")) == {("place", "missing_place")}
    assert told(replace(TOWN_HALL, attendance=attendance, place="Hall 3")) == set()


def approved(domains: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> EventDraft:
    return replace(TOWN_HALL, access=Access.APPROVED_ONLY, allowed_domains=domains, allowed_emails=emails)


def test_approved_people_only() -> None:
    assert told(approved()) == {("allowed_domains", "missing_allowed")}
    assert told(approved((" ",), ("",))) == {("allowed_domains", "missing_allowed")}
    assert told(approved(("techcorp.com",))) == set()
    assert told(approved(emails=("sarah.chen@techcorp.com",))) == set()
    assert told(replace(approved(("nonsense",)), access=Access.ANYONE_WITH_LINK)) == set()


@pytest.mark.parametrize(
    "domain", ["acme", "@acme.com", "acme..com", "-acme.com", "*.acme.com", "acme.com/x", "a b.com"]
)
def test_wrong_domains(domain: str) -> None:
    found = one(approved(("techcorp.com", domain)), ProblemCode.INVALID_DOMAIN)
    assert (found.facts["entries"], found.facts["count"]) == ((domain,), 1)


def test_many_wrong_addresses_are_one_problem() -> None:
    found = one(approved(emails=tuple(f"person{number}" for number in range(900))), ProblemCode.INVALID_EMAIL)
    assert found.facts["count"] == 900
    assert found.facts["entries"] == ("person0", "person1", "person2", "person3", "person4")


def test_lists_and_lengths() -> None:
    domains = tuple(f"d{number}.com" for number in range(51))
    assert told(approved(domains[:50])) == set()
    assert told(approved(domains)) == {("allowed_domains", "too_many_domains")}
    assert told(approved(("a" * 36 + ".com",))) == set()
    assert told(approved(("a" * 37 + ".com",))) == {("allowed_domains", "domain_too_long")}
    assert told(approved(emails=("a" * 51 + "@acme.com",))) == set()
    assert told(approved(emails=("a" * 52 + "@acme.com",))) == {("allowed_emails", "email_too_long")}
    assert told(approved(("acme.com", "Acme.com"))) == {("allowed_domains", "duplicate_domain")}
    assert told(approved(emails=("A@acme.com", "a@acme.com"))) == {("allowed_emails", "duplicate_email")}
    assert rules.can_continue(approved(("acme.com", "Acme.com")), NOW)
    emails = tuple(f"person{number}@acme.com" for number in range(50_001))
    assert told(approved(emails=emails)) == {("allowed_emails", "too_many_emails")}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Acme.com", "acme.com"),
        ("https://acme.com/events", "acme.com"),
        ("sarah@acme.com", "acme.com"),
        ("*.acme.com", "acme.com"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_what_domain_was_meant(text: str, meant: str) -> None:
    assert rules.suggest_domain(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sarah Chen <sarah@acme.com>", "sarah@acme.com"),
        ("sarah @acme. com", "sarah@acme.com"),
        ("mailto:sarah@acme.com", "sarah@acme.com"),
        ("sarah@acme.com,", "sarah@acme.com"),
        ("sarah", ""),
    ],
)
def test_what_address_was_meant(text: str, meant: str) -> None:
    assert rules.suggest_email(text) == meant


def library_says(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, ValueError):
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.emails(),
        st.text(max_size=40),
        st.from_regex(r"[A-Za-z0-9._+-]{1,12}@[a-zA-Z0-9.-]{1,20}\.(com|test|x1|local|CO)", fullmatch=True),
    )
)
def test_addresses_are_judged_as_the_library_does(text: str) -> None:
    assert rules.is_email(text) is library_says(text)


wild_text = st.text(max_size=12)
wild_numbers = st.integers(-(10**12), 10**12) | st.integers(-2, 40)
wild_dates = (
    st.none() | st.dates() | st.sampled_from([dt.date.min, dt.date.max, dt.date(2026, 3, 8), dt.date(2026, 11, 1)])
)
wild_times = st.none() | st.times() | st.sampled_from([dt.time(1, 30), dt.time(2, 30), dt.time(0)])
wild_rules = st.builds(
    RecurrenceRule,
    pattern=st.sampled_from(Pattern),
    interval=wild_numbers,
    weekdays=st.lists(wild_numbers, max_size=4).map(tuple),
    month_day=wild_numbers,
    month_week=wild_numbers,
    month_weekday=wild_numbers,
    count=st.none() | wild_numbers,
    until=wild_dates,
)
wild_drafts = st.builds(
    EventDraft,
    many_sessions=st.sampled_from(["", "one", "series", "many", "else"]),
    needs_expo=st.sampled_from([None, True, False]),
    event_type=st.none() | st.sampled_from(EventType),
    name=wild_text,
    tagline=wild_text,
    description=wild_text,
    date=wild_dates,
    start=wild_times,
    end=wild_times,
    time_zone=wild_text
    | st.sampled_from([NEW_YORK, "Asia/Tokyo", "UTC", "America", "Pacific/Apia", "Pacific/Kiritimati"]),
    format=st.sampled_from(EventFormat),
    access=st.sampled_from(Access),
    allowed_domains=st.lists(wild_text, max_size=3).map(tuple),
    allowed_emails=st.lists(wild_text, max_size=3).map(tuple),
    attendance=st.sampled_from(Attendance),
    place=wild_text,
    recurrence=wild_rules,
    days=st.lists(st.builds(DayPlan, wild_dates, wild_times, wild_times), max_size=8).map(tuple),
    sessions=st.lists(
        st.builds(SessionPlan, name=wild_text, date=wild_dates, start=wild_times, end=wild_times), max_size=4
    ).map(tuple),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draft=wild_drafts, now=st.datetimes(dt.datetime.fromisoformat("2000-01-01"), timezones=st.just(dt.UTC)))
def test_nothing_raises_on_any_draft(draft: EventDraft, now: dt.datetime) -> None:
    found = rules.problems(draft, now=now)
    assert all(hash(problem) is not None and problem.field for problem in found)
    spans = schedule.calendar(draft)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    schedule.span(draft)
    schedule.duration_minutes(draft)
    schedule.occurrences(draft)
    schedule.skipped_months(draft)
    schedule.clock_changes(draft)
    if rules.can_continue(draft, now):
        assert spans


@settings(max_examples=100, deadline=None)
@given(
    draft=st.sampled_from([TOWN_HALL, TIPS_TUESDAY, SUMMIT]),
    start=st.times(),
    end=st.times(),
    date=st.dates(dt.date(2025, 12, 1), dt.date(2027, 12, 31)),
    zone=st.sampled_from([NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_draft_without_errors_has_a_calendar_that_zoom_takes(
    draft: EventDraft, start: dt.time, end: dt.time, date: dt.date, zone: str
) -> None:
    draft = replace(
        draft, start=start, end=end, date=date, time_zone=zone, days=(DayPlan(date, start, end),), sessions=()
    )
    if rules.can_continue(draft, NOW):
        spans = schedule.calendar(draft)
        assert 1 <= len(spans) <= 6
        assert all(NOW < begins < ends for begins, ends in spans)
        assert schedule.duration_minutes(draft) >= 0
