"""An input for a date that reads what people type, with a calendar to choose from."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme, words
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.month import Month
from desktop_app.ui.widgets.plain import set_tip
from desktop_app.ui.widgets.typed_date import from_qt, parsed_date, to_qt
from desktop_app.ui.widgets.whole_text import room_for


class DateField(QLineEdit):
    """May be empty. `changed` comes with each text that makes another date, whoever wrote it, not from `set_date`.

    `today` is the day of the person, from which "tomorrow" and dates without a year are counted. Up and Down move by a
    day; Alt+Down and the icon open a calendar. What makes no date stays as it was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], dt.date] = dt.date.today) -> None:
        super().__init__(parent)
        self._today = today
        self._date: dt.date | None = None
        self._widest = ""
        self._open = QAction(self)
        self._open.setIcon(theme.icon("calendar", "text2", 18))
        self._open.setText(self.tr("Choose a date"))
        set_tip(self._open, self._open.text())
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._popup: _CalendarPopup | None = None
        self.textChanged.connect(self._text_changed)  # assistive programs write without editing
        self.editingFinished.connect(self._tidy)

    def date(self) -> dt.date | None:
        """Return the date, or None while the input is empty or makes no date."""
        return self._date

    def set_date(self, date: dt.date | None) -> None:
        """Show a date, or nothing."""
        self._date = date
        self._write(date)
        self.setCursorPosition(0)

    def is_valid(self) -> bool:
        """Say whether the input is empty or a date."""
        return self._date is not None or not self.text().strip()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for any date."""
        self.ensurePolished()
        if not self._widest:
            days = (dt.date(2026, month, day) for month in range(1, 13) for day in range(20, 27))
            texts = (words.date_text(day, self.locale()) for day in days)
            self._widest = max(texts, key=self.fontMetrics().horizontalAdvance)
        return room_for(self, super().minimumSizeHint(), self._widest)

    def open_calendar(self) -> None:
        """Show a month to choose from."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.chosen.connect(lambda day: self._take(from_qt(day)))
        self._popup.open_at(self._date or self._today(), self._today())

    def calendar(self) -> QCalendarWidget | None:
        """Return the calendar, once it has been opened."""
        return self._popup.calendar if self._popup else None

    def _write(self, date: dt.date | None) -> None:
        with QSignalBlocker(self):
            self.setText(words.date_text(date, self.locale()) if date else "")

    def _text_changed(self, text: str) -> None:
        date = parsed_date(text, self.locale(), self._today())
        if date != self._date:
            self._date = date
            self.changed.emit()
        if not self.hasFocus():  # nobody is in the midst of typing it
            self._tidy()

    def _take(self, date: dt.date | None) -> None:
        before = self._date
        self.set_date(date)
        if date != before:
            self.changed.emit()

    def _tidy(self) -> None:
        if self._date is not None:
            self._write(self._date)

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
            self._take(self._today())
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
        self.calendar = Month()
        self.calendar.setAccessibleName(self.tr("Calendar"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 7, 7, 7)
        layout.addWidget(self.calendar)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        self.calendar.selectionChanged.connect(lambda: announce(self._field, self._day()))

    def _day(self) -> str:
        return words.date_text(from_qt(self.calendar.selectedDate()), self._field.locale())

    def open_at(self, date: dt.date, today: dt.date) -> None:
        self.calendar.begin(to_qt(today))
        with QSignalBlocker(self.calendar):
            self.calendar.setSelectedDate(to_qt(date))
        self.adjustSize()
        corner = self._field.mapToGlobal(QPoint(0, self._field.height() + 4))
        screen = self._field.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(self._field.mapToGlobal(QPoint(0, -4)).y() - self.height())
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        # Qt leaves popups out of what a screen reader sees
        said = self.tr("Calendar, {day}. The arrow keys choose a day, Enter takes it.")
        announce(self._field, said.format(day=self._day()))

    def _take(self, day: QDate) -> None:
        self.hide()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.chosen.emit(day)
