"""An input for a time of day that reads what people type: "2pm", "14:00", "2:00 PM", "1400"."""

import datetime as dt
import re

from PySide6.QtCore import QLocale, QSignalBlocker, QStringListModel, Qt, QTime, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_app.ui import theme

STEP = 30
"""Minutes between two times of the list, and for the arrow keys."""

_TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?m?\Z")


class TimeField(QLineEdit):
    """May be empty. `changed` comes with each edit that changes the time, not from `set_time`.

    Up and Down move by half an hour; Alt+Down and the clock open a list. What makes no time stays as it was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time: dt.time | None = None
        self.setPlaceholderText(time_text(dt.time(14, 0), self.locale()))
        self._open = QAction(self)
        self._open.setIcon(theme.icon("clock", "text2", 18))
        self._open.setText(self.tr("Choose a time"))
        self._open.setToolTip(self._open.text())
        self._open.triggered.connect(self.open_list)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._list: QCompleter | None = None
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._tidy)

    def time(self) -> dt.time | None:
        """Return the time, or None while the input is empty or makes no time."""
        return self._time

    def set_time(self, time: dt.time | None) -> None:
        """Show a time, or nothing."""
        self._time = time
        self.setText(time_text(time, self.locale()) if time else "")
        self.setCursorPosition(0)

    def is_valid(self) -> bool:
        """Say whether the input is empty or a time."""
        return self._time is not None or not self.text().strip()

    def open_list(self) -> None:
        """Show the half hours of the day."""
        if self._list is None:
            times = [time_text(_at(minutes), self.locale()) for minutes in range(0, 24 * 60, STEP)]
            self._list = QCompleter(QStringListModel(times, self), self)
            self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._list.setMaxVisibleItems(8)
            self._list.setWidget(self)
            self._list.activated.connect(self._listed)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        popup = self._list.popup()
        assert popup is not None
        popup.ensurePolished()  # or it takes its rows for as low as they are without the style sheet
        self._list.complete()
        now = self._time or dt.time(9, 0)
        row = (now.hour * 60 + now.minute) // STEP
        popup.setCurrentIndex(self._list.completionModel().index(row, 0))
        popup.scrollTo(popup.currentIndex())

    def _listed(self, text: str) -> None:
        self._take(parsed_time(text, self.locale()))

    def _edited(self, text: str) -> None:
        time = parsed_time(text, self.locale())
        if time != self._time:
            self._time = time
            self.changed.emit()

    def _take(self, time: dt.time | None) -> None:
        before = self._time
        self.set_time(time)
        if time != before:
            self.changed.emit()

    def _tidy(self) -> None:
        if self._time is not None:
            with QSignalBlocker(self):
                self.setText(time_text(self._time, self.locale()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_list()
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and not event.modifiers()
            and self.is_valid()
            and not self.isReadOnly()
        ):
            self._step(STEP if key == Qt.Key.Key_Up else -STEP)
        else:
            super().keyPressEvent(event)

    def _step(self, minutes: int) -> None:
        if self._time is None:
            self._take(dt.time(9, 0))
            return
        self._take(_at((self._time.hour * 60 + self._time.minute + minutes) % (24 * 60)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tidy()


def time_text(time: dt.time, locale: QLocale) -> str:
    """Return a time as the locale writes it: "2:00 PM"."""
    said = locale.toString(QTime(time.hour, time.minute), QLocale.FormatType.ShortFormat)
    return said.replace("\u202f", " ").replace("\u00a0", " ")


def parsed_time(text: str, locale: QLocale) -> dt.time | None:
    """Return the time that was typed, or None. Without AM or PM it is read on the 24-hour clock."""
    cleaned = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split()).casefold()
    if not cleaned:
        return None
    if cleaned in ("noon", "midnight"):
        return dt.time(12 if cleaned == "noon" else 0)
    for said, letter in ((locale.amText(), "a"), (locale.pmText(), "p")):
        if said:
            cleaned = cleaned.replace(said.casefold(), letter)
    cleaned = cleaned.replace("a.m.", "a").replace("p.m.", "p")
    if cleaned[0] in "ap":  # some languages say it first
        cleaned = cleaned[1:].strip() + cleaned[0]
    found = _TYPED.match(cleaned)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _at(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes, 60))
