"""The days of a multi-session event: at most six, each with its hours."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.event import schedule
from desktop_app.event.draft import DayPlan, EventDraft, EventType
from desktop_app.event.guidance import MOST_DAYS
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.problem_line import ProblemLine
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label, set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.ui.widgets.time_field import TimeField

USUAL_DAYS = 3


class DayRow(QWidget):
    """One day: its number, date, start and end, and a button that removes it."""

    edited = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # everything has its parent from the start: each move to another one would restyle all that is inside
        self.title = plain_label(role="strong", wrap=False, parent=self)
        self.title.setMinimumWidth(theme.px(56))
        self.date = DateField()
        self.start = TimeField()
        self.end = TimeField(after=self.start)
        self.remove = QPushButton(theme.icon("trash", "text2", 18), "", self)
        self.remove.setProperty("kind", "quiet")
        self.line = ProblemLine(self)
        self.fields = {
            "date": LabeledField(self.tr("Date"), self.date, parent=self),
            "start": LabeledField(self.tr("Opens"), self.start, parent=self),
            "end": LabeledField(self.tr("Closes"), self.end, parent=self),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = SideBySide(12, self)
        column.addWidget(row)
        day = self._part(row, 200)
        day.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBottom)
        day.addWidget(self.fields["date"], 1)
        hours = self._part(row, 256)
        hours.addWidget(self.fields["start"], 1)
        hours.addWidget(self.fields["end"], 1)
        hours.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        self.title.setFixedHeight(theme.px(36))
        column.addWidget(self.line)
        for field in (self.date, self.start, self.end):
            field.changed.connect(self.edited)
        self.remove.clicked.connect(self.removed)

    def _part(self, row: SideBySide, stretch: int) -> QHBoxLayout:
        part = QWidget(row)
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        row.add(part, stretch)
        return line

    def set_number(self, number: int) -> None:
        """Name everything after the day's number, which counts from 1."""
        self.title.setText(self.tr("Day {n}").format(n=words.number(number)))
        self.setAccessibleName(self.title.text())
        self.date.setObjectName(f"day_{number}_date")
        self.start.setObjectName(f"day_{number}_start")
        self.end.setObjectName(f"day_{number}_end")
        self.remove.setObjectName(f"day_{number}_remove")
        self.remove.setAccessibleName(self.tr("Remove day {n}").format(n=words.number(number)))
        set_tip(self.remove, self.remove.accessibleName())

    def empty(self) -> None:
        """Begin anew, for another day."""
        self.date.set_date(None)
        self.start.set_time(None)
        self.end.set_time(None)
        for each in self.fields.values():
            each.editor.setProperty("left", False)

    def put_away(self) -> None:
        """Leave the screen. Sessions of that day may still ask for its plan."""
        self.hide()
        for widget in (self.date, self.start, self.end, self.remove):
            widget.setObjectName("")

    def say_when_it_closes(self) -> None:
        """Say that it closes on the next day, where it does."""
        next_day = schedule.ends_next_day(self.start.time(), self.end.time())
        self.fields["end"].set_label(self.tr("Closes next day") if next_day else self.tr("Closes"))

    def plan(self) -> DayPlan:
        return DayPlan(self.date.date(), self.start.time(), self.end.time())

    def show_plan(self, plan: DayPlan) -> None:
        if self.plan() != plan:
            self.date.set_date(plan.date)
            self.start.set_time(plan.start)
            self.end.set_time(plan.end)


class DaysSection(Section):
    """`days_changed` tells that a day came, went, or got another date.

    Rows are made once and put away when their day goes: making one takes milliseconds.
    """

    days_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.rows: list[DayRow] = []
        self._spare: list[DayRow] = []
        holder = QWidget(self)
        self._holder = holder
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self.add = QPushButton(theme.icon("plus", "text2", 16), self.tr("Add a day"))
        self.add.setObjectName("add_day")
        self.add.setAccessibleName(self.add.text())
        self.add.setProperty("extent", "small")
        self.add.clicked.connect(self._add_next)
        holder.setFocusProxy(self.add)
        card = Card()
        most = self.tr("Up to {n} days").format(n=words.number(MOST_DAYS))
        card.body.addWidget(self.add_field("days", LabeledField(self.tr("Days"), holder, aside=most)))
        card.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)

    def parts(self) -> Iterator[None]:
        """Make the rows of most events ahead, one at a time."""
        for _ in range(USUAL_DAYS):
            row = self._new_row()
            row.show()  # among what is hidden this only styles and measures it, which takes long the first time
            self._put_away(row)
            yield

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            self._set_count(len(draft.days))
            for row, plan in zip(self.rows, draft.days, strict=True):
                row.show_plan(plan)
        self.days_changed.emit()

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(draft, days=tuple(row.plan() for row in self.rows))

    def adapt(self, draft: EventDraft) -> None:
        self.setVisible(draft.event_type is EventType.MULTI_SESSION)
        self.add.setEnabled(len(self.rows) < MOST_DAYS)
        for row in self.rows:
            row.say_when_it_closes()

    def begin(self, draft: EventDraft) -> None:
        """Give an event without days its first one, from what was typed for a single session."""
        if not self.rows:
            with self.quiet():
                self._set_count(1)
                self.rows[0].show_plan(DayPlan(draft.date, draft.start, draft.end))
            self.days_changed.emit()

    def _add_next(self) -> None:
        """A new day is the one after the last, with the same hours: the likeliest wish."""
        last = self.rows[-1].plan() if self.rows else DayPlan()
        date = last.date + dt.timedelta(days=1) if last.date and last.date < dt.date.max else None
        with self.quiet():
            self._set_count(len(self.rows) + 1)
            self.rows[-1].show_plan(replace(last, date=date))
        self.rows[-1].date.setFocus(Qt.FocusReason.TabFocusReason)
        self.days_changed.emit()
        self.say_chosen()

    def _remove(self, row: DayRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._put_away(row)
        self._renumber()
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].date.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.days_changed.emit()
        self.say_chosen()

    def _set_count(self, count: int) -> None:
        while len(self.rows) > count:
            self._put_away(self.rows.pop())
        while len(self.rows) < count:
            row = self._spare.pop() if self._spare else self._new_row()
            row.empty()
            self._list.addWidget(row)  # below the others, wherever it was before
            row.show()
            self.rows.append(row)
        self._renumber()

    def _new_row(self) -> DayRow:
        row = DayRow(self._holder)
        row.edited.connect(self._edited)
        row.removed.connect(lambda: self._remove(row))
        return row

    def _put_away(self, row: DayRow) -> None:
        row.put_away()
        self._spare.append(row)

    def _renumber(self) -> None:
        self.drop_fields("days.")
        for place, row in enumerate(self.rows):
            row.set_number(place + 1)
            for part, field in row.fields.items():
                self.add_field(f"days.{place}.{part}", field, line=row.line)

    def _edited(self) -> None:
        if not self.is_quiet:
            self.days_changed.emit()
        self.say_typed()
