"""How a table of people is sorted: by its headings, and from its menu, which the keyboard reaches."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.widgets.announce import announce


class GridSorting(QObject):
    """`by_result` says in the menu how the table is sorted by state or result."""

    def __init__(self, grid: QTableView, by_result: str) -> None:
        super().__init__(grid)
        self._grid = grid
        self._by_result = by_result
        self._by_person = False
        columns = grid.horizontalHeader()
        columns.setSectionsClickable(True)
        columns.sortIndicatorChanged.connect(self._note)
        columns.setSortIndicator(Column.ROW, Qt.SortOrder.AscendingOrder)
        grid.setSortingEnabled(True)
        grid.model().modelReset.connect(self._settle)
        grid.model().layoutChanged.connect(self._follow_current)

    def add_to(self, menu: QMenu) -> None:
        """Offer to sort by the column of the current cell, and as in the list."""
        here, orders = self._grid.currentIndex().column(), Qt.SortOrder
        if here in (Column.STATE, Column.RESULT):
            menu.addAction(self._by_result).setData((here, orders.AscendingOrder))
        elif here > Column.ROW:
            name = str(self._grid.model().headerData(here, Qt.Orientation.Horizontal))
            for text, order in (
                (self.tr("Sort by {column}, A to Z"), orders.AscendingOrder),
                (self.tr("Sort by {column}, Z to A"), orders.DescendingOrder),
            ):
                menu.addAction(text.format(column=name)).setData((here, order))
        menu.addAction(self.tr("Sort as in your list")).setData((int(Column.ROW), orders.AscendingOrder))
        menu.triggered.connect(self._sort)

    def _sort(self, chosen: QAction) -> None:
        if chosen.data() is not None:
            column, order = chosen.data()
            self._grid.sortByColumn(column, order)
            ear = Qt.ItemDataRole.AccessibleTextRole
            announce(self._grid, str(self._grid.model().headerData(column, Qt.Orientation.Horizontal, ear)))

    def show_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Mark the heading by which the rows are sorted: another table may show them, too."""
        self._grid.horizontalHeader().setSortIndicator(column, order)

    def _note(self) -> None:
        self._by_person = True

    def _settle(self) -> None:
        self._by_person = False

    def _follow_current(self) -> None:
        """Keep the current row in view when a person sorts the rows, and the headings where they are; not when rows
        find other places by themselves, as those that get their results."""
        if not self._by_person:
            return
        self._by_person = False
        sideways = self._grid.horizontalScrollBar().value()
        self._grid.scrollTo(self._grid.currentIndex())
        self._grid.horizontalScrollBar().setValue(sideways)
