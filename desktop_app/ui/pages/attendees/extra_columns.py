"""The columns beyond email and names: Zoom's standard questions, and a ticket type for each row."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.ui import row_texts
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label

ACROSS = 4


class ExtraColumns(QWidget):
    """A chooser for each. `chosen` carries which one and its column, None for one that isn't in the list."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            plain_label(
                self.tr(
                    "Zoom keeps these with each person. A ticket type in the list goes before the one chosen above."
                ),
                "caption",
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._combos: dict[Extra, QComboBox] = {}
        for number, extra in enumerate(Extra):
            combo = QComboBox()
            combo.setObjectName(f"extra_{extra.value}")
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(5)
            combo.currentIndexChanged.connect(lambda _, extra=extra, combo=combo: self._choose(extra, combo))
            field = LabeledField(row_texts.field_name(extra), combo, parent=self)
            grid.addWidget(field, number // ACROSS, number % ACROSS)
            self._combos[extra] = combo
        for at in range(ACROSS):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)

    def show_columns(self, names: Sequence[str], columns: Columns, examples: Sequence[str]) -> None:
        """Offer the columns of a list; `examples` are some of each column's values."""
        for extra, combo in self._combos.items():
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(self.tr("Not in the list"), None)
                for at, name in enumerate(names):
                    combo.addItem(name, at)
                    combo.setItemData(at + 1, examples[at], Qt.ItemDataRole.ToolTipRole)
                place = columns.extra.get(extra)
                combo.setCurrentIndex(0 if place is None or place >= len(names) else place + 1)

    def _choose(self, extra: Extra, combo: QComboBox) -> None:
        self.chosen.emit(extra, combo.currentData())
