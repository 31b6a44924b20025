"""How fast each account was found to take requests, remembered from one run to the next."""

import logging
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop_app.storage.notes import Note
    from desktop_app.zoom.pace import Pace

log = logging.getLogger(__name__)


class Paces:
    """What was learned of each account, by a key that is no secret. Kept in memory until `save`."""

    def __init__(self, note: "Note") -> None:
        self._note = note
        self._known: dict[str, Pace] | None = None
        self._changed = False

    def recall(self, account_key: str) -> "Pace | None":
        """Return what is known of an account, None for a new one."""
        return self._all().get(account_key)

    def remember(self, account_key: str, pace: "Pace") -> None:
        """Take note of what was learned; that happens often while people are registered, so it is not written yet."""
        known = self._all()
        self._changed = self._changed or known.get(account_key) != pace
        known[account_key] = pace

    def save(self) -> None:
        """Write what is new. Blocks."""
        if self._changed and self._known is not None:
            self._changed = False
            self._note.save(msgspec.json.encode(self._known).decode())

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
