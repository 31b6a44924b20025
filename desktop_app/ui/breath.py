"""What takes long is done in several turns of the event loop, and the window answers between two of them."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

BREATH = 0.005
"""Seconds between two turns, in which the window answers: with none, the second would come before what people do."""


async def breathe() -> None:
    """Let the window paint what changed, and answer, before what follows."""
    await asyncio.sleep(BREATH)


class Breath(QObject):
    """Does `work` in a later turn, once for each `start`, after the window has painted what changed, and answered."""

    def __init__(self, parent: QObject, work: Callable[[], object]) -> None:
        super().__init__(parent)
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._answered = QTimer(self, singleShot=True, interval=round(BREATH * 1000))
        # counted from `start`, a breath may be over before the window has painted
        self._painted.timeout.connect(self._answered.start)
        self._answered.timeout.connect(work)

    def start(self) -> None:
        """Do the work after this turn."""
        self._answered.stop()
        self._painted.start()

    def stop(self) -> None:
        """Don't do it after all."""
        self._painted.stop()
        self._answered.stop()
