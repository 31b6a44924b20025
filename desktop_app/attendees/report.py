"""Results as a file: each row's fate and join link, in a form that a spreadsheet opens right and runs nothing of."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from desktop_app.attendees.journal import Entry, Fate
from desktop_app.storage.files import replace_file

HEADINGS = ("E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row")

WORDS: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.WAITING: "Not sent yet",
        Fate.SENDING: "Not confirmed",
        Fate.REGISTERED: "Registered",
        Fate.FAILED: "Failed",
        Fate.ALREADY_IN: "Already registered",
        Fate.UNKNOWN: "Not confirmed",
    }
)

_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula, wide forms included."""


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def save_results(
    path: Path,
    rows: Iterable[Entry],
    *,
    words: Mapping[Fate, str] = WORDS,
    headings: Sequence[str] = HEADINGS,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> None:
    """Write a CSV file, UTF-8 with BOM, whole or not at all. Blocks.

    `words` names each fate, `reasons` each value of `zoom.errors.Reason`; where it has no word, Zoom's own message
    stands. Raises OSError.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    for row in rows:
        reason = reasons.get(row.reason) or row.message or row.code
        cells = (row.email, row.first_name, row.last_name, words[row.fate], reason, row.join_link)
        writer.writerow([*(harmless(cell) for cell in cells), row.row])
    replace_file(path, text.getvalue().encode("utf-8-sig", "replace"))
