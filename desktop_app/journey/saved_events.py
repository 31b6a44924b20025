"""The events that this computer keeps for an account, whether Zoom has seen them or not."""

import asyncio
import logging
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from dataclasses import replace

import msgspec

from desktop_app.journey.ports import WorkStore
from desktop_app.journey.state import Work

log = logging.getLogger(__name__)


class SavedEvents:
    """Work on events. What is asked for here is carried out by the `writer`, one thing after another.

    A disk may take a tenth of a second for what a person types in less, so of several changes to one event only the
    last is written. Whoever reads finds what was asked for last, written or not. The future of a change ends when that
    change or a later one is durable; else it has an OSError, and the next change of that event tries again.
    """

    def __init__(self, store: WorkStore, account_key: str, writer: Executor) -> None:
        self._store = store
        self._kind = f"events-{account_key}"
        self._writer = writer
        # what each event should be, None for a deleted one: only the caller's thread changes this
        self._wanted: dict[str, Work | None] = {}
        # what each event is: only the writer changes this
        self._written: dict[str, Work | None] = {}

    def save(self, work: Work) -> Future[None]:
        return self._change(work.key, work)

    def delete(self, work: Work) -> Future[None]:
        return self._change(work.key, None)

    async def all(self) -> list[Work]:
        """Return every work that can be read; another one is logged, and left where it is. Raises OSError where not
        even their names can be read."""
        return await asyncio.wrap_future(self._writer.submit(self._read))

    async def of_event(self, event_id: str) -> Work | None:
        """Return the work on an event at Zoom, None where it was begun elsewhere. Raises OSError."""
        return next((work for work in await self.all() if work.event_id == event_id), None)

    def alone(self, work: Work) -> AbstractContextManager[None]:
        """Keep other windows from creating a draft of this work meanwhile. Raises locks.Held, OSError."""
        return self._store.hold(self._kind, work.key)

    async def brought_on(self, work: Work) -> Work:
        """Return the work with the draft that another window created of it, or may have. Raises OSError."""
        return await asyncio.wrap_future(self._writer.submit(self._with_others, work))

    def _read(self) -> list[Work]:
        waiting = {key: work for key, work in self._wanted.copy().items() if not self._is_written(key, work)}
        found = [work for work in waiting.values() if work is not None]
        for key in self._store.list(self._kind):
            if key in waiting:
                continue
            try:
                work = self._load(key)
            except OSError:
                log.exception("Saved work %s can't be read; it is left where it is", key)
                continue
            if work is not None:
                found.append(work)
        return found

    def _load(self, key: str) -> Work | None:
        content = self._store.load(self._kind, key)
        try:
            return None if content is None else _read(content)
        except msgspec.DecodeError:
            log.exception("Saved work %s can't be read; it is left where it is", key)
            return None

    def _change(self, key: str, work: Work | None) -> Future[None]:
        self._wanted[key] = work
        return self._writer.submit(self._write, key)

    def _write(self, key: str) -> None:
        work = self._wanted[key]
        if self._is_written(key, work):
            return
        try:
            if work is None:
                self._store.delete(self._kind, key)
            else:
                self._store.save(self._kind, key, msgspec.json.encode(self._with_others(work)))
        except OSError:
            log.exception("Work %s was not saved", key)
            raise
        self._written[key] = work

    def _with_others(self, work: Work) -> Work:
        """What is typed in one window doesn't make Foyer forget the draft that another one created of it."""
        kept = self._load(work.key) if not work.event_id else None
        if kept is None:
            return work
        if kept.event_id and kept.event_id not in work.gone_events:
            return replace(work, event_id=kept.event_id, creating=None, drafts_before=())
        before = self._written.get(work.key)
        if kept.creating is not None and (before is None or before.creating is None):
            return replace(work, creating=kept.creating, drafts_before=kept.drafts_before)
        return work

    def _is_written(self, key: str, work: Work | None) -> bool:
        return key in self._written and self._written[key] is work


def _read(content: bytes) -> Work:
    """Return a work as this Foyer or an earlier one has written it. Raises msgspec.DecodeError."""
    kept = msgspec.json.decode(content, type=dict[str, object])
    for draft in (kept.get("draft"), kept.get("creating")):
        # earlier the answer had this name, and was "" while it was missing
        if isinstance(draft, dict) and "many_sessions" in draft:
            draft["shape"] = draft.pop("many_sessions") or None
    return msgspec.convert(kept, Work)
