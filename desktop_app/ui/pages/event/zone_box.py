"""A time zone, chosen by typing a city."""

import datetime as dt

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, QTimeZone, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop_app.event import schedule, zones
from desktop_app.ui import theme, words


def own_zone() -> str:
    """Return the zone of this computer, by its name in use; UTC when it has none that is known."""
    return zones.named(bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "ignore")) or zones.UTC


class ZoneBox(QLineEdit):
    """Typing lists cities; Enter, leaving the field or choosing one takes the best. `changed` follows a new zone.

    Text that comes while the field has no focus is taken at once: assistive programs write without typing. Text that
    leads to no city stays as typed, and then `is_valid` is False and `zone` empty.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._zone = ""
        self._moment: dt.datetime | None = None
        self._lost = False
        self._half_typed = False
        self._cities = QStringListModel(self)
        self._listed: dict[str, str] = {}
        completer = QCompleter(self._cities, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._chosen)
        self.setCompleter(completer)
        icon = self.addAction(theme.icon("globe", "text3", 18), QLineEdit.ActionPosition.TrailingPosition)
        icon.setText(self.tr("Time zone"))  # Qt makes a button of it, which has a name then
        self.setPlaceholderText(self.tr("Type a city"))
        self.textChanged.connect(self._text_changed)
        self.editingFinished.connect(self.settle)

    def zone(self) -> str:
        """Return the IANA name of the zone, empty for none."""
        return self._zone

    def is_valid(self) -> bool:
        return not self._lost

    def set_zone(self, zone: str) -> None:
        """Show a zone by its city, without saying that it changed."""
        self._zone = zone
        self._lost = self._half_typed = False
        self._show()

    def set_moment(self, moment: dt.datetime | None) -> None:
        """Show the distance from UTC as it is at that moment."""
        if moment != self._moment:
            self._moment = moment
            if not self._half_typed:
                self._show()

    def settle(self) -> None:
        """Take the typed city, the best one when there are several."""
        text = self.text().strip()
        if not self._half_typed or text == self._text():
            return
        listed = self._listed.get(text)
        found = [listed] if listed else [city.zone for city in zones.search(text, 1)]
        self._take(found[0] if found else "", lost=bool(text) and not found)

    def _take(self, zone: str, *, lost: bool = False) -> None:
        changed = zone != self._zone or lost != self._lost
        self._zone, self._lost, self._half_typed = zone, lost, False
        self._show()
        if changed:
            self.changed.emit()

    def _show(self) -> None:
        if not self._lost and self.text() != self._text():
            with QSignalBlocker(self):
                self.setText(self._text())
            self.setCursorPosition(0)

    def _text(self) -> str:
        return words.zone_text(self._zone, self._moment) if schedule.find_zone(self._zone) else self._zone

    def _text_changed(self, text: str) -> None:
        self._half_typed = True
        if text not in self._listed:  # else somebody walks through the list, which writes each row
            self._search(text)
        if not self.hasFocus():
            self.settle()

    def _search(self, text: str) -> None:
        moment = self._moment or dt.datetime.now(dt.UTC)
        self._listed = {}
        found = zones.search(text)
        for city in found:
            place = ", ".join(part for part in (city.name, city.country) if part)
            offset = words.offset_text(zones.offset(city.zone, moment))
            self._listed.setdefault(f"{place} ({offset})", city.zone)
        self._cities.setStringList(list(self._listed))
        if found and found[0].name.casefold() == text.strip().casefold() and found[0].zone != self._zone:
            # a whole name is an answer already; the text is left alone while somebody types
            self._zone, self._lost = found[0].zone, False
            self.changed.emit()

    def _chosen(self, text: str) -> None:
        zone = self._listed.get(text)
        if zone is not None:
            # the completer writes the row's text after this signal
            QTimer.singleShot(0, self, lambda: self._take(zone))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, self, self.selectAll)
