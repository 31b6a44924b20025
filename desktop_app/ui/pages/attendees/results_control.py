"""The import that the Attendees page shows: its rows as the journal has them, corrected in place, or taken back."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.attendees.importer import Undone
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Undo
from desktop_app.attendees.one_row import problem_of
from desktop_app.attendees.records import SENT
from desktop_app.attendees.roster import Field
from desktop_app.attendees.row_filters import RowFilter, count_of, order_of, rows_of
from desktop_app.journey.readiness import Ability
from desktop_app.ui import giving_up, row_texts
from desktop_app.ui.models.result_table import PART, ResultTable
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.undo_control import UndoControl, outcome
from desktop_app.ui.tasks import Second
from desktop_app.ui.widgets.announce import announce
from desktop_app.zoom.errors import Reason, ZoomError


@dataclass(frozen=True, slots=True)
class LastRun:
    """How a run went: its seconds, how many people it had to send, how many of them are registered since; and until
    when (aware) Zoom takes nothing, where a limit ended it."""

    seconds: float = 0.0
    tried: int = 0
    registered: int = 0
    waits_until: dt.datetime | None = None


LONGEST_TIMER = 24 * 3600 * 1000
"""Milliseconds; a time beyond is looked at again by then."""

NO_RUN = LastRun()
"""An import that was not run now."""


class ResultsControl(QObject):
    """`taken_back` comes when an import was taken back, in part or whole, and is shown as it is now; `changed` when it
    is shown as it is now for another reason, or Zoom listens again."""

    taken_back = Signal()
    changed = Signal()

    def __init__(self, context: Context, table: ResultTable, face: FinishedFace) -> None:
        super().__init__(face)
        self._context = context
        self._table = table
        self._face = face
        self.made: Import | None = None
        self.counts = Counts()
        self.last = NO_RUN
        self.filter: RowFilter = None
        self.undo = UndoControl(context, face)
        self._listens = QTimer(self)
        self._listens.setSingleShot(True)
        self._listens.setTimerType(Qt.TimerType.PreciseTimer)
        self._listens.timeout.connect(self._wait)
        self._listens.timeout.connect(self.changed)
        table.wanted.connect(self._read_part)
        table.order_wanted.connect(self._read_order)
        table.edited.connect(self._correct)
        face.filter_chosen.connect(self.show_filter)
        face.undo_wanted.connect(self.ask_undo)
        self.undo.changed.connect(self._undo_changed)
        self.undo.undone.connect(self._undone)

    @property
    def to_send(self) -> int:
        """How many people of this import a run would send."""
        return self.counts.left if self.made is not None and self.made.undo is Undo.NOT else 0

    @property
    def leads_on(self) -> bool:
        """Whether nothing of this import is left to be done, so that another can be gone on to."""
        return self.made is not None and not (self.to_send or self.half_undone or self.undo.running)

    @property
    def half_undone(self) -> bool:
        """Whether this import was taken back in part, and that can go on."""
        return self.made is not None and self.made.undo is Undo.ASKED and self.made.wiped is None

    @property
    def can_give_up(self) -> bool:
        """Whether this import has anything left to be put away."""
        return self.made is not None and giving_up.can_give_up(self.made, self.counts)

    @property
    def can_undo(self) -> bool:
        return self._context.journey.can(Ability.TAKE_BACK)

    @property
    def waits_until(self) -> dt.datetime | None:
        """When Zoom takes people again, if that is still to come."""
        until = self.last.waits_until
        return until if until is not None and until > dt.datetime.now(dt.UTC) else None

    def forget(self) -> None:
        """There is no import to show."""
        self.made, self.counts = None, Counts()
        self._table.show_count(0)

    # --- showing

    def follow(self, made: Import) -> None:
        """Show the people whom an import sends, while it runs."""
        self._begin(made)
        self.filter = SENT
        self._table.set_editable(False)
        self._table.set_running(True)
        self._table.show_count(made.total)

    def show(self, made: Import, counts: Counts, last: LastRun = NO_RUN) -> None:
        """Show an import that doesn't run (any more)."""
        self._begin(made)
        self.counts, self.last = counts, last
        self._wait()
        self._face.show_outcome(made, counts, practice=self._context.practice, can_undo=self.can_undo)
        self._table.set_editable(made.undo is Undo.NOT)
        self._table.set_running(False)
        self.show_filter((Fate.FAILED,) if counts.failed else None)

    def _begin(self, made: Import) -> None:
        """Another import comes in the order of its list."""
        if self.made is None or self.made.id != made.id:
            self._table.sort_as_in_list()
        self.made = made

    def _wait(self) -> None:
        """See to it that the moment isn't missed at which Zoom listens again."""
        until = self.waits_until
        if until is None:
            self._listens.stop()
            return
        seconds = (until - dt.datetime.now(dt.UTC)).total_seconds()
        self._listens.start(min(max(math.ceil(seconds * 1000), 0), LONGEST_TIMER))

    def show_filter(self, shown: RowFilter) -> None:
        """Show the rows of a filter only."""
        self.filter = shown
        there = self.made is not None and self.made.wiped is None
        self._table.show_count(count_of(self.counts, shown) if there else 0)
        self._face.show_filter(shown)

    def _read_order(self) -> None:
        """Answer the table: the journal sorts the rows."""
        made, shown, sorting = self.made, self.filter, self._table.sorting
        if made is None:
            return

        def done(numbers: Sequence[int]) -> None:
            if (made, shown, sorting) == (self.made, self.filter, self._table.sorting):
                gone = self._table.rowCount() > len(numbers) == 0
                self._table.show_order(numbers)
                if gone:
                    self._look_whether_gone(made)

        by, descending = sorting
        self._context.tasks.start(
            "order",
            order_of(self._context.journal, made.id, shown, by, descending=descending),
            done=done,
            failed=lambda error: self._context.fail(error, self._read_order),
            second=Second.REPLACE,
        )

    def _read_part(self, part: int) -> None:
        """Answer the table: it shows what the journal holds, and asks for what is looked at."""
        made, shown, order = self.made, self.filter, self._table.order
        if made is None:
            return
        journal, start = self._context.journal, part * PART
        if order is None:
            reading = rows_of(journal, made.id, shown, limit=PART, offset=start)
        else:
            reading = journal.rows_numbered(made.id, order[start : start + PART])

        def done(entries: list[Entry]) -> None:
            if (made, shown) == (self.made, self.filter) and order is self._table.order:
                self._table.fill(part, entries)
                if not entries:
                    self._look_whether_gone(made)

        def failed(error: Exception) -> None:
            self._table.drop(part)
            self._context.fail(error, self._table.renew)

        self._context.tasks.start(
            f"part {part}",
            reading,
            done=done,
            failed=failed,
            second=Second.REPLACE,
        )

    def _look_whether_gone(self, made: Import) -> None:
        """An import without rows was wiped, or discarded in another window."""

        def found(now: Import | None) -> None:
            if now is None or now.wiped is not None:
                self.look_again()

        journal, fail = self._context.journal, self._context.just_fail
        self._context.tasks.start("gone", journal.get(made.id), done=found, failed=fail, second=Second.REPLACE)

    # --- correcting

    def _correct(self, entry: Entry, field: str, value: str) -> None:
        made = self.made
        if made is None:
            return
        problem = problem_of(entry, Field(field), value)
        if problem is not None:
            said = f"{row_texts.problem_help(problem)}: {problem.found}"
            self._context.say("warn", self._refusal, said)
            return
        self._context.tasks.start(
            f"correct {made.id} {entry.row} {field}",
            self._context.journal.correct(made.id, entry.row, **{field: value}),
            done=lambda _: self._corrected(),
            failed=self._not_corrected,
            # of two values for one cell the later counts; other cells have tasks of their own
            second=Second.REPLACE,
        )

    @property
    def _refusal(self) -> str:
        return self.tr("This can’t be sent")

    def _corrected(self) -> None:
        """The row says so itself: a message would come between the person and the cell that is next."""
        self._table.renew()
        self._context.unsay(self._refusal)
        announce(self._face.grid, self.tr("Corrected. Retry sends it again."))

    def _not_corrected(self, error: Exception) -> None:
        if not isinstance(error, KeyError):
            self._context.just_fail(error)
            return
        self._table.renew()
        said = self.tr("This person was retried or given up in the meantime, perhaps in another Foyer window.")
        self._context.say("warn", self.tr("Not corrected"), said)

    # --- taking back

    def ask_undo(self) -> None:
        """Ask whether to take the import back, or to go on with that."""
        if self.made is not None:
            self.undo.ask(self.made, self.counts)

    def _undo_changed(self) -> None:
        """While it is taken back, the whole list shows who is out already."""
        if not self.undo.running:
            return
        if self.filter is not None:
            self.show_filter(None)
        self._table.set_editable(False)
        self._table.renew()
        self._face.show_undo(self.undo)
        if self.made is not None:
            counts, fail = self._context.journal.counts(self.made.id), self._context.just_fail
            self._context.tasks.start("undo counts", counts, done=self._show_undo_counts, failed=fail)

    def _show_undo_counts(self, counts: Counts) -> None:
        if self.undo.running:
            self.counts = counts
            self._face.show_counts(counts)

    def _undone(self, result: Undone | Exception) -> None:
        """Say how taking it back went, and show the import as the journal has it now."""
        made = self.made
        if made is None:
            return
        error = result if isinstance(result, Exception) else result.error
        until = listens_again(error)

        def shown() -> None:
            if error is not None and until is not None:
                # there is no use in trying again before
                self._context.fail(error, None)
            elif error is not None:
                self._context.fail(error, lambda: self.undo.start(made))
            elif isinstance(result, Undone) and not result.complete:
                # of one that is complete the title says it all
                self._context.say(*outcome(result))
            self.taken_back.emit()

        self.look_again(shown, LastRun(waits_until=until))

    def look_again(self, shown: Callable[[], None] | None = None, last: LastRun = NO_RUN) -> None:
        """Show the import as the journal has it now, then do `shown`; by default tell of the change."""
        made, journal = self.made, self._context.journal
        if made is None:
            return

        async def find() -> tuple[Import | None, Counts]:
            return await journal.get(made.id), await journal.counts(made.id)

        def found(answer: tuple[Import | None, Counts]) -> None:
            if self.made is not made:
                return
            if answer[0] is None:
                self.forget()
            else:
                self.show(answer[0], answer[1], last)
            (shown or self.changed.emit)()

        self._context.tasks.start("anew", find(), done=found, failed=self._context.just_fail, second=Second.REPLACE)


def listens_again(error: Exception | None) -> dt.datetime | None:
    """Return when Zoom takes requests again after a limit that lasts; None for any other failure."""
    return error.retry_at if isinstance(error, ZoomError) and error.reason is Reason.RATE_DAILY else None
