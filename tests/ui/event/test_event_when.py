"""The day and the time of one session, as people type them."""

import datetime as dt
from dataclasses import replace

import pytest
from event_program import NEW_YORK, TOWN_HALL, Desk, completed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.event.draft import EventDraft, EventFormat, EventType
from desktop_app.ui.pages.event import when


def test_a_single_session_from_nothing_to_review(desk: Desk) -> None:
    done = completed(desk)
    name = "Q4 Town Hall: Looking Ahead to 2026"
    desk.begin("question_one", "expo_no", name=name, description="The year that was.")
    desk.type("event_date", "12/15/2025")
    desk.type("event_start", "2pm")
    desk.type("event_end", "15:30")
    desk.type("event_zone", "new york")
    desk.click("format_meeting")
    draft = desk.draft
    assert (draft.date, draft.start, draft.end) == (dt.date(2025, 12, 15), dt.time(14), dt.time(15, 30))
    assert draft.time_zone == NEW_YORK
    assert draft.format is EventFormat.MEETING
    assert desk.store.draft() == draft
    live = desk.page.form.when.live.text()
    assert live.startswith("2:00 PM in New York = 19:00 UTC = ")
    assert live.endswith(" your time")
    assert "8:00" in live or "20:00" in live
    desk.page.primary()
    assert done == [True]


@pytest.mark.parametrize(
    ("zone", "own", "said"),
    [
        ("America/New_York", "Europe/Vienna", "2:00 PM in New York = 19:00 UTC = {} your time"),
        ("America/New_York", "America/Toronto", "2:00 PM in New York, your time too = 19:00 UTC"),
        ("America/New_York", "UTC", "2:00 PM in New York = 19:00 UTC, your time too"),
        ("Asia/Tokyo", "UTC", "2:00 PM in Tokyo = 05:00 UTC, your time too"),
        ("UTC", "UTC", "2:00 PM UTC, your time too"),
        ("Etc/UTC", "Europe/London", "2:00 PM UTC, your time too"),
        ("UTC", "Europe/Vienna", "2:00 PM UTC = {} your time"),
        ("Europe/London", "Europe/London", "2:00 PM in London and UTC, your time too"),
        ("Asia/Kathmandu", "Asia/Kathmandu", "2:00 PM in Kathmandu, your time too = 08:15 UTC"),
    ],
)
def test_a_time_that_is_the_same_elsewhere_is_said_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, zone: str, own: str, said: str
) -> None:
    monkeypatch.setattr(when, "own_zone", lambda: own)
    desk = Desk()
    qtbot.addWidget(desk.page)
    desk.open(replace(TOWN_HALL, time_zone=zone), details=True)
    before, _, after = said.partition("{}")
    live = desk.page.form.when.live.text()
    assert live.startswith(before)
    assert live.endswith(after)
    assert live.count("=") == said.count("=")


def test_this_computers_zone_is_there_from_the_start(desk: Desk) -> None:
    desk.open(replace(TOWN_HALL, time_zone=""), details=True)
    assert desk.see("event_zone").text().startswith("Vienna")
    desk.page.primary()
    assert desk.draft.time_zone == "Europe/Vienna"


def test_going_on_with_gaps_names_each_and_focuses_the_first(desk: Desk) -> None:
    done = completed(desk)
    desk.open(EventDraft(event_type=EventType.SINGLE, time_zone=NEW_YORK), details=True)
    fields = desk.page.form.basics.fields
    assert fields["name"].problem() == ""
    desk.page.primary()
    assert done == []
    assert desk.page.message.text().startswith("5 things to fix")
    assert fields["name"].problem() == "Give the event a name."
    assert desk.page.form.when.line.text() == "Choose a date. Enter a start time. Enter an end time."
    assert desk.see("event_name").hasFocus()
    desk.type("event_name", "Town hall")
    desk.page.flush()
    assert fields["name"].problem() == ""
    assert desk.page.message.text().startswith("4 things to fix")


def test_an_empty_field_is_wrong_only_after_it_was_left(desk: Desk) -> None:
    desk.open(EventDraft(event_type=EventType.SINGLE, time_zone=NEW_YORK), details=True)
    desk.type("event_name", "")
    desk.page.flush()
    assert desk.page.form.basics.fields["name"].problem() == "Give the event a name."
    assert desk.page.form.basics.fields["description"].problem() == ""


def test_an_end_past_midnight_is_on_the_next_day(desk: Desk) -> None:
    done = completed(desk)
    desk.open(TOWN_HALL, details=True)
    when = desk.page.form.when
    assert desk.see("event_end").accessibleName() == "Ends"
    desk.type("event_start", "8:00 PM")
    desk.type("event_end", "1:00 AM")
    desk.page.flush()
    assert desk.see("event_end").accessibleName() == "Ends next day"
    assert when.live.aside() == "5 hours, until Tue, Dec 16"
    assert not when.line.isVisible()
    desk.page.primary()
    assert done == [True]
    desk.type("event_end", "11 PM")
    desk.page.flush()
    assert (desk.see("event_end").accessibleName(), when.live.aside()) == ("Ends", "3 hours")


def test_an_end_that_is_likely_a_slip_is_said_at_once(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.type("event_end", "3:30 AM")
    desk.page.flush()
    assert desk.page.form.when.line.text() == ("This ends the next day and lasts 13 hours 30 minutes. Check AM and PM.")
    assert desk.page.form.when.live.aside() == "13 hours 30 minutes, until Tue, Dec 16"


def test_an_end_without_am_or_pm_is_the_first_after_the_start(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.type("event_start", "3")
    desk.type("event_end", "4:30")
    assert (desk.see("event_start").text(), desk.see("event_end").text()) == ("3:00 PM", "4:30 PM")
    assert (desk.draft.start, desk.draft.end) == (dt.time(15), dt.time(16, 30))


def test_what_an_assistive_program_writes_is_taken(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.see("event_name").setFocus()
    for name, text in (
        ("event_date", "2025-12-20"),
        ("event_start", "9am"),
        ("event_end", "10:15 AM"),
        ("event_zone", "Berlin"),
    ):
        QAccessible.queryAccessibleInterface(desk.see(name)).setText(QAccessible.Text.Value, text)
    draft = desk.draft
    assert (draft.date, draft.start, draft.end) == (dt.date(2025, 12, 20), dt.time(9), dt.time(10, 15))
    assert draft.time_zone == "Europe/Berlin"
    assert desk.see("event_zone").text() == "Berlin (UTC+1)"
    # the beginning of a city is enough, and what leads to none is said
    QAccessible.queryAccessibleInterface(desk.see("event_zone")).setText(QAccessible.Text.Value, "new yor")
    assert desk.draft.time_zone == "America/New_York"
    QAccessible.queryAccessibleInterface(desk.see("event_zone")).setText(QAccessible.Text.Value, "Atlantis upon Sea")
    desk.page.flush()
    assert "Foyer doesn’t know this city" in desk.page.form.when.line.text()


def test_a_time_that_a_clock_change_skips(desk: Desk) -> None:
    done = completed(desk)
    desk.open(replace(TOWN_HALL, start=dt.time(1, 30), end=dt.time(5)), details=True)
    desk.type("event_date", "2026-03-08")
    desk.type("event_start", "2:30 AM")
    desk.page.flush()
    assert desk.page.form.when.live.text() == (
        "2:30 AM doesn’t exist on Sun, Mar 8, 2026: the clocks go from 2:00 AM to 3:00 AM."
    )
    assert desk.see("event_start").property("state") == "problem"
    desk.page.primary()
    assert done == []
    desk.type("event_start", "3:00 AM")
    desk.page.primary()
    assert done == [True]


def test_what_is_no_date_stays_and_is_said(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.type("event_date", "someday")
    desk.page.primary()
    assert desk.see("event_date").text() == "someday"
    assert "Foyer can’t read this date" in desk.page.form.when.line.text()
    desk.type("event_zone", "Atlantis upon Sea")
    desk.page.primary()
    assert "Foyer doesn’t know this city" in desk.page.form.when.line.text()
    assert desk.draft.time_zone == ""


def test_cities_are_listed_while_typing_and_a_chosen_one_stays(desk: Desk, qtbot: QtBot) -> None:
    desk.open(TOWN_HALL, details=True)
    box = desk.see("event_zone")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "san f")
    popup = box.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "San Francisco, United States (UTC−8)"
    assert desk.draft.time_zone == NEW_YORK
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.text() == "Los Angeles (UTC−8)")
    assert desk.draft.time_zone == "America/Los_Angeles"


@pytest.mark.parametrize("width", [560, 690, 712, 748, 888])
def test_date_and_times_stay_in_one_line_whether_the_zone_does_or_not(desk: Desk, qtbot: QtBot, width: int) -> None:
    """Widths of the page in windows from 800 pixels on; a notebook has 1024 at 125 %."""
    desk.open(TOWN_HALL, details=True)
    when = desk.page.form.when
    desk.page.resize(width, 640)
    fields = (when.date, when.start, when.end)
    qtbot.waitUntil(lambda: len({field.mapTo(when, QPoint()).y() for field in fields}) == 1)
    qtbot.waitUntil(lambda: desk.page.scroller.horizontalScrollBar().maximum() == 0)
    for field in (when.date, when.start, when.end, when.zone):
        assert field.width() >= field.minimumSizeHint().width()
