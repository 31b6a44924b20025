"""A list as it was read. Its cells are kept column by column in a few long texts, which take little memory, go
quickly from one process to another, and are taken apart when somebody looks at them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice, zip_longest
from math import ceil

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.cells.packed import Packed

SEPARATOR = "\0"
"""Stands between the cells of a packed column. What is read is freed of it first."""

PART_ROWS = 500
"""Rows of a part, at most. The event loop runs between two parts, so one must take only a few milliseconds."""

MOST_ROWS = 300_000
"""Three times the largest webinar."""

MOST_CELLS = 6_000_000
"""Of a list, at most: a file of nothing but separators would fill the memory."""


WIDEST = 16_384
"""As many as a spreadsheet can have."""

LONGEST_CELL = 2_000
"""Characters of a cell that are looked at for a name or an address: a longer one is a page by mistake."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row. `number` is the spreadsheet's, from 1; `cells` are as written, and "" where others reach further."""

    number: int
    cells: tuple[str, ...]


class Part(msgspec.Struct, frozen=True, gc=False):
    """Some rows below each other, packed: `columns` has the cells of each column as one text, with SEPARATOR between
    them. `numbers` are the spreadsheet's row numbers; empty when these run from `start` without a gap."""

    start: int
    size: int
    columns: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    @property
    def rows(self) -> Sequence[int]:
        """The number of each row."""
        return self.numbers or range(self.start, self.start + self.size)

    def column(self, at: int | None) -> str:
        """Return a column's cells; blank ones for a column that isn't there."""
        if at is None or not 0 <= at < len(self.columns):
            return SEPARATOR * (self.size - 1)
        return self.columns[at]


def parts_of(start: int, rows: Sequence[Sequence[str]], numbers: Sequence[int] | None = None) -> Iterator[Part]:
    """Pack rows, from the number `start` or with `numbers` of their own; blank ones are left out."""
    if len(rows) > PART_ROWS:
        # parts of even size, rather than a small one at the end
        step = ceil(len(rows) / ceil(len(rows) / PART_ROWS))
        for at in range(0, len(rows), step):
            theirs = numbers[at : at + step] if numbers else None
            yield from parts_of(start + at, rows[at : at + step], theirs)
        return
    if not rows:
        return
    try:
        columns = list(zip(*rows, strict=True))
    except ValueError:
        columns = []
    if any(all(map(str.strip, column)) for column in columns):
        packed = tuple(map(SEPARATOR.join, columns))
        yield Part(numbers[0] if numbers else start, len(rows), packed, tuple(numbers or ()))
        return
    filled = [any(cells) and any(map(str.strip, cells)) for cells in rows]
    kept = list(compress(rows, filled))
    left = tuple(compress(numbers or range(start, start + len(rows)), filled))
    yield from _padded(kept, left)


def _padded(rows: list[Sequence[str]], numbers: tuple[int, ...]) -> Iterator[Part]:
    """Pack rows of several lengths; one long row among short ones doesn't make them all long."""
    if not rows:
        return
    width = max(map(len, rows))
    if len(rows) > 1 and width * len(rows) > 4 * sum(map(len, rows)) + PART_ROWS:
        half = len(rows) // 2
        yield from _padded(rows[:half], numbers[:half])
        yield from _padded(rows[half:], numbers[half:])
        return
    columns = zip_longest(*rows, fillvalue="")
    straight = numbers[-1] - numbers[0] == len(numbers) - 1
    yield Part(numbers[0], len(rows), tuple(map(SEPARATOR.join, columns)), () if straight else numbers)


def without_first(parts: list[Part], count: int) -> list[Part]:
    """Return parts without their first `count` rows."""
    while count and parts:
        first, parts = parts[0], parts[1:]
        if first.size > count:
            columns = tuple(column.split(SEPARATOR, count)[count] for column in first.columns)
            numbers = first.numbers[count:]
            return [Part(first.rows[count], first.size - count, columns, numbers), *parts]
        count -= first.size
    return parts


def only_first(parts: Sequence[Part], count: int) -> list[Part]:
    """Return the first `count` rows of parts."""
    kept: list[Part] = []
    for part in parts:
        if part.size > count:
            if count:
                columns = tuple(SEPARATOR.join(column.split(SEPARATOR, count)[:count]) for column in part.columns)
                kept.append(Part(part.start, count, columns, part.numbers[:count]))
            break
        kept.append(part)
        count -= part.size
    return kept


def cut(part: Part, most: int) -> Iterator[Part]:
    """Yield a part in pieces of at most `most` rows."""
    if part.size <= most:
        yield part
        return
    columns = [column.split(SEPARATOR) for column in part.columns]
    for start in range(0, part.size, most):
        rows = part.rows[start : start + most]
        cells = tuple(SEPARATOR.join(column[start : start + most]) for column in columns)
        yield Part(rows[0], len(rows), cells, part.numbers[start : start + most])


def shortened(part: Part) -> Part:
    """Return a part without what is beyond LONGEST_CELL in its cells, if any of them is far too long."""
    if max(map(len, part.columns), default=0) <= PART_ROWS * LONGEST_CELL:
        return part
    columns = (SEPARATOR.join([cell[:LONGEST_CELL] for cell in text.split(SEPARATOR)]) for text in part.columns)
    return replace(part, columns=tuple(columns))


class Rows(Packed[Row]):
    """The rows of packed parts."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        super().__init__((part.size for part in self.parts), keep=1)

    def unpacked(self, part: int) -> Sequence[Row]:
        """Return the rows of a part."""
        packed = self.parts[part]
        cells = zip(*(column.split(SEPARATOR) for column in packed.columns), strict=True)
        return list(map(Row, packed.rows, cells))


class OtherList(msgspec.Struct, frozen=True, gc=False):
    """A list in the same file that wasn't read: its sheet and how many rows it has. `begins` is the row of its header
    where it stands below or above the list that was read, 0 for that of another sheet."""

    sheet: str
    rows: int
    begins: int = 0


class CrossedOut(msgspec.Struct, frozen=True, gc=False):
    """Rows of a list, by number, in which the cells of these columns (from 0) are struck through, and no others."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was read. `header_row` is 0 when there is no header line; `rows` holds no blank ones.

    `encoding` is Python's name, "" for pasted text and workbooks; `delimiter` is "" for workbooks; `sheet` is "" for
    text and `sheets` are all that a workbook has; `source` is the file's name. What was not read is told: `others` are
    more lists in the same file, and `total_row` is a row of sums at the end, 0 for none. `hidden` are the numbers of
    rows that were read though a person doesn't see them in the sheet, as behind a filter, and `hidden_columns` are such
    columns (from 0); `crossed_out` are rows with cells that are struck through.
    """

    header: tuple[str, ...] | None
    header_row: int
    rows: Sequence[Row]
    encoding: str
    delimiter: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    source: str = ""
    others: tuple[OtherList, ...] = ()
    total_row: int = 0
    hidden: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    crossed_out: tuple[CrossedOut, ...] = ()

    @property
    def parts(self) -> Sequence[Part]:
        """The rows, packed."""
        if isinstance(self.rows, Rows):
            return self.rows.parts
        packed: list[Part] = []
        for start in range(0, len(self.rows), PART_ROWS):
            rows = self.rows[start : start + PART_ROWS]
            cells = [tuple(cell.replace(SEPARATOR, "") for cell in row.cells) or ("",) for row in rows]
            packed += _padded(list(cells), tuple(row.number for row in rows))
        return packed

    @property
    def width(self) -> int:
        """The number of columns."""
        if isinstance(self.rows, Rows):
            widths: Iterable[int] = (len(part.columns) for part in self.rows.parts)
        else:
            widths = (len(row.cells) for row in self.rows)
        return max(chain((len(self.header or ()),), widths))

    def samples(self, column: int, most: int = 3) -> tuple[str, ...]:
        """Return the first values in a column that are not blank."""
        cells = chain.from_iterable(
            part.columns[column].split(SEPARATOR) for part in self.parts if 0 <= column < len(part.columns)
        )
        return tuple(islice((value for cell in cells if (value := cell.strip())), most))
