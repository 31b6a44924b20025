"""Names that arrive garbled are told, with what was meant where that can be told, and hold nobody back."""

import pytest
from text_lists import names, people

from desktop_app.attendees.checking.garbled import may_be_garbled, meant, not_torn
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblemCode, RowState, check, groups, message

GARBLED = [
    ("JosÃ©", "José"),
    ("Ã…ngstrÃ¶m", "Ångström"),
    ("Å\x81ukasz", "Łukasz"),
    ("Å½ak", "Žak"),
    ("Oâ€™Neil", "O’Neil"),
    ("J&uuml;rgen", "Jürgen"),
    ("O&#39;Neil", "O'Neil"),
    ("=?UTF-8?Q?J=C3=BCrgen?=", "Jürgen"),
    ("=?utf-8?b?SsO8cmdlbg==?=", "Jürgen"),
    ("=?klingon?q?Worf?=", ""),
    ("M\ufffdrta", ""),
]
PLAIN = ["JOÃO", "Åse", "Ärmel", "Âmbar", "Ñandú", "Îles", "Smith & Sons", "A&B", "Bee &Co;", "São", "小野", "Zoë", "Ð",
         "MATÚŠ", "KÓŠA", "RÚŽA", "BÉŽA", "KÄŠ", "PÄŽ", "Úžas", "KÖŽE", "RÖŠ", "MATÚŠ KÓŠA"]  # fmt: skip


@pytest.mark.parametrize(("name", "before"), GARBLED)
def test_what_was_meant_is_told(name, before):
    assert may_be_garbled(f"Ann\0{name}\0Bo")
    assert meant(name) == before


@pytest.mark.parametrize("name", PLAIN)
def test_names_as_people_write_them_are_left_alone(name):
    assert meant(name) is None


def test_most_names_are_not_looked_at():
    assert not may_be_garbled("Ann\0Zoë\0Jürgen\0García\0O'Neil\0Łukasz\0Müller-Lüdenscheidt")


def test_right_names_in_capitals_are_not_told_as_garbled():
    listed = people("First name;Last name;Email\nSVÄTOPLUK;MÄSIAR;a@x.example\nMATÚŠ;KÓŠA;b@x.example\n")
    assert [person.notes for person in listed] == [(), ()]


def rostered(first, last="Bee"):
    table = read_text(f"Email;First name;Last name\na@x.example;Ann;Lind\nb@x.example;{first};{last}\n")
    return check(table, match(table))


def test_a_garbled_name_is_a_note_with_a_fix():
    roster = rostered("JosÃ©", "M\ufffdrta")
    person = roster.person(3)
    assert person.state is RowState.READY
    assert [(note.field, note.code, message(note)) for note in person.notes] == [
        (Field.FIRST_NAME, RowProblemCode.GARBLED, "First name “JosÃ©” is garbled. Probably José."),
        (Field.LAST_NAME, RowProblemCode.GARBLED, "Last name “M\ufffdrta” is garbled."),
    ]
    assert [(group.field, group.fixable, group.holds_back) for group in groups(roster)] == [
        (Field.FIRST_NAME, 1, False), (Field.LAST_NAME, 0, False)
    ]  # fmt: skip
    fixed = roster.with_cells(roster.fixes(RowProblemCode.GARBLED, Field.FIRST_NAME)).person(3)
    assert (fixed.first_name, [note.field for note in fixed.notes]) == ("José", [Field.LAST_NAME])
    assert roster.with_cell(3, Field.EMAIL, "c@x.example").person(3).notes == person.notes


def test_whole_names_are_looked_at_too():
    table = read_text("Name;Email\nJosÃ© NÃºÃ±ez;a@x.example\n")
    (person,) = check(table, match(table)).people
    assert [note.suggestion for note in person.notes] == ["José", "Núñez"]


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


@pytest.mark.parametrize(
    "name",
    ["Виктор", "Жанна", "Βασίλης", "Özgür", "Agnė", "Győri", "Hồng", "Ștefan", "O’Neil", "BAŞAR", "ERDOĞAN", "Ďurko",
     "Məmmədov", "KŌJI", "Жанна Bee", "Ngô Thị Hương"],
)  # fmt: skip
def test_letters_that_end_in_such_a_mark_are_still_read_again(name):
    assert meant(name.encode().decode("cp1252")) == name
