"""The imports that an event already has: lists them, opens them, goes on with them, discards what was only prepared."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.journal import Counts, Import, Journal, Undo
from desktop_app.journey.journey import Journey
from desktop_app.ui import question, words
from desktop_app.ui.pages.attendees import work
from desktop_app.ui.pages.attendees.drop_face import DropFace, Earlier
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.tasks import Second, TaskOwner


class EarlierControl(QObject):
    """`listed` comes when the list is as it is now, `opened` when one of them is shown, `discarded` when one is gone;
    `failed` brings a failure and what to try again, `said` a message: kind, title, text."""

    listed = Signal()
    opened = Signal()
    discarded = Signal()
    failed = Signal(object, object)
    said = Signal(str, str, str)

    def __init__(
        self,
        journey: Journey,
        journal: Callable[[], Journal],
        tasks: TaskOwner,
        drop: DropFace,
        imports: ImportControl,
    ) -> None:
        super().__init__(imports)
        self._journey = journey
        self._journal = journal
        self._tasks = tasks
        self._drop = drop
        self._imports = imports
        self._told_of_damage = False
        self.prepared: Import | None = None
        """The newest import that waits for a person to start it."""
        self.people_prepared = 0
        drop.opened.connect(lambda import_id: self.open(import_id, go_on=False))
        drop.continued.connect(lambda import_id: self.open(import_id, go_on=True))

    def forget(self) -> None:
        """Another event: none is known yet."""
        self._tasks.cancel("open")
        self.prepared, self.people_prepared = None, 0
        self._drop.show_earlier(())

    def look(self) -> None:
        """List the imports of this event as they are now."""
        self._tasks.start(
            "imports",
            self._find(),
            done=self._found,
            failed=lambda error: self.failed.emit(error, self.look),
            second=Second.REPLACE,
        )

    async def _find(self) -> list[Earlier]:
        state, journal = self._journey.state, self._journal()
        assert state.connection is not None
        assert state.work is not None
        account_key = state.connection.account_key
        if state.work.gone_events:
            await journal.follow(account_key, state.work.gone_events, state.event_id)
        return await work.earlier_imports(journal, account_key, state.event_id)

    def _found(self, earlier: list[Earlier]) -> None:
        self._drop.show_earlier(earlier)
        waiting = [item for item in earlier if item.made.prepared]
        self.prepared = waiting[0].made if waiting else None
        self.people_prepared = sum(item.counts.left for item in waiting)
        if not self._imports.running:
            self._journey.import_ended(sum(item.counts.registered for item in earlier))
        lost = self._journal().set_aside
        if lost is not None and not self._told_of_damage:
            self._told_of_damage = True
            self.said.emit(
                "warn",
                self.tr("The record of earlier imports was damaged"),
                self.tr("Foyer began a new one and kept the old one as {name}.").format(name=lost.name),
            )
        self.listed.emit()

    def open(self, import_id: str, *, go_on: bool) -> None:
        """Show an import, or send whoever is left of it. What is being taken back, and what was only prepared, is
        shown first."""
        journal = self._journal()

        async def find() -> tuple[Import | None, Counts]:
            return await journal.get(import_id), await journal.counts(import_id)

        def found(answer: tuple[Import | None, Counts]) -> None:
            made, counts = answer
            if made is None:
                self.look()
            elif go_on and counts.left and made.undo is Undo.NOT and not made.prepared:
                self._imports.go_on(made)
            else:
                self._imports.show(made, counts)
                self.opened.emit()

        self._tasks.start(
            "open",
            find(),
            done=found,
            failed=lambda error: self.failed.emit(error, lambda: self.open(import_id, go_on=go_on)),
        )

    def ask_to_discard(self, parent: QWidget) -> None:
        """Discard the import that is shown, if that is wanted. Keeping it is the default."""
        made = self._imports.made
        if made is None or not made.prepared:
            return
        said = self.tr("Foyer forgets the {n} people that you prepared. Nobody was registered, and your file stays.")
        question.ask(
            parent,
            "discard",
            self.tr("Discard this list?"),
            said.format(n=words.number(self._imports.counts.left)),
            action=self.tr("Discard"),
            then=lambda: self._discard(made),
        )

    def _discard(self, made: Import) -> None:
        def done(_: object) -> None:
            self._imports.forget()
            self.discarded.emit()

        self._tasks.start(
            "discard",
            self._journal().discard(made.id),
            done=done,
            failed=lambda error: self.failed.emit(error, lambda: self._discard(made)),
        )
