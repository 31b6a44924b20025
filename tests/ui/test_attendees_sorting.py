"""The checked list, sorted by what a person looks for."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import check
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
    made.offer_sorting()
    made.resize(900, 400)
    made.show()
    return made


def rows(model):
    return model.row_numbers(range(model.rowCount()))


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (Column.FIRST_NAME, Qt.SortOrder.AscendingOrder, [4, 6, 5, 2, 3]),
        (Column.FIRST_NAME, Qt.SortOrder.DescendingOrder, [2, 5, 6, 4, 3]),
        (Column.EMAIL, Qt.SortOrder.AscendingOrder, [3, 2, 4, 5, 6]),
        (Column.ROW, Qt.SortOrder.DescendingOrder, [6, 5, 4, 3, 2]),
        (Column.RESULT, Qt.SortOrder.DescendingOrder, [2, 3, 4, 5, 6]),
    ],
)
def test_rows_come_in_the_order_of_a_column(model, column, order, expected):
    model.sort(column, order)
    assert rows(model) == expected
    model.sort(Column.ROW)
    assert rows(model) == [2, 3, 4, 5, 6]


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
    header = grid.horizontalHeader()
    place = QPoint(header.sectionPosition(Column.FIRST_NAME) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(model) == [4, 6, 5, 2, 3]
    assert model.row_numbers([grid.currentIndex().row()]) == [2]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(model) == [2, 5, 6, 4, 3]


def test_the_menu_sorts_by_the_column_of_the_chosen_cell(grid, model, qtbot):
    grid.setCurrentIndex(model.index(2, Column.FIRST_NAME))
    for text, expected in (
        ("Sort by First name, A to Z", [4, 6, 5, 2, 3]),
        ("Sort by First name, Z to A", [2, 5, 6, 4, 3]),
        ("Sort as in your list", [2, 3, 4, 5, 6]),
    ):
        place = QPoint(20, 60)
        QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
        menu = next(each for each in grid.findChildren(QMenu) if each.isVisible())
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()
        assert rows(model) == expected
        assert model.row_numbers([grid.currentIndex().row()]) == [4]


def test_the_arrow_leaves_the_heading_whole(grid):
    grid.resize(560, 400)
    assert grid.columnWidth(Column.ROW) >= grid.horizontalHeader().sectionSizeHint(Column.ROW)
