"""Step 5. Says what will happen and lock, publishes, reads back until it is so, and offers what there is to share.

Publishing can't be taken back, so an answer that is lost is never taken for a no, nor is a draft in Zoom's list, which
follows with a delay: once Zoom was asked, the event is in doubt until Zoom says published. Meanwhile Zoom can be asked
how the event is at any time, and to publish it again: it goes live only once.
"""

import datetime as dt
from collections.abc import Iterator

from desktop_app.event.draft import EventDraft
from desktop_app.journey.steps import Step
from desktop_app.ui import errors, words
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.pages.publish.after import AfterPublishing, register_label
from desktop_app.ui.pages.publish.before import BeforePublishing, Standing
from desktop_app.ui.pages.publish.doubt import draft_so_far, is_gone, view_in_doubt
from desktop_app.ui.pages.publish.files_control import FilesControl
from desktop_app.ui.pages.publish.prepared_control import LOOK, PreparedControl
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second


class PublishPage(Page):
    """Two faces: before and after."""

    step = Step.PUBLISH

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._looked_at = ("", EventDraft())
        """The event, and what was entered for it, that the box is for."""
        self._publishing_again = False
        """Whether the person wants to publish an event that is in doubt, and is shown once more what that means."""
        self._published_at: dt.datetime | None = None
        self.prepared = PreparedControl(self)

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
        self.prepared.changed.connect(self._show)
        self.before.checked.connect(self.changed)
        self.before.prepare_wanted.connect(lambda: self.go.emit(Step.ATTENDEES.value))
        # the event that is being published stays the open one
        self.tasks.changed.connect(lambda: self.before.hold(self.tasks.running("publish")))
        self.after.register_wanted.connect(self.primary)
        self.after.open_wanted.connect(self._open)
        FilesControl(self, self.after)

    # --- what the window asks

    def bar(self) -> Bar:
        if self.journey.state.published:
            at, waiting, lists = self._published_at, self.prepared.people, len(self.prepared.lists)
            leave = words.counted(waiting, self.tr("Leave the 1 for later"), self.tr("Leave the {n} for later"))
            return Bar(
                primary=register_label(waiting, lists) if waiting else self.tr("Continue to attendees"),
                secondary=leave if waiting else self.tr("Finish here"),
                status=self.tr("Published, {time}").format(time=words.time_text(at.time()))
                if at
                else self.tr("Published"),
                status_icon="check-circle",
            )
        if self._canceled:
            return Bar(primary=errors.action_label("hub"), status=self.tr("Canceled at Zoom"), status_icon="alert")
        if self._in_doubt and not self._publishing_again:
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
        busy, again = self.tasks.running("publish"), self._in_doubt
        label = self.tr("Publish again") if again else self.tr("Publish event")
        return Bar(
            primary=self.tr("Publishing…") if busy else label,
            busy=busy,
            enabled=self.before.confirm.isChecked(),
            reason=self.tr("Check the box above first"),
            secondary=self.tr("Ask Zoom again") if again else self.tr("Keep as draft"),
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
        if state.event_id != self._looked_at[0]:
            self._published_at = None
            self.prepared.forget()
        if (state.event_id, state.draft) != self._looked_at:
            self._looked_at = (state.event_id, state.draft)
            self.before.confirm.setChecked(False)
        self._publishing_again = False
        self._show()
        self.prepared.look()
        if state.published:
            self._check_link()
        elif self._in_doubt:
            self._ask_again()

    def leave(self) -> None:
        """What is asked now is of this event, and another may be open when the answer comes."""
        self.tasks.cancel("look")
        self.tasks.cancel("link")
        self.prepared.look_no_more()

    def primary(self) -> None:
        """Publish, and then go on to the attendees: to the list that was prepared, which is started there."""
        if self.journey.state.published:
            if len(self.prepared.lists) == 1:
                self.program.import_to_continue = self.prepared.lists[0].made.id
            self.completed.emit()
        elif self._canceled:
            self.go.emit(Step.HUB.value)
        elif self._in_doubt and not self._publishing_again:
            self._ask_again()
        elif self.before.confirm.isChecked():
            self.clear_message()
            self.tasks.start("publish", self._publish(), done=self._published, failed=self._failed)

    def secondary(self) -> None:
        """Keep as draft, leave, or finish here: in any case back to the hub, where Zoom lists everything."""
        if self._in_doubt and self._publishing_again:
            self._ask_again()
        else:
            self.go.emit(Step.HUB.value)

    def retry(self) -> None:
        """Beside what `fail` was told, publishing is what can be tried again."""
        if self._again is not None:
            super().retry()
            return
        self.clear_message()
        if self._in_doubt:
            self._ask_again()
        elif not self.journey.state.published:
            self.primary()

    def on_action(self, key: str) -> None:
        if key == "link":
            self._check_link()
        elif key == "again":
            self._publishing_again = True
            self.before.confirm.setChecked(False)
            self.clear_message()
            self._show()
            self.header.focus_title()
        elif key == LOOK:
            self.clear_message()
            self.prepared.look()
        else:
            super().on_action(key)

    # --- Zoom

    @property
    def _in_doubt(self) -> bool:
        """Whether Zoom was asked to publish the open event before, and it may be live, or go live yet."""
        first = self.tasks.running("publish") and not self._publishing_again
        return self.journey.state.publish_in_doubt and not first

    @property
    def _canceled(self) -> bool:
        stored = self.journey.state.stored
        return stored is not None and stored.status == "CANCELLED"

    async def _publish(self) -> bool:
        """Publish what was reviewed: meanwhile it may have been changed, published or canceled at Zoom. Returns whether
        it was published now."""
        await self.journey.check_again()
        if self.journey.state.published or self._canceled or not self.journey.state.verified:
            return False
        await self.journey.publish()
        return self.journey.state.published

    def _published(self, now: bool) -> None:
        if now:
            self._published_at = dt.datetime.now().astimezone()
        self._settle()

    def _ask_again(self) -> None:
        """Only look: this sends nothing that changes the event."""
        self._publishing_again = False
        self.clear_message()
        self._show()
        self.tasks.start("look", self.journey.check_again(), done=lambda _: self._settle(), failed=self._failed)

    def _settle(self) -> None:
        """Go on by what Zoom has just said of the event."""
        self._publishing_again = False
        if self.journey.state.published:
            self._show_live()
            return
        self._show()
        if self._canceled:
            self.message.show_message(
                "warn",
                self.tr("Zoom says that the event was canceled"),
                self.tr("A canceled event can’t be published again. Plan a new one in your hub."),
            )
            self.header.focus_title()
        elif not self.journey.state.verified:
            self.go.emit(Step.REVIEW.value)  # it was changed at Zoom: Review shows what differs
        elif self._in_doubt:
            self.show_view(draft_so_far())

    def _failed(self, error: Exception) -> None:
        if is_gone(error):
            self.journey.let_go_of_doubt()
            self.before.confirm.setChecked(False)
        self._publishing_again = False
        self._show()
        self.show_error(error)

    def show_error(self, error: Exception) -> None:
        self._again = None
        self.show_view(view_in_doubt(error) if self._in_doubt else errors.view_for(error))

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
            self.say(
                "warn",
                self.tr("The link wasn’t opened"),
                self.tr("Foyer opens only secure links, in this computer’s browser. Copy the link instead."),
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
            self.after.show_prepared(self.prepared.people, len(self.prepared.lists))
            self.before.hide()
            self.after.show()
        else:
            standing = Standing.DRAFT
            if self._canceled:
                standing = Standing.CANCELED
                self.header.set_texts(self.tr("The event was canceled"), self.tr("It can’t be published any more."))
            elif self._in_doubt:
                standing = Standing.IN_DOUBT
                self.header.set_texts(
                    self.tr("Publish the event again")
                    if self._publishing_again
                    else self.tr("Is the event published?"),
                    self.tr("Zoom was asked to publish it. Whether it did isn’t known yet."),
                )
            else:
                self.header.set_texts(
                    self.tr("Publish the event"),
                    self.tr("Here is exactly what changes when you publish. Take your time."),
                )
            hub = state.hub.name if state.hub else ""
            self.before.show_event(state.draft, hub, self._url, self.prepared.people, standing)
            self.before.ask(standing is Standing.DRAFT or self._publishing_again)
            self.after.hide()
            self.before.show()
        self.changed.emit()
