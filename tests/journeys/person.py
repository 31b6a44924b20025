"""Uses Foyer’s window as a person does: finds controls by object name, clicks, types, and waits for what appears."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from desktop_app.app import Foyer
from desktop_app.journey.state import JourneyState
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.event.page import EventPage
from desktop_app.ui.pages.page import Page

Kind = TypeVar("Kind", bound=QWidget)
PATIENCE = 120.0
"""Seconds: no answer takes as long, but a busy computer may."""

SECRET = "a-secret-that-nobody-may-find-7f3a"


class Person:
    """Somebody at the window of `foyer`."""

    def __init__(self, foyer: Foyer) -> None:
        self.foyer = foyer
        self.window = foyer.window
        # reads what a button says before each press, however soon that comes
        QApplication.setDoubleClickInterval(0)

    # --- looking

    @property
    def state(self) -> JourneyState:
        return self.foyer.program.journey.state

    @property
    def page(self) -> Page:
        return self.window.wizard.current

    @property
    def practice(self) -> PracticeService:
        service = self.foyer.gateway.practice
        assert service is not None
        return service

    def see(self, name: str, kind: type[Kind] = QWidget) -> Kind:  # type: ignore[assignment]
        """Find a control that is on screen by its object name."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"there is no {name} on the page {self.window.wizard.step.name.lower()}: {self.said()}"
        return found[0]

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def said(self) -> str:
        """What the page's message bar says; empty when it is hidden."""
        return self.page.message.text() if self.page.message.isVisible() else ""

    def text(self, name: str) -> str:
        widget = self.see(name)
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            return widget.text()
        return str(widget.property("plainText") or widget.accessibleName())

    # --- doing

    def click(self, name: str) -> None:
        """Press a button with the mouse; it has to be on screen and enabled."""
        self.press(self.see(name))

    def press(self, widget: QWidget) -> None:
        self.page.scroller.ensureWidgetVisible(widget)
        assert widget.isEnabled(), f"{widget.objectName()} is off: {self.said()}"
        # the box of a check box sits at its left edge, not in its middle
        at = QPoint(min(12, widget.width() // 2), widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        # a hand is never back before the action bar says what has changed
        self.window.refresh()

    def type(self, name: str, text: str) -> None:
        """Put the focus into a field, select what is there, and type over it."""
        field = self.see(name)
        self.page.scroller.ensureWidgetVisible(field)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for letter in text:
            if letter == "\n":
                QTest.keyClick(field, Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(field, letter)
            else:
                # QTest knows no key for it; an input method would send the letter just so
                key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, key)
        if isinstance(field, QLineEdit):
            QTest.keyClick(field, Qt.Key.Key_Tab)

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a combo box by its text."""
        box = self.see(name, QComboBox)
        index = box.findText(text, Qt.MatchFlag.MatchContains)
        assert index >= 0, f"{name} offers {[box.itemText(i) for i in range(box.count())]}"
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def go_on(self) -> None:
        """Press the page's primary button."""
        button = self.window.action_bar.primary_button
        assert button.isEnabled(), f"{button.text()!r} is off: {self.window.action_bar.status()} {self.said()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def go_back(self) -> None:
        QTest.mouseClick(self.window.action_bar.back_button, Qt.MouseButton.LeftButton)

    def other(self) -> None:
        """Press the page's secondary button."""
        QTest.mouseClick(self.window.action_bar.secondary_button, Qt.MouseButton.LeftButton)

    # --- waiting

    async def until(self, reached: Callable[[], object], what: str = "") -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not reached():
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(
                f"waited in vain {what}; on the page {self.window.wizard.step.name.lower()}, which says: "
                f"{self.said()!r}, {self.window.action_bar.primary_button.text()!r}"
            ) from None

    async def rest(self) -> None:
        """Wait until the page has nothing under way and the window has caught up."""
        await self.until(lambda: not self.page.tasks.running(), "for the page to rest")
        caught_up = asyncio.get_running_loop().create_future()
        # comes after everything that is posted by now, and after the layouts that this asks for
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: caught_up.done() or caught_up.set_result(None)))
        await caught_up

    async def arrive(self, step: Step) -> None:
        await self.until(lambda: self.window.wizard.step is step, f"for the page {step.name.lower()}")
        page = self.page
        if isinstance(page, EventPage):
            # what it holds is shown a few turns later
            await self.until(lambda: page.types.isVisible() or page.form.isVisible(), "for what is on the page event")
        await self.rest()

    async def to_hub(self) -> None:
        """From the start to the Hub page, in practice."""
        self.click("connect_practice")
        self.go_on()
        await self.until(lambda: self.state.connection is not None, "for practice")
        await self.rest()
        self.go_on()
        await self.arrive(Step.HUB)

    async def enter_account(self, secret: str = SECRET) -> None:
        """On the Connect page: type an account and its secret."""
        self.click("connect_account")
        await self.until(lambda: self.sees("connect_client_id"), "for the account's fields")
        self.type("connect_account_id", "acme-account")
        self.type("connect_client_id", "acme-client")
        self.type("connect_client_secret", secret)

    async def sign_in(self, secret: str = SECRET) -> None:
        """On the Connect page: connect an account, or be told why not."""
        await self.enter_account(secret)
        self.go_on()
        await asyncio.sleep(0)
        await self.rest()
