"""Who won't come, by what a list itself says: with a refusal in a column such as "Status" or "Will you attend?", or by
striking the row through.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import SEPARATOR, Part, Table
from desktop_app.attendees.checking.emails import Checker, Wrong
from desktop_app.attendees.checking.fixes import suggestion
from desktop_app.attendees.checking.people import LONGEST_FOUND, Field, Problems, RowProblem
from desktop_app.attendees.matching.attendance import ACCEPTED, NO, REFUSALS, WAITING, YES, Asks, asked, plain
from desktop_app.attendees.matching.headers import MOST_COLUMNS
from desktop_app.attendees.matching.match import Columns

_MOST_WORDS = 3000
"""Different answers of a column that are looked at, the most frequent; the others are somebody's remarks."""

_LONGEST = 200
"""Characters of an answer that are looked at."""

_LONGEST_HEADER = 40
"""Characters of a header that are said before an answer."""

_REASON = re.compile(r"\s*[,;:(!\u2013\u2014\u3001\uff0c\u3002\uff08]|\s+-\s|\s+(?i:by)\s|\.(?:\s|\Z)")
"""What an answer ends with when a reason follows: "No, sorry", "Cancelled by attendee"."""

_CANNOT = re.compile(
    r"\b(?:(?:can t|cannot|can not|won t|will not|not able to|unable to) (?:be able to )?"
    r"(?:attend|come|join|make it|be there|participate|go)"
    r"|(?:kann|konnen|nehme|nehmen|komme|kommen) (?:\w+ ){0,2}?nicht"
    r"|ne (?:peux|pourrai|peut|pourra|viendrai|participerai|serai) pas|no (?:puedo|podre|podemos|asistire|ire)"
    r"|nao (?:posso|poderei|vou|irei|participarei|comparecerei)|non (?:posso|potro|partecipero|verro|saro presente)"
    r"|(?:kan|kom|neem) (?:\w+ ){0,2}?niet|nie (?:moge|bede|przyjde|wezme))\b"
)
"""What people write instead of "No"."""

_ODD = re.compile(r"[^a-zA-Z0-9.@_+-]")
"""What an address has in it that may have to be put right before it is compared."""

_MARKS_OF_NO = frozenset("\u2717\u2718\u274c\u2612\u2715\u2716\u00d7\u274e\U0001f44e\U0001f6ab\u26d4")
_MARKS_OF_YES = frozenset("\u2713\u2714\u2611\u2705\U0001f44d")
_BITS = {"0", "1"}
_OTHER_MATTERS = re.compile("marketing|payment|zahlung|paiement|pago|pagamento|betaal|betaling|platnosci|支払|付款")
"""What a status may be of in which "No" is no refusal: who wants no advertising, or pays later, comes all the same."""
_DATE = re.compile(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}")
"""Since when somebody is out."""


class Refusals:
    """Who says no in a list, and where. It goes by the columns that are called so, other than those of addresses and
    names; of these, by those that are struck through."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._email = columns.email
        taken = (columns.email, *columns.names)
        names = (table.header or ())[:MOST_COLUMNS]
        self._crossed_out = frozenset(
            row for some in table.crossed_out if not set(taken).isdisjoint(some.columns) for row in some.rows
        )
        self._refused: dict[int, dict[str, str]] = {}
        for at, name in enumerate(names):
            about = asked(folded(name))
            if about is not None and at not in taken:
                refused = _refused(_answers(table, at), about, folded(name))
                if refused:
                    # neither "Yes" nor "No" says much without what it answers
                    self._refused[at] = {cell: f"{_called(name)} {cell.strip()}" for cell in refused}
        self._by_address: dict[str, tuple[int, str]] = {}
        checker = Checker()
        for part in table.parts if self._refused else ():
            emails = part.column(self._email).split(SEPARATOR)
            for at, word in self.said(part).items():
                if emails[at].strip():
                    self._by_address.setdefault(_key(emails[at], checker), (part.rows[at], word))

    def said(self, part: Part) -> Mapping[int, str]:
        """Return what is said at which place of a part, the first where several columns say it."""
        found: dict[int, str] = {}
        for column, refused in self._refused.items():
            cells = part.column(column).split(SEPARATOR)
            for at, cell in enumerate(cells if not refused.keys().isdisjoint(cells) else ()):
                if cell in refused:
                    found.setdefault(at, refused[cell])
        return found

    def of_addresses(self, keys: Iterable[str]) -> tuple[int, str]:
        """Return the first row that says no for one of some addresses, and its words; 0 and "" when none does."""
        return next((self._by_address[key] for key in keys if key in self._by_address), (0, ""))

    def problems(self, part: Part, email: str, keys: str, known: Problems) -> Iterator[tuple[int, RowProblem]]:
        """Yield what holds somebody back of a part, with the place. Its addresses are `email`, compared by `keys`, and
        `known` is what is wrong with its cells."""
        cells = email.split(SEPARATOR) if self._refused or self._crossed_out else []
        said = self.said(part)
        for at, key in enumerate(keys.split(SEPARATOR) if self._refused else ()):
            # the same person may have answered in another row
            meant = (key, *(email_key(problem.suggestion) for problem in known.get(at, ())))
            row, word = (0, said[at]) if at in said else self.of_addresses(meant)
            if word:
                yield at, RowProblem(Field.EMAIL, Wrong.DECLINED, word[:LONGEST_FOUND], cells[at], row=row)
        for at, row in enumerate(part.rows if self._crossed_out else ()):
            # another row with this address isn't concerned: it may be why this one is crossed out
            if row in self._crossed_out:
                yield at, RowProblem(Field.EMAIL, Wrong.CROSSED_OUT, "", cells[at])


def _answers(table: Table, column: int) -> Sequence[str]:
    """Return what a column says, each only once."""
    counted: Counter[str] = Counter()
    for part in table.parts:
        counted.update(part.column(column).split(SEPARATOR))
    return [cell for cell, _ in counted.most_common(_MOST_WORDS)] if len(counted) > _MOST_WORDS else list(counted)


def _called(header: str) -> str:
    """Return a header as it is put before an answer: "RSVP:", "Will you attend?"."""
    name = " ".join(header.split())
    if len(name) > _LONGEST_HEADER:
        return f"{name[:_LONGEST_HEADER].rstrip()}…"
    return name if name[-1:] in ("?", ":", "\uff1f", "\uff1a") else f"{name}:"


def _refused(cells: Sequence[str], about: Asks, header: str) -> frozenset[str]:
    """Return which cells of a column are refusals; `header` is what it is called, folded."""
    match about:
        case Asks.REFUSED:
            return frozenset(filter(_is_yes, cells))
        case Asks.COMING:
            counts_no = True
        case Asks.STATE:
            # what "No" means in a status is known where others say "Yes"
            heads = {_answer(_head(cell), header) for cell in cells} - {""}
            counts_no = not heads.isdisjoint(ACCEPTED) or heads <= NO | REFUSALS
            counts_no = counts_no and not _OTHER_MATTERS.search(header)
    # programs say "No" so, people who count guests don't; of a status, who knows what 0 is
    if about is Asks.COMING and {cell.strip() for cell in cells} - {""} == _BITS:
        return frozenset(cell for cell in cells if cell.strip() == "0")
    return frozenset(cell for cell in cells if _refuses(cell, header, counts_no=counts_no))


def _head(cell: str) -> str:
    """Return an answer without the reason behind it."""
    reason = _REASON.search(cell := cell.strip()[:_LONGEST].replace("_", " "))
    return folded(cell[: reason.start()] if reason else cell)


def _answer(words: str, header: str) -> str:
    """Return an answer without words of the question that it begins with: "RSVP No" below "RSVP status"."""
    asking = header.split()
    return " ".join(dropwhile(asking.__contains__, words.split()))


def _refuses(cell: str, header: str, *, counts_no: bool) -> bool:
    words, head = folded(cell), _head(cell)
    said = {words, head, _answer(words, header), _answer(head, header)}
    said |= set(map(plain, said))
    if not said.isdisjoint(REFUSALS) or not said.isdisjoint(WAITING):
        return True
    if not counts_no:
        return False
    return not said.isdisjoint(NO) or cell.strip()[:1] in _MARKS_OF_NO or _CANNOT.search(words) is not None


def _is_yes(cell: str) -> bool:
    """Say whether a cell agrees with a column that is called like a refusal, counts, or says since when."""
    words = folded(cell)
    if words in YES or words in REFUSALS or cell.strip()[:1] in _MARKS_OF_YES:
        return True
    count = cell.strip()
    if count.isdecimal() and len(count) < 10 and int(count) > 0:
        # a place on a waiting list, or how often a mail came back
        return True
    date = _DATE.search(cell[:40])
    return date is not None and any(digit in date[0] for digit in "123456789")


def _key(cell: str, checker: Checker) -> str:
    """Return what an address is compared by, corrected where that is certain."""
    if not _ODD.search(cell):
        return email_key(cell)
    address, _, wrong = checker.check(cell)
    return email_key((wrong is not None and suggestion(address)) or address)
