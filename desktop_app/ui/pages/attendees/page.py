"""Step 6. A list comes in, is checked, imported, and every row's fate is known: four faces, in this order."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.attendees.importer import AlreadyRunning, ImportOver, Stopped
from desktop_app.attendees.journal import Import, Undo
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.journey import steps
from desktop_app.journey.readiness import Ability
from desktop_app.journey.steps import Step
from desktop_app.ui import errors, notification, words
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees import bars, giving_up, labels
from desktop_app.ui.pages.attendees.blocked_face import BlockedFace
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.earlier_control import EarlierControl
from desktop_app.ui.pages.attendees.files_control import FilesControl
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.import_actions import Ended
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.incoming_control import IncomingControl
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.pages.attendees.send_one import SendOneControl
from desktop_app.ui.pages.page import MEASURE, Bar, Page
from desktop_app.ui.program import Program
from desktop_app.zoom.errors import Reason, ZoomError

if TYPE_CHECKING:
    from desktop_app.journey.state import Mode

SETTLES = 3
"""Double clicks: for so long nothing can be pressed where Pause was, once an import has ended."""

ANY_WIDTH = (1 << 24) - 1
"""Pixels: what Qt takes for no limit."""

FOR_GOOD = frozenset((Reason.EVENT_NOT_FOUND, Reason.EVENT_OVER, Reason.NOT_PUBLISHED))
"""What may keep an import from ever going on."""

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
        self._again: Callable[[], None] | None = None
        self._context = Context(
            page=self,
            journey=self.journey,
            tasks=self.tasks,
            journals=program.journal,
            pause=pause,
            say=self._say,
            fail=self._failed,
        )

    def parts(self) -> Iterator[None]:
        context, columns = self._context, self.program.columns
        column = self.header.parentWidget()
        assert column is not None
        self._column = column
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
        self.imports = ImportControl(context, table, self.importing, self.results)
        self.ahead = SendOneControl(context, self.list, self.check.emails)
        self.files = FilesControl(context, self.drop, self.finished, self.results)
        self.incoming = IncomingControl(context, self.list, self.drop, self._takes_lists)
        self.earlier = EarlierControl(context, self.drop, self.imports, self.results)
        self._face: QWidget = self.drop
        self._faces = (self.drop, self.blocked, self.check, self.importing, self.finished)
        for face in self._faces:
            face.setVisible(face is self.drop)
            self.body.addWidget(face, 1)
        self._paste_shortcut = self.drop.make_paste_shortcut(self)
        self._connect()
        self._show_face(self.drop)

    def _connect(self) -> None:
        self.drop.opened.connect(lambda _: self.clear_message())
        self.blocked.permissions_wanted.connect(lambda: self.on_action("permissions"))
        self.list.coming.connect(self.clear_message)
        self.list.loaded.connect(lambda: self._show_face(self.check))
        self.list.changed.connect(self.changed)
        self.check.pickers.columns_chosen.connect(lambda _: self._show_texts())
        self.imports.prepared.connect(self._import_prepared)
        self.imports.started.connect(self._import_started)
        self.imports.ended.connect(self._import_ended)
        self.imports.broke.connect(self._import_broke)
        self.imports.changed.connect(self.changed)
        self.results.taken_back.connect(self._taken_back)
        self.results.changed.connect(self._results_changed)
        self.results.undo.changed.connect(self._undo_changed)
        self.earlier.listed.connect(self._earlier_listed)
        self.earlier.opened.connect(self._import_opened)
        self.earlier.discarded.connect(self._discarded)
        self.earlier.put_away.connect(self._put_away)
        self.finished.retry_wanted.connect(self.imports.retry_failed)
        self.finished.discard_wanted.connect(self.earlier.ask_to_give_up)

    # --- what the window asks

    def bar(self) -> Bar:
        match self._face:
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
                    just_ended=self._just_ended,
                )
            case self.blocked:
                return bars.blocked()
        return bars.drop(self.list, draft=self._context.draft, registered=self.journey.state.registered)

    def caption(self) -> str:
        if self._face is self.importing:
            return bars.caption(self.imports, self.importing)
        if self._face is self.check and self.list.roster is not None:
            return labels.rows(self.list.rows)
        prepared, registered = self.journey.state.prepared, self.journey.state.registered
        if prepared:
            return self.tr("{n} prepared").format(n=words.number(prepared))
        return self.tr("{n} registered").format(n=words.number(registered)) if registered else ""

    def enter(self) -> None:
        state = self.journey.state
        if state.connection is None or self.imports.running:
            return
        if self._face is self.finished and not self.results.undo.running and not self.results.to_send:
            # who comes to add people is not shown the import of before, which is listed
            self.list.forget()
            self._face = self.drop
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
                    self.clear_message()
                    self._show_face(self.check)
            case self.check:
                # what was being typed may change the number on the button, so that wants another look
                if not self.list.has_addresses:
                    self.incoming.choose()
                elif not self.check.grid.finish_editing():
                    self._begin()
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
                else:
                    self.go.emit(Step.HUB.value)

    def secondary(self) -> None:
        match self._face:
            case self.check:
                self.incoming.choose()
            case self.importing:
                self.imports.stop()
                self._focus_title()
            case self.finished if self.results.undo.running:
                self.results.undo.stop()
                self._focus_title()
            case self.finished:
                self._add_more()
            case _:
                self._leave()

    def _leave(self) -> None:
        """A draft goes on to be published; a published event is left for the hub."""
        before = steps.back_from(Step.ATTENDEES, self.journey.state) if self._context.draft else Step.HUB
        self.go.emit((before or Step.HUB).value)

    def goes_back(self) -> bool:
        return self._face in (self.check, self.finished)

    def back(self) -> bool:
        if self._face is self.finished:
            self._add_more()
        elif self._face is self.check:
            self.clear_message()
            self._show_face(self.drop)
        else:
            return False
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
        elif key == "give_up":
            self.earlier.ask_to_give_up()
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

    @property
    def _just_ended(self) -> bool:
        """Whether a person may still be about to press Pause, which stood where Finish is now."""
        return self._settling.isActive()

    # --- faces

    def _show_face(self, face: QWidget) -> None:
        """Show one face. No QStackedWidget: it is as tall as its tallest page, whichever it shows."""
        changes = face is not self._face
        self._face = face
        for each in self._faces:
            each.setVisible(each is face)
        # tables take the width of the window; what is read beside them keeps its measure
        self._column.setMaximumWidth(ANY_WIDTH if face in (self.check, self.finished) else MEASURE)
        self._paste_shortcut.setEnabled(face is self.drop)
        self._show_texts()
        if changes:
            self.scroller.verticalScrollBar().setValue(0)
            self._focus_title()
        self.changed.emit()

    def _show_texts(self) -> None:
        title, said = self._titles(self._face)
        # to which of several events people are invited is seen on every face
        self.header.set_texts(title, "\n".join(filter(None, (labels.event(self.journey.state.draft), said))))

    def _focus_title(self) -> None:
        """The button that was pressed is off or gone: the title says what it led to."""
        if self.isVisible():
            self.header.focus_title()

    def _titles(self, face: QWidget) -> tuple[str, str]:
        results, draft = self.results, self._context.draft
        match face:
            case self.check:
                return labels.check(self.list.source, matched=self.list.has_addresses)
            case self.importing:
                return labels.importing()
            case self.finished if results.undo.running:
                return labels.taking_back()
            case self.finished if results.made is not None and results.made.prepared:
                return labels.prepared(results.counts, draft=draft)
            case self.finished if results.made is not None and results.made.wiped is not None:
                return labels.wiped(results.made.wiped, results.counts)
            case self.finished if results.made is not None and results.made.undo is not Undo.NOT:
                return labels.taken_back(results.made.undo, results.counts)
            case self.finished:
                last = results.last
                return labels.finished(results.counts, last.seconds, tried=last.tried, now=last.registered)
        return labels.drop(draft=draft)

    def _forget_event(self) -> None:
        """Another event or account: nothing of the one before is left."""
        self.earlier.forget()
        self.list.forget()
        self.results.forget()
        self.check.reset()
        self._show_face(self.drop)

    def _say(self, kind: str, title: str, text: str = "", actions: Sequence[tuple[str, str]] = ()) -> None:
        """Show a message, and bring it into view."""
        self.message.show_message(kind, title, text, actions)
        self.scroller.ensureWidgetVisible(self.message)

    def _failed(self, error: Exception, again: Callable[[], None] | None) -> None:
        """Show a failure whose "Try again" does `again`; without it, it has none."""
        self._again = again
        view = errors.view_for(error)
        if again is None:
            view = replace(view, actions=tuple(action for action in view.actions if action[0] != "retry"))
        self.show_view(view)

    # --- earlier imports

    def continue_import(self, import_id: str) -> None:
        """Open an import of this event, and send whoever is left."""
        if not self.imports.running:
            self.clear_message()
            self.earlier.open(import_id, go_on=True)

    def _import_opened(self) -> None:
        self.clear_message()
        self._show_face(self.finished)
        left = self.results.to_send
        if left and self._context.canceled and self.results.made is not None:
            actions = [("give_up", giving_up.label(self.results.made))]
            self._say("warn", self.tr("The event was canceled"), labels.not_sent(left), actions)

    def _earlier_listed(self) -> None:
        """What was prepared waits for a person's word, which can be given once the event is published."""
        made = self.earlier.prepared
        if made is not None and self._face is self.drop and not self._context.draft and not self.message.isVisible():
            self._say(
                "info",
                labels.were_prepared(self.earlier.people_prepared),
                self.tr("Nobody is registered before you start it."),
                actions=[("prepared", self.tr("Review and start"))],
            )
        self.changed.emit()

    def _discarded(self) -> None:
        self._add_more()
        self._say("ok", self.tr("The list was discarded"))

    # --- a list comes in

    def open_list(self, path: Path) -> None:
        """Read and check a file, whatever face is shown; an import that runs is not disturbed."""
        self.incoming.open(path)

    def _takes_lists(self) -> bool:
        busy = self.imports.running or self.results.undo.running
        return self._face not in (self.importing, self.blocked) and not busy

    # --- importing

    def _begin(self) -> None:
        listed = self.list.listed()
        if listed is not None and not self.list.why_not() and self.list.emails is not None:
            self.clear_message()
            self.imports.begin(listed, self.list.choices(), self.list.source)

    def _import_prepared(self, made: Import) -> None:
        self.clear_message()
        self.list.forget()
        self._show_face(self.drop)
        self._say(
            "ok",
            labels.are_prepared(made.total),
            self.tr("They wait until the event is published and you start the import here."),
            actions=[("draft", self.tr("Back to the event"))],
        )
        self.earlier.look()

    def _import_started(self) -> None:
        self.tasks.cancel("read")
        self.clear_message()
        self._show_face(self.importing)

    def _import_ended(self, ended: Ended) -> None:
        self.list.forget()
        self._settling.start(SETTLES * QApplication.doubleClickInterval())
        self._show_face(self.finished)
        if ended.failure is not None and self.results.waits_until is not None:
            # there is no use in trying again before
            self._failed(ended.failure, None)
        elif ended.failure is not None and ended.counts.left:
            self._failed(ended.failure, lambda: self.imports.go_on(ended.made))
            if isinstance(ended.failure, ZoomError) and ended.failure.reason in FOR_GOOD:
                view = errors.view_for(ended.failure)
                self.show_view(replace(view, actions=(*view.actions, ("give_up", giving_up.label(ended.made)))))
        elif ended.summary is not None and ended.summary.stopped is Stopped.USER:
            self._say("info", *labels.stopped(ended.counts.left))
        elif ended.counts.left:
            self._say(
                "warn", *labels.in_doubt(ended.counts.left), actions=[("permissions", self.tr("See permissions"))]
            )
        # somebody who looks elsewhere hears it, too
        last = self.results.last
        self._notify(self, *labels.told(ended.counts, last.seconds, tried=last.tried, now=last.registered))
        self.earlier.look()

    def _import_broke(self, error: Exception) -> None:
        """The record can't be kept, so nothing more was sent."""
        made = self.results.made
        if isinstance(error, ImportOver):
            self.results.look_again(lambda: self._say_over(error))
        elif isinstance(error, AlreadyRunning) and made is not None:
            self._show_face(self.drop)
            self.earlier.look()
            self._failed(error, lambda: self.imports.go_on(made))
        elif self._face is self.importing:
            self._show_face(self.drop)
            self._failed(error, self.earlier.look)
            self._notify(self, self.tr("Import stopped"), errors.view_for(error).title)
        else:
            # a list that is being checked may have changed since
            self._failed(error, self._begin if self._face is self.check else self.imports.again)

    def _say_over(self, error: Exception) -> None:
        if self.results.made is None:
            self._add_more()
        else:
            self._show_face(self.finished)
        self._failed(error, None)

    # --- afterwards

    def _undo_changed(self) -> None:
        if self.results.undo.running:
            title = self.header.title()
            self._show_texts()
            if title != self.header.title():
                self._focus_title()
        self.changed.emit()

    def _results_changed(self) -> None:
        """What is shown became something else meanwhile, or is gone."""
        if self._face is not self.finished:
            return
        if self.results.made is None:
            self._add_more()
            return
        self.clear_message()
        self._show_texts()
        self.earlier.look()
        self.changed.emit()

    def _put_away(self) -> None:
        self._results_changed()
        self._focus_title()

    def _taken_back(self) -> None:
        self._show_face(self.finished)
        focused = self.window().focusWidget()
        if focused is None or not (focused is self.message or self.message.isAncestorOf(focused)):
            self._focus_title()
        self.earlier.look()

    def _add_more(self) -> None:
        self.clear_message()
        self.list.forget()
        self._show_face(self.drop)
        self.earlier.look()
