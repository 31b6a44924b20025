"""After the import: what became of everybody, what can still be done about it, and the results to keep."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Counts, Fate, Import, Undo
from desktop_app.ui import theme, words
from desktop_app.ui.models.attendee_table import AttendeeTable
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees_chips import FilterChips
from desktop_app.ui.pages.attendees_grid import NARROW, PeopleGrid
from desktop_app.ui.pages.attendees_work import LeftBehind
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label

OPEN = (Fate.WAITING, Fate.SENDING, Fate.UNKNOWN)

LEFT: Final = "left"
"""Those who were not ready, or were left out, when the import began."""

BEFORE: Final = "before"
"""Those who were registered before the import began."""

Shown: TypeAlias = tuple[Fate, ...] | str | None
"""A filter: fates, LEFT, BEFORE, or None for everybody who was sent."""

FILTERS: tuple[tuple[str, Shown, str, str], ...] = (
    ("filter_results_all", None, "", ""),
    ("filter_results_registered", (Fate.REGISTERED,), "", ""),
    ("filter_results_already_in", (Fate.ALREADY_IN,), "", ""),
    ("filter_results_failed", (Fate.FAILED,), "", ""),
    ("filter_results_open", OPEN, "", ""),
    ("filter_results_left", LEFT, "", ""),
    ("filter_results_before", BEFORE, "", ""),
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
    """How an import stands. `behind` is the list that it was made of; None when an earlier run of the program made it,
    which is not remembered."""

    made: Import
    counts: Counts
    practice: bool
    behind: LeftBehind | None = None


class FinishedFace(QWidget):
    """`shown_chosen` carries a filter."""

    shown_chosen = Signal(object)
    retry_wanted = Signal()
    save_wanted = Signal()
    save_shown_wanted = Signal()
    undo_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, model: ResultTable) -> None:
        super().__init__()
        self._model = model
        self._left_model = AttendeeTable(self, editable=False)
        self._behind: LeftBehind | None = None
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
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.shown_chosen.emit)
        self.retry_failed = QPushButton(theme.icon("retry", "text", 16), self.tr("Retry failed"))
        self.retry_failed.setObjectName("retry_failed")
        self.retry_failed.setProperty("extent", "small")
        self.retry_failed.clicked.connect(self.retry_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._chips, 1)
        self.save_shown = QPushButton(theme.icon("download", "accentText", 16), self.tr("Save this list"))
        self.save_shown.setObjectName("save_shown")
        self.save_shown.setAccessibleName(self.save_shown.text())
        self.save_shown.setProperty("kind", "link")
        self.save_shown.clicked.connect(self.save_shown_wanted)
        row.addWidget(self.save_shown, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.retry_failed, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.grid = PeopleGrid("results_table", self.tr("Results"), NARROW)
        self.grid.setModel(model)
        self.grid.show_rows(LEAST_ROWS)
        column.addWidget(self.grid, 1)
        self._hint = plain_label("", "caption")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._hint, 1)
        below.addStretch()
        self.undo = QPushButton(self.tr("Undo this import"))
        self.undo.setObjectName("undo_import")
        self.undo.setAccessibleName(self.undo.text())
        self.undo.setProperty("kind", "link")
        self.undo.clicked.connect(self.undo_wanted)
        below.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
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
                self.tr("A CSV or Excel file with each person’s result and join link. Treat it as private."), "small"
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
        made, counts, behind = outcome.made, outcome.counts, outcome.behind
        self._behind = behind
        before = behind.before if behind else 0
        self._left_model.show_roster(behind.roster if behind else None, behind.left if behind else {})
        self.tiles["added"].setText(words.number(counts.registered))
        self.tiles["already_in"].setText(words.number(counts.already_in + before))
        self.tiles["left_out"].setText(words.number(behind.left_out if behind else 0))
        self.tiles["failed"].setText(words.number(counts.failed))
        self._cards["left_out"].setVisible(behind is not None)
        if counts.withdrawn:
            added = self.tr("{n} taken back").format(n=words.number(counts.withdrawn))
        elif outcome.practice:
            added = self.tr("Practice: nobody got an email")
        elif made.send_notification:
            added = self.tr("Zoom emails their join links")
        else:
            added = self.tr("Nobody got an email")
        notes = {
            "added": added,
            "already_in": self.tr("Not sent again"),
            "left_out": self.tr("Not ready, or left out by you"),
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
                (self.tr("Left out"), behind.left_out if behind else 0),
                (self.tr("Already in before"), before),
            ),
            strict=True,
        ):
            self._chips.show_count(fates, name, count)
        self._chips.offer(OPEN, counts.left > 0)
        self._chips.offer(LEFT, behind is not None and behind.left_out > 0)
        self._chips.offer(BEFORE, before > 0)
        self._chips.offer((Fate.ALREADY_IN,), counts.already_in > 0)
        self.retry_failed.setVisible(counts.failed > 0 and made.undo is Undo.NOT)
        self.undo.setEnabled(True)
        self.undo.setVisible(made.undo is not Undo.DONE and made.wiped is None)
        goes_on = made.undo is Undo.ASKED
        self.undo.setText(self.tr("Continue undoing") if goes_on else self.tr("Undo this import"))
        self.undo.setAccessibleName(self.undo.text())
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

    def show_filter(self, shown: Shown) -> None:
        """Mark the filter that holds, and show whom it stands for where the journal doesn't know them."""
        self._chips.choose(shown)
        self.save_shown.setVisible(shown is not None)
        outside = isinstance(shown, str) and self._behind is not None
        if outside and self._behind is not None:
            self._left_model.show_rows(self._behind.rows(before=shown == BEFORE))
        model = self._left_model if outside else self._model
        if self.grid.model() is not model:
            self.grid.setModel(model)

    def hold(self) -> None:
        """While an import is taken back nothing else can be done to it."""
        for button in (self.undo, self.retry_failed):
            button.setEnabled(False)
