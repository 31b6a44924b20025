"""Titles, degrees and what a directory adds go from names, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.checking.titles import without_title, without_titles
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, check


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dr. Öztürk, María", "Öztürk, María"),
        ("Dr. Anna", "Anna"),
        ("Dr Anna", "Anna"),
        ("Öztürk, Dr. María", "Öztürk, María"),
        ("Prof. Dr. med. Eva Muster", "Eva Muster"),
        ("Univ.-Prof. Dr. Eva Muster", "Eva Muster"),
        ("Dr.-Ing. Jan Groß", "Jan Groß"),
        ("Dipl.-Ing. Jan Groß", "Jan Groß"),
        ("Dott.ssa Giulia Rossi", "Giulia Rossi"),
        ("Chen, PhD", "Chen"),
        ("Chen, Ph.D.", "Chen"),
        ("Sarah Chen PhD", "Sarah Chen"),
        ("Sarah Chen, MBA", "Sarah Chen"),
        ("Chen, B.Sc.", "Chen"),
        ("Anna (External)", "Anna"),
        ("van der Berg, Anna (extern)", "van der Berg, Anna"),
        ("Tomáš Žižek (Guest)", "Tomáš Žižek"),
        ("Doe/DE/ACME", "Doe"),
        ("Jane Doe/Sales/DE/ACME", "Jane Doe"),
        ("Mr John Major", "John Major"),
        ("Ms. Gia", "Gia"),
        ("Mrs. Jane Doe", "Jane Doe"),
        ("Rev. Al Green", "Al Green"),
        ("Sir Ian McKellen", "Ian McKellen"),
        ("Frau Dr. Eva Groß", "Eva Groß"),
        ("Herr Hans Müller", "Hans Müller"),
        ("Fr. Ute Klein", "Ute Klein"),
        ("Mme Claire MARTIN", "Claire MARTIN"),
        ("Sra. Eva Gil", "Eva Gil"),
        ("Sig.ra Lia Neri", "Lia Neri"),
        ("Avv. Gino Rossi", "Gino Rossi"),
        ("drs. Ina Bos", "Ina Bos"),
        ("mgr inż. Jan Kowalski", "Jan Kowalski"),
        ("dr hab. Anna Nowak", "Anna Nowak"),
        ("prof. Ewa Zając", "Ewa Zając"),
        ("Quin (she/her) Roe", "Quin Roe"),
        ("Sam Toe (he/him)", "Sam Toe"),
        ("Will Xu | Acme", "Will Xu"),
        ("鈴木一郎 様", "鈴木一郎"),
        ("田中太郎様", "田中太郎"),
        ("伊藤\u3000誠さん", "伊藤\u3000誠"),
        ("박지성님", "박지성"),
        ("高橋 由美\uff08営業部\uff09", "高橋 由美"),
    ],
)
def test_what_is_no_part_of_a_name_goes(name, bare):
    assert without_title(name) == bare
    assert without_titles(f"Bo\0{name}\0") == f"Bo\0{bare}\0"


@pytest.mark.parametrize(
    "name",
    ["Drew", "Drake", "Prof", "Dr.", "DR ANNA", "Ing", "MD Rahman", "Md. Rahman", "Anna (Annie) Bee", "Anna/Bo",
     "AC/DC", "Rahman, MD", "Smith, Jr.", "PHDUNG", "Magda", "Ingrid", "Mag Nolia", "(External)",
     "Chen (PhD student)", "a/b/c", "Mr", "Herr", "M. Scott Peck", "Miss", "Sergio Miss", "Gen Ito", "Col Needham",
     "Md. Rahman Ali", "Herrmann Jan", "Mary (Mimi) Bee", "様"],
)  # fmt: skip
def test_what_may_be_a_name_stays(name):
    assert without_title(name) == name


@given(st.text(max_size=60))
def test_nothing_of_a_name_is_lost_but_a_title(name):
    bare = without_title(name)
    assert bool(bare.strip()) == bool(name.strip())
    assert len(bare) <= len(name)


def test_a_list_is_checked_without_titles_but_a_person_may_type_one():
    text = 'Name,Email\n"Dr. Öztürk, María",m@x.example\nJane Doe/DE/ACME,j@x.example\n,Dr. Bo Lind <b@x.example>\n'
    table = read_text(text)
    roster = check(table, match(table))
    assert [(person.first_name, person.last_name) for person in roster.people] == [
        ("María", "Öztürk"), ("Jane", "Doe"), ("Bo", "Lind")
    ]  # fmt: skip
    assert roster.with_cell(2, Field.FIRST_NAME, "Dr. María").person(2).first_name == "Dr. María"
    table = read_text('First name,Last name,Email\nDr. Anna,"Chen, PhD",a@x.example\nANNA,LEE,b@x.example\n')
    assert [(person.first_name, person.last_name) for person in check(table, match(table)).people] == [
        ("Anna", "Chen"), ("ANNA", "LEE")
    ]  # fmt: skip


def test_an_initial_is_a_title_where_others_are_called_madame():
    assert without_titles("M. Jean Roux\0Mme Claire Petit") == "Jean Roux\0Claire Petit"
    assert without_titles("M. Scott Peck\0Dr. Bo Lind") == "M. Scott Peck\0Bo Lind"


def test_a_dutch_infix_joins_the_last_name():
    rows = (
        "Jan,van der,Berg,j@x.example\nEva,,Smit,e@x.example\nPiet,de,de Vries,p@x.example\nAn,de,Dekker,a@x.example\n"
    )
    table = read_text("Voornaam,Tussenvoegsel,Achternaam,E-mail\n" + rows)
    assert [person.last_name for person in check(table, match(table)).people] == [
        "van der Berg",
        "Smit",
        "de Vries",
        "de Dekker",
    ]
