"""A small pill that names a state: an icon and a word, never the color alone."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label

TOKENS = {"neutral": "text2", "ok": "okText", "warn": "warnText", "bad": "badText", "accent": "accentText"}


WIDEST = 280
"""In pixels at 100 % text size: a chip is a word or two, and words from elsewhere end in dots."""


class Chip(QFrame):
    """Kinds: neutral, ok, warn, bad, accent. Raises KeyError for another. One that `wraps` has more lines where it gets
    less room than its words need."""

    def __init__(
        self, kind: str, text: str, icon: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "chip")
        height = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Maximum, height)
        self.setMaximumWidth(theme.px(WIDEST))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(5)
        self._icon = IconLabel("", "text2", 14)
        self._label = plain_label(wrap=wraps)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self.show_as(kind, text, icon)

    def show_as(self, kind: str, text: str, icon: str = "") -> None:
        """Show another state."""
        self._icon.show_icon(icon, TOKENS[kind])
        self._icon.setVisible(bool(icon))
        self._label.setText(text)
        theme.set_state(self, "kind", kind)

    def text(self) -> str:
        return self._label.text()

    def kind(self) -> str:
        return str(self.property("kind"))
