"""People above the header line of a list, in sections with headers of their own, such as the hosts in Zoom's attendee
report: they are put below the headers that mean the same.
"""

from collections.abc import Sequence
from itertools import pairwise

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import Rows, Table, parts_of
from desktop_app.attendees.matching import headers
from desktop_app.attendees.matching.full_names import begin_with_last, split_name
from desktop_app.attendees.matching.match import Columns, match

Cells = Sequence[str]


def sections_above(rows: Sequence[Cells], header: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return people above the chosen header, each with its place in `rows` and its cells put below that header.

    Where addresses find no column there, a section stays as it is. One with an address that would be lost isn't
    returned.
    """
    found: list[tuple[int, tuple[str, ...]]] = []
    tops = [
        at for at in range(header) if headers.begins_section(rows[at]) or headers.begins_people(rows[at], rows[at + 1])
    ]
    wanted = match(_table(rows[header], rows[header + 1 :])) if tops else Columns()
    for top, end in pairwise([*tops, header]):
        people = [at for at in range(top + 1, end) if headers.is_filled_row(rows[at])]
        section = _table(rows[top], [rows[at] for at in people])
        given = match(section)
        if given.email is None:
            continue
        if wanted.email is None:
            found += ((at, tuple(rows[at])) for at in people)
            continue
        last_first = begin_with_last(section, given)
        put = []
        for at in people:
            moved = _moved(rows[at], given, wanted, last_first=last_first)
            put.append((at, _with_same_names(moved, rows[at], rows[top], rows[header])))
        if all(_holds_address(cells) or not _holds_address(rows[at]) for at, cells in put):
            found += put
    return found


def _holds_address(cells: Cells) -> bool:
    return any("@" in cell for cell in cells)


def _table(header: Cells, rows: Sequence[Cells]) -> Table:
    return Table(header=tuple(header), header_row=1, rows=Rows(parts_of(2, rows)), encoding="", delimiter="")


def _moved(cells: Cells, given: Columns, wanted: Columns, *, last_first: bool) -> dict[int, str]:
    """Return what goes into which column of the list by what the columns hold."""

    def cell(at: int | None) -> str:
        return cells[at] if at is not None and at < len(cells) else ""

    whole, first, last = cell(given.full_name), cell(given.first_name), cell(given.last_name)
    if given.full_name is not None:
        first, last = split_name(whole, last_first=last_first)
    elif wanted.full_name is not None:
        whole = f"{last}, {first}" if first.strip() and last.strip() else first or last
    moved = {
        wanted.email: cell(given.email),
        wanted.full_name: whole,
        wanted.first_name: first if wanted.last_name is not None else f"{first} {last}".strip(),
        wanted.last_name: last if wanted.first_name is not None else f"{first} {last}".strip(),
    }
    moved |= {at: cell(given.extra.get(field)) for field, at in wanted.extra.items()}
    return {at: text for at, text in moved.items() if at is not None}


def _with_same_names(moved: dict[int, str], cells: Cells, theirs: Cells, header: Cells) -> tuple[str, ...]:
    """Return the cells of a row; what is in no column that is used goes below the same header."""
    names = [folded(name) for name in theirs]
    same = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    return tuple(moved.get(at) or same.get(folded(name), "") for at, name in enumerate(header))
