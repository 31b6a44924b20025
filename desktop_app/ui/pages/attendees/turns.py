"""The order in which is done what a person asks for, where some of it has to wait."""

from collections import deque
from collections.abc import Callable
from functools import partial


class Turns:
    """Each thing is done at once, but for what is asked for `at_rest`, which waits while something is `busy`; and what
    is asked for after that waits with it. `done` is called after each that had to wait."""

    def __init__(self, busy: Callable[[], bool], done: Callable[[], object]) -> None:
        self._busy = busy
        self._done = done
        self._waiting: deque[Callable[[], object]] = deque()

    @property
    def pending(self) -> bool:
        """Whether anything waits."""
        return bool(self._waiting)

    def in_turn(self, act: Callable[..., object], *given: object) -> None:
        """Do something after what was asked for before."""
        if self._waiting:
            self._waiting.append(partial(act, *given))
        else:
            act(*given)

    def at_rest(self, act: Callable[[], object]) -> None:
        """The same, as soon as nothing is busy."""
        self._waiting.append(act)
        self.go_on()

    def go_on(self) -> None:
        """Do what waits, until something is busy with it. To be called whenever nothing is busy any more."""
        while self._waiting and not self._busy():
            self._waiting.popleft()()
            self._done()

    def forget(self) -> None:
        """Let nothing of it be done."""
        self._waiting.clear()
