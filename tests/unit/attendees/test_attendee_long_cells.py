"""Cells of absurd length: the time for one grows with its length, not with the square of it.

No time is measured here: in quadratic time these take from many seconds to many minutes.
"""

import pytest

from desktop_app.attendees.cells.table import LONGEST_CELL
from desktop_app.attendees.columns import Columns, Extra, match
from desktop_app.attendees.reader import Row, Table, read_text
from desktop_app.attendees.reading.likeliest import likeliest
from desktop_app.attendees.reading.lists import read_here
from desktop_app.attendees.roster import LONGEST_FOUND, check
from desktop_app.attendees.unread import Unread, unread


@pytest.mark.parametrize(
    "cell",
    [
        "a@" + "." * 190_000 + ",",
        "<" + "a@" * 95_000,
        " " * 190_000 + "a",
        "a" * 190_000,
        "<" * 190_000 + "@",
    ],
)
def test_a_list_with_it_is_read_and_its_columns_are_found(cell):
    table = read_text(f"Note;Email\n{cell};ann@x.example\n")
    assert match(table).email == 1
    assert table.samples(1) == ("ann@x.example",)


@pytest.mark.parametrize("cell", ["ab " * 900_000 + "@x.example", "a@x.example, " * 200_000, "<" * 2_000_000])
def test_nothing_beyond_what_a_cell_can_be_is_looked_at(cell):
    rows = ((at, (cell, cell, cell)) for at in range(2, 4))
    table = Table(
        header=("Name", "Email", "City"),
        header_row=1,
        rows=[Row(number, cells) for number, cells in rows],
        encoding="",
        delimiter="",
    )
    people = check(table, Columns(email=1, full_name=0, extra={Extra.CITY: 2})).people
    assert all(len(person.email) <= LONGEST_CELL and person.problems for person in people)
    assert all(len(problem.found) <= LONGEST_FOUND for person in people for problem in person.problems)


def test_addresses_anywhere_in_a_long_cell_are_counted():
    cell = "".join(f"see p{at}@x.example " for at in range(60_000))
    table = read_text(f"Note;Email\n{cell};ann@x.example\n{cell};bo@x.example\n")
    assert unread(table, match(table)) == (Unread(0, 60_000),)


def test_of_signs_that_may_be_addresses_no_more_are_judged_than_a_list_can_have():
    cell = " ".join(f"{at:x}@" for at in range(400_000))
    table = read_text(f"Note;Email\n{cell} c@x.example;ann@x.example\nb@x.example;bo@x.example\n")
    assert unread(table, match(table)) == (Unread(0, 1),)


def test_the_encoding_is_guessed_beside_it():
    line = b"a" * 500_000 + " Müller".encode("cp1252")
    assert likeliest([b"Zo\xeb", line], None)[0] == "cp1252"


@pytest.mark.parametrize("tag", ["<a ", "<table", "<!", "<?", "<td x"])
def test_a_page_of_tags_that_never_end_is_read(tmp_path, tag):
    path = tmp_path / "list.xls"
    path.write_text("<html><table><tr><td>ann@x.example</td></tr></table>" + tag * 300_000)
    assert [row.cells for row in read_here(path).rows] == [("ann@x.example",)]
