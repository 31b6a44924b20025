"""Who can be invited: every row checked, every problem at once, each tied to its cell. Limits are those of Zoom's
create-tickets reference.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.columns import Columns, split_name
from desktop_app.attendees.emails import LONGEST_EMAIL, Checker, Wrong, cleaned, suggestion
from desktop_app.attendees.reader import Row, Table

LONGEST_NAME = 64
"""Characters of a first or a last name (create-tickets reference)."""

LONGEST_FOUND = 200
"""Characters of a cell that a problem repeats."""

RowProblemCode: TypeAlias = Wrong


class Field(StrEnum):
    """A cell of a person."""

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"


class RowState(StrEnum):
    """What an import does with a row. Only READY rows are sent."""

    READY = "ready"
    ATTENTION = "attention"
    DUPLICATE = "duplicate"
    ALREADY_IN = "already_in"


class RowProblem(msgspec.Struct, frozen=True, gc=False):
    """What is wrong with a cell. `suggestion` is a certain fix or "", `limit` the characters that TOO_LONG goes by."""

    field: Field
    code: RowProblemCode
    found: str
    suggestion: str = ""
    limit: int = 0


class Person(msgspec.Struct, frozen=True, gc=False):
    """A row as it would be sent. `first_row` is the row that a duplicate repeats."""

    row: int
    email: str
    first_name: str
    last_name: str
    problems: tuple[RowProblem, ...] = ()
    state: RowState = RowState.READY
    first_row: int = 0


class Counts(msgspec.Struct, frozen=True):
    """How many rows there are, and how many of each state."""

    rows: int = 0
    ready: int = 0
    attention: int = 0
    duplicate: int = 0
    already_in: int = 0


class Checked(msgspec.Struct, frozen=True):
    """A step of `check_in_parts`: rows done so far, of how many; the roster comes with the last step."""

    done: int
    total: int
    roster: "Roster | None" = None


class Roster:
    """The people of a list, in its order. A correction makes a new roster; this one stays as it is."""

    def __init__(
        self, people: Sequence[Person], counts: Counts, *, registered: frozenset[str], required: frozenset[Field]
    ) -> None:
        self.people = people
        self.counts = counts
        self._registered = registered
        self._required = required

    @property
    def ready(self) -> list[Person]:
        """The people who can be sent."""
        return [person for person in self.people if person.state is RowState.READY]

    def person(self, row: int) -> Person:
        """Return the person of a row. Raises KeyError."""
        return self.people[self._place(row)]

    def with_cell(self, row: int, field: Field, value: str) -> "Roster":
        """Return a roster with one cell corrected. Raises KeyError when there is no such row."""
        return self.with_cells([(row, field, value)])

    def with_cells(self, cells: Iterable[tuple[int, Field, str]]) -> "Roster":
        """Return a roster with some cells corrected, and what hangs on them checked again. Raises KeyError."""
        people = list(self.people)
        touched: set[str] = set()
        checker = Checker()
        for row, field, value in cells:
            at = self._place(row)
            old = people[at]
            fields = {Field.EMAIL: old.email, Field.FIRST_NAME: old.first_name, Field.LAST_NAME: old.last_name}
            fields[field] = value
            people[at] = _checked(row, *fields.values(), checker=checker, required=self._required)
            touched |= {old.email.casefold(), people[at].email.casefold()}
        return self._settled(people, touched)

    def without(self, row: int) -> "Roster":
        """Return a roster that leaves a row out. Raises KeyError."""
        at = self._place(row)
        people = [*self.people[:at], *self.people[at + 1 :]]
        return self._settled(people, {self.people[at].email.casefold()})

    def with_registered(self, registered: Collection[str]) -> "Roster":
        """Return a roster that knows who is registered for the event already, by e-mail."""
        now = frozenset(email.casefold() for email in registered)
        other = Roster(self.people, self.counts, registered=now, required=self._required)
        return other._settled(list(self.people), set(now ^ self._registered))

    def _place(self, row: int) -> int:
        at = bisect_left(self.people, row, key=lambda person: person.row)
        if at == len(self.people) or self.people[at].row != row:
            raise KeyError(row)
        return at

    def _settled(self, people: list[Person], touched: set[str]) -> "Roster":
        """Give the people with one of these addresses their state anew."""
        seen: dict[str, int] = {}
        for at, person in enumerate(people):
            key = person.email.casefold()
            if key in touched:
                state, first_row = _state(person.problems, key, person.row, seen, self._registered)
                if state is not person.state or first_row != person.first_row:
                    people[at] = replace(person, state=state, first_row=first_row)
        return Roster(people, _counted(people), registered=self._registered, required=self._required)


def check(
    table: Table, columns: Columns, *, registered: Collection[str] = (), required: Collection[Field] | None = None
) -> Roster:
    """Check a whole list. See `check_in_parts` for the arguments."""
    roster = None
    for step in check_in_parts(table, columns, registered=registered, required=required):
        roster = step.roster
    assert roster is not None
    return roster


def check_in_parts(
    table: Table,
    columns: Columns,
    *,
    registered: Collection[str] = (),
    required: Collection[Field] | None = None,
    part: int = 2000,
) -> Iterator[Checked]:
    """Check a list, `part` rows between two steps, so that an event loop can live between them.

    `registered` holds the e-mails of those who are in already. `required` names what must not be empty beside the
    e-mail: what the event's questions require, or, when it is None, each name that the list has a column for.
    """
    if required is None:
        required = _asked(columns)
    needed = frozenset(required)
    known = frozenset(email.casefold() for email in registered)
    checker = Checker()
    seen: dict[str, int] = {}
    people: list[Person] = []
    total = len(table.rows)
    for start in range(0, total, part):
        for row in table.rows[start : start + part]:
            email, first, last = _cells(row, columns)
            person = _checked(row.number, email, first, last, checker=checker, required=needed)
            state, first_row = _state(person.problems, person.email.casefold(), row.number, seen, known)
            if state is not RowState.READY:
                person = replace(person, state=state, first_row=first_row)
            people.append(person)
        if start + part < total:
            yield Checked(len(people), total)
    yield Checked(total, total, Roster(people, _counted(people), registered=known, required=needed))


def _asked(columns: Columns) -> tuple[Field, ...]:
    if columns.full_name is not None:
        return Field.FIRST_NAME, Field.LAST_NAME
    first = (Field.FIRST_NAME,) if columns.first_name is not None else ()
    last = (Field.LAST_NAME,) if columns.last_name is not None else ()
    return first + last


def _cells(row: Row, columns: Columns) -> tuple[str, str, str]:
    cells = row.cells
    width = len(cells)
    email, first, last, full = columns.email, columns.first_name, columns.last_name, columns.full_name
    address = cells[email] if email is not None and email < width else ""
    if full is not None:
        names = split_name(cleaned(cells[full])) if full < width else ("", "")
        return address, *names
    return (
        address,
        cells[first] if first is not None and first < width else "",
        cells[last] if last is not None and last < width else "",
    )


def _checked(row: int, email: str, first: str, last: str, *, checker: Checker, required: frozenset[Field]) -> Person:
    found, name, wrong = checker.check(email)
    first = cleaned(first)
    last = cleaned(last)
    if name and not first and not last:
        first, last = split_name(name)
    if (
        wrong is None
        and len(found) <= LONGEST_EMAIL
        and 0 < len(first) <= LONGEST_NAME
        and 0 < len(last) <= LONGEST_NAME
    ):
        return Person(row, found, first, last)
    problems = []
    if wrong is not None:
        problems.append(RowProblem(Field.EMAIL, wrong, found[:LONGEST_FOUND], suggestion(found)))
    elif len(found) > LONGEST_EMAIL:
        problems.append(RowProblem(Field.EMAIL, Wrong.TOO_LONG, found[:LONGEST_FOUND], "", LONGEST_EMAIL))
    for field, text in ((Field.FIRST_NAME, first), (Field.LAST_NAME, last)):
        if not text and field in required:
            problems.append(RowProblem(field, Wrong.MISSING, ""))
        elif len(text) > LONGEST_NAME:
            problems.append(RowProblem(field, Wrong.TOO_LONG, text[:LONGEST_FOUND], "", LONGEST_NAME))
    return Person(row, found, first, last, tuple(problems))


def _state(
    problems: tuple[RowProblem, ...], key: str, row: int, seen: dict[str, int], registered: frozenset[str]
) -> tuple[RowState, int]:
    if problems:
        return RowState.ATTENTION, 0
    if key in registered:
        return RowState.ALREADY_IN, 0
    first = seen.setdefault(key, row)
    return (RowState.READY, 0) if first == row else (RowState.DUPLICATE, first)


def _counted(people: Sequence[Person]) -> Counts:
    ready = attention = duplicate = 0
    for person in people:
        state = person.state
        if state is RowState.READY:
            ready += 1
        elif state is RowState.ATTENTION:
            attention += 1
        elif state is RowState.DUPLICATE:
            duplicate += 1
    total = len(people)
    return Counts(total, ready, attention, duplicate, total - ready - attention - duplicate)


_MESSAGES: Mapping[Wrong, str] = {
    Wrong.MISSING: "{field} is missing.",
    Wrong.NO_AT: "“{found}” has no @.",
    Wrong.TWO_ADDRESSES: "“{found}” holds more than one address.",
    Wrong.SPACE: "“{found}” has a space in it.",
    Wrong.COMMA: "“{found}” has a comma in it.",
    Wrong.DOUBLE_DOT: "“{found}” has two dots in a row.",
    Wrong.NO_ENDING: "“{found}” has no ending such as .com.",
    Wrong.ENDING_TYPO: "“{found}” has an ending that doesn't exist.",
    Wrong.RESERVED_DOMAIN: "“{found}” is an address that no mail can reach.",
    Wrong.NOT_AN_ADDRESS: "“{found}” is not an email address.",
    Wrong.TOO_LONG: "{field} is longer than {limit} characters.",
}
_FIELDS: Mapping[Field, str] = {Field.EMAIL: "Email", Field.FIRST_NAME: "First name", Field.LAST_NAME: "Last name"}


def message(problem: RowProblem) -> str:
    """Say in plain English what is wrong, and the certain fix if there is one. For the command line; ui has its own."""
    said = _MESSAGES[problem.code].format(field=_FIELDS[problem.field], found=problem.found, limit=problem.limit)
    return f"{said} Probably {problem.suggestion}." if problem.suggestion else said
