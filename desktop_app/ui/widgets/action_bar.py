"""The bar at the foot of the window: Back, a line of status, and what to do next."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStyle, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, without_mnemonic

MEASURE = 760
MARGIN = 64
NARROW_MARGIN = 24
TURN = 80
"""Milliseconds between two pictures of the spinner."""


class _BusyButton(QPushButton):
    """The primary button. While busy it keeps at least its width and turns a spinner, unless no motion is wanted."""

    def __init__(self) -> None:
        super().__init__()
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

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        if self.isVisible():
            self.update(16, 0, 24, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_busy():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("onAccent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(QRectF(20, self.height() / 2 - 7, 14, 14), -self._angle * 16, 270 * 16)


class ActionBar(QFrame):
    """Back is switched off, not hidden, so that nothing jumps. One primary button, at most one secondary."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_bar")
        self.setFixedHeight(72)
        self.back_button = QPushButton(theme.icon("arrow-left", "text2", 18), self.tr("Back"))
        self.back_button.setObjectName("back")
        self.back_button.setProperty("kind", "quiet")
        self.secondary_button = QPushButton()
        self.secondary_button.setObjectName("secondary")
        self.primary_button = _BusyButton()
        self.primary_button.setObjectName("primary")
        self.primary_button.setProperty("kind", "primary")
        for button in (self.back_button, self.secondary_button, self.primary_button):
            button.setProperty("extent", "large")
            button.setIconSize(QSize(18, 18))
        self._icon = IconLabel("", "text3", 16)
        self._status = plain_label(role="status")
        self._status.setObjectName("status")
        inner = QWidget()
        inner.setMaximumWidth(MEASURE + 12)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.back_button)
        state = QHBoxLayout()
        state.setContentsMargins(4, 0, 0, 0)
        state.setSpacing(8)
        state.addWidget(self._icon)
        state.addWidget(self._status, 1)
        row.addLayout(state, 1)
        row.addWidget(self.secondary_button)
        row.addWidget(self.primary_button)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(inner, 1)
        self._outer.addStretch()
        self._fit(self.width())
        self.set_secondary(None)
        self.set_status("", "")

    def set_primary(self, text: str, *, enabled: bool = True, reason: str = "", busy: bool = False) -> None:
        """Name the next thing to do. `reason` says why it can't be done while it is off."""
        button = self.primary_button
        button.set_busy(busy)
        button.setText(without_mnemonic(text))
        button.setAccessibleName(text)
        button.setEnabled(enabled)
        why = "" if enabled or busy else reason
        button.setToolTip(why)
        button.setAccessibleDescription(why)

    def set_secondary(self, text: str | None, *, icon: str = "", enabled: bool = True) -> None:
        """Offer a second thing to do; None offers none."""
        button = self.secondary_button
        button.setVisible(text is not None)
        button.setText(without_mnemonic(text or ""))
        button.setAccessibleName(text or "")
        button.setIcon(theme.icon(icon, "text", 18) if icon else QIcon())
        button.setEnabled(enabled and text is not None)

    def set_status(self, icon: str, text: str) -> None:
        """Show a line of status with an icon; an empty text shows neither."""
        self._icon.show_icon(icon)
        self._icon.setVisible(bool(icon and text))
        self._status.setText(text)

    def status(self) -> str:
        return self._status.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _fit(self, width: int) -> None:
        """Keep the page's margins, which shrink in a narrow window."""
        side = MARGIN if width >= MEASURE else NARROW_MARGIN
        left = max(side - 12, 0)
        self._outer.setContentsMargins(left, 0, side, 0)
