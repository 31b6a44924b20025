"""One event in a hub's list: what it is, when, its status, and the one thing to do with it."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.journey.state import Work
from desktop_app.ui import theme, words
from desktop_app.ui.pages.hub.waiting import NOBODY, Waiting
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.zoom.models import Event

LEAST_WORDS = 160
"""Pixels at 100 % text size: a date and time. Where a row has less beside its buttons, they go below."""


class EventRow(QFrame):
    """`chosen` continues a draft or opens a published event; `delete_wanted` asks before anything is deleted.

    `waiting` says who waits to be registered, empty where nobody does.
    """

    chosen = Signal()
    delete_wanted = Signal()

    def __init__(
        self,
        *,
        key: str,
        name: str,
        event_type: str,
        when: str,
        chip: Chip,
        action: str,
        can_delete: bool,
        waiting: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(f"event_row_{key}")
        self.setProperty("look", "event-row")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 11, 15, 11)
        layout.setSpacing(12)
        icon = IconLabel(words.type_icon(event_type))
        icon.setAccessibleName(words.type_name(event_type))
        set_tip(icon, words.type_name(event_type))
        layout.addWidget(icon)
        said = QWidget()
        texts = QVBoxLayout(said)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(4)
        title = plain_label(name, "name")
        title.setObjectName(f"event_name_{key}")
        texts.addWidget(title)
        if when:
            moment = plain_label(when, "small")
            moment.setObjectName(f"event_when_{key}")
            texts.addWidget(moment)
            texts.addSpacing(2)
        texts.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)
        if waiting:
            people = plain_label(waiting, "warn")
            people.setObjectName(f"event_waiting_{key}")
            texts.addWidget(people)
        said.setMinimumWidth(theme.px(LEAST_WORDS))
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(12)
        if can_delete:
            delete = QPushButton(theme.icon("trash"), "")
            delete.setObjectName(f"delete_{key}")
            delete.setAccessibleName(self.tr("Delete {name}").format(name=name))
            set_tip(delete, self.tr("Delete"))
            delete.setProperty("kind", "quiet")
            delete.setProperty("extent", "small")
            delete.clicked.connect(self.delete_wanted)
            buttons.addWidget(delete)
        if action:
            button = QPushButton(action)
            button.setObjectName(f"open_{key}")
            button.setAccessibleName(f"{action}, {name}")
            button.setProperty("extent", "small")
            button.clicked.connect(self.chosen)
            buttons.addWidget(button)
        else:
            closed = QLabel(self.tr("No longer open"))
            closed.setProperty("role", "caption")
            buttons.addWidget(closed)
        buttons.addStretch()
        columns = SideBySide(12)
        columns.add(said)
        columns.add(actions, 0)
        layout.addWidget(columns, 1)

    @classmethod
    def for_work(cls, work: Work) -> "EventRow":
        """A row for an event that only this computer knows."""
        return cls(
            key=work.key,
            name=work.draft.name.strip() or tr("Event without a name"),
            event_type=str(work.draft.event_type or ""),
            when=words.when_text(work.draft) or ("" if work.event_id else tr("Not sent to Zoom")),
            chip=Chip("neutral", tr("On this computer"), "laptop"),
            action=tr("Continue draft"),
            can_delete=True,
        )

    @classmethod
    def for_event(cls, event: Event, *, over: bool, waiting: Waiting = NOBODY) -> "EventRow":
        """A row for an event at Zoom. `over`: its last date has passed."""
        draft = event.status == "DRAFT"
        open_for_people = event.status == "PUBLISHED" and not over
        if draft:
            chip = Chip("neutral", tr("Draft"), "pencil")
        elif open_for_people:
            chip = Chip("ok", tr("Published"), "check")
        elif event.status == "PUBLISHED":
            chip = Chip("neutral", tr("Ended"), "clock")
        else:
            chip = Chip("bad", tr("Canceled"), "x")
        action = tr("Continue draft") if draft else tr("Add attendees") if open_for_people else ""
        return cls(
            key=event.event_id,
            name=event.name,
            event_type=event.event_type,
            when=_when(event),
            chip=chip,
            action=action,
            can_delete=draft,
            waiting=_who_waits(waiting) if draft or open_for_people else "",
        )


def _who_waits(waiting: Waiting) -> str:
    said = []
    if waiting.prepared:
        said.append(
            words.counted(
                waiting.prepared,
                tr("1 prepared person isn’t registered yet"),
                tr("{n} prepared people aren’t registered yet"),
            )
        )
    if waiting.left:
        said.append(
            words.counted(
                waiting.left,
                tr("An import isn’t finished: 1 person is left"),
                tr("An import isn’t finished: {n} people are left"),
            )
        )
    return "\n".join(said)


def _when(event: Event) -> str:
    """ "Dec 15, 2025, 2:00 PM in New York": the event's own time, which may not be this computer's."""
    if not event.calendar:
        return ""
    try:
        zone = ZoneInfo(event.timezone)
    except (KeyError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    start = event.calendar[0].start_time.astimezone(zone)
    return tr("{date}, {time}").format(
        date=words.short_date_text(start.date()), time=words.time_at(words.time_text(start.time()), zone.key)
    )
