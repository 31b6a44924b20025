"""A link as a QR code: whole pixels for each module, always dark on white, in the dark scheme too."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""
INK = "#15222D"
PAPER = "#FFFFFF"


class QrTile(QWidget):
    """Shows nothing for an empty link or one that fits no code."""

    def __init__(self, url: str = "", size: int = 164, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = size
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_url(url)

    def set_url(self, url: str) -> None:
        """Show another link."""
        self._modules = _modules(url) if url else ()
        self.setAccessibleName(self.tr("QR code for the registration link") if self._modules else self.tr("No QR code"))
        self.setAccessibleDescription(url)
        self.update()

    def image(self, pixels: int = 1000) -> QImage:
        """Return the code for a file, at most `pixels` wide and high; a null image where there is no code."""
        if not self._modules:
            return QImage()
        across = len(self._modules) + 2 * QUIET
        scale = max(pixels // across, 1)
        image = QImage(across * scale, across * scale, QImage.Format.Format_RGB32)
        image.fill(QColor(PAPER))
        painter = QPainter(image)
        self._paint_modules(painter, QUIET * scale, QUIET * scale, scale)
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not self._modules:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # whole device pixels, or a fractional scale of the screen blurs the modules
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        room = int(self._side * ratio)
        scale = max(room // (len(self._modules) + 2 * QUIET), 1)
        left = (room - len(self._modules) * scale) // 2
        self._paint_modules(painter, left, left, scale)

    def _paint_modules(self, painter: QPainter, left: int, top: int, scale: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        ink = QColor(INK)
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(left + x * scale, top + y * scale, scale, scale, ink)


def _modules(url: str) -> tuple[tuple[bool, ...], ...]:
    import segno  # noqa: PLC0415 - only a page that shares a link needs it

    try:
        code = segno.make(url, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
