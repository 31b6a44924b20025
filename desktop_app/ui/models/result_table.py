"""The rows of an import as a table. The journal keeps them and sorts them; the table holds only the parts that are
looked at."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from desktop_app.attendees.journal import Entry, Fate, SortedBy
from desktop_app.ui import row_texts, theme
from desktop_app.ui.models.people_columns import FIELDS, LONGEST_CELL, Column, Index, heading, spoken
from desktop_app.ui.widgets.plain import plain_tip, safe_text

PART = 200
"""Rows that are read from the journal at once."""

MOST_PARTS = 20
"""Parts that are kept; the one that was looked at longest ago goes first."""

SORTED_AGAIN = 2000
"""Milliseconds between two looks at the order of what changes: nobody can read rows that move more often."""

SORTS: Mapping[int, SortedBy] = MappingProxyType(
    {
        Column.ROW: SortedBy.ROW,
        Column.STATE: SortedBy.RESULT,
        Column.EMAIL: SortedBy.EMAIL,
        Column.FIRST_NAME: SortedBy.FIRST_NAME,
        Column.LAST_NAME: SortedBy.LAST_NAME,
        Column.RESULT: SortedBy.RESULT,
    }
)

ICONS = {
    Fate.WAITING: ("clock", "text3"),
    Fate.SENDING: ("hourglass", "accentText"),
    Fate.REGISTERED: ("check-circle", "ok"),
    Fate.FAILED: ("error", "bad"),
    Fate.ALREADY_IN: ("check-circle", "text3"),
    Fate.UNKNOWN: ("alert", "warn"),
    Fate.IN_BEFORE: ("check-circle", "text3"),
    Fate.LEFT_OUT: ("skip", "text3"),
}

TAKEN_BACK = ("arrow-left", "text3")
"""The icon of a row whose ticket was deleted again."""

NEVER_SENT = ("skip", "text3")
"""The icon of a row that was taken back before it was sent."""


class ResultTable(QAbstractTableModel):
    """`wanted` asks for a part that is looked at and not there yet; whoever owns the journal answers with `fill`.
    `order_wanted` asks for the order that a person wants; the answer is `show_order`. Until it comes the rows stay as
    they are.

    `edited` tells that a person corrected a cell of a failed row: its entry, field, value. `sorted_by` tells every view
    by which column the rows are sorted, and which way.
    """

    wanted = Signal(int)
    order_wanted = Signal()
    edited = Signal(object, str, str)
    sorted_by = Signal(int, Qt.SortOrder)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._parts: OrderedDict[int, Sequence[Entry]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._editable = False
        self._running = False
        self._by, self._way = int(Column.ROW), Qt.SortOrder.AscendingOrder
        self._order: Sequence[int] | None = None
        self._awaits_order = False
        self._before: Mapping[int, Entry] = {}
        """What was known of rows in the order before this one, by number."""
        self._sort_again = QTimer(self)
        self._sort_again.setSingleShot(True)
        self._sort_again.timeout.connect(self.order_wanted)
        self._icons: dict[tuple[str, str], QIcon] = {}

    def show_count(self, count: int) -> None:
        """Begin with another import or filter: so many rows, of which none is known yet."""
        self.beginResetModel()
        self._begin(count, None)
        self._awaits_order = count > 0 and not self.is_in_list_order
        self.endResetModel()
        if self._awaits_order:
            self.order_wanted.emit()

    def _begin(self, count: int, order: Sequence[int] | None) -> None:
        self._count, self._order, self._before = count, order, {}
        self._parts.clear()
        self._stale.clear()
        self._asked.clear()

    def renew(self) -> None:
        """Ask again for what is looked at; until the answer comes the table shows what it knew.

        A part that is being read is asked for again when it has come: from a slow disk none would come otherwise."""
        self._stale = {*self._parts, *self._asked}
        self._changed(0, self._count)
        if self._running and self.sorting[0] is SortedBy.RESULT and not self._sort_again.isActive():
            self._sort_again.start(SORTED_AGAIN)

    # --- their order

    @property
    def sorting(self) -> tuple[SortedBy, bool]:
        """What the rows are sorted by, and whether the last comes first."""
        return SORTS[self._by], self._way == Qt.SortOrder.DescendingOrder

    @property
    def is_in_list_order(self) -> bool:
        """Whether the rows come as in the list."""
        return self.sorting == (SortedBy.ROW, False)

    @property
    def order(self) -> Sequence[int] | None:
        """The numbers of the rows as they are shown; None where they come in the order of the list."""
        return self._order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Have the rows sorted by a column, until another is asked for; what is chosen stays so."""
        if (column, order) != (self._by, self._way):
            self._sort_by(column, order)
            if self._count:
                self.order_wanted.emit()

    def sort_as_in_list(self) -> None:
        """Let what is shown next come in the order of the list."""
        self._sort_by(Column.ROW, Qt.SortOrder.AscendingOrder)

    def _sort_by(self, column: int, way: Qt.SortOrder) -> None:
        self._by, self._way = column, way
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.sorted_by.emit(column, way)

    def show_order(self, numbers: Sequence[int]) -> None:
        """Show the rows of these numbers, in this order."""
        self._awaits_order = False
        if numbers == self._order:
            return
        if len(numbers) != self._count:
            self.beginResetModel()
            self._begin(len(numbers), numbers)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._number(index.row()) for index in before]
        known = {entry.row: entry for entries in self._parts.values() for entry in entries}
        self._begin(self._count, numbers)
        self._before = known
        if before:
            wanted = set(rows)
            places = {number: at for at, number in enumerate(numbers) if number in wanted}
            after = [
                self.index(places[row], index.column()) if row in places else QModelIndex()
                for row, index in zip(rows, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _number(self, at: int) -> int | None:
        """Return the number of the row at a place of the table, if it is known."""
        if self._order is not None:
            return self._order[at]
        entries = self._parts.get(at // PART, ())
        return entries[at % PART].row if at % PART < len(entries) else None

    # --- what is known of them

    def set_editable(self, editable: bool) -> None:
        """Whether failed rows can be corrected in place."""
        self._editable = editable

    def set_running(self, running: bool) -> None:
        """Whether the import runs now: who was about to leave when it ended is in doubt."""
        self._running = running
        if not running:
            self._sort_again.stop()

    def fill(self, part: int, entries: Sequence[Entry]) -> None:
        """Take in the rows of a part, in the order in which they are shown."""
        self._parts[part] = entries
        self._parts.move_to_end(part)
        self._asked.discard(part)
        while len(self._parts) > MOST_PARTS:
            self._parts.popitem(last=False)
        self._changed(part * PART, part * PART + len(entries))

    def drop(self, part: int) -> None:
        """A part could not be read: it may be asked for again."""
        self._asked.discard(part)

    def entry(self, at: int) -> Entry | None:
        """Return what is known of the row at a place of the table."""
        if self._awaits_order:
            return None
        part, offset = divmod(at, PART)
        entries = self._parts.get(part)
        if (entries is None or part in self._stale) and part not in self._asked:
            self._asked.add(part)
            self._stale.discard(part)
            self.wanted.emit(part)
        if entries is None and self._order is not None:
            return self._before.get(self._order[at])
        return entries[offset] if entries is not None and offset < len(entries) else None

    def _changed(self, start: int, end: int) -> None:
        end = min(end, self._count)
        if start < end:
            self.dataChanged.emit(self.index(start, 0), self.index(end - 1, len(Column) - 1))

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self._editable and index.column() in FIELDS:
            entry = self.entry(index.row())
            if entry is not None and entry.can_be_corrected:
                return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        return heading(Column(section), role, self._way if section == self._by else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entry(index.row())
        column = Column(index.column())
        if entry is None:
            waiting = role == Qt.ItemDataRole.DisplayRole and column is Column.EMAIL
            return "…" if waiting else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(entry, column)
            case Qt.ItemDataRole.EditRole:
                return _value(entry, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(entry) if column is Column.STATE else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(self._color(entry, column))
            case Qt.ItemDataRole.ToolTipRole:
                text = self._result(entry) if column is Column.STATE else self._text(entry, column)
                return plain_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                value = self._text(entry, column) if column in FIELDS else self._result(entry)
                return spoken(entry.row, column, value)
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = Column(index.column())
        entry = self.entry(index.row())
        if role != Qt.ItemDataRole.EditRole or column not in FIELDS or entry is None:
            return False
        text = str(value or "").strip()
        if text == _value(entry, column):
            return False
        self.edited.emit(entry, FIELDS[column].value, text)
        return True

    def _fate(self, entry: Entry) -> Fate:
        return Fate.UNKNOWN if entry.fate is Fate.SENDING and not self._running else entry.fate

    def _icon(self, entry: Entry) -> QIcon:
        known = ICONS[self._fate(entry)]
        if entry.withdrawn is not None:
            known = NEVER_SENT if entry.fate is Fate.WAITING else TAKEN_BACK
        if known not in self._icons:
            self._icons[known] = theme.icon(*known, 16)
        return self._icons[known]

    def _result(self, entry: Entry) -> str:
        if entry.withdrawn is None and self._fate(entry) is not entry.fate:
            return row_texts.fate_name(self._fate(entry))
        if entry.withdrawn is None:
            return row_texts.result_text(entry)
        return self.tr("Never sent") if entry.fate is Fate.WAITING else self.tr("Taken back")

    def _text(self, entry: Entry, column: Column) -> str:
        match column:
            case Column.ROW:
                return str(entry.row)
            case Column.STATE:
                return ""
            case Column.RESULT:
                return safe_text(self._result(entry), LONGEST_CELL)
            case _:
                return safe_text(_value(entry, column), LONGEST_CELL)

    def _color(self, entry: Entry, column: Column) -> str:
        if column is Column.ROW:
            return "text3"
        if column is not Column.RESULT:
            return "text"
        if entry.withdrawn is not None:
            return "text2"
        if entry.corrected:
            return "warnText"
        return {Fate.FAILED: "badText", Fate.UNKNOWN: "warnText", Fate.WAITING: "text3"}.get(self._fate(entry), "text2")


def _value(entry: Entry, column: Column) -> str:
    match column:
        case Column.EMAIL:
            return entry.email
        case Column.FIRST_NAME:
            return entry.first_name
        case Column.LAST_NAME:
            return entry.last_name
        case _:
            return ""
