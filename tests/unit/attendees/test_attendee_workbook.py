"""Workbooks: what a person sees in a spreadsheet is what is read, and nothing in a file brings the program down."""

import asyncio
import contextlib
import datetime as dt
import faulthandler
import io
import os
import random
import signal
import struct
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import MOST_BYTES, Unreadable, WhyUnreadable, read, read_here
from desktop_app.attendees.reading import in_child, workbook
from desktop_app.attendees.reading.in_child import Reading, Request, load, load_text
from desktop_app.attendees.roster import check

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>
</office:document-content>"""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"/>"""

MARCH = dt.datetime(2025, 3, 4)  # noqa: DTZ001 - cells have no zone
NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
XLS = Path(__file__).with_name("samples") / "list.xls"
"""An empty sheet, and a list whose header is in row 2 and whose row 4 is blank."""


def xlsx(path: Path, *, rows: int = 3) -> Path:
    """Write a workbook with an empty sheet, a list that begins in C3, and a hidden sheet."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("People")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 2, "Guest list")
    for at, name in enumerate(("Email", "First name", "Last name", "Zip", "Joined", "Member")):
        sheet.write(2, 2 + at, name)
    for at in range(rows):
        # row 5 stays blank
        row = 3 + at + (at > 0)
        for column, value in enumerate((f"p{at}@x.example", "Zoë", "Groß", 10115)):
            sheet.write(row, 2 + column, value)
        sheet.write_datetime(row, 6, MARCH, day)
        sheet.write_boolean(row, 7, at == 0)
    book.add_worksheet("Hidden").hide()
    other = book.add_worksheet("Others")
    other.write_row(0, 0, ("Email", "Name"))
    other.write_row(1, 0, ("o@x.example", "Ola Berg"))
    book.add_chartsheet("Chart")
    book.close()
    return path


def ods(path: Path, *, rows: int = 2) -> Path:
    def cells(*values: str) -> str:
        text = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in values
        )
        return f"<table:table-row>{text}</table:table-row>"

    people = "".join(cells(f"p{at}@x.example", "Zoë") for at in range(rows))
    header = cells("E-Mail", "Name")
    sheets = f'<table:table table:name="Leer"/><table:table table:name="Gäste">{header}{people}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODS_CONTENT.format(sheets=sheets))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def why(path: Path) -> WhyUnreadable:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.name == path.name
    return caught.value.why


def test_a_workbook_is_read_as_a_person_sees_it(tmp_path):
    table = read(xlsx(tmp_path / "list.xlsx"))
    assert (table.sheet, table.sheets) == ("People", ("Empty", "People", "Others"))
    assert (table.header_row, table.header[:3]) == (3, ("Email", "First name", "Last name"))
    assert [row.number for row in table.rows] == [4, 6, 7]
    assert table.rows[0].cells == ("p0@x.example", "Zoë", "Groß", "10115", "2025-03-04", "TRUE")
    assert table.rows[1].cells[5] == "FALSE"
    assert (table.encoding, table.delimiter, table.source) == ("", "", "list.xlsx")
    assert check(table, match(table)).counts.ready == 3


def test_a_sheet_is_chosen_and_a_missing_one_is_said(tmp_path):
    path = xlsx(tmp_path / "list.xlsx")
    table = read(path, sheet="Others")
    assert (table.sheet, table.rows[0].cells) == ("Others", ("o@x.example", "Ola Berg"))
    for sheet, reason in (("Nowhere", WhyUnreadable.NO_SHEET), ("Empty", WhyUnreadable.EMPTY)):
        with pytest.raises(Unreadable) as caught:
            read(path, sheet=sheet)
        assert caught.value.why is reason


@pytest.mark.parametrize(
    "first", [["Guest list"], ["Read me", "Send it to me@x.example", "Thanks"], ["Company", "Acme"]]
)
def test_the_sheet_that_holds_people_is_read(tmp_path, first):
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    book.add_worksheet("Cover").write_column(0, 0, first)
    book.add_worksheet("Template").write_row(0, 0, ("Email", "Name"))
    sheet = book.add_worksheet("Guests")
    sheet.write_row(1, 2, ("a@x.example", "Ann", "Bee"))
    book.close()
    table = read(tmp_path / "list.xlsx")
    assert (table.sheet, table.header) == ("Guests", None)
    # columns keep their letters
    assert (table.rows[0].number, table.rows[0].cells) == (2, ("", "", "a@x.example", "Ann", "Bee"))


def test_lines_of_csv_in_a_column_are_taken_apart(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    book.add_worksheet().write_column(0, 0, ("Email;Name", "", 'a@x.example;"Bee; Ann"', "b@x.example"))
    book.close()
    table = read(tmp_path / "list.xlsx")
    assert (table.header, table.delimiter) == (("Email", "Name"), ";")
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("a@x.example", "Bee; Ann")),
        (4, ("b@x.example", "")),
    ]


def test_an_open_document_is_read(tmp_path):
    table = read(ods(tmp_path / "list.ods"))
    assert (table.sheet, table.sheets, table.header_row) == ("Gäste", ("Leer", "Gäste"), 1)
    assert [row.cells for row in table.rows] == [("p0@x.example", "Zoë"), ("p1@x.example", "Zoë")]


def test_an_old_workbook_is_read():
    table = read(XLS)
    assert (table.sheet, table.sheets, table.header_row) == ("People", ("Empty", "People"), 2)
    assert [row.number for row in table.rows] == [3, 5, 6]
    assert table.rows[0].cells == ("p0@x.example", "Zoë", "Groß", "10115", "2025-03-04")


def hiding(path: Path, rows: dict[int, str], *, sheet: str = "List") -> Path:
    """Write a workbook, its second sheet a list of which some rows are hidden (by what the attribute says)."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Notes").set_row(1, None, None, {"hidden": True})
    listed = book.add_worksheet(sheet)
    listed.set_column(4, 5, None, None, {"hidden": True})
    listed.write_column(0, 0, ["Email", *(f"p{at}@x.example" for at in range(5))])
    for row in rows:
        listed.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for row, said in rows.items():
        entry = entries["xl/worksheets/sheet2.xml"]
        old = f'<row r="{row}" spans="1:1" hidden="1">'.encode()
        assert old in entry
        entries["xl/worksheets/sheet2.xml"] = entry.replace(old, f'<row r="{row}" ht="1" hidden="{said}">'.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, inside in entries.items():
            archive.writestr(name, inside)
    return path


@pytest.mark.parametrize("sheet", ["List", 'Fish & "Chips" <2>'])
def test_rows_that_a_sheet_hides_are_read_and_told(tmp_path, sheet):
    table = read(hiding(tmp_path / "list.xlsx", {3: "1", 5: "true", 6: "false"}, sheet=sheet))
    assert (len(table.rows), table.sheet, table.hidden) == (5, sheet, (3, 5))
    assert read(xlsx(tmp_path / "list.xlsx")).hidden == ()


def test_rows_that_an_open_document_hides_are_told(tmp_path):
    path = ods(tmp_path / "list.ods", rows=6)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    rows = entries["content.xml"].split(b"<table:table-row>")
    rows[3:5] = [b"", b'<table:table-row table:number-rows-repeated="2" table:visibility="filter">' + rows[4]]
    rows[6] = b'<table:table-row table:visibility="collapse">' + rows[6]
    content = rows[0] + b"<table:table-row>".join([b"", *rows[1:3]]) + rows[4]
    content += b"<table:table-row>" + rows[5] + rows[6] + b"<table:table-row>" + rows[7]
    entries["content.xml"] = content
    with zipfile.ZipFile(path, "w") as archive:
        for name, inside in entries.items():
            archive.writestr(name, inside)
    table = read(path)
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6, 7]
    assert table.hidden == (3, 4, 6)


def test_cells_merged_downwards_show_on_each_row(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Company", "Email"))
    sheet.merge_range(1, 0, 2, 0, "Acme")
    for at in range(3):
        sheet.write(1 + at, 1, f"p{at}@x.example")
    book.close()
    assert [row.cells[0] for row in read(tmp_path / "list.xlsx").rows] == ["Acme", "Acme", ""]


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (5.0, "5"),
        (0.5, "0.5"),
        (491701234567.0, "491701234567"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (True, "TRUE"),
        (MARCH.replace(hour=14, minute=30), "2025-03-04 14:30"),
        (MARCH, "2025-03-04"),
        (dt.date(2025, 3, 4), "2025-03-04"),
        (dt.time(9, 5), "09:05"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        ("a\0b", "ab"),
        (None, ""),
    ],
)
def test_cells_as_people_see_them(value, seen):
    assert workbook.as_seen(value) == seen


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


# the parser makes 27, 51 and 17,000 million cells of them; the last are more than it gets memory for
@pytest.mark.parametrize("cell", ["Z1048576", "IV200000", "XFD1048576"])
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


def test_a_list_loads_beside_the_event_loop_and_is_the_same(tmp_path):
    small = tmp_path / "small.csv"
    small.write_text("Email,Name\na@x.example,Ann\n\nb@x.example,Bo\n")
    big = tmp_path / "bïg.csv"
    people = "".join(f"p{at}@x.example,Zoë\r\n" + "\r\n" * (at % 3 == 0) for at in range(60_000))
    big.write_text("Email,Name\r\n" + people, newline="")
    for path in (small, big, xlsx(tmp_path / "list.xlsx", rows=700)):
        table = asyncio.run(load(path))
        assert table == read(path)
        assert table.source == path.name
    assert asyncio.run(load(xlsx(tmp_path / "list.xlsx"), sheet="Others")).sheet == "Others"
    assert asyncio.run(load(big, encoding="cp1252", delimiter=",")).rows[0].cells[1] == "ZoÃ«"
    assert len(asyncio.run(load_text("Email,Name\n" + people)).rows) == 60_000
    assert len(asyncio.run(load_text("a@x.example; b@x.example")).rows) == 2
    with pytest.raises(Unreadable) as caught:
        asyncio.run(load(tmp_path / "gone.csv"))
    assert caught.value.why is WhyUnreadable.GONE


def never_ends(monkeypatch):
    monkeypatch.setattr(in_child, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(3600)"])


def test_a_list_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    never_ends(monkeypatch)
    path = xlsx(tmp_path / "list.xlsx")
    with pytest.raises(Unreadable) as caught:
        Reading(Request(path=bytes(path)), path.name, seconds=0.0).run()
    assert caught.value.why is WhyUnreadable.TOO_SLOW


def test_cancelling_ends_the_other_process(tmp_path, monkeypatch):
    never_ends(monkeypatch)
    path = tmp_path / "list.csv"
    readings: list[Reading] = []

    async def cancelled() -> None:
        reading = Reading(Request(path=bytes(path)), path.name)
        readings.append(reading)
        task = asyncio.create_task(in_child.awaited(reading))
        while reading.process is None:
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert readings[0].process is not None
    assert readings[0].process.wait() != 0


def mutations(content: bytes, count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randint(1, 40)]
                case 2:
                    changed[at:at] = chance.randbytes(chance.randint(1, 9))
                case _:
                    changed[at : at + 4] = changed[: chance.randint(1, 60)]
            changed = changed or bytearray(b"x")
        found.append(bytes(changed))
    return found


def inner_mutations(content: bytes, count: int, seed: int) -> list[bytes]:
    """Change what is packed, so that the changes come past the archive's check sums."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(seed)
    found = []
    for at in range(count):
        name = chance.choice([name for name, inside in entries.items() if inside])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, inside in entries.items():
                stored = zipfile.ZIP_STORED if entry == "mimetype" else zipfile.ZIP_DEFLATED
                changed = mutations(inside, 1, seed * 100_000 + at)[0] if entry == name else inside
                archive.writestr(entry, changed, stored)
        found.append(packed.getvalue())
    return found


def survived(path: Path, contents: list[bytes]) -> Counter[str]:
    """Read each as the other process would, with little processor time and memory. Return how many ended how.

    A parser that takes its process down, or never ends, is what the other process is for: "ended" counts those.
    """
    counts: Counter[str] = Counter()
    at = 0
    while at < len(contents):
        told, tell = os.pipe()
        process = os.fork()
        if not process:
            os.close(told)
            try:
                _read_all(path, contents[at:], tell)
            finally:
                os._exit(0)
        os.close(tell)
        with os.fdopen(told, "rb") as answers:
            letters = answers.read().decode()
        os.waitpid(process, 0)
        counts.update(OUTCOMES[letter] for letter in letters)
        at += len(letters)
        if at < len(contents):
            counts["ended"] += 1
            at += 1
    return counts


OUTCOMES = {"l": "list", "u": "refused", "x": "wrong"}
LONGEST = 600.0
"""Seconds until a process that waits for something is ended."""


def address_space() -> int:
    """The bytes that this process has mapped, where the system tells."""
    import resource

    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0


def _read_all(path: Path, contents: list[bytes], tell: int) -> None:
    import resource

    # on top of what the tests before this one left in the process that was forked
    most = 500_000_000 + address_space()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.disable()
    for name in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(name, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for content in contents:
        # of its own time: others may keep the processor busy
        signal.setitimer(signal.ITIMER_PROF, 1.0)
        path.write_bytes(content)
        outcome = b"x"
        try:
            outcome = b"l" if all(row.number > 0 for row in read_here(path).rows) else b"x"
        except (Unreadable, MemoryError):
            outcome = b"u"
        finally:
            os.write(tell, outcome)


def sound(counts: Counter[str], total: int, *, ended: float = 0.02) -> None:
    """Nothing but a list or a refusal came of nearly all; a share of them may have `ended` the process."""
    assert counts.total() == total
    assert not counts["wrong"]
    assert counts["list"]
    assert counts["refused"]
    assert counts["ended"] <= total * ended


@NEEDS_FORK
def test_mutated_old_workbooks_never_raise_anything_else(tmp_path):
    # sizes are believed in this format, and an absurd one ends the parser
    sound(survived(tmp_path / "mutated.xls", mutations(XLS.read_bytes(), 40, 3)), 40, ended=0.5)


@NEEDS_FORK
def test_a_parser_that_ends_its_process_is_a_damaged_file(tmp_path):
    path = tmp_path / "list.xls"
    for content in mutations(XLS.read_bytes(), 100, 3):
        if survived(path, [content])["ended"]:
            path.write_bytes(content)
            # it may have asked for more memory than there is
            assert why(path) in (WhyUnreadable.DAMAGED, WhyUnreadable.HOLDS_TOO_MUCH)
            return
    pytest.skip("this parser survives them all")


@NEEDS_FORK
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_mutated_workbooks_never_raise_anything_else(tmp_path, kind):
    made = (xlsx if kind == "xlsx" else ods)(tmp_path / f"list.{kind}").read_bytes()
    sound(survived(tmp_path / f"mutated.{kind}", mutations(made, 100, 1) + inner_mutations(made, 100, 2)), 200)


@NEEDS_FORK
@pytest.mark.slow
@pytest.mark.skipif("FOYER_LONG_TESTS" not in os.environ, reason="takes minutes: set FOYER_LONG_TESTS=1")
def test_ten_thousand_mutated_files(tmp_path):
    """Every kind, 2,500 each of text, .xlsx, .ods and .xls."""
    people = "Email;Name\n" + "".join(f'p{at}@x.example;"Zoë ""Z"" {at}"\n' for at in range(40))
    texts = [people.encode("utf-8"), people.encode("utf-16"), people.encode("cp1252")]
    counts = Counter[str]()
    for at, text in enumerate(texts):
        counts += survived(tmp_path / "list.csv", mutations(text, 834, 20 + at))
    for kind, made in (("xlsx", xlsx(tmp_path / "a.xlsx")), ("ods", ods(tmp_path / "a.ods"))):
        content = made.read_bytes()
        contents = mutations(content, 1250, 4) + inner_mutations(content, 1250, 5)
        counts += survived(tmp_path / f"list.{kind}", contents)
    counts += survived(tmp_path / "list.xls", mutations(XLS.read_bytes(), 2500, 6))
    sound(counts, 10_002, ended=0.15)


def test_check_sums_are_no_fence(tmp_path):
    content = b"PK\x03\x04" + zlib.compress(b"x" * 999) + b"[Content_Types].xml"
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert why(path) is WhyUnreadable.DAMAGED
