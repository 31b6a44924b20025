"""PySide6 6.12.0 returns None and True without taking a reference; Python 3.11 aborts after some thousand calls.

Where None is immortal (3.12 and later) nothing shows, so the version is checked as well as the symptom.
"""

import sys

import PySide6
import pytest
from PySide6.QtCore import QMutex, QObject, Signal


class Emitter(QObject):
    happened = Signal()


def test_the_version_that_loses_references_is_not_in_use() -> None:
    assert sys.version_info >= (3, 12) or PySide6.__version_info__[:3] != (6, 12, 0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here, so nothing can be lost")
def test_calls_into_qt_lose_no_reference() -> None:
    rounds = 500
    held = [None] * 5_000  # so that a loss is counted, and not the end of this process
    mutex, emitter = QMutex(), Emitter()
    heard: list[int] = []
    emitter.happened.connect(lambda: heard.append(1))
    losses = []
    for _ in range(3):
        before = sys.getrefcount(None)
        for _ in range(rounds):
            mutex.lock()
            mutex.unlock()
            emitter.happened.emit()
        losses.append(before - sys.getrefcount(None))
    assert len(heard) == 3 * rounds
    assert len(held) == 5_000
    assert min(losses) < rounds, "what another thread lets go of meanwhile is lost but once"
