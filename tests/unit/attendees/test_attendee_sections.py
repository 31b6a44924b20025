"""Several lists in one file: which is read, and that the others are told."""

import zipfile

import pytest
import xlsxwriter

from desktop_app.attendees.__main__ import main
from desktop_app.attendees.reader import OtherList, read, read_text
from desktop_app.attendees.reading import in_child
from desktop_app.attendees.reading.lists import read_here

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


@pytest.mark.parametrize(
    ("begins", "header", "rows", "others"),
    [
        (0, "Name", [2, 3], [(6, 2), (11, 1)]),
        (6, "Email", [7, 8], [(11, 1), (1, 2)]),
        (11, "Email", [12], [(1, 2), (6, 2)]),
        (1, "Name", [2, 3], [(6, 2), (11, 1)]),
        (5, "Name", [2, 3], [(6, 2), (11, 1)]),
    ],
)
def test_any_list_of_a_sheet_can_be_read_and_its_rows_keep_their_numbers(begins, header, rows, others):
    table = read_text(BELOW, begins=begins)
    assert (table.header and table.header[0], table.header_row) == (header, begins if begins in (6, 11) else 1)
    assert [row.number for row in table.rows] == rows
    assert [(other.begins, other.rows) for other in table.others] == others
    assert table.total_row == (13 if begins == 11 else 0)


@pytest.mark.parametrize(("gap", "begins"), [("\n", 6), ("", 5), ("\nSpeakers and staff,\n", 7)])
def test_a_list_whose_header_is_behind_a_title_and_a_blank_row_can_be_reached(gap, begins):
    text = f"Name,Email\nAnn Bee,a@x.example\n\nGuests,\n{gap}Email,Name\ng@x.example,Gus\nh@x.example,Hal\n"
    above = read_text(text)
    assert ([row.number for row in above.rows], above.others) == ([2], (OtherList("", 2, begins),))
    below = read_text(text, begins=begins)
    assert (below.header, [row.cells[1] for row in below.rows]) == (("Email", "Name"), ["Gus", "Hal"])
    assert below.others == (OtherList("", 1, 1),)


def test_a_list_below_is_read_by_its_own_header_whichever_says_more():
    first = "Email,Name,Company,City,Phone\nz@x.example,Zoe,Acme,Rome,1\n"
    others = "Name,Email\nBo,b@x.example\n\nEmail,First name,Last name\nc@x.example,Cy,Dee\n"
    assert [row.cells[:2] for row in read_text(f"{first}\n{others}", begins=4).rows] == [("Bo", "b@x.example")]


def test_a_list_without_a_header_can_be_come_back_to():
    rows = "a@x.example,Ann\nb@x.example,Bo\n\nEmail,Name\nc@x.example,Cy\n"
    below = read_text(rows, begins=4)
    assert (below.header, [row.number for row in below.rows]) == (("Email", "Name"), [5])
    above = read_text(rows, begins=below.others[0].begins)
    assert (above.header, [row.number for row in above.rows]) == (None, [1, 2])


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
    assert in_child.read_apart(path).others == (OtherList("Board", 1, 6),)
    below = read(path, sheet="Board", begins=6)
    assert (below.header, below.header_row, below.total_row) == (("Name", "Email"), 6, 8)
    assert ([row.number for row in below.rows], below.others) == ([7], (OtherList("Board", 2, 1),))


@pytest.mark.asyncio
async def test_a_long_text_gives_the_second_list_from_another_process(tmp_path):
    rows = "\n".join(f"p{at}@x.example,{'x' * 40}" for at in range(25_000))
    text = f"Email,Name\n{rows}\n\nName,Email\nBo,b@x.example\n"
    assert len(text) > in_child.SMALL
    path = tmp_path / "list.csv"
    path.write_text(text)
    for below in (await in_child.load_text(text, begins=25_003), await in_child.load(path, begins=25_003)):
        assert [(row.number, row.cells) for row in below.rows] == [(25_004, ("Bo", "b@x.example"))]


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
