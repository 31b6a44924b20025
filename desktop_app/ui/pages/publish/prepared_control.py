"""People who were prepared for the event, and wait for it to be published."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.journal import ImportStanding
from desktop_app.ui import errors
from desktop_app.ui.event_imports import imports_of_event
from desktop_app.ui.pages.page import Page
from desktop_app.ui.tasks import Second

LOOK = "prepared"
"""The task that looks for them; and the button of the message bar that looks again."""


class PreparedControl(QObject):
    """`changed` comes when others are prepared than before."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._told_of_damage = False
        self.lists: list[ImportStanding] = []
        """The imports that wait for a person to start them."""

    @property
    def people(self) -> int:
        return sum(waiting.counts.left for waiting in self.lists)

    def forget(self) -> None:
        """Another event: none is known yet."""
        self.lists = []

    def look(self) -> None:
        """Look for them as they are now."""
        page = self._page
        state = page.journey.state
        assert state.connection is not None
        page.tasks.start(
            LOOK,
            imports_of_event(page.program.journal(state.connection.mode), state),
            done=self._found,
            failed=self._not_found,
            second=Second.REPLACE,
        )

    def look_no_more(self) -> None:
        """Another event may be open when the answer comes."""
        self._page.tasks.cancel(LOOK)

    def _found(self, imports: list[ImportStanding]) -> None:
        found = [item for item in imports if item.made.prepared]
        if found != self.lists:
            self.lists = found
            self.changed.emit()
        self._page.journey.people_prepared(self.people)
        connection = self._page.journey.state.connection
        lost = self._page.program.journal(connection.mode).set_aside if connection is not None else None
        if lost is not None and not self._told_of_damage:
            self._told_of_damage = True
            self._page.say("warn", *errors.lost_record(lost.name))

    def _not_found(self, error: Exception) -> None:
        """Nobody would miss whom publishing forgets, so it is said. To try again must not publish."""
        self._page.show_view(replace(errors.view_for(error), actions=((LOOK, errors.action_label("retry")),)))
