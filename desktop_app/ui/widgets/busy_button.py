"""A button that shows that its work is under way."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from desktop_app.ui import theme

TURN = 80
"""Milliseconds between two pictures of the spinner."""
SIDE = 14


class BusyButton(QPushButton):
    """While busy it keeps at least its width and turns a spinner, unless no motion is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._angle = 0
        self._turning = QTimer(self)
        self._turning.setInterval(TURN)
        self._turning.timeout.connect(self._turn)

    def set_busy(self, busy: bool) -> None:
        if busy == self.is_busy():
            return
        before = self.width() if self.isVisible() else self.sizeHint().width()
        self.setMinimumWidth(before if busy else 0)
        theme.set_state(self, "busy", busy)
        still = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) == 0
        if busy and not still:
            self._turning.start()
        else:
            self._turning.stop()

    def is_busy(self) -> bool:
        return bool(self.property("busy"))

    def _spinner(self) -> QRect:
        where = QRect(20, (self.height() - SIDE) // 2, SIDE, SIDE)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), where)

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        if self.isVisible():
            self.update(self._spinner().adjusted(-2, -2, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_busy():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("onAccent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(QRectF(self._spinner()), -self._angle * 16, 270 * 16)
