"""What tests of one page share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.practice.service import PracticeService

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
def zoom() -> Iterator[PracticeService]:
    """The practice service over a real socket."""
    service = PracticeService()
    service.start()
    yield service
    service.stop()
