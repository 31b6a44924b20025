"""An input for a secret: dots, unless the person asks to see it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import set_tip


class SecretField(QLineEdit):
    """Hidden at first, and again when it loses the focus. Ctrl+R shows and hides.

    While hidden, nothing can be copied or cut out of it: Qt's own rule for passwords.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = Qt.InputMethodHint
        self.setInputMethodHints(
            hint.ImhHiddenText | hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
        )
        self._reveal = QAction(self)
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._show)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._show(False)

    def set_revealed(self, shown: bool) -> None:
        self._reveal.setChecked(shown)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._reveal.setIcon(theme.icon("eye-off" if shown else "eye", "text2", 18))
        said = self.tr("Hide what is in this field") if shown else self.tr("Show what is in this field")
        self._reveal.setText(said)
        set_tip(self._reveal, self.tr("{what} (Ctrl+R)").format(what=said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._reveal.toggle()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.set_revealed(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.set_revealed(False)
