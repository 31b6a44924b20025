"""A folder that is dropped is told from a file where files are read, not while it is dragged over the window."""

from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

pytestmark = pytest.mark.asyncio


async def test_a_folder_is_refused_with_its_name(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.enter()
    folder = tmp_path / "Guests of December"
    folder.mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    looked_at: list[Path] = []
    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", looked_at.append)
        what = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        zone = desk.page.drop.zone
        zone.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *what))
        zone.dropEvent(QDropEvent(QPointF(5, 5), *what))
    assert looked_at == []
    await desk.rest()
    assert "This isn’t a file" in desk.said()
    assert "“Guests of December” is a folder" in desk.said()
