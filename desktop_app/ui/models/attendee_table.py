"""The checked list as a table. The rows of a filter are kept by their numbers, so a filter costs one pass over the list
and a row that is shown is looked up when it is painted."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon

from desktop_app.attendees.roster import Cell, Extra, Field, People, Person, Roster, RowProblem, RowState
from desktop_app.ui import row_texts, theme
from desktop_app.ui.models.people_columns import FIELDS, LONGEST_CELL, Column, Index, heading, spoken
from desktop_app.ui.widgets.plain import plain_tip, safe_text

PROBLEM_ROLE = int(Qt.ItemDataRole.UserRole)
"""Whether a cell holds its row back (bool)."""

LEFT_OUT: Final = "left_out"
"""The filter of the rows that a person left out."""

OF_GROUP: Final = "of_group"
"""The filter of the rows with one problem."""

Filter: TypeAlias = RowState | str | None

NOBODY: Mapping[int, Person] = {}

COLUMNS: dict[Cell, Column] = {field: column for column, field in FIELDS.items()}

ICONS = {
    RowState.READY: ("check-circle", "ok"),
    RowState.ATTENTION: ("error", "bad"),
    RowState.DUPLICATE: ("copy", "text3"),
    RowState.ALREADY_IN: ("check-circle", "text3"),
}

TO_FIX_FIRST: Final = (RowState.ATTENTION, RowState.DUPLICATE, RowState.ALREADY_IN, RowState.READY)
"""The order of rows that are sorted by their state or result."""


class AttendeeTable(QAbstractTableModel):
    """Shows a roster, and beside it the people whom somebody left out of it, by row.

    `edited` tells that a person corrected a cell: row as the spreadsheet shows it, field, value. A row that no longer
    belongs to the filter after a correction stays where it is until a filter is chosen again: a row that vanished under
    the hand would be lost.
    """

    edited = Signal(int, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster: Roster | None = None
        self._left: Mapping[int, Person] = NOBODY
        self._filter: Filter = None
        self._shown: Sequence[int] = ()
        self._extra: tuple[Extra, ...] = ()
        self._by, self._descending = int(Column.ROW), False
        self._icons: dict[str, QIcon] = {}
        self._looked_at: Person | None = None

    @property
    def roster(self) -> Roster | None:
        return self._roster

    @property
    def left_out(self) -> Mapping[int, Person]:
        """Whom a person left out, by row."""
        return self._left

    @property
    def state(self) -> Filter:
        """The filter: rows of this state only, LEFT_OUT, OF_GROUP, or None for all."""
        return self._filter

    @property
    def shows_problems(self) -> bool:
        """Whether there are only rows with something to fix, or that had it."""
        return self._filter in (RowState.ATTENTION, OF_GROUP)

    def show_roster(self, roster: Roster | None, left: Mapping[int, Person] = NOBODY) -> None:
        """Show another list from its top."""
        self.beginResetModel()
        self._roster, self._left, self._looked_at = roster, left, None
        if self._filter == OF_GROUP:
            # a problem of before, perhaps gone
            self._filter = None
        self._extra = roster.extra if roster else ()
        self._shown = self._in_order(self._rows(self._filter))
        self.endResetModel()

    def update_roster(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Take on a corrected roster of the same rows; what is shown stays in its place."""
        self._roster, self._left, self._looked_at = roster, left, None
        if roster.extra != self._extra:
            self.beginResetModel()
            self._extra = roster.extra
            self.endResetModel()
        elif self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    def set_state(self, state: Filter) -> None:
        """Show rows of one state only, those left out, or all."""
        self._filter = state
        self._show(self._rows(state))

    def show_rows(self, rows: Sequence[int]) -> None:
        """Show the rows of a group only, by their ascending numbers."""
        self._filter = OF_GROUP
        self._show(rows)

    def _show(self, rows: Sequence[int]) -> None:
        self.beginResetModel()
        self._shown = self._in_order(rows)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows in the order of a column, until another is asked for; what is chosen stays so."""
        self._by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in before]
        self._shown = self._in_order(sorted(self._shown))
        if before:
            places = {row: at for at, row in enumerate(self._shown)}
            after = [self.index(places[row], index.column()) for row, index in zip(rows, before, strict=True)]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self, rows: Sequence[int]) -> Sequence[int]:
        """Return rows, which come in the order of the list, as a person wants them sorted."""
        if self._roster is None or self._by >= self.columnCount():
            return rows
        if self._by == Column.ROW:
            return rows[::-1] if self._descending else rows
        field = self._field(self._by)
        if field is None:
            return self._by_state(rows)
        beside = {row: _value(person, field) for row, person in self._left.items()}
        return self._roster.ordered(field, rows, beside=beside, descending=self._descending)

    def _by_state(self, rows: Sequence[int]) -> Sequence[int]:
        """Return rows by their state, each state in the order of the list; those left out come last either way."""
        wanted = set(rows)
        states = TO_FIX_FIRST[::-1] if self._descending else TO_FIX_FIRST
        return [row for state in (*states, LEFT_OUT) for row in self._rows(state) if row in wanted]

    def _rows(self, wanted: Filter) -> Sequence[int]:
        """Return the numbers of the rows of a filter."""
        if self._roster is None:
            return ()
        if wanted == LEFT_OUT:
            return sorted(self._left)
        people = self._roster.people
        assert isinstance(people, People)
        rows = list(chain.from_iterable(block.rows for block in people.blocks))
        if isinstance(wanted, RowState):
            return [rows[at] for at in self._roster.places(wanted)]
        return sorted(chain(rows, self._left)) if self._left else rows

    @property
    def last_row(self) -> int:
        """The highest number of a row, shown or not."""
        people = self._roster.people if self._roster else None
        assert people is None or isinstance(people, People)
        last = people.blocks[-1].rows[-1] if people and people.blocks else 0
        return max(last, *self._left) if self._left else last

    def row_numbers(self, shown: Sequence[int]) -> list[int]:
        """Return the numbers of rows by where they are shown."""
        return [self._shown[at] for at in shown]

    def person(self, index: Index) -> Person:
        assert self._roster is not None
        row = self._shown[index.row()]
        # Qt asks for one row's cells in all their roles before it goes on to the next
        if self._looked_at is None or self._looked_at.row != row:
            left = self._left.get(row)
            self._looked_at = self._roster.person(row) if left is None else left
        return self._looked_at

    def next_problem(self, after: int, *, back: bool = False) -> QModelIndex:
        """Return the first wrong cell in a shown row behind `after` (before it, when `back`), around the end."""
        if self._roster is None or not self._roster.counts.attention:
            return QModelIndex()
        people = self._roster.people
        assert isinstance(people, People)
        wrong = {block.rows[at] for block in people.blocks for at in block.problems}
        places = [at for at, row in enumerate(self._shown) if row in wrong]
        if not places:
            return QModelIndex()
        if back:
            at = max((place for place in places if place < after), default=places[-1])
        else:
            at = min((place for place in places if place > after), default=places[0])
        problem = self.person(self.index(at, 0)).problems[0]
        return self.index(at, self.column_of(problem.field))

    def column_of(self, field: Cell) -> int:
        """Return the column that shows a field, or says what is wrong with it."""
        if isinstance(field, Extra):
            return len(Column) + self._extra.index(field) if field in self._extra else Column.RESULT
        return COLUMNS[field]

    def _field(self, column: int) -> Cell | None:
        """Return what a column holds of a person; None for the number, the state and the result."""
        return self._extra[column - len(Column)] if column >= len(Column) else FIELDS.get(Column(column))

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column) + len(self._extra)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if self._field(index.column()) is None else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = Column(section) if section < len(Column) else self._extra[section - len(Column)]
        way = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        return heading(column, role, way if section == self._by else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._roster is None:
            return None
        person = self.person(index)
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(person, column)
            case Qt.ItemDataRole.EditRole:
                return _value(person, self._field(column))
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(person) if column == Column.STATE else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(self._color(person, column))
            case Qt.ItemDataRole.ToolTipRole:
                return self._help(person, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(person, column)
            case _:
                return self._problem(person, column) is not None if role == PROBLEM_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = self._field(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None:
            return False
        person = self.person(index)
        text = str(value or "")
        if text == _value(person, field):
            return False
        self.edited.emit(person.row, field, text)
        return True

    # --- what a cell says

    def _is_left(self, person: Person) -> bool:
        return person.row in self._left

    def _state_text(self, person: Person) -> str:
        if self._is_left(person):
            return row_texts.left_text(person)
        if self._roster is not None and self._roster.holder(person) is not None:
            return row_texts.duplicate_text(person.first_row, another_name=True)
        return row_texts.state_text(person)

    def _problem(self, person: Person, column: int) -> RowProblem | None:
        """Return what holds a person back in a cell."""
        if self._is_left(person):
            return None
        field = self._field(column)
        return next((problem for problem in person.problems if problem.field is field), None)

    def _note(self, person: Person, column: int) -> RowProblem | None:
        """Return what becomes of an answer that Zoom wouldn't take."""
        field = self._field(column)
        return next((note for note in person.notes if note.field is field), None)

    def _text(self, person: Person, column: int) -> str:
        match column:
            case Column.ROW:
                return str(person.row)
            case Column.STATE:
                return ""
            case Column.RESULT:
                return self._state_text(person)
            case _:
                shown = safe_text(_value(person, self._field(column)), LONGEST_CELL)
                return shown if shown or self._problem(person, column) is None else self.tr("Empty")

    def _color(self, person: Person, column: int) -> str:
        if column == Column.ROW or self._is_left(person):
            return "text3"
        if column == Column.RESULT:
            ready = "warnText" if person.notes else "text3"
            return {RowState.READY: ready, RowState.ATTENTION: "badText"}.get(person.state, "text2")
        if self._problem(person, column) is not None:
            return "badText" if not _value(person, self._field(column)) else "text"
        if self._note(person, column) is not None:
            return "warnText"
        return "text3" if person.state in (RowState.DUPLICATE, RowState.ALREADY_IN) else "text"

    def _help(self, person: Person, column: int) -> str | None:
        said = self._wrong(person, column)
        if said:
            return plain_tip(said)
        if column in (Column.STATE, Column.RESULT):
            return plain_tip(self._state_text(person))
        return None if column == Column.ROW else plain_tip(self._text(person, column))

    def _said(self, person: Person, column: int) -> str:
        field = self._field(column)
        if field is None:
            return spoken(person.row, Column(column), self._state_text(person))
        said = spoken(person.row, field, self._text(person, column))
        wrong = self._wrong(person, column)
        return self.tr("{cell}, problem: {problem}").format(cell=said, problem=wrong) if wrong else said

    def _wrong(self, person: Person, column: int) -> str:
        """Return what is wrong with a cell, what was found there, and what is needed."""
        problem = self._problem(person, column)
        if problem is not None:
            return row_texts.problem_help(problem)
        note = self._note(person, column)
        if note is None:
            return ""
        found = safe_text(note.found, LONGEST_CELL)
        return f"{row_texts.note_text(note)} ({found}). {row_texts.problem_need(note)}"

    def _icon(self, person: Person) -> QIcon:
        name, token = ("skip", "text3") if self._is_left(person) else ICONS[person.state]
        if name + token not in self._icons:
            self._icons[name + token] = theme.icon(name, token, 16)
        return self._icons[name + token]


def _value(person: Person, field: Cell | None) -> str:
    match field:
        case Field.EMAIL:
            return person.email
        case Field.FIRST_NAME:
            return person.first_name
        case Field.LAST_NAME:
            return person.last_name
        case Extra():
            return person.extra.get(field, "")
        case _:
            return ""
