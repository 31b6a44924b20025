"""An icon on a soft square, beside the heading of a card."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_label import IconLabel


class IconTile(IconLabel):
    """`size` is the square's side in pixels at 100 % text size; the icon takes `share` of it."""

    def __init__(
        self, name: str, size: int = 40, *, share: float = 0.6, radius: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, "accentText", size, parent)
        self._share, self._radius = share, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentSoft" if self.isEnabled() else "disabledBg"))
        square = QRectF(self.rect())
        painter.drawRoundedRect(square, self._radius, self._radius)
        if not self.icon_name():
            return
        inset = square.width() * (1 - self._share) / 2
        ink = "accentText" if self.isEnabled() else "disabledText"
        theme.paint_icon(painter, self.icon_name(), ink, square.adjusted(inset, inset, -inset, -inset))
