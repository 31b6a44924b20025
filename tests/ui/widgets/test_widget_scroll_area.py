"""What assistive programs may ask of a view of something larger. Asked wrongly, Qt's own ends the program."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from desktop_app.ui.widgets.scroll_area import ScrollArea


@pytest.fixture
def area(qtbot):
    area = ScrollArea()
    qtbot.addWidget(area)
    area.setWidget(QLabel("x"))
    area.resize(300, 300)
    return area


def test_it_has_as_many_children_in_sight_and_out_of_sight_with_bars_and_without(area, qtbot):
    asked = QAccessible.queryAccessibleInterface(area)
    counts = [asked.childCount()]
    area.show()
    counts.append(asked.childCount())
    for height in (2000, 50):
        area.widget().resize(100, height)
        qtbot.waitUntil(lambda long=height > 300: area.verticalScrollBar().isVisible() is long)
        counts.append(asked.childCount())
    area.hide()
    counts.append(asked.childCount())
    assert counts == [3] * 5
    # only of something this safe may a child be asked that is none
    assert asked.child(3) is None
    assert asked.child(-1) is None
    assert asked.child(2).parent().object() is area


def test_it_scrolls_for_the_eye_as_any_does(area):
    area.show()
    area.widget().resize(100, 2000)
    area.verticalScrollBar().setValue(500)
    assert area.widget().y() == -500
