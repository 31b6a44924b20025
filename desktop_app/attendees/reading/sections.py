"""Where a list ends before its sheet does: another list below it, people who are set apart, and a row of sums."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from operator import add
from typing import NamedTuple

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import SEPARATOR, OtherList, Part, Rows, only_first, without_first
from desktop_app.attendees.matching import headers
from desktop_app.attendees.matching.attendance import ACCEPTED, REFUSALS, WAITING

_MOST_GAPS = 2000
"""Blank rows, at most, behind which a header line is looked for."""

_TITLES = 2
"""Rows, at most, of a title above a header line."""

_TOTAL = re.compile(
    r"(?:(?:grand |sub)?totals?|sum|summe|gesamt|gesamt(?:zahl|summe)|insgesamt|somme|totale|totaal|suma|soma|som|"
    r"razem|łącznie|合計|総計|总计|合计|總計)(?![^\W\d_])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?!(?:EUR|USD|GBP|CHF|PLN|JPY|CNY|BRL)\b)[^\W\d_]+")
"""A word, other than a currency."""


_ABSENT = frozenset(
    (  # noqa: SIM905 - a word a line would be a page
        "on hold|no show|no shows|did not attend|en attente|absents|excuses|annules|absagen|abmeldungen|cancellations|"
        "stornierungen|annulations|cancelaciones|cancelados|canceladas|cancelamentos|disdette|annullati|afmeldingen|"
        "rezygnacje|欠席者|キャンセル者|缺席名单"
    ).split("|")
)
"""What only a title says: in a column it may be about an event before this one."""
_REFUSING = REFUSALS | WAITING | _ABSENT
_COMING = frozenset(word for word in ACCEPTED if len(word) > 4) | {"registered", "出席", "参加", "出席者", "参加者"}
"""What a title says of the people below it."""

_ANYWHERE = frozenset(word for word in _REFUSING if len(word) > 6)
"""What may be anywhere in a title: shorter words only at its beginning."""

_MOST_WORDS = max(word.count(" ") + 1 for word in _REFUSING | _COMING)
_LONGEST_TITLE = 100
"""Characters."""

_NO_LETTER = re.compile(r"[\W\d_]+")


class HeadedRows(NamedTuple):
    """A list of a sheet: its header and the row that this is in, None and 0 where there is none, and what is below."""

    header: tuple[str, ...] | None
    header_row: int
    parts: list[Part]


class _Place(NamedTuple):
    """Where a list is among the rows: the first and the one behind the last of each of its pieces; `begins` is the
    number of its top row."""

    header: tuple[str, ...] | None
    header_row: int
    pieces: tuple[tuple[int, int], ...]
    begins: int


def one_of(
    found: HeadedRows, sheet: str, begins: int = 0, *, apart: int = 0
) -> tuple[HeadedRows, tuple[OtherList, ...]]:
    """Return one of the lists in some rows, and what the others are: those below it first, then those above. It is the
    list that begins in row `begins`, else the first.

    A further list begins behind a blank row, with a header line of its own or a title above one. The same header again
    begins none, and no list ends before its first address. People below a title such as "Waitlist" or "Not attending"
    are a list of their own, up to a title such as "Attending". `apart` is the row of such a title above them all.
    """
    rows = Rows(found.parts)
    below = list(_headers(rows, found.header))
    while below and not any("@" in cell for row in islice(rows, below[0][0]) for cell in row.cells):
        del below[0]
    titles = list(_titles(rows))
    if not below and not titles:
        return found, ()
    top = _Place(found.header, found.header_row, ((0, below[0][0] if below else len(rows)),), found.header_row)
    lists = [top._replace(begins=found.header_row or rows[0].number)]
    for (_, at), (end, _) in pairwise([*below, (len(rows), 0)]):
        header = rows[at]
        lists.append(_Place(header.cells, header.number, ((at + 1, end),), header.number))
    divided = [_divided(rows, place, titles, 0 if at else apart) for at, place in enumerate(lists)]
    (first, *parted), *others = divided
    places = [first, *(place for place in chain(parted, *others) if _size(rows, place))]
    at = next((at for at, place in enumerate(places) if place.begins == begins), 0)
    chosen = places[at]
    parts: list[Part] = []
    for start, end in chosen.pieces:
        parts += without_first(only_first(found.parts, end), start)
    unread = (OtherList(sheet, _size(rows, place), place.begins) for place in (*places[at + 1 :], *places[:at]))
    return HeadedRows(chosen.header, chosen.header_row, parts), tuple(unread)


def _divided(rows: Rows, place: _Place, titles: Sequence[tuple[int, bool]], apart: int) -> list[_Place]:
    """Return a list without the people who are set apart in it, and these; `titles` are as `_titles` yields them, and
    `apart` is the row of one above the list by which its first people don't come, 0 for none."""
    ((start, end),) = place.pieces
    inside = [(at, refuses) for at, refuses in titles if start <= at < end]
    if not any(refuses for _, refuses in inside) and not (apart and inside):
        return [place]
    staying: list[tuple[int, int]] = []
    away: list[_Place] = []
    begins = apart
    for at, refuses in [*inside, (end, False)]:
        if begins and at > start:
            away.append(place._replace(pieces=((start, at),), begins=begins))
        elif at > start:
            staying.append((start, at))
        start, begins = at + 1, rows[at].number if refuses else 0
        if start < end and place.header and _names(rows[start].cells) == _names(place.header):
            start += 1
    kept = place._replace(pieces=tuple(staying))
    if not away or not _size(rows, kept):
        return [place]
    # without a header the first row may be the title of those who are set apart
    return [kept._replace(begins=place.header_row or rows[staying[0][0]].number), *away]


def before_set_apart(rows: Sequence[Sequence[str]], header: int) -> Sequence[Sequence[str]]:
    """Return the rows above a header line whose title says that the people below it don't come; all rows, where it has
    no such title, or there is nobody above."""
    at = refusing_above(rows, header)
    return rows if at is None or not any("@" in cell for row in rows[:at] for cell in row) else rows[:at]


def refusing_above(rows: Sequence[Sequence[str]], end: int) -> int | None:
    """Return the place of the title, among the last rows before this place, by which the people below it don't come;
    None where there is none."""
    return next((at for at in range(end - 1, max(0, end - _TITLES) - 1, -1) if _of_title(rows[at])), None)


def set_apart(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the places of the rows that stand below a title by which they don't come."""
    places, refuses = set[int](), False
    for at, cells in enumerate(rows):
        said = _of_title(cells)
        refuses = refuses if said is None else said
        if refuses:
            places.add(at)
    return frozenset(places)


def _titles(rows: Rows) -> Iterator[tuple[int, bool]]:
    """Yield the place of each row that holds nothing but a title which says that people come, or that they don't."""
    for start, part in zip(rows.starts, rows.parts, strict=False):
        # where everybody has an address there is no title
        if any(column.count("@") >= part.size for column in part.columns):
            continue
        for at in _of_one_cell(part):
            refuses = _of_title(rows[start + at].cells)
            if refuses is not None:
                yield start + at, refuses


def _of_one_cell(part: Part) -> list[int]:
    """Return the places of the rows of which one cell is filled. They are few: each column is looked at as a whole."""
    full = (column for column in part.columns if all(map(str.strip, column.split(SEPARATOR))))
    if len(list(islice(full, 2))) == 2:
        return []
    filled = [0] * part.size
    for column in part.columns:
        filled = list(map(add, filled, map(bool, map(str.strip, column.split(SEPARATOR)))))
        if min(filled) > 1:
            break
    return [at for at, count in enumerate(filled) if count == 1]


def _of_title(cells: Sequence[str]) -> bool | None:
    """Say whether a row is a title by which the people below don't come ("Waitlist (3)", "Guests who declined"), or do;
    None if it says nothing of it."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) != 1 or "@" in filled[0] or len(filled[0]) > _LONGEST_TITLE:
        return None
    words = folded(_NO_LETTER.sub(" ", filled[0])).split()
    fronts = _phrases(words, 0)
    if not _REFUSING.isdisjoint(fronts):
        return True
    if any(not _ANYWHERE.isdisjoint(_phrases(words, at)) for at in range(1, len(words))):
        return True
    return None if _COMING.isdisjoint(fronts) else False


def _phrases(words: Sequence[str], start: int) -> list[str]:
    """Return the first word from a place on, the first two, and so on."""
    return [" ".join(words[start:end]) for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1)]


def _size(rows: Rows, place: _Place) -> int:
    """Return how many rows a list has, without one of sums at its end."""
    last = place.pieces[-1][1] - 1 if place.pieces else 0
    size = sum(end - first for first, end in place.pieces)
    return size - (size > 0 and _is_total(rows[last].cells))


def _headers(rows: Rows, known: Sequence[str] | None) -> Iterator[tuple[int, int]]:
    """Yield the place at which each list below begins, and that of its header."""
    same = _names(known or ())
    done = -1
    for at in islice(_behind_blank(rows.parts), _MOST_GAPS):
        # a header behind a blank row of its own was found below its title
        for place in range(max(at, done + 1), min(at + _TITLES + 1, len(rows))):
            cells = rows[place].cells
            if any("@" in cell for cell in cells):
                break
            if headers.is_header(cells):
                done = place
                if _names(cells) != same:
                    yield at, place
                break
            if sum(1 for cell in cells if cell.strip()) > 1:
                break


def _names(cells: Sequence[str]) -> list[str]:
    """Return headers for comparing, without the blank ones behind them."""
    names = [folded(cell) for cell in cells]
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
