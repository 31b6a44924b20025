"""What a person does while the list is being changed or read another way is kept, and put back like the rest."""

import asyncio
from typing import Any

import pytest
from attendees_program import FAULTY, Desk, Windows, hold
from PySide6.QtTest import QTest

from desktop_app.attendees.roster import Roster
from desktop_app.ui.pages.attendees import corrections

pytestmark = pytest.mark.asyncio


async def test_what_is_typed_while_the_list_changes_comes_after_it(
    again: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    began, go_on = hold(monkeypatch, Roster, "fixes")
    desk.click("fix_comma")
    await desk.until(began.is_set)
    await desk.correct(0, 2, "ann@other.example.com")
    await desk.correct(1, 3, "Bob")
    go_on.set()
    await desk.rest()
    seen = desk.cells()
    assert seen[0][1] == "ann@other.example.com"
    assert (seen[1][2], seen[2][1]) == ("Bob", "c@acme.example.com")
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen


@pytest.mark.parametrize(("where", "name"), [(Roster, "fixes"), (corrections, "without_left")])
async def test_a_window_that_is_closed_in_mid_change_keeps_the_change(
    again: Windows, monkeypatch: pytest.MonkeyPatch, where: Any, name: str
) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    began, go_on = hold(monkeypatch, where, name)
    desk.click("fix_comma")
    await desk.until(began.is_set)
    await desk.correct(1, 3, "Bob")
    closing = asyncio.ensure_future(again())
    await asyncio.sleep(0)
    go_on.set()
    desk = await closing
    await desk.open(path)
    assert [row[1:3] for row in desk.cells()][:3] == [
        ("a@acme.example.com", "Ann"), ("b@acme.example.com", "Bob"), ("c@acme.example.com", "Cy"),
    ]  # fmt: skip


async def test_what_is_done_while_the_list_is_read_by_other_columns_is_not_lost(
    again: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    _, go_on = hold(monkeypatch, corrections, "corrected")
    desk.choose("last_name_column", "Not in the list")
    await desk.correct(0, 2, "ann@acme.example.com")
    await desk.correct(0, 4, "Uno")
    desk.leave_out(2)
    desk.table().edit(desk.table().model().index(3, 2))
    QTest.keyClicks(desk.see("cell_editor"), "d@acme.example.com")
    go_on.set()
    await desk.rest()
    monkeypatch.undo()
    assert [row[1:] for row in desk.cells()] == [
        ("ann@acme.example.com", "Ann", "", "Ready"),
        ("b@acme.example.com", "Bo", "", "Ready"),
        ("c@acme,example.com", "Cy", "", "Left out by you"),
        ("d@acme.example.com", "Di", "", "Ready"),
    ]
    desk.choose("last_name_column", "Last name")
    await desk.rest()
    assert desk.cells()[0][1:4] == ("ann@acme.example.com", "Ann", "Uno")
    seen = desk.cells()
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen


async def test_what_is_being_typed_when_another_list_comes_is_kept(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.table().edit(desk.table().model().index(3, 2))
    QTest.keyClicks(desk.see("cell_editor"), "d@acme.example.com")
    await desk.open(desk.people(1, "other.csv"))
    await desk.open(desk.folder / "guests.csv")
    assert desk.cells()[3][1] == "d@acme.example.com"
