"""Collects Python's garbage on the UI thread only.

Widgets that refer to each other in a circle are freed by the cyclic collector, and that runs in whichever thread
happens to allocate: a worker's, or practice's server. Qt objects must not be destroyed there: their timers would go on
and fire into freed memory.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 100
"""Milliseconds between two looks at whether there is enough garbage: an import makes 50,000 objects a second, and what
one look finds keeps the window waiting."""

THRESHOLDS = (700, 10, 50)
"""How many objects are new, and how often the generation below was collected, before one is. Python's own, but for the
oldest: looking through all that lives takes longest, and most of it lives as long as the program."""

AT_LAST = 2000
"""The same for the oldest while many objects are made: with an import of 100,000 people one look takes 36 ms, for which
there is time when that has ended. It may take hours, so it is not put off for ever."""


def keep_what_is_there() -> None:
    """What is loaded and made by now stays to the end: looking through it again and again would cost 15 ms each."""
    gc.freeze()


def free_what_is_left() -> None:
    """Free the windows while Qt is there: left to the end of the interpreter, they may go after it, and crash."""
    gc.unfreeze()
    gc.collect()


class CollectsHere(QObject):
    """Takes the collector over from Python, for as long as it lives, on the thread that makes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        keep_what_is_there()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due; all that lives is looked through when little else goes on."""
        counts = gc.get_count()
        is_busy = counts[0] > THRESHOLDS[0]
        thresholds = (*THRESHOLDS[:2], AT_LAST if is_busy else THRESHOLDS[2])
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the collector back to Python, when no Qt object is left to be harmed."""
        self._timer.stop()
        gc.collect()
        gc.enable()
