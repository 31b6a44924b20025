"""Buttons that show or hide something, as assistive technology meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.message_bar import ICONS, ErrorView, MessageBar
from desktop_app.ui.widgets.opening_button import OpeningButton

FAILURE = ErrorView("It failed", "It was asked for.", "Nobody knows.", "Try again.", "code 1", ())


def details() -> tuple[QWidget, QPushButton]:
    bar = MessageBar()
    bar.show_error(FAILURE)
    found = bar.findChild(QPushButton, "message_more")
    assert found is not None
    return bar, found


def heading() -> tuple[QWidget, QPushButton]:
    expander = Expander("Where & how")
    return expander, expander.button


def alone() -> tuple[QWidget, QPushButton]:
    button = OpeningButton("Where & how")
    return button, button


@pytest.mark.parametrize("make", [alone, heading, details])
def test_it_is_a_button_that_says_whether_it_is_open(make, app: object, qtbot: QtBot) -> None:
    shown, button = make()
    qtbot.addWidget(shown)
    shown.show()
    told = QAccessible.queryAccessibleInterface(button)
    assert told.role() == QAccessible.Role.Button
    assert told.text(QAccessible.Text.Name) in {"Where & how", "Details"}
    for said in ("Collapsed", "Expanded", "Collapsed"):
        assert told.text(QAccessible.Text.Description) == said
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_it_tells_of_a_change_and_of_nothing_else(app: object, qtbot: QtBot) -> None:
    button = OpeningButton("More")
    qtbot.addWidget(button)
    told: list[bool] = []
    button.opened.connect(told.append)
    for wanted in (False, True, True, False):
        button.set_open(wanted)
    assert told == [True, False]


def test_the_chevron_of_details_has_the_color_of_its_message(app: object, qtbot: QtBot) -> None:
    bar, more = details()
    qtbot.addWidget(bar)
    assert more.icon().cacheKey() == theme.icon("chevron-down", ICONS["error"][1], 16, behind=True).cacheKey()
