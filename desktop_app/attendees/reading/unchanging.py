"""Keeps a list from being read half: while a program saves or downloads a file, what is there so far may look whole."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

QUIET = 1.0
"""Seconds for which nobody may have written to a file."""

_HALF_WRITTEN = (
    WhyUnreadable.EMPTY,
    WhyUnreadable.NOT_TEXT,
    WhyUnreadable.WEB_PAGE,
    WhyUnreadable.DAMAGED,
    WhyUnreadable.NO_SHEET,
    WhyUnreadable.READ_FAILED,
)
"""What may be said of a file only because it isn't written to its end yet."""


@contextmanager
def unchanging(
    path: Path,
    *,
    wait: Callable[[float], object],
    now: Callable[[], float] = time.time,
) -> Iterator[None]:
    """Refuse a file that changes while it is read inside, or until nobody has written to it for QUIET seconds.

    `wait` blocks for some seconds, or less; it isn't called for a file that nobody wrote to lately. `now` is the
    time in seconds since 1970, as file systems have it. Raises Unreadable (CHANGING).
    """
    before = _stamp(path)
    try:
        yield
    except Unreadable as error:
        if error.why in _HALF_WRITTEN and _changes(path, before, wait, now):
            raise Unreadable(WhyUnreadable.CHANGING, name=path.name) from None
        raise
    if _changes(path, before, wait, now):
        raise Unreadable(WhyUnreadable.CHANGING, name=path.name)


def _changes(path: Path, before: tuple[int, int], wait: Callable[[float], object], now: Callable[[], float]) -> bool:
    if _stamp(path) != before:
        return True
    size, written = before
    # a clock elsewhere may be ahead of this one
    left = min(QUIET, written / 1e9 + QUIET - now())
    if left <= 0 or size < 0:
        return False
    wait(left)
    return _stamp(path) != before


def _stamp(path: Path) -> tuple[int, int]:
    """Return a file's size and when it was written to, in nanoseconds; (-1, 0) when nothing can be said."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return -1, 0
    return found.st_size, found.st_mtime_ns
