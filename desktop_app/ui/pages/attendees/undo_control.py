"""Taking an import back: says first what that can't undo, deletes the tickets at Zoom, and tells how it went."""

import math
import time

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.importer import Undoing, Undone, UndoProgress
from desktop_app.attendees.journal import Counts, Import
from desktop_app.attendees.row_filters import IN_DOUBT, NOT_SENT, count_of
from desktop_app.ui import confirm, words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.context import UNDO, Context
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text


class UndoControl(QObject):
    """`undone` carries an `Undone` when it has ended, complete or not, or the exception that ended it; `changed` comes
    when it is further than before."""

    undone = Signal(object)
    changed = Signal()

    def __init__(self, context: Context, face: QWidget) -> None:
        super().__init__(face)
        self._context = context
        self._face = face
        self._work: Undoing | None = None
        self._progress: UndoProgress | None = None
        self._began: float | None = None
        """When the first ticket was to be deleted, by the monotonic clock."""
        self.stopping = False

    @property
    def running(self) -> bool:
        return self._context.tasks.running(UNDO)

    def ask(self, made: Import, counts: Counts) -> None:
        """Say what undoing does and what it can't, and begin if that is wanted. Keeping everything is the default."""
        if self._context.sends:
            return
        label = self.tr("Delete 1 ticket") if counts.registered == 1 else self.tr("Delete {n} tickets")
        if not counts.registered or count_of(counts, IN_DOUBT):
            # how many there are isn't known
            label = self.tr("Undo the import")
        box = confirm.ask(
            self._face,
            "undo",
            self._question(made),
            "\n\n".join(consequences(made, counts, practice=self._context.practice)),
            action=label.format(n=words.number(counts.registered)),
            then=lambda: self.start(made),
        )
        box.setWindowTitle(self.tr("Undo this import"))  # its first line names both, and is too long for a title

    def _question(self, made: Import) -> str:
        event = labels.event_name(self._context.journey.state.draft)
        if not made.source:
            return self.tr("Undo the import of pasted rows into {event}?").format(event=event)
        source = safe_text(made.source, words.LONGEST_SOURCE)
        return self.tr("Undo the import of {source} into {event}?").format(source=source, event=event)

    def start(self, made: Import) -> None:
        """Take an import back, or go on with that."""
        if self._context.sends:
            return
        # a list that came in now would hide it
        self._context.tasks.cancel("read")
        journey, journal = self._context.journey, self._context.journal
        registered = journey.state.registered

        async def work() -> Undone:
            undoing = self._work = Undoing(journey.api, journal, made.id, self._context.pause)
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
        self._began = None
        self._context.tasks.start(UNDO, work(), done=self.undone.emit, failed=self.undone.emit)
        self.changed.emit()

    def stop(self) -> None:
        """Stop after the deletions that are under way."""
        if self._work is not None:
            self.stopping = True
            self._work.stop()
            self.changed.emit()

    def _note(self, progress: UndoProgress) -> None:
        before, self._progress = self._progress, progress
        if self._began is None:
            self._began = time.monotonic()
        step = max(progress.total // 100, 1)
        waits = progress.waiting_seconds or (before is not None and before.waiting_seconds)
        if before is None or waits or progress.done // step != before.done // step or progress.done == progress.total:
            self.changed.emit()

    def progress(self) -> str:
        """Return how far it is."""
        progress = self._progress
        if self.stopping:
            return self.tr("Stopping…")
        if progress is not None and progress.waiting_seconds >= labels.LONG_ENOUGH:
            return self.tr("Waiting for Zoom, up to {n} s").format(n=math.ceil(progress.waiting_seconds))
        if progress is None:
            return self.tr("Asking Zoom…")
        return self.tr("{done} of {total} tickets deleted").format(
            done=words.number(progress.done), total=words.number(progress.total)
        )

    @property
    def done(self) -> tuple[int, int]:
        """How many tickets are gone or refused, of how many; of 0 while nobody knows."""
        progress = self._progress
        return (progress.done + progress.refused, progress.total) if progress is not None else (0, 0)

    def seconds_left(self) -> float | None:
        """Return how long it goes on as fast as until now; None while nobody can tell."""
        done, total = self.done
        if not done or self._began is None:
            return None
        return (time.monotonic() - self._began) / done * (total - done)


def outcome(undone: Undone) -> tuple[str, str, str]:
    """Return what is said of an undo that isn't complete, beside who is out: the kind of message, its title, its
    text."""
    parts = []
    if undone.refused:
        parts.append(
            words.counted(
                len(undone.refused),
                tr("Zoom refused to delete 1 ticket. Continue undoing tries again, or look at it on Zoom’s website."),
                tr(
                    "Zoom refused to delete {n} tickets. Continue undoing tries again, or look at them on Zoom’s "
                    "website."
                ),
            )
        )
    if left := undone.left + undone.unknown:
        parts.append(
            words.counted(
                left,
                tr("1 person is left. Continue undoing goes on with them."),
                tr("{n} people are left. Continue undoing goes on with them."),
            )
        )
    if undone.unconfirmed:
        parts.append(
            words.counted(
                undone.unconfirmed,
                tr("1 person stays in: perhaps they had their ticket before, and Zoom can’t be asked."),
                tr("{n} people stay in: perhaps they had their tickets before, and Zoom can’t be asked."),
            )
        )
    return "warn", tr("The import was taken back in part"), " ".join(parts)


def consequences(made: Import, counts: Counts, *, practice: bool) -> list[str]:
    """Return what is deleted, what stays, and what can't be undone."""
    said = []
    if counts.registered:
        said.append(
            words.counted(
                counts.registered,
                tr(
                    "Zoom deletes the ticket that this import made: 1 person loses their place and their join link "
                    "stops working. Whoever was registered before stays registered."
                ),
                tr(
                    "Zoom deletes the tickets that this import made: {n} people lose their place and their join links "
                    "stop working. Whoever was registered before stays registered."
                ),
            )
        )
    if doubtful := count_of(counts, IN_DOUBT):
        said.append(
            words.counted(
                doubtful,
                tr("For 1 person it isn’t known whether they are registered. Zoom is asked, and deletes their ticket."),
                tr(
                    "For {n} people it isn’t known whether they are registered. Zoom is asked, and deletes the tickets "
                    "of those who are."
                ),
            )
        )
    if waiting := count_of(counts, NOT_SENT):
        said.append(
            words.counted(
                waiting,
                tr("1 person who isn’t sent yet won’t be sent."),
                tr("{n} people who aren’t sent yet won’t be sent."),
            )
        )
    if made.send_notification and not practice:
        said.append(
            tr("What can’t be undone: the emails that Zoom has sent. Nobody is told that their ticket is gone.")
        )
    else:
        said.append(tr("What can’t be undone: the deletion itself. To add these people again, import them anew."))
    return said
