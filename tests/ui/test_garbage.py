"""Circles of Qt objects are freed on the UI thread, whoever makes the garbage."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from desktop_app.ui.garbage import CollectsHere


class Noted(QObject):
    def __init__(self, seen: list[int]) -> None:
        super().__init__()
        self.seen = seen
        self.circle = self

    def __del__(self) -> None:
        self.seen.append(threading.get_ident())


def test_another_threads_allocations_free_nothing_of_qt(qtbot: object) -> None:
    collector = CollectsHere()
    seen: list[int] = []
    Noted(seen)

    def allocate() -> None:
        for _ in range(5_000):
            circle: list[object] = []
            circle.append(circle)

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert seen == []
    collector.collect()
    assert seen == [threading.get_ident()]
    collector.stop()
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("counts", "collected"),
    [
        ((0, 0, 0), []),
        ((701, 3, 20), [0]),
        ((701, 11, 20), [1]),
        ((701, 11, 51), [1]),
        ((701, 3, 51), [0]),
        ((20, 3, 51), [2]),
        ((701, 11, 2001), [2]),
    ],
)
def test_what_lives_long_is_rarely_looked_through_and_rather_when_little_goes_on(
    qtbot: object, monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], collected: list[int]
) -> None:
    collector = CollectsHere()
    done: list[int] = []
    with monkeypatch.context() as patched:
        patched.setattr(gc, "get_count", lambda: counts)
        patched.setattr(gc, "collect", done.append)
        collector.collect()
    assert done == collected
    collector.stop()
