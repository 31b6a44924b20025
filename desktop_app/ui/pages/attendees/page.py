"""Step 6. A list comes in, is checked, imported, and every row's fate is known: four faces, in this order."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.attendees.importer import AlreadyRunning, Stopped
from desktop_app.attendees.journal import Import, Journal
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.journey import steps
from desktop_app.journey.readiness import Ability
from desktop_app.journey.steps import Step
from desktop_app.ui import errors, notification, words
from desktop_app.ui.pages.attendees import bars, labels
from desktop_app.ui.pages.attendees.drop_face import BlockedFace, DropFace
from desktop_app.ui.pages.attendees.earlier_control import EarlierControl
from desktop_app.ui.pages.attendees.files_control import FilesControl
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.incoming_control import IncomingControl
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.send_one import SendOneControl
from desktop_app.ui.pages.attendees.work import Ended
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program

if TYPE_CHECKING:
    from desktop_app.journey.state import Mode

Notify = Callable[[QWidget, str, str], object]
"""Tells a person who is looking elsewhere: the page, a title, a text."""


class AttendeesPage(Page):
    """`pause` is how an import waits and `notify` how its end is told, for tests."""

    step = Step.ATTENDEES

    def __init__(
        self,
        program: Program,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        notify: Notify = notification.tell,
    ) -> None:
        super().__init__(program)
        self._notify = notify
        self._began = 0.0
        self._key: tuple[Mode, str, str] | None = None
        self._again: Callable[[], None] | None = None

        columns = program.columns
        memory = MappingMemory(columns.load, columns.save) if columns else None
        column = self.header.parentWidget()
        assert column is not None
        # all faces have their parent from the start: each move to another one would restyle all that is inside
        self.list = ListControl(self.journey, self.tasks, memory, column)
        self.imports = ImportControl(self.journey, self._journal, self.tasks, pause, column)
        self.files = FilesControl(self.journey, self._journal, self.tasks, self)
        self.ahead = SendOneControl(self.journey, self.list, self.imports, self)
        self.blocked = BlockedFace()
        self.drop = DropFace()
        self.check = self.list.face
        self.importing = self.imports.importing
        self.finished = self.imports.finished
        self.incoming = IncomingControl(self.list, self.drop, self._takes_lists, self)
        self.earlier = EarlierControl(self.journey, self._journal, self.tasks, self.drop, self.imports)
        self._face: QWidget = self.drop
        self._faces = (self.drop, self.blocked, self.check, self.importing, self.finished)
        for face in self._faces:
            self.body.addWidget(face, 1)
        self._paste_shortcut = self.drop.make_paste_shortcut(self)
        self._connect()
        self._show_face(self.drop)

    def _connect(self) -> None:
        self.incoming.coming.connect(self.clear_message)
        self.incoming.said.connect(self.message.show_message)
        self.drop.sample_wanted.connect(self.files.save_sample)
        self.drop.opened.connect(lambda _: self.clear_message())
        self.drop.saved.connect(self.files.ask_results)
        self.blocked.permissions_wanted.connect(lambda: self.on_action("permissions"))
        self.list.loaded.connect(self._list_loaded)
        self.list.changed.connect(self.changed)
        self.list.failed.connect(self._failed)
        self.list.said.connect(self.message.show_message)
        self.imports.changed.connect(self.changed)
        self.imports.started.connect(self._import_started)
        self.imports.prepared.connect(self._import_prepared)
        self.imports.ended.connect(self._import_ended)
        self.imports.broke.connect(self._import_broke)
        self.imports.failed.connect(self._failed)
        self.imports.said.connect(self.message.show_message)
        self.imports.shown_anew.connect(self._shown_anew)
        self.imports.undo.changed.connect(self._undo_changed)
        self.earlier.listed.connect(self._earlier_listed)
        self.earlier.opened.connect(self._import_opened)
        self.earlier.discarded.connect(self._discarded)
        self.earlier.failed.connect(self._failed)
        self.earlier.said.connect(self.message.show_message)
        self.ahead.failed.connect(self._failed)
        self.ahead.said.connect(self.message.show_message)
        self.files.failed.connect(self._failed)
        self.files.said.connect(self.message.show_message)
        self.finished.save_wanted.connect(self._save_all)
        self.finished.save_shown_wanted.connect(self._save_shown)
        self.finished.more_wanted.connect(self._add_more)
        self.finished.discard_wanted.connect(lambda: self.earlier.ask_to_discard(self.finished))

    # --- what the window asks

    def bar(self) -> Bar:
        match self._face:
            case self.check:
                return bars.check(self.list, self.imports, draft=self._draft)
            case self.importing:
                return bars.importing(self.imports)
            case self.finished:
                return bars.finished(self.imports, draft=self._draft)
            case self.blocked:
                return bars.blocked()
        return bars.drop(self.list, draft=self._draft)

    def caption(self) -> str:
        if self._face is self.importing:
            return bars.caption(self.imports)
        roster = self.list.roster
        if self._face is self.check and roster is not None:
            return labels.rows(self.list.rows)
        if self._draft and self.earlier.people_prepared:
            return self.tr("{n} prepared").format(n=words.number(self.earlier.people_prepared))
        registered = self.journey.state.registered
        return self.tr("{n} registered").format(n=words.number(registered)) if registered else ""

    def enter(self) -> None:
        state = self.journey.state
        if state.connection is None or self.imports.running:
            return
        key = (state.connection.mode, state.connection.account_key, state.event_id)
        if key != self._key:
            self._key = key
            self._forget_event()
        self.clear_message()
        if not self.journey.can(Ability.ADD_ATTENDEES):
            missing = [name for check in self.journey.readiness.checks for name in check.missing
                       if check.ability is Ability.ADD_ATTENDEES]  # fmt: skip
            self.blocked.show_missing(missing)
            self._show_face(self.blocked)
            return
        self._show_face(self.drop if self._face is self.blocked else self._face)
        self.earlier.look()
        path, self.program.list_to_open = self.program.list_to_open, None
        import_id, self.program.import_to_continue = self.program.import_to_continue, ""
        if import_id:
            self.continue_import(import_id)
        elif path is not None:
            self.open_list(path)

    def primary(self) -> None:
        match self._face:
            case self.drop:
                if self.list.is_there and not self.list.reading:
                    self._show_face(self.check)
            case self.check:
                # what was being typed may change the number on the button, so that wants another look
                if not self.check.grid.finish_editing():
                    self._begin()
            case self.importing:
                # the second half of a double click on the button that began it
                if (time.monotonic() - self._began) * 1000 >= QApplication.doubleClickInterval():
                    self.imports.pause_or_resume()
            case self.finished:
                if self.finished.grid.finish_editing() or self.imports.undo.running:
                    return
                if self.imports.to_send and self.imports.made is not None:
                    if not self._draft:
                        self.clear_message()
                        self.imports.go_on(self.imports.made)
                else:
                    self.go.emit(Step.HUB.value)

    def secondary(self) -> None:
        match self._face:
            case self.check:
                self.incoming.choose()
            case self.importing:
                self.imports.stop()
            case self.finished if self.imports.undo.running:
                self.imports.undo.stop()
            case self.finished:
                self._add_more()
            case _:
                self._leave()

    def _leave(self) -> None:
        """A draft goes on to be published; a published event is left for the hub."""
        before = steps.back_from(Step.ATTENDEES, self.journey.state) if self._draft else Step.HUB
        self.go.emit((before or Step.HUB).value)

    def goes_back(self) -> bool:
        return self._face is self.check

    def back(self) -> bool:
        if self._face is not self.check:
            return False
        self.clear_message()
        self._show_face(self.drop)
        return True

    def retry(self) -> None:
        """Do again what failed, which is not always what the primary button does: nobody is emailed by mistake."""
        again, self._again = self._again, None
        self.clear_message()
        if again is not None:
            again()

    def on_action(self, key: str) -> None:
        if key == "file":
            self.incoming.choose()
        elif key == "ask":
            self.clear_message()
            self.list.ask_zoom()
        elif key == "prepared":
            if self.earlier.prepared is not None:
                self.earlier.open(self.earlier.prepared.id, go_on=False)
        elif key == "draft":
            self._leave()
        elif key == "event":
            # what Zoom refuses here is refused again: the event's own page can't be reached once it is published
            self.go.emit(Step.HUB.value)
        else:
            super().on_action(key)

    # --- faces

    def _show_face(self, face: QWidget) -> None:
        """Show one face. No QStackedWidget: it is as tall as its tallest page, whichever it shows."""
        changes = face is not self._face
        self._face = face
        for each in self._faces:
            each.setVisible(each is face)
        self._paste_shortcut.setEnabled(face is self.drop)
        self.header.set_texts(*self._titles(face))
        if changes:
            self.scroller.verticalScrollBar().setValue(0)
            if self.isVisible():
                self.header.focus_title()
        self.changed.emit()

    def _titles(self, face: QWidget) -> tuple[str, str]:
        match face:
            case self.check:
                name = self.list.source or self.tr("what you pasted")
                return self.tr("Check the list"), self.tr(
                    "Foyer matched the columns of {name}. Rows that aren’t ready are left out."
                ).format(name=words.breakable(name))
            case self.importing:
                return self.tr("Importing attendees"), self.tr(
                    "Foyer sends groups of up to 30 people, at a pace that Zoom accepts."
                )
            case self.finished:
                made = self.imports.made
                if made is not None and made.prepared:
                    return labels.prepared(self.imports.counts, draft=self._draft)
                return labels.finished(self.imports.counts, self.imports.took)
        if self._draft:
            return self.tr("Prepare attendees"), self.tr(
                "Check the list while the event is a draft. Nobody is registered before you publish and start."
            )
        return self.tr("Add attendees"), self.tr(
            "Bring the list you already have. Column names and order don’t matter."
        )

    def _forget_event(self) -> None:
        """Another event or account: nothing of the one before is left."""
        self.earlier.forget()
        self.list.forget()
        self.imports.forget()
        self.check.reset()
        self._show_face(self.drop)

    def _journal(self) -> Journal:
        connection = self.journey.state.connection
        assert connection is not None
        return self.program.journal(connection.mode)

    def _failed(self, error: Exception, again: Callable[[], None] | None) -> None:
        """Show a failure whose "Try again" does `again`."""
        self._again = again
        self.show_error(error)

    # --- earlier imports

    def continue_import(self, import_id: str) -> None:
        """Open an import of this event, and send whoever is left."""
        if not self.imports.running:
            self.clear_message()
            self.earlier.open(import_id, go_on=True)

    def _import_opened(self) -> None:
        self.clear_message()
        self._show_face(self.finished)

    def _earlier_listed(self) -> None:
        """What was prepared waits for a person's word, which can be given once the event is published."""
        made = self.earlier.prepared
        if made is not None and self._face is self.drop and not self._draft and not self.message.isVisible():
            self.message.show_message(
                "info",
                labels.were_prepared(self.earlier.people_prepared),
                self.tr("Nobody is registered before you start it."),
                actions=[("prepared", self.tr("Review and start"))],
            )
        self.changed.emit()

    def _discarded(self) -> None:
        self._add_more()
        self.message.show_message("ok", self.tr("The list was discarded."))

    # --- a list comes in

    def open_list(self, path: Path) -> None:
        """Read and check a file, whatever face is shown; an import that runs is not disturbed."""
        self.incoming.open(path)

    def _list_loaded(self) -> None:
        self.imports.sent_ahead = False
        self._show_face(self.check)

    def _takes_lists(self) -> bool:
        busy = self.imports.running or self.imports.undo.running
        return self._face not in (self.importing, self.blocked) and not busy

    # --- importing

    def _begin(self) -> None:
        listed = self.list.listed()
        if listed is None or self.list.why_not():
            return
        self.clear_message()
        self.imports.begin(
            source=self.list.source,
            ticket=self.check.pickers.ticket(),
            types=self.list.types,
            emails=self.check.emails.sends(),
            listed=listed,
        )

    def _import_prepared(self, made: Import) -> None:
        self.clear_message()
        self.list.forget()
        self._show_face(self.drop)
        self.message.show_message(
            "ok",
            labels.are_prepared(made.total),
            self.tr("They wait until the event is published and you start the import here."),
            actions=[("draft", self.tr("Back to the event"))],
        )
        self.earlier.look()

    def _import_started(self) -> None:
        self.tasks.cancel("read")
        self.clear_message()
        self._began = time.monotonic()
        self._show_face(self.importing)

    def _import_ended(self, ended: Ended) -> None:
        self.list.forget()
        self._show_face(self.finished)
        error = ended.error or (ended.summary.error if ended.summary else None)
        if error is not None and ended.counts.left:
            self._failed(error, lambda: self.imports.go_on(ended.made))
        elif ended.summary is not None and ended.summary.stopped is Stopped.USER:
            self.message.show_message("info", *labels.stopped(ended.counts.left))
        elif ended.counts.left:
            self.message.show_message(
                "warn", *labels.in_doubt(ended.counts.left), actions=[("permissions", self.tr("See permissions"))]
            )
        # somebody who looks elsewhere hears it, too
        self._notify(self, *labels.told(ended.counts, self.imports.took))
        self.earlier.look()

    def _import_broke(self, error: Exception) -> None:
        """The record can't be kept, so nothing more was sent."""
        made = self.imports.made
        if isinstance(error, AlreadyRunning) and made is not None:
            self._show_face(self.drop)
            self.earlier.look()
            self._failed(error, lambda: self.imports.go_on(made))
        elif self._face is self.importing:
            self._show_face(self.drop)
            self._failed(error, self.earlier.look)
            self._notify(self, self.tr("Import stopped"), errors.view_for(error).title)
        else:
            self._failed(error, None)

    # --- afterwards

    def _save_all(self) -> None:
        if self.imports.made is not None:
            self.files.ask_results(self.imports.made.id)

    def _save_shown(self) -> None:
        if self.imports.made is not None:
            self.files.ask_results(self.imports.made.id, self.imports.shown)

    def save_results(self, import_id: str, path: Path) -> None:
        """Write an import's results to a file."""
        self.files.save_results(import_id, path)

    def _undo_changed(self) -> None:
        if self.imports.undo.running:
            self.finished.hold()

    def _shown_anew(self) -> None:
        self._show_face(self.finished)
        self.earlier.look()

    def _add_more(self) -> None:
        self.clear_message()
        self.list.forget()
        self._show_face(self.drop)
        self.earlier.look()

    @property
    def _draft(self) -> bool:
        """Whether the event isn't published, so that people can only be prepared."""
        return not self.journey.state.published
