"""Misspelled mail providers are seen before anything is sent, and hold nobody back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.__main__ import main
from desktop_app.attendees.checking.providers import PROVIDERS, corrected, misspelled
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblemCode, RowState, check, groups


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gamil.com", "gmail.com"), ("gmai.com", "gmail.com"), ("gmaill.com", "gmail.com"),
        ("gmail.co", "gmail.com"), ("gmail.cm", "gmail.com"), ("gnail.com", "gmail.com"), ("mgail.com", "gmail.com"),
        ("hotmial.com", "hotmail.com"), ("hotmal.com", "hotmail.com"), ("yaho.com", "yahoo.com"),
        ("yahooo.com", "yahoo.com"), ("outlok.com", "outlook.com"), ("iclod.com", "icloud.com"),
        ("yaho.co.uk", "yahoo.co.uk"), ("tonline.de", "t-online.de"), ("hotmial.fr", "hotmail.fr"),
    ],
)  # fmt: skip
def test_one_slip_of_a_finger_is_noticed(written, meant):
    assert misspelled(f"a@x.example\0ann@{written}\0b@x.example") == {written}
    assert corrected(f"Ann@{written}") == f"Ann@{meant}"


@pytest.mark.parametrize("written", ["yahoo.co", "hotmail.co"])
def test_what_was_meant_is_left_open_where_it_may_be_one_of_several(written):
    assert misspelled(f"ann@{written}") == {written}
    assert corrected(f"ann@{written}") == ""


REAL = """
    mail.com email.com ymail.com fmail.com hmail.com gmx.co.uk gmx.de gmx.net web.de aol.com live.com msn.com me.com
    mac.com cloud.com inbox.com fastmail.com hushmail.com proton.me protonmail.ch rocketmail.com zoho.com yandex.com
    hotmail.be hotmail.nl hotmail.se hotmail.fi hotmail.gr outlook.pt outlook.in outlook.jp yahoo.gr yahoo.com.au
    yahoo.com.mx yahoo.com.hk grail.com naver.com hanmail.net free.fr orange.fr gmal.co.uk x.gmial.com gmail.example"""


@pytest.mark.parametrize("domain", [*REAL.split(), *PROVIDERS])
def test_real_domains_are_left_alone(domain):
    assert misspelled(f"ann@{domain}\0") == set()
    assert corrected(f"ann@{domain}") is None


@given(st.lists(st.sampled_from(["a@gmial.com", "a@gmail.com", "a@xgmial.com", "", "gmial.com", "a@gmial.com.x"])))
def test_a_column_is_judged_like_its_cells(cells):
    assert misspelled("\0".join(cells)) == {"gmial.com" for cell in cells if corrected(cell) and "@" in cell}


ROWS = """Email,First name,Last name,Country
Ann@Gmial.com,Ann,Bee,Atlantis
bo@gmail.com,Bo,Cee,US
cy@hotmail.co,Cy,Dee,US
ann@gmail.com,Ann,Bee,US
di @gmial.com,Di,Eff,US
ed@gmial.com,,Gee,US
"""


def test_people_stay_ready_and_come_in_a_group_with_one_fix():
    table = read_text(ROWS)
    roster = check(table, match(table))
    assert (roster.counts.ready, roster.counts.attention, roster.has_notes) == (4, 2, True)
    note = roster.person(2).notes[0]
    assert (note.code, note.found, note.suggestion) == (
        RowProblemCode.PROVIDER_TYPO,
        "Ann@gmial.com",
        "Ann@gmail.com",
    )
    group = next(group for group in groups(roster) if group.code is RowProblemCode.PROVIDER_TYPO)
    # row 6 has a problem with its address first
    assert (group.field, group.holds_back, group.rows, group.fixable) == (Field.EMAIL, False, (2, 4, 7), 2)
    fixed = roster.with_cells(roster.fixes(RowProblemCode.PROVIDER_TYPO))
    assert [fixed.person(row).email for row in (2, 4, 7)] == ["Ann@gmail.com", "cy@hotmail.co", "ed@gmail.com"]
    # what hangs on an address is settled anew, and other notes stay
    assert (fixed.person(5).state, fixed.person(5).first_row) == (RowState.DUPLICATE, 2)
    assert [note.field.value for note in fixed.person(2).notes] == ["country"]
    assert fixed.with_cell(4, Field.EMAIL, "cy@hotmail.com").person(4).notes == ()


def test_a_correction_is_judged_like_a_row_of_the_list():
    table = read_text(ROWS)
    roster = check(table, match(table))
    after = roster.with_cells(roster.fixes(RowProblemCode.SPACE)).with_cell(3, Field.EMAIL, "bo@yaho.com")
    assert [note.suggestion for note in (*after.person(6).notes, *after.person(3).notes)] == [
        "di@gmail.com",
        "bo@yahoo.com",
    ]
    assert after.with_cell(3, Field.FIRST_NAME, "Bob").person(3).notes == after.person(3).notes


def test_the_command_counts_nobody_as_invalid_for_it(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Email\nann@gmial.com\n")
    assert main([str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"rows": 1, "ready": 1, "invalid": 0, "duplicate": 0}
    assert found["problems"] == []
