"""The people of a list: packed as `table.Part` packs rows, a `Person` each made when somebody looks at it."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import compress, repeat
from typing import TypeAlias, overload

import msgspec

from desktop_app.attendees.checking.emails import Wrong
from desktop_app.attendees.columns import Extra
from desktop_app.attendees.reading.table import SEPARATOR

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
"""The state that a byte of `Group.states` stands for."""

READY, ATTENTION, DUPLICATE, ALREADY_IN = range(len(STATES))


class RowProblem(msgspec.Struct, frozen=True, gc=False):
    """What is wrong with a cell. `suggestion` is a certain fix or "", `limit` the characters that TOO_LONG goes by."""

    field: Cell
    code: RowProblemCode
    found: str
    suggestion: str = ""
    limit: int = 0


_NO_EXTRA: Mapping[Extra, str] = {}


class Person(msgspec.Struct, frozen=True, gc=False):
    """A row as it would be sent. `first_row` is the row that a duplicate repeats; `extra` holds the answers to Zoom's
    standard questions that are not blank, and `notes` what became of those that Zoom wouldn't take: they hold nobody
    back."""

    row: int
    email: str
    first_name: str
    last_name: str
    problems: tuple[RowProblem, ...] = ()
    state: RowState = RowState.READY
    first_row: int = 0
    extra: Mapping[Extra, str] = _NO_EXTRA
    notes: tuple[RowProblem, ...] = ()


class Block(msgspec.Struct, frozen=True, gc=False):
    """Some people below each other. Texts hold a cell of each with SEPARATOR between; `keys` are the addresses by
    which duplicates are told; `states` has a byte a person; the rest hangs on places from 0."""

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

    def cells(self, field: Cell) -> list[str]:
        """Return a cell of each person, tidied; blank ones for what the list doesn't have."""
        match field:
            case Field.EMAIL:
                text = self.email
            case Field.FIRST_NAME:
                text = self.first_name
            case Field.LAST_NAME:
                text = self.last_name
            case _:
                found = dict(self.extra).get(field)
                text = SEPARATOR * (len(self.rows) - 1) if found is None else found
        return text.split(SEPARATOR)

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
"""Blocks whose people stay made: what a window shows, and then some."""


class People(Sequence[Person]):
    """Everybody, in the order of the list."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self._starts: list[int] = []
        self._size = 0
        for block in self.blocks:
            self._starts.append(self._size)
            self._size += len(block.rows)
        self._open: OrderedDict[int, list[Person]] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Person: ...
    @overload
    def __getitem__(self, index: slice) -> list[Person]: ...
    def __getitem__(self, index: int | slice) -> Person | list[Person]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._size))]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(index)
        place = bisect_right(self._starts, at) - 1
        opened = self._open.get(place)
        if opened is None:
            opened = self._open[place] = self.blocks[place].people()
            while len(self._open) > _KEPT_OPEN:
                self._open.popitem(last=False)
        return opened[at - self._starts[place]]

    def __iter__(self) -> Iterator[Person]:
        for block in self.blocks:
            yield from block.people()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"People({self._size})"

    def find(self, row: int) -> tuple[int, int]:
        """Return the block that a row is in, and its place there. Raises KeyError."""
        at = bisect_right(self.blocks, row, key=lambda block: block.rows[0]) - 1
        if at < 0:
            raise KeyError(row)
        return at, self.blocks[at].place(row)

    def of_row(self, row: int) -> Person:
        """Return the person of a row. Raises KeyError."""
        block, at = self.find(row)
        return self[self._starts[block] + at]

    def places(self, state: RowState) -> list[int]:
        """Return the places of the people with this state, from 0."""
        wanted = STATES.index(state)
        chosen = bytes(at == wanted for at in range(256))
        found: list[int] = []
        for start, block in zip(self._starts, self.blocks, strict=True):
            found += compress(range(start, start + len(block.rows)), block.states.translate(chosen))
        return found
