"""Buttons of which one is chosen, and none before a person chooses."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

_ONWARD: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_SIDEWAYS = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class ChoiceGroup(QButtonGroup):
    """An arrow key chooses the next button or the one before, around the end, wherever they stand. Qt goes by where
    they are seen, so Down leads nowhere beside one another; and where nothing is chosen it only moves the focus."""

    def addButton(self, button: QAbstractButton, id: int = -1) -> None:
        super().addButton(button, id)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QAbstractButton)
        ):
            key = event.key()
            if key in _ONWARD and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                mirrored = key in _SIDEWAYS and watched.layoutDirection() == Qt.LayoutDirection.RightToLeft
                self._choose_from(watched, -_ONWARD[key] if mirrored else _ONWARD[key])
                return True
        return super().eventFilter(watched, event)

    def _choose_from(self, button: QAbstractButton, by: int) -> None:
        offered = [each for each in self.buttons() if each is button or (each.isEnabled() and not each.isHidden())]
        chosen = offered[(offered.index(button) + by) % len(offered)]
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        if not chosen.isChecked():
            chosen.click()
