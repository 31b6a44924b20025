"""The window: what keys do anywhere."""

import pytest
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_program import ALT, CONTROL, at_review, at_the_hub, press, rest

from desktop_app.app import Foyer
from desktop_app.journey.steps import Step
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


async def test_ctrl_enter_presses_primary_from_anywhere(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        await back_to_the_hub(window)
        window.wizard.current.findChild(QWidget, "hub_search").setFocus()
        press(window, key, CONTROL)
        await rest(window)
        assert window.wizard.step is Step.EVENT


async def test_alt_left_goes_back(foyer: Foyer, window: MainWindow) -> None:
    await at_review(foyer)
    press(window, Qt.Key.Key_Left, ALT)
    assert window.wizard.step is Step.EVENT
    await rest(window)
    press(window, Qt.Key.Key_Left, ALT)
    await rest(window)
    assert (window.wizard.step, window.action_bar.primary_button.text()) == (Step.EVENT, "Continue to details")
    press(window, Qt.Key.Key_Left, ALT)
    await rest(window)
    assert window.wizard.step is Step.HUB


async def test_alt_left_on_the_first_page_leads_nowhere(window: MainWindow) -> None:
    assert not window.action_bar.back_button.isEnabled()
    press(window, Qt.Key.Key_Left, ALT)
    assert window.wizard.step is Step.CONNECT


async def test_ctrl_comma_opens_the_settings(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    await until(lambda: window.findChild(SettingsDialog) is None or not dialog.isVisible())


async def test_f6_goes_round_rail_page_and_action_bar(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    window.action_bar.primary_button.setFocus()
    visited = []
    for _ in range(4):
        press(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        regions = {"rail": window.side_bar.rail, "page": window.wizard, "bar": window.action_bar}
        visited.append(next(name for name, region in regions.items() if region.isAncestorOf(focus)))
    assert visited == ["rail", "page", "bar", "rail"]


async def test_the_second_half_of_a_double_click_presses_nothing_else(foyer: Foyer, window: MainWindow) -> None:
    QApplication.setDoubleClickInterval(100_000)
    await at_the_hub(foyer)
    button = window.action_bar.primary_button
    before = button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: window.wizard.step is Step.EVENT)
    window.refresh()
    assert button.text() != before
    for _ in range(2):
        QTest.mouseClick(window.action_bar.back_button, Qt.MouseButton.LeftButton)
        press(window, Qt.Key.Key_Return, CONTROL)
        await rest(window)
        assert window.wizard.step is Step.EVENT
    QApplication.setDoubleClickInterval(0)
    QTest.mouseClick(window.action_bar.back_button, Qt.MouseButton.LeftButton)
    await rest(window)
    assert window.wizard.step is Step.HUB


async def back_to_the_hub(window: MainWindow) -> None:
    window.wizard.go_to(Step.HUB)
    await rest(window)
    assert window.wizard.step is Step.HUB


async def test_enter_in_a_field_presses_nothing(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    field = window.wizard.current.findChild(QWidget, "hub_search")
    field.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        press(field, key)
        await rest(window)
        assert window.wizard.step is Step.HUB
        assert window.isVisible()


async def test_enter_on_the_primary_button_presses_it(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        await back_to_the_hub(window)
        window.action_bar.primary_button.setFocus()
        press(window.action_bar.primary_button, key)
        await rest(window)
        assert window.wizard.step is Step.EVENT


async def test_escape_closes_nothing(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    for widget in (window, window.wizard, window.wizard.current):
        press(widget, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.wizard.step is Step.HUB
