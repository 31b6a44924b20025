"""The program is closed as a whole, whatever fails on the way."""

import argparse
import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.app import Foyer
from desktop_app.attendees.journal import Journal
from desktop_app.endpoints import Endpoints
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.ui.window import MainWindow


def open_databases(folder: Path) -> list[str]:
    """Return the names of the logs that SQLite keeps beside a database until it is closed."""
    return [path.name for path in folder.rglob("*-wal")]


@pytest.mark.asyncio
@pytest.mark.parametrize(("part", "method"), [(Journal, "close"), (Journey, "disconnect"), (MainWindow, "close_tasks")])
async def test_what_fails_to_close_keeps_nothing_else_open(
    part: type, method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=tmp_path, file=None, practice=False), Endpoints())
    await foyer.program.journey.connect(Mode.PRACTICE, profile_name="")
    journals = [foyer.program.journal(mode) for mode in Mode]
    for journal in journals:
        assert await journal.unfinished() == []
    assert foyer.gateway.practice is not None
    close = getattr(part, method)

    async def fail(self: object) -> None:
        await close(self)
        raise OSError("the disk is gone")

    with monkeypatch.context() as failing:
        failing.setattr(part, method, fail)
        with pytest.raises(OSError, match="the disk is gone"):
            await foyer.close()
    assert foyer.program.journey.state.connection is None
    assert foyer.gateway.practice is None
    assert gc.isenabled()
    assert "OSError: the disk is gone" in foyer.logs.path.read_text("utf-8")
    assert open_databases(tmp_path) == []
    foyer.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
