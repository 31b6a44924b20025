"""Addresses that an .ods has only as links behind its cells."""

import zipfile

import pytest
from workbook_files import MANIFEST, ODS_CONTENT

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read
from desktop_app.attendees.roster import check

SPACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'


def cell(text, link="", *, repeated=""):
    shown = f'<text:a xlink:type="simple" xlink:href="{link}">{text}</text:a>' if link else text
    return f'<table:table-cell{repeated} office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def row(*cells, repeated=""):
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def saved(path, *rows):
    sheets = f'<table:table table:name="Old">{row(cell("Old", "mailto:old@x.example"))}</table:table>'
    sheets += f'<table:table table:name="New &amp; nice">{"".join(rows)}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS_CONTENT.format(sheets=sheets).replace('office:version="1.2"', SPACES))
    return path


@pytest.mark.parametrize(
    ("header", "said"), [(("Name", "Mail"), "E-mail"), (("Name", "Seat"), ""), (("Name", "Mail"), "other@x.example")]
)
def test_addresses_behind_cells_are_read_where_none_is_shown(tmp_path, header, said):
    far = ' table:number-columns-repeated="2"'
    blank = f"<table:table-cell{far}/>"
    people = []
    for name, address in (("Ann Bee", "a%40x.example"), ("Bo Cee", "b@x.example")):
        link = f"mailto:{address}?subject=Hello&amp;body=you"
        cells = (cell(name), cell(said, link)) if said else (cell(name, link), cell("7 A"))
        people.append(row(blank, *cells))
    path = saved(
        tmp_path / "list.ods",
        row(blank, cell("the fair", "https://x.example/a@x.example")),
        row("<table:table-cell/>", repeated=' table:number-rows-repeated="3"'),
        row(blank, *map(cell, header)),
        *people,
    )
    table = read(path, sheet="New & nice")
    found = [person for person in check(table, match(table)).people if person.email]
    addresses = [said, said] if "@" in said else ["a@x.example", "b@x.example"]
    assert [(person.row, person.email, person.first_name) for person in found] == [
        (6, addresses[0], "Ann"), (7, addresses[1], "Bo")
    ]  # fmt: skip


def test_a_link_stays_in_its_own_row_and_column(tmp_path):
    table = read(
        saved(
            tmp_path / "list.ods",
            row(cell("Seat"), cell("Name"), cell("Mail")),
            row(cell("1", repeated=' table:number-columns-repeated="2"'), cell("write", "mailto:a@x.example")),
            row(cell("2"), cell("Bo"), cell("write")),
            row(cell("3"), "<table:covered-table-cell/>", cell("write", "mailto:c@x.example")),
        ),
        sheet="New & nice",
    )
    assert [cells.cells[2] for cells in table.rows] == ["a@x.example", "write", "c@x.example"]
