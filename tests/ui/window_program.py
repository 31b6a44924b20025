"""The whole window in practice, opened and closed, and brought to a page without typing."""

import argparse
import asyncio
import datetime as dt
from pathlib import Path

from page_program import until
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from scenarios import town_hall, winter_day

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.window import MainWindow

DRAFT = town_hall(winter_day(dt.datetime.now(dt.UTC).date()))


async def open_foyer(folder: Path, file: Path | None = None) -> Foyer:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder, file=file, practice=False), Endpoints())
    foyer.window.show()
    foyer.window.activateWindow()
    await until(foyer.window.isActiveWindow, "for the window to be active")
    return foyer


async def close_foyer(foyer: Foyer) -> None:
    foyer.window.close()
    await foyer.close()
    foyer.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    journey.start_event(connection.hubs[0], DRAFT)
    journey.open_details()
    foyer.window.wizard.go_to(Step.REVIEW)
    await rest(foyer.window)
    return journey


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
