import csv
import datetime as dt
import io

import pytest

from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.report import harmless, save_results

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
            entry(3, Fate.FAILED, join_link="", reason="email_refused", message="No"),
            entry(4, Fate.FAILED, message="No"),
        ],
        reasons={"email_refused": "Zoom refused the email address"},
    )
    assert written(path) == [
        ["E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row"],
        ["p2@x.example", "Zoë", "Groß", "Registered", "", "https://j.example/1", "2"],
        ["p3@x.example", "Zoë", "Groß", "Failed", "Zoom refused the email address", "", "3"],
        ["p4@x.example", "Zoë", "Groß", "Failed", "No", "https://j.example/1", "4"],
    ]


def test_words_and_headings_come_from_the_caller(tmp_path):
    path = tmp_path / "results.csv"
    save_results(path, [entry(2)], words=dict.fromkeys(Fate, "Dabei"), headings=tuple("abcdefg"))
    assert [row[3] for row in written(path)] == ["d", "Dabei"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\uff1d1", '=HYPERLINK("http://x")', "  =1"]
)
def test_formulas_are_made_harmless_everywhere(tmp_path, cell):
    path = tmp_path / "results.csv"
    save_results(
        path, [entry(2, Fate.FAILED, email=cell, first_name=cell, last_name=cell, message=cell, join_link=cell)]
    )
    row = written(path)[1]
    assert [at for at, found in enumerate(row) if found == f"'{cell}"] == [0, 1, 2, 4, 5]
    assert harmless("plain") == "plain"


def test_a_failure_leaves_the_old_file(tmp_path):
    path = tmp_path / "results.csv"
    path.write_text("old")

    def rows():
        yield entry(2)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any
        save_results(path, rows())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
