"""The comparison of the three event types, word for word from `event.guidance`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.event.draft import EventType
from desktop_app.event.guidance import COMPARISON, LOBBY_DAYS, LOBBY_MINUTES, Capability, Lobby, Registration, Value
from desktop_app.ui import words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.card import Divider
from desktop_app.ui.widgets.plain import plain_label


class ComparisonTable(QWidget):
    """A row a capability, a column a type."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("type_comparison")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column in range(1, len(EventType) + 1):
            grid.setColumnStretch(column, 1)
        for column, event_type in enumerate(EventType, start=1):
            grid.addWidget(_cell(words.type_name(event_type), "label"), 0, column)
        for number, (capability, values) in enumerate(COMPARISON.items(), start=1):
            grid.addWidget(Divider(), 2 * number - 1, 0, 1, len(EventType) + 1)
            grid.addWidget(_cell(capability_name(capability), "label"), 2 * number, 0)
            for column, event_type in enumerate(EventType, start=1):
                said = (
                    sessions_text(event_type)
                    if capability is Capability.SESSIONS
                    else value_text(capability, values[event_type])
                )
                grid.addWidget(_cell(said, "small"), 2 * number, column)


def capability_name(capability: Capability) -> str:
    return {
        Capability.SESSIONS: tr("Sessions"),
        Capability.REGISTRATION: tr("Registration"),
        Capability.LOBBY: tr("Lobby"),
        Capability.EXPO: tr("Expo"),
        Capability.DAYS: tr("Days"),
    }[capability]


def value_text(capability: Capability, value: Value) -> str:
    """Return one cell of the comparison; the cards show the same words."""
    match value:
        case Registration.ONE_SESSION:
            return tr("People register once")
        case Registration.EVERY_DATE:
            return tr("Register once for every date")
        case Registration.ALL_SESSIONS:
            return tr("Register once for all of them")
        case Lobby.MINUTES_OR_NONE:
            return tr("{n}-minute lobby, or none").format(n=LOBBY_MINUTES)
        case Lobby.MINUTES_EACH_TIME:
            return tr("{n}-minute lobby each time").format(n=LOBBY_MINUTES)
        case Lobby.DAYS:
            return tr("Lobby open up to {n} days").format(n=LOBBY_DAYS)
        case None:
            return tr("As many as there are dates")
        case int():
            return _number(capability, value)


def sessions_text(event_type: EventType) -> str:
    """Return how many sessions or dates a type has: the first fact of its card."""
    value = COMPARISON[Capability.SESSIONS][event_type]
    if event_type is EventType.RECURRING and isinstance(value, int):
        return tr("Up to {n} dates").format(n=words.number(value))
    return value_text(Capability.SESSIONS, value)


def _number(capability: Capability, value: int) -> str:
    said = words.number(value)
    match capability:
        case Capability.EXPO:
            return tr("Expo with up to {n} booths").format(n=said) if value else tr("No expo")
        case Capability.DAYS:
            return tr("1 day") if value == 1 else tr("Up to {n} days").format(n=said)
        case _:
            return tr("1 session") if value == 1 else tr("Up to {n} sessions").format(n=said)


def _cell(text: str, role: str) -> QLabel:
    label = plain_label(text, role)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
