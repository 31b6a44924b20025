"""What the journal keeps: imports, their rows, and where each row stands."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop_app.attendees.roster import Person


class Fate(StrEnum):
    """Where a row stands. SENDING was about to leave; UNKNOWN left, and nobody knows what became of it.

    ALREADY_IN turned out to be registered while the import ran, IN_BEFORE was known to be when it was written down.
    LEFT_OUT was not ready, or was left out by the person.
    """

    WAITING = "waiting"
    SENDING = "sending"
    REGISTERED = "registered"
    FAILED = "failed"
    ALREADY_IN = "already_in"
    UNKNOWN = "unknown"
    IN_BEFORE = "in_before"
    LEFT_OUT = "left_out"


OPEN = (Fate.WAITING, Fate.SENDING, Fate.UNKNOWN)
"""What keeps an import unfinished."""

STAYED = (Fate.IN_BEFORE, Fate.LEFT_OUT)
"""Rows of the list that were never to be sent: kept so that every row's fate is known."""

SENT = tuple(fate for fate in Fate if fate not in STAYED)
"""Rows that an import is about."""


class WhyFailed(StrEnum):
    """Why the journal can't be used."""

    FULL = "full"
    NO_PERMISSION = "no_permission"
    NEWER = "newer"
    FAILED = "failed"


class JournalFailed(Exception):
    """The record can't be kept, so nothing may be sent. `detail` is the system's own word for it."""

    def __init__(self, why: WhyFailed, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


class Undo(StrEnum):
    """Whether an import was taken back. ASKED: it was begun, and some tickets may still exist."""

    NOT = ""
    ASKED = "asked"
    DONE = "done"


NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One import. `created` is aware, in UTC; `total` is its number of rows without those that stayed behind.

    `prepared`: it was written down while the event was a draft and waits for a person's word. `wiped` is when its
    people's data was removed; None while it is there.
    """

    id: str
    account_key: str
    event_id: str
    event_name: str
    source: str
    ticket_type_id: str
    ticket_type_name: str
    send_notification: bool
    registration_source: str
    created: dt.datetime
    total: int
    prepared: bool = False
    undo: Undo = Undo.NOT
    wiped: dt.datetime | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of an import. `reason` is a value of `zoom.errors.Reason` or "", `code` and `message` are Zoom's.

    `answers` go with the person, by the name of the field in `zoom.requests.TicketRequest`; `ticket_type_id` stands
    for that of the import where it is set. `withdrawn` is when undoing took the row back, None for all others.
    Of a row that was left out, `message` says why.
    """

    row: int
    email: str
    first_name: str
    last_name: str
    external_ticket_id: str
    fate: Fate
    ticket_id: str
    join_link: str
    code: str
    reason: str
    message: str
    updated: dt.datetime
    ticket_type_id: str = ""
    answers: Mapping[str, str] = NO_ANSWERS
    withdrawn: dt.datetime | None = None


class NewRow(msgspec.Struct, frozen=True, gc=False):
    """A row of the list as an import begins: WAITING to be sent, or one of STAYED and `why`.

    `answers` and `ticket_type_id` are as in `Entry`; `cells` is the row as the person had it, in the columns of the
    import's `SourceTable`.
    """

    person: "Person"
    fate: Fate = Fate.WAITING
    why: str = ""
    answers: Mapping[str, str] = NO_ANSWERS
    ticket_type_id: str = ""
    cells: tuple[str, ...] = ()


class SourceTable(msgspec.Struct, frozen=True, kw_only=True):
    """The list as the person had it, so that rows can be given back in its own columns.

    `cells` are by row number, empty as an import begins; `email`, `first_name` and `last_name` are indexes into them,
    None where there is no such column.
    """

    header: tuple[str, ...]
    cells: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    email: int | None = None
    first_name: int | None = None
    last_name: int | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a row."""

    row: int
    fate: Fate
    ticket_id: str = ""
    join_link: str = ""
    code: str = ""
    reason: str = ""
    message: str = ""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of an import stand where. Those that were taken back count as `withdrawn` only."""

    waiting: int = 0
    sending: int = 0
    registered: int = 0
    failed: int = 0
    already_in: int = 0
    unknown: int = 0
    in_before: int = 0
    left_out: int = 0
    withdrawn: int = 0

    def of(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return {
            Fate.WAITING: self.waiting,
            Fate.SENDING: self.sending,
            Fate.REGISTERED: self.registered,
            Fate.FAILED: self.failed,
            Fate.ALREADY_IN: self.already_in,
            Fate.UNKNOWN: self.unknown,
            Fate.IN_BEFORE: self.in_before,
            Fate.LEFT_OUT: self.left_out,
        }[fate]

    @property
    def total(self) -> int:
        """All rows but those that stayed behind and the withdrawn ones."""
        return self.done + self.left

    @property
    def done(self) -> int:
        """Rows whose fate is known."""
        return self.registered + self.failed + self.already_in

    @property
    def left(self) -> int:
        """Rows that an import still has to send or to settle."""
        return self.waiting + self.sending + self.unknown
