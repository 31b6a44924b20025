"""The words for every problem of a draft: what is wrong, and what to do when that isn't obvious.

Kept apart from the page because it is a table: one entry a code, in the order of `event.problem.ProblemCode`. A test
asks for every one of them.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.event.draft import Attendance, EventType, Pattern
from desktop_app.event.problem import Problem, ProblemCode
from desktop_app.ui import words
from desktop_app.ui.translations import tr

SHOWN = 3
"""Entries of a list that a sentence names before it counts the rest."""

LONGEST = 48
"""Letters of an entry that are shown: it may be a whole page, pasted by mistake."""


def text(problem: Problem) -> str:
    """Return a problem as a sentence for the line under its field."""
    code, facts = problem.code, problem.facts
    for part in (_kind, _texts, _times, _clocks, _pattern, _series, _sessions, _access):
        said = part(code, facts)
        if said:
            return said
    raise KeyError(code)


def is_missing(code: ProblemCode) -> bool:
    """Say whether a problem only means that something was not filled in yet."""
    return code in (
        ProblemCode.MISSING_ANSWER,
        ProblemCode.MISSING_EVENT_TYPE,
        ProblemCode.MISSING_NAME,
        ProblemCode.MISSING_DESCRIPTION,
        ProblemCode.MISSING_TIME_ZONE,
        ProblemCode.MISSING_DATE,
        ProblemCode.MISSING_START,
        ProblemCode.MISSING_END,
        ProblemCode.MISSING_WEEKDAYS,
        ProblemCode.MISSING_RECURRENCE_END,
        ProblemCode.MISSING_DAYS,
        ProblemCode.NO_SESSIONS,
        ProblemCode.MISSING_SESSION_NAME,
        ProblemCode.MISSING_ALLOWED,
        ProblemCode.MISSING_PLACE,
    )


def unreadable_date() -> str:
    """What a date field says about text that is no date."""
    return tr("Foyer can’t read this date. Type it like {example}.").format(
        example=words.date_text(dt.date(2026, 12, 15)).partition(", ")[2]
    )


def unreadable_time() -> str:
    """What a time field says about text that is no time."""
    return tr("Foyer can’t read this time. Type it like {example}.").format(example=words.time_text(dt.time(14, 30)))


def unknown_city() -> str:
    """What the time zone says about text that leads to no city."""
    return tr("Foyer doesn’t know this city. Type a larger one near it, and choose it from the list.")


# --- one function a part of the form; an empty answer means: not mine

Facts = Mapping[str, Any]


def _kind(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_ANSWER:
            return tr("Answer this question.")
        case ProblemCode.MISSING_EVENT_TYPE:
            return tr("Choose a type.")
        case ProblemCode.TYPE_NOT_RECOMMENDED:
            return tr("Your answers fit {recommended} better.").format(recommended=_type(facts["recommended"]))
        case ProblemCode.EXPO_NEEDS_MULTI_SESSION:
            return tr("Only a multi-session event can have an expo.")
    return ""


def _texts(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_NAME:
            return tr("Give the event a name.")
        case ProblemCode.MISSING_DESCRIPTION:
            return tr("Zoom needs a description. One sentence is enough.")
        case ProblemCode.TEXT_LONG:
            return tr("{length} characters. Zoom may cut what comes after {most}.").format(
                length=_number(facts["length"]), most=_number(facts["most"])
            )
        case ProblemCode.MISSING_TIME_ZONE:
            return tr("Choose the city whose time this is.")
        case ProblemCode.UNKNOWN_TIME_ZONE:
            return unknown_city()
    return ""


def _times(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_DATE:
            return tr("Choose a date.")
        case ProblemCode.MISSING_START:
            return tr("Enter a start time.")
        case ProblemCode.MISSING_END:
            return tr("Enter an end time.")
        case ProblemCode.IN_PAST:
            return tr("This is in the past: it’s already {time} on {date} there.").format(
                time=words.time_text(facts["now"].time()), date=words.date_text(facts["now"].date())
            )
        case ProblemCode.STARTS_SOON:
            if facts["minutes"] < 1:
                return tr("This starts within a minute. People may not have time to register.")
            return tr("This starts in {length}. People may not have time to register.").format(
                length=words.duration_text(facts["minutes"])
            )
        case ProblemCode.FAR_AHEAD:
            return tr("{date} is far ahead. Check the year.").format(date=words.date_text(facts["date"]))
        case ProblemCode.LASTS_LONG:
            said = (
                tr("This ends the next day and lasts {length}. Check AM and PM.")
                if facts["next_day"]
                else tr("This lasts {length}. Check AM and PM.")
            )
            return said.format(length=words.duration_text(facts["minutes"]))
    return ""


def _clocks(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.CLOCKS_CHANGE_DURING:
            return tr("The clocks change in between, so this lasts {length}.").format(
                length=words.duration_text(facts["minutes"])
            )
        case ProblemCode.TIME_NONEXISTENT:
            return tr("{time} doesn’t exist on {date}: the clocks go from {gap_start} to {gap_end}.").format(
                time=words.time_text(facts["time"]),
                date=words.date_text(facts["date"]),
                gap_start=words.time_text(facts["gap_start"].time()),
                gap_end=words.time_text(facts["gap_end"].time()),
            )
        case ProblemCode.TIME_AMBIGUOUS:
            return tr("{time} comes twice on {date}, as the clocks go back. Foyer takes the first, {utc}.").format(
                time=words.time_text(facts["time"]),
                date=words.date_text(facts["date"]),
                utc=words.utc_text(facts["first_utc"]),
            )
        case ProblemCode.SERIES_TIME_NONEXISTENT:
            return tr("{time} doesn’t exist on {dates}: the clocks go from {gap_start} to {gap_end}.").format(
                time=words.time_text(facts["time"]),
                dates=_dates(facts["dates"], facts["count"]),
                gap_start=words.time_text(facts["gap_start"].time()),
                gap_end=words.time_text(facts["gap_end"].time()),
            )
        case ProblemCode.SERIES_TIME_AMBIGUOUS:
            return tr("{time} comes twice on {dates}, as the clocks go back. Foyer takes the first.").format(
                time=words.time_text(facts["time"]), dates=_dates(facts["dates"], facts["count"])
            )
    return ""


def _pattern(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.INTERVAL_OUT_OF_RANGE:
            return _interval(facts["pattern"]).format(most=_number(facts["most"]))
        case ProblemCode.MISSING_WEEKDAYS:
            return tr("Choose at least one day of the week.")
        case ProblemCode.INVALID_WEEKDAY:
            return tr("Choose the day of the week again.")
        case ProblemCode.INVALID_MONTH_DAY:
            return tr("A month has days 1 to 31.")
        case ProblemCode.FIRST_DATE_MOVES:
            return tr("This date isn’t in the pattern. The first one is {first}.").format(
                first=words.date_text(facts["first"])
            )
        case ProblemCode.SKIPPED_MONTHS:
            months = [words.locale().standaloneMonthName(month.month) for month in facts["months"]]
            named = list(dict.fromkeys(months))
            if len(named) == 1:
                return tr("{month} has no day {day} and is left out.").format(month=named[0], day=facts["month_day"])
            shown = words.join_names(named) if len(named) <= SHOWN else _some(named, len(named))
            return tr("{months} have no day {day} and are left out.").format(months=shown, day=facts["month_day"])
    return ""


def _series(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_RECURRENCE_END:
            return tr("Say when the series ends.")
        case ProblemCode.COUNT_TOO_SMALL:
            return tr("A series has at least one date.")
        case ProblemCode.UNTIL_BEFORE_DATE:
            return tr("This is before the first date, {date}.").format(date=words.date_text(facts["date"]))
        case ProblemCode.NO_DATES:
            return tr("No date of the pattern falls between {date} and {until}.").format(
                date=words.date_text(facts["date"]), until=words.date_text(facts["until"])
            )
        case ProblemCode.ONE_DATE:
            return tr("Only one date, {date}: a single session may fit better.").format(
                date=words.date_text(facts["date"])
            )
        case ProblemCode.TOO_MANY_DATES:
            said = (
                tr("More than {count} dates. Zoom takes up to {most}: end the series earlier.")
                if facts["at_least"]
                else tr("{count} dates. Zoom takes up to {most}: end the series earlier.")
            )
            return said.format(count=_number(facts["count"]), most=_number(facts["most"]))
        case ProblemCode.MANY_DATES:
            return tr(
                "{count} dates. Zoom documents up to {many} in one place and {most} in another, so it may refuse."
            ).format(count=_number(facts["count"]), many=_number(facts["many"]), most=_number(facts["most"]))
    return ""


def _sessions(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_DAYS:
            return tr("Add the event’s first day.")
        case ProblemCode.TOO_MANY_DAYS:
            return tr("{count} days. Zoom takes up to {most}: remove some.").format(
                count=_number(facts["count"]), most=_number(facts["most"])
            )
        case ProblemCode.SCHEDULE_TOO_LONG:
            return tr("{first} to {last} are {days} days. Zoom takes up to {most} from the first to the last.").format(
                first=words.date_text(facts["first"]),
                last=words.date_text(facts["last"]),
                days=_number(facts["days"]),
                most=_number(facts["most"]),
            )
        case ProblemCode.DUPLICATE_DAY:
            return tr("Day {n} has this date already.").format(n=_number(facts["other"] + 1))
        case ProblemCode.NO_SESSIONS:
            return tr("No sessions yet. Zoom may not publish the event without one.")
        case ProblemCode.TOO_MANY_SESSIONS:
            return tr("{count} sessions. Zoom lists up to {most}, and Foyer can’t check more: remove some.").format(
                count=_number(facts["count"]), most=_number(facts["most"])
            )
        case ProblemCode.MISSING_SESSION_NAME:
            return tr("Give the session a name.")
        case ProblemCode.SESSION_NOT_ON_A_DAY:
            return tr("{date} is not a day of the event.").format(date=words.date_text(facts["date"]))
        case ProblemCode.SESSION_OUTSIDE_HOURS:
            return tr("That day runs {hours}.").format(hours=words.time_range(facts["day_start"], facts["day_end"]))
        case ProblemCode.DUPLICATE_SESSION:
            return tr("Session {n} has the same name and start.").format(n=_number(facts["other"] + 1))
    return ""


def _access(code: ProblemCode, facts: Facts) -> str:
    match code:
        case ProblemCode.MISSING_ALLOWED:
            return tr("Enter at least one domain or email address, or nobody can register.")
        case ProblemCode.TOO_MANY_DOMAINS:
            return tr("{count} domains. Zoom takes up to {most}.").format(
                count=_number(facts["count"]), most=_number(facts["most"])
            )
        case ProblemCode.TOO_MANY_EMAILS:
            return tr("{count} addresses. Zoom takes up to {most}.").format(
                count=_number(facts["count"]), most=_number(facts["most"])
            )
        case ProblemCode.INVALID_DOMAIN:
            return _with_suggestion(tr("Not a domain: {entries}."), facts)
        case ProblemCode.INVALID_EMAIL:
            return _with_suggestion(tr("Not an email address: {entries}."), facts)
        case ProblemCode.DOMAIN_TOO_LONG | ProblemCode.EMAIL_TOO_LONG:
            return tr("Longer than Zoom takes ({most} characters): {entries}.").format(
                most=_number(facts["most"]), entries=_some(facts["entries"], facts["count"])
            )
        case ProblemCode.DUPLICATE_DOMAIN | ProblemCode.DUPLICATE_EMAIL:
            return tr("Listed twice: {entries}.").format(entries=_some(facts["entries"], facts["count"]))
        case ProblemCode.MISSING_PLACE:
            if facts["attendance"] is Attendance.HYBRID:
                return tr("Say where people who come in person meet.")
            return tr("Say where people meet.")
    return ""


# --- parts of sentences


def _type(event_type: EventType) -> str:
    return {
        EventType.SINGLE: tr("a single session"),
        EventType.RECURRING: tr("a recurring series"),
        EventType.MULTI_SESSION: tr("a multi-session event"),
    }[event_type]


def _interval(pattern: Pattern) -> str:
    if pattern is Pattern.DAILY:
        return tr("Zoom can repeat it every 1 to {most} days.")
    if pattern is Pattern.WEEKLY:
        return tr("Zoom can repeat it every 1 to {most} weeks.")
    return tr("Zoom can repeat it every 1 to {most} months.")


def _with_suggestion(said: str, facts: Facts) -> str:
    said = said.format(entries=_some(facts["entries"], facts["count"]))
    if facts["suggestion"]:
        said = tr("{problem} Did you mean {suggestion}?").format(problem=said, suggestion=facts["suggestion"])
    return said


def _dates(dates: Sequence[dt.date], count: int) -> str:
    return _some([words.date_text(date) for date in dates], count, "; ")


def _some(entries: Sequence[str], count: int, between: str = ", ") -> str:
    shown = between.join(entry if len(entry) <= LONGEST else f"{entry[:LONGEST]}…" for entry in entries[:SHOWN])
    more = count - min(len(entries), SHOWN)
    return tr("{entries}, and {n} more").format(entries=shown, n=_number(more)) if more > 0 else shown


def _number(value: int) -> str:
    return words.number(value)
