"""What a file holds beside the list that was read: other sheets with people, and lists below or above this one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.reader import OtherList
from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.reading_choosers import LONGEST_SHEET
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import safe_text

MOST = 3
"""Lists of a kind that are offered: other sheets are in the chooser of sheets, and of the lists of this sheet those
that come next are named first."""


class OtherLists(MessageBar):
    """`wanted` carries the `OtherList` that is to be read instead."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("other_lists")
        self._offered: Sequence[OtherList] = ()
        self.action_chosen.connect(lambda key: self.wanted.emit(self._offered[int(key)]))
        self.hide()

    def show_others(self, others: Sequence[OtherList]) -> None:
        """Name the lists that were not read; without any there is nothing to see."""
        self.setVisible(bool(others))
        if not others:
            return
        sheets = [other for other in others if not other.begins][:MOST]
        here = [other for other in others if other.begins]
        self._offered = (*sheets, *here[:MOST])
        title = self.tr("Not every row was read")
        if sheets:
            one = self.tr("This workbook has another list: {sheet}")
            many = self.tr("This workbook has other lists: {sheet}")
            title = (one if len(sheets) == 1 else many).format(sheet=", ".join(map(self._named, sheets)))
        actions = [(str(at), self._use(other)) for at, other in enumerate(self._offered)]
        self.show_message("warn", title, " ".join(map(self._left_unread, here)), actions)

    def _use(self, other: OtherList) -> str:
        if len(self._offered) == 1:
            return self.tr("Use it")
        if other.begins:
            return self.tr("Use the one in row {n}").format(n=words.row_number(other.begins))
        return self.tr("Use “{sheet}”").format(sheet=_name(other))

    def _named(self, other: OtherList) -> str:
        return self.tr("“{sheet}” ({rows})").format(sheet=_name(other), rows=labels.rows(other.rows))

    def _left_unread(self, other: OtherList) -> str:
        many = self.tr("Another list begins in row {n}. Its {rows} rows aren’t in this one.")
        said = self.tr("Another list begins in row {n}. Its only row isn’t in this one.") if other.rows == 1 else many
        return said.format(n=words.row_number(other.begins), rows=words.number(other.rows))


def _name(other: OtherList) -> str:
    return safe_text(other.sheet, LONGEST_SHEET)
