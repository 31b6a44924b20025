"""Names that arrive garbled are told, with what was meant where that can be told, and hold nobody back."""

import pytest

from desktop_app.attendees.checking.garbled import may_be_garbled, meant
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
PLAIN = ["JOÃO", "Åse", "Ärmel", "Âmbar", "Ñandú", "Îles", "Smith & Sons", "A&B", "Bee &Co;", "São", "小野", "Zoë", "Ð"]


@pytest.mark.parametrize(("name", "before"), GARBLED)
def test_what_was_meant_is_told(name, before):
    assert may_be_garbled(f"Ann\0{name}\0Bo")
    assert meant(name) == before


@pytest.mark.parametrize("name", PLAIN)
def test_names_as_people_write_them_are_left_alone(name):
    assert meant(name) is None


def test_most_names_are_not_looked_at():
    assert not may_be_garbled("Ann\0Zoë\0Jürgen\0García\0O'Neil\0Łukasz\0Müller-Lüdenscheidt")


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
