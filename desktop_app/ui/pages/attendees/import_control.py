"""The import that the Attendees page runs: writes it down, starts, pauses, stops and continues it, and shows how far it
is."""

import time
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.attendees.importer import Importer, ImportOver, LookAhead, Progress, retry_failed
from desktop_app.attendees.journal import Counts, Import, Undo
from desktop_app.attendees.new_import import new_rows, source_table
from desktop_app.attendees.ticket_names import ticket_ids
from desktop_app.journey.readiness import Ability
from desktop_app.ui.breath import breathe
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees import import_actions
from desktop_app.ui.pages.attendees.context import IMPORT, Context
from desktop_app.ui.pages.attendees.import_actions import Ended
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import LastRun, ResultsControl, listens_again

SHOWN_AGAIN = 250
"""Milliseconds between two looks at a running import: a person can't read faster."""


class ImportControl(QObject):
    """`prepared` comes with the `Import` that waits for its event to be published, `started` when rows are about to
    leave, `ended` with an `Ended`, `broke` with the exception when the record can't be kept; `changed` when it is
    paused, stopped, or further than before."""

    prepared = Signal(object)
    started = Signal()
    ended = Signal(object)
    broke = Signal(object)
    changed = Signal()

    def __init__(
        self,
        context: Context,
        listed: ListControl,
        table: ResultTable,
        face: ImportingFace,
        results: ResultsControl,
    ) -> None:
        super().__init__(face)
        self._context = context
        self._list = listed
        self._table = table
        self._face = face
        self._results = results
        self.stopping = False
        self.again: Callable[[], None] | None = None
        """Does once more what was begun last."""
        self._importer: Importer | None = None
        self._progress: Progress | None = None
        self._ahead: LookAhead | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(SHOWN_AGAIN)
        self._look.timeout.connect(self._show_progress)

    @property
    def running(self) -> bool:
        """Whether an import runs, or is being written down."""
        return self._context.tasks.running(IMPORT)

    @property
    def paused(self) -> bool:
        """Whether the import that runs sends nobody for now."""
        return self._importer is not None and self._importer.paused

    def look_ahead(self) -> None:
        """Ask who is in, for an import that may start at any moment."""
        journey = self._context.journey
        if self._context.draft or not journey.can(Ability.SEE_REGISTERED):
            return
        api, event_id = journey.api, journey.state.event_id
        if self._ahead is None or not self._ahead.asks(api, event_id):
            self.forget_ahead()
            self._ahead = LookAhead(api, event_id)
        self._context.tasks.start("look ahead", self._ahead.ask())

    def forget_ahead(self) -> None:
        """Nobody is about to start any more, or with another event."""
        self._context.tasks.cancel("look ahead")
        self._ahead = None

    def begin(self) -> None:
        """Write down the list that is checked, if it can be sent, and start the import if its event is published. A
        second press finds the first one running."""
        context, prepared, listed = self._context, self._context.draft, self._list.listed()
        if listed is None or self._list.why_not() or self._list.emails is None or context.sends:
            return
        choices, source, changed_list = self._list.choices(), self._list.source, self._list.changed_list

        async def write() -> Import:
            try:
                made = await import_actions.write_down(
                    context.journey,
                    context.journal,
                    new_rows(listed, ticket_ids(choices.types)),
                    choices,
                    source=source,
                    prepared=prepared,
                    table=source_table(listed),
                    changed_list=changed_list,
                )
            finally:
                self._list.hold(False)
            # from now on the import has its people
            self._list.forget()
            return made

        async def ready() -> tuple[Import, Counts]:
            made = await write()
            # counted here, as asking the journal takes a turn in which the page would show no list and no run
            return made, Counts(waiting=made.total)

        async def prepare() -> None:
            # told in the turn in which the list goes: nobody sees the page without it
            self.prepared.emit(await write())

        self.again = self.begin
        # what would be changed from now on wouldn't be sent
        self._list.hold(True)
        if prepared:
            context.tasks.start(IMPORT, prepare(), failed=self.broke.emit)
        else:
            self._start(ready)

    def go_on(self, made: Import) -> None:
        """Send whoever is left of an import."""
        self.again = partial(self.go_on, made)
        self._start(partial(self._still, made))

    def retry_failed(self) -> None:
        """Send those of the import that is shown who failed again, after asking Zoom who is in."""
        made = self._results.made
        if made is None:
            return
        self.again = self.retry_failed
        self._start(partial(self._waiting_again, made))

    async def _waiting_again(self, made: Import) -> tuple[Import, Counts]:
        """Let those who failed wait again. Raises as the importer's `retry_failed`."""
        journal = self._context.journal
        return await retry_failed(journal, made.id), await journal.counts(made.id)

    async def _still(self, made: Import) -> tuple[Import, Counts]:
        """Return an import as it is now, and where it stands. Raises ImportOver."""
        journal = self._context.journal
        now = await journal.get(made.id)
        if now is None or now.undo is not Undo.NOT or now.wiped is not None:
            raise ImportOver
        return now, await journal.counts(made.id)

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
        if self._importer.paused:
            self._importer.resume()
        else:
            self._importer.pause()
        self._show_progress()

    def _start(self, ready: Callable[[], Awaitable[tuple[Import, Counts]]]) -> None:
        if self._context.sends:
            return
        # Zoom answers while the list is written down
        self.look_ahead()
        self._context.tasks.start(IMPORT, self._run(ready), done=self.ended.emit, failed=self.broke.emit)

    async def _run(self, ready: Callable[[], Awaitable[tuple[Import, Counts]]]) -> Ended:
        """Make an import ready, then send whoever is left of it."""
        made, before = await ready()
        self.stopping = False
        self._progress = None
        began = time.monotonic()
        self._results.follow(made)
        self._face.begin(before)
        context = self._context
        # what was asked before this run says nothing after it
        ahead, self._ahead = self._ahead, None
        importer = self._importer = Importer(context.journey.api, context.journal, made.id, context.pause, ahead=ahead)
        try:
            # from now on it can be paused and stopped
            self.started.emit()
            ended = await import_actions.carry_out(
                context.journey, context.journal, made, importer, self._note_progress
            )
        finally:
            self._importer = None
            self._look.stop()
            self._face.end()
        now = ended.counts.registered + ended.counts.already_in - before.registered - before.already_in
        until = listens_again(ended.failure)
        last = LastRun(time.monotonic() - began, tried=before.left, registered=now, waits_until=until)
        self._results.show(ended.made, ended.counts, last)
        # before the results are shown, which takes a turn of its own
        await breathe()
        return ended

    def _note_progress(self, progress: Progress) -> None:
        self._progress = progress
        if not self._look.isActive():
            self._look.start()

    def _show_progress(self) -> None:
        if self._progress is not None:
            self._table.renew()
            self._face.show_progress(self._progress)
        self.changed.emit()
