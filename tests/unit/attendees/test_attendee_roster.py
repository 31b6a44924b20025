from itertools import pairwise

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attendees.checking.emails import Checker
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblemCode, RowState, check, check_in_parts, groups, message

HEADER = "Email,First name,Last name\n"


def roster(rows, **given):
    table = read_text(HEADER + rows)
    return check(table, match(table), **given)


def one(email, first="Ann", last="Bee"):
    return roster(f'"{email}",{first},{last}\n').person(2)


def test_rows_are_ready_tidied_and_numbered_as_in_the_file():
    person = one("\ufeff  Ann.Bee@X.Example\u200b ", "  Ann\u00a0 Maria ", "O'Bee")
    assert (person.row, person.email, person.first_name) == (2, "Ann.Bee@x.example", "Ann Maria")
    assert (person.state, person.problems) == (RowState.READY, ())


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        ("mailto:a@x.example", "a@x.example"),
        ("<a@x.example>", "a@x.example"),
        ("a@x.example;", "a@x.example"),
        ("a\uff20x.example", "a@x.example"),
        ("\uff41\uff20\uff58\uff0e\uff45xample", "a@x.example"),
        ("a@x\u3002example", "a@x.example"),
        ("\u201ca@x.example\u201d", "a@x.example"),
        ("«a@x.example»", "a@x.example"),
        ("[a@x.example]", "a@x.example"),
        ("'a@x.example", "a@x.example"),
        ("E-Mail: a@x.example", "a@x.example"),
        ("SMTP:a@x.example", "a@x.example"),
        ("mailto:a@x.example?subject=Hello%20you", "a@x.example"),
        ("[a@x.example](mailto:a@x.example)", "a@x.example"),
        ("a@x.example#mailto:a@x.example#", "a@x.example"),
        ('=HYPERLINK(""mailto:a@x.example"",""write"")', "a@x.example"),
        ('=""a@x.example""', "a@x.example"),
        ("- a@x.example", "a@x.example"),
        ("12. a@x.example", "a@x.example"),
        ("jörg@exämple.de", "jörg@exämple.de"),
        ("a+b_c%d@x-y.co.uk", "a+b_c%d@x-y.co.uk"),
    ],
)
def test_sloppy_and_unusual_addresses_are_taken(cell, email):
    person = one(cell)
    assert (person.email, person.state) == (email, RowState.READY)


def test_a_name_before_an_address_is_used_when_there_is_none():
    table = read_text('Contact\n"Chen, Sarah <s@x.example>"\nBo Lind <b@x.example>\nEmail\n')
    people = check(table, match(table)).people
    assert [(person.first_name, person.last_name, person.email) for person in people[:2]] == [
        ("Sarah", "Chen", "s@x.example"),
        ("Bo", "Lind", "b@x.example"),
    ]


@pytest.mark.parametrize(
    "cell",
    ["Sarah Chen <sarah@x.example>", "Sarah Chen (sarah@x.example)", "Sarah Chen - sarah@x.example",
     "Sarah Chen sarah@x.example", "sarah@x.example (Sarah Chen)", "“Sarah Chen” <sarah@x.example>"],
)  # fmt: skip
def test_a_name_beside_an_address_is_taken_apart(cell):
    for text in (f"{cell}\n{cell.replace('sarah', 'sarah2')}\n", f"Who\n{cell}\n{cell}\n"):
        table = read_text(text)
        person = check(table, match(table)).people[0]
        assert (person.first_name, person.last_name, person.email) == ("Sarah", "Chen", "sarah@x.example")


def test_a_bare_address_in_an_address_line_lacks_nothing():
    table = read_text("Bo Lind <b@x.example>; a@x.example; c@x.example <c@x.example>; Di <>")
    people = check(table, match(table)).people
    assert [(person.first_name, person.state) for person in people] == [
        ("Bo", RowState.READY),
        ("", RowState.READY),
        ("", RowState.READY),
        ("Di", RowState.ATTENTION),
    ]
    assert check(table, match(table), required=[Field.LAST_NAME]).counts.ready == 1


@pytest.mark.parametrize(
    ("cell", "code", "suggestion"),
    [
        ("o\u2019neil@x.example", RowProblemCode.NOT_AN_ADDRESS, "o'neil@x.example"),
        ("", RowProblemCode.MISSING, ""),
        ("anna", RowProblemCode.NO_AT, ""),
        ("a@x.example b@x.example", RowProblemCode.TWO_ADDRESSES, ""),
        ("a@x.example; b@x.example", RowProblemCode.TWO_ADDRESSES, ""),
        ("priya.nair @acme.example", RowProblemCode.SPACE, "priya.nair@acme.example"),
        ("priya nair@acme.example", RowProblemCode.SPACE, ""),
        ("priya@acme,example", RowProblemCode.COMMA, "priya@acme.example"),
        ("a..b@acme.example", RowProblemCode.DOUBLE_DOT, "a.b@acme.example"),
        ("anna@firma", RowProblemCode.NO_ENDING, ""),
        ("anna@gmail.con", RowProblemCode.ENDING_TYPO, "anna@gmail.com"),
        ("anna@acme.con.au", RowProblemCode.ENDING_TYPO, "anna@acme.com.au"),
        ("anna@mail.acme.coom.br", RowProblemCode.ENDING_TYPO, "anna@mail.acme.com.br"),
        ("anna@acme.ogr.mx", RowProblemCode.ENDING_TYPO, "anna@acme.org.mx"),
        ("anna@acme.cmo.uk", RowProblemCode.ENDING_TYPO, "anna@acme.co.uk"),
        ("anna@uchile.c", RowProblemCode.ENDING_TYPO, ""),
        ("anna(at)acme.example", RowProblemCode.NO_AT, "anna@acme.example"),
        ("anna [at] acme.example", RowProblemCode.NO_AT, "anna@acme.example"),
        ("anna AT acme DOT example", RowProblemCode.NO_AT, "anna@acme.example"),
        ("anna.bee {AT} acme (dot) co [dot] example", RowProblemCode.NO_AT, "anna.bee@acme.co.example"),
        ("meet me AT acme.example", RowProblemCode.NO_AT, ""),
        ("anna at acme.example", RowProblemCode.NO_AT, ""),
        ("anna@printer.local", RowProblemCode.RESERVED_DOMAIN, ""),
        ("a@@x.example", RowProblemCode.NOT_AN_ADDRESS, "a@x.example"),
        ("a@x.example.", RowProblemCode.NOT_AN_ADDRESS, "a@x.example"),
        ("@x.example", RowProblemCode.NOT_AN_ADDRESS, ""),
        ("x" * 65 + "@x.example", RowProblemCode.NOT_AN_ADDRESS, ""),
        ("x" * 60 + "@" + "y" * 60 + ".long.example", RowProblemCode.TOO_LONG, ""),
    ],
)
def test_what_is_wrong_with_an_address_and_the_certain_fix(cell, code, suggestion):
    person = one(cell)
    (problem,) = person.problems
    assert (person.state, problem.field, problem.code) == (RowState.ATTENTION, Field.EMAIL, code)
    assert problem.suggestion == suggestion
    assert message(problem)


@pytest.mark.parametrize(
    "domain", ["con.au", "acme-con.au", "acme.con.de", "con.acme.au", "acme.ogr.uk", "acme.com.au"]
)
def test_a_domain_that_somebody_may_own_stays(domain):
    assert one(f"anna@{domain}").problems == ()


def test_all_problems_of_a_row_at_once_with_zooms_limits():
    person = one("anna", "x" * 65, "")
    assert [(problem.field, problem.code, problem.limit) for problem in person.problems] == [
        (Field.EMAIL, RowProblemCode.NO_AT, 0),
        (Field.FIRST_NAME, RowProblemCode.TOO_LONG, 64),
        (Field.LAST_NAME, RowProblemCode.MISSING, 0),
    ]


def test_names_are_needed_where_the_list_has_them_or_the_event_asks():
    bare = read_text("a@x.example\nb@x.example\n")
    assert check(bare, match(bare)).counts.ready == 2
    assert check(bare, match(bare), required=[Field.FIRST_NAME]).counts.attention == 2
    assert roster("a@x.example,Ann,\n").counts.attention == 1
    assert roster("a@x.example,Ann,\n", required=()).counts.ready == 1


def test_duplicates_are_found_without_regard_to_case_and_point_to_the_first():
    people = roster("a@x.example,A,B\nb@x.example,A,B\nA@X.EXAMPLE,A,B\na@x.example,A,B\n")
    assert [(person.state, person.first_row) for person in people.people] == [
        (RowState.READY, 0),
        (RowState.READY, 0),
        (RowState.DUPLICATE, 2),
        (RowState.DUPLICATE, 2),
    ]
    counts = people.counts
    assert (counts.rows, counts.ready, counts.attention, counts.duplicate, counts.already_in) == (4, 2, 0, 2, 0)
    assert [person.row for person in people.ready] == [2, 3]


def test_a_row_that_cannot_be_sent_makes_no_duplicate_of_a_good_one():
    people = roster("a@x.example,,B\na@x.example,A,B\n")
    assert [person.state for person in people.people] == [RowState.ATTENTION, RowState.READY]
    fixed = people.with_cell(2, Field.FIRST_NAME, "A")
    assert [person.state for person in fixed.people] == [RowState.READY, RowState.DUPLICATE]


def test_people_who_are_in_already():
    people = roster("a@x.example,A,B\nb@x.example,A,B\n").with_registered([" B@x.example "])
    assert [person.state for person in people.people] == [RowState.READY, RowState.ALREADY_IN]
    people = people.with_registered(["a@x.example"])
    assert [person.state for person in people.people] == [RowState.ALREADY_IN, RowState.READY]
    assert people.counts.already_in == 1


def test_a_correction_makes_a_new_roster_and_settles_what_hangs_on_it():
    before = roster("a@x.example,A,B\na@x.example,C,D\nbad,E,F\n")
    after = before.with_cell(2, Field.EMAIL, " other@x.example")
    assert [person.state for person in after.people] == [RowState.READY, RowState.READY, RowState.ATTENTION]
    assert before.person(3).state is RowState.DUPLICATE
    assert after.with_cells([(4, Field.EMAIL, "a@x.example")]).person(4).first_row == 3
    assert before.without(2).person(3).state is RowState.READY
    assert before.without(2).counts.rows == 2
    for change in (lambda: before.without(9), lambda: before.with_cell(9, Field.EMAIL, ""), lambda: before.person(1)):
        with pytest.raises(KeyError):
            change()


def test_checking_in_parts_gives_the_same():
    table = read_text(HEADER + "".join(f"p{at % 900}@x.example,A,B\n" for at in range(1000)))
    steps = list(check_in_parts(table, match(table), part=300))
    done = [0, *(step.done for step in steps)]
    assert all(0 < after - before <= 300 for before, after in pairwise(done))
    assert [step.roster is not None for step in steps] == [False] * (len(steps) - 1) + [True]
    assert (steps[-1].done, steps[-1].total) == (1000, 1000)
    whole = check(table, match(table))
    assert steps[-1].roster.people == whole.people
    assert steps[-1].roster.counts == whole.counts
    assert whole.counts.duplicate == 100
    empty = read_text("Email,Name\n")
    assert check(empty, match(empty)).counts.rows == 0


ROWS = st.lists(
    st.tuples(st.sampled_from(["a@x.example", "A@x.example", "b@x.example", "bad", ""]), st.sampled_from(["A", ""])),
    min_size=1,
    max_size=8,
)


@given(
    rows=ROWS,
    edits=st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["a@x.example", "c@x.example", "x"])), max_size=4),
)
def test_corrections_end_where_checking_the_corrected_list_would(rows, edits):
    rows = [(email or " ", first) for email, first in rows]
    people = roster("".join(f"{email},{first},L\n" for email, first in rows)).with_registered(["b@x.example"])
    for at, email in edits:
        if at < len(rows):
            rows[at] = (email, rows[at][1])
            people = people.with_cell(at + 2, Field.EMAIL, email)
    again = roster("".join(f"{email},{first},L\n" for email, first in rows)).with_registered(["b@x.example"])
    assert people.people == again.people
    assert people.counts == again.counts


# an apostrophe in front is a spreadsheet's mark for text, which goes
@given(st.from_regex(r"(?!')[a-zA-Z0-9.+_'%&=-]{1,20}@[a-zA-Z0-9-]{1,12}(\.[a-zA-Z0-9-]{1,8}){0,3}", fullmatch=True))
def test_the_fast_rule_agrees_with_the_library(address):
    email, _, wrong = Checker().check(address)
    try:
        found = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        assert wrong is not None
    else:
        if wrong is None:
            assert email == found.normalized


@given(st.text(max_size=60))
def test_no_cell_is_too_odd(cell):
    checker = Checker()
    email, _, wrong = checker.check(cell)
    if wrong is None:
        assert checker.check(email)[0] == email


def test_the_mark_that_makes_a_cell_harmless_is_no_part_of_the_answer():
    table = read_text("Email,First name,Last name,Phone\na@x.example,Ann,O'Hara,'+49 30 1234\n")
    (person,) = check(table, match(table)).people
    assert "+49 30 1234" in person.extra.values()
    assert person.last_name == "O'Hara"


def test_a_formula_that_says_nothing_but_a_text_is_that_text():
    table = read_text('Email;First name;Last name;Phone\n="a@x.example";="Ann";="O\'Neil";="0123"\n')
    (person,) = check(table, match(table)).people
    assert (person.email, person.first_name, person.last_name) == ("a@x.example", "Ann", "O'Neil")
    assert list(person.extra.values()) == ["0123"]


@pytest.mark.parametrize(
    ("first", "last", "another"),
    [
        ("Ben", "Bee", True),
        ("Ann", "Smith", True),
        ("ANN", "BEE", False),
        ("A.", "Bee", False),
        ("Bee", "Ánn", False),
        ("Ann Maria", "van Bee", False),
        ("", "", False),
    ],
)
def test_a_duplicate_with_another_name_is_told(first, last, another):
    people = roster(f"a@x.example,Ann,Bee\nA@x.example,{first},{last}\nb@x.example,Bo,Two\n", required=())
    second = people.person(3)
    assert second.state is RowState.DUPLICATE
    assert (people.holder(second) == people.person(2)) is another
    assert people.holder(people.person(2)) is None
    found = [group for group in groups(people) if group.code is RowProblemCode.ANOTHER_NAME]
    assert [group.rows for group in found] == ([(3,)] if another else [])
    if another:
        assert found[0].sample.found == f"{first} {last}"
        assert "row 2" in message(found[0].sample)


def test_somebody_who_is_registered_counts_once():
    rows = "a@x.example,Ann,Bee\na@x.example,Ann,Bee\nb@x.example,Bo,Two\n"
    found = roster(rows).with_registered(["A@x.example"]).counts
    assert (found.ready, found.duplicate, found.already_in) == (1, 1, 1)
    assert roster(rows).with_registered(["a@x.example"]).counts == found
    first_left = roster(rows).with_registered(["a@x.example"]).without(2)
    assert first_left.person(3).state is RowState.ALREADY_IN
