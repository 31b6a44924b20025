"""A series: its rule, its dates, and where it ends."""

import datetime as dt
from dataclasses import replace

from event_program import TOWN_HALL, Desk, completed
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.event.draft import EventType, Pattern, RecurrenceRule
from desktop_app.event.schedule import Occurrence
from desktop_app.ui import theme
from desktop_app.ui.pages.event.dates_model import DATE


def start_series(desk: Desk) -> None:
    desk.begin("question_series", "expo_no", name="Product Tips Tuesday", description="Half an hour of tricks.")
    desk.type("event_zone", "New York")
    desk.type("event_start", "2pm")
    desk.type("event_end", "3pm")


def test_the_first_tuesday_of_each_month_twelve_times(desk: Desk) -> None:
    done = completed(desk)
    start_series(desk)
    desk.type("event_date", "Jan 6, 2026")
    desk.choose("recurrence_pattern", "Monthly")
    desk.click("recurrence_by_weekday")
    desk.type("recurrence_count", "12")
    rule = desk.draft.recurrence
    assert (rule.pattern, rule.month_week, rule.month_weekday) == (Pattern.MONTHLY_BY_WEEKDAY, 1, 3)
    assert (rule.count, rule.until) == (12, None)
    assert desk.see("recurrence_sentence").text() == "The first Tuesday of every month, 12 times"
    model = desk.see("recurrence_preview").model()
    assert model.rowCount() == 12
    assert [row for row in range(12) if model.is_marked(row)] == [3, 10]
    spoken = model.data(model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Date 4 of 12, Tuesday, April 7, 2026, 2:00 PM in New York, 18:00 UTC, clocks change"
    assert "Mar 8 and Nov 1" in desk.page.form.recurrence.clocks.text()
    desk.page.primary()
    assert done == [True]


def test_the_rule_follows_the_first_date_until_somebody_chooses(desk: Desk) -> None:
    start_series(desk)
    desk.type("event_date", "Jan 6, 2026")
    assert desk.draft.recurrence.weekdays == (3,)
    desk.type("event_date", "Jan 8, 2026")
    assert desk.draft.recurrence.weekdays == (5,)
    desk.click("recurrence_day_2")
    desk.type("event_date", "Jan 6, 2026")
    assert desk.draft.recurrence.weekdays == (2, 5)


def test_a_saved_rule_does_not_follow(desk: Desk) -> None:
    rule = RecurrenceRule(pattern=Pattern.MONTHLY_BY_WEEKDAY, month_week=1, month_weekday=3, count=12)
    desk.open(
        replace(TOWN_HALL, event_type=EventType.RECURRING, date=dt.date(2026, 1, 6), recurrence=rule), details=True
    )
    desk.type("event_date", "Jan 20, 2026")
    assert desk.draft.recurrence == rule


def test_too_many_dates_are_refused_and_many_are_a_warning(desk: Desk) -> None:
    done = completed(desk)
    start_series(desk)
    desk.type("event_date", "Jan 6, 2026")
    desk.type("recurrence_count", "61")
    desk.page.primary()
    end = desk.page.form.recurrence.fields["recurrence.end"]
    assert end.problem() == "61 dates. Zoom takes up to 60: end the series earlier."
    assert done == []
    desk.type("recurrence_count", "55")
    desk.page.primary()
    assert end.problem() == ""
    assert done == [True]


def test_an_end_date_replaces_the_count(desk: Desk) -> None:
    start_series(desk)
    desk.type("event_date", "Jan 6, 2026")
    desk.type("recurrence_until", "Feb 3, 2026")
    rule = desk.draft.recurrence
    assert (rule.count, rule.until) == (None, dt.date(2026, 2, 3))
    assert desk.see("recurrence_ends_date").isChecked()
    assert desk.see("recurrence_preview").model().rowCount() == 5


def test_larger_text_makes_the_list_of_dates_and_the_boxes_larger(qtbot: QtBot, qapp: QApplication) -> None:
    start = dt.datetime(2026, 1, 6, 14)  # noqa: DTZ001 - wall-clock time
    moment = start.replace(tzinfo=dt.UTC)
    dates = [Occurrence(start, start + dt.timedelta(hours=1), moment, moment + dt.timedelta(hours=1))]
    seen = []
    for size in (1.5, 1.0):
        theme.apply(qapp, "light", text_size=size)
        desk = Desk()
        qtbot.addWidget(desk.page)
        model = desk.page.form.recurrence.dates.model
        model.show_dates(dates, "New York")
        font = model.data(model.index(0, DATE), Qt.ItemDataRole.FontRole)
        assert isinstance(font, QFont)
        boxes = (desk.page.form.basics.description, desk.page.form.access.domains)
        seen.append((font.pixelSize(), *(box.minimumHeight() for box in boxes)))
    assert seen == [(20, 168, 138), (13, 112, 92)]
