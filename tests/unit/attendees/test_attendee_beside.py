"""What stands beside an address in its cell: a name is taken, a note holds the row back, and no fix is guessed."""

import pytest

from desktop_app.attendees.cells.table import SEPARATOR
from desktop_app.attendees.checking.emails import Checker, Wrong, look_over
from desktop_app.attendees.checking.fixes import suggestion
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowProblemCode, RowState, check, groups


def checked(cell):
    return Checker().check(cell)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Bo Lind (info@x.example)", "Bo Lind"),
        ("Anna van der Berg - info@x.example", "Anna van der Berg"),
        ("Lind, Bo: info@x.example", "Lind, Bo"),
        ("山田太郎 (taro@x.example)", "山田太郎"),
        ("bo.lind@x.example (Bo Lind)", "Bo Lind"),
        ("bo lind bo.lind@x.example", "bo lind"),
        ("Bo bo@x.example", "Bo"),
        ("1. Bo Lind <info@x.example>", "Bo Lind"),
        ("- Bo Lind <info@x.example>;", "Bo Lind"),
        ("Sales Team <info@x.example>", "Sales Team"),
        ("Bo (Acme) Lind <info@x.example>", "Bo (Acme) Lind"),
        ("info@x.example <mailto:info@x.example>", ""),
        ("- info@x.example", ""),
        ("info@x.example / 0171 123", ""),
    ],
)
def test_a_name_is_taken(cell, name):
    email, found, wrong = checked(cell)
    assert ("@x.example" in email, found, wrong) == (True, name, None)


@pytest.mark.parametrize(
    "cell",
    [
        "info@x.example (left)",
        "info@x.example [bounced]",
        "info@x.example BOUNCED",
        "info@x.example - left company",
        "info@x.example, Cat",
        "info@x.example Bob",
        "info@x.example (Bo Lind)",
        "no longer: info@x.example",
        "Left: info@x.example",
        "DO NOT INVITE info@x.example",
        "No Longer (info@x.example)",
        "Out Of Office - info@x.example",
        "ann@x.example (Ann, left)",
        "ann@x.example Ann on vacation",
        "Here is the list: ann@x.example",
        "Ann Bee <ann@x.example> BOUNCED",
        "<ann@x.example> (left)",
        "Ann Bee (no longer) <ann@x.example>",
    ],
)
def test_a_note_holds_the_row_back_whole_and_has_no_fix(cell):
    email, name, wrong = checked(cell)
    assert (email, name, wrong, suggestion(email)) == (cell, "", Wrong.WORDS_BESIDE, "")
    for header, row in (("Email", f'"{cell}"'), ("Email,First name,Last name", f'"{cell}",Ann,Bee')):
        table = read_text(f"{header}\n{row}\nz@x.example{',Z,Z' if ',' in header else ''}\n")
        roster = check(table, match(table))
        assert [person.state for person in roster.people] == [RowState.ATTENTION, RowState.READY]
        (group,) = groups(roster)
        assert (group.code, group.fixable) == (RowProblemCode.WORDS_BESIDE, 0)


@pytest.mark.parametrize("cell", ["Ann <a@x.example>, Bo <b@x.example>", "Ann (a@x.example) <b@x.example>"])
def test_the_second_of_two_addresses_is_not_taken_alone(cell):
    assert checked(cell)[1:] == ("", Wrong.TWO_ADDRESSES)


@pytest.mark.parametrize(
    "cell",
    [
        "info@acme.com Bob", "info@acme.com, Cat", "info@acme.com,Cat", "info@acme.com. Jo", "info@beta.com BOUNCED",
        "info@acme.com,uk", "info@acme, It", "info@acme, Cat", "info@ac me.com", "info@acme com", "Prof. ann@acme.com",
        "in fo@acme.com", "info@acme.com. Call first", "info@acme . Bob . com", "info@acme.museum, www.x.com",
        "info@acme.photography, bob, com", "info@mail.acme, com",
        "info@acme,con.de", "info@acme.con.de.", "info@acme .nett.de", "info@acme,ogr.uk", "info@acme.con,com",
    ],
)  # fmt: skip
def test_no_fix_is_offered_where_a_word_could_become_a_part_of_the_address(cell):
    assert suggestion(cell) == ""


@pytest.mark.parametrize(
    ("cell", "fixed"),
    [
        ("ann @acme.com", "ann@acme.com"),
        ("ann@ acme.com", "ann@acme.com"),
        ("ann .bee@acme.com", "ann.bee@acme.com"),
        ("ann@acme. com", "ann@acme.com"),
        ("ann@acme .com", "ann@acme.com"),
        ("ann@acme . com", "ann@acme.com"),
        ("ann@acme,com", "ann@acme.com"),
        ("ann@acme ,de", "ann@acme.de"),
        ("ann@mail,acme.com", "ann@mail.acme.com"),
        ("ann@acme.co, uk", "ann@acme.co.uk"),
        ("ann@acme.com .br", "ann@acme.com.br"),
        ("ann@acme. con", "ann@acme.com"),
        ("ann@acme,con.au", "ann@acme.com.au"),
        ("ann@acme.con.au.", "ann@acme.com.au"),
        ("ann@acme .nett.br", "ann@acme.net.br"),
        ("ANN@ACME, COM", "ANN@acme.com"),
        ("ann@acme.com,", "ann@acme.com"),
        ("ann@acme..com", "ann@acme.com"),
    ],
)
def test_a_gap_or_a_comma_is_closed_where_nothing_else_can_be_meant(cell, fixed):
    assert suggestion(cell) == fixed


@pytest.mark.parametrize("many", [" ", "\t", "A", "a", "@", "@A", ".", "A.", "a-", "<", "(", ", ", "\u3000", "é "])
@pytest.mark.parametrize("cell", ["{}", "{}a@x.example", "a@x.example{}", "a@x{}.example", "{}@x.example{}"])
def test_a_cell_of_anything_is_looked_at_in_time_that_grows_with_it(cell, many):
    """With the square of it, one of these would take hours."""
    long = cell.replace("{}", many * 200_000)
    column = SEPARATOR.join(("b@X.example", f" {long}", "C@x.example "))
    found, keys, odd = look_over(column)
    assert found.count(SEPARATOR) == keys.count(SEPARATOR) == 2
    assert 0 not in odd
    address, _, wrong = checked(long)
    assert wrong is not None or address.lower() == "a@x.example"
    assert len(suggestion(address)) < 200


def test_a_note_behind_many_blanks_is_not_cut_off():
    assert checked(f"a@x.example{' ' * 5000}BOUNCED")[2] is Wrong.WORDS_BESIDE
    assert checked(f"a@x.example {'very ' * 500}long note")[2] is Wrong.NOT_AN_ADDRESS
