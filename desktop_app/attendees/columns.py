"""Which column is which: by its header in ten languages, and by what it holds."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.matching import name_columns
from desktop_app.attendees.matching.header_words import Extra, Meaning
from desktop_app.attendees.matching.headers import (
    MOST_COLUMNS,
    extra_meaning,
    folded,
    is_infix,
    is_own,
    meaning,
)
from desktop_app.attendees.matching.owners import is_somebody_elses, of_names, owner
from desktop_app.attendees.reading.table import Table

LOOKED_AT = 500
"""Rows whose cells are looked at."""


__all__ = ["LOOKED_AT", "Columns", "Extra", "beside", "infix_column", "letters", "match"]


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Places of the columns that an import uses, from 0; None for one that the list doesn't have. `extra` holds only
    what it has, and is never changed: `replace(columns, extra={**columns.extra, Extra.CITY: 4})`."""

    email: int | None = None
    first_name: int | None = None
    last_name: int | None = None
    full_name: int | None = None
    extra: Mapping[Extra, int] = {}


_ADDRESS = re.compile(r"[^\s@\uff20]+[@\uff20][^\s@\uff20]+|.*<[^<>\s]+@[^<>\s]+>", re.DOTALL)
_HOLDS_ADDRESS = re.compile(r"[^\s@]@[^\s@.]+\.[^\s@.]")

_VAGUE = ("title",)
"""Headers that give way to another for the same question: a title may be "Dr."."""


def match(table: Table, email: int | None = None) -> Columns:
    """Return what each column most likely is, if the addresses are in `email` (None: where they look to be).

    What a column holds outweighs what one of addresses is called.
    """
    columns = _people(table, email)
    taken = {columns.email, columns.first_name, columns.last_name, columns.full_name, *beside(table, columns.email)}
    extra: dict[Extra, int] = {}
    for at, name in sorted(enumerate((table.header or ())[:MOST_COLUMNS]), key=lambda item: folded(item[1]) in _VAGUE):
        field = extra_meaning(name) if at not in taken else None
        if field is not None and not (field is Extra.JOB_TITLE and _is_no_job(table.samples(at, LOOKED_AT))):
            extra.setdefault(field, at)
    return replace(columns, extra=dict(sorted(extra.items(), key=lambda item: item[1]))) if extra else columns


def _is_no_job(cells: Sequence[str]) -> bool:
    return name_columns.are_salutations(cells) or name_columns.are_roles(cells)


def infix_column(table: Table, columns: Columns) -> int | None:
    """Return which column holds what stands before the last names of another; None when there is none."""
    if columns.last_name is None:
        return None
    names = (table.header or ())[:MOST_COLUMNS]
    others = {columns.last_name, *beside(table, columns.email)}
    return next((at for at, name in enumerate(names) if at not in others and is_infix(name)), None)


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column: A, Z, AA."""
    named = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        named = chr(ord("A") + rest) + named
    return named


def beside(table: Table, email: int | None) -> frozenset[int]:
    """Return the columns of other lists that stand beside the one of these addresses, under the same headers."""
    names = [folded(name) for name in (table.header or ())[:MOST_COLUMNS]]
    times = Counter(names)
    if email is None or email >= len(names) or times[names[email]] < 2:
        return frozenset()
    ours = names[:email].count(names[email])
    met: Counter[str] = Counter()
    others = set()
    for at, name in enumerate(names):
        if name and times[name] == times[names[email]] and met[name] != ours:
            others.add(at)
        met[name] += 1
    return frozenset(others)


def _people(table: Table, chosen: int | None) -> Columns:
    rows = [row.cells for row in islice(table.rows, LOOKED_AT)]
    header = (table.header or ())[:MOST_COLUMNS]
    width = max(len(table.header or ()), max((len(cells) for cells in rows), default=0))
    cells = [[row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width)]
    called = [meaning(name) if name.strip() else None for name in header]
    called += [None] * (width - len(called))
    email = _email(cells, called, header) if chosen is None else chosen
    blank = {at for at, column in enumerate(cells) if not column} if any(cells) else set()
    theirs = _of_people(called, header, email, beside(table, email), blank)
    columns = _by_name(theirs, email)
    named = (columns.first_name, columns.last_name, columns.full_name)
    if any(cells) and not any(cells[at] for at in named if at is not None):
        # no such column, or nothing in it
        filled = [known if column else None for known, column in zip(theirs, cells, strict=True)]
        other = _by_name(filled, email)
        if other == Columns(email=email):
            known = [
                at
                for at, name in enumerate(header)
                if called[at] or extra_meaning(name) or is_own(name) or is_infix(name)
            ]
            # names beside the addresses ("Ann Bee <ann@x.com>") are surer than those of a column, and of several
            # columns of addresses the names belong to one
            sure = table.header is None and sum(map(_holds_addresses, cells)) < 2
            sure = sure and not (email is not None and any("<" in cell for cell in cells[email]))
            names = name_columns.find(rows, email, set(range(width)).difference(known), sure=sure)
            other = Columns(email=email, first_name=names.first, last_name=names.last, full_name=names.full)
        if other != Columns(email=email):
            return other
    if (
        columns.first_name is not None
        and columns.last_name is None
        and name_columns.are_whole(cells[columns.first_name])
    ):
        return Columns(email=email, full_name=columns.first_name)
    full = columns.full_name
    if full is not None and full < len(header) and not name_columns.are_whole(cells[full]):
        twin = next((at for at in range(full + 1, len(header)) if folded(header[at]) == folded(header[full])), None)
        if twin is not None and cells[twin] and theirs[twin]:
            names = name_columns.in_order(rows, email, full, twin)
            return Columns(email=email, first_name=names.first, last_name=names.last)
    return columns


_Called: TypeAlias = Sequence[tuple[Meaning, bool] | None]


def _of_people(
    called: _Called, header: Sequence[str], email: int | None, others: frozenset[int], blank: Collection[int]
) -> _Called:
    """Leave out names of somebody other than whose the addresses are, and those of a list beside this one. Where
    somebody's names are blank, they are no reason to."""
    # "Apellido 1" is a word of its own
    whose = {
        at: owner(header[at], numbered=not known[1])
        for at, known in enumerate(called)
        if known and known[0] is not Meaning.EMAIL
    }
    address = header[email] if email is not None and email < len(header) else ""
    chosen = of_names(address, [whose[at] for at in whose if at not in others and at not in blank])
    return [None if at in others or (at in whose and whose[at] != chosen) else known for at, known in enumerate(called)]


def _by_name(called: _Called, email: int | None) -> Columns:
    taken = {email}

    def first_called(*meanings: Meaning) -> int | None:
        for exact in (True, False):
            for at, known in enumerate(called):
                if known and known[1] is exact and known[0] in meanings and at not in taken:
                    taken.add(at)
                    return at
        return None

    first = first_called(Meaning.FIRST)
    last = first_called(Meaning.LAST)
    if first is None and last is not None:
        first = first_called(Meaning.NAME_OR_FIRST, Meaning.NAME)
    if last is None and first is not None:
        last = first_called(Meaning.NAME_OR_LAST, Meaning.NAME, Meaning.NAME_OR_FIRST)
    if first is not None and last is not None:
        return Columns(email=email, first_name=first, last_name=last)
    full = first_called(Meaning.FULL)
    if full is None and first is None and last is None:
        full = first_called(Meaning.NAME, Meaning.NAME_OR_FIRST, Meaning.NAME_OR_LAST)
    if full is not None:
        return Columns(email=email, full_name=full)
    return Columns(email=email, first_name=first, last_name=last)


def _holds_addresses(column: Sequence[str]) -> bool:
    return sum(1 for cell in column if _ADDRESS.fullmatch(cell)) >= 0.5 * (len(column) or 1)


def _email(cells: Sequence[Sequence[str]], called: _Called, header: Sequence[str]) -> int | None:
    """Return the column of addresses. Where they are all somebody else's it is one with names of the same owner, or all
    that the list has: else a person has to say whether these people are meant."""
    elses = [at for at, name in enumerate(header) if is_somebody_elses(name)]
    email = _best_email(cells, called, [at for at in range(len(cells)) if at not in elses])
    if email is not None:
        return email
    email = _best_email(cells, called, elses)
    if email is None or sum(map(bool, cells)) == 1:
        return email
    names = (owner(header[at]) for at, known in enumerate(called) if known and known[0] is not Meaning.EMAIL)
    return email if any(whose and of_names(header[email], [whose]) for whose in names) else None


def _best_email(cells: Sequence[Sequence[str]], called: _Called, among: Collection[int]) -> int | None:
    best, chosen = 0.0, None
    for at in among:
        column, known = cells[at], called[at]
        share = sum(1 for cell in column if _ADDRESS.fullmatch(cell)) / len(column) if column else 0.0
        named = known is not None and known[0] is Meaning.EMAIL
        score = (3.0 if share >= 0.5 else share) + ((2.0 if known and known[1] else 1.5) if named else 0.0)
        if share >= 0.5:
            # hosts and buyers stand there again and again
            score += 1.5 * len(set(column)) / len(column)
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
