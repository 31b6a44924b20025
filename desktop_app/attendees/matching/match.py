"""Which column is which: by its header in ten languages, and by what it holds."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import LONGEST_CELL, Table
from desktop_app.attendees.matching import email_column, name_columns
from desktop_app.attendees.matching.header_words import Extra, Meaning
from desktop_app.attendees.matching.headers import MOST_COLUMNS, extra_meaning, is_own
from desktop_app.attendees.matching.name_columns import CellRows
from desktop_app.attendees.matching.name_headers import Called, is_infix, is_second_last, meaning, meanings, unnumbered
from desktop_app.attendees.matching.owners import (
    Owner,
    is_anybodys,
    is_called_people,
    of_names,
    owner,
)

LOOKED_AT = 500
"""Rows, the first ones, whose cells tell what a column holds."""


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The columns that an import uses, counted from 0; None for one that the list doesn't have. `extra` holds only
    those that it has. It is shared, so it is replaced, not changed:
    `replace(columns, extra={**columns.extra, Extra.CITY: 4})`."""

    email: int | None = None
    first_name: int | None = None
    last_name: int | None = None
    full_name: int | None = None
    extra: Mapping[Extra, int] = {}

    @property
    def names(self) -> tuple[int, ...]:
        """The columns that hold names."""
        return tuple(at for at in (self.first_name, self.last_name, self.full_name) if at is not None)

    @property
    def places(self) -> tuple[int, ...]:
        """All of them."""
        email = () if self.email is None else (self.email,)
        return (*email, *self.names, *self.extra.values())


_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[\W_]*\d[\W\d_]*")

_VAGUE = ("title",)
"""Folded headers that are used for a question only if no other header stands for it: a title may be "Dr."."""


def match(table: Table, email: int | None = None) -> Columns:
    """Return what each column most likely is. `email` is the column of addresses; None: find it.

    Which one that is depends on what the columns hold rather than on what they are called.
    """
    columns = _people(table, email)
    taken = {columns.email, *columns.names, *beside(table, columns.email)}
    extra: dict[Extra, int] = {}
    for at, name in sorted(enumerate(_headers(table)), key=lambda item: folded(item[1]) in _VAGUE):
        field = extra_meaning(name) if at not in taken else None
        if field is not None and not (field is Extra.JOB_TITLE and _is_no_job(table.samples(at, LOOKED_AT))):
            extra.setdefault(field, at)
    return replace(columns, extra=dict(sorted(extra.items(), key=lambda item: item[1]))) if extra else columns


def _is_no_job(cells: Sequence[str]) -> bool:
    return name_columns.are_salutations(cells) or name_columns.are_roles(cells)


class LastNameParts(NamedTuple):
    """The columns of what stands before the last names ("van der") and behind them ("Segundo apellido"); None for one
    that the list doesn't have."""

    before: int | None = None
    behind: int | None = None


def last_name_parts(table: Table, columns: Columns) -> LastNameParts:
    """Return where the other parts of the last names are, if they have a column."""
    if columns.last_name is None:
        return LastNameParts()
    others = {columns.last_name, *beside(table, columns.email)}
    names = [(at, name) for at, name in enumerate(_headers(table)) if at not in others]
    return LastNameParts(
        next((at for at, name in names if is_infix(name)), None),
        next((at for at, name in names if is_second_last(name)), None),
    )


def used(table: Table, columns: Columns) -> frozenset[int]:
    """Return every column that an import reads: those of the parts of last names, too. The headers tell; rows aren't
    looked at."""
    parts = (at for at in last_name_parts(table, columns) if at is not None)
    return frozenset((*columns.places, *parts))


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


def _headers(table: Table) -> Sequence[str]:
    return unnumbered((table.header or ())[:MOST_COLUMNS])


def _people(table: Table, chosen: int | None) -> Columns:
    rows = [[cell[:LONGEST_CELL] for cell in row.cells] for row in islice(table.rows, LOOKED_AT)]
    header = [*_headers(table)]
    width = max(len(table.header or ()), max((len(cells) for cells in rows), default=0))
    if header:
        header += [""] * (min(width, MOST_COLUMNS) - len(header))
    cells = [[row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width)]
    called = meanings(header)
    called += [None] * (width - len(called))
    if rows:
        called = _with_parts_below(called, rows[0])
    # "nombre" is a number in French
    called = [
        None if known and not known[1] and column and all(map(_NUMBER.fullmatch, column)) else known
        for column, known in zip(cells, called, strict=True)
    ]
    email = email_column.find(cells, called, header) if chosen is None else chosen
    # what has no letter is no name: numbers, dashes
    blank = {at for at, column in enumerate(cells) if not any(map(_LETTER.search, column))} if any(cells) else set()
    theirs = _of_people(called, header, email, beside(table, email), blank)
    columns = _by_name(theirs, email)
    if not blank.isdisjoint(columns.names):
        other = _by_name([None if at in blank else known for at, known in enumerate(theirs)], email)
        is_whole = other.full_name is not None or None not in (other.first_name, other.last_name)
        # a last name that nobody has is asked for, unless the list has other names
        if is_whole or (other.names and blank.issuperset(columns.names)):
            columns = other
    if any(cells) and blank.issuperset(columns.names):
        # no column is called a name, or nothing is in it
        unnamed = _unnamed(called, header)
        other = _by_content(rows, cells, unnamed, email, nameless=table.header is None)
        if other.names:
            return other
        people = {at for at in unnamed if at < len(header) and is_called_people(header[at])}
        full = name_columns.find(rows, email, people, sure=True).full
        return columns if full is None else Columns(email=email, full_name=full)
    return _corrected(rows, theirs, header, columns, _unnamed(called, header) - blank)


def _corrected(
    rows: CellRows, called: Called, header: Sequence[str], columns: Columns, unnamed: Collection[int]
) -> Columns:
    """Return the columns of names as their cells show them to be: whole ones called a part, parts called whole, and a
    half among the `unnamed` columns."""
    email, first, last, full = columns.email, columns.first_name, columns.last_name, columns.full_name
    if first is not None and last is not None:
        whole = _whole_beside(rows, called, first, last)
        return columns if whole is None else Columns(email=email, full_name=whole)
    if first is not None and _are_whole(rows, first):
        return Columns(email=email, full_name=first)
    half = first if last is None else last
    if half is not None:
        other = name_columns.other_half(rows, email, half, unnamed)
        if other is not None:
            first, last = (half, other) if last is None else (other, half)
            return Columns(email=email, first_name=first, last_name=last)
    if full is not None and full < len(header) and not _are_whole(rows, full):
        # two columns that are both called "Name" are the parts of one
        twin = next((at for at in range(full + 1, len(header)) if folded(header[at]) == folded(header[full])), None)
        if twin is not None and called[twin] and any(cells[twin].strip() for cells in rows if twin < len(cells)):
            names = name_columns.in_order(rows, email, full, twin)
            return Columns(email=email, first_name=names.first, last_name=names.last)
    return columns


def _with_parts_below(called: Called, cells: Sequence[str]) -> list[tuple[Meaning, bool] | None]:
    """Return what columns are called, with the parts of a name that a second header line names below a first one:
    "First", "Last" below "Name"."""
    parts = {at: known for at, cell in enumerate(cells[: len(called)]) if cell.strip() and (known := meaning(cell))}
    above = {known[0] for at in parts if (known := called[at])}
    both = {(Meaning.FIRST, True), (Meaning.LAST, True)} == set(parts.values())
    if not both or above.isdisjoint((Meaning.NAME, Meaning.FULL)):
        return list(called)
    return [parts.get(at, known) for at, known in enumerate(called)]


def _whole_beside(rows: CellRows, called: Called, first: int, last: int) -> int | None:
    """Return the column that holds whole names beside one of their parts: "Name" of "Name, First name". None where
    both hold parts."""
    for whole, part in ((first, last), (last, first)):
        known = called[whole]
        if known is None or known[0] in (Meaning.FIRST, Meaning.LAST):
            continue
        beside_it = called[part]
        if known == (Meaning.NAME, True) and beside_it and not beside_it[1] and _are_whole(rows, whole):
            # "Leader first name" is no half of "Name"
            return whole
        both = [
            (folded(cells[whole]).split(), folded(cells[part]).split())
            for cells in rows
            if max(whole, part) < len(cells) and cells[whole].strip() and cells[part].strip()
        ]
        if both and sum(1 for words, parts in both if parts and set(parts) < set(words)) > 0.5 * len(both):
            return whole
    return None


def _are_whole(rows: CellRows, at: int) -> bool:
    return name_columns.are_whole([cells[at] for cells in rows if at < len(cells) and cells[at].strip()])


def _unnamed(called: Called, header: Sequence[str]) -> set[int]:
    """Return the columns whose header says nothing of what is in them."""
    return {
        at
        for at in range(len(called))
        if at >= len(header)
        or not (called[at] or any(says(header[at]) for says in (extra_meaning, is_own, is_infix, is_second_last)))
    }


def _by_content(
    rows: Sequence[Sequence[str]],
    cells: Sequence[Sequence[str]],
    among: Collection[int],
    email: int | None,
    *,
    nameless: bool,
) -> Columns:
    """Return which of some columns hold names by what is in them; `cells` are those of each column. A list is
    `nameless` that has no header."""
    # names beside the addresses ("Ann Bee <ann@x.com>") are surer than those of a column, and of several columns of
    # addresses the names belong to one
    sure = nameless and sum(map(email_column.holds_addresses, cells)) < 2
    sure = sure and not (email is not None and any("<" in cell for cell in cells[email]))
    names = name_columns.find(rows, email, among, sure=sure)
    return Columns(email=email, first_name=names.first, last_name=names.last, full_name=names.full)


def _of_people(
    called: Called, header: Sequence[str], email: int | None, others: frozenset[int], blank: Collection[int]
) -> Called:
    """Leave out names of somebody other than whose the addresses are, and those of a list beside this one. Where
    somebody's names are blank, they are no reason to."""
    # "Apellido 1" is a word of its own
    whose = {
        at: owner(header[at], numbered=not known[1])
        for at, known in enumerate(called)
        if known and known[0] is not Meaning.EMAIL and at not in others and at != email
    }
    address = header[email] if email is not None and email < len(header) else ""
    chosen = of_names(address, [whose[at] for at in whose if at not in blank])
    kept = {at for at in whose if whose[at] == chosen}
    halves = _other_halves(called, whose, kept - set(blank))
    # one of the halves says whose it is: nobody else than the other and the address
    kept |= {at for at in halves if not whose[at] or not (chosen or owner(address))}
    return [None if at in others or (at in whose and at not in kept) else known for at, known in enumerate(called)]


def _other_halves(called: Called, whose: Mapping[int, Owner], kept: Collection[int]) -> set[int]:
    """Return the columns of the other half of the names, where one half only is among those `kept`: "Student first
    name, Surname". Who has both halves of a name is somebody else."""
    halves = {at: known[0] for at in whose if (known := called[at]) and known[0] in (Meaning.FIRST, Meaning.LAST)}
    found = {known[0] for at in kept if (known := called[at])}
    if len(found) != 1 or found.isdisjoint(halves.values()):
        return set()
    both = {whose[at] for at in halves if halves[at] in found} & {whose[at] for at in halves if halves[at] not in found}
    return {at for at in halves if halves[at] not in found and whose[at] not in both and is_anybodys(whose[at])}


def _by_name(called: Called, email: int | None) -> Columns:
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
