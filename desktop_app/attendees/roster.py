"""Who can be invited: every row checked, every problem at once, each tied to its cell. Limits are those of Zoom's
create-tickets reference.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.checking.emails import Wrong, cleaned
from desktop_app.attendees.checking.part_checker import (
    LONGEST_FOUND,
    LONGEST_NAME,
    PartChecker,
    answered,
    compared,
    folded,
)
from desktop_app.attendees.checking.people import (
    ALREADY_IN,
    ATTENTION,
    DUPLICATE,
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
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.reading.table import PART_ROWS, SEPARATOR, Table, cut

__all__ = [
    "LONGEST_FOUND",
    "LONGEST_NAME",
    "Cell",
    "Checked",
    "Counts",
    "Extra",
    "Field",
    "Group",
    "Person",
    "Roster",
    "RowProblem",
    "RowProblemCode",
    "RowState",
    "check",
    "check_in_parts",
    "groups",
    "message",
]


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


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The rows with the same problem in the same field. `fixable` is for how many of them a fix is certain; `sample` is
    the first of them, one with a fix if any has. Where nothing `holds_back`, an answer is cut or left out."""

    code: RowProblemCode
    field: Cell
    rows: tuple[int, ...]
    fixable: int
    sample: RowProblem
    holds_back: bool = True

    @property
    def count(self) -> int:
        """How many rows have it."""
        return len(self.rows)


class Roster:
    """The people of a list, in its order. A correction makes a new roster; this one stays as it is."""

    def __init__(
        self,
        blocks: Iterable[Block],
        *,
        columns: Columns | None = None,
        registered: frozenset[str] = frozenset(),
        required: frozenset[Cell] = frozenset(),
    ) -> None:
        self._people = People(blocks)
        self._columns = columns or Columns()
        self._registered = registered
        self._required = required
        found = [sum(block.states.count(code) for block in self._people.blocks) for code in range(len(STATES))]
        self.counts = Counts(len(self._people), found[READY], found[ATTENTION], found[DUPLICATE], found[ALREADY_IN])

    @property
    def people(self) -> Sequence[Person]:
        """Everybody; a person is made when looked at."""
        return self._people

    @property
    def extra(self) -> tuple[Extra, ...]:
        """The standard questions that the list has a column for."""
        return tuple(self._columns.extra)

    @property
    def has_notes(self) -> bool:
        """Whether an answer is cut or left out because Zoom wouldn't take it."""
        return any(block.notes for block in self._people.blocks)

    @property
    def ready(self) -> list[Person]:
        """The people who can be sent."""
        return list(chain.from_iterable(self.ready_in_parts()))

    def ready_in_parts(self) -> Iterator[list[Person]]:
        """Yield the people who can be sent, some hundreds at a time, so that an event loop can live between them."""
        for block in self._people.blocks:
            yield [person for person in block.people() if person.state is RowState.READY]

    def person(self, row: int) -> Person:
        """Return the person of a row. Raises KeyError."""
        return self._people.of_row(row)

    def places(self, state: RowState) -> Sequence[int]:
        """Return the places in `people` of everybody with this state: a filter of a table."""
        return self._people.places(state)

    def ordered(self, by: Cell, places: Sequence[int] | None = None, *, descending: bool = False) -> list[int]:
        """Return places in `people` (all, when None) in the order of a cell whatever its case, blank ones last."""
        cells = list(chain.from_iterable(block.cells(by) for block in self._people.blocks))
        keys = [cell.casefold() for cell in cells]
        chosen = range(len(keys)) if places is None else places
        filled = [at for at in chosen if keys[at]]
        filled.sort(key=keys.__getitem__, reverse=descending)
        return filled + [at for at in chosen if not keys[at]] if len(filled) < len(chosen) else filled

    def with_cell(self, row: int, field: Cell, value: str) -> "Roster":
        """Return a roster with one cell corrected. Raises KeyError when there is no such row."""
        return self.with_cells([(row, field, value)])

    def with_cells(self, cells: Iterable[tuple[int, Cell, str]]) -> "Roster":
        """Return a roster with some cells corrected, and what hangs on them checked again. Raises KeyError."""
        values: dict[int, dict[int, dict[Cell, str]]] = {}
        for row, field, value in cells:
            block, at = self._people.find(row)
            values.setdefault(block, {}).setdefault(at, {})[field] = value.replace(SEPARATOR, "")
        checker = PartChecker(self._columns, self._required)
        blocks = list(self._people.blocks)
        touched: set[str] = set()
        for place, corrections in values.items():
            blocks[place], keys = _corrected(blocks[place], corrections, checker, self._required)
            touched |= keys
        return self._settled(blocks, touched)

    def fixes(self, code: RowProblemCode, field: Cell = Field.EMAIL) -> list[tuple[int, Cell, str]]:
        """Return the certain fix of each problem of this kind, as `with_cells` takes them."""
        return [
            (block.rows[at], problem.field, problem.suggestion)
            for block in self._people.blocks
            for at, found in block.problems.items()
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
            blocks[place] = _without(blocks[place], gone)
        return self._settled([block for block in blocks if block.rows], touched)

    def with_registered(self, registered: Collection[str]) -> "Roster":
        """Return a roster that knows who is registered for the event already, by e-mail."""
        now = frozenset(map(str.casefold, registered))
        return self._settled(list(self._people.blocks), set(now ^ self._registered), now)

    def _settled(self, blocks: list[Block], touched: set[str], registered: frozenset[str] | None = None) -> "Roster":
        """Give the people with one of these addresses their state anew."""
        known = self._registered if registered is None else registered
        seen: dict[str, int] = {}
        if touched:
            blocks = [_settled(block, touched, seen, known) for block in blocks]
        return Roster(blocks, columns=self._columns, registered=known, required=self._required)


_FEW = 8
"""Addresses that are sooner searched for in a text than in its parts."""


def _settled(block: Block, touched: set[str], seen: dict[str, int], known: frozenset[str]) -> Block:
    if len(touched) <= _FEW and not any(key in block.keys for key in touched):
        return block
    keys = block.keys.split(SEPARATOR)
    if touched.isdisjoint(keys):
        return block
    states = bytearray(block.states)
    first_rows = dict(block.first_rows)
    for at, key in enumerate(keys):
        if key not in touched:
            continue
        first_rows.pop(at, None)
        if at in block.problems:
            states[at] = ATTENTION
        elif key in known:
            states[at] = ALREADY_IN
        elif (first := seen.setdefault(key, block.rows[at])) == block.rows[at]:
            states[at] = READY
        else:
            states[at] = DUPLICATE
            first_rows[at] = first
    return replace(block, states=bytes(states), first_rows=first_rows)


def _corrected(
    block: Block, corrections: Mapping[int, Mapping[Cell, str]], checker: PartChecker, required: frozenset[Cell]
) -> tuple[Block, set[str]]:
    """Return a block with some cells changed and checked, and the addresses whose people it concerns."""
    emails, firsts, lasts = (block.cells(field) for field in Field)
    extra = {field: text.split(SEPARATOR) for field, text in block.extra}
    keys = block.keys.split(SEPARATOR)
    problems, notes = dict(block.problems), dict(block.notes)
    touched: set[str] = set()
    for at, values in corrections.items():
        touched.add(keys[at])
        for field, value in values.items():
            if isinstance(field, Extra):
                text, note = answered(field, cleaned(value))
                extra.setdefault(field, [""] * len(keys))[at] = text
                others = tuple(known for known in notes.pop(at, ()) if known.field is not field)
                if others or note is not None:
                    notes[at] = others if note is None else (*others, note)
        emails[at], firsts[at], lasts[at], found = checker.check_row(
            values.get(Field.EMAIL, emails[at]),
            values.get(Field.FIRST_NAME, firsts[at]),
            values.get(Field.LAST_NAME, lasts[at]),
        )
        found += tuple(
            RowProblem(field, Wrong.MISSING, "") for field in extra if field in required and not extra[field][at]
        )
        problems.pop(at, None)
        if found:
            problems[at] = found
        keys[at] = emails[at].casefold()
        touched.add(keys[at])
    email = SEPARATOR.join(emails)
    corrected = replace(
        block,
        email=email,
        first_name=SEPARATOR.join(firsts),
        last_name=SEPARATOR.join(lasts),
        keys=folded(email),
        extra=tuple((field, SEPARATOR.join(cells)) for field, cells in extra.items()),
        problems=dict(sorted(problems.items())),
        notes=notes,
    )
    return corrected, touched


def _without(block: Block, gone: set[int]) -> Block:
    kept = [at for at in range(len(block.rows)) if at not in gone]
    moved = {at: place for place, at in enumerate(kept)}

    def chosen(text: str) -> str:
        cells = text.split(SEPARATOR)
        return SEPARATOR.join([cells[at] for at in kept])

    return Block(
        rows=tuple(block.rows[at] for at in kept),
        email=chosen(block.email),
        first_name=chosen(block.first_name),
        last_name=chosen(block.last_name),
        keys=chosen(block.keys),
        states=bytes(block.states[at] for at in kept),
        extra=tuple((field, chosen(text)) for field, text in block.extra),
        problems={moved[at]: found for at, found in block.problems.items() if at in moved},
        first_rows={moved[at]: first for at, first in block.first_rows.items() if at in moved},
        notes={moved[at]: found for at, found in block.notes.items() if at in moved},
    )


def check(
    table: Table, columns: Columns, *, registered: Collection[str] = (), required: Collection[Cell] | None = None
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
    required: Collection[Cell] | None = None,
    part: int = PART_ROWS,
) -> Iterator[Checked]:
    """Check a list, at most `part` rows between two steps, so that an event loop can live between them.

    `registered` holds the e-mails of those who are in already. `required` names what must not be empty beside the
    e-mail: what the event's questions require, or, when it is None, each name that the list has a column for (an
    address line of a mail program has none, and a bare address in it lacks nothing).
    """
    needed = frozenset(_asked(table, columns) if required is None else required)
    known = frozenset(map(str.casefold, registered))
    checker = PartChecker(columns, needed)
    seen: dict[str, int] = {}
    blocks: list[Block] = []
    done = 0
    total = len(table.rows)
    for piece in chain.from_iterable(cut(packed, part) for packed in table.parts):
        blocks.append(compared(checker.check(piece), seen, known))
        done += piece.size
        if done < total:
            yield Checked(done, total)
    yield Checked(total, total, Roster(blocks, columns=columns, registered=known, required=needed))


def _asked(table: Table, columns: Columns) -> tuple[Field, ...]:
    if table.header is not None and not table.header_row:
        return ()
    if columns.full_name is not None:
        return Field.FIRST_NAME, Field.LAST_NAME
    first = (Field.FIRST_NAME,) if columns.first_name is not None else ()
    last = (Field.LAST_NAME,) if columns.last_name is not None else ()
    return first + last


def groups(roster: Roster) -> tuple[Group, ...]:
    """Return the problems of a list by what is wrong with which field, the most frequent first."""
    people = roster.people
    assert isinstance(people, People)
    rows: dict[tuple[bool, RowProblemCode, Cell], list[tuple[int, RowProblem]]] = {}
    for block in people.blocks:
        for holds_back, those in ((True, block.problems), (False, block.notes)):
            for at in sorted(those):
                for problem in those[at]:
                    rows.setdefault((holds_back, problem.code, problem.field), []).append((block.rows[at], problem))
    found = [
        Group(
            code=code,
            field=field,
            rows=tuple(row for row, _ in those),
            fixable=sum(1 for _, problem in those if problem.suggestion),
            sample=next((problem for _, problem in those if problem.suggestion), those[0][1]),
            holds_back=holds_back,
        )
        for (holds_back, code, field), those in rows.items()
    ]
    return tuple(sorted(found, key=lambda group: (not group.holds_back, -group.count)))


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
    Wrong.UNKNOWN_COUNTRY: "“{found}” is no country that Zoom knows; it wants two letters such as US.",
}


def message(problem: RowProblem) -> str:
    """Say in plain English what is wrong, and the certain fix if there is one. For the command line; ui has its own."""
    field = problem.field.value.replace("_", " ").capitalize()
    said = _MESSAGES[problem.code].format(field=field, found=problem.found, limit=problem.limit)
    return f"{said} Probably {problem.suggestion}." if problem.suggestion else said
