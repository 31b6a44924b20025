"""What Zoom answers, as far as Foyer reads it (`reading` makes these of JSON)."""

import datetime as dt
from typing import Literal

import msgspec

EventStatus = Literal["upcoming", "past", "draft", "cancelled"]
"""Which events a list has (getEvents); an event's own `status` has other words."""


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A read-only record of Zoom's."""


class Token(Model, frozen=True, kw_only=True):
    """An access token. Its text is never shown: `repr` leaves it out."""

    access_token: str
    expires_in: int
    scope: str
    api_url: str = ""

    def __repr__(self) -> str:
        return f"Token(expires_in={self.expires_in}, scope={self.scope!r})"


class Hub(Model, frozen=True, kw_only=True):
    """A hub: the home of events."""

    hub_id: str
    name: str
    description: str = ""
    hub_active: bool = True
    public_url: str = ""


class CalendarItem(Model, frozen=True, kw_only=True):
    """One span of an event, in UTC."""

    start_time: dt.datetime
    end_time: dt.datetime


class Recurrence(Model, frozen=True, kw_only=True):
    """How a series repeats. `type` 1 daily, 2 weekly, 3 monthly; weekdays 1 (Sunday) to 7; `duration` in minutes."""

    type: int | None = None
    repeat_interval: int | None = None
    weekly_days: tuple[int, ...] = ()
    monthly_days: tuple[int, ...] = ()
    monthly_week: int | None = None
    monthly_week_day: int | None = None
    end_times: int | None = None
    end_date_time: dt.datetime | None = None
    duration: int | None = None


class Event(Model, frozen=True, kw_only=True):
    """An event. `status` is DRAFT, PUBLISHED or CANCELLED whatever the casing was; `attendance_type` has hyphens."""

    event_id: str
    name: str = ""
    description: str = ""
    tagline: str = ""
    timezone: str = "UTC"
    event_type: str = ""
    access_level: str = ""
    meeting_type: str = ""
    attendance_type: str = ""
    status: str = ""
    hub_id: str = ""
    calendar: tuple[CalendarItem, ...] = ()
    recurrence: Recurrence | None = None
    event_url: str = ""
    physical_location: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    contact_name: str = ""
    contact_email: str = ""
    host_id: str = ""


class ActionAnswer(Model, frozen=True, kw_only=True):
    """The answer to an action. For a duplicate, `event_id` is the new event's."""

    status: str
    event_id: str = ""


class TicketType(Model, frozen=True, kw_only=True):
    """A ticket type. `start_time` and `end_time` are its sale window, `price` is text."""

    ticket_type_id: str
    name: str = ""
    currency: str = ""
    free: bool = True
    price: str = "0"
    quantity: int | None = None
    sold_quantity: int = 0
    start_time: dt.datetime | None = None
    end_time: dt.datetime | None = None
    description: str = ""
    sessions: tuple[str, ...] = ()


class Ticket(Model, frozen=True, kw_only=True):
    """A person's ticket. `link_kind` is "join" or "registration": where `join_link` leads."""

    ticket_id: str
    email: str = ""
    external_ticket_id: str = ""
    ticket_type_id: str = ""
    first_name: str = ""
    last_name: str = ""
    join_link: str = ""
    link_kind: str = ""
    ticket_role_type: str = ""
    registration_source: str = ""
    qr_code_url: str = ""


class TicketFailure(Model, frozen=True, kw_only=True):
    """A person whom Zoom did not register. `error_code` is text, unlike the codes of a refused request."""

    email: str = ""
    external_ticket_id: str = ""
    error_code: str = ""
    message: str = ""


class TicketsAnswer(Model, frozen=True, kw_only=True):
    """The answer to createTickets: a success may hold failures, and a person may be in neither list."""

    tickets: tuple[Ticket, ...] = ()
    errors: tuple[TicketFailure, ...] = ()


class Registrant(Model, frozen=True, kw_only=True):
    """A registrant; Zoom gives no names here, and lists the host too (role ORIGINAL_HOST)."""

    email: str
    registration_status: str = ""
    roles: tuple[str, ...] = ()
    ticket_ids: tuple[str, ...] = ()


class Session(Model, frozen=True, kw_only=True):
    """A session. `meeting_id` and `webinar_id` are None until the event is published."""

    session_id: str
    name: str = ""
    description: str = ""
    start_time: dt.datetime
    end_time: dt.datetime
    timezone: str = "UTC"
    type: int = 0
    meeting_id: int | None = None
    webinar_id: int | None = None


class AccessLink(Model, frozen=True, kw_only=True):
    """A link to an event's registration; the default one is the event's `event_url`."""

    access_link_id: str
    name: str = ""
    type: str = ""
    is_default: bool = False
    url: str = ""
    authentication_method: str = ""
    allow_domain_list: tuple[str, ...] = ()
    email_restrict_list: tuple[str, ...] = ()
    ticket_type_id: str = ""


class Question(Model, frozen=True, kw_only=True):
    """A standard registration question."""

    field_name: str
    required: bool = False
    title: str = ""
    question_id: str = ""


class CustomQuestion(Model, frozen=True, kw_only=True):
    """A question of the host's own. `type` is short_answer, long_answer, single_radio, single_dropdown or
    multiple_choice; the lengths are in characters."""

    title: str
    type: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    question_id: str = ""


class Questions(Model, frozen=True, kw_only=True):
    """What people are asked when they register."""

    questions: tuple[Question, ...] = ()
    custom_questions: tuple[CustomQuestion, ...] = ()
