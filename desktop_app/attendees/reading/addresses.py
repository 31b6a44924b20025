"""The address line of a mail program: `"Chen, Sarah" <sarah.chen@techcorp.example>; bo@techcorp.example`."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from desktop_app.attendees.cells.beside import QUOTES, without_number
from desktop_app.attendees.cells.table import MOST_ROWS

HEADER = ("Name", "Email")
BARE_HEADER = ("Email",)
"""Of addresses without any names."""

_WORD = r"[^\s<>;,\"|@]++"
_ADDRESS = r"[^\s<>;,\"|@()\[\]]++@[^\s<>;,\"|@()\[\]]++"
_ENTRY = re.compile(
    rf"""\s*+(?:
        (?P<bare>[^\s<>;,"|@]++@[^\s<>;,"|@]++)(?=[ \t]*+(?:[;,\r\n]|\Z)|\s*+\Z)
      | (?:"(?P<quoted>[^"\r\n]*+)"[ ]*+|(?P<plain>[^<>;"\r\n\t|]*+))<(?P<address>[^<>\r\n]*+)>
      | (?P<worded>(?>(?:{_WORD}[ ]++)+){_ADDRESS}
          | (?:{_WORD},[ ]++)?(?>(?:{_WORD}[ ]++)+)(?:\({_ADDRESS}\)|\[{_ADDRESS}\])
          | {_ADDRESS}(?>(?:[ ]++{_WORD})+))(?=[ \t]*+(?:[;,\r\n]|\Z)|\s*+\Z)
      | (?P<other>[^;\r\n]*+)
    )[ \t]*+(?P<end>[;,]|[\r\n]++|\Z)""",
    re.VERBOSE,
)
"""Who is invited: an address, one with a name before it, or one with words around it, which `checking` takes apart."""
_LOOKED_AT = 30
"""Entries, the first ones, that tell whether a text is an address line."""
_HEAD = 20_000
"""Characters, the first ones, that these entries are looked for in."""
_FIELDS = (
    "to|cc|bcc|from|reply-to|an|von|kopie|blindkopie|à|de|cci|copie|copie à|a|para|cco|da|ccn|per|do|od|dw|udw|aan|van|"
    "宛先|差出人|收件人|发件人|抄送|寄件者|收件者"
)
"""What mail programs call the fields of a mail with addresses in them."""
_ABOUT = (
    "subject|date|sent|betreff|datum|gesendet|objet|envoyé|asunto|fecha|enviado|assunto|data|oggetto|inviato|"
    "onderwerp|verzonden|temat|wysłano|件名|日時|送信日時|主题|日期|发送时间|主旨|傳送日期"
)
"""What they call the other fields."""
_FIELD = re.compile(rf"^[ \t]*+(?:{_FIELDS})[ \t\u00a0]?[:\uff1a]", re.IGNORECASE | re.MULTILINE)
_FIELD_WITH_ADDRESS = re.compile(rf"{_FIELD.pattern}(?=[^\r\n]*@)", re.IGNORECASE | re.MULTILINE)
"""What an address line begins with in a mail."""
_NO_ADDRESSES = re.compile(
    rf"^(?:[ \t]*+(?:{_ABOUT})[ \t\u00a0]?[:\uff1a][^\r\n]*+|(?!{_FIELD.pattern[1:]}|[ \t])[^@;\r\n]++(?=[\r\n]|\Z))",
    re.IGNORECASE | re.MULTILINE,
)
"""The other lines of a mail: a field may go on in lines that begin with a blank, or hold a semicolon."""
_NOT_SPACED = ';,<"|'
"""What a text doesn't have that is nothing but addresses with spaces between them."""


class AddressLine(NamedTuple):
    """Who is in a text: the (name, address) of each entry, and the line that each is in, from 1. `lines` is None if one
    of them holds several."""

    entries: list[tuple[str, str]]
    lines: list[int] | None


def people_in(text: str) -> AddressLine | None:
    """Return who is in a text; None when the text is no such line but a table.

    One bare address a line is left to the table.
    """
    if "@" not in text[:2000]:
        return None
    in_mail = _FIELD_WITH_ADDRESS.search(text[:_HEAD]) is not None
    if in_mail:
        text = _FIELD.sub("", _NO_ADDRESSES.sub("", text))
    if _is_spaced(text):
        return AddressLine([("", address) for address in text.split(maxsplit=MOST_ROWS)], None)
    head = list(islice(_entries(text[:_HEAD]), _LOOKED_AT))
    if len(head) < _LOOKED_AT and len(text) > _HEAD:
        head = head[:-1]
    if not _are_addresses(head, in_mail=in_mail):
        return None
    named = any(entry["address"] is not None for entry in head)
    in_line = any(entry["end"] in (";", ",") for entry in head[:-1])
    if not head or not (named or in_line or in_mail):
        return None
    people: list[tuple[str, str]] = []
    lines: list[int] = []
    line, begin, alone = 1, 0, True
    for entry in _entries(text):
        if len(people) > MOST_ROWS:
            # more are refused
            break
        other = (entry["other"] or "").strip()
        address = entry["bare"] or entry["address"] or entry["worded"] or (other if "@" in other else "")
        name = without_number(entry["quoted"] or entry["plain"] or other).strip(f" ,{QUOTES}")
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
    return AddressLine(people, lines if alone else None)


def _entries(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands between separators, unless it is nothing."""
    return (entry for entry in _ENTRY.finditer(text) if entry["other"] is None or entry["other"].strip())


def _are_addresses(head: Sequence[re.Match[str]], *, in_mail: bool) -> bool:
    """Say whether entries are addresses, with a group or a name that has none here and there ("Board Members"), but not
    the cells of a table."""
    lines: list[list[re.Match[str]]] = [[]]
    for entry in head:
        lines[-1].append(entry)
        if entry["end"] not in (";", ","):
            lines.append([])
    mixed = [line for line in lines if not all(map(_is_address, line))]
    if in_mail or any(len(line) > 1 and all(map(_is_address, line)) for line in lines):
        # what is said between them: "Please invite:"
        mixed = [line for line in mixed if len(line) > 1 or not _is_said(line[0]["other"])]
    if any(2 * sum(map(_is_address, line)) <= len(line) and not _is_led(line) for line in mixed):
        return False
    # rows of a table have as many cells each
    return len(mixed) < 2 or len(set(map(len, mixed))) > 1


def _is_address(entry: re.Match[str]) -> bool:
    return entry["other"] is None


def _is_said(words: str) -> bool:
    """Say whether a line is words, and no header of a table."""
    return not any(mark in words.rstrip(" ,:.!") for mark in "@,|\t")


def _is_led(line: Sequence[re.Match[str]]) -> bool:
    """Say whether a group stands before one person: `Sales Team; "Chen, Sarah" <s@x.com>`."""
    return len(line) == 2 and line[1]["quoted"] is not None


def _is_spaced(text: str) -> bool:
    """Say whether this is nothing but addresses with spaces between them, several of them in a line."""
    head = text[:_HEAD]
    if any(mark in head for mark in _NOT_SPACED) or not all(word.count("@") == 1 for word in head.split()[:-1]):
        return False
    if not any(len(line.split()) > 1 for line in head.splitlines()):
        return False
    return all("@" in word for word in text.split(maxsplit=MOST_ROWS)) and not any(mark in text for mark in _NOT_SPACED)


def _line_ends(text: str) -> int:
    return max(text.count("\n"), text.count("\r"))
