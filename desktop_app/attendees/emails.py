"""Is this an e-mail address, and if not, what is wrong with it and is there a certain fix."""

import re
import unicodedata
from enum import StrEnum

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
    r"[A-Za-z0-9_+%&'=-]++(?:\.[A-Za-z0-9_+%&'=-]++)*+@((?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+\.)++[A-Za-z]{2,63})"
)
"""Addresses on which the library could only agree; nothing longer than `_PLAIN_LENGTH`."""
_PLAIN_LENGTH = 64

_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "vom": "com", "xom": "com", "cpm": "com",
    "clm": "com", "conm": "com", "comn": "com", "nte": "net", "ner": "net", "nett": "net", "ogr": "org", "orgg": "org",
    "rog": "org", "eud": "edu",
}  # fmt: skip
"""Endings that don't exist and the one that was meant."""

_RESERVED = frozenset(("arpa", "invalid", "local", "localhost", "onion", "test"))


class Wrong(StrEnum):
    """What is wrong with an address."""

    MISSING = "missing"
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


def cleaned(cell: str) -> str:
    """Return a name without invisible characters, its white space single, its accents composed."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", INVISIBLE.sub("", cell)).strip(_JOINERS)
    elif not cell.isprintable():
        cell = INVISIBLE.sub("", cell)
    return " ".join(cell.split())


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
            wrong = _fault(text)
            if wrong is None:
                return _normalized(text), name, None
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


def suggestion(text: str) -> str:
    """Return the address that was surely meant, or "" when that is anybody's guess."""
    local, at, domain = re.sub("@+", "@", text[:LONGEST_ODD]).partition("@")
    if not at:
        return ""
    local = re.sub(r"\s*\.\s*", ".", local.strip())
    domain = re.sub(r"[\s,.]*[.,][\s,.]*", ".", re.sub(r"\s+", "", domain))
    fixed = f"{re.sub(r'[.]{2,}', '.', local).strip('.')}@{domain.strip('.')}"
    rest, dot, ending = fixed.rpartition(".")
    if dot and ending.lower() in _ENDINGS:
        fixed = f"{rest}.{_ENDINGS[ending.lower()]}"
    if fixed == text:
        return ""
    email, _, wrong = Checker().check(fixed)
    return email if wrong is None else ""


def _unwrapped(text: str) -> tuple[str, str]:
    """Take what lists put around an address: `Sarah Chen <sarah@x.com>`, `mailto:`, quotes, a separator at the end."""
    text = INVISIBLE.sub("", text[: 2 * LONGEST_ODD]).replace("\uff20", "@").strip().strip(_JOINERS)
    name = ""
    opened, closed = text.rfind("<"), text.rfind(">")
    if 0 <= opened < closed and "@" in text[opened:closed]:
        name = cleaned(text[:opened].strip(" \t\"',"))
        text = text[opened + 1 : closed]
    text = text.strip().strip("<>\"';,").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    return " ".join(text.split()), name


def _fault(text: str) -> Wrong | None:  # noqa: PLR0911 - one line a fault
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
    try:
        validate_email(text, check_deliverability=False)
    except EmailSyntaxError:
        return Wrong.NOT_AN_ADDRESS
    except EmailNotValidError:
        return Wrong.RESERVED_DOMAIN
    except (UnicodeError, ValueError):
        return Wrong.NOT_AN_ADDRESS
    return _ending_fault(domain)


def _ending_fault(domain: str) -> Wrong | None:
    ending = domain.rpartition(".")[2].lower()
    if ending in _ENDINGS:
        return Wrong.ENDING_TYPO
    return Wrong.RESERVED_DOMAIN if ending in _RESERVED else None


def _normalized(text: str) -> str:
    return validate_email(text, check_deliverability=False).normalized
