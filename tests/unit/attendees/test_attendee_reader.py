import contextlib
import csv
import io
import os
import zipfile

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from desktop_app.attendees.reader import MOST_BYTES, Table, Unreadable, WhyUnreadable, read, read_text


@pytest.fixture
def write(tmp_path):
    def made(content: bytes | str, encoding: str = "utf-8", name: str = "list.csv") -> Table:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path)

    return made


def cells(table):
    return [row.cells for row in table.rows]


PEOPLE = "Email,First name,Last name\r\nzoë@x.example,Zoë,Groß\r\njürgen@x.example,Jürgen,Müller\r\n"


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


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(write, delimiter, end):
    rows = [["Email", "Name", "Note"], ["a@x.example", "Ann", 'says "hi"; x, y'], ["b@x.example", "Bo", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    table = write(text.getvalue())
    assert table.delimiter == delimiter
    assert cells(table) == [tuple(row) for row in rows[1:]]
    assert [row.number for row in table.rows] == [2, 3]


def test_a_sep_line_is_followed_and_not_counted(write):
    table = write("sep=|\r\nEmail|Name\r\na@x.example|Ann, B; C\r\n")
    assert (table.delimiter, table.header_row, table.rows[0].number) == ("|", 1, 2)


def test_titles_above_and_blank_lines_are_passed_over(write):
    table = write("Guest list 2025,,\n,,\n\nVorname,Nachname,E-Mail\nAnn,Bee,a@x.example\n\n,,\nCy,Dee,c@x.example\n")
    assert (table.header_row, table.header) == (4, ("Vorname", "Nachname", "E-Mail"))
    assert [row.number for row in table.rows] == [5, 8]


def test_a_title_with_an_address_is_no_row_of_people(write):
    table = write("Guests,,\nQuestions? me@x.example,,\n,,\nVorname,Nachname,E-Mail\nAnn,Bee,a@x.example\n")
    assert (table.header_row, [row.number for row in table.rows]) == (4, [5])


def test_of_sections_the_one_that_says_most_is_read_and_the_others_are_put_below_its_headers(write):
    table = write(
        "Attendee Report\nTopic,Users\nSpring,3\nHost Details,\nAttended,User Name,Email\nYes,Host,h@x.example\n"
        "Attendee Details,\nAttended,First Name,Last Name,Email\nYes,Ann,Bee,a@x.example\nNo,Bo,Cee,b@x.example\n"
    )
    assert table.header_row == 8
    assert [(row.number, row.cells) for row in table.rows] == [
        (6, ("Yes", "", "", "h@x.example")),
        (9, ("Yes", "Ann", "Bee", "a@x.example")),
        (10, ("No", "Bo", "Cee", "b@x.example")),
    ]


def test_a_header_that_comes_again_is_a_row(write):
    table = write("Email,Name\na@x.example,Ann\nEmail,Name\nb@x.example,Bo\n")
    assert (table.header_row, [row.number for row in table.rows]) == (1, [2, 3, 4])


@pytest.mark.parametrize(
    "text",
    [
        '"Email,First name,Last name"\n"a@x.example,Ann,Bee"\n"b@x.example,""Bo, Jr"",Cee"\n',
        'Email, First name, Last name\n"a@x.example", "Ann", "Bee"\n"b@x.example", "Bo, Jr", "Cee"\n',
    ],
)
def test_quotes_around_whole_lines_and_blanks_before_quotes(write, text):
    table = write(text)
    assert cells(table) == [("a@x.example", "Ann", "Bee"), ("b@x.example", "Bo, Jr", "Cee")]
    assert (table.delimiter, table.header_row, [row.number for row in table.rows]) == (",", 1, [2, 3])


def test_a_chosen_separator_is_not_overruled(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Email,Name\na@x.example,Ann\n")
    assert cells(read(path, delimiter=";")) == [("a@x.example,Ann",)]


def test_a_separator_inside_a_cell_does_not_overrule_the_header(write):
    assert write("Name,Email\nAnn Bee,a@x.example; A@x.example\n").delimiter == ","


def test_a_header_in_words_nobody_knows_is_still_one(write):
    table = write("Kontaktní údaj;Jméno\na@x.example;Ann\n")
    assert table.header_row == 1


def test_no_header_at_all(write):
    table = write("a@x.example,Ann,Bee\nb@x.example,Bo,Cee\n")
    assert (table.header, table.header_row, len(table.rows)) == (None, 0, 2)


def test_a_bad_address_in_the_first_row_is_no_header(write):
    assert write("a@x,example;Ann\nb@x.example;Bo\n").header is None
    assert write("Ann;Bee;\nBo;Cee;b@x.example\n").header is None


def test_quoted_line_breaks_keep_the_rows_as_a_spreadsheet_counts_them(write):
    table = write('Email,Note\na@x.example,"one\ntwo\r\nthree"\nb@x.example,x\n')
    assert cells(table)[0][1] == "one\ntwo\r\nthree"
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        'Email,Name\na@x.example,"Ann\nb@x.example,Bo\nc@x.example,Cy\n',
        'Email,Name\n"a@x.example","Ann\n"b@x.example","Bo"\n"c@x.example","Cy"\n',
        'Email,Name\na@x.example,Ann\nb@x.example,Bo\nc@x.example,"Cy',
    ],
)
def test_an_unclosed_quote_costs_no_other_row(write, text):
    table = write(text)
    assert cells(table) == [("a@x.example", "Ann"), ("b@x.example", "Bo"), ("c@x.example", "Cy")]


def test_many_unclosed_quotes_end_soon(write):
    table = write("Email,Name\n" + "".join(f'p{at}@x.example,""x" "\n' for at in range(30_000)))
    assert len(table.rows) > 10_000


@pytest.mark.parametrize("room", [200, 700_000])
def test_room_that_was_kept_behind_a_list_is_none_of_it(write, room):
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert cells(write("Email,Name\na@x.example,Zoë\n".encode(encoding) + bytes(room)))[0] == ("a@x.example", "Zoë")


def test_nul_bytes_go(write):
    assert cells(write(b"Email,Name\na@x.example,A\0nn\n")) == [("a@x.example", "Ann")]


@pytest.mark.parametrize(
    ("content", "why", "kind"),
    [
        (b"", WhyUnreadable.EMPTY, ""),
        (b"\xef\xbb\xbf \r\n\n", WhyUnreadable.EMPTY, ""),
        (b"\0\0\0\0", WhyUnreadable.EMPTY, ""),
        (b",,,\n,,\n", WhyUnreadable.EMPTY, ""),
        (b";;;\r\n;;;\r\n", WhyUnreadable.EMPTY, ""),
        (b"BEGIN:VCARD\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n", WhyUnreadable.CONTACTS, "vCard"),
        (b"From: a@x.example\r\nTo: b@x.example\r\nSubject: hi\r\n\r\nhello", WhyUnreadable.NOT_TEXT, "email message"),
        (b'{"":"WARNING!","doc_id":"1a","email":"a@x.example"}', WhyUnreadable.LINK, "link"),
        (b"[InternetShortcut]\r\nURL=https://x.example/list\r\n", WhyUnreadable.LINK, "link"),
        (b"\x09\x08\x08\x00\x00\x00\x10\x00" + bytes(99), WhyUnreadable.SPREADSHEET, "EXCEL 4"),
        (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
            WhyUnreadable.SPREADSHEET,
            "FODS",
        ),
        (b"BEGIN:VCALENDAR\r\nATTENDEE:mailto:a@x.example\r\n", WhyUnreadable.NOT_TEXT, "calendar"),
        (b'[{"email": "a@x.example"}]', WhyUnreadable.NOT_TEXT, "JSON"),
        (b'{\n "people": []}', WhyUnreadable.NOT_TEXT, "JSON"),
        ("\ufeff<html><table>".encode("utf-16-le"), WhyUnreadable.WEB_PAGE, "HTML"),
        (b"<svg></svg>", WhyUnreadable.NOT_TEXT, "XML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, WhyUnreadable.NOT_TEXT, "PNG"),
        (b"%PDF-1.7\n...", WhyUnreadable.NOT_TEXT, "PDF"),
        (bytes(range(256)) * 40, WhyUnreadable.NOT_TEXT, ""),
        (b"<!DOCTYPE html><html>", WhyUnreadable.WEB_PAGE, "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), WhyUnreadable.DAMAGED, "XLS"),
    ],
)
def test_what_is_no_list_is_said(write, content, why, kind):
    with pytest.raises(Unreadable) as caught:
        write(content)
    assert (caught.value.why, caught.value.kind, caught.value.name) == (why, kind, "list.csv")


@pytest.mark.parametrize(
    ("entry", "content", "kind"),
    [
        ("[Content_Types].xml", "<Types/>", "XLSX"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ],
)
def test_workbooks_without_a_sheet_are_named(tmp_path, entry, content, kind):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, content)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert (caught.value.why, caught.value.kind) == (WhyUnreadable.DAMAGED, kind)


def test_a_file_that_is_none_or_too_big(tmp_path):
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "gone.csv")
    assert caught.value.why is WhyUnreadable.GONE
    with pytest.raises(Unreadable) as caught:
        read(tmp_path)
    assert caught.value.why is WhyUnreadable.NOT_A_FILE
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Unreadable) as caught:
        read(big)
    assert (caught.value.why, caught.value.limit) == (WhyUnreadable.TOO_BIG, MOST_BYTES)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "pipe")
    assert caught.value.why is WhyUnreadable.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("a@x.example")
    path.chmod(0)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.why is WhyUnreadable.NO_PERMISSION


def test_too_many_rows_are_refused(write):
    for content in (b"a\n" * 300_001, b"a@x.example\n" * 300_001, b"a@x.example; " * 300_001):
        with pytest.raises(Unreadable) as caught:
            write(content)
        assert caught.value.why is WhyUnreadable.TOO_MANY_ROWS


@pytest.mark.parametrize(
    "content", [b"," * 7_000_000 + b"a", b"a@x.example\n" + b"\n" * 1_300_000, b"a@x.example" + b",b" * 16_384 + b"\n"]
)
def test_too_much_that_is_no_people_is_not_called_rows(write, content):
    with pytest.raises(Unreadable) as caught:
        write(content)
    assert caught.value.why is WhyUnreadable.HOLDS_TOO_MUCH


def test_a_list_may_be_as_wide_as_a_spreadsheet(write):
    assert write(b"a@x.example" + b",b" * 16_383 + b"\n").width == 16_384


@pytest.mark.parametrize(
    "text",
    [
        '"Chen, Sarah" <sarah.chen@techcorp.example>; Bo Lee <bo@x.example>; cy@x.example',
        '"Chen, Sarah" <sarah.chen@techcorp.example>, Bo Lee <bo@x.example>, cy@x.example',
        '"Chen, Sarah" <sarah.chen@techcorp.example>\r\nBo Lee <bo@x.example>\r\ncy@x.example\r\n',
        "'Chen, Sarah' <sarah.chen@techcorp.example>;\n Bo Lee <bo@x.example>;\n <cy@x.example>;",
    ],
)
def test_address_lines_of_mail_programs(text):
    table = read_text(text)
    assert cells(table) == [
        ("Chen, Sarah", "sarah.chen@techcorp.example"),
        ("Bo Lee", "bo@x.example"),
        ("", "cy@x.example"),
    ]
    assert (table.header, table.header_row) == (("Name", "Email"), 0)


def test_rows_of_an_address_list_are_its_lines():
    table = read_text("Ann Bee <a@x.example>\n\nBo Cee <b@x.example>\r\nDi <>\n")
    assert [(row.number, *row.cells) for row in table.rows] == [
        (1, "Ann Bee", "a@x.example"),
        (3, "Bo Cee", "b@x.example"),
        (4, "Di", ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '"Chen, Sarah" <s@x.example>; Lind, Bo <b@x.example>; Board Members; Di Day <d@x.example>',
        "s@x.example; b@x.example; Board Members; d@x.example",
        "Sarah Chen <s@x.example>; Bo Lind <b@x.example>\nBoard Members; Di Day <d@x.example>; e@x.example",
    ],
)
def test_a_group_among_addresses_loses_nobody(line):
    table = read_text(line)
    assert ("Board Members", "") in [row.cells for row in table.rows]
    assert [row.cells[1] for row in table.rows if row.cells[1]][:3] == ["s@x.example", "b@x.example", "d@x.example"]


def test_cells_beside_two_addresses_a_row_are_a_table():
    table = read_text("Ann <a@x.example>;boss@x.example;Acme\nBo <b@x.example>;boss@x.example;Acme\n")
    assert [len(row.cells) for row in table.rows] == [3, 3]


@pytest.mark.parametrize(
    "text",
    [
        "To: Bo Lind <b@x.example>; Di Day <d@x.example>\nCc: Ed Ek <e@x.example>",
        "To: Bo Lind <b@x.example>; Di Day <d@x.example>\r\nCc : Ed Ek <e@x.example>\r\n",
    ],
)
def test_the_fields_of_a_mail_are_no_names(text):
    assert [row.cells for row in read_text(text).rows] == [
        ("Bo Lind", "b@x.example"), ("Di Day", "d@x.example"), ("Ed Ek", "e@x.example")
    ]  # fmt: skip
    assert [row.cells for row in read_text("To: b@x.example\nCc: e@x.example").rows] == [
        ("b@x.example",), ("e@x.example",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a@x.example, b@x.example",
        "a@x.example b@x.example",
        "a@x.example;\nb@x.example;\n",
        "To: a@x.example, b@x.example",
    ],
)
def test_bare_addresses_in_a_line_have_no_column_of_names(text):
    table = read_text(text)
    assert (table.header, cells(table)) == (("Email",), [("a@x.example",), ("b@x.example",)])


def test_pasted_rows_of_a_spreadsheet_and_bare_addresses():
    table = read_text("Email\tFirst name\na@x.example\tAnn\n")
    assert (table.delimiter, cells(table)) == ("\t", [("a@x.example", "Ann")])
    assert cells(read_text("a@x.example\nb@x.example\n")) == [("a@x.example",), ("b@x.example",)]
    assert len(read_text("a@x.example, b@x.example; c@x.example").rows) == 3


def test_a_table_with_addresses_in_brackets_stays_a_table():
    table = read_text("Name;Contact;Room\nAnn;Ann <a@x.example>;12\nBo;Bo <b@x.example>;14\n")
    assert cells(table)[0] == ("Ann", "Ann <a@x.example>", "12")


def test_samples_are_the_first_values_that_are_not_blank():
    table = read_text("Email,Name\na@x.example,\nb@x.example,Bo\nc@x.example,Cy\nd@x.example,Di\ne@x.example,Ed\n")
    assert table.samples(1) == ("Bo", "Cy", "Di")
    assert table.samples(9) == ()
    assert table.width == 2


PIECE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffd"), max_size=5
) | st.sampled_from(["\n", "\r\n", '"', '""', ";", ",", "\t", "|", "@"])
CELL = st.lists(PIECE, max_size=5).map("".join)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_was_written_is_what_is_read(tmp_path, rows, delimiter, end, encoding, quoting):
    header = ("Email", "First name", "Last name")
    rows = [(f"p{at}@x.example", *cells[1:]) for at, cells in enumerate(rows)]
    if quoting == csv.QUOTE_MINIMAL:
        assume(not any("\r" in cell and end == "\n" for row in rows for cell in row))
    path = tmp_path / "list.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([header, *rows])
    table = read(path)
    assert (table.header, table.header_row) == (header, 1)
    assert cells(table) == rows
    assert [row.number for row in table.rows] == list(range(2, len(rows) + 2))


@given(names=st.lists(st.text("äöüßéèêçñáàâÄÖÜÉ", min_size=1, max_size=8), min_size=1, max_size=8))
def test_western_letters_in_single_bytes_come_out_as_such(tmp_path, names):
    path = tmp_path / "list.csv"
    text = "Email;Name\n" + "".join(f"p{at}@x.example;A{name.lower()}\n" for at, name in enumerate(names))
    path.write_bytes(text.encode("cp1252"))
    table = read(path, encoding="cp1252")
    assert [row[1] for row in cells(table)] == [f"A{name.lower()}" for name in names]
    read(path)


@settings(max_examples=150)
@given(
    start=st.sampled_from(
        [PEOPLE.encode(), PEOPLE.encode("utf-16"), PEOPLE.encode("cp1252"), b'a,"b\nc;"d"\n' * 9, b""]
    ),
    changes=st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), max_size=8),
)
@example(start=b"\xff\xfe\x00", changes=[])
@example(start=b"\xff\xfe\x00\x00\x01\xd8", changes=[])
@example(start=b'sep="\n@,@\n', changes=[])
@example(start=b"sep=\0\na@b,c", changes=[])
def test_mutated_bytes_never_raise_anything_else(tmp_path, start, changes):
    content = bytearray(start)
    for at, piece in changes:
        content[at : at + len(piece) // 2] = piece
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(content))
    for encoding in (None, "utf-16-le", "cp932"):
        try:
            table = read(path, encoding=encoding)
        except Unreadable:
            continue
        assert all(len(row.cells) for row in table.rows)


@settings(max_examples=200)
@given(st.text(st.sampled_from('a@.<>";, \n\r\t|=x\0\ufeff'), max_size=60))
def test_pasted_text_never_raises_anything_else(text):
    with contextlib.suppress(Unreadable):
        read_text(text)
