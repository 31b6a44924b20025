"""The people of a list, packed as `table.Part` packs rows; a `Person` is made only when it is looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import compress, repeat
from typing import TypeAlias

import msgspec

from desktop_app.attendees.cells.packed import Packed
from desktop_app.attendees.cells.table import SEPARATOR
from desktop_app.attendees.checking.emails import Wrong
from desktop_app.attendees.matching.header_words import Extra

RowProblemCode: TypeAlias = Wrong


class Field(StrEnum):
    """A cell of a person that every list has."""

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"


Cell: TypeAlias = Field | Extra


class RowState(StrEnum):
    """What an import does with a row. Only READY rows are sent."""

    READY = "ready"
    ATTENTION = "attention"
    DUPLICATE = "duplicate"
    ALREADY_IN = "already_in"


STATES = tuple(RowState)
"""The state that a byte of `Block.states` stands for."""

READY, ATTENTION, DUPLICATE, ALREADY_IN = range(len(STATES))


LONGEST_FOUND = 200
"""Characters of a cell that a problem repeats."""

NOT_TO_INVITE = frozenset((Wrong.DECLINED, Wrong.CROSSED_OUT))
"""That a list says of somebody, in words or by a line through the row, not to invite them."""


class RowProblem(msgspec.Struct, frozen=True, gc=False):
    """What is wrong with a cell. `suggestion` is a certain fix or "", `limit` the characters that TOO_LONG goes by.

    ANOTHER_NAME is about a duplicate: `found` is its name, `row` where its address stands with a different one. It is a
    group's only, since a person's state tells the rest.

    Those NOT_TO_INVITE are about a whole row. Their `suggestion` is the address as it is: who corrects it to that wants
    the person invited all the same. `row` is where the list says no to the same address, 0 for this row.
    """

    field: Cell
    code: RowProblemCode
    found: str
    suggestion: str = ""
    limit: int = 0
    row: int = 0


Problems: TypeAlias = dict[int, tuple[RowProblem, ...]]
"""By place in a part or a block, from 0."""

_NO_EXTRA: Mapping[Extra, str] = {}


class Person(msgspec.Struct, frozen=True, gc=False):
    """A row as it would be sent. `first_row` is the row that a duplicate repeats; `extra` holds the answers to Zoom's
    standard questions that are not blank. `notes` are to be seen but hold nobody back: what became of answers that Zoom
    wouldn't take, an address whose provider may be misspelled, and a refusal of somebody who is to be invited."""

    row: int
    email: str
    first_name: str
    last_name: str
    problems: tuple[RowProblem, ...] = ()
    state: RowState = RowState.READY
    first_row: int = 0
    extra: Mapping[Extra, str] = _NO_EXTRA
    notes: tuple[RowProblem, ...] = ()

    @property
    def declined(self) -> bool:
        """Whether the list says that this person won't come, or crosses them out."""
        return any(said.code in NOT_TO_INVITE for said in (*self.problems, *self.notes))


class Block(msgspec.Struct, frozen=True, gc=False):
    """Some people below each other, `rows` being their rows in the list, ascending.

    `email`, `first_name`, `last_name` and the texts of `extra` are packed columns: a cell of each person, with
    SEPARATOR between. So are `keys`, the addresses by which duplicates are found. `states` has one byte a person, a
    place in STATES. `problems`, `first_rows` and `notes` are by place in the block, from 0, as in `Person`.
    """

    rows: Sequence[int]
    email: str
    first_name: str
    last_name: str
    keys: str
    states: bytes
    extra: tuple[tuple[Extra, str], ...] = ()
    problems: Mapping[int, tuple[RowProblem, ...]] = {}
    first_rows: Mapping[int, int] = {}
    notes: Mapping[int, tuple[RowProblem, ...]] = {}

    def place(self, row: int) -> int:
        """Return the place of a row. Raises KeyError."""
        at = bisect_left(self.rows, row)
        if at == len(self.rows) or self.rows[at] != row:
            raise KeyError(row)
        return at

    def text(self, field: Cell) -> str:
        """Return a packed column; blank cells where the list has no such column."""
        match field:
            case Field.EMAIL:
                return self.email
            case Field.FIRST_NAME:
                return self.first_name
            case Field.LAST_NAME:
                return self.last_name
            case _:
                return dict(self.extra).get(field, SEPARATOR * (len(self.rows) - 1))

    def cells(self, field: Cell) -> list[str]:
        """Return the cells of a column."""
        return self.text(field).split(SEPARATOR)

    def extras(self) -> Sequence[Mapping[Extra, str]]:
        """Return the answers of each person."""
        fields = [field for field, _ in self.extra]
        cells = zip(*(text.split(SEPARATOR) for _, text in self.extra), strict=True)
        return [{field: cell for field, cell in zip(fields, row, strict=True) if cell} for row in cells]

    def people(self) -> list[Person]:
        """Return everybody."""
        at = range(len(self.rows))
        return list(
            map(
                Person,
                self.rows,
                self.cells(Field.EMAIL),
                self.cells(Field.FIRST_NAME),
                self.cells(Field.LAST_NAME),
                map(self.problems.get, at, repeat(())) if self.problems else repeat(()),
                map(STATES.__getitem__, self.states),
                map(self.first_rows.get, at, repeat(0)) if self.first_rows else repeat(0),
                self.extras() if self.extra else repeat(_NO_EXTRA),
                map(self.notes.get, at, repeat(())) if self.notes else repeat(()),
            )
        )


_KEPT_OPEN = 24
"""Blocks whose people are kept once they were made: what a window shows, and then some."""


class People(Packed[Person]):
    """Everybody, in the order of the list."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        super().__init__((len(block.rows) for block in self.blocks), keep=_KEPT_OPEN)

    def unpacked(self, part: int) -> Sequence[Person]:
        """Return the people of a block."""
        return self.blocks[part].people()

    def find(self, row: int) -> tuple[int, int]:
        """Return the block that a row is in, and its place there. Raises KeyError."""
        at = bisect_right(self.blocks, row, key=lambda block: block.rows[0]) - 1
        if at < 0:
            raise KeyError(row)
        return at, self.blocks[at].place(row)

    def of_row(self, row: int) -> Person:
        """Return the person of a row. Raises KeyError."""
        block, at = self.find(row)
        return self[self.starts[block] + at]

    def places(self, state: RowState) -> list[int]:
        """Return the places of the people with this state, from 0."""
        wanted = STATES.index(state)
        chosen = bytes(at == wanted for at in range(256))
        found: list[int] = []
        for start, block in zip(self.starts, self.blocks, strict=True):
            found += compress(range(start, start + len(block.rows)), block.states.translate(chosen))
        return found
