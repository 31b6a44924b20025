"""The ring is where the keyboard brought the focus, and nowhere else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.focus_ring import REACH, FocusRing


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QPushButton("First"), QPushButton("Second")
        self.box, self.field, self.label = QCheckBox("Box"), QLineEdit(), QLabel("Title")
        inner = QWidget()
        column = QVBoxLayout(inner)
        for widget in (self.first, self.second, self.box, self.field, self.label):
            column.addWidget(widget)
        column.addSpacing(600)
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(inner)
        QVBoxLayout(self).addWidget(self.scroll)
        self.resize(400, 300)
        self.ring = FocusRing(self)


@pytest.fixture
def window(qapp, qtbot):
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.first.setFocus()
    qtbot.waitUntil(made.first.hasFocus)
    return made


def test_tab_shows_the_ring_around_the_widget(window, qtbot):
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    assert window.ring.target() is window.second
    corner = window.second.mapTo(window, window.second.rect().topLeft())
    assert window.ring.pos() == corner - QPoint(REACH, REACH)
    assert window.ring.width() == window.second.width() + 2 * REACH


def test_a_click_shows_none(window, qtbot):
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    window.second.setFocus(Qt.FocusReason.MouseFocusReason)
    window.first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.ring.target() is None
    qtbot.mouseClick(window.second, Qt.MouseButton.LeftButton)
    assert window.ring.target() is None


def test_code_that_moves_the_focus_acts_for_the_last_key_or_click(window, qtbot):
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    window.first.setFocus(Qt.FocusReason.OtherFocusReason)
    assert window.ring.target() is window.first


def test_inputs_and_titles_have_none(window, qtbot):
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    for widget in (window.field, window.label):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        assert window.ring.target() is None


def test_a_check_box_is_ringed_at_its_box(window):
    window.box.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.target() is window.box
    assert window.ring.width() == window.ring.height() == 18 + 2 * REACH


def test_the_ring_follows_scrolling_and_goes_out_of_view(window, qtbot):
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    before = window.ring.y()
    window.scroll.verticalScrollBar().setValue(10)
    qtbot.waitUntil(lambda: window.ring.y() == before - 10)
    window.scroll.verticalScrollBar().setValue(window.scroll.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: window.ring.target() is None)


def test_the_ring_goes_with_a_hidden_or_deleted_widget(window, qtbot):
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    window.second.hide()
    qtbot.waitUntil(lambda: window.ring.target() is not window.second)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.first.deleteLater()
    qtbot.waitUntil(lambda: window.ring.target() is None)
    assert not window.grab().isNull()


def test_the_ring_takes_no_clicks(window, qtbot):
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert window.childAt(window.second.mapTo(window, window.second.rect().center())) is window.second
