"""Names that a program before this one wrote or read in the wrong way: "JosÃ©", "J&uuml;rgen", "M�rta"."""

import html
import re
from collections.abc import Iterable
from email.errors import MessageError
from email.header import decode_header, make_header

from desktop_app.attendees.cells.table import SEPARATOR

_HINTS = ("&", "=?", "\ufffd")
_FOREIGN_HINTS = ("Ã", "Â", "Å", "Ä", "Ð", "Ñ", "Î", "ã", "â€")
"""Each garbled name has one of these in it; what most names have not is quick to see."""

_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d?);")
_ENCODED = re.compile(r"=\?[\w-]+\?[bBqQ]\?[^?]*\?=")
"""A word of a mail's header (RFC 2047)."""

_LONGEST = 200
"""Characters of a name that is looked at."""
_TORN = re.compile("[\u00c2-\u00df][\u0085\u00a0\u00ad]")
"""Letters that tidying would tear apart: the second half of a garbled "í" is a soft hyphen, that of "à" a blank."""
_TORN_HINTS = "\u0085\u00a0\u00ad"
"""What they end with."""

_MARK = "[\u0085\u00a0\u00ad\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
_BY_ACCIDENT = re.compile(
    f"[A-Za-z][\u00c8-\u00df]{_MARK}|[\u00c8-\u00df]{_MARK}[A-Za-z]|[A-Z][\u00c4\u00c5]\u00a0|[A-Z]\u00c4[\u0160\u017d]"
)
"""What is one letter in UTF-8, but none that stands beside a Latin one: it was meant as it is ("Gauß–Meier", "RENÉ’S",
"NIEMELÄ" and a blank, "KÄŠ")."""
_A_TO_Z = re.compile("[A-Za-z]")
_FOREIGN = re.compile(
    "(?![\u018f\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u0259\u0300-\u030c\u0323\u0327\u0328])"
    "[\u0180-\u02af\u0300-\u07ff]"
)
"""Letters that no name has beside A to Z: other alphabets, and signs of phonetics."""


def not_torn(names: str) -> str:
    """Return a packed column before it is tidied, its cells that hold such letters read again."""
    if not _has_one(_TORN_HINTS, names) or not _TORN.search(names):
        return names
    cells = names.split(SEPARATOR)
    return SEPARATOR.join([(meant(cell) or cell) if _TORN.search(cell) else cell for cell in cells])


def may_be_garbled(names: str) -> bool:
    """Say whether a packed column of names has one in it that is worth asking `meant`."""
    return _has_one(_HINTS if names.isascii() else (*_HINTS, *_FOREIGN_HINTS), names)


def _has_one(hints: Iterable[str], names: str) -> bool:
    for hint in hints:  # noqa: SIM110 - any() takes far longer
        if hint in names:
            return True
    return False


def meant(name: str) -> str | None:
    """Return what a garbled name was before, "" if that is lost; None if it isn't garbled, or too long for a name."""
    if len(name) > _LONGEST:
        return None
    before = _meant_once(name)
    # what went wrong once may have gone wrong twice: "JosÃƒÂ©"
    while before and (again := _meant_once(before)) not in (None, before):
        before = again
    return before


def _meant_once(name: str) -> str | None:
    if "\ufffd" in name:
        return ""
    if _ENTITY.search(name) and (plain := html.unescape(name)) != name:
        return plain.strip()
    if _ENCODED.search(name):
        return _decoded(name)
    return None if name.isascii() else _read_again(name)


def _decoded(name: str) -> str:
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, UnicodeError, LookupError):
        return ""


def _read_again(name: str) -> str | None:
    """Return a name in UTF-8 that was read in a Western code page: hardly any other text is UTF-8 by accident, and what
    is, such as "MATÚŠ", would mix alphabets in a word."""
    if _BY_ACCIDENT.search(name):
        return None
    for read_as in ("cp1252", "latin-1"):
        try:
            before = name.encode(read_as).decode()
        except UnicodeError:
            continue
        return None if any(_A_TO_Z.search(word) and _FOREIGN.search(word) for word in before.split()) else before
    return None
