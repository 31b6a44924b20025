"""The wizard engine: which page is shown, and when it may be left.

A QWizard that draws nothing of its own: the window's rail and action bar are its face. It holds the pages and their
history; the order comes from `journey.steps`. Next may take time: the page starts its work, and the wizard moves on
when the page says `completed`.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QWidget, QWizard

from desktop_app.journey import steps
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.page import Page


class FoyerWizard(QWizard):
    """Walks through the pages, each made by `make` when it is first asked for.

    `shown` tells that a step came to stay, once a move, however many pages it passed; `changed` comes from any page.
    `moving` says that it is passing pages now.
    """

    shown = Signal(int)
    changed = Signal()

    def __init__(self, make: Callable[[Step], Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard")
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.setOption(QWizard.WizardOption.IndependentPages)
        self.setButtonLayout([])
        self.moving = False
        self._make = make
        self._pages: dict[Step, Page] = {}
        self._making: dict[Step, Iterator[None]] = {}
        self.page_at(Step.CONNECT)
        self.setStartId(Step.CONNECT.value)
        self.restart()
        self._strip()

    def page_at(self, step: Step) -> Page:
        """Return a step's page, which is made now if nobody asked for it before."""
        for _ in self.making(step):
            pass
        return self._pages[step]

    def making(self, step: Step) -> Iterator[None]:
        """Make a step's page, if there is none, a part at a time. Several callers may share in one page."""
        while step not in self._pages:
            if step not in self._making:
                self._making[step] = self._parts(step)
            next(self._making[step], None)
            yield

    def _parts(self, step: Step) -> Iterator[None]:
        try:
            page = self._make(step)
            yield
            # while there is little in it: adding it styles all that is inside anew
            self.setPage(step.value, page)
            yield
            yield from page.parts()
            page.changed.connect(self.changed)
            page.completed.connect(lambda: self._completed(step))
            page.go.connect(self.go_to)
            self._pages[step] = page
        finally:
            del self._making[step]

    def made(self, step: Step) -> Page | None:
        """Return a step's page, or None while it is not whole."""
        return self._pages.get(step)

    def pages(self) -> Iterable[Page]:
        """Return the pages that are whole."""
        return tuple(self._pages.values())

    @property
    def step(self) -> Step:
        return Step(self.currentId())

    @property
    def current(self) -> Page:
        return self._pages[self.step]

    def validateCurrentPage(self) -> bool:
        """Leave at once while passing through; else the page does its work first and says `completed`."""
        if self.moving:
            return True
        self.current.primary()
        return False

    def nextId(self) -> int:
        after = steps.following(self.step) if self.currentId() >= 0 else None
        return -1 if after is None else after.value

    def go_to(self, step: int) -> None:
        """Show a step from wherever the wizard is, page by page so that its history stays whole."""
        if step == self.currentId():
            self.current.enter()
            self.shown.emit(step)
            return
        self.current.leave()
        for passed in range(self.currentId() + 1, step + 1):
            self.page_at(Step(passed))
        self.moving = True
        self.setUpdatesEnabled(False)
        try:
            while self.currentId() < step:
                self.setCurrentId(self.currentId() + 1)
            while self.currentId() > step:
                self.back()
        finally:
            self.moving = False
            self.setUpdatesEnabled(True)
        self.current.enter()
        self.shown.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and Esc pass: as a dialog it would press some button of the page for an Enter in any field."""
        event.ignore()

    def reject(self) -> None:
        """Esc closes nothing: an embedded wizard is no dialog."""

    def _completed(self, step: Step) -> None:
        after = steps.following(step)
        if step is self.step and after is not None:
            self.go_to(after.value)

    def event(self, event: QEvent) -> bool:
        focus = QApplication.focusWidget()
        handled = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.StyleChange):
            self._strip()
            if focus is not None and self.isAncestorOf(focus) and not focus.hasFocus():
                # for another style QWizard hides its page a moment, and the focus would stay where it went meanwhile
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return handled

    def _strip(self) -> None:
        """Take away what QWizard draws of its own, each time it has laid itself out: the line above a button row that
        is not there, its margins, and a page's own background."""
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            layout = widget.layout()
            if layout is None:
                continue
            _without_margins(layout)
            for inner in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if isinstance(inner, QFrame):
                    inner.setBackgroundRole(QPalette.ColorRole.Window)
                else:
                    inner.hide()


def _without_margins(layout: QLayout) -> None:
    # not by its items: see `tab_order`
    for each in (layout, *layout.findChildren(QLayout)):
        each.setContentsMargins(0, 0, 0, 0)
        each.setSpacing(0)
