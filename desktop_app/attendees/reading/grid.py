"""The rows of a table that comes cell by cell, as markup has it: merged cells, gaps, and rows of several lengths."""

from desktop_app.attendees.cells.table import MOST_CELLS, MOST_ROWS, PART_ROWS, SEPARATOR, WIDEST, Part, parts_of


class TooLong(Exception):
    """There are more rows or cells than a list can have (MOST_ROWS, MOST_CELLS, WIDEST)."""


class Grid:
    """Packs rows while they come. Rows and columns are counted from 1, as a spreadsheet does.

    Cells that are merged downwards show the same on each row; of cells that are merged across, the first does.
    """

    def __init__(self, left: int = 1, top: int = 1) -> None:
        self.rows = 0
        """Rows so far that are not blank."""
        self._left = left
        self._number = top - 1
        self._is_open = False
        self._cells: list[str] = []
        self._size = 0
        self._hanging: dict[int, tuple[str, int]] = {}
        """What reaches down from above: column to text and last row."""
        self._parts: list[Part] = []
        self._numbers: list[int] = []
        self._full: list[list[str]] = []

    def next_row(self, number: int = 0) -> None:
        """Begin a row: the next, or the one with this number if that is further down."""
        self.end_row()
        self._number = max(number, self._number + 1)
        self._is_open = True
        self._cells = [""] * (self._left - 1)
        self._hanging = {at: item for at, item in self._hanging.items() if item[1] >= self._number}

    def add(self, text: str, *, column: int = 0, across: int = 1, down: int = 1) -> None:
        """Put a cell at the next free place, or in this column if that is further right. Raises TooLong."""
        if not self._is_open:
            self.next_row()
        cells = self._cells
        while True:
            at = len(cells) + 1
            hanging = self._hanging.get(at)
            if hanging is None and at >= column:
                break
            cells.append(hanging[0] if hanging else "")
        text = text.replace(SEPARATOR, "")
        if down > 1:
            for place in range(at, at + across):
                self._hanging[place] = (text if place == at else "", self._number + down - 1)
        cells.append(text)
        if across > 1:
            cells.extend([""] * (across - 1))
        if len(cells) > WIDEST or self._size + len(cells) > MOST_CELLS:
            raise TooLong

    def end_row(self) -> None:
        """End the row, if one has begun. Raises TooLong."""
        if not self._is_open:
            return
        self._is_open = False
        cells = self._cells
        for at in sorted(self._hanging):
            if at > len(cells):
                cells.extend([""] * (at - 1 - len(cells)))
                cells.append(self._hanging[at][0])
        if not any(map(str.strip, cells)):
            return
        self.rows += 1
        self._size += len(cells)
        if self.rows > MOST_ROWS or self._size > MOST_CELLS:
            raise TooLong
        self._numbers.append(self._number)
        self._full.append(cells)
        if len(self._full) == PART_ROWS:
            self._pack()

    def skip(self, rows: int) -> None:
        """Leave rows blank."""
        self._number += rows

    def parts(self) -> list[Part]:
        """Return all rows, packed. Raises TooLong."""
        self.end_row()
        self._pack()
        return self._parts

    def _pack(self) -> None:
        if self._full:
            numbers = self._numbers
            straight = numbers[-1] - numbers[0] == len(numbers) - 1
            self._parts += parts_of(numbers[0], self._full, None if straight else numbers)
        self._numbers, self._full = [], []
