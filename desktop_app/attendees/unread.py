"""Addresses in columns that aren't read: two lists side by side, second addresses, addresses among remarks."""

import re
from collections.abc import Container, Iterator, Set

import msgspec

from desktop_app.attendees.checking.emails import Checker, look_over
from desktop_app.attendees.columns import Columns, beside, match
from desktop_app.attendees.matching.owners import is_somebody_elses
from desktop_app.attendees.reading.table import SEPARATOR, Table

_APART = re.compile(r"""[\0\s;,:<>()\[\]|"]+""")
_LONGEST = 320
"""Characters of an address."""
_MOST_JUDGED = 4
"""Columns of addresses whose names are looked for."""
_WIDEST = 200
"""Columns of a table in which they are."""


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A column (from 0) with this many different addresses that are nowhere in the column that is read. They are of
    `more_people` where a list of the same headers or names of their own stand beside them, other than a manager's."""

    column: int
    addresses: int
    more_people: bool = False


def unread(table: Table, columns: Columns) -> tuple[Unread, ...]:
    """Return which columns hold addresses, of good syntax, that nobody would be invited by."""
    found: dict[int, set[str]] = {}
    for part in table.parts:
        for at, cells in enumerate(part.columns):
            # most columns of most lists are done with here
            if "@" in cells and at != columns.email:
                found.setdefault(at, set()).update(_words(cells))
    if not found:
        return ()
    known = {word for part in table.parts for word in _words(part.column(columns.email))}
    counts = {at: count for at, words in sorted(found.items()) if (count := _count(words - known, known))}
    more: Set[int] = beside(table, columns.email).intersection(counts)
    if not more and table.width <= _WIDEST:
        judged = sorted(counts, key=lambda at: -counts[at])[:_MOST_JUDGED]
        more = {at for at in judged if _has_names(table, columns, at)}
    return tuple(Unread(at, count, at in more) for at, count in counts.items())


def _has_names(table: Table, columns: Columns, email: int) -> bool:
    """Say whether addresses have names of their own."""
    if columns.email is None or is_somebody_elses("".join((table.header or ())[email : email + 1])):
        return False
    theirs = _names(match(table, email))
    return bool(theirs) and theirs.isdisjoint(_names(columns))


def _names(columns: Columns) -> set[int]:
    return {at for at in (columns.first_name, columns.last_name, columns.full_name) if at is not None}


def _count(words: set[str], known: Container[str]) -> int:
    """Count those that are addresses."""
    if not words:
        return 0
    listed = list(words)
    odd = set(look_over(SEPARATOR.join(listed)).odd)
    checked = map(Checker().check, (listed[at] for at in odd))
    return len(listed) - len(odd) + sum(wrong is None and address not in known for address, _, wrong in checked)


def _words(cells: str) -> Iterator[str]:
    return (word for word in _APART.split(cells.casefold()) if "@" in word and len(word) <= _LONGEST)
