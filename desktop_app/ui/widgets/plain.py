"""Labels and texts for words that came from elsewhere: never markup, never endless, never cut off unseen."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, Qt, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from desktop_app.ui import theme

LONGEST = 4000
"""Longest text in characters that Foyer shows of what a server said."""

LEAST = 96
LEAST_LINE = 48
"""A label can get as narrow as this, in pixels at 100 % text size, however long its words are: a paragraph, a line."""

LINE_HEIGHTS = {12: 16, 13: 20, 14: 20, 15: 20, 18: 24, 20: 28, 24: 32, 32: 40}
"""From one line of a paragraph to the next, in pixels by the font's pixels; QLabel knows only what the font says."""


class PlainLabel(QLabel):
    """Shows its text letter for letter, whoever wrote it.

    A word that is longer than the line is broken rather than cut off. Without word wrap the end of what doesn't fit is
    replaced by dots, and the whole is in a tip. Text that can be selected is QLabel's own business.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""
        self._heights: dict[int, int] = {}  # by width; layouts ask for the same again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        least = LEAST if self.wordWrap() else LEAST_LINE
        return QSize(min(usual.width(), theme.px(least) + self._sides()), usual.height())

    def heightForWidth(self, width: int) -> int:
        if not self._is_ours() or not self.wordWrap():
            return super().heightForWidth(width)
        room = width - self._sides()
        if room not in self._heights:
            self._heights[room] = self._height(self._laid_out(room))
        margins = self.contentsMargins()
        return self._heights[room] + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        if self._is_ours() and self.wordWrap():
            usual.setHeight(self.heightForWidth(usual.width()))
        return usual

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_ours():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect().adjusted(self.margin(), self.margin(), -self.margin(), -self.margin())
        if self.wordWrap():
            self._paint_paragraph(painter, room)
        else:
            self._paint_lines(painter, room)

    # --- what is painted

    def _is_ours(self) -> bool:
        return bool(self.text()) and self.textInteractionFlags() == Qt.TextInteractionFlag.LinksAccessibleByMouse

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right() + 2 * self.margin()

    def _line_height(self) -> float:
        natural = self.fontMetrics().height()
        scale = theme.px(100) / 100
        designed = LINE_HEIGHTS.get(round(self.font().pixelSize() / scale), 0)
        return max(designed * scale, natural)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), QFont(self.font()))
        across = (
            QStyle.visualAlignment(self.layoutDirection(), self.alignment()) & Qt.AlignmentFlag.AlignHorizontal_Mask
        )
        option = QTextOption(across | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a name keeps its own
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step, top = self._line_height(), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top))
            top += step
        layout.endLayout()
        return layout

    def _height(self, layout: QTextLayout) -> int:
        """A single line is as high as QLabel makes it, so that only paragraphs grow."""
        return self.fontMetrics().height() + round(max(layout.lineCount() - 1, 0) * self._line_height())

    def _paint_paragraph(self, painter: QPainter, room: QRect) -> None:
        layout = self._laid_out(room.width())
        spare = room.height() - self._height(layout)
        up_down = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        top = (
            0
            if up_down & Qt.AlignmentFlag.AlignTop
            else spare
            if up_down & Qt.AlignmentFlag.AlignBottom
            else spare // 2
        )
        layout.draw(painter, QPointF(room.left(), room.top() + max(top, 0)))

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        lines = self.text().split("\n")
        metrics = self.fontMetrics()
        shown = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width()) for line in lines]
        self._tell("" if shown == lines else self.text())
        flags = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(room, flags, "\n".join(shown))

    def _tell(self, tip: str) -> None:
        """Have the whole text in a tip while it is not all shown; a tip that someone else set stays."""
        shown = plain_tip(tip)
        if shown != self._tip and self.toolTip() in ("", self._tip):
            self.setToolTip(shown)
            self._tip = shown


class _HasTip(Protocol):
    def setToolTip(self, tip: str, /) -> None: ...


def set_tip(shown: _HasTip, text: str) -> None:
    """Give what is shown a tip that has its text letter for letter, whoever wrote it. Every tip is set here."""
    shown.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """Return text for a tip, which would follow markup in it, and load a picture that it names."""
    if not Qt.mightBeRichText(text):
        return text
    return Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def plain_label(text: str = "", role: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text letter for letter, whoever wrote it."""
    label = PlainLabel(text, parent)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def safe_text(text: str, longest: int = LONGEST) -> str:
    """Return text without control and direction characters, which could disguise it, cut to `longest` characters."""
    cleaned = "".join(char for char in text if char in "\n\t" or char.isprintable())
    return cleaned if len(cleaned) <= longest else cleaned[: longest - 1] + "…"


def without_mnemonic(text: str) -> str:
    """Return text for a button or a label with a buddy, which take "&" for a mark of a shortcut."""
    return text.replace("&", "&&")


def on_lines(words: str, count: int) -> str:
    """Break words into `count` lines at most, as even as they get."""
    parts = words.split()
    if count < 2 or len(parts) < 2:
        return words
    best = words
    for index in range(1, len(parts)):
        head, tail = " ".join(parts[:index]), on_lines(" ".join(parts[index:]), count - 1)
        broken = f"{head}\n{tail}"
        if max(map(len, broken.split("\n"))) < max(map(len, best.split("\n"))):
            best = broken
    return best
