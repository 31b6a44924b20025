"""While an import is taken back: how many tickets are gone, how many are left, and for how long."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.undo_control import UndoControl
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.progress import ProgressLine


class UndoProgressCard(Card):
    """Stands where the figures of the import stand otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("taking_back")
        self.body.setContentsMargins(23, 19, 23, 19)
        self.body.setSpacing(8)
        self._line = ProgressLine()
        self._line.bar.setObjectName("undo_progress")
        self._left = plain_label("", "small")
        self._left.setObjectName("undo_left")
        self.body.addWidget(self._line)
        self.body.addWidget(self._left)
        self.body.addWidget(plain_label(self.tr("Safe to close – continues where it stopped"), "strong"))
        self.body.addWidget(
            plain_label(
                self.tr("Foyer keeps track of every ticket. Open it again and choose Continue undoing."), "caption"
            )
        )
        self.hide()

    def show_progress(self, undo: UndoControl) -> None:
        """Show how far an undo is."""
        done, total = undo.done
        self._line.show_progress(done, total, undo.progress())
        left = labels.people_left(total - done) if total else ""
        seconds = undo.seconds_left()
        if left and seconds is not None:
            left = self.tr("{left}, about {time}").format(left=left, time=labels.rough_time(seconds))
        self._left.setText(left)
        self._left.setVisible(bool(left))
