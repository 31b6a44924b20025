"""Which columns hold names, by what is in them: they are letters only, and turn up in the addresses beside them."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from desktop_app.attendees.matching.headers import folded

_MOSTLY = 0.6
"""Share of cells with several words, from which on a column holds whole names."""

ENOUGH = 0.2
"""Share of the rows whose address tells of a column's name."""

_NAME = re.compile(r"[^\W\d_][^\d@/\\:;<>=+*#]{0,80}")
_EASTERN = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3々]{3,}")
"""Chinese, Japanese, and Korean names have no space."""
_APART = re.compile(r"[\W\d_]+")
_SALUTATION = re.compile(
    "mr|mrs|ms|miss|mx|dr|prof|sir|madam|herr|frau|hr|fr|mme|mlle|m|madame|monsieur|sr|sra|srta|senor|senora|sig|"
    "signor|signora|dhr|mevr|mw|de|heer|mevrouw|pan|pani|herra|rouva|様|先生|女士"
)


_ROLE = re.compile("organi[sz]er|presenter|attendee|participant|co host|host|panelist|moderator|guest")
"""What somebody is in a meeting, by reports of those who were there."""


class Names(NamedTuple):
    """Places of columns; None for those that there are not."""

    first: int | None = None
    last: int | None = None
    full: int | None = None


Rows = Sequence[Sequence[str]]


def find(rows: Rows, email: int | None, among: Collection[int], *, sure: bool) -> Names:
    """Return which of some columns hold names. Unless it is `sure` that any does, addresses have to tell of them."""
    columns = {at: [row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in sorted(among)}
    texts = [at for at, column in columns.items() if at != email and _are_names(column)]
    told = [at for at in texts if email is not None and _share_told(rows, at, email) >= ENOUGH]
    if not told and not sure:
        return Names()
    chosen = told or [at for at in texts if not _is_domain(rows, at, email)]
    if not chosen:
        return Names()
    whole = next((at for at in chosen if are_whole(columns[at])), None)
    if whole is not None and (len(chosen) == 1 or whole == chosen[0]):
        return Names(full=whole)
    if len(chosen) > 1:
        return in_order(rows, email, chosen[0], chosen[1])
    beside = next(
        (at for at in (chosen[0] + 1, chosen[0] - 1) if at in texts and not _is_domain(rows, at, email)), None
    )
    if told and beside is not None:
        return in_order(rows, email, *sorted((chosen[0], beside)))
    return Names(first=chosen[0])


def in_order(rows: Rows, email: int | None, left: int, right: int) -> Names:
    """Tell first names from last names by the addresses, which mostly begin with the first; else they come first."""
    votes = 0.0
    for row in rows:
        if email is None or max(left, right, email) >= len(row):
            continue
        local = solid(local_part(row[email]))
        one, other = solid(row[left]), solid(row[right])
        if local and one and other:
            votes += _vote(local, one, other) - _vote(local, other, one)
    return Names(right, left) if votes < 0 else Names(left, right)


def _vote(local: str, first: str, last: str) -> float:
    """Say how much speaks for this order of two names, by what stands before the @."""
    if is_made_of(local, first, last):
        return 1.0
    return 0.5 if local == first else 0.0


def is_made_of(local: str, first: str, last: str) -> bool:
    """Say whether what stands before the @ begins with the first name and ends with the last: "sarahchen", "schen"."""
    if local == first[0] + last:
        return True
    return len(local) >= len(first) + len(last) and local.startswith(first) and local.endswith(last)


def are_whole(column: Sequence[str]) -> bool:
    """Say whether these are whole names rather than parts of names."""
    whole = sum(1 for cell in column if len(cell.split()) > 1 or _EASTERN.fullmatch(cell))
    return bool(column) and whole >= _MOSTLY * len(column)


def are_salutations(column: Sequence[str]) -> bool:
    """Say whether these are no more than "Mr.", "Prof. Dr.": they stand before a name."""
    return bool(column) and all(all(map(_SALUTATION.fullmatch, folded(cell).split())) for cell in column)


def are_roles(column: Sequence[str]) -> bool:
    """Say whether these are parts in a meeting, and no jobs."""
    return bool(column) and all(_ROLE.fullmatch(folded(cell)) for cell in column)


def _are_names(column: Sequence[str]) -> bool:
    if not column or are_salutations(column):
        return False
    return sum(1 for cell in column if _NAME.fullmatch(cell)) >= 0.8 * len(column)


def _share_told(rows: Rows, at: int, email: int) -> float:
    both = [(row[at], row[email]) for row in rows if at < len(row) and email < len(row) and row[at].strip()]
    return sum(1 for name, address in both if _is_in(name, address)) / len(both) if both else 0.0


def _is_in(name: str, address: str) -> bool:
    local = folded(local_part(address))
    parts = _APART.split(local)
    return any((len(word) > 2 and word in local) or (len(word) > 1 and word in parts) for word in folded(name).split())


def _is_domain(rows: Rows, at: int, email: int | None) -> bool:
    """Say whether a column's words turn up behind the @: so does a company."""
    both = [
        (row[at], row[email]) for row in rows if email is not None and max(at, email) < len(row) and row[at].strip()
    ]
    found = sum(
        1
        for name, address in both
        if any(word in folded(address.rpartition("@")[2]).split() for word in folded(name).split())
    )
    return bool(both) and found >= ENOUGH * len(both)


def local_part(address: str) -> str:
    """Return what stands before the @."""
    return address.rpartition("<")[2].rpartition("@")[0]


def solid(text: str) -> str:
    """Return the letters of a name or address, for comparing."""
    return _APART.sub("", folded(text))
