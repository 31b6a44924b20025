"""Names that a program before this one wrote or read in the wrong way: "JosÃ©", "J&uuml;rgen", "M�rta"."""

import html
import re
from email.errors import MessageError
from email.header import decode_header, make_header

from desktop_app.attendees.reading.table import SEPARATOR

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

_MARK = "[\u0085\u00a0\u00ad\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
_BY_ACCIDENT = re.compile(f"[A-Za-z][\u00c8-\u00df]{_MARK}|[\u00c8-\u00df]{_MARK}[A-Za-z]|[A-Z][\u00c4\u00c5]\u00a0")
"""What is one letter in UTF-8, but none that stands beside a Latin one: it was meant as it is ("Gauß–Meier", "RENÉ’S",
"NIEMELÄ" and a blank)."""


def not_torn(names: str) -> str:
    """Return a packed column before it is tidied, its cells that hold such letters read again."""
    if not _TORN.search(names):
        return names
    cells = names.split(SEPARATOR)
    return SEPARATOR.join([(meant(cell) or cell) if _TORN.search(cell) else cell for cell in cells])


def may_be_garbled(names: str) -> bool:
    """Say whether a packed column of names has one in it that is worth asking `meant`."""
    for hint in _HINTS if names.isascii() else (*_HINTS, *_FOREIGN_HINTS):  # noqa: SIM110 - any() takes far longer
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
    """Return a name in UTF-8 that was read in a Western code page: hardly any other text is UTF-8 by accident."""
    if _BY_ACCIDENT.search(name):
        return None
    for read_as in ("cp1252", "latin-1"):
        try:
            return name.encode(read_as).decode()
        except UnicodeError:
            continue
    return None
