"""Checks a part of a list at once: what is plainly fine is found by few passes over long texts, and only cells that
are odd are looked at one by one.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from typing import TypeAlias

from msgspec.structs import replace

from desktop_app.attendees.checking import countries, providers
from desktop_app.attendees.checking.cleaning import cleaned
from desktop_app.attendees.checking.declined import Refusals
from desktop_app.attendees.checking.emails import (
    LONGEST_EMAIL,
    Checker,
    Wrong,
    look_over,
)
from desktop_app.attendees.checking.fixes import suggestion
from desktop_app.attendees.checking.people import (
    ALREADY_IN,
    ATTENTION,
    DUPLICATE,
    READY,
    Block,
    Cell,
    Field,
    RowProblem,
)
from desktop_app.attendees.checking.titles import without_title, without_titles
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.matching.full_names import split_name
from desktop_app.attendees.reading.table import SEPARATOR, Part

LONGEST_NAME = 64
"""Characters of a first or a last name (create-tickets reference)."""

LONGEST_EXTRA = 255
"""Characters of any other answer: what the reference says of comments; it is silent on the rest."""

LONGEST_FOUND = 200
"""Characters of a cell that a problem repeats."""

_PRINTABLE = bytes(range(0x20, 0x7F)) + SEPARATOR.encode()
"""What is seen of ASCII, and what separates cells."""

_MARKED = ("'", '="')
"""What marks a cell as text, and is no part of it."""

_SPACES = re.compile("  +")
_AT_ENDS = re.compile(f" ?{SEPARATOR} ?")

_IS_READY = bytes(state == READY for state in range(256))


Answers: TypeAlias = tuple[tuple[Extra, str], ...]
Problems: TypeAlias = dict[int, tuple[RowProblem, ...]]


def tidied(text: str) -> str:
    """Return a column's cells as `cleaned` leaves each of them."""
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
    if text.startswith(_MARKED) or any(SEPARATOR + mark in text for mark in _MARKED):
        return SEPARATOR.join(map(cleaned, text.split(SEPARATOR)))
    return text


def _is_printable(text: str) -> bool:
    """Say whether a column holds nothing but what is seen, and spaces."""
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE)
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
    """Checks one part of a list after the other. `needed` are the names that must not be empty, `asked` the names and
    answers that Zoom wants of everybody; `last_first` is how a column of full names is written, `infix` the column of
    what stands before last names, and `refusals` know who won't come."""

    def __init__(
        self,
        columns: Columns,
        needed: frozenset[Field],
        asked: frozenset[Cell] = frozenset(),
        *,
        last_first: bool = False,
        infix: int | None = None,
        refusals: Refusals | None = None,
    ) -> None:
        self._columns = columns
        self._needed = needed
        self._asked = asked
        self._last_first = last_first
        self._infix = infix
        self._refusals = refusals
        self._checker = Checker()

    def check(self, part: Part) -> Block:
        """Return the people of a part, not yet compared with others: nobody is DUPLICATE or ALREADY_IN."""
        raw = part.column(self._columns.email)
        email, keys, places = look_over(raw)
        odd = set(places)
        first, last = self._names(part)
        wanted = self._needed | self._asked
        odd.update(_at_fault(first, LONGEST_NAME, needed=Field.FIRST_NAME in wanted))
        odd.update(_at_fault(last, LONGEST_NAME, needed=Field.LAST_NAME in wanted))
        extra, notes, missing = self._extra(part)
        odd.update(missing)
        problems: dict[int, tuple[RowProblem, ...]] = {}
        if odd:
            emails, firsts, lasts = email.split(SEPARATOR), first.split(SEPARATOR), last.split(SEPARATOR)
            given = raw.split(SEPARATOR)
            addressed = named = False
            for at in odd:
                address, *names, found = self.check_row(given[at], firsts[at], lasts[at])
                found += missing.get(at, ())
                if found:
                    problems[at] = found
                if address != emails[at]:
                    emails[at] = address
                    addressed = True
                if names != [firsts[at], lasts[at]]:
                    firsts[at], lasts[at] = names
                    named = True
            if addressed:
                email = SEPARATOR.join(emails)
            if addressed or not email.isascii():
                keys = folded(email)
            if named:
                first, last = SEPARATOR.join(firsts), SEPARATOR.join(lasts)
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
        if self._refusals is None or not self._refusals.any:
            return
        said = self._refusals.said(part)
        for at, (cell, key) in enumerate(zip(email.split(SEPARATOR), keys.split(SEPARATOR), strict=True)):
            known = problems.get(at, ())
            # the same person may have answered in another row
            meant = (key, *(problem.suggestion.casefold() for problem in known))
            row, word = (0, said[at]) if at in said else self._refusals.of_addresses(meant)
            if word:
                problems[at] = (*known, RowProblem(Field.EMAIL, Wrong.DECLINED, word[:LONGEST_FOUND], cell, row=row))

    def check_row(self, email: str, first: str, last: str) -> tuple[str, str, str, tuple[RowProblem, ...]]:
        """Return an address and names, tidied, and what is wrong with them."""
        found, name, wrong = self._checker.check(email)
        first, last = cleaned(first), cleaned(last)
        if name and not first and not last:
            first, last = split_name(without_title(name))
        problems = []
        if wrong is not None:
            problems.append(RowProblem(Field.EMAIL, wrong, found[:LONGEST_FOUND], suggestion(found)))
        elif len(found) > LONGEST_EMAIL:
            problems.append(RowProblem(Field.EMAIL, Wrong.TOO_LONG, found[:LONGEST_FOUND], "", LONGEST_EMAIL))
        names = ((Field.FIRST_NAME, first), (Field.LAST_NAME, last))
        for field, text in names:
            if len(text) > LONGEST_NAME:
                problems.append(RowProblem(field, Wrong.TOO_LONG, text[:LONGEST_FOUND], "", LONGEST_NAME))
        for field, text in names:
            if not text and field in self._asked | self._needed:
                code = Wrong.ANSWER_MISSING if field in self._asked else Wrong.MISSING
                problems.append(RowProblem(field, code, ""))
        # a part of an address may hold anything but what separates cells
        return found.replace(SEPARATOR, ""), first, last, tuple(problems)

    def _names(self, part: Part) -> tuple[str, str]:
        columns = self._columns
        if columns.full_name is None:
            first = without_titles(tidied(part.column(columns.first_name)))
            last = without_titles(tidied(part.column(columns.last_name)))
            return first, last if self._infix is None else _joined(tidied(part.column(self._infix)), last)
        cells = without_titles(tidied(part.column(columns.full_name))).split(SEPARATOR)
        names = [split_name(cell, last_first=self._last_first) for cell in cells]
        return SEPARATOR.join(first for first, _ in names), SEPARATOR.join(last for _, last in names)

    def _extra(self, part: Part) -> tuple[Answers, Problems, Problems]:
        """Return the answers to standard questions, notes on those that Zoom wouldn't take, and required ones that
        there are not."""
        texts: list[tuple[Extra, str]] = []
        notes: dict[int, tuple[RowProblem, ...]] = {}
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
        return tuple(texts), notes, self._unanswered(dict(texts), part.size)

    def _unanswered(self, given: Mapping[Extra, str], size: int) -> Problems:
        """Return what some people's answers, column by column, lack of those that everybody is asked for."""
        asked = [field for field in Extra if field in self._asked]
        if not any(has_blank(given.get(field, "")) for field in asked):
            return {}
        cells = [given[field].split(SEPARATOR) if field in given else [""] * size for field in asked]
        rows = (dict(zip(asked, row, strict=True)) for row in zip(*cells, strict=True))
        return {at: found for at, answers in enumerate(rows) if (found := unanswered(answers, self._asked))}


def _joined(infixes: str, last: str) -> str:
    """Return last names with what stands before them ("van der"), unless it does so already."""
    pairs = zip(infixes.split(SEPARATOR), last.split(SEPARATOR), strict=True)
    return SEPARATOR.join(
        name if not name or name.casefold().startswith(f"{infix} ".casefold()) else f"{infix} {name}".strip()
        for infix, name in pairs
    )


def doubts(email: str, problems: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
    """Return what should be seen of an address though it holds nobody back, unless it has a problem already."""
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
    cells = set(text.split(SEPARATOR))
    return all(not cell or (cell.isupper() and countries.code_of(cell) == cell) for cell in cells)


def answered(field: Extra, text: str) -> tuple[str, RowProblem | None]:
    """Return the answer to a standard question as Zoom takes it, and what was wrong with it."""
    if field is Extra.COUNTRY and text:
        code = countries.code_of(text)
        return (code, None) if code else ("", RowProblem(field, Wrong.UNKNOWN_COUNTRY, text[:LONGEST_FOUND]))
    if len(text) > LONGEST_EXTRA:
        problem = RowProblem(field, Wrong.TOO_LONG, text[:LONGEST_FOUND], "", LONGEST_EXTRA)
        return text[:LONGEST_EXTRA].rstrip(), problem
    return text, None


def folded(emails: str) -> str:
    """Return what addresses are compared by."""
    if emails.isascii():
        return emails if emails.islower() else emails.lower()
    return emails.casefold()


def _at_fault(text: str, most: int, *, needed: bool) -> list[int]:
    if not has_longer(text, most) and not (needed and has_blank(text)):
        return []
    return [at for at, cell in enumerate(text.split(SEPARATOR)) if len(cell) > most or (needed and not cell)]


def compared(block: Block, seen: dict[str, int], known: Collection[str]) -> Block:
    """Return the people of a block with their states, now that those above are `seen` (address to row; added to) and
    the registered are `known`."""
    keys = block.keys.split(SEPARATOR)
    states = bytearray(block.states)
    free = states.translate(_IS_READY)
    rows = list(compress(block.rows, free))
    first = list(map(seen.setdefault, compress(keys, free), rows))
    first_rows: dict[int, int] = {}
    if first != rows:
        for place, row, earlier in zip(compress(range(len(keys)), free), rows, first, strict=True):
            if row != earlier:
                states[place] = DUPLICATE
                first_rows[place] = earlier
    # a person counts once as registered, however many rows there are
    if known and not known_free(keys, known):
        for place, key in enumerate(keys):
            if states[place] == READY and key in known:
                states[place] = ALREADY_IN
    if states == block.states:
        return block
    return replace(block, states=bytes(states), first_rows=first_rows)


def known_free(keys: Sequence[str], known: Collection[str]) -> bool:
    """Say whether nobody of these is registered."""
    return known.isdisjoint(keys) if isinstance(known, (set, frozenset)) else not any(key in known for key in keys)
