"""The Event page in Vienna, in American English."""

from collections.abc import Iterator

import pytest
from event_program import Desk
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme


@pytest.fixture(autouse=True)
def _in_vienna(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk.page)
    return desk
