import csv
import datetime as dt
import io
import os
import re
import sys
import unicodedata

import pytest
from english_report import save_results
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.cells.cleaning import FORMULA_SIGNS, cleaned
from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.report import harmless

NOW = dt.datetime(2025, 12, 15, tzinfo=dt.UTC)


def entry(row, fate=Fate.REGISTERED, **given):
    made = {
        "email": f"p{row}@x.example",
        "first_name": "Zoë",
        "last_name": "Groß",
        "ticket_id": "t",
        "join_link": "https://j.example/1",
        "code": "",
        "reason": "",
        "message": "",
    }
    return Entry(row=row, fate=fate, external_ticket_id=f"x{row}", updated=NOW, **(made | given))


def written(path):
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_results_open_in_a_spreadsheet(tmp_path):
    path = tmp_path / "results.csv"
    save_results(
        path,
        [
            entry(2),
            entry(3, Fate.FAILED, join_link="", code="invalid_email", message="Zoom refused the email address"),
            entry(4, Fate.FAILED, code="invalid_email"),
        ],
    )
    assert written(path) == [
        ["E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row"],
        ["p2@x.example", "Zoë", "Groß", "Registered", "", "https://j.example/1", "2"],
        ["p3@x.example", "Zoë", "Groß", "Failed", "Zoom refused the email address", "", "3"],
        ["p4@x.example", "Zoë", "Groß", "Failed", "invalid_email", "https://j.example/1", "4"],
    ]


def test_words_and_headings_come_from_the_caller(tmp_path):
    path = tmp_path / "results.csv"
    save_results(path, [entry(2)], words=dict.fromkeys(Fate, "Dabei"), headings=tuple("abcdefg"))
    assert [row[3] for row in written(path)] == ["d", "Dabei"]


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\uff1d1",
    "\uff0b1",
    "\ufe631",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("front", ["", "  ", "\t", "\r", "\n", "\r\n ", "\ufeff", "\u200b\u00a0", "\x00"])
@pytest.mark.parametrize("cell", FORMULAS)
def test_formulas_are_made_harmless_everywhere(tmp_path, cell, front):
    path = tmp_path / "results.csv"
    given = dict.fromkeys(("email", "first_name", "last_name", "message", "join_link"), front + cell)
    save_results(path, [entry(2, Fate.FAILED, **given)])
    row = written(path)[1]
    assert [at for at, found in enumerate(row) if found == f"'{cell}"] == [0, 1, 2, 4, 5]


@pytest.mark.parametrize("cell", FORMULAS)
@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n", "; "])
def test_a_spreadsheet_that_splits_at_something_else_finds_no_formula(cell, separator):
    """A comma is not what every country's Excel splits at."""
    assert harmless(f"Zoë{separator}{cell}") == f"Zoë{separator}'{cell}"


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "a-b", "a;b", "1 - 2", "O'Neil", "p+q@x.example", "Zoë\nGroß"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_list_that_was_made_harmless_is_read_back_as_it_was(sign):
    assert cleaned(harmless(f"{sign}a")) == f"{sign}a"


def test_a_cell_of_nothing_but_line_breaks_takes_no_longer_than_its_length():
    """A million; with a pass from each of them to the end this would take hours."""
    cell = "Zoë" + "\n" * 1_000_000
    assert harmless(cell) == cell
    assert harmless(f"{cell};=1") == f"{cell};'=1"


def test_white_space_that_a_spreadsheet_stumbles_over_goes():
    assert harmless("\tAnna") == harmless("\r\nAnna") == "Anna"


@given(st.text())
def test_no_cell_begins_like_a_formula(cell):
    safe = harmless(cell)
    for part in re.split(r"[;\t\r\n]", safe):
        assert unicodedata.normalize("NFKC", part.strip())[:1] not in tuple("=+-@")
    assert harmless(safe) == safe


@pytest.mark.parametrize("name", ["results.csv", "results.xlsx"])
def test_a_failure_leaves_the_old_file(tmp_path, name):
    path = tmp_path / name
    path.write_text("old")

    def rows():
        yield entry(2)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any
        save_results(path, rows())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["results.csv", "results.xlsx"])
def test_a_place_that_cannot_be_written_to_is_an_os_error_and_leaves_nothing(tmp_path, name):
    with pytest.raises(FileNotFoundError):
        save_results(tmp_path / "gone" / name, [entry(2)])
    (tmp_path / name).mkdir()
    with pytest.raises(OSError, match=name):
        save_results(tmp_path / name, [entry(2)])
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert list((tmp_path / name).iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_a_permission_error(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            save_results(tmp_path / "results.csv", [entry(2)])
    finally:
        tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []
