"""Buttons of which one is chosen, and none before a person chooses."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ChoiceGroup(QButtonGroup):
    """An arrow key chooses what it leads to, also where nothing was chosen: Qt only moves the focus then, and Tab goes
    past the question."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_arrow = False

    def addButton(self, button: QAbstractButton, id: int = -1) -> None:
        super().addButton(button, id)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent):
            self._by_arrow = kind == QEvent.Type.KeyPress and event.key() in _ARROWS
        elif kind == QEvent.Type.FocusIn and self._by_arrow and self.checkedButton() is None:
            assert isinstance(watched, QAbstractButton)
            watched.click()
        return super().eventFilter(watched, event)
