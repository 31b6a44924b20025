"""Takes a new style sheet to the widgets: each of them once, what is in sight first, the rest in later turns.

Left to itself, `QApplication.setStyleSheet` polishes each widget once for each of its ancestors, in one turn: seconds
for all the pages. It starts from the widgets that the style remembers, so it visits none after `QStyle.unpolish` of the
application, which makes the style forget them all.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import createdByPython, isValid

PART = 40
"""Widgets out of sight that are restyled in one turn of the event loop."""

PAUSE = 5
"""Milliseconds until the next part, in which the window answers."""


class Restyler(QObject):
    """Sets the application's style sheet. Every window follows at once, whether it is open or not.

    What is hidden inside an open one, as other pages are, waits for a later turn, or for the moment in which it is
    shown. Until then its words have the colors from before.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # made in Python, all of them: only there the binding tells when a widget is gone
        self._waiting: list[QWidget] = []
        self._watched: list[QWidget] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._next_part)

    def set_style_sheet(self, app: QApplication, sheet: str) -> None:
        """Set a style sheet for all widgets there are, and those to come."""
        self._end()
        if not app.styleSheet():
            # the first one makes Qt take another style, and that one visits each widget once
            app.setStyleSheet(sheet)
            return
        style = app.style()
        style.unpolish(app)
        style.polish(app)
        app.setStyleSheet(sheet)
        for window in app.topLevelWidgets():
            self._restyle(window)
        if self._waiting:
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._restyle_what_is_shown()
        return False

    def _restyle(self, widget: QWidget) -> int:
        """Restyle a widget and what is in sight below it, windows apart. Return how many that were; the others wait."""
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # the others will be, when they are shown
            widget.style().polish(widget)
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        count = 1
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isWindow():
                continue
            if _can_wait(child):
                self._waiting.append(child)
                self._watch(child)
            else:
                count += self._restyle(child)
        return count

    def _next_part(self) -> None:
        count = 0
        while self._waiting and count < PART:
            widget = self._waiting.pop()
            if isValid(widget):
                count += self._restyle(widget)
        if self._waiting:
            self._soon.start()
        else:
            self._end()

    def _restyle_what_is_shown(self) -> None:
        waiting = [widget for widget in self._waiting if isValid(widget)]
        self._waiting = [widget for widget in waiting if not widget.isVisible()]
        for widget in self._waiting:
            self._watch(widget)
        for widget in waiting:
            if widget.isVisible():
                self._restyle(widget)

    def _watch(self, widget: QWidget) -> None:
        """Learn when a widget is shown. One whose parent is hidden too comes with its parent."""
        parent = widget.parentWidget()
        if parent is None or parent.isVisible():
            widget.installEventFilter(self)
            self._watched.append(widget)

    def _end(self) -> None:
        self._soon.stop()
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._waiting.clear()


def _can_wait(widget: QWidget) -> bool:
    return not widget.isVisible() and widget.window().isVisible() and createdByPython(widget)
