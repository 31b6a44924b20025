"""The first face of the Event page: two questions, the recommended type, and the three types to choose from."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.event import guidance
from desktop_app.event.draft import EventDraft, EventType, Shape
from desktop_app.event.guidance import Capability, Reason
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.comparison import ComparisonTable, sessions_text, value_text
from desktop_app.ui.pages.event.question import Question
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.opening_button import OpeningButton
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.scroll_area import show_what_opened
from desktop_app.ui.widgets.side_by_side import SideBySide

NAMES = {
    EventType.SINGLE: "type_single",
    EventType.RECURRING: "type_recurring",
    EventType.MULTI_SESSION: "type_multi",
}

EXPO_ANSWERS = {None: "", False: "no", True: "yes"}
"""Keys of the answers to the question about an expo, by `EventDraft.needs_expo`."""

LEAST_REASON = 200
LEAST_CARD = 200
"""Pixels at 100 % text size: with less, what stands side by side goes below one another."""


class TypeChoice(Section):
    """Answering a question chooses the recommended type; another one can be chosen after that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.column.setSpacing(16)
        self._recommended: EventType | None = None
        self.sessions = Question(
            [
                (Shape.ONE.value, self.tr("One session")),
                (Shape.SERIES.value, self.tr("Same session, many dates")),
                (Shape.MANY.value, self.tr("Many sessions")),
            ]
        )
        self.expo = Question([("no", self.tr("No")), ("yes", self.tr("Yes"))])
        for shape in Shape:
            self.sessions.button(shape.value).setObjectName(f"question_{shape.value}")
        for key in ("no", "yes"):
            self.expo.button(key).setObjectName(f"expo_{key}")
        self.recommendation = QLabel()
        self.recommendation.setObjectName("type_recommendation")
        self.recommendation.setProperty("role", "heading")
        self.reason = plain_label(role="small")
        self.reason.setObjectName("type_reason")
        self.reason.setMinimumWidth(theme.px(LEAST_REASON))
        self.cards = {event_type: self._card(event_type) for event_type in EventType}
        self._types = ChoiceGroup(self)
        self.compare = OpeningButton(self.tr("Compare the types"))
        self.compare.setObjectName("type_compare")
        self.table = Card()
        self._build()
        self.compare.opened.connect(self._show_table)
        self.sessions.answered.connect(self._answered)
        self.expo.answered.connect(self._answered)
        self._types.buttonToggled.connect(lambda _button, on: self.say_if_on(on))

    def _show_table(self, is_open: bool) -> None:
        self.table.setVisible(is_open)
        if is_open:
            show_what_opened(self.table)

    def _build(self) -> None:
        card = Card()
        card.setObjectName("type_questions")
        questions = SideBySide()
        sessions = LabeledField(self.tr("How will the event run?"), self.sessions)
        expo = LabeledField(self.tr("Expo with booths?"), self.expo)
        questions.add(self.add_field("shape", sessions), 3, top=True, wanted=self.sessions.whole_width())
        questions.add(self.add_field("needs_expo", expo), top=True, wanted=self.expo.whole_width())
        card.body.addWidget(questions)
        self.column.addWidget(card)

        said = QHBoxLayout()
        said.setSpacing(8)
        advice = SideBySide(8)
        advice.add(self.recommendation, 0)
        advice.add(self.reason)
        said.addWidget(advice, 1)
        said.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(said)

        types = SideBySide()
        for type_card in self.cards.values():
            self._types.addButton(type_card)
            type_card.setMinimumWidth(theme.px(LEAST_CARD))
            types.add(type_card)
        self.column.addWidget(types)
        self.table.body.setContentsMargins(20, 12, 20, 12)
        self.table.body.addWidget(ComparisonTable())
        self.table.hide()
        self.column.addWidget(self.table)

        permanent = MessageBar()
        permanent.setObjectName("type_permanent")
        permanent.show_message(
            "warn",
            self.tr("The type is permanent"),
            self.tr(
                "Zoom fixes it when the draft is created. Changing it later means making a new event and inviting "
                "everyone again."
            ),
            icon="lock",
        )
        self.column.addWidget(permanent)
        self.column.addStretch()

    def _card(self, event_type: EventType) -> ChoiceCard:
        text = self._purpose(event_type)
        rows = guidance.COMPARISON
        expo = rows[Capability.EXPO][event_type]
        facts = (
            ("calendar", sessions_text(event_type)),
            ("ticket", value_text(Capability.REGISTRATION, rows[Capability.REGISTRATION][event_type])),
            ("clock", value_text(Capability.LOBBY, rows[Capability.LOBBY][event_type])),
            ("booth" if expo else "x", value_text(Capability.EXPO, expo)),
        )
        card = ChoiceCard(words.type_name(event_type), text, words.type_icon(event_type), facts=facts)
        card.setObjectName(NAMES[event_type])
        return card

    # --- the draft

    def allow_planning(self, allowed: bool) -> None:
        """Say whether the connection has the permissions that sessions of a multi-session event need."""
        card = self.cards[EventType.MULTI_SESSION]
        card.setEnabled(allowed)
        card.set_texts(
            card.title(),
            self._purpose(EventType.MULTI_SESSION)
            if allowed
            else self.tr("Off: your app at Zoom isn’t allowed to plan sessions. Connect names the permission."),
        )

    @property
    def event_type(self) -> EventType | None:
        return next((event_type for event_type, card in self.cards.items() if card.isChecked()), None)

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            self.sessions.set_answer(draft.shape or "")
            self.expo.set_answer(EXPO_ANSWERS[draft.needs_expo])
            self._check(draft.event_type)
            self._recommend()

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(
            draft,
            shape=self._shape(),
            needs_expo=self._needs_expo(),
            event_type=self.event_type,
        )

    def adapt(self, draft: EventDraft) -> None:
        advice = guidance.advise(draft.shape, draft.needs_expo)
        if advice is None:
            self.recommendation.setText(self.tr("Answer both questions"))
            self.reason.setText(self.tr("or choose a type that you know."))
            return
        said = self.tr("Recommended: {type}").format(type=_in_a_sentence(words.type_name(advice.event_type)))
        if said != self.recommendation.text():
            self.recommendation.setText(said)
            announce(self.recommendation, said)
        self.reason.setText(self._because(advice.reason))

    def _shape(self) -> Shape | None:
        answer = self.sessions.answer()
        return Shape(answer) if answer else None

    def _needs_expo(self) -> bool | None:
        return {key: needed for needed, key in EXPO_ANSWERS.items()}[self.expo.answer()]

    def _answered(self) -> None:
        with self.quiet():
            self._recommend()
            if self._recommended is not None and self.cards[self._recommended].isEnabled():
                self._check(self._recommended)
        self.say_chosen()

    def _recommend(self) -> None:
        advice = guidance.advise(self._shape(), self._needs_expo())
        self._recommended = advice.event_type if advice else None
        for event_type, card in self.cards.items():
            card.set_badge(self.tr("Recommended") if event_type is self._recommended else "")

    def _check(self, event_type: EventType | None) -> None:
        self._types.setExclusive(event_type is not None)
        for each, card in self.cards.items():
            card.setChecked(each is event_type)
        self._types.setExclusive(True)

    def _purpose(self, event_type: EventType) -> str:
        return {
            EventType.SINGLE: self.tr("Town halls, launches, webinars, one-time training."),
            EventType.RECURRING: self.tr("The same kind of session on a schedule."),
            EventType.MULTI_SESSION: self.tr("Summits and conferences, over one day or more."),
        }[event_type]

    def _because(self, reason: Reason) -> str:
        return {
            Reason.ONE_SESSION: self.tr("because you have one session and no expo."),
            Reason.SAME_SESSION_OFTEN: self.tr("because the same session runs on many dates, without an expo."),
            Reason.MANY_SESSIONS: self.tr("because you have many sessions."),
            Reason.MANY_SESSIONS_AND_EXPO: self.tr("because you have many sessions and an expo."),
            Reason.EXPO: self.tr("because only a multi-session event can have an expo."),
        }[reason]


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
