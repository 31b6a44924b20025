"""The whole program in a window, with its own data folder, against the practice service over real HTTP."""

import argparse
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from person import Person
from PySide6.QtWidgets import QApplication

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.practice.service import PracticeService
from desktop_app.ui import translations


def options(folder: Path, file: Path | None = None) -> argparse.Namespace:
    return argparse.Namespace(data_dir=folder, file=file, practice=False)


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
    foyer.window.close()
    await foyer.close()


@pytest_asyncio.fixture
async def account_person(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[Person]:
    """Somebody in front of a fresh Foyer that takes `zoom` for Zoom."""
    foyer = open_foyer(tmp_path / "data", Endpoints(zoom.api_url, zoom.oauth_url))
    yield Person(foyer)
    foyer.window.close()
    await foyer.close()


def open_foyer(folder: Path, endpoints: Endpoints, file: Path | None = None) -> Foyer:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translations.install(app)
    foyer = Foyer(app, options(folder, file), endpoints)
    foyer.window.show()
    return foyer
