"""Is this an e-mail address, and if not, what is wrong with it and is there a certain fix."""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email
from email_validator.exceptions import EmailSyntaxError

LONGEST_EMAIL = 128
"""Characters (create-tickets reference)."""

LONGEST_ODD = 400
"""Characters of a cell that are looked into; no address is nearly as long."""

INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that nobody sees: controls, marks of direction, zero-width spaces, byte order marks."""

_JOINERS = "\u200c\u200d"

_PLAIN = re.compile(
    r"[A-Za-z0-9_+%&=-][A-Za-z0-9_+%&'=-]*+(?:\.[A-Za-z0-9_+%&'=-]++)*+@((?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+\.)++[A-Za-z]{2,63})"
)
"""Addresses on which the library could only agree; nothing longer than `_PLAIN_LENGTH`."""
_PLAIN_LENGTH = 64

_SEPARATOR = "\0"
_SHORT = rf"(?=[^{_SEPARATOR}]{{1,{_PLAIN_LENGTH}}}{_SEPARATOR})"
_PLAIN_RUN = re.compile(rf"(?:{_SHORT}{_PLAIN.pattern.replace('@((?:', '@(?:(?:', 1)}{_SEPARATOR})*+")
_BLANKS = re.compile(rf"\s*{_SEPARATOR}\s*")
_CAPITALS = re.compile(rf"[A-Z][^@{_SEPARATOR}]*+(?!@)")

_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "vom": "com", "xom": "com", "cpm": "com",
    "clm": "com", "conm": "com", "comn": "com", "nte": "net", "ner": "net", "nett": "net", "ogr": "org", "orgg": "org",
    "rog": "org", "eud": "edu",
}  # fmt: skip
"""Endings that don't exist and the one that was meant."""

_RESERVED = frozenset(("arpa", "invalid", "local", "localhost", "onion", "test"))

_WRONG_ENDING = re.compile(rf"\.(?=[a-z]++{_SEPARATOR})(?:{'|'.join([*_ENDINGS, *_RESERVED])}){_SEPARATOR}")


class Wrong(StrEnum):
    """What is wrong with a cell: most of it is about addresses."""

    MISSING = "missing"
    ANSWER_MISSING = "answer_missing"
    NO_AT = "no_at"
    TWO_ADDRESSES = "two_addresses"
    SPACE = "space"
    COMMA = "comma"
    DOUBLE_DOT = "double_dot"
    NO_ENDING = "no_ending"
    ENDING_TYPO = "ending_typo"
    RESERVED_DOMAIN = "reserved_domain"
    NOT_AN_ADDRESS = "not_an_address"
    TOO_LONG = "too_long"
    UNKNOWN_COUNTRY = "unknown_country"
    PROVIDER_TYPO = "provider_typo"
    DECLINED = "declined"


_QUOTED = re.compile(r"'([^']+)'\Z")
_TEXT_FORMULA = re.compile(r'="([^"]*)"\Z')
"""How some programs have a spreadsheet take a cell for text."""
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b")
"""What a spreadsheet may take for the beginning of a formula, wide and small forms included."""


def cleaned(cell: str) -> str:
    """Return a name without invisible characters, its white space single, its accents composed."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", INVISIBLE.sub("", cell)).strip(_JOINERS)
    elif not cell.isprintable():
        cell = INVISIBLE.sub("", cell)
    text = " ".join(cell.split())
    if text[:2] == '="' and (formula := _TEXT_FORMULA.match(text)):
        text = formula[1].strip()
    if text[:1] != "'":
        return text
    # a file that was made harmless for spreadsheets, such as this program's own, has a mark in front, and some
    # databases put one on both sides
    return text[1:] if text[1:2] in _FORMULA else _QUOTED.sub(r"\1", text)


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
            text, name = _unwrapped(text)
            wrong = self._fast(text)
        if wrong is None:
            local, _, domain = text.rpartition("@")
            return (text if domain.islower() else f"{local}@{domain.lower()}"), name, None
        if wrong is Wrong.NOT_AN_ADDRESS:
            found = _judged(text)
            return (text, name, found) if isinstance(found, Wrong) else (found, name, None)
        return text, name, wrong

    def _fast(self, text: str) -> Wrong | None:
        found = _PLAIN.fullmatch(text)
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
    are not plainly fine and want a `Checker`, some of them more than once."""

    cells: str
    keys: str
    odd: list[int]


def look_over(cells: str) -> LookedOver:
    """Look at a whole column of addresses (\\0 between them) at once. Blanks at their ends don't matter."""
    if f" {_SEPARATOR}" in cells or f"{_SEPARATOR} " in cells or cells[:1] == " " or cells[-1:] == " ":
        cells = _BLANKS.sub(_SEPARATOR, cells).strip(" ")
    text = cells + _SEPARATOR
    odd = []
    place = start = 0
    while (end := _text_end(_PLAIN_RUN, text, start)) < len(text):
        place += text.count(_SEPARATOR, start, end)
        odd.append(place)
        place += 1
        start = text.index(_SEPARATOR, end) + 1
    small = text.lower()
    place = start = 0
    for found in _WRONG_ENDING.finditer(small):
        place += small.count(_SEPARATOR, start, found.start())
        start = found.start()
        odd.append(place)
    if small == text:
        return LookedOver(cells, cells, odd)
    return LookedOver(_CAPITALS.sub(lambda found: found[0].lower(), cells), small[:-1], odd)


def _text_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


_AT_SPELLED = re.compile(
    r"\s*(?:\(\s*(?:at|ät)\s*\)|\[\s*(?:at|ät)\s*\]|\{\s*(?:at|ät)\s*\})\s*|\s+(?-i:AT)\s+", re.IGNORECASE
)
_DOT_SPELLED = re.compile(
    r"\s*(?:\(\s*(?:dot|punkt)\s*\)|\[\s*(?:dot|punkt)\s*\]|\{\s*(?:dot|punkt)\s*\})\s*|\s+(?:dot|punkt)\s+",
    re.IGNORECASE,
)
"""How people write an address that no machine is to find: "name (at) acme.de", "name AT acme DOT de"."""


def suggestion(text: str) -> str:
    """Return the address that was surely meant, or "" when that is anybody's guess."""
    text = text[:LONGEST_ODD]
    spelled = text if "@" in text else _DOT_SPELLED.sub(".", _AT_SPELLED.sub("@", text))
    local, at, domain = re.sub("@+", "@", spelled).partition("@")
    if not at:
        return ""
    local = re.sub(r"\s*\.\s*", ".", re.sub("[\u2018\u2019\u201b\u00b4]", "'", local.strip()))
    domain = re.sub(r"[\s,.]*[.,][\s,.]*", ".", re.sub(r"\s+", "", domain))
    fixed = f"{re.sub(r'[.]{2,}', '.', local).strip('.')}@{domain.strip('.')}"
    rest, dot, ending = fixed.rpartition(".")
    if dot and ending.lower() in _ENDINGS:
        fixed = f"{rest}.{_ENDINGS[ending.lower()]}"
    if fixed == text:
        return ""
    email, _, wrong = Checker().check(fixed)
    return email if wrong is None else ""


QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
_AROUND = f"<>;,{QUOTES}"
_PAIRS = ("()", "[]", "{}")
_WIDE = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3002: ".", 0xFF61: "."}
"""Letters and signs of Chinese and Japanese keyboards that stand for those of ASCII."""
_LINK = re.compile(
    r"""=\s*HYPERLINK\s*\(\s*"(?:mailto:)?([^"]+)".*|="([^"]+)"?|\[[^\]]*\]\((?:mailto:)?([^)\s]+)\)|([^#]+)#(?:mailto:|http).*""",
    re.IGNORECASE | re.DOTALL,
)
"""How spreadsheets, databases, and Markdown write a link."""
_CALLED = re.compile(r"(?:e-?mail|mail|courriel|smtp|mailto)\s*:\s*", re.IGNORECASE)
_MARK = re.compile(r"[-\u2013\u2014:|/*\u2022\u00b7]+|\d+[.):]?")
"""What stands between a name and an address, or at the front of a line in a list."""


def _unwrapped(text: str) -> tuple[str, str]:
    """Take what lists put around an address: `Sarah Chen <sarah@x.com>`, `mailto:`, quotes, a separator at the end."""
    text = INVISIBLE.sub("", text[: 2 * LONGEST_ODD]).translate(_WIDE).strip().strip(_JOINERS)
    linked = _LINK.fullmatch(text)
    if linked:
        text = next(filter(None, linked.groups()))
    name = ""
    opened, closed = text.rfind("<"), text.rfind(">")
    if 0 <= opened < closed and "@" in text[opened:closed]:
        name = cleaned(text[:opened].strip(f" \t,{QUOTES}"))
        text = text[opened + 1 : closed]
    text = _bared(text)
    if " " in text.strip():
        text, beside = _apart(text.split())
        name = name or beside
    return text, "" if "@" in name else name


def _bared(text: str) -> str:
    """Take quotes, brackets, and what an address is called from around it."""
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
    """Return the address among some words and the name, where that is certain; else all of it and no name.

    It is when a mark stands between them, the address in brackets, or a word of the name is in the address.
    """
    whole = " ".join(words)
    places = [at for at, word in enumerate(words) if "@" in word]
    if len(places) != 1 or places[0] not in (0, len(words) - 1):
        return whole, ""
    word = words.pop(places[0])
    address = _bared(word)
    if not _PLAIN.fullmatch(address):
        return whole, ""
    local = address.partition("@")[0].lower()
    names = [part for part in words if not _MARK.fullmatch(part)]
    nearest = words[-1] if places[0] else words[0]
    name = cleaned(" ".join(names).strip(f" :-()[]{_AROUND}"))
    certain = (
        not names
        or word[0] + word[-1] in _PAIRS
        or nearest[-1] == ":"
        or _MARK.fullmatch(nearest) is not None
        or (words[0][0] + words[-1][-1] in _PAIRS)
        or any(len(part) > 1 and part.lower().strip(",.") in local for part in names)
    )
    return (address, name) if certain else (whole, "")


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
        return Wrong.SPACE
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
    ending = domain.rpartition(".")[2].lower()
    # no ending of one letter exists
    if ending in _ENDINGS or len(ending) == 1:
        return Wrong.ENDING_TYPO
    return Wrong.RESERVED_DOMAIN if ending in _RESERVED else None
