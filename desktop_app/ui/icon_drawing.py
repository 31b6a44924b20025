"""Icons drawn in a color: the files of `resources/icons` and other SVG, made into pictures of any size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop_app.bundled import bundled

DIRECTED = frozenset({"arrow-left", "arrow-right", "chevron-right"})
"""Icons that point along the line: they point the other way where lines begin at the right."""


def picture(name: str, color: str, size: QSize, scale: float, *, behind: bool = False) -> QPixmap:
    """Return an icon in a color, drawn once; `size` is in logical pixels, `scale` device pixels in one of them.

    Where it is wider than high, the icon stands before what comes on the line, or `behind` it, and the rest is empty.
    """
    mirrored = from_the_right()
    at_end = mirrored is not behind
    key = f"foyer/{name}/{color}/{size.width()}x{size.height()}@{scale}/{mirrored}/{at_end}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        flipped = mirrored and name in DIRECTED
        pixmap = rendered(tinted(name, color), size, scale, at_end=at_end is not flipped, flipped=flipped)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def tinted(name: str, color_name: str) -> bytes:
    """Return an icon's SVG in a color. Raises FileNotFoundError for an unknown name."""
    return _svg(name).replace(b"currentColor", color_name.encode())


@cache
def _svg(name: str) -> bytes:
    return bundled("icons", f"{name}.svg").read_bytes()


def rendered(svg: bytes, size: QSize, ratio: float, *, at_end: bool = False, flipped: bool = False) -> QPixmap:
    """Return SVG as a picture: at the left, or the right (`at_end`), and `flipped` to point the other way."""
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if flipped:
        painter.translate(pixmap.width(), 0)
        painter.scale(-1, 1)
    side = min(pixmap.width(), pixmap.height())
    left = pixmap.width() - side if at_end else 0
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(left, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def from_the_right() -> bool:
    """Whether lines begin at the right, as in Arabic and Hebrew."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
