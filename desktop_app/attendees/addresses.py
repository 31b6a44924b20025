"""The address line of a mail program: `"Chen, Sarah" <sarah.chen@techcorp.example>; bo@techcorp.example`."""

import re
from itertools import islice

HEADER = ("Name", "Email")

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


def people_in(text: str) -> list[tuple[str, str]] | None:
    """Return (name, address) of each entry; None when the text is no such line but a table.

    One bare address a line is left to the table: its rows have numbers.
    """
    if "@" not in text[:2000]:
        return None
    head = list(islice(_ENTRY.finditer(text[:_HEAD]), _LOOKED_AT))
    if len(head) < _LOOKED_AT and len(text) > _HEAD:
        head = head[:-1]
    if any(entry["other"] and entry["other"].strip() for entry in head):
        return None
    named = any(entry["address"] is not None for entry in head)
    in_line = any(entry["end"] in (";", ",") for entry in head[:-1])
    if not head or not (named or in_line):
        return None
    people = []
    for entry in _ENTRY.finditer(text):
        name = entry["quoted"] or entry["plain"] or ""
        address = entry["bare"] or entry["address"] or (entry["other"] or "").strip()
        if address:
            people.append((name.strip(" ,'"), address))
    return people
