"""A line of status that gives way: it takes the room that is left, on two lines at most, and says the rest in a tip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import set_tip

LINES = 2
LEAST = 72
"""Narrower than this, in pixels at 100 % text size, a word or two and dots would say nothing."""


class StatusLine(QLabel):
    """`text()` and what screen readers say are always whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._silent = False

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, self.fontMetrics().lineSpacing())

    def least_width(self) -> int:
        """Return how many pixels it takes to say anything."""
        return min(theme.px(LEAST), self.sizeHint().width()) if self.text() else 0

    def lines_at(self, width: int) -> int:
        """Return how many lines the whole text takes in so many pixels."""
        return len(_ends(self, width))

    def set_silent(self, silent: bool) -> None:
        """Paint no words, because there is no room for any."""
        if silent != self._silent:
            self._silent = silent
            self.update()

    def shown(self) -> list[str]:
        """Return the lines as they are painted."""
        if not self.text() or self._silent:
            return []
        lines, start = _broken(self)
        if start < len(self.text()):
            last = self.fontMetrics().elidedText(self.text()[start:], Qt.TextElideMode.ElideRight, self.width())
            lines.append(last)
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self.shown()
        whole = " ".join(line.strip() for line in lines) == " ".join(self.text().split())
        set_tip(self, "" if whole else self.text())
        painter = QPainter(self)
        height = self.fontMetrics().lineSpacing()
        top = (self.height() - height * len(lines)) // 2
        flags = QStyle.visualAlignment(self.layoutDirection(), self.alignment()) | Qt.AlignmentFlag.AlignVCenter
        for number, line in enumerate(lines):
            where = QRect(0, top + number * height, self.width(), height)
            self.style().drawItemText(
                painter, where, flags, self.palette(), self.isEnabled(), line.strip(), self.foregroundRole()
            )


def _broken(label: QLabel) -> tuple[list[str], int]:
    """Return the lines that are whole, all but the last where they don't suffice, and where the rest begins."""
    text, ends = label.text(), _ends(label, label.width())
    kept = ends if len(ends) <= LINES else ends[: LINES - 1]
    return [text[start:end] for start, end in zip([0, *kept], kept, strict=False)], kept[-1] if kept else 0


def _ends(label: QLabel, width: int) -> list[int]:
    """Return where the lines end that the text takes at this width."""
    layout = QTextLayout(label.text(), label.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ends: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    return ends
