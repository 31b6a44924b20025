"""Which columns hold names, by what is in them: they are letters only, and turn up in the addresses beside them."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from desktop_app.attendees.cells.folding import folded

_MOSTLY = 0.6
"""Share of cells with several words, from which on a column holds whole names."""

ENOUGH = 0.2
"""Share of the rows in whose address a word of the column turns up, from which on it is taken for names."""

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


CellRows = Sequence[Sequence[str]]
"""Rows as cells, of any length."""


def find(rows: CellRows, email: int | None, among: Collection[int], *, sure: bool) -> Names:
    """Return which of some columns hold names. Unless `sure` says that one does, names must turn up in the addresses
    beside them."""
    columns = {at: [row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in sorted(among)}
    texts = [at for at, column in columns.items() if at != email and are_names(column)]
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
    near = [chosen[0] + step for step in (1, -1) if chosen[0] + step != email]
    # beyond the addresses may be a city
    near += [at for at in (chosen[0] + 2, chosen[0] - 2) if at not in near and _made(rows, email, chosen[0], at)]
    near = [at for at in near if at in texts and not _is_domain(rows, at, email)]
    beside = max(near, key=lambda at: (_made(rows, email, chosen[0], at), _distinct(rows, at)), default=None)
    if told and beside is not None:
        return in_order(rows, email, *sorted((chosen[0], beside)))
    return Names(first=chosen[0])


def other_half(rows: CellRows, email: int | None, half: int, among: Collection[int]) -> int | None:
    """Return the column of which, with one half of the names, the addresses are made; None if there is none."""
    made = {at: _made(rows, email, half, at) for at in among}
    best = max(made, key=lambda at: made[at], default=half)
    return best if made.get(best, 0) > ENOUGH * len(rows) else None


def _made(rows: CellRows, email: int | None, one: int, other: int) -> int:
    """Return how many addresses are made of the words of two columns; 0 where one of them isn't there."""
    made = 0
    for row in rows:
        if email is not None and other >= 0 and max(one, other, email) < len(row):
            local, words = solid(local_part(row[email])), (solid(row[one]), solid(row[other]))
            made += bool(local) and all(words) and (is_made_of(local, *words) or is_made_of(local, *words[::-1]))
    return made


def _distinct(rows: CellRows, at: int) -> int:
    return len({row[at] for row in rows if at < len(row)})


def in_order(rows: CellRows, email: int | None, left: int, right: int) -> Names:
    """Return which of two columns holds the first names: addresses mostly begin with them. Where these don't tell, the
    left one."""
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
    """Return 0 to 1 for how well the local part of an address fits this order of two names."""
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
    """Say whether these are roles in a meeting ("Panelist") rather than jobs."""
    return bool(column) and all(_ROLE.fullmatch(folded(cell)) for cell in column)


def are_names(column: Sequence[str]) -> bool:
    """Say whether these may be names: words of letters, and not salutations."""
    if not column or are_salutations(column):
        return False
    return sum(1 for cell in column if _NAME.fullmatch(cell)) >= 0.8 * len(column)


def _share_told(rows: CellRows, at: int, email: int) -> float:
    both = [(row[at], row[email]) for row in rows if at < len(row) and email < len(row) and row[at].strip()]
    return sum(1 for name, address in both if _is_in(name, address)) / len(both) if both else 0.0


def _is_in(name: str, address: str) -> bool:
    local = folded(local_part(address))
    parts = _APART.split(local)
    return any((len(word) > 2 and word in local) or (len(word) > 1 and word in parts) for word in folded(name).split())


def _is_domain(rows: CellRows, at: int, email: int | None) -> bool:
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
