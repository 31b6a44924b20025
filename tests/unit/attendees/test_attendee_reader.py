"""Text is read as rows of cells: its separator, its quotes, its header, and what is passed over."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from text_lists import cells

from desktop_app.attendees.reader import read, read_text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(write, delimiter, end):
    rows = [["Email", "Name", "Note"], ["a@x.example", "Ann", 'says "hi"; x, y'], ["b@x.example", "Bo", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    table = write(text.getvalue())
    assert table.delimiter == delimiter
    assert cells(table) == [tuple(row) for row in rows[1:]]
    assert [row.number for row in table.rows] == [2, 3]


def test_a_sep_line_is_followed_and_not_counted(write):
    table = write("sep=|\r\nEmail|Name\r\na@x.example|Ann, B; C\r\n")
    assert (table.delimiter, table.header_row, table.rows[0].number) == ("|", 1, 2)


def test_titles_above_and_blank_lines_are_passed_over(write):
    table = write("Guest list 2025,,\n,,\n\nVorname,Nachname,E-Mail\nAnn,Bee,a@x.example\n\n,,\nCy,Dee,c@x.example\n")
    assert (table.header_row, table.header) == (4, ("Vorname", "Nachname", "E-Mail"))
    assert [row.number for row in table.rows] == [5, 8]


def test_a_title_with_an_address_is_no_row_of_people(write):
    table = write("Guests,,\nQuestions? me@x.example,,\n,,\nVorname,Nachname,E-Mail\nAnn,Bee,a@x.example\n")
    assert (table.header_row, [row.number for row in table.rows]) == (4, [5])


def test_of_sections_the_one_that_says_most_is_read_and_the_others_are_put_below_its_headers(write):
    table = write(
        "Attendee Report\nTopic,Users\nSpring,3\nHost Details,\nAttended,User Name,Email\nYes,Host,h@x.example\n"
        "Attendee Details,\nAttended,First Name,Last Name,Email\nYes,Ann,Bee,a@x.example\nNo,Bo,Cee,b@x.example\n"
    )
    assert table.header_row == 8
    assert [(row.number, row.cells) for row in table.rows] == [
        (6, ("Yes", "", "", "h@x.example")),
        (9, ("Yes", "Ann", "Bee", "a@x.example")),
        (10, ("No", "Bo", "Cee", "b@x.example")),
    ]


def test_a_header_that_comes_again_is_a_row(write):
    table = write("Email,Name\na@x.example,Ann\nEmail,Name\nb@x.example,Bo\n")
    assert (table.header_row, [row.number for row in table.rows]) == (1, [2, 3, 4])


@pytest.mark.parametrize(
    "text",
    [
        '"Email,First name,Last name"\n"a@x.example,Ann,Bee"\n"b@x.example,""Bo, Jr"",Cee"\n',
        'Email, First name, Last name\n"a@x.example", "Ann", "Bee"\n"b@x.example", "Bo, Jr", "Cee"\n',
    ],
)
def test_quotes_around_whole_lines_and_blanks_before_quotes(write, text):
    table = write(text)
    assert cells(table) == [("a@x.example", "Ann", "Bee"), ("b@x.example", "Bo, Jr", "Cee")]
    assert (table.delimiter, table.header_row, [row.number for row in table.rows]) == (",", 1, [2, 3])


def test_a_chosen_separator_is_not_overruled(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Email,Name\na@x.example,Ann\n")
    assert cells(read(path, delimiter=";")) == [("a@x.example,Ann",)]


def test_a_separator_inside_a_cell_does_not_overrule_the_header(write):
    assert write("Name,Email\nAnn Bee,a@x.example; A@x.example\n").delimiter == ","


def test_a_header_in_words_nobody_knows_is_still_one(write):
    table = write("Kontaktní údaj;Jméno\na@x.example;Ann\n")
    assert table.header_row == 1


def test_no_header_at_all(write):
    table = write("a@x.example,Ann,Bee\nb@x.example,Bo,Cee\n")
    assert (table.header, table.header_row, len(table.rows)) == (None, 0, 2)


def test_a_bad_address_in_the_first_row_is_no_header(write):
    assert write("a@x,example;Ann\nb@x.example;Bo\n").header is None
    assert write("Ann;Bee;\nBo;Cee;b@x.example\n").header is None


def test_quoted_line_breaks_keep_the_rows_as_a_spreadsheet_counts_them(write):
    table = write('Email,Note\na@x.example,"one\ntwo\r\nthree"\nb@x.example,x\n')
    assert cells(table)[0][1] == "one\ntwo\r\nthree"
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        'Email,Name\na@x.example,"Ann\nb@x.example,Bo\nc@x.example,Cy\n',
        'Email,Name\n"a@x.example","Ann\n"b@x.example","Bo"\n"c@x.example","Cy"\n',
        'Email,Name\na@x.example,Ann\nb@x.example,Bo\nc@x.example,"Cy',
    ],
)
def test_an_unclosed_quote_costs_no_other_row(write, text):
    table = write(text)
    assert cells(table) == [("a@x.example", "Ann"), ("b@x.example", "Bo"), ("c@x.example", "Cy")]


def test_many_unclosed_quotes_end_soon(write):
    table = write("Email,Name\n" + "".join(f'p{at}@x.example,""x" "\n' for at in range(30_000)))
    assert len(table.rows) > 10_000


@pytest.mark.parametrize("room", [200, 700_000])
def test_room_that_was_kept_behind_a_list_is_none_of_it(write, room):
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert cells(write("Email,Name\na@x.example,Zoë\n".encode(encoding) + bytes(room)))[0] == ("a@x.example", "Zoë")


def test_nul_bytes_go(write):
    assert cells(write(b"Email,Name\na@x.example,A\0nn\n")) == [("a@x.example", "Ann")]


def test_a_table_with_addresses_in_brackets_stays_a_table():
    table = read_text("Name;Contact;Room\nAnn;Ann <a@x.example>;12\nBo;Bo <b@x.example>;14\n")
    assert cells(table)[0] == ("Ann", "Ann <a@x.example>", "12")


def test_samples_are_the_first_values_that_are_not_blank():
    table = read_text("Email,Name\na@x.example,\nb@x.example,Bo\nc@x.example,Cy\nd@x.example,Di\ne@x.example,Ed\n")
    assert table.samples(1) == ("Bo", "Cy", "Di")
    assert table.samples(9) == ()
    assert table.width == 2


PIECE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffd"), max_size=5
) | st.sampled_from(["\n", "\r\n", '"', '""', ";", ",", "\t", "|", "@"])


CELL = st.lists(PIECE, max_size=5).map("".join)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_was_written_is_what_is_read(tmp_path, rows, delimiter, end, encoding, quoting):
    header = ("Email", "First name", "Last name")
    rows = [(f"p{at}@x.example", *cells[1:]) for at, cells in enumerate(rows)]
    if quoting == csv.QUOTE_MINIMAL:
        assume(not any("\r" in cell and end == "\n" for row in rows for cell in row))
    path = tmp_path / "list.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([header, *rows])
    table = read(path)
    assert (table.header, table.header_row) == (header, 1)
    assert cells(table) == rows
    assert [row.number for row in table.rows] == list(range(2, len(rows) + 2))
