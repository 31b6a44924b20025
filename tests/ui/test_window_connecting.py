"""The window while Connect waits for Zoom: the focus comes back to where it was, and the rail leads nowhere."""

import asyncio

import pytest
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from window_program import press, rest

from desktop_app.app import Foyer
from desktop_app.journey.journey import Journey
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


@pytest.fixture
def answer(foyer: Foyer, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Nothing answers before it is set, and then connecting fails."""
    gate = asyncio.Event()

    async def connect(*_: object, **__: object) -> None:
        await gate.wait()
        raise OSError(13, "Permission denied", "practice.sqlite3")

    monkeypatch.setattr(Journey, "connect", connect)
    return gate


def find(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


def fill_in(window: MainWindow) -> None:
    account = find(window, "connect_account")
    assert isinstance(account, QAbstractButton)
    account.click()
    for name in ("connect_account_id", "connect_client_id", "connect_client_secret", "connect_name"):
        field = find(window, name)
        assert isinstance(field, QLineEdit)
        field.setText(name)


@pytest.mark.usefixtures("answer")
@pytest.mark.parametrize("name", ["connect_client_secret", "primary"])
async def test_after_a_cancel_the_focus_is_where_it_was(window: MainWindow, name: str) -> None:
    fill_in(window)
    find(window, "connect_client_secret").setFocus()
    find(window, name).setFocus()
    press(find(window, name), Qt.Key.Key_Return)
    await until(lambda: window.action_bar.secondary_button.text() == "Cancel", "for the work")
    assert not find(window, "connect_client_secret").isEnabled()
    window.action_bar.secondary_button.click()
    await until(lambda: window.action_bar.primary_button.text() == "Connect", "for the end")
    assert window.focusWidget() is find(window, name)


async def test_a_failure_to_connect_has_the_focus(window: MainWindow, answer: asyncio.Event) -> None:
    fill_in(window)
    find(window, "connect_client_secret").setFocus()
    press(find(window, "connect_client_secret"), Qt.Key.Key_Return)
    await until(lambda: window.action_bar.secondary_button.text() == "Cancel", "for the work")
    answer.set()
    await rest(window)
    assert window.focusWidget() is window.wizard.current.message
    assert find(window, "connect_client_secret").isEnabled()
