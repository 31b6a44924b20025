"""Who is crossed out in a workbook is held back until the person says otherwise; hidden columns are told."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from msgspec.structs import replace
from workbook_files import ODS_CONTENT, ods, rewritten

from desktop_app.attendees import left_out
from desktop_app.attendees.__main__ import main
from desktop_app.attendees.cells.table import CrossedOut, Table
from desktop_app.attendees.columns import match, used
from desktop_app.attendees.journal import Entry, Fate, WhyLeft
from desktop_app.attendees.reader import read
from desktop_app.attendees.reading import crossed_out, hidden
from desktop_app.attendees.reading.looks import looks_of
from desktop_app.attendees.roster import Field, RowProblem, RowProblemCode, RowState, check, groups

HEADER = ("First name", "Last name", "Email", "Remarks", "RSVP")
NAMES = ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")


def crossed(path: Path, struck: Mapping[int, tuple[int, ...]], *, left: int = 0, header: bool = True) -> Path:
    """Write a list of six people, from row 2 on, with some cells of each row struck through."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Notes").write(0, 0, "x", book.add_format({"font_strikeout": True, "bold": True}))
    sheet = book.add_worksheet("List")
    line, plain = book.add_format({"font_strikeout": True}), book.add_format({"italic": True})
    if header:
        sheet.write_row(0, left, HEADER)
    for at, name in enumerate(NAMES):
        cells = (name, "Bee", f"{name.lower()}@x.example", "vegan", "")
        for column, text in enumerate(cells):
            sheet.write(at + 1, left + column, text, line if column in struck.get(at + 2, ()) else plain)
    book.close()
    return path


def held(table: Table) -> list[int]:
    """Return the rows that are held back because they are crossed out."""
    people = check(table, match(table)).people
    found = [person for person in people if RowProblemCode.CROSSED_OUT in {wrong.code for wrong in person.problems}]
    assert all(person.declined and person.state is RowState.ATTENTION for person in found)
    return [person.row for person in found]


@pytest.mark.parametrize("left", [0, 2])
def test_rows_with_a_line_through_the_address_or_the_name_are_held_back(tmp_path: Path, left: int) -> None:
    struck = {2: (0, 1, 2, 3, 4), 3: (0, 1), 4: (2,), 5: (3,), 6: (4,), 7: (0, 1, 2, 3, 4)}
    table = read(crossed(tmp_path / "list.xlsx", struck, left=left))
    # the format of a blank cell says nothing
    ways = (CrossedOut((0, 1, 2, 3), (2, 7)), CrossedOut((0, 1), (3,)), CrossedOut((2,), (4,)), CrossedOut((3,), (5,)))
    assert (table.sheet, table.crossed_out) == ("List", ways)
    assert held(table) == [2, 3, 4, 7]


def test_columns_keep_their_place_where_a_list_has_no_header(tmp_path: Path) -> None:
    table = read(crossed(tmp_path / "list.xlsx", {4: (2,)}, left=1, header=False))
    assert (table.header, table.crossed_out, held(table)) == (None, (CrossedOut((3,), (4,)),), [4])


def test_a_line_through_a_cell_that_holds_a_whole_line_goes_through_all_of_it(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet, line = book.add_worksheet(), book.add_format({"font_strikeout": True})
    sheet.write_column(0, 0, ("Email;First name", "a@x.example;Ann"))
    sheet.write(2, 0, "b@x.example;Bo", line)
    book.close()
    table = read(tmp_path / "list.xlsx")
    assert (table.delimiter, table.crossed_out, held(table)) == (";", (CrossedOut((0, 1), (3,)),), [3])


def test_what_is_crossed_out_goes_by_the_columns_that_are_chosen(tmp_path: Path) -> None:
    table = read(crossed(tmp_path / "list.xlsx", {2: (2,), 3: (3,)}))
    columns = replace(match(table), email=3)
    (group,) = [each for each in groups(check(table, columns)) if each.code is RowProblemCode.CROSSED_OUT]
    assert group.rows == (3,)


def test_a_list_without_lines_has_nothing_crossed_out(tmp_path: Path) -> None:
    table = read(crossed(tmp_path / "list.xlsx", {}))
    assert (table.crossed_out, table.hidden_columns, held(table)) == ((), (), [])


def test_lines_that_a_style_takes_back_or_a_condition_draws_do_not_count(tmp_path: Path) -> None:
    def off(styles: bytes) -> bytes:
        assert styles.count(b"<strike/>") == 2
        drawn = b'<dxfs count="1"><dxf><font><strike/></font></dxf></dxfs>'
        return styles.replace(b"<strike/>", b'<strike val="0"/>').replace(b'<dxfs count="0"/>', drawn)

    path = crossed(tmp_path / "list.xlsx", {3: (0, 1, 2)})
    assert held(read(path)) == [3]
    assert held(read(rewritten(path, "xl/styles.xml", off))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda _: b"\xff\xfe\x00 no styles",
        lambda styles: styles[: len(styles) // 3],
        lambda styles: styles.replace(b"</fonts>", b""),
        lambda styles: styles.replace(b'fontId="', b'fontId="99999999'),
        lambda styles: styles.replace(b"<cellXfs", b"<other"),
        lambda styles: styles.replace(b"<strike/>", b"<strike"),
    ],
    ids=["empty", "noise", "cut", "open", "no such font", "no formats", "open tag"],
)
def test_broken_styles_strike_nothing_out(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = rewritten(hiding(crossed(tmp_path / "list.xlsx", {3: (0, 1, 2)})), "xl/styles.xml", change)
    looks = looks_of(path.read_bytes(), "List")
    assert (looks.struck, looks.hidden_columns) == ({}, {2, 3})


def test_styles_that_cannot_be_read_keep_no_list_from_being_read(tmp_path: Path) -> None:
    no_fonts = rewritten(
        crossed(tmp_path / "list.xlsx", {3: (0, 1, 2)}), "xl/styles.xml", lambda styles: styles.replace(b"font", b"fnt")
    )
    assert (len(read(no_fonts).rows), read(no_fonts).crossed_out) == (6, ())
    path = styled(tmp_path / "list.ods", [("", style("heir"), "", ""), ("", style("line"), "", "")])
    assert held(read(path)) == [2, 3]
    # the checksum is that of something else
    path.write_bytes(path.read_bytes().replace(b'style:name="Gone"', b'style:name="Gome"'))
    assert held(read(path)) == [3]


def hiding(path: Path) -> Path:
    """Hide the columns of the address and the remarks."""
    hide = b'<cols><col min="3" max="4" width="9" hidden="1"/></cols><sheetData>'
    return rewritten(path, "xl/worksheets/sheet2.xml", lambda sheet: sheet.replace(b"<sheetData>", hide))


LINE = '<style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/>'
NO_LINE = '<style:text-properties style:text-line-through-style="none" style:text-line-through-type="none"/>'
OWN_STYLES = f"""<office:automatic-styles>
<style:style style:name="T1" style:family="text">{LINE}</style:style>
<style:style style:name="plain" style:family="table-cell"/>
<style:style style:name="line" style:family="table-cell" style:parent-style-name="Default">{LINE}</style:style>
<style:style style:name="heir" style:family="table-cell" style:parent-style-name="Gone"/>
<style:style style:name="rebel" style:family="table-cell" style:parent-style-name="Gone">{NO_LINE}</style:style>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>
</office:automatic-styles><office:body>"""
NAMED = f'<s><style:style style:name="Gone" style:family="table-cell">{LINE}</style:style></s>'


def styled(path: Path, rows: list[tuple[str, ...]], *, before: str = "", content: str = ODS_CONTENT) -> Path:
    """Write an .ods with a header and people whose cells have these attributes, after those of their row."""

    def cell(attributes: str, text: str) -> str:
        return f'<table:table-cell {attributes} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    lines = "<table:table-row>" + "".join(cell("", name) for name in ("Name", "Email", "Seat")) + "</table:table-row>"
    for at, (of_row, *of_cells) in enumerate(rows):
        texts = (f"{NAMES[at]} Bee", f"p{at}@x.example", "7")
        cells = "".join(map(cell, of_cells, texts))
        lines += f'<table:table-row {of_row}>{cells}<table:table-cell table:style-name="line"/></table:table-row>'
    ods(path)
    sheet = content.format(sheets=f'<table:table table:name="L">{before}{lines}</table:table>')
    whole = sheet.replace("<office:body>", OWN_STYLES).replace(
        " office:version", ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version'
    )
    rewritten(path, "content.xml", lambda _: whole.encode())
    return rewritten(path, "styles.xml", lambda _: NAMED.encode())


def style(name: str) -> str:
    return f'table:style-name="{name}"'


def test_an_open_document_tells_lines_by_the_styles_of_cells_rows_and_columns(tmp_path: Path) -> None:
    default, line = 'table:default-cell-style-name="line"', style("line")
    rows = [
        ("", "", "", ""),
        ("", line, line, line),
        ("", style("heir"), "", ""),
        ("", style("rebel"), style("T1"), style("loop")),
        (f'{default} table:number-rows-repeated="2"', style("plain"), "", style("none")),
        ("", "", "", line),
    ]
    table = read(styled(tmp_path / "list.ods", rows))
    assert table.crossed_out == (
        CrossedOut((0, 1, 2), (3,)),
        CrossedOut((0,), (4,)),
        CrossedOut((1,), (6, 7)),
        CrossedOut((2,), (8,)),
    )
    assert held(table) == [3, 4, 6, 7]
    columns = f'<table:table-column/><table:table-column {default} table:number-columns-repeated="2"/>'
    table = read(styled(tmp_path / "list.ods", rows[:2], before=columns))
    assert table.crossed_out == (CrossedOut((1, 2), (2,)), CrossedOut((0, 1, 2), (3,)))


def test_hidden_columns_are_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    for at in range(3):
        sheet.write_row(at, 1, HEADER[:4] if at == 0 else ("Ann", "Bee", f"p{at}@x.example", "vegan"))
    sheet.set_column(3, 4, None, None, {"hidden": True})
    sheet.set_column(7, 16383, None, None, {"hidden": True})
    book.close()
    assert read(tmp_path / "list.xlsx").hidden_columns == (2, 3)
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16382" table:visibility="collapse"/>'
    )
    table = read(styled(tmp_path / "list.ods", [("", "", "", "")], before=columns))
    assert (table.hidden_columns, table.crossed_out, table.hidden) == ((1, 2), (), ())


class Traced(bytes):
    """Counts the bytes that are gone through."""

    went = 0

    def find(self, what: bytes, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        at = super().find(what, start, end)
        Traced.went += (at if at >= 0 else len(self)) - start
        return at

    def rfind(self, what: bytes, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        at = super().rfind(what, start, end)
        Traced.went += (len(self) if end is None else end) - max(at, start)
        return at


AFTER = '</t></c></row><row r="3" s="4" hidden="true"/><col min="2" max="3" hidden="1"/>'


@pytest.mark.parametrize(("after", "found"), [(AFTER, ({1, 3}, {1, 2})), ("", ({1}, set()))], ids=["whole", "cut"])
def test_a_text_full_of_what_hides_rows_is_gone_through_once(
    monkeypatch: pytest.MonkeyPatch, after: str, found: tuple[set[int], set[int]]
) -> None:
    monkeypatch.setattr(Traced, "went", 0)
    text = 'hidden="1" hidden="true" ' * 500
    xml = Traced(f'<row r="1" hidden="1"><c><t>{text}{after}'.encode())
    assert hidden.of_sheet(xml) == found
    assert Traced.went < 10 * len(xml)


def test_rows_below_the_last_one_of_a_sheet_are_not_told() -> None:
    """A file of a thousand bytes may say that there are millions of them, which would take all the memory."""
    inside = '<table:table-cell table:style-name="line"></table:table-cell>'
    lines = 'table:visibility="filter" table:number-rows-repeated="99999"'
    xml = f"{OWN_STYLES}{f'<table:table-row {lines}>{inside}</table:table-row>' * 13}".encode()
    rows, _ = hidden.of_table(xml, (0, len(xml)))
    assert max(rows) == max(crossed_out.of_table(xml, b"", (0, len(xml)))) == 11 * 99_999


def test_a_hidden_column_counts_as_read_that_holds_a_part_of_the_last_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Nombre", "Primer apellido", "Segundo apellido", "Correo electrónico", "Observaciones"))
    sheet.write_row(1, 0, ("Ana", "Lopez", "Ruiz", "ana@x.example", "vegana"))
    sheet.set_column(2, 4, None, None, {"hidden": True})
    book.close()
    main([str(path), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert said["ready"][0]["last_name"] == "Lopez Ruiz"
    assert said["hidden_columns"] == ["Segundo apellido", "Correo electrónico"]
    table = read(path)
    assert used(table, match(table)) == {0, 1, 2, 3}


def test_who_is_crossed_out_can_be_invited_all_the_same(tmp_path: Path) -> None:
    table = read(crossed(tmp_path / "list.xlsx", {3: (0, 1, 2), 5: (2,)}))
    roster = check(table, match(table))
    assert (roster.counts.ready, roster.counts.attention) == (4, 2)
    (group,) = groups(roster)
    assert (group.code, group.rows, group.fixable, group.holds_back) == ("crossed_out", (3, 5), 2, True)
    invited = roster.with_cells(roster.fixes(RowProblemCode.CROSSED_OUT))
    assert (invited.counts.ready, [(each.rows, each.holds_back) for each in groups(invited)]) == (6, [((3, 5), False)])
    assert [person.row for person in roster.without_rows(group.rows).ready] == [2, 4, 6, 7]
    # another address is another matter, not another person
    assert roster.with_cell(3, Field.EMAIL, "else@x.example").counts.attention == 2


def test_the_same_address_in_another_row_is_invited(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for at, (name, rsvp) in enumerate((("Ann", "Yes"), ("Ann", "Yes"), ("Bo", "No"), ("Cy", "Yes"))):
        line = book.add_format({"font_strikeout": at in (0, 2)})
        sheet.write_row(at + 1, 0, (name, "Bee", f"{name.lower()}@x.example", "", rsvp), line)
    book.close()
    table = read(tmp_path / "list.xlsx")
    roster = check(table, match(table))
    assert [person.row for person in roster.ready] == [3, 5]
    # who says no as well is told so; one decision is enough
    assert [problem.code for problem in roster.person(4).problems] == ["declined", "crossed_out"]
    assert [person.row for person in roster.with_cells(roster.fixes(RowProblemCode.DECLINED)).ready] == [3, 4, 5]


def test_why_a_crossed_out_row_was_left_out_is_kept(tmp_path: Path) -> None:
    table = read(crossed(tmp_path / "list.xlsx", {3: (0, 1, 2)}))
    person = check(table, match(table)).person(3)
    assert left_out.by_person(person) is WhyLeft.DECLINED
    why, details = left_out.by_foyer(person, another_name=False)
    assert (why, details) == (WhyLeft.DECLINED, "email:crossed_out")
    kept = Entry(
        row=3, email="", first_name="", last_name="", external_ticket_id="", fate=Fate.LEFT_OUT, ticket_id="",
        join_link="", code="", reason=why, message=details, updated=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    assert left_out.read(kept).problems == (RowProblem(Field.EMAIL, RowProblemCode.CROSSED_OUT, ""),)


def test_the_command_tells_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = hiding(crossed(tmp_path / "list.xlsx", {3: (0, 1, 2)}))
    assert main([str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hidden_columns"] == ["Email"]
    message = "The row is crossed out."
    assert found["problems"] == [{"row": 3, "field": "email", "code": "crossed_out", "message": message}]
    assert found["counts"] == {"rows": 6, "ready": 5, "invalid": 1, "duplicate": 0}
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "Row 3: The row is crossed out." in said
    assert "Read as well: hidden columns of the sheet, Email" in said
