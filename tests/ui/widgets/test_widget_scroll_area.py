"""What assistive programs may ask of a view of something larger. Asked wrongly, Qt's own ends the program."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.scroll_area import CONTEXT, ScrollArea


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


@pytest.fixture
def form(area, qtbot):
    """A button at the top, and a field far below."""
    held = QWidget()
    held.setMinimumHeight(2000)
    layout = QVBoxLayout(held)
    layout.addWidget(QPushButton("Continue"))
    layout.addStretch()
    layout.addWidget(QLineEdit())
    area.setWidgetResizable(True)
    area.setWidget(held)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    held.findChild(QPushButton).setFocus()
    return held


def is_in_sight(area, widget):
    return area.viewport().rect().contains(widget.mapTo(area.viewport(), QPoint(0, 0)))


def test_what_gets_the_focus_comes_into_view_and_again_when_something_is_typed(area, form, qtbot):
    field = form.findChild(QLineEdit)
    assert not is_in_sight(area, field)
    field.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(area, field))
    area.verticalScrollBar().setValue(0)
    QTest.keyClick(field, Qt.Key.Key_Control)
    QCoreApplication.processEvents()
    assert not is_in_sight(area, field)
    QTest.keyClicks(field, "s")
    qtbot.waitUntil(lambda: is_in_sight(area, field))


def test_coming_back_from_another_window_moves_nothing(area, form, qtbot):
    field, other = form.findChild(QLineEdit), QLineEdit()
    qtbot.addWidget(other)
    field.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(area, field))
    area.verticalScrollBar().setValue(0)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    area.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    QCoreApplication.processEvents()
    assert area.verticalScrollBar().value() == 0


def test_what_came_into_view_stays_there_while_the_page_above_it_grows(area, form, qtbot):
    field = form.findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(area, field))
    form.setMinimumHeight(4000)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 3000)
    qtbot.waitUntil(lambda: is_in_sight(area, field))


def test_whoever_scrolls_away_stays_there_when_the_page_grows(area, form, qtbot):
    field = form.findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(area, field))
    area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    form.setMinimumHeight(4000)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 3000)
    QCoreApplication.processEvents()
    assert area.verticalScrollBar().value() == 0


def test_what_is_higher_than_the_view_begins_where_the_view_does(area, form, qtbot):
    tall = QWidget()
    tall.setFixedHeight(900)
    form.layout().insertWidget(2, tall)
    area.bring_into_view(tall)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    assert 0 <= tall.mapTo(area.viewport(), QPoint(0, 0)).y() <= CONTEXT


def test_what_somebody_opens_comes_into_view_and_what_opens_by_itself_does_not(area, form, qtbot):
    expander = Expander("More")
    held = QLabel("x")
    held.setFixedHeight(150)
    expander.set_content(held)
    form.layout().addWidget(expander)
    bar = area.verticalScrollBar()
    expander.set_open(True)
    qtbot.waitUntil(held.isVisible)
    QCoreApplication.processEvents()
    assert bar.value() == 0
    expander.set_open(False)
    expander.button.click()
    qtbot.waitUntil(lambda: held.isVisible() and is_in_sight(area, held) and bar.value() == bar.maximum())


def test_what_is_hidden_is_not_kept_in_view(area, form, qtbot):
    field = form.findChild(QLineEdit)
    area.bring_into_view(field)
    qtbot.waitUntil(lambda: is_in_sight(area, field))
    before = area.verticalScrollBar().value()
    field.hide()
    form.setMinimumHeight(2030)
    qtbot.waitUntil(lambda: form.height() == 2030)
    QCoreApplication.processEvents()
    assert area.verticalScrollBar().value() == before


def test_whoever_scrolls_to_a_point_stays_there_when_the_page_grows(area, form, qtbot):
    area.bring_into_view(form.findChild(QPushButton))
    area.ensureVisible(0, 1000)
    before = area.verticalScrollBar().value()
    assert before > 0
    form.setMinimumHeight(2030)
    qtbot.waitUntil(lambda: form.height() == 2030)
    QCoreApplication.processEvents()
    assert area.verticalScrollBar().value() == before
