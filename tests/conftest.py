"""What all tests share: no screen, no person's own settings, and Qt's event loop where there is a window."""

import asyncio
import gc
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from desktop_app.attendees.reading import unchanging

if TYPE_CHECKING:
    from desktop_app.practice.service import PracticeService

# a busy computer is slow at times, and nothing here is a measurement; what is found by chance is found in long tests
settings.register_profile(
    "foyer",
    deadline=None,
    derandomize="FOYER_LONG_TESTS" not in os.environ,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
settings.load_profile("foyer")

SETTINGS = tempfile.TemporaryDirectory(prefix="foyer-tests-", ignore_cleanup_errors=True)
"""In place of the person's own, where Qt keeps what a file dialog was like."""

for name in list(os.environ):
    if name.startswith(("QT_", "LC_")):
        del os.environ[name]
for name in ("FOYER_DATA_DIR", "FOYER_API_URL", "FOYER_OAUTH_URL", "LANGUAGE"):
    os.environ.pop(name, None)
# programs that tests start keep what they compile: the next one starts sooner
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ |= {
    "QT_QPA_PLATFORM": os.environ.get("FOYER_TEST_PLATFORM", "offscreen"),
    "QT_API": "pyside6",
    "LC_ALL": "C.UTF-8",
    "XDG_CONFIG_HOME": SETTINGS.name,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}

# what is made while tests are collected stays: no collection of garbage needs to look through it
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


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
    # a second press is a second press here, however soon it comes
    app.setDoubleClickInterval(0)
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


class Hasty:
    """Stands for `asyncio`, and sleeps a tenth of the time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 10)


@pytest.fixture(autouse=True, scope="session")
def a_server_stops_sooner() -> Iterator[None]:
    """That of the practice service sleeps two tenths of a second meanwhile, and hundreds of tests stop one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uvicorn.server.asyncio", Hasty())
        yield


@pytest.fixture
def zoom() -> "Iterator[PracticeService]":
    """The practice service over a real socket, in place of Zoom."""
    # takes long to import, and most tests do without
    from desktop_app.practice.service import PracticeService

    service = PracticeService()
    service.start()
    yield service
    service.stop()


@pytest.fixture(autouse=True)
def lists_were_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has just written is read at once."""
    monkeypatch.setattr(unchanging, "QUIET", 0.0)


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
