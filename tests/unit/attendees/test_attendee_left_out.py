"""Why rows are left out, in codes: what a new import writes down, and what is read of it and of earlier versions."""

import datetime as dt

import pytest

from desktop_app.attendees import left_out
from desktop_app.attendees.columns import Columns, match
from desktop_app.attendees.journal import Entry, Fate, NewRow, WhyLeft
from desktop_app.attendees.keeping.row_table import LONGEST_MESSAGE
from desktop_app.attendees.left_out import LeftOut
from desktop_app.attendees.new_import import Listed, new_rows
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.roster import Extra, Field, Person, RowProblem, RowProblemCode, RowState, check

HEADER = ("Email", "First name", "Last name", "Status")
ROWS = (
    ("ann@acme.example.com", "Ann", "Lee", "Yes"),
    ("bo@acme,example.com", "Bo", "", "Yes"),
    ("ann@acme.example.com", "Ann", "Lee", "Yes"),
    ("ann@acme.example.com", "Tom", "Okafor", "Yes"),
    ("cy@acme.example.com", "Cy", "Ray", "Declined"),
    ("di@acme.example.com", "Di", "Day", "Declined"),
    ("ed@acme.example.com", "Ed", "Eck", "Yes"),
)


def listed(*left: int) -> Listed:
    table = Table(
        header=HEADER,
        header_row=1,
        rows=[Row(number, cells) for number, cells in enumerate(ROWS, start=2)],
        encoding="utf-8",
        delimiter=",",
    )
    columns = match(table)
    full = check(table, columns)
    return Listed(table, columns, full.without_rows(left), {row: full.person(row) for row in left})


def entry(reason: str, message: str) -> Entry:
    return Entry(
        row=9, email="a@acme.example.com", first_name="", last_name="", external_ticket_id="", fate=Fate.LEFT_OUT,
        ticket_id="", join_link="", code="", reason=reason, message=message, updated=dt.datetime.now(dt.UTC),
    )  # fmt: skip


def written(row: NewRow) -> LeftOut:
    assert row.reason is not None
    return left_out.read(entry(row.reason, row.why))


def test_each_row_of_a_list_is_written_down_with_why_it_stays_and_no_words() -> None:
    rows = {row.person.row: row for row in new_rows(listed(7, 8), {})}
    assert [row.cells for row in rows.values()] == list(ROWS)
    assert {row: found.fate for row, found in rows.items() if found.fate is not Fate.LEFT_OUT} == {2: Fate.WAITING}
    assert {row: (found.reason, found.why) for row, found in rows.items() if found.reason} == {
        3: (WhyLeft.NOT_READY, "email:comma last_name:missing"),
        4: (WhyLeft.DUPLICATE, "2"),
        5: (WhyLeft.DUPLICATE, "email:another_name:2"),
        6: (WhyLeft.DECLINED, "email:declined"),
        7: (WhyLeft.DECLINED, ""),
        8: (WhyLeft.BY_PERSON, ""),
    }


def test_what_was_written_is_read() -> None:
    rows = {row.person.row: row for row in new_rows(listed(8), {}) if row.reason}
    assert [(each.field, each.code) for each in written(rows[3]).problems] == [
        (Field.EMAIL, RowProblemCode.COMMA),
        (Field.LAST_NAME, RowProblemCode.MISSING),
    ]
    assert written(rows[4]) == LeftOut(why=WhyLeft.DUPLICATE, row=2)
    assert (written(rows[5]).row, written(rows[5]).problems[0].code) == (2, RowProblemCode.ANOTHER_NAME)
    assert (written(rows[6]).why, written(rows[6]).row) == (WhyLeft.DECLINED, 0)
    assert written(rows[8]) == LeftOut(why=WhyLeft.BY_PERSON)


def test_the_row_that_declines_and_the_limit_of_a_cell_are_kept() -> None:
    twin = RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "No", "a@acme.example.com", row=1205)
    long = RowProblem(Field.FIRST_NAME, RowProblemCode.TOO_LONG, "A", limit=100)
    held = Person(2, "a@acme.example.com", "A", "B", (long, twin), RowState.ATTENTION)
    why, details = left_out.by_foyer(held, another_name=False)
    assert left_out.read(entry(why, details)).row == 1205
    why, details = left_out.by_foyer(Person(2, "a", "A", "B", (long,), RowState.ATTENTION), another_name=False)
    assert (why, left_out.read(entry(why, details)).problems[0].limit) == (WhyLeft.NOT_READY, 100)


@pytest.mark.parametrize("code", RowProblemCode)
def test_everything_that_can_be_wrong_with_a_row_fits_into_the_journal(code: RowProblemCode) -> None:
    problems = tuple(RowProblem(field, code, "x" * 300, row=1_000_000) for field in (*Field, *Extra))
    person = Person(2, "a", "A", "B", problems, RowState.ATTENTION)
    why, details = left_out.by_foyer(person, another_name=False)
    assert len(details) <= LONGEST_MESSAGE
    assert [each.code for each in left_out.read(entry(why, details)).problems] == [code] * len(problems)


@pytest.mark.parametrize(
    ("reason", "message", "read"),
    [
        ("duplicate", "Wie Zeile 12", LeftOut(why=WhyLeft.DUPLICATE, row=12)),
        ("duplicate", "", LeftOut(why=WhyLeft.DUPLICATE)),
        ("not_ready", "Komma in der Adresse", LeftOut(why=WhyLeft.NOT_READY, said="Komma in der Adresse")),
        ("not_ready", "email:comma und mehr", LeftOut(why=WhyLeft.NOT_READY, said="email:comma und mehr")),
        ("declined", "Abgesagt", LeftOut(why=WhyLeft.DECLINED)),
        ("by_person", "Von Ihnen ausgelassen", LeftOut(why=WhyLeft.BY_PERSON)),
        ("", "Von Ihnen ausgelassen", LeftOut(why=None, said="Von Ihnen ausgelassen")),
    ],
)
def test_sentences_of_earlier_versions_count_where_they_tell_more_than_the_code(
    reason: str, message: str, read: LeftOut
) -> None:
    assert left_out.read(entry(reason, message)) == read


def test_the_ticket_type_of_a_row_is_found_by_what_the_list_calls_it() -> None:
    columns = Columns(email=0, extra={Extra.TICKET_TYPE: 1})
    rows = [Row(2, ("a@acme.example.com", "Vip")), Row(3, ("b@acme.example.com", "Unknown"))]
    table = Table(header=("Email", "Ticket"), header_row=1, rows=rows, encoding="", delimiter=",")
    found = new_rows(Listed(table, columns, check(table, columns), {}), {"vip": "t-1"})
    assert [row.ticket_type_id for row in found] == ["t-1", ""]
