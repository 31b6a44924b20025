"""Is this an e-mail address, and if not, what is wrong with it and is there a certain fix."""

import re
from enum import StrEnum
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email
from email_validator.exceptions import EmailSyntaxError

from desktop_app.attendees.cells.beside import (
    PLAIN,
    PLAIN_ENDING,
    PLAIN_LABELS,
    PLAIN_LOCAL,
    QUOTES,
    has_words_beside,
    unwrapped,
)

LONGEST_EMAIL = 128
"""Characters (create-tickets reference)."""

LONGEST_ODD = 400
"""Characters of a cell. A longer one is not examined: no address is nearly as long."""

_PLAIN_LENGTH = 64
"""Characters up to which `PLAIN` needs no second look."""

_SEPARATOR = "\0"
_WITH_CAPITALS = re.compile(f"@[^@A-Z{_SEPARATOR}]*+[A-Z][^@{_SEPARATOR}]*+")
"""A domain that is not in small letters."""

ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "vom": "com", "xom": "com", "cpm": "com",
    "clm": "com", "conm": "com", "comn": "com", "nte": "net", "ner": "net", "nett": "net", "ogr": "org", "orgg": "org",
    "rog": "org", "eud": "edu",
}  # fmt: skip
"""Endings that don't exist, and the one that was meant."""

_COM_COUNTRIES = frozenset(
    ("ar", "au", "bd", "bo", "br", "cn", "do", "ec", "eg", "gt", "hk", "kw", "lb", "mt", "mx", "my", "ng", "np", "om",
     "pa", "pe", "ph", "pk", "pl", "py", "qa", "sa", "sg", "sv", "tr", "tw", "ua", "uy", "ve", "vn")
)  # fmt: skip
"""Where companies have "com" before the country's ending, and others "net", "org", "edu"."""

_CO_COUNTRIES = frozenset(("id", "il", "jp", "ke", "kr", "nz", "th", "uk", "za"))
"""Where companies have "co" there, and nobody is given a name under "com"."""

_RESERVED = frozenset(("arpa", "invalid", "local", "localhost", "onion", "test"))
"""Endings that no mail can reach (special-use domain names, IANA)."""

_END = f"(?![^{_SEPARATOR}])"
_BEFORE_COUNTRY = "|".join(
    rf"(?<=\.(?:{'|'.join(label for label in ENDINGS if len(label) == length)})\.[a-z]{{2}})"
    for length in sorted(set(map(len, ENDINGS)))
)
"""Behind an ending of two letters: is one of ENDINGS before it? A look behind is for one length only."""
_NOT_PLAIN = re.compile(
    rf"{_SEPARATOR}(?!(?=[^{_SEPARATOR}]{{1,{_PLAIN_LENGTH}}}{_END}){PLAIN_LOCAL}@{PLAIN_LABELS}"
    rf"(?!(?:{'|'.join([*ENDINGS, *_RESERVED])}){_END}|[a-z]{{2}}{_END}(?:{_BEFORE_COUNTRY})){PLAIN_ENDING}{_END})"
)
"""Where a cell begins that is no `PLAIN` address, is a long one, or may have a wrong ending; for small letters."""


class Wrong(StrEnum):
    """What is wrong with a cell: most of it is about addresses."""

    MISSING = "missing"
    ANSWER_MISSING = "answer_missing"
    NO_AT = "no_at"
    TWO_ADDRESSES = "two_addresses"
    SPACE = "space"
    WORDS_BESIDE = "words_beside"
    COMMA = "comma"
    DOUBLE_DOT = "double_dot"
    NO_ENDING = "no_ending"
    ENDING_TYPO = "ending_typo"
    RESERVED_DOMAIN = "reserved_domain"
    NOT_AN_ADDRESS = "not_an_address"
    TOO_LONG = "too_long"
    UNKNOWN_COUNTRY = "unknown_country"
    PROVIDER_TYPO = "provider_typo"
    GARBLED = "garbled"
    DECLINED = "declined"
    CROSSED_OUT = "crossed_out"
    ANOTHER_NAME = "another_name"


class Checker:
    """Checks addresses one after the other, and remembers the domains that it found to be fine."""

    def __init__(self) -> None:
        self._fine: set[str] = set()

    def check(self, cell: str) -> tuple[str, str, Wrong | None]:
        """Return the address (or the cell, tidied, if it is none), the name that stood before it, what is wrong."""
        text = cell.strip()
        name = ""
        wrong = self._fast(text)
        if wrong is not None:
            if len(text) > LONGEST_ODD and len(text := " ".join(text.split())) > 2 * LONGEST_ODD:
                return text[:LONGEST_ODD], "", Wrong.NOT_AN_ADDRESS
            text, name = unwrapped(text)
            wrong = self._fast(text)
        if wrong is None:
            local, _, domain = text.rpartition("@")
            return (text if domain.islower() else f"{local}@{domain.lower()}"), name, None
        if wrong is Wrong.NOT_AN_ADDRESS:
            found = _judged(text)
            return (text, name, found) if isinstance(found, Wrong) else (found, name, None)
        return text, name, wrong

    def _fast(self, text: str) -> Wrong | None:
        found = PLAIN.fullmatch(text)
        if found is None or len(text) > _PLAIN_LENGTH:
            return Wrong.NOT_AN_ADDRESS
        domain = found[1]
        if domain in self._fine:
            return None
        wrong = _ending_fault(domain)
        if wrong is None:
            self._fine.add(domain)
        return wrong


class LookedOver(NamedTuple):
    """A column of addresses: with domains in small letters, what they are compared by, and the places of those that
    are not plainly fine and want a `Checker`. Of these, neither `cells` nor `keys` are right yet."""

    cells: str
    keys: str
    odd: list[int]


def look_over(cells: str) -> LookedOver:
    """Look at a whole column of addresses (\\0 between them) at once. Blanks at their ends don't matter."""
    if _has_blank_ends(cells):
        cells = _SEPARATOR.join([cell.strip() for cell in cells.split(_SEPARATOR)])
    # nothing beyond ASCII is in a plain address, nor may it get there: in small letters the Kelvin sign is a k
    written = cells.encode("ascii", "replace").decode()
    small = written.lower()
    text = _SEPARATOR + small
    odd = []
    place = start = 0
    for found in _NOT_PLAIN.finditer(text):
        place += text.count(_SEPARATOR, start, found.start())
        start = found.start()
        odd.append(place)
    if small == written:
        return LookedOver(cells, cells, odd)
    return LookedOver(_WITH_CAPITALS.sub(lambda found: found[0].lower(), cells), small, odd)


def _has_blank_ends(cells: str) -> bool:
    """Say whether a cell begins or ends with a space. Addresses have few of them: each is quickly looked at."""
    at = cells.find(" ")
    while at >= 0:
        if cells[at - 1 : at] in ("", _SEPARATOR) or cells[at + 1 : at + 2] in ("", _SEPARATOR):
            return True
        at = cells.find(" ", at + 1)
    return False


def _judged(text: str) -> Wrong | str:  # noqa: PLR0911 - one line a fault
    """Return what is wrong with an address, else its normal form."""
    if not text:
        return Wrong.MISSING
    local, _, domain = text.rpartition("@")
    if "@" not in text:
        return Wrong.NO_AT
    if len([part for part in re.split(r"[\s;,/|]+", text) if "@" in part.strip("@")]) > 1:
        return Wrong.TWO_ADDRESSES
    if " " in text:
        return Wrong.WORDS_BESIDE if has_words_beside(text.split()) else Wrong.SPACE
    if "," in text:
        return Wrong.COMMA
    if ".." in text:
        return Wrong.DOUBLE_DOT
    if local and domain and "." not in domain and "@" not in local and not domain.startswith("["):
        return Wrong.NO_ENDING
    if len(text) > LONGEST_ODD:
        return Wrong.NOT_AN_ADDRESS
    if any(mark in text for mark in QUOTES[3:]):
        return Wrong.NOT_AN_ADDRESS
    try:
        normal = validate_email(text, check_deliverability=False, strict=True).normalized
    except EmailSyntaxError:
        return Wrong.NOT_AN_ADDRESS
    except EmailNotValidError:
        return Wrong.RESERVED_DOMAIN
    except (UnicodeError, ValueError):
        return Wrong.NOT_AN_ADDRESS
    return _ending_fault(domain) or normal


def _ending_fault(domain: str) -> Wrong | None:
    labels = domain.lower().rsplit(".", 3)
    ending = labels[-1]
    # no ending of one letter exists
    if len(ending) == 1 or meant_ending(labels) != labels:
        return Wrong.ENDING_TYPO
    return Wrong.RESERVED_DOMAIN if ending in _RESERVED else None


def meant_ending(labels: list[str]) -> list[str]:
    """Return the labels of a domain with the ending that was surely meant: "acme.con", "acme.con.au", "acme.cmo.uk".
    Somebody may own "con.au", so that by itself stays."""
    *first, ending = labels
    country = ending.lower()
    if country in ENDINGS:
        return [*first, ENDINGS[country]]
    meant = ENDINGS.get(first[-1].lower()) if len(first) > 1 else None
    if meant == "com" and country in _CO_COUNTRIES:
        meant = "co"
    elif country not in _COM_COUNTRIES:
        meant = None
    return [*first[:-1], meant, ending] if meant else labels
