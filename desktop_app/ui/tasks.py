"""The one bridge from a Qt signal to a coroutine.

A `TaskOwner` belongs to a page or a window. It holds its tasks strongly, cancels them when the owner goes, and delivers
every failure: to the caller's `failed`, else to the loop's exception handler, which shows the unexpected-error dialog.
Cancelling is silent: what failed in the same turn is only logged, and only a failure to clean up is told. A second
start under a name is refused, or replaces the first, as the caller says.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from enum import Enum, auto
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

T = TypeVar("T")


class Second(Enum):
    """What a start does while a task of the same name runs."""

    REFUSE = auto()
    REPLACE = auto()


class TaskOwner(QObject):
    """Runs coroutines for one page or window. `changed` follows every start and end, for buttons and spinners."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._ending: set[asyncio.Task[Any]] = set()
        tasks = self._tasks

        def cancel_all() -> None:
            # it outlives this owner: a task that ended later would tell a page that isn't there
            for task in tasks.values():
                task.cancel()
            tasks.clear()

        self.destroyed.connect(cancel_all)

    def start(
        self,
        name: str,
        work: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        second: Second = Second.REFUSE,
    ) -> bool:
        """Run `work` as the task `name`; call `done` with its result or `failed` with its exception, on the UI thread.

        Returns False, and drops `work`, when a task of that name runs and `second` is REFUSE.
        """
        running = self._tasks.get(name)
        if running is not None:
            if second is Second.REFUSE:
                work.close()
                return False
            self._forget(running)
        task = asyncio.get_event_loop().create_task(work, name=name)
        self._tasks[name] = task
        task.add_done_callback(lambda ended: self._ended(name, ended, done, failed))
        self.changed.emit()
        return True

    def running(self, name: str | None = None) -> bool:
        """Say whether the task `name` runs; any task, without a name."""
        return bool(self._tasks) if name is None else name in self._tasks

    def cancel(self, name: str) -> None:
        """Cancel the task `name`, if it runs. Neither `done` nor `failed` is called."""
        task = self._tasks.pop(name, None)
        if task is not None:
            self._forget(task)
            self.changed.emit()

    async def ended(self, name: str) -> None:
        """Wait until the task `name`, if it runs, has ended and its `done` or `failed` was called."""
        task = self._tasks.get(name)
        if task is not None:
            await asyncio.wait([task])

    async def close(self) -> None:
        """Cancel every task and wait until each has ended. One that is ending already is left to clean up: a second
        cancel would end that too."""
        for task in self._tasks.values():
            self._forget(task)
        self._tasks.clear()
        if self._ending:
            await asyncio.wait(self._ending)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        if not task.done():
            self._ending.add(task)
            task.cancel()

    def _ended(
        self,
        name: str,
        task: asyncio.Task[Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        wanted = self._tasks.get(name) is task
        if wanted:
            del self._tasks[name]
            self.changed.emit()
        was_ending = task in self._ending
        self._ending.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            if wanted and done is not None:
                done(task.result())
        elif wanted and failed is not None and isinstance(error, Exception):
            failed(error)
        elif wanted or was_ending:
            task.get_loop().call_exception_handler(
                {"message": f"The task {name!r} failed", "exception": error, "task": task}
            )
        else:
            log.info("The task %r had failed when it was cancelled", name, exc_info=error)
