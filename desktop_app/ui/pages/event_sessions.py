"""The sessions of a multi-session event, each on one of its days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import EventDraft, EventType, SessionPlan
from desktop_app.event.guidance import MOST_SESSIONS
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event_columns import Columns
from desktop_app.ui.pages.event_days import DayRow
from desktop_app.ui.pages.event_problem_line import ProblemLine
from desktop_app.ui.pages.event_section import Section
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.time_field import TimeField


class SessionCard(Card):
    """One session. Its day is a row of the days above, so that it moves with that day's date."""

    typed = Signal()
    chosen = Signal()
    removed = Signal()
    duplicated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._days: list[DayRow] = []
        self._offered: list[DayRow | None] = []
        self._elsewhere: dt.date | None = None
        self._setting = False
        self.title = plain_label(role="strong", wrap=False)
        self.name = QLineEdit()
        self.description = QLineEdit()
        self.day = QComboBox()
        self.start = TimeField()
        self.end = TimeField()
        self.line = ProblemLine()
        self.duplicate = QPushButton(theme.icon("copy", "text2", 16), self.tr("Duplicate"))
        self.remove = QPushButton(theme.icon("trash", "text2", 16), self.tr("Remove"))
        for button in (self.duplicate, self.remove):
            button.setProperty("kind", "quiet")
            button.setProperty("extent", "small")
        self.fields = {
            "name": LabeledField(self.tr("Session name"), self.name),
            "description": LabeledField(self.tr("Session description"), self.description, optional=True),
            "date": LabeledField(self.tr("Day"), self.day),
            "start": LabeledField(self.tr("Starts"), self.start),
            "end": LabeledField(self.tr("Ends"), self.end),
        }
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch()
        top.addWidget(self.duplicate)
        top.addWidget(self.remove)
        self.body.addLayout(top)
        self.body.addWidget(self.fields["name"])
        self.body.addWidget(self.fields["description"])
        self.day.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.day.setMinimumContentsLength(16)
        for editor in (self.start, self.end):
            editor.setMinimumWidth(112)
        row = Columns()
        row.add(self.fields["date"], 256)
        row.add(self.fields["start"], 128)
        row.add(self.fields["end"], 128)
        self.body.addWidget(row)
        self.body.addWidget(self.line)
        for line in (self.name, self.description):
            line.textChanged.connect(self.typed)
        for field in (self.start, self.end):
            field.changed.connect(self.typed)
        self.day.currentIndexChanged.connect(self._day_chosen)
        self.remove.clicked.connect(self.removed)
        self.duplicate.clicked.connect(self.duplicated)

    def set_number(self, number: int) -> None:
        """Name everything after the session's number, which counts from 1."""
        self.title.setText(self.tr("Session {n}").format(n=words.number(number)))
        self.setAccessibleName(self.title.text())
        for widget, part in (
            (self.name, "name"),
            (self.description, "description"),
            (self.day, "date"),
            (self.start, "start"),
            (self.end, "end"),
            (self.duplicate, "duplicate"),
            (self.remove, "remove"),
        ):
            widget.setObjectName(f"session_{number}_{part}")
        for button in (self.duplicate, self.remove):
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(self.title.text())

    def show_days(self, days: Sequence[DayRow]) -> None:
        """Offer these days. The chosen one stays chosen while it is there, whatever became of its date."""
        row = self._day_row()
        date = self._elsewhere
        if row is not None and row not in days:
            date, row = row.date.date(), None
        self._days = list(days)
        self._offer(row, date)

    def plan(self) -> SessionPlan:
        row = self._day_row()
        return SessionPlan(
            name=self.name.text(),
            description=self.description.text(),
            date=row.date.date() if row is not None else self._elsewhere,
            start=self.start.time(),
            end=self.end.time(),
            session_id=self._id,
        )

    def show_plan(self, plan: SessionPlan) -> None:
        self._id = plan.session_id
        for line, text in ((self.name, plan.name), (self.description, plan.description)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        if self.start.time() != plan.start:
            self.start.set_time(plan.start)
        if self.end.time() != plan.end:
            self.end.set_time(plan.end)
        if self.plan().date != plan.date:
            row = next((day for day in self._days if plan.date and day.date.date() == plan.date), None)
            self._offer(row, plan.date if row is None else None)

    def _day_row(self) -> DayRow | None:
        place = self.day.currentIndex()
        return self._offered[place] if 0 <= place < len(self._offered) else None

    def _offer(self, row: DayRow | None, elsewhere: dt.date | None) -> None:
        """Fill the list of days; a date that is on none of them is an entry of its own until another is chosen."""
        self._setting = True
        self._elsewhere = elsewhere if row is None else None
        self.day.clear()
        self._offered = list(self._days)
        for day in self._days:
            date = day.date.date()
            text = (
                self.tr("{day}, {date}").format(day=day.title.text(), date=words.date_text(date))
                if date
                else day.title.text()
            )
            self.day.addItem(text)
        if self._elsewhere is not None:
            self.day.addItem(words.date_text(self._elsewhere))
            self._offered.append(None)
        place = next((place for place, day in enumerate(self._days) if day is row), -1)
        self.day.setCurrentIndex(place if place >= 0 or self._elsewhere is None else self.day.count() - 1)
        self._setting = False

    def _day_chosen(self) -> None:
        if self._setting:
            return
        if self._day_row() is not None:
            self._elsewhere = None
        self.chosen.emit()


class SessionsSection(Section):
    """The list of sessions, in the order in which they were added."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[SessionCard] = []
        self._days: list[DayRow] = []
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self.add = QPushButton(theme.icon("plus", "text2", 16), self.tr("Add a session"))
        self.add.setObjectName("add_session")
        self.add.setAccessibleName(self.add.text())
        self.add.setProperty("extent", "small")
        self.add.clicked.connect(self._add_next)
        self._holder.setFocusProxy(self.add)
        self.column.addWidget(self.add_field("sessions", LabeledField(self.tr("Sessions"), self._holder)))
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_days(self, days: Sequence[DayRow]) -> None:
        """The days changed: each session offers them anew and keeps its own."""
        self._days = list(days)
        for card in self.cards:
            card.show_days(days)

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            self._set_count(len(draft.sessions))
            for card, plan in zip(self.cards, draft.sessions, strict=True):
                card.show_plan(plan)

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(draft, sessions=tuple(card.plan() for card in self.cards))

    def adapt(self, draft: EventDraft) -> None:
        self.setVisible(draft.event_type is EventType.MULTI_SESSION)
        count = len(self.cards)
        self.fields["sessions"].set_aside(words.number(count) if count else "")
        self.add.setEnabled(count < MOST_SESSIONS)

    def _add_next(self) -> None:
        """A new session begins where the last one ends, on the same day."""
        last = self.cards[-1].plan() if self.cards else SessionPlan()
        first_day = self._days[0].plan() if self._days else None
        if not self.cards and first_day is not None:
            plan = SessionPlan(date=first_day.date, start=first_day.start)
        else:
            plan = SessionPlan(date=last.date, start=last.end)
        self._append(plan, same_day_as=self.cards[-1] if self.cards else None)

    def _duplicate(self, card: SessionCard) -> None:
        self._append(replace(card.plan(), session_id=""), same_day_as=card)

    def _append(self, plan: SessionPlan, same_day_as: SessionCard | None) -> None:
        with self.quiet():
            place = same_day_as.day.currentIndex() if same_day_as is not None else 0
            self._set_count(len(self.cards) + 1)
            card = self.cards[-1]
            card.show_plan(plan)
            if plan.date is None and 0 <= place < len(self._days):
                card.day.setCurrentIndex(place)
        card.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.say_chosen()

    def _remove(self, card: SessionCard) -> None:
        place = self.cards.index(card)
        self.cards.remove(card)
        self._drop(card)
        self._renumber()
        if self.cards:
            self.cards[min(place, len(self.cards) - 1)].name.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.say_chosen()

    def _set_count(self, count: int) -> None:
        while len(self.cards) > count:
            self._drop(self.cards.pop())
        while len(self.cards) < count:
            card = SessionCard()
            card.show_days(self._days)
            card.typed.connect(self.say_typed)
            card.chosen.connect(self.say_chosen)
            card.removed.connect(lambda card=card: self._remove(card))
            card.duplicated.connect(lambda card=card: self._duplicate(card))
            self.without_wheel(card.day)
            self.cards.append(card)
            self._list.addWidget(card)
        self._renumber()

    def _drop(self, card: SessionCard) -> None:
        self._list.removeWidget(card)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    def _renumber(self) -> None:
        self.drop_fields("sessions.")
        for place, card in enumerate(self.cards):
            card.set_number(place + 1)
            for part, field in card.fields.items():
                line = card.line if part in ("date", "start", "end") else None
                self.add_field(f"sessions.{place}.{part}", field, line=line)
