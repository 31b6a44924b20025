"""The Connect page of somebody who comes for the first time, with a keychain."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from connect_program import ConnectDesk
from page_program import Desk, FakeKeychain

from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.connect.page import ConnectPage


@pytest.fixture
def keychain() -> FakeKeychain:
    return FakeKeychain()


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService, keychain: FakeKeychain) -> AsyncIterator[ConnectDesk]:
    desk = Desk(ConnectPage, tmp_path, zoom, keychain)
    await desk.enter()
    yield desk
    await desk.close()
