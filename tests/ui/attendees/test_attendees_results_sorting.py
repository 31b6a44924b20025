"""The table of results, sorted by what a person looks for: while an import runs, and afterwards."""

import pytest
from attendees_program import Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from desktop_app.attendees.journal import Fate, Result
from desktop_app.ui.models import result_table
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.pages.attendees import results_control

pytestmark = pytest.mark.asyncio

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
PEOPLE = (
    ("Email", "First name", "Last name"),
    ("c@acme.example.com", "Zoë", "Ash"),
    ("B@acme.example.com", "ángel", ""),
    ("d@acme.example.com", "Ann", "Bee"),
    ("a@acme.example.com", "zed", "Cue"),
)


async def finish(desk: Desk) -> None:
    """Import a list of which the third fails, and show all of it."""
    desk.api.failures["d@acme.example.com"] = "300"
    await desk.enter()
    await desk.open(desk.write(PEOPLE))
    desk.press()
    await desk.rest()
    desk.click("filter_results_all")
    await desk.rest()


def click_heading(grid: QTableView, column: Column) -> None:
    header = grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def shown_by(grid: QTableView) -> tuple[int, Qt.SortOrder]:
    header = grid.horizontalHeader()
    return header.sortIndicatorSection(), header.sortIndicatorOrder()


async def numbers(desk: Desk, name: str = "results_table") -> list[str]:
    await desk.rest()
    return [row[0] for row in await desk.see_rows(name)]


def heard(grid: QTableView, column: Column) -> str:
    role = Qt.ItemDataRole.AccessibleTextRole
    return str(grid.model().headerData(column, Qt.Orientation.Horizontal, role))


def open_menu(grid: QTableView) -> QMenu:
    place = QPoint(20, 60)
    QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
    return next(menu for menu in grid.findChildren(QMenu) if menu.isVisible())


async def test_a_heading_sorts_and_a_second_click_turns_it_round(desk: Desk) -> None:
    await finish(desk)
    grid = desk.table("results_table")
    tester = QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown_by(grid) == (Column.ROW, UP)
    for column, up, down in (
        (Column.EMAIL, "5324", "4235"),
        (Column.FIRST_NAME, "3452", "2543"),
        (Column.LAST_NAME, "2453", "5423"),
        (Column.RESULT, "4253", "3254"),
        (Column.STATE, "4253", "3254"),
        (Column.ROW, "2345", "5432"),
    ):
        click_heading(grid, column)
        assert await numbers(desk) == list(up)
        click_heading(grid, column)
        assert await numbers(desk) == list(down)
        assert shown_by(grid) == (column, DOWN)
    del tester


async def test_the_sorted_heading_is_heard(desk: Desk) -> None:
    await finish(desk)
    grid = desk.table("results_table")
    assert heard(grid, Column.ROW) == "Row, sorted ascending"
    click_heading(grid, Column.EMAIL)
    assert (heard(grid, Column.ROW), heard(grid, Column.EMAIL)) == ("Row", "Email, sorted ascending")
    click_heading(grid, Column.STATE)
    click_heading(grid, Column.STATE)
    assert heard(grid, Column.STATE) == "State, sorted descending"
    assert grid.model().headerData(Column.EMAIL, Qt.Orientation.Horizontal) == "Email"


async def test_so_is_that_of_the_checked_list(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(PEOPLE))
    grid = desk.table()
    assert heard(grid, Column.ROW) == "Row, sorted ascending"
    click_heading(grid, Column.EMAIL)
    assert (heard(grid, Column.ROW), heard(grid, Column.EMAIL)) == ("Row", "Email, sorted ascending")


async def test_the_keyboard_sorts_and_hears_how(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read_out: list[str] = []
    monkeypatch.setattr(
        "desktop_app.ui.pages.attendees.grid_sorting.announce", lambda _widget, text: read_out.append(text)
    )
    await finish(desk)
    grid = desk.table("results_table")
    grid.setFocus()
    for column, text, expected, said in (
        (Column.FIRST_NAME, "Sort by First name, Z to A", "2543", "First name, sorted descending"),
        (Column.RESULT, "Sort by result, failed first", "4253", "Result, sorted ascending"),
        (Column.RESULT, "Sort as in your list", "2345", "Row, sorted ascending"),
    ):
        grid.setCurrentIndex(grid.model().index(1, column))
        menu = open_menu(grid)
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()
        assert await numbers(desk) == list(expected)
        assert read_out[-1] == said


async def test_the_chosen_cell_goes_along_and_a_corrected_row_keeps_its_place(desk: Desk) -> None:
    await finish(desk)
    grid = desk.table("results_table")
    grid.setCurrentIndex(grid.model().index(2, Column.LAST_NAME))
    click_heading(grid, Column.RESULT)
    await desk.rest()
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, Column.LAST_NAME)
    click_heading(grid, Column.EMAIL)
    await desk.rest()
    assert grid.currentIndex().row() == 3
    desk.type_cell(3, Column.EMAIL, "aa@acme.example.com", "results_table")
    await desk.rest()
    assert [row[1] for row in await desk.see_rows()][3] == "aa@acme.example.com"
    desk.click("filter_results_failed")
    assert await numbers(desk) == ["4"]
    desk.click("filter_results_all")
    assert await numbers(desk) == ["5", "4", "3", "2"]


async def test_an_import_that_runs_stays_sorted_until_its_end_and_afterwards(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (result_table, results_control):
        monkeypatch.setattr(module, "PART", 40)
    await desk.begin_to_register(100)
    grid = desk.table("import_table")
    click_heading(grid, Column.EMAIL)
    click_heading(grid, Column.EMAIL)
    by_email = sorted((f"p{n}@acme.example.com" for n in range(1, 101)), reverse=True)
    await desk.until(lambda: desk.cells("import_table")[50][1] == by_email[50])
    desk.page.importing.grid.scrollToTop()
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()
    assert shown_by(desk.table("results_table")) == (Column.EMAIL, DOWN)
    seen = await desk.see_rows()
    await desk.rest()
    assert [row[1] for row in seen] == by_email


async def test_another_import_comes_in_the_order_of_its_list(desk: Desk) -> None:
    await finish(desk)
    click_heading(desk.table("results_table"), Column.EMAIL)
    await desk.rest()
    desk.page.secondary()
    await desk.rest()
    await desk.open(desk.people(3, "others.csv"))
    desk.press()
    await desk.rest()
    assert await numbers(desk) == ["2", "3", "4"]
    assert shown_by(desk.table("results_table")) == shown_by(desk.table("import_table")) == (Column.ROW, UP)


async def test_who_fails_comes_up_while_the_import_runs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_table, "SORTED_AGAIN", 0)
    await desk.begin_to_register(100)
    grid = desk.table("import_table")
    click_heading(grid, Column.RESULT)
    await desk.until(lambda: desk.cells("import_table")[0][0] == "2")
    waiting = await desk.journal.rows(desk.made.id, limit=1, offset=90)
    await desk.journal.mark_sending(desk.made.id, waiting)
    await desk.journal.record(desk.made.id, [Result(row=waiting[0].row, fate=Fate.FAILED)])
    desk.page.importing.grid.model().renew()  # type: ignore[attr-defined]
    await desk.until(lambda: desk.cells("import_table")[0][0] == str(waiting[0].row))
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()


async def test_a_table_that_was_wiped_meanwhile_is_looked_at_again(desk: Desk) -> None:
    await finish(desk)
    await desk.journal.wipe_finished()
    click_heading(desk.table("results_table"), Column.EMAIL)
    await desk.rest()
    assert desk.made.wiped is not None
