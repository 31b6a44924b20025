"""People whose rows are struck through are held back like those who declined; columns that the sheet hides say so."""

from pathlib import Path

import pytest
import xlsxwriter
from attendees_program import Desk
from PySide6.QtWidgets import QLabel

pytestmark = pytest.mark.asyncio


def listed(path: Path, struck: tuple[int, ...], *, people: int = 5) -> Path:
    """Write a list, from row 2 on, with a line through some rows and its column of addresses hidden."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    line = book.add_format({"font_strikeout": True})
    sheet.write_row(0, 0, ("First name", "Last name", "Email"))
    for row in range(2, people + 2):
        sheet.write_row(row - 1, 0, ("Ann", "Bee", f"p{row}@a.example.com"), line if row in struck else None)
    sheet.set_column(2, 2, None, None, {"hidden": True})
    book.close()
    return path


def with_second_last_names(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Correo electrónico", "Nombre", "Primer apellido", "Segundo apellido"))
    sheet.write_row(1, 0, ("ana@x.example", "Ana", "Lopez", "Ruiz"))
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()
    return path


async def test_crossed_out_rows_are_named_and_left_out_or_invited_with_one_press(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    await desk.open(listed(tmp_path / "list.xlsx", (3, 5, 6)))
    assert desk.label() == "Register 2 people and send emails"
    assert desk.text("problems_button") == "3 rows are crossed out in your list"
    assert desk.page.check.problems.is_open()
    assert (desk.text("invite_crossed_out"), desk.text("fix_crossed_out")) == (
        "Invite all 3 anyway",
        "Leave out all 3",
    )
    leave = desk.see("fix_crossed_out")
    assert leave.accessibleDescription() == "Crossed out in your list: 3 rows. Rows 3, 5, 6"
    assert [row[-1] for row in desk.cells()][:2] == ["Ready", "Crossed out in your list"]
    desk.click("invite_crossed_out")
    await desk.rest()
    assert desk.label() == "Register 5 people and send emails"
    assert desk.text("problems_button") == "3 rows are crossed out in your list"
    assert [row[-1] for row in desk.cells()][:2] == ["Ready", "Ready. Crossed out in your list"]
    desk.click("fix_invited_crossed_out")
    await desk.rest()
    assert desk.label() == "Register 2 people and send emails"
    desk.click("filter_left_out")
    assert [row[-1] for row in desk.cells()] == ["Not to be invited, left out by you"] * 3
    assert desk.text("rows_shown") == "3 of 5 rows: 3 not to be invited"


async def test_one_crossed_out_row_is_named_and_so_are_the_first_of_many(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    await desk.open(listed(tmp_path / "one.xlsx", (4,)))
    assert desk.text("problems_button") == "1 row is crossed out in your list"
    assert desk.see("fix_crossed_out").accessibleDescription() == "Crossed out in your list: 1 row. Row 4"
    await desk.open(listed(tmp_path / "many.xlsx", tuple(range(3, 10)), people=9))
    many = desk.see("fix_crossed_out").accessibleDescription()
    assert many == "Crossed out in your list: 7 rows. Rows 3, 4, 5, 6, 7 and others"


async def test_a_hidden_column_says_so_where_it_is_chosen(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    await desk.open(listed(tmp_path / "list.xlsx", ()))
    pickers = desk.page.check.pickers
    said = desk.page.findChild(QLabel, "hidden_columns")
    assert isinstance(said, QLabel)
    assert (said.isVisible(), said.text()) == (True, "Read though the sheet hides it: “Email”")
    assert pickers.email_column.currentText() == "Email (hidden)"
    assert pickers.last_name_column.currentText() == "Last name"
    pickers.email_column.setCurrentIndex(pickers.email_column.findData(None))
    await desk.rest()
    assert said.isHidden()
    await desk.open(with_second_last_names(tmp_path / "names.xlsx"))
    assert [row[3] for row in desk.cells()] == ["Lopez Ruiz"]
    assert (said.isVisible(), said.text()) == (True, "Read though the sheet hides it: “Segundo apellido”")
    pickers.last_name_column.setCurrentIndex(pickers.last_name_column.findData(None))
    await desk.rest()
    assert said.isHidden()
    await desk.open(desk.people(2))
    assert "hidden" not in pickers.email_column.currentText()
