"""Filter chips: pills of which one is chosen, each with the number of rows behind it. They wrap in a narrow window."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from desktop_app.ui import theme, words

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
        layout = _Lines(self)
        for name, key, icon, token in filters:
            chip = QPushButton()
            chip.setObjectName(name)
            chip.setCheckable(True)
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
        bold.setPixelSize(13)
        bold.setBold(True)
        icon = 0 if chip.icon().isNull() else ICON + 6
        chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + icon + SIDES)

    def choose(self, key: Any) -> None:
        """Mark the filter that holds."""
        self._chips[key].setChecked(True)

    def offer(self, key: Any, offered: bool) -> None:
        """Show or hide a chip."""
        self._chips[key].setVisible(offered)


class _Lines(QLayout):
    """Places widgets one after the other, in as many lines as it takes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + GAP * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height that the lines take."""
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + GAP, 0
            if move:
                item.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + GAP
            line = max(line, size.height())
        return y + line - rect.y()
