"""Step 2. The account's hubs and, for the chosen one, its events: start one, continue a draft, or add attendees."""

import datetime as dt
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout

from desktop_app.attendees.journal import JournalFailed
from desktop_app.event.draft import EventDraft
from desktop_app.journey.hub_listing import HubEvents
from desktop_app.journey.state import Mode, Work
from desktop_app.journey.steps import Step
from desktop_app.ui import theme, words
from desktop_app.ui.pages.hub.deleting_control import DeletingControl
from desktop_app.ui.pages.hub.event_list import EventList
from desktop_app.ui.pages.hub.hub_list import HubList
from desktop_app.ui.pages.hub.waiting import Waiting, find_waiting
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second
from desktop_app.ui.widgets.card import Card, Divider
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.zoom.models import Event, Hub

WANTED = 320
"""Pixels at 100 % text size: with less beside the hubs, their events go below."""


class HubPage(Page):
    """Hubs on the left, the chosen hub's events on the right."""

    step = Step.HUB

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._account: tuple[Mode, str] | None = None
        """Whose events were listed last."""
        self.header.set_texts(
            self.tr("Choose a hub"),
            self.tr("A hub is the home for your events. Start a new event in it, or carry on with an earlier one."),
        )
        self.search = QLineEdit()
        self.search.setObjectName("hub_search")
        self.search.setClearButtonEnabled(True)
        icon = self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icon.setText(self.tr("Search hubs"))
        for button in self.search.findChildren(QToolButton):  # Qt's, of the icon and to clear the text
            button.setAccessibleName(button.text() or self.tr("Clear the search"))
        self.hubs = HubList()
        self.empty = plain_label(role="small")
        self.empty.setObjectName("hub_events_empty")
        self.hub_name = plain_label(role="heading")
        self.hub_count = plain_label(role="caption", wrap=False)
        self.new_button = QPushButton(theme.icon("plus"), self.tr("New event"))
        self.new_button.setObjectName("new_event")
        self.new_button.setAccessibleName(self.new_button.text())
        self.new_button.setProperty("extent", "small")
        self._deleting = DeletingControl(self)
        self.events = EventList(self._deleting.is_going)
        self._listed_at: dt.datetime | None = None
        self._build()
        self.search.textChanged.connect(lambda _text: self._filter())
        self.hubs.currentItemChanged.connect(lambda *_: self._hub_changed())
        self.hubs.used.connect(self.primary)
        self.new_button.clicked.connect(self._new_event)
        self.events.chosen.connect(self._go_on_with)
        self.events.delete_wanted.connect(self._ask_delete)
        self.tasks.changed.connect(self.events.switch_rows)
        self._deleting.deleted.connect(self._look)
        self._deleting.failed.connect(self.fail)
        self.events.arranged.connect(self.changed)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def _build(self) -> None:
        left = Card(flush=True)
        left.setMinimumWidth(theme.px(244))
        inner = QVBoxLayout()
        inner.setContentsMargins(11, 11, 11, 11)
        inner.setSpacing(12)
        inner.addWidget(self.search)
        inner.addWidget(self.hubs, 1)
        left.body.addLayout(inner)
        left.body.addWidget(Divider())
        note = plain_label(
            self.tr("Only hubs where you’re a host are listed. Not here? Ask the hub’s owner."), "caption"
        )
        note.setContentsMargins(20, 12, 20, 12)
        left.body.addWidget(note)

        self._right = Card(flush=True)
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 15, 12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.hub_name)
        names.addWidget(self.hub_count)
        top.addLayout(names, 1)
        top.addWidget(self.new_button)
        self._right.body.addLayout(top)
        self.empty.setContentsMargins(20, 12, 20, 12)
        self._right.body.addWidget(self.empty)
        self._right.body.addWidget(self.events)
        self._right.body.addStretch()

        columns = SideBySide()
        columns.add(left, 11)
        columns.add(self._right, 20, wanted=theme.px(WANTED))
        self.body.addWidget(columns, 1)

    # --- what the window asks

    def bar(self) -> Bar:
        hub = self.hubs.chosen
        busy = self.tasks.running("open")
        return Bar(
            primary=self.tr("Continue the event") if self._goes_on() else self.tr("New event"),
            enabled=hub is not None,
            reason=self.tr("No hub chosen"),
            busy=busy,
            secondary=self.tr("Refresh list"),
            secondary_icon="retry",
            secondary_enabled=not self.tasks.running(),
            status=self._freshness(),
            status_icon="hourglass" if self.tasks.running() else "check-circle",
        )

    def caption(self) -> str:
        return self.journey.state.hub.name if self.journey.state.hub else ""

    def enter(self) -> None:
        if self.journey.state.account != self._account:
            self._account = self.journey.state.account
            self.clear_message()
        self._show_hubs(self.journey.state.hub or self.hubs.current)

    def _show_hubs(self, chosen: Hub | None) -> None:
        connection = self.journey.state.connection
        if connection is None:
            return
        self.hubs.show_hubs(connection.hubs, chosen.hub_id if chosen else None, self.search.text())
        self.search.setPlaceholderText(
            self.tr("Search 1 hub")
            if len(connection.hubs) == 1
            else self.tr("Search {n} hubs").format(n=words.number(len(connection.hubs)))
        )
        self.search.setAccessibleName(self.tr("Search hubs"))
        self._look()

    def primary(self) -> None:
        """Go on with the open event of this hub, else begin one."""
        if self._goes_on():
            self.completed.emit()
        else:
            self._new_event()

    def _goes_on(self) -> bool:
        """Whether an event is open in the chosen hub that something was entered for, and that isn't published."""
        hub, state = self.hubs.chosen, self.journey.state
        if hub is None or state.hub is None or state.hub.hub_id != hub.hub_id or state.published:
            return False
        return state.work is not None and state.draft != EventDraft()

    def secondary(self) -> None:
        self.clear_message()
        self.tasks.start(
            "recheck",
            self.journey.recheck(),
            done=lambda _: self._show_hubs(self.hubs.current),
            failed=lambda error: self.fail(error, self.secondary),
        )

    def leave(self) -> None:
        """Nobody waits any more for what was asked of Zoom, and its answer may come under another connection. What is
        being deleted goes on: that it failed is said when the page is back in view."""
        for name in ("open", "recheck", "events"):
            self.tasks.cancel(name)
        self.clear_message()

    # --- hubs

    def _filter(self) -> None:
        before = self.hubs.chosen
        self.hubs.search(self.search.text())
        if self.hubs.chosen != before or before is None:
            self._hub_changed()

    def _hub_changed(self) -> None:
        """The person looks at another hub, and so no more at what was being opened in the one before."""
        self.tasks.cancel("open")
        self.clear_message()
        self._look()

    def _look(self) -> None:
        """List the events of the chosen hub as they are now."""
        hub = self.hubs.chosen
        self._show_events(None)
        self.new_button.setEnabled(hub is not None)
        self.hub_name.setText(hub.name if hub else self.tr("No hub"))
        self.hub_count.setText("")
        if hub is None:
            self.tasks.cancel("events")
            self.empty.setText(
                self.tr("No hub has this text in its name.")
                if self.hubs.count()
                else self.tr(
                    "Zoom lists no hub where you are a host. Ask your Zoom admin to make you a host of a hub, "
                    "then choose Refresh list."
                )
            )
            self.empty.show()
            self.changed.emit()
            return
        self.hub_count.setText(self.tr("Looking for events…"))
        self.tasks.start(
            "events",
            self._list(hub),
            done=lambda found: self._show_events(*found),
            failed=self._not_listed,
            second=Second.REPLACE,
        )

    def _not_listed(self, error: Exception) -> None:
        self.hub_count.setText(self.tr("Zoom didn’t list the events"))
        self.fail(error, self._hub_changed)

    # --- events

    async def _list(self, hub: Hub) -> tuple[HubEvents, Mapping[str, Waiting]]:
        """Return a hub's events, and by an event's id who waits for it. Raises ZoomError. What the journal can't tell
        is told by the Connect page."""
        listing = await self.journey.hub_events(hub)
        connection = self.journey.state.connection
        if connection is not None:
            with suppress(JournalFailed):
                return listing, await find_waiting(self.program.journal(connection.mode), connection.account_key)
        return listing, {}

    def _show_events(self, listing: HubEvents | None, waiting: Mapping[str, Waiting] | None = None) -> None:
        self.events.show_events(listing, waiting)
        self.empty.hide()
        if listing is None:
            return
        self._listed_at = dt.datetime.now().astimezone()
        total = len(listing.unsent) + len(listing.events)
        self.hub_count.setText(
            self.tr("No events yet")
            if not total
            else self.tr("1 event")
            if total == 1
            else self.tr("{n} events").format(n=words.number(total))
        )
        if not total:
            self.empty.setText(
                self.tr("Events of this hub will be listed here. Choose New event to plan the first one.")
            )
            self.empty.show()
        if listing.missing_permission and self.message.isHidden():
            self.message.show_message(
                "warn",
                self.tr("Foyer isn’t allowed to list events"),
                self.tr("You see only what was begun on this computer. The permission is named on the Connect page."),
            )
        self.changed.emit()

    def _new_event(self) -> None:
        hub = self.hubs.chosen
        self.tasks.cancel("open")
        if hub is not None:
            self.journey.start_event(hub)
            self.completed.emit()

    def _go_on_with(self, entry: Work | Event) -> None:
        """Continue a draft, or open a published event. What was pressed last counts."""
        hub = self.hubs.chosen
        if hub is None:
            return
        self.clear_message()
        if isinstance(entry, Work):
            self.tasks.cancel("open")
            self.journey.resume_unsent(hub, entry)
            self.completed.emit()
        elif entry.status == "DRAFT":
            self._open(entry, self.journey.continue_draft(hub, entry), self.completed.emit)
        else:
            self._open(entry, self.journey.open_published(hub, entry), lambda: self.go.emit(Step.ATTENDEES.value))

    def _open(self, event: Event, opening: Coroutine[Any, Any, None], opened: Callable[[], None]) -> None:
        self.tasks.start(
            "open",
            opening,
            done=lambda _: opened(),
            failed=lambda error: self.fail(error, lambda: self._go_on_with(event)),
            second=Second.REPLACE,
        )

    def _ask_delete(self, entry: Work | Event) -> None:
        self.tasks.cancel("open")
        self._deleting.ask(entry)

    def _freshness(self) -> str:
        if self.tasks.running():
            return self.tr("Asking Zoom…")
        return self.tr("Updated {time}").format(time=words.time_text(self._listed_at.time())) if self._listed_at else ""
