"""A view of something larger that keeps what has the focus in sight, and that assistive programs can't crash."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea
from PySide6.QtWidgets import QWidget as AnyWidget
from shiboken6 import isValid

CONTEXT = 50
"""Pixels that stay above and below what is scrolled into view: a field's label, and what is said of it."""


class QWidget(QScrollArea):
    """Scrolls what is too large, and to Qt's accessibility has the name of a plain widget.

    What gets the focus comes into view, and again when something is typed there; with a button of the mouse down
    nothing moves, nor when the person comes back from another window. What has come into view stays there,
    whatever grows above it, until the person scrolls or goes elsewhere.

    Qt chooses what it tells assistive programs by a class's name. Up to 6.11 at least, what it has for scroll areas
    counts only the scroll bars in sight, and takes any number of a child for one that exists: a screen reader that
    asks for the bar which has just gone, because a page was changed or got shorter, ends the whole program. What it
    has for a QWidget counts all of them, always, and answers a wrong number with nothing.
    """

    def __init__(self, parent: AnyWidget | None = None) -> None:
        super().__init__(parent)
        self._focused: AnyWidget | None = None
        self._wanted: AnyWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # what appears together with the focus is laid out by then
        self._soon.timeout.connect(self._reveal)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._keep)
        bar.actionTriggered.connect(self._let_go)  # by the person: what the program scrolls sets the value
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def bring_into_view(self, widget: AnyWidget) -> None:
        """Scroll to a widget inside, which may be new there. What is higher than the view begins with it."""
        self._wanted = widget
        self._reveal()
        self._soon.start()

    def ensureVisible(self, x: int, y: int, xmargin: int = CONTEXT, ymargin: int = CONTEXT) -> None:
        """Scroll to a point inside. Who asks for it knows better what is to be seen than what came into view before."""
        self._let_go()
        super().ensureVisible(x, y, xmargin, ymargin)

    def to_the_top(self) -> None:
        """Show the beginning."""
        self._let_go()
        self.verticalScrollBar().setValue(0)

    def _focus_changed(self, old: AnyWidget | None, now: AnyWidget | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = now if now is not None and now is not self and self.isAncestorOf(now) else None
        if self._wanted is not self._focused:
            self._let_go()
        if self._focused is None:
            return
        self._focused.installEventFilter(self)
        if old is not None and not QGuiApplication.mouseButtons().value:
            self._go_to_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._focused and isinstance(event, QKeyEvent) and event.text():
            self._go_to_focus()
        return super().eventFilter(watched, event)

    def _go_to_focus(self) -> None:
        self._wanted = self._focused
        self._soon.start()

    def _let_go(self) -> None:
        self._wanted = None
        self._soon.stop()

    def _keep(self) -> None:
        """Something grew or shrank, perhaps above what came into view. What scrolls by itself may be elsewhere now."""
        if not isinstance(self._wanted, QAbstractScrollArea):
            self._soon.start()

    def _reveal(self) -> None:
        wanted = self._wanted
        if wanted is None or not isValid(wanted) or not wanted.isVisibleTo(self):
            return
        if wanted.height() <= self.viewport().height():
            self.ensureWidgetVisible(wanted, 0, CONTEXT)
        elif wanted is not self._focused:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + wanted.mapTo(self.viewport(), QPoint()).y() - CONTEXT)


ScrollArea = QWidget


def show_what_opened(widget: AnyWidget) -> None:
    """Have the view around a widget bring it into sight: somebody has just opened it, below what was seen."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, ScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.bring_into_view(widget)
