"""Header lines: where one is, and which questions of Zoom its words ask, in the languages that lists come in."""

import re
from collections.abc import Mapping, Sequence

from desktop_app.attendees.cells.folding import folded, without_brackets
from desktop_app.attendees.matching import attendance
from desktop_app.attendees.matching.header_words import (
    ASKING,
    EXTRA_WORDS,
    LABELS,
    NOTES,
    OF_WORK,
    YES_OR_NO,
    Extra,
    Meaning,
)
from desktop_app.attendees.matching.name_headers import meaning

LOOKED_AT = 60
"""Rows in which a header line is looked for."""

MOST_COLUMNS = 1000
"""Columns whose headers are looked at."""

_LONG = 60
"""Characters; longer cells are no headers."""


_OF = frozenset(("de", "del", "do", "du", "di"))
_LETTERS_ONLY = r"[^\W\d_]+(?:['\u2019.-]+[^\W\d_]+)*\.?"
_WHOLE_NAME = re.compile(rf"{_LETTERS_ONLY}(?:,? {_LETTERS_ONLY}){{1,2}}|[\u4e00-\u9fff\uac00-\ud7a3]{{2,4}}")
"""Two or three words of letters, or as many characters as a Chinese, Japanese, or Korean name has."""


_EXTRA: Mapping[str, Extra] = {
    folded(word): field
    for field, words in reversed(tuple(EXTRA_WORDS.items()))
    for word in words.split("|")
    if folded(word)
}


_NOTES, _LABELS = (frozenset(folded(word) for word in words.split("|")) for words in (NOTES, LABELS))
_ASKING, _YES_OR_NO, _OF_WORK = (frozenset(words.split()) for words in (ASKING, YES_OR_NO, OF_WORK))


def extra_meaning(cell: str) -> Extra | None:
    """Return which of Zoom's standard questions a header stands for, or asks in the words of a form; None for any
    other."""
    for form in (cell, without_brackets(cell)):
        key = folded(form)
        if not key:
            continue
        found = _EXTRA.get(key) or _EXTRA.get(key.replace(" ", "")) or _EXTRA.get(_not_of_work(key))
        if found is not None:
            return found
    return _asked(cell) if len(cell) <= _LONG and not is_own(cell) else None


def _not_of_work(key: str) -> str:
    """Return "city" for "business city" and "ciudad del trabajo"; nothing where no such word is there."""
    words = key.split()
    if _OF_WORK.isdisjoint(words):
        return ""
    return " ".join(word for word in words if word not in _OF_WORK and word not in _OF)


def _asked(cell: str) -> Extra | None:
    """Return what a question asks for: "Which company do you work for?", "Your role / job title"."""
    if folded(cell).partition(" ")[0] in _YES_OR_NO:
        return None
    found = set()
    for part in re.split(r"[/|]|\bor\b", without_brackets(cell)):
        words = folded(part).split()
        left = [word for word in words if word not in _ASKING]
        found.add(_EXTRA.get(" ".join(left)) if words else None)
    return found.pop() if len(found) == 1 else None


def is_own(cell: str) -> bool:
    """Say whether a column is for who keeps the list: notes, or whether somebody comes."""
    return folded(cell) in _NOTES or is_status(cell)


def is_status(cell: str) -> bool:
    """Say whether a column says who comes and who doesn't."""
    return attendance.asked(folded(cell)) is not None


def find(rows: Sequence[Sequence[str]]) -> tuple[int | None, int]:
    """Return the place of the header line, None if there is none, and of the first row of people.

    `rows` are the first ones that are not blank. Titles above the header are skipped, and whole sections with headers
    of their own that say less, such as the hosts in Zoom's attendee report: `earlier_sections` has them.
    """
    data = next((at for at, cells in enumerate(rows) if _holds_address(cells)), None)
    before = rows if data is None else rows[:data]
    people = [cells for cells in rows if _holds_address(cells)]
    named = [(_named(_unlike(cells, people)), at) for at, cells in enumerate(before)]
    best = max(named, key=lambda item: (item[0], -item[1]), default=(0, 0))
    if data is not None:
        best = max(best, _later(rows, data, best), key=lambda item: (item[0], -item[1]))
    if best[0] > 0:
        return best[1], best[1] + 1
    if data is None:
        return None, 0
    # titles fill fewer cells than people do
    width = _filled(rows[data])
    above = data - 1
    if above >= 0 and width <= _filled(rows[above]) and _above_address(rows[above], rows[data]):
        labels = map(_is_label, _unlike(rows[above], people))
        if any(labels):
            return above, data
    first = 0
    while first < data and width > 1 and _filled(rows[first]) == 1 and not (first and _filled(rows[first - 1]) > 1):
        first += 1
    return None, next((at for at in range(first) if _has_no_address(rows[at], rows[data])), first)


def _later(rows: Sequence[Sequence[str]], data: int, known: tuple[int, int]) -> tuple[int, int]:
    """Return the score and place of a header below the first address: that stood in a title, or in a section whose
    header is `known`."""
    best = (0, 0)
    for at, cells in enumerate(rows[data + 1 :], data + 1):
        if _holds_address(cells) or _filled(cells) < 2 or not _has_exact_email(cells):
            continue
        score = _named(cells)
        if score <= best[0] or (known[0] and (score <= known[0] or _places(cells) == _places(rows[known[1]]))):
            continue
        titles = (_filled(row) == 1 for row in rows[data:at] if _holds_address(row))
        if known[0] or all(titles):
            best = (score, at)
    return best


def _has_exact_email(cells: Sequence[str]) -> bool:
    return any(
        meaning(cell) == (Meaning.EMAIL, True) for cell in cells[:MOST_COLUMNS] if cell.strip() and len(cell) <= _LONG
    )


def _places(cells: Sequence[str]) -> dict[Meaning, int]:
    return {known[0]: at for at, cell in enumerate(cells[:MOST_COLUMNS]) if cell.strip() and (known := meaning(cell))}


def begins_section(cells: Sequence[str]) -> bool:
    """Say whether a row is a header line of people, whatever they have: every cell is a label, or one is an address."""
    filled = [cell for cell in cells[:MOST_COLUMNS] if cell.strip()]
    if len(filled) < 2 or _holds_address(cells) or not _named(cells):
        return False
    return _has_exact_email(cells) or all(map(_is_label, filled))


def begins_people(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a row is a header line because it names two columns, or one for addresses, however roughly, and has
    somebody's address in the row below it."""
    if _filled(cells) < 2 or _filled(below) < 2 or _holds_address(cells) or not _holds_address(below):
        return False
    return _named(cells) > 1


def is_filled_row(cells: Sequence[str]) -> bool:
    """Say whether a row of a section is somebody rather than a title."""
    return _holds_address(cells) or _filled(cells) > 1


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row is the header line of people, beyond doubt: an e-mail column and another that is known."""
    return _filled(cells) > 1 and _has_exact_email(cells) and _named(cells) > 2


def _named(cells: Sequence[str]) -> int:
    """Return how much a row looks like a header line: the number of headers that are known, the e-mail column counted
    twice. 0 for a title with a known word in it."""
    cells = cells[:MOST_COLUMNS]
    found = {known[0]: known[1] for cell in cells if cell.strip() and (known := meaning(cell))}
    others = {field for cell in cells if cell.strip() and (field := extra_meaning(cell))}
    if not found and len(others) > 1 and all(len(cell) <= _LONG for cell in cells):
        return len(others)
    exact = [name for name, is_exact in found.items() if is_exact]
    if not found or (not exact and len(found) < 2 and Meaning.EMAIL not in found):
        return 0
    if any(len(cell) > _LONG for cell in cells if cell.strip() and meaning(cell)):
        return 0
    return len(found) + len(others) + (1 if Meaning.EMAIL in found else 0)


def _unlike(cells: Sequence[str], people: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return a row without the cells that people have in the same column: "Guest" may be what somebody is."""
    below = {(at, cell) for person in people for at, cell in enumerate(person) if cell} if any(cells) else ()
    return [cell if (at, cell) not in below else "" for at, cell in enumerate(cells)]


def _is_label(cell: str) -> bool:
    """Say whether a cell is what lists call a column, or asks."""
    key = folded(cell)
    known = meaning(cell) is not None or extra_meaning(cell) is not None or key in _NOTES or key in _LABELS
    return bool(key) and (known or cell.rstrip().endswith(("?", ":", "*", "\uff1f")))


def _holds_address(cells: Sequence[str]) -> bool:
    return any("@" in cell or "\uff20" in cell for cell in cells)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _has_no_address(cells: Sequence[str], person: Sequence[str]) -> bool:
    """Say whether a row is rather somebody without an address than a title: it holds nothing but what looks like a name
    where a person has one, and with capitals as there."""
    filled = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
    if len(filled) != 1 or filled[0][0] >= len(person):
        return False
    cell, name = filled[0][1], person[filled[0][0]].strip()
    if not name or "@" in name or not _WHOLE_NAME.fullmatch(cell):
        return False
    return not (cell.split()[-1][0].islower() and name.split()[-1][0].isupper())


def _above_address(cells: Sequence[str], person: Sequence[str]) -> bool:
    """A person without an address is no header: its cell above the address is empty."""
    at = next(at for at, cell in enumerate(person) if "@" in cell or "\uff20" in cell)
    return at < len(cells) and bool(cells[at].strip())
