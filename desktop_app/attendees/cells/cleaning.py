"""Cells without what nobody sees or nobody meant."""

import re
import unicodedata

from desktop_app.attendees.cells.table import SEPARATOR

INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that nobody sees: controls, marks of direction, zero-width spaces, byte order marks."""

JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner. Within a name they shape its letters; at its ends they mean nothing."""

_QUOTED = re.compile(r"'([^']+)'\Z")
"""A cell in single quotes."""
_TEXT_FORMULA = re.compile(r'="([^"]*)"\Z')
"""How some programs have a spreadsheet take a cell for text."""
FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\ufb29\u207c\u207a\u207b\u208c\u208a\u208b\u2212"
"""What a spreadsheet may take for the start of a formula: wide, small and raised forms included."""


def any_begins(column: str, signs: str) -> bool:
    """Say whether a cell of a packed column begins with one of these signs."""
    for sign in signs:  # noqa: SIM110 - any() takes far longer
        if sign in column and (column[0] == sign or SEPARATOR + sign in column):
            return True
    return False


def cleaned(cell: str) -> str:
    """Return a name without invisible characters, its white space single, its accents composed."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", INVISIBLE.sub("", cell)).strip(JOINERS)
    elif not cell.isprintable():
        cell = INVISIBLE.sub("", cell)
    text = " ".join(cell.split())
    if text[:2] == '="' and (formula := _TEXT_FORMULA.match(text)):
        text = formula[1].strip()
    if text[:1] != "'":
        return text
    # `report.harmless` and its like put an apostrophe before what looks like a formula; some databases put one on both
    # sides of every cell
    return text[1:] if text[1:2] and text[1] in FORMULA_SIGNS else _QUOTED.sub(r"\1", text)
