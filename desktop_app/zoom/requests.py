"""What Foyer sends. `to_wire` gives the JSON members: whole UTC seconds with Z, no empty optional member, and in a
PATCH only what changed.

Shapes are the request schemas of Zoom's Events API reference.
"""

import datetime as dt
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from desktop_app.zoom.models import CalendarItem, Recurrence

PAGE_SIZE = 300
"""Records of a list that are asked for at once: the most that Zoom gives (its list references). Its own default is
30."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Members left at None (or UNSET in a PATCH) are not sent."""


class EventRequest(Request, frozen=True, kw_only=True):
    """Create an event: createEvent. `description` is required by the reference, so it is always sent."""

    name: str
    description: str
    timezone: str
    event_type: str
    access_level: str
    hub_id: str
    attendance_type: str
    calendar: tuple[CalendarItem, ...]
    meeting_type: str | None = None
    recurrence: Recurrence | None = None
    tagline: str | None = None
    physical_location: str | None = None
    categories: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    contact_name: str | None = None


class EventChanges(Request, frozen=True, kw_only=True):
    """Change an event: updateEvent. Neither the type nor the format can be changed here."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    tagline: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    access_level: str | UnsetType = UNSET
    attendance_type: str | UnsetType = UNSET
    calendar: tuple[CalendarItem, ...] | UnsetType = UNSET
    recurrence: Recurrence | UnsetType = UNSET
    physical_location: str | UnsetType = UNSET


class SessionRequest(Request, frozen=True, kw_only=True):
    """Create a session: createEventSession. `type` is 0 for a meeting, 2 for a webinar, 4 for neither."""

    name: str
    start_time: dt.datetime
    end_time: dt.datetime
    timezone: str
    type: int
    description: str | None = None
    attendance_type: str | None = None
    physical_location: str | None = None


class SessionChanges(Request, frozen=True, kw_only=True):
    """Change a session: updateEventSession."""

    name: str | UnsetType = UNSET
    start_time: dt.datetime | UnsetType = UNSET
    end_time: dt.datetime | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    type: int | UnsetType = UNSET
    description: str | UnsetType = UNSET


class TicketTypeRequest(Request, frozen=True, kw_only=True):
    """Create a ticket type: createTicketType. `start_time` and `end_time` are the sale window; `price` is text."""

    name: str
    currency: str
    start_time: dt.datetime
    end_time: dt.datetime
    free: bool = True
    price: str = "0"
    quantity: int | None = None
    description: str | None = None
    sessions: tuple[str, ...] | None = None
    attendance_type: str | None = None


class TicketTypeChanges(Request, frozen=True, kw_only=True):
    """Change a ticket type: updateTicketType."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    quantity: int | UnsetType = UNSET
    start_time: dt.datetime | UnsetType = UNSET
    end_time: dt.datetime | UnsetType = UNSET


class CustomAnswer(Request, frozen=True, kw_only=True):
    """A person's answer to one of the host's own questions, found by its title."""

    title: str
    answer: str


MOST_TICKETS = 30
"""Tickets of one createTickets request (its reference)."""

LONGEST_SOURCE = 16
"""Characters of `registration_source` (create-tickets reference)."""


class TicketRequest(Request, frozen=True, kw_only=True):
    """One person of a createTickets request. `send_notification` is always sent: Zoom documents no default for it."""

    email: str
    external_ticket_id: str
    send_notification: bool
    ticket_type_id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    fast_join: bool | None = None
    registration_needed: bool | None = None
    session_ids: tuple[str, ...] | None = None
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
    phone: str | None = None
    industry: str | None = None
    job_title: str | None = None
    organization: str | None = None
    organization_size: str | None = None
    comments: str | None = None
    custom_questions: tuple[CustomAnswer, ...] | None = None


class AccessLinkRequest(Request, frozen=True, kw_only=True):
    """Create an access link: createEventAccessLink."""

    name: str
    type: str
    authentication_method: str
    is_default: bool | None = None
    allow_domain_list: tuple[str, ...] | None = None
    email_restrict_list: tuple[str, ...] | None = None


class AccessLinkChanges(Request, frozen=True, kw_only=True):
    """Change an access link: updateEventAccess."""

    name: str | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    authentication_method: str | UnsetType = UNSET
    allow_domain_list: tuple[str, ...] | UnsetType = UNSET
    email_restrict_list: tuple[str, ...] | UnsetType = UNSET


class QuestionRequest(Request, frozen=True, kw_only=True):
    """One standard registration question: updateRegistrationQuestionsForEvent."""

    field_name: str
    required: bool
    title: str | None = None
    question_id: str | None = None


class CustomQuestionRequest(Request, frozen=True, kw_only=True):
    """One question of the host's own. Lengths are in characters."""

    title: str
    type: str
    required: bool
    options: tuple[str, ...] | None = None
    min_length: int | None = None
    max_length: int | None = None
    question_id: str | None = None


class QuestionsRequest(Request, frozen=True, kw_only=True):
    """Replace all registration questions of an event or a ticket type: what is not in here is gone."""

    questions: tuple[QuestionRequest, ...]
    custom_questions: tuple[CustomQuestionRequest, ...]


def utc_text(moment: dt.datetime) -> str:
    """Return the only form of a time that Zoom documents: UTC, whole seconds, a literal Z. Naive times: ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone")
    return moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


CATEGORIES = (
    "Education & Family",
    "Business & Networking",
    "Entertainment & Visual Arts",
    "Food & Drink",
    "Fitness & Health",
    "Home & Lifestyle",
    "Community & Spirituality",
    "Other",
)
"""The categories that Zoom takes (create-event reference). It answers with "and" for "&", and "Food and Drinks"."""


def category(text: str) -> str | None:
    """Return the category to send for one that was read; None for one that Zoom would not take."""
    return next((known for known in CATEGORIES if _plain(known) == _plain(text)), None)


def _plain(text: str) -> str:
    return " ".join(word.rstrip("s") for word in text.casefold().replace("&", " and ").split())


def to_wire(request: Request) -> dict[str, Any]:
    """Return a request's JSON object.

    An optional member that is empty is left out; in a PATCH an empty one empties it. Raises ValueError for an event
    that would be created with the access level PUBLIC, which can only be read.
    """
    left_out = _left_out_if_empty(type(request))
    members = {
        # nearly all that a ticket has is text, and there are many
        name: value if isinstance(value, str) else _wire(value)
        for name in request.__struct_fields__
        if (value := getattr(request, name)) is not None
        and value is not UNSET
        and not (name in left_out and value in ("", ()))
    }
    if "attendance_type" in members:
        members["attendance_type"] = members["attendance_type"].lower().replace("_", "-")
    if isinstance(request, EventRequest):
        if request.access_level.upper() == "PUBLIC":
            raise ValueError("an event can't be created with the access level PUBLIC")
        # an empty one may be refused
        members["description"] = request.description or request.name
        categories = [known for text in members.pop("categories", []) if (known := category(text))]
        if categories:
            members["categories"] = categories
    elif isinstance(request, EventChanges) and members.get("access_level") == "PUBLIC":
        del members["access_level"]
    return members


@cache
def _left_out_if_empty(kind: type[Request]) -> frozenset[str]:
    defaults = kind.__struct_defaults__
    optional = kind.__struct_fields__[len(kind.__struct_fields__) - len(defaults) :]
    return frozenset(name for name, default in zip(optional, defaults, strict=True) if default is None)


def _wire(value: object) -> Any:
    if isinstance(value, dt.datetime):
        return utc_text(value)
    if isinstance(value, CalendarItem):
        return {"start_time": utc_text(value.start_time), "end_time": utc_text(value.end_time)}
    if isinstance(value, Recurrence):
        return _recurrence(value)
    if isinstance(value, Request):
        return to_wire(value)
    if isinstance(value, tuple):
        return [_wire(item) for item in value]
    return value


def _recurrence(rule: Recurrence) -> dict[str, Any]:
    members: dict[str, Any] = {
        "type": rule.type,
        "repeat_interval": rule.repeat_interval,
        "weekly_days": list(rule.weekly_days),
        "monthly_days": list(rule.monthly_days),
        "monthly_week": rule.monthly_week,
        "monthly_week_day": rule.monthly_week_day,
        "end_times": rule.end_times,
        "end_date_time": utc_text(rule.end_date_time) if rule.end_date_time else None,
        "duration": rule.duration,
    }
    return {name: value for name, value in members.items() if value not in (None, [])}


def recurrence_as_read(members: dict[str, Any]) -> dict[str, Any]:
    """Return a recurrence in the form of Zoom's PATCH schema: days as comma-separated text and as a single number.

    Several days of the month fit no single number, so they stay an array.
    """
    changed = dict(members)
    if "weekly_days" in changed:
        changed["weekly_days"] = ",".join(str(day) for day in changed["weekly_days"])
    if len(changed.get("monthly_days", [])) == 1:
        changed["monthly_days"] = changed["monthly_days"][0]
    return changed
