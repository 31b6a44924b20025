"""What takes long is done in several turns of the event loop, and the window answers between two of them."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

BREATH = 0.005
"""Seconds between two turns, in which the window answers: with none, the second would come before what people do."""


async def breathe() -> None:
    """Let the window answer before what follows."""
    await asyncio.sleep(BREATH)


def breath_timer(parent: QObject, work: Callable[[], object]) -> QTimer:
    """Return a timer that does `work` in a later turn, once for each start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(round(BREATH * 1000))
    timer.timeout.connect(work)
    return timer
