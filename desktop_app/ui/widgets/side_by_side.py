"""Columns side by side that go below one another where the window is too narrow for them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

WIDE, NARROW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SideBySide(QWidget):
    """Decides by what its columns need, so it holds for every font and language."""

    def __init__(self, spacing: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(WIDE, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._columns: list[QWidget] = []
        self._wanted: dict[QWidget, int] = {}
        self._whole: set[QWidget] = set()

    def add(
        self, column: QWidget, stretch: int = 1, *, top: bool = False, wanted: int = 0, whole: bool = False
    ) -> None:
        """Add a column; `top` keeps its own height instead of the row's. With less than `wanted` pixels it rather goes
        below the others, even if it can be narrower; a `whole` one with less than its size hint."""
        self._wanted[column] = wanted
        if whole:
            self._whole.add(column)
        self._columns.append(column)
        self._box.addWidget(column, stretch, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest column: the others may go below it."""
        height = super().minimumSizeHint().height()
        return QSize(max((_least(column) for column in self._shown()), default=0), height)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # before it has its place, its width says nothing
        if event.type() == QEvent.Type.LayoutRequest and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Choose the direction anew: the width changed, or a column came or went."""
        shown = self._shown()
        needed = sum(map(self._needed, shown)) + self._box.spacing() * max(0, len(shown) - 1)
        direction = WIDE if needed <= self.width() else NARROW
        if direction != self._box.direction():
            self._box.setDirection(direction)

    def _needed(self, column: QWidget) -> int:
        hinted = column.sizeHint().width() if column in self._whole else 0
        return max(_least(column), self._wanted[column], hinted)

    def _shown(self) -> list[QWidget]:
        return [column for column in self._columns if not column.isHidden()]


def _least(column: QWidget) -> int:
    return max(column.minimumWidth(), column.minimumSizeHint().width())
