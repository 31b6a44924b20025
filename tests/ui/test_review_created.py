"""The Review page when its draft was just created: where a person is led."""

import pytest
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from window_program import CONTROL, at_review, press, rest

from desktop_app.app import Foyer
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


async def test_after_the_draft_is_created_the_title_says_so_and_edit_is_gone(foyer: Foyer, window: MainWindow) -> None:
    await at_review(foyer)
    page = window.wizard.current
    edit = page.findChild(QWidget, "edit_event_type")
    assert edit is not None
    edit.setFocus()
    bar = page.scroller.verticalScrollBar()
    await until(bar.maximum, "for the table")
    bar.setValue(bar.maximum())
    press(edit, Qt.Key.Key_Return, CONTROL)
    await until(lambda: window.action_bar.primary_button.text() == "Continue to publish")
    await rest(window)
    assert page.header.title() == "Review the draft"
    assert window.focusWidget() is page.header.findChild(QWidget, "page_title")
    assert bar.value() == 0
