"""What stands in columns that aren't read: addresses of two lists side by side, of second ones, among remarks; and the
other half of the names."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from itertools import islice

import msgspec

from desktop_app.attendees.cells.table import MOST_ROWS, SEPARATOR, Table
from desktop_app.attendees.checking.emails import Checker, look_over
from desktop_app.attendees.columns import Columns, beside, match, used
from desktop_app.attendees.matching.headers import extra_meaning, is_own
from desktop_app.attendees.matching.match import LOOKED_AT
from desktop_app.attendees.matching.name_columns import are_names
from desktop_app.attendees.matching.name_headers import is_infix, is_second_last
from desktop_app.attendees.matching.owners import is_somebody_elses

_APART = re.compile(r"""[\0\s;,:<>()\[\]|"]+""")
_LONGEST = 320
"""Characters of an address."""
_MOST_JUDGED = 4
"""Columns of addresses, at most, beside which names are looked for."""
_WIDEST = 200
"""Columns, at most, of a table in which that is done."""
_AT_ONCE = 50_000
"""Characters of a column that are taken apart at once, because meanwhile no other thread runs."""
_WORDS_AT_ONCE = 2_000
_MOST_ODD = 20_000
"""Words of a column, at most, that are looked at closely: more are no addresses but a cell full of signs."""


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A column (from 0) with this many different addresses that aren't in the column that is read.

    `more_people` says that they belong to people whom the list would miss: there is a second list of the same headers,
    or they have names of their own beside them. Addresses of managers and the like don't.
    """

    column: int
    addresses: int
    more_people: bool = False


def unread(table: Table, columns: Columns) -> tuple[Unread, ...]:
    """Return the columns with valid addresses that an import by these columns would not use."""
    found: dict[int, dict[str, None]] = {}
    for part in table.parts:
        for at, cells in enumerate(part.columns):
            # most columns of most lists are done with here
            if "@" in cells and at != columns.email:
                found.setdefault(at, {}).update(dict.fromkeys(islice(_words(cells), MOST_ROWS)))
    if not found:
        return ()
    known = {word for part in table.parts for word in _words(part.column(columns.email))}
    counts = {at: count for at, words in sorted(found.items()) if (count := _count(words, known))}
    more: Set[int] = beside(table, columns.email).intersection(counts)
    if not more and table.width <= _WIDEST:
        judged = sorted(counts, key=lambda at: -counts[at])[:_MOST_JUDGED]
        more = {at for at in judged if _has_names(table, columns, at)}
    return tuple(Unread(at, count, at in more) for at, count in counts.items())


def unread_names(table: Table, columns: Columns) -> tuple[int, ...]:
    """Return the columns (from 0) that seem to hold names, and whose header doesn't say so, where the columns in use
    have none, or one half of them only."""
    if columns.full_name is not None or None not in (columns.first_name, columns.last_name):
        return ()
    others = used(table, columns) | beside(table, columns.email)
    header = table.header or ()
    return tuple(
        at
        for at in range(min(table.width, _WIDEST))
        if at not in others
        and not (at < len(header) and _says_other(header[at]))
        and _look_like_names(table.samples(at, LOOKED_AT))
    )


def _says_other(name: str) -> bool:
    others = (extra_meaning, is_own, is_infix, is_second_last, is_somebody_elses)
    return any(says(name) for says in others)


def _look_like_names(cells: Sequence[str]) -> bool:
    # a team is that of many
    return are_names(cells) and len(set(cells)) > 0.5 * len(cells)


def _has_names(table: Table, columns: Columns, email: int) -> bool:
    """Say whether the addresses of a column have names of their own."""
    if columns.email is None or is_somebody_elses("".join((table.header or ())[email : email + 1])):
        return False
    theirs = match(table, email).names
    return bool(theirs) and set(theirs).isdisjoint(columns.names)


def _count(words: Iterable[str], known: Container[str]) -> int:
    """Count the words that are valid addresses, and not `known`, not even once they are put right."""
    left = (word for word in words if word not in known)
    plain, odd = 0, list[str]()
    while listed := list(islice(left, _WORDS_AT_ONCE)):
        places = set(look_over(SEPARATOR.join(listed)).odd)
        plain += len(listed) - len(places)
        odd += [listed[at] for at in places]
    checked = map(Checker().check, odd[:_MOST_ODD])
    return plain + sum(wrong is None and address not in known for address, _, wrong in checked)


def _words(cells: str) -> Iterator[str]:
    """Yield what may be an address in a packed column, in small letters."""
    start = 0
    while start < len(cells):
        end = start + _AT_ONCE
        if end < len(cells):
            apart = _APART.search(cells, end, end + _LONGEST)
            end = apart.end() if apart else end
        piece = cells[start:end]
        if "@" in piece:
            yield from (word for word in _APART.split(piece.casefold()) if "@" in word and len(word) <= _LONGEST)
        start = end
