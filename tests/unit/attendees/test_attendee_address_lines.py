"""Text that holds people in lines: from a mail, a chat, a note. Nobody in it is lost, and no word of it is a name."""

import contextlib

import pytest
from text_lists import cells, people

from desktop_app.attendees.cells.table import MOST_ROWS
from desktop_app.attendees.reader import Unreadable, read_text
from desktop_app.attendees.reading import addresses
from desktop_app.attendees.roster import RowProblemCode, RowState

ANN, BO, CY = ("Ann", "Bee", "ann@x.example"), ("Bo", "Lind", "bo@x.example"), ("Cy", "Dee", "cy@x.example")
BARE = [("", "", "ann@x.example"), ("", "", "bo@x.example"), ("", "", "cy@x.example")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Bee (ann@x.example); Bo Lind (bo@x.example); Cy Dee (cy@x.example)", [ANN, BO, CY]),
        ("Ann Bee ann@x.example, Bo Lind bo@x.example, Cy Dee cy@x.example", [ANN, BO, CY]),
        ("ann@x.example (Ann Bee), bo@x.example (Bo Lind)", [ANN, BO]),
        ("Bee, Ann (ann@x.example); Lind, Bo (bo@x.example)", [ANN, BO]),
        ("1. Ann Bee <ann@x.example>\n2. Bo Lind <bo@x.example>", [ANN, BO]),
        ("- Ann Bee <ann@x.example>\r\n- Bo Lind <bo@x.example>", [ANN, BO]),
        ("• Ann Bee ann@x.example, • Bo Lind bo@x.example", [ANN, BO]),
        ("1) ann@x.example\n2) bo@x.example\n3) cy@x.example", BARE),
        ("ann@x.example\tbo@x.example\ncy@x.example\td@x.example", [*BARE, ("", "", "d@x.example")]),
        ("To: ann@x.example; bo@x.example; cy@x.example\nHello all", BARE),
        ("To: ann@x.example; bo@x.example; cy@x.example\r\n\r\nHello all,\r\nplease come.\r\n", BARE),
        (
            "From: Ann Bee <ann@x.example>\nSent: Monday, May 5, 2026 10:00\nTo: Bo Lind <bo@x.example>;\n"
            " Cy Dee <cy@x.example>\nSubject: Lunch @ noon\n",
            [ANN, BO, CY],
        ),
        ("De : Ann Bee <ann@x.example>\nÀ : Bo Lind <bo@x.example>\nObjet : Bonjour", [ANN, BO]),
        ("Von: Ann Bee <ann@x.example>\nAn: Bo Lind <bo@x.example>\nBetreff: Webinar", [ANN, BO]),
    ],
)
def test_everybody_in_a_line_is_found(text, expected):
    found = people(text)
    assert [(person.first_name, person.last_name, person.email) for person in found] == expected
    assert {person.state for person in found} == {RowState.READY}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('Sales Team; "Bee, Ann" <ann@x.example>', "Team"),
        ("To: Ann Bee <ann@x.example>;\nBo Lind;\nCy Dee <cy@x.example>", "Lind"),
        ("To: Ann Bee <ann@x.example>\nCc: Bo Lind\n", "Lind"),
    ],
)
def test_who_has_no_address_is_held_back_and_costs_nobody_else(text, kept):
    found = people(text)
    (held,) = (person for person in found if person.state is RowState.ATTENTION)
    assert (held.last_name, held.problems[0].code) == (kept, RowProblemCode.MISSING)
    assert ANN in [(person.first_name, person.last_name, person.email) for person in found]


@pytest.mark.parametrize("text", ["Here is the list: ann@x.example, bo@x.example, cy@x.example"])
def test_words_before_the_first_address_are_no_name_and_are_seen(text):
    first, *others = people(text)
    assert (first.state, first.problems[0].code) == (RowState.ATTENTION, RowProblemCode.WORDS_BESIDE)
    assert first.problems[0].found == "Here is the list: ann@x.example"
    assert [person.email for person in others if person.state is RowState.READY] == ["bo@x.example", "cy@x.example"]


def test_what_is_said_around_a_line_of_addresses_loses_none():
    found = people("Please invite:\nann@x.example, bo@x.example\nThanks!")
    assert [person.email for person in found if person.state is RowState.READY] == ["ann@x.example", "bo@x.example"]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Email,Manager email\nann@x.example,boss@x.example\nbo@x.example,boss@x.example", 2),
        ("Report\nEmail,Manager\nann@x.example,boss@x.example\nbo@x.example,boss@x.example", 2),
        ("Ann Bee;ann@x.example\nBo Lind;bo@x.example", 2),
        ("Ann,Bee,ann@x.example;\nBo,Lind,bo@x.example;", 3),
        ("Ann Bee ann@x.example, Acme\nBo Lind bo@x.example, Beta", 2),
        ("Ann Bee\tann@x.example\nBo Lind\tbo@x.example", 2),
    ],
)
def test_tables_stay_tables(text, width):
    table = read_text(text)
    assert max(len(row.cells) for row in table.rows) >= width
    assert table.header_row or table.header is None


@pytest.mark.parametrize("between", ["; ", " "])
def test_no_more_addresses_are_taken_apart_than_a_list_may_have(between):
    people_of = addresses.people_in(between.join(["a@x.example"] * (MOST_ROWS + 1000)))
    assert people_of is not None
    assert len(people_of.entries) == MOST_ROWS + 1


@pytest.mark.parametrize(
    "text",
    [
        "ann@x.example;{};bo@x.example",
        "ann@x.example{}bo@x.example",
        "To: ann@x.example,{}\nSubject:{}x\n",
        "{}ann@x.example, bo@x.example{}",
    ],
)
@pytest.mark.parametrize("many", [" ", "\t", "\n ", "@", "a@", "a ", "(", '"', "<", "To:", "a,"])
def test_long_runs_of_anything_end(text, many):
    """In time that grows with the text: with the square of it, one of these would take hours."""
    with contextlib.suppress(Unreadable):
        read_text(text.replace("{}", many * 100_000))


@pytest.mark.parametrize(
    "text",
    [
        '"Chen, Sarah" <sarah.chen@techcorp.example>; Bo Lee <bo@x.example>; cy@x.example',
        '"Chen, Sarah" <sarah.chen@techcorp.example>, Bo Lee <bo@x.example>, cy@x.example',
        '"Chen, Sarah" <sarah.chen@techcorp.example>\r\nBo Lee <bo@x.example>\r\ncy@x.example\r\n',
        "'Chen, Sarah' <sarah.chen@techcorp.example>;\n Bo Lee <bo@x.example>;\n <cy@x.example>;",
    ],
)
def test_address_lines_of_mail_programs(text):
    table = read_text(text)
    assert cells(table) == [
        ("Chen, Sarah", "sarah.chen@techcorp.example"),
        ("Bo Lee", "bo@x.example"),
        ("", "cy@x.example"),
    ]
    assert (table.header, table.header_row) == (("Name", "Email"), 0)


def test_rows_of_an_address_list_are_its_lines():
    table = read_text("Ann Bee <a@x.example>\n\nBo Cee <b@x.example>\r\nDi <>\n")
    assert [(row.number, *row.cells) for row in table.rows] == [
        (1, "Ann Bee", "a@x.example"),
        (3, "Bo Cee", "b@x.example"),
        (4, "Di", ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '"Chen, Sarah" <s@x.example>; Lind, Bo <b@x.example>; Board Members; Di Day <d@x.example>',
        "s@x.example; b@x.example; Board Members; d@x.example",
        "Sarah Chen <s@x.example>; Bo Lind <b@x.example>\nBoard Members; Di Day <d@x.example>; e@x.example",
    ],
)
def test_a_group_among_addresses_loses_nobody(line):
    table = read_text(line)
    assert ("Board Members", "") in [row.cells for row in table.rows]
    assert [row.cells[1] for row in table.rows if row.cells[1]][:3] == ["s@x.example", "b@x.example", "d@x.example"]


def test_cells_beside_two_addresses_a_row_are_a_table():
    table = read_text("Ann <a@x.example>;boss@x.example;Acme\nBo <b@x.example>;boss@x.example;Acme\n")
    assert [len(row.cells) for row in table.rows] == [3, 3]


@pytest.mark.parametrize(
    "text",
    [
        "To: Bo Lind <b@x.example>; Di Day <d@x.example>\nCc: Ed Ek <e@x.example>",
        "To: Bo Lind <b@x.example>; Di Day <d@x.example>\r\nCc : Ed Ek <e@x.example>\r\n",
    ],
)
def test_the_fields_of_a_mail_are_no_names(text):
    assert [row.cells for row in read_text(text).rows] == [
        ("Bo Lind", "b@x.example"), ("Di Day", "d@x.example"), ("Ed Ek", "e@x.example")
    ]  # fmt: skip
    assert [row.cells for row in read_text("To: b@x.example\nCc: e@x.example").rows] == [
        ("b@x.example",), ("e@x.example",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a@x.example, b@x.example",
        "a@x.example b@x.example",
        "a@x.example;\nb@x.example;\n",
        "To: a@x.example, b@x.example",
    ],
)
def test_bare_addresses_in_a_line_have_no_column_of_names(text):
    table = read_text(text)
    assert (table.header, cells(table)) == (("Email",), [("a@x.example",), ("b@x.example",)])


def test_pasted_rows_of_a_spreadsheet_and_bare_addresses():
    table = read_text("Email\tFirst name\na@x.example\tAnn\n")
    assert (table.delimiter, cells(table)) == ("\t", [("a@x.example", "Ann")])
    assert cells(read_text("a@x.example\nb@x.example\n")) == [("a@x.example",), ("b@x.example",)]
    assert len(read_text("a@x.example, b@x.example; c@x.example").rows) == 3
