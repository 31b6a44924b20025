"""The one bridge from a Qt signal to a coroutine.

A `TaskOwner` belongs to a page or a window. It holds its tasks strongly, cancels them when the owner goes, and delivers
every failure: to the caller's `failed`, else to the loop's exception handler, which shows the unexpected-error dialog.
Cancelling is silent. A second start under a name is refused, or replaces the first, as the caller says.
"""

import asyncio
from collections.abc import Callable, Coroutine
from enum import Enum, auto
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

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
        self._cancelled: set[asyncio.Task[Any]] = set()

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

    async def close(self) -> None:
        """Cancel every task and wait until each has ended."""
        tasks = [*self._tasks.values(), *self._cancelled]
        for task in tasks:
            self._forget(task)
        self._tasks.clear()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._cancelled.add(task)
        task.cancel()

    def _ended(
        self,
        name: str,
        task: asyncio.Task[Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]
        forgotten = task in self._cancelled
        self._cancelled.discard(task)
        if task.cancelled():
            if not forgotten:  # it gave itself up; the owner's buttons wait for its end all the same
                self.changed.emit()
            return
        error = task.exception()
        if forgotten and error is None:
            return
        self.changed.emit()
        if error is None:
            if done is not None:
                done(task.result())
        elif isinstance(error, Exception) and failed is not None and not forgotten:
            failed(error)
        else:
            task.get_loop().call_exception_handler(
                {"message": f"The task {name!r} failed", "exception": error, "task": task}
            )
