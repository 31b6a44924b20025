"""Step 5. Says what will happen and lock, publishes, reads back until it is so, and offers what there is to share.

Publishing can't be taken back, so an answer that is lost is never taken for a no: until Zoom was asked again, the page
says that it isn't known.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.journey import sharing
from desktop_app.journey.publishing import NotPublishedYet, PublishInDoubt
from desktop_app.journey.steps import Step
from desktop_app.storage.files import FOR_ALL, replace_file
from desktop_app.ui import errors, words
from desktop_app.ui.file_dialogs import ask_where_to_save, file_name
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.pages.prepared import Prepared, find_prepared
from desktop_app.ui.pages.publish.after import AfterPublishing, register_label
from desktop_app.ui.pages.publish.before import BeforePublishing
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event

QR_PIXELS = 1200
"""Enough for a poster."""


class PublishPage(Page):
    """Two faces: before and after."""

    step = Step.PUBLISH

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._checked_event = ""
        self._doubted_event = ""
        self._published_at: dt.datetime | None = None
        self._prepared: list[Prepared] = []

    def parts(self) -> Iterator[None]:
        column = self.header.parentWidget()
        assert column is not None
        # no QStackedWidget: it is as tall as its tallest page, whichever it shows
        self.before = BeforePublishing(column)
        self.before.hide()
        self.body.addWidget(self.before)
        yield
        self.after = AfterPublishing(column)
        self.after.hide()
        self.body.addWidget(self.after)
        self.body.addStretch()
        self.before.checked.connect(self.changed)
        self.before.prepare_wanted.connect(lambda: self.go.emit(Step.ATTENDEES.value))
        self.after.register_wanted.connect(self.primary)
        self.after.open_wanted.connect(self._open)
        self.after.image_wanted.connect(self._save_image)
        self.after.calendar_wanted.connect(self._save_calendar)

    # --- what the window asks

    def bar(self) -> Bar:
        if self.journey.state.published:
            at, waiting = self._published_at, self._people_prepared
            leave = words.counted(waiting, self.tr("Leave the 1 for later"), self.tr("Leave the {n} for later"))
            return Bar(
                primary=register_label(waiting, len(self._prepared)) if waiting else self.tr("Continue to attendees"),
                secondary=leave if waiting else self.tr("Finish here"),
                status=self.tr("Published, {time}").format(time=words.time_text(at.time()))
                if at
                else self.tr("Published"),
                status_icon="check-circle",
            )
        if self._in_doubt:
            asking = self.tasks.running("look")
            return Bar(
                primary=self.tr("Asking Zoom…") if asking else self.tr("Ask Zoom again"),
                busy=asking,
                secondary=self.tr("Leave it for now"),
                secondary_enabled=not asking,
                status=self.tr("It isn’t known whether the event is published"),
                status_icon="alert",
                can_go_back=not asking,
            )
        busy = self.tasks.running("publish")
        return Bar(
            primary=self.tr("Publishing…") if busy else self.tr("Publish event"),
            busy=busy,
            enabled=self.before.confirm.isChecked(),
            reason=self.tr("Check the box above first"),
            secondary=self.tr("Keep as draft"),
            secondary_enabled=not busy,
            status=self.tr("Zoom has exactly what you entered"),
            status_icon="check-circle",
            can_go_back=not busy,
        )

    def caption(self) -> str:
        if self.journey.state.published:
            return self.tr("Live")
        return self.tr("Not known") if self._in_doubt else ""

    def enter(self) -> None:
        state = self.journey.state
        self.clear_message()
        if state.event_id != self._checked_event:
            self._checked_event = state.event_id
            self._published_at = None
            self._prepared = []
            self.before.confirm.setChecked(False)
        self._show()
        self._look_for_prepared()
        if state.published:
            self._check_link()
        elif self._in_doubt:
            self._ask_again()

    def primary(self) -> None:
        """Publish, and then go on to the attendees: to the list that was prepared, which is started there."""
        if self.journey.state.published:
            if len(self._prepared) == 1:
                self.program.import_to_continue = self._prepared[0].made.id
            self.completed.emit()
        elif self._in_doubt:
            self._ask_again()
        elif self.before.confirm.isChecked():
            self.clear_message()
            self.tasks.start("publish", self.journey.publish(), done=self._published, failed=self._not_published)

    def secondary(self) -> None:
        """Keep as draft, leave, or finish here: in any case back to the hub, where Zoom lists everything."""
        self.go.emit(Step.HUB.value)

    def retry(self) -> None:
        """Publishing is what can be tried again; a file that could not be saved is asked for by its own button."""
        self.clear_message()
        if not self.journey.state.published:
            self.primary()

    def on_action(self, key: str) -> None:
        if key == "link":
            self._check_link()
        elif key == "prepared":
            self.clear_message()
            self._look_for_prepared()
        else:
            super().on_action(key)

    # --- people prepared before

    @property
    def _people_prepared(self) -> int:
        return sum(waiting.people for waiting in self._prepared)

    def _look_for_prepared(self) -> None:
        self.tasks.start(
            "prepared",
            self._find_prepared(),
            done=self._prepared_found,
            failed=self._prepared_not_found,
            second=Second.REPLACE,
        )

    async def _find_prepared(self) -> list[Prepared]:
        state = self.journey.state
        assert state.connection is not None
        assert state.work is not None
        journal = self.program.journal(state.connection.mode)
        if state.work.gone_events:
            await journal.follow(state.connection.account_key, state.work.gone_events, state.event_id)
        found = await find_prepared(journal, state.connection.account_key)
        return [waiting for waiting in found if waiting.made.event_id == state.event_id]

    def _prepared_found(self, found: list[Prepared]) -> None:
        if found != self._prepared:
            self._prepared = found
            self._show()
        self.journey.people_prepared(self._people_prepared)

    def _prepared_not_found(self, error: Exception) -> None:
        """Nobody would miss whom publishing forgets, so it is said. To try again must not publish."""
        self.show_view(replace(errors.view_for(error), actions=(("prepared", errors.action_label("retry")),)))

    # --- Zoom

    @property
    def _in_doubt(self) -> bool:
        """Whether Zoom was asked to publish the open event, and nobody knows whether it did."""
        state = self.journey.state
        return bool(self._doubted_event) and self._doubted_event == state.event_id and not state.published

    def _not_published(self, error: Exception) -> None:
        if isinstance(error, PublishInDoubt | NotPublishedYet):
            self._doubted_event = self.journey.state.event_id
            self._show()
        self.show_error(error)

    def show_error(self, error: Exception) -> None:
        """Show a failure; while it is in doubt whether the event is published, it is one to find that out."""
        view = errors.view_for(error.why if isinstance(error, PublishInDoubt) else error)
        if self._in_doubt and not isinstance(error, NotPublishedYet):
            view = replace(
                view,
                title=self.tr("It isn’t known whether the event is published"),
                what=self.tr("Zoom was asked to publish it, and Foyer couldn’t see what came of that."),
                do=self.tr("Ask Zoom again before anything else. Until then, treat the event as live."),
            )
        if self._in_doubt:
            view = replace(view, actions=(("retry", self.tr("Ask Zoom again")),))
        self.show_view(view)

    def _ask_again(self) -> None:
        """Only look: this sends nothing that changes the event."""
        self.clear_message()
        self.tasks.start("look", self.journey.check_again(), done=lambda _: self._looked(), failed=self._not_looked)

    def _looked(self) -> None:
        self._doubted_event = ""
        if self.journey.state.published:
            self._show_live()
            return
        self._show()
        if not self.journey.state.verified:
            self.go.emit(Step.REVIEW.value)  # it was changed at Zoom: Review shows what differs
            return
        self.message.show_message(
            "info",
            self.tr("Zoom says that the event is still a draft"),
            self.tr("It wasn’t published. You can publish it now, or keep it as a draft."),
        )
        self.header.focus_title()

    def _not_looked(self, error: Exception) -> None:
        if isinstance(error, ZoomError) and error.reason is Reason.EVENT_NOT_FOUND:
            self._doubted_event = ""
            self.before.confirm.setChecked(False)
            self._show()
        self.show_error(error)

    def _published(self, _event: Event) -> None:
        self._published_at = dt.datetime.now().astimezone()
        self._show_live()

    def _show_live(self) -> None:
        self._show()
        self.header.focus_title()
        self._check_link()

    def _check_link(self) -> None:
        """A registration page that asks to sign in, or is not there, would be found by the first guest otherwise."""
        self.message.show_message("info", self.tr("Opening the registration page to see whether it answers…"))
        self.tasks.start(
            "link",
            self.journey.link_answers(),
            done=self._link_checked,
            failed=lambda _: self._link_checked(False),
            second=Second.REPLACE,
        )

    def _link_checked(self, answers: bool) -> None:
        again = [("link", self.tr("Check again"))]
        if answers:
            self.message.show_message(
                "ok",
                self.tr("The registration page answers"),
                self.tr("Foyer opened the link just now and got a page back."),
                actions=again,
            )
        else:
            self.message.show_message(
                "warn",
                self.tr("The registration page doesn’t answer yet"),
                self.tr("New pages can take a few minutes. Check again before you share the link."),
                actions=again,
            )
        self.changed.emit()

    # --- sharing

    @property
    def _url(self) -> str:
        return self.journey.state.stored.event_url if self.journey.state.stored else ""

    def _open(self) -> None:
        if not self.program.open_url(self._url):
            self.message.show_message(
                "warn",
                self.tr("The link wasn’t opened"),
                self.tr("Foyer opens only secure links, in this computer’s browser. Copy the link instead."),
            )

    def _save_image(self) -> None:
        name = file_name(self.journey.state.draft.name, ".png")
        ask_where_to_save(self, self.tr("Save QR code"), name, self.tr("Images (*.png)"), self._write_image)

    def _write_image(self, path: Path) -> None:
        image = self.after.qr.image(QR_PIXELS)
        self._write(path, lambda: _png(image))

    def _save_calendar(self) -> None:
        name = file_name(self.journey.state.draft.name, ".ics")
        ask_where_to_save(self, self.tr("Save calendar file"), name, self.tr("Calendars (*.ics)"), self._write_calendar)

    def _write_calendar(self, path: Path) -> None:
        draft, event_id, url = self.journey.state.draft, self.journey.state.event_id, self._url
        stamp = dt.datetime.now(dt.UTC)
        self._write(path, lambda: sharing.calendar_file(draft, event_id=event_id, url=url, stamp=stamp))

    def _write(self, path: Path, content: Callable[[], bytes]) -> None:
        """Make and write a file in a thread, because either may take a tenth of a second."""
        self.tasks.start(
            f"save {path}",
            asyncio.to_thread(lambda: replace_file(path, content(), permissions=FOR_ALL)),
            done=lambda _: self.message.show_message("ok", self.tr("Saved as {name}").format(name=path.name)),
            failed=self.show_error,
        )

    # --- showing

    def _show(self) -> None:
        state = self.journey.state
        if state.published:
            self.header.set_texts(
                self.tr("Your event is live"),
                self.tr("Registration is open. Share the link, or add attendees from a list."),
            )
            self.after.show_event(state.draft, self._url)
            self.after.show_prepared(self._people_prepared, len(self._prepared))
            self.before.hide()
            self.after.show()
        else:
            if self._in_doubt:
                self.header.set_texts(
                    self.tr("Is the event published?"),
                    self.tr("Zoom was asked to publish it. Whether it did isn’t known yet."),
                )
            else:
                self.header.set_texts(
                    self.tr("Publish the event"),
                    self.tr("Here is exactly what changes when you publish. Take your time."),
                )
            hub = state.hub.name if state.hub else ""
            self.before.show_event(state.draft, hub, self._url, self._people_prepared, in_doubt=self._in_doubt)
            self.after.hide()
            self.before.show()
        self.changed.emit()


def _png(image: QImage) -> bytes:
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(picture, QByteArray(b"PNG")).write(image)
    return bytes(picture.data().data())
