"""Deletes an event: of this computer, or a draft at Zoom with the lists that were prepared for it. It asks first."""

import logging

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.journal import JournalFailed
from desktop_app.journey.state import Work
from desktop_app.ui import confirm
from desktop_app.ui.pages.page import Page
from desktop_app.zoom.models import Event

log = logging.getLogger(__name__)


class DeletingControl(QObject):
    """`deleted` comes when an event is gone, `failed` with the exception and with what tries again.

    A draft is deleted even if the page is left meanwhile. Nothing comes of what was asked of another account than that
    which is connected now: its client was closed, and to try again would ask the wrong one.
    """

    deleted = Signal()
    failed = Signal(object, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def is_going(self, event_id: str) -> bool:
        """Say whether a draft is being deleted."""
        return self._page.tasks.running(_task(event_id))

    def ask(self, entry: Work | Event) -> None:
        """Delete an event, if that is wanted."""
        if isinstance(entry, Work):
            title, action = self.tr("Delete this event?"), self.tr("Delete event")
            # it may have been at Zoom, which doesn't show it
            said = (
                self.tr(
                    "What you entered for “{name}” is deleted on this computer. Nothing changes at Zoom. "
                    "This can’t be undone."
                )
                if entry.event_id
                else self.tr("“{name}” is on this computer only; Zoom has not seen it. This can’t be undone.")
            )
            name = entry.draft.name or self.tr("Event without a name")
        else:
            title, action, name = self.tr("Delete this draft?"), self.tr("Delete draft"), entry.name
            said = self.tr(
                "“{name}” is deleted at Zoom and here, with the lists prepared for it. This can’t be undone."
            )
        confirm.ask(self._page, "delete", title, said.format(name=name), action=action, then=lambda: self._start(entry))

    def _start(self, entry: Work | Event) -> None:
        self._page.clear_message()
        if isinstance(entry, Work):
            self._page.journey.forget(entry)
            self.deleted.emit()
            return
        self._page.header.focus_title()  # the button that had the focus is switched off
        asked = self._page.journey.state.account

        def done(lists_too: bool) -> None:
            if self._page.journey.state.account == asked:
                self._done(lists_too)

        def failed(error: Exception) -> None:
            if self._page.journey.state.account == asked:
                self.failed.emit(error, lambda: self._start(entry))
            else:
                log.info("A draft of another account may be left: %s", error)

        self._page.tasks.start(_task(entry.event_id), self._delete(entry), done=done, failed=failed)

    async def _delete(self, event: Event) -> bool:
        """Delete a draft, then the lists that were prepared for it, and return whether those are gone too. Raises
        ZoomError, and then the lists are kept, as the draft is."""
        connection = self._page.journey.state.connection
        assert connection is not None
        await self._page.journey.delete_draft(event)
        journal = self._page.program.journal(connection.mode)
        try:
            for made, _ in await journal.imports(event.event_id, connection.account_key):
                if made.prepared:
                    await journal.discard(made.id)
        except JournalFailed as error:
            log.warning("Lists that were prepared for a deleted draft may be left: %s", error)
            return False
        return True

    def _done(self, lists_too: bool) -> None:
        if not lists_too:
            self._page.message.show_message(
                "warn",
                self.tr("The draft is deleted, but perhaps not the lists prepared for it"),
                self.tr("Foyer’s record of them didn’t answer. What is left of them is on the Connect page."),
            )
        self.deleted.emit()


def _task(event_id: str) -> str:
    return f"delete {event_id}"
