"""An import is paused, resumed and stopped, and no press does what another was meant for."""

import pytest
from attendees_program import Desk
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


async def test_an_import_is_paused_and_resumed(desk: Desk) -> None:
    await desk.begin_to_register(300)
    assert desk.label() == "Pause"
    desk.press()
    assert desk.label() == "Resume"
    assert desk.page.bar().status == "Paused: nothing more is sent"
    assert desk.page.caption().startswith("Paused")
    assert "Paused" in desk.page.importing.note.text()
    calls = desk.api.calls
    desk.api.gate.set()
    await desk.until(lambda: desk.page.imports._progress and desk.page.imports._progress.paused)
    assert desk.api.calls == calls
    assert desk.page.imports.running
    desk.press()
    assert desk.label() == "Pause"
    assert "Safe to close" in desk.page.importing.note.text()
    await desk.rest()
    assert not desk.page.imports.paused
    assert len(desk.api.known) == 300
    assert desk.told == [("Import finished", desk.told[0][1])]


async def test_a_paused_import_can_be_stopped(desk: Desk) -> None:
    await desk.begin_to_register(300)
    desk.press()
    desk.page.secondary()
    desk.api.gate.set()
    await desk.rest()
    assert desk.page.header.title() == "Import stopped"
    assert 0 < len(desk.api.known) < 300


async def test_a_press_that_was_meant_for_pause_does_nothing(desk: Desk) -> None:
    QApplication.setDoubleClickInterval(100_000)
    await desk.register(2)
    assert (desk.label(), desk.page.bar().enabled) == ("Finish", False)
    desk.page.primary()
    assert desk.went == []
    settling = desk.page.findChild(QTimer, "settling")
    assert settling is not None
    told: list[bool] = []
    desk.page.changed.connect(lambda: told.append(desk.page.bar().enabled))
    settling.start(0)
    await desk.until(lambda: told)
    assert told[-1], "the window has to be told that the button works again"
    desk.page.primary()
    assert desk.went == [Step.HUB.value]


async def test_a_paused_import_is_stopped_without_a_group_to_wait_for(desk: Desk) -> None:
    await desk.begin_to_register(60)
    desk.press()
    assert desk.page.bar().secondary == "Stop"
    desk.press()
    assert desk.page.bar().secondary == "Stop after this group"
    desk.api.gate.set()
    await desk.rest()
