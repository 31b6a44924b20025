"""Tells the press that was meant for what stood there before: the second half of a double click, or of Enter twice."""

import time
from collections.abc import Callable, Hashable

from PySide6.QtWidgets import QApplication


class Presses:
    """Looks after buttons whose meaning changes with the page, as those of the action bar do.

    `meaning` returns what the buttons would do now. A press within a double click's time of the one before it is late
    if that one changed the meaning: nobody can have read the new words yet.
    """

    def __init__(self, meaning: Callable[[], Hashable]) -> None:
        self._meaning = meaning
        self._meant: Hashable = None
        self._last = float("-inf")

    def is_late(self) -> bool:
        """Take note of a press, and return whether it is to be ignored."""
        now, meaning = time.monotonic(), self._meaning()
        soon = (now - self._last) * 1000 < QApplication.doubleClickInterval()
        self._last = now
        if soon and meaning != self._meant:
            return True
        self._meant = meaning
        return False
