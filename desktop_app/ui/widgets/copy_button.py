"""A button that copies a text and says so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.plain import without_mnemonic

SAID_FOR = 2000
"""How long the button says "Copied", in milliseconds."""


class CopyButton(QPushButton):
    """Copies what `source` returns at that moment. Its width stays while its words change.

    The icon has the color of the words of its `kind`, or of the token in the dynamic property `tint`.
    """

    def __init__(self, label: str, source: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._source = label, source
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(SAID_FOR)
        self._back.timeout.connect(self._rest)
        self.clicked.connect(self._copy)
        self.setProperty("extent", "small")
        self._rest()

    def _token(self) -> str:
        tint = self.property("tint")
        if tint:
            return str(tint)
        return "accentText" if self.property("kind") == "link" else "text2"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._source())
        said = self.tr("Copied")
        self.setMinimumWidth(self.width())
        self.setText(said)
        self.setIcon(theme.icon("check", self._token(), 16))
        announce(self, said)
        self._back.start()

    def _rest(self) -> None:
        self.setText(without_mnemonic(self._label))
        self.setAccessibleName(self._label)
        self.setIcon(theme.icon("copy", self._token(), 16))
        self.setMinimumWidth(0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DynamicPropertyChange and not self._back.isActive():
            self.setIcon(theme.icon("copy", self._token(), 16))
        return super().event(event)
