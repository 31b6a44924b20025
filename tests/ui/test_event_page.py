"""The Event page as a person uses it: real widgets, real rules, real saving."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from event_program import ALL_SCOPES, HUB, Desk
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop_app.event.draft import (
    Access,
    Attendance,
    DayPlan,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.journey.state import Work
from desktop_app.ui import tab_order, theme
from desktop_app.ui.pages.event.session_pages import A_PAGE, first_of, page_of

NEW_YORK = "America/New_York"
TOWN_HALL = EventDraft(
    many_sessions="one",
    needs_expo=False,
    event_type=EventType.SINGLE,
    name="Q4 Town Hall",
    description="The year that was.",
    date=dt.date(2025, 12, 15),
    start=dt.time(14),
    end=dt.time(15, 30),
    time_zone=NEW_YORK,
)


@pytest.fixture(autouse=True)
def _in_vienna(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk.page)
    return desk


def completed(desk: Desk) -> list[bool]:
    seen: list[bool] = []
    desk.page.completed.connect(lambda: seen.append(True))
    return seen


# --- the type


@pytest.mark.parametrize(
    ("question", "expo", "expected", "card"),
    [
        ("question_one", "expo_no", EventType.SINGLE, "type_single"),
        ("question_series", "expo_no", EventType.RECURRING, "type_recurring"),
        ("question_many", "expo_no", EventType.MULTI_SESSION, "type_multi"),
        ("question_one", "expo_yes", EventType.MULTI_SESSION, "type_multi"),
    ],
)
def test_two_answers_choose_the_recommended_type(
    desk: Desk, question: str, expo: str, expected: EventType, card: str
) -> None:
    desk.open()
    assert not desk.page.bar().enabled
    desk.click(question)
    assert not desk.page.bar().enabled
    desk.click(expo)
    assert desk.draft.event_type is expected
    assert desk.see(card).badge() == "Recommended"
    assert desk.page.bar().enabled
    assert desk.page.bar().primary == "Continue to details"


def test_another_type_can_be_chosen_and_comes_back(desk: Desk) -> None:
    desk.open()
    desk.click("question_one", "expo_no", "type_recurring")
    assert desk.draft.event_type is EventType.RECURRING
    assert desk.see("type_single").badge() == "Recommended"
    desk.page.enter()
    assert desk.see("type_recurring").isChecked()
    assert desk.see("question_one").isChecked()
    assert desk.page.caption() == "Recurring series"


def test_the_comparison_opens(desk: Desk) -> None:
    desk.open()
    assert not desk.shows("type_comparison")
    desk.click("type_compare")
    assert desk.shows("type_comparison")


def test_details_and_back(desk: Desk) -> None:
    desk.open()
    desk.click("question_one", "expo_no")
    desk.page.primary()
    assert desk.page.header.title() == "Describe the event"
    assert desk.journey.state.work is not None
    assert desk.journey.state.work.details_open
    assert desk.page.goes_back()
    assert desk.page.back()
    assert desk.page.header.title() == "What kind of event is it?"
    assert not desk.page.goes_back()
    assert not desk.page.back()


def test_the_type_is_locked_once_the_draft_is_at_zoom(desk: Desk) -> None:
    desk.open(TOWN_HALL, event_id="at-zoom")
    assert desk.page.header.title() == "Describe the event"
    assert not desk.shows("change_type")
    assert "Fixed since Zoom created the draft" in desk.page.form.type_row.text()
    assert not desk.page.goes_back()
    desk.type("event_name", "Another name")
    assert desk.draft.event_type is EventType.SINGLE


def test_without_the_permission_many_sessions_are_off_with_the_reason(qtbot: QtBot) -> None:
    desk = Desk(frozenset(scope for scope in ALL_SCOPES if "session" not in scope and "access" not in scope))
    qtbot.addWidget(desk.page)
    desk.open()
    desk.click("question_many", "expo_no")
    card = desk.see("type_multi")
    assert not card.isEnabled()
    assert "may not plan sessions" in card.accessibleDescription()
    assert desk.draft.event_type is None
    desk.click("type_single")
    desk.page.primary()
    box = desk.see("event_access")
    assert not box.model().item(1).isEnabled()
    assert "lacks a permission" in box.accessibleDescription()


# --- one session


def test_a_single_session_from_nothing_to_review(desk: Desk) -> None:
    done = completed(desk)
    desk.open()
    desk.click("question_one", "expo_no")
    desk.page.primary()
    desk.type("event_name", "Q4 Town Hall: Looking Ahead to 2026")
    desk.type("event_description", "The year that was.")
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


# --- who and where


def test_approved_only_takes_lists_in_any_form(desk: Desk) -> None:
    done = completed(desk)
    desk.open(TOWN_HALL, details=True)
    assert not desk.shows("event_domains")
    desk.choose("event_access", "Only approved")
    assert desk.shows("event_domains")
    desk.page.primary()
    assert "at least one domain" in desk.page.form.access.fields["allowed_domains"].problem()
    desk.see("event_domains").setPlainText("techcorp.com; acme.com,\n techcorp.com")
    desk.see("event_emails").setPlainText("sarah.chen@techcorp.com miguel@acme.com")
    draft = desk.draft
    assert draft.access is Access.APPROVED_ONLY
    assert draft.allowed_domains == ("techcorp.com", "acme.com")
    assert draft.allowed_emails == ("sarah.chen@techcorp.com", "miguel@acme.com")
    desk.page.primary()
    assert done == [True]


def test_hidden_fields_keep_what_was_typed(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.choose("event_access", "Only approved")
    desk.see("event_domains").setPlainText("techcorp.com")
    desk.click("attendance_hybrid")
    desk.type("event_place", "Main Street 1")
    desk.choose("event_access", "Anyone")
    desk.click("attendance_online")
    assert not desk.shows("event_place")
    draft = desk.draft
    assert draft.attendance is Attendance.ONLINE
    assert (draft.allowed_domains, draft.place) == (("techcorp.com",), "Main Street 1")


# --- a series


def start_series(desk: Desk) -> None:
    desk.open()
    desk.click("question_series", "expo_no")
    desk.page.primary()
    desk.type("event_name", "Product Tips Tuesday")
    desk.type("event_description", "Half an hour of tricks.")
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


def test_scrolling_the_page_changes_no_number(desk: Desk) -> None:
    start_series(desk)
    spin = desk.see("recurrence_count")
    before = spin.value()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(spin.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(spin, event)
    assert spin.value() == before


# --- many sessions


def test_three_days_with_three_sessions(desk: Desk) -> None:
    done = completed(desk)
    desk.open()
    desk.click("question_many", "expo_yes")
    desk.page.primary()
    desk.type("event_name", "TechCorp Annual Summit")
    desk.type("event_description", "Three days.")
    desk.type("event_zone", "New York")
    desk.type("day_1_date", "Dec 15, 2025")
    desk.type("day_1_start", "9am")
    desk.type("day_1_end", "5pm")
    desk.click("add_day", "add_day")
    assert [day.date for day in desk.draft.days] == [dt.date(2025, 12, day) for day in (15, 16, 17)]
    for number, name, day, start, end in (
        (1, "Opening keynote", "Day 1", "9am", "10:30am"),
        (2, "Workshop", "Day 2", "1pm", "3pm"),
        (3, "Closing", "Day 3", "4pm", "5pm"),
    ):
        desk.click("add_session")
        desk.type(f"session_{number}_name", name)
        desk.choose(f"session_{number}_date", day)
        desk.type(f"session_{number}_start", start)
        desk.type(f"session_{number}_end", end)
    assert desk.draft.sessions[2] == SessionPlan("Closing", "", dt.date(2025, 12, 17), dt.time(16), dt.time(17))
    desk.page.primary()
    assert desk.page.message.isHidden(), desk.page.message.text()
    assert done == [True]


def summit() -> EventDraft:
    return replace(
        TOWN_HALL,
        event_type=EventType.MULTI_SESSION,
        many_sessions="many",
        days=tuple(DayPlan(dt.date(2025, 12, day), dt.time(9), dt.time(17)) for day in (15, 16)),
        sessions=(
            SessionPlan("Keynote", "", dt.date(2025, 12, 15), dt.time(9), dt.time(10), "zoom-1"),
            SessionPlan("Workshop", "", dt.date(2025, 12, 16), dt.time(9), dt.time(10), "zoom-2"),
        ),
    )


def night() -> EventDraft:
    """A day that closes after midnight, with sessions before, over, and after it."""
    first, second = dt.date(2025, 12, 15), dt.date(2025, 12, 16)
    return replace(
        summit(),
        days=(DayPlan(first, dt.time(18), dt.time(1)),),
        sessions=(
            SessionPlan("Dinner", "", first, dt.time(18), dt.time(22)),
            SessionPlan("Countdown", "", first, dt.time(23), dt.time(0, 15)),
            SessionPlan("Dance", "", second, dt.time(0, 15), dt.time(1)),
        ),
    )


@pytest.mark.parametrize("draft", [summit(), night()], ids=["summit", "night"])
def test_opening_a_saved_event_changes_nothing(desk: Desk, draft: EventDraft) -> None:
    desk.open(draft, details=True)
    saves = desk.store.saves
    desk.page.flush()
    desk.page.hide()
    assert desk.store.saves == saves
    assert desk.page.form.read(draft) == draft


def test_a_session_after_midnight_is_on_the_night_of_its_day(desk: Desk) -> None:
    done = completed(desk)
    desk.open(night(), details=True)
    names = [(desk.see(f"session_{n}_start").accessibleName(), desk.see(f"session_{n}_end")) for n in (1, 2, 3)]
    assert [(start, end.accessibleName()) for start, end in names] == [
        ("Starts", "Ends"),
        ("Starts", "Ends next day"),
        ("Starts next day", "Ends next day"),
    ]
    assert desk.see("day_1_end").accessibleName() == "Closes next day"
    assert {desk.see(f"session_{n}_date").currentText() for n in (1, 2, 3)} == {"Day 1, Mon, Dec 15, 2025"}
    desk.type("session_1_start", "12:30 AM")
    desk.type("session_1_end", "12:45 AM")
    assert desk.draft.sessions[0].date == dt.date(2025, 12, 16)
    desk.type("day_1_date", "Dec 18, 2025")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, day) for day in (19, 18, 19)]
    desk.page.primary()
    assert done == [True]


def test_a_day_that_closes_earlier_takes_the_night_from_its_sessions(desk: Desk) -> None:
    desk.open(night(), details=True)
    desk.type("day_1_end", "11 PM")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, 15)] * 3
    assert desk.see("session_3_start").accessibleName() == "Starts"
    assert desk.page.form.sessions.cards[2].line.text() == "That day runs 6:00–11:00 PM."


def test_removing_a_day_leaves_its_night_where_it_was(desk: Desk) -> None:
    desk.open(night(), details=True)
    desk.click("day_1_remove")
    assert [plan.date for plan in desk.draft.sessions] == [plan.date for plan in night().sessions]


def test_sessions_move_with_their_day(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.type("day_2_date", "Dec 18, 2025")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, 15), dt.date(2025, 12, 18)]
    assert [plan.session_id for plan in desk.draft.sessions] == ["zoom-1", "zoom-2"]


def test_removing_a_day_leaves_its_sessions_to_be_moved(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.click("day_2_remove")
    assert len(desk.draft.days) == 1
    assert desk.draft.sessions[1].date == dt.date(2025, 12, 16)
    assert desk.page.form.sessions.cards[1].line.text() == "Tue, Dec 16, 2025 is not a day of the event."
    desk.choose("session_2_date", "Day 1")
    assert desk.draft.sessions[1].date == dt.date(2025, 12, 15)


def test_a_copy_of_a_session_is_new_to_zoom(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.click("session_1_duplicate")
    assert [plan.session_id for plan in desk.draft.sessions] == ["zoom-1", "zoom-2", ""]
    desk.click("session_1_remove")
    assert [plan.name for plan in desk.draft.sessions] == ["Workshop", "Keynote"]
    assert desk.see("session_1_name").text() == "Workshop"


def test_six_days_are_the_most(desk: Desk) -> None:
    desk.open(summit(), details=True)
    for _ in range(4):
        desk.click("add_day")
    assert not desk.see("add_day").isEnabled()
    assert len(desk.draft.days) == 6


# --- more sessions than are shown together


def congress(count: int) -> EventDraft:
    days = summit().days
    return replace(
        summit(),
        sessions=tuple(
            SessionPlan(f"Talk {n + 1}", "", days[n % 2].date, dt.time(9 + n % 7), dt.time(10 + n % 7), f"zoom-{n + 1}")
            for n in range(count)
        ),
    )


def shown(desk: Desk) -> list[str]:
    return [card.name.text() for card in desk.page.form.sessions.cards]


def talks(first: int, last: int) -> list[str]:
    return [f"Talk {n}" for n in range(first, last + 1)]


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(0, count - 1), st.just(count))))
def test_every_session_is_on_its_page(place_and_count: tuple[int, int]) -> None:
    place, count = place_and_count
    page = page_of(place, count)
    first = first_of(page, count)
    assert 0 <= first <= place < first + A_PAGE
    assert page <= page_of(count - 1, count)
    assert first + min(A_PAGE, count) <= count


def test_up_to_ten_sessions_need_no_leafing(desk: Desk) -> None:
    desk.open(congress(A_PAGE), details=True)
    assert shown(desk) == talks(1, 10)
    assert not desk.shows("sessions_shown")
    assert not desk.shows("sessions_on")


def test_leafing_shows_ten_sessions_at_a_time_and_changes_none(desk: Desk) -> None:
    draft = congress(25)
    desk.open(draft, details=True)
    saves = desk.store.saves
    assert shown(desk) == talks(1, 10)
    assert not desk.see("sessions_earlier").isEnabled()
    desk.click("sessions_later")
    assert shown(desk) == talks(11, 20)
    assert desk.see("session_11_name").text() == "Talk 11"
    assert not desk.shows("session_1_name")
    desk.click("sessions_on")
    assert shown(desk) == talks(16, 25)
    assert desk.see("sessions_shown").currentText() == "Sessions 16 to 25 of 25"
    assert not desk.see("sessions_later").isEnabled()
    assert not desk.shows("sessions_on")
    assert desk.see("session_16_name").hasFocus()
    desk.choose("sessions_shown", "Sessions 1 to 10")
    assert shown(desk) == talks(1, 10)
    desk.page.flush()
    assert desk.store.saves == saves
    assert desk.page.form.read(draft) == draft


def test_what_is_typed_on_one_page_is_kept_on_another(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.type("session_2_name", "Another talk")
    desk.type("session_3_start", "quarter past")
    desk.choose("session_4_date", "Day 1")
    desk.click("sessions_later")
    desk.type("session_12_name", "")
    desk.click("sessions_earlier")
    plans = desk.draft.sessions
    assert (plans[1].name, plans[2].start, plans[3].date, plans[11].name) == (
        "Another talk",
        None,
        dt.date(2025, 12, 15),
        "",
    )
    assert [plan.session_id for plan in plans] == [f"zoom-{n}" for n in range(1, 26)]
    card = desk.page.form.sessions.cards[2]
    assert card.start.text() == "quarter past"
    assert "can’t read this time" in card.line.text()
    assert desk.page.form.sessions.pages.line.text() == "Also to fix: session 12."


def test_going_on_turns_to_the_first_session_with_a_gap(desk: Desk) -> None:
    draft = congress(25)
    sessions = list(draft.sessions)
    sessions[12] = replace(sessions[12], end=None)
    sessions[22] = replace(sessions[22], name="")
    done = completed(desk)
    desk.open(replace(draft, sessions=tuple(sessions)), details=True)
    assert desk.page.form.sessions.pages.line.isHidden()
    desk.page.primary()
    assert done == []
    assert shown(desk) == talks(11, 20)
    assert desk.see("session_13_end").hasFocus()
    assert desk.page.form.sessions.cards[2].line.text() == "Enter an end time."
    assert desk.page.form.sessions.pages.line.text() == "Also to fix: session 23."
    marked = [desk.see("sessions_shown").itemText(place) for place in range(3)]
    assert ["something to fix" in text for text in marked] == [False, True, True]
    desk.type("session_13_end", "16:00")
    desk.page.primary()
    desk.type("session_23_name", "Talk 23")
    desk.page.primary()
    assert done == [True]


def test_sessions_come_and_go_at_the_end_of_many(desk: Desk) -> None:
    desk.open(congress(12), details=True)
    desk.click("add_session")
    assert shown(desk) == [*talks(4, 12), ""]
    assert desk.see("session_13_name").hasFocus()
    assert desk.draft.sessions[12].start == desk.draft.sessions[11].end
    desk.click("session_4_duplicate")
    assert (desk.draft.sessions[13].name, desk.draft.sessions[13].session_id) == ("Talk 4", "")
    for number in (14, 13, 12, 11, 10):
        desk.click(f"session_{number}_remove")
        assert desk.see(f"session_{number - 1}_name").hasFocus()
    assert shown(desk) == talks(1, 9)
    assert not desk.shows("sessions_shown")
    assert [plan.name for plan in desk.draft.sessions] == talks(1, 9)
    desk.click("add_session")
    assert desk.see("session_10_name").text() == ""
    assert desk.see("session_10_start").property("left") is False


def test_sessions_out_of_sight_move_with_their_day(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.type("day_2_date", "Dec 18, 2025")
    assert {plan.date for plan in desk.draft.sessions} == {dt.date(2025, 12, 15), dt.date(2025, 12, 18)}
    desk.click("day_2_remove")
    assert desk.draft.sessions[23].date == dt.date(2025, 12, 18)
    assert "Also to fix: sessions 12, 14, 16, 18, 20, 22, 24." in desk.page.form.sessions.pages.line.text()


def test_another_event_begins_on_its_first_page(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.click("sessions_later")
    desk.type("session_11_name", "")
    work = Work("event-2", congress(25), hub_id="hub-1", details_open=True)
    desk.journey.resume_unsent(HUB, work)
    desk.page.enter()
    desk.wait_for_cards()
    assert shown(desk) == talks(1, 10)
    assert desk.page.form.sessions.pages.line.isHidden()


# --- saving


def test_the_last_keystrokes_survive_leaving_at_once(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    field = desk.see("event_name")
    field.setFocus()
    QTest.keyClicks(field, "Y")
    desk.page.hide()
    assert "Y" in desk.store.draft().name


def test_typing_is_saved_after_a_moment(desk: Desk, qtbot: QtBot) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.type("event_tagline", "Together")
    qtbot.waitUntil(lambda: desk.store.draft().tagline == "Together")
    assert desk.page.bar().status.startswith("Saved on this computer")


def test_a_page_that_is_only_passed_writes_nothing(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    changed = replace(TOWN_HALL, name="As Zoom has it")
    desk.journey.edit(changed)
    desk.page.hide()
    desk.page.show()
    desk.page.hide()
    assert desk.page.flush()
    assert desk.journey.state.draft == changed


def test_a_full_disk_is_said_and_nothing_goes_on(desk: Desk) -> None:
    done = completed(desk)
    desk.open(TOWN_HALL, details=True)
    desk.store.broken = True
    desk.type("event_name", "Another name")
    desk.page.primary()
    assert done == []
    assert not desk.page.message.isHidden()
    assert desk.see("event_name").text() == "Another name"
    desk.store.broken = False
    desk.page.primary()
    assert done == [True]
    assert desk.store.draft().name == "Another name"


# --- for everybody


def test_every_control_has_a_name_and_tab_goes_down_the_page(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.choose("event_access", "Only approved")
    desk.click("attendance_hybrid")
    QApplication.processEvents()
    page = desk.page
    tab_order.follow(tab_order.stops(page))  # as the window does each time the page tells that it changed
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)
        for widget in page.form.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert len(controls) > 25
    for widget in controls:
        assert widget.accessibleName(), widget.objectName()
        assert widget.objectName()
    first = desk.see("event_name")
    seen = [first]
    widget = first.nextInFocusChain()
    while widget is not first and len(seen) < 60:
        if widget in controls:
            seen.append(widget)
        widget = widget.nextInFocusChain()
    names = [each.objectName() for each in seen]
    wanted = [
        "event_name",
        "event_description",
        "event_zone",
        "day_1_date",
        "day_1_end",
        "day_2_date",
        "add_day",
        "session_1_name",
        "session_2_end",
        "add_session",
        "format_webinar",
        "event_access",
        "attendance_online",
        "event_domains",
        "event_emails",
        "event_place",
    ]
    assert [name for name in names if name in wanted] == wanted
