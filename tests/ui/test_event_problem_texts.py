import datetime as dt

import pytest

from desktop_app.event.draft import Attendance, EventType, Pattern
from desktop_app.event.problem import Problem, ProblemCode, Severity
from desktop_app.ui import problem_texts

pytestmark = pytest.mark.usefixtures("american")

DAY = dt.date(2026, 3, 8)
FACTS: dict[str, object] = {
    "at_least": True,
    "attendance": Attendance.HYBRID,
    "clock_minutes": 90,
    "count": 70,
    "date": DAY,
    "dates": (DAY, DAY, DAY, DAY, DAY),
    "day_end": dt.time(17),
    "day_start": dt.time(9),
    "days": 9,
    "entries": ("@acme.com", "b", "c", "d", "e"),
    "event_type": EventType.SINGLE,
    "first": DAY,
    "first_utc": dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC),
    "gap_end": dt.datetime(2026, 3, 8, 3),  # noqa: DTZ001 - wall-clock
    "gap_start": dt.datetime(2026, 3, 8, 2),  # noqa: DTZ001 - wall-clock
    "interval": 99,
    "last": DAY,
    "length": 300,
    "many": 50,
    "minutes": 90,
    "month_day": 31,
    "months": (dt.date(2026, 2, 1), dt.date(2026, 4, 1)),
    "most": 60,
    "name": "Keynote",
    "next_day": True,
    "now": dt.datetime(2026, 3, 9, 10),  # noqa: DTZ001 - wall-clock
    "other": 0,
    "pattern": Pattern.WEEKLY,
    "recommended": EventType.MULTI_SESSION,
    "start": dt.datetime(2026, 3, 8, 14),  # noqa: DTZ001 - wall-clock
    "suggestion": "acme.com",
    "time": dt.time(2, 30),
    "until": DAY,
    "zone": "Mars/Base",
}


def said(code: ProblemCode, **facts: object) -> str:
    return problem_texts.text(Problem("field", code, Severity.ERROR, FACTS | facts))


@pytest.mark.parametrize("code", ProblemCode)
def test_every_code_has_a_sentence(code: ProblemCode) -> None:
    text = said(code)
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith((".", "?"))
    assert "{" not in text
    assert "!" not in text
    assert len(text) < 160


@pytest.mark.parametrize("code", [code for code in ProblemCode if code.name.startswith("MISSING")])
def test_what_is_only_missing_is_known_as_such(code: ProblemCode) -> None:
    assert problem_texts.is_missing(code)


def test_sentences_name_what_helps() -> None:
    assert said(ProblemCode.LASTS_LONG, minutes=780) == "This ends the next day and lasts 13 hours. Check AM and PM."
    assert said(ProblemCode.LASTS_LONG, minutes=780, next_day=False) == "This lasts 13 hours. Check AM and PM."
    assert said(ProblemCode.TIME_NONEXISTENT) == (
        "2:30 AM doesn’t exist on Sun, Mar 8, 2026: the clocks go from 2:00 AM to 3:00 AM."
    )
    assert said(ProblemCode.TIME_AMBIGUOUS).endswith("Foyer takes the first, 05:30 UTC.")
    assert said(ProblemCode.TOO_MANY_DATES, at_least=False) == "70 dates. Zoom takes up to 60: end the series earlier."
    assert said(ProblemCode.INVALID_DOMAIN, count=1, entries=("@acme.com",)) == (
        "Not a domain: @acme.com. Did you mean acme.com?"
    )
    assert said(ProblemCode.SKIPPED_MONTHS) == "February and April have no day 31 and are left out."
    assert said(ProblemCode.DUPLICATE_DAY) == "Day 1 has this date already."


def test_long_lists_and_long_entries_are_cut() -> None:
    assert said(ProblemCode.DUPLICATE_EMAIL) == "Listed twice: @acme.com, b, c, and 67 more."
    assert len(said(ProblemCode.INVALID_EMAIL, entries=("x" * 10_000,), count=1, suggestion="")) < 100
