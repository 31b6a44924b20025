"""Wrapped text with a line height of its own, for widgets that paint themselves; QPainter knows only the font's."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from desktop_app.ui import theme


class TextBlock:
    """One paragraph, shown letter for letter. Sizes are in pixels at 100 % text size."""

    def __init__(self, text: str, *, pixels: int, line_height: int, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        self.text = text
        self._pixels, self._line_height, self._weight = pixels, line_height, weight
        self._counts: dict[tuple[str, int, int], int] = {}  # of lines; layouts ask for the same again and again

    def font(self, base: QFont) -> QFont:
        font = QFont(base)
        font.setPixelSize(theme.px(self._pixels))
        font.setWeight(self._weight)
        return font

    def height(self, base: QFont, width: int) -> int:
        """Return the pixels that the text takes at this width."""
        key = (base.family(), theme.px(self._pixels), width)
        if key not in self._counts:
            self._counts[key] = self._laid_out(base, width).lineCount() if self.text else 0
        return self._counts[key] * theme.px(self._line_height)

    def paint(self, painter: QPainter, x: int, y: int, width: int, color: QColor) -> int:
        """Paint with the painter's font as the base, to its side where lines begin; return the height in pixels."""
        if not self.text:
            return 0
        layout = self._laid_out(painter.font(), width, painter.layoutDirection())
        painter.setPen(color)
        layout.draw(painter, QPointF(x, y))
        return layout.lineCount() * theme.px(self._line_height)

    def _laid_out(
        self, base: QFont, width: int, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    ) -> QTextLayout:
        layout = QTextLayout(self.text, self.font(base))
        # absolute: else a text of the other direction would stand at the other side
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        line_height = theme.px(self._line_height)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, count * line_height + (line_height - line.height()) / 2))
            count += 1
        layout.endLayout()
        return layout
