"""The checked list as a table. The rows of a filter are kept by their numbers, so a filter costs one pass over the list
and a row that is shown is looked up when it is painted."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon

from desktop_app.attendees.roster import Cell, Extra, People, Person, Roster, RowState
from desktop_app.ui import theme
from desktop_app.ui.models.attendee_row import AttendeeRow, Place, value
from desktop_app.ui.models.people_columns import FIELDS, Column, Index, heading
from desktop_app.ui.widgets.plain import plain_tip

PROBLEM_ROLE = int(Qt.ItemDataRole.UserRole)
"""Whether a cell holds its row back (bool)."""

LEFT_OUT: Final = "left_out"
"""The filter of the rows that a person left out."""

OF_GROUP: Final = "of_group"
"""The filter of the rows with one problem."""

Filter: TypeAlias = RowState | str | None

NOBODY: Mapping[int, Person] = {}

COLUMNS: dict[Cell, Column] = {field: column for column, field in FIELDS.items()}

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
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._looked_at: AttendeeRow | None = None

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
        place = self._place(self._by)
        if isinstance(place, Column):
            return self._by_state(rows)
        beside = {row: value(person, place) for row, person in self._left.items()}
        return self._roster.ordered(place, rows, beside=beside, descending=self._descending)

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
        return self._row(index).person

    def _row(self, index: Index) -> AttendeeRow:
        assert self._roster is not None
        number = self._shown[index.row()]
        # Qt asks for one row's cells in all their roles before it goes on to the next
        if self._looked_at is None or self._looked_at.person.row != number:
            left = self._left.get(number)
            person = self._roster.person(number) if left is None else left
            is_namesake = left is None and self._roster.holder(person) is not None
            self._looked_at = AttendeeRow(person, is_left=left is not None, is_namesake=is_namesake)
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

    def _place(self, column: int) -> Place:
        """Return what a column holds of a person, or says of the row."""
        return (
            self._extra[column - len(Column)] if column >= len(Column) else FIELDS.get(Column(column), Column(column))
        )

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column) + len(self._extra)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if isinstance(self._place(index.column()), Column) else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = Column(section) if section < len(Column) else self._extra[section - len(Column)]
        way = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        return heading(column, role, way if section == self._by else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._roster is None:
            return None
        row, place = self._row(index), self._place(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text(place)
            case Qt.ItemDataRole.EditRole:
                return value(row.person, place)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(*row.icon) if place is Column.STATE else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(row.color(place))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.tip(place))
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken(place)
            case _:
                return row.problem(place) is not None if role == PROBLEM_ROLE else None

    def _icon(self, name: str, token: str) -> QIcon:
        if (name, token) not in self._icons:
            self._icons[name, token] = theme.icon(name, token, 16)
        return self._icons[name, token]

    def setData(self, index: Index, typed: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        place = self._place(index.column())
        if role != Qt.ItemDataRole.EditRole or isinstance(place, Column):
            return False
        person = self.person(index)
        text = str(typed or "")
        if text == value(person, place):
            return False
        self.edited.emit(person.row, place, text)
        return True
