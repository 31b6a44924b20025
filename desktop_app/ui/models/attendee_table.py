"""The checked list as a table. The rows of a filter are kept as places in the list, so a filter costs one pass over it
and nothing a row that is shown."""

from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from desktop_app.attendees.roster import Field, Person, Roster, RowProblem, RowState
from desktop_app.ui import row_texts, theme
from desktop_app.ui.widgets.plain import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Index: TypeAlias = QModelIndex | QPersistentModelIndex

PROBLEM_ROLE = int(Qt.ItemDataRole.UserRole)
"""Whether a cell holds its row back (bool)."""

LONGEST_CELL = 300
"""Characters of a cell that are shown; the editor gets all of them."""


class Column(IntEnum):
    """The columns, in order."""

    ROW = 0
    STATE = 1
    EMAIL = 2
    FIRST_NAME = 3
    LAST_NAME = 4
    RESULT = 5


FIELDS = {Column.EMAIL: Field.EMAIL, Column.FIRST_NAME: Field.FIRST_NAME, Column.LAST_NAME: Field.LAST_NAME}
COLUMNS = {field: column for column, field in FIELDS.items()}

ICONS = {
    RowState.READY: ("check-circle", "ok"),
    RowState.ATTENTION: ("error", "bad"),
    RowState.DUPLICATE: ("copy", "text3"),
    RowState.ALREADY_IN: ("check-circle", "text3"),
}


class AttendeeTable(QAbstractTableModel):
    """Shows a roster. `edited` tells that a person corrected a cell: row as the spreadsheet shows it, field, value.

    A row that no longer belongs to the filter after a correction stays where it is until a filter is chosen again: a
    row that vanished under the hand would be lost.
    """

    edited = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster: Roster | None = None
        self._state: RowState | None = None
        self._shown: Sequence[int] = ()
        self._icons: dict[RowState, QIcon] = {}

    @property
    def roster(self) -> Roster | None:
        return self._roster

    @property
    def state(self) -> RowState | None:
        """The filter: rows of this state only; None for all."""
        return self._state

    def show_roster(self, roster: Roster | None) -> None:
        """Show another list from its top."""
        self.beginResetModel()
        self._roster = roster
        self._filter()
        self.endResetModel()

    def update_roster(self, roster: Roster) -> None:
        """Take on a corrected roster of the same rows; what is shown stays in its place."""
        self._roster = roster
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))

    def set_state(self, state: RowState | None) -> None:
        """Show rows of one state only, or all."""
        self.beginResetModel()
        self._state = state
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        people = self._roster.people if self._roster else ()
        if self._state is None:
            self._shown = range(len(people))
        else:
            wanted = self._state
            self._shown = [at for at, person in enumerate(people) if person.state is wanted]

    def person(self, index: Index) -> Person:
        assert self._roster is not None
        return self._roster.people[self._shown[index.row()]]

    def next_problem(self, after: int, *, back: bool = False) -> QModelIndex:
        """Return the first wrong cell in a shown row behind `after` (before it, when `back`), around the end."""
        total = len(self._shown)
        for step in range(1, total + 1):
            at = (after - step if back else after + step) % total
            person = self.person(self.index(at, 0))
            if person.state is RowState.ATTENTION and person.problems:
                return self.index(at, COLUMNS[person.problems[0].field])
        return QModelIndex()

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        column = Column(section)
        match column:
            case Column.ROW:
                return self.tr("Row")
            case Column.STATE:
                return self.tr("State") if role == Qt.ItemDataRole.AccessibleTextRole else ""
            case Column.RESULT:
                return self.tr("Result")
            case _:
                return row_texts.field_name(FIELDS[column])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._roster is None:
            return None
        person = self.person(index)
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(person, column)
            case Qt.ItemDataRole.EditRole:
                return _value(person, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(person.state) if column is Column.STATE else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(self._color(person, column))
            case Qt.ItemDataRole.ToolTipRole:
                return self._help(person, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(person, column)
            case _:
                return self._problem(person, column) is not None if role == PROBLEM_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in FIELDS:
            return False
        person = self.person(index)
        text = str(value or "")
        if text == _value(person, column):
            return False
        self.edited.emit(person.row, FIELDS[column].value, text)
        return True

    # --- what a cell says

    @staticmethod
    def _problem(person: Person, column: Column) -> RowProblem | None:
        field = FIELDS.get(column)
        return next((problem for problem in person.problems if problem.field is field), None)

    def _text(self, person: Person, column: Column) -> str:
        match column:
            case Column.ROW:
                return str(person.row)
            case Column.STATE:
                return ""
            case Column.RESULT:
                return row_texts.state_text(person)
            case _:
                shown = safe_text(_value(person, column), LONGEST_CELL)
                return shown if shown or self._problem(person, column) is None else self.tr("Empty")

    def _color(self, person: Person, column: Column) -> str:
        if column is Column.ROW:
            return "text3"
        if column is Column.RESULT:
            return {RowState.READY: "text3", RowState.ATTENTION: "badText"}.get(person.state, "text2")
        if self._problem(person, column) is not None:
            return "badText" if not _value(person, column) else "text"
        return "text3" if person.state in (RowState.DUPLICATE, RowState.ALREADY_IN) else "text"

    def _help(self, person: Person, column: Column) -> str | None:
        problem = self._problem(person, column)
        if problem is not None:
            return for_tooltip(row_texts.problem_help(problem))
        if column in (Column.STATE, Column.RESULT):
            return for_tooltip(row_texts.state_text(person))
        return for_tooltip(self._text(person, column)) if column in FIELDS else None

    def _said(self, person: Person, column: Column) -> str:
        if column in (Column.ROW, Column.STATE, Column.RESULT):
            return self.tr("Row {n}, {state}").format(n=person.row, state=row_texts.state_text(person))
        said = self.tr("Row {n}, {column}, {value}").format(
            n=person.row, column=row_texts.field_name(FIELDS[column]), value=self._text(person, column)
        )
        problem = self._problem(person, column)
        if problem is None:
            return said
        return self.tr("{cell}, problem: {problem}").format(cell=said, problem=row_texts.problem_help(problem))

    def _icon(self, state: RowState) -> QIcon:
        if state not in self._icons:
            name, token = ICONS[state]
            self._icons[state] = theme.icon(name, token, 16)
        return self._icons[state]


def _value(person: Person, column: Column) -> str:
    match column:
        case Column.EMAIL:
            return person.email
        case Column.FIRST_NAME:
            return person.first_name
        case Column.LAST_NAME:
            return person.last_name
        case _:
            return ""


def for_tooltip(text: str) -> str:
    """Return text for a tooltip, which would take "<b>" at its start for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text
