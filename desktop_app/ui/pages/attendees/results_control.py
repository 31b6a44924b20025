"""The import that the Attendees page shows: its rows as the journal has them, corrected in place, or taken back."""

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Undo
from desktop_app.attendees.records import SENT
from desktop_app.attendees.roster import Field
from desktop_app.attendees.sending.undo import Undone
from desktop_app.journey.readiness import Ability
from desktop_app.ui import row_texts
from desktop_app.ui.models.result_table import PART, ResultTable
from desktop_app.ui.pages.attendees import work
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.finished_face import FinishedFace, Outcome, Shown
from desktop_app.ui.pages.attendees.undo_control import UndoControl
from desktop_app.ui.tasks import Second


class ResultsControl(QObject):
    """`taken_back` comes when an import was taken back, in part or whole, and is shown as it is now."""

    taken_back = Signal()

    def __init__(self, context: Context, table: ResultTable, face: FinishedFace) -> None:
        super().__init__(face)
        self._context = context
        self._table = table
        self._face = face
        self.made: Import | None = None
        self.counts = Counts()
        self.took = 0.0
        """Seconds of the last run; 0 for an import that was not run now."""
        self.filter: Shown = None
        self.undo = UndoControl(context, face)
        table.wanted.connect(self._read_part)
        table.edited.connect(self._correct)
        face.filter_chosen.connect(self.show_filter)
        face.undo_wanted.connect(self._ask_undo)
        self.undo.undone.connect(self._undone)

    @property
    def to_send(self) -> int:
        """How many people of this import a run would send."""
        return self.counts.left if self.made is not None and self.made.undo is Undo.NOT else 0

    def forget(self) -> None:
        """There is no import to show."""
        self.made, self.counts = None, Counts()
        self._table.show_count(0)

    # --- showing

    def follow(self, made: Import) -> None:
        """Show the people whom an import sends, while it runs."""
        self.made, self.filter = made, SENT
        self._table.set_editable(False)
        self._table.show_count(made.total)

    def show(self, made: Import, counts: Counts, took: float = 0.0) -> None:
        """Show an import that doesn't run (any more)."""
        self.made, self.counts, self.took = made, counts, took
        self._face.show_outcome(
            Outcome(
                made, counts, practice=self._context.practice, can_undo=self._context.journey.can(Ability.TAKE_BACK)
            )
        )
        self._table.set_editable(made.undo is Undo.NOT)
        self.show_filter((Fate.FAILED,) if counts.failed else None)

    def show_filter(self, fates: Shown) -> None:
        """Show the rows of some fates only; None for the whole list."""
        self.filter = fates
        self._table.show_count(sum(self.counts.of(fate) for fate in fates or Fate))
        self._face.show_filter(fates)

    def _read_part(self, part: int) -> None:
        """Answer the table: it shows what the journal holds, and asks for what is looked at."""
        made, fates = self.made, self.filter
        if made is None:
            return

        def done(entries: list[Entry]) -> None:
            if (made, fates) == (self.made, self.filter):
                self._table.fill(part, entries)

        def failed(error: Exception) -> None:
            self._table.drop(part)
            self._context.fail(error, self._table.renew)

        self._context.tasks.start(
            f"part {part}",
            self._context.journal.rows(made.id, fates=fates, limit=PART, offset=part * PART),
            done=done,
            failed=failed,
            second=Second.REPLACE,
        )

    # --- correcting

    def _correct(self, entry: Entry, field: str, value: str) -> None:
        made = self.made
        if made is None:
            return
        problem = work.problem_of(entry, Field(field), value)
        if problem is not None:
            said = f"{row_texts.problem_help(problem)}: {problem.found}"
            self._context.say("warn", self.tr("This can’t be sent."), said)
            return
        cells = {"email": entry.email, "first_name": entry.first_name, "last_name": entry.last_name} | {field: value}
        self._context.tasks.start(
            f"correct {entry.row}",
            self._context.journal.correct(made.id, entry.row, **cells),
            done=lambda _: self._corrected(),
            failed=self._context.just_fail,
        )

    def _corrected(self) -> None:
        self._table.renew()
        self._context.say("ok", self.tr("Corrected."), self.tr("Retry sends it again. Your file isn’t changed."))

    # --- taking back

    def _ask_undo(self) -> None:
        if self.made is not None:
            self.undo.ask(self.made, self.counts)

    def _undone(self, result: Undone | Exception) -> None:
        """Say how taking it back went, and show the import as the journal has it now."""
        made, journal = self.made, self._context.journal
        if made is None:
            return
        if isinstance(result, Exception):
            self._context.fail(result, lambda: self.undo.start(made))
        else:
            self._context.say(*self.undo.result(result))

        async def find() -> tuple[Import | None, Counts]:
            return await journal.get(made.id), await journal.counts(made.id)

        def found(answer: tuple[Import | None, Counts]) -> None:
            if answer[0] is not None and self.made is made:
                self.show(answer[0], answer[1])
                self.taken_back.emit()

        self._context.tasks.start("anew", find(), done=found, failed=self._context.just_fail, second=Second.REPLACE)
