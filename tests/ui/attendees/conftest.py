"""The Attendees page, not in view yet, and one that is opened again and again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from attendees_program import Desk, Windows
from PySide6.QtWidgets import QApplication

from desktop_app.storage.notes import Note
from desktop_app.ui import theme


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.close()


@pytest_asyncio.fixture
async def again(tmp_path: Path) -> AsyncIterator[Windows]:
    """Opens windows, one after the other, on what the one before left behind."""
    open_now: list[Desk] = []

    async def window() -> Desk:
        if open_now:
            await open_now.pop().close()
        open_now.append(Desk(tmp_path, columns=Note(tmp_path / "columns.json")))
        await open_now[0].enter()
        return open_now[0]

    yield window
    for desk in open_now:
        await desk.close()


@pytest.fixture
def light(qapp: QApplication) -> None:
    """For parts of the page that stand alone."""
    theme.apply(qapp, "light")
