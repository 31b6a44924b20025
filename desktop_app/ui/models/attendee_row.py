"""What the cells say of one row of the checked list: its text, its color, its picture, its tip, and its words to the
ear."""

from dataclasses import dataclass
from typing import TypeAlias

from desktop_app.attendees.roster import Cell, Extra, Field, Person, RowProblem, RowState
from desktop_app.ui import row_texts
from desktop_app.ui.models.people_columns import LONGEST_CELL, Column, spoken
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text

Place: TypeAlias = Cell | Column
"""What of a person a cell shows, or the column of the row's number, its state or its result."""

ICONS = {
    RowState.READY: ("check-circle", "ok"),
    RowState.ATTENTION: ("error", "bad"),
    RowState.DUPLICATE: ("copy", "text3"),
    RowState.ALREADY_IN: ("check-circle", "text3"),
}


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A person as a row shows them. `is_left`: somebody left the row out; `is_namesake`: the address is that of an
    earlier row with another name."""

    person: Person
    is_left: bool = False
    is_namesake: bool = False

    @property
    def result(self) -> str:
        """What becomes of the row."""
        if self.is_left:
            return row_texts.left_text(self.person)
        if self.is_namesake:
            return row_texts.duplicate_text(self.person.first_row, another_name=True)
        return row_texts.state_text(self.person)

    @property
    def icon(self) -> tuple[str, str]:
        """The picture of its state, and the token of its color."""
        return ("skip", "text3") if self.is_left else ICONS[self.person.state]

    def problem(self, place: Place) -> RowProblem | None:
        """Return what holds the row back in a cell."""
        if self.is_left:
            return None
        return next((problem for problem in self.person.problems if problem.field is place), None)

    def text(self, place: Place) -> str:
        """Return what stands in a cell."""
        match place:
            case Column.ROW:
                return str(self.person.row)
            case Column.STATE:
                return ""
            case Column.RESULT:
                return self.result
            case _:
                shown = safe_text(value(self.person, place), LONGEST_CELL)
                return shown if shown or self.problem(place) is None else tr("Empty")

    def color(self, place: Place) -> str:
        """Return the token of a cell's ink."""
        person = self.person
        if place is Column.ROW or self.is_left:
            return "text3"
        if place is Column.RESULT:
            ready = "warnText" if person.notes else "text3"
            return {RowState.READY: ready, RowState.ATTENTION: "badText"}.get(person.state, "text2")
        if self.problem(place) is not None:
            return "badText" if not value(person, place) else "text"
        if self._note(place) is not None:
            return "warnText"
        return "text3" if person.state in (RowState.DUPLICATE, RowState.ALREADY_IN) else "text"

    def tip(self, place: Place) -> str:
        """Return what is wrong with a cell, or all of its text; nothing for the row's number."""
        if place is Column.ROW:
            return ""
        return self._wrong(place) or (self.result if place is Column.STATE else self.text(place))

    def spoken(self, place: Place) -> str:
        """Return what a cell is to the ear."""
        said = spoken(self.person.row, place, self.result if isinstance(place, Column) else self.text(place))
        wrong = self._wrong(place)
        return tr("{cell}, problem: {problem}").format(cell=said, problem=wrong) if wrong else said

    def _note(self, place: Place) -> RowProblem | None:
        """Return what becomes of an answer that Zoom wouldn't take."""
        return next((note for note in self.person.notes if note.field is place), None)

    def _wrong(self, place: Place) -> str:
        """Return what is wrong with a cell, what was found there, and what is needed."""
        problem = self.problem(place)
        if problem is not None:
            return row_texts.problem_help(problem)
        note = self._note(place)
        if note is None:
            return ""
        found = safe_text(note.found, LONGEST_CELL)
        return f"{row_texts.note_text(note)} ({found}). {row_texts.problem_need(note)}"


def value(person: Person, place: Place) -> str:
    """Return what the list has of a person, nothing for what a row says of itself."""
    match place:
        case Field.EMAIL:
            return person.email
        case Field.FIRST_NAME:
            return person.first_name
        case Field.LAST_NAME:
            return person.last_name
        case Extra():
            return person.extra.get(place, "")
        case _:
            return ""
