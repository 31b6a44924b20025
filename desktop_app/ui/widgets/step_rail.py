"""The steps of the wizard, one below the other, with where the person is and where they can go."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import set_tip

ROW = 52
TITLE, CAPTION = 20, 16
"""Heights of a step's lines; all heights are in pixels at 100 % text size."""
RADIUS = 12
CENTER = 20
"""Where the circles stand, from the side where lines begin."""
WORDS = 44
"""Where the words begin, from there too."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as shown. `kind` is current, done, upcoming or locked; `enabled`: it can be chosen now. `opens` says when
    that will be, if the step isn't open yet: in the tip, and to the ear."""

    title: str
    caption: str
    kind: str
    enabled: bool = False
    opens: str = ""


class _StepButton(QAbstractButton):
    """One step. The current one takes the focus but leads nowhere."""

    def __init__(self, index: int, rail: "StepRail") -> None:
        super().__init__(rail)
        self.index = index
        self.view = StepView("", "", "upcoming")
        self.before = ""
        self.after = ""
        self.setObjectName(f"step_{index + 1}")
        self.setProperty("ring_radius", 8)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_view(self, view: StepView, count: int, before: str, after: str) -> None:
        """Take on how the step is now; `before` and `after` are the neighbors' kinds, for the line between."""
        if (view, before, after) == (self.view, self.before, self.after):
            return  # an import tells of its progress in one of them, many times
        self.view, self.before, self.after = view, before, after
        self.setEnabled(view.enabled or view.kind == "current")
        self.setAccessibleName(view.title)
        said = [
            self.tr("Step {n} of {count}, {title}, {state}").format(
                n=self.index + 1, count=count, title=view.title, state=self._state(view.kind)
            ),
            view.caption or view.opens,
        ]
        self.setAccessibleDescription(". ".join(part for part in said if part))
        set_tip(self, view.caption or view.opens)
        self.update()

    def _state(self, kind: str) -> str:
        return {
            "current": self.tr("current"),
            "done": self.tr("done"),
            "locked": self.tr("locked"),
        }.get(kind, self.tr("upcoming"))

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(TITLE + CAPTION) + ROW - TITLE - CAPTION)

    def minimumSizeHint(self) -> QSize:
        """Where large text leaves little room, the captions go; they are in the tips too."""
        return QSize(WORDS, max(theme.px(TITLE) + 6, 2 * RADIUS + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rail = self.parentWidget()
        assert isinstance(rail, StepRail)
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in moves:
            rail.move_focus(self.index, moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            rail.move_focus(-1, 1)
        elif event.key() == Qt.Key.Key_End:
            rail.move_focus(rail.count(), -1)
        else:
            super().keyPressEvent(event)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = self.view.kind
        if kind == "current":
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        self._paint_line(painter)
        self._paint_circle(painter)
        self._paint_words(painter)

    def _paint_line(self, painter: QPainter) -> None:
        if self.view.kind == "current":
            return
        tint = theme.color("line2")
        tint.setAlphaF(0.55)
        painter.setPen(QPen(tint, 1))
        x, height = self._center() - 0.5, self.height()
        reach = height / 2 - RADIUS - 4
        if reach <= 0:
            return
        if self.before:
            painter.drawLine(QPointF(x, 0), QPointF(x, reach))
        if self.after:
            painter.drawLine(QPointF(x, height - reach), QPointF(x, height))

    def _center(self) -> int:
        return self.width() - CENTER if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else CENTER

    def _paint_circle(self, painter: QPainter) -> None:
        kind, center = self.view.kind, self._center()
        fill = {"done": "accentSoft", "current": "accent"}.get(kind, "rail")
        edge = {"done": "accentLine", "current": "accent"}.get(kind, "line2")
        pen = QPen(theme.color(edge), 1)
        if kind == "locked":
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(theme.color(fill))
        middle = self.height() // 2
        painter.drawEllipse(QPointF(center, middle), RADIUS - 0.5, RADIUS - 0.5)
        marks = {"done": ("check", "accentText", 14), "locked": ("lock", "text3", 12)}
        if kind in marks:
            name, token, size = marks[kind]
            theme.paint_icon(painter, name, token, QRect(center - size // 2, middle - size // 2, size, size))
            return
        painter.setFont(_font(self.font(), 12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("onAccent" if kind == "current" else "text2"))
        painter.drawText(
            QRectF(center - RADIUS, middle - RADIUS, 2 * RADIUS, 2 * RADIUS),
            Qt.AlignmentFlag.AlignCenter,
            str(self.index + 1),
        )

    def _paint_words(self, painter: QPainter) -> None:
        kind = self.view.kind
        room = self.width() - WORDS - 8
        height, title_height, caption_height = self.height(), theme.px(TITLE), theme.px(CAPTION)
        caption = self.view.caption if height >= title_height + caption_height else ""
        top = (height - title_height - (caption_height if caption else 0)) // 2
        weight = QFont.Weight.DemiBold if kind == "current" else QFont.Weight.Medium
        ink = {"current": "text", "done": "text", "locked": "text3"}.get(kind, "text2")
        lines = [
            (self.view.title, theme.px(14), weight, ink, top, title_height),
            (
                caption,
                theme.px(12),
                QFont.Weight.Normal,
                "text2" if self.isDown() else "text3",
                top + title_height,
                caption_height,
            ),
        ]
        for text, pixels, strength, token, upper, tall in lines:
            painter.setFont(_font(self.font(), pixels, strength))
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            where = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(WORDS, upper, room, tall))
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class StepRail(QWidget):
    """One stop of the Tab key; Up and Down go through the steps that can be chosen, Enter chooses."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_rail")
        self.setAccessibleName(self.tr("Steps"))
        self._buttons: list[_StepButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_steps(self, steps: list[StepView]) -> None:
        """Show the steps as they are now. The focus stays where it is."""
        while len(self._buttons) < len(steps):
            button = _StepButton(len(self._buttons), self)
            button.clicked.connect(lambda _=False, index=button.index: self._clicked(index))
            self._buttons.append(button)
            self._column.addWidget(button)
        while len(self._buttons) > len(steps):
            self._buttons.pop().deleteLater()
        for button, view in zip(self._buttons, steps, strict=True):
            before = steps[button.index - 1].kind if button.index else ""
            after = steps[button.index + 1].kind if button.index + 1 < len(steps) else ""
            button.show_view(view, len(steps), before, after)
        stop = next((button for button in self._buttons if button.view.kind == "current"), None)
        for button in self._buttons:
            is_stop = button is (stop or self._buttons[0])
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def count(self) -> int:
        return len(self._buttons)

    def button(self, index: int) -> QAbstractButton:
        """Return a step's button. Raises IndexError for a step that is none."""
        return self._buttons[index]

    def move_focus(self, index: int, by: int) -> None:
        """Focus the next step in a direction that can be focused."""
        index += by
        while 0 <= index < len(self._buttons):
            if self._buttons[index].isEnabled():
                self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)
                return
            index += by

    def _clicked(self, index: int) -> None:
        if self._buttons[index].view.enabled:
            self.step_chosen.emit(index)


def _font(base: QFont, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
