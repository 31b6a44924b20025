"""What a file is called doesn't matter, and what can't be read is named with what to do."""

import io
import zipfile

import pytest
import xlsxwriter

from desktop_app.attendees.__main__ import reason
from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading.kinds import may_be_parsed, of_bytes

PEOPLE = "Email\tName\r\na@x.example\tZoë Bee\r\n"
OUTLOOK = (
    '"Title"\t"First Name"\t"Last Name"\t"E-mail Address"\t"E-mail Type"\t"E-mail Display Name"\r\n'
    '""\t"Zoë"\t"Bee"\t"a@x.example"\t"SMTP"\t"Zoë Bee (a@x.example)"\r\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["list.xls", "list.xlsx", "list.tsv", "list.ods", "list"])
def test_text_under_any_name_is_read(tmp_path, name, encoding):
    (tmp_path / name).write_bytes(PEOPLE.encode(encoding))
    table = read(tmp_path / name)
    assert (table.delimiter, [row.cells for row in table.rows]) == ("\t", [("a@x.example", "Zoë Bee")])


def test_contacts_as_a_mail_program_exports_them_are_read(tmp_path):
    (tmp_path / "contacts.txt").write_bytes(OUTLOOK.encode("cp1252"))
    assert read(tmp_path / "contacts.txt").rows[0].cells[1:4] == ("Zoë", "Bee", "a@x.example")


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.txt"])
def test_a_workbook_under_any_name_is_read(tmp_path, name):
    book = xlsxwriter.Workbook(tmp_path / name)
    book.add_worksheet().write_column(0, 0, ("Email", "a@x.example"))
    book.close()
    assert read(tmp_path / name).rows[0].cells == ("a@x.example",)


def package(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "why", "said"),
    [
        (package("Index/Document.iwa", "preview.jpg"), WhyUnreadable.SPREADSHEET, "save it as .xlsx or CSV"),
        (b'ID;PWXL;N;E\r\nC;Y1;X1;K"a@x.example"\r\nE\r\n', WhyUnreadable.SPREADSHEET, "save it as .xlsx or CSV"),
        (b'ID;PSCALC3\nC;X1;Y1;K"Email"\nC;X1;Y2;K"a@x.example"\nE\n', WhyUnreadable.SPREADSHEET, "save it as .xlsx"),
        (b'TABLE\r\n0,1\r\n"list"\r\nVECTORS\r\n0,1\r\n""\r\n', WhyUnreadable.SPREADSHEET, "save it as .xlsx"),
        (b"BEGIN:VCARD\r\nEMAIL:a@x.example\r\n", WhyUnreadable.CONTACTS, "export the contacts as CSV"),
        (b'{"url": "https://x.example", "doc_id": "1"}', WhyUnreadable.LINK, "download the list"),
        (b"[Desktop Entry]\nType=Link\nURL=https://x.example/\n", WhyUnreadable.LINK, "download the list"),
        (b"<html><body>Sign in</body></html>", WhyUnreadable.WEB_PAGE, "no table in it holds email addresses"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"),
            WhyUnreadable.NOT_TEXT,
            "MSG",
        ),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\nX-Mailer: x\n\na@x.example", WhyUnreadable.NOT_TEXT, "email"),
    ],
)
def test_what_is_no_list_is_named_with_what_to_do(tmp_path, content, why, said):
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.why is why
    assert said in reason(caught.value)


@pytest.mark.parametrize(
    "text", ["To: a@x.example, b@x.example", "ID;Person;Email\n1;Ann;a@x.example\n", "Email\na@b.c"]
)
def test_lists_that_begin_like_something_else_are_lists(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text)
    assert "@" in "".join(read(path).rows[0].cells)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<html>", "HTML"),
        ("\ufeff <TABLE border=1>".encode("utf-16"), "HTML"),
        ("\ufeff<!DOCTYPE html>".encode(), "HTML"),
        (b"<portal><table><tr>", "HTML"),
        (b"<a@x.example>; <b@x.example>", ""),
        (b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "EXCEL-XML"),
        (b"<?xml version='1.0'?><rows/>", "XML"),
        (b"<svg/>", ""),
    ],
)
def test_markup_is_told_by_its_first_tag(head, kind):
    assert may_be_parsed(head)
    assert of_bytes(head) == kind
