"""Problems by what is wrong with which field."""

from collections.abc import Iterable

import msgspec

from desktop_app.attendees.checking.people import Block, Cell, RowProblem, RowProblemCode


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The rows with the same problem in the same field. `fixable` is for how many of them a fix is certain; `sample` is
    the first of them, one with a fix if any has. What doesn't `hold back` is a note: see `Person`."""

    code: RowProblemCode
    field: Cell
    rows: tuple[int, ...]
    fixable: int
    sample: RowProblem
    holds_back: bool = True

    @property
    def count(self) -> int:
        """How many rows have it."""
        return len(self.rows)


def grouped(blocks: Iterable[Block]) -> tuple[Group, ...]:
    """Return the problems of people, the most frequent first, then the notes."""
    rows: dict[tuple[bool, RowProblemCode, Cell], list[tuple[int, RowProblem]]] = {}
    for block in blocks:
        for holds_back, those in ((True, block.problems), (False, block.notes)):
            for at in sorted(those):
                for problem in those[at]:
                    rows.setdefault((holds_back, problem.code, problem.field), []).append((block.rows[at], problem))
    found = [
        Group(
            code=code,
            field=field,
            rows=tuple(row for row, _ in those),
            fixable=sum(1 for _, problem in those if problem.suggestion),
            sample=next((problem for _, problem in those if problem.suggestion), those[0][1]),
            holds_back=holds_back,
        )
        for (holds_back, code, field), those in rows.items()
    ]
    return tuple(sorted(found, key=lambda group: (not group.holds_back, -group.count)))
