"""What a person changed in a list that is checked: not lost by accident, taken back, typed one after the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from attendees_program import Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from desktop_app.ui.pages.page import MEASURE

pytestmark = pytest.mark.asyncio

ROWS = (
    ("Email", "First name", "Last name"),
    ("a@acme,example.com", "Ann", "One"),
    ("b@acme.example.com", "Bo", "Two"),
    ("c@acme,example.com", "Cy", "Three"),
    ("d.acme.example.com", "Di", "Four"),
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    await desk.enter()
    yield desk
    await desk.close()


def question(desk: Desk) -> QMessageBox:
    box = desk.see("replace_list_question")
    assert isinstance(box, QMessageBox)
    return box


async def test_a_file_is_replaced_without_a_question_and_comes_back_as_it_was_left(desk: Desk) -> None:
    await desk.open(desk.write(ROWS))
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
    clipboard = QApplication.clipboard()
    rows = "\n".join("\t".join(row) for row in ROWS)
    clipboard.setText(rows)
    desk.page.incoming.paste()
    await desk.rest()
    desk.table().selectRow(1)
    desk.page.check.grid.leave_wanted.emit()
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
    await desk.open(desk.write(ROWS))
    undo = desk.see("undo_change")
    assert not undo.isEnabled()
    before = desk.cells()
    desk.click("fix_comma")
    await desk.rest()
    fixed = desk.cells()
    desk.type_cell(3, 2, "d@acme.example.com")
    await desk.rest()
    corrected = desk.cells()
    desk.table().selectRow(1)
    desk.page.check.grid.leave_wanted.emit()
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
    await desk.open(desk.write(ROWS))
    desk.click("fix_comma")
    await desk.rest()
    desk.page.list.note_registered("b@acme.example.com", ahead=False)
    await desk.rest()
    desk.click("undo_change")
    await desk.rest()
    assert [row[-1] for row in desk.cells()] == [
        "Email has a comma", "Already registered", "Email has a comma", "Email has no @",
    ]  # fmt: skip


async def test_enter_goes_down_and_to_the_next_problem_among_problems(desk: Desk) -> None:
    await desk.open(desk.write(ROWS))
    table = desk.table()

    async def type_cell(row: int, column: int, text: str) -> None:
        desk.type_cell(row, column, text)
        await desk.until(lambda: not table.findChildren(QWidget, "cell_editor"))

    await type_cell(1, 3, "Bob")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 3)
    await type_cell(3, 2, "still wrong")
    assert table.currentIndex().row() == 3, "there is no row below"
    desk.click("filter_attention")
    await type_cell(0, 2, "a@acme.example.com")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    await type_cell(1, 2, "c@acme.example.com")
    assert table.currentIndex().row() == 2


async def test_nothing_moves_under_the_pointer_while_groups_are_fixed(desk: Desk) -> None:
    rows = [*ROWS, ("e@acme.example.con", "Ed", "Five"), ("f@gmial.com", "Flo", "Six")]
    await desk.open(desk.write(rows))
    panel = desk.see("problems")

    def places() -> tuple[QPoint, int, int, int]:
        desk.page.grab()
        fix = desk.see("fix_ending_typo")
        return fix.mapTo(desk.page, QPoint()), fix.width(), panel.height(), desk.see("filter_left_out").x()

    before = places()
    desk.click("fix_comma")
    await desk.rest()
    await desk.until(lambda: len(panel.findChildren(QPushButton, "fix_ending_typo")) == 1)
    assert places() == before
    assert not panel.findChildren(QPushButton, "fix_comma")
    assert desk.text("problems_button") == "2 rows need fixing, for 2 reasons"


async def test_the_rows_of_a_problem_are_brought_into_view_and_no_other_filter_is_lit(desk: Desk) -> None:
    desk.page.resize(648, 568)
    await desk.open(desk.write([*ROWS, *((f"p{n}@gmial.com", "Pia", f"Number{n}") for n in range(30))]))
    desk.page.grab()
    desk.click("show_provider_typo")
    assert len(desk.cells()) == 30
    chips = ["filter_all", "filter_ready", "filter_attention", "filter_duplicate", "filter_left_out"]
    assert not any(desk.see(chip).isChecked() for chip in chips)
    assert desk.text("rows_shown") == "30 of 34 rows: Email may be misspelled"
    table = desk.table()
    assert table.currentIndex().row() == 0
    seen = table.visibleRegion().boundingRect().height()
    assert seen == table.height()
    assert desk.page.check.grid.shown_rows() >= 8
    desk.click("filter_attention")
    assert desk.see("filter_attention").isChecked()
    desk.click("show_comma")
    assert table.currentIndex().row() == 0


async def test_rows_with_two_problems_are_told_from_problems(desk: Desk) -> None:
    await desk.open(desk.write([*ROWS, ("e@acme.example.con", "", "Five")]))
    assert desk.text("problems_button") == "4 rows need fixing: 5 problems of 4 kinds"


async def test_a_wide_window_shows_every_problem_in_full(desk: Desk) -> None:
    rows = [*ROWS, ("e@acme.example.con", "Ed", "Five"), ("f@gmial.com", "Flo", "Six"), ("", "Gil", "Seven")]
    rows += [("soren.young@university.example.com; assistant@university.example.com", "So", "Yo")]
    desk.page.resize(1670, 968)
    await desk.open(desk.write(rows))
    desk.page.grab()
    for label in desk.see("problems").findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    fix = desk.see("fix_comma")
    assert fix.height() >= fix.sizeHint().height()


async def test_two_people_at_one_address_are_a_group_of_their_own(desk: Desk) -> None:
    rows = [*ROWS[:1], ("a@acme.example.com", "Ann", "One"), ("a@acme.example.com", "Bo", "Two"),
            ("a@acme.example.com", "Ann", "One")]  # fmt: skip
    await desk.open(desk.write(rows))
    assert desk.text("problems_button") == "1 row is worth a look"
    panel = desk.see("problem_another_name")
    assert [label.text() for label in panel.findChildren(QLabel) if label.text()] == [
        "Same address, another name: 1 row",
        "Bo Two has the address of row 2. Needed: an address of their own, because Zoom has one ticket for each",
    ]
    assert desk.see("show_another_name").isVisible()
    assert [row[-1] for row in desk.cells()] == ["Ready", "Another name in row 2", "Same as row 2"]
    desk.click("show_another_name")
    assert [row[0] for row in desk.cells()] == ["3"]
    desk.type_cell(0, 2, "bo@acme.example.com")
    await desk.rest()
    assert desk.cells()[0][-1] == "Ready"
    assert not desk.see("problems").isVisible()


async def test_the_same_list_again_says_that_all_are_in(desk: Desk) -> None:
    rows = [*ROWS[:1], *(("p@acme.example.com", "Pia", "Twice"),) * 2, ("b@acme.example.com", "Bo", "Two")]
    await desk.open(desk.write(rows))
    desk.press()
    await desk.rest()
    await desk.open(desk.folder / "guests.csv", emails=None)
    assert desk.text("filter_already_in") == "Already in  2"
    assert desk.text("filter_duplicate") == "Duplicates  1"
    assert desk.page.bar().reason == "All are registered already"
    desk.click("filter_ready")
    assert desk.table().accessibleDescription() == "Everybody in the list is registered already."


async def test_a_file_without_addresses_is_perhaps_the_wrong_one(desk: Desk) -> None:
    await desk.open(
        desk.write([("Item", "Amount", "Contact"), ("Canapés", "150", "x"), ("Wine", "90", "y")]), emails=None
    )
    told = desk.see("no_addresses")
    assert told.text().startswith("No column here holds email addresses")
    hidden = ("problems", "attendee_table", "send_now", "filter_all", "undo_change")
    assert not any(desk.see(name).isVisible() for name in hidden)
    assert desk.see("email_column").isVisible()
    assert desk.page.header.subtitle() == "Q4 Town Hall\nFoyer found nobody in guests.csv."
    assert desk.label() == "Choose another file"
    desk.press()
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    desk.choose("email_column", "Contact")
    await desk.rest()
    assert not told.isVisible()
    assert all(desk.see(name).isVisible() for name in ("attendee_table", "send_now", "filter_all"))
    assert "matched the columns" in desk.page.header.subtitle()
    assert desk.label() == "Register people"


async def test_the_table_takes_the_width_and_forms_keep_their_measure(desk: Desk) -> None:
    desk.page.resize(1670, 968)
    assert desk.see("attendees_drop_zone").width() <= MEASURE
    await desk.open(desk.people(3))
    desk.page.grab()
    assert desk.table().width() > 2 * MEASURE
    assert desk.page.check.pickers.width() <= MEASURE
    desk.press()
    await desk.rest()
    desk.page.grab()
    assert desk.table("results_table").width() > 2 * MEASURE
    desk.page.secondary()
    desk.page.grab()
    assert desk.see("attendees_drop_zone").width() <= MEASURE


async def test_a_row_that_is_left_out_is_told_to_the_ear_though_its_twin_takes_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.open(desk.write([ROWS[0], ROWS[2], ROWS[2]]))
    told: list[str] = []
    monkeypatch.setattr("desktop_app.ui.pages.attendees.check_face.announce", lambda _, text: told.append(text))
    desk.page.check.left_out.emit([2])
    await desk.rest()
    desk.page.check.left_out.emit([2])
    await desk.rest()
    assert told == ["1 left out, 1 ready, 0 to fix", "0 left out, 1 ready, 0 to fix"]
