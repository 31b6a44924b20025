"""Step 6. A list comes in, is checked, imported, and every row's fate is known: four faces, in this order."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.importer import Stopped
from desktop_app.attendees.journal import Counts, Import, Journal
from desktop_app.bundled import bundled
from desktop_app.journey.readiness import Ability
from desktop_app.journey.steps import Step
from desktop_app.ui import words
from desktop_app.ui.file_dialogs import ask_to_open, ask_where_to_save, file_name
from desktop_app.ui.pages import attendees_labels as labels
from desktop_app.ui.pages import attendees_work as work
from desktop_app.ui.pages.attendees_drop import BlockedFace, DropFace, Earlier
from desktop_app.ui.pages.attendees_import import ImportControl
from desktop_app.ui.pages.attendees_list import ListControl
from desktop_app.ui.pages.attendees_work import Ended
from desktop_app.ui.pages.page import NARROW, Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second
from desktop_app.ui.widgets.plain import safe_text

if TYPE_CHECKING:
    from desktop_app.journey.state import Mode

LISTS = ("*.csv", "*.tsv", "*.txt")
LONGEST_NAME = 60


class AttendeesPage(Page):
    """`pause` is how an import waits, for tests."""

    step = Step.ATTENDEES

    def __init__(self, program: Program, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        super().__init__(program)
        self._key: tuple[Mode, str, str] | None = None
        self._told_of_damage = False
        self._again: Callable[[], None] | None = None

        self.list = ListControl(self.journey, self.tasks, self)
        self.imports = ImportControl(self.journey, self._journal, self.tasks, pause, self)
        self.blocked = BlockedFace()
        self.drop = DropFace()
        self.check = self.list.face
        self.importing = self.imports.importing
        self.finished = self.imports.finished
        self._face: QWidget = self.drop
        self._faces = (self.drop, self.blocked, self.check, self.importing, self.finished)
        for face in self._faces:
            self.body.addWidget(face, 1)
        self.setAcceptDrops(True)
        self._paste_shortcut = self.drop.make_paste_shortcut(self)
        self._connect()
        self._show_face(self.drop)

    def _connect(self) -> None:
        self.drop.file_dropped.connect(self.open_list)
        self.drop.refused.connect(self._refused)
        self.drop.choose_wanted.connect(self._choose)
        self.drop.paste_wanted.connect(self._paste)
        self.drop.sample_wanted.connect(self._save_sample)
        self.drop.opened.connect(lambda key: self._open_import(key, go_on=False))
        self.drop.continued.connect(lambda key: self._open_import(key, go_on=True))
        self.drop.saved.connect(self._ask_save)
        self.blocked.permissions_wanted.connect(lambda: self.on_action("permissions"))
        self.list.loaded.connect(lambda: self._show_face(self.check))
        self.list.changed.connect(self.changed)
        self.list.failed.connect(self._failed)
        self.list.said.connect(self.message.show_message)
        self.imports.changed.connect(self.changed)
        self.imports.started.connect(self._import_started)
        self.imports.ended.connect(self._import_ended)
        self.imports.broke.connect(self._import_broke)
        self.imports.failed.connect(self._failed)
        self.imports.said.connect(self.message.show_message)
        self.finished.save_wanted.connect(self._save_shown)
        self.finished.more_wanted.connect(self._add_more)

    # --- what the window asks

    def bar(self) -> Bar:
        match self._face:
            case self.check:
                return self._check_bar()
            case self.importing:
                return self._importing_bar()
            case self.finished:
                return self._finished_bar()
            case self.blocked:
                return Bar(
                    primary=self.tr("Check the list"),
                    enabled=False,
                    reason=self.tr("A permission is missing"),
                    secondary=self.tr("Skip for now"),
                    status_icon="lock",
                )
        reading = self.list.reading
        return Bar(
            primary=self.tr("Reading the list…") if reading else self.tr("Check the list"),
            enabled=self.list.is_there,
            reason="" if reading else self.tr("No file yet"),
            busy=reading,
            secondary=self.tr("Skip for now"),
            status=self.tr("Reading {name}").format(name=self.list.source) if reading else self.list.source,
            status_icon="hourglass" if reading else "sheet",
        )

    def _check_bar(self) -> Bar:
        ready = self.list.roster.counts.ready if self.list.roster else 0
        reason = self.list.why_not()
        starting = self.imports.running
        return Bar(
            primary=labels.register(ready, emails=self.check.sends_emails()),
            enabled=not reason,
            reason=reason,
            busy=starting,
            secondary=self.tr("Another file"),
            secondary_enabled=not starting,
            # in a narrow window the number on the button needs the room
            status="" if self._narrow else self.tr("Nothing sent yet"),
            status_icon="shield" if not reason else "info",
            can_go_back=not starting,
        )

    def _importing_bar(self) -> Bar:
        waiting = self.importing.waiting
        if self.imports.stopping:
            status = self.tr("Stopping after this group…")
        elif waiting:
            status = self.tr("Waiting for Zoom, {n} s").format(n=waiting)
        else:
            status = self.tr("Groups of up to 30")
        return Bar(
            primary=self.tr("Registering…"),
            enabled=False,
            reason=status,
            secondary=self.tr("Stop after this group"),
            secondary_icon="stop",
            secondary_enabled=not self.imports.stopping,
            status_icon="hourglass" if waiting or self.imports.stopping else "user-plus",
            can_go_back=False,
        )

    def _finished_bar(self) -> Bar:
        made, left = self.imports.made, self.imports.counts.left
        emails = made is not None and made.send_notification
        return Bar(
            primary=labels.register_more(left, emails=emails) if left else self.tr("Finish"),
            secondary=self.tr("Add more people"),
            status="" if self._narrow else self.tr("Results kept in Foyer"),
            status_icon="check-circle",
        )

    def caption(self) -> str:
        if self._face is self.importing:
            said = self.tr("Waiting, {n}%") if self.importing.waiting else self.tr("Importing, {n}%")
            return said.format(n=self.importing.percent())
        roster = self.list.roster
        if self._face is self.check and roster is not None:
            return self.tr("{n} rows").format(n=words.number(roster.counts.rows))
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
        self._list_earlier()
        path, self.program.list_to_open = self.program.list_to_open, None
        if path is not None:
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
            case self.finished:
                if self.finished.grid.finish_editing():
                    return
                if self.imports.counts.left and self.imports.made is not None:
                    self.clear_message()
                    self.imports.go_on(self.imports.made)
                else:
                    self.go.emit(Step.HUB.value)

    def secondary(self) -> None:
        match self._face:
            case self.check:
                self._choose()
            case self.importing:
                self.imports.stop()
            case self.finished:
                self._add_more()
            case _:
                self.go.emit(Step.HUB.value)

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
            self._choose()
        elif key == "ask":
            self.clear_message()
            self.list.ask_zoom()
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
                return labels.finished(self.imports.counts, self.imports.took)
        return self.tr("Add attendees"), self.tr(
            "Bring the list you already have. Column names and order don’t matter."
        )

    def _forget_event(self) -> None:
        """Another event or account: nothing of the one before is left."""
        self.tasks.cancel("open")
        self.list.forget()
        self.imports.forget()
        self.check.reset()
        self.drop.show_earlier(())
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

    def _list_earlier(self) -> None:
        assert self._key is not None
        _, account_key, event_id = self._key
        self.tasks.start(
            "imports",
            work.earlier_imports(self._journal(), account_key, event_id),
            done=self._earlier_listed,
            failed=lambda error: self._failed(error, self._list_earlier),
            second=Second.REPLACE,
        )

    def _earlier_listed(self, earlier: list[Earlier]) -> None:
        self.drop.show_earlier(earlier)
        if not self.imports.running:
            self.journey.import_ended(sum(item.counts.registered for item in earlier))
        lost = self._journal().set_aside
        if lost is not None and not self._told_of_damage:
            self._told_of_damage = True
            self.message.show_message(
                "warn",
                self.tr("The record of earlier imports was damaged"),
                self.tr("Foyer began a new one and kept the old one as {name}.").format(name=lost.name),
            )

    def _open_import(self, import_id: str, *, go_on: bool) -> None:
        journal = self._journal()

        async def find() -> tuple[Import | None, Counts]:
            return await journal.get(import_id), await journal.counts(import_id)

        def found(answer: tuple[Import | None, Counts]) -> None:
            made, counts = answer
            if made is None:
                self._list_earlier()
            elif go_on:
                self.imports.go_on(made)
            else:
                self.imports.show(made, counts)
                self._show_face(self.finished)

        self.clear_message()
        self.tasks.start(
            "open",
            find(),
            done=found,
            failed=lambda error: self._failed(error, lambda: self._open_import(import_id, go_on=go_on)),
        )

    # --- a list comes in

    def open_list(self, path: Path) -> None:
        """Read and check a file, whatever face is shown; an import that runs is not disturbed."""
        if self._face not in (self.importing, self.blocked) and not self.imports.running:
            self.clear_message()
            self.list.load(path, safe_text(path.name, LONGEST_NAME))

    def _choose(self) -> None:
        kinds = self.tr("Lists ({patterns})").format(patterns=" ".join(LISTS)) + ";;" + self.tr("All files (*)")
        ask_to_open(self, self.tr("Choose an attendee list"), kinds, self.open_list)

    def _paste(self) -> None:
        self.clear_message()
        self.list.load(QGuiApplication.clipboard().text(), "")

    def _refused(self, why: str) -> None:
        said = {
            "many": self.tr("Drop one file at a time."),
            "folder": self.tr("That is a folder. Drop the file with the list."),
            "remote": self.tr("That file isn’t on this computer. Save it here first, then drop it."),
        }
        self.message.show_message("warn", self.tr("This can’t be dropped here."), said.get(why, ""))

    def _save_sample(self) -> None:
        content = bundled("samples", "attendees.csv").read_bytes()

        def write(path: Path) -> None:
            self.tasks.start(
                "save",
                asyncio.to_thread(path.write_bytes, content),
                done=lambda _: self._saved(path),
                failed=lambda error: self._failed(error, lambda: write(path)),
            )

        name = self.tr("attendees") + ".csv"
        ask_where_to_save(self, self.tr("Save a sample file"), name, self.tr("Lists (*.csv)"), write)

    def _saved(self, path: Path) -> None:
        name = safe_text(path.name, LONGEST_NAME)
        self.message.show_message("ok", self.tr("Saved as {name}.").format(name=name))

    # --- importing

    def _begin(self) -> None:
        roster = self.list.roster
        if roster is None or self.list.why_not():
            return
        self.clear_message()
        self.imports.begin(
            source=self.list.source,
            ticket=self.check.ticket(),
            emails=self.check.sends_emails(),
            people=roster.ready,
            left_out=roster.counts.attention + roster.counts.duplicate,
            already_before=roster.counts.already_in,
        )

    def _import_started(self) -> None:
        self.tasks.cancel("read")
        self.clear_message()
        self._show_face(self.importing)

    def _import_ended(self, ended: Ended) -> None:
        self.list.forget()
        self._show_face(self.finished)
        left = words.number(ended.counts.left)
        error = ended.error or (ended.summary.error if ended.summary else None)
        if error is not None and ended.counts.left:
            self._failed(error, lambda: self.imports.go_on(ended.made))
        elif ended.summary is not None and ended.summary.stopped is Stopped.USER:
            self.message.show_message(
                "info",
                self.tr("Stopped after the group that was under way."),
                self.tr("{n} people are not sent yet. Go on now, or come back later.").format(n=left),
            )
        elif ended.counts.left:
            self.message.show_message(
                "warn",
                self.tr("For {n} people it isn’t known whether they are registered.").format(n=left),
                self.tr("Zoom has to be asked first, and a permission for that may be missing. Nobody is sent twice."),
                actions=[("permissions", self.tr("See permissions"))],
            )
        self._list_earlier()

    def _import_broke(self, error: Exception) -> None:
        """The record can't be kept, so nothing more was sent."""
        if self._face is self.importing:
            self._show_face(self.drop)
            self._failed(error, self._list_earlier)
        else:
            self._failed(error, None)

    # --- afterwards

    def _save_shown(self) -> None:
        if self.imports.made is not None:
            self._ask_save(self.imports.made.id)

    def _ask_save(self, import_id: str) -> None:
        name = self.tr("{event} results").format(event=self.journey.state.draft.name)
        ask_where_to_save(
            self,
            self.tr("Save results"),
            file_name(name, ".csv"),
            self.tr("Lists (*.csv)"),
            partial(self.save_results, import_id),
        )

    def save_results(self, import_id: str, path: Path) -> None:
        """Write an import's results to a file."""
        self.imports.save(import_id, path, lambda: self._saved(path))

    def _add_more(self) -> None:
        self.clear_message()
        self.list.forget()
        self._show_face(self.drop)
        self._list_earlier()

    @property
    def _narrow(self) -> bool:
        return self.width() < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < NARROW) != self._narrow:
            self.changed.emit()

    # --- dropping anywhere on the page counts

    def _takes_drops(self) -> bool:
        return self._face not in (self.importing, self.blocked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes_drops():
            self.drop.zone.dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._takes_drops():
            self.drop.zone.dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._takes_drops():
            self.drop.zone.dropEvent(event)
