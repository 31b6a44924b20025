"""The bar at the foot of the window: Back, a line of status, and what to do next."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.busy_button import BusyButton
from desktop_app.ui.widgets.focus_reasons import NOT_MOVED
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.measures import MARGIN, MEASURE, NARROW_MARGIN
from desktop_app.ui.widgets.plain import on_lines, set_tip, without_mnemonic
from desktop_app.ui.widgets.status_line import LINES as STATUS_LINES
from desktop_app.ui.widgets.status_line import StatusLine

HEIGHT = 72
GAP = 12
PAD = 12
"""Before the words of Back, which has no border, and so before what stands above them; and above that."""

LINES = 3
"""A button has its words on so many lines at most."""


class ActionBar(QFrame):
    """Back is switched off, not hidden, so that nothing jumps. One primary button, at most one secondary.

    Where there is little room, the status gives way first; then Back becomes its arrow, then the words of the primary
    and of the secondary button go on more lines, then the secondary becomes its icon. Only then are words cut: whole
    they stay in tips and for screen readers. Why the primary button is off is never given up: where it doesn't fit
    beside the buttons it stands above them, and the bar grows.

    `approached` tells that the pointer or the focus came to the primary button, so that it may be pressed soon.
    """

    approached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_bar")
        self.back_button = QPushButton(theme.icon("arrow-left", "text2", 18), "")
        self.back_button.setObjectName("back")
        self.back_button.setProperty("kind", "quiet")
        self.secondary_button = QPushButton()
        self.secondary_button.setObjectName("secondary")
        self.primary_button = BusyButton()
        self.primary_button.setObjectName("primary")
        self.primary_button.setProperty("kind", "primary")
        self.primary_button.installEventFilter(self)
        self._words = {self.back_button: self.tr("Back"), self.secondary_button: "", self.primary_button: ""}
        self._tips = dict.fromkeys(self._words, "")
        self._whole = False
        self._said: dict[str, tuple[object, ...]] = {}
        for button, words in self._words.items():
            button.setProperty("extent", "large")
            button.setText(words)
            button.setAccessibleName(words)
        self._icon = IconLabel("", "text3", 16)
        self._status = StatusLine()
        self._status.setProperty("role", "status")
        self._status.setObjectName("status")
        self._inner = QWidget()
        self._inner.setMaximumWidth(MEASURE + GAP)
        self._state = QWidget()
        state = QHBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.setSpacing(8)
        state.addWidget(self._icon)
        state.addWidget(self._status, 1)
        below = QWidget()  # a layout alone would be no higher than its buttons, and they at its foot
        self._row = QHBoxLayout(below)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.back_button)
        self._row.addWidget(self._state, 1)
        self._row.addStretch()
        self._row.addWidget(self.secondary_button)
        self._row.addWidget(self.primary_button)
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(below, 1)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(0)
        # the words follow from the room there is, never the other way around
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self._inner, 1)
        self._outer.addStretch()
        self._fit(self.width())
        self.set_secondary(None)
        self.set_status("", "")

    def set_primary(self, text: str, *, enabled: bool = True, reason: str = "", busy: bool = False) -> None:
        """Name the next thing to do. `reason` says why it can't be done while it is off."""
        if not self._changes("primary", text, enabled, reason, busy):
            return
        button = self.primary_button
        button.set_busy(busy)
        button.setEnabled(enabled)
        why = "" if enabled or busy else reason
        button.setAccessibleDescription(why)
        self._say(button, text, why)

    def set_secondary(self, text: str | None, *, icon: str = "", enabled: bool = True) -> None:
        """Offer a second thing to do; None offers none."""
        if not self._changes("secondary", text, icon, enabled):
            return
        button = self.secondary_button
        button.setVisible(text is not None)
        button.setIcon(theme.icon(icon, "text", 18) if icon else QIcon())
        button.setEnabled(enabled and text is not None)
        self._say(button, text or "")

    def set_status(self, icon: str, text: str, *, whole: bool = False) -> None:
        """Show a line of status with an icon; an empty text shows neither. One that says why the primary button is off
        is shown `whole`."""
        if not self._changes("status", icon, text, whole):
            return
        self._whole = whole and bool(text)
        self._icon.show_icon(icon)
        self._status.setText(text)
        self._fit(self.width())

    def status(self) -> str:
        return self._status.text()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit(self.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        comes = event.type() == QEvent.Type.Enter or (
            # that the window is in front again says nothing
            isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() not in NOT_MOVED
        )
        if comes and watched is self.primary_button and self.primary_button.isEnabled():
            self.approached.emit()
        return super().eventFilter(watched, event)

    def _changes(self, part: str, *said: object) -> bool:
        """Note what a part shows. Returns False where it shows that already: to make the bar fit takes long, and the
        window asks for it with every change."""
        if self._said.get(part) == said:
            return False
        self._said[part] = said
        return True

    # --- making it fit

    def _say(self, button: QPushButton, words: str, tip: str = "") -> None:
        self._words[button] = words
        self._tips[button] = tip
        button.setAccessibleName(words)
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        """Keep the page's margins, which shrink in a narrow window, and find the buttons room for their words."""
        side = MARGIN if width >= MEASURE else NARROW_MARGIN
        left = max(side - 12, 0)
        self._outer.setContentsMargins(left, 0, side, 0)
        room = whole_room = min(width - left - side, self._inner.maximumWidth())
        buttons = [button for button in self._words if not button.isHidden()]
        # the empty row of the status keeps its gap
        room -= GAP * len(buttons) + 4
        for shown in self._ways():
            for button in buttons:
                _show(button, shown[button])
            if sum(_width(button) for button in buttons) <= room:
                break
            self.primary_button.setMinimumWidth(0)  # that a busy one keeps its width is a luxury
        else:
            self._cut(room)
        for button in buttons:
            whole = " ".join(button.text().split()) == " ".join(without_mnemonic(self._words[button]).split())
            set_tip(button, self._tips[button] or ("" if whole else self._words[button]))
        has_icon = bool(self._icon.icon_name() and self._status.text())
        icon = self._icon.width() + 8 if has_icon else 0
        left_over = room - sum(_width(button) for button in buttons) - icon
        silent = left_over < self._status.least_width()
        above = self._whole and (silent or self._status.lines_at(left_over) > STATUS_LINES)
        self._icon.setVisible(has_icon and (above or not silent))
        self._status.set_silent(silent and not above)
        lines = min(self._status.lines_at(whole_room - PAD - icon), STATUS_LINES) if above else 0
        self._place_status(lines * self._status.fontMetrics().lineSpacing())

    def _place_status(self, tall: int) -> None:
        """Have the status beside the buttons, or above them where it takes so many pixels."""
        over = theme.px(PAD) if tall else 0
        if tall and self._row.indexOf(self._state) >= 0:
            self._lines.insertWidget(0, self._state)
        elif not tall and self._row.indexOf(self._state) < 0:
            self._row.insertWidget(1, self._state, 1)
        self._state.setContentsMargins(PAD if tall else 4, over, 0, 0)
        self._state.setMinimumHeight(over + tall)
        self.setFixedHeight(theme.px(HEIGHT) + over + tall)

    def _ways(self) -> Iterator[dict[QPushButton, str]]:
        """Yield what each button could say, the best first."""
        back, secondary, primary = self.back_button, self.secondary_button, self.primary_button
        shown = {button: without_mnemonic(words) for button, words in self._words.items()}
        yield dict(shown)
        shown[back] = ""
        yield dict(shown)
        for lines in range(2, LINES + 1):
            for button in (primary, secondary):
                shown[button] = on_lines(without_mnemonic(self._words[button]), lines)
                yield dict(shown)
        if not secondary.icon().isNull():
            shown[secondary] = ""
            yield dict(shown)

    def _cut(self, room: int) -> None:
        """Cut the words of what is the widest still, line by line."""
        primary, secondary = self.primary_button, self.secondary_button
        least = theme.px(64)
        for button, other in ((secondary, primary), (primary, secondary)):
            if button.isHidden() or not button.text():
                continue
            taken = _width(self.back_button) + (0 if other.isHidden() else _width(other))
            padding = _width(button) - _widest_line(button)
            most = max(room - taken, least) - padding
            metrics = button.fontMetrics()
            cut = [
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, most, Qt.TextFlag.TextShowMnemonic.value)
                for line in button.text().split("\n")
            ]
            button.setText("\n".join(cut))


def _show(button: QPushButton, words: str) -> None:
    if button.text() == words:
        return
    restyle = not button.text() or not words  # an icon alone has its own size in the style sheet
    button.setText(words)
    if restyle:
        button.style().unpolish(button)
        button.style().polish(button)


def _width(button: QPushButton) -> int:
    return max(button.sizeHint().width(), button.minimumWidth())


def _widest_line(button: QPushButton) -> int:
    flag = Qt.TextFlag.TextShowMnemonic.value
    return max(button.fontMetrics().size(flag, line).width() for line in button.text().split("\n"))
