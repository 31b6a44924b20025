"""The whole window in practice, opened, and brought to a page without typing."""

import asyncio
import datetime as dt
from pathlib import Path

import opening
from page_program import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from scenarios import town_hall, winter_day

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.window import MainWindow

DRAFT = town_hall(winter_day(dt.datetime.now(dt.UTC).date()))
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


async def open_foyer(folder: Path, file: Path | None = None) -> Foyer:
    """Open the program, and wait until its window is active."""
    foyer = opening.open_foyer(folder, Endpoints(), file)
    foyer.window.activateWindow()
    await until(foyer.window.isActiveWindow, "for the window to be active")
    return foyer


async def rest(window: MainWindow) -> None:
    await until(lambda: not window.wizard.current.tasks.running())
    await asyncio.sleep(0.02)


async def at_the_hub(foyer: Foyer) -> Journey:
    """Connected to practice, on the Hub page."""
    journey = foyer.program.journey
    await journey.connect(Mode.PRACTICE, profile_name="Practice")
    foyer.window.wizard.go_to(Step.HUB)
    await rest(foyer.window)
    return journey


async def at_review(foyer: Foyer) -> Journey:
    """An event is filled in, on the Review page."""
    journey = await at_the_hub(foyer)
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(DRAFT)
    journey.open_details()
    foyer.window.wizard.go_to(Step.REVIEW)
    await rest(foyer.window)
    return journey


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
