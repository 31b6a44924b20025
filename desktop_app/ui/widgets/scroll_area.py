"""A view of something larger that keeps what has the focus in sight, and that assistive programs can't crash."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from PySide6.QtWidgets import QWidget as AnyWidget
from shiboken6 import isValid

CONTEXT = 50
"""Pixels that stay above and below what is scrolled into view: a field's label, and what is said of it."""


class QWidget(QScrollArea):
    """Scrolls what is too large, and to Qt's accessibility has the name of a plain widget.

    What gets the focus comes into view, and again when something is typed there; with a button of the mouse down
    nothing moves, nor when the person comes back from another window.

    Qt chooses what it tells assistive programs by a class's name. Up to 6.11 at least, what it has for scroll areas
    counts only the scroll bars in sight, and takes any number of a child for one that exists: a screen reader that
    asks for the bar which has just gone, because a page was changed or got shorter, ends the whole program. What it
    has for a QWidget counts all of them, always, and answers a wrong number with nothing.
    """

    def __init__(self, parent: AnyWidget | None = None) -> None:
        super().__init__(parent)
        self._focused: AnyWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # what appears together with the focus is laid out by then
        self._soon.timeout.connect(self._reveal)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, old: AnyWidget | None, now: AnyWidget | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = now if now is not None and now is not self and self.isAncestorOf(now) else None
        if self._focused is None:
            return
        self._focused.installEventFilter(self)
        if old is not None and not QGuiApplication.mouseButtons().value:
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._focused and isinstance(event, QKeyEvent) and event.text():
            self._soon.start()
        return super().eventFilter(watched, event)

    def _reveal(self) -> None:
        focused = self._focused
        if focused is not None and isValid(focused) and focused.height() <= self.viewport().height():
            self.ensureWidgetVisible(focused, 0, CONTEXT)


ScrollArea = QWidget
