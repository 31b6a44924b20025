"""What tests of one page share."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from opening import close_foyer
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_program import open_foyer

from desktop_app.app import Foyer
from desktop_app.ui import theme
from desktop_app.ui.window import MainWindow

PATIENCE = 120_000
"""Milliseconds: nothing takes as long, but a busy computer may."""


class PatientBot(QtBot):
    """Waits as long as a busy computer takes."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def american(qapp: QApplication) -> Iterator[None]:
    """Dressed, and in American English."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest_asyncio.fixture
async def foyer(tmp_path: Path) -> AsyncIterator[Foyer]:
    """The whole program, on its first page."""
    foyer = await open_foyer(tmp_path / "data")
    yield foyer
    await close_foyer(foyer)


@pytest.fixture
def window(foyer: Foyer) -> MainWindow:
    return foyer.window
