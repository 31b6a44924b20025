"""While the import runs: how far it is, how fast, how long still, and the rows as they get their results."""

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.attendees.importer import Progress
from desktop_app.attendees.journal import Counts
from desktop_app.ui import theme, words
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.people_grid import PeopleGrid
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.progress import ProgressLine
from desktop_app.ui.widgets.side_by_side import SideBySide

STATS = (
    ("registered", "check-circle", "ok"),
    ("failed", "error", "bad"),
    ("left", "users", "text2"),
    ("rate", "gauge", "text2"),
    ("time", "clock", "text2"),
)
LEAST_ROWS = 4
IN_VIEW = 40
"""Rows above the last one that a tall window shows."""
LEAST_STAT = 120
"""Pixels at 100 % text size: with less for each, the pace goes below the figures."""
STAT_GAP = 12
"""Pixels on both sides of the line between two figures."""
SECOND = 1000


class ImportingFace(QWidget):
    """`ticked` comes each second of a wait, for whoever shows the countdown elsewhere."""

    ticked = Signal()

    def __init__(self, model: ResultTable, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._progress: Progress | None = None
        self._waiting = 0
        self._cut_off_at: int | None = None
        """How many were done when the connection was lost; None while it is there."""
        self._noted: tuple[str, str, str, str] | None = None
        """What `note` shows."""
        self._table = model
        self._last = 0
        model.dataChanged.connect(self._follow)
        self.note = MessageBar(self)
        self.note.setObjectName("import_note")
        layout.addWidget(self.note)
        layout.addWidget(self._figures())
        self.grid = PeopleGrid("import_table", self.tr("People of this import"), self)
        self.grid.setModel(model)
        model.sorted_by.connect(self.grid.offer_sorting(self.tr("Sort by result, failed first")).show_sorted)
        self.grid.show_rows(LEAST_ROWS)
        layout.addWidget(self.grid, 1)
        self._second = QTimer(self)
        self._second.setInterval(SECOND)
        self._second.timeout.connect(self._tick)

    def _figures(self) -> Card:
        card = Card(parent=self)
        card.body.setContentsMargins(23, 19, 23, 19)
        card.body.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._done = plain_label("0", "display", wrap=False)
        self._done.setObjectName("import_done")
        self._of = plain_label("", "subtitle", wrap=False)
        self._percent = plain_label("", "stat", wrap=False)
        top.addWidget(self._done)
        top.addWidget(self._of)
        top.addStretch()
        top.addWidget(self._percent)
        card.body.addLayout(top)
        self.bar = ProgressLine()
        self.bar.setObjectName("import_progress")
        card.body.addWidget(self.bar)
        names = {
            "registered": self.tr("Registered"),
            "failed": self.tr("Failed"),
            "left": self.tr("Remaining"),
            "rate": self.tr("People a minute"),
            "time": self.tr("Left (estimate)"),
        }
        self.stats: dict[str, QLabel] = {}
        lines = SideBySide(16, card)
        for stats in (STATS[:3], STATS[3:]):
            group = QWidget(lines)
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 8, 0, 0)
            row.setSpacing(STAT_GAP)
            for key, icon, token in stats:
                if (key, icon, token) != STATS[0]:
                    row.addWidget(_line(group))
                row.addLayout(self._stat(key, icon, token, names[key]), 1)
            lines.add(group, len(stats), wanted=theme.px(LEAST_STAT) * len(stats))
        card.body.addWidget(lines)
        return card

    def _stat(self, key: str, icon: str, token: str, name: str) -> QVBoxLayout:
        cell = QVBoxLayout()
        cell.setSpacing(0)
        figure = QHBoxLayout()
        figure.setSpacing(8)
        figure.addWidget(IconLabel(icon, token, 18))
        value = self.stats[key] = plain_label("–", "stat", wrap=False)
        value.setObjectName(f"import_{key}")
        value.setAccessibleDescription(name)
        figure.addWidget(value, 1)
        cell.addLayout(figure)
        caption = plain_label(name, "small", wrap=False)
        cell.addWidget(caption)
        for label in (value, caption):
            # a figure that is cut says something else: rather its neighbors get less, or the pace goes below
            label.setSizePolicy(QSizePolicy.Policy.Minimum, label.sizePolicy().verticalPolicy())
        return cell

    # --- showing

    def begin(self, counts: Counts) -> None:
        """A run begins where the journal stands; nothing is known of its pace yet."""
        self._progress = None
        self._cut_off_at = None
        self.show_progress(
            Progress(
                total=counts.total,
                done=counts.done,
                registered=counts.registered,
                failed=counts.failed,
                already_in=counts.already_in,
                unknown=counts.unknown,
                rate=0.0,
                waiting_seconds=0.0,
                eta=None,
                asking=True,
            )
        )

    def show_progress(self, progress: Progress) -> None:
        """Show how far the import is, and whether it waits for Zoom."""
        before, self._progress = self._progress, progress
        waits = progress.waiting_seconds >= labels.LONG_ENOUGH and not progress.paused
        self._note_connection(before, progress, waits=waits)
        left = progress.total - progress.done
        self._done.setText(words.number(progress.done))
        self._of.setText(of_people(progress.total))
        self._percent.setText(f"{self.percent()}%")
        said = self.tr("{done} {of}").format(done=words.number(progress.done), of=of_people(progress.total))
        self.bar.show_progress(progress.done, progress.total, said, shown=False)
        self.stats["registered"].setText(words.number(progress.registered))
        self.stats["failed"].setText(words.number(progress.failed))
        self.stats["left"].setText(words.number(left))
        moves = not progress.paused and not self.cut_off
        self.stats["rate"].setText(words.number(round(progress.rate * 60)) if progress.rate and moves else "–")
        eta = progress.eta if left and moves else None
        self.stats["time"].setText(labels.rough_time(eta) if eta is not None else "–")
        self._wait(math.ceil(progress.waiting_seconds) if waits else 0)
        self._last = progress.done + 1
        self._follow()

    def _note_connection(self, before: Progress | None, progress: Progress, *, waits: bool) -> None:
        """A lost connection is back when an answer came, not when a wait is over: then it is only tried again."""
        answered = self._cut_off_at is not None and progress.done > self._cut_off_at
        answered = answered or (before is not None and before.asking and not progress.asking)
        if waits and progress.cut_off:
            self._cut_off_at = progress.done
        elif answered or (waits and not progress.cut_off):
            self._cut_off_at = None

    def _follow(self) -> None:
        """Keep those in view whom it is about, as soon as the journal has told of them; till then nothing moves."""
        rows = self._table.rowCount()
        # whoever looks around in the table, or for somebody, is left alone
        if not rows or self.grid.hasFocus() or not self.isVisible() or not self._table.is_in_list_order:
            return
        last = min(self._last, rows - 1)
        if None not in [self._table.entry(at) for at in (max(last - IN_VIEW, 0), last)]:
            self.grid.scrollTo(self._table.index(last, 0))

    def percent(self) -> int:
        progress = self._progress
        return progress.done * 100 // progress.total if progress and progress.total else 0

    @property
    def asking(self) -> bool:
        """Whether Zoom is being asked who is in, so that nobody leaves yet."""
        return self._progress is None or self._progress.asking

    @property
    def waiting(self) -> int:
        """Seconds that are left of a wait for Zoom."""
        return self._waiting

    @property
    def cut_off(self) -> bool:
        """Whether Zoom couldn't be reached the last time."""
        return self._cut_off_at is not None

    def end(self) -> None:
        """The run ended."""
        self._wait(0)

    def _wait(self, seconds: int) -> None:
        """Count down so many seconds of a wait for Zoom, and say what the import does now."""
        self._waiting = seconds
        if seconds and not self._second.isActive():
            self._second.start()
        elif not seconds:
            self._second.stop()
        note = self._note()
        if note != self._noted:
            # said once; the countdown stands in the action bar, where nobody reads it out each second
            self._noted = note
            kind, title, text, icon = note
            self.note.show_message(kind, title, text, icon=icon)

    def _note(self) -> tuple[str, str, str, str]:
        """Return what the import does now: the kind of message, its title, its text, its icon."""
        if self._progress is not None and self._progress.paused:
            said = self.tr("Groups that were under way end; nobody else is sent until you choose Resume.")
            return "info", self.tr("Paused"), said, "pause"
        if self.cut_off:
            said = self.tr("Foyer tries again by itself. Nobody has been skipped.")
            return "warn", self.tr("Zoom can’t be reached just now"), said, "hourglass"
        if self._waiting:
            said = self.tr("Foyer is waiting and continues by itself. Nobody has been skipped.")
            return "warn", self.tr("Zoom asked us to slow down"), said, "hourglass"
        if self.asking:
            said = self.tr("Nobody is sent before Zoom has answered. For many people this takes a moment.")
            return "info", self.tr("Asking Zoom who is registered already…"), said, "hourglass"
        said = self.tr("Foyer keeps track of every group. Open it again and choose Continue to send the rest.")
        return "info", self.tr("Safe to close – continues where it stopped"), said, "laptop"

    def _tick(self) -> None:
        self._wait(max(self._waiting - 1, 0))
        self.ticked.emit()


def of_people(total: int) -> str:
    """Return what stands behind the number of those who are done."""
    return words.counted(total, tr("of 1 person"), tr("of {n} people"))


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("look", "column-line")
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line
