"""Opens and closes the whole program, with a data folder of its own."""

import argparse
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.ui import translations


def open_foyer(folder: Path, endpoints: Endpoints, file: Path | None = None) -> Foyer:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translations.install(app)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder, file=file, practice=False), endpoints)
    foyer.window.show()
    return foyer


async def close_foyer(foyer: Foyer) -> None:
    """Close the program, and free its window: the next test would be slowed down by every widget that is left."""
    foyer.window.close()
    await foyer.close()
    foyer.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
