"""Everything that is wrong with a draft, all at once and each tied to a field.

What Zoom documents is an error here; what it leaves open is a warning, so that Foyer refuses nothing that Zoom takes.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from desktop_app.event import guidance, rules_series, rules_sessions, rules_time, schedule
from desktop_app.event.draft import Access, Attendance, EventDraft, EventType
from desktop_app.event.guidance import LONG_NAME
from desktop_app.event.problem import Problem, ProblemCode, error, warning
from desktop_app.event.rules_time import TimeSlot

LONG_TAGLINE = 140
LONG_DESCRIPTION = 5_000
"""No limits of Zoom's: its reference has none for these texts. Beyond them a warning is due."""

MOST_DOMAINS = 50
MOST_DOMAIN_LENGTH = 40
MOST_EMAILS = 50_000
MOST_EMAIL_LENGTH = 60
"""Zoom's limits of `allow_domain_list` and `email_restrict_list`."""

SHOWN_ENTRIES = 5

_PLAIN_EMAIL = re.compile(
    r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,})", re.ASCII | re.IGNORECASE
)


def problems(draft: EventDraft, *, now: dt.datetime) -> tuple[Problem, ...]:
    """Return every problem of a draft, in the order of the form. `now` is aware. Never raises on a draft."""
    return tuple(
        problem
        for part in (
            _kind(draft),
            _texts(draft),
            _dates(draft, now),
            _access(draft),
            _place(draft),
        )
        for problem in part
    )


def _kind(draft: EventDraft) -> Iterator[Problem]:
    advice = guidance.advise(draft.shape, draft.needs_expo)
    if draft.event_type is None:
        # a draft that was continued from Zoom has a type without answers: then nobody asks for them
        if draft.shape is None:
            yield error("shape", ProblemCode.MISSING_ANSWER)
        if draft.needs_expo is None:
            yield error("needs_expo", ProblemCode.MISSING_ANSWER)
        yield error("event_type", ProblemCode.MISSING_EVENT_TYPE)
    elif draft.needs_expo and draft.event_type is not EventType.MULTI_SESSION:
        yield warning("needs_expo", ProblemCode.EXPO_NEEDS_MULTI_SESSION, event_type=draft.event_type)
    elif advice is not None and advice.event_type is not draft.event_type:
        yield warning(
            "event_type", ProblemCode.TYPE_NOT_RECOMMENDED, recommended=advice.event_type, reason=advice.reason
        )


def _texts(draft: EventDraft) -> Iterator[Problem]:
    name, tagline, description = (text.strip() for text in (draft.name, draft.tagline, draft.description))
    if not name:
        yield error("name", ProblemCode.MISSING_NAME)
    if not description:
        yield error("description", ProblemCode.MISSING_DESCRIPTION)
    for field, text, most in (
        ("name", name, LONG_NAME),
        ("tagline", tagline, LONG_TAGLINE),
        ("description", description, LONG_DESCRIPTION),
    ):
        if len(text) > most:
            yield warning(field, ProblemCode.TEXT_LONG, length=len(text), most=most)


def _dates(draft: EventDraft, now: dt.datetime) -> Iterator[Problem]:
    zone = draft.time_zone
    if not zone.strip():
        yield error("time_zone", ProblemCode.MISSING_TIME_ZONE)
        zone = ""
    elif schedule.find_zone(zone) is None:
        yield error("time_zone", ProblemCode.UNKNOWN_TIME_ZONE, zone=zone.strip())
        zone = ""
    match draft.event_type:
        case EventType.SINGLE:
            yield from rules_time.problems_ahead(TimeSlot(draft.date, draft.start, draft.end, zone), now)
        case EventType.RECURRING:
            yield from rules_series.problems(draft, zone, now)
        case EventType.MULTI_SESSION:
            yield from rules_sessions.problems(draft, zone, now)


def _place(draft: EventDraft) -> Iterator[Problem]:
    if draft.attendance is not Attendance.ONLINE and not draft.place.strip():
        yield error("place", ProblemCode.MISSING_PLACE, attendance=draft.attendance)


def _access(draft: EventDraft) -> Iterator[Problem]:
    if draft.access is not Access.APPROVED_ONLY:
        return
    domains = [text.strip() for text in draft.allowed_domains if text.strip()]
    emails = [text.strip() for text in draft.allowed_emails if text.strip()]
    if not domains and not emails:
        yield error("allowed_domains", ProblemCode.MISSING_ALLOWED)
    if len(domains) > MOST_DOMAINS:
        yield error("allowed_domains", ProblemCode.TOO_MANY_DOMAINS, count=len(domains), most=MOST_DOMAINS)
    if len(emails) > MOST_EMAILS:
        yield error("allowed_emails", ProblemCode.TOO_MANY_EMAILS, count=len(emails), most=MOST_EMAILS)
    if wrong := [text for text in domains if not is_domain(text)]:
        facts = _entries(wrong) | {"suggestion": suggest_domain(wrong[0])}
        yield error("allowed_domains", ProblemCode.INVALID_DOMAIN, **facts)
    if wrong := [text for text in emails if not is_email(text)]:
        facts = _entries(wrong) | {"suggestion": suggest_email(wrong[0])}
        yield error("allowed_emails", ProblemCode.INVALID_EMAIL, **facts)
    if long := [text for text in domains if len(text) > MOST_DOMAIN_LENGTH]:
        yield error("allowed_domains", ProblemCode.DOMAIN_TOO_LONG, **_entries(long), most=MOST_DOMAIN_LENGTH)
    if long := [text for text in emails if len(text) > MOST_EMAIL_LENGTH]:
        yield error("allowed_emails", ProblemCode.EMAIL_TOO_LONG, **_entries(long), most=MOST_EMAIL_LENGTH)
    if twice := _repeated(domains):
        yield warning("allowed_domains", ProblemCode.DUPLICATE_DOMAIN, **_entries(twice))
    if twice := _repeated(emails):  # Zoom's list wants each address once
        yield error("allowed_emails", ProblemCode.DUPLICATE_EMAIL, **_entries(twice))


def is_email(text: str) -> bool:
    """Whether an address is well formed. Nothing is asked of the network."""
    # the usual form needs no parser: 50,000 addresses are checked while somebody types
    plain = _PLAIN_EMAIL.fullmatch(text)
    if plain and len(text) <= MOST_EMAIL_LENGTH:
        return is_domain(plain[1])
    return _valid(text)


@lru_cache(maxsize=1024)
def is_domain(text: str) -> bool:
    """Whether addresses can end in `@text`."""
    return "@" not in text and _valid(f"somebody@{text}")


def suggest_domain(text: str) -> str:
    """Return the domain that was probably meant by "@acme.com", "https://acme.com/" or an address, else ""."""
    found = text.strip().casefold()
    found = re.sub(r"^[a-z]+://", "", found).split("/")[0].rpartition("@")[2].removeprefix("*.").strip(" .,;")
    return found if found and found != text and is_domain(found) else ""


def suggest_email(text: str) -> str:
    """Return the address that was probably meant by "Sarah Chen <sarah@acme.com>" or one with stray spaces, else ""."""
    inner = re.search(r"<([^<>]*)>", text)
    found = (inner[1] if inner else text).removeprefix("mailto:").strip(" .,;<>\"'")
    found = re.sub(r"\s*([@.])\s*", r"\1", found)
    return found if found and found != text and is_email(found) else ""


@lru_cache(maxsize=4096)
def _valid(address: str) -> bool:
    try:
        validate_email(address, check_deliverability=False)
    except (EmailNotValidError, ValueError):  # idna raises its own ValueError on some odd letters
        return False
    return True


def _repeated(texts: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    repeated: list[str] = []
    for text in texts:
        if text.casefold() in seen:
            repeated.append(text)
        seen.add(text.casefold())
    return repeated


def _entries(texts: Sequence[str]) -> dict[str, object]:
    return {"entries": tuple(texts[:SHOWN_ENTRIES]), "count": len(texts)}
