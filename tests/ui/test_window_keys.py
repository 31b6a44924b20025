"""The window: what the keyboard does anywhere."""

from pathlib import Path

import pytest
from page_program import until
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget
from window_program import DRAFT, at_review, at_the_hub, close_foyer, open_foyer, press, rest

from desktop_app.app import Foyer
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.storage.profiles import Profile
from desktop_app.ui import theme
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.window import SMALLEST, MainWindow

pytestmark = pytest.mark.asyncio

MOST_STOPS = 60
"""Of the Tab key in the window: no page has as many."""

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def in_sight(widget: QWidget, page: Page) -> bool:
    view = page.scroller.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


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
    assert window.wizard.step in (Step.EVENT, Step.HUB)


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
    journey.start_event(connection.hubs[0], DRAFT)
    journey.open_details()
    visits = Visits()
    for step in (Step.EVENT, Step.REVIEW, Step.HUB, Step.REVIEW, Step.CONNECT):
        window.wizard.go_to(step)
        await rest(window)
        assert set(visits.names) == {"page_title"}, step.name
        assert window.focusWidget() is window.wizard.current.header.findChild(QWidget, "page_title")


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


async def test_help_that_opens_below_comes_into_view(window: MainWindow) -> None:
    window.resize(SMALLEST)
    page = window.wizard.current
    account = page.findChild(QAbstractButton, "connect_account")
    assert account is not None
    account.click()
    shown = page.findChild(Expander, "connect_help")
    assert shown is not None
    await rest(window)
    shown.button.click()
    await until(lambda: in_sight(shown, page), "for the help")


@pytest.mark.parametrize("name", ["hub_search", "event_zone", "registration_link"])
async def test_the_icon_in_a_field_has_a_name(foyer: Foyer, window: MainWindow, name: str) -> None:
    await window.make_pages()
    await at_the_hub(foyer)
    field = window.findChild(QWidget, name)
    assert field is not None
    for button in field.findChildren(QToolButton):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)


@pytest.mark.parametrize(
    ("field", "control"),
    [
        ("attendance", "attendance_online"),
        ("time", "event_start"),
        ("description", "event_description"),
        ("format", "format_webinar"),
        ("event_type", "change_type"),
    ],
)
async def test_edit_leads_to_the_setting(foyer: Foyer, window: MainWindow, field: str, control: str) -> None:
    window.resize(SMALLEST)
    await at_review(foyer)
    edit = window.wizard.current.findChild(QAbstractButton, f"edit_{field}")
    assert edit is not None
    edit.click()
    assert window.wizard.step is Step.EVENT
    page = window.wizard.current
    wanted = page.findChild(QWidget, control)
    assert wanted is not None
    await until(lambda: wanted.hasFocus() or wanted.isAncestorOf(window.focusWidget()), "for the focus")
    await until(lambda: in_sight(wanted, page), "for the setting")


async def test_continuing_an_import_brings_the_field_that_it_asks_for_into_view(tmp_path: Path) -> None:
    data = tmp_path / "data"
    earlier = await open_foyer(data)
    earlier.program.profiles.save(Profile("acme", "Acme Corp", "acme", "acme-client", remembered=False))
    made = await earlier.program.journal(Mode.ACCOUNT).begin(
        account_key="acme", event_id="e1", event_name="Town hall", source="guests.csv", ticket_type_id="",
        ticket_type_name="", send_notification=False, rows=[NewRow(Person(2, "a@acme.example.com", "A", "B"))],
    )  # fmt: skip
    await close_foyer(earlier)
    foyer = await open_foyer(data)
    page = foyer.window.wizard.current
    foyer.window.resize(SMALLEST)
    await until(lambda: page.findChild(QAbstractButton, f"continue_{made.id}"), "for the offer")
    await rest(foyer.window)
    go_on = page.findChild(QAbstractButton, f"continue_{made.id}")
    secret = page.findChild(QWidget, "connect_client_secret")
    assert go_on is not None
    assert secret is not None
    assert not in_sight(secret, page)
    press(go_on, Qt.Key.Key_Space)
    assert foyer.window.focusWidget() is secret
    await until(lambda: in_sight(secret, page), "for the field")
    await close_foyer(foyer)
