"""Rows that a sheet hides are in the list: the page says so, and leaves them out with one press."""

from pathlib import Path

import pytest
import xlsxwriter
from attendees_program import Desk

pytestmark = pytest.mark.asyncio


async def test_hidden_rows_are_told_and_left_out_with_one_press(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, name in enumerate(("Ann", "Bob", "Cat", "Don")):
        sheet.write_row(at + 1, 0, (name, "Bee", f"{name.lower()}@a.example.com"))
    sheet.write_row(0, 0, ("First name", "Last name", "Email"))
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(4, None, None, {"hidden": True})
    book.close()
    await desk.enter()
    await desk.open(path)
    told = desk.page.check.hidden
    assert (told.kind(), told.isHidden()) == ("warn", False)
    assert told.text() == (
        "The list has 2 rows that the sheet hides\nYou don’t see row 3 and others in your spreadsheet program, perhaps "
        "because of a filter. Hidden rows are imported like all others unless you leave them out."
    )
    assert desk.label() == "Register 4 people and send emails"
    told.button("leave").click()
    await desk.rest()
    assert told.isHidden()
    assert desk.label() == "Register 2 people and send emails"
    desk.click("undo_change")
    await desk.rest()
    assert (told.isHidden(), told.button("leave").text()) == (False, "Leave 2 rows out")
    await desk.open(desk.people(2))
    assert told.isHidden()
