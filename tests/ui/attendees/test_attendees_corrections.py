"""What a person changed in a list that is checked: not lost by accident, and taken back step by step."""

import pytest
from attendees_program import FAULTY, Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

pytestmark = pytest.mark.asyncio


def question(desk: Desk) -> QMessageBox:
    box = desk.see("replace_list_question")
    assert isinstance(box, QMessageBox)
    return box


async def test_a_file_is_replaced_without_a_question_and_comes_back_as_it_was_left(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.click("fix_comma")
    await desk.rest()
    desk.page.open_list(desk.people(2, "other.csv"))
    await desk.rest()
    assert desk.page.list.source == "other.csv"
    assert not desk.see("put_back").isVisible()
    desk.page.open_list(desk.folder / "guests.csv")
    await desk.rest()
    assert desk.see("put_back").text().startswith("2 changes you made to this list on ")
    assert desk.cells()[0][1] == "a@acme.example.com"
    desk.page.open_list(desk.folder / "other.csv")
    await desk.rest()
    assert not desk.see("put_back").isVisible()


async def test_what_was_pasted_is_not_replaced_without_a_question_and_another_reading_asks_nothing(desk: Desk) -> None:
    await desk.enter()
    clipboard = QApplication.clipboard()
    rows = "\n".join("\t".join(row) for row in FAULTY)
    clipboard.setText(rows)
    desk.page.incoming.paste()
    await desk.rest()
    desk.leave_out(1)
    await desk.rest()
    clipboard.setText("x@acme.example.com\tXi\tFive\n")
    desk.page.incoming.paste()
    assert question(desk).text() == "Replace the list, which has 1 row left out?"
    assert "paste the same rows again" in question(desk).informativeText()
    desk.click("replace_list_keep")
    await desk.until(lambda: not desk.page.findChildren(QMessageBox))
    assert not desk.page.list.reading
    desk.page.incoming.paste()
    desk.click("replace_list_confirm")
    await desk.rest()
    assert desk.cells() == [("1", "x@acme.example.com", "Xi", "Five", "Ready")]
    await desk.until(lambda: not desk.page.findChildren(QMessageBox))
    clipboard.setText(rows)
    desk.page.incoming.paste()
    await desk.rest()
    assert desk.text("filter_left_out") == "Left out  1"


async def test_what_was_done_last_is_taken_back_step_by_step(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    undo = desk.see("undo_change")
    assert not undo.isEnabled()
    before = desk.cells()
    desk.click("fix_comma")
    await desk.rest()
    fixed = desk.cells()
    desk.type_cell(3, 2, "d@acme.example.com")
    await desk.rest()
    corrected = desk.cells()
    desk.leave_out(1)
    await desk.rest()
    assert desk.text("filter_left_out") == "Left out  1"
    desk.click("undo_change")
    await desk.rest()
    assert desk.cells() == corrected
    assert desk.text("filter_left_out") == "Left out  0"
    QTest.keyClick(desk.table(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await desk.rest()
    assert desk.cells() == fixed
    desk.click("undo_change")
    await desk.rest()
    assert desk.cells() == before
    assert not undo.isEnabled()
    assert desk.text("problems_button") == "3 rows need fixing, for 2 reasons"
    desk.page.open_list(desk.folder / "guests.csv")
    await desk.rest()
    assert desk.cells() == before
    assert not desk.see("put_back").isVisible(), "what was taken back is not put back"


async def test_an_undo_keeps_what_zoom_said_since(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.click("fix_comma")
    await desk.rest()
    desk.page.list.note_registered("b@acme.example.com", ahead=False)
    await desk.rest()
    desk.click("undo_change")
    await desk.rest()
    assert [row[-1] for row in desk.cells()] == [
        "Email has a comma", "Already registered", "Email has a comma", "Email has no @",
    ]  # fmt: skip
