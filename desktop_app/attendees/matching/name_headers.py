"""What headers mean: addresses, names, or parts of names, in the languages that lists come in."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from desktop_app.attendees.cells.folding import folded, pattern_of, without_brackets
from desktop_app.attendees.matching.header_words import (
    ASKING,
    ASKING_NAMES,
    CONTACTS,
    ELSES,
    INFIXES,
    MEANING_WORDS,
    PEOPLE,
    ROLES,
    SECOND_LAST,
    Meaning,
)

Called: TypeAlias = Sequence[tuple[Meaning, bool] | None]
"""What each column is called, and whether it is called exactly that: see `meaning`."""

_LONG = 60
"""Characters of a header that are looked at for a part of a name."""

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

_PART_OF = re.compile(r"(.+?)(?:\s*[(\[\uff08\u3010]\s*(.+?)\s*[)\]\uff09\u3011]|(?:\s[-\u2013\u2014]|:|\.)\s*(.+))\s*")
"""What a form calls the two fields of a name: "Name (First)", "Full name - Last name"."""
_AND = frozenset(("and", "und", "et", "y", "e", "i", "en", "og", "och"))

_KNOWN: Mapping[str, Meaning] = {
    folded(word): named
    for named, words in reversed(tuple(MEANING_WORDS.items()))
    for word in words.split("|")
    if word.strip()
}

_INFIXES, _SECOND_LAST = (frozenset(map(folded, words.split("|"))) for words in (INFIXES, SECOND_LAST))
_ANYBODY = pattern_of(PEOPLE, ELSES, ROLES, CONTACTS)
_SOMEBODYS_NAME = re.compile(rf"(?:{_ANYBODY.pattern})\w* name\b")
_ASKING_NAMES = frozenset(map(folded, f"{ASKING} {ASKING_NAMES}".split())) - _KNOWN.keys()
_OTHERS = tuple(map(folded, _OTHER_NAMES))


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
    key = folded(without_brackets(cell))
    if any(words in key for words in _MAIL_PARTS) and not any(word in key for word in _NOT_THE_ADDRESS):
        return Meaning.EMAIL, False
    words = f" {key} "
    found = next((found for part, found in _PARTS.items() if f" {part} " in words), None)
    # things have names, but only people have first and last ones: "Team member first name"
    if found in (Meaning.FIRST, Meaning.LAST):
        return None if _NOT_IN_USE.search(key) else (found, False)
    asked = _asked_name(key)
    if asked is not None:
        return asked, False
    if any(word in key for word in _OTHERS) and not _SOMEBODYS_NAME.search(key):
        return None
    found = found or (Meaning.FULL if any(word in key for word in _ANYWHERE) else None)
    return (found, False) if found else None


def _asked_name(key: str) -> Meaning | None:
    """Return what is left of a header without the words that ask, and those for people: "Nom de l'élève"."""
    left = []
    for word in key.split():
        if not word.isascii():
            left.append(_ANYBODY.sub("", word))
        elif word not in _ASKING_NAMES and not _ANYBODY.match(word):
            left.append(word)
    return _KNOWN.get(" ".join(filter(None, left)))


def _exact(cell: str) -> Meaning | None:
    for form in (cell, without_brackets(cell)):
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
