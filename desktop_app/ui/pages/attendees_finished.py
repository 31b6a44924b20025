"""After the import: what became of everybody, what can still be done about it, and the results to keep."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Counts, Fate
from desktop_app.ui import theme, words
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees_chips import FilterChips
from desktop_app.ui.pages.attendees_grid import NARROW, PeopleGrid
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label

OPEN = (Fate.WAITING, Fate.SENDING, Fate.UNKNOWN)

FILTERS: tuple[tuple[str, tuple[Fate, ...] | None, str, str], ...] = (
    ("filter_results_all", None, "", ""),
    ("filter_results_registered", (Fate.REGISTERED,), "", ""),
    ("filter_results_already_in", (Fate.ALREADY_IN,), "", ""),
    ("filter_results_failed", (Fate.FAILED,), "", ""),
    ("filter_results_left", OPEN, "", ""),
)
TILES = (
    ("added", "check-circle", "ok"),
    ("already_in", "user-plus", "text2"),
    ("left_out", "skip", "text2"),
    ("failed", "error", "bad"),
)
LEAST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import stands. `left_out` rows were not ready; `already_before` people were in before it began. Both are
    None when the import was made by an earlier run of the program, which is not remembered."""

    counts: Counts
    emails: bool
    practice: bool
    left_out: int | None = None
    already_before: int | None = None


class FinishedFace(QWidget):
    """`fates_chosen` carries the fates of a filter, None for all."""

    fates_chosen = Signal(object)
    retry_wanted = Signal()
    save_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, model: ResultTable) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._tiles_row())
        layout.addWidget(self._results(model), 1)
        layout.addWidget(self._keep())

    def _tiles_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.tiles = {}
        self._notes = {}
        self._cards = {}
        names = {
            "added": self.tr("Added"),
            "already_in": self.tr("Already in"),
            "left_out": self.tr("Left out"),
            "failed": self.tr("Failed"),
        }
        for key, icon, token in TILES:
            card = Card()
            card.body.setContentsMargins(16, 12, 16, 12)
            card.body.setSpacing(2)
            figure = QHBoxLayout()
            figure.setSpacing(8)
            figure.addWidget(IconLabel(icon, token, 20))
            value = plain_label("", "stat", wrap=False)
            value.setObjectName(f"result_{key}")
            value.setAccessibleDescription(names[key])
            figure.addWidget(value, 1)
            card.body.addLayout(figure)
            card.body.addWidget(plain_label(names[key], "label", wrap=False))
            note = plain_label("", "caption")
            card.body.addWidget(note)
            card.body.addStretch()
            row.addWidget(card, 1)
            self.tiles[key], self._notes[key], self._cards[key] = value, note, card
        return row

    def _results(self, model: ResultTable) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.fates_chosen.emit)
        self.retry_failed = QPushButton(theme.icon("retry", "text", 16), self.tr("Retry failed"))
        self.retry_failed.setObjectName("retry_failed")
        self.retry_failed.setProperty("extent", "small")
        self.retry_failed.clicked.connect(self.retry_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._chips, 1)
        row.addWidget(self.retry_failed, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.grid = PeopleGrid("results_table", self.tr("Results"), NARROW)
        self.grid.setModel(model)
        self.grid.show_rows(LEAST_ROWS)
        column.addWidget(self.grid, 1)
        self._hint = plain_label("", "caption")
        column.addWidget(self._hint)
        return box

    def _keep(self) -> Card:
        card = Card()
        card.body.setContentsMargins(20, 12, 16, 12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("sheet", "accentText", 24))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(plain_label(self.tr("Keep a copy of the join links"), "strong"))
        texts.addWidget(
            plain_label(
                self.tr("A CSV file with each person’s result and personal join link. Treat it as private."), "small"
            )
        )
        row.addLayout(texts, 1)
        more = QPushButton(self.tr("Add more people"))
        more.setObjectName("add_more")
        more.setAccessibleName(more.text())
        more.setProperty("kind", "link")
        more.clicked.connect(self.more_wanted)
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.results_save = QPushButton(theme.icon("download", "text", 18), self.tr("Save results"))
        self.results_save.setObjectName("results_save")
        self.results_save.setAccessibleName(self.results_save.text())
        self.results_save.clicked.connect(self.save_wanted)
        row.addWidget(self.results_save, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    # --- showing

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the figures, and what can be done about them."""
        counts = outcome.counts
        self.tiles["added"].setText(words.number(counts.registered))
        self.tiles["already_in"].setText(words.number(counts.already_in + (outcome.already_before or 0)))
        self.tiles["left_out"].setText(words.number(outcome.left_out or 0))
        self.tiles["failed"].setText(words.number(counts.failed))
        self._cards["left_out"].setVisible(outcome.left_out is not None)
        if outcome.practice:
            added = self.tr("Practice: nobody got an email")
        elif outcome.emails:
            added = self.tr("Zoom emails their join links")
        else:
            added = self.tr("Nobody got an email")
        notes = {
            "added": added,
            "already_in": self.tr("Not sent again"),
            "left_out": self.tr("Not ready when you imported"),
            "failed": self.tr("Reasons are listed below") if counts.failed else self.tr("Nobody"),
        }
        for key, note in notes.items():
            self._notes[key].setText(note)
        for (_, fates, _, _), (name, count) in zip(
            FILTERS,
            (
                (self.tr("All"), counts.total),
                (self.tr("Added"), counts.registered),
                (self.tr("Already in"), counts.already_in),
                (self.tr("Failed"), counts.failed),
                (self.tr("Not sent yet"), counts.left),
            ),
            strict=True,
        ):
            self._chips.show_count(fates, name, count)
        self._chips.offer(OPEN, counts.left > 0)
        self.retry_failed.setVisible(counts.failed > 0)
        self.retry_failed.setText(self.tr("Retry {n} failed").format(n=words.number(counts.failed)))
        self.retry_failed.setAccessibleName(self.retry_failed.text())
        # a run sends everybody who waits: the number on the button has to be all of them
        self.retry_failed.setEnabled(counts.left == 0)
        self.retry_failed.setToolTip(self.tr("Send the rest first") if counts.left else "")
        self._hint.setText(
            self.tr("To correct a failed row, double-click its cell or press F2. {promise}").format(
                promise=self.tr("Before it retries, Foyer asks Zoom who is already registered.")
            )
            if counts.failed
            else ""
        )
        self._hint.setVisible(counts.failed > 0)

    def show_fates(self, fates: tuple[Fate, ...] | None) -> None:
        """Mark the filter that holds."""
        self._chips.choose(fates)
