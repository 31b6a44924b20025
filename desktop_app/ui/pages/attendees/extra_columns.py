"""The columns beyond email and names: Zoom's standard questions, and a ticket type for each row."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.ui import row_texts
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label, plain_tip

ACROSS = 4


class ExtraColumns(QWidget):
    """A chooser for each, made when they are first looked at. `chosen` carries which one and its column, None for one
    that isn't in the list."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._combos: dict[Extra, QComboBox] = {}
        self._names: Sequence[str] = ()
        self._examples: Sequence[str] = ()
        self._places: dict[Extra, int] = {}

    def show_columns(self, names: Sequence[str], columns: Columns, examples: Sequence[str]) -> None:
        """Offer the columns of a list; `examples` are some of each column's values."""
        self._names, self._examples, self._places = names, examples, dict(columns.extra)
        for extra in self._combos:
            self._fill(extra)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._combos:
            self._make()
        super().showEvent(event)

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        said = self.tr("Zoom keeps these with each person. A ticket type in the list replaces the one chosen above.")
        column.addWidget(plain_label(said, "caption", parent=self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, extra in enumerate(Extra):
            combo = ElidedCombo(self)
            combo.setObjectName(f"extra_{extra.value}")
            field = LabeledField(row_texts.field_name(extra), combo, parent=self)
            grid.addWidget(field, number // ACROSS, number % ACROSS)
            self._combos[extra] = combo
            self._fill(extra)
            combo.currentIndexChanged.connect(lambda _, extra=extra, combo=combo: self._choose(extra, combo))
        for at in range(ACROSS):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)

    def _fill(self, extra: Extra) -> None:
        combo, place = self._combos[extra], self._places.get(extra)
        with QSignalBlocker(combo):
            combo.clear()
            combo.addItem(self.tr("Not in the list"), None)
            for at, name in enumerate(self._names):
                combo.addItem(name, at)
                combo.setItemData(at + 1, plain_tip(self._examples[at]), Qt.ItemDataRole.ToolTipRole)
            combo.setCurrentIndex(0 if place is None or place >= len(self._names) else place + 1)

    def _choose(self, extra: Extra, combo: QComboBox) -> None:
        place = combo.currentData()
        self._places = {other: at for other, at in self._places.items() if other is not extra}
        if place is not None:
            self._places[extra] = place
        self.chosen.emit(extra, place)
