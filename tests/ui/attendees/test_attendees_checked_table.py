"""The table of a list that is checked: where Enter goes, what its filters say, and the room it takes."""

import pytest
from attendees_program import FAULTY, Desk
from PySide6.QtWidgets import QFileDialog

from desktop_app.ui.widgets.measures import MEASURE

pytestmark = pytest.mark.asyncio


async def test_enter_goes_down_and_to_the_next_problem_among_problems(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    table = desk.table()

    await desk.correct(1, 3, "Bob")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 3)
    await desk.correct(3, 2, "still wrong")
    assert table.currentIndex().row() == 3, "there is no row below"
    desk.click("filter_attention")
    await desk.correct(0, 2, "a@acme.example.com")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    await desk.correct(1, 2, "c@acme.example.com")
    assert table.currentIndex().row() == 2


async def test_the_same_list_again_says_that_all_are_in(desk: Desk) -> None:
    await desk.enter()
    rows = [*FAULTY[:1], *(("p@acme.example.com", "Pia", "Twice"),) * 2, ("b@acme.example.com", "Bo", "Two")]
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
    await desk.enter()
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
    await desk.enter()
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


async def test_a_filter_without_rows_says_so(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    table = desk.table()
    assert table.accessibleDescription() == ""
    for chip, said in (
        ("filter_attention", "Nothing needs fixing."),
        ("filter_duplicate", "Nobody is in the list twice."),
        ("filter_left_out", "Nobody is left out."),
    ):
        desk.click(chip)
        assert table.accessibleDescription() == said
    seen = table.viewport().grab().toImage()
    middle = {seen.pixel(x, seen.height() // 2 + y) for x in range(seen.width()) for y in range(-4, 4)}
    assert len(middle) > 2, "the words are painted"
    desk.click("filter_all")
    assert table.accessibleDescription() == ""
