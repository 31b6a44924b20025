"""The window where practice starts over: how that ends is said on the page in view. And a geometry nobody wrote."""

from pathlib import Path

import pytest
from opening import close_foyer
from page_program import until
from PySide6.QtWidgets import QPushButton, QWidget
from window_program import at_the_hub, open_foyer, rest

from desktop_app.app import Foyer
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.asyncio


async def start_over(window: MainWindow) -> None:
    window._reset_practice()
    await until(lambda: not window.tasks.running(), "for practice")
    await rest(window)


async def test_practice_that_does_not_start_over_is_said_where_one_is(
    foyer: Foyer, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at_the_hub(foyer)

    async def locked() -> None:
        await foyer.program.journey.disconnect()
        raise OSError(13, "Permission denied", "practice.sqlite3")

    reset = foyer.program.reset_practice
    monkeypatch.setattr(foyer.program, "reset_practice", locked)
    await start_over(window)
    page = window.wizard.current
    assert page.step is Step.CONNECT
    assert "A file can’t be written or read" in page.message.text()
    assert page.message.isVisible()
    assert window.action_bar.primary_button.text() == "Start practice"
    monkeypatch.setattr(foyer.program, "reset_practice", reset)
    page.message.button("retry").click()
    await until(lambda: not page.message.isVisible(), "for the second try")
    await rest(window)
    assert foyer.program.journey.state.connection is None, "to start over connects nobody"


async def test_imports_of_a_practice_that_is_over_are_no_more_offered(foyer: Foyer, window: MainWindow) -> None:
    made = await foyer.program.journal(Mode.PRACTICE).begin(
        account_key="practice", event_id="e1", event_name="Town hall", source="guests.csv", ticket_type_id="",
        ticket_type_name="", send_notification=False, rows=[NewRow(Person(2, "a@acme.example.com", "A", "B"))],
    )  # fmt: skip
    page = window.wizard.current
    page.enter()
    await until(lambda: page.findChild(QPushButton, f"continue_{made.id}"), "for the offer")
    await start_over(window)
    offered = page.findChild(QWidget, "unfinished_imports")
    assert offered is not None
    assert not offered.isVisible()


async def test_a_geometry_that_no_program_wrote_is_the_usual_one(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    usual = first.window.size()
    await close_foyer(first)
    first.settings.change(window_geometry="é")
    second = await open_foyer(tmp_path / "data")
    assert second.window.size() == usual
    await close_foyer(second)
