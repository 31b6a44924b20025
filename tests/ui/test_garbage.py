"""Circles of Qt objects are freed on the UI thread, whoever makes the garbage."""

import gc
import threading

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
