"""Where a list ends before its sheet does: a second list below it, and a row of sums."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from desktop_app.attendees.matching import headers
from desktop_app.attendees.reading.table import SEPARATOR, OtherList, Part, Rows, only_first

_MOST_GAPS = 2000
"""Blank rows behind which a header line is looked for."""

_TITLES = 2
"""Rows of a title that may stand above a header line."""

_TOTAL = re.compile(
    r"(?:(?:grand |sub)?totals?|sum|summe|gesamt|gesamt(?:zahl|summe)|insgesamt|somme|totale|totaal|suma|soma|som|"
    r"razem|łącznie|合計|総計|总计|合计|總計)(?![^\W\d_])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?!(?:EUR|USD|GBP|CHF|PLN|JPY|CNY|BRL)\b)[^\W\d_]+")
"""Letters that are no currency."""


def ended(parts: list[Part], header: Sequence[str] | None, sheet: str) -> tuple[list[Part], tuple[OtherList, ...]]:
    """Return the rows up to where another list begins, and the lists from there on.

    One begins with a header line of its own, or a title above it, behind a blank row. The same header again is none,
    and no list ends before its first address.
    """
    rows = Rows(parts)
    begins = list(_headers(rows, header))
    while begins and not any("@" in cell for row in islice(rows, begins[0][0]) for cell in row.cells):
        del begins[0]
    if not begins:
        return parts, ()
    found = []
    for (_, at), (end, _) in pairwise([*begins, (len(rows), 0)]):
        size = end - at - 1 - (end == len(rows) and _is_total(rows[-1].cells))
        if size:
            found.append(OtherList(sheet, size, rows[at].number))
    return only_first(parts, begins[0][0]), tuple(found)


def _headers(rows: Rows, known: Sequence[str] | None) -> Iterator[tuple[int, int]]:
    """Yield the place at which each list below begins, and that of its header."""
    same = _names(known or ())
    for at in islice(_behind_blank(rows.parts), _MOST_GAPS):
        for place in range(at, min(at + _TITLES + 1, len(rows))):
            cells = rows[place].cells
            if any("@" in cell for cell in cells):
                break
            if headers.is_header(cells):
                if _names(cells) != same:
                    yield at, place
                break
            if sum(1 for cell in cells if cell.strip()) > 1:
                break


def _names(cells: Sequence[str]) -> list[str]:
    """Return headers for comparing, without the blank ones behind them."""
    names = [headers.folded(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _behind_blank(parts: Sequence[Part]) -> Iterator[int]:
    """Yield the place of each row that follows on a blank one."""
    before, place = None, 0
    for part in parts:
        numbers = part.rows if part.numbers else (part.start,)
        for at, number in enumerate(numbers):
            if before is not None and number != before + 1:
                yield place + at
            before = number
        before = part.rows[-1]
        place += part.size


def without_total(parts: list[Part]) -> tuple[list[Part], int]:
    """Return rows without a row of sums at the end, and the number of that row; 0 where there is none."""
    size = sum(part.size for part in parts)
    if size < 2 or not _is_total([column.rsplit(SEPARATOR, 1)[-1] for column in parts[-1].columns]):
        return parts, 0
    return only_first(parts, size - 1), parts[-1].rows[-1]


def _is_total(cells: Sequence[str]) -> bool:
    """Say whether these are sums: "Total contacts: 5000", "Totals" with a number beside it. A company may be called
    Total, but then somebody's name or address stands beside it."""
    first, *others = [cell.strip() for cell in cells if cell.strip()] or [""]
    word = _TOTAL.match(first)
    if word is None or any("@" in cell for cell in cells) or any(_WORD.search(cell) for cell in others):
        return False
    return word.end() == len(first.rstrip(" :.")) or _DIGIT.search(" ".join([first, *others])) is not None
