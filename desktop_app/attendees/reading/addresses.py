"""The address line of a mail program: `"Chen, Sarah" <sarah.chen@techcorp.example>; bo@techcorp.example`."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from desktop_app.attendees.checking.emails import QUOTES

HEADER = ("Name", "Email")
BARE_HEADER = ("Email",)
"""Of addresses without any names."""

_ENTRY = re.compile(
    r"""\s*+(?:
        (?P<bare>[^\s<>;,"|]+@[^\s<>;,"|]+)(?=[ \t]*[;,\r\n]|\s*\Z)
      | (?:"(?P<quoted>[^"\r\n]*+)"[ ]*+|(?P<plain>[^<>;"\r\n\t|]*+))<(?P<address>[^<>\r\n]*+)>
      | (?P<other>[^;\r\n]+)
    )[ \t]*(?P<end>[;,]|[\r\n]+|\Z)""",
    re.VERBOSE,
)
_LOOKED_AT = 30
_HEAD = 20_000
_FIELD = re.compile(r"^[ \t]*(?:to|cc|bcc|an|von|from|à|a|para|per|aan|do)[ \t]?:(?=.*@)", re.IGNORECASE | re.MULTILINE)
"""What an address line begins with in a mail."""
_NOT_SPACED = ';,<"|\t'


class People(NamedTuple):
    """The (name, address) of each entry, and the line that each is in; None when a line holds several."""

    entries: list[tuple[str, str]]
    lines: list[int] | None


def people_in(text: str) -> People | None:
    """Return who is in a text; None when the text is no such line but a table.

    One bare address a line is left to the table.
    """
    if "@" not in text[:2000]:
        return None
    in_mail = _FIELD.search(text[:_HEAD]) is not None
    if in_mail:
        text = _FIELD.sub("", text)
    if _is_spaced(text):
        return People([("", address) for address in text.split()], None)
    head = list(islice(_ENTRY.finditer(text[:_HEAD]), _LOOKED_AT))
    if len(head) < _LOOKED_AT and len(text) > _HEAD:
        head = head[:-1]
    if not _are_addresses(head):
        return None
    named = any(entry["address"] is not None for entry in head)
    in_line = any(entry["end"] in (";", ",") for entry in head[:-1])
    if not head or not (named or in_line or in_mail):
        return None
    people: list[tuple[str, str]] = []
    lines: list[int] = []
    line, begin, alone = 1, 0, True
    for entry in _ENTRY.finditer(text):
        other = (entry["other"] or "").strip()
        address = entry["bare"] or entry["address"] or (other if "@" in other else "")
        name = (entry["quoted"] or entry["plain"] or other).strip(f" ,{QUOTES}")
        if not address and not name:
            continue
        people.append(("" if "@" in name else name, address))
        if alone:
            # blanks in front may hold ends of lines
            start = entry.end() - len(entry[0].lstrip())
            line += _line_ends(text[begin:start])
            begin = start
            alone = not lines or line != lines[-1]
            lines.append(line)
    return People(people, lines if alone else None)


def _are_addresses(head: Sequence[re.Match[str]]) -> bool:
    """Say whether entries are addresses, with a group or a name that has none here and there ("Board Members"), but not
    the cells of a table."""
    lines: list[list[bool]] = [[]]
    for entry in head:
        if entry["other"] is None or entry["other"].strip():
            lines[-1].append(entry["other"] is None)
        if entry["end"] not in (";", ","):
            lines.append([])
    mixed = [line for line in lines if not all(line)]
    if any(2 * sum(line) <= len(line) for line in mixed):
        return False
    # rows of a table have as many cells each
    return len(mixed) < 2 or len({len(line) for line in mixed}) > 1


def _is_spaced(text: str) -> bool:
    """Say whether this is nothing but addresses with spaces between them, several of them in a line."""
    head = text[:_HEAD]
    if any(mark in head for mark in _NOT_SPACED) or not all(word.count("@") == 1 for word in head.split()[:-1]):
        return False
    if not any(len(line.split()) > 1 for line in head.splitlines()):
        return False
    return all("@" in word for word in text.split()) and not any(mark in text for mark in _NOT_SPACED)


def _line_ends(text: str) -> int:
    return max(text.count("\n"), text.count("\r"))
