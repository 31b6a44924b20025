"""Undo and "Start over" happen in any moment: after the change that is under way, and before what is done next."""

import threading
from typing import Any

import pytest
from attendees_program import FAULTY, Desk, Windows, hold
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.attendees.roster import Roster
from desktop_app.ui.pages.attendees import corrections

pytestmark = pytest.mark.asyncio


def addresses(desk: Desk) -> list[str]:
    return [row[1] for row in desk.cells()]


AS_READ = [row[0] for row in FAULTY[1:]]


@pytest.fixture
def commas(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    return hold(monkeypatch, Roster, "fixes")


async def test_undo_takes_back_the_change_that_is_under_way(desk: Desk, commas: Any) -> None:
    began, go_on = commas
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.click("fix_comma")
    await desk.until(began.is_set)
    desk.table().setFocus()
    QTest.keyClick(desk.table(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.page.bar().enabled, desk.page.bar().reason) == (False, "Checking the list…")
    go_on.set()
    await desk.rest()
    assert addresses(desk) == AS_READ
    assert desk.see("fix_comma").isVisible()
    assert not desk.see("undo_change").isEnabled()
    assert desk.page.bar().enabled


async def test_each_press_of_undo_counts_and_what_is_done_next_comes_after(desk: Desk, commas: Any) -> None:
    began, go_on = commas
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    await desk.correct(1, 3, "Bob")
    desk.click("fix_comma")
    await desk.until(began.is_set)
    desk.see("undo_change").setFocus()
    desk.click("undo_change")
    assert desk.page.focusWidget() is desk.see("undo_change"), "it is pressed again"
    desk.click("undo_change")
    await desk.correct(3, 2, "d@acme.example.com")
    desk.leave_out(0)
    go_on.set()
    await desk.rest()
    assert desk.cells() == [
        ("2", "a@acme,example.com", "Ann", "One", "Left out by you"),
        ("3", "b@acme.example.com", "Bo", "Two", "Ready"),
        ("4", "c@acme,example.com", "Cy", "Three", "Email has a comma"),
        ("5", "d@acme.example.com", "Di", "Four", "Ready"),
    ]
    desk.click("undo_change")
    await desk.rest()
    desk.click("undo_change")
    await desk.rest()
    assert addresses(desk) == AS_READ
    assert not desk.see("undo_change").isEnabled()


async def test_starting_over_in_mid_change_drops_it_too_and_can_be_taken_back(again: Windows, commas: Any) -> None:
    began, go_on = commas
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    await desk.correct(3, 2, "d@acme.example.com")
    desk = await again()
    await desk.open(path)
    desk.click("fix_comma")
    await desk.until(began.is_set)
    desk.click("message_start_over")
    # a second press finds nothing more to drop
    desk.click("message_start_over")
    go_on.set()
    await desk.rest()
    assert addresses(desk) == AS_READ
    assert not desk.see("put_back").isVisible()
    assert desk.table().hasFocus()
    desk.click("undo_change")
    await desk.rest()
    seen = addresses(desk)
    assert seen == ["a@acme.example.com", "b@acme.example.com", "c@acme.example.com", "d@acme.example.com"]
    desk = await again()
    await desk.open(path)
    assert addresses(desk) == seen


async def test_starting_over_while_the_list_is_read_by_other_columns_shows_it_by_those(
    again: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    await desk.correct(3, 2, "d@acme.example.com")
    desk = await again()
    await desk.open(path)
    began, go_on = hold(monkeypatch, corrections, "corrected")
    desk.choose("last_name_column", "Not in the list")
    await desk.until(began.is_set)
    desk.leave_out(0)
    assert not desk.see("undo_change").isEnabled(), "a list that is read anew doesn't go back"
    desk.click("message_start_over")
    go_on.set()
    await desk.rest()
    assert [row[1:4] for row in desk.cells()] == [(row[0], row[1], "") for row in FAULTY[1:]]


async def test_columns_that_are_chosen_after_undo_wait_for_it(desk: Desk, commas: Any) -> None:
    began, go_on = commas
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.click("fix_comma")
    await desk.until(began.is_set)
    desk.table().setFocus()
    QTest.keyClick(desk.table(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.choose("last_name_column", "Not in the list")
    go_on.set()
    await desk.rest()
    assert [row[1:4] for row in desk.cells()] == [(row[0], row[1], "") for row in FAULTY[1:]]


async def test_another_list_takes_over_nothing_that_waited(desk: Desk, commas: Any) -> None:
    began, go_on = commas
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    await desk.correct(1, 3, "Bob")
    desk.click("fix_comma")
    await desk.until(began.is_set)
    desk.click("undo_change")
    desk.page.open_list(desk.people(2, "other.csv"))
    await desk.until(lambda: desk.page.list.rows == 2)
    await desk.correct(0, 3, "Ann")
    go_on.set()
    await desk.rest()
    assert desk.cells()[0][2] == "Ann"
