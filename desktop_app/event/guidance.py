"""From two questions to a type of event, and what each type can do.

The numbers are those that Zoom publishes for its three types; where a number has no source but Zoom's tutorial the
comment says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop_app.event.draft import EventFormat, EventType, Shape

MOST_DAYS = 6
"""Entries of Zoom's calendar, and days from the first to the last of them: code 26202 leaves open which it counts."""

MANY_OCCURRENCES = 50
"""Zoom's recurrence reference stops here; its tutorial goes on to `MOST_OCCURRENCES`."""

MOST_OCCURRENCES = 60
MOST_SESSIONS = 500
"""Zoom's tutorial."""

LISTED_SESSIONS = 200
"""Zoom's API lists no more sessions of an event, and what isn't listed Foyer can neither check nor change."""

MOST_BOOTHS = 300
"""Zoom's tutorial."""

LONG_NAME = 200
"""Letters of a name that Zoom takes for a meeting's topic; its Events reference has no limit. Beyond, a warning."""

LOBBY_MINUTES = 15
LOBBY_DAYS = 365
"""Zoom's tutorial."""

CAPACITY: Mapping[EventFormat, int] = MappingProxyType({EventFormat.WEBINAR: 100_000, EventFormat.MEETING: 1_000})
"""People who can attend, at most; the license may say less."""


class Reason(StrEnum):
    """Why a type is recommended."""

    ONE_SESSION = "one_session"
    """One session and no expo."""
    SAME_SESSION_OFTEN = "same_session_often"
    """The same session on many dates and no expo."""
    MANY_SESSIONS = "many_sessions"
    """Many sessions, without an expo."""
    MANY_SESSIONS_AND_EXPO = "many_sessions_and_expo"
    EXPO = "expo"
    """One session or a series, but only a multi-session event can have an expo."""


class Capability(StrEnum):
    """The rows of the comparison, in order."""

    SESSIONS = "sessions"
    """How many sessions or dates: a number."""
    REGISTRATION = "registration"
    """What people register for."""
    LOBBY = "lobby"
    """How long the lobby is open before."""
    EXPO = "expo"
    """Booths of the expo: a number, 0 for no expo."""
    DAYS = "days"
    """Days it can run: a number, None for as many as there are dates."""


class Registration(StrEnum):
    """What one registration covers."""

    ONE_SESSION = "one_session"
    EVERY_DATE = "every_date"
    ALL_SESSIONS = "all_sessions"


class Lobby(StrEnum):
    """When people can wait before it starts: `LOBBY_MINUTES`, or up to `LOBBY_DAYS`."""

    MINUTES_OR_NONE = "minutes_or_none"
    MINUTES_EACH_TIME = "minutes_each_time"
    DAYS = "days"


Value = int | Registration | Lobby | None

COMPARISON: Mapping[Capability, Mapping[EventType, Value]] = MappingProxyType(
    {
        Capability.SESSIONS: {
            EventType.SINGLE: 1,
            EventType.RECURRING: MOST_OCCURRENCES,
            EventType.MULTI_SESSION: MOST_SESSIONS,
        },
        Capability.REGISTRATION: {
            EventType.SINGLE: Registration.ONE_SESSION,
            EventType.RECURRING: Registration.EVERY_DATE,
            EventType.MULTI_SESSION: Registration.ALL_SESSIONS,
        },
        Capability.LOBBY: {
            EventType.SINGLE: Lobby.MINUTES_OR_NONE,
            EventType.RECURRING: Lobby.MINUTES_EACH_TIME,
            EventType.MULTI_SESSION: Lobby.DAYS,
        },
        Capability.EXPO: {
            EventType.SINGLE: 0,
            EventType.RECURRING: 0,
            EventType.MULTI_SESSION: MOST_BOOTHS,
        },
        Capability.DAYS: {
            EventType.SINGLE: 1,
            EventType.RECURRING: None,
            EventType.MULTI_SESSION: MOST_DAYS,
        },
    }
)
"""What each type can do: a row for each capability, a value for each type."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommended type and why."""

    event_type: EventType
    reason: Reason


def advise(shape: Shape | None, needs_expo: bool | None) -> Advice | None:
    """Return the type that the answers lead to, with the reason; None while one of them is missing."""
    if shape is None or needs_expo is None:
        return None
    if shape is Shape.MANY:
        return Advice(EventType.MULTI_SESSION, Reason.MANY_SESSIONS_AND_EXPO if needs_expo else Reason.MANY_SESSIONS)
    if needs_expo:
        return Advice(EventType.MULTI_SESSION, Reason.EXPO)
    if shape is Shape.SERIES:
        return Advice(EventType.RECURRING, Reason.SAME_SESSION_OFTEN)
    return Advice(EventType.SINGLE, Reason.ONE_SESSION)
