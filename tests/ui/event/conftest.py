"""The Event page in Vienna, in American English."""

import pytest
from event_program import Desk
from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _in_vienna(monkeypatch: pytest.MonkeyPatch, american: None) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk.page)
    return desk
