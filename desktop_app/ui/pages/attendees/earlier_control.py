"""The imports that an event already has: lists them, opens them, goes on with them, puts away what isn't to go on."""

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.journal import Import, ImportStanding, Undo
from desktop_app.ui import errors, giving_up
from desktop_app.ui.event_imports import imports_of_event
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.tasks import Second


class EarlierControl(QObject):
    """`listed` comes when they are as they are now, `opened` when one is shown, `discarded` when one is gone,
    `put_away` when the one that is shown won't go on."""

    listed = Signal()
    opened = Signal()
    discarded = Signal()
    put_away = Signal()

    def __init__(self, context: Context, drop: DropFace, imports: ImportControl, results: ResultsControl) -> None:
        super().__init__(drop)
        self._context = context
        self._drop = drop
        self._imports = imports
        self._results = results
        self._told_of_damage = False
        self.waiting: tuple[ImportStanding, ...] = ()
        """The imports that wait for a person to start them, in the order in which they were prepared."""
        drop.opened.connect(lambda import_id: self.open(import_id, go_on=False))
        drop.continued.connect(lambda import_id: self.open(import_id, go_on=True))

    def forget(self) -> None:
        """Another event: none is known yet."""
        self.open_nothing()
        self.waiting = ()
        self._drop.show_earlier(())

    @property
    def others_waiting(self) -> tuple[ImportStanding, ...]:
        """The imports that wait, beside the one that is shown."""
        shown = self._results.made
        return tuple(item for item in self.waiting if shown is None or item.made.id != shown.id)

    def look(self) -> None:
        """List the imports of this event as they are now."""
        self._context.tasks.start(
            "imports",
            self._find(),
            done=self._found,
            failed=lambda error: self._context.fail(error, self.look),
            second=Second.REPLACE,
        )

    async def _find(self) -> list[ImportStanding]:
        return await imports_of_event(self._context.journal, self._context.journey.state)

    def _found(self, earlier: list[ImportStanding]) -> None:
        self._drop.show_earlier(earlier)
        self.waiting = tuple(item for item in reversed(earlier) if item.made.prepared)
        self._context.journey.imports_found(
            registered=sum(item.counts.registered for item in earlier),
            prepared=sum(item.counts.left for item in self.waiting),
            left=sum(map(_left, earlier)),
        )
        lost = self._context.journal.set_aside
        if lost is not None and not self._told_of_damage:
            self._told_of_damage = True
            self._context.say("warn", *errors.lost_record(lost.name))
        self.listed.emit()

    def open(self, import_id: str, *, go_on: bool) -> None:
        """Show an import of this event, or send whoever is left of it. What is being taken back, and what was only
        prepared, is shown first."""

        def found(imports: list[ImportStanding]) -> None:
            wanted = next((item for item in imports if item.made.id == import_id), None)
            if wanted is None:
                self.look()
                return
            made, counts = wanted
            if go_on and counts.left and made.undo is Undo.NOT and not made.prepared and not self._context.canceled:
                self._imports.go_on(made)
            else:
                self._results.show(made, counts)
                self.opened.emit()

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self.open(import_id, go_on=go_on))

        # of two that were asked for the later counts
        self._context.tasks.start("open", self._find(), done=found, failed=failed, second=Second.REPLACE)

    def open_nothing(self) -> None:
        """Whoever waited for an import to be opened went on to something else."""
        self._context.tasks.cancel("open")

    def ask_to_give_up(self) -> None:
        """Put the import that is shown away, if that is wanted."""
        made, counts = self._results.made, self._results.counts
        if made is not None and self._results.can_give_up and not self._imports.running:
            giving_up.ask(self._context.page, made, counts, lambda: self._give_up(made))

    def _give_up(self, made: Import) -> None:
        def done(_: object) -> None:
            if made.prepared:
                self._results.forget()
                self.discarded.emit()
            else:
                self._results.look_again(self.put_away.emit)

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._give_up(made))

        work = giving_up.give_up(self._context.journal, made)
        self._context.tasks.start(f"discard {made.id}", work, done=done, failed=failed)


def _left(item: ImportStanding) -> int:
    """Return how many people an import that was begun has to send, to settle, or to take back."""
    match item.made.undo:
        case Undo.NOT:
            return 0 if item.made.prepared else item.counts.left
        case Undo.ASKED:
            return item.counts.left + item.counts.registered
        case Undo.DONE:
            return 0
