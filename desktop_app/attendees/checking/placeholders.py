"""What stands in a column of names and is none: "N/A", "-", "#REF!", "12345", somebody's address. It counts as blank,
so that a name is asked for.
"""

import re

from desktop_app.attendees.cells.cleaning import any_begins
from desktop_app.attendees.cells.table import SEPARATOR

_USUAL = bytes(set(range(256)) - set(b'0123456789!"#$%&()*+/:;<=>?@[\\]^_`{|}~'))
"""What most names are written with, in UTF-8."""
_AT_FRONT = "-."
"""What no name begins with."""
_HINTS = ("null", "none", "unknown", "tbd")
"""Every name that is no more than a word for none has one of these in it."""
_WORDS = frozenset(("null", "none", "unknown", "tbd"))

_LONGEST = 200
"""Characters of a cell that is looked at: an address may be long."""

_NO_NAME = re.compile(
    r"[\W\d_]+|n\s?/\s?a|\((?:none|null|blank|empty|unknown)\)|#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)|"
    r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://.*",
    re.IGNORECASE,
)


def without_placeholders(first: str, last: str) -> tuple[str, str]:
    """Return packed columns of first and last names, blank where a cell is no name, or both are words for none."""
    if _is_usual(first) and _is_usual(last):
        small = first.lower()
        # any() takes three times as long, on every list
        for hint in _HINTS:
            if hint in small:
                break
        else:
            return first, last
    names = zip(first.split(SEPARATOR), last.split(SEPARATOR), strict=True)
    firsts, lasts = zip(*(_names(*pair) for pair in names), strict=True)
    return SEPARATOR.join(firsts), SEPARATOR.join(lasts)


def _is_usual(names: str) -> bool:
    """Say whether every cell is written as names are. It looks at a column as a whole, which is quick."""
    return not names.encode("utf-8", "surrogatepass").translate(None, _USUAL) and not any_begins(names, _AT_FRONT)


def _names(first: str, last: str) -> tuple[str, str]:
    first, last = ("" if 0 < len(name) <= _LONGEST and _NO_NAME.fullmatch(name) else name for name in (first, last))
    if first.casefold() in _WORDS and (not last or last.casefold() in _WORDS):
        return "", ""
    return first, last
