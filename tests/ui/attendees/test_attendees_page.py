"""The Attendees page from a file to the last result."""

import asyncio
import csv
import datetime as dt
from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.event.draft import DayPlan, EventDraft, EventType
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.attendees import labels
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


MIXED = (
    ("Work email", "Given name", "Surname"),
    ("alex.rivera@acme.example.com", "Alex", "Rivera"),
    ("priya.nair@acme,example.com", "Priya", "Nair"),
    ("tom.okafor@acme.example.com", "Tom", "Okafor"),
    ("Alex.Rivera@acme.example.com", "Alex", "Rivera"),
    ("m.lindqvist@partner.example.com", "Maja", ""),
    ("grace.kim@acme.example.com", "Grace", "Kim"),
)


async def test_a_list_is_checked_registered_and_saved(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "No file yet"
    await desk.open(desk.people(65))
    assert desk.label() == "Register 65 people and send emails"
    assert desk.see("ticket_type").currentText() == "Free Admission"
    assert desk.page.caption() == "65 rows"
    desk.api.gate = asyncio.Event()
    desk.press()
    await desk.until(lambda: desk.api.calls)
    assert desk.journey.state.import_running
    assert not desk.page.bar().can_go_back
    desk.api.gate.set()
    await desk.rest()
    assert not desk.journey.state.import_running
    assert [request.send_notification for request in desk.api.sent] == [True] * 65
    assert {request.ticket_type_id for request in desk.api.sent} == {"free"}
    assert (desk.text("result_added"), desk.text("result_failed")) == ("65", "0")
    assert desk.journey.state.registered == 65
    assert desk.page.caption() == "65 registered"
    rows = await desk.see_rows()
    assert len(rows) == 65
    assert rows[0] == ("2", "p1@acme.example.com", "First1", "Last1", "Registered")
    desk.page.files.save_results(desk.made.id, tmp_path / "results.csv")
    await desk.rest()
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.reader(file))
    assert saved[1] == [
        "p1@acme.example.com", "First1", "Last1", "Registered", "", "https://example.com/j/p1@acme.example.com", "2"
    ]  # fmt: skip
    assert len(saved) == 66
    assert "Saved as results.csv" in desk.said()
    assert desk.label() == "Finish"
    desk.press()
    assert desk.went == [Step.HUB.value]


async def test_registering_quietly_sends_nobody_an_email(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(1))
    assert desk.label() == "Register 1 person and send the email"
    desk.click("register_quietly")
    assert desk.label() == "Register 1 person quietly"
    desk.press()
    await desk.rest()
    assert [request.send_notification for request in desk.api.sent] == [False]


async def test_whether_zoom_emails_is_chosen_for_each_list_before_the_button_works(desk: Desk) -> None:
    await desk.enter()
    for name in ("guests.csv", "more.csv"):
        await desk.open(desk.people(2, name), emails=None)
        bar = desk.page.bar()
        assert (bar.primary, bar.enabled) == ("Register 2 people", False)
        assert bar.reason == "Choose whether Zoom sends emails"
        assert not desk.see("send_now").isChecked()
        assert not desk.see("register_quietly").isChecked()
        desk.page.primary()
        await desk.rest()
        assert not desk.api.sent
        desk.click("register_quietly")
        assert desk.label() == "Register 2 people quietly"
        # the same list read another way is the same list
        desk.choose("list_encoding", "Windows-1252")
        await desk.rest()
        assert desk.label() == "Register 2 people quietly"


async def test_whether_zoom_emails_is_asked_above_what_may_be_long(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(MIXED), emails=None)
    choice, problems = desk.see("send_now"), desk.see("problems")
    assert choice.mapTo(desk.page, choice.rect().bottomLeft()).y() < problems.mapTo(desk.page, QPoint()).y()
    assert (
        desk.page.scroller.viewport()
        .rect()
        .contains(choice.mapTo(desk.page.scroller.viewport(), choice.rect().bottomLeft()))
    )


async def test_the_event_is_named_on_every_face(desk: Desk) -> None:
    event = "Q4 Town Hall"
    await desk.enter()
    assert event in desk.page.header.subtitle()
    await desk.open(desk.people(2))
    assert event in desk.page.header.subtitle()
    assert "guests.csv" in desk.page.header.subtitle()
    desk.api.gate = asyncio.Event()
    desk.press()
    await desk.until(lambda: desk.api.calls)
    assert event in desk.page.header.subtitle()
    desk.api.gate.set()
    await desk.rest()
    assert event in desk.page.header.subtitle()


def wheel_down(view: QWidget) -> None:
    window = view.window()
    at = view.mapTo(window, QPoint(view.width() // 2, 2))
    QTest.wheelEvent(window.windowHandle(), QPointF(at), QPoint(0, -120))  # type: ignore[attr-defined]


async def test_the_wheel_scrolls_the_page_before_the_table(desk: Desk) -> None:
    await desk.enter()
    desk.page.resize(888, 600)
    await desk.open(desk.people(60))
    desk.page.grab()
    table, page_bar = desk.table(), desk.page.scroller.verticalScrollBar()
    assert page_bar.maximum() > 0
    while page_bar.value() < page_bar.maximum():
        before = page_bar.value()
        wheel_down(table.viewport())
        assert page_bar.value() > before
        assert table.verticalScrollBar().value() == 0
    wheel_down(table.viewport())
    assert table.verticalScrollBar().value() > 0
    # who works in the table scrolls there, and the page goes on at its end
    page_bar.setValue(0)
    table.setFocus()
    wheel_down(table.viewport())
    assert page_bar.value() == 0
    table.scrollToBottom()
    wheel_down(table.viewport())
    assert page_bar.value() > 0


async def test_problems_are_shown_in_words_and_held_back(desk: Desk) -> None:
    desk.api.known = [Ticket(ticket_id="t", email="grace.kim@acme.example.com")]
    await desk.enter()
    await desk.open(desk.write(MIXED))
    assert [row[-1] for row in desk.cells()] == [
        "Ready", "Email has a comma", "Ready", "Same as row 2", "Last name is missing", "Already registered",
    ]  # fmt: skip
    assert desk.cells()[4][3] == "Empty"
    chips = ["filter_all", "filter_ready", "filter_attention", "filter_duplicate", "filter_already_in"]
    assert [desk.see(chip).accessibleName() for chip in chips] == [
        "All 6", "Ready 2", "Needs fixing 2", "Duplicates 1", "Already in 1",
    ]  # fmt: skip
    assert desk.label() == "Register 2 people and send emails"
    assert desk.see("email_column").currentText() == "Work email"
    for chip, numbers in (
        ("filter_attention", ["3", "6"]),
        ("filter_duplicate", ["5"]),
        ("filter_already_in", ["7"]),
        ("filter_ready", ["2", "4"]),
        ("filter_all", ["2", "3", "4", "5", "6", "7"]),
    ):
        desk.click(chip)
        assert [row[0] for row in desk.cells()] == numbers, chip


async def test_a_cell_is_corrected_in_place(desk: Desk) -> None:
    path = desk.write(MIXED)
    before = path.read_bytes()
    await desk.enter()
    await desk.open(path)
    desk.click("filter_attention")
    desk.type_cell(0, 2, "priya.nair@acme.example.com")
    assert desk.cells()[0] == ("3", "priya.nair@acme.example.com", "Priya", "Nair", "Ready")
    assert desk.label() == "Register 4 people and send emails"
    assert len(desk.cells()) == 2, "a corrected row stays under the hand"
    assert path.read_bytes() == before
    # a correction survives a change of another column, and comes and goes with its own
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    desk.click("filter_all")
    assert desk.cells()[1][1] == "priya.nair@acme.example.com"
    desk.choose("email_column", "Given name")
    await desk.rest()
    assert desk.cells()[1][1] == "Priya"
    desk.choose("email_column", "Work email")
    await desk.rest()
    assert desk.cells()[1][1] == "priya.nair@acme.example.com"


async def test_the_keyboard_walks_from_problem_to_problem(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(MIXED))
    table = desk.table()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F8)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = desk.see("cell_editor")
    assert "problem: Email has a comma" in editor.accessibleName()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "priya.nair@acme.example.com")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    await desk.until(lambda: table.currentIndex().row() == 4)
    assert table.currentIndex().column() == 4
    assert desk.cells()[1][-1] == "Ready"
    assert not desk.api.sent, "no key in a field starts an import"


async def test_enter_in_a_cell_takes_the_text_and_nothing_else(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(MIXED))
    table = desk.table()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 2))
    table.edit(table.currentIndex())
    editor = desk.see("cell_editor")
    editor.setText("priya.nair@acme.example.com")
    # the primary button in mid-edit takes the text first, because the number on it changes
    desk.page.primary()
    await desk.rest()
    assert not desk.api.sent
    assert desk.label() == "Register 4 people and send emails"


async def test_pressing_twice_imports_once(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(10))
    desk.press()
    desk.page.primary()
    desk.page.primary()
    await desk.rest()
    assert len(desk.api.sent) == 10
    assert len(await desk.journal.imports("e1", "acme")) == 1


async def test_five_thousand_rows(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(5000))
    assert desk.label() == "Register 5,000 people and send emails"
    assert desk.table().model().rowCount() == 5000
    desk.press()
    await desk.rest()
    assert desk.text("result_added") == "5,000"
    table = desk.table("results_table")
    table.scrollToBottom()
    table.viewport().repaint()
    await desk.rest()
    assert table.model().index(4999, 2).data() == "p5000@acme.example.com"


async def test_markup_in_a_list_stays_text(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([("email", "first name"), ("a@acme.example.com", "<b>Bo</b>")], "<i>list.csv"))
    assert desk.cells()[0][2] == "<b>Bo</b>"
    tip = desk.table().model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "<i>list.csv" in desk.page.header.subtitle().replace("\u200b", "")


async def test_an_event_is_named_with_its_first_day_on_one_line() -> None:
    day = dt.date(2026, 12, 3)
    assert labels.event(EventDraft(name="Customer\nDay\u202e 2026", date=day)) == "Customer Day 2026, Dec 3, 2026"
    days = (DayPlan(date=day + dt.timedelta(days=1)), DayPlan(date=day), DayPlan())
    summit = EventDraft(event_type=EventType.MULTI_SESSION, name="Summit", days=days)
    assert labels.event(summit) == "Summit, Dec 3, 2026"
    assert labels.event(EventDraft(name="Summit")) == "Summit"
    assert len(labels.event_name(EventDraft(name="x" * 500))) <= 80
