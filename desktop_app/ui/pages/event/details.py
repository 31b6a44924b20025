"""The second face of the Event page: the form, part by part."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import EventDraft, EventType
from desktop_app.event.guidance import MOST_DAYS
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.access import AccessSection
from desktop_app.ui.pages.event.basics import BasicsSection
from desktop_app.ui.pages.event.days import DaysSection
from desktop_app.ui.pages.event.recurrence import RecurrenceSection
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.pages.event.sessions import SessionsSection
from desktop_app.ui.pages.event.when import WhenSection
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label


class TypeRow(Card):
    """Which type was chosen: with a way back while that is possible, with a lock when Zoom has fixed it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(flush=True, parent=parent)
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
        self.setMinimumHeight(theme.px(48))

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
        match event_type:
            case EventType.SINGLE:
                return self.tr("One session, no expo. Permanent once the draft exists.")
            case EventType.RECURRING:
                return self.tr("One session on many dates. Permanent once the draft exists.")
            case EventType.MULTI_SESSION:
                return self.tr("Many sessions over up to {n} days. Permanent once the draft exists.").format(
                    n=words.number(MOST_DAYS)
                )
            case None:
                return ""


class DetailsForm(QWidget):
    """All parts of the form. `typed` and `chosen` come from any of them; `look_at` tells which widget should come into
    view."""

    typed = Signal()
    chosen = Signal()
    look_at = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.type_row = TypeRow(self)
        self.sections: tuple[Section, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._column.addWidget(self.type_row)

    def parts(self) -> Iterator[None]:
        """Make the sections, one at a time. They have their parent from the start: each move to another one would
        restyle all that is inside."""
        self.basics = BasicsSection(self)
        yield from self._added(self.basics)
        self.when = WhenSection(self)
        yield from self._added(self.when)
        self.recurrence = RecurrenceSection(self)
        yield from self._added(self.recurrence)
        self.days = DaysSection(self)
        self.sessions = SessionsSection(self)
        self.days.days_changed.connect(lambda: self.sessions.show_days(self.days.rows))
        self.sessions.look_at.connect(self.look_at)
        yield from self._added(self.days, self.sessions)
        yield from self.days.parts()
        self.access = AccessSection(self)
        yield from self._added(self.access)
        self._column.addStretch()

    def _added(self, *sections: Section) -> Iterator[None]:
        for section in sections:
            self._column.addWidget(section)
            section.typed.connect(self.typed)
            section.chosen.connect(self.chosen)
        self.sections += sections
        yield

    def fill(self, draft: EventDraft) -> None:
        for section in self.sections:
            section.fill(draft)

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

    def forget(self) -> None:
        """Another event is shown now."""
        for section in self.sections:
            section.forget_visits()
        self.recurrence.forget()
