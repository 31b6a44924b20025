"""What an event asks everybody: who lacks an answer is found before anything is sent."""

import pytest

from desktop_app.attendees.columns import Extra, match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblem, RowProblemCode, RowState, check, groups, message

LIST = """Email,First name,Last name,Company
a@x.example,Ann,Bee,Acme
b@x.example,Bo,Cee,
B@x.example,Bob,Cee,Acme
"""


@pytest.fixture
def table():
    return read_text(LIST)


def states(roster):
    return [person.state.value for person in roster.people]


def test_who_lacks_an_answer_that_is_asked_of_everybody_is_held_back(table):
    roster = check(table, match(table)).requiring([Extra.ORGANIZATION])
    assert states(roster) == ["ready", "attention", "ready"]
    (problem,) = roster.person(3).problems
    assert problem == RowProblem(Extra.ORGANIZATION, RowProblemCode.ANSWER_MISSING, "")
    assert "asks everybody" in message(problem)
    assert [(group.code, group.field, group.rows) for group in groups(roster)] == [
        (RowProblemCode.ANSWER_MISSING, Extra.ORGANIZATION, (3,))
    ]


def test_without_such_questions_nothing_is_asked(table):
    assert states(check(table, match(table))) == ["ready", "ready", "duplicate"]


def test_what_was_asked_before_makes_no_difference(table):
    plain = check(table, match(table))
    for asked in ([Extra.ORGANIZATION], [Extra.PHONE, Extra.ORGANIZATION], [Extra.COUNTRY]):
        later, at_once = plain.requiring([Extra.PHONE, Extra.CITY]).requiring(asked), plain.requiring(asked)
        assert list(later.people) == list(at_once.people)
        assert (later.counts, later.extra) == (at_once.counts, at_once.extra)
    assert list(plain.requiring([Extra.PHONE]).requiring(()).people) == list(plain.people)
    assert states(plain) == ["ready", "ready", "duplicate"]


def test_an_answer_that_the_list_has_no_column_for_can_be_typed(table):
    roster = check(table, match(table)).requiring([Extra.PHONE])
    assert roster.extra == (Extra.ORGANIZATION, Extra.PHONE)
    assert roster.counts.attention == 3
    answered = roster.with_cells([(2, Extra.PHONE, "+1 555"), (4, Extra.PHONE, "+1 556")])
    assert states(answered) == ["ready", "attention", "ready"]
    assert answered.person(2).extra[Extra.PHONE] == "+1 555"
    assert states(answered.with_cell(3, Extra.PHONE, "+1 557")) == ["ready", "ready", "duplicate"]
    assert states(answered.with_cell(2, Extra.PHONE, " ")) == ["attention", "attention", "ready"]


def test_a_column_of_blanks_answers_nothing_and_what_is_left_out_or_registered_stays_so(table):
    roster = check(table, match(table)).with_registered(["a@x.example"]).requiring([Extra.ORGANIZATION])
    assert states(roster) == ["already_in", "attention", "ready"]
    assert states(roster.without(3)) == ["already_in", "ready"]
    assert roster.without(3).answers == {Extra.ORGANIZATION}
    assert states(roster.requiring([Extra.PHONE])) == ["attention"] * 3


def test_an_answer_that_zoom_would_not_take_is_none():
    text = read_text("Email,Country\na@x.example,Atlantis\nb@x.example,France\n")
    roster = check(text, match(text)).requiring([Extra.COUNTRY])
    assert [person.state for person in roster.people] == [RowState.ATTENTION, RowState.READY]
    assert roster.with_cell(2, Extra.COUNTRY, "Peru").person(2).state is RowState.READY


NAMES = [Field.FIRST_NAME, Field.LAST_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "a@x.example\nb@x.example\n",
        "Email,First name\na@x.example,Ann\nb@x.example,\n",
        "Email,Name\na@x.example,Ann Bee\nb@x.example,Bo\n",
        "Email,First name,Last name,Company\na@x.example,,Bee,Acme\nb@,Bo,,\nc@x.example,Cy," + "x" * 65 + ",Acme\n",
        "Ann Bee <a@x.example>; b@x.example",
    ],
)
def test_names_that_are_asked_of_everybody_are_missed_once_and_for_that_reason(text):
    table = read_text(text)
    plain = check(table, match(table))
    for asked in (NAMES, NAMES[1:], [*NAMES, Extra.ORGANIZATION]):
        for person in plain.requiring(asked).people:
            missed = [problem.field for problem in person.problems if problem.code is RowProblemCode.ANSWER_MISSING]
            assert [field for field in missed if field in NAMES] == [
                field for field in NAMES if field in asked and not getattr(person, field.value)
            ]
            assert len({problem.field for problem in person.problems}) == len(person.problems)
    assert list(plain.requiring(NAMES).requiring(()).people) == list(plain.people)


def test_a_name_that_is_asked_of_everybody_can_be_typed():
    table = read_text("Email,First name\na@x.example,Ann\nb@x.example,Bo\n")
    roster = check(table, match(table)).requiring(NAMES)
    assert states(roster) == ["attention", "attention"]
    assert "asks everybody" in message(roster.person(2).problems[0])
    assert states(roster.with_cell(2, Field.LAST_NAME, "Bee")) == ["ready", "attention"]
    assert states(roster.requiring(NAMES[:1])) == ["ready", "ready"]
