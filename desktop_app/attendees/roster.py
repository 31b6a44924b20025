"""Who can be invited: every row is checked, and every problem is found at once and tied to its cell. Limits are those
of Zoom's create-tickets reference.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

import msgspec

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.cells.folding import folded, without_accents
from desktop_app.attendees.cells.table import PART_ROWS, SEPARATOR, Table, cut
from desktop_app.attendees.checking.corrections import asked_for, corrected, settled, without
from desktop_app.attendees.checking.declined import Refusals
from desktop_app.attendees.checking.groups import Group, grouped
from desktop_app.attendees.checking.messages import message
from desktop_app.attendees.checking.part_checker import LONGEST_NAME, PartChecker, compared
from desktop_app.attendees.checking.people import (
    ALREADY_IN,
    ATTENTION,
    DUPLICATE,
    LONGEST_FOUND,
    NOT_TO_INVITE,
    READY,
    STATES,
    Block,
    Cell,
    Field,
    People,
    Person,
    RowProblem,
    RowProblemCode,
    RowState,
)
from desktop_app.attendees.columns import Columns, Extra, last_name_parts
from desktop_app.attendees.matching.full_names import begin_with_last

__all__ = [
    "LONGEST_FOUND",
    "LONGEST_NAME",
    "NOT_TO_INVITE",
    "Block",
    "Cell",
    "Checked",
    "Counts",
    "Extra",
    "Field",
    "Group",
    "People",
    "Person",
    "Roster",
    "RowProblem",
    "RowProblemCode",
    "RowState",
    "check",
    "check_in_parts",
    "email_key",
    "groups",
    "message",
]


NOTHING: Mapping[int, str] = MappingProxyType({})


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
        self,
        blocks: Iterable[Block],
        *,
        columns: Columns | None = None,
        registered: frozenset[str] = frozenset(),
        required: frozenset[Field] = frozenset(),
        answers: frozenset[Cell] = frozenset(),
    ) -> None:
        self._people = People(blocks)
        self._columns = columns or Columns()
        self._registered = registered
        self._required = required
        self.answers = answers
        """What the event asks everybody for, names included, whether or not the list has a column for it."""
        found = [sum(block.states.count(code) for block in self._people.blocks) for code in range(len(STATES))]
        self.counts = Counts(len(self._people), found[READY], found[ATTENTION], found[DUPLICATE], found[ALREADY_IN])

    @property
    def people(self) -> People:
        """Everybody; a person is made when looked at."""
        return self._people

    @property
    def extra(self) -> tuple[Extra, ...]:
        """The standard questions that the list has a column for, then the others that everybody is asked."""
        listed = self._columns.extra
        return (*listed, *(field for field in Extra if field in self.answers and field not in listed))

    @property
    def has_notes(self) -> bool:
        """Whether anybody has notes: see `Person`."""
        return any(block.notes for block in self._people.blocks)

    @property
    def ready(self) -> list[Person]:
        """The people who can be sent."""
        return list(chain.from_iterable(self.ready_in_parts()))

    def ready_in_parts(self) -> Iterator[list[Person]]:
        """Yield the people who can be sent, some hundreds at a time, so that an event loop can run in between."""
        for block in self._people.blocks:
            yield [person for person in block.people() if person.state is RowState.READY]

    def person(self, row: int) -> Person:
        """Return the person of a row. Raises KeyError."""
        return self._people.of_row(row)

    def holder(self, person: Person) -> Person | None:
        """Return whose address a duplicate repeats, if the name is another one; None otherwise. The duplicate may be a
        second person then, but Zoom has one ticket for an address."""
        if person.state is not RowState.DUPLICATE:
            return None
        first = self.person(person.first_row)
        return first if _has_another_name(person, first) else None

    def places(self, state: RowState) -> Sequence[int]:
        """Return the places in `people` of everybody with this state: a filter of a table."""
        return self._people.places(state)

    def ordered(
        self, by: Cell, rows: Sequence[int], *, beside: Mapping[int, str] = NOTHING, descending: bool = False
    ) -> list[int]:
        """Return rows, by number, in the order of a cell, whatever its case and accents; blank ones last, and those
        alike as they were. `beside` has the cells of rows that were left out of the roster."""
        blocks = self._people.blocks
        numbers = chain.from_iterable(block.rows for block in blocks)
        cells = chain.from_iterable(block.cells(by) for block in blocks)
        keys = dict(zip(numbers, map(without_accents, cells), strict=True))
        keys.update((row, without_accents(cell)) for row, cell in beside.items())
        filled = [row for row in rows if keys[row]]
        filled.sort(key=keys.__getitem__, reverse=descending)
        return filled + [row for row in rows if not keys[row]] if len(filled) < len(rows) else filled

    def with_cell(self, row: int, field: Cell, value: str) -> "Roster":
        """Return a roster with one cell corrected. Raises KeyError when there is no such row."""
        return self.with_cells([(row, field, value)])

    def with_cells(self, cells: Iterable[tuple[int, Cell, str]]) -> "Roster":
        """Return a roster with some cells corrected, given as row, cell and text, and all that depends on them checked
        again. Raises KeyError when there is no such row."""
        values: dict[int, dict[int, dict[Cell, str]]] = {}
        for row, field, value in cells:
            block, at = self._people.find(row)
            values.setdefault(block, {}).setdefault(at, {})[field] = value.replace(SEPARATOR, "")
        checker = PartChecker(self._columns, self._required, self.answers)
        blocks = list(self._people.blocks)
        touched: set[str] = set()
        for place, corrections in values.items():
            blocks[place], keys = corrected(blocks[place], corrections, checker, self.answers)
            touched |= keys
        return self._settled(blocks, touched)

    def fixes(self, code: RowProblemCode, field: Cell = Field.EMAIL) -> list[tuple[int, Cell, str]]:
        """Return the certain fix of each problem or note of this kind, as `with_cells` takes them."""
        return [
            (block.rows[at], problem.field, problem.suggestion)
            for block in self._people.blocks
            for at, found in chain(block.problems.items(), block.notes.items())
            for problem in found
            if problem.code is code and problem.field is field and problem.suggestion
        ]

    def without(self, row: int) -> "Roster":
        """Return a roster that leaves a row out. Raises KeyError when there is no such row."""
        return self.without_rows([row])

    def without_rows(self, rows: Iterable[int]) -> "Roster":
        """Return a roster that leaves some rows out. Raises KeyError when one of them isn't there."""
        left_out: dict[int, set[int]] = {}
        for row in rows:
            block, at = self._people.find(row)
            left_out.setdefault(block, set()).add(at)
        blocks = list(self._people.blocks)
        touched: set[str] = set()
        for place, gone in left_out.items():
            keys = blocks[place].keys.split(SEPARATOR)
            touched |= {keys[at] for at in gone}
            blocks[place] = without(blocks[place], gone)
        return self._settled([block for block in blocks if block.rows], touched)

    def with_registered(self, registered: Collection[str]) -> "Roster":
        """Return a roster that knows who is registered for the event already, by e-mail."""
        now = frozenset(map(email_key, registered))
        return self._settled(list(self._people.blocks), set(now ^ self._registered), now)

    def requiring(self, answers: Collection[Cell]) -> "Roster":
        """Return a roster that holds back everybody who lacks one of these names and answers, which the event asks for.
        What it was asked before no longer counts."""
        asked = frozenset(answers)
        if asked == self.answers:
            return self
        blocks: list[Block] = []
        touched: set[str] = set()
        for block in self._people.blocks:
            after, keys = asked_for(block, asked, self._required)
            blocks.append(after)
            touched |= keys
        return self._settled(blocks, touched, answers=asked)

    def _settled(
        self,
        blocks: list[Block],
        touched: set[str],
        registered: frozenset[str] | None = None,
        answers: frozenset[Cell] | None = None,
    ) -> "Roster":
        """Return a roster of these blocks in which the people with one of the `touched` addresses have the state that
        is true now."""
        known = self._registered if registered is None else registered
        seen: dict[str, int] = {}
        if touched:
            blocks = [settled(block, touched, seen, known) for block in blocks]
        asked = self.answers if answers is None else answers
        return Roster(blocks, columns=self._columns, registered=known, required=self._required, answers=asked)


def check(table: Table, columns: Columns, *, required: Collection[Field] | None = None) -> Roster:
    """Check a whole list. Blocks: see `check_in_parts`, which also says what `required` is."""
    roster = None
    for step in check_in_parts(table, columns, required=required):
        roster = step.roster
    assert roster is not None
    return roster


def check_in_parts(
    table: Table, columns: Columns, *, required: Collection[Field] | None = None, part: int = PART_ROWS
) -> Iterator[Checked]:
    """Check a list, at most `part` rows between two steps, so that an event loop can run in between.

    `required` are the names that must not be empty; None for each that the list has a column for (an address line of a
    mail program has none, and a bare address in it lacks nothing). Who is registered already and what the event asks
    everybody is known later: `Roster.with_registered`, `Roster.requiring`.
    """
    needed = frozenset(_named(table, columns) if required is None else required)
    checker = PartChecker(
        columns,
        needed,
        last_first=begin_with_last(table, columns),
        parts=last_name_parts(table, columns),
        refusals=Refusals(table, columns),
    )
    seen: dict[str, int] = {}
    blocks: list[Block] = []
    done = 0
    total = len(table.rows)
    for piece in chain.from_iterable(cut(packed, part) for packed in table.parts):
        blocks.append(compared(checker.check(piece), seen))
        done += piece.size
        if done < total:
            yield Checked(done, total)
    yield Checked(total, total, Roster(blocks, columns=columns, required=needed))


def _named(table: Table, columns: Columns) -> tuple[Field, ...]:
    """Return the names that a list has columns for."""
    if table.header is not None and not table.header_row:
        return ()
    if columns.full_name is not None:
        return Field.FIRST_NAME, Field.LAST_NAME
    first = (Field.FIRST_NAME,) if columns.first_name is not None else ()
    last = (Field.LAST_NAME,) if columns.last_name is not None else ()
    return first + last


def groups(roster: Roster) -> tuple[Group, ...]:
    """Return the problems and notes of a list by what is wrong with which field, the most frequent first; then the
    duplicates that have another name, if any."""
    found = grouped(roster.people.blocks)
    others = _others(roster.people)
    if not others:
        return found
    name = " ".join(filter(None, (others[0].first_name, others[0].last_name)))
    sample = RowProblem(Field.EMAIL, RowProblemCode.ANOTHER_NAME, name[:LONGEST_FOUND], row=others[0].first_row)
    rows = tuple(person.row for person in others)
    return (*found, Group(code=sample.code, field=sample.field, rows=rows, fixable=0, sample=sample, holds_back=False))


def _others(people: People) -> list[Person]:
    """Return the duplicates that have another name, in one pass: a list may hold everybody twice."""
    wanted = set(chain.from_iterable(block.first_rows.values() for block in people.blocks))
    firsts: dict[int, Person] = {}
    others: list[Person] = []
    for block in people.blocks if wanted else ():
        if not block.first_rows and wanted.isdisjoint(block.rows):
            continue
        for person in block.people():
            if person.row in wanted:
                firsts[person.row] = person
            elif person.first_row and _has_another_name(person, firsts[person.first_row]):
                others.append(person)
    return others


def _has_another_name(person: Person, first: Person) -> bool:
    if (person.first_name, person.last_name) == (first.first_name, first.last_name):
        return False
    one, other = _words(person), _words(first)
    return not _abbreviates(one, other) and not _abbreviates(other, one)


def _words(person: Person) -> Sequence[str]:
    return folded(f"{person.first_name} {person.last_name}".casefold()).split()


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether a name may be another one in fewer words or letters, in any order: "Lee, A." of "Ann Marie Lee"."""
    return all(any(word.startswith(part) for word in long) for part in short)
