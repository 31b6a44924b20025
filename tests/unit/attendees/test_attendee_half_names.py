"""Lists of which only one half of the names would be read: the other is found, or told."""

import pytest

from desktop_app.attendees.__main__ import main
from desktop_app.attendees.columns import match
from desktop_app.attendees.matching.header_words import MEANING_WORDS, Meaning
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.unread import unread_names

PEOPLE = "Ann,Bee,q1@x.example\nBob,Cee,q2@x.example\n"


def halves(header, people=PEOPLE):
    found = match(read_text(f"{header}\n{people}"))
    return found.first_name, found.last_name, found.full_name


@pytest.mark.parametrize(
    "header",
    [
        "Student first name,Surname,Email",
        "Attendee First Name,Last Name,Email",
        "Vorname Teilnehmer,Nachname,E-Mail",
        "First name,Participant last name,Email",
        "First name,Last name,Attendee email",
        "Attendee first name,Last name,Attendee email",
        "First name,Contact last name,E-mail",
        "Buyer first name,Last name,Buyer email",
    ],
)
def test_one_half_may_be_said_to_be_the_attendees_and_the_other_not(header):
    assert halves(header) == (0, 1, None)


@pytest.mark.parametrize("meaning", [Meaning.FIRST, Meaning.LAST])
def test_every_word_for_a_half_goes_with_a_plain_word_for_the_other(meaning):
    words = (word.strip() for word in MEANING_WORDS[meaning].split("|"))
    plain = "First name,{}" if meaning is Meaning.LAST else "{},Last name"
    assert [word for word in words if halves(f"{plain.format(word)},Email") != (0, 1, None)] == []


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        # somebody else's whole name, and that of a second person
        ("Student first name,Student last name,Surname,Email", "Ann,Bee,Cee,q@x.example", (None, 2, None)),
        ("Manager first name,Surname,Email", "Ann,Bee,q@x.example", (None, 1, None)),
        ("Student first name,Manager last name,Manager email", "Ann,Bee,q@x.example", (None, 1, None)),
        ("Contact first name,Student last name,Student email", "Ann,Bee,q@x.example", (None, 1, None)),
        ("Guest first name,Last name,Student email", "Ann,Bee,q@x.example", (None, 1, None)),
        ("Guest 2 first name,Surname,Email", "Ann,Bee,q@x.example", (None, 1, None)),
        ("First name,Last name,Guest first name,Email", "Ann,Bee,Cy,q@x.example", (0, 1, None)),
        ("Name,Guest first name,Email", "Ann Bee,Cy,q@x.example", (None, None, 0)),
    ],
)
def test_halves_of_two_people_make_no_name(header, row, expected):
    assert halves(header, f"{row}\n{row.replace('q@', 'r@')}\n") == expected


@pytest.mark.parametrize("header", ["Meno,Priezvisko,E-mail", "Ime,Priimek,E-pošta", "Eesnimi,Perenimi,E-post"])
def test_halves_in_more_languages(header):
    assert halves(header) == (0, 1, None)


def test_a_column_of_addresses_says_nothing_of_whose_the_names_are():
    assert halves("First name,Last name,Attendee") == (0, 1, None)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("First name,Nama belakang,Email", (1,)),
        ("Tên,Họ,Email", (0, 1)),
        ("Teacher first name,Surname,Email", (0,)),
        ("First name,Last name,Email", ()),
        ("Name,Team,Email", ()),
        ("First name,City,Email", ()),
        ("First name,Status,Email", ()),
        ("First name,Manager,Email", ()),
    ],
)
def test_names_that_are_not_read_are_told(header, columns):
    table = read_text(f"{header}\n{PEOPLE}")
    assert unread_names(table, match(table)) == columns


def test_what_many_share_and_what_is_no_word_is_no_name():
    table = read_text(
        "First name,Team,Seat,Email\nAnn,Red,A1,q1@x.example\nBob,Red,A2,q2@x.example\nCy,Blue,B1,q3@x.example\n"
        "Di,Red,B2,q4@x.example\n"
    )
    assert unread_names(table, match(table)) == ()


def test_the_command_says_which_names_are_not_read(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(f"First name,Nama belakang,Email\n{PEOPLE}")
    assert main([str(path)]) == 0
    assert "Names in column B (Nama belakang) are not read." in capsys.readouterr().out
