"""The comparison as a table: what was entered, what Zoom has, and when it locks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from desktop_app.journey.comparing import Comparison, Field, Lock, Row
from desktop_app.ui import words
from desktop_app.ui.widgets.card import Card, Divider
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel

SETTING_WIDTH = 96
EDIT_WIDTH = 44


class ReviewTable(Card):
    """One row a field. `edit_wanted` carries the field whose Edit was pressed."""

    edit_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setObjectName("review_table")
        self._content: QWidget | None = None

    def show_comparison(self, comparison: Comparison, hub_names: dict[str, str], waiting: str) -> None:
        """Show every field; `waiting` stands for what Zoom has as long as that is not known."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        head = QFrame()
        head.setProperty("look", "table-head")
        line = self._line(head)
        for column, text in ((0, self.tr("Setting")), (1, self.tr("You entered")), (3, self.tr("Zoom has"))):
            label = QLabel(text)
            label.setProperty("role", "label")
            line.addWidget(label, 0, column)
        grid.addWidget(head, 0, 0)
        for number, row in enumerate(comparison.rows, start=1):
            grid.addWidget(Divider(), number * 2 - 1, 0)
            grid.addWidget(self._row(row, comparison, hub_names, waiting), number * 2, 0)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)

    @staticmethod
    def _line(frame: QFrame) -> QGridLayout:
        line = QGridLayout(frame)
        line.setContentsMargins(16, 10, 16, 10)
        line.setHorizontalSpacing(8)
        line.setColumnMinimumWidth(0, SETTING_WIDTH)
        line.setColumnMinimumWidth(2, 20)
        line.setColumnMinimumWidth(5, EDIT_WIDTH)
        line.setColumnStretch(1, 5)
        line.setColumnStretch(3, 5)
        return line

    def _row(self, row: Row, comparison: Comparison, hub_names: dict[str, str], waiting: str) -> QFrame:
        frame = QFrame()
        frame.setObjectName(f"review_{row.field.value}")
        line = self._line(frame)
        name = words.field_name(row.field)
        setting = QLabel(name)
        setting.setProperty("role", "small")
        line.addWidget(setting, 0, 0, Qt.AlignmentFlag.AlignTop)
        entered = _value(words.field_text(comparison.entered, row.field, hub_names))
        entered.setProperty("role", "strong-small")
        line.addWidget(entered, 0, 1, Qt.AlignmentFlag.AlignTop)
        if comparison.stored is None or row.same is None:
            stored = _value(waiting)
            stored.setProperty("role", "caption")
        else:
            stored = _value(words.field_text(comparison.stored, row.field, hub_names))
            icon = IconLabel("check-circle", "okIcon", 18) if row.same else IconLabel("alert", "warnIcon", 18)
            icon.setAccessibleName(self.tr("Same") if row.same else self.tr("Different"))
            icon.setToolTip(icon.accessibleName())
            line.addWidget(icon, 0, 2, Qt.AlignmentFlag.AlignTop)
            if not row.same:
                stored.setProperty("role", "warn")
        stored.setObjectName(f"review_{row.field.value}_stored")
        entered.setObjectName(f"review_{row.field.value}_entered")
        line.addWidget(stored, 0, 3, Qt.AlignmentFlag.AlignTop)
        chip = self._lock(row.lock, at_zoom=comparison.stored is not None)
        if chip is not None:
            line.addWidget(chip, 0, 4, Qt.AlignmentFlag.AlignTop)
        permanent = row.lock is Lock.PERMANENT and (comparison.stored is not None or row.field is Field.HUB)
        if not permanent:
            edit = QPushButton(self.tr("Edit"))
            edit.setObjectName(f"edit_{row.field.value}")
            edit.setAccessibleName(self.tr("Edit {setting}").format(setting=name))
            edit.setProperty("kind", "link")
            edit.clicked.connect(lambda _=False, field=row.field: self.edit_wanted.emit(field.value))
            line.addWidget(edit, 0, 5, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return frame

    def _lock(self, lock: Lock, *, at_zoom: bool) -> Chip | None:
        match lock:
            case Lock.PERMANENT:
                return Chip("neutral", self.tr("Permanent") if at_zoom else self.tr("Locks when created"), "lock")
            case Lock.AT_PUBLISHING:
                return Chip("neutral", self.tr("Locks at publish"), "lock")
            case Lock.NEVER:
                return None


def _value(text: str) -> QLabel:
    """A value from a person or from Zoom: plain text that wraps anywhere and can be selected."""
    label = QLabel(words.breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
