"""The application as Qt and the system see it. Every way to tell it to end closes its window, as a person does.

The session's end, and Quit in a menu or a dock, come as an event of Qt's; Ctrl+C in a terminal and `kill` as signals.
"""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from types import FrameType
from typing import TypeVar

import qasync
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

T = TypeVar("T")

PAUSE = 0.01
"""Seconds between two runs of a loop that Qt ends at once."""

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those of Unix and of Windows."""


class Application(QApplication):
    """Told to quit, it closes its windows and no more: Qt would stop the event loop under what is still to be saved.

    `file_opened` comes with the path of a file that macOS hands to the running program ("Open With", the dock).
    """

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if event.file():
                self.file_opened.emit(event.file())
            return True
        if event.type() == QEvent.Type.Quit:
            self.closeAllWindows()
            return True
        return super().event(event)


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """Goes on until what it runs is done. Qt ends its loop when the screen is gone, as the X server at the end of a
    session: `QApplication.aboutToQuit` tells of it, and what is to be saved still needs the loop."""

    def run_until_complete(self, future: Awaitable[T]) -> T:
        """Return what `future` returns. Raises what it raises."""
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(lambda _: self.stop())
        while not task.done():
            self.run_forever()
            if not task.done():
                time.sleep(PAUSE)
        result: T = super().run_until_complete(task)
        return result


def close_on_signals(close: Callable[[], object]) -> None:
    """Call `close` on the running loop at the first signal to end; a second one ends the program at once."""
    loop = asyncio.get_running_loop()
    heeded = list(_heeded())

    def told() -> None:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)
        close()

    def on_windows(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(told)

    for number in heeded:
        try:
            loop.add_signal_handler(number, told)
        except NotImplementedError:
            signal.signal(number, on_windows)


def _heeded() -> Iterator[signal.Signals]:
    """Yield the available signals, except those that the parent process ignores (nohup)."""
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            yield number
