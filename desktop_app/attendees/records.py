"""What the journal keeps: imports, their rows, and where each row stands."""

import datetime as dt
import errno
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

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


IN_DOUBT = (Fate.SENDING, Fate.UNKNOWN)
"""Who left, or was about to when a run ended, and nobody knows what became of them."""

OPEN = (Fate.WAITING, *IN_DOUBT)
"""What keeps an import unfinished."""

IN = (Fate.REGISTERED, Fate.ALREADY_IN, Fate.IN_BEFORE)
"""Who has a ticket."""

STAYED = (Fate.IN_BEFORE, Fate.LEFT_OUT)
"""Rows of the list that were never to be sent: kept so that every row's fate is known."""

SENT = tuple(fate for fate in Fate if fate not in STAYED)
"""Rows that an import is about."""


class SortedBy(StrEnum):
    """What the rows of an import are sorted by: their place in the list, a cell, or what became of them."""

    ROW = "number"
    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    RESULT = "result"


class WhyLeft(StrEnum):
    """Why a row of the list was left out. DECLINED: the list says not to invite them, whether a person left them out or
    Foyer held them back. BY_PERSON: a person left them out, and the list says nothing of it."""

    DUPLICATE = "duplicate"
    NOT_READY = "not_ready"
    DECLINED = "declined"
    BY_PERSON = "by_person"


UNSETTLED = "unsettled"
"""The reason of a row that was given up in doubt: it failed, for all that is known, and is in doubt when retried."""


class WhyFailed(StrEnum):
    """Why the journal can't be used. DAMAGED: it was, and a new one is begun."""

    FULL = "full"
    NO_PERMISSION = "no_permission"
    NEWER = "newer"
    DAMAGED = "damaged"
    FAILED = "failed"

    @classmethod
    def of(cls, error: OSError) -> "WhyFailed":
        """Return why a file can't be used for which the system says this."""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return cls.FULL
        return cls.NO_PERMISSION if isinstance(error, PermissionError) or error.errno == errno.EROFS else cls.FAILED


class JournalFailed(Exception):
    """The record can't be kept, so nothing may be sent. `detail` is the system's own word for it."""

    def __init__(self, why: WhyFailed, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


class AlreadyRunning(RuntimeError):
    """The event's import runs already: here, or in another window."""


class ImportOver(RuntimeError):
    """The import can't be gone on with: it was taken back, wiped or removed, perhaps in another window."""


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

    @property
    def id_stem(self) -> str:
        """What the external ticket ids of its rows begin with; a number follows. All of it is small letters and digits
        (create-tickets reference)."""
        return f"foyer{self.id}r"


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of an import. `reason` is a value of `zoom.errors.Reason` or "", `code` and `message` are Zoom's.

    `answers` go with the person, by the name of the field in `zoom.requests.TicketRequest`; `ticket_type_id` stands
    for that of the import where it is set. `withdrawn` is when undoing took the row back, None for all others.
    `corrected`: a person changed the row since it failed, and it hasn't been retried. `unconfirmed` is as in `Result`.
    Of a row that was given up in doubt, `reason` is UNSETTLED; of one that was left out, a value of `WhyLeft`, and then
    `message` has the details (`left_out`).
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
    corrected: bool = False
    unconfirmed: bool = False

    @property
    def can_be_corrected(self) -> bool:
        """Whether a person may change the row before it is retried. Who was given up in doubt may be in under the name
        that left: that has to be known first."""
        return self.fate is Fate.FAILED and self.reason != UNSETTLED and self.withdrawn is None


class NewRow(msgspec.Struct, frozen=True, gc=False):
    """A row of the list as an import begins: WAITING to be sent, or one of STAYED. Of who is left out, `reason` says
    why, and `why` has the details (`left_out`).

    `answers` and `ticket_type_id` are as in `Entry`; `cells` is the row as the person had it, in the columns of the
    import's `SourceTable`.
    """

    person: "Person"
    fate: Fate = Fate.WAITING
    why: str = ""
    answers: Mapping[str, str] = NO_ANSWERS
    ticket_type_id: str = ""
    cells: tuple[str, ...] = ()
    reason: WhyLeft | None = None


class SourceTable(msgspec.Struct, frozen=True, kw_only=True):
    """The list as the person had it, so that rows can be given back in its own columns.

    `cells` are by row number, empty as an import begins; `email`, `first_name`, `last_name` and `full_name` are indexes
    into them, None where there is no such column.
    """

    header: tuple[str, ...]
    cells: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    email: int | None = None
    first_name: int | None = None
    last_name: int | None = None
    full_name: int | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a row. `unconfirmed`: it is registered, and the answer didn't tell whether the ticket is a new one
    or one that the person had before."""

    row: int
    fate: Fate
    ticket_id: str = ""
    join_link: str = ""
    code: str = ""
    reason: str = ""
    message: str = ""
    unconfirmed: bool = False


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of an import stand where. Those that were taken back count as `withdrawn` only; `never_sent` says
    how many of these never were.

    `why_left` says why rows were left out, of as many as that was written down for.
    """

    waiting: int = 0
    sending: int = 0
    registered: int = 0
    failed: int = 0
    already_in: int = 0
    unknown: int = 0
    in_before: int = 0
    left_out: int = 0
    withdrawn: int = 0
    never_sent: int = 0
    why_left: Mapping[WhyLeft, int] = {}

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
    def taken_back(self) -> int:
        """Rows whose ticket was deleted again."""
        return self.withdrawn - self.never_sent

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
        return self.waiting + self.in_doubt

    @property
    def in_doubt(self) -> int:
        """Rows of which nobody knows whether they are in."""
        return self.sending + self.unknown


class ImportStanding(NamedTuple):
    """An import, and where its rows stand."""

    made: Import
    counts: Counts


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Whose data a journal holds: how many `people` of how many finished `imports`, and how many imports are
    `unfinished` and keep theirs until they end. `lists` were changed by a person and not imported."""

    imports: int = 0
    people: int = 0
    unfinished: int = 0
    lists: int = 0


class ListKey(msgspec.Struct, frozen=True):
    """Which list a person changed: what was read, by its `fingerprints.fingerprint`, and for which event."""

    account_key: str
    event_id: str
    fingerprint: str


class Correction(NamedTuple):
    """A cell that a person corrected, or had corrected. `field` is a `roster.Cell`, or the value of one; `origin` names
    the column that the cell was read from, in whatever way suits who corrects."""

    row: int
    field: str
    value: str
    origin: str


class Changes(msgspec.Struct, frozen=True):
    """What a person changed in a list: corrections in their order, and the rows that are left out. `changed` is when
    that was last written down (aware, in UTC)."""

    corrections: tuple[Correction, ...]
    left: frozenset[int]
    changed: dt.datetime
