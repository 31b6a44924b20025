"""An address as people write it into a cell: with a name before it, a link around it, a note behind it."""

import re
from collections.abc import Sequence

from desktop_app.attendees.cells.cleaning import INVISIBLE, JOINERS, cleaned
from desktop_app.attendees.cells.folding import folded

LONGEST_NAMES = 5
"""Words, at most, of a name beside an address."""

PLAIN_LOCAL = r"[A-Za-z0-9_+%&=-][A-Za-z0-9_+%&'=-]*+(?>(?:\.[A-Za-z0-9_+%&'=-]++)*)"
PLAIN_LABELS = r"(?>(?:[A-Za-z0-9]++[.-])+)(?<=\.)"
PLAIN_ENDING = "[A-Za-z]{2,63}+"
PLAIN = re.compile(f"{PLAIN_LOCAL}@({PLAIN_LABELS}{PLAIN_ENDING})")
"""Addresses that `email_validator` accepts for certain, unless they are too long; group 1 is the domain. A label
is followed by a dot, or by a hyphen within it. No part gives back what it took, so a cell that is none is given up at
once. Groups are atomic, as `(?>(?:…)*)`: Python 3.11.2 fails to match repeated possessive ones, `(?:…)*+`."""

QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
_AROUND = f"<>;,{QUOTES}"
_PAIRS = ("()", "[]", "{}")
_WIDE = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3002: ".", 0xFF61: "."}
"""Letters and signs of Chinese and Japanese keyboards that stand for those of ASCII."""
_LINK = re.compile(
    r"""=\s*HYPERLINK\s*\(\s*"(?:mailto:)?([^"]+)".*|="([^"]+)"?|\[[^\]]*\]\((?:mailto:)?([^)\s]+)\)|([^#]+)#(?:mailto:|http).*""",
    re.IGNORECASE | re.DOTALL,
)
"""How spreadsheets, databases, and Markdown write a link: one of the groups is the address."""
_CALLED = re.compile(r"(?:e-?mail|mail|courriel|smtp|mailto)\s*:\s*", re.IGNORECASE)
_MARK = re.compile(r"[-\u2013\u2014:|/*\u2022\u00b7]+|\d+[.):]?")
"""What stands between a name and an address, or at the front of a line in a list."""
_NUMBERED = re.compile(r"\s*(?:[-\u2013\u2014*\u2022\u00b7]|\d{1,4}[.):])\s+")
"""A bullet or a number in front of a name."""
_NAME_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PARTICLES = _words("al and bin da de del den der di dos du e el ibn la le ter und van von y zu")
"""Small words within a name. `full_names` knows more of them ("in", "op"), which may as well be words of a note."""
_NO_NAME = _words("""
    a account address admin alt at attend attending away bounce bounced bounces call cc changed coming company contact
    contacts dead deceased declined delete deleted department do dup duplicate email ex former formerly gone inactive
    invalid invite invited leave leaving left list longer mail maybe moved new no not of office old or out phone please
    quit remove removed reply retired team the unknown unsubscribed until wrong
    abgemeldet abgesagt ausgeschieden gekundigt kein keine kommt nicht neu nein mehr verstorben
    ancien ancienne ne pas non partie anterior antiguo baja nao vecchio oud niet meer stary nie
""")
"""Words of notes, folded: text beside an address with one of them in it is no name ("left the company")."""


def without_number(name: str) -> str:
    """Return a name without the number or bullet of a list: "1. Ann", "- Ann"."""
    return _NUMBERED.sub("", name, count=1) if _NUMBERED.match(name) else name


def unwrapped(text: str) -> tuple[str, str]:
    """Return the address in a cell, and the name beside it or "": `Sarah Chen <sarah@x.com>`, `mailto:sarah@x.com`.

    Quotes and separators around them are dropped. Where it isn't certain what is what, return all of it and no name.
    """
    text = INVISIBLE.sub("", text).translate(_WIDE).strip().strip(JOINERS)
    linked = _LINK.fullmatch(text)
    if linked:
        text = next(filter(None, linked.groups()))
    name = ""
    opened, closed = text.rfind("<"), text.rfind(">")
    if 0 <= opened < closed and "@" in text[opened:closed]:
        address = _bared(text[opened + 1 : closed])
        name = cleaned(without_number(text[:opened]).strip(f" \t,{QUOTES}"))
        behind = text[closed + 1 :].strip(f" \t.{_AROUND}")
        others = any("@" in word and _bared(word).lower() != address.lower() for word in name.split())
        if behind or others or any(map(_is_note, _IN_BRACKETS.findall(name))):
            return text, ""
        text, name = address, "" if "@" in name else name
    text = _bared(text)
    if " " in text.strip():
        text, beside = _apart(text.split())
        name = name or beside
    return text, name


def _bared(text: str) -> str:
    """Return an address without the quotes, brackets, or label ("Email:") around it."""
    text = text.strip().strip(_AROUND).strip()
    if text[:1] + text[-1:] in _PAIRS:
        text = text[1:-1].strip()
    called = _CALLED.match(text)
    if called:
        text = text[called.end() :]
        if called[0][:6].lower() == "mailto":
            text = text.partition("?")[0]
    return " ".join(text.split())


def _apart(words: list[str]) -> tuple[str, str]:
    """Return the address and the name among some words, where these are certain; else all the words and no name.

    They are certain when a word of the name is also in the address, or when a whole name comes first and a mark or
    brackets set the address apart. Words that may be more than a name are never dropped.
    """
    whole = " ".join(words)
    at = _lone_address(words)
    if at not in (0, len(words) - 1):
        return whole, ""
    word = words.pop(at)
    address = _bared(word)
    names = [part for part in words if not _MARK.fullmatch(part)]
    if not names:
        return address, ""
    name = cleaned(" ".join(names).strip(f" :-()[]{_AROUND}"))
    said = folded(name).split()
    if _is_note(name) or not _may_be_name(name):
        return whole, ""
    local = address.partition("@")[0].lower()
    pieces = _NOT_LETTERS.split(local)
    if any(part in pieces or (len(part) > 2 and part in local) for part in said):
        return address, name
    parted = word[0] + word[-1] in _PAIRS or words[-1][-1] == ":" or _MARK.fullmatch(words[-1]) is not None
    whole_name = not name[0].islower() and (len(said) > 1 or not name[0].isupper())
    return (address, name) if at and parted and whole_name else (whole, "")


def _is_note(text: str) -> bool:
    return not _NO_NAME.isdisjoint(folded(text).split())


def _lone_address(words: Sequence[str]) -> int | None:
    """Return the place of the word that is an address; None unless it is one, and the others have no @."""
    places = [at for at, word in enumerate(words) if "@" in word]
    return places[0] if len(places) == 1 and PLAIN.fullmatch(_bared(words[places[0]])) else None


def _may_be_name(text: str) -> bool:
    """Say whether some words may be somebody's name: "Chen, Anna", "anna chen", "Anna van der Berg", but not "Anna on
    vacation"."""
    words = text.replace(",", " ").split()
    if not 0 < len(words) <= LONGEST_NAMES or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    inner = [word for word in words[1:-1] if word not in _PARTICLES]
    return text.islower() or not any(word[0].islower() for word in (words[0], *inner, words[-1]))


def has_words_beside(words: Sequence[str]) -> bool:
    """Say whether there is a whole address with words around it. One in front may be a part of it: "ann lee@x.com"."""
    at = _lone_address(words)
    return at is not None and (at < len(words) - 1 or at > 1 or not _NAME_WORD.fullmatch(words[0]))
