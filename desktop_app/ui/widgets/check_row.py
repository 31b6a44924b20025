"""One line of a checklist: whether it holds, what it is, and where it doesn't, what to do about it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.chip import WIDEST, Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label

ICONS = {
    "ok": ("check-circle", "ok"),
    "warn": ("alert", "warn"),
    "bad": ("error", "bad"),
}
_FILL = {"warn": ("warnSoft", "warnLine"), "bad": ("badSoft", "badLine")}


class CheckRow(QWidget):
    """Kinds: ok, warn, bad; KeyError for another. What needs attention is tinted and carries buttons."""

    def __init__(self, kind: str, title: str, text: str, status: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, token = ICONS[kind]
        self._kind = kind
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 11, 20, 12)
        layout.setSpacing(16)
        self._icon = IconLabel(icon, token, 20)
        tinted = kind in _FILL
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop if tinted else Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._title = plain_label(title)
        self._text = plain_label(text, "small")
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self._actions = LinesLayout()
        self._actions.setContentsMargins(0, 10, 0, 2)
        self._has_actions = False
        self._texts = texts
        layout.addLayout(texts, 1)
        self._status: Chip | QLabel
        if tinted:
            self._status = Chip(kind, status)
            layout.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._status = plain_label(status, "ok" if kind == "ok" else "caption", wrap=False)
            self._status.setMaximumWidth(theme.px(WIDEST))
            layout.addWidget(self._status, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{title}, {status}")
        self.setAccessibleDescription(text)

    def add_action(self, button: QPushButton) -> None:
        """Add a button below the text."""
        if not self._has_actions:
            self._has_actions = True
            self._texts.addLayout(self._actions)
        if not button.property("extent"):
            button.setProperty("extent", "small")
        self._actions.addWidget(button)

    def kind(self) -> str:
        return self._kind

    def text(self) -> str:
        """Return all that the row says, a line each."""
        return "\n".join((self._title.text(), self._text.text(), self._status.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = "line"
        if self._kind in _FILL:
            fill, line = _FILL[self._kind]
            painter.fillPath(self._shape(), theme.color(fill))
        painter.fillRect(0, 0, self.width(), 1, theme.color(line))

    def _shape(self) -> QPainterPath:
        """The row, with the card's round corners where it is the last thing on a card."""
        path = QPainterPath()
        rect = QRectF(self.rect())
        card = self.parentWidget()
        if card is None or self.geometry().bottom() < card.height() - 2:
            path.addRect(rect)
            return path
        path.addRoundedRect(rect, 9, 9)
        square = QPainterPath()
        square.addRect(QRectF(0, 0, rect.width(), rect.height() - 10))
        return path.united(square)
