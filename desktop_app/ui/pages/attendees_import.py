"""The import that the Attendees page runs or shows: starts, stops and continues it, and keeps both tables in step with
the journal."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.attendees.importer import Importer, Progress
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Journal
from desktop_app.attendees.roster import Field, Person
from desktop_app.journey.journey import Journey
from desktop_app.ui import row_texts
from desktop_app.ui.models.result_table import PART, ResultTable
from desktop_app.ui.pages import attendees_work as work
from desktop_app.ui.pages.attendees_finished import FinishedFace, Outcome
from desktop_app.ui.pages.attendees_importing import ImportingFace
from desktop_app.ui.pages.attendees_work import Ended
from desktop_app.ui.tasks import Second, TaskOwner
from desktop_app.zoom.models import TicketType

SHOWN_AGAIN = 250
"""Milliseconds between two looks at a running import: a person can't read faster."""

Fates = tuple[Fate, ...] | None


class ImportControl(QObject):
    """`started` comes when rows are about to leave, `ended` with an `Ended`, `broke` with the exception when the record
    can't be kept; `failed` brings any other failure and what to try again, `said` a message: kind, title, text."""

    started = Signal()
    ended = Signal(object)
    broke = Signal(object)
    failed = Signal(object, object)
    said = Signal(str, str, str)
    changed = Signal()

    def __init__(
        self,
        journey: Journey,
        journal: Callable[[], Journal],
        tasks: TaskOwner,
        pause: Callable[[float], Awaitable[None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._journey = journey
        self._journal = journal
        self._tasks = tasks
        self._pause = pause
        self.results = ResultTable(self)
        self.importing = ImportingFace(self.results)
        self.finished = FinishedFace(self.results)
        self.made: Import | None = None
        self.counts = Counts()
        self.stopping = False
        self.took = 0.0
        """Seconds of the last run; 0 for an import that was not run now."""
        self._left_out: int | None = None
        self._already_before: int | None = None
        self._importer: Importer | None = None
        self._fates: Fates = None
        self._progress: Progress | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(SHOWN_AGAIN)
        self._look.timeout.connect(self._show_progress)
        self.importing.ticked.connect(self.changed)
        self.results.wanted.connect(self._read_part)
        self.results.edited.connect(self._correct)
        self.finished.fates_chosen.connect(self.show_fates)
        self.finished.retry_wanted.connect(self.retry_failed)

    @property
    def running(self) -> bool:
        """Whether an import runs, or is being written down to run."""
        return self._tasks.running("import")

    def forget(self) -> None:
        """Another event: there is no import to show."""
        self.made, self.counts = None, Counts()
        self.results.show_count(0)

    # --- running

    def begin(
        self,
        *,
        source: str,
        ticket: TicketType | None,
        emails: bool,
        people: list[Person],
        left_out: int,
        already_before: int,
    ) -> None:
        """Write an import down and start it. A second press finds the first one running."""
        state, journal = self._journey.state, self._journal()
        connection = state.connection
        assert connection is not None

        async def carry_out() -> Ended:
            made = await journal.begin(
                account_key=connection.account_key,
                event_id=state.event_id,
                event_name=state.draft.name,
                source=source,
                ticket_type_id=ticket.ticket_type_id if ticket else "",
                ticket_type_name=ticket.name if ticket else "",
                send_notification=emails,
                people=people,
            )
            self._left_out, self._already_before = left_out, already_before
            return await self._run(journal, made)

        self._start(carry_out())

    def go_on(self, made: Import) -> None:
        """Send whoever is left of an import."""
        if self.made is None or self.made.id != made.id:
            self._left_out = self._already_before = None
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

    def _start(self, run: Coroutine[Any, Any, Ended]) -> None:
        self._tasks.start("import", run, done=self._ended, failed=self.broke.emit)

    async def _run(self, journal: Journal, made: Import) -> Ended:
        self.made = made
        self.stopping = False
        self._fates = None
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
        self._left_out = self._already_before = None
        self.took = 0.0
        self._show(made, counts)

    def _show(self, made: Import, counts: Counts) -> None:
        connection = self._journey.state.connection
        self.made, self.counts = made, counts
        self.finished.show_outcome(
            Outcome(
                counts,
                emails=made.send_notification,
                practice=connection is not None and connection.mode == "practice",
                left_out=self._left_out,
                already_before=self._already_before,
            )
        )
        self.results.set_editable(True)
        self.show_fates((Fate.FAILED,) if counts.failed else None)

    def show_fates(self, fates: Fates) -> None:
        """Show the rows of some fates only; None for all."""
        self._fates = fates
        counts = self.counts
        amounts = {
            Fate.WAITING: counts.waiting,
            Fate.SENDING: counts.sending,
            Fate.REGISTERED: counts.registered,
            Fate.FAILED: counts.failed,
            Fate.ALREADY_IN: counts.already_in,
            Fate.UNKNOWN: counts.unknown,
        }
        self.finished.show_fates(fates)
        self.results.show_count(sum(amounts[fate] for fate in fates or Fate))

    def _read_part(self, part: int) -> None:
        """Answer the table: it shows what the journal holds, and asks for what is looked at."""
        made, fates = self.made, self._fates
        if made is None:
            return

        def done(entries: list[Entry]) -> None:
            if (made, fates) == (self.made, self._fates):
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

    def save(self, import_id: str, path: Path, done: Callable[[], object]) -> None:
        """Write an import's results to a file."""
        self._tasks.start(
            "save",
            work.save(self._journal(), import_id, path),
            done=lambda _: done(),
            failed=lambda error: self.failed.emit(error, lambda: self.save(import_id, path, done)),
        )
