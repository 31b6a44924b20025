"""The events that this computer keeps for an account, whether Zoom has seen them or not."""

import logging

import msgspec

from desktop_app.journey.ports import WorkStore
from desktop_app.journey.state import Work

log = logging.getLogger(__name__)


class SavedEvents:
    """Work on events, durable by the time `save` returns. Each method raises OSError where the disk refuses."""

    def __init__(self, store: WorkStore, account_key: str) -> None:
        self._store = store
        self._kind = f"events-{account_key}"

    def save(self, work: Work) -> None:
        self._store.save(self._kind, work.key, msgspec.json.encode(work))

    def delete(self, work: Work) -> None:
        self._store.delete(self._kind, work.key)

    def all(self) -> list[Work]:
        """Return every work that can be read; another one is logged, and left where it is."""
        found = []
        for key in self._store.list(self._kind):
            content = self._store.load(self._kind, key)
            if content is None:
                continue
            try:
                found.append(msgspec.json.decode(content, type=Work))
            except msgspec.DecodeError:
                log.exception("Saved work %s can't be read; it is left where it is", key)
        return found

    def of_event(self, event_id: str) -> Work | None:
        """Return the work on an event at Zoom, None where it was begun elsewhere."""
        return next((work for work in self.all() if work.event_id == event_id), None)
