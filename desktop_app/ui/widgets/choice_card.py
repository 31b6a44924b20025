"""One of a few large choices: a card with an icon, a title, a description, and a radio dot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.text_block import TextBlock

PAD = 16
TILE = 40
DOT = 18
LINE = 20
FACT = 28
"""A line of text, and a fact of one line with what parts it from the next. Facts that need more lines take more."""

BESIDE = 24
"""What the icon of a fact takes beside its text."""

NARROWEST = 100
"""Where the text of a short card would get narrower, in pixels at 100 % text size, it stands where the icon was."""


class ChoiceCard(QAbstractButton):
    """Checkable; put several in a QButtonGroup, and the arrow keys choose among them.

    With `facts` (icon, text) it is a tall card: the icon on top, and the facts in a list below the description.
    A `badge` is a word in a pill, such as "Recommended"; only tall cards have room for it, narrow ones instead of the
    icon.
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        icon: str = "",
        *,
        facts: Sequence[tuple[str, str]] = (),
        badge: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._facts = [(icon, TextBlock(said, pixels=13, line_height=LINE)) for icon, said in facts]
        self._badge = badge
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", 10)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_texts(title, text)

    def set_texts(self, title: str, text: str) -> None:
        """Say something else."""
        self._title = TextBlock(title, pixels=15, line_height=LINE, weight=QFont.Weight.DemiBold)
        self._text = TextBlock(text, pixels=13, line_height=LINE)
        self._name()

    def set_badge(self, badge: str) -> None:
        """Show a word in a pill; an empty one takes it away."""
        if badge != self._badge:
            self._badge = badge
            self._name()

    def badge(self) -> str:
        return self._badge

    def title(self) -> str:
        return self._title.text

    def _name(self) -> None:
        self.setAccessibleName(self._title.text)
        said = [self._badge, self._text.text, *(fact.text for _, fact in self._facts)]
        self.setAccessibleDescription(" ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    # --- size

    def _text_width(self, width: int) -> int:
        if self._facts:
            return width - 2 * PAD
        return width - self._text_left(width) - PAD - DOT - PAD

    def _text_left(self, width: int) -> int:
        """Where the text of a short card begins. Where there is little room, it takes that of the icon."""
        beside = PAD + TILE + PAD
        return beside if self._has_tile(width) else PAD

    def _has_tile(self, width: int) -> bool:
        if self._facts:
            beside = PAD + TILE + 8 + self._badge_width() if self._badge else 0
            return bool(self._icon) and beside <= self._badge_end(width)
        return bool(self._icon) and width - (PAD + TILE + PAD) - (PAD + DOT + PAD) >= theme.px(NARROWEST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._text_width(width)
        said = self._title.height(self.font(), room) + self._text.height(self.font(), room) + 5
        if self._facts:
            return PAD + TILE + 12 + said + 24 + sum(self._fact_height(fact, room) for _, fact in self._facts) + 6
        return max(2 * PAD + said, 2 * PAD + TILE)

    def _fact_height(self, fact: TextBlock, room: int) -> int:
        return theme.px(FACT) + max(fact.height(self.font(), room - BESIDE) - theme.px(LINE), 0)

    def sizeHint(self) -> QSize:
        width = 240 if self._facts else 372
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 200 if self._facts else 220
        return QSize(width, 2 * PAD + TILE)

    # --- painting

    def _visual(self, x: int, y: int, width: int, height: int) -> QRect:
        """Return a place that was measured from the left, at the side where lines begin."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, y, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, live = self.isChecked(), self.isEnabled()
        border = 2 if on else 1
        painter.setPen(QPen(theme.color(("accent" if on else "line2") if live else "line"), border))
        painter.setBrush(theme.color(self._fill()))
        inset = border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10, 10)
        room = self._text_width(self.width())
        left = self._visual(PAD if self._facts else self._text_left(self.width()), 0, room, 0).left()
        if self._has_tile(self.width()):
            self._paint_tile(painter, on)
        self._paint_dot(painter, on, live)
        painter.setFont(self.font())
        top = PAD + TILE + 12 if self._facts else PAD
        top += self._title.paint(painter, left, top, room, theme.color("text" if live else "disabledText")) + 5
        top += self._text.paint(painter, left, top, room, theme.color("text2" if live else "disabledText"))
        if self._facts:
            self._paint_facts(painter, top + 11, on, live)
            self._paint_badge(painter)

    def _fill(self) -> str:
        if self.isChecked():
            return "accentSoft"
        if not self.isEnabled():
            return "card"
        if self.isDown():
            return "pressed"
        return "hover" if self.underMouse() else "card"

    def _paint_tile(self, painter: QPainter, on: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("card" if on else "subtle"))
        tile = self._visual(PAD, PAD, TILE, TILE)
        painter.drawRoundedRect(QRectF(tile), 8, 8)
        token = ("accentText" if on else "text2") if self.isEnabled() else "disabledText"
        theme.paint_icon(painter, self._icon, token, tile.adjusted(8, 8, -8, -8))

    def _dot_rect(self) -> QRectF:
        top = PAD + (TILE - DOT) // 2 if self._facts else PAD + 1
        return QRectF(self._visual(self.width() - PAD - DOT, top, DOT, DOT))

    def _paint_dot(self, painter: QPainter, on: bool, live: bool) -> None:
        rect = self._dot_rect()
        painter.setPen(QPen(theme.color(("accent" if on else "line2") if live else "line"), 1.5 if on else 1))
        painter.setBrush(theme.color("card"))
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if live else "disabledText"))
            painter.drawEllipse(rect.adjusted(4, 4, -4, -4))

    def _paint_facts(self, painter: QPainter, top: int, on: bool, live: bool) -> None:
        painter.fillRect(PAD, top, self.width() - 2 * PAD, 1, theme.color("accentLine" if on else "line"))
        ink = "text2" if live else "disabledText"
        y, tall, room = top + 9, theme.px(FACT), self._text_width(self.width())
        left = self._visual(PAD + BESIDE, 0, room - BESIDE, 0).left()
        for icon, fact in self._facts:
            token = ("accentText" if on else "text2") if live else ink
            theme.paint_icon(painter, icon, token, self._visual(PAD, y + tall // 2 - 8, 16, 16))
            fact.paint(painter, left, y + (tall - theme.px(LINE)) // 2, room - BESIDE, theme.color(ink))
            y += self._fact_height(fact, room)

    def _badge_font(self) -> QFont:
        return TextBlock(self._badge, pixels=12, line_height=16, weight=QFont.Weight.Medium).font(self.font())

    def _badge_width(self) -> int:
        return QFontMetrics(self._badge_font()).horizontalAdvance(self._badge) + 9 + 14 + 5 + 9

    def _badge_end(self, width: int) -> int:
        return width - PAD - DOT - 12

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._badge:
            return
        painter.setFont(self._badge_font())
        right = self._badge_end(self.width())
        left = max(right - self._badge_width(), PAD)
        tall = min(theme.px(24), TILE)
        top = PAD + (TILE - tall) // 2
        rect = QRectF(self._visual(left, top, right - left, tall)).adjusted(0.5, 0.5, -0.5, -0.5)
        live = self.isEnabled()
        painter.setPen(QPen(theme.color("accentLine" if live else "line"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(rect, tall / 2, tall / 2)
        ink = "accentText" if live else "disabledText"
        theme.paint_icon(painter, "check", ink, self._visual(left + 9, top + (tall - 14) // 2, 14, 14))
        painter.setPen(theme.color(ink))
        where = self._visual(left + 28, top, right - left - 32, tall)
        shown = painter.fontMetrics().elidedText(self._badge, Qt.TextElideMode.ElideRight, where.width() + 1)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
