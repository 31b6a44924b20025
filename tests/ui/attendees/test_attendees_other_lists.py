"""Other lists in the same file, on another sheet or further below: they are told of, and read instead."""

from pathlib import Path

import pytest
from attendees_program import Desk

from desktop_app.attendees.reader import OtherList
from desktop_app.storage.notes import Note

pytestmark = pytest.mark.asyncio


async def test_another_list_of_the_workbook_is_offered(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, count in (("Guests", 3), ("Board 2026", 12)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("Email", "First name", "Last name"))
            for n in range(count):
                sheet.write_row(n + 1, 0, (f"{name[:5].lower()}{n}@acme.example.com", "Ann", f"Number{n}"))
    await desk.enter()
    await desk.open(path)
    assert "This workbook has another list: “Board 2026” (12 rows)" in desk.page.check.others.text()
    desk.page.check.others.button("0").click()
    await desk.rest()
    assert desk.page.caption() == "12 rows"
    assert desk.page.bar().reason == "Choose whether Zoom sends emails", "they are other people"
    assert not desk.page.check.others.isVisible()


async def test_rows_that_were_not_read_are_told(desk: Desk) -> None:
    others = desk.page.check.others
    others.show_others([OtherList("", 12, 35)])
    assert "Another list begins in row 35. Its 12 rows aren’t in this one." in others.text()
    others.show_others([])
    assert others.isHidden()


async def test_a_list_below_is_read_with_one_press_and_the_first_with_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path, columns=Note(tmp_path / "columns.json"))
    rows = [("Email", "First name", "Last name"), ("ann@acme.example.com", "Ann", "Bee"), ("",) * 3, ("Guests", "", "")]
    rows += [("First name", "Email", "Company"), ("Gus", "gus@acme.example.com", "Acme"), ("Hal", "bad@", "")]
    path = desk.write(rows)
    others = desk.page.check.others
    await desk.enter()
    await desk.open(path)
    assert others.text() == "Not every row was read\nAnother list begins in row 5. Its 2 rows aren’t in this one."
    others.button("0").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("6", "gus@acme.example.com"), ("7", "bad@")]
    assert desk.page.bar().reason == "Choose whether Zoom sends emails", "they are other people"
    assert others.text() == "Not every row was read\nAnother list begins in row 1. Its only row isn’t in this one."
    # the choices of how to read stay with the list that is read, and so do its columns
    desk.choose("list_encoding", "Windows")
    await desk.rest()
    assert [row[0] for row in desk.cells()] == ["6", "7"]
    desk.choose("first_name_column", "Company")
    await desk.rest()
    others.button("0").click()
    await desk.rest()
    assert [row[:3] for row in desk.cells()] == [("2", "ann@acme.example.com", "Ann")]
    others.button("0").click()
    await desk.rest()
    assert [row[2] for row in desk.cells()] == ["Acme", "Empty"], "as was chosen before"
    await desk.close()


async def test_another_sheet_is_read_from_its_top_again(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Monday", "Friday"):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(
                ("Email,Name", "top@{}.example.com,Ann", "", "Name,Email", "Bo,low@{}.example.com")
            ):
                sheet.write_row(at, 0, row.format(name.lower()).split(","))
    await desk.enter()
    await desk.open(path)
    assert desk.page.check.others.button("1").text() == "Use the one in row 4"
    desk.page.check.others.button("1").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("5", "low@monday.example.com")]
    desk.click("change_reading")
    desk.choose("list_sheet", "Friday")
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("2", "top@friday.example.com")]
    desk.page.check.others.button("0").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("5", "low@friday.example.com")]


async def test_lists_of_other_sheets_and_below_are_offered_by_name(desk: Desk) -> None:
    others = desk.page.check.others
    wanted: list[OtherList] = []
    others.wanted.connect(wanted.append)
    others.show_others([OtherList("Board", 4), OtherList("Guests", 12, 1035)])
    assert [others.button(key).text() for key in ("0", "1")] == ["Use “Board”", "Use the one in row 1035"]
    others.button("1").click()
    assert wanted == [OtherList("Guests", 12, 1035)]
