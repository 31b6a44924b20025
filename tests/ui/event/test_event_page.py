"""The Event page as a person uses it: its type, who may come and where, what is saved, and that all can use it."""

from dataclasses import replace

import pytest
from event_program import ALL_SCOPES, TOWN_HALL, Desk, completed, summit
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop_app.event.draft import Access, Attendance, EventType
from desktop_app.ui import tab_order

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
    assert "isn’t allowed to plan sessions" in card.accessibleDescription()
    assert desk.draft.event_type is None
    desk.click("type_single")
    desk.page.primary()
    box = desk.see("event_access")
    assert not box.model().item(1).isEnabled()
    assert "lacks a permission" in box.accessibleDescription()


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
    assert "Zoom emails an invitation to each of them." in desk.see("event_emails").accessibleDescription()
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
    desk.page.flush()
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
    tab_order.follow(tab_order.stops(page))  # as the window does before each Tab
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
