"""The grid alone: how wide its columns are, how it moves, and how it shows an address."""

from collections.abc import Iterator

import pytest
from attendees_tables import roster
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.models.attendee_table import AttendeeTable
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.models.result_table import ResultTable
from desktop_app.ui.pages.attendees.people_grid import RESULT_WIDTH, PeopleGrid

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[PeopleGrid]:
    """In a window, where it takes any width."""
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    window.show()
    yield grid
    window.close()


def show_list(grid: PeopleGrid, count: int) -> AttendeeTable:
    model = AttendeeTable(grid)
    grid.setModel(model)
    model.show_roster(roster(count))
    return model


def test_long_numbers_of_rows_have_their_room(grid: PeopleGrid) -> None:
    grid.setModel(ResultTable(grid))
    for width in (744, 580):
        grid.resize(width, 300)
        assert grid.columnWidth(Column.ROW) >= grid.fontMetrics().horizontalAdvance("100000") + 2 * 12


def test_the_page_follows_to_the_cell_that_the_keyboard_goes_to(qtbot: QtBot) -> None:
    page, content = QScrollArea(), QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(content)
    layout.addSpacing(300)
    grid = PeopleGrid("grid", "People", content)
    model = AttendeeTable()
    model.show_roster(roster(10))
    grid.setModel(model)
    grid.show_rows(10)
    layout.addWidget(grid)
    page.setWidgetResizable(True)
    page.setWidget(content)
    page.resize(600, 400)
    page.show()
    page.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    for row in (8, 0):
        grid.setCurrentIndex(model.index(row, Column.EMAIL))
        cell = grid.visualRect(grid.currentIndex())
        top = grid.viewport().mapTo(page.viewport(), cell.topLeft()).y()
        assert 0 <= top <= page.viewport().height() - cell.height()


def test_the_room_of_a_wide_window_is_used(grid: PeopleGrid) -> None:
    show_list(grid, 30)
    widths = {}
    for width in (744, 1400):
        grid.resize(width, 300)
        widths[width] = [grid.columnWidth(column) for column in Column]
        assert sum(widths[width]) == grid.viewport().width()
    for column in (Column.EMAIL, Column.FIRST_NAME, Column.LAST_NAME, Column.RESULT):
        assert widths[1400][column] > widths[744][column]
    assert widths[1400][Column.ROW] == widths[744][Column.ROW] < 76


def test_an_address_is_shown_letter_by_letter(grid: PeopleGrid) -> None:
    model = show_list(grid, 3)
    grid.edit(model.index(0, Column.EMAIL))
    editor = grid.findChild(QLineEdit, "cell_editor")
    assert editor is not None
    for widget in (grid, editor):
        assert b"calt" in {bytes(tag.toString()) for tag in widget.font().featureTags()}
        assert widget.font().featureValue(QFont.Tag("calt")) == 0


def test_what_is_said_of_a_row_that_was_sent_is_never_squeezed(grid: PeopleGrid) -> None:
    model = ResultTable(grid)
    grid.setModel(model)
    model.show_count(30)
    for width in (300, 764, 400):
        grid.resize(width, 300)
        assert grid.columnWidth(Column.RESULT) >= RESULT_WIDTH
        assert (grid.horizontalScrollBar().maximum() > 0) is (width < 500)


def test_the_address_gives_way_last_in_a_list_that_is_checked(grid: PeopleGrid) -> None:
    model = show_list(grid, 30)
    font = grid.fontMetrics()
    needed = font.horizontalAdvance("ann@nordwind.example") + 24
    for width in (744, 664, 560, 400):
        grid.resize(width, 300)
        assert grid.columnWidth(Column.EMAIL) >= needed, width
        assert (grid.horizontalScrollBar().maximum() > 0) is (width < 600)
        for column in (Column.FIRST_NAME, Column.LAST_NAME, Column.RESULT):
            heading = str(model.headerData(column, Qt.Orientation.Horizontal))
            assert grid.columnWidth(column) >= font.horizontalAdvance(heading) + 16
