"""Which column holds the addresses of the people of a list, by what it holds and what it is called."""

import re
from collections.abc import Collection, Sequence

from desktop_app.attendees.matching.header_words import Meaning
from desktop_app.attendees.matching.name_headers import Called
from desktop_app.attendees.matching.owners import is_of_people, is_somebody_elses, of_names, owner

_ADDRESS = re.compile(r"[^\s@\uff20]++[@\uff20][^\s@\uff20]++|.*<[^<>\s][^<>\s@]*+@[^<>\s]++>", re.DOTALL)
"""A cell that is an address: "ann@x.com", "Ann Bee <ann@x.com>". Each part can end in one place only, so the time grows
with the length of the cell and not with its square."""
_HOLDS_ADDRESS = re.compile(r"[^\s@]@[^\s@.]+\.[^\s@.]")
"""A cell with an address among other words."""


def find(cells: Sequence[Sequence[str]], called: Called, header: Sequence[str]) -> int | None:
    """Return the column of addresses; `cells` are those of each column that aren't blank.

    Where all addresses are somebody else's it is a column with names of the same owner, or all that the list has: else
    a person has to say whether these people are meant.
    """
    elses = [at for at, name in enumerate(header) if is_somebody_elses(name)]
    email = _best(cells, called, [at for at in range(len(cells)) if at not in elses], header)
    if email is not None:
        return email
    email = _best(cells, called, elses, header)
    if email is None or sum(map(bool, cells)) == 1:
        return email
    names = (owner(header[at]) for at, known in enumerate(called) if known and known[0] is not Meaning.EMAIL)
    return email if any(whose and of_names(header[email], [whose]) for whose in names) else None


def _best(cells: Sequence[Sequence[str]], called: Called, among: Collection[int], header: Sequence[str]) -> int | None:
    best, chosen = 0.0, None
    names = [owner(header[at]) for at, known in enumerate(called) if known and known[0] is not Meaning.EMAIL]
    for at in among:
        column, known = cells[at], called[at]
        share = sum(1 for cell in column if _ADDRESS.fullmatch(cell)) / len(column) if column else 0.0
        named = known is not None and known[0] is Meaning.EMAIL
        score = (3.0 if share >= 0.5 else share) + ((2.0 if known and known[1] else 1.5) if named else 0.0)
        if share >= 0.5:
            # hosts and buyers stand there again and again
            score += 1.5 * len(set(column)) / len(column)
            # of two alike it is that of whom the names are, or of the people of the list: "Coach email", "Player email"
            if at < len(header):
                is_plain = known is not None and known[1]
                score += 0.1 * (owner(header[at]) in names) + 0.2 * (not is_plain and is_of_people(header[at]))
        if score > best and (named or share >= 0.2):
            best, chosen = score, at
    if chosen is not None:
        return chosen
    # addresses among other words, such as "Ann Bee (ann@x.com)"
    shares = [
        (sum(1 for cell in cells[at] if _HOLDS_ADDRESS.search(cell)) / (len(cells[at]) or 1), -at) for at in among
    ]
    most, at = max(shares, default=(0.0, 0))
    return -at if most > 0.5 else None


def holds_addresses(column: Sequence[str]) -> bool:
    """Say whether the cells of a column, blank ones left out, are mostly addresses."""
    return sum(1 for cell in column if _ADDRESS.fullmatch(cell)) >= 0.5 * (len(column) or 1)
