"""The line at the foot of the rail that says what Foyer is connected to."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label


class _Dot(QWidget):
    """Filled while connected, a ring while not."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)
        self.filled = False

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("ok" if self.filled else "line2"))
        painter.setBrush(theme.color("ok") if self.filled else QColor(0, 0, 0, 0))
        painter.drawEllipse(QRectF(4.5, 4.5, 7, 7))


class ConnectionChip(QFrame):
    """Kinds: "none", "ok", and "warn" for practice. Long names wrap; they are never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection_chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(11, 9, 11, 9)
        layout.setSpacing(8)
        self._dot = _Dot()
        self._icon = IconLabel("practice", "warnText", 16)
        self._first = plain_label()
        self._first.setObjectName("connection_chip_text")
        self._second = plain_label()
        self._second.setObjectName("connection_chip_more")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        marks = QVBoxLayout()
        marks.addWidget(self._dot)
        marks.addWidget(self._icon)
        layout.addLayout(marks)
        layout.setAlignment(marks, Qt.AlignmentFlag.AlignTop)  # with a stretch the chip would grow as far as it may
        layout.addLayout(texts, 1)
        self._shown: tuple[str, str, str] | None = None
        self.show_state("none", "")

    def show_state(self, kind: str, text: str, text2: str = "") -> None:
        """Show what the connection is, with a second line where there is more to say."""
        if (kind, text, text2) == self._shown:
            return  # to polish and lay it out anew takes long, and the window asks for it with every change
        self._shown = (kind, text, text2)
        self._dot.filled = kind == "ok"
        self._dot.setVisible(kind != "warn")
        self._dot.update()
        self._icon.setVisible(kind == "warn")
        self._first.setText(text)
        theme.set_state(self._first, "role", "strong" if text2 else "chip")
        self._second.setText(text2)
        self._second.setVisible(bool(text2))
        self.setAccessibleName(", ".join(part for part in (text, text2) if part))
        theme.set_state(self, "kind", kind)
        for label in (self._first, self._second):
            label.style().unpolish(label)
            label.style().polish(label)

    def text(self) -> str:
        return self._first.text()
