"""Lists that web sites call .xls: tables of pages, and Excel's XML of 2003."""

import contextlib
import random

import pytest

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import Table, Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading.lists import read_here
from desktop_app.attendees.roster import check

URN = "urn:schemas-microsoft-com:office:spreadsheet"
WORKBOOK = f"""<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{URN}" xmlns:ss="{URN}">
<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Title>Table of Data</Title></DocumentProperties>
<Styles><Style ss:ID="Default"><Alignment ss:Vertical="Bottom"/></Style></Styles>
<Worksheet ss:Name="Cover"><Table><Row><Cell><Data ss:Type="String">Welcome</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Old"><Table><Row><Cell><Data ss:Type="String">old@x.example</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet>
<Worksheet ss:Name="Gäste"><Table>
<Column ss:Width="100"/>
<Row ss:Index="2" ss:Span="1"><Cell><Data ss:Type="String">Email</Data></Cell>
 <Cell><Data ss:Type="String">First name</Data></Cell>
 <Cell ss:Index="4"><Data ss:Type="String">Last name</Data></Cell><Cell><Data ss:Type="String">Zip</Data></Cell>
 <Cell><Data ss:Type="String">Since</Data></Cell><Cell><Data ss:Type="String">Member</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">a@x.example</Data>
  <Comment ss:Author="me"><ss:Data><B>call her</B></ss:Data></Comment></Cell>
 <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Zo</B>ë &amp; Bo</ss:Data></Cell>
 <Cell ss:Index="4" ss:MergeDown="1"><Data ss:Type="String">Groß</Data></Cell>
 <Cell><Data ss:Type="Number">10115.0</Data></Cell>
 <Cell><Data ss:Type="DateTime">2025-03-04T00:00:00.000</Data></Cell>
 <Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">b@x.example</Data></Cell><Cell ss:MergeAcross="1"/></Row>
<Row ss:Index="9"/>
<Row><Cell><Data ss:Type="String">c@x.example</Data></Cell></Row>
</Table></Worksheet></Workbook>"""

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<style>td {mso-number-format:"\\@"} .x:after {content: "<td>no@x.example"}</style></head><body>
<table border=1><tr><td colspan=3>Guests of spring</td></tr><tr></tr>
<TR><TH>E-Mail<TH>Vorname</th><th title="a > b">Nach&shy;name &amp; Titel</th></tr>
<tr><td>a@x.example</td><td>Zo\xeb<br>Maria</td><td rowspan=2>Gro&szlig;
<tr><td><a href="mailto:other@x.example">b@x.example</a></td><td>B&#111;</td></tr>
<tr><td>c@x.example&nbsp;</td><td><table><tr><td>Cy</td><td>Jr</td></tr></table></td>
<td><!-- <td>no --><script>x = "</td>"</script><div>Dee</div><div>Fox</div></td></tr></table>
<![if !excel]>x<![endif]><!--[if gte mso 9]><table><tr><td>z@x.example</td></tr></table><![endif]--></body></html>"""


@pytest.fixture
def write(tmp_path):
    def made(content: bytes | str, sheet: str | None = None) -> Table:
        path = tmp_path / "list.xls"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_here(path, sheet=sheet)

    return made


def cells(table):
    return [(row.number, *row.cells) for row in table.rows]


def refusal(write, content, sheet=None):
    with pytest.raises(Unreadable) as caught:
        write(content, sheet)
    assert caught.value.name == "list.xls"
    return caught.value.why, caught.value.kind


GUESTS = [
    (4, "a@x.example", "Zoë & Bo", "", "Groß", "10115", "2025-03-04", "TRUE"),
    (5, "b@x.example", "", "", "Groß", "", "", ""),
    (10, "c@x.example", "", "", "", "", "", ""),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_excels_xml_is_read_as_its_spreadsheet_shows_it(write, encoding):
    table = write(WORKBOOK.encode(encoding))
    assert (table.sheet, table.sheets, table.header_row) == ("Gäste", ("Cover", "Gäste"), 2)
    assert table.header == ("Email", "First name", "", "Last name", "Zip", "Since", "Member")
    assert cells(table) == GUESTS
    assert (table.encoding, table.delimiter, table.source) == ("", "", "list.xls")


@pytest.mark.parametrize(
    ("said", "encoding"), [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-16", "utf-8"), ("no", "cp1252")]
)
def test_what_xml_says_of_its_encoding_counts_where_it_can_be(write, said, encoding):
    content = WORKBOOK.replace('"1.0"?>', f'"1.0" encoding="{said}"?>').encode(encoding)
    assert cells(write(content)) == GUESTS


def test_a_sheet_of_xml_is_chosen(write):
    assert write(WORKBOOK, "Cover").rows[0].cells == ("Welcome",)
    assert refusal(write, WORKBOOK, "Nowhere") == (WhyUnreadable.NO_SHEET, "EXCEL-XML")
    prefixed = WORKBOOK.replace("<Row", "<ss:Row").replace("</Row", "</ss:Row").replace("ss:Name=", "Name=")
    assert cells(write(prefixed)) == GUESTS


def test_xml_with_bare_ampersands_and_controls_is_mended_and_half_of_one_refused(write):
    assert cells(write(WORKBOOK.replace("&amp;", "&\x02"))) == GUESTS
    assert refusal(write, WORKBOOK[:-300]) == (WhyUnreadable.DAMAGED, "EXCEL-XML")
    assert refusal(write, WORKBOOK.replace("<Row", "<No")) == (WhyUnreadable.DAMAGED, "EXCEL-XML")
    empty = WORKBOOK[: WORKBOOK.index("<Worksheet")] + "</Workbook>"
    assert refusal(write, empty) == (WhyUnreadable.EMPTY, "EXCEL-XML")


def test_xml_that_unfolds_or_leaves_huge_gaps_is_refused(write):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert refusal(write, WORKBOOK.replace("<?mso", f"{laughs}<?mso"))[0] is WhyUnreadable.DAMAGED
    for index in ("16385", "99999999999"):
        assert refusal(write, WORKBOOK.replace('Index="4"', f'Index="{index}"'))[0] is WhyUnreadable.DAMAGED
    wide = "<Row><Cell ss:Index='16384'><Data>a@x.example</Data></Cell></Row>" * 400
    assert refusal(write, WORKBOOK.replace("<Column", f"{wide}<Column"))[0] is WhyUnreadable.TOO_MANY_ROWS


def test_the_table_of_a_page_is_read_with_its_merged_and_nested_cells(write):
    table = write(PAGE.encode("latin-1"))
    assert (table.header_row, table.header) == (3, ("E-Mail", "Vorname", "Nach\xadname & Titel"))
    assert cells(table) == [
        (4, "a@x.example", "Zoë\nMaria", "Groß"),
        (5, "b@x.example", "Bo", "Groß"),
        (6, "c@x.example", "Cy Jr", "Dee\nFox"),
    ]
    assert (table.encoding, table.delimiter, table.sheet, table.sheets) == ("", "", "", ())
    people = check(table, match(table)).people
    assert [(person.email, person.first_name, person.last_name) for person in people] == [
        ("a@x.example", "Zoë Maria", "Groß"),
        ("b@x.example", "Bo", "Groß"),
        ("c@x.example", "Cy Jr", "Dee Fox"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "<html><table><tr><td>a@x.example<td>Zoë</table>".encode("utf-16"),
        "<html><table><tr><td>a@x.example<td>Zoë</table>".encode("cp1252"),
        "\r\n\r\n\r\n\r\n\r\n\r\n<TABLE><TR><TD>a@x.example</TD><TD>Zoë</TD></TR></TABLE>",
        '<meta charset="utf-8"><div>Guests<table><thead><tr><td>a@x.example</td><td>Zoë</td></tr>',
        '<?xml version="1.0"?><!DOCTYPE html><html><table><tr><td><p>a@x.example</p></td><td>Zo\u00eb</td></table>',
        "<!-- made by a portal --><table><tr><td rowspan=x colspan=-1>a@x.example<td colspan=0>Zoë</table>",
    ],
)
def test_pages_are_known_however_they_begin(write, content):
    assert cells(write(content)) == [(1, "a@x.example", "Zoë")]


def test_of_many_tables_the_largest_with_addresses_is_read_and_the_others_can_be_chosen(write):
    page = (
        "<table><tr><td>Imprint: me@x.example</td></tr></table><table><tr><td>Menu</td></tr></table>"
        "<table><caption>The <b>guests</b></caption><tr><th>Email<th>Name<tr><td>a@x.example<td>Ann Bee</table>"
    )
    table = write(page)
    assert (table.sheet, table.sheets) == ("3 The guests", ("1", "3 The guests"))
    assert cells(table) == [(2, "a@x.example", "Ann Bee")]
    assert cells(write(page, "1")) == [(1, "Imprint: me@x.example")]
    assert refusal(write, page, "2") == (WhyUnreadable.NO_SHEET, "HTML")
    inside = f"<html><body><table><tr><td>Menu</td><td>{page}</td></tr></table>"
    assert cells(write(inside)) == [(2, "a@x.example", "Ann Bee")]


def test_addresses_that_only_links_lead_to_are_read_where_a_page_shows_none(write):
    row = "<tr><td><a href='mailto:{0}%40x.example?subject=Hi'>{0} Bee</a></td><td>{1}</td></tr>"
    page = "<table>" + row.format("Ann", "") + row.format("Bo", "Ulm")
    table = write(page)
    assert cells(table) == [(1, "Ann Bee <Ann@x.example>", ""), (2, "Bo Bee <Bo@x.example>", "Ulm")]
    people = check(table, match(table)).people
    assert [(person.first_name, person.email) for person in people] == [
        ("Ann", "Ann@x.example"),
        ("Bo", "Bo@x.example"),
    ]
    shown = write("<table>" + row.format("Ann", "a@x.example") + row.format("Bo", "b@x.example"))
    assert cells(shown) == [(1, "Ann Bee", "a@x.example"), (2, "Bo Bee", "b@x.example")]


def test_rows_and_captions_that_do_not_end_stay_what_they_are(write):
    page = "<table><caption>Guests<tr><td>a@x.example</tr><td>b@x.example</td></table><table><td>c@x.example</table>"
    table = write(page)
    assert (table.sheets, cells(table)) == (("1 Guests", "2"), [(1, "a@x.example"), (2, "b@x.example")])


@pytest.mark.parametrize(
    "page",
    ["<html><form>Sign in: a@x.example</form></html>", "<!DOCTYPE html><table><tr><td>Menu</table>", "<html><table>"],
)
def test_a_page_without_a_list_is_said(write, page):
    assert refusal(write, page) == (WhyUnreadable.WEB_PAGE, "HTML")


def test_markup_is_read_in_another_process(tmp_path):
    for name, content in (("list.xls", WORKBOOK), ("list.html", "<table><tr><td>a@x.example</table>")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert read(tmp_path / name) == read_here(tmp_path / name)


@pytest.mark.parametrize("start", ["<a@x.example>; Bo <b@x.example>", "<a@x.example>\n<b@x.example>\n"])
def test_an_address_line_in_brackets_is_no_markup(write, start):
    assert [row.cells[-1] for row in write(start).rows] == ["a@x.example", "b@x.example"]


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 3000 + "<tr><td>a@x.example",
        "<table><tr><td>" + "<!--" * 30_000,
        "<table><tr><td>" + "<a b='" * 20_000,
        "<table><tr><td>" + "</" * 50_000,
        "<table><tr><td colspan=1000 rowspan=60000>a@x.example" + "<tr><td>x" * 10_000,
        "<table><tr>" + "<td colspan=1000 rowspan=60000>a@x.example" * 300,
    ],
)
def test_pages_that_never_end_do(write, page):
    with contextlib.suppress(Unreadable):
        assert len(write(page).rows) < 20_000


@pytest.mark.parametrize("content", [WORKBOOK.encode(), PAGE.encode("cp1252")])
def test_mutated_markup_never_raises_anything_else(write, content):
    chance = random.Random(7)
    outcomes = set()
    for _ in range(150):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed))
            changed[at : at + chance.randint(0, 9)] = chance.choice(
                (b"", b"<", b"&", b'"', b"<td", chance.randbytes(3))
            )
        try:
            outcomes.add(all(row.number for row in write(bytes(changed)).rows))
        except Unreadable:
            outcomes.add(None)
    assert outcomes >= {True}
