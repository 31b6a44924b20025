"""The Hub page of an account that has signed in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from hub_program import HubDesk
from page_program import Desk

from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.hub.page import HubPage


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[HubDesk]:
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    await desk.enter()
    yield desk
    await desk.close()
