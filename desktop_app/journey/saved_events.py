"""The events that this computer keeps for an account, whether Zoom has seen them or not."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

import msgspec

from desktop_app.journey.ports import WorkStore
from desktop_app.journey.state import Work

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class SavedEvents:
    """Work on events. A change is asked for here and carried out by the `writer`, which does one thing after another.

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

    def all(self) -> list[Work]:
        """Return every work that can be read; another one is logged, and left where it is. Raises OSError."""
        waiting = {key: work for key, work in self._wanted.items() if not self._is_written(key, work)}
        found = [work for work in waiting.values() if work is not None]
        for key in self._store.list(self._kind):
            content = self._store.load(self._kind, key) if key not in waiting else None
            if content is None:
                continue
            try:
                found.append(msgspec.json.decode(content, type=Work))
            except msgspec.DecodeError:
                log.exception("Saved work %s can't be read; it is left where it is", key)
        return found

    def of_event(self, event_id: str) -> Work | None:
        """Return the work on an event at Zoom, None where it was begun elsewhere. Raises OSError."""
        return next((work for work in self.all() if work.event_id == event_id), None)

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
                self._store.save(self._kind, key, msgspec.json.encode(work))
        except OSError:
            log.exception("Work %s was not saved", key)
            raise
        self._written[key] = work

    def _is_written(self, key: str, work: Work | None) -> bool:
        return key in self._written and self._written[key] is work


class AtOnce(Executor):
    """Writes on the caller's thread, for whoever has nobody waiting for an answer meanwhile."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except OSError as error:
            done.set_exception(error)
        return done
