"""The events of a hub, one row below the other."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.journey.hub_listing import HubEvents
from desktop_app.journey.state import Work
from desktop_app.ui import tab_order, theme, words
from desktop_app.ui.breath import Breath
from desktop_app.ui.pages.hub.event_row import EventRow
from desktop_app.ui.pages.hub.waiting import NOBODY, Waiting

if TYPE_CHECKING:
    from desktop_app.zoom.models import Event

A_PART = 20
"""Rows that are shown before somebody asks for more: drafts come first, and what is over comes last."""

AT_ONCE = 5
"""Rows that are made in one turn of the event loop, so that the window answers within 50 ms."""


class EventList(QWidget):
    """`chosen` and `delete_wanted` carry the Work or the Event of a row; `arranged` tells that new rows are there.

    Nothing can be done with an event that `is_going`, by its id: it is being deleted.
    """

    arranged = Signal()
    chosen = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, is_going: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_going = is_going
        self._rows: list[EventRow] = []
        self._listed: list[Work | Event] = []
        self._over: frozenset[str] = frozenset()
        self._waiting: Mapping[str, Waiting] = {}
        self._wanted = 0
        self.more = QPushButton(theme.icon("chevron-down", "accentText", 16), "", self)
        self.more.setObjectName("more_events")
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._soon = Breath(self, self._make_rows)

    def show_events(self, listing: HubEvents | None, waiting: Mapping[str, Waiting] | None = None) -> None:
        """Show other events, the first of them at once; with None, no events. `waiting` says by an event's id who
        waits for it."""
        self._soon.stop()
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._listed = [] if listing is None else [*listing.unsent, *listing.events]
        self._over = frozenset() if listing is None else listing.over
        self._waiting = waiting or {}
        self._wanted = A_PART
        self._make_rows()

    def switch_rows(self) -> None:
        """Switch each row off or on, as its event is going or stays."""
        for row, entry in zip(self._rows, self._listed, strict=False):
            row.setEnabled(isinstance(entry, Work) or not self._is_going(entry.event_id))

    def _show_more(self) -> None:
        first = len(self._rows)
        self._wanted += A_PART
        self._make_rows()
        # the button may be gone now: the focus goes on to what it brought
        for stop in tab_order.stops(self._rows[first])[:1]:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_rows(self) -> None:
        wanted = min(self._wanted, len(self._listed))
        for entry in self._listed[len(self._rows) : min(len(self._rows) + AT_ONCE, wanted)]:
            row = (
                EventRow.for_work(entry)
                if isinstance(entry, Work)
                else EventRow.for_event(
                    entry, over=entry.event_id in self._over, waiting=self._waiting.get(entry.event_id, NOBODY)
                )
            )
            row.chosen.connect(lambda entry=entry: self.chosen.emit(entry))
            row.delete_wanted.connect(lambda entry=entry: self.delete_wanted.emit(entry))
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        self.switch_rows()
        left = len(self._listed) - wanted
        self.more.setText(self.tr("Show more events ({n})").format(n=words.number(left)))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        if len(self._rows) < wanted:
            self._soon.start()
        else:
            self.arranged.emit()
