"""The table of people: rows of one height, cells corrected in place, the keyboard's way to the next problem."""

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
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
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.models.attendee_table import PROBLEM_ROLE, AttendeeTable
from desktop_app.ui.models.people_columns import Column, heading

ROW_HEIGHT = 33
"""Pixels at 100 % text size, as all that follows."""

WIDTHS = (76, 34, 232, 98, 98)
"""Pixels of the columns at first: a row's number has up to six digits, and the result takes the rest."""

SIDES = 24
"""Pixels beside the text of a cell."""

SHOWN = int(Qt.ItemDataRole.DisplayRole)

RESULT_WIDTH = 204
EXTRA_WIDTH = 130
LEAST_WIDTHS = (
    (Column.EMAIL, 132),
    (Column.FIRST_NAME, 84),
    (Column.LAST_NAME, 84),
)
"""What gives way in a narrow table, one after the other, and how far: a heading stays whole."""

SHARES = ((Column.EMAIL, 3), (Column.FIRST_NAME, 2), (Column.LAST_NAME, 2), (Column.RESULT, 3))
"""How what is left in a wide table is shared out."""


def _letter_by_letter(font: QFont) -> QFont:
    """Return a font that doesn't make "4x0" in an address look like a product."""
    plain = QFont(font)
    plain.setFeature(QFont.Tag("calt"), 0)
    return plain


def _can_scroll(view: QAbstractScrollArea, event: QWheelEvent) -> bool:
    """Say whether a view has anything left in the direction that a wheel turns to."""
    turned = event.angleDelta()
    sideways = abs(turned.x()) > abs(turned.y())
    bar = view.horizontalScrollBar() if sideways else view.verticalScrollBar()
    towards_start = (turned.x() if sideways else turned.y()) > 0
    return bar.value() > bar.minimum() if towards_start else bar.value() < bar.maximum()


class CellDelegate(QStyledItemDelegate):
    """Frames a cell that holds its row back, and edits in a plain field."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not index.data(PROBLEM_ROLE):
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        plain.widget.style().drawControl(
            plain.widget.style().ControlElement.CE_ItemViewItem, plain, painter, plain.widget
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("bad"), 1.5))
        painter.setBrush(theme.color("badSoft"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4.75, 2.75, -4.75, -3.75), 4, 4)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        room = option.rect.adjusted(12, 0, -12, -1)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setFont(_letter_by_letter(editor.font()))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setGeometry(option.rect.adjusted(4, 1, -4, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in a cell takes the text, as Enter does; what the button does waits for another press."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            editor = cast("QLineEdit", watched)
            self.commitData.emit(editor)
            # the hint that the grid goes down by
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)


class PeopleGrid(QTableView):
    """A table that Tab leaves, F2 or Enter edits, and F8 walks from problem to problem. `leave_wanted` comes when the
    chosen rows are to be left out, or taken back."""

    leave_wanted = Signal()

    def __init__(self, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._empty = ""
        self._leaving: QAction | None = None
        self._leave_text: Callable[[Sequence[int]], str] = lambda _: ""
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFont(_letter_by_letter(self.font()))
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
        """Where it gets narrow the others give way, because what is wrong has to be read; what a list has beyond the
        names comes behind that. Where there is room, all of it is used."""
        model = self.model()
        widths = [theme.px(width) for width in (*WIDTHS, RESULT_WIDTH)]
        if isinstance(model, AttendeeTable):
            digits = self.fontMetrics().horizontalAdvance("0" * len(str(model.last_row)))
            title = self.horizontalHeader().fontMetrics().horizontalAdvance(str(heading(Column.ROW, SHOWN)))
            widths[Column.ROW] = max(digits, title) + theme.px(SIDES) + 2
        more = range(len(Column), model.columnCount())
        missing = sum(widths) - self.viewport().width()
        spare = -missing - len(more) * theme.px(EXTRA_WIDTH)
        for column, least in LEAST_WIDTHS:
            given = min(max(missing, 0), widths[column] - theme.px(least))
            missing -= given
            widths[column] -= given
        for column, share in SHARES:
            widths[column] += max(spare, 0) * share // sum(each for _, each in SHARES)
        # what is said of a row is not squeezed: there is a bar to get to it
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
        chosen = self.chosen_rows()
        if self._leaving is None or not chosen:
            return
        self._leaving.setText(self._leave_text(chosen))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._leaving)
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

    def come_into_view(self) -> None:
        """Have the page scroll so that all of the table is seen, if there is room for it."""
        around = self._scroller()
        page = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and page is not None:
            # ensureWidgetVisible goes by the current cell; the top comes last: it has the headings
            for y in (self.height(), 0):
                around.ensureVisible(0, self.mapTo(page, QPoint(0, y)).y(), 0, theme.px(ROW_HEIGHT))

    def _scroller(self) -> QAbstractScrollArea | None:
        """Return what the table scrolls with."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QAbstractScrollArea):
            around = around.parentWidget()
        return around

    def show_rows(self, rows: int) -> None:
        """Take at least the height of so many rows."""
        self.setMinimumHeight(theme.px(ROW_HEIGHT) * (rows + 1) + 2)

    def shown_rows(self) -> int:
        """How many rows are in view."""
        model = self.model()
        total = model.rowCount() if model is not None else 0
        return min(total, max(self.viewport().height() // theme.px(ROW_HEIGHT), 0))

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
