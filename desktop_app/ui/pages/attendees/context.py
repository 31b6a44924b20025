"""What the controls of the Attendees page share: the journey, the record of imports, the page's tasks and its voice."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.attendees.journal import Journal
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Connection, Mode
from desktop_app.ui.tasks import TaskOwner

IMPORT, ONE_AHEAD, UNDO = "import", "one ahead", "undo"
"""The tasks that change who is registered."""


class Say(Protocol):
    """Shows a message: its kind, title and text, and the keys and labels of its buttons."""

    def __call__(self, kind: str, title: str, text: str = "", actions: Sequence[tuple[str, str]] = ()) -> None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """`unsay` takes the message with a title away, if it is shown; `fail` shows a failure, with what "Try again" does,
    if anything. `pause` is how an import waits, in seconds."""

    page: QWidget
    journey: Journey
    tasks: TaskOwner
    journals: Callable[[Mode], Journal]
    pause: Callable[[float], Awaitable[None]]
    say: Say
    unsay: Callable[[str], None]
    fail: Callable[[Exception, Callable[[], None] | None], None]

    @property
    def connection(self) -> Connection:
        connection = self.journey.state.connection
        assert connection is not None
        return connection

    @property
    def journal(self) -> Journal:
        """The record of imports; practice has its own."""
        return self.journals(self.connection.mode)

    @property
    def sends(self) -> bool:
        """Whether people are being registered, or taken out again: one of them at a time."""
        return any(map(self.tasks.running, (IMPORT, ONE_AHEAD, UNDO)))

    @property
    def practice(self) -> bool:
        return self.connection.mode is Mode.PRACTICE

    @property
    def draft(self) -> bool:
        """Whether the event isn't published, so that people can only be prepared."""
        return not self.journey.state.published

    @property
    def canceled(self) -> bool:
        """Whether a host canceled the event, so that Zoom takes nobody any more."""
        stored = self.journey.state.stored
        return stored is not None and stored.status == "CANCELLED"

    def just_fail(self, error: Exception) -> None:
        """Show a failure that can't be tried again from its message."""
        self.fail(error, None)
