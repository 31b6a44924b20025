"""An input for a date that reads what people type, with a calendar to choose from."""

import datetime as dt
import re

from PySide6.QtCore import QDate, QLocale, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme

SHOWN = "ddd, MMM d, yyyy"
"""How a date is shown, as in "Mon, Dec 15, 2025"."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\Z")
_NAMED = "MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy"


class DateField(QLineEdit):
    """May be empty. `changed` comes with each edit that changes the date, not from `set_date`.

    Up and Down move by a day; Alt+Down and the icon open a calendar. What makes no date stays as it was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._date: dt.date | None = None
        self._open = QAction(self)
        self._open.setIcon(theme.icon("calendar", "text2", 18))
        self._open.setText(self.tr("Choose a date"))
        self._open.setToolTip(self._open.text())
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._popup: _CalendarPopup | None = None
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._tidy)

    def date(self) -> dt.date | None:
        """Return the date, or None while the input is empty or makes no date."""
        return self._date

    def set_date(self, date: dt.date | None) -> None:
        """Show a date, or nothing."""
        self._date = date
        self.setText(date_text(date, self.locale()) if date else "")
        self.setCursorPosition(0)

    def is_valid(self) -> bool:
        """Say whether the input is empty or a date."""
        return self._date is not None or not self.text().strip()

    def open_calendar(self) -> None:
        """Show a month to choose from."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.chosen.connect(lambda day: self._take(_from_qt(day)))
        self._popup.open_at(self._date or dt.date.today())  # noqa: DTZ011 - a calendar day of the person

    def calendar(self) -> QCalendarWidget | None:
        """Return the calendar, once it has been opened."""
        return self._popup.calendar if self._popup else None

    def _edited(self, text: str) -> None:
        date = parsed_date(text, self.locale())
        if date != self._date:
            self._date = date
            self.changed.emit()

    def _take(self, date: dt.date | None) -> None:
        before = self._date
        self.set_date(date)
        if date != before:
            self.changed.emit()

    def _tidy(self) -> None:
        if self._date is not None:
            with QSignalBlocker(self):
                self.setText(date_text(self._date, self.locale()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_calendar()
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and not event.modifiers()
            and self.is_valid()
            and not self.isReadOnly()
        ):
            self._step(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        start = self._date
        if start is None:
            self._take(dt.date.today())  # noqa: DTZ011 - a calendar day of the person
            return
        if dt.date.min < start < dt.date.max:
            self._take(start + dt.timedelta(days=days))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tidy()


class _CalendarPopup(QFrame):
    """A month below the input; closes when a day is chosen, with Esc, or with a click elsewhere."""

    chosen = Signal(QDate)

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self._field = field
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.setMinimumDate(QDate(1900, 1, 1))
        self.calendar.setMinimumSize(308, 264)
        self.calendar.setAccessibleName(field.tr("Calendar"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 7, 7, 7)
        layout.addWidget(self.calendar)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)

    def open_at(self, date: dt.date) -> None:
        weekday = QTextCharFormat()
        weekday.setForeground(theme.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # not in Qt's red
            self.calendar.setWeekdayTextFormat(day, weekday)
        header = QTextCharFormat()
        header.setForeground(theme.color("text2"))
        self.calendar.setHeaderTextFormat(header)
        with QSignalBlocker(self.calendar):
            self.calendar.setSelectedDate(_to_qt(date))
        self.adjustSize()
        corner = self._field.mapToGlobal(QPoint(0, self._field.height() + 4))
        screen = self._field.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(self._field.mapToGlobal(QPoint(0, -4)).y() - self.height())
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        self.hide()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.chosen.emit(day)


def date_text(date: dt.date, locale: QLocale) -> str:
    """Return a date as Foyer writes it, in the locale's words."""
    return locale.toString(_to_qt(date), SHOWN)


def parsed_date(text: str, locale: QLocale) -> dt.date | None:
    """Return the date that was typed, or None.

    It may be ISO, "Dec 15, 2025" in either order, or numbers in the locale's order.
    """
    cleaned = _without_weekday(" ".join(text.split()), locale)
    if found := _ISO.match(cleaned):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(cleaned.replace(" ", "")):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
        # dots are written only where the day comes first, whatever language the words are in
        day_first = "." in cleaned or _day_comes_first(locale)
        return _date(year, second, first) if day_first else _date(year, first, second)
    named = re.sub(r"[,.]", " ", cleaned)
    named = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", " ".join(named.split()), flags=re.IGNORECASE)
    for words in (locale, QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)):
        for pattern in _NAMED:
            day = words.toDate(named, pattern)
            if day.isValid() and day.year() >= 1900:
                return _from_qt(day)
        day = words.toDate(cleaned, QLocale.FormatType.LongFormat)
        if day.isValid():
            return _from_qt(day)
    return None


def _without_weekday(text: str, locale: QLocale) -> str:
    """Take the weekday off the front: after an edit of the day it is the old one's."""
    words = text.replace(",", " ").split(maxsplit=1)
    if len(words) < 2:
        return text
    name = words[0].rstrip(".").casefold()
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    names = {
        own.dayName(day, form).rstrip(".").casefold()
        for own in (locale, english)
        for day in range(1, 8)
        for form in forms
    }
    return words[1] if name in names else text


def _day_comes_first(locale: QLocale) -> bool:
    shape = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return shape.find("d") < shape.find("M")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _to_qt(date: dt.date) -> QDate:
    return QDate(date.year, date.month, date.day)


def _from_qt(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
