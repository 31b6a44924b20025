"""Widgets one after the other like words, in as many lines as it takes: rows of buttons in any language and size."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle
from shiboken6 import isValid


class LinesLayout(QLayout):
    """Lines begin at the start of the room, or are `centered`. What is wider than the room gets all of it."""

    def __init__(self, gap: int = 8, *, centered: bool = False) -> None:
        super().__init__()
        self._gap, self._centered = gap, centered
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
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        lines = self._lines(room)
        height = sum(_tallest(line) for line in lines) + self._gap * max(len(lines) - 1, 0)
        return height + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(len(shown) - 1, 0)
        return self._with_margins(QSize(width, _tallest(shown)))

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return self._with_margins(
            QSize(
                max((item.minimumSize().width() for item in shown), default=0),
                max((item.minimumSize().height() for item in shown), default=0),
            )
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room = self.contentsRect()
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        y = room.y()
        for line in self._lines(room.width()):
            tall = _tallest(line)
            widths = [min(_width(item), room.width()) for item in line]
            spare = room.width() - sum(widths) - self._gap * (len(line) - 1)
            x = room.x() + (spare // 2 if self._centered else 0)
            for item, width in zip(line, widths, strict=True):
                height = min(item.sizeHint().height(), tall)
                where = QRect(x, y + (tall - height) // 2, width, height)
                item.setGeometry(QStyle.visualRect(direction, room, where))
                x += width + self._gap
            y += tall + self._gap

    def _shown(self) -> list[QLayoutItem]:
        # PySide may take an item for deleted before the layout is: asked for it, Qt would end the program
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in self._shown():
            needed = _width(item)
            if not lines or needed > left:
                lines.append([])
                left = room
            lines[-1].append(item)
            left -= needed + self._gap
        return lines

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def _width(item: QLayoutItem) -> int:
    return max(item.sizeHint().width(), item.minimumSize().width())


def _tallest(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
