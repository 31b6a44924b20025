"""Several lists in one file: which is read, and that the others are told."""

import zipfile

import pytest
import xlsxwriter

from desktop_app.attendees.__main__ import main
from desktop_app.attendees.reader import OtherList, read, read_here, read_text
from desktop_app.attendees.reading import apart

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"/>"""


def people(count, domain="x.example"):
    return [("Email", "Name"), *((f"p{at}@{domain}", f"Ann{at} Bee") for at in range(count))]


def book_of(path, sheets, *, active=""):
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if name == active:
            sheet.activate()
    book.close()
    return path


def test_the_sheet_that_the_workbook_was_saved_with_is_read_if_it_holds_people(tmp_path):
    sheets = {"2024 & before": people(2), "Notes": [("Read me",)], "2026": people(3), "Ideas": [("Cake", "Tea")]}
    table = read(book_of(tmp_path / "a.xlsx", sheets, active="2026"))
    assert (table.sheet, table.sheets, table.others) == ("2026", tuple(sheets), (OtherList("2024 & before", 2),))
    table = read(book_of(tmp_path / "b.xlsx", sheets, active="Notes"))
    assert (table.sheet, table.others) == ("2024 & before", (OtherList("2026", 3),))
    table = read(book_of(tmp_path / "c.xlsx", sheets))
    assert (table.sheet, len(table.rows)) == ("2024 & before", 2)
    table = read(book_of(tmp_path / "d.xlsx", {"1": people(1), "0": people(2), "2": people(3)}, active="0"))
    assert (table.sheet, table.others) == ("0", (OtherList("1", 1), OtherList("2", 3)))
    chosen = read(tmp_path / "c.xlsx", sheet="2026")
    assert (chosen.sheet, chosen.others) == ("2026", ())


def test_an_open_document_says_which_sheet_it_was_saved_with(tmp_path):
    path = tmp_path / "a.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    sheets = "".join(
        f'<table:table table:name="{name}">{"".join(map(row.format, cells))}</table:table>'
        for name, cells in (("Old", ("Email", "o@x.example")), ("New &amp; nice", ("Email", "n@x.example")))
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    document = "<office:document-content {}><office:body><office:spreadsheet>{}"
    document += "</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", document.format(names, sheets))
        archive.writestr(
            "settings.xml", '<config:config-item config:name="ActiveTable" config:type="string">New &amp; nice</x>'
        )
    table = read_here(path)
    assert (table.sheet, table.others) == ("New & nice", (OtherList("Old", 1),))


def test_many_rows_of_another_sheet_are_counted(tmp_path):
    path = book_of(tmp_path / "a.xlsx", {"One": people(1), "Many": people(25_000)})
    assert read(path).others == (OtherList("Many", 25_000),)


def test_a_sheet_that_brings_the_parser_down_spares_the_list(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for at, row in enumerate(people(2)):
        (sheet := book.get_worksheet_by_name("People") or book.add_worksheet("People")).write_row(at, 0, row)
    assert sheet
    stray = book.add_worksheet("Stray")
    stray.write(0, 0, "a@x.example")
    stray.write(1_048_575, 16_383, "far away")
    book.close()
    table = read(tmp_path / "a.xlsx")
    assert (table.sheet, len(table.rows), table.others) == ("People", 2, ())


BELOW = """Name,Email,Role
Ann Bee,a@x.example,Member
Bo Cee,b@x.example,Member
,,
Guests,,
Email,Name,Company
g@x.example,Gus Gee,Acme
h@x.example,Hal Haw,Acme

3. Staff
Email,Full name
s@x.example,Sue
Total,3,
"""


def test_a_second_list_below_is_not_read_but_told(tmp_path, capsys):
    table = read_text(BELOW)
    assert [row.number for row in table.rows] == [2, 3]
    assert table.others == (OtherList("", 2, 6), OtherList("", 1, 11))
    path = tmp_path / "list.csv"
    path.write_text(BELOW)
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "Not read: 2 rows of another list, which begins in row 6" in said


def test_the_same_header_again_and_people_behind_a_blank_row_are_the_list():
    rows = "Email,Name\na@x.example,Ann,,\n\nEMAIL,Name\nb@x.example,Bo\n\nNobody,\nc@x.example,Cy\n"
    table = read_text(rows)
    assert ([row.number for row in table.rows], table.others) == ([2, 4, 5, 7, 8], ())


def test_a_list_does_not_end_before_its_first_address():
    table = read_text("Name,Email,Company\nAnn Bee,,Acme\n\nEmail,Name\na@x.example,Ann\nb@x.example,Bo\n")
    assert ("a@x.example", "Ann", "") in [row.cells for row in table.rows]
    assert table.others == ()


def test_a_second_list_comes_through_the_pipe(tmp_path):
    rows = [*people(2), (), ("Guests",), ("Name", "Email"), ("Gus", "g@x.example"), ("Total", 3)]
    path = book_of(tmp_path / "a.xlsx", {"Board": rows})
    assert apart.read_apart(path).others == (OtherList("Board", 1, 6),)


@pytest.mark.parametrize(
    "last",
    ["Total contacts: 5000,", "Totals,50", "Total,", "Grand total: 2,", "Summe:,2", "Gesamt,2", "Somme,2",
     "Totale,2,00 €", "合計,2", ",Total 2"],
)  # fmt: skip
def test_a_row_of_sums_at_the_end_is_nobody(tmp_path, capsys, last):
    table = read_text(f"Name,Email\nAnn Bee,a@x.example\nBo Cee,b@x.example\n\n{last}\n")
    assert ([row.number for row in table.rows], table.total_row) == ([2, 3], 5)
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Email\nAnn Bee,a@x.example\nBo Cee,b@x.example\n{last}\n", "utf-8")
    assert main([str(path)]) == 0
    assert "Not read: row 4, a total" in capsys.readouterr().out


@pytest.mark.parametrize(
    "last", ["Total,Ann Bee,", "TotalEnergies,,", "Total Energies,,", "Total,,t@total.example", "Sum,Lee,", "Totaro,7,"]
)
def test_a_company_called_total_is_a_row(last):
    table = read_text(f"Company,Name,Email\nAcme,Bo Cee,b@x.example\nAcme,Al Dee,d@x.example\n{last}\n")
    assert ([row.number for row in table.rows], table.total_row) == ([2, 3, 4], 0)


def test_an_xml_spreadsheet_says_which_sheet_it_was_saved_with(tmp_path):
    row = '<Row><Cell><Data ss:Type="String">{}</Data></Cell></Row>'
    sheets = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{"".join(map(row.format, cells))}</Table></Worksheet>'
        for name, cells in (("Old", ("Email", "o@x.example")), ("New", ("Email", "n@x.example", "m@x.example")))
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "list.xls"
    for active, sheet, other in ((1, "New", OtherList("Old", 1)), (0, "Old", OtherList("New", 2)), (7, "Old", None)):
        path.write_text(
            f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><ExcelWorkbook>'
            f"<ActiveSheet>{active}</ActiveSheet></ExcelWorkbook>{sheets}</Workbook>"
        )
        table = read_here(path)
        assert (table.sheet, table.others) == (sheet, (other or OtherList("New", 2),))
    assert read_here(path, sheet="New").others == ()
