"""A line that follows what is being typed, such as what a time is elsewhere."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label

PAUSE = 600
"""How long typing rests before the line is read out, in milliseconds."""

ASIDE = 240
"""Widest remark at the right, in pixels at 100 % text size."""

KINDS = {
    "info": ("globe", "text2"),
    "ok": ("check", "okText"),
    "warn": ("alert", "warnText"),
    "bad": ("error", "badText"),
}


class LiveLine(QFrame):
    """Kinds: info, ok, warn, bad. The words are read out after a pause, not at each key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "subtle")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        self._icon = IconLabel("globe", "text2", 16)
        self._text = plain_label(role="small")
        self._aside = plain_label(role="small", wrap=False)
        self._aside.setMaximumWidth(theme.px(ASIDE))
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._aside)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE)
        self._rest.timeout.connect(lambda: announce(self, self.text()))
        self.set_line("info", "")

    def set_line(self, kind: str, text: str, aside: str = "") -> None:
        """Show other words. Raises KeyError for a kind that is none."""
        name, token = KINDS[kind]
        changed = text != self.text()
        self._icon.show_icon(name, token)
        self._text.setText(text)
        theme.set_state(self._text, "role", "small" if kind == "info" else kind)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        if changed and text:
            self._rest.start()

    def text(self) -> str:
        return self._text.text()

    def aside(self) -> str:
        return self._aside.text()
