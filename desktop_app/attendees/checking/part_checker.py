"""Checks a part of a list at once. A column is one long text, and a few passes over it find out which cells are plainly
fine; only the others are looked at one by one.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from operator import ne
from typing import TypeAlias

from msgspec.structs import replace

from desktop_app.attendees.cells.cleaning import any_begins, cleaned
from desktop_app.attendees.cells.email_keys import email_keys
from desktop_app.attendees.cells.table import SEPARATOR, Part, shortened
from desktop_app.attendees.checking import countries, providers
from desktop_app.attendees.checking.declined import Refusals
from desktop_app.attendees.checking.emails import (
    LONGEST_EMAIL,
    Checker,
    Wrong,
    look_over,
)
from desktop_app.attendees.checking.fixes import suggestion
from desktop_app.attendees.checking.garbled import may_be_garbled, meant, not_torn
from desktop_app.attendees.checking.people import (
    ATTENTION,
    DUPLICATE,
    LONGEST_FOUND,
    READY,
    Block,
    Cell,
    Field,
    Problems,
    RowProblem,
)
from desktop_app.attendees.checking.placeholders import without_placeholders
from desktop_app.attendees.checking.titles import without_title, without_titles
from desktop_app.attendees.matching.eastern_names import is_in_one
from desktop_app.attendees.matching.full_names import split_name
from desktop_app.attendees.matching.header_words import Extra
from desktop_app.attendees.matching.match import Columns, LastNameParts

LONGEST_NAME = 64
"""Characters of a first or a last name (create-tickets reference)."""

LONGEST_EXTRA = 255
"""Characters of any other answer: what the reference says of comments; it is silent on the rest."""

_PRINTABLE = SEPARATOR.encode() + bytes(code for code in range(256) if chr(code).isprintable())
"""What can be seen of Latin-1, spaces, and what separates cells."""

_MARKS = "'="
"""What a cell begins with that is marked as text; the mark is no part of it."""

_SPACES = re.compile("  +")
_AT_ENDS = re.compile(f" ?{SEPARATOR} ?")

_NO_EMAIL = (RowProblem(Field.EMAIL, Wrong.MISSING, ""),)

_IS_READY = bytes(state == READY for state in range(256))


Answers: TypeAlias = tuple[tuple[Extra, str], ...]
"""Packed columns of answers: see `Block.extra`."""


def tidied(text: str) -> str:
    """Return a packed column with every cell as `cleaned` leaves it."""
    if not _is_printable(text):
        return SEPARATOR.join(map(cleaned, text.split(SEPARATOR)))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if " " in text:
        if "  " in text:
            text = _SPACES.sub(" ", text)
        if f" {SEPARATOR}" in text or f"{SEPARATOR} " in text:
            text = _AT_ENDS.sub(SEPARATOR, text)
        text = text.strip(" ")
    if any_begins(text, _MARKS):
        return SEPARATOR.join(map(cleaned, text.split(SEPARATOR)))
    return text


def _is_printable(text: str) -> bool:
    """Say whether a column holds nothing but printable characters, and no blanks other than spaces."""
    try:
        return not text.encode("latin-1").translate(None, _PRINTABLE)
    except UnicodeEncodeError:
        return text.replace(SEPARATOR, "").isprintable()


def has_longer(text: str, most: int) -> bool:
    """Say whether a cell of a column has more than `most` characters."""
    at = 0
    while at < len(text) - most:
        at = text.rfind(SEPARATOR, at, at + most + 1) + 1
        if not at:
            return True
    return False


def has_blank(text: str) -> bool:
    """Say whether a cell of a column is empty."""
    return not text or text[0] == SEPARATOR or text[-1] == SEPARATOR or 2 * SEPARATOR in text


def blanks(text: str) -> list[int]:
    """Return the places of the empty cells of a column."""
    return [at for at, cell in enumerate(text.split(SEPARATOR)) if not cell] if has_blank(text) else []


class PartChecker:
    """Checks one part of a list after the other, and rows that were corrected.

    `needed` are the names that must not be empty; `asked` is what the event asks everybody, which counts for corrected
    rows only: a list is checked before that is known. `last_first` says that full names begin with the last name,
    `parts` are the columns of what stands before last names ("van der") and behind them, and `refusals` know who won't
    come.
    """

    def __init__(
        self,
        columns: Columns,
        needed: frozenset[Field],
        asked: frozenset[Cell] = frozenset(),
        *,
        last_first: bool = False,
        parts: LastNameParts = LastNameParts(),  # noqa: B008 - it can't be changed
        refusals: Refusals | None = None,
    ) -> None:
        self._columns = columns
        self._needed = needed
        self._asked = asked
        self._last_first = last_first
        self._parts = parts
        self._refusals = refusals
        self._checker = Checker()

    def check(self, part: Part) -> Block:
        """Return the people of a part, not yet compared with others: nobody is DUPLICATE or ALREADY_IN."""
        part = shortened(part)
        raw = part.column(self._columns.email)
        email, keys, places = look_over(raw)
        first, last = self._names(part)
        misnamed = set(_at_fault(first, LONGEST_NAME, needed=Field.FIRST_NAME in self._needed))
        misnamed.update(_at_fault(last, LONGEST_NAME, needed=Field.LAST_NAME in self._needed))
        odd = sorted(misnamed.union(places))
        extra, notes = self._extra(part)
        problems: Problems = {}
        if odd:
            emails = email.split(SEPARATOR)
            given = emails.copy() if raw is email else raw.split(SEPARATOR)
            names: list[list[str]] = []
            for at in odd:
                emails[at], name, found = self._checked_email(given[at])
                if name or at in misnamed:
                    # few parts of a list have any
                    firsts, lasts = names = names or [first.split(SEPARATOR), last.split(SEPARATOR)]
                    firsts[at], lasts[at], lacking = self._checked_names(firsts[at], lasts[at], beside=name)
                    found += lacking
                if found:
                    problems[at] = found
            joined = SEPARATOR.join(emails)
            if joined != email or not joined.isascii():
                email, keys = joined, email_keys(joined)
            if names:
                first, last = map(SEPARATOR.join, names)
        for field, text in ((Field.FIRST_NAME, first), (Field.LAST_NAME, last)):
            if may_be_garbled(text):
                _note_garbled(field, text, notes)
        self._look_closer(part, email, keys, problems, notes)
        states = bytearray(part.size)
        for at in problems:
            states[at] = ATTENTION
        return Block(part.rows, email, first, last, keys, bytes(states), extra, problems, notes=notes)

    def _look_closer(self, part: Part, email: str, keys: str, problems: Problems, notes: Problems) -> None:
        """Add notes on addresses that may be misspelled, and hold back who won't come."""
        doubtful = providers.misspelled(keys)
        if doubtful:
            for at, cell in enumerate(email.split(SEPARATOR)):
                if cell.rpartition("@")[2] in doubtful:
                    notes[at] = (*doubts(cell, problems.get(at, ())), *notes.get(at, ()))
        if self._refusals is not None:
            for at, problem in self._refusals.problems(part, email, keys, problems):
                problems[at] = (*problems.get(at, ()), problem)

    def check_row(self, email: str, first: str, last: str) -> tuple[str, str, str, tuple[RowProblem, ...]]:
        """Return an address and names, tidied, and what is wrong with them."""
        email, name, found = self._checked_email(email)
        first, last, lacking = self._checked_names(first, last, beside=name)
        return email, first, last, found + lacking

    def _checked_email(self, email: str) -> tuple[str, str, tuple[RowProblem, ...]]:
        """Return an address, the name that stood beside it in its cell, and what is wrong with it."""
        if not email:
            # of all that is wrong with an address the only thing that many rows may have
            return "", "", _NO_EMAIL
        found, name, wrong = self._checker.check(email)
        problems: tuple[RowProblem, ...] = ()
        if wrong is not None:
            problems = (RowProblem(Field.EMAIL, wrong, found[:LONGEST_FOUND], suggestion(found)),)
        elif len(found) > LONGEST_EMAIL:
            problems = (RowProblem(Field.EMAIL, Wrong.TOO_LONG, found[:LONGEST_FOUND], "", LONGEST_EMAIL),)
        # a part of an address may hold anything but what separates cells
        return found.replace(SEPARATOR, ""), name, problems

    def _checked_names(self, first: str, last: str, *, beside: str) -> tuple[str, str, tuple[RowProblem, ...]]:
        """Return names, those beside the address where there are no others, and what is wrong with them."""
        first, last = cleaned(first), cleaned(last)
        if beside and not first and not last:
            first, last = split_name(without_title(beside))
        problems = []
        names = ((Field.FIRST_NAME, first), (Field.LAST_NAME, last))
        for field, text in names:
            if len(text) > LONGEST_NAME:
                problems.append(RowProblem(field, Wrong.TOO_LONG, text[:LONGEST_FOUND], "", LONGEST_NAME))
        for field, text in names:
            if not text and field in self._asked | self._needed:
                code = Wrong.ANSWER_MISSING if field in self._asked else Wrong.MISSING
                # a whole name that can't be split is repeated, so that it can be said
                whole = field is Field.LAST_NAME and self._columns.full_name is not None and is_in_one(first)
                problems.append(RowProblem(field, code, first[:LONGEST_FOUND] if whole else ""))
        return first, last, tuple(problems)

    def _names(self, part: Part) -> tuple[str, str]:
        columns = self._columns
        if columns.full_name is None:
            first = without_titles(tidied(not_torn(part.column(columns.first_name))))
            last = without_titles(tidied(not_torn(part.column(columns.last_name))))
            if self._parts.before is not None:
                last = _joined(*without_placeholders(tidied(part.column(self._parts.before)), last))
            if self._parts.behind is not None:
                last = _with_second(*without_placeholders(last, tidied(part.column(self._parts.behind))))
            return without_placeholders(first, last)
        whole = without_titles(tidied(not_torn(part.column(columns.full_name))))
        # before it is split: "N / A"
        whole, _ = without_placeholders(whole, SEPARATOR * (part.size - 1))
        cells = whole.split(SEPARATOR)
        names = [split_name(cell, last_first=self._last_first) for cell in cells]
        firsts, lasts = zip(*names, strict=True)
        return without_placeholders(SEPARATOR.join(firsts), SEPARATOR.join(lasts))

    def _extra(self, part: Part) -> tuple[Answers, Problems]:
        """Return the answers to standard questions, and notes on those that Zoom wouldn't take."""
        texts: list[tuple[Extra, str]] = []
        notes: Problems = {}
        for field, column in self._columns.extra.items():
            text = tidied(part.column(column))
            if has_longer(text, LONGEST_EXTRA) or (field is Extra.COUNTRY and not _all_codes(text)):
                cells = text.split(SEPARATOR)
                known = {cell: answered(field, cell) for cell in set(cells)}
                for at, cell in enumerate(cells):
                    cells[at], note = known[cell]
                    if note is not None:
                        notes[at] = (*notes.get(at, ()), note)
                text = SEPARATOR.join(cells)
            texts.append((field, text))
        return tuple(texts), notes


def _joined(infixes: str, last: str) -> str:
    """Return last names with what stands before them ("van der"), unless it does so already."""
    pairs = zip(infixes.split(SEPARATOR), last.split(SEPARATOR), strict=True)
    return SEPARATOR.join(
        name if not name or name.casefold().startswith(f"{infix} ".casefold()) else f"{infix} {name}".strip()
        for infix, name in pairs
    )


def _with_second(last: str, seconds: str) -> str:
    """Return last names with a second one behind them, unless they end with it already."""
    pairs = zip(last.split(SEPARATOR), seconds.split(SEPARATOR), strict=True)
    return SEPARATOR.join(
        name if name.casefold().endswith(f" {second}".casefold()) else f"{name} {second}".strip()
        for name, second in pairs
    )


def _note_garbled(field: Field, names: str, notes: Problems) -> None:
    """Add a note on each garbled name of a packed column, with the name that was meant where that can be told."""
    for at, name in enumerate(names.split(SEPARATOR)):
        if (before := meant(name)) is not None:
            problem = RowProblem(field, Wrong.GARBLED, name[:LONGEST_FOUND], before)
            notes[at] = (*notes.get(at, ()), problem)


def doubts(email: str, problems: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
    """Return a note on an address whose provider may be misspelled; none if the address has a problem already."""
    meant = providers.corrected(email)
    if meant is None or any(problem.field is Field.EMAIL for problem in problems):
        return ()
    return (RowProblem(Field.EMAIL, Wrong.PROVIDER_TYPO, email, meant),)


def unanswered(answers: Mapping[Extra, str], asked: Collection[Cell]) -> tuple[RowProblem, ...]:
    """Return what a person's answers lack of those that everybody is asked for."""
    if not asked:
        return ()
    return tuple(
        RowProblem(field, Wrong.ANSWER_MISSING, "") for field in Extra if field in asked and not answers.get(field)
    )


def _all_codes(text: str) -> bool:
    """Say whether a packed column of countries holds nothing but blanks and the codes that Zoom takes."""
    cells = set(text.split(SEPARATOR))
    return all(not cell or (cell.isupper() and countries.code_of(cell) == cell) for cell in cells)


def answered(field: Extra, text: str) -> tuple[str, RowProblem | None]:
    """Return the answer to a standard question as Zoom takes it ("" for a country that it doesn't know), and a note on
    what was wrong with it, if anything."""
    if field is Extra.COUNTRY and text:
        code = countries.code_of(text)
        return (code, None) if code else ("", RowProblem(field, Wrong.UNKNOWN_COUNTRY, text[:LONGEST_FOUND]))
    if len(text) > LONGEST_EXTRA:
        problem = RowProblem(field, Wrong.TOO_LONG, text[:LONGEST_FOUND], "", LONGEST_EXTRA)
        return text[:LONGEST_EXTRA].rstrip(), problem
    return text, None


def _at_fault(text: str, most: int, *, needed: bool) -> list[int]:
    """Return the places of cells with more than `most` characters, and of blank ones where they are `needed`."""
    if not has_longer(text, most) and not (needed and has_blank(text)):
        return []
    return [at for at, cell in enumerate(text.split(SEPARATOR)) if len(cell) > most or (needed and not cell)]


def compared(block: Block, seen: dict[str, int]) -> Block:
    """Return a block in which every address that was seen before is a DUPLICATE. `seen` has the first row of each
    address in the blocks above, and takes on those of this one."""
    free = block.states.translate(_IS_READY)
    rows = list(compress(block.rows, free))
    first = list(map(seen.setdefault, compress(block.keys.split(SEPARATOR), free), rows))
    if first == rows:
        return block
    places = compress(range(len(free)), free)
    first_rows = dict(compress(zip(places, first, strict=True), map(ne, first, rows)))
    states = bytearray(block.states)
    for place in first_rows:
        states[place] = DUPLICATE
    return replace(block, states=bytes(states), first_rows=first_rows)
