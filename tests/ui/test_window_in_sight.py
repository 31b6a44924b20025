"""The window: what a person is led to comes into view."""

from pathlib import Path

import pytest
from new_imports import begin
from opening import close_foyer
from page_program import is_in_sight, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from window_program import at_review, at_the_hub, open_foyer, press, rest

from desktop_app.app import Foyer
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.storage.profiles import Profile
from desktop_app.ui.pages.event.page import EventPage
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.window import SMALLEST, MainWindow

pytestmark = pytest.mark.asyncio


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
    await until(lambda: is_in_sight(shown, page), "for the help")


async def test_the_comparison_of_types_opens_in_sight(foyer: Foyer, window: MainWindow) -> None:
    window.resize(SMALLEST)
    journey = await at_the_hub(foyer)
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    window.wizard.go_to(Step.EVENT)
    await rest(window)
    page = window.wizard.current
    assert isinstance(page, EventPage)
    page.types.compare.setFocus(Qt.FocusReason.TabFocusReason)
    await until(lambda: is_in_sight(page.types.compare, page), "for the button")
    QTest.keyClick(page.types.compare, Qt.Key.Key_Space)
    await until(lambda: page.types.table.isVisible() and is_in_sight(page.types.table, page), "for the table")


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
    await until(lambda: is_in_sight(wanted, page), "for the setting")


async def test_continuing_an_import_brings_the_field_that_it_asks_for_into_view(tmp_path: Path) -> None:
    data = tmp_path / "data"
    earlier = await open_foyer(data)
    earlier.program.profiles.save(Profile("acme", "Acme Corp", "acme", "acme-client", remembered=False))
    made = await begin(earlier.program.journal(Mode.ACCOUNT), 1, account_key="acme")
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
    assert not is_in_sight(secret, page)
    press(go_on, Qt.Key.Key_Space)
    assert foyer.window.focusWidget() is secret
    await until(lambda: is_in_sight(secret, page), "for the field")
    await close_foyer(foyer)
