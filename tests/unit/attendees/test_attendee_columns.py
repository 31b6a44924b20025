import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.columns import Columns, Extra, match, split_name
from desktop_app.attendees.reader import read_text


@pytest.mark.parametrize(
    "header",
    [
        "Email|First name|Last name",
        "E-Mail Address*|firstName|LASTNAME",
        "Attendee email (work)|Given name|Surname",
        "E-Mail|Vorname|Nachname",
        "E-Mail-Adresse|Vorname|Name",
        "Courriel|Prénom|Nom",
        "Adresse e-mail|Prénom|Nom de famille",
        "Correo electrónico|Nombre|Apellidos",
        "Endereço de e-mail|Nome|Sobrenome",
        "Indirizzo e-mail|Nome|Cognome",
        "E-mailadres|Voornaam|Achternaam",
        "Adres e-mail|Imię|Nazwisko",
        "メールアドレス|名|姓",
        "电子邮箱|名|姓",
        "電子郵件|名|姓",
    ],
)
def test_headers_in_ten_languages(header):
    table = read_text(header.replace("|", "\t") + "\nsarah.chen@x.example\tSarah\tChen\n")
    assert match(table) == Columns(email=0, first_name=1, last_name=2)


@pytest.mark.parametrize(
    "name",
    ["Name", "Full Name", "Vollständiger Name", "Nom et prénom", "Nombre", "Nome completo", "Nome e cognome", "Naam",
     "Imię i nazwisko", "氏名", "姓名", "お名前"],
)  # fmt: skip
def test_one_column_for_the_whole_name(name):
    table = read_text(f"{name}\tEmail\nSarah Chen\tsarah@x.example\n")
    assert match(table) == Columns(email=1, full_name=0)


def test_order_and_other_columns_do_not_matter():
    table = read_text("Company,Last Name,Email Opt In,First Name,Title,Email\nAcme,Chen,yes,Sarah,Boss,s@x.example\n")
    extra = {Extra.ORGANIZATION: 0, Extra.JOB_TITLE: 4}
    assert match(table) == Columns(email=5, first_name=3, last_name=1, extra=extra)


def test_what_a_column_holds_outweighs_what_it_is_called():
    table = read_text("Kontakt,Vorname,Nachname,Mail sent\nann@x.example,Ann,Bee,yes\nbo@x.example,Bo,Cee,no\n")
    assert match(table) == Columns(email=0, first_name=1, last_name=2)
    table = read_text("Email,Contact,First name\nyes,ann@x.example,Ann\nno,bo@x.example,Bo\n")
    assert match(table).email == 1


def test_of_two_address_columns_the_one_that_is_called_email_wins():
    table = read_text("Manager email,Email,Name\nboss@x.example,ann@x.example,Ann Bee\n")
    assert match(table).email == 1


def test_without_headers_the_columns_are_found_by_content():
    table = read_text("7,Sarah,Chen,Acme Inc,sarah.chen@x.example\n8,Bo,Lind,Acme Inc,bo.lind@x.example\n")
    assert match(table) == Columns(email=4, first_name=1, last_name=2)
    table = read_text("Sarah Chen;sarah.chen@x.example\nBo Lind;bo.lind@x.example\n")
    assert match(table) == Columns(email=1, full_name=0)
    assert match(read_text("a@x.example\nb@x.example\n")) == Columns(email=0)


def test_a_list_without_addresses_has_no_email_column():
    assert match(read_text("First name,Last name\nAnn,Bee\n")) == Columns(first_name=0, last_name=1)


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Sarah Chen", "Sarah", "Chen"),
        ("  Sarah \u00a0 Chen ", "Sarah", "Chen"),
        ("Chen, Sarah", "Sarah", "Chen"),
        ("Madonna", "Madonna", ""),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("Anna Maria Schmidt", "Anna Maria", "Schmidt"),
        ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
        ("John Smith, PhD", "John", "Smith PhD"),
        ("van Dyke", "van", "Dyke"),
        ("田中 太郎", "太郎", "田中"),
        ("王小明", "小明", "王"),
        ("欧阳修", "修", "欧阳"),
        ("김철수", "철수", "김"),
        ("", "", ""),
    ],
)
def test_full_names_are_split(full, first, last):
    assert split_name(full) == (first, last)


@given(st.text(max_size=40))
def test_splitting_never_fails_and_loses_no_letter(full):
    first, last = split_name(full)
    letters = sorted(letter for letter in full if not letter.isspace() and letter != ",")
    assert sorted(letter for letter in first + last if not letter.isspace() and letter != ",") == letters
