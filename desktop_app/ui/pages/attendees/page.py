"""Step 6. A list comes in, is checked, imported, and every row's fate is known: four faces, in this order, and one for
an account that may not add people."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.attendees.columns import MappingMemory
from desktop_app.journey import steps
from desktop_app.journey.readiness import Ability
from desktop_app.journey.steps import Step
from desktop_app.ui import errors, notification
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees import bars, labels, titles
from desktop_app.ui.pages.attendees.blocked_face import BlockedFace
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.earlier_control import EarlierControl
from desktop_app.ui.pages.attendees.faces import Faces
from desktop_app.ui.pages.attendees.files_control import FilesControl
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.import_events import ImportEvents
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.incoming_control import IncomingControl
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.pages.attendees.send_one import SendOneControl
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program

if TYPE_CHECKING:
    from desktop_app.journey.state import Mode

SETTLES = 3
"""Double clicks: for so long nothing can be pressed where Pause was, once an import has ended."""

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
        self._settling = QTimer(self)
        self._settling.setObjectName("settling")
        self._settling.setTimerType(Qt.TimerType.PreciseTimer)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self.changed)
        self._key: tuple[Mode, str, str] | None = None
        self._context = Context(
            page=self,
            journey=self.journey,
            tasks=self.tasks,
            journals=program.journal,
            pause=pause,
            say=self.say,
            unsay=self.unsay,
            fail=self._failed,
        )

    def parts(self) -> Iterator[None]:
        context, columns = self._context, self.program.columns
        column = self.header.parentWidget()
        assert column is not None
        # all faces have their parent from the start: each move to another one would restyle all that is inside
        self.drop = DropFace(column)
        self.blocked = BlockedFace(column)
        yield
        self.check = CheckFace(column)
        yield from self.check.parts()
        yield
        table = ResultTable(self)
        self.importing = ImportingFace(table, column)
        yield
        self.finished = FinishedFace(table, column)
        yield
        self.list = ListControl(context, self.check, MappingMemory(columns.load, columns.save) if columns else None)
        self.results = ResultsControl(context, table, self.finished)
        self.imports = ImportControl(context, self.list, table, self.importing, self.results)
        self.ahead = SendOneControl(context, self.list, self.check.emails)
        self.files = FilesControl(context, self.drop, self.finished, self.results)
        self.incoming = IncomingControl(context, self.list, self.drop, self._takes_lists)
        self.earlier = EarlierControl(context, self.drop, self.imports, self.results)
        self._faces = Faces(
            self,
            self._title,
            drop=self.drop,
            blocked=self.blocked,
            check=self.check,
            importing=self.importing,
            finished=self.finished,
        )
        self._connect()
        self._events = ImportEvents(
            self,
            context,
            self._faces,
            listed=self.list,
            imports=self.imports,
            results=self.results,
            earlier=self.earlier,
            tell=partial(self._notify, self),
        )
        self._faces.show(self.drop)

    def _connect(self) -> None:
        self.drop.opened.connect(lambda _: self.clear_message())
        self.blocked.permissions_wanted.connect(lambda: self.on_action("permissions"))
        self.list.coming.connect(self.clear_message)
        self.list.loaded.connect(lambda: self._faces.show(self.check))
        self.list.changed.connect(self.changed)
        self.check.pickers.columns_chosen.connect(lambda _: self._faces.show_title())
        self.imports.changed.connect(self.changed)
        self.importing.ticked.connect(self.changed)
        # before the face changes, and the button with it
        self.imports.ended.connect(lambda _: self._settling.start(SETTLES * QApplication.doubleClickInterval()))
        self.ahead.told.connect(self._focus_what_was_said)
        self.ahead.told.connect(self.earlier.look)
        self.finished.retry_wanted.connect(self.imports.retry_failed)
        self.finished.discard_wanted.connect(self.earlier.ask_to_give_up)

    # --- what the window asks

    def bar(self) -> Bar:
        match self._faces.shown:
            case self.check:
                return bars.check(
                    self.list, starting=self.imports.running, sends_one=self.ahead.running, draft=self._context.draft
                )
            case self.importing:
                return bars.importing(self.imports, self.importing)
            case self.finished:
                return bars.finished(
                    self.results,
                    starting=self.imports.running,
                    draft=self._context.draft,
                    canceled=self._context.canceled,
                    just_ended=self._settling.isActive(),
                    others_wait=self._next_list is not None,
                )
            case self.blocked:
                return bars.blocked()
        state = self.journey.state
        return bars.drop(self.list, draft=self._context.draft, registered=state.registered, left=state.left or 0)

    def _title(self, face: QWidget) -> tuple[str, str]:
        match face:
            case self.check:
                return titles.check(self.list.source, matched=self.list.has_addresses)
            case self.importing:
                made = self.results.made
                emails = made is not None and made.send_notification
                return titles.importing(emails=emails, practice=self._context.practice)
            case self.finished:
                return titles.results(self.results, draft=self._context.draft)
        return titles.drop(draft=self._context.draft)

    def caption(self) -> str:
        if self._faces.shown is self.importing:
            return bars.caption(self.imports, self.importing)
        if self._faces.shown is self.check and self.list.roster is not None:
            return labels.rows(self.list.rows)
        if self._faces.shown is self.finished and self.results.undo.running:
            return bars.undoing(self.results.undo)
        state = self.journey.state
        return labels.standing(left=state.left or 0, prepared=state.prepared, registered=state.registered)

    def enter(self) -> None:
        state = self.journey.state
        if state.connection is None or self.imports.running or self.ahead.running:
            return
        if self._faces.shown is self.finished and not self.results.undo.running and not self.results.to_send:
            # who comes to add people is not shown the import of before, which is listed
            self._faces.show(self.drop)
        key = (*state.connection.account, state.event_id)
        if key != self._key:
            self._key = key
            self._forget_event()
        self.clear_message()
        if not self.journey.can(Ability.ADD_ATTENDEES):
            missing = [name for check in self.journey.readiness.checks for name in check.missing
                       if check.ability is Ability.ADD_ATTENDEES]  # fmt: skip
            self.blocked.show_missing(missing)
            self._faces.show(self.blocked)
            return
        self._faces.show(self.drop if self._faces.shown is self.blocked else self._faces.shown)
        self.earlier.look()
        import_id, self.program.import_to_continue = self.program.import_to_continue, ""
        if import_id:
            self.continue_import(import_id)
        elif self.program.list_to_open is not None and self._takes_lists():
            path, self.program.list_to_open = self.program.list_to_open, None
            self.open_list(path)

    def leave(self) -> None:
        self.program.import_to_continue = ""
        self.earlier.open_nothing()
        self.imports.forget_ahead()

    def _forget_event(self) -> None:
        """Another event or account: nothing of the one before is left."""
        self.earlier.forget()
        self.list.forget()
        self.results.forget()
        self.check.reset()
        self._faces.show(self.drop)

    def get_ready(self) -> None:
        starts = {self.check: self.list.has_addresses, self.finished: self.results.to_send > 0}
        if starts.get(self._faces.shown) and self.bar().enabled:
            self.imports.look_ahead()

    def primary(self) -> None:
        match self._faces.shown:
            case self.drop:
                if self.list.is_there and not self.list.reading:
                    self.clear_message()
                    self._faces.show(self.check)
                    self.list.show_again()
            case self.check:
                # what was being typed may change the number on the button, so that wants another look
                if not self.list.has_addresses:
                    self.incoming.choose()
                elif not self.check.grid.finish_editing() and self.bar().enabled:
                    self.clear_message()
                    self.imports.begin()
            case self.importing:
                self.imports.pause_or_resume()
            case self.finished:
                if self.finished.grid.finish_editing() or self.results.undo.running or not self.bar().enabled:
                    return
                if self.results.half_undone:
                    self.results.ask_undo()
                elif self.results.to_send and self.results.made is not None:
                    self.clear_message()
                    self.imports.go_on(self.results.made)
                elif self._next_list is not None:
                    self.earlier.open(self._next_list, go_on=False)
                else:
                    self.go.emit(Step.HUB.value)

    @property
    def _next_list(self) -> str | None:
        """The prepared list that the primary button leads on to, by its id."""
        others = self.earlier.others_waiting if self.results.leads_on and not self._context.draft else ()
        return others[0].made.id if others else None

    def secondary(self) -> None:
        match self._faces.shown:
            case self.check:
                self.incoming.choose()
            case self.importing:
                self.imports.stop()
                self._faces.focus_title()
            case self.finished if self.results.undo.running:
                self.results.undo.stop()
                self._faces.focus_title()
            case self.finished:
                self._events.add_more()
            case _:
                self._leave()

    def _leave(self) -> None:
        """A draft goes on to be published; a published event is left for the hub."""
        before = steps.back_from(Step.ATTENDEES, self.journey.state) if self._context.draft else Step.HUB
        self.go.emit((before or Step.HUB).value)

    def goes_back(self) -> bool:
        return self._faces.shown in (self.check, self.finished)

    def back(self) -> bool:
        if self._faces.shown is self.finished:
            self._events.add_more()
        elif self._faces.shown is self.check:
            self.clear_message()
            self._faces.show(self.drop)
        else:
            return False
        return True

    # --- messages

    def retry(self) -> None:
        """Try again what failed, never what the primary button does: nobody is emailed by mistake."""
        if self._again is None:
            self.clear_message()
        else:
            super().retry()

    def on_action(self, key: str) -> None:
        match key:
            case "file":
                self.incoming.choose()
            case "ask":
                self.clear_message()
                self.list.ask_zoom()
            case "give_up":
                self.earlier.ask_to_give_up()
            case "prepared" if self.earlier.waiting:
                self.earlier.open(self.earlier.waiting[0].made.id, go_on=False)
            case "draft":
                self._leave()
            case "event":
                # what Zoom refuses here is refused again: the event's own page can't be reached once it is published
                self.go.emit(Step.HUB.value)
            case _:
                super().on_action(key)

    def _focus_what_was_said(self) -> None:
        """The focus came back to the link when its dialog closed: a further Enter would open that again."""
        if self.window().focusWidget() is self.check.emails.send_one:
            self.message.setFocus()

    def _failed(self, error: Exception, again: Callable[[], None] | None) -> None:
        """Show a failure whose "Try again" does `again`; without it, it has none."""
        if again is not None:
            self.fail(error, again)
            return
        view = errors.view_for(error)
        self.show_view(replace(view, actions=tuple(action for action in view.actions if action[0] != "retry")))

    # --- what comes from elsewhere

    def continue_import(self, import_id: str) -> None:
        """Open an import of this event, and send whoever is left."""
        if not self._context.sends:
            self.clear_message()
            self.earlier.open(import_id, go_on=True)

    def open_list(self, path: Path) -> None:
        """Read and check a file, whatever face is shown; an import that runs is not disturbed."""
        self.incoming.open(path)

    def _takes_lists(self) -> bool:
        return self._faces.shown not in (self.importing, self.blocked) and not self._context.sends
