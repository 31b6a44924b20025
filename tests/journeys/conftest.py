"""The whole program in a window, with its own data folder, against the practice service over real HTTP."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from opening import close_foyer, open_foyer
from person import Person

from desktop_app.endpoints import Endpoints
from desktop_app.practice.service import PracticeService


@pytest.fixture
def zoom() -> Iterator[PracticeService]:
    """A Zoom of its own, for journeys with an account."""
    service = PracticeService()
    service.start()
    yield service
    service.stop()


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
