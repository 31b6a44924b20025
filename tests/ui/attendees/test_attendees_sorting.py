"""The checked list, sorted by what a person looks for."""

import pytest
import pytest_asyncio
from attendees_program import Desk
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check
from desktop_app.ui import theme
from desktop_app.ui.models.attendee_table import AttendeeTable
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.pages.attendees.people_grid import PeopleGrid

LIST = "Email,Name\nb@x.example,Zoë\na@x.example,\nc@x,ángel\nd@x.example,Bob\nE@x.example,Ann\n"


@pytest.fixture
def model(qtbot):
    roster = check(read_text(LIST), Columns(email=0, first_name=1), required=())
    made = AttendeeTable()
    made.show_roster(roster)
    return made


@pytest.fixture
def grid(qapp, qtbot, model):
    theme.apply(qapp, "light")
    made = PeopleGrid("attendee_table", "People", None)
    qtbot.addWidget(made)
    made.setModel(model)
    made.offer_leaving_out(lambda rows: "Leave out")
    made.offer_sorting("Sort by what needs fixing")
    made.resize(900, 400)
    made.show()
    return made


def rows(model):
    return model.row_numbers(range(model.rowCount()))


def click_heading(grid, column):
    header = grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def open_menu(grid):
    place = QPoint(20, 60)
    QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
    return next(each for each in grid.findChildren(QMenu) if each.isVisible())


def offered(grid):
    """What the menu offers to sort by."""
    menu = open_menu(grid)
    menu.close()
    return [action.text() for action in menu.actions() if action.text().startswith("Sort ")]


def choose(grid, text):
    menu = open_menu(grid)
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (Column.FIRST_NAME, Qt.SortOrder.AscendingOrder, [4, 6, 5, 2, 3]),
        (Column.FIRST_NAME, Qt.SortOrder.DescendingOrder, [2, 5, 6, 4, 3]),
        (Column.EMAIL, Qt.SortOrder.AscendingOrder, [3, 2, 4, 5, 6]),
        (Column.ROW, Qt.SortOrder.DescendingOrder, [6, 5, 4, 3, 2]),
    ],
)
def test_rows_come_in_the_order_of_a_column(model, column, order, expected):
    model.sort(column, order)
    assert rows(model) == expected
    model.sort(Column.ROW)
    assert rows(model) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("column", [Column.STATE, Column.RESULT])
def test_what_needs_fixing_comes_first_and_who_is_left_out_last(column):
    emails = ("a@x.example", "b@x", "a@x.example", "in@x.example", "c@x", "out@x.example", "d@x.example", "b@x.example")
    roster = check(read_text("\n".join(("Email", *emails))), Columns(email=0), required=())
    roster = roster.with_registered(["in@x.example"])
    model = AttendeeTable()
    model.show_roster(roster.without(7), {7: roster.person(7)})
    model.sort(column)
    assert rows(model) == [3, 6, 4, 5, 2, 8, 9, 7]
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert rows(model) == [2, 8, 9, 5, 4, 3, 6, 7]
    model.set_state(RowState.READY)
    assert rows(model) == [2, 8, 9]


def test_who_is_left_out_keeps_a_place_in_the_order(model):
    roster = model.roster
    model.show_roster(roster.without_rows([4, 6]), {row: roster.person(row) for row in (4, 6)})
    model.sort(Column.FIRST_NAME)
    assert rows(model) == [4, 6, 5, 2, 3]


def test_a_filter_keeps_the_order(model):
    model.sort(Column.FIRST_NAME)
    model.show_rows([2, 4, 5])
    assert rows(model) == [4, 5, 2]


def test_the_next_problem_is_found_in_any_order(model):
    model.sort(Column.FIRST_NAME, Qt.SortOrder.DescendingOrder)
    found = model.next_problem(-1)
    assert model.row_numbers([found.row()]) == [4]
    assert found.column() == Column.EMAIL


def test_a_heading_sorts_and_the_chosen_cell_goes_along(grid, model):
    grid.setCurrentIndex(model.index(0, Column.FIRST_NAME))
    click_heading(grid, Column.FIRST_NAME)
    assert rows(model) == [4, 6, 5, 2, 3]
    assert model.row_numbers([grid.currentIndex().row()]) == [2]
    click_heading(grid, Column.FIRST_NAME)
    assert rows(model) == [2, 5, 6, 4, 3]


@pytest.fixture
def long(grid, model):
    """Fifty rows in a table that shows a few, with more columns than have room."""
    lines = [f"p{n:02}@x.example,N{n:02},City" for n in range(50)]
    columns = Columns(email=0, first_name=1, extra={Extra.CITY: 2})
    model.show_roster(check(read_text("\n".join(("Email,Name,City", *lines))), columns))
    grid.resize(500, 400)
    return grid


def test_a_heading_keeps_the_current_row_in_view_and_itself_in_its_place(long, model):
    long.setCurrentIndex(model.index(0, Column.EMAIL))
    long.horizontalScrollBar().setValue(long.horizontalScrollBar().maximum())
    sideways = long.horizontalScrollBar().value()
    assert sideways
    for _ in range(2):
        click_heading(long, Column.FIRST_NAME)
        assert model.row_numbers([long.currentIndex().row()]) == [2]
        shown = long.visualRect(long.currentIndex())
        assert 0 <= shown.top() < shown.bottom() <= long.viewport().height()
    assert long.currentIndex().row() == 49
    assert long.horizontalScrollBar().value() == sideways


def test_the_menu_needs_no_current_cell(grid, model):
    grid.selectRow(1)
    grid.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
    assert offered(grid) == ["Sort as in your list"]


def test_the_menu_sorts_by_what_needs_fixing(grid, model):
    for column in (Column.STATE, Column.RESULT):
        grid.setCurrentIndex(model.index(4, column))
        assert offered(grid) == ["Sort by what needs fixing", "Sort as in your list"]
        choose(grid, "Sort by what needs fixing")
        assert rows(model) == [4, 2, 3, 5, 6]
        choose(grid, "Sort as in your list")
        assert rows(model) == [2, 3, 4, 5, 6]


def test_the_menu_sorts_by_the_column_of_the_chosen_cell(grid, model, qtbot):
    grid.setCurrentIndex(model.index(2, Column.FIRST_NAME))
    for text, expected in (
        ("Sort by First name, A to Z", [4, 6, 5, 2, 3]),
        ("Sort by First name, Z to A", [2, 5, 6, 4, 3]),
        ("Sort as in your list", [2, 3, 4, 5, 6]),
    ):
        choose(grid, text)
        assert rows(model) == expected
        assert model.row_numbers([grid.currentIndex().row()]) == [4]


def test_the_arrow_leaves_the_heading_whole(grid):
    grid.resize(560, 400)
    assert grid.columnWidth(Column.ROW) >= grid.horizontalHeader().sectionSizeHint(Column.ROW)


@pytest_asyncio.fixture
async def desk(tmp_path):
    desk = Desk(tmp_path)
    await desk.enter()
    yield desk
    await desk.close()


def sorted_by(desk):
    header = desk.table().horizontalHeader()
    return header.sortIndicatorSection(), header.sortIndicatorOrder()


IN_LIST = (Column.ROW, Qt.SortOrder.AscendingOrder)


@pytest.mark.asyncio
@pytest.mark.parametrize("event", ["e1", "e2"])
async def test_the_next_list_comes_as_it_is(desk, event):
    path = desk.people(3)
    await desk.open(path)
    desk.table().sortByColumn(Column.EMAIL, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in desk.cells()] == ["4", "3", "2"]
    if event == "e2":
        desk.open_event(event)
        desk.page.enter()
        await desk.rest()
    await desk.open(path if event == "e2" else desk.people(3, "others.csv"))
    assert [row[0] for row in desk.cells()] == ["2", "3", "4"]
    assert sorted_by(desk) == IN_LIST


@pytest.mark.asyncio
async def test_where_other_columns_come_nothing_is_sorted_by_what_stands_there_now(desk):
    rows = [
        ("Email", "First name", "Last name", "Organization", "Job title"),
        ("a@acme.example.com", "Ann", "One", "Zeta", "Clerk"),
        ("b@acme.example.com", "Bo", "Two", "Alpha", "Teacher"),
        ("c@acme.example.com", "Cy", "Three", "Beta", "Baker"),
    ]
    await desk.open(desk.write(rows))
    at = desk.table().model().column_of(Extra.ORGANIZATION)
    desk.table().sortByColumn(at, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in desk.cells()] == ["3", "4", "2"]
    desk.choose("last_name_column", "First name")
    await desk.rest()
    assert sorted_by(desk) == (at, Qt.SortOrder.AscendingOrder), "the same columns stay sorted"
    desk.click("more_columns")
    desk.choose(f"extra_{Extra.ORGANIZATION.value}", "Not in the list")
    await desk.rest()
    assert desk.table().model().column_of(Extra.JOB_TITLE) == at
    assert [row[0] for row in desk.cells()] == ["2", "3", "4"]
    assert sorted_by(desk) == IN_LIST
