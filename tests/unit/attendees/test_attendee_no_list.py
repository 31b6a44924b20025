"""What is no list, or too much of one, is said, whatever bytes a file holds."""

import contextlib
import os
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text_lists import PEOPLE

from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read, read_text
from desktop_app.attendees.reading.lists import MOST_BYTES


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
