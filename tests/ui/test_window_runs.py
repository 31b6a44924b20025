"""The window: what it keeps between two runs, and how it begins and ends."""

import argparse
import asyncio
from pathlib import Path

import pytest
from opening import close_foyer
from page_program import PATIENCE, until
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication
from window_program import at_review, open_foyer, rest

from desktop_app import app as program
from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


async def test_the_size_is_kept(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    size = first.window.screen().availableGeometry().size() - QSize(6, 90)
    first.window.resize(size)
    await close_foyer(first)
    second = await open_foyer(tmp_path / "data")
    assert second.window.size() == size
    await close_foyer(second)


async def test_a_damaged_geometry_is_the_usual_one(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    usual = first.window.size()
    await close_foyer(first)
    first.settings.change(window_geometry="not base64 at all")
    second = await open_foyer(tmp_path / "data")
    assert second.window.size() == usual
    await close_foyer(second)


async def test_closing_twice_is_told_once(foyer: Foyer, window: MainWindow) -> None:
    told: list[bool] = []
    window.closing.connect(lambda: told.append(True))
    window.close()
    window.close()
    QApplication.sendEvent(window, QEvent(QEvent.Type.Close))
    assert told == [True]
    await foyer.close()
    await foyer.close()


async def test_a_list_of_the_command_line_waits_for_the_attendees_page(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Email,First name,Last name\nada@example.com,Ada,Lovelace\n", encoding="utf-8")
    foyer = await open_foyer(tmp_path / "data", path)
    journey = await at_review(foyer)
    await journey.put_draft()
    await journey.publish()
    foyer.window.wizard.go_to(Step.ATTENDEES)
    await until(foyer.window.wizard.current.goes_back, "for the list")
    await rest(foyer.window)
    quietly = foyer.window.wizard.current.findChild(QAbstractButton, "register_quietly")
    assert quietly is not None
    quietly.click()
    await until(lambda: "1 person" in foyer.window.action_bar.primary_button.accessibleName())
    await close_foyer(foyer)


async def test_practice_of_the_command_line_starts_by_itself(tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    options = argparse.Namespace(data_dir=tmp_path / "data", file=None, practice=True)
    running = asyncio.create_task(program._run(app, options, Endpoints()))

    def windows() -> list[MainWindow]:
        return [each for each in app.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]

    await until(lambda: windows() and windows()[0].journey.state.connection, "for practice")
    (window,) = windows()
    await rest(window)
    connection = window.journey.state.connection
    assert connection is not None
    assert connection.mode is Mode.PRACTICE
    await until(lambda: window.action_bar.primary_button.text() == "Continue to hubs")
    window.close()
    assert await asyncio.wait_for(running, PATIENCE) == 0
    asyncio.get_running_loop().set_exception_handler(None)


async def test_what_was_typed_is_kept_when_the_window_closes(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    journey = await at_review(first)
    journey.edit(EventDraft(event_type=EventType.SINGLE, name="Half done"))
    await close_foyer(first)
    second = await open_foyer(tmp_path / "data")
    again = await second.program.journey.connect(Mode.PRACTICE, profile_name="Practice")
    listing = await second.program.journey.hub_events(again.hubs[0])
    assert [work.draft.name for work in listing.unsent] == ["Half done"]
    await close_foyer(second)
