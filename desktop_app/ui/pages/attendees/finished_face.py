"""After the import: what became of everybody, what can still be done about it, and the results to keep."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Counts, Fate, Import, Undo
from desktop_app.attendees.row_filters import (
    IN_ALREADY,
    IN_DOUBT,
    NEVER_SENT,
    NOT_SENT,
    TAKEN_BACK,
    RowFilter,
    count_of,
)
from desktop_app.ui import giving_up, theme, words
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.filter_chips import FilterChips
from desktop_app.ui.pages.attendees.measured import measured
from desktop_app.ui.pages.attendees.people_grid import PeopleGrid
from desktop_app.ui.pages.attendees.undo_control import UndoControl
from desktop_app.ui.pages.attendees.undo_progress import UndoProgressCard
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.icon_tile import IconTile
from desktop_app.ui.widgets.plain import plain_label, set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide

FILTERS: tuple[tuple[str, RowFilter, str, str], ...] = (
    ("filter_results_all", None, "", ""),
    ("filter_results_registered", (Fate.REGISTERED,), "", ""),
    ("filter_results_already_in", IN_ALREADY, "", ""),
    ("filter_results_failed", (Fate.FAILED,), "", ""),
    ("filter_results_not_sent", NOT_SENT, "", ""),
    ("filter_results_in_doubt", IN_DOUBT, "", ""),
    ("filter_results_left", (Fate.LEFT_OUT,), "", ""),
    ("filter_results_taken_back", TAKEN_BACK, "", ""),
    ("filter_results_never_sent", NEVER_SENT, "", ""),
)
TILES = (
    ("added", "check-circle", "ok"),
    ("already_in", "user-plus", "text2"),
    ("left_out", "skip", "text2"),
    ("failed", "error", "bad"),
    ("remaining", "users", "text2"),
)
LEAST_ROWS = 5
LEAST_PAIR = 256
"""Pixels at 100 % text size: with less for two tiles, the others go below them."""


class FinishedFace(QWidget):
    """`filter_chosen` carries a filter. `discard_wanted` asks to put the import away."""

    filter_chosen = Signal(object)
    retry_wanted = Signal()
    save_wanted = Signal()
    save_shown_wanted = Signal()
    undo_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, model: ResultTable, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._tiles = self._tiles_row()
        self.taking_back = UndoProgressCard(self)
        layout.addLayout(measured(self._tiles, self.taking_back))
        self._rows = self._results(model)
        layout.addWidget(self._rows, 1)
        self._keep_card = self._keep()
        layout.addLayout(measured(self._keep_card))
        layout.addStretch()

    def _tiles_row(self) -> QWidget:
        box = SideBySide(16, self)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.tiles = {}
        self._notes = {}
        self._cards = {}
        names = {
            "added": self.tr("Added"),
            "already_in": self.tr("Already in"),
            "left_out": self.tr("Left out"),
            "failed": self.tr("Failed"),
            "remaining": self.tr("Remaining"),
        }
        for at, (key, icon, token) in enumerate(TILES):
            if at % 2 == 0:
                whole = at + 1 < len(TILES)
                pair = QWidget(box)
                # the last one is not always there
                pair.setVisible(whole)
                row = QHBoxLayout(pair)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(16)
                box.add(pair, 2 if whole else 1, wanted=theme.px(LEAST_PAIR) // (1 if whole else 2))
            card = Card(parent=pair)
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
            note.setObjectName(f"result_{key}_note")
            card.body.addWidget(note)
            card.body.addStretch()
            row.addWidget(card, 1)
            self.tiles[key], self._notes[key], self._cards[key] = value, note, card
        return box

    def _results(self, model: ResultTable) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.filter_chosen.emit)
        self.retry_failed = QPushButton(theme.icon("retry", "text", 16), self.tr("Retry failed"))
        self.retry_failed.setObjectName("retry_failed")
        self.retry_failed.setProperty("extent", "small")
        self.retry_failed.clicked.connect(self._retry)
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
        self.grid = PeopleGrid("results_table", self.tr("Results"), box)
        self.grid.setModel(model)
        model.sorted_by.connect(self.grid.offer_sorting(self.tr("Sort by result, failed first")).show_sorted)
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
        self.discard = QPushButton()
        self.discard.setObjectName("discard_import")
        self.discard.setProperty("kind", "link")
        self.discard.clicked.connect(self.discard_wanted)
        below.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        return box

    def _keep(self) -> Card:
        card = Card(parent=self)
        card.body.setContentsMargins(20, 12, 16, 12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconTile("sheet"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._keep_title, self._keep_text = plain_label("", "strong"), plain_label("", "small")
        texts.addWidget(self._keep_title)
        texts.addWidget(self._keep_text)
        row.addLayout(texts, 1)
        self.results_save = QPushButton(theme.icon("download", "text", 18), self.tr("Save results"))
        self.results_save.setObjectName("results_save")
        self.results_save.setAccessibleName(self.results_save.text())
        self.results_save.clicked.connect(self.save_wanted)
        row.addWidget(self.results_save, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    # --- showing

    def show_outcome(self, made: Import, counts: Counts, *, practice: bool, can_undo: bool) -> None:
        """Show the figures, and what can be done about them."""
        self._show_figures(made, counts, practice=practice)
        self.show_counts(counts)
        self.taking_back.hide()
        self._tiles.show()
        self._show_offers(made, counts, can_undo=can_undo)

    def _show_figures(self, made: Import, counts: Counts, *, practice: bool) -> None:
        for key, count in (
            ("added", counts.registered),
            ("already_in", count_of(counts, IN_ALREADY)),
            ("left_out", counts.left_out),
            ("failed", counts.failed),
            ("remaining", counts.left),
        ):
            self.tiles[key].setText(words.number(count))
        if counts.taken_back:
            added = self.tr("{n} taken back").format(n=words.number(counts.taken_back))
        elif made.prepared:
            added = self.tr("Nothing is sent yet")
        elif not counts.registered:
            added = self.tr("Nobody")
        elif practice:
            added = self.tr("Practice: nobody got an email")
        elif made.send_notification:
            added = self.tr("Zoom emails their join links")
        else:
            added = self.tr("Nobody got an email")
        failed = "" if made.wiped is not None else self.tr("Reasons are listed below")
        if not counts.failed:
            failed = self.tr("Nobody")
        notes = {
            "added": added,
            "already_in": self.tr("Not sent again"),
            "left_out": "\n".join(labels.left_out(counts.left_out, counts.why_left)),
            "failed": failed,
            "remaining": "\n".join(labels.remaining(counts)),
        }
        for key, note in notes.items():
            self._notes[key].setText(note)
        pair = self._cards["remaining"].parentWidget()
        assert pair is not None
        pair.setVisible(counts.left > 0)

    def _show_offers(self, made: Import, counts: Counts, *, can_undo: bool) -> None:
        for button in (self.discard, self.results_save, self.save_shown):
            button.setEnabled(True)
        correctable = counts.failed > 0 and made.undo is Undo.NOT and made.wiped is None
        self.retry_failed.setVisible(correctable)
        self.undo.setEnabled(can_undo)
        set_tip(self.undo, "" if can_undo else self.tr("The permission to delete tickets is missing"))
        self.undo.setAccessibleDescription(self.undo.toolTip())
        # once it was begun, the action bar goes on with it
        some = counts.registered + counts.left > 0
        self.undo.setVisible(some and made.undo is Undo.NOT and made.wiped is None and not made.prepared)
        self.discard.setText(giving_up.label(made))
        self.discard.setAccessibleName(self.discard.text())
        self.discard.setVisible(giving_up.can_give_up(made, counts))
        if counts.registered + count_of(counts, IN_ALREADY):
            keep = self.tr("Keep a copy of the join links")
            what = self.tr("A CSV or Excel file with each person’s result and join link. Treat it as private.")
        else:
            keep = self.tr("Keep a copy of the results")
            what = self.tr("A CSV or Excel file with each person’s result and its reason. Treat it as private.")
        self._keep_title.setText(keep)
        self._keep_text.setText(what)
        self._rows.setVisible(made.wiped is None)
        self._keep_card.setVisible(not made.prepared and made.wiped is None)
        self.retry_failed.setText(labels.retry(counts.failed, emails=made.send_notification))
        self.retry_failed.setAccessibleName(self.retry_failed.text())
        # a run sends everybody who waits: the number on the button has to be all of them
        self.retry_failed.setEnabled(counts.left == 0)
        set_tip(self.retry_failed, self.tr("Go on with the others first") if counts.left else "")
        self._hint.setText(
            self.tr("To correct a failed row, double-click its cell or press F2. {promise}").format(
                promise=self.tr("Before it retries, Foyer asks Zoom who is already registered.")
            )
            if correctable
            else ""
        )
        self._hint.setVisible(correctable)

    def show_counts(self, counts: Counts) -> None:
        """Show on the chips how many rows stand where."""
        for (_, shown, _, _), (name, count) in zip(
            FILTERS,
            (
                (self.tr("All"), count_of(counts, None)),
                (self.tr("Added"), counts.registered),
                (self.tr("Already in"), count_of(counts, IN_ALREADY)),
                (self.tr("Failed"), counts.failed),
                (self.tr("Not sent yet"), count_of(counts, NOT_SENT)),
                (self.tr("Not confirmed yet"), count_of(counts, IN_DOUBT)),
                (self.tr("Left out"), counts.left_out),
                (self.tr("Taken back"), counts.taken_back),
                (self.tr("Never sent"), counts.never_sent),
            ),
            strict=True,
        ):
            self._chips.show_count(shown, name, count)
            # what nobody has is not worth a chip, but the tiles' own
            self._chips.offer(shown, shown is None or count > 0 or shown in ((Fate.REGISTERED,), (Fate.FAILED,)))

    def show_filter(self, shown: RowFilter) -> None:
        """Mark the filter that holds."""
        self._chips.choose(shown)
        nobody: dict[RowFilter, str] = {
            (Fate.REGISTERED,): self.tr("Nobody was added."),
            (Fate.FAILED,): self.tr("Nobody failed."),
        }
        self.grid.say_when_empty(nobody.get(shown, self.tr("There is nobody to show.")))
        self.save_shown.setVisible(shown is not None)

    def _retry(self) -> None:
        # what was being typed may be wrong, so that wants another look
        if not self.grid.finish_editing():
            self.retry_wanted.emit()

    def show_undo(self, undo: UndoControl) -> None:
        """Show how far an undo is. Meanwhile nothing else can be done to the import."""
        for button in (self.undo, self.discard, self.retry_failed, self.results_save, self.save_shown):
            button.setEnabled(False)
        self.taking_back.show_progress(undo)
        self._tiles.hide()
        self.taking_back.show()
