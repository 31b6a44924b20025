"""Header lines: where one is, and what its words mean in the languages that lists come in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from desktop_app.attendees.matching import attendance
from desktop_app.attendees.matching.header_words import (
    ASKING,
    ASKING_NAMES,
    CONTACTS,
    ELSES,
    EXTRA_WORDS,
    INFIXES,
    LABELS,
    MEANING_WORDS,
    NOTES,
    OF_WORK,
    PEOPLE,
    SECOND_LAST,
    YES_OR_NO,
    Extra,
    Meaning,
)

LOOKED_AT = 60
"""Rows in which a header line is looked for."""

MOST_COLUMNS = 1000
"""Columns whose headers are looked at."""

_LONG = 60
"""Characters; longer cells are no headers."""


_MAIL_PARTS = (
    "user principal name",
    "email",
    "e mail",
    "courriel",
    "correo electronico",
    "メール",
    "邮箱",
    "邮件",
    "郵箱",
    "電子郵件",
)
"""A longer header with one of these in it means an address."""

_NOT_THE_ADDRESS = (
    "opt", "consent", "sent", "status", "subscribed", "verified", "type", "date", "bounce", "newsletter", "count",
    "format", "domain", "template", "subject",
)  # fmt: skip

"""Words of headers about e-mail whose columns hold no addresses: "Email opt-in", "Email status"."""

_PARTS: Mapping[str, Meaning] = {
    part: named
    for named, parts in (
        (
            Meaning.FULL,
            "full name|first and last name|name and surname|vor und nachname|nom et prenom|prenom et nom|"
            "nombre y apellidos|nombre y apellido|nome e cognome|nome e sobrenome|voor en achternaam|imie i nazwisko",
        ),
        (Meaning.FIRST, "first name|given name|forename|vorname|prenom|voornaam|imie"),
        (Meaning.LAST, "last name|surname|family name|nachname|nom de famille|apellidos|cognome|achternaam|nazwisko"),
        (Meaning.NAME, "your name|name"),
    )
    for part in parts.split("|")
}
"""What a longer header may contain, such as the question of a form; the first that it does counts."""

_OTHER_NAMES = (
    "company", "organi", "account", "school", "employer", "event", "session", "webinar", "meeting", "course", "class",
    "campaign", "form", "list", "file", "sheet", "ticket", "product", "user", "login", "screen", "nick", "maiden",
    "middle", "domain", "group", "team", "source", "city", "country", "region", "state", "topic", "tag", "label",
    "host", "phonetic", "hotel", "project",
    "会社", "公司", "企業", "企业", "団体", "組織", "组织", "学校", "単位", "单位", "部署", "部門", "部门",
    "商品", "イベント", "活动", "カナ", "ふりがな", "フリガナ", "ローマ字", "拼音", "英文", "旧姓",
)  # fmt: skip
"""Words beside "name" that make it another thing's name, or none that is used."""

_NOT_IN_USE = re.compile(
    r"\b(?:middle|maiden|phonetic|birth|former|previous|zweiter|deuxieme|drugie|tweede|panienskie)\b"
)
"""Words beside a first or last name that make it another than the one in use."""

_ANYWHERE = ("氏名", "姓名", "お名前")
"""What means a full name wherever it stands: Japanese and Chinese have no space between words."""

_NUMBERED = re.compile(r"\s*[Qq]?\d{1,2}\s*[.):\u3001\uff0e\uff1a]\s*(?=[^\W\d_])")
"""The number of a question: "1. First name"."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART_OF = re.compile(r"(.+?)(?:\s*[(\[\uff08\u3010]\s*(.+?)\s*[)\]\uff09\u3011]|(?:\s[-\u2013\u2014]|:|\.)\s*(.+))\s*")
"""What a form calls the two fields of a name: "Name (First)", "Full name - Last name"."""
_OF = frozenset(("de", "del", "do", "du", "di"))
_AND = frozenset(("and", "und", "et", "y", "e", "i", "en", "og", "och"))
_BRACKETS = re.compile("[(\\[\uff08【][^(\\[\uff08【)\\]\uff09】]*[)\\]\uff09】]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans("łıøđð", "liodd")
"""Letters that have no accent to take off."""
_NO_WORD = re.compile(r"[\W_]+")
_LETTERS_ONLY = r"[^\W\d_]+(?:['\u2019.-]+[^\W\d_]+)*\.?"
_WHOLE_NAME = re.compile(rf"{_LETTERS_ONLY}(?:,? {_LETTERS_ONLY}){{1,2}}|[\u4e00-\u9fff\uac00-\ud7a3]{{2,4}}")
"""Two or three words of letters, or as many characters as a Chinese, Japanese, or Korean name has."""


def without_accents(text: str) -> str:
    """Return text in small letters without accents, as people look a name up: "Zoë" is "zoe"."""
    small = text.casefold()
    return small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small).translate(_LETTERS))


def folded(cell: str) -> str:
    """Return a header for comparing: small letters without accents, words apart by one space, no punctuation."""
    apart = _CAMEL.sub(" ", cell.strip()[:200])
    return _NO_WORD.sub(" ", without_accents(apart)).strip()


_KNOWN: Mapping[str, Meaning] = {
    folded(word): named
    for named, words in reversed(tuple(MEANING_WORDS.items()))
    for word in words.split("|")
    if word.strip()
}


_EXTRA: Mapping[str, Extra] = {
    folded(word): field
    for field, words in reversed(tuple(EXTRA_WORDS.items()))
    for word in words.split("|")
    if folded(word)
}


def pattern_of(*listed: str) -> re.Pattern[str]:
    """Return what finds these words in folded headers. They are apart by "|" and begin so; "$" is a word's end."""
    forms = []
    for word in "|".join(listed).split("|"):
        key = folded(word)
        end = r"\b" if word.strip().endswith("$") else ""
        # in Chinese and Japanese no word stands apart
        forms.append(rf"\b{key}{end}" if key.isascii() else key)
    return re.compile("|".join(sorted(filter(None, forms), key=len, reverse=True)))


_NOTES, _INFIXES, _SECOND_LAST, _LABELS = (
    frozenset(folded(word) for word in words.split("|")) for words in (NOTES, INFIXES, SECOND_LAST, LABELS)
)
_ASKING, _YES_OR_NO, _OF_WORK = (frozenset(words.split()) for words in (ASKING, YES_OR_NO, OF_WORK))
_ANYBODY = pattern_of(PEOPLE, ELSES, CONTACTS)
_ASKING_NAMES = frozenset(map(folded, f"{ASKING} {ASKING_NAMES}".split())) - _KNOWN.keys()
_OTHERS = tuple(map(folded, _OTHER_NAMES))


def extra_meaning(cell: str) -> Extra | None:
    """Return which of Zoom's standard questions a header stands for, or asks in the words of a form; None for any
    other."""
    for form in (cell, _BRACKETS.sub(" ", cell)):
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
    for part in re.split(r"[/|]|\bor\b", _BRACKETS.sub(" ", cell)):
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


def is_infix(cell: str) -> bool:
    """Say whether a column holds what stands before last names: "van der"."""
    return folded(cell) in _INFIXES


def is_second_last(cell: str) -> bool:
    """Say whether a column holds the second of two last names: "Segundo apellido"."""
    return folded(cell) in _SECOND_LAST


def unnumbered(names: Sequence[str]) -> list[str]:
    """Return headers without the numbers of questions: those in front of headers that differ without them too."""
    bare = [_NUMBERED.sub("", name) for name in names]
    times = Counter(map(folded, bare))
    alike = any(times[folded(left)] > 1 for left, name in zip(bare, names, strict=True) if left != name)
    return list(names) if alike else bare


def meanings(names: Sequence[str]) -> list[tuple[Meaning, bool] | None]:
    """Return what each header of a list means: see `meaning`."""
    found = [meaning(name) if name.strip() else None for name in names]
    if "名前" in names:
        # a name in Chinese, it is the last one where Japanese has the first beside it
        lasts = [name.strip() == "名字" for name in names]
        found = [(Meaning.LAST, True) if last else known for last, known in zip(lasts, found, strict=True)]
    return found


def meaning(cell: str) -> tuple[Meaning, bool] | None:
    """Return what a header means, and whether it is exactly that rather than contains it; None when it says nothing."""
    exact = _part_of_name(cell) or _exact(cell)
    if exact is not None:
        return exact, True
    key = folded(_BRACKETS.sub(" ", cell))
    if any(words in key for words in _MAIL_PARTS) and not any(word in key for word in _NOT_THE_ADDRESS):
        return Meaning.EMAIL, False
    words = f" {key} "
    found = next((found for part, found in _PARTS.items() if f" {part} " in words), None)
    # things have names, but only people have first and last ones: "Team member first name"
    if found in (Meaning.FIRST, Meaning.LAST) and not _NOT_IN_USE.search(key):
        return found, False
    if any(word in key for word in _OTHERS):
        return None
    found = found or _asked_name(key) or (Meaning.FULL if any(word in key for word in _ANYWHERE) else None)
    return (found, False) if found else None


def _asked_name(key: str) -> Meaning | None:
    """Return what is left of a header without the words that ask, and those for people: "Nom de l'élève"."""
    left = []
    for word in key.split():
        if not word.isascii():
            left.append(_ANYBODY.sub("", word))
        elif word not in _ASKING_NAMES and not _ANYBODY.match(word):
            left.append(word)
    found = _KNOWN.get(" ".join(filter(None, left)))
    return found if found in _NAMES else None


def _exact(cell: str) -> Meaning | None:
    for form in (cell, _BRACKETS.sub(" ", cell)):
        key = folded(form)
        found = _KNOWN.get(key) or _KNOWN.get(key.replace(" ", ""))
        if found is not None:
            return found
    return Meaning.FULL if _names_both(key) else None


def _part_of_name(cell: str) -> Meaning | None:
    """Return which part of a name a header stands for that names all of it first: "Name (First)"."""
    found = _PART_OF.fullmatch(cell[:_LONG])
    whole = meaning(found[1]) if found else None
    if found is None or whole is None or whole[0] not in _OF_NAMES:
        return None
    part = _KNOWN.get(folded(found[2] or found[3]))
    return part if part in (Meaning.FIRST, Meaning.LAST) else None


_OF_NAMES = (Meaning.FULL, Meaning.NAME, Meaning.NAME_OR_FIRST, Meaning.NAME_OR_LAST)
_OF_FIRST = (Meaning.FIRST, Meaning.NAME, Meaning.NAME_OR_FIRST)
_NAMES = (*_OF_NAMES, Meaning.FIRST, Meaning.LAST)


def _names_both(key: str) -> bool:
    """Say whether a header names the parts of a full name: "Apellidos, Nombre"."""
    # "attendee" and "guest" say whose name it is, not which part of it
    named = [word for word in key.split() if not _ANYBODY.match(word)]
    words = [word for word in named if word not in _AND] if " ".join(named) not in _KNOWN else []
    for at in range(1, min(len(words), 6)):
        parts = {_KNOWN.get(" ".join(words[:at])), _KNOWN.get(" ".join(words[at:]))}
        if Meaning.LAST in parts and not parts.isdisjoint(_OF_FIRST):
            return True
    return False


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
