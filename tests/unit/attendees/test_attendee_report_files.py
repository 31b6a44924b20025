"""Excel files, rows that were left out, and rows to be corrected and imported again."""

import csv
import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from english_report import save_for_correction, save_results
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop_app.attendees import report
from desktop_app.attendees.columns import match
from desktop_app.attendees.journal import Entry, Fate, SourceTable
from desktop_app.attendees.reader import read
from desktop_app.attendees.report import LONGEST_CELL, _xlsx
from desktop_app.attendees.roster import check

NOW = dt.datetime(2026, 12, 15, tzinfo=dt.UTC)
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
NASTY = '=HYPERLINK("http://x","y")'
TABLE = SourceTable(
    header=("Firma", "E-Mail-Adresse", "Vorname", "Nachname"),
    cells={2: ("Acme", "old@x", "Zoë", "Groß"), 3: ("=1+1", "p3@x.example")},
    email=1,
    first_name=2,
    last_name=3,
)


def entry(row, fate=Fate.FAILED, **given):
    made = {"email": f"p{row}@x.example", "first_name": "Zoë", "last_name": "Groß", "ticket_id": "t", "code": "",
            "join_link": "https://j.example/1", "reason": "", "message": ""}  # fmt: skip
    return Entry(row=row, fate=fate, external_ticket_id=f"x{row}", updated=NOW, **(made | given))


def sheet(path):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def lines(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_an_excel_file_holds_text_only(tmp_path):
    path = tmp_path / "results.XLSX"
    save_results(path, [entry(2, Fate.REGISTERED, first_name=NASTY, email="=1+1@x.example"), entry(3, message="No")])
    assert sheet(path) == [
        ["E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row"],
        ["=1+1@x.example", NASTY, "Groß", "Registered", "", "https://j.example/1", 2.0],
        ["p3@x.example", "Zoë", "Groß", "Failed", "No", "https://j.example/1", 3.0],
    ]
    with zipfile.ZipFile(path) as book:
        inside = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets"))
    assert b"<f>" not in inside


def targets(path):
    """Return where the links of a sheet lead, by cell."""
    with zipfile.ZipFile(path) as book:
        names = {name: book.read(name).decode() for name in book.namelist()}
    where = dict(re.findall(r'<Relationship Id="(\w+)"[^>]* Target="([^"]*)"', names.get(RELATIONS, "")))
    links = re.findall(r'<hyperlink ref="(\w+)" r:id="(\w+)"', names["xl/worksheets/sheet1.xml"])
    return {cell: where[name] for cell, name in links}


def test_join_links_can_be_followed_and_nothing_else(tmp_path):
    path = tmp_path / "results.xlsx"
    links = ["https://events.zoom.us/ejl/a?b=c&d=e", "http://j.example/1", "file:///etc/passwd", "javascript:alert(1)",
             "https://j.example/a b", "https://j.example/" + "x" * 3000, "internal:Sheet1!A1", "HTTPS://J.example",
             "https://j.example/\n=1", ""]  # fmt: skip
    linked = [entry(row, Fate.REGISTERED, join_link=link) for row, link in enumerate(links, start=2)]
    save_results(path, [*linked, entry(90, first_name="https://names.example/", message="https://said.example/")])
    assert targets(path) == {
        "F2": "https://events.zoom.us/ejl/a?b=c&amp;d=e",
        "F12": "https://j.example/1",
    }
    assert [row[5] for row in sheet(path)[1:4]] == links[:3]


def test_a_sheet_has_no_more_links_than_excel_opens(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_LINKS", 3)
    path = tmp_path / "results.xlsx"
    save_results(path, [entry(row) for row in range(2, 9)])
    assert len(targets(path)) == 3
    assert [row[5] for row in sheet(path)[1:]] == ["https://j.example/1"] * 7


def test_what_xml_forbids_is_left_out(tmp_path):
    forbidden = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF)))
    path = tmp_path / "results.xlsx"
    save_results(path, [entry(2, first_name=f"A{forbidden}\tB", last_name="_x0041_", message="\U0001f600" * 20_000)])
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))
    cells = sheet(path)[1]
    assert cells[1] == "A??\tB"
    assert cells[4] == "\U0001f600" * (LONGEST_CELL // 2)


@given(st.lists(st.text(min_size=0, max_size=20), min_size=1, max_size=4))
def test_an_excel_file_takes_any_text(cells):
    content = _xlsx(["a"] * len(cells), [cells])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["a"] * len(cells)


def test_a_row_that_was_taken_back_says_so(tmp_path):
    path = tmp_path / "results.csv"
    rows = [entry(2, Fate.REGISTERED, withdrawn=NOW), entry(3, Fate.WAITING, withdrawn=NOW), entry(4, Fate.WAITING)]
    save_results(path, rows)
    assert [line[3] for line in lines(path)[1:]] == ["Withdrawn", "Never sent", "Waiting"]


@pytest.mark.parametrize("name", ["left out.csv", "left out.xlsx"])
def test_left_out_rows_keep_their_own_columns(tmp_path, name):
    path = tmp_path / name
    save_for_correction(path, TABLE, [entry(2), entry(3)])
    table = read(path) if name.endswith("csv") else None
    if table is not None:
        assert table.header[:4] == TABLE.header
        assert next(row.cells for row in table.rows)[0] == "Acme"
        assert lines(path)[2][0] == "'=1+1"
    else:
        assert sheet(path)[2][0] == "=1+1"


def test_failed_rows_can_be_corrected_and_imported_again(tmp_path):
    path = tmp_path / "failed.csv"
    save_for_correction(path, TABLE, [entry(2, message="Zoom said no"), entry(3)])
    assert lines(path) == [
        ["Firma", "E-Mail-Adresse", "Vorname", "Nachname", "Reason"],
        ["Acme", "p2@x.example", "Zoë", "Groß", "Zoom said no"],
        ["'=1+1", "p3@x.example", "Zoë", "Groß", ""],
    ]
    table = read(path)
    columns = match(table)
    assert (columns.email, columns.first_name, columns.last_name) == (1, 2, 3)


@pytest.mark.parametrize("kept", [True, False])
def test_people_whose_names_look_like_formulas_come_back_as_they_were(tmp_path, kept):
    path = tmp_path / "failed.csv"
    people = [("+anna@x.example", "=Anna", "@Groß"), ("=b@x.example", "-B", "+C"), ("-c@x.example", "O'Neil", "Zoë"),
              ("d@x.example", "Xu; Li", 'Say "hi"'), ("e@x.example", "Anne, Maria", "Müller")]  # fmt: skip
    rows = [entry(at, email=e, first_name=f, last_name=n) for at, (e, f, n) in enumerate(people, start=2)]
    cells = {row.row: ("Acme", row.email, row.first_name, row.last_name) for row in rows}
    table = SourceTable(header=TABLE.header, cells=cells, email=1, first_name=2, last_name=3)
    save_for_correction(path, table if kept else None, rows)
    again = read(path)
    found = check(again, match(again))
    assert [(person.email, person.first_name, person.last_name) for person in found.ready] == people


def test_a_list_without_header_or_without_its_cells_gets_headings(tmp_path):
    path = tmp_path / "failed.csv"
    save_for_correction(path, SourceTable(header=(), cells={2: ("p2@x.example", "Z G")}, email=0), [entry(2)])
    assert lines(path)[0] == ["E-mail", "", "First name", "Last name", "Reason"]
    save_for_correction(path, None, [entry(2, message="No")])
    assert lines(path) == [["E-mail", "First name", "Last name", "Reason"], ["p2@x.example", "Zoë", "Groß", "No"]]
    save_for_correction(path, SourceTable(header=("Mail",), cells={}, email=0), [entry(2)])
    assert lines(path)[1] == ["p2@x.example", "Zoë", "Groß", ""]
