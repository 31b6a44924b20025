"""Times and dates as people type them, and as programs write them."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTableView

from desktop_app.ui import theme, words
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.time_field import TimeField, parsed_time
from desktop_app.ui.widgets.typed_date import parsed_date

pytestmark = pytest.mark.usefixtures("american")

AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
TODAY = dt.date(2026, 11, 21)
"""A Saturday."""


@pytest.mark.parametrize("locale", [AMERICAN, GERMAN])
@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_at_its_narrowest_a_field_shows_its_text_whole(focused, qapp, locale, text_size):
    QLocale.setDefault(locale)
    theme.apply(qapp, "light", text_size=text_size)
    for field in (TimeField(), DateField()):
        if isinstance(field, TimeField):
            field.set_time(dt.time(10, 0))
        else:
            field.set_date(dt.date(2026, 11, 25))
        window = focused(field)
        cursors = []
        for width in (field.minimumSizeHint().width(), 400):
            field.setFixedWidth(width)
            # with the cursor at its end, a longer text would begin out of sight
            field.home(False)
            field.end(False)
            field.grab()
            cursors.append(field.cursorRect())
        assert cursors[0] == cursors[1]
        window.close()


# --- times


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("2pm", dt.time(14)),
        ("2 PM", dt.time(14)),
        ("2:00 PM", dt.time(14)),
        ("2:05\u202fPM", dt.time(14, 5)),
        ("2.30 p.m.", dt.time(14, 30)),
        ("12am", dt.time(0)),
        ("12 pm", dt.time(12)),
        ("noon", dt.time(12)),
        ("14:00", dt.time(14)),
        ("1400", dt.time(14)),
        ("930", dt.time(9, 30)),
        ("9", dt.time(9)),
        # what people mean in a day's schedule
        ("3", dt.time(15)),
        ("7:30", dt.time(19, 30)),
        ("8", dt.time(8)),
        ("12:30", dt.time(12, 30)),
        ("115", dt.time(13, 15)),
        # a leading zero is of the 24-hour clock, and so is an "h"
        ("03:00", dt.time(3)),
        ("0300", dt.time(3)),
        ("3h30", dt.time(3, 30)),
        ("3am", dt.time(3)),
        ("00:15", dt.time(0, 15)),
        ("14pm", None),
        ("24:00", None),
        ("9:75", None),
        ("soon", None),
        ("0am", None),
        ("", None),
    ],
)
def test_times_are_read_as_typed(typed, time):
    assert parsed_time(typed, AMERICAN) == time


@pytest.mark.parametrize("locale", [BRITISH, GERMAN])
def test_where_the_clock_has_24_hours_three_is_three(locale):
    assert parsed_time("3:00", locale) == parsed_time("3:00", locale, after=dt.time(14)) == dt.time(3)


@pytest.mark.parametrize(
    ("start", "typed", "end"),
    [
        (dt.time(15), "4:30", dt.time(16, 30)),
        (dt.time(15), "4:30 am", dt.time(4, 30)),
        (dt.time(15), "04:30", dt.time(4, 30)),
        (dt.time(9), "11", dt.time(11)),
        (dt.time(9), "5", dt.time(17)),
        (dt.time(9), "9:30", dt.time(9, 30)),
        (dt.time(9, 30), "9", dt.time(21)),
        (dt.time(11), "12", dt.time(12)),
        (dt.time(20), "12:30", dt.time(0, 30)),
        (dt.time(23), "1", dt.time(1)),
        (dt.time(6), "7", dt.time(7)),
        (dt.time(10), "10", dt.time(22)),
        (dt.time(15), "17", dt.time(17)),
    ],
)
def test_an_end_without_am_or_pm_is_the_first_after_the_start(qtbot, start, typed, end):
    begin = TimeField()
    field = TimeField(after=begin)
    for each in (begin, field):
        qtbot.addWidget(each)
    begin.set_time(start)
    field.setText(typed)
    assert field.time() == end


def test_an_empty_time_neither_looks_nor_sounds_filled_in(qtbot):
    field = TimeField()
    qtbot.addWidget(field)
    face = QAccessible.queryAccessibleInterface(field)
    assert [field.placeholderText(), face.text(QAccessible.Text.Description), face.text(QAccessible.Text.Value)] == [
        ""
    ] * 3


@pytest.mark.parametrize("locale", [AMERICAN, BRITISH, GERMAN, QLocale(QLocale.Language.Korean)])
def test_every_time_reads_back_as_it_is_shown(locale, qtbot):
    field = TimeField()
    qtbot.addWidget(field)
    field.setLocale(locale)
    for hour in range(24):
        field.set_time(dt.time(hour, 30))
        assert parsed_time(field.text(), locale) == dt.time(hour, 30)


def test_a_time_changes_with_each_telling_edit_and_tidies_itself(focused, qtbot):
    field = TimeField()
    focused(field)
    heard = []
    field.changed.connect(lambda: heard.append(field.time()))
    qtbot.keyClicks(field, "2pm")
    assert heard == [dt.time(14)]  # "2" is 2 PM already
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2:00 PM"
    assert field.time() == dt.time(14)


def test_setting_a_time_says_nothing_and_nonsense_stays(focused, qtbot):
    field = TimeField()
    focused(field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_time(dt.time(9, 15))
        field.set_time(None)
    assert field.is_valid()
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "soon"
    assert field.time() is None
    assert not field.is_valid()


def test_arrows_move_a_time_by_half_an_hour_around_midnight(focused, qtbot):
    field = TimeField()
    focused(field)
    field.set_time(dt.time(23, 45))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.time() == dt.time(0, 15)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.time() == dt.time(23, 45)


# --- what comes without typing


def written(field, text):
    """As a screen reader, a switch or dictation writes."""
    QAccessible.queryAccessibleInterface(field).setText(QAccessible.Text.Value, text)


def test_a_date_or_a_time_that_an_assistive_program_writes_is_taken(qtbot):
    date, time = DateField(today=lambda: TODAY), TimeField()
    for field in (date, time):
        qtbot.addWidget(field)
        field.show()
    with qtbot.waitSignal(date.changed):
        written(date, "nov 24")
    with qtbot.waitSignal(time.changed):
        written(time, "2pm")
    assert (date.date(), time.time()) == (dt.date(2026, 11, 24), dt.time(14))
    assert (date.text(), time.text()) == ("Tue, Nov 24, 2026", "2:00 PM")
    written(date, "someday")
    assert date.text() == "someday"
    assert not date.is_valid()


def test_what_it_writes_into_a_field_with_the_focus_is_tidied_on_leaving(focused, qtbot):
    field = TimeField()
    window = focused(field)
    written(field, "2pm")
    assert (field.time(), field.text()) == (dt.time(14), "2pm")
    window.layout().itemAt(1).widget().setFocus()
    qtbot.waitUntil(lambda: field.text() == "2:00 PM")


# --- dates


@pytest.mark.parametrize(
    ("typed", "locale", "date"),
    [
        ("12/5/2026", AMERICAN, dt.date(2026, 12, 5)),
        ("12/5/26", AMERICAN, dt.date(2026, 12, 5)),
        ("12/5/2026", BRITISH, dt.date(2026, 5, 12)),
        ("5.12.2026", GERMAN, dt.date(2026, 12, 5)),
        ("5.12.2026", AMERICAN, dt.date(2026, 12, 5)),
        ("2026-12-05", GERMAN, dt.date(2026, 12, 5)),
        ("Dec 5, 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("december 5 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("5 Dec 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("Dec 5th, 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("Mon, Dec 5, 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("Saturday, December 5, 2026", AMERICAN, dt.date(2026, 12, 5)),
        ("2026/12/5", AMERICAN, dt.date(2026, 12, 5)),
        ("24/12/2026", AMERICAN, dt.date(2026, 12, 24)),  # there is no month 24
        ("12/24/26", BRITISH, dt.date(2026, 12, 24)),
        # without a year it is the next such day
        ("nov 24", AMERICAN, dt.date(2026, 11, 24)),
        ("24 Nov", AMERICAN, dt.date(2026, 11, 24)),
        ("nov24", AMERICAN, dt.date(2026, 11, 24)),
        ("24. November", GERMAN, dt.date(2026, 11, 24)),
        ("Nov 24th", AMERICAN, dt.date(2026, 11, 24)),
        ("the 24th of November", AMERICAN, dt.date(2026, 11, 24)),
        ("Tue, Nov 24", AMERICAN, dt.date(2026, 11, 24)),
        ("Sept. 3", AMERICAN, dt.date(2027, 9, 3)),
        ("Feb 29", AMERICAN, dt.date(2028, 2, 29)),
        ("11/24", AMERICAN, dt.date(2026, 11, 24)),
        ("24/11", AMERICAN, dt.date(2026, 11, 24)),
        ("5/6", AMERICAN, dt.date(2027, 5, 6)),
        ("5/6", BRITISH, dt.date(2027, 6, 5)),
        ("24.11.", GERMAN, dt.date(2026, 11, 24)),
        ("5.6.", AMERICAN, dt.date(2027, 6, 5)),
        ("2/29", AMERICAN, dt.date(2028, 2, 29)),
        ("11/21", AMERICAN, TODAY),
        ("11/20", AMERICAN, dt.date(2027, 11, 20)),
        ("Today", AMERICAN, TODAY),
        ("tomorrow", AMERICAN, dt.date(2026, 11, 22)),
        ("friday", AMERICAN, dt.date(2026, 11, 27)),
        ("Sat", AMERICAN, dt.date(2026, 11, 28)),
        ("Freitag", GERMAN, dt.date(2026, 11, 27)),
        # to some that is the coming one, to others the one after
        ("next friday", AMERICAN, None),
        ("2/30", AMERICAN, None),
        ("feb 30", AMERICAN, None),
        ("nov", AMERICAN, None),
        ("24", AMERICAN, None),
        ("2026-02-30", AMERICAN, None),
        ("13/45/2026", AMERICAN, None),
        ("someday", AMERICAN, None),
        ("", AMERICAN, None),
    ],
)
def test_dates_are_read_as_typed(typed, locale, date):
    assert parsed_date(typed, locale, TODAY) == date


@pytest.mark.parametrize("locale", [AMERICAN, BRITISH, GERMAN])
def test_every_date_reads_back_as_it_is_shown(locale):
    for days in range(0, 800, 7):
        date = dt.date(2025, 1, 1) + dt.timedelta(days=days)
        assert parsed_date(words.date_text(date, locale), locale, TODAY) == date


def test_a_date_is_shown_with_its_weekday_and_may_be_empty(focused, qtbot):
    field = DateField()
    focused(field)
    assert field.date() is None
    assert field.is_valid()
    with qtbot.assertNotEmitted(field.changed):
        field.set_date(dt.date(2025, 12, 15))
    assert field.text() == "Mon, Dec 15, 2025"
    field.selectAll()
    qtbot.keyClicks(field, "1/6/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == dt.date(2026, 1, 6)
    assert field.text() == "Tue, Jan 6, 2026"
    field.selectAll()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.date() is None


def test_arrows_move_a_date_by_a_day(focused, qtbot):
    field = DateField()
    focused(field)
    field.set_date(dt.date(2025, 12, 31))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.date() == dt.date(2026, 1, 1)


def test_the_calendar_tells_days_that_are_over_or_of_other_months(focused, qtbot):
    field = DateField(today=lambda: TODAY)
    focused(field)
    field.set_date(dt.date(2026, 11, 25))
    field.open_calendar()
    month = field.calendar()
    pale = {day for day in (20, 21, 25, 30) if month.is_pale(QDate(2026, 11, day))}
    assert pale == {20}
    assert month.is_pale(QDate(2026, 12, 1))
    month.showNextMonth()
    assert not month.is_pale(QDate(2026, 12, 1))
    assert month.is_pale(QDate(2026, 11, 30))
    month.grab()


def test_the_calendar_is_heard(focused, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("desktop_app.ui.widgets.date_field.announce", lambda _widget, text: said.append(text))
    field = DateField()
    focused(field)
    field.set_date(dt.date(2026, 11, 25))
    field.open_calendar()
    qtbot.keyClick(field.calendar().findChild(QTableView), Qt.Key.Key_Right)
    assert said == [
        "Calendar, Wed, Nov 25, 2026. The arrow keys choose a day, Enter takes it.",
        "Thu, Nov 26, 2026",
    ]


def test_the_calendar_opens_at_the_date_and_its_choice_is_taken(focused, qtbot):
    field = DateField()
    focused(field)
    field.set_date(dt.date(2026, 1, 5))
    qtbot.keyClick(field, Qt.Key.Key_F4)
    calendar = field.calendar()
    assert calendar.selectedDate().toPython() == dt.date(2026, 1, 5)
    with qtbot.waitSignal(field.changed):
        calendar.activated.emit(calendar.selectedDate().addDays(2))
    assert field.date() == dt.date(2026, 1, 7)
    assert not calendar.isVisible()
