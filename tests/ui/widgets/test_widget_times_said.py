"""An input writes times and dates as all other words on screen do, in whatever language they are."""

import datetime as dt

import pytest
from PySide6.QtCore import QLocale

from desktop_app.ui import words
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.time_field import TimeField

pytestmark = pytest.mark.usefixtures("american")


@pytest.mark.parametrize(("locale", "said"), [("en_US", "2:00 PM"), ("en_GB", "14:00"), ("de_DE", "14:00")])
def test_an_input_says_a_time_as_a_sentence_does(locale: str, said: str, qtbot) -> None:
    QLocale.setDefault(QLocale(locale))
    field = TimeField()
    qtbot.addWidget(field)
    field.set_time(dt.time(14))
    assert field.text() == words.time_text(dt.time(14)) == said


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "de_DE"])
def test_an_input_says_a_date_as_a_sentence_does(locale: str, qtbot) -> None:
    QLocale.setDefault(QLocale(locale))
    field = DateField()
    qtbot.addWidget(field)
    field.set_date(dt.date(2025, 12, 15))
    assert field.text() == words.date_text(dt.date(2025, 12, 15))


@pytest.mark.parametrize(("locale", "said"), [("en_US", "2:00–3:30 PM"), ("de_DE", "14:00–15:30")])
def test_hours_from_to_are_said_in_the_language_of_the_screen(locale: str, said: str, qapp) -> None:
    QLocale.setDefault(QLocale(locale))
    assert words.time_range(dt.time(14), dt.time(15, 30)) == said
