"""How fast each account was found to take requests, remembered from one run to the next."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop_app.storage.notes import Note
    from desktop_app.zoom.pace import Pace

log = logging.getLogger(__name__)

SAVED_AFTER = 5.0
"""Seconds from when something is learned until it is written: more is learned meanwhile."""


def in_a_moment(work: Callable[[], None]) -> None:
    """Do something in a thread of its own, after `SAVED_AFTER`. The program's end doesn't wait for it."""
    timer = threading.Timer(SAVED_AFTER, work)
    timer.daemon = True
    timer.start()


class Paces:
    """What was learned of each account, by a key that is no secret. `later` starts `save` soon, in another thread."""

    def __init__(self, note: "Note", later: Callable[[Callable[[], None]], None] = in_a_moment) -> None:
        self._note = note
        self._later = later
        self._known: dict[str, Pace] | None = None
        self._unsaved = False
        self._saving = threading.Lock()

    def recall(self, account_key: str) -> "Pace | None":
        """Return what is known of an account, None for a new one."""
        return self._all().get(account_key)

    def remember(self, account_key: str, pace: "Pace") -> None:
        """Take note of what was learned; that happens often while people are registered, so it is written later."""
        known = self._all()
        if known.get(account_key) == pace:
            return
        known[account_key] = pace
        if not self._unsaved:
            self._unsaved = True
            self._later(self.save)

    def save(self) -> None:
        """Write what is new. Blocks; any thread may call it."""
        with self._saving:
            if self._unsaved and self._known is not None:
                self._unsaved = False
                self._note.save(msgspec.json.encode(self._known.copy()).decode())

    def _all(self) -> "dict[str, Pace]":
        from desktop_app.zoom.pace import Pace  # noqa: PLC0415 - asked for with the first connection only

        if self._known is None:
            text = self._note.load()
            try:
                self._known = msgspec.json.decode(text, type=dict[str, Pace]) if text else {}
            except msgspec.DecodeError:
                log.warning("The remembered paces make no sense; they are learned anew")
                self._known = {}
        return self._known
