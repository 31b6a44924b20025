"""Addresses in columns that aren't read: they are counted, and it is said."""

import json

import pytest

from desktop_app.attendees.__main__ import main
from desktop_app.attendees.columns import Columns, match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.unread import Unread, unread


def found(text, columns=None):
    table = read_text(text)
    return unread(table, columns or match(table))


def test_two_lists_side_by_side():
    text = "First,Last,Email,,First,Last,Email\nAnn,Bee,a@x.example,,Bob,Cee,b@x.example\n,,,,Cat,Dee,c@x.example\n"
    assert found(text) == (Unread(6, 2, more_people=True),)
    assert found(text, match(read_text(text), 6)) == (Unread(2, 1, more_people=True),)


def test_second_people_of_a_row():
    header = "Name 1,Email 1,Name 2,Email 2"
    assert found(f"{header}\nAnn Bee,a@x.example,Bob Cee,b@x.example\n") == (Unread(3, 1, more_people=True),)
    header = "Name,Email,Guest name,Guest email"
    assert found(f"{header}\nAnn Bee,a@x.example,Bob Cee,b@x.example\n") == (Unread(3, 1, more_people=True),)


def test_other_addresses_of_the_same_people_and_managers_are_no_more_people():
    assert found("Name,Email,Email 2\nAnn Bee,a@x.example,b@x.example\n") == (Unread(2, 1),)
    header = "Name,Email,Manager name,Manager email"
    assert found(f"{header}\nAnn Bee,a@x.example,Max Ax,max@x.example\n") == (Unread(3, 1),)


def test_no_column_of_addresses_is_read():
    assert found("Referred by email,Name\na@x.example,Ann Bee\nb@x.example,Bo Cee\n") == (Unread(0, 2),)


def test_addresses_without_a_header():
    assert found("a@x.example\tb@x.example\t\nc@x.example\td@x.example\tx\n", Columns(email=0)) == (Unread(1, 2),)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("a@x.example", 0),
        ("A@X.Example", 0),
        ("Ann Bee <a@x.example>", 0),
        ("b@x.example", 1),
        ("Bob Cee <b@x.example>", 1),
        ("mailto:b@x.example", 1),
        ("also bring b@x.example; c@x.example please", 2),
        ("b@x.example, B@x.example", 1),
        ("we meet @ noon", 0),
        ("@annbee", 0),
        ("b@localhost", 0),
        ("x" * 400 + "@x.example", 0),
    ],
)
def test_what_counts_is_a_good_address_that_is_nowhere_in_the_column_that_is_read(cell, count):
    text = f'Email,Name,Notes\na@x.example,Ann Bee,"{cell}"\n'
    assert [column.addresses for column in found(text)] == ([count] if count else [])


def test_the_same_address_again_counts_once():
    rows = "".join(f"p{at}@x.example,Ann Bee,max@x.example\n" for at in range(700))
    assert found(f"Email,Name,Manager email\n{rows}") == (Unread(2, 1),)


def test_the_command_says_how_many_and_where(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Name,Email,,Name,Email\nAnn Bee,a@x.example,,Bob Cee,b@x.example\n,,,Cat Dee,c@x.example\n")
    assert main([str(path), "--json"]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert (note["row"], note["field"], note["code"]) == (0, "email", "not_read")
    assert note["message"].startswith("2 addresses in column E (Email) are not read.")
    assert main([str(path)]) == 0
    assert "\n2 addresses in column E (Email) are not read. More people seem to stand there." in capsys.readouterr().out
    path.write_text("Ann Bee,a@x.example,b@x.example\nBo Cee,bo@x.example,\nCat Dee,c@x.example,\n")
    assert main([str(path)]) == 0
    assert "\n1 address in column C is not read." in capsys.readouterr().out
