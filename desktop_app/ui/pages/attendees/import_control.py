"""The import that the Attendees page runs or shows: prepares, starts, pauses, stops, continues and undoes it, and keeps
the tables in step with the journal."""

import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.importer import Importer, Progress
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Journal, Undo
from desktop_app.attendees.records import SENT, NewRow, SourceTable
from desktop_app.attendees.roster import Field, Person
from desktop_app.attendees.sending.undo import Undone
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.ui import row_texts
from desktop_app.ui.models.result_table import PART, ResultTable
from desktop_app.ui.pages.attendees import work
from desktop_app.ui.pages.attendees.finished_face import FinishedFace, Outcome, Shown
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.undo_control import UndoControl
from desktop_app.ui.pages.attendees.work import Ended, Listed
from desktop_app.ui.tasks import Second, TaskOwner
from desktop_app.zoom.models import TicketType

SHOWN_AGAIN = 250
"""Milliseconds between two looks at a running import: a person can't read faster."""


class ImportControl(QObject):
    """`prepared` comes with the `Import` that waits for its event to be published, `started` when rows are about to
    leave, `ended` with an `Ended`, `broke` with the exception when the record can't be kept; `one_ended` with the
    `Ended` and the `Entry` of a single person who was sent ahead; `failed` brings any other failure and what to try
    again, `said` a message: kind, title, text; `shown_anew` comes when an import that was taken back is shown as it is
    now."""

    started = Signal()
    prepared = Signal(object)
    one_ended = Signal(object, object)
    ended = Signal(object)
    broke = Signal(object)
    failed = Signal(object, object)
    said = Signal(str, str, str)
    changed = Signal()
    shown_anew = Signal()

    def __init__(
        self,
        journey: Journey,
        journal: Callable[[], Journal],
        tasks: TaskOwner,
        pause: Callable[[float], Awaitable[None]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._journey = journey
        self._journal = journal
        self._tasks = tasks
        self._pause = pause
        self.results = ResultTable(self)
        self.undo = UndoControl(journey, journal, tasks, pause, self)
        self.importing = ImportingFace(self.results, parent)
        self.finished = FinishedFace(self.results, parent)
        self.made: Import | None = None
        self.counts = Counts()
        self.stopping = False
        self.paused = False
        self.sends_one = False
        self.sent_ahead = False
        """Whether somebody of the list that is checked now was sent ahead of the others."""
        self.took = 0.0
        """Seconds of the last run; 0 for an import that was not run now."""
        self._importer: Importer | None = None
        self.shown: Shown = None
        """The filter of the results."""
        self._progress: Progress | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(SHOWN_AGAIN)
        self._look.timeout.connect(self._show_progress)
        self.importing.ticked.connect(self.changed)
        self.results.wanted.connect(self._read_part)
        self.results.edited.connect(self._correct)
        self.finished.shown_chosen.connect(self.show_filter)
        self.finished.retry_wanted.connect(self.retry_failed)
        self.finished.undo_wanted.connect(self._ask_undo)
        self.undo.undone.connect(self._undone)
        self.undo.failed.connect(self._undo_failed)
        self.undo.changed.connect(self.changed)

    @property
    def running(self) -> bool:
        """Whether an import runs, or is being written down."""
        return self._tasks.running("import")

    @property
    def to_send(self) -> int:
        """How many people of the import that is shown a run would send."""
        return self.counts.left if self.made is not None and self.made.undo is Undo.NOT else 0

    def forget(self) -> None:
        """Another event: there is no import to show."""
        self.made, self.counts, self.sent_ahead = None, Counts(), False
        self.results.show_count(0)

    # --- running

    def begin(
        self, *, source: str, ticket: TicketType | None, types: Sequence[TicketType], emails: bool, listed: Listed
    ) -> None:
        """Write an import down, and start it if its event is published. A second press finds the first one running."""
        journal, prepared = self._journal(), not self._journey.state.published

        async def write() -> Import:
            made = await self._written(
                journal,
                work.new_rows(listed, types),
                source=source,
                ticket=ticket,
                emails=emails,
                prepared=prepared,
                table=work.source_table(listed),
            )
            self.sent_ahead = False
            return made

        async def write_and_run() -> Ended:
            return await self._run(journal, await write())

        if prepared:
            self._tasks.start("import", write(), done=self.prepared.emit, failed=self.broke.emit)
        else:
            self._start(write_and_run())

    def send_one(self, person: Person, *, ticket: TicketType | None, types: Sequence[TicketType]) -> None:
        """Register one person ahead of all others and have them emailed: an import of its own, which can be undone by
        itself and leaves the list free to be changed."""
        journal = self._journal()
        rows = [work.one_row(person, types)]

        async def carry_out() -> tuple[Ended, Entry | None]:
            made = await self._written(
                journal,
                rows,
                source=self.tr("Sent ahead: {email}").format(email=person.email),
                ticket=ticket,
                emails=True,
            )
            importer = self._importer = Importer(self._journey.api, journal, made.id, self._pause)
            try:
                ended = await work.carry_out(self._journey, journal, made, importer, lambda _: None)
                entries = await journal.rows(made.id, limit=1)
                return ended, entries[0] if entries else None
            finally:
                self._importer = None
                self.sends_one = False
                # a single person who couldn't be sent is not left to be sent some other day
                await journal.withdraw_waiting(made.id)

        def done(found: tuple[Ended, Entry | None]) -> None:
            self.sent_ahead = self.sent_ahead or bool(found[0].counts.registered)
            self.one_ended.emit(*found)

        def failed(error: Exception) -> None:
            self.sends_one = False
            self.failed.emit(error, None)

        self.sends_one = self._tasks.start("import", carry_out(), done=done, failed=failed)

    async def _written(
        self,
        journal: Journal,
        rows: Iterable[NewRow],
        *,
        source: str,
        ticket: TicketType | None,
        emails: bool,
        prepared: bool = False,
        table: SourceTable | None = None,
    ) -> Import:
        state = self._journey.state
        assert state.connection is not None
        return await journal.begin(
            account_key=state.connection.account_key,
            event_id=state.event_id,
            event_name=state.draft.name,
            source=source,
            ticket_type_id=ticket.ticket_type_id if ticket else "",
            ticket_type_name=ticket.name if ticket else "",
            send_notification=emails,
            rows=rows,
            prepared=prepared,
            table=table,
        )

    def go_on(self, made: Import) -> None:
        """Send whoever is left of an import."""
        self._start(self._run(self._journal(), made))

    def retry_failed(self) -> None:
        """Send those who failed again, after asking Zoom who is in."""
        made, journal = self.made, self._journal()
        if made is None or self.finished.grid.finish_editing():
            return

        async def again() -> Ended:
            await journal.retry(made.id)
            return await self._run(journal, made)

        self._start(again())

    def stop(self) -> None:
        """Stop after the group that is under way."""
        if self._importer is not None:
            self.stopping = True
            self._importer.stop()
            self.changed.emit()

    def pause_or_resume(self) -> None:
        """Hold the groups that haven't left back, or let them leave."""
        if self._importer is None or self.stopping:
            return
        self.paused = not self.paused
        if self.paused:
            self._importer.pause()
        else:
            self._importer.resume()
        self.importing.set_paused(self.paused)
        self.changed.emit()

    def _start(self, run: Coroutine[Any, Any, Ended]) -> None:
        self._tasks.start("import", run, done=self._ended, failed=self.broke.emit)

    async def _run(self, journal: Journal, made: Import) -> Ended:
        self.made = made
        self.stopping = self.paused = False
        self.shown = SENT
        self._progress = None
        began = time.monotonic()
        self.results.set_editable(False)
        self.results.show_count(made.total)
        self.importing.begin(made.total)
        self.started.emit()
        self._importer = Importer(self._journey.api, journal, made.id, self._pause)
        try:
            return await work.carry_out(self._journey, journal, made, self._importer, self._note_progress)
        finally:
            self._importer = None
            self.paused = False
            self._look.stop()
            self.importing.end()
            self.took = time.monotonic() - began

    def _ended(self, ended: Ended) -> None:
        self._show(ended.made, ended.counts)
        self.ended.emit(ended)

    def _note_progress(self, progress: Progress) -> None:
        self._progress = progress
        if not self._look.isActive():
            self._look.start()

    def _show_progress(self) -> None:
        if self._progress is None:
            return
        self.importing.show_progress(self._progress)
        self.results.renew()
        grid, rows = self.importing.grid, self.results.rowCount()
        if rows and not grid.hasFocus():
            grid.scrollTo(self.results.index(min(self._progress.done + 1, rows - 1), 0))
        self.changed.emit()

    # --- showing

    def show(self, made: Import, counts: Counts) -> None:
        """Show an import of before."""
        self.took = 0.0
        self._show(made, counts)

    def _show(self, made: Import, counts: Counts) -> None:
        connection = self._journey.state.connection
        self.made, self.counts = made, counts
        practice = connection is not None and connection.mode == "practice"
        self.finished.show_outcome(
            Outcome(made, counts, practice=practice, can_undo=self._journey.can(Ability.TAKE_BACK))
        )
        self.results.set_editable(made.undo is Undo.NOT)
        self.show_filter((Fate.FAILED,) if counts.failed else None)

    def show_filter(self, shown: Shown) -> None:
        """Show the rows of some fates only; None for the whole list."""
        self.shown = shown
        self.results.show_count(sum(self.counts.of(fate) for fate in shown or Fate))
        self.finished.show_filter(shown)

    def _read_part(self, part: int) -> None:
        """Answer the table: it shows what the journal holds, and asks for what is looked at."""
        made, fates = self.made, self.shown
        if made is None:
            return

        def done(entries: list[Entry]) -> None:
            if (made, fates) == (self.made, self.shown):
                self.results.fill(part, entries)

        def failed(error: Exception) -> None:
            self.results.drop(part)
            self.failed.emit(error, self.results.renew)

        self._tasks.start(
            f"part {part}",
            self._journal().rows(made.id, fates=fates, limit=PART, offset=part * PART),
            done=done,
            failed=failed,
            second=Second.REPLACE,
        )

    # --- corrections and results

    def _correct(self, entry: Entry, field: str, value: str) -> None:
        made = self.made
        if made is None:
            return
        problem = work.problem_of(entry, Field(field), value)
        if problem is not None:
            self.said.emit(
                "warn", self.tr("This can’t be sent."), f"{row_texts.problem_help(problem)}: {problem.found}"
            )
            return
        cells = {"email": entry.email, "first_name": entry.first_name, "last_name": entry.last_name} | {field: value}
        self._tasks.start(
            f"correct {entry.row}",
            self._journal().correct(made.id, entry.row, **cells),
            done=lambda _: self._corrected(),
            failed=lambda error: self.failed.emit(error, None),
        )

    def _corrected(self) -> None:
        self.results.renew()
        self.said.emit("ok", self.tr("Corrected."), self.tr("Retry sends it again. Your file isn’t changed."))

    # --- taking back

    def _ask_undo(self) -> None:
        if self.made is not None and not self.undo.running and not self.running:
            connection = self._journey.state.connection
            practice = connection is not None and connection.mode == "practice"
            self.undo.ask(self.finished, self.made, self.counts, practice=practice)

    def _undone(self, undone: Undone) -> None:
        self.said.emit(*self.undo.result(undone))
        self._show_anew()

    def _undo_failed(self, error: Exception, again: Callable[[], None]) -> None:
        self._show_anew()
        self.failed.emit(error, again)

    def _show_anew(self) -> None:
        """Show the import as the journal has it now."""
        made, journal = self.made, self._journal()
        if made is None:
            return

        async def find() -> tuple[Import | None, Counts]:
            return await journal.get(made.id), await journal.counts(made.id)

        def found(answer: tuple[Import | None, Counts]) -> None:
            if answer[0] is not None and self.made is made:
                self._show(answer[0], answer[1])
                self.shown_anew.emit()

        self._tasks.start(
            "anew", find(), done=found, failed=lambda error: self.failed.emit(error, None), second=Second.REPLACE
        )
