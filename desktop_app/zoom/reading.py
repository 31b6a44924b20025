"""From Zoom's JSON to its models. Tolerant: unknown members are ignored, casing is folded, and each form that
documentation, samples and live answers show of a member is understood.

What reads a whole record raises KeyError or ValueError where it lacks what it can't be without.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from desktop_app.zoom.errors import LONGEST_MESSAGE
from desktop_app.zoom.models import (
    AccessLink,
    ActionAnswer,
    CalendarItem,
    CustomQuestion,
    Event,
    Hub,
    Question,
    Questions,
    Recurrence,
    Registrant,
    Session,
    Ticket,
    TicketFailure,
    TicketsAnswer,
    TicketType,
    Token,
)

Json = Mapping[str, Any]
T = TypeVar("T")

LONGEST_LIFE = 24 * 3600
"""Seconds; no token is trusted for longer, whatever its answer says."""


def text(value: object) -> str:
    """Read text; "" for null, and numbers and the like as text."""
    return value if isinstance(value, str) else "" if value is None else str(value)


def identity(data: Json, name: str) -> str:
    """Read what a record is asked for by. Raises KeyError or ValueError where there is none."""
    read = text(data[name])
    if not read:
        raise ValueError(f"an empty {name}")
    return read


def texts(value: object) -> tuple[str, ...]:
    """Read an array of text; nothing for anything else."""
    return tuple(text(item) for item in value) if isinstance(value, list) else ()


def whole(value: object) -> int | None:
    """Read a number, also from text. Meeting ids have 64 bits, so a whole one never becomes a float."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        pass
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        return None


def wholes(value: object) -> tuple[int, ...]:
    """Read numbers from an array, comma-separated text, one number or nothing."""
    parts = value if isinstance(value, list) else text(value).split(",")
    return tuple(number for part in parts if (number := whole(part)) is not None)


def moment(value: object) -> dt.datetime | None:
    """Read any RFC 3339 time as whole UTC seconds; None for anything else."""
    try:
        read = dt.datetime.fromisoformat(text(value).strip().upper())
        aware = read if read.tzinfo else read.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def records(value: object, read: Callable[[Json], T]) -> tuple[T, ...]:
    """Read each object of an array; nothing for anything else."""
    return tuple(read(item) for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def hub(data: Json) -> Hub:
    active = data.get("hub_active")
    return Hub(
        hub_id=identity(data, "hub_id"),
        name=text(data.get("name")),
        description=text(data.get("description")),
        hub_active=True if active is None else bool(active),
        public_url=text(data.get("public_url")),
    )


def calendar_item(data: Json) -> CalendarItem | None:
    start, end = moment(data.get("start_time")), moment(data.get("end_time"))
    return CalendarItem(start_time=start, end_time=end) if start and end else None


def recurrence(data: Json) -> Recurrence:
    return Recurrence(
        type=whole(data.get("type")),
        repeat_interval=whole(data.get("repeat_interval")),
        weekly_days=wholes(data.get("weekly_days")),
        monthly_days=tuple(day for day in wholes(data.get("monthly_days") or data.get("monthly_day")) if day),
        monthly_week=whole(data.get("monthly_week")) or None,
        monthly_week_day=whole(data.get("monthly_week_day")) or None,
        end_times=whole(data.get("end_times")) or None,
        end_date_time=moment(data.get("end_date_time")),
        duration=whole(data.get("duration")),
    )


def status(value: object) -> str:
    """Fold casing and the two spellings of canceled."""
    folded = text(value).upper()
    return "CANCELLED" if folded == "CANCELED" else folded


def event(data: Json) -> Event:
    """Read an event. Whether it repeats is decided by its type: other types carry a recurrence full of nulls."""
    event_type = text(data.get("event_type")).upper()
    repeats = data.get("recurrence")
    return Event(
        event_id=identity(data, "event_id"),
        name=text(data.get("name")),
        description=text(data.get("description")),
        tagline=text(data.get("tagline")),
        timezone=text(data.get("timezone")) or "UTC",
        event_type=event_type,
        access_level=text(data.get("access_level")).upper(),
        meeting_type=text(data.get("meeting_type")).upper(),
        attendance_type=text(data.get("attendance_type")).lower().replace("_", "-"),
        status=status(data.get("status")),
        hub_id=text(data.get("hub_id")),
        calendar=tuple(item for item in records(data.get("calendar"), calendar_item) if item),
        recurrence=recurrence(repeats) if event_type == "RECURRING" and isinstance(repeats, dict) else None,
        event_url=text(data.get("event_url")),
        physical_location=text(data.get("physical_location")),
        categories=texts(data.get("categories")),
        tags=texts(data.get("tags")),
        contact_name=text(data.get("contact_name")),
        contact_email=text(data.get("contact_email")),
        host_id=text(data.get("host_id")),
    )


def ticket_type(data: Json) -> TicketType:
    """Read a ticket type: `free`, then `price` as text or number, then the tutorials' `cost`."""
    price = data.get("price")
    if price is None:
        price = data.get("cost")
    free = data.get("free")
    return TicketType(
        ticket_type_id=identity(data, "ticket_type_id"),
        name=text(data.get("name")),
        currency=text(data.get("currency")),
        free=bool(free) if free is not None else not text(price).strip("0."),
        price=text(price) or "0",
        quantity=whole(data.get("quantity")),
        sold_quantity=whole(data.get("sold_quantity")) or 0,
        start_time=moment(data.get("start_time")),
        end_time=moment(data.get("end_time")),
        description=text(data.get("description")),
        sessions=texts(data.get("sessions")),
    )


def ticket(data: Json) -> Ticket:
    """Read a ticket, also one without an id: its e-mail says that the person is in. The link has had four names; only
    one of them asks the person to register first. Raises ValueError for nobody's."""
    if not (data.get("ticket_id") or data.get("email") or data.get("external_ticket_id")):
        raise ValueError("a ticket of nobody")
    link = text(data.get("event_join_link"))
    kind = "join" if link else ""
    if not link and (link := text(data.get("event_registration_link"))):
        kind = "registration"
    if not link and (link := text(data.get("join_url") or data.get("join_link"))):
        kind = "join"
    return Ticket(
        ticket_id=text(data.get("ticket_id")),
        email=text(data.get("email")),
        external_ticket_id=text(data.get("external_ticket_id")),
        ticket_type_id=text(data.get("ticket_type_id")),
        first_name=text(data.get("first_name")),
        last_name=text(data.get("last_name")),
        join_link=link,
        link_kind=kind,
        ticket_role_type=text(data.get("ticket_role_type")),
        registration_source=text(data.get("registration_source")),
        qr_code_url=text(data.get("qr_code_url")),
    )


def ticket_failure(data: Json) -> TicketFailure:
    return TicketFailure(
        email=text(data.get("email")),
        external_ticket_id=text(data.get("external_ticket_id")),
        error_code=text(data.get("error_code")),
        message=text(data.get("message") or data.get("error_message"))[:LONGEST_MESSAGE],
    )


def tickets_answer(data: Json) -> TicketsAnswer:
    """Read the createTickets answer. `errors` is younger than `tickets` and may be missing."""
    return TicketsAnswer(
        tickets=records(data.get("tickets"), ticket), errors=records(data.get("errors"), ticket_failure)
    )


def registrant(data: Json) -> Registrant:
    held = data.get("tickets")
    return Registrant(
        email=text(data.get("email")),
        registration_status=text(data.get("registration_status")).upper(),
        roles=records(held, lambda ticket: text(ticket.get("role")).upper()),
        ticket_ids=records(held, lambda ticket: text(ticket.get("ticket_id"))),
    )


def session(data: Json) -> Session:
    start, end = moment(data.get("start_time")), moment(data.get("end_time"))
    if start is None or end is None:
        raise ValueError("a session without times")
    return Session(
        session_id=identity(data, "session_id"),
        name=text(data.get("name")),
        description=text(data.get("description")),
        start_time=start,
        end_time=end,
        timezone=text(data.get("timezone")) or "UTC",
        type=whole(data.get("type")) or 0,
        meeting_id=whole(data.get("meeting_id")),
        webinar_id=whole(data.get("webinar_id")),
    )


def access_link(data: Json) -> AccessLink:
    return AccessLink(
        access_link_id=identity(data, "access_link_id"),
        name=text(data.get("name")),
        type=text(data.get("type")),
        is_default=bool(data.get("is_default")),
        url=text(data.get("url")),
        authentication_method=text(data.get("authentication_method")),
        allow_domain_list=texts(data.get("allow_domain_list")),
        email_restrict_list=texts(data.get("email_restrict_list")),
        ticket_type_id=text(data.get("ticket_type_id")),
    )


def question(data: Json) -> Question:
    return Question(
        field_name=text(data.get("field_name")),
        required=bool(data.get("required")),
        title=text(data.get("title")),
        question_id=text(data.get("question_id")),
    )


def custom_question(data: Json) -> CustomQuestion:
    return CustomQuestion(
        title=text(data.get("title")),
        type=text(data.get("type")).lower(),
        required=bool(data.get("required")),
        options=texts(data.get("options")),
        min_length=whole(data.get("min_length")),
        max_length=whole(data.get("max_length")),
        question_id=text(data.get("question_id")),
    )


def questions(data: Json) -> Questions:
    return Questions(
        questions=records(data.get("questions"), question),
        custom_questions=records(data.get("custom_questions"), custom_question),
    )


def action_answer(data: Json) -> ActionAnswer:
    return ActionAnswer(status=status(data.get("status")), event_id=text(data.get("event_id")))


def token(data: Json) -> Token:
    """Read a token answer. Raises KeyError when there is no token in it."""
    lives = whole(data.get("expires_in")) or 0
    return Token(
        access_token=text(data["access_token"]),
        expires_in=min(lives, LONGEST_LIFE) if lives > 0 else 3600,
        scope=text(data.get("scope")),
        api_url=text(data.get("api_url")),
    )
