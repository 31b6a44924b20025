"""The rows of an import as a table. The journal keeps them; the table holds only the parts that are looked at."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon

from desktop_app.attendees.journal import Entry, Fate
from desktop_app.ui import row_texts, theme
from desktop_app.ui.models.people_columns import FIELDS, LONGEST_CELL, Column, Index, for_tooltip, heading
from desktop_app.ui.widgets.plain import safe_text

PART = 200
"""Rows that are read from the journal at once."""

MOST_PARTS = 20
"""Parts that are kept; the one that was looked at longest ago goes first."""


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

    `edited` tells that a person corrected a cell of a failed row: its entry, field, value.
    """

    wanted = Signal(int)
    edited = Signal(object, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._parts: OrderedDict[int, Sequence[Entry]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._editable = False
        self._running = False
        self._icons: dict[tuple[str, str], QIcon] = {}

    def show_count(self, count: int) -> None:
        """Begin with another import or filter: so many rows, of which none is known yet."""
        self.beginResetModel()
        self._count = count
        self._parts.clear()
        self._stale.clear()
        self._asked.clear()
        self.endResetModel()

    def renew(self) -> None:
        """Ask again for what is looked at; until the answer comes the table shows what it knew.

        A part that is being read is asked for again when it has come: from a slow disk none would come otherwise."""
        self._stale = {*self._parts, *self._asked}
        self._changed(0, self._count)

    def set_editable(self, editable: bool) -> None:
        """Whether failed rows can be corrected in place."""
        self._editable = editable

    def set_running(self, running: bool) -> None:
        """Whether the import runs now: who was about to leave when it ended is in doubt."""
        self._running = running

    def fill(self, part: int, entries: Sequence[Entry]) -> None:
        """Take in the rows of a part, in the order of the list."""
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
        part, offset = divmod(at, PART)
        entries = self._parts.get(part)
        if (entries is None or part in self._stale) and part not in self._asked:
            self._asked.add(part)
            self._stale.discard(part)
            self.wanted.emit(part)
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
            if entry is not None and entry.fate is Fate.FAILED and entry.withdrawn is None:
                return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return heading(Column(section), role) if orientation == Qt.Orientation.Horizontal else None

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
                return for_tooltip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column in FIELDS:
                    return self.tr("Row {n}, {column}, {value}").format(
                        n=entry.row, column=row_texts.field_name(FIELDS[column]), value=self._text(entry, column)
                    )
                return self.tr("Row {n}, {state}").format(n=entry.row, state=self._result(entry))
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
