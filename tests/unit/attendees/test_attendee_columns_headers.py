"""Header lines: what is one, what it says of a name in parts, and what an address book calls its columns."""

import pytest

from desktop_app.attendees.columns import Columns, Extra, match
from desktop_app.attendees.matching.header_words import Meaning
from desktop_app.attendees.matching.headers import extra_meaning
from desktop_app.attendees.matching.name_headers import meaning, unnumbered
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check


@pytest.mark.parametrize("missing", ["n/a", "-", "?", "unknown", "ann(at)x.example", "ann.x.example", "none yet"])
def test_a_first_person_without_an_address_is_no_header(missing):
    table = read_text(f"Ann,Bee,{missing}\nBob,Cee,bob@x.example\nDon,Eff,don@x.example\n")
    assert (table.header, [row.number for row in table.rows]) == (None, [1, 2, 3])
    people = check(table, match(table)).people
    assert (people[0].first_name, people[0].last_name, people[0].state) == ("Ann", "Bee", RowState.ATTENTION)


def test_two_first_people_without_an_address_or_a_bare_one_are_no_header():
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
        ("What is your name? [First name]", Meaning.FIRST),
        ("Vor-/Nachname", Meaning.FULL),
        ("Vor- und Zuname", Meaning.FULL),
        ("社員名", Meaning.FULL),
        ("氏", Meaning.LAST),
    ],
)
def test_a_header_says_which_part_of_a_name_it_is(header, expected):
    assert meaning(header) == (expected, True)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Attendee Surname", Meaning.LAST),
        ("Guest family name", Meaning.LAST),
        ("Pupil forename", Meaning.FIRST),
        ("Votre nom", Meaning.NAME_OR_LAST),
        ("Nom de l'élève", Meaning.NAME_OR_LAST),
        ("Nom d'usage", Meaning.NAME_OR_LAST),
        ("Nom adhérent", Meaning.NAME_OR_LAST),
        ("Tu nombre", Meaning.NAME_OR_FIRST),
        ("Nombre del alumno", Meaning.NAME_OR_FIRST),
        ("¿Cuál es tu nombre?", Meaning.NAME_OR_FIRST),
        ("Il tuo nome", Meaning.NAME_OR_FIRST),
        ("Nome partecipante", Meaning.NAME_OR_FIRST),
        ("Qual é o seu nome?", Meaning.NAME_OR_FIRST),
        ("生徒氏名", Meaning.FULL),
        ("お名前をご記入ください", Meaning.FULL),
        ("您的姓名", Meaning.FULL),
        ("员工姓名", Meaning.FULL),
        ("1. First name", Meaning.FIRST),
        ("Ticket holder name", Meaning.NAME),
        ("Team member name", Meaning.NAME),
        ("Nombre del organizador", Meaning.NAME_OR_FIRST),
        ("Correo del alumno", Meaning.EMAIL),
    ],
)
def test_words_that_ask_and_words_for_people_change_no_name(header, expected):
    assert meaning(header) == (expected, False)


@pytest.mark.parametrize(
    "header",
    ["Company name", "Session name", "Nom de l'entreprise", "Nom de naissance", "Nom d'utilisateur", "Middle name",
     "Maiden name", "Zweiter Vorname", "Phonetic last name", "Nombre de la empresa", "氏名カナ", "イベント名",
     "公司名称", "旧姓氏名", "Team", "Participant company name", "Guest list name"],
)  # fmt: skip
def test_names_of_things_and_names_not_in_use_are_none(header):
    assert meaning(header) is None


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("お名前\uff08姓\uff09,お名前\uff08名\uff09,メールアドレス", "山田,太郎,y@x.example", ("太郎", "山田")),
        ("氏名\uff08姓\uff09,氏名\uff08名\uff09,メールアドレス", "山田,太郎,y@x.example", ("太郎", "山田")),
        ("Name (First),Name (Last),Email", "Mary Ann,Bee,m@x.example", ("Mary Ann", "Bee")),
        ("Name - First,Name - Last,Email", "Mary,Bee,m@x.example", ("Mary", "Bee")),
        ("Full Name - First Name,Full Name - Last Name,Email", "Mary,Bee,m@x.example", ("Mary", "Bee")),
        (
            "Nombre,Apellido Paterno,Apellido Materno,Correo",
            "José Luis,Núñez,Gil,j@x.example",
            ("José Luis", "Núñez Gil"),
        ),
        ("Nombre,Apellido 1,Apellido 2,Correo", "José,Núñez,Gil,j@x.example", ("José", "Núñez Gil")),
        ("Nombre,Primer apellido,Segundo apellido,Correo", "José,Núñez,,j@x.example", ("José", "Núñez")),
        (
            "Attendee First name,Attendee Surname,Attendee email",
            "Jan,van der Berg,j@x.example",
            ("Jan", "van der Berg"),
        ),
        ("Attendee #,Attendee First name,Attendee Surname,Email", "0,Ann,Bee,j@x.example", ("Ann", "Bee")),
        ("苗字,名前,メールアドレス", "鈴木,太郎,j@x.example", ("太郎", "鈴木")),
        ("名字,名前,メールアドレス", "鈴木,太郎,j@x.example", ("太郎", "鈴木")),
        ("姓氏,名字,邮箱", "王,小明,j@x.example", ("小明", "王")),
        ("氏,名,メール", "鈴木,太郎,j@x.example", ("太郎", "鈴木")),
        ("氏名,メール", "鈴木一郎 様,j@x.example", ("一郎", "鈴木")),
        ("1. First name,2. Last name,3. Email address", "Ann,Bee,j@x.example", ("Ann", "Bee")),
        ("1、您的姓名,2、您的邮箱", "王小明,j@x.example", ("小明", "王")),
        ("Nom du participant,Prénom du participant,Email", "Bee,Ann,j@x.example", ("Ann", "Bee")),
        ("Come ti chiami?,Cognome,Email", "Ann,Bee,j@x.example", ("Ann", "Bee")),
        ("Nom,Votre nom,Votre prénom,Votre e-mail", ",Bee,Ann,j@x.example", ("Ann", "Bee")),
        ("First name,Xyz,Email", "Ann,Bee,ann.bee@x.example", ("Ann", "Bee")),
        ("Vorname,Namenszusatz,Nachname,E-Mail", "Otto,von,Bismarck,o@x.example", ("Otto", "von Bismarck")),
        ('"Apellidos, Nombre",Correo', '"Núñez Pérez, José",j@x.example', ("José", "Núñez Pérez")),
    ],
)
def test_names_in_parts_are_read_as_such(header, row, names):
    table = read_text(f"{header}\n{row}\n")
    (person,) = check(table, match(table)).people
    assert (person.first_name, person.last_name, person.state) == (*names, RowState.READY)


def test_a_second_header_line_names_the_parts_of_a_name():
    table = read_text("Name,,Email,Company\nFirst,Last,,\nMaría José,Cruz,m@x.example,Acme\n")
    assert match(table) == Columns(email=2, first_name=0, last_name=1, extra={Extra.ORGANIZATION: 3})
    people = check(table, match(table)).people
    assert [(person.row, person.first_name, person.state) for person in people] == [
        (2, "First", RowState.ATTENTION),
        (3, "María José", RowState.READY),
    ]


def test_numbers_of_people_are_no_numbers_of_questions():
    assert unnumbered(["1. First name", "2. Last name", "ID"]) == ["First name", "Last name", "ID"]
    pairs = ["1. Name", "1. Email", "2. Name", "2. Email"]
    assert unnumbered(pairs) == pairs


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
