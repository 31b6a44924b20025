"""What all tests share: no screen, no proxy, no person's own files, and Qt's event loop where there is a window."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import settings

# a busy computer is slow at times; nothing here is a measurement
settings.register_profile("foyer", deadline=None)
settings.load_profile("foyer")

os.environ["QT_QPA_PLATFORM"] = os.environ.get("FOYER_TEST_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"
for name in ("FOYER_DATA_DIR", "FOYER_API_URL", "FOYER_OAUTH_URL", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)

WINDOWS = ("tests/ui/", "tests/journeys/")
"""Tests below these folders run on Qt's event loop; all others don't import Qt."""


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    inside = item.path.relative_to(config.rootpath).as_posix()
    return {"qt": _qt_loop} if inside.startswith(WINDOWS) else {"asyncio": asyncio.new_event_loop}


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    return qasync.QEventLoop(app)


@pytest.fixture(autouse=True)
def garbage_of_windows_is_collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the program (`ui.garbage`): the threads of a test must not free the widgets of the one before."""
    inside = request.path.relative_to(request.config.rootpath).as_posix()
    if not inside.startswith(WINDOWS):
        yield
        return
    gc.disable()
    gc.freeze()
    yield
    gc.disable()
    _free_windows()
    gc.collect()
    gc.enable()


def _free_windows() -> None:
    """Delete what a test left: a connection to a lambda keeps a window alive, and each new style repaints them all."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    for window in QApplication.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
