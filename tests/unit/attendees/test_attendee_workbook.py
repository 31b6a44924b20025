"""Workbooks: what a person sees in a spreadsheet is what is read."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from workbook_files import MARCH, XLS, ods, rewritten, xlsx

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading import workbook
from desktop_app.attendees.roster import check


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

    def say(entry: bytes) -> bytes:
        for row, said in rows.items():
            old = f'<row r="{row}" spans="1:1" hidden="1">'.encode()
            assert old in entry
            entry = entry.replace(old, f'<row r="{row}" ht="1" hidden="{said}">'.encode())
        return entry

    return rewritten(path, "xl/worksheets/sheet2.xml", say)


@pytest.mark.parametrize("sheet", ["List", 'Fish & "Chips" <2>'])
def test_rows_that_a_sheet_hides_are_read_and_told(tmp_path, sheet):
    table = read(hiding(tmp_path / "list.xlsx", {3: "1", 5: "true", 6: "false"}, sheet=sheet))
    assert (len(table.rows), table.sheet, table.hidden) == (5, sheet, (3, 5))
    assert read(xlsx(tmp_path / "list.xlsx")).hidden == ()


def test_rows_that_an_open_document_hides_are_told(tmp_path):
    def hide(content: bytes) -> bytes:
        rows = content.split(b"<table:table-row>")
        rows[3:5] = [b"", b'<table:table-row table:number-rows-repeated="2" table:visibility="filter">' + rows[4]]
        rows[6] = b'<table:table-row table:visibility="collapse">' + rows[6]
        content = rows[0] + b"<table:table-row>".join([b"", *rows[1:3]]) + rows[4]
        content += b"<table:table-row>" + rows[5] + b"<table:table-row-group>" + rows[6] + b"</table:table-row-group>"
        return content + b"<table:table-row>" + rows[7]

    table = read(rewritten(ods(tmp_path / "list.ods", rows=6), "content.xml", hide))
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6, 7]
    assert table.hidden == (3, 4, 6)


@pytest.mark.parametrize(
    ("first", "second", "read_first"),
    [
        # a cover with an address to ask
        ([("Summit", ""), ("E-mail", "jane@x.example")], [("Name", "Email"), ("Ann Bee", "a@x.example")], False),
        # a list without a header line beside a short one that has one
        ([("Bo Cee", "b@x.example"), ("Cy Dee", "c@x.example")], [("Name", "Email"), ("Ann Bee", "a@x.example")], True),
        ([("Name", "Email"), ("Bo Cee", "b@x.example")], [("Name", "Email"), *[("Ann Bee", "a@x.example")] * 2], True),
        # more addresses than a cover has, though another list has more still
        ([("Bo Cee", "b@x.example")] * 50, [("Name", "Email"), *[("Ann Bee", "a@x.example")] * 60], True),
    ],
)
def test_a_cover_with_an_address_is_not_the_list(tmp_path, first, second, read_first):
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    for name, rows in (("One", first), ("Two", second)):
        sheet = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
    book.close()
    table = read(tmp_path / "list.xlsx")
    names = ["One", "Two"] if read_first else ["Two", "One"]
    assert [table.sheet, *(other.sheet for other in table.others)] == names
    assert read(tmp_path / "list.xlsx", sheet="One").sheet == "One"


@pytest.mark.parametrize(
    ("header", "said", "people"),
    [
        (("Name", "Mail"), "E-mail", [("a@x.example", "Ann", "Bee"), ("b@x.example", "Bo", "Cee")]),
        (("Name", "Seat"), None, [("a@x.example", "Ann", "Bee"), ("b@x.example", "Bo", "Cee")]),
        # what a cell shows counts
        (("Name", "Email"), "c@x.example", [("c@x.example", "Ann", "Bee"), ("c@x.example", "Bo", "Cee")]),
    ],
)
def test_addresses_behind_cells_are_read_where_none_is_shown(tmp_path, header, said, people):
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet("Notes & more")
    sheet.write_row(2, 1, header)
    sheet.write_url(9, 9, "https://x.example/a@x.example", string="the fair")
    for at, (name, address) in enumerate((("Ann Bee", "a@x.example"), ("Bo Cee", "b@x.example")), 3):
        link = f"mailto:{address}?subject=Hello"
        if said:
            sheet.write_row(at, 1, (name,))
            sheet.write_url(at, 2, link, string=said)
        else:
            sheet.write_url(at, 1, link, string=name)
            sheet.write_row(at, 2, (f"{at} A",))
    book.close()
    table = read(tmp_path / "list.xlsx")
    found = [person for person in check(table, match(table)).people if person.email]
    assert [(person.email, person.first_name, person.last_name) for person in found] == people


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
