"""What a connection can and can't do, known before anything is typed.

Scopes per operation are those of Zoom's Events API reference; each operation takes any one of four names
(`zoom.scopes`). The account's hubs complete the picture: without one, no event can be created.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.zoom import scopes
from desktop_app.zoom.models import Hub


class Ability(StrEnum):
    """Something that a person can do in Foyer when Zoom's permissions allow it."""

    SEE_HUBS = "see_hubs"
    CREATE_EVENTS = "create_events"
    READ_EVENTS = "read_events"
    LIST_EVENTS = "list_events"
    CHANGE_DRAFTS = "change_drafts"
    PLAN_SESSIONS = "plan_sessions"
    RESTRICT_ACCESS = "restrict_access"
    ADD_ATTENDEES = "add_attendees"
    CHOOSE_TICKET_TYPE = "choose_ticket_type"
    SEE_REGISTERED = "see_registered"
    TAKE_BACK = "take_back"


OPERATIONS: dict[Ability, tuple[str, ...]] = {
    Ability.SEE_HUBS: ("getHubList",),
    Ability.CREATE_EVENTS: ("createEvent", "EventActions"),
    Ability.READ_EVENTS: ("getEventInfo",),
    Ability.LIST_EVENTS: ("getEvents",),
    Ability.CHANGE_DRAFTS: ("updateEvent",),
    Ability.PLAN_SESSIONS: ("getEventSessionList", "createEventSession", "updateEventSession", "deleteEventSession"),
    Ability.RESTRICT_ACCESS: ("getEventAccessLinks", "createEventAccessLink", "updateEventAccess"),
    Ability.ADD_ATTENDEES: ("createTickets",),
    Ability.CHOOSE_TICKET_TYPE: ("getEventTicketTypes",),
    Ability.SEE_REGISTERED: ("getTickets",),
    Ability.TAKE_BACK: ("deleteTicket",),
}
"""Operation ids (of the reference) behind each ability."""

HELPFUL = ("getRegistrationQuestionsForTicketType",)
"""Operations that nothing hangs on, so that the checklist doesn't name them: required questions are seen before a list
is sent instead of one person after the other."""

ESSENTIAL = (Ability.SEE_HUBS, Ability.CREATE_EVENTS, Ability.READ_EVENTS)
"""Without these the journey can't reach a published event."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. `missing` are granular scope names to add, in their `:admin` form."""

    ability: Ability
    missing: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole checklist."""

    checks: tuple[Check, ...]
    hubs: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Every scope to add, each once."""
        return tuple(dict.fromkeys(name for check in self.checks for name in check.missing))

    @property
    def can_publish(self) -> bool:
        """Whether a person can get from here to a published event."""
        return self.hubs > 0 and all(check.allowed for check in self.checks if check.ability in ESSENTIAL)

    def allows(self, ability: Ability) -> bool:
        return all(check.allowed for check in self.checks if check.ability is ability)


def readiness(granted: Iterable[str], hubs: Iterable[Hub]) -> Readiness:
    """Compare the token's scopes with what each ability needs."""
    names = frozenset(granted)
    checks = tuple(
        Check(
            ability,
            # two operations may need one scope
            tuple(dict.fromkeys(_scope(operation) for operation in operations if not scopes.allowed(operation, names))),
        )
        for ability, operations in OPERATIONS.items()
    )
    return Readiness(checks, sum(1 for _ in hubs))


def all_scopes() -> tuple[str, ...]:
    """Return every scope that Foyer uses, in the form a Server-to-Server OAuth app takes."""
    return tuple(
        dict.fromkeys(_scope(operation) for operations in (*OPERATIONS.values(), HELPFUL) for operation in operations)
    )


def _scope(operation: str) -> str:
    """The scope to add for an operation, by the name that a Server-to-Server OAuth app takes."""
    return f"{scopes.OPERATIONS[operation].granular}:admin"
