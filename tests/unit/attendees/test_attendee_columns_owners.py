"""Whose names and addresses a list holds: nobody's name goes on somebody else's address."""

import pytest

from desktop_app.attendees.columns import Columns, Extra, beside, last_name_parts, letters, match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import check


def matched(header, *rows):
    table = read_text("\n".join((header, *rows)) + "\n")
    assert table.header_row == 1
    return match(table)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Name,Email,Guest name", "Ann Bee,ann@x.example,Zed Bee", Columns(email=1, full_name=0)),
        ("Name,Email,Contact name", "Ann Bee,ann@x.example,Zed Bee", Columns(email=1, full_name=0)),
        ("Guest name,Email,Name", "Zed Bee,ann@x.example,Ann Bee", Columns(email=1, full_name=2)),
        ("First,Guest name,Email", "Ann,Zed Bee,ann@x.example", Columns(email=2, first_name=0)),
        ("Name,Email,Name (parent)", "Ann Bee,ann@x.example,Zed Bee", Columns(email=1, full_name=0)),
        ("Guest name,Email", "Ann Bee,ann@x.example", Columns(email=1, full_name=0)),
        ("Attendee name,Contact email", "Ann Bee,ann@x.example", Columns(email=1, full_name=0)),
        ("Attendee email,First name,Last name", "ann@x.example,Ann,Bee", Columns(email=0, first_name=1, last_name=2)),
        ("Manager name,Name,Email", "Max Ax,Ann Bee,ann@x.example", Columns(email=2, full_name=1)),
        ("Manager name,Manager email", "Max Ax,max@x.example", Columns(email=1, full_name=0)),
        ("Name,Guest name,Guest email", "Ann Bee,Zed Bee,zed@x.example", Columns(email=2, full_name=1)),
        ("Name,Attendee name,Email", ",Ann Bee,ann@x.example", Columns(email=2, full_name=1)),
        ("Name 2,Email 1,Name 1", "Zed Bee,ann@x.example,Ann Bee", Columns(email=1, full_name=2)),
        (
            "Student First Name,Student Last Name,Parent First Name,Parent Last Name,Parent Email",
            "Kid,Bee,Ann,Bee,ann@x.example",
            Columns(email=4, first_name=2, last_name=3),
        ),
        (
            "Vorname Kind,Nachname Kind,Vorname Elternteil,Nachname Elternteil,E-Mail Elternteil",
            "Kid,Bee,Ann,Bee,ann@x.example",
            Columns(email=4, first_name=2, last_name=3),
        ),
        (
            "Customer First Name,Customer Last Name,Customer Email,"
            "Ticket Holder First Name,Ticket Holder Last Name,Ticket Holder Email",
            "Bob,Cee,bob@x.example,Ann,Bee,ann@x.example\nBob,Cee,bob@x.example,Cat,Dee,cat@x.example",
            Columns(email=5, first_name=3, last_name=4),
        ),
        (
            "Ticket Holder First Name,Ticket Holder Surname,Ticket Holder Email,Registrant First Name,Registrant Email",
            "Ann,Bee,ann@x.example,Bob,bob@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
        (
            "Order First Name,Order Last Name,Order Email,Ticket First Name,Ticket Last Name,Ticket Email",
            "Bob,Cee,bob@x.example,Ann,Bee,ann@x.example",
            Columns(email=5, first_name=3, last_name=4),
        ),
        (
            "Team Member First Name,Team Member Last Name,Email",
            "Ann,Bee,info@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
        (
            "Host First Name,Host Last Name,Host Email",
            "Ann,Bee,a@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
        (
            "Vorname Lehrer,Nachname Lehrer,E-Mail Lehrer,Vorname Mitglied,Nachname Mitglied,E-Mail Mitglied",
            "Max,Ax,max@x.example,Ann,Bee,ann@x.example",
            Columns(email=5, first_name=3, last_name=4),
        ),
        (
            "Coach first name,Coach last name,Coach email",
            "Ann,Bee,ann@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
        (
            "Teacher first name,Teacher last name,Email",
            "Ann,Bee,a@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
        ("Buddy first name,Name,Email", "Max,Ann Bee,ann@x.example", Columns(email=2, full_name=1)),
        ("Team leader first name,Name,Email", "Max,Ann Bee,ann@x.example", Columns(email=2, full_name=1)),
        (
            "Nom acheteur,Prénom acheteur,Email acheteur,Nom participant,Prénom participant,Email participant",
            "Ax,Max,max@x.example,Bee,Ann,ann@x.example",
            Columns(email=5, first_name=4, last_name=3),
        ),
        (
            "Legal first name,Last name,Work email",
            "Annabel,Bee,ann@x.example",
            Columns(email=2, first_name=0, last_name=1),
        ),
    ],
)
def test_names_are_of_whom_the_addresses_are(header, row, expected):
    assert matched(header, row) == expected


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Attendee name,Guest name,Email", "Ann Bee,Zed Bee,ann@x.example", Columns(email=2)),
        ("Guest email,Attendee name", "zed@x.example,Ann Bee", Columns(email=0)),
        ("Manager name,Email", "Max Ax,ann@x.example", Columns(email=1)),
        ("Coach email,Player name", "max@x.example,Ann Bee", Columns(email=0)),
        ("email,Name Lehrer,Name Schüler", "max@x.example,Max Ax,Ann Bee", Columns(email=0)),
        ("Student name,Parent email", "Kid Bee,ann@x.example", Columns(full_name=0)),
        ("Referred by email,Name", "ref@x.example,Ann Bee", Columns(full_name=1)),
        ("Old email,Name", "ann@x.example,Ann Bee", Columns(full_name=1)),
        ("E-Mail Vorgesetzte,Name", "max@x.example,Ann Bee", Columns(full_name=1)),
    ],
)
def test_what_may_be_anybodys_is_left_to_a_person(header, row, expected):
    assert matched(header, row) == expected


@pytest.mark.parametrize(
    ("header", "email"),
    [
        ("Referred by email,Name,Contact", 2),
        ("Manager email,Employee,Contact", 2),
        ("Old email,Name,New email", 2),
        ("Owner email,Name,Mail 1", 2),
        ("Buyer email,Name,Address", 2),
        ("E-Mail Käufer,Name,Kontakt", 2),
        ("Courriel du responsable,Nom,Contact", 2),
        ("Correo anterior,Nombre,Correo nuevo", 2),
        ("E-mail do responsável,Nome,Contato", 2),
        ("E-mail genitore,Nome,Contatto", 2),
        ("E-mail leidinggevende,Naam,Contact", 2),
        ("E-mail przełożonego,Imię i nazwisko,Kontakt", 2),
        ("紹介者メール,氏名,連絡先", 2),
        ("推荐人邮箱,姓名,联系方式", 2),
        ("Agent email,Name,Customer email", 2),
        ("Coach email,Name,Player email", 2),
        ("Doctor email,Name,Patient email", 2),
        ("Klassenlehrer E-Mail,Name,Schüler E-Mail", 2),
        ("Ansprechpartner E-Mail,Name,Teilnehmer E-Mail", 2),
        ("先生メール,氏名,生徒メール", 2),
        ("老师邮箱,姓名,学生邮箱", 2),
        ("Sender,Name,Recipient", 2),
        ("Absender,Name,Empfänger", 2),
        ("Expéditeur,Nom,Destinataire", 2),
        ("From,Name,To", 2),
        ("CC,Name,To", 2),
        ("Email (invalid),Name,Email", 2),
        ("Email,Name,Customer email", 0),
        ("Coach email,Name,E-mail address", 2),
    ],
)
def test_addresses_of_others_give_way_to_any_column_of_addresses(header, email):
    rows = ("max@x.example,Ann Bee,ann@x.example", "moe@x.example,Bo Cee,bo@x.example")
    columns = matched(header, *rows)
    assert (columns.email, columns.full_name) == (email, 1)


def test_an_address_column_that_is_all_of_a_list_is_taken_whatever_it_is_called():
    assert matched("Manager email", "max@x.example", "moe@x.example").email == 0


SIDE = "First,Last,Email,City,,First,Last,Email,City"
TWO = ("Ann,Bee,a@x.example,Ulm,,Bob,Cee,b@x.example,Rome", "Ann,Bee,a@x.example,Ulm,,Cat,Dee,c@x.example,Oslo")


def test_of_two_lists_side_by_side_everything_is_of_one():
    left = matched(SIDE, TWO[0])
    assert left == Columns(email=2, first_name=0, last_name=1, extra={Extra.CITY: 3})
    right = matched(SIDE, *TWO)
    assert right == Columns(email=7, first_name=5, last_name=6, extra={Extra.CITY: 8})
    table = read_text("\n".join((SIDE, *TWO)))
    assert match(table, 2) == left
    assert (beside(table, 2), beside(table, 7)) == ({5, 6, 7, 8}, {0, 1, 2, 3})
    assert beside(table, None) == frozenset()


def test_of_two_lists_side_by_side_an_infix_is_of_the_same():
    table = read_text(
        "Voornaam,Tussenvoegsel,Achternaam,E-mail,Voornaam,Tussenvoegsel,Achternaam,E-mail\n"
        "Ann,,Bee,a@x.example,Bob,van,Cee,b@x.example\n"
    )
    assert [last_name_parts(table, match(table, at)).before for at in (3, 7)] == [1, 5]


def test_without_headers_names_beside_two_columns_of_addresses_have_to_be_told_by_them():
    rows = "Ann,Bee,a@x.example,,Bob,Cee,b@x.example\nAnn,Bee,a@x.example,,Cat,Dee,c@x.example\n"
    assert match(read_text(rows)) == Columns(email=6)
    rows = "Ann,Bee,ann@x.example,ann@y.example\nBob,Cee,bob@x.example,bob@y.example\n"
    assert match(read_text(rows)) == Columns(email=2, first_name=0, last_name=1)


def test_a_person_may_take_any_column_of_addresses():
    table = read_text("Manager name,Manager email,Name,Email\nMax Ax,max@x.example,Ann Bee,ann@x.example\n")
    assert match(table) == Columns(email=3, full_name=2)
    assert match(table, 1) == Columns(email=1, full_name=0)
    table = read_text("Name,Parent email\nKid Bee,ann@x.example\n")
    chosen = match(table, 1)
    assert (chosen, check(table, chosen).person(2).first_name) == (Columns(email=1), "")


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
