"""Rows that a person leaves out of a list, and takes back in."""

import pytest
from attendees_program import FAULTY, Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

pytestmark = pytest.mark.asyncio


async def test_a_row_that_is_left_out_is_told_to_the_ear_though_its_twin_takes_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.enter()
    await desk.open(desk.write([FAULTY[0], FAULTY[2], FAULTY[2]]))
    told: list[str] = []
    monkeypatch.setattr("desktop_app.ui.pages.attendees.check_face.announce", lambda _, text: told.append(text))
    desk.page.check.left_out.emit([2])
    await desk.rest()
    desk.page.check.left_out.emit([2])
    await desk.rest()
    assert told == ["1 left out, 1 ready, 0 to fix", "0 left out, 1 ready, 0 to fix"]


async def test_a_row_is_left_out_and_taken_back(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    table = desk.table()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert desk.cells()[1][-1] == "Left out by you"
    assert desk.label() == "Register 2 people and send emails"
    assert desk.see("filter_left_out").accessibleName() == "Left out 1"
    assert desk.page.caption() == "3 rows"
    desk.click("filter_left_out")
    assert [row[0] for row in desk.cells()] == ["3"]
    table.setCurrentIndex(table.model().index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert desk.label() == "Register 3 people and send emails"
    desk.click("filter_all")
    assert [row[-1] for row in desk.cells()] == ["Ready"] * 3


async def test_leaving_the_first_of_two_out_lets_the_second_in(desk: Desk) -> None:
    rows = [("Email",), ("a@acme.example.com",), ("A@acme.example.com",)]
    await desk.enter()
    await desk.open(desk.write(rows))
    assert [row[-1] for row in desk.cells()] == ["Ready", "Same as row 2"]
    desk.page.check.left_out.emit([2])
    assert [row[-1] for row in desk.cells()] == ["Left out by you", "Ready"]
    desk.page.check.left_out.emit([2])
    assert [row[-1] for row in desk.cells()] == ["Ready", "Same as row 2"]
