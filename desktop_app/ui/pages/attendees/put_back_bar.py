"""What a person changed in a list when it was here before, and that was put back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.columns import Columns
from desktop_app.ui import words
from desktop_app.ui.pages.attendees.corrections import PutBack, by_columns
from desktop_app.ui.widgets.message_bar import MessageBar


class PutBackBar(MessageBar):
    """`start_over_wanted` comes when the list is wanted as it came in."""

    start_over_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before: PutBack | None = None
        self.setObjectName("put_back")
        self.action_chosen.connect(lambda _: self.start_over_wanted.emit())
        self.hide()

    def show_put_back(self, before: PutBack | None) -> None:
        """Tell how much was put back, and what isn't yet; without any there is nothing to see."""
        self._before = before
        if before is None or not before.count + before.waiting:
            self.hide()
            return
        said = words.counted(
            before.count,
            self.tr("1 change you made to this list on {date}, was put back"),
            self.tr("{n} changes you made to this list on {date}, were put back"),
        )
        waits = words.counted(
            before.waiting,
            self.tr("1 correction comes back when you choose the columns you had."),
            self.tr("{n} corrections come back when you choose the columns you had."),
        )
        if not before.count:
            said = self.tr("You made changes to this list on {date}")
        self.show_message(
            "info",
            said.format(date=words.short_date_text(before.changed.astimezone().date())),
            waits if before.waiting else "",
            [("start_over", self.tr("Start over"))],
        )

    def show_deleted(self) -> None:
        """Tell that a person had all changes deleted."""
        self._before = None
        self.show_message(
            "info",
            self.tr("Your changes to this list were deleted from this computer"),
            self.tr("Foyer went back to the list as it came in. Your file isn’t changed."),
        )

    def show_columns(self, columns: Columns) -> None:
        """Tell the same of a list that is read by other columns now."""
        if self._before is not None and not self.isHidden():
            self.show_put_back(by_columns(self._before, columns))
