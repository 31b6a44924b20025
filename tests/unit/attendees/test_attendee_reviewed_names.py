"""Names in lists as they really come: garbled twice, torn, too long, or words for none among others."""

import pytest

from desktop_app.attendees.checking.garbled import meant, not_torn
from desktop_app.attendees.checking.placeholders import without_placeholders
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check


def people(text):
    """Return the people of a list, checked."""
    table = read_text(text)
    return check(table, match(table)).people


def names(text):
    return [(person.first_name, person.last_name) for person in people(text)]


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("JosÃƒÂ©", "José"),
        ("J&amp;uuml;rgen", "Jürgen"),
        ("J&Atilde;&frac14;rgen", "Jürgen"),
        ("=?utf-8?q?J=26uuml=3Brgen?=", "Jürgen"),
        ("=?utf-8?q?=EF=BF=BD?=", ""),
    ],
)
def test_what_went_wrong_twice_is_put_right_twice(name, before):
    assert meant(name) == before


@pytest.mark.parametrize("piece", ["J&uuml;rgen ", "JosÃ© ", "=?utf-8?q?J=C3=BCrgen?= ", "M\ufffdrta "])
def test_a_cell_too_long_for_a_name_is_not_decoded(piece):
    assert meant(piece) is not None
    assert meant(piece * 2000) is None


@pytest.mark.parametrize("name", ["=?ütf-8?Q?x?=", "=?utf-8?B?a?=", "=?utf-8?Q?=FF?="])
def test_a_word_that_cannot_be_decoded_raises_nothing(name):
    assert meant(name) in ("", None)
    assert [person.state for person in people(f"First name;Last name;Email\n{name};Bee;a@x.example\n")] == [
        RowState.READY
    ]


@pytest.mark.parametrize(
    ("torn", "whole"),
    [("MarÃ\u00ada", "María"), ("NicolÃ\u00a0", "Nicolà"), ("Å\u00a0imon", "Šimon"), ("Ð\u00a0Ð¾Ð¼Ð°Ð½", "Роман"),
     ("MarÃƒÂ\u00ada", "María")],
)  # fmt: skip
def test_letters_are_read_again_before_tidying_tears_them(torn, whole):
    assert names(f"First name;Last name;Email\n{torn};{torn};a@x.example\nAnn;Bee;b@x.example\n") == [
        (whole, whole), ("Ann", "Bee")
    ]  # fmt: skip
    assert names(f"Name;Email\nAnn {torn};a@x.example\n") == [("Ann", whole)]


@pytest.mark.parametrize(
    "name", ["Gauß–Meier", "ANDRÉ–MARIE", "ANDRÉ—MARIE", "RENÉ’S", "RENÉ\u2018S", "RENÉ”", "Weiß“", "JOSÉ…"]
)
def test_a_right_name_with_a_typographic_mark_is_not_garbled(name):
    assert meant(name) is None


@pytest.mark.parametrize(
    ("name", "tidy"),
    [("ANDRÉ\u00a0MARIE", "ANDRÉ MARIE"), ("RENÉ\u00a0", "RENÉ"), ("Groß\u00admann", "Großmann"),
     ("NIEMELÄ\u00a0", "NIEMELÄ")],
)  # fmt: skip
def test_a_blank_or_a_soft_hyphen_behind_a_right_letter_changes_none(name, tidy):
    assert not_torn(f"Ann\0{name}") == f"Ann\0{name}"
    assert names(f"First name;Last name;Email\n{name};Bee;a@x.example\n") == [(tidy, "Bee")]


@pytest.mark.parametrize("name", ["Виктор", "Жанна", "Βασίλης", "Özgür", "Agnė", "Győri", "Hồng", "Ștefan", "O’Neil"])
def test_letters_that_end_in_such_a_mark_are_still_read_again(name):
    assert meant(name.encode().decode("cp1252")) == name


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
