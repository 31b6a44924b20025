"""The order of the Tab key, read from layouts of all kinds without a trace in PySide's memory."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayoutItem, QLineEdit, QScrollArea, QVBoxLayout
from PySide6.QtWidgets import QWidget as AnyWidget
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from desktop_app.ui import tab_order
from desktop_app.ui.widgets.lines_layout import LinesLayout


def field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def form() -> AnyWidget:
    """Fields 1 to 9 as they are read; none of them is made, or added, in that order."""
    whole, scroller = AnyWidget(), QScrollArea()
    column = QVBoxLayout(whole)
    grid, lines, row = QGridLayout(), LinesLayout(), QHBoxLayout()
    for place, name in (((1, 1), "5"), ((0, 0), "2"), ((1, 0), "4"), ((0, 1), "3")):
        grid.addWidget(field(name), *place)
    row.addStretch()
    row.addWidget(field("8"))
    row.addSpacing(8)
    inner = AnyWidget()
    QVBoxLayout(inner).addWidget(field("9"))
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroller.setWidget(inner)
    lines.addWidget(field("6"))
    lines.addWidget(field("7"))
    column.addLayout(row)
    column.insertLayout(0, lines)
    column.insertLayout(0, grid)
    column.insertWidget(0, field("1"))
    column.addWidget(scroller)
    return whole


def test_it_is_read_from_the_layouts(qapp: QApplication, qtbot: QtBot) -> None:
    whole = form()
    qtbot.addWidget(whole)
    assert [stop.objectName() for stop in tab_order.stops(whole)] == list("123456789")


def test_it_leaves_no_wrapper_of_an_item_that_qt_will_delete(qapp: QApplication, qtbot: QtBot) -> None:
    whole = form()
    qtbot.addWidget(whole)
    before = items()
    tab_order.stops(whole)
    assert items() == before


def items() -> set[int]:
    gc.collect()
    return {id(wrapper) for wrapper in getAllValidWrappers() if isinstance(wrapper, QLayoutItem)}
