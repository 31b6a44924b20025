"""What has been decided so far on the way to a published event. Frozen and typed; one small record a step."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.event.draft import EventDraft
from desktop_app.zoom.models import Event, Hub

NO_DRAFT = ("PUBLISHED", "CANCELLED")
"""What a draft can become. Neither is ever a draft again: Zoom has no way back (EventActions reference)."""


class Mode(StrEnum):
    """Where the journey takes place."""

    PRACTICE = "practice"
    ACCOUNT = "account"


def account_key(mode: Mode, account_id: str, client_id: str) -> str:
    """Return the name under which everything of an account is kept; it is no secret. Not each kind of app has an
    account ID."""
    return "practice" if mode is Mode.PRACTICE else account_id or client_id


@dataclass(frozen=True, slots=True)
class Connection:
    """A live connection; for `account_key` see the function."""

    mode: Mode
    profile_name: str
    account_key: str
    scopes: frozenset[str]
    hubs: tuple[Hub, ...]

    @property
    def account(self) -> tuple[Mode, str]:
        """Whose it is: its mode and account key."""
        return self.mode, self.account_key


@dataclass(frozen=True, slots=True)
class Work:
    """One event in the making, as it is kept on this computer: what was typed, and what Zoom knows of it.

    `creating` is the draft as it is sent, set before it is created at Zoom and cleared by the answer; while it is still
    set, the answer was lost and the draft may exist. `drafts_before` are the look-alike drafts that were there before,
    so that the lost one can be told from them. `known_sessions` are the ids of all sessions that ever stood in this
    draft: one that is gone from it is to be deleted at Zoom, while one that somebody added there meanwhile is not.
    `gone_events` are the ids of drafts of this event that were deleted at Zoom: what was prepared for them is for the
    present one. `publishing_since` is set before Zoom is asked to publish, and cleared where Zoom refuses: while it is
    set, the event may be live, or go live yet, whatever Zoom's list says.
    """

    key: str
    draft: EventDraft
    hub_id: str = ""
    event_id: str = ""
    creating: EventDraft | None = None
    drafts_before: tuple[str, ...] = ()
    details_open: bool = False
    known_sessions: frozenset[str] = frozenset()
    gone_events: tuple[str, ...] = ()
    publishing_since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class JourneyState:
    """The whole journey. `stored` is the event as Zoom last returned it; `verified`: it matched `work.draft`. Of the
    open event, so many people were `registered` by Foyer, so many are `prepared` and wait, and so many are `left` by
    imports that were begun: to be sent, settled or taken back. None: an import ran, and nobody has looked since."""

    connection: Connection | None = None
    hub: Hub | None = None
    work: Work | None = None
    stored: Event | None = None
    verified: bool = False
    import_running: bool = False
    registered: int = 0
    prepared: int = 0
    left: int | None = 0

    @property
    def account(self) -> tuple[Mode, str] | None:
        """Whose the connection is, None without one. A new connection may be of the same."""
        return self.connection.account if self.connection else None

    @property
    def draft(self) -> EventDraft:
        return self.work.draft if self.work else EventDraft()

    @property
    def event_id(self) -> str:
        return self.work.event_id if self.work else ""

    @property
    def type_fixed(self) -> bool:
        """Whether Zoom has a draft of the event, or may have one: its type never changes."""
        return self.work is not None and (bool(self.work.event_id) or self.work.creating is not None)

    @property
    def published(self) -> bool:
        return self.stored is not None and self.stored.status == "PUBLISHED"

    @property
    def publish_in_doubt(self) -> bool:
        """Whether Zoom was asked to publish the event, and hasn't said yet what became of it."""
        asked = self.work is not None and self.work.publishing_since is not None
        return asked and (self.stored is None or self.stored.status not in NO_DRAFT)

    def redacted(self) -> dict[str, object]:
        """Return what a log may hold: an allow-list, so that a new field is hidden until somebody decides otherwise."""
        return {
            "mode": self.connection.mode.value if self.connection else None,
            "scopes": len(self.connection.scopes) if self.connection else 0,
            "hub": bool(self.hub),
            "event_type": self.draft.event_type,
            "event_id": self.event_id or None,
            "status": self.stored.status if self.stored else None,
            "verified": self.verified,
        }
