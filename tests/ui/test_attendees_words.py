"""Every reason that a list or a row can have is said in words, and what people wrote stays text."""

import datetime as dt
import re

import pytest
from PySide6.QtCore import QLocale

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Undo, WhyLeft
from desktop_app.attendees.reader import Row, Table, Unreadable, WhyUnreadable
from desktop_app.attendees.roster import Field, Person, RowProblem, RowProblemCode, RowState
from desktop_app.attendees.sending.undo import Undone
from desktop_app.ui import errors, row_texts
from desktop_app.ui.pages.attendees import giving_up, importing_face, labels, undo_control
from desktop_app.ui.pages.attendees.import_actions import problem_of
from desktop_app.ui.unreadable_texts import words_for_file
from desktop_app.zoom.errors import Reason, ZoomError


@pytest.fixture(autouse=True)
def american() -> None:
    QLocale.setDefault(QLocale("en_US"))


@pytest.mark.parametrize("name", ["guests.csv", ""])
@pytest.mark.parametrize("why", WhyUnreadable)
def test_every_unreadable_list_has_words(why: WhyUnreadable, name: str) -> None:
    error = Unreadable(why, name=name, limit=100_000_000, kind="PDF")
    said = words_for_file(error)
    assert said.action == "file"
    assert all((said.title, said.why, said.do))
    assert "{" not in said.title + said.why + said.do
    assert errors.view_for(error).actions == (("file", "Choose another file"),)


def test_limits_and_kinds_are_named() -> None:
    assert "100 MB" in words_for_file(Unreadable(WhyUnreadable.TOO_BIG, name="a.csv", limit=100_000_000)).why
    assert "300,000 rows" in words_for_file(Unreadable(WhyUnreadable.TOO_MANY_ROWS, name="a", limit=300_000)).why
    assert "another kind of file (PDF)" in words_for_file(Unreadable(WhyUnreadable.NOT_TEXT, name="a", kind="PDF")).why
    assert "doesn’t hold rows" in words_for_file(Unreadable(WhyUnreadable.NOT_TEXT, name="a")).why
    said = words_for_file(Unreadable(WhyUnreadable.GONE, name="\u202egnp.exe\n" + "x" * 500)).why
    assert "\u202e" not in said
    assert len(said) < 300


@pytest.mark.parametrize("code", RowProblemCode)
@pytest.mark.parametrize("field", Field)
def test_every_problem_of_a_row_has_words(code: RowProblemCode, field: Field) -> None:
    said = row_texts.problem_text(RowProblem(field, code, "found", "", 1064))
    assert said
    assert "{" not in said


def test_a_certain_fix_is_offered_in_words() -> None:
    problem = RowProblem(Field.EMAIL, RowProblemCode.ENDING_TYPO, "a@b.con", "a@b.com")
    assert row_texts.problem_help(problem) == "Email has a mistyped ending. Probably a@b.com"


def test_a_doubt_about_an_address_is_said_with_what_was_probably_meant() -> None:
    doubt = RowProblem(Field.EMAIL, RowProblemCode.PROVIDER_TYPO, "a@gmial.com", "a@gmail.com")
    assert row_texts.note_text(doubt) == "Email may be misspelled"
    assert row_texts.problem_need(doubt) == "Probably a@gmail.com"
    assert row_texts.state_text(Person(2, "a@gmial.com", "A", "B", notes=(doubt,))) == "Ready. Email may be misspelled"
    several = RowProblem(Field.EMAIL, RowProblemCode.PROVIDER_TYPO, "a@yahoo.co")
    assert row_texts.problem_need(several).startswith("Needed: ")


@pytest.mark.parametrize("kind", ["NUMBERS", "SYLK"])
def test_a_spreadsheet_of_another_kind_comes_with_what_to_do(kind: str) -> None:
    said = words_for_file(Unreadable(WhyUnreadable.SPREADSHEET, name="guests", kind=kind))
    assert kind in said.why
    assert "CSV" in said.do


def test_what_becomes_of_a_row() -> None:
    missing = RowProblem(Field.LAST_NAME, RowProblemCode.MISSING, "")
    comma = RowProblem(Field.EMAIL, RowProblemCode.COMMA, "a,b")
    said = row_texts.state_text
    assert said(Person(2, "a@b.com", "A", "B")) == "Ready"
    wrong = Person(2, "a,b", "A", "", (comma, missing), RowState.ATTENTION)
    assert said(wrong) == "Email has a comma; Last name is missing"
    assert said(Person(1005, "a@b.com", "A", "B", (), RowState.DUPLICATE, 1002)) == "Same as row 1002"
    assert said(Person(2, "a@b.com", "A", "B", (), RowState.ALREADY_IN)) == "Already registered"


def entry(fate: Fate, reason: str = "", message: str = "") -> Entry:
    return Entry(
        row=2, email="a@b.com", first_name="A", last_name="B", external_ticket_id="x", fate=fate, ticket_id="",
        join_link="", code="", reason=reason, message=message, updated=dt.datetime.now(dt.UTC),
    )  # fmt: skip


@pytest.mark.parametrize("fate", Fate)
def test_every_fate_has_words(fate: Fate) -> None:
    assert row_texts.fate_text(entry(fate))


def test_a_failure_says_why() -> None:
    assert row_texts.fate_text(entry(Fate.FAILED, Reason.OUT_OF_STOCK)) == "No tickets are left"
    assert "scripted" in row_texts.fate_text(entry(Fate.FAILED, Reason.TICKET_FAILED, "scripted"))
    assert row_texts.fate_text(entry(Fate.FAILED, "something new", "scripted")) == "scripted"


def test_the_button_says_what_it_does_in_numbers() -> None:
    assert labels.register(1240, emails=True) == "Register 1,240 people and send emails"
    assert labels.register(1240, emails=False) == "Register 1,240 people quietly"
    assert labels.register(1, emails=True) == "Register 1 person and send the email"
    assert labels.register_more(2, emails=False) == "Register 2 more people quietly"
    assert labels.register(50, emails=True, at_most=True) == "Register up to 50 people and send emails"
    assert labels.retry(12, emails=True) == "Retry 12 failed and send emails"
    assert labels.retry(1, emails=False) == "Retry 1 failed quietly"
    assert labels.register_more(1, emails=False) == "Register 1 more person quietly"


def test_how_an_import_ended() -> None:
    title, said = labels.finished(Counts(registered=1228, failed=12), 310.0)
    assert title == "Import finished"
    assert said == "1,228 of 1,240 people are registered. It took 5 minutes and 10 seconds."
    assert labels.finished(Counts(registered=1, waiting=1), 0.0) == ("Import stopped", "1 of 2 people is registered.")
    assert labels.finished(Counts(registered=90, withdrawn=510, never_sent=510), 0.0) == (
        "Import finished",
        "90 of 90 people are registered. 510 people were never sent.",
    )
    assert (
        labels.finished(Counts(withdrawn=1, never_sent=1), 0.0)[1] == "Nobody was registered. 1 person was never sent."
    )


def test_how_taking_back_ended_follows_what_was_done_and_not_who_is_left() -> None:
    counts = Counts(failed=1, withdrawn=600, never_sent=510)
    said = "90 people were taken out of the event again. 510 people were never sent."
    assert labels.taken_back(Undo.DONE, counts) == ("Import taken back", said)
    assert labels.taken_back(Undo.ASKED, counts)[0] == "Import taken back in part"
    kept = Counts(registered=5, withdrawn=1)
    assert labels.taken_back(Undo.DONE, kept) == (
        "Import taken back in part",
        "1 person was taken out of the event again. 5 people are still in.",
    )
    assert labels.taken_back(Undo.DONE, Counts(failed=1))[1] == "Nobody was taken out of the event."


def imported(*, prepared: bool = False, undo: Undo = Undo.NOT) -> Import:
    return Import(
        id="i", account_key="a", event_id="e", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
        send_notification=True, registration_source="f", created=dt.datetime.now(dt.UTC), total=1, prepared=prepared,
        undo=undo,
    )  # fmt: skip


def one_person() -> list[str]:
    """Everything that the page says with a number, of one person."""
    left, one = Counts(waiting=1), Counts(registered=1)
    made = [imported(), imported(prepared=True), imported(undo=Undo.ASKED)]
    locked = (entry(Fate.REGISTERED), ZoomError(Reason.TICKET_LOCKED, "deleteTicket"))
    undone = Undone(withdrawn=1, deleted=1, refused=(locked,), left=1, unknown=0, unconfirmed=1)
    done = [labels.finished(counts, 1.0, tried=1, now=now) for counts in (one, left, Counts()) for now in (0, 1)]
    titles = [
        *done,
        labels.finished(Counts(registered=1, waiting=5), 1.0, tried=2, now=1),
        *(labels.taken_back(undo, Counts(registered=1, withdrawn=2, never_sent=1)) for undo in Undo),
        labels.told(Counts(failed=1), 1.0),
        labels.stopped(1),
        labels.in_doubt(1),
        *(labels.prepared(left, draft=draft) for draft in (True, False)),
        undo_control.outcome(undone, Counts(withdrawn=1))[1:],
    ]
    return [
        *(text for pair in titles for text in pair),
        *(labels.register(1, emails=emails, at_most=at_most) for emails in (True, False) for at_most in (True, False)),
        *(labels.retry(1, emails=emails) for emails in (True, False)),
        labels.not_sent(1),
        labels.people_left(1),
        labels.are_prepared(1),
        labels.were_prepared(1),
        *(giving_up.said(each, Counts(waiting=1, unknown=1, registered=1)) for each in made),
        *undo_control.consequences(made[0], Counts(registered=1, waiting=1), practice=False),
        importing_face.of_people(1),
    ]


def test_one_person_is_never_called_people() -> None:
    several = re.compile(r"\b1 (people|tickets|imports|rows)\b|\b1 person (are|were|have)\b")
    texts = one_person()
    assert [text for text in texts if several.search(text) or "{" in text] == []


def test_who_was_left_out_is_said_in_numbers() -> None:
    why = {WhyLeft.DUPLICATE: 1200, WhyLeft.NOT_READY: 1, WhyLeft.DECLINED: 2, WhyLeft.BY_PERSON: 3}
    assert labels.left_out(1206, why) == ["1,200 duplicates", "1 not ready", "2 declined", "3 left out by you"]
    assert labels.left_out(1, {WhyLeft.DUPLICATE: 1}) == ["1 duplicate"]
    assert labels.left_out(0, {}) == ["Nobody"]
    # an import of before that was written down
    assert labels.left_out(3, {}) == ["Duplicates, not ready, or left out by you"]


def test_a_correction_is_checked_before_it_is_kept() -> None:
    assert problem_of(entry(Fate.FAILED), Field.EMAIL, "c@acme.example.com") is None
    assert problem_of(entry(Fate.FAILED), Field.FIRST_NAME, "") is None
    problem = problem_of(entry(Fate.FAILED), Field.EMAIL, "c@acme")
    assert problem is not None
    assert problem.code is RowProblemCode.NO_ENDING


def test_corrections_outlive_columns_that_stay() -> None:
    before = Columns(email=0, first_name=1, last_name=2)
    assert labels.same_fields(before, before) == {*Field, *Extra}
    after = Columns(email=3, first_name=1, last_name=2)
    assert labels.same_fields(before, after) == {Field.FIRST_NAME, Field.LAST_NAME, *Extra}
    assert labels.same_fields(before, Columns(email=0, full_name=1)) == {Field.EMAIL, *Extra}


def test_columns_without_names_are_called_by_letter() -> None:
    from desktop_app.ui.pages.attendees.column_pickers import _column_names

    table = Table(header=None, header_row=0, rows=[Row(1, ("a@b.com", ""))], encoding="utf-8", delimiter=",")
    assert _column_names(table) == ["Column A (a@b.com)", "Column B"]


def test_an_answer_that_everybody_is_asked_for_is_named() -> None:
    missing = RowProblem(Extra.ORGANIZATION, RowProblemCode.ANSWER_MISSING, "")
    assert row_texts.problem_text(missing) == "Organization is missing"
    assert row_texts.problem_need(missing) == "Zoom asks everybody for it when they register for this event"


def test_what_the_list_says_of_a_person_is_repeated_as_text() -> None:
    declined = RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "Not\u202e Attending")
    assert row_texts.note_text(declined) == "Your list says “Not Attending”"
    assert "Leave the row out" in row_texts.problem_need(declined)
