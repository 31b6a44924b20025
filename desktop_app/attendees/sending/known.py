"""Which tickets exist, as far as Zoom told."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from string import digits

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.records import Entry, Fate, Import, Result
from desktop_app.attendees.sending.outcome import as_holder, id_key
from desktop_app.attendees.sending.turns import in_turns
from desktop_app.zoom.models import Ticket
from desktop_app.zoom.requests import PAGE_SIZE


class Known:
    """Tickets that exist, by our id and by e-mail. `complete`: who isn't among them has none. Of `doubtful` e-mails
    nobody knows. `begun_at` and `read_at` are when Zoom was asked and when it had told, by the clock on the wall."""

    def __init__(
        self,
        tickets: Sequence[Ticket] = (),
        *,
        complete: bool = True,
        doubtful: Collection[str] = frozenset(),
        begun_at: float = 0.0,
        read_at: float = 0.0,
    ) -> None:
        self.complete = complete
        self.begun_at = begun_at
        self.read_at = read_at
        self._doubtful = frozenset(map(email_key, doubtful))
        self._by_id: dict[str, Ticket] = {}
        self._by_email: dict[str, Ticket] = {}
        self._by_source: Counter[str] = Counter()
        self._by_stem: Counter[str] = Counter()
        self._sources: dict[tuple[str, str], Ticket] = {}
        self._by_ticket: dict[str, Ticket] = {}
        self.add(tickets)

    @property
    def tickets(self) -> Collection[Ticket]:
        """All of them."""
        return self._by_ticket.values()

    def add(self, tickets: Iterable[Ticket]) -> None:
        """Know more. Of two tickets with one e-mail the first counts."""
        for ticket in tickets:
            if ticket.email:
                self._by_email.setdefault(email_key(ticket.email), ticket)
            if not ticket.ticket_id:
                # it says that somebody is in, and nothing else can be done with it
                continue
            self._by_ticket[ticket.ticket_id] = ticket
            self._by_source[ticket.registration_source] += 1
            if ticket.external_ticket_id:
                key = id_key(ticket.external_ticket_id)
                self._by_id[key] = ticket
                self._by_stem[key.rstrip(digits)] += 1
            elif ticket.email and ticket.registration_source:
                self._sources[email_key(ticket.email), ticket.registration_source] = ticket

    @property
    def seconds_a_page(self) -> float:
        """How long each page of the list took."""
        return max(0.0, self.read_at - self.begun_at) / (1 + len(self._by_ticket) // PAGE_SIZE)

    async def include(self, other: "Known") -> None:
        """Know what another knows, too. It may be a lot, so others get their turn."""
        nameless = (ticket for ticket in other._by_email.values() if not ticket.ticket_id)
        await self.add_all([*other._by_ticket.values(), *nameless])
        self._doubtful |= other._doubtful

    async def add_all(self, tickets: Sequence[Ticket]) -> None:
        """Know more, bit by bit."""
        async for part in in_turns(tickets):
            self.add(part)

    def made_by(self, made: Import) -> int:
        """Return how many of the tickets an import made."""
        return max(self._by_source[made.registration_source], self._by_stem[made.id_stem])

    def others(self, rows: Sequence[Entry], ours: Collection[str], made: Import) -> tuple[list[Entry], list[Entry]]:
        """Return those of `rows` whose ticket an import didn't make, although an answer gave it as theirs, and those
        whose ticket has no mark at all, where none of the tickets has. `ours` are the ids of all its rows, as `id_key`
        has them."""
        tells_marks = bool(self._by_id or self.made_by(made))
        others: list[Entry] = []
        unmarked: list[Entry] = []
        for row in rows:
            ticket = self._by_ticket.get(row.ticket_id)
            if ticket is None or id_key(ticket.external_ticket_id) in ours:
                continue
            if ticket.external_ticket_id or ticket.registration_source not in ("", made.registration_source):
                others.append(row)
            elif not ticket.registration_source:
                (others if tells_marks else unmarked).append(row)
        return others, unmarked

    def result(self, row: Entry, made: Import) -> Result | None:
        """Return what the tickets say of a row; None when there is none for it."""
        email = email_key(row.email)
        # one without an id, but with this import's mark, was made by an answer that lost the id
        ours = self._by_id.get(id_key(row.external_ticket_id)) or self._sources.get((email, made.registration_source))
        if ours is not None:
            if ours.email and _with_letters(ours.email) != _with_letters(row.email):
                # it was made for the address that the row had before it was corrected
                return Result(row=row.row, fate=Fate.UNKNOWN)
            return as_holder(row, ours, Fate.REGISTERED)
        if email in self._by_email:
            return as_holder(row, self._by_email[email], Fate.ALREADY_IN)
        return Result(row=row.row, fate=Fate.UNKNOWN) if email in self._doubtful else None


def _with_letters(email: str) -> str:
    """Return what two spellings of an address have in common; the domain may be written as mail has it ("xn--…")."""
    name, _, host = email.strip().rpartition("@")
    labels = [_in_letters(label) for label in host.split(".")]
    return email_key(f"{name}@{'.'.join(labels)}")


def _in_letters(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


async def gathered(found: Sequence[Ticket], *, begun_at: float, read_at: float, complete: bool = True) -> Known:
    """Return what a list says, taken in bit by bit: it may be long."""
    known = Known(complete=complete, begun_at=begun_at, read_at=read_at)
    await known.add_all(found)
    return known
