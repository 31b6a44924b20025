"""What was entered against what Zoom has stored, field by field. A difference is shown, never hidden."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.event import schedule, zones
from desktop_app.event.draft import Access, Attendance, EventDraft, EventType
from desktop_app.journey import mapping


class Field(StrEnum):
    """The rows of the review, in order."""

    NAME = "name"
    TAGLINE = "tagline"
    DESCRIPTION = "description"
    HUB = "hub"
    EVENT_TYPE = "event_type"
    FORMAT = "format"
    DATE = "date"
    TIME = "time"
    TIME_ZONE = "time_zone"
    RECURRENCE = "recurrence"
    DAYS = "days"
    SESSIONS = "sessions"
    ACCESS = "access"
    ALLOWED = "allowed"
    ATTENDANCE = "attendance"
    PLACE = "place"


class Lock(StrEnum):
    """When a field stops being changeable."""

    PERMANENT = "permanent"
    AT_PUBLISHING = "at_publishing"
    NEVER = "never"


LOCKS = {Field.EVENT_TYPE: Lock.PERMANENT, Field.HUB: Lock.PERMANENT, Field.FORMAT: Lock.AT_PUBLISHING}


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `same` is None while nothing is stored yet."""

    field: Field
    same: bool | None
    lock: Lock


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: an event and the id of its hub. `calendar` is when it takes place, as Zoom has it: a
    draft can't say of every end on which day it is, nor which of two equal times at the end of summer time is meant.
    `listed` are the domains and addresses of Zoom's link, which keep others out whatever the access is."""

    draft: EventDraft
    hub_id: str
    calendar: tuple[schedule.Span, ...] = ()
    listed: tuple[str, ...] = ()

    @property
    def spans(self) -> list[schedule.Span]:
        return list(self.calendar) or schedule.calendar(self.draft)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The domains and addresses that alone may register; none where anyone may."""
        draft = self.draft
        typed = (*draft.allowed_domains, *draft.allowed_emails) if draft.access is Access.APPROVED_ONLY else ()
        return self.listed or typed


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole review. `stored` is None before the draft exists at Zoom."""

    entered: Side
    stored: Side | None
    rows: tuple[Row, ...]

    @property
    def matches(self) -> bool:
        return self.stored is not None and all(row.same for row in self.rows)


def compare(entered: Side, stored: Side | None) -> Comparison:
    """Compare each field that the entered event uses, and who may register wherever Zoom has a list of them."""
    rows = tuple(
        Row(
            field,
            None if stored is None else _meaning(entered, field) == _meaning(stored, field),
            LOCKS.get(field, Lock.NEVER),
        )
        for field in fields(entered.draft, listed=stored is not None and bool(stored.allowed))
    )
    return Comparison(entered, stored, rows)


def fields(draft: EventDraft, *, listed: bool = False) -> tuple[Field, ...]:
    """Return the rows that this event has. `listed`: Zoom has a list of who may register."""
    multi = draft.event_type is EventType.MULTI_SESSION
    hidden: set[Field] = {Field.DATE, Field.TIME} if multi else {Field.DAYS, Field.SESSIONS}
    if draft.event_type is not EventType.RECURRING:
        hidden.add(Field.RECURRENCE)
    if draft.access is not Access.APPROVED_ONLY and not listed:
        hidden.add(Field.ALLOWED)
    if draft.attendance is Attendance.ONLINE:
        hidden.add(Field.PLACE)
    return tuple(field for field in Field if field not in hidden)


def _meaning(side: Side, field: Field) -> object:  # noqa: PLR0911 - one return a field
    draft = side.draft
    match field:
        case Field.HUB:
            return side.hub_id
        case Field.NAME | Field.TAGLINE | Field.DESCRIPTION:
            return str(getattr(draft, field.value)).strip()
        case Field.EVENT_TYPE | Field.FORMAT | Field.ACCESS | Field.ATTENDANCE:
            return getattr(draft, field.value)
        case Field.TIME_ZONE:
            return zones.canonical(draft.time_zone)
        case Field.DATE:  # as it is read; in UTC another hour may be on another date
            return [schedule.in_zone(start, draft.time_zone).date() for start, _ in side.spans]
        case Field.DAYS:
            return side.spans
        case Field.TIME:
            return [(start.timetz(), end - start) for start, end in side.spans]
        case Field.RECURRENCE:
            rule = mapping.recurrence(draft)
            return rule and mapping.meaning(rule)
        case Field.SESSIONS:
            return sorted(
                (
                    plan.name.strip(),
                    plan.description.strip(),
                    mapping.session_times(plan, draft),
                    mapping.session_type(plan, draft),
                    zones.canonical(mapping.session_zone(plan, draft)),
                )
                for plan in draft.sessions
            )
        case Field.ALLOWED:
            return frozenset(entry.casefold() for entry in side.allowed)
        case Field.PLACE:
            return mapping.place(draft)
