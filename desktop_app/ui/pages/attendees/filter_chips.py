"""Filter chips: pills of which one is chosen, each with the number of rows behind it. They wrap in a narrow window."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from desktop_app.ui import theme, words
from desktop_app.ui.widgets.lines_layout import LinesLayout

ICON = 16
SIDES = 2 * 13
"""Pixels of padding and border in a chip of the style sheet."""
GAP = 8


class FilterChips(QWidget):
    """`filters` are (object name, key, icon, the icon's token); `chosen` is called with the key of a pressed chip."""

    def __init__(
        self, label: str, filters: Sequence[tuple[str, Any, str, str]], chosen: Callable[[Any], object]
    ) -> None:
        super().__init__()
        self.setAccessibleName(label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._chips: dict[Any, QPushButton] = {}
        layout = LinesLayout(GAP)
        self.setLayout(layout)
        for name, key, icon, token in filters:
            chip = QPushButton()
            chip.setObjectName(name)
            chip.setCheckable(True)
            chip.setAutoExclusive(True)  # a radio button to screen readers
            chip.setProperty("kind", "filter")
            if icon:
                chip.setIcon(theme.icon(icon, token, ICON, on="onAccent"))
            chip.clicked.connect(lambda _=False, key=key: chosen(key))
            self._group.addButton(chip)
            self._chips[key] = chip
            layout.addWidget(chip)

    def show_count(self, key: Any, name: str, count: int) -> None:
        """Name a chip and say how many rows are behind it."""
        chip = self._chips[key]
        text = f"{name}  {words.number(count)}"
        chip.setText(text)
        chip.setAccessibleName(f"{name} {words.number(count)}")
        # the chosen one is bold: as wide from the start, so that nothing shifts or is cut
        bold = chip.font()
        bold.setPixelSize(theme.px(13))
        bold.setBold(True)
        icon = 0 if chip.icon().isNull() else theme.px(ICON) + 6
        chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + icon + SIDES)

    def choose(self, key: Any) -> None:
        """Mark the filter that holds; none, when no chip stands for it."""
        self._group.setExclusive(key in self._chips)
        for known, chip in self._chips.items():
            chip.setChecked(known == key)
        self._group.setExclusive(True)

    def offer(self, key: Any, offered: bool) -> None:
        """Show or hide a chip."""
        self._chips[key].setVisible(offered)
