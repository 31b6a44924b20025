"""What becomes of some people when cells are corrected, rows are left out, or others turn out to be registered."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from desktop_app.attendees.cells.cleaning import cleaned
from desktop_app.attendees.cells.email_keys import email_key, email_keys
from desktop_app.attendees.cells.table import SEPARATOR
from desktop_app.attendees.checking.emails import Wrong
from desktop_app.attendees.checking.part_checker import PartChecker, answered, blanks, doubts, unanswered
from desktop_app.attendees.checking.people import (
    ALREADY_IN,
    ATTENTION,
    DUPLICATE,
    NOT_TO_INVITE,
    READY,
    Block,
    Cell,
    Field,
    Problems,
    RowProblem,
)
from desktop_app.attendees.matching.header_words import Extra

_FEW = 8
"""Addresses. Up to so many, searching the packed text is faster than taking it apart."""


def settled(block: Block, touched: set[str], seen: dict[str, int], known: Collection[str]) -> Block:
    """Return a block in which the people with one of the `touched` addresses have the state that is true now.

    `seen` has the first row of each touched address in the blocks above, and takes on those of this one; `known` are
    the addresses that are registered.
    """
    if len(touched) <= _FEW and not any(key in block.keys for key in touched):
        return block
    keys = block.keys.split(SEPARATOR)
    if touched.isdisjoint(keys):
        return block
    states = bytearray(block.states)
    first_rows = dict(block.first_rows)
    for at, key in enumerate(keys):
        if key not in touched:
            continue
        first_rows.pop(at, None)
        if at in block.problems:
            states[at] = ATTENTION
        elif (first := seen.setdefault(key, block.rows[at])) == block.rows[at]:
            states[at] = ALREADY_IN if key in known else READY
        else:
            states[at] = DUPLICATE
            first_rows[at] = first
    return replace(block, states=bytes(states), first_rows=first_rows)


def corrected(
    block: Block, corrections: Mapping[int, Mapping[Cell, str]], checker: PartChecker, asked: frozenset[Cell]
) -> tuple[Block, set[str]]:
    """Return a block with some cells corrected (by place, then cell) and checked again, and the addresses whose people
    may have another state now."""
    emails, firsts, lasts = (block.cells(field) for field in Field)
    extra = {field: text.split(SEPARATOR) for field, text in block.extra}
    keys = block.keys.split(SEPARATOR)
    problems, notes = dict(block.problems), dict(block.notes)
    touched: set[str] = set()
    for at, values in corrections.items():
        touched.add(keys[at])
        # a name that was typed is as it is meant
        noted = tuple(note for note in notes.pop(at, ()) if note.code is not Wrong.GARBLED or note.field not in values)
        for field, value in values.items():
            if isinstance(field, Extra):
                text, note = answered(field, cleaned(value))
                extra.setdefault(field, [""] * len(keys))[at] = text
                noted = tuple(known for known in noted if known.field is not field) + ((note,) if note else ())
        emails[at], firsts[at], lasts[at], found = checker.check_row(
            values.get(Field.EMAIL, emails[at]),
            values.get(Field.FIRST_NAME, firsts[at]),
            values.get(Field.LAST_NAME, lasts[at]),
        )
        found += unanswered({field: cells[at] for field, cells in extra.items()}, asked)
        noted = (*doubts(emails[at], found), *(note for note in noted if note.code is not Wrong.PROVIDER_TYPO))
        refusals, overruled = _refusals(problems.pop(at, ()), emails[at], values.get(Field.EMAIL))
        if found or refusals:
            problems[at] = (*found, *refusals)
        if noted or overruled:
            notes[at] = (*noted, *overruled)
        keys[at] = email_key(emails[at])
        touched.add(keys[at])
    email = SEPARATOR.join(emails)
    after = replace(
        block,
        email=email,
        first_name=SEPARATOR.join(firsts),
        last_name=SEPARATOR.join(lasts),
        keys=email_keys(email),
        extra=tuple((field, SEPARATOR.join(cells)) for field, cells in extra.items()),
        problems=dict(sorted(problems.items())),
        notes=notes,
    )
    return after, touched


def _refusals(
    before: Sequence[RowProblem], email: str, confirmed: str | None
) -> tuple[list[RowProblem], list[RowProblem]]:
    """Return which refusals still hold somebody back who has this address now, and which were overruled by entering
    the address as it was (`confirmed`): those are notes."""
    said = [problem for problem in before if problem.code in NOT_TO_INVITE]
    overruled = [replace(problem, suggestion="") for problem in said if problem.suggestion == confirmed]
    # what another row says of an address holds back nobody with a different one
    meant = {email_key(problem.suggestion) for problem in before}
    held = [
        replace(problem, suggestion=email)
        for problem in said
        if problem.suggestion != confirmed and (not problem.row or email_key(email) in meant)
    ]
    return held, overruled


def asked_for(block: Block, asked: frozenset[Cell], needed: frozenset[Field]) -> tuple[Block, set[str]]:
    """Return a block whose people are asked for these names and answers, beside the names that are `needed`, and the
    addresses whose people it concerns."""
    lacks: dict[int, list[RowProblem]] = {}
    for field in (Field.FIRST_NAME, Field.LAST_NAME, *Extra):
        if field not in asked and field not in needed:
            continue
        code = Wrong.ANSWER_MISSING if field in asked else Wrong.MISSING
        for at in blanks(block.text(field)):
            lacks.setdefault(at, []).append(RowProblem(field, code, ""))
    concerned = sorted(lacks.keys() | block.problems.keys())
    if not concerned:
        return block, set()
    keys = block.keys.split(SEPARATOR)
    problems: Problems = {}
    touched: set[str] = set()
    for at in concerned:
        before = block.problems.get(at, ())
        found = (*(problem for problem in before if not _is_lack(problem)), *lacks.get(at, ()))
        if found:
            problems[at] = found
        if bool(found) != bool(before):
            touched.add(keys[at])
    return replace(block, problems=problems), touched


def _is_lack(problem: RowProblem) -> bool:
    """Say whether a problem is a name or an answer that isn't there."""
    return problem.code is Wrong.ANSWER_MISSING or (problem.code is Wrong.MISSING and problem.field is not Field.EMAIL)


def without(block: Block, gone: Collection[int]) -> Block:
    """Return a block without the people at some places."""
    kept = [at for at in range(len(block.rows)) if at not in gone]
    moved = {at: place for place, at in enumerate(kept)}

    def chosen(text: str) -> str:
        cells = text.split(SEPARATOR)
        return SEPARATOR.join([cells[at] for at in kept])

    return Block(
        rows=tuple(block.rows[at] for at in kept),
        email=chosen(block.email),
        first_name=chosen(block.first_name),
        last_name=chosen(block.last_name),
        keys=chosen(block.keys),
        states=bytes(block.states[at] for at in kept),
        extra=tuple((field, chosen(text)) for field, text in block.extra),
        problems={moved[at]: found for at, found in block.problems.items() if at in moved},
        first_rows={moved[at]: first for at, first in block.first_rows.items() if at in moved},
        notes={moved[at]: found for at, found in block.notes.items() if at in moved},
    )
