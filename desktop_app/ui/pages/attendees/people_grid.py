"""The table of people: rows of one height, cells corrected in place, the keyboard's way to the next problem."""

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollArea,
    QTableView,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.models.attendee_table import AttendeeTable
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.pages.attendees.cell_delegate import CellDelegate
from desktop_app.ui.pages.attendees.grid_sorting import GridSorting

ROW_HEIGHT = 33
"""Pixels at 100 % text size, as all that follows."""

WIDTHS = (76, 34, 232, 98, 98)
"""Pixels of the columns at first: a row's number has up to six digits, and the result takes the rest."""

SIDES = 24
"""Pixels beside the text of a cell."""

RESULT_WIDTH = 204
EXTRA_WIDTH = 130
LEAST_NAMES = ((Column.FIRST_NAME, 84), (Column.LAST_NAME, 84))
LEAST_CHECKED = (*LEAST_NAMES, (Column.RESULT, 160), (Column.EMAIL, 212))
"""What gives way in a narrow table, one after the other, and how far: a heading stays whole. In a list that is checked
the address comes last: what is wrong is marked at its cell, and said above the table."""

LEAST_SENT = (*LEAST_NAMES, (Column.EMAIL, 132))
"""The same in a list that was sent: there the result is all that is said of a row."""

SHARES = ((Column.EMAIL, 3), (Column.FIRST_NAME, 2), (Column.LAST_NAME, 2), (Column.RESULT, 3))
"""How what is left in a wide table is shared out."""


def _can_scroll(view: QAbstractScrollArea, event: QWheelEvent) -> bool:
    """Say whether a view has anything left in the direction that a wheel turns to."""
    turned = event.angleDelta()
    sideways = abs(turned.x()) > abs(turned.y())
    bar = view.horizontalScrollBar() if sideways else view.verticalScrollBar()
    towards_start = (turned.x() if sideways else turned.y()) > 0
    return bar.value() > bar.minimum() if towards_start else bar.value() < bar.maximum()


class PeopleGrid(QTableView):
    """A table that Tab leaves, F2 or Enter edits, and F8 walks from problem to problem. `leave_wanted` comes when the
    chosen rows are to be left out, or taken back."""

    leave_wanted = Signal()

    def __init__(self, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._empty = ""
        self._sorting: GridSorting | None = None
        self._leaving: QAction | None = None
        self._leave_text: Callable[[Sequence[int]], str] = lambda _: ""
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.px(ROW_HEIGHT))
        rows.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setStretchLastSection(True)
        columns.setMinimumSectionSize(32)
        columns.setFixedHeight(theme.px(ROW_HEIGHT))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._fit)
            model.modelReset.connect(self._tell_empty)

    def say_when_empty(self, text: str) -> None:
        """Say why there are no rows, in their place."""
        self._empty = text
        self._tell_empty()

    def _tell_empty(self) -> None:
        self.setAccessibleDescription("" if self.model().rowCount() else self._empty)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("text2"))
            room = self.viewport().rect().adjusted(theme.px(16), 0, -theme.px(16), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        """Where it gets narrow columns give way, but not those that have to be read; what a list has beyond the names
        comes behind them. Where there is room, all of it is used."""
        model = self.model()
        widths = [theme.px(width) for width in (*WIDTHS, RESULT_WIDTH)]
        if isinstance(model, AttendeeTable):
            digits = self.fontMetrics().horizontalAdvance("0" * len(str(model.last_row)))
            widths[Column.ROW] = digits + theme.px(SIDES) + 2
        widths[Column.ROW] = max(widths[Column.ROW], self.horizontalHeader().sectionSizeHint(Column.ROW))
        more = range(len(Column), model.columnCount())
        missing = sum(widths) - self.viewport().width()
        spare = -missing - len(more) * theme.px(EXTRA_WIDTH)
        for column, least in LEAST_CHECKED if isinstance(model, AttendeeTable) else LEAST_SENT:
            given = min(max(missing, 0), widths[column] - theme.px(least))
            missing -= given
            widths[column] -= given
        for column, share in SHARES:
            widths[column] += max(spare, 0) * share // sum(each for _, each in SHARES)
        # nothing is squeezed further: there is a bar to get to it
        self.horizontalHeader().setStretchLastSection(bool(more) or missing <= 0)
        for column in Column if more or missing > 0 else list(Column)[:-1]:
            self.setColumnWidth(column, widths[column])
        for place in more:
            self.setColumnWidth(place, theme.px(EXTRA_WIDTH))

    def offer_leaving_out(self, text: Callable[[Sequence[int]], str]) -> None:
        """Let rows be left out: by Delete or from the menu, which says `text` of the chosen rows."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        action = QAction(self)
        action.setObjectName("leave_out")
        action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._leave)
        self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._leaving, self._leave_text = action, text

    def offer_sorting(self, by_result: str) -> GridSorting:
        """Let rows be sorted: by a click on a heading, or from the menu by the column of the current cell. `by_result`
        says there how that is done by the result. The model is to be set before."""
        self._sorting = GridSorting(self, by_result)
        return self._sorting

    def chosen_rows(self) -> list[int]:
        """Return the places of the selected rows, ascending."""
        places: set[int] = set()
        for part in cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()):
            places.update(range(part.top(), part.bottom() + 1))
        if not places and self.currentIndex().isValid():
            places.add(self.currentIndex().row())
        return sorted(places)

    def _leave(self) -> None:
        if self.chosen_rows() and not self.is_editing():
            self.leave_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.model().rowCount():
            return
        chosen = self.chosen_rows()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._leaving is not None and chosen:
            self._leaving.setText(self._leave_text(chosen))
            menu.addAction(self._leaving)
            menu.addSeparator()
        if self._sorting is not None:
            self._sorting.add_to(menu)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page goes first while it can scroll and nobody works in the table, so that a wheel that turns over it
        isn't caught there."""
        around = self._scroller()
        if around is not None and not self.hasFocus() and not self.is_editing() and _can_scroll(around, event):
            event.ignore()
            return
        super().wheelEvent(event)
        if not _can_scroll(self, event):
            event.ignore()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The table brings the cell into its own view; the page may end above that."""
        super().currentChanged(current, previous)
        around = self._scroller()
        page = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and page is not None and self.hasFocus() and current.isValid():
            place = self.viewport().mapTo(page, self.visualRect(current).center())
            around.ensureVisible(0, place.y(), 0, theme.px(ROW_HEIGHT))

    def come_into_view(self, below: QWidget) -> None:
        """Have the page scroll so that all of the table and what stands `below` it are seen, if there is room."""
        around = self._scroller()
        page = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and page is not None:
            # ensureWidgetVisible goes by the current cell; the top comes last: it has the headings
            around.ensureVisible(0, below.mapTo(page, QPoint(0, below.height())).y(), 0, theme.px(ROW_HEIGHT))
            around.ensureVisible(0, self.mapTo(page, QPoint(0, 0)).y(), 0, 0)

    def _scroller(self) -> QAbstractScrollArea | None:
        """Return what the table scrolls with."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QAbstractScrollArea):
            around = around.parentWidget()
        return around

    def show_rows(self, rows: int) -> None:
        """Take at least the height of so many rows."""
        self.setMinimumHeight(theme.px(ROW_HEIGHT) * (rows + 1) + 2)

    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def finish_editing(self) -> bool:
        """Take what is being typed in a cell. Returns whether there was anything."""
        if not self.is_editing():
            return False
        editor = self.indexWidget(self.currentIndex()) or self.viewport().findChild(QLineEdit, "cell_editor")
        if isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_problem(self, *, back: bool = False) -> bool:
        """Make the next cell with a problem the current one. Returns whether there is one."""
        model = self.model()
        if not isinstance(model, AttendeeTable):
            return False
        current = self.currentIndex().row() if self.currentIndex().isValid() else (0 if back else -1)
        found = model.next_problem(current, back=back)
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)
        return found.isValid()

    def _go_down(self) -> None:
        model, here = self.model(), self.currentIndex()
        if isinstance(model, AttendeeTable) and model.shows_problems and self.go_to_problem():
            return
        below = here.siblingAtRow(here.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not self.is_editing():
            index = self.currentIndex()
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            return
        if event.key() == Qt.Key.Key_F8:
            self.go_to_problem(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in a cell goes on to the next problem, Shift+Tab to the one before. Enter goes down, as in a spreadsheet;
        where only rows with problems are shown, to the next problem."""
        hints = QAbstractItemDelegate.EndEditHint
        ours = (hints.EditNextItem, hints.EditPreviousItem, hints.SubmitModelCache)
        super().closeEditor(editor, hints.NoHint if hint in ours else hint)
        if hint == hints.SubmitModelCache:
            self._go_down()
            return
        moves = hint in (hints.EditNextItem, hints.EditPreviousItem)
        if moves and self.go_to_problem(back=hint == hints.EditPreviousItem):
            self.edit(self.currentIndex())
