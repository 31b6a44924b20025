"""Workbooks that can not be read, or hold too much: each is named as what it is."""

import asyncio
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from workbook_files import MANIFEST, ods, why, xlsx

from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading import workbook
from desktop_app.attendees.reading.in_child import load
from desktop_app.attendees.reading.lists import MOST_BYTES


def xls_stream(*records: tuple[int, bytes]) -> bytes:
    """The head of a compound file, and a stream of BIFF records where such a file has it: in a sector of its own."""
    stream = b"".join(struct.pack("<HH", number, len(body)) + body for number, body in records)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504 + 1536) + stream + bytes(4096)


BIFF_8 = (0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 1996, 0, 6))
BIFF_5 = (0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0x0DBB, 1993))
FILE_PASS = (0x002F, bytes(54))


@pytest.mark.parametrize(
    "records",
    [(BIFF_8, FILE_PASS), (BIFF_8, (0x0086, b""), FILE_PASS), (BIFF_5, (0x002F, bytes(4)))],
    ids=["BIFF 8", "write-protected", "BIFF 5"],
)
def test_an_old_workbook_with_a_password_is_said(tmp_path, records):
    path = tmp_path / "locked.xls"
    path.write_bytes(xls_stream(*records))
    assert why(path) is WhyUnreadable.PASSWORD


def test_an_open_document_with_a_password_is_said(tmp_path):
    """As LibreOffice writes it: the archive is open, its entries are not."""
    path = ods(tmp_path / "list.ods")
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["content.xml"] = random.Random(1).randbytes(3000)
    entries["META-INF/manifest.xml"] = MANIFEST.replace(
        "/>",
        '><manifest:file-entry manifest:full-path="content.xml" manifest:size="8889"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, inside in entries.items():
            archive.writestr(name, inside)
    assert why(path) is WhyUnreadable.PASSWORD


def test_what_is_protected_by_a_password_is_said(tmp_path):
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    )
    assert why(path) is WhyUnreadable.PASSWORD
    content = bytearray(ods(tmp_path / "list.ods").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    path = tmp_path / "locked.ods"
    path.write_bytes(content)
    assert why(path) is WhyUnreadable.PASSWORD


def test_other_documents_are_named(tmp_path):
    for entry, kind in (("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("holiday.jpg", "ZIP")):
        path = tmp_path / "list.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("first", "")
            archive.writestr(entry, "x")
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert (caught.value.why, caught.value.kind) == (WhyUnreadable.NOT_TEXT, kind)


def test_a_workbook_that_is_still_being_written_or_cut_off_is_damaged(tmp_path):
    content = xlsx(tmp_path / "list.xlsx").read_bytes()
    path = tmp_path / "part.xlsx"
    for share in (0.2, 0.5, 0.9):
        path.write_bytes(content[: int(len(content) * share)])
        assert why(path) is WhyUnreadable.DAMAGED


def bomb(path: Path, megabytes: int, *, said: int | None = None) -> Path:
    """Write a workbook that unpacks to much; `said` is the size that its directory gives instead."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/workbook.xml", "w", force_zip64=False) as file:
            for _ in range(megabytes):
                file.write(bytes(1_000_000))
    if said is not None:
        content = bytearray(path.read_bytes())
        entry = content.rfind(b"PK\x01\x02")
        struct.pack_into("<I", content, entry + 24, said)
        path.write_bytes(content)
    return path


def test_zip_bombs_are_refused_before_they_are_opened(tmp_path):
    assert why(bomb(tmp_path / "bomb.xlsx", 60)) is WhyUnreadable.HOLDS_TOO_MUCH
    assert why(bomb(tmp_path / "lying.xlsx", 60, said=1000)) in (WhyUnreadable.DAMAGED, WhyUnreadable.HOLDS_TOO_MUCH)


def test_many_copies_of_one_entry_are_counted_each(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 5_000_000)
    content = bomb(tmp_path / "bomb.xlsx", 6).read_bytes()
    with pytest.raises(Unreadable) as caught:
        workbook.check_archive(content, "XLSX", "bomb.xlsx")
    assert caught.value.why is WhyUnreadable.HOLDS_TOO_MUCH
    lying = bomb(tmp_path / "bomb.xlsx", 6, said=1000).read_bytes()
    with pytest.raises(Unreadable):
        workbook.check_archive(lying, "XLSX", "bomb.xlsx")


# the parser makes 27 and 17,000 million cells of them; the last are more than it gets memory for
@pytest.mark.parametrize("cell", ["Z1048576", "XFD1048576"])
def test_a_cell_far_from_the_list_is_said_in_bounded_memory(tmp_path, cell):
    book = xlsxwriter.Workbook(tmp_path / "far.xlsx")
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ("Email", "a@x.example"))
    sheet.write(cell, ".")
    book.close()
    assert why(tmp_path / "far.xlsx") is WhyUnreadable.HOLDS_TOO_MUCH


def test_a_file_of_2_gb_and_one_that_is_gone(tmp_path):
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(2_000_000_000)
    assert why(path) is WhyUnreadable.TOO_BIG
    assert why(tmp_path / "gone.xlsx") is WhyUnreadable.GONE
    with pytest.raises(Unreadable) as caught:
        asyncio.run(load(path))
    assert (caught.value.why, caught.value.limit) == (WhyUnreadable.TOO_BIG, MOST_BYTES)


def test_check_sums_are_no_fence(tmp_path):
    content = b"PK\x03\x04" + zlib.compress(b"x" * 999) + b"[Content_Types].xml"
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert why(path) is WhyUnreadable.DAMAGED
