"""A dialog whose texts wrap, and are all in view, or scroll where the screen is too small for them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from desktop_app.ui.widgets.scroll_area import ScrollArea

TITLE_BAR = 40
"""Pixels that the system's title bar takes at most."""


class TextDialog(QDialog):
    """As high as its texts need at its width. Qt opens a window at two thirds of the screen's height at most, and cuts
    the texts then."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._fit()  # before Qt finds a place for it on the screen
        fits_anew = event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        done = super().event(event)  # after which it may be gone
        if fits_anew:
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        most = self.screen().availableGeometry().height() - TITLE_BAR
        needed = min(layout.totalHeightForWidth(self.width()), most)
        if needed > 0 and needed != self.minimumHeight():
            self.setMinimumHeight(needed)


class DialogScroller(ScrollArea):
    """The part of a dialog that scrolls: as high as what it holds, but where the screen is too small for that."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(held)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._held().heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._held().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it holds, beside a scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._held().minimumSizeHint().width() + bar, 0)

    def _held(self) -> QWidget:
        held = self.widget()
        assert held is not None
        return held
