"""Addresses that a list has in other columns than the one that is read, such as a second list beside the first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.columns import letters
from desktop_app.attendees.reader import Table
from desktop_app.attendees.unread import Unread
from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.widgets.message_bar import MessageBar

MOST = 3
"""Columns that are named, those with most addresses."""


class UnreadColumns(MessageBar):
    """`wanted` carries the column whose addresses are to be read instead."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unread_columns")
        self.action_chosen.connect(lambda key: self.wanted.emit(int(key)))
        self.hide()

    def show_unread(self, table: Table, unread: Sequence[Unread], names: Sequence[int] = ()) -> None:
        """Name the columns, and those that may hold the `names` that are lacking; without any there is nothing to
        see."""
        self.setVisible(bool(unread or names))
        if not unread and not names:
            return
        most = sorted(unread, key=lambda found: (not found.more_people, -found.addresses))[:MOST]
        said = [self._said(found, _named(table, found.column)) for found in most]
        if len(unread) > MOST:
            one, many = self.tr("One more column has some."), self.tr("{n} more columns have some.")
            said.append(words.counted(len(unread) - MOST, one, many))
        said += [
            self.tr("Choose column {column} if it holds names.").format(column=_named(table, at)) for at in names[:MOST]
        ]
        more = any(found.more_people for found in unread)
        quiet = self.tr("Some addresses aren’t read") if unread else self.tr("Some names may not be read")
        title = self.tr("There are more people in other columns") if more else quiet
        actions = [(str(found.column), self._use(found.column)) for found in most]
        self.show_message("warn" if more else "info", title, " ".join(said), actions)

    def _said(self, found: Unread, column: str) -> str:
        one = self.tr("1 address in column {column} isn’t read.")
        many = self.tr("{n} addresses in column {column} aren’t read.")
        return words.counted(found.addresses, one, many).replace("{column}", column)

    def _use(self, column: int) -> str:
        return self.tr("Use column {letter}").format(letter=letters(column))


def _named(table: Table, column: int) -> str:
    """Return a column's letter, and its header if it has one."""
    name = labels.header(table.header or (), column)
    return f"{letters(column)} ({name})" if name else letters(column)
