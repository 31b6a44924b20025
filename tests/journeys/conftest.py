"""The whole program in a window, with its own data folder, against the practice service over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from opening import close_foyer, open_foyer
from person import Person

from desktop_app.attendees.sending import backoff, settling
from desktop_app.endpoints import Endpoints
from desktop_app.practice.service import PracticeService
from desktop_app.zoom import pacing


@pytest.fixture(autouse=True)
def waits_take_a_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Practice has carried out at once what it ever will; nobody needs to wait for that as long as for Zoom."""
    for module, name in ((settling, "SETTLES"), (backoff, "LIMIT_PAUSE")):
        monkeypatch.setattr(module, name, getattr(module, name) / 10)
    for module, name in ((pacing, "READ_AGAIN"), (backoff, "CONNECTION_PAUSES")):
        monkeypatch.setattr(module, name, tuple(seconds / 10 for seconds in getattr(module, name)))


@pytest_asyncio.fixture
async def person(tmp_path: Path) -> AsyncIterator[Person]:
    """Somebody in front of a fresh Foyer."""
    foyer = open_foyer(tmp_path / "data", Endpoints())
    yield Person(foyer)
    await close_foyer(foyer)


@pytest_asyncio.fixture
async def account_person(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[Person]:
    """Somebody in front of a fresh Foyer that takes `zoom` for Zoom."""
    foyer = open_foyer(tmp_path / "data", Endpoints(zoom.api_url, zoom.oauth_url))
    yield Person(foyer)
    await close_foyer(foyer)
