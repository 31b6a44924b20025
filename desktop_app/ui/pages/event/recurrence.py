"""How a series repeats: the pattern on the left, every date it leads to on the right."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from desktop_app.event import schedule
from desktop_app.event.draft import EventDraft, EventType, Pattern, RecurrenceRule
from desktop_app.event.guidance import MOST_OCCURRENCES
from desktop_app.ui import words
from desktop_app.ui.pages.event.dates import DatesCard, short_day
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label, set_tip
from desktop_app.ui.widgets.quiet_wheel import ComboBox, SpinBox
from desktop_app.ui.widgets.segmented import segment_place
from desktop_app.ui.widgets.side_by_side import SideBySide

MONTHLY = "monthly"
"""Both monthly patterns are one choice on screen; the two radio buttons tell them apart."""

USUAL_COUNT = 4


class RecurrenceSection(Section):
    """Weekday, day and week follow the first date of a new series until the person chooses them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.pattern = ComboBox()
        self.pattern.setObjectName("recurrence_pattern")
        self.interval = SpinBox()
        self.interval.setObjectName("recurrence_interval")
        self.interval.setRange(1, 99)
        self.days: dict[int, QPushButton] = {}
        self.by_day = QRadioButton(self.tr("Day"))
        self.by_weekday = QRadioButton(self.tr("The"))
        self.month_day = SpinBox()
        self.week = ComboBox()
        self.weekday = ComboBox()
        self.ends_count = QRadioButton(self.tr("After"))
        self.ends_date = QRadioButton(self.tr("On"))
        self.count = SpinBox()
        self.until = DateField()
        self.sentence = plain_label(role="strong")
        self.sentence.setObjectName("recurrence_sentence")
        row = SideBySide(parent=self)
        self.dates = DatesCard(row)
        self.clocks = MessageBar()
        self._follows = {"weekdays": True, "month_day": True, "week": True}
        self._first: dt.date | None = None
        self._changes: tuple[dt.date, ...] = ()
        self._fill_choices()
        row.add(self._pattern_card(row), 3)
        row.add(self.dates, 4)
        self.column.addWidget(self.sentence)
        self.column.addWidget(row)
        self.clocks.setObjectName("recurrence_clocks")
        self.clocks.hide()
        self.column.addWidget(self.clocks)
        self._connect()

    # --- building

    def _fill_choices(self) -> None:
        for key, label in (
            (Pattern.DAILY.value, self.tr("Daily")),
            (Pattern.WEEKLY.value, self.tr("Weekly")),
            (MONTHLY, self.tr("Monthly")),
        ):
            self.pattern.addItem(label, key)
        for week in schedule.WEEKS_OF_MONTH:
            self.week.addItem(words.week_name(week), week)
        for day in _week_order():
            self.weekday.addItem(words.weekday_name(day), day)
        self.month_day.setRange(schedule.MONTH_DAYS[0], schedule.MONTH_DAYS[-1])
        self.count.setRange(1, schedule.MOST_LISTED)
        for widget, name, label in (
            (self.by_day, "recurrence_by_day", self.by_day.text()),
            (self.month_day, "recurrence_month_day", self.tr("Day of the month")),
            (self.by_weekday, "recurrence_by_weekday", self.by_weekday.text()),
            (self.week, "recurrence_week", self.tr("Week of the month")),
            (self.weekday, "recurrence_weekday", self.tr("Day of the week")),
            (self.ends_count, "recurrence_ends_count", self.ends_count.text()),
            (self.count, "recurrence_count", self.tr("Number of dates")),
            (self.ends_date, "recurrence_ends_date", self.ends_date.text()),
            (self.until, "recurrence_until", self.tr("Last date")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(label)

    def _pattern_card(self, parent: QWidget) -> Card:
        card = Card(parent=parent)
        card.setMinimumWidth(320)
        card.body.addWidget(plain_label(self.tr("Pattern"), "heading"))
        first = QHBoxLayout()
        card.body.addLayout(first)
        first.setSpacing(12)
        first.addWidget(LabeledField(self.tr("Repeats"), self.pattern), 1)
        first.addWidget(self.add_field("recurrence.interval", LabeledField(self.tr("Every"), self.interval)), 1)
        self._weekly = self.add_field("recurrence.weekdays", LabeledField(self.tr("On"), self._weekday_buttons()))
        card.body.addWidget(self._weekly)
        self._monthly = self.add_field("recurrence.month_day", LabeledField(self.tr("On"), self._month_choices()))
        card.body.addWidget(self._monthly)
        card.body.addWidget(self.add_field("recurrence.end", LabeledField(self.tr("Ends"), self._end_choices())))
        card.body.addWidget(
            plain_label(
                self.tr("People register once and can join any date. Zoom allows up to {n} dates.").format(
                    n=words.number(MOST_OCCURRENCES)
                ),
                "caption",
            )
        )
        card.body.addStretch()
        return card

    def _weekday_buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        order = _week_order()
        for place, day in enumerate(order):
            name = words.weekday_name(day)
            button = QPushButton(_short(day))
            button.setObjectName(f"recurrence_day_{day}")
            button.setAccessibleName(name)
            set_tip(button, name)
            button.setCheckable(True)
            button.setProperty("seg", segment_place(place, len(order)))
            button.setStyleSheet("padding: 0;")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.days[day] = button
            row.addWidget(button, 1)
        box.setFocusProxy(self.days[order[0]])
        return box

    def _month_choices(self) -> QWidget:
        box, grid = _two_choices(self.by_day, self.by_weekday)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 5)
        grid.addWidget(self.month_day, 0, 1)
        grid.addWidget(self.week, 1, 1)
        grid.addWidget(self.weekday, 1, 2)
        return box

    def _end_choices(self) -> QWidget:
        box, grid = _two_choices(self.ends_count, self.ends_date)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.count, 0, 1)
        grid.addWidget(plain_label(self.tr("dates"), wrap=False), 0, 2)
        grid.addWidget(self.until, 1, 1, 1, 2)
        return box

    def _connect(self) -> None:
        self.pattern.currentIndexChanged.connect(self.say_chosen)
        for spin in (self.interval, self.month_day, self.count):
            spin.lineEdit().setTextMargins(9, 0, 0, 0)
        for spin in (self.interval, self.count):
            spin.valueChanged.connect(self.say_typed)
        for day in self.days.values():
            day.toggled.connect(lambda _: self._by_hand("weekdays"))
        self.month_day.valueChanged.connect(lambda _: self._by_hand("month_day", self.by_day))
        for box in (self.week, self.weekday):
            box.currentIndexChanged.connect(lambda _: self._by_hand("week", self.by_weekday))
        for radio in (self.by_day, self.by_weekday, self.ends_count, self.ends_date):
            radio.toggled.connect(self.say_if_on)
        self.count.valueChanged.connect(lambda _: self._prefer(self.ends_count))
        self.until.changed.connect(lambda: self._prefer(self.ends_date))
        self.until.changed.connect(self.say_typed)
        self.until.textChanged.connect(self.say_typed)

    def _by_hand(self, part: str, radio: QRadioButton | None = None) -> None:
        """From now on this part is the person's, and what they change is what they mean."""
        if self.is_quiet:
            return
        self._follows[part] = False
        if radio is not None:
            self._prefer(radio)
        self.say_chosen()

    def _prefer(self, radio: QRadioButton) -> None:
        if not self.is_quiet:
            radio.setChecked(True)

    # --- the draft

    def fill(self, draft: EventDraft) -> None:
        rule = draft.recurrence
        with self.quiet():
            monthly = rule.pattern in (Pattern.MONTHLY_BY_DAY, Pattern.MONTHLY_BY_WEEKDAY)
            self.pattern.setCurrentIndex(self.pattern.findData(MONTHLY if monthly else rule.pattern.value))
            self.interval.setValue(rule.interval)
            self._show_days(rule)
            if monthly:
                (self.by_day if rule.pattern is Pattern.MONTHLY_BY_DAY else self.by_weekday).setChecked(True)
            (self.ends_count if rule.count is not None else self.ends_date).setChecked(True)
            if rule.count is not None:
                self.count.setValue(rule.count)
            elif self.until.date() != rule.until:
                self.until.set_date(rule.until)
        if draft.date is not None:
            self._follows = dict.fromkeys(self._follows, False)
        self._first = draft.date

    def _show_days(self, rule: RecurrenceRule) -> None:
        for day, button in self.days.items():
            button.setChecked(day in rule.weekdays)
        self.month_day.setValue(rule.month_day)
        self.week.setCurrentIndex(max(0, self.week.findData(rule.month_week)))
        self.weekday.setCurrentIndex(max(0, self.weekday.findData(rule.month_weekday)))

    def forget(self) -> None:
        """Another event is shown: its rule follows its first date again."""
        self._follows = dict.fromkeys(self._follows, True)
        with self.quiet():
            self.count.setValue(USUAL_COUNT)
            self.until.set_date(None)

    def read(self, draft: EventDraft) -> EventDraft:
        if draft.date != self._first and draft.event_type is EventType.RECURRING:
            self._follow(draft.date)
        self._first = draft.date
        return replace(draft, recurrence=self._rule())

    def _rule(self) -> RecurrenceRule:
        pattern = self.pattern.currentData()
        if pattern == MONTHLY:
            pattern = Pattern.MONTHLY_BY_DAY if self.by_day.isChecked() else Pattern.MONTHLY_BY_WEEKDAY
        by_count = self.ends_count.isChecked()
        return RecurrenceRule(
            pattern=Pattern(pattern),
            interval=self.interval.value(),
            weekdays=tuple(sorted(day for day, button in self.days.items() if button.isChecked())),
            month_day=self.month_day.value(),
            month_week=self.week.currentData(),
            month_weekday=self.weekday.currentData(),
            count=self.count.value() if by_count else None,
            until=None if by_count else self.until.date(),
        )

    def _follow(self, date: dt.date | None) -> None:
        """Take weekday, day and week from the first date, as far as nobody has chosen them."""
        if date is None:
            return
        weekday = date.isoweekday() % 7 + 1
        with self.quiet():
            if self._follows["weekdays"]:
                for day, button in self.days.items():
                    button.setChecked(day == weekday)
            if self._follows["month_day"]:
                self.month_day.setValue(date.day)
            if self._follows["week"]:
                week = (date.day - 1) // 7 + 1
                self.week.setCurrentIndex(self.week.findData(week if week in schedule.WEEKS_OF_MONTH else -1))
                self.weekday.setCurrentIndex(self.weekday.findData(weekday))

    def adapt(self, draft: EventDraft) -> None:
        series = draft.event_type is EventType.RECURRING
        self.setVisible(series)
        if not series:
            return
        rule = draft.recurrence
        self._weekly.setVisible(rule.pattern is Pattern.WEEKLY)
        self._monthly.setVisible(rule.pattern in (Pattern.MONTHLY_BY_DAY, Pattern.MONTHLY_BY_WEEKDAY))
        self.interval.setSuffix(self._unit(rule))
        self.sentence.setText(words.recurrence_text(rule))
        self.dates.show_dates(schedule.occurrences(draft), words.city(draft.time_zone))
        self._say_clocks(draft)

    def _say_clocks(self, draft: EventDraft) -> None:
        changes = schedule.clock_changes(draft)
        if changes == self._changes:
            return
        self._changes = changes
        self.clocks.setVisible(bool(changes))
        if changes:
            days = [short_day(date, same_year_as=changes[0]) for date in changes[:4]]
            self.clocks.show_message(
                "warn",
                self.tr("{place} changes its clocks on {dates}").format(
                    place=words.city(draft.time_zone), dates=words.join_names(days)
                ),
                self.tr("Elsewhere, the start may move by an hour."),
                icon="clock",
            )

    def _unit(self, rule: RecurrenceRule) -> str:
        one = rule.interval == 1
        if rule.pattern is Pattern.DAILY:
            return self.tr(" day") if one else self.tr(" days")
        if rule.pattern is Pattern.WEEKLY:
            return self.tr(" week") if one else self.tr(" weeks")
        return self.tr(" month") if one else self.tr(" months")


def _two_choices(first: QRadioButton, second: QRadioButton) -> tuple[QWidget, QGridLayout]:
    """Return a box with a radio button at the start of each of two lines, the first one chosen."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    choice = QButtonGroup(box)
    for line, button in enumerate((first, second)):
        grid.addWidget(button, line, 0)
        choice.addButton(button)
    first.setChecked(True)
    box.setFocusProxy(first)
    return box, grid


def _week_order() -> list[int]:
    """Zoom's numbers of the days (1 is Sunday) in the order of this computer's week."""
    first = QLocale.system().firstDayOfWeek().value % 7
    return [(first + place) % 7 + 1 for place in range(7)]


def _short(day: int) -> str:
    return words.locale().dayName(7 if day == 1 else day - 1, QLocale.FormatType.ShortFormat)
