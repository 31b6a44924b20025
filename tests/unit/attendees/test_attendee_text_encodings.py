"""Text in any encoding comes out right, whether a file says which it is in, or a person chooses one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_lists import PEOPLE, cells

from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_are_told_apart(write, encoding, told):
    table = write(PEOPLE, encoding)
    assert table.encoding == told
    assert table.header == ("Email", "First name", "Last name")
    assert cells(table)[1] == ("jürgen@x.example", "Jürgen", "Müller")
    assert table.source == "list.csv"


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Hélène Lefèvre", "François Noël", "Günther Weiß", "José Núñez", "João Gonçalves", "Åsa Sjöström"]),
        ("cp1252", ["Jürgen"]),
        ("cp1250", ["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Żaneta Zięba"]),
        ("cp1250", ["Jiří Dvořák", "Zdeněk Růžička", "Kateřina Němcová"]),
        ("cp1251", ["Анна Иванова", "Дмитрий Смирнов"]),
        ("cp1253", ["Γιώργος Παπαδόπουλος", "Ελένη Νικολάου"]),
        ("cp1254", ["Ayşe Y\u0131lmaz", "Gökhan Doğan", "Iş\u0131l Şahin"]),
        ("mac-roman", ["Hélène Lefèvre", "José Núñez", "Jürgen Müller"]),
        ("cp1252", ["Sean O\u2019Neil"]),
        ("cp1252", ["Ann \u2013 Marie Lee"]),
        ("cp866", ["Анна Иванова", "Дмитрий Смирнов"]),
        ("cp932", ["田中 太郎", "さくら 佐藤", "ヤマダ ハナコ"]),
        ("cp932", ["田中太郎"]),
        ("cp932", ["田中\u3000太郎", "\uff21\uff22社 佐藤"]),
        ("euc_jp", ["田中 太郎", "さくら 佐藤", "ヤマダ ハナコ"]),
        ("iso2022_jp", ["田中 太郎", "さくら 佐藤"]),
        ("gb18030", ["王小明", "李娜", "欧阳修", "张伟"]),
        ("euc-kr", ["김철수", "이영희", "박지성"]),
    ],
)
def test_names_in_one_and_two_byte_encodings_come_out_right(write, encoding, names):
    text = "Email;Name\n" + "".join(f"p{at}@x.example;{name}\n" for at, name in enumerate(names))
    assert [row[1] for row in cells(write(text, encoding))] == names


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Email;Name\na@x.example;Zoë\nb@x.example;Jürgen\n".encode() + b"c@x.example;K\xe4te\n", "Käte"),
        ("Email;Name\na@x.example;Zoë\nb@x.example;Jürgen\nc@x.example;Kätü".encode()[:-1], "Kät\ufffd"),
        ("\ufeffEmail;Name\nc@x.example;Käte\n".encode("utf-16-le") + b"\n", "Käte"),
        ("\ufeff\ufeffEmail;Name\nc@x.example;Käte\n".encode(), "Käte"),
        (b"Email;Name\r\nc@x.example;Kate\r\n\x1a", "Kate"),
    ],
)
def test_a_few_odd_bytes_change_nothing_else(write, content, name):
    table = write(content)
    assert table.header == ("Email", "Name")
    assert cells(table)[-1] == ("c@x.example", name)


def test_a_chosen_encoding_overrules(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Email;Name\na@x.example;Řehoř\n".encode("cp1250"))
    assert cells(read(path, encoding="cp1250"))[0][1] == "Řehoř"
    assert "\ufffd" in cells(read(path, encoding="utf-8"))[0][1]
    for name in ("nonsense", "rot13", "base64", "a\0b"):
        with pytest.raises(Unreadable) as caught:
            read(path, encoding=name)
        assert caught.value.why is WhyUnreadable.UNKNOWN_ENCODING


@given(names=st.lists(st.text("äöüßéèêçñáàâÄÖÜÉ", min_size=1, max_size=8), min_size=1, max_size=8))
def test_western_letters_in_single_bytes_come_out_as_such(tmp_path, names):
    path = tmp_path / "list.csv"
    text = "Email;Name\n" + "".join(f"p{at}@x.example;A{name.lower()}\n" for at, name in enumerate(names))
    path.write_bytes(text.encode("cp1252"))
    table = read(path, encoding="cp1252")
    assert [row[1] for row in cells(table)] == [f"A{name.lower()}" for name in names]
    read(path)
