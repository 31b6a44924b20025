"""The dates of a series as a read-only table."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QDate, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop_app.event.schedule import Occurrence
from desktop_app.ui import theme, words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import plain_tip

NUMBER, DATE, LOCAL, UTC, MARK = range(5)

Index = QModelIndex | QPersistentModelIndex


class DatesModel(QAbstractTableModel):
    """A row a date. One whose distance from UTC differs from the date before is marked: the clocks changed between."""

    def __init__(self) -> None:
        super().__init__()
        self._dates: tuple[Occurrence, ...] = ()
        self._city = ""

    def show_dates(self, dates: Sequence[Occurrence], city: str) -> None:
        if tuple(dates) == self._dates and city == self._city:
            return
        self.beginResetModel()
        self._dates = tuple(dates)
        self._city = city
        self.endResetModel()

    def is_marked(self, row: int) -> bool:
        return row > 0 and self._dates[row].offset != self._dates[row - 1].offset

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._dates)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else MARK + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("", tr("Date"), self._city or tr("Time"), tr("UTC"), "")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole if column == MARK and self.is_marked(row):
                return plain_tip(tr("Clocks change"))
            case Qt.ItemDataRole.DecorationRole if column == MARK and self.is_marked(row):
                return theme.icon("clock", "warnText", 14)
            case Qt.ItemDataRole.BackgroundRole if self.is_marked(row):
                return theme.color("warnSoft")
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(self._ink(row, column))
            case Qt.ItemDataRole.FontRole if column in (DATE, MARK):
                font = QFont()
                font.setPixelSize(theme.px(13 if column == DATE else 12))
                font.setWeight(QFont.Weight.Medium)
                return font
        return None

    def _text(self, row: int, column: int) -> str:
        date = self._dates[row]
        match column:
            case 0:
                return words.number(row + 1)
            case 1:
                day = date.start.date()
                return weekday_and_day(day) if day.year == self._dates[0].start.year else words.date_text(day)
            case 2:
                return words.time_text(date.start.time())
            case 3:
                return f"{date.start_utc:%H:%M}"
            case _:
                return tr("Clocks change") if self.is_marked(row) else ""

    def _spoken(self, row: int) -> str:
        date = self._dates[row]
        said = tr("Date {n} of {total}, {date}, {time} in {place}, {utc}").format(
            n=row + 1,
            total=len(self._dates),
            date=words.long_date_text(date.start.date()),
            time=words.time_text(date.start.time()),
            place=self._city,
            utc=words.utc_text(date.start_utc),
        )
        return tr("{said}, clocks change").format(said=said) if self.is_marked(row) else said

    def _ink(self, row: int, column: int) -> str:
        if column == MARK:
            return "warnText"
        return {NUMBER: "text3", UTC: "text2"}.get(column, "text")


def weekday_and_day(date: dt.date) -> str:
    """ "Fri, Jan 1"."""
    return words.locale().toString(QDate(date.year, date.month, date.day), "ddd, MMM d")
