"""What a file holds beside the list that was read: other sheets with people, and lists below this one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.reading.table import OtherList
from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.reading_choosers import LONGEST_SHEET
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import safe_text

MOST = 3
"""Sheets that are offered; the others are in the chooser of sheets."""


class OtherLists(MessageBar):
    """`sheet_wanted` carries the sheet that is to be read instead."""

    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("other_lists")
        self._sheets: Sequence[OtherList] = ()
        self.action_chosen.connect(lambda key: self.sheet_wanted.emit(self._sheets[int(key)].sheet))
        self.hide()

    def show_others(self, others: Sequence[OtherList]) -> None:
        """Name the lists that were not read; without any there is nothing to see."""
        self._sheets = [other for other in others if not other.begins][:MOST]
        below = [self._left_unread(other) for other in others if other.begins]
        self.setVisible(bool(others))
        if not self._sheets:
            if below:
                self.show_message("warn", self.tr("Not every row was read"), " ".join(below))
            return
        named = ", ".join(self._named(other) for other in self._sheets)
        one = len(self._sheets) == 1
        title = (
            self.tr("This workbook has another list: {sheet}")
            if one
            else self.tr("This workbook has other lists: {sheet}")
        )
        use = self.tr("Use it") if one else self.tr("Use “{sheet}”")
        actions = [(str(at), use.format(sheet=_name(other))) for at, other in enumerate(self._sheets)]
        self.show_message("warn", title.format(sheet=named), " ".join(below), actions)

    def _named(self, other: OtherList) -> str:
        return self.tr("“{sheet}” ({rows})").format(sheet=_name(other), rows=labels.rows(other.rows))

    def _left_unread(self, other: OtherList) -> str:
        many = self.tr("A second list begins in row {n}. Its {rows} rows aren’t in this list.")
        said = self.tr("A second list begins in row {n}. Its only row isn’t in this list.") if other.rows == 1 else many
        return said.format(n=words.number(other.begins), rows=words.number(other.rows))


def _name(other: OtherList) -> str:
    return safe_text(other.sheet, LONGEST_SHEET)
