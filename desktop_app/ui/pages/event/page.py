"""Step 3. What kind of event it is, and everything about it. What is typed is saved as it is typed."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent

from desktop_app.event import rules
from desktop_app.event.draft import Access, EventDraft
from desktop_app.event.problem import Problem, Severity
from desktop_app.journey.comparing import Field
from desktop_app.journey.ports import Clock, utc_now
from desktop_app.journey.readiness import Ability
from desktop_app.journey.state import Work
from desktop_app.journey.steps import Step
from desktop_app.ui import tab_order, words
from desktop_app.ui.breath import Breath
from desktop_app.ui.pages.event.details import DetailsForm
from desktop_app.ui.pages.event.type_choice import TypeChoice
from desktop_app.ui.pages.event.zone_box import own_zone
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.widgets.labeled_field import LabeledField

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from desktop_app.ui.pages.event.section import Section

SOON = 200
"""Milliseconds that typing rests before it is saved and checked."""

PLACES = {Field.TIME: "start", Field.RECURRENCE: "recurrence.interval", Field.ALLOWED: "allowed_domains"}
"""Where the form has a setting of the review under another name."""


class EventPage(Page):
    """Two faces: the type, and the form. `flush` saves what was typed in the last moment."""

    step = Step.EVENT

    _written = Signal(object)
    """A save has ended; it comes from the thread that writes, to be heard on this one."""

    def __init__(self, program: Program, *, now: Clock = utc_now) -> None:
        super().__init__(program)
        self._now = now
        self._key = ""
        self._saved_at: dt.datetime | None = None
        self._leaving: Future[None] | None = None
        self._written.connect(self._was_written)
        self._problems: Sequence[Problem] = ()
        self._all_problems = False
        self._wanted: Field | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._save)
        self._reveal_soon = Breath(self, self._reveal_in_parts)

    def parts(self) -> Iterator[None]:
        column = self.header.parentWidget()
        assert column is not None
        self.types = TypeChoice(column)
        self.form = DetailsForm(column)
        self._face: QWidget = self.types
        # neither is laid out before it is known which one is wanted
        self.types.hide()
        self.form.hide()
        # not a QStackedWidget: that one keeps the height of its tallest page
        self.body.addWidget(self.types)
        self.body.addWidget(self.form)
        self.body.addStretch()
        yield
        yield from self.form.parts()
        self.form.typed.connect(self._soon.start)
        self.form.chosen.connect(self._save)
        self.form.look_at.connect(self.scroller.bring_into_view)
        self.types.chosen.connect(self._save)
        self.form.type_row.change_button.clicked.connect(self._change_type)

    # --- what the window asks

    def bar(self) -> Bar:
        status = self.tr("Saved on this computer")
        if self._saved_at is not None:
            status = self.tr("Saved on this computer, {time}").format(time=words.time_text(self._saved_at.time()))
        if self._on_types:
            return Bar(
                primary=self.tr("Continue to details"),
                enabled=self.types.event_type is not None,
                reason=self.tr("No type chosen"),
                status=status,
                status_icon="check-circle",
            )
        return Bar(primary=self.tr("Continue to review"), status=status, status_icon="check-circle")

    def caption(self) -> str:
        draft = self.journey.state.draft
        return words.type_name(draft.event_type) if draft.event_type else ""

    def enter(self) -> None:
        work = self.journey.state.work
        if work is None:
            return
        self.clear_message()
        if work.key != self._key:
            self._key = work.key
            self._wanted = None
            self._soon.stop()
            self._saved_at = None
            self.types.forget_visits()
            self.form.forget()
        self._all_problems = False
        self.types.allow_planning(self.journey.can(Ability.PLAN_SESSIONS))
        self.form.access.allow_restricting(self.journey.can(Ability.RESTRICT_ACCESS))
        draft = work.draft if work.draft.time_zone else replace(work.draft, time_zone=own_zone())
        # out of sight: each part that comes or goes would lay out all of it again
        self.types.hide()
        self.form.hide()
        self.types.fill(draft)
        self.form.fill(draft)
        if work.details_open or self.journey.state.type_fixed:
            self.form.begin(draft)
            self._turn_to_details()
        else:
            self._turn_to_types()
        self._follow(self._read(work))
        # in turns of their own: to lay it all out takes as long as to fill it
        self._reveal_soon.start()

    def leave(self) -> None:
        self._leaving = None

    def primary(self) -> None:
        if self._on_types:
            if self.types.event_type is None:
                return
            self.form.begin(self.types.read(self.journey.state.draft))
            self._save()
            self.journey.open_details()
            self._turn_to_details()
            self._reveal()
            self.to_the_top()
            self.changed.emit()
            return
        self._reveal()
        self.form.when.settle()
        self._all_problems = True
        saved = self._save()
        if errors := self._errors():
            self._point_out(errors)
        else:
            self._leaving = saved
            self._leave_if_written()

    def go_to_field(self, field: Field) -> None:
        # as soon as the form is there
        self._wanted = field

    def goes_back(self) -> bool:
        return not self._on_types and not self.journey.state.type_fixed

    def back(self) -> bool:
        if not self.goes_back():
            return False
        self._change_type()
        return True

    def on_action(self, key: str) -> None:
        if key == "retry":
            self.clear_message()
            self._save()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # --- saving

    def flush(self) -> None:
        """Save what was typed in the last moment, if anything was."""
        if self._soon.isActive():
            self._save()

    def _save(self) -> Future[None] | None:
        """Save what is on screen, and show what follows from it. None when it is of no event that is open."""
        self._soon.stop()
        self._leaving = None
        work = self.journey.state.work
        if work is None or work.key != self._key:
            return None
        draft = self._read(work)
        saved = self.journey.edit(draft)
        self._follow(draft)
        saved.add_done_callback(self._written.emit)
        return saved

    def _was_written(self, saved: Future[None]) -> None:
        """When the disk refused that is said, and what was typed stays on screen."""
        try:
            saved.result()
        except OSError as error:
            self._leaving = None
            self.show_error(error)
            return
        self._saved_at = self._now().astimezone()
        self.changed.emit()
        self._leave_if_written()

    def _leave_if_written(self) -> None:
        saved = self._leaving
        if saved is not None and saved.done() and saved.exception() is None:
            self._leaving = None
            self.clear_message()
            self.completed.emit()

    def _read(self, work: Work) -> EventDraft:
        draft = work.draft if self.journey.state.type_fixed else self.types.read(work.draft)
        return self.form.read(draft)

    def _follow(self, draft: EventDraft) -> None:
        """Show what follows from the draft: which parts there are, what the times mean, what is wrong."""
        self.types.adapt(draft)
        self.form.adapt(draft)
        self._problems = rules.problems(draft, now=self._now())
        self._show_problems()
        if self._all_problems and not self.message.isHidden() and self.message.kind() == "error":
            if errors := self._errors():
                self._count(errors)
            else:
                self.clear_message()
        self.changed.emit()

    # --- faces

    @property
    def _on_types(self) -> bool:
        return self._face is self.types

    def _turn_to_types(self) -> None:
        self.header.set_texts(
            self.tr("What kind of event is it?"),
            self.tr("Answer two questions and Foyer recommends a type. You can pick another."),
        )
        self._face = self.types

    def _turn_to_details(self) -> None:
        state = self.journey.state
        self.header.set_texts(
            self.tr("Describe the event"),
            self.tr("Zoom has a draft of this event. What you change here reaches it in the next step.")
            if state.event_id
            else self.tr("Nothing reaches Zoom until you create the draft in the next step."),
        )
        self.form.type_row.show_type(state.draft.event_type, locked=state.type_fixed)
        self._face = self.form

    def _reveal_in_parts(self) -> None:
        """Show the face once it has all it needs, which is made a part in a turn."""
        if self.form.sessions.make_a_card():
            self._reveal_soon.start()
        else:
            self._reveal()
            self._show_wanted()
            self.changed.emit()

    def _reveal(self) -> None:
        while self.form.sessions.make_a_card():
            pass
        for each in (self.types, self.form):
            each.setVisible(each is self._face)

    def _change_type(self) -> None:
        if self.journey.state.type_fixed:
            return
        self._save()
        self.clear_message()
        self._all_problems = False
        self.journey.open_details(opened=False)
        self._turn_to_types()
        self._reveal()
        self.to_the_top()
        self.changed.emit()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted is Field.ALLOWED and self.journey.state.draft.access is not Access.APPROVED_ONLY:
            wanted = Field.ACCESS  # the lists are out of sight
        place: QWidget | None = self._place(PLACES.get(wanted, wanted.value))
        if wanted is Field.EVENT_TYPE:
            place = self.form.type_row
        for stop in tab_order.stops(place)[:1] if place is not None else ():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroller.bring_into_view(stop)

    # --- problems

    def _errors(self) -> Sequence[Problem]:
        """What holds the draft back."""
        return [problem for problem in self._problems if problem.severity is Severity.ERROR]

    def _show_problems(self) -> None:
        """Show every problem at its field."""
        by_field: dict[str, list[Problem]] = {}
        for problem in self._problems:
            by_field.setdefault(problem.field, []).append(problem)
        self.types.show_problems(by_field, all_of_them=False)
        for section in self.form.sections:
            section.show_problems(by_field, all_of_them=self._all_problems)

    def _point_out(self, errors: Sequence[Problem]) -> None:
        self._count(errors)
        place = next((found for problem in errors if (found := self._place(problem.field)) is not None), None)
        if place is not None:
            place.editor.setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.bring_into_view(place)

    def _count(self, errors: Sequence[Problem]) -> None:
        count = len({problem.field for problem in errors})
        self.message.show_message(
            "error",
            words.counted(count, self.tr("1 thing to fix"), self.tr("{n} things to fix")),
            words.counted(
                count,
                self.tr("It is marked at its field. Everything you typed is saved."),
                self.tr("Each is marked at its field. Everything you typed is saved."),
            ),
        )

    def _place(self, key: str) -> LabeledField | None:
        """Show, and return, the form's field for `key` of the draft; what belongs to the type has no place there."""
        sections: Sequence[Section] = self.form.sections
        return next((found for section in sections if (found := section.show_place(key)) is not None), None)
