"""What is done with the imports that were not finished: found, offered, put away, or gone on with once their account is
connected."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.records import ImportOver
from desktop_app.journey.state import Connection, Mode
from desktop_app.ui import errors, giving_up
from desktop_app.ui.pages.connect.unfinished import Unfinished, UnfinishedImports, find_unfinished
from desktop_app.ui.pages.page import Page
from desktop_app.ui.tasks import Second
from desktop_app.zoom.errors import Reason, ZoomError

if TYPE_CHECKING:
    from pathlib import Path

OPENING = "open event"
"""The task that opens the event of an import that is to go on."""


class UnfinishedControl(QObject):
    """`connection_wanted` asks to connect the account of `wanted`, the import to go on with; `opened` comes when the
    event of that import is open."""

    connection_wanted = Signal()
    opened = Signal()

    def __init__(self, page: Page, offered: UnfinishedImports) -> None:
        super().__init__(page)
        self._page = page
        self._offered = offered
        self.wanted: Unfinished | None = None
        self._turn = asyncio.Lock()
        self._told_lost: set[Path] = set()
        offered.continued.connect(self._continue)
        offered.given_up.connect(self.ask_to_give_up)

    # --- those that there are

    def look(self) -> None:
        """List them as they are now."""
        journals = {mode: self._page.program.journal(mode) for mode in Mode}
        self._page.tasks.start(
            "unfinished",
            find_unfinished(journals),
            done=self._show,
            failed=self._not_found,
            second=Second.REPLACE,
        )

    def _show(self, found: list[Unfinished]) -> None:
        self._offered.show_imports(found)
        for mode in Mode:
            path = self._page.program.journal(mode).set_aside
            if path is not None and path not in self._told_lost:
                self._told_lost.add(path)
                self._page.message.show_message("warn", *errors.lost_record(path.name))

    def _not_found(self, error: Exception) -> None:
        """Nobody would miss what isn't offered, so it is said."""
        self._offered.hide()
        self._page.fail(error, self.look)

    def ask_to_give_up(self, given_up: Unfinished) -> None:
        """Put an import away, if that is wanted."""
        giving_up.ask(self._page, given_up.made, given_up.counts, lambda: self._give_up(given_up))

    def _give_up(self, given_up: Unfinished) -> None:
        self.let_go()
        self._page.clear_message()
        self._page.tasks.start(
            f"give up {given_up.made.id}",
            self._put_away(given_up),
            done=lambda _: self.look(),
            failed=lambda error: self._page.fail(error, lambda: self._give_up(given_up)),
        )

    async def _put_away(self, given_up: Unfinished) -> None:
        """One after the other: two of one event would take each other for another window's import. Raises
        JournalFailed, AlreadyRunning."""
        async with self._turn:
            with suppress(ImportOver):  # it is gone already
                await giving_up.give_up(self._page.program.journal(given_up.mode), given_up.made)

    # --- going on with one

    def _continue(self, wanted: Unfinished) -> None:
        self.wanted = wanted
        self.connection_wanted.emit()

    def let_go(self) -> None:
        """Nobody waits any more for an import to go on."""
        self.wanted = None
        self._page.tasks.cancel(OPENING)

    @property
    def opening(self) -> bool:
        return self._page.tasks.running(OPENING)

    def go_on(self, connection: Connection) -> None:
        """A connection stands: open the event of the import that waits for it."""
        if self.wanted is None:
            return
        if connection.account == (self.wanted.mode, self.wanted.made.account_key):
            self._open(self.wanted)
        else:
            self.wanted = None

    def _open(self, wanted: Unfinished) -> None:
        self._page.clear_message()
        self._page.tasks.start(
            OPENING,
            self._page.journey.open_event(wanted.made.event_id),
            done=lambda _: self._event_opened(wanted),
            failed=lambda error: self._event_not_opened(wanted, error),
        )

    def _event_opened(self, wanted: Unfinished) -> None:
        self.wanted = None
        self._page.program.import_to_continue = wanted.made.id
        self.opened.emit()

    def _event_not_opened(self, wanted: Unfinished, error: Exception) -> None:
        """An event that is gone would be looked for at every start, so its import can be given up."""
        if isinstance(error, ZoomError) and error.reason is Reason.EVENT_NOT_FOUND:
            view = errors.view_for(error)
            self._page.show_view(replace(view, actions=(("give_up", giving_up.label(wanted.made)),)))
        else:
            self._page.fail(error, lambda: self._open(wanted))
