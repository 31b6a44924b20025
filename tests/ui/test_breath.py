"""Between two turns of long work the window answers, however long it took to paint the first."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.breath import BREATH, Breath, breathe


class Slow(QWidget):
    """Takes longer to paint than a breath lasts, and answers after that."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        done = QDeadlineTimer(round(3000 * BREATH))
        while not done.hasExpired():
            pass
        self.seen.append("painted")
        # in two steps, as a task does
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, lambda: self.seen.append("answered")))


@pytest.fixture
def slow(qtbot: QtBot) -> Slow:
    slow = Slow()
    qtbot.addWidget(slow)
    slow.show()
    qtbot.waitUntil(lambda: "answered" in slow.seen)
    slow.seen.clear()
    return slow


def again(slow: Slow) -> Callable[[], None]:
    return lambda: slow.seen.append("went on")


def test_work_goes_on_after_the_window_has_painted_and_answered(slow: Slow, qtbot: QtBot) -> None:
    breath = Breath(slow, again(slow))
    breath.start()
    slow.update()
    qtbot.waitUntil(lambda: "went on" in slow.seen)
    assert slow.seen == ["painted", "answered", "went on"]


@pytest.mark.asyncio
async def test_so_does_a_task(slow: Slow) -> None:
    slow.update()
    await breathe()
    assert slow.seen == ["painted", "answered"]


@pytest.mark.asyncio
async def test_work_is_done_once_for_each_start_and_not_when_it_is_stopped(slow: Slow) -> None:
    breath = Breath(slow, again(slow))
    breath.start()
    breath.start()
    while "went on" not in slow.seen:
        await asyncio.sleep(0)
    breath.start()
    breath.stop()
    await breathe()
    await breathe()
    assert slow.seen == ["went on"]
