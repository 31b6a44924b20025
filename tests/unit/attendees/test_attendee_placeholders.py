"""What stands for a name and is none counts as blank, so that the name is asked for."""

import pytest
from text_lists import names, people

from desktop_app.attendees.checking.placeholders import without_placeholders
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowState, check


@pytest.mark.parametrize(
    "cell",
    ["N/A", "n/a", "-", "--", ".", "???", "#REF!", "#N/A", "0", "12345", "2026-05-01", "(none)", "ann@x.example",
     "https://x.example/ann"],
)  # fmt: skip
def test_what_is_no_name_is_blank(cell):
    assert without_placeholders(f"Bo\0{cell}", "Lind\0Bee") == ("Bo\0", "Lind\0Bee")
    assert without_placeholders("Bo\0Ann", f"Lind\0{cell}") == ("Bo\0Ann", "Lind\0")
    table = read_text(f"First name,Last name,Email\nBo,Lind,b@x.example\n{cell},Bee,a@x.example\n")
    person = check(table, match(table)).person(3)
    assert (person.first_name, person.state) == ("", RowState.ATTENTION)


@pytest.mark.parametrize(
    ("first", "last"), [("NULL", "NULL"), ("None", "None"), ("null", ""), ("Unknown", ""), ("TBD", ""), ("N/A", "N/A")]
)
def test_two_words_for_none_are_blank(first, last):
    assert without_placeholders(f"Bo\0{first}", f"Lind\0{last}") == ("Bo\0", "Lind\0")


@pytest.mark.parametrize(
    ("first", "last"),
    [("Ann", "Null"), ("Na", "Li"), ("A.", "Lee"), ("Jean-Luc", "O'Neil"), ("Bo", "Lind 3rd"), ("Simone", "None"),
     ("一郎", "鈴木"), ("N.A.", "Lee"), ("Zoë", "Groß (Annie)"), ("", ""), ("Ann", "Bee & Cee")],
)  # fmt: skip
def test_names_stay(first, last):
    names = (f"Bo\0{first}", f"12\0{last}")
    assert without_placeholders(*names) == (names[0], f"\0{last}")


def test_a_person_may_type_what_a_list_may_not():
    table = read_text("First name,Last name,Email\nSuharto,.,s@x.example\n")
    roster = check(table, match(table))
    assert roster.person(2).state is RowState.ATTENTION
    assert roster.with_cell(2, Field.LAST_NAME, ".").person(2).state is RowState.READY


@pytest.mark.parametrize("beside", ["Bo", "R2", "Zoë (guest)"])
@pytest.mark.parametrize("word", ["NULL", "Null", "nUll", "NONE", "none", "UNKNOWN", "unknown", "tbd", "Tbd"])
def test_words_for_none_are_blank_whatever_their_case_and_whatever_else_is_in_the_list(word, beside):
    assert without_placeholders(f"{beside}\0{word}", f"Lind\0{word}") == (f"{beside}\0", "Lind\0")
    assert without_placeholders(f"{beside}\0{word}", "Lind\0") == (f"{beside}\0", "Lind\0")


def test_half_a_character_is_no_reason_to_fail():
    assert without_placeholders("Bo\0Ann\ud83d", "Lind\0Bee") == ("Bo\0Ann\ud83d", "Lind\0Bee")


@pytest.mark.parametrize("cell", ["N / A", "N/A", "n / a", "-"])
def test_a_full_name_that_is_none_is_not_taken_apart(cell):
    none, ann = people(f"Name;Email\n{cell};a@x.example\nAnn Bee;b@x.example\n")
    assert (none.first_name, none.last_name, none.state) == ("", "", RowState.ATTENTION)
    assert (ann.first_name, ann.last_name, ann.state) == ("Ann", "Bee", RowState.READY)


@pytest.mark.parametrize("cell", ["-", "N/A", "."])
def test_a_part_of_a_last_name_that_is_none_is_left_out(cell):
    infix = f"First name;Tussenvoegsel;Last name;Email\nBo;{cell};Lind;b@x.example\nAn;van der;Berg;a@x.example\n"
    assert names(infix) == [("Bo", "Lind"), ("An", "van der Berg")]
    second = f"Nombre;Primer apellido;Segundo apellido;Email\nAna;Ruiz;{cell};a@x.example\nEva;Paz;Gil;e@x.example\n"
    assert names(second) == [("Ana", "Ruiz"), ("Eva", "Paz Gil")]
