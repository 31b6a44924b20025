"""Header lines: what is one, what it says of a name in parts, and what an address book calls its columns."""

import pytest

from desktop_app.attendees.columns import Columns, Extra, match
from desktop_app.attendees.matching.header_words import Meaning
from desktop_app.attendees.matching.headers import extra_meaning, meaning
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check


@pytest.mark.parametrize("missing", ["n/a", "-", "?", "unknown", "ann(at)x.example", "ann.x.example", "none yet"])
def test_a_first_person_without_an_address_is_no_header(missing):
    table = read_text(f"Ann,Bee,{missing}\nBob,Cee,bob@x.example\nDon,Eff,don@x.example\n")
    assert (table.header, [row.number for row in table.rows]) == (None, [1, 2, 3])
    people = check(table, match(table)).people
    assert (people[0].first_name, people[0].last_name, people[0].state) == ("Ann", "Bee", RowState.ATTENTION)


def test_nor_are_two_of_them_or_a_bare_one():
    table = read_text("Ann,Bee,unknown\nZed,Zee,unknown\nBob,Cee,bob@x.example\nDon,Eff,don@x.example\n")
    assert [row.number for row in table.rows] == [1, 2, 3, 4]
    table = read_text("ann.x.example\nbob@x.example\ndon@x.example\n")
    assert [row.cells[0] for row in table.rows] == ["ann.x.example", "bob@x.example", "don@x.example"]


def test_what_people_below_are_too_names_no_column():
    table = read_text("Ann Bee,n/a,Guest\nBob Cee,bob@x.example,Guest\nDon Eff,don@x.example,Guest\n")
    assert [row.number for row in table.rows] == [1, 2, 3]
    table = read_text("Guest,Email,Kind\nBob Cee,bob@x.example,Guest\nDon Eff,don@x.example,Guest\n")
    assert table.header == ("Guest", "Email", "Kind")


@pytest.mark.parametrize(
    "header",
    ["Kontakt,Wer,Wo", "Contact,A,B", "Wie,Wat,Waar", "Where do we write to?,A,B", "Verteiler:,A,B", "連絡先,A,B",
     "Kontakty,Kto,Gdzie", "Contatto,A,B"],
)  # fmt: skip
def test_words_that_lists_have_above_columns_make_a_header(header):
    table = read_text(f"{header}\nann@x.example,Ann,Ulm\nbo@x.example,Bo,Rome\n")
    assert table.header == tuple(header.split(","))
    assert match(table).email == 0


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name (First)", Meaning.FIRST),
        ("Name (Last)", Meaning.LAST),
        ("Name - First", Meaning.FIRST),
        ("Full Name - Last Name", Meaning.LAST),
        ("Name: First name", Meaning.FIRST),
        ("Name (Vorname)", Meaning.FIRST),
        ("Name (Nachname)", Meaning.LAST),
        ("Nom (prénom)", Meaning.FIRST),
        ("Nombre [Apellidos]", Meaning.LAST),
        ("Participant - Last name", Meaning.LAST),
        ("お名前\uff08姓\uff09", Meaning.LAST),
        ("氏名\uff08名\uff09", Meaning.FIRST),
        ("姓名\uff08姓\uff09", Meaning.LAST),
        ("Apellido Paterno", Meaning.LAST),
        ("Apellido 1", Meaning.LAST),
        ("Apellidos, Nombre", Meaning.FULL),
        ("Nombre y apellido", Meaning.FULL),
        ("Nazwisko, imię", Meaning.FULL),
        ("Last name, first name", Meaning.FULL),
        ("Name (first last)", Meaning.NAME),
        ("氏名\uff08カナ\uff09", Meaning.FULL),
        ("Name", Meaning.NAME),
    ],
)
def test_a_header_says_which_part_of_a_name_it_is(header, expected):
    assert meaning(header) == (expected, True)


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("お名前\uff08姓\uff09,お名前\uff08名\uff09,メールアドレス", "山田,太郎,y@x.example", ("太郎", "山田")),
        ("氏名\uff08姓\uff09,氏名\uff08名\uff09,メールアドレス", "山田,太郎,y@x.example", ("太郎", "山田")),
        ("Name (First),Name (Last),Email", "Mary Ann,Bee,m@x.example", ("Mary Ann", "Bee")),
        ("Name - First,Name - Last,Email", "Mary,Bee,m@x.example", ("Mary", "Bee")),
        ("Full Name - First Name,Full Name - Last Name,Email", "Mary,Bee,m@x.example", ("Mary", "Bee")),
        ("Nombre,Apellido Paterno,Apellido Materno,Correo", "José Luis,Núñez,Gil,j@x.example", ("José Luis", "Núñez")),
        ("Nombre,Apellido 1,Apellido 2,Correo", "José,Núñez,Gil,j@x.example", ("José", "Núñez")),
        ('"Apellidos, Nombre",Correo', '"Núñez Pérez, José",j@x.example', ("José", "Núñez Pérez")),
    ],
)
def test_names_in_parts_are_read_as_such(header, row, names):
    table = read_text(f"{header}\n{row}\n")
    (person,) = check(table, match(table)).people
    assert (person.first_name, person.last_name, person.state) == (*names, RowState.READY)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Business City", Extra.CITY),
        ("Business State", Extra.STATE),
        ("Business Country/Region", Extra.COUNTRY),
        ("Business Postal Code", Extra.ZIP),
        ("Work country", Extra.COUNTRY),
        ("Ort geschäftlich", Extra.CITY),
        ("Land/Region geschäftlich", Extra.COUNTRY),
        ("Ville (bureau)", Extra.CITY),
        ("Ciudad del trabajo", Extra.CITY),
        ("Città (ufficio)", Extra.CITY),
        ("Business", Extra.ORGANIZATION),
        ("Business use", None),
        ("Work", None),
    ],
)
def test_address_books_say_that_something_is_at_work(header, field):
    assert extra_meaning(header) is field


def test_an_outlook_list_has_its_addresses():
    table = read_text(
        "First Name,Last Name,E-mail Address,Business City,Business State,Business Country/Region,Home City\n"
        "Ann,Bee,a@x.example,Ulm,BW,Germany,Bonn\n"
    )
    places = {Extra.CITY: 3, Extra.STATE: 4, Extra.COUNTRY: 5}
    assert match(table) == Columns(email=2, first_name=0, last_name=1, extra=places)


@pytest.mark.parametrize("cell", ["(", "( ", "Row (", "[", "\uff08"])
def test_a_header_of_absurd_length_takes_no_absurd_time(cell: str) -> None:
    # a search from each bracket to the end took minutes
    assert meaning(cell * 200_000) is None
