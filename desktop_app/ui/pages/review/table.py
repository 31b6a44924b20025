"""The comparison as a table: what was entered, what Zoom has, and when it locks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from desktop_app.journey.comparing import Comparison, Field, Lock, Row
from desktop_app.ui import theme, words
from desktop_app.ui.widgets.card import Card, Divider
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide

SETTING, ENTERED, ICON, STORED, EDIT, EDGE = range(6)
COLUMNS = 6
SETTING_WIDTH = 112
ROW_HEIGHT = 41
"""Pixels, of a row at 100 % text size."""

LONGEST_WORD = 16
"""Letters of a word that are kept together at 100 % text size: two columns of longer ones don't fit into the smallest
window."""
LEFT = 16
RIGHT = 3
"""Beside the gap and what Edit has around its word: its end is as far from the edge as the names are."""


class ReviewTable(Card):
    """One row a field. `edit_wanted` carries the `Field` in whose row Edit was pressed."""

    edit_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setObjectName("review_table")
        self._content: QWidget | None = None

    def hold(self, holds: bool) -> None:
        """While a draft is sent, nothing in it can be edited."""
        for edit in self.findChildren(QPushButton):
            edit.setEnabled(not holds)

    def show_comparison(self, comparison: Comparison, hub_names: dict[str, str], waiting: str) -> None:
        """Show every field; `waiting` stands for what Zoom has as long as that is not known."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(SETTING, SETTING_WIDTH)
        grid.setColumnMinimumWidth(EDGE, RIGHT)
        grid.setColumnStretch(ENTERED, 1)
        grid.setColumnStretch(STORED, 1)
        head = QFrame()
        head.setProperty("look", "table-head")
        head.setProperty("place", "top")
        grid.addWidget(head, 0, 0, 1, COLUMNS)
        for column, text in (
            (SETTING, self.tr("Setting")),
            (ENTERED, self.tr("You entered")),
            (STORED, self.tr("Zoom has")),
        ):
            label = QLabel(text)
            label.setProperty("role", "column")
            label.setContentsMargins(LEFT if column == SETTING else 0, 8, 0, 8)
            grid.addWidget(label, 0, column)
        for number, row in enumerate(comparison.rows):
            grid.addWidget(Divider(), number * 2 + 1, 0, 1, COLUMNS)
            self._add(grid, number * 2 + 2, row, comparison, hub_names=hub_names, waiting=waiting)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)

    def _add(
        self,
        grid: QGridLayout,
        line: int,
        row: Row,
        comparison: Comparison,
        *,
        hub_names: dict[str, str],
        waiting: str,
    ) -> None:
        grid.setRowMinimumHeight(line, theme.px(ROW_HEIGHT))
        name = words.field_name(row.field)
        setting = QLabel(name)
        setting.setProperty("role", "small")
        setting.setContentsMargins(LEFT, 0, 0, 0)
        grid.addWidget(setting, line, SETTING)
        entered = _Value(words.field_text(comparison.entered, row.field, hub_names))
        grid.addWidget(entered, line, ENTERED)
        if comparison.stored is None or row.same is None:
            stored = _Value(waiting)
            theme.set_state(stored, "role", "caption")
        else:
            stored = _Value(words.field_text(comparison.stored, row.field, hub_names))
            icon = IconLabel("check-circle", "ok", 18) if row.same else IconLabel("alert", "warn", 18)
            icon.setAccessibleName(self.tr("Same") if row.same else self.tr("Different"))
            set_tip(icon, icon.accessibleName())
            grid.addWidget(icon, line, ICON)
            theme.set_state(stored, "role", "small" if row.same else "warn")
        stored.setObjectName(f"review_{row.field.value}_stored")
        entered.setObjectName(f"review_{row.field.value}_entered")
        chip = self._lock(row.lock, at_zoom=comparison.stored is not None)
        grid.addWidget(stored if chip is None else _beside(stored, chip), line, STORED)
        permanent = row.lock is Lock.PERMANENT and (comparison.stored is not None or row.field is Field.HUB)
        if not permanent:
            grid.addWidget(self._edit_button(row.field, name), line, EDIT, Qt.AlignmentFlag.AlignRight)

    def _edit_button(self, field: Field, name: str) -> QPushButton:
        edit = QPushButton(self.tr("Edit"))
        edit.setObjectName(f"edit_{field.value}")
        edit.setAccessibleName(self.tr("Edit {setting}").format(setting=name))
        edit.setProperty("kind", "link")
        edit.clicked.connect(lambda: self.edit_wanted.emit(field))
        return edit

    def _lock(self, lock: Lock, *, at_zoom: bool) -> Chip | None:
        match lock:
            case Lock.PERMANENT:
                said = self.tr("Permanent") if at_zoom else self.tr("Locks when created")
            case Lock.AT_PUBLISHING:
                said = self.tr("Locks at publish")
            case Lock.NEVER:
                return None
        # a single word has no other line to go to, and would be broken
        return Chip("neutral", said, "lock", wraps=" " in said)


def _beside(value: QWidget, chip: Chip) -> SideBySide:
    """Put the chip at the end of the line, or below the value where there is too little room for both."""
    end = QWidget()
    row = QHBoxLayout(end)
    row.setContentsMargins(0, 6, 0, 6)
    row.addWidget(chip, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    both = SideBySide(8)
    both.add(value)
    both.add(end, 0, wanted=chip.sizeHint().width())
    return both


class _Value(QLabel):
    """A value from a person or from Zoom: plain text that wraps anywhere, and is copied as it was."""

    def __init__(self, text: str) -> None:
        super().__init__(words.breakable(text, LONGEST_WORD * 100 // theme.px(100)))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "value")
        self.setContentsMargins(0, 10, 0, 10)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)

    def copy(self) -> None:
        """Copy what is selected, without the places where it may break."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(words.BREAK, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"), self.copy)
        copy.setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())
