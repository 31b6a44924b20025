"""Taking an import back: says first what that can't undo, deletes the tickets at Zoom, and tells how it went."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.journal import Counts, Import, Journal
from desktop_app.attendees.sending.undo import Undoing, Undone, UndoProgress
from desktop_app.journey.journey import Journey
from desktop_app.ui import question, words
from desktop_app.ui.tasks import TaskOwner


class UndoControl(QObject):
    """`undone` carries an `Undone` when it has ended, complete or not; `failed` the exception that ended it, and what
    to try again; `said` how far it is."""

    undone = Signal(object)
    failed = Signal(object, object)
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
        self._work: Undoing | None = None
        self._progress: UndoProgress | None = None
        self.stopping = False

    @property
    def running(self) -> bool:
        return self._tasks.running("undo")

    def ask(self, parent: QWidget, made: Import, counts: Counts, *, practice: bool) -> None:
        """Say what undoing does and what it can't, and begin if that is wanted. Keeping everything is the default."""
        label = self.tr("Delete 1 ticket") if counts.registered == 1 else self.tr("Delete {n} tickets")
        if not counts.registered:
            label = self.tr("Undo the import")
        question.ask(
            parent,
            "undo",
            self.tr("Undo this import?"),
            "\n\n".join(_consequences(made, counts, practice=practice)),
            action=label.format(n=words.number(counts.registered)),
            then=lambda: self.start(made),
        )

    def start(self, made: Import) -> None:
        """Take an import back, or go on with that."""
        journey, journal = self._journey, self._journal()
        registered = journey.state.registered

        async def work() -> Undone:
            undoing = self._work = Undoing(journey.api, journal, made.id, self._pause)
            # no other step opens meanwhile, as while an import runs
            journey.import_started(lambda _: None)
            left = registered
            try:
                result = await undoing.run(self._note)
                left = max(registered - result.deleted, 0)
                return result
            finally:
                self._work = None
                journey.import_ended(left)

        self._progress, self.stopping = None, False
        self._tasks.start(
            "undo",
            work(),
            done=self.undone.emit,
            failed=lambda error: self.failed.emit(error, lambda: self.start(made)),
        )

    def stop(self) -> None:
        """Stop after the deletions that are under way."""
        if self._work is not None:
            self.stopping = True
            self._work.stop()
            self.changed.emit()

    def _note(self, progress: UndoProgress) -> None:
        before, self._progress = self._progress, progress
        step = max(progress.total // 100, 1)
        if before is None or progress.done // step != before.done // step or progress.done == progress.total:
            self.changed.emit()

    def progress(self) -> str:
        """Return how far it is."""
        progress = self._progress
        if self.stopping:
            return self.tr("Stopping…")
        if progress is None:
            return self.tr("Asking Zoom…")
        return self.tr("{done} of {total} tickets deleted").format(
            done=words.number(progress.done), total=words.number(progress.total)
        )

    def result(self, undone: Undone) -> tuple[str, str, str]:
        """Return how it ended: the kind of message, its title, its text."""
        gone = self.tr("{n} tickets were deleted at Zoom, or had never been made.").format(
            n=words.number(undone.withdrawn)
        )
        if undone.complete:
            return "ok", self.tr("The import was taken back."), gone
        parts = [gone]
        if undone.refused:
            parts.append(
                self.tr("Zoom refused to delete {n}: look at them on Zoom’s website.").format(
                    n=words.number(len(undone.refused))
                )
            )
        if undone.left or undone.unknown:
            parts.append(
                self.tr("{n} are left. Undo again goes on with them.").format(
                    n=words.number(undone.left + undone.unknown)
                )
            )
        return "warn", self.tr("The import was taken back in part."), " ".join(parts)


def _consequences(made: Import, counts: Counts, *, practice: bool) -> list[str]:
    """Return what is deleted, what stays, and what can't be undone."""
    said = [
        words.tr(
            "Zoom deletes the tickets that this import made: {n} people lose their place and their join links stop "
            "working. Whoever was registered before stays registered."
        ).format(n=words.number(counts.registered))
    ]
    if counts.left:
        said.append(words.tr("{n} people who aren’t sent yet won’t be sent.").format(n=words.number(counts.left)))
    if made.send_notification and not practice:
        said.append(
            words.tr("What can’t be undone: the emails that Zoom has sent. Nobody is told that their ticket is gone.")
        )
    else:
        said.append(words.tr("What can’t be undone: the deletion itself. To add these people again, import them anew."))
    return said
