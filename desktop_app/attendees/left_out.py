"""Why a row of a list was left out, in codes: whoever shows it puts it in words, in the language of that moment.

`Entry.reason` is a value of `WhyLeft`, and `Entry.message` has the details: "5" for a duplicate of row 5,
"email:another_name:5" where that row has another name, "email:comma last_name:missing" for what held a row back.
Earlier versions wrote a sentence there.
"""

import re
from collections.abc import Iterable

import msgspec

from desktop_app.attendees.records import Entry, WhyLeft
from desktop_app.attendees.roster import NOT_TO_INVITE, Cell, Extra, Field, Person, RowProblem, RowProblemCode, RowState

_CELLS: dict[str, Cell] = {cell.value: cell for cell in (*Field, *Extra)}
_CODES: dict[str, RowProblemCode] = {code.value: code for code in RowProblemCode}
_NUMBERS_A_ROW = NOT_TO_INVITE | {RowProblemCode.ANOTHER_NAME}
"""Problems that come with a row; the number of others is their limit."""

_NUMBER = re.compile(r"[0-9]{1,9}")


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row was left out. `row` is the one whose address a duplicate repeats, or that says no to the same address;
    0 where there is none, or it isn't known. `problems` are what held it back, and ANOTHER_NAME for a duplicate whose
    first row has one. `said` is the sentence of an earlier version that tells more than the codes."""

    why: WhyLeft | None
    row: int = 0
    problems: tuple[RowProblem, ...] = ()
    said: str = ""


def by_person(person: Person) -> WhyLeft:
    """Return why somebody was left out whom the person who imports left out."""
    return WhyLeft.DECLINED if person.declined else WhyLeft.BY_PERSON


def by_foyer(person: Person, *, another_name: bool) -> tuple[WhyLeft, str]:
    """Return why somebody is left out whom nobody left out, and the details. `another_name`: of a duplicate, that the
    first row has a different one."""
    if person.state is RowState.DUPLICATE:
        found = RowProblem(Field.EMAIL, RowProblemCode.ANOTHER_NAME, "", row=person.first_row)
        return WhyLeft.DUPLICATE, _written([found]) if another_name else str(person.first_row)
    declined = [problem for problem in person.problems if problem.code in NOT_TO_INVITE]
    return (WhyLeft.DECLINED, _written(declined)) if declined else (WhyLeft.NOT_READY, _written(person.problems))


def read(entry: Entry) -> LeftOut:
    """Return why a row was left out, as far as that was written down."""
    why = WhyLeft(entry.reason) if entry.reason in set(WhyLeft) else None
    problems = _read(entry.message)
    if problems:
        return LeftOut(why=why, row=problems[0].row, problems=problems)
    if why is WhyLeft.DUPLICATE:
        # the only number in what an earlier version wrote, too
        number = _NUMBER.search(entry.message)
        return LeftOut(why=why, row=int(number[0]) if number else 0)
    return LeftOut(why=why, said=entry.message if why in (None, WhyLeft.NOT_READY) else "")


def _written(problems: Iterable[RowProblem]) -> str:
    parts = ((problem.field.value, problem.code.value, str(problem.row or problem.limit or "")) for problem in problems)
    return " ".join(":".join(filter(None, part)) for part in parts)


def _read(text: str) -> tuple[RowProblem, ...]:
    """Return what `_written` wrote; nothing of a text that it didn't."""
    found = []
    for part in text.split():
        field, code, number = (*part.split(":"), "", "")[:3]
        if field not in _CELLS or code not in _CODES or not (number == "" or _NUMBER.fullmatch(number)):
            return ()
        what, count = _CODES[code], int(number or 0)
        row, limit = (count, 0) if what in _NUMBERS_A_ROW else (0, count)
        found.append(RowProblem(_CELLS[field], what, "", limit=limit, row=row))
    return tuple(found)
