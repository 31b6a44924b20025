"""The Publish page with a town hall to publish."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import DAY, Desk
from publish_program import PublishDesk, open_draft
from scenarios import town_hall

from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.publish.page import PublishPage
from desktop_app.zoom import pacing


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[PublishDesk]:
    desk = Desk(PublishPage, tmp_path, zoom)
    await desk.connect()
    await open_draft(desk, town_hall(DAY))
    yield desk
    await desk.close()


@pytest.fixture(autouse=True)
def reads_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading whose answer was lost is repeated without a pause."""
    monkeypatch.setattr(pacing, "READ_AGAIN", (0.0, 0.0, 0.0))
