import pytest

from desktop_app.attendees.columns import Columns, Extra, match
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
        "이메일|이름|성",
        "E-postadress|Förnamn|Efternamn",
        "E-post|Fornavn|Etternavn",
        "Sähköposti|Etunimi|Sukunimi",
        "E-mail|Jméno|Příjmení",
        "E-mail cím|Keresztnév|Vezetéknév",
        "Adresă de e-mail|Prenume|Nume",
        "E-posta|Ad\u0131|Soyad\u0131",
        "Электронная почта|Имя|Фамилия",
        "Электронная почта|ИМЯ|ФАМИЛИЯ",
        "Email|Όνομα|Επώνυμο",
        "דואר אלקטרוני|שם פרטי|שם משפחה",
        "البريد الإلكتروني|الاسم الأول|اسم العائلة",
        "Unter welcher E-Mail erreichen wir Sie?|Wie lautet Ihr Vorname?|Wie lautet Ihr Nachname?",
        "Email|First name (as on your badge)|What is your last name?",
    ],
)
def test_headers_in_many_languages(header):
    table = read_text(header.replace("|", "\t") + "\nsarah.chen@x.example\tSarah\tChen\n")
    assert match(table) == Columns(email=0, first_name=1, last_name=2)


@pytest.mark.parametrize(
    "name",
    ["Name", "Full Name", "Vollständiger Name", "Nom et prénom", "Nombre", "Nome completo", "Nome e cognome", "Naam",
     "Imię i nazwisko", "氏名", "姓名", "お名前", "성명", "ФИО", "What's your name?",
     "Wie heißen Sie? (Vor- und Nachname)", "Kto"],
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one name in the address is enough, and its order tells first from last
        ("ann@x.example,Ann,Bee\nbo@x.example,Bo,Cee\n", Columns(email=0, first_name=1, last_name=2)),
        ("Bee,Ann,ann.bee@x.example\nCee,Bo,bcee@x.example\n", Columns(email=2, first_name=1, last_name=0)),
        ("Ms,Ann,Bee,ann@x.example\nMr,Bo,Cee,bo@x.example\n", Columns(email=3, first_name=1, last_name=2)),
        ("Sarah,Chen,cookie@x.example\nBo,Lind,me@x.example\n", Columns(email=2, first_name=0, last_name=1)),
        ("ann@acme.example,Ann,Acme\nbo@umbrella.example,Bo,Umbrella\n", Columns(email=0, first_name=1)),
        ("田中太郎,tanaka@x.example\n佐藤花子,sato@x.example\n", Columns(email=1, full_name=0)),
        ("Ann Bee <ann@x.example>\tAcme\nBo Cee <bo@x.example>\tAcme\n", Columns(email=0)),
        # a city or a company on the other side is no name
        ("Ann,Bee,Acme,abee@x.example\nBob,Huber,Acme,bhuber@y.example\n", Columns(email=3, first_name=0, last_name=1)),
        ("fnovak@x.example,Finn,Novak,Berlin\n", Columns(email=0, first_name=1, last_name=2)),
        ("Lia,lmeyer@x.example,Meyer,Rome\n", Columns(email=1, first_name=0, last_name=2)),
        ("Ann,ann@x.example,Rome\n", Columns(email=1, first_name=0)),
        # numbers are no names
        ("Prénom,Nombre de participants,Email\nAnn,2,ann@x.example\n", Columns(email=2, first_name=0)),
        ("First name,Last name,Email\nAnn,0,ann@x.example\n", Columns(email=2, first_name=0, last_name=1)),
        # headers that say nothing
        ("E-Mail,Kto,Gdzie\nann.bee@x.example,Ann Bee,Ulm\n", Columns(email=0, full_name=1)),
        ("E-Mail,Student\n123@x.example,Ann Bee\n", Columns(email=0, full_name=1)),
        ("E-Mail,Schüler\n123@x.example,Ann Bee\n", Columns(email=0, full_name=1)),
        ("E-Mail,Student\n123@x.example,Yes\n", Columns(email=0)),
        ("E-Mail,Customer\n123@x.example,Acme Works\n", Columns(email=0)),
        ("E-Mail,Topic,Color\nann.bee@x.example,Data,Red\n", Columns(email=0)),
        ("Name,Name,Email\nAnn,Bee,ann@x.example\n", Columns(email=2, first_name=0, last_name=1)),
        ("First name,Email\nAnn Bee,ann@x.example\nBo Cee,bo@x.example\n", Columns(email=1, full_name=0)),
        # columns with nothing in them
        ("Name,First name,Last name,Email\nAnn Bee,,,a@x.example\n", Columns(email=3, full_name=0)),
        ("Name,First name,Last name,Email\n", Columns(email=3, first_name=1, last_name=2)),
        ("Email,First name,Last name,Email\n,Ann,Bee,a@x.example\n", Columns(email=3, first_name=1, last_name=2)),
    ],
)
def test_names_are_found_by_what_the_columns_hold(text, expected):
    assert match(read_text(text)) == expected


@pytest.mark.parametrize(
    ("header", "email"),
    [
        ("User Email,Invitee Email", 1),
        ("E-Mail (Käufer),E-Mail (Teilnehmer)", 1),
        ("Email,Emergency contact email", 0),
        ("userPrincipalName,mail", 1),
    ],
)
def test_of_many_address_columns_the_one_of_the_people_wins(header, email):
    others = {0: "host@x.example,{0}@x.example", 1: "{0}@x.example,ma{0}@x.example"}[email != 1]
    text = "".join(others.format(name) + f",{name}\n" for name in ("ann", "bo", "cy"))
    assert match(read_text(f"{header},Name\n{text}")).email == email


def test_headers_without_a_letter_and_vague_ones_give_way():
    table = read_text("#,,Title,Job title,Email\n1,,Dr,Boss,a@x.example\n")
    assert match(table).extra == {Extra.JOB_TITLE: 3}


def test_a_list_without_addresses_has_no_email_column():
    assert match(read_text("First name,Last name\nAnn,Bee\n")) == Columns(first_name=0, last_name=1)
