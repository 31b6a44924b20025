"""Who said no is noticed, and nobody else."""

import pytest

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblem, RowProblemCode, RowState, check, groups, message


def said(header, *words):
    rows = "".join(f"p{at}@x.example,Ann,Bee,{word}\n" for at, word in enumerate(words))
    table = read_text(f"Email,First name,Last name,{header}\n{rows}")
    return check(table, match(table))


def noted(header, *words):
    return [[note.found for note in person.notes] for person in said(header, *words).people]


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        ("Attendee Status", "Attending", "Not Attending"),
        ("Approval Status", "approved", "cancelled by self"),
        ("RSVP", "yes", "No"),
        ("Status", "bezahlt", "Abgesagt"),
        ("Zusage", "ja", "nein"),
        ("Statut", "confirmé", "Annulé"),
        ("Asistencia", "sí", "No asiste"),
        ("Presença", "sim", "Não"),
        ("Presenza", "sì", "no"),
        ("Aanwezig", "ja", "afgemeld"),
        ("Obecność", "tak", "Nie"),
        ("出欠", "出席", "欠席"),
        ("状态", "已确认", "已取消"),
    ],
)
def test_a_refusal_is_noted_and_holds_nobody_back(header, yes, no):
    roster = said(header, yes, no, yes)
    assert [person.state for person in roster.people] == [RowState.READY] * 3
    assert [person.notes for person in roster.people] == [
        (),
        (RowProblem(Field.EMAIL, RowProblemCode.DECLINED, no),),
        (),
    ]
    (group,) = groups(roster)
    assert (group.code, group.rows, group.holds_back, group.fixable) == (RowProblemCode.DECLINED, (3,), False, 0)
    assert no in message(group.sample)
    assert roster.has_notes
    assert roster.without_rows(group.rows).counts.ready == 2


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Status", ["active", "no", "paid"]),
        ("Remark", ["declined", "coming", "coming"]),
        ("Paid", ["no", "cancelled", "yes"]),
        ("Status", [f"remark {at}" for at in range(30)] + ["declined"]),
    ],
)
def test_other_words_and_other_columns_say_nothing(header, words):
    assert not any(noted(header, *words))


def test_a_refusal_stays_noted_when_cells_are_corrected():
    roster = said("Status", "declined").with_cells([(2, Field.EMAIL, "new@gmial.com"), (2, Field.FIRST_NAME, "Bo")])
    assert [note.code for note in roster.person(2).notes] == [RowProblemCode.PROVIDER_TYPO, RowProblemCode.DECLINED]
    assert [note.found for note in roster.with_cell(2, Field.EMAIL, "a@x.example").person(2).notes] == ["declined"]
