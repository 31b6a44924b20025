"""Text that holds people in lines: from a mail, a chat, a note. Nobody in it is lost, and no word of it is a name."""

import contextlib

import pytest

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import Unreadable, read_text
from desktop_app.attendees.reading import addresses
from desktop_app.attendees.reading.table import MOST_ROWS
from desktop_app.attendees.roster import RowProblemCode, RowState, check


def people(text):
    table = read_text(text)
    return check(table, match(table)).people


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
