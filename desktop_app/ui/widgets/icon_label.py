"""A picture from the icons, which keeps to the scheme."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme


class IconLabel(QWidget):
    """Shows an icon in a token's color; `size` is in pixels at 100 % text size.

    It has no name for screen readers unless it is given one.
    """

    def __init__(
        self,
        name: str,
        token: str = "text2",  # noqa: S107 - a color's name
        size: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self._side = size = theme.px(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(size, size)

    def show_icon(self, name: str, token: str | None = None) -> None:
        """Show another icon, in the color of before unless `token` names one. An empty name shows nothing."""
        self._name, self._token = name, token or self._token
        self.update()

    def icon_name(self) -> str:
        return self._name

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        token = self._token if self.isEnabled() else "disabledText"
        theme.paint_icon(painter, self._name, token, QRect(0, 0, self._side, self._side))
