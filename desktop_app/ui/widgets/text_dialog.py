"""A dialog whose texts wrap, and are all in view."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class TextDialog(QDialog):
    """As high as its texts need at its width. Qt opens a window at two thirds of the screen's height at most, and cuts
    the texts then."""

    def event(self, event: QEvent) -> bool:
        fits_anew = event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        done = super().event(event)  # after which it may be gone
        if fits_anew and (layout := self.layout()) is not None:
            needed = min(layout.totalHeightForWidth(self.width()), self.screen().availableGeometry().height())
            if needed > 0 and needed != self.minimumHeight():
                self.setMinimumHeight(needed)
        return done
