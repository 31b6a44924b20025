"""The window: where the focus is and goes, and what a screen reader hears of it."""

import pytest
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget
from window_program import CONTROL, DRAFT, at_review, at_the_hub, press, rest

from desktop_app.app import Foyer
from desktop_app.journey.steps import Step
from desktop_app.ui import theme
from desktop_app.ui.pages.page import Bar
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


MOST_STOPS = 60
"""Of the Tab key in the window: no page has as many."""


@pytest.mark.parametrize("stays", [True, False])
async def test_after_the_settings_the_focus_is_where_it_was_or_at_the_title(
    foyer: Foyer, window: MainWindow, stays: bool
) -> None:
    await at_the_hub(foyer)
    field = window.wizard.current.findChild(QWidget, "hub_search")
    field.setFocus()
    press(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    field.setVisible(stays)
    dialog.reject()
    await until(window.isActiveWindow, "for the window")
    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == ("hub_search" if stays else "page_title")


def went_round(window: MainWindow, key: Qt.Key) -> list[str]:
    """Where a key of Tab's leads from the settings button until it is there again."""
    visited: list[str] = []
    window.side_bar.settings_button.setFocus()
    for _ in range(MOST_STOPS):
        press(window.focusWidget() or window, key)
        focused = window.focusWidget()
        assert focused is not None
        if focused is window.side_bar.settings_button:
            return visited
        visited.append(focused.objectName())
    raise AssertionError(f"Tab never comes back: {visited}")


async def test_tab_goes_round_the_whole_window_both_ways(foyer: Foyer, window: MainWindow) -> None:
    account = window.wizard.current.findChild(QAbstractButton, "connect_account")
    assert account is not None
    account.click()
    await rest(window)
    for step in (Step.CONNECT, Step.EVENT):
        if step is Step.EVENT:
            await at_review(foyer)
            window.wizard.go_to(step)
            await rest(window)
        there, back = went_round(window, Qt.Key.Key_Tab), went_round(window, Qt.Key.Key_Backtab)
        assert there == back[::-1]
        assert there[-1] == window.side_bar.rail.button(step.value).objectName()
        assert "primary" in there


@pytest.mark.parametrize("start", ["connect_practice", "page_title", "primary"])
async def test_after_work_the_focus_is_on_what_goes_on(foyer: Foyer, window: MainWindow, start: str) -> None:
    widget = window.findChild(QWidget, start)
    assert widget is not None
    widget.setFocus()
    press(widget, Qt.Key.Key_Return, CONTROL)
    await until(lambda: window.action_bar.primary_button.text() == "Continue to hubs")
    await rest(window)
    assert window.focusWidget() is window.action_bar.primary_button


class Visits:
    """Where the focus goes, as a screen reader would read it out."""

    def __init__(self) -> None:
        self.names: list[str] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._note)

    def _note(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.names.append("" if now is None else now.objectName())


async def test_the_program_begins_at_the_title_of_its_first_page(window: MainWindow) -> None:
    title = window.wizard.current.header.findChild(QWidget, "page_title")
    assert window.focusWidget() is title
    press(title, Qt.Key.Key_Return)
    assert window.findChild(SettingsDialog) is None


async def test_while_foyer_works_the_focus_stays_on_the_button(foyer: Foyer, window: MainWindow) -> None:
    primary = window.action_bar.primary_button
    primary.setFocus()
    visits = Visits()
    press(primary, Qt.Key.Key_Space)
    await until(lambda: not primary.isEnabled(), "for the work")
    assert window.focusWidget() is primary
    await until(lambda: primary.text() == "Continue to hubs")
    await rest(window)
    assert visits.names == []


async def test_from_a_button_that_works_tab_goes_on(window: MainWindow) -> None:
    primary = window.action_bar.primary_button
    primary.setFocus()
    press(primary, Qt.Key.Key_Space)
    await until(lambda: not primary.isEnabled(), "for the work")
    press(primary, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.action_bar.secondary_button
    await rest(window)


async def test_tab_goes_on_after_the_page_failed_once(
    foyer: Foyer, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at_the_hub(foyer)
    page = window.wizard.current

    def fails() -> Bar:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(page, "bar", fails)
        with pytest.raises(RuntimeError):
            window.refresh()
    field = page.findChild(QWidget, "hub_search")
    assert field is not None
    field.setFocus()
    press(field, Qt.Key.Key_Tab)
    assert window.focusWidget() is not field


async def test_a_change_of_page_is_heard_as_its_title_only(foyer: Foyer, window: MainWindow) -> None:
    journey = await at_the_hub(foyer)
    await window.make_pages()
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(DRAFT)
    journey.open_details()
    visits = Visits()
    for step in (Step.EVENT, Step.REVIEW, Step.HUB, Step.REVIEW, Step.CONNECT):
        window.wizard.go_to(step)
        await rest(window)
        assert set(visits.names) == {"page_title"}, step.name
        assert window.focusWidget() is window.wizard.current.header.findChild(QWidget, "page_title")


async def test_a_failure_on_a_page_that_was_left_leaves_the_focus_where_it_is(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    left = window.wizard.current
    window.wizard.go_to(Step.CONNECT)
    await rest(window)
    title = window.focusWidget()
    left.show_error(OSError("late"))
    window.refresh()
    assert window.focusWidget() is title
    window.wizard.go_to(Step.HUB)
    assert left.message.isVisible()
    await rest(window)


async def test_another_color_scheme_leaves_the_focus_where_it_is(foyer: Foyer, window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    await at_the_hub(foyer)
    field = window.wizard.current.findChild(QWidget, "hub_search")
    field.setFocus()
    theme.apply(app, "dark")
    await rest(window)
    assert app.focusWidget() is field
    theme.apply(app, "light")
    await rest(window)
    assert app.focusWidget() is field


@pytest.mark.parametrize("name", ["hub_search", "event_zone", "registration_link"])
async def test_the_icon_in_a_field_has_a_name(foyer: Foyer, window: MainWindow, name: str) -> None:
    await window.make_pages()
    await at_the_hub(foyer)
    field = window.findChild(QWidget, name)
    assert field is not None
    for button in field.findChildren(QToolButton):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
