"""First and last name in one column: the order, and where one ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.columns import match
from desktop_app.attendees.matching.full_names import begin_with_last, split_name
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check


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
        ("Karl von und zu Stein", "Karl", "von und zu Stein"),
        ("Jan van 't Hoff", "Jan", "van 't Hoff"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("João dos Santos Silva", "João", "dos Santos Silva"),
        ("María del Carmen López", "María del Carmen", "López"),
        ("CHEN Sarah", "Sarah", "CHEN"),
        ("DE LA CRUZ Maria", "Maria", "DE LA CRUZ"),
        ("DUPONT-MARTIN Jean", "Jean", "DUPONT-MARTIN"),
        ("Jean DUPONT-MARTIN", "Jean", "DUPONT-MARTIN"),
        ("O'NEIL Ann", "Ann", "O'NEIL"),
        ("D\u2019ANGELO Ugo", "Ugo", "D\u2019ANGELO"),
        ("McDONALD Ann", "Ann", "McDONALD"),
        ("J-P Martin", "J-P", "Martin"),
        ("JJ Smith", "JJ", "Smith"),
        ("Núñez Pérez, José Luis", "José Luis", "Núñez Pérez"),
        ("Park, Se Ri", "Se Ri", "Park"),
        ("SARAH CHEN", "SARAH", "CHEN"),
        ("Bo Lind (Guest)", "Bo", "Lind (Guest)"),
        ("Vries, Jan de", "Jan", "de Vries"),
        ("Goethe, Johann Wolfgang von", "Johann Wolfgang", "von Goethe"),
        ("Hoff, Jan van 't", "Jan", "van 't Hoff"),
        ("Smith, John, Jr.", "John", "Smith Jr."),
        ("Smith, Jr., John", "John", "Smith Jr."),
        ("Jane Roe, CFA", "Jane", "Roe CFA"),
        ("Jane Roe, RN, BSN", "Jane", "Roe RN BSN"),
        ("Jane Roe, P.E.", "Jane", "Roe P.E."),
        ("Bee, Ann, MD, FACS", "Ann", "Bee MD FACS"),
        ("Kim, Do", "Do", "Kim"),
        ("de Vries, J.A.", "J.A.", "de Vries"),
        ("van Dyke, JJ", "JJ", "van Dyke"),
        ("NÚÑEZ PÉREZ, ANA", "ANA", "NÚÑEZ PÉREZ"),
        ("陈\uff0c小明", "小明", "陈"),
        ("田中 太郎", "太郎", "田中"),
        ("王小明", "小明", "王"),
        ("欧阳修", "修", "欧阳"),
        ("陈方安生", "安生", "陈方"),
        ("长孙无忌", "无忌", "长孙"),
        ("佐藤翔", "翔", "佐藤"),
        ("田中太郎", "太郎", "田中"),
        ("長谷川誠", "誠", "長谷川"),
        ("佐々木花子", "花子", "佐々木"),
        ("田中健太郎", "健太郎", "田中"),
        ("高橋さくら", "さくら", "高橋"),
        ("綾瀬はるか", "はるか", "綾瀬"),
        ("二階堂ふみ", "ふみ", "二階堂"),
        ("黒澤明", "明", "黒澤"),
        ("三島由紀夫", "由紀夫", "三島"),
        ("김철수", "철수", "김"),
        ("남궁민수", "민수", "남궁"),
        ("", "", ""),
    ],
)
def test_full_names_are_split(full, first, last):
    assert split_name(full) == (first, last)


@pytest.mark.parametrize(
    "full",
    ["Ann Bee, Acme Inc", "Ann Bee, Acme Inc.", "Ann Bee, Firma GmbH", "Ann Bee, Head of Sales", "Bee, Ann & Bob",
     "Ann Bee, Level 7", "Ann Bee, University of Ulm", "Ann Bee, CEO", "Ann Bee, Manager", "Ann Bee, Sales Manager",
     "Bee, Ann, Acme",
     "高橋翔", "江藤翔", "林健太郎", "森健太", "田中", "ひろ子"],
)  # fmt: skip
def test_what_cannot_be_told_stays_whole_and_waits(full):
    assert split_name(full) == (full, "")
    table = read_text(f'Name,Email\n"{full}",a@x.example\nBo Lind,b@x.example\n')
    assert [person.state for person in check(table, match(table)).people] == [RowState.ATTENTION, RowState.READY]


@given(st.text(max_size=40))
def test_splitting_never_fails_and_loses_no_letter(full):
    first, last = split_name(full)
    letters = sorted(letter for letter in full if not letter.isspace() and letter != ",")
    assert sorted(letter for letter in first + last if not letter.isspace() and letter != ",") == letters


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Chen Sarah", "Sarah", "Chen"),
        ("Nguyen Van An", "Van An", "Nguyen"),
        ("van Beethoven Ludwig", "Ludwig", "van Beethoven"),
        ("de la Cruz Maria", "Maria", "de la Cruz"),
        ("Ortega y Gasset José", "José", "Ortega y Gasset"),
        ("King Martin Luther Jr.", "Martin Luther", "King Jr."),
        ("Chen, Sarah", "Sarah", "Chen"),
        ("Chen Sarah, PhD", "Sarah", "Chen PhD"),
        ("Sarah CHEN", "Sarah", "CHEN"),
        ("CHEN Sarah", "Sarah", "CHEN"),
        ("CHEN Sarah Jr.", "Sarah", "CHEN Jr."),
        ("陳小明", "小明", "陳"),
        ("田中 太郎", "太郎", "田中"),
        ("Madonna", "Madonna", ""),
    ],
)
def test_names_that_begin_with_the_last_are_turned(full, first, last):
    assert split_name(full, last_first=True) == (first, last)


def turned(rows, header="Name"):
    table = read_text(f"{header}\tEmail\n" + "".join(f"{name}\t{email}@x.example\n" for name, email in rows))
    columns = match(table)
    assert columns.full_name == 0
    people = check(table, columns).people
    assert all(person.first_name and person.last_name for person in people)
    return begin_with_last(table, columns)


CHEN = [("Chen Sarah", "sarah.chen"), ("Lind Bo", "bo"), ("O'Neil Liam", "loneil"), ("Müller Jörg", "info")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (CHEN, True),
        ([("Chen Sarah", "sarah.chen")], True),
        ([("Nguyen Van An", "an.nguyen"), ("Tran Thi Bich Ngoc", "ngoc.tran")], True),
        ([("Sarah Chen", "sarah.chen"), ("Bo Lind", "blind")], False),
        # nothing, or not enough, is told
        ([("Chen Sarah", "info"), ("Lind Bo", "office")], False),
        ([("Sarah Chen", "chen"), ("Bo Lind", "lind")], False),
        ([("Lee Ann", "ann.lee"), *(((f"Bo Lind{at}", "me")) for at in "abcdefgh")], False),
        # the addresses disagree
        ([("Chen Sarah", "sarah.chen"), ("Bo Lind", "bo.lind")], False),
        # an organization whose addresses begin with the last name: first names are fewer than last names
        ([("Anna Chen", "chen.anna"), ("Anna Lind", "lind.anna"), ("Bo Groß", "gross.bo")], False),
        ([*((f"Anna Chen{at}", f"chen{at}.anna") for at in "abcdefgh"), ("Bo Groß", "gbo")], False),
        ([("Wang Wei", "wwang"), ("Wang Li", "lwang"), ("Wang Min", "min.wang")], True),
    ],
)
def test_addresses_tell_which_name_comes_first(rows, expected):
    assert turned(rows) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Nachname Vorname", True),
        ("Name, Vorname", True),
        ("Last name, first name", True),
        ("Cognome e nome", True),
        ("Nazwisko i imię", True),
        ("Фамилия Имя", True),
        ("Full name (last, first)", True),
        ("Name (first last)", False),
        ("First and last name", False),
        ("Nome e cognome", False),
        ("Name", False),
        ("お名前", False),
    ],
)
def test_the_header_tells_where_no_address_does(header, expected):
    rows = [("Chen Sarah", "info"), ("Lind Bo", "office")]
    assert turned(rows, header) is expected
    assert turned([("Sarah Chen", "sarah.chen"), ("Bo Lind", "bo.lind")], header) is False


LAST_FIRST = [("Anna Müller", "mueller.anna"), ("Bo Lind", "lind.bo")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Vor- und Nachname", False),
        ("First and last name", False),
        ("Voor- en achternaam", False),
        ("Imię i nazwisko", False),
        ("Last, first", True),
    ],
)
def test_a_header_outweighs_addresses_that_begin_with_the_last_name(header, expected):
    assert turned(LAST_FIRST, f'"{header}"') is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Name,First name,Email\nAnn Bee,Ann,a@x.example\n", ("Ann", "Bee")),
        ("Name,Last name,Email\nAnn Bee,Bee,a@x.example\n", ("Ann", "Bee")),
        ("Nom,Prénom,Email\nBee Ann,Ann,a@x.example\n", ("Ann", "Bee")),
        ("Nachname,Name,Email\nBee,Bee Ann,a@x.example\n", ("Ann", "Bee")),
        ("Name,Vorname,Email\nde la Cruz,Ann,a@x.example\n", ("Ann", "de la Cruz")),
    ],
)
def test_a_whole_name_beside_a_part_of_it_is_not_put_in_twice(text, names):
    table = read_text(text)
    (person,) = check(table, match(table)).people
    assert (person.first_name, person.last_name) == names


def test_names_of_a_column_that_begins_with_the_last_are_checked_turned():
    table = read_text("Name,Email\nChen Sarah,sarah.chen@x.example\nLind Bo,blind@x.example\nMadonna,m@x.example\n")
    people = check(table, match(table)).people
    assert [(person.first_name, person.last_name) for person in people] == [
        ("Sarah", "Chen"),
        ("Bo", "Lind"),
        ("Madonna", ""),
    ]
