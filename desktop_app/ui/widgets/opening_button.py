"""A button that shows or hides what belongs to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import without_mnemonic


class OpeningButton(QPushButton):
    """Closed at first; `opened` tells whether it is open now. `closed` is its icon while it is closed, which stands
    `behind` the words if wanted.

    It isn't checkable: to assistive technology that would be a check box. Whether it is open is its description, as
    Qt's buttons have no such state, and an interface written in Python couldn't be pressed.
    """

    opened = Signal(bool)

    def __init__(self, text: str = "", *, closed: str = "chevron-down", behind: bool = False) -> None:
        super().__init__(without_mnemonic(text))
        self.setAccessibleName(text)
        self.setProperty("kind", "link")
        self._closed, self._behind, self._token = closed, behind, "accentText"
        self._is_open = False
        if behind:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(lambda: self.set_open(not self._is_open))
        self._show()

    def is_open(self) -> bool:
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        if is_open != self._is_open:
            self._is_open = is_open
            self._show()
            self.opened.emit(is_open)

    def set_color(self, token: str) -> None:
        """Give the icon the color of a token."""
        self._token = token
        self._show()

    def _show(self) -> None:
        name = "chevron-up" if self._is_open else self._closed
        self.setIcon(theme.icon(name, self._token, 16, behind=self._behind))
        self.setAccessibleDescription(self.tr("Expanded") if self._is_open else self.tr("Collapsed"))
