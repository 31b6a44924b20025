"""The second face of the Event page: the form, part by part."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import EventDraft, EventType
from desktop_app.ui import words
from desktop_app.ui.pages.event_access import AccessSection
from desktop_app.ui.pages.event_basics import BasicsSection
from desktop_app.ui.pages.event_days import DaysSection
from desktop_app.ui.pages.event_recurrence import RecurrenceSection
from desktop_app.ui.pages.event_sessions import SessionsSection
from desktop_app.ui.pages.event_when import WhenSection
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label

if TYPE_CHECKING:
    from desktop_app.ui.pages.event_section import Section


class TypeRow(Card):
    """Which type was chosen: with a way back while that is possible, with a lock when Zoom has fixed it."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setObjectName("type_row")
        self._icon = IconLabel("calendar", "text2", 20)
        self._name = plain_label(role="strong", wrap=False)
        self._text = plain_label(role="small")
        self.change_button = QPushButton(self.tr("Change type"))
        self.change_button.setObjectName("change_type")
        self.change_button.setAccessibleName(self.change_button.text())
        self.change_button.setProperty("kind", "link")
        self.lock = IconLabel("lock", "text3", 18)
        row = QHBoxLayout()
        row.setContentsMargins(15, 7, 7, 7)
        row.setSpacing(12)
        for widget in (self._icon, self._name):
            row.addWidget(widget)
        row.addWidget(self._text, 1)
        row.addWidget(self.lock)
        row.addWidget(self.change_button)
        self.body.addLayout(row)
        self.setMinimumHeight(48)

    def show_type(self, event_type: EventType | None, *, locked: bool) -> None:
        self._icon.show_icon(words.type_icon(event_type))
        self._name.setText(words.type_name(event_type))
        self._text.setText(
            self.tr("Fixed since Zoom created the draft. For another type, start a new event.")
            if locked
            else self._purpose(event_type)
        )
        self.lock.setVisible(locked)
        self.change_button.setVisible(not locked)

    def text(self) -> str:
        return self._text.text()

    def _purpose(self, event_type: EventType | None) -> str:
        return (
            {
                EventType.SINGLE: self.tr("One session, no expo. Permanent once the draft exists."),
                EventType.RECURRING: self.tr("One session on many dates. Permanent once the draft exists."),
                EventType.MULTI_SESSION: self.tr("Many sessions over up to six days. Permanent once the draft exists."),
            }.get(event_type, "")
            if event_type
            else ""
        )


class DetailsForm(QWidget):
    """All parts of the form. `typed` and `chosen` come from any of them."""

    typed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.type_row = TypeRow()
        self.basics = BasicsSection()
        self.when = WhenSection()
        self.recurrence = RecurrenceSection()
        self.days = DaysSection()
        self.sessions = SessionsSection()
        self.access = AccessSection()
        self.sections: tuple[Section, ...] = (
            self.basics,
            self.when,
            self.recurrence,
            self.days,
            self.sessions,
            self.access,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._column.addWidget(self.type_row)
        for section in self.sections:
            self._column.addWidget(section)
            section.typed.connect(self.typed)
            section.chosen.connect(self.chosen)
        self._column.addStretch()
        self.days.days_changed.connect(lambda: self.sessions.show_days(self.days.rows))
        self._order_soon = QTimer(self)
        self._order_soon.setSingleShot(True)
        self._order_soon.timeout.connect(lambda: tab_in_reading_order(self))
        for section in (self.days, self.sessions):
            section.chosen.connect(self._order_soon.start)
        tab_in_reading_order(self)

    def fill(self, draft: EventDraft) -> None:
        for section in self.sections:
            section.fill(draft)
        self._order_soon.start()

    def read(self, draft: EventDraft) -> EventDraft:
        for section in self.sections:
            draft = section.read(draft)
        return draft

    def adapt(self, draft: EventDraft) -> None:
        for section in self.sections:
            section.adapt(draft)

    def begin(self, draft: EventDraft) -> None:
        """Prepare what an empty form needs: a multi-session event has a first day."""
        if draft.event_type is EventType.MULTI_SESSION:
            self.days.begin(draft)
            self._order_soon.start()

    def forget(self) -> None:
        """Another event is shown now."""
        for section in self.sections:
            section.forget_visits()
        self.recurrence.forget()


def tab_in_reading_order(root: QWidget) -> None:
    """Make Tab go through `root` as the eye does: layouts know that order, creation does not."""
    stops = list(_stops(root))
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        return
    layout = widget.layout()
    if layout is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _inside(inner)
