"""How a list was read is shown and can be changed: its encoding, its sheet, its columns."""

from pathlib import Path

import pytest
from attendees_program import Desk

from desktop_app.attendees.columns import Columns
from desktop_app.storage.notes import Note

pytestmark = pytest.mark.asyncio


async def test_how_a_list_was_read_is_shown_and_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "umlauts.csv"
    path.write_bytes("email;first name;last name\nz@a.example.com;Zoë;Müller\ny@a.example.com;Al;Bo\n".encode("cp1252"))
    await desk.enter()
    await desk.open(path)
    assert "separated by semicolons" in desk.text("list_found")
    assert "Do these names look right? Zoë | Müller" in desk.text("list_found")
    assert not desk.see("list_encoding").isVisible()
    desk.click("change_reading")
    assert desk.see("list_encoding").isVisible()
    assert desk.see("list_delimiter").currentText() == "Semicolons (found)"
    assert not desk.see("list_sheet").isVisible()
    desk.choose("list_encoding", "Cyrillic")
    await desk.rest()
    assert "Zoë" not in desk.text("list_found")
    assert "Windows-1251" in desk.text("list_found")
    desk.choose("list_encoding", "Windows-1252")
    await desk.rest()
    assert "Zoë | Müller" in desk.text("list_found")
    assert "first name Zoë, last name Müller" in desk.see("list_found").accessibleName()
    assert desk.page.bar().enabled, "Zoom's answers hold for the same list"


async def test_a_sheet_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for title, email in (("Guests", "g@a.example.com"), ("Staff", "s@a.example.com")):
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, ("Email", "First name", "Last name"))
        sheet.write_row(1, 0, (email, "Gil", title))
    book.close()
    await desk.enter()
    await desk.open(path)
    assert desk.cells()[0][1] == "g@a.example.com"
    desk.click("change_reading")
    assert not desk.see("list_encoding").isVisible()
    desk.choose("list_sheet", "Staff")
    await desk.rest()
    assert desk.cells()[0][1] == "s@a.example.com"
    assert "sheet “Staff”" in desk.text("list_found")


async def test_columns_are_remembered_for_the_next_list(tmp_path: Path) -> None:
    note = Note(tmp_path / "columns.json")
    desk = Desk(tmp_path, columns=note)
    await desk.enter()
    await desk.open(desk.people(2))
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert note.load()
    assert "acme" not in note.load(), "nothing of a list can be read from it"
    await desk.close()
    again = Desk(tmp_path, columns=note)
    await again.enter()
    await again.open(again.people(5, "other.csv"))
    assert again.page.check.pickers.columns == Columns(email=0, first_name=1)
    assert again.see("last_name_column").currentText() == "Not in the list"
    await again.close()
