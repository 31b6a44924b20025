"""Imports that were begun and never ended, offered where Foyer begins: a crash or a closed window forgets nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.attendees.journal import Counts, Import, Journal, Undo
from desktop_app.journey.state import Mode
from desktop_app.ui import words
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import safe_text

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
        # an undo that was begun goes on from the event's own page, where it says what it does
        if made.undo is not Undo.ASKED
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
        left = words.number(shown.counts.left)
        total = words.number(shown.counts.total)
        said = QLabel(
            (
                self.tr("{event}: {left} of {total} people are left to register and to email.")
                if shown.made.send_notification
                else self.tr("{event}: {left} of {total} people are left to register quietly.")
            ).format(event=safe_text(shown.made.event_name, LONGEST_NAME), left=left, total=total)
        )
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        line.addWidget(said, 1)
        go_on = QPushButton(self.tr("Continue import"))
        go_on.setObjectName(f"continue_{shown.made.id}")
        go_on.setAccessibleName(self.tr("Continue import, {event}").format(event=shown.made.event_name))
        go_on.setProperty("extent", "small")
        go_on.clicked.connect(lambda: self.continued.emit(shown))
        line.addWidget(go_on)
        row.body.addLayout(line)
        return row
