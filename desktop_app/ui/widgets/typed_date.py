"""Dates as people type them."""

import datetime as dt
import re
from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2})|\.?)\Z")
_NAMED = "MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy"
_ENGLISH = QLocale.Language.English, QLocale.Country.UnitedStates
_LONGEST_WAIT = 8
"""Years in which there is one February 29 at least."""


def parsed_date(text: str, locale: QLocale, today: dt.date) -> dt.date | None:
    """Return the date that was typed, or None.

    It may be "Dec 15, 2025" in either order, numbers in the locale's order or beginning with the year, "today",
    "tomorrow", or a weekday. Without a year it is the next such day, today included; a weekday is one of the seven
    days to come.
    """
    cleaned = " ".join(text.split())
    days = {"today": 0, "tomorrow": 1} | {
        name: (number - today.isoweekday() - 1) % 7 + 1 for name, number in _weekdays(locale).items()
    }
    days_on = days.get(cleaned.rstrip(".").casefold())
    if days_on is not None:
        return today + dt.timedelta(days=days_on)
    cleaned = _without_weekday(cleaned, locale)
    close = cleaned.replace(" ", "")
    if found := _YEAR_FIRST.match(close):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(close):
        # dots are written only where the day comes first, whatever language the words are in
        day_first = "." in cleaned or _day_comes_first(locale)
        one, other = int(found[1]), int(found[2])
        for day, month in ((one, other), (other, one)) if day_first else ((other, one), (one, other)):
            if month <= 12:  # else there is only one way to read it
                return _numbered(found[3], month, day, today)
        return None
    return _named(cleaned, locale, today)


def _numbered(year: str | None, month: int, day: int, today: dt.date) -> dt.date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _next(today, lambda each: _date(each, month, day))


def _named(text: str, locale: QLocale, today: dt.date) -> dt.date | None:
    """Read a date whose month is a word."""
    for language in (locale, QLocale(*_ENGLISH)):
        for marks in ("[,.]", ","):  # some short names end in a dot
            words = _spaced(re.sub(marks, " ", text.casefold()))
            if found := _with_year(words, language) or _without_year(words, language, today):
                return found
        day = language.toDate(text, QLocale.FormatType.LongFormat)
        if day.isValid():
            return from_qt(day)
    return None


def _spaced(text: str) -> str:
    """Return "the 24th of Sept" and "24sept" as "24 sep"."""
    words = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text)
    words = re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", words)
    words = re.sub(r"\bsept\b", "sep", words)
    return " ".join(word for word in words.split() if word not in ("of", "the"))


def _without_year(words: str, locale: QLocale, today: dt.date) -> dt.date | None:
    return _next(today, lambda year: _with_year(f"{words} {year}", locale))


def _with_year(words: str, locale: QLocale) -> dt.date | None:
    for pattern in _NAMED:
        day = locale.toDate(words, pattern)
        if day.isValid() and day.year() >= 1900:
            return from_qt(day)
    return None


def _next(today: dt.date, in_year: Callable[[int], dt.date | None]) -> dt.date | None:
    """Return the first day that is not over among those of the years to come."""
    for year in range(today.year, today.year + _LONGEST_WAIT + 1):
        date = in_year(year)
        if date is not None and date >= today:
            return date
    return None


def _weekdays(locale: QLocale) -> dict[str, int]:
    """The names of the days, Monday is 1, in the locale's words and in English, whole and short."""
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    return {
        own.dayName(day, form).rstrip(".").casefold(): day
        for own in (locale, QLocale(*_ENGLISH))
        for form in forms
        for day in range(1, 8)
    }


def _without_weekday(text: str, locale: QLocale) -> str:
    """Take the weekday off the front: after an edit of the day it is the old one's."""
    words = text.replace(",", " ").split(maxsplit=1)
    if len(words) < 2:
        return text
    return words[1] if words[0].rstrip(".").casefold() in _weekdays(locale) else text


def _day_comes_first(locale: QLocale) -> bool:
    shape = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return shape.find("d") < shape.find("M")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def to_qt(date: dt.date) -> QDate:
    return QDate(date.year, date.month, date.day)


def from_qt(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
