"""One session of a multi-session event: what is kept of it, and the card that shows it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_app.event import schedule
from desktop_app.event.draft import SessionPlan
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.days import DayRow
from desktop_app.ui.pages.event.problem_line import ProblemLine
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.ui.widgets.time_field import TimeField


@dataclass(slots=True, eq=False)
class EditedSession:
    """A session, on screen or not. Its `day` is a row of the days above, so that it moves with that day's date.

    `elsewhere` is the date of a session that is on none of the days, `left` the fields that somebody has left, and
    `unread` what was typed that makes no time, by field.
    """

    name: str = ""
    description: str = ""
    day: DayRow | None = None
    elsewhere: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    session_id: str = ""
    own_type: int | None = None
    own_time_zone: str = ""
    left: set[str] = field(default_factory=set)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def date(self) -> dt.date | None:
        """The date of its start."""
        return self.elsewhere if self.day is None else schedule.session_date(self.day.plan(), self.start)

    def plan(self) -> SessionPlan:
        return SessionPlan(
            name=self.name,
            description=self.description,
            date=self.date,
            start=self.start,
            end=self.end,
            session_id=self.session_id,
            own_type=self.own_type,
            own_time_zone=self.own_time_zone,
        )

    def take(self, plan: SessionPlan, days: Sequence[DayRow]) -> None:
        """Become what the plan says. The day stays while its date is the plan's."""
        self.name, self.description = plan.name, plan.description
        self.start, self.end = plan.start, plan.end
        if self.date != plan.date:
            own = (day for day in days if plan.date and schedule.session_date(day.plan(), plan.start) == plan.date)
            self.day = next(own, None)
            self.elsewhere = plan.date if self.day is None else None
        self.session_id = plan.session_id
        self.own_type, self.own_time_zone = plan.own_type, plan.own_time_zone

    def keep_to(self, days: Sequence[DayRow]) -> None:
        """The days changed: a session whose day is gone keeps that date."""
        day = self.day
        if day is not None and day not in days:
            self.elsewhere = self.date
            self.day = None


class SessionCard(Card):
    """Shows one session after another: what is typed goes into the one that is shown."""

    typed = Signal()
    chosen = Signal()
    removed = Signal()
    duplicated = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.session = EditedSession()
        self._offered: list[DayRow | None] = []
        self._setting = False
        # everything has its parent from the start: each move to another one would restyle all that is inside
        self.title = plain_label(role="strong", wrap=False, parent=self)
        self.name = QLineEdit()
        self.description = QLineEdit()
        self.day = ElidedCombo(least=16)
        self.start = TimeField()
        self.end = TimeField(after=self.start)
        self.duplicate = QPushButton(theme.icon("copy", "text2", 16), self.tr("Duplicate"), self)
        self.remove = QPushButton(theme.icon("trash", "text2", 16), self.tr("Remove"), self)
        for button in (self.duplicate, self.remove):
            button.setProperty("kind", "quiet")
            button.setProperty("extent", "small")
        top = QHBoxLayout()
        self.body.addLayout(top)
        top.addWidget(self.title)
        top.addStretch()
        top.addWidget(self.duplicate)
        top.addWidget(self.remove)
        row = SideBySide(parent=self)
        self.fields = {
            "name": LabeledField(self.tr("Session name"), self.name, parent=self),
            "description": LabeledField(self.tr("Session description"), self.description, optional=True, parent=self),
            "date": LabeledField(self.tr("Day"), self.day, parent=row),
            "start": LabeledField(self.tr("Starts"), self.start, parent=row),
            "end": LabeledField(self.tr("Ends"), self.end, parent=row),
        }
        self.body.addWidget(self.fields["name"])
        self.body.addWidget(self.fields["description"])
        row.add(self.fields["date"], 256)
        row.add(self.fields["start"], 128)
        row.add(self.fields["end"], 128)
        self.body.addWidget(row)
        self.line = ProblemLine(self)
        self.body.addWidget(self.line)
        self.name.textChanged.connect(self._typed)
        self.description.textChanged.connect(self._typed)
        self.start.changed.connect(self._typed)
        self.end.changed.connect(self._typed)
        self.day.currentIndexChanged.connect(self._day_chosen)
        self.remove.clicked.connect(self.removed)
        self.duplicate.clicked.connect(self.duplicated)

    def show_session(self, session: EditedSession, number: int, days: Sequence[DayRow]) -> None:
        """Show a session, counted from 1, on one of `days`. What is shown already stays as it is, half typed too."""
        other = session is not self.session
        if other:
            self.keep_visits()
        self.session = session
        self._setting = True
        for line, text in ((self.name, session.name), (self.description, session.description)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        for part, editor, time in (("start", self.start, session.start), ("end", self.end, session.end)):
            if other or editor.time() != time:
                editor.set_time(time)
                if time is None and part in session.unread:
                    editor.setText(session.unread[part])
        if other:
            for part, each in self.fields.items():
                each.editor.setProperty("left", part in session.left)
        self._setting = False
        self.show_days(days)
        self.say_when_it_is()
        self._set_number(number)

    def show_days(self, days: Sequence[DayRow]) -> None:
        """Offer these days; a date that is on none of them is an entry of its own until another is chosen."""
        texts = []
        for day in days:
            date = day.date.date()
            name = day.title.text()
            texts.append(
                self.tr("{day}, {date}").format(day=name, date=words.date_text(date)) if date is not None else name
            )
        self._offered = list(days)
        if self.session.elsewhere is not None:
            texts.append(words.date_text(self.session.elsewhere))
            self._offered.append(None)
        self._setting = True
        if texts != [self.day.itemText(place) for place in range(self.day.count())]:
            self.day.clear()
            self.day.addItems(texts)
        of_none = -1 if self.session.elsewhere is None else len(days)
        place = next((place for place, day in enumerate(days) if day is self.session.day), of_none)
        self.day.setCurrentIndex(place)
        self._setting = False

    def say_when_it_is(self) -> None:
        """Say what is on the day after the chosen one: the end, or both."""
        session, day = self.session, self.session.day
        late = day is not None and session.date != day.date.date()
        self.fields["start"].set_label(self.tr("Starts next day") if late else self.tr("Starts"))
        late = late or schedule.ends_next_day(session.start, session.end)
        self.fields["end"].set_label(self.tr("Ends next day") if late else self.tr("Ends"))

    def keep_visits(self) -> None:
        """Tell the session which fields were left, and what they hold that makes no time."""
        for part, each in self.fields.items():
            if each.editor.property("left"):
                self.session.left.add(part)
        for part, editor in (("start", self.start), ("end", self.end)):
            if editor.is_valid():
                self.session.unread.pop(part, None)
            else:
                self.session.unread[part] = editor.text()

    def put_away(self) -> None:
        """Show nothing, until there is a session to show again: moving a card out of the window takes long."""
        self.keep_visits()
        self.session = EditedSession()
        self.hide()
        for widget in self._named():
            widget.setObjectName("")

    def _set_number(self, number: int) -> None:
        """Name everything after the session's number."""
        self.title.setText(self.tr("Session {n}").format(n=words.number(number)))
        self.setAccessibleName(self.title.text())
        for widget, part in self._named().items():
            widget.setObjectName(f"session_{number}_{part}")
        for button in (self.duplicate, self.remove):
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(self.title.text())

    def _named(self) -> dict[QWidget, str]:
        editors: dict[QWidget, str] = {each.editor: part for part, each in self.fields.items()}
        return {**editors, self.duplicate: "duplicate", self.remove: "remove"}

    def _typed(self) -> None:
        if self._setting:
            return
        session = self.session
        session.name, session.description = self.name.text(), self.description.text()
        session.start, session.end = self.start.time(), self.end.time()
        self.typed.emit()

    def _day_chosen(self) -> None:
        place = self.day.currentIndex()
        if self._setting or not 0 <= place < len(self._offered):
            return
        day = self._offered[place]
        if day is not None:
            self.session.day, self.session.elsewhere = day, None
        self.chosen.emit()
