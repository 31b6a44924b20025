"""Leafing through many sessions, a part of the list at a time."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.problem_line import ProblemLine
from desktop_app.ui.widgets.plain import set_tip
from desktop_app.ui.widgets.quiet_wheel import ComboBox

A_PAGE = 10
"""Most sessions that are shown together: each has five fields, and all of them answer within 50 ms."""

NAMED = 8
"""Most sessions that the line below the buttons names."""


def page_of(place: int, count: int) -> int:
    """Return the page, from 0, that shows the session at `place` of `count`."""
    return max(0, min(place, count - 1) // A_PAGE)


def first_of(page: int, count: int) -> int:
    """Return the place of a page's first session. The last page is full too: it begins before the others end."""
    return max(0, min(page * A_PAGE, count - A_PAGE))


class SessionPages(QWidget):
    """Hidden while everything fits on one page. `turned` asks for another page, which count from 0."""

    turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self._page = 0
        self._wrong: frozenset[int] = frozenset()
        self._setting = False
        self.earlier = self._button("arrow-left", self.tr("Earlier sessions"), "sessions_earlier", -1)
        self.later = self._button("arrow-right", self.tr("Later sessions"), "sessions_later", 1)
        self.choice = ComboBox(self)
        self.choice.setObjectName("sessions_shown")
        self.choice.setAccessibleName(self.tr("Sessions shown"))
        self.choice.currentIndexChanged.connect(self._chosen)
        self.line = ProblemLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setSpacing(8)
        row.addWidget(self.earlier)
        row.addWidget(self.choice, 1)
        row.addWidget(self.later)
        column.addWidget(self.line)
        self.hide()

    def show_page(self, page: int, count: int) -> None:
        """Show where one is among `count` sessions."""
        if (page, count) != (self._page, self._count):
            self._page, self._count = page, count
            self._show()

    def show_wrong(self, places: Collection[int]) -> None:
        """Mark the pages of these sessions, and name those that are on another page than this."""
        wrong = frozenset(places)
        if wrong != self._wrong:
            self._wrong = wrong
            self._show()

    def _button(self, icon: str, text: str, name: str, step: int) -> QPushButton:
        button = QPushButton(theme.icon(icon, "text2", 16), "", self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        set_tip(button, text)
        button.setProperty("extent", "small")
        button.clicked.connect(lambda: self.turned.emit(self._page + step))
        return button

    def _show(self) -> None:
        count = self._count
        firsts = [first_of(page, count) for page in range(page_of(count - 1, count) + 1)]
        texts = [self._text(first, min(first + A_PAGE, count)) for first in firsts]
        self._setting = True
        if texts != [self.choice.itemText(place) for place in range(self.choice.count())]:
            self.choice.clear()
            self.choice.addItems(texts)
        self.choice.setCurrentIndex(self._page)
        self._setting = False
        self.earlier.setEnabled(self._page > 0)
        self.later.setEnabled(self._page < len(texts) - 1)
        self.setVisible(len(texts) > 1)
        here = range(firsts[self._page], firsts[self._page] + A_PAGE)
        elsewhere = [place for place in sorted(self._wrong) if place not in here]
        self.line.show_texts([self._named(elsewhere)] if elsewhere else [], [])

    def _text(self, first: int, end: int) -> str:
        said = self.tr("Sessions {first} to {last} of {n}").format(
            first=words.number(first + 1), last=words.number(end), n=words.number(self._count)
        )
        if any(first <= place < end for place in self._wrong):
            return self.tr("{sessions}: something to fix").format(sessions=said)
        return said

    def _named(self, places: list[int]) -> str:
        numbers = ", ".join(words.number(place + 1) for place in places[:NAMED])
        if len(places) == 1:
            return self.tr("Also to fix: session {numbers}.").format(numbers=numbers)
        if len(places) <= NAMED:
            return self.tr("Also to fix: sessions {numbers}.").format(numbers=numbers)
        more = words.number(len(places) - NAMED)
        return self.tr("Also to fix: sessions {numbers} and {more} more.").format(numbers=numbers, more=more)

    def _chosen(self, page: int) -> None:
        if not self._setting and page >= 0:
            self.turned.emit(page)
