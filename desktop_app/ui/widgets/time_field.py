"""An input for a time of day that reads what people type: "2pm", "14:00", "2:00 PM", "1400"."""

import datetime as dt
import re

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_app.ui import theme, words
from desktop_app.ui.widgets.plain import set_tip
from desktop_app.ui.widgets.whole_text import room_for

STEP = 30
"""Minutes between two times of the list, and for the arrow keys."""

_TYPED = re.compile(r"(\d{1,2})(?:([:.h]?)(\d{2}))?\s*([ap])?m?\Z")
_DAY_BEGINS = 8
"""A bare hour below this is one of the afternoon: nobody means 3 at night by "3"."""
_DAY = 24 * 60


class TimeField(QLineEdit):
    """May be empty. `changed` comes with each text that makes another time, whoever wrote it, not from `set_time`.

    An end is given the start that it comes `after`: an hour without AM or PM is the first such hour then. Up and Down
    move by half an hour; Alt+Down and the clock open a list. What makes no time stays as it was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, after: "TimeField | None" = None) -> None:
        super().__init__(parent)
        self._time: dt.time | None = None
        self._after = after
        # no example in it: a time looks filled in, and is read out as one
        self._open = QAction(self)
        self._open.setIcon(theme.icon("clock", "text2", 18))
        self._open.setText(self.tr("Choose a time"))
        set_tip(self._open, self._open.text())
        self._open.triggered.connect(self.open_list)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._list: QCompleter | None = None
        self.textChanged.connect(self._text_changed)  # assistive programs write without editing
        self.editingFinished.connect(self._tidy)

    def time(self) -> dt.time | None:
        """Return the time, or None while the input is empty or makes no time."""
        return self._time

    def set_time(self, time: dt.time | None) -> None:
        """Show a time, or nothing."""
        self._time = time
        self._write(time)
        self.setCursorPosition(0)

    def is_valid(self) -> bool:
        """Say whether the input is empty or a time."""
        return self._time is not None or not self.text().strip()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for any time: a clipped one reads as another."""
        self.ensurePolished()
        texts = (words.time_text(dt.time(hour, 0), self.locale()) for hour in (0, 10, 12, 20, 22))
        widest = max(texts, key=self.fontMetrics().horizontalAdvance)
        return room_for(self, super().minimumSizeHint(), widest)

    def open_list(self) -> None:
        """Show the half hours of the day."""
        if self._list is None:
            times = [words.time_text(_at(minutes), self.locale()) for minutes in range(0, _DAY, STEP)]
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

    def _write(self, time: dt.time | None) -> None:
        with QSignalBlocker(self):
            self.setText(words.time_text(time, self.locale()) if time else "")

    def _text_changed(self, text: str) -> None:
        time = parsed_time(text, self.locale(), after=self._after.time() if self._after else None)
        if time != self._time:
            self._time = time
            self.changed.emit()
        if not self.hasFocus():  # nobody is in the midst of typing it
            self._tidy()

    def _take(self, time: dt.time | None) -> None:
        before = self._time
        self.set_time(time)
        if time != before:
            self.changed.emit()

    def _tidy(self) -> None:
        if self._time is not None:
            self._write(self._time)

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
        self._take(_at((self._time.hour * 60 + self._time.minute + minutes) % _DAY))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tidy()


def parsed_time(text: str, locale: QLocale, *, after: dt.time | None = None) -> dt.time | None:
    """Return the time that was typed, or None.

    Where the locale says AM and PM and the text doesn't, an hour from 1 to 12 without a leading zero is the first one
    `after`, or without that the one of the day: from 8 in the morning on.
    """
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
    hour, minute, half = int(found[1]), int(found[3] or 0), found[4]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 12 and not found[1].startswith("0") and found[2] != "h" and _says_half(locale):
        hour = _hour_meant(hour % 12, minute, after)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _hour_meant(hour: int, minute: int, after: dt.time | None) -> int:
    """Return an hour of the 12-hour clock (12 is 0) on the 24-hour clock."""
    begin = _DAY_BEGINS * 60 if after is None else after.hour * 60 + after.minute + 1
    return min(hour, hour + 12, key=lambda each: (each * 60 + minute - begin) % _DAY)


def _says_half(locale: QLocale) -> bool:
    """Whether times of the locale are said with AM and PM."""
    shape = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return "a" in re.sub(r"'[^']*'", "", shape).casefold()


def _at(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes, 60))
