"""Buttons side by side, on as many lines as they take."""

import itertools

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import invalidate

from desktop_app.ui.widgets.lines_layout import LinesLayout


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (260, 2), (60, 4)])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_buttons_go_on_as_many_lines_as_it_takes(app, qtbot, width, lines, direction):
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    layout = LinesLayout(centered=width == 260)
    window.setLayout(layout)
    buttons = [QPushButton(f"Number {n}") for n in range(4)]
    for button in buttons:
        layout.addWidget(button)
    hidden = QPushButton("Hidden")
    layout.addWidget(hidden)
    hidden.hide()
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    tops = sorted({button.y() for button in buttons})
    assert len(tops) == lines
    for one, other in itertools.combinations(buttons, 2):
        assert not one.geometry().intersects(other.geometry())
    assert all(QRect(0, 0, width, layout.heightForWidth(width)).contains(button.geometry()) for button in buttons)
    first, second = buttons[:2]
    if lines < 4:
        assert (first.x() < second.x()) == (direction == Qt.LayoutDirection.LeftToRight)
    assert [layout.itemAt(i) is not None for i in (-1, 0, 5)] == [False, True, False]
    assert layout.takeAt(4) is not None
    assert layout.count() == 4


def test_lines_are_laid_out_when_an_item_was_taken_for_deleted(app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = LinesLayout()
    window.setLayout(layout)
    there, gone = QPushButton("There"), QPushButton("Gone")
    for button in (there, gone):
        layout.addWidget(button)
    invalidate(layout.itemAt(1))
    layout.setGeometry(QRect(0, 0, 300, layout.heightForWidth(300)))
    assert layout.sizeHint().width() == there.sizeHint().width()
