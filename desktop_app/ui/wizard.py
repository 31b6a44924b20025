"""The wizard engine: which page is shown, and when it may be left.

A QWizard that draws nothing of its own: the window's rail and action bar are its face. It holds the pages and their
history; the order comes from `journey.steps`. Next may take time: the page starts its work, and the wizard moves on
when the page says `completed`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget, QWizard

from desktop_app.journey import steps
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.page import Page


class FoyerWizard(QWizard):
    """Walks through the pages. `shown` tells that a step came to stay, once a move, however many pages it passed."""

    shown = Signal(int)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard")
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.setOption(QWizard.WizardOption.IndependentPages)
        self.setButtonLayout([])
        self._passing = False
        self._pages = {page.step: page for page in pages}
        for page in pages:
            self.setPage(page.step.value, page)
            page.completed.connect(lambda step=page.step: self._completed(step))
            page.go.connect(self.go_to)
        self.setStartId(Step.CONNECT.value)
        self.restart()
        self._strip()

    def page_at(self, step: Step) -> Page:
        return self._pages[step]

    @property
    def step(self) -> Step:
        return Step(self.currentId())

    @property
    def current(self) -> Page:
        return self._pages[self.step]

    def validateCurrentPage(self) -> bool:
        """Leave at once while passing through; else the page does its work first and says `completed`."""
        if self._passing:
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
        self._passing = True
        self.setUpdatesEnabled(False)
        try:
            while self.currentId() < step:
                self.setCurrentId(self.currentId() + 1)
            while self.currentId() > step:
                self.back()
        finally:
            self._passing = False
            self.setUpdatesEnabled(True)
        self.current.enter()
        self.shown.emit(step)

    def reject(self) -> None:
        """Esc closes nothing: an embedded wizard is no dialog."""

    def _completed(self, step: Step) -> None:
        after = steps.following(step)
        if step is self.step and after is not None:
            self.go_to(after.value)

    def _strip(self) -> None:
        """Take away the ruler and the margins that QWizard keeps for a button row it does not have."""
        for child in self.findChildren(QWidget):
            if child.metaObject().className() == "QWizardRuler":
                child.hide()
        layout = self.layout() or next((w.layout() for w in self.findChildren(QWidget) if w.layout()), None)
        if layout is not None:
            _without_margins(layout)


def _without_margins(layout: QLayout) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _without_margins(inner)
