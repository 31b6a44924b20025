"""A heading that shows or hides what is below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.widgets.card import Divider
from desktop_app.ui.widgets.opening_button import OpeningButton
from desktop_app.ui.widgets.plain import without_mnemonic
from desktop_app.ui.widgets.scroll_area import show_what_opened


class Expander(QFrame):
    """Closed at first. `toggled` tells whether it is open now."""

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.button = OpeningButton(closed="chevron-right")
        self.button.setObjectName("expander_button")
        self.button.setProperty("kind", "expander")
        self.button.setProperty("ring_radius", 9)
        self.button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._line = Divider()
        self._line.setVisible(False)
        self._holder = QWidget()
        self._holder.setVisible(False)
        self._inner = QVBoxLayout(self._holder)
        self._inner.setContentsMargins(16, 12, 16, 12)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.button)
        self._layout.addWidget(self._line)
        self._layout.addWidget(self._holder)
        self._content: QWidget | None = None
        self.setFocusProxy(self.button)
        self.set_title(title)
        self.button.opened.connect(self._show)
        # what opens by itself leaves the page where it is
        self.button.clicked.connect(self._come_into_view)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.button.setText(without_mnemonic(title))
        self.button.setAccessibleName(title)

    def set_content(self, widget: QWidget) -> None:
        """Put `widget` below the heading, in the place of what was there."""
        if self._content is not None:
            self._inner.removeWidget(self._content)
            self._content.deleteLater()
        self._content = widget
        self._inner.addWidget(widget)

    def set_open(self, is_open: bool) -> None:
        self.button.set_open(is_open)

    def is_open(self) -> bool:
        return self.button.is_open()

    def _come_into_view(self) -> None:
        if self.is_open():
            show_what_opened(self)

    def _show(self, is_open: bool) -> None:
        self._holder.setVisible(is_open)
        self._line.setVisible(is_open)
        self.toggled.emit(is_open)
