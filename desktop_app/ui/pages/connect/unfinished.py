"""Imports that were begun and never ended, or prepared and not started, offered where Foyer begins: a crash or a closed
window forgets nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.attendees.journal import Counts, Import, Journal
from desktop_app.journey.state import Mode
from desktop_app.ui import words
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, safe_text

MOST_SHOWN = 3
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One such import, where it was made, and how far it came."""

    mode: Mode
    made: Import
    counts: Counts


async def find_unfinished(journals: dict[Mode, Journal]) -> list[Unfinished]:
    """Return the unfinished imports of every journal, the newest first. Raises JournalFailed."""
    found = [
        Unfinished(mode, made, await journal.counts(made.id))
        for mode, journal in journals.items()
        for made in await journal.unfinished()
    ]
    return sorted(found, key=lambda item: item.made.created, reverse=True)


class UnfinishedImports(Card):
    """Hidden while there is none. `continued` carries the `Unfinished` whose button was pressed."""

    continued = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unfinished_imports")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        heading = QLabel(self.tr("Not finished yet"))
        heading.setProperty("role", "heading")
        self.body.addWidget(heading)
        self.body.addLayout(self._rows)
        self.hide()

    def show_imports(self, unfinished: Sequence[Unfinished]) -> None:
        """Show the newest few; the others are listed with their events."""
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for shown in unfinished[:MOST_SHOWN]:
            self._rows.addWidget(self._row(shown))
        self.setVisible(bool(unfinished))

    def _row(self, shown: Unfinished) -> Card:
        row = Card()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(IconLabel("hourglass", "accentText"))
        line.addWidget(plain_label(self._said(shown)), 1)
        if shown.mode is Mode.PRACTICE:
            line.addWidget(Chip("warn", self.tr("Practice"), "practice"))
        # what can't be sent, or is to be looked at first, is only opened
        label = self.tr("Open") if shown.made.prepared or shown.made.undo else self.tr("Continue import")
        go_on = QPushButton(label)
        go_on.setObjectName(f"continue_{shown.made.id}")
        name = safe_text(shown.made.event_name, LONGEST_NAME)
        go_on.setAccessibleName(self.tr("{action}, {event}").format(action=label, event=name))
        go_on.setProperty("extent", "small")
        go_on.clicked.connect(lambda: self.continued.emit(shown))
        line.addWidget(go_on)
        row.body.addLayout(line)
        return row

    def _said(self, shown: Unfinished) -> str:
        """What the journal knows. Nothing of it runs now, in this window at least."""
        made, counts = shown.made, shown.counts
        if made.prepared:
            said = (
                self.tr("{event}: 1 person is prepared. Start the import once the event is published.")
                if counts.left == 1
                else self.tr("{event}: {left} people are prepared. Start the import once the event is published.")
            )
        elif made.undo:
            said = (
                self.tr("{event}: an import was taken back only in part; 1 person is still in.")
                if counts.registered == 1
                else self.tr("{event}: an import was taken back only in part; {registered} people are still in.")
            )
        elif made.send_notification:
            said = self.tr("{event}: {left} of {total} people are left to register and to email.")
        else:
            said = self.tr("{event}: {left} of {total} people are left to register quietly.")
        return said.format(
            event=safe_text(made.event_name, LONGEST_NAME),
            left=words.number(counts.left),
            total=words.number(counts.total),
            registered=words.number(counts.registered),
        )
