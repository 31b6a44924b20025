"""Imports that were begun and never ended, or prepared and not started, offered where Foyer begins: a crash or a closed
window forgets nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.attendees.journal import Counts, Import, Journal, JournalFailed, Undo, WhyFailed
from desktop_app.attendees.row_filters import IN_DOUBT, count_of
from desktop_app.journey.state import Mode
from desktop_app.ui import giving_up, words
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label, safe_text

MOST_SHOWN = 3
"""Imports that are shown at first."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One such import, where it was made, and how far it came."""

    mode: Mode
    made: Import
    counts: Counts


async def find_unfinished(journals: dict[Mode, Journal]) -> list[Unfinished]:
    """Return the unfinished imports of every journal, the newest first. Raises JournalFailed."""
    found: list[Unfinished] = []
    for mode, journal in journals.items():
        try:
            found += await _unfinished_of(mode, journal)
        except JournalFailed as error:
            if error.why is not WhyFailed.DAMAGED:
                raise
            # a new one is begun
            found += await _unfinished_of(mode, journal)
    return sorted(found, key=lambda item: item.made.created, reverse=True)


async def _unfinished_of(mode: Mode, journal: Journal) -> list[Unfinished]:
    return [Unfinished(mode, *standing) for standing in await journal.unfinished()]


class UnfinishedImports(Card):
    """Hidden while there is none. `continued` carries the `Unfinished` to go on with, `given_up` the one to put
    away."""

    continued = Signal(object)
    given_up = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unfinished_imports")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        heading = QLabel(self.tr("Not finished yet"))
        heading.setProperty("role", "heading")
        self.body.addWidget(heading)
        self.body.addLayout(self._rows)
        self._others: Sequence[Unfinished] = ()
        self._more = QPushButton()
        self._more.setObjectName("unfinished_more")
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(self._show_others)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_imports(self, unfinished: Sequence[Unfinished]) -> None:
        """Show the newest few, and the others when they are asked for."""
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for shown in unfinished[:MOST_SHOWN]:
            self._rows.addWidget(self._row(shown))
        self._others = unfinished[MOST_SHOWN:]
        self._more.setText(self.tr("Show {n} more").format(n=words.number(len(self._others))))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(bool(self._others))
        self.setVisible(bool(unfinished))

    def _show_others(self) -> None:
        rows = [self._row(shown) for shown in self._others]
        for row in rows:
            self._rows.addWidget(row)
        self._others = ()
        if rows:
            # the button that was pressed goes
            rows[0].findChildren(QPushButton)[0].setFocus()
        self._more.hide()

    def _row(self, shown: Unfinished) -> Card:
        made = shown.made
        row = Card()
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.setColumnStretch(1, 1)
        row.body.addLayout(grid)
        grid.addWidget(IconLabel("hourglass", "accentText"), 0, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(plain_label(self._said(shown)))
        texts.addWidget(plain_label(self._which(made), "caption"))
        grid.addLayout(texts, 0, 1)
        if shown.mode is Mode.PRACTICE:
            grid.addWidget(Chip("warn", self.tr("Practice"), "practice"), 0, 2, Qt.AlignmentFlag.AlignTop)
        # what can't be sent, or is to be looked at first, is only opened
        label = self.tr("Open") if made.prepared or made.undo is not Undo.NOT else self.tr("Continue import")
        buttons = LinesLayout(8)
        # below the words, which would get little room beside them
        grid.addLayout(buttons, 1, 1, 1, 2)
        for name, text, chosen in (
            ("continue", label, self.continued),
            ("give_up", giving_up.label(made), self.given_up),
        ):
            button = QPushButton(text)
            button.setObjectName(f"{name}_{made.id}")
            button.setAccessibleName(f"{text}, {self._in_short(shown)}")
            button.setProperty("extent", "small")
            button.clicked.connect(partial(chosen.emit, shown))
            buttons.addWidget(button)
        return row

    def _in_short(self, shown: Unfinished) -> str:
        made, counts = shown.made, shown.counts
        people = words.counted(
            counts.registered if made.undo is not Undo.NOT else counts.left, self.tr("1 person"), self.tr("{n} people")
        )
        return ", ".join((_event(made), people, self._which(made)))

    def _which(self, made: Import) -> str:
        """What tells one import of an event from another."""
        source = safe_text(made.source, words.LONGEST_SOURCE) or self.tr("Pasted rows")
        if not made.prepared:
            return source
        said = (
            self.tr("{list}, emails leave when you start it") if made.send_notification else self.tr("{list}, quietly")
        )
        return said.format(list=source)

    def _said(self, shown: Unfinished) -> str:
        """What the journal knows. Nothing of it runs now, in this window at least."""
        made, counts = shown.made, shown.counts
        if made.prepared:
            said = words.counted(
                counts.left,
                self.tr("{event}: 1 person is prepared. Nobody is registered before you start it."),
                self.tr("{event}: {n} people are prepared. Nobody is registered before you start it."),
            )
        elif made.undo is not Undo.NOT:
            said = words.counted(
                counts.registered,
                self.tr("{event}: an import was taken back only in part; 1 person is still in."),
                self.tr("{event}: an import was taken back only in part; {n} people are still in."),
            )
        elif made.send_notification:
            said = words.counted(
                counts.left,
                self.tr("{event}: 1 person is left to register and to email."),
                self.tr("{event}: {n} of {total} people are left to register and to email."),
            )
        else:
            said = words.counted(
                counts.left,
                self.tr("{event}: 1 person is left to register quietly."),
                self.tr("{event}: {n} of {total} people are left to register quietly."),
            )
        return " ".join(
            filter(
                None,
                (
                    said.format(event=_event(made), total=words.number(counts.total)),
                    self._in_doubt(counts) if made.undo is Undo.NOT else "",
                ),
            )
        )

    def _in_doubt(self, counts: Counts) -> str:
        """Their answers were lost: they may be registered, and emailed."""
        doubtful = count_of(counts, IN_DOUBT)
        if not doubtful:
            return ""
        if counts.left == 1:
            return self.tr("It isn’t known whether they are registered: Zoom is asked first.")
        return words.counted(
            doubtful,
            self.tr("For 1 of them it isn’t known whether they are registered: Zoom is asked first."),
            self.tr("For {n} of them it isn’t known whether they are registered: Zoom is asked first."),
        )


def _event(made: Import) -> str:
    return safe_text(made.event_name, words.LONGEST_EVENT)
