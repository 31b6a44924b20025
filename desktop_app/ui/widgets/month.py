"""A month to choose a day from."""

import datetime as dt

from PySide6.QtCore import QDate, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.typed_date import to_qt

RADIUS = 6


class Month(QCalendarWidget):
    """Days of other months, and days before `today`, are paler; the chosen one is filled, and today has an outline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = QDate()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        self.setMinimumDate(QDate(1900, 1, 1))
        self.setMinimumSize(308, 264)

    def begin(self, today: QDate) -> None:
        """Take on the day of the person, and the colors of now."""
        self.today = today
        weekday = QTextCharFormat()
        weekday.setForeground(theme.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # not in Qt's red
            self.setWeekdayTextFormat(day, weekday)
        header = QTextCharFormat()
        header.setForeground(theme.color("text2"))
        self.setHeaderTextFormat(header)

    def is_pale(self, date: QDate) -> bool:
        """Say whether a day is of another month than the one that is shown, or over."""
        return (date.year(), date.month()) != (self.yearShown(), self.monthShown()) or date < self.today

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | dt.date) -> None:
        day = date if isinstance(date, QDate) else to_qt(date)
        chosen, pale = day == self.selectedDate(), self.is_pale(day)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("card"))
        shape = QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.setPen(QPen(theme.color("line2"), 1) if day == self.today else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent") if chosen else Qt.BrushStyle.NoBrush)
        if chosen or day == self.today:
            painter.drawRoundedRect(shape, RADIUS, RADIUS)
        font = QFont(self.font())
        font.setPixelSize(theme.px(12 if pale else 13))
        font.setWeight(QFont.Weight.Normal if pale else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.color("onAccent" if chosen else "text3" if pale else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()
