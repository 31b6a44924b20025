"""Collects Python's garbage on the UI thread only.

Widgets that refer to each other in a circle are freed by the cyclic collector, and that runs in whichever thread
happens to allocate: a worker's, or practice's server. Qt objects must not be destroyed there: their timers would go on
and fire into freed memory.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 500
"""Milliseconds between two looks at whether there is enough garbage."""


class CollectsHere(QObject):
    """Takes the collector over from Python, for as long as it lives, on the thread that makes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # what is loaded by now stays: to look through it again and again would cost time
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the collector back to Python, when no Qt object is left to be harmed."""
        self._timer.stop()
        gc.collect()
        gc.enable()
