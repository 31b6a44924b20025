"""Step 4. The draft is created at Zoom, read back, and compared field by field with what was entered."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.event.draft import Access
from desktop_app.journey.comparing import Comparison, Field
from desktop_app.journey.publishing import DraftInDoubt
from desktop_app.journey.state import NO_DRAFT
from desktop_app.journey.steps import Step
from desktop_app.ui import errors, words
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.pages.review.table import ReviewTable
from desktop_app.ui.program import Program
from desktop_app.zoom.errors import Reason, ZoomError

if TYPE_CHECKING:
    from desktop_app.event.draft import EventDraft


class ReviewPage(Page):
    """Before the draft exists, what will be created; afterwards both sides."""

    step = Step.REVIEW

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.table = ReviewTable()
        self.body.addWidget(self.table)
        self.body.addStretch()
        self._key = ""
        self._put: EventDraft | None = None
        self._creating = False
        self._check_failed = False
        self._read_at: dt.datetime | None = None
        self.table.edit_wanted.connect(self._edit)
        # what is typed while Zoom takes the draft would be lost to what was sent
        self.tasks.changed.connect(lambda: self.table.hold(self.tasks.running("put")))

    # --- what the window asks

    def bar(self) -> Bar:
        state = self.journey.state
        putting, checking = self.tasks.running("put"), self.tasks.running("check")
        if putting:
            # a draft has its id before all of it is there
            label = self.tr("Creating draft…") if self._creating else self.tr("Updating draft…")
        elif not state.event_id:
            label = self.tr("Create draft")
        elif not state.verified:
            label = self.tr("Update draft")
        else:
            label = self.tr("Continue to publish")
        return Bar(
            primary=label,
            busy=putting,
            enabled=not checking,
            reason=self.tr("Reading from Zoom…") if checking else "",
            secondary=self.tr("Check again") if state.event_id else "",
            secondary_icon="retry",
            secondary_enabled=not self.tasks.running(),
            status=self._status(),
            status_icon="hourglass" if checking or putting else "check-circle",
            can_go_back=not putting,
        )

    def caption(self) -> str:
        state = self.journey.state
        if state.published and not state.verified:
            return ""  # published elsewhere or earlier: nothing was compared here
        if state.verified:
            return self.tr("Everything matches")
        return self.tr("Changes waiting") if state.event_id and state.stored is not None else ""

    def enter(self) -> None:
        work = self.journey.state.work
        if work is not None and work.key != self._key:
            self._key, self._put, self._read_at = work.key, None, None
        self.clear_message()
        self._show(self.journey.comparison)
        if self.journey.state.event_id and not self.journey.state.verified:
            self._check()

    def primary(self) -> None:
        if self.journey.state.verified:
            self.completed.emit()
            return
        if self.message.kind() == "error":
            self.clear_message()  # else what it says still holds, and without it the table would jump
        self._check_failed = False
        self._creating = not self.journey.state.event_id
        self._put = self.journey.state.draft
        self.tasks.cancel("check")
        self.tasks.start("put", self.journey.put_draft(), done=self._compared, failed=self._failed)

    def secondary(self) -> None:
        self._check()

    def leave(self) -> None:
        """What is read now would be compared with what was entered before the next edit."""
        self.tasks.cancel("check")

    def retry(self) -> None:
        """Try again what failed: reading again must not send anything, nor go on."""
        if self._check_failed:
            self._check()
        else:
            self.primary()

    def on_action(self, key: str) -> None:
        if key == "take":
            self.clear_message()
            self._show(self.journey.take_stored())
        elif key == "new":
            self.journey.let_go_of_draft()
            self.enter()
        else:
            super().on_action(key)

    def _edit(self, field: Field) -> None:
        """Go to the event's form, and there to what is to be changed."""
        self.go.emit(Step.EVENT.value)
        wizard = self.wizard()
        shown = wizard.currentPage() if wizard is not None else None
        if isinstance(shown, Page):
            shown.go_to_field(field)

    # --- Zoom

    def _check(self) -> None:
        self.clear_message()
        self._check_failed = False
        self.tasks.start("check", self.journey.check_again(), done=self._compared, failed=self._not_read)

    def _compared(self, comparison: Comparison) -> None:
        self._read_at = dt.datetime.now().astimezone()
        before = self.header.title()
        self._show(comparison)
        if self.header.title() != before and self.isVisible():
            # the row's Edit that had the focus may be gone: Qt would take whatever is next
            self.to_the_top()
        stored = self.journey.state.stored
        if stored is not None and stored.status in NO_DRAFT:
            self.go.emit(Step.PUBLISH.value)  # published or canceled elsewhere: there is no draft to review any more

    def _not_read(self, error: Exception) -> None:
        self._check_failed = True
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        """A draft that is gone at Zoom can be made anew from what was entered, and so can one that only a person can
        look for."""
        self._show(self.journey.comparison)
        gone = isinstance(error, ZoomError) and error.reason is Reason.EVENT_NOT_FOUND and self.journey.state.event_id
        if gone or (isinstance(error, DraftInDoubt) and error.stays):
            view = errors.view_for(error)
            self.show_view(replace(view, actions=(*view.actions, ("new", self.tr("Create it again")))))
        else:
            self.show_error(error)

    # --- showing

    def _show(self, comparison: Comparison) -> None:
        state = self.journey.state
        connection = state.connection
        names = {hub.hub_id: hub.name for hub in connection.hubs} if connection else {}
        waiting = self.tr("Not read yet") if state.event_id else self.tr("Not created yet")
        self.table.show_comparison(comparison, names, waiting)
        if not state.event_id:
            self.header.set_texts(
                self.tr("Review the event"),
                self.tr("Check everything once more. The type can’t be changed after the draft exists."),
            )
            said = self.tr("Create draft saves it in your hub, where the public can’t see it.")
            self.message.show_message("info", self.tr("This event isn’t on Zoom yet"), said + self._invited())
        else:
            read = self.tr("Foyer read the draft back from Zoom and compared it with what you entered.")
            if comparison.stored is None:
                read = self.tr("Foyer reads the draft back from Zoom to compare it with what you entered.")
            self.header.set_texts(self.tr("Review the draft"), read)
            self._say(comparison)
        self.changed.emit()

    def _say(self, comparison: Comparison) -> None:
        changed = [row.field for row in comparison.rows if row.same is False]
        different = [words.field_name(field) for field in changed]
        if comparison.stored is None:
            self.clear_message()
        elif not different:
            said = self.tr("All {n} settings match. The public can’t see the event yet.")
            if self.journey.state.publish_in_doubt:
                said = self.tr(
                    "All {n} settings match. Zoom was asked to publish the event: it may go live any moment."
                )
            self.message.show_message(
                "ok", self.tr("Zoom has exactly what you entered"), said.format(n=words.number(len(comparison.rows)))
            )
        elif self._put == comparison.entered.draft:
            self.message.show_message(
                "warn",
                self.tr("Zoom stored something else: {fields}").format(fields=words.join_names(different)),
                self.tr("Edit it and update the draft, or go on with what Zoom has."),
                actions=[("take", self.tr("Use what Zoom has"))],
            )
        else:
            self.message.show_message(
                "info",
                self.tr("Not at Zoom yet: {fields}").format(fields=words.join_names(different)),
                self.tr("Update draft sends your changes to the same draft; no second event is made.")
                + (self._invited() if Field.ALLOWED in changed else ""),
            )

    def _invited(self) -> str:
        """Say whom Zoom emails because they are in the link that comes with the draft (create-access-link
        reference). Empty where it is nobody."""
        draft = self.journey.state.draft
        if draft.access is not Access.APPROVED_ONLY or not draft.allowed_emails:
            return ""
        said = words.counted(
            len(draft.allowed_emails),
            self.tr("Zoom emails an invitation to the 1 approved address, and doesn’t say when: it may be at once."),
            self.tr(
                "Zoom emails an invitation to each of the {n} approved addresses, and doesn’t say when: "
                "it may be at once."
            ),
        )
        return f" {said}"

    def _status(self) -> str:
        if self.tasks.running("check") or self.tasks.running("put"):
            return self.tr("Asking Zoom…")
        if self.journey.state.event_id and self._read_at is not None:
            return self.tr("Read from Zoom, {time}").format(time=words.time_text(self._read_at.time()))
        return self.tr("Saved on this computer")
