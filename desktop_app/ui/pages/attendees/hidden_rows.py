"""Rows that the sheet hides, as a filter does, and that are in the list all the same."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui import words
from desktop_app.ui.widgets.message_bar import MessageBar


class HiddenRows(MessageBar):
    """`leave_wanted` carries the rows that are to be left out."""

    leave_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hidden_rows")
        self._rows: Sequence[int] = ()
        self.action_chosen.connect(lambda _: self.leave_wanted.emit(self._rows))
        self.hide()

    def show_hidden(self, hidden: Sequence[int], left: Collection[int] = ()) -> None:
        """Tell which rows are hidden; with all of them left out there is nothing to see."""
        rows = tuple(row for row in hidden if row not in left)
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        if not rows:
            return
        title = words.counted(
            len(rows),
            self.tr("The list has 1 row that the sheet hides"),
            self.tr("The list has {n} rows that the sheet hides"),
        )
        one = self.tr("You don’t see row {row} in your spreadsheet program, perhaps because of a filter.")
        many = self.tr("You don’t see row {row} and others in your spreadsheet program, perhaps because of a filter.")
        said = (one if len(rows) == 1 else many).format(row=words.row_number(rows[0]))
        stay = self.tr("Hidden rows are imported like all others unless you leave them out.")
        self.show_message("warn", title, f"{said} {stay}", [("leave", self._leave(len(rows)))])

    def _leave(self, count: int) -> str:
        return words.counted(count, self.tr("Leave 1 row out"), self.tr("Leave {n} rows out"))
