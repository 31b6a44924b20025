"""Unfinished imports on the first page: all of them can be seen and put away, and a damaged record is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import new_imports
import pytest
import pytest_asyncio
from connect_program import ConnectDesk
from damage import damage
from page_program import Desk, FakeKeychain
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop_app.attendees.journal import Import, ImportStanding, Journal, JournalFailed, WhyFailed
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.connect.page import ConnectPage

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[ConnectDesk]:
    desk = Desk(ConnectPage, tmp_path, zoom, FakeKeychain())
    yield desk
    await desk.close()


async def begin(desk: ConnectDesk, event: str, people: int = 2, *, prepared: bool = False) -> Import:
    about = {"account_key": "acme", "event_id": event, "event_name": event, "source": "guests.csv"}
    return await new_imports.begin(desk.journals[Mode.ACCOUNT], people, **about, prepared=prepared)


def offered(desk: ConnectDesk) -> list[str]:
    buttons = [button for button in desk.page.unfinished.findChildren(QPushButton) if button.isVisible()]
    names = [button.accessibleName() for button in buttons if button.objectName().startswith("continue_")]
    return [name.removeprefix("Continue import, ").partition(",")[0] for name in names]


async def test_the_newest_are_shown_and_the_others_when_they_are_asked_for(desk: ConnectDesk) -> None:
    for event in ("one", "two", "three", "four", "five"):
        await begin(desk, event)
    await desk.enter()
    assert offered(desk) == ["five", "four", "three"]
    assert desk.text("unfinished_more") == "Show 2 more"
    desk.click("unfinished_more")
    await desk.rest()
    assert offered(desk) == ["five", "four", "three", "two", "one"]
    assert not desk.shows("unfinished_more")
    desk.page.activateWindow()
    focused = desk.page.window().focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.accessibleName().startswith("Continue import, two, ")


async def test_with_a_few_there_are_no_more_to_show(desk: ConnectDesk) -> None:
    await begin(desk, "one")
    await desk.enter()
    assert not desk.shows("unfinished_more")


@pytest.mark.parametrize("prepared", [True, False])
async def test_an_import_is_put_away_after_a_question(desk: ConnectDesk, prepared: bool) -> None:
    made = await begin(desk, "one", prepared=prepared)
    other = await begin(desk, "two")
    await desk.enter()
    for button in ("discard_keep", "discard_confirm"):
        desk.click(f"give_up_{made.id}")
        (box,) = [each for each in desk.page.findChildren(QMessageBox) if each.isVisible()]
        assert "2 people" in box.informativeText()
        pressed = box.findChild(QPushButton, button)
        assert pressed is not None
        pressed.click()
        await desk.rest()
        left = [each.id for each, _ in await desk.journals[Mode.ACCOUNT].unfinished()]
        assert left == ([made.id, other.id] if button == "discard_keep" else [other.id])
    assert offered(desk) == ["two"]
    kept = await desk.journals[Mode.ACCOUNT].get(made.id)
    assert (kept is None) == prepared


@pytest.mark.parametrize("text_size", [1.0, 1.5])
async def test_no_row_is_wider_than_the_page(desk: ConnectDesk, text_size: float) -> None:
    from desktop_app.ui import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size=text_size)
    try:
        await begin(desk, "one", prepared=True)
        await begin(desk, "two")
        for width in (888, 560):
            desk.page.resize(width, 640)
            await desk.enter()
            desk.page.grab()
            row = desk.page.unfinished
            assert row.width() >= row.minimumSizeHint().width()
            assert row.minimumSizeHint().width() <= width
    finally:
        theme.apply(app, "light")


async def test_a_damaged_record_is_told_and_the_others_are_offered(desk: ConnectDesk) -> None:
    await begin(desk, "one", 400)
    journal = desk.journals[Mode.ACCOUNT]
    await journal.close()
    damage(desk.folder / "account.sqlite3")
    await desk.enter()
    assert "record of earlier imports was damaged" in desk.said()
    assert "account.sqlite3.unreadable-1" in desk.said()
    desk.page.clear_message()
    await begin(desk, "two")
    await desk.enter()
    assert offered(desk) == ["two"]
    assert desk.said() == "", "once is enough"


async def test_a_record_that_cannot_be_read_is_not_passed_over(
    desk: ConnectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(desk, "one")
    unfinished, failures = Journal.unfinished, [JournalFailed(WhyFailed.NO_PERMISSION)]

    async def once(self: Journal, account_key: str | None = None) -> list[ImportStanding]:
        if failures:
            raise failures.pop()
        return await unfinished(self, account_key)

    monkeypatch.setattr(Journal, "unfinished", once)
    await desk.enter()
    assert "Foyer isn’t allowed to write to its own folder" in desk.said()
    await desk.act("retry")
    assert desk.said() == ""
    assert offered(desk) == ["one"]
