"""The file of people to correct and import again: whatever columns the list had, names and corrections come back."""

import datetime as dt

import pytest
from english_report import save_for_correction
from msgspec.structs import replace

from desktop_app.attendees.columns import match
from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.new_import import Listed, source_table
from desktop_app.attendees.reader import read, read_text
from desktop_app.attendees.roster import check

NOW = dt.datetime(2025, 12, 15, tzinfo=dt.UTC)


def given_back(path, text, **corrected):
    """Save the people of a list, the first one corrected, and read the file: its header, and who is in it."""
    table = read_text(text)
    columns = match(table)
    roster = check(table, columns)
    source = source_table(Listed(table, columns, roster, {}))
    entries = [
        Entry(
            row=person.row, email=person.email, first_name=person.first_name, last_name=person.last_name,
            external_ticket_id="", fate=Fate.FAILED, ticket_id="", join_link="", code="", reason="",
            message="Zoom said no", updated=NOW,
        )
        for person in roster.people
    ]  # fmt: skip
    entries[0] = replace(entries[0], **corrected)
    save_for_correction(path, replace(source, cells={row.number: row.cells for row in table.rows}), entries)
    again = read(path)
    people = check(again, match(again)).people
    return again.header, [(person.email, person.first_name, person.last_name) for person in people]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Name,Club,Email\nAnn Bee,Go,q@x.example\nBob Cee,,r@x.example\n",
         ("First name", "Last name", "Club", "Email")),
        ("Ann Bee,q@x.example\nBob Cee,r@x.example\n", ("First name", "Last name", "E-mail")),
        ("Attendee,Club\nAnn Bee <q@x.example>,Go\nBob Cee <r@x.example>,\n",
         ("Attendee", "Club", "First name", "Last name")),
        ("Email,Vorname,Nachname\nq@x.example,Ann,Bee\nr@x.example,Bob,Cee\n", ("Email", "Vorname", "Nachname")),
        ("q@x.example;Ann;Bee\nr@x.example;Bob;Cee\n", ("E-mail", "First name", "Last name")),
    ],
)  # fmt: skip
def test_names_come_back_from_any_kind_of_column(tmp_path, text, header):
    path = tmp_path / "again.csv"
    assert given_back(path, text) == (
        (*header, "Reason"), [("q@x.example", "Ann", "Bee"), ("r@x.example", "Bob", "Cee")]
    )  # fmt: skip
    corrected = given_back(path, text, email="new@x.example", first_name="Anna", last_name="de Bee")
    assert corrected[1] == [("new@x.example", "Anna", "de Bee"), ("r@x.example", "Bob", "Cee")]


def test_a_last_name_that_had_two_columns_is_in_one(tmp_path):
    """Else what was corrected would get the rest of the name in front again."""
    text = "Email,Voornaam,Tussenvoegsel,Achternaam\nq@x.example,Ann,van der,Berg\n"
    header, people = given_back(tmp_path / "again.csv", text, last_name="Smit")
    assert (header, people) == (("Email", "Voornaam", "Achternaam", "Reason"), [("q@x.example", "Ann", "Smit")])


def test_half_a_name_can_be_completed(tmp_path):
    text = "First name,Email\nAnn,q@x.example\nBob,r@x.example\n"
    header, people = given_back(tmp_path / "again.csv", text, last_name="Bee")
    assert header == ("First name", "Email", "Last name", "Reason")
    assert people == [("q@x.example", "Ann", "Bee"), ("r@x.example", "Bob", "")]
