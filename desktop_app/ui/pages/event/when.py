"""When it is: date, start and end, the time zone, and what that is elsewhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QWidget

from desktop_app.event import schedule, zones
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.event.problem import Problem, ProblemCode, Severity
from desktop_app.ui import problem_texts, theme, words
from desktop_app.ui.pages.event.dates_model import weekday_and_day
from desktop_app.ui.pages.event.problem_line import ProblemLine
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.pages.event.zone_box import ZoneBox, own_zone
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.live_line import LiveLine
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.ui.widgets.time_field import TimeField

ZONE = 184
"""Least width of a time zone, in pixels at 100 % text size."""

CLOCK_CHANGES = (
    ProblemCode.TIME_NONEXISTENT,
    ProblemCode.TIME_AMBIGUOUS,
    ProblemCode.CLOCKS_CHANGE_DURING,
    ProblemCode.SERIES_TIME_NONEXISTENT,
    ProblemCode.SERIES_TIME_AMBIGUOUS,
)
"""These are said in the live line, because they explain what it would show."""


class WhenSection(Section):
    """Date and times of a single event, or of the first date of a series; the time zone of any."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("When"), parent)
        self._own_zone = own_zone()
        self._clock_problem: tuple[str, str] | None = None
        self._draft = EventDraft()
        self.date = DateField()
        self.date.setObjectName("event_date")
        self.start = TimeField()
        self.start.setObjectName("event_start")
        self.end = TimeField(after=self.start)
        self.end.setObjectName("event_end")
        self.zone = ZoneBox()
        self.zone.setObjectName("event_zone")
        self.line = ProblemLine()
        self.live = LiveLine()
        self.live.setObjectName("event_live_line")
        row = SideBySide(12, self)
        self._once = SideBySide(12, row)
        for key, label, editor, width in (
            ("date", self.tr("Date"), self.date, 200),
            ("start", self.tr("Starts"), self.start, 128),
            ("end", self.tr("Ends"), self.end, 128),
        ):
            self._once.add(self.add_field(key, LabeledField(label, editor), line=self.line), width)
        self.zone.setMinimumWidth(theme.px(ZONE))
        # each gets its share of what it needs, and the zone goes below before these do
        needed = sum(field.minimumSizeHint().width() for field in (self.date, self.start, self.end)) + 2 * 12
        row.add(self._once, needed, wanted=needed)
        zone = LabeledField(self.tr("Time zone"), self.zone)
        row.add(self.add_field("time_zone", zone, line=self.line), theme.px(ZONE))
        self.column.addWidget(row)
        self.column.addWidget(self.line)
        self.column.addWidget(self.live)
        for field in (self.date, self.start, self.end):
            field.changed.connect(self.say_typed)
        self.zone.changed.connect(self.say_chosen)

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            if self.date.date() != draft.date:
                self.date.set_date(draft.date)
            if self.start.time() != draft.start:
                self.start.set_time(draft.start)
            if self.end.time() != draft.end:
                self.end.set_time(draft.end)
            if self.zone.zone() != draft.time_zone:
                self.zone.set_zone(draft.time_zone)

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(
            draft,
            date=self.date.date(),
            start=self.start.time(),
            end=self.end.time(),
            time_zone=self.zone.zone(),
        )

    def settle(self) -> None:
        """Take what is half typed for finished: somebody wants to go on."""
        self.zone.settle()

    def adapt(self, draft: EventDraft) -> None:
        self._draft = draft
        one_date = draft.event_type is not EventType.MULTI_SESSION
        for key in ("date", "start", "end"):
            self.fields[key].setVisible(one_date)
        self._once.setVisible(one_date)
        series = draft.event_type is EventType.RECURRING
        self.fields["date"].set_label(self.tr("First date") if series else self.tr("Date"))
        next_day = schedule.ends_next_day(draft.start, draft.end)
        self.fields["end"].set_label(self.tr("Ends next day") if next_day else self.tr("Ends"))
        spans = schedule.calendar(draft)
        self.zone.set_moment(spans[0][0] if spans else None)
        self._say()

    def show_problems(self, problems: Mapping[str, Sequence[Problem]], *, all_of_them: bool) -> None:
        clocks = [
            problem
            for key in ("date", "start", "end")
            for problem in problems.get(key, ())
            if problem.code in CLOCK_CHANGES
        ]
        self._clock_problem = None
        if clocks:
            kind = "bad" if any(problem.severity is Severity.ERROR for problem in clocks) else "warn"
            self._clock_problem = kind, " ".join(dict.fromkeys(problem_texts.text(problem) for problem in clocks))
        super().show_problems(problems, all_of_them=all_of_them)
        self._say()

    def says_elsewhere(self, problem: Problem) -> bool:
        return problem.code in CLOCK_CHANGES

    # --- the live line

    def _say(self) -> None:
        if self._clock_problem is not None and self._draft.event_type is not EventType.MULTI_SESSION:
            self.live.set_line(*self._clock_problem)
            return
        spans = schedule.calendar(self._draft)
        if not spans:
            self.live.set_line("info", self.tr("Here you’ll see what the time is in UTC and where you are."))
            return
        start, end = spans[0]
        self.live.set_line("info", self._elsewhere(start), self._aside(start, end))

    def _aside(self, start: dt.datetime, end: dt.datetime) -> str:
        zone = self._draft.time_zone
        if self._draft.event_type is EventType.MULTI_SESSION:
            return self.tr("Day 1, {date}").format(date=words.date_text(schedule.in_zone(start, zone).date()))
        length = words.duration_text(schedule.duration_minutes(self._draft))
        if self._draft.event_type is EventType.RECURRING:
            return self.tr("{length} each").format(length=length)
        last = schedule.in_zone(end, zone).date()
        if not schedule.ends_next_day(self._draft.start, self._draft.end):
            return length
        return self.tr("{length}, until {day}").format(length=length, day=weekday_and_day(last))

    def _elsewhere(self, start: dt.datetime) -> str:
        """ "2:00 PM in New York = 19:00 UTC = 20:00 your time"; the same time is said once, other days are named."""
        zone = self._draft.time_zone
        there = schedule.in_zone(start, zone)
        here = schedule.in_zone(start, self._own_zone)

        def said(time: str, at: dt.datetime) -> str:
            is_own = at.utcoffset() == here.utcoffset()
            return self.tr("{time}, your time too").format(time=time) if is_own else time

        local = words.time_at(words.time_text(there.time()), zone)
        if not there.utcoffset() and not zones.same(zone, zones.UTC):
            local = self.tr("{time} and UTC").format(time=local)
        times = [said(local, there)]
        if there.utcoffset():
            times.append(said(self._with_day(words.utc_text(start), start.date(), there.date()), start))
        if here.utcoffset() not in (there.utcoffset(), start.utcoffset()):
            own = QLocale.system().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)
            times.append(self.tr("{time} your time").format(time=self._with_day(own, here.date(), there.date())))
        return " = ".join(times)

    def _with_day(self, time: str, date: dt.date, usual: dt.date) -> str:
        if date == usual:
            return time
        return self.tr("{time} on {day}").format(time=time, day=weekday_and_day(date))
