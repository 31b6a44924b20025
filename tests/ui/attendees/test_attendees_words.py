"""Every reason that a list or a row can have is said in words, and what people wrote stays text."""

import datetime as dt
import re

import pytest
from PySide6.QtCore import QLocale

from desktop_app.attendees.columns import Extra
from desktop_app.attendees.journal import Counts, Entry, Fate, Import, Undo, WhyLeft
from desktop_app.attendees.one_row import problem_of
from desktop_app.attendees.reader import Row, Table, Unreadable, WhyUnreadable
from desktop_app.attendees.roster import Field, Person, RowProblem, RowProblemCode, RowState
from desktop_app.attendees.sending.undo import Undone
from desktop_app.ui import errors, giving_up, row_texts
from desktop_app.ui.pages.attendees import importing_face, labels, titles, undo_control
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
    garbled = RowProblem(Field.FIRST_NAME, RowProblemCode.GARBLED, "JosÃ©", "José")
    assert row_texts.note_text(garbled) == "First name is garbled"
    assert row_texts.problem_help(garbled) == "First name is garbled. Probably José"
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


@pytest.mark.parametrize(
    ("reason", "message", "said"),
    [
        (WhyLeft.DUPLICATE, "5", "Same as row 5"),
        (WhyLeft.DUPLICATE, "email:another_name:5", "Another name in row 5"),
        (WhyLeft.DUPLICATE, "", "Duplicate"),
        (WhyLeft.NOT_READY, "email:comma last_name:missing", "Email has a comma; Last name is missing"),
        (WhyLeft.NOT_READY, "", "Not ready"),
        (WhyLeft.DECLINED, "email:declined", "Not to be invited"),
        (WhyLeft.DECLINED, "email:declined:7", "Not to be invited, as row 7 says"),
        (WhyLeft.BY_PERSON, "", "Left out by you"),
        # sentences of earlier versions, in the language of a screen of then
        (WhyLeft.DUPLICATE, "Wie Zeile 5", "Same as row 5"),
        (WhyLeft.BY_PERSON, "Von Ihnen ausgelassen", "Left out by you"),
        (WhyLeft.DECLINED, "Abgesagt, von Ihnen ausgelassen", "Not to be invited"),
        (WhyLeft.NOT_READY, "Email has a space", "Email has a space"),
        ("", "Same as row 5", "Same as row 5"),
        ("", "", "Left out"),
    ],
)
def test_a_row_that_was_left_out_says_why_in_words_of_now(reason: str, message: str, said: str) -> None:
    assert row_texts.fate_text(entry(Fate.LEFT_OUT, reason, message)) == said


def test_who_is_in_doubt_is_not_called_registered_or_failed() -> None:
    assert row_texts.fate_text(entry(Fate.UNKNOWN)) == "Not confirmed yet"


def test_a_failure_says_why() -> None:
    assert row_texts.fate_text(entry(Fate.FAILED, Reason.OUT_OF_STOCK)) == "No tickets are left"
    assert "scripted" in row_texts.fate_text(entry(Fate.FAILED, Reason.TICKET_FAILED, "scripted"))
    assert row_texts.fate_text(entry(Fate.FAILED, "something new", "scripted")) == "scripted"


def test_the_button_says_what_it_does_in_numbers() -> None:
    assert labels.register(1240, emails=True) == "Register 1,240 people and send emails"
    assert labels.register(1240, emails=False) == "Register 1,240 people quietly"
    assert labels.register(1, emails=True) == "Register 1 person and send the email"
    assert labels.register_more(Counts(waiting=2), emails=False) == "Register 2 more people quietly"
    assert labels.register(50, emails=True, at_most=True) == "Register up to 50 people and send emails"
    assert labels.retry(12, emails=True) == "Retry 12 failed and send emails"
    assert labels.retry(1, emails=False) == "Retry 1 failed quietly"
    assert labels.register_more(Counts(waiting=1), emails=False) == "Register 1 more person quietly"


def test_how_an_import_ended() -> None:
    title, said = titles.finished(Counts(registered=1228, failed=12), 310.0)
    assert title == "Import finished"
    assert said == "1,228 of 1,240 people are registered. 12 failed. It took 5 minutes and 10 seconds."
    assert titles.finished(Counts(registered=1, waiting=1), 0.0) == ("Import stopped", "1 of 2 people is registered.")
    assert titles.finished(Counts(registered=90, withdrawn=510, never_sent=510), 0.0) == (
        "Import finished",
        "90 of 90 people are registered. 510 people were never sent.",
    )
    assert (
        titles.finished(Counts(withdrawn=1, never_sent=1), 0.0)[1] == "Nobody was registered. 1 person was never sent."
    )


def test_who_is_in_doubt_is_counted_by_themselves() -> None:
    counts = Counts(registered=330, waiting=180, sending=30, unknown=60)
    assert labels.stopped(counts)[1] == (
        "180 people are not sent yet. For 90 people it isn’t known whether they are registered: Zoom is asked first. "
        "Go on now, or come back later."
    )
    assert labels.register_more(counts, emails=True) == "Register up to 270 people and send emails"
    assert labels.register_more(Counts(unknown=1), emails=False) == "Register up to 1 person quietly"
    assert labels.remaining(counts) == ["180 not sent yet", "90 not confirmed yet"]
    assert labels.in_doubt(counts)[0] == "For 90 people it isn’t known whether they are registered"
    assert labels.not_sent(counts).startswith("180 people of this import weren’t sent. For 90 people it isn’t known")
    first, doubt, waiting, _ = undo_control.consequences(imported(), counts, practice=False)
    assert "330 people lose their place" in first
    assert doubt.startswith("For 90 people it isn’t known whether they are registered. Zoom is asked")
    assert waiting == "180 people who aren’t sent yet won’t be sent."


def test_an_import_that_registered_nobody_is_not_called_finished() -> None:
    assert titles.finished(Counts(failed=3), 1.0) == ("Nobody was registered", "All 3 people failed. It took 1 second.")
    assert titles.finished(Counts(failed=1), 0.0) == ("Nobody was registered", "1 person failed.")
    assert titles.finished(Counts(already_in=1, failed=2), 0.0)[1] == "1 of 3 people is registered. 2 failed."
    retried = titles.finished(Counts(waiting=30, registered=5), 1.0, tried=30, now=0)[1]
    assert retried.startswith("Nobody was registered this time. 5 of 35 people are registered.")


def test_a_vague_refusal_is_told_with_the_words_of_zoom() -> None:
    failed = entry(Fate.FAILED, Reason.VALIDATION, "email is not allowed")
    assert row_texts.fate_text(failed) == "Refused: email is not allowed"
    assert row_texts.fate_text(entry(Fate.FAILED, Reason.VALIDATION)) == "Zoom refused what was sent"


def test_prepared_lists_are_told_apart() -> None:
    lists = [(imported(prepared=True), Counts(waiting=count)) for count in (4995, 24, 3, 2)]
    assert labels.prepared_list(*lists[1]) == "s: 24 people, with emails"
    title, said = labels.were_prepared(lists)
    assert title == "5,024 people were prepared for this event, in 4 lists"
    assert said.endswith("s: 4,995 people, with emails; s: 24 people, with emails; s: 3 people, with emails; 1 more.")
    assert labels.still_wait(lists[1:])[0] == "3 more prepared lists wait"


def test_how_taking_back_ended_follows_what_was_done_and_not_who_is_left() -> None:
    counts = Counts(failed=1, withdrawn=600, never_sent=510)
    said = "90 people were taken out of the event again. 510 people were never sent."
    assert titles.taken_back(Undo.DONE, counts) == ("Import taken back", said)
    assert titles.taken_back(Undo.ASKED, counts)[0] == "Import taken back in part"
    kept = Counts(registered=5, withdrawn=1)
    assert titles.taken_back(Undo.DONE, kept) == (
        "Import taken back in part",
        "1 person was taken out of the event again. 5 people are still in.",
    )
    assert titles.taken_back(Undo.DONE, Counts(failed=1))[1] == "Nobody was taken out of the event."


def imported(*, prepared: bool = False, undo: Undo = Undo.NOT) -> Import:
    return Import(
        id="i", account_key="a", event_id="e", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
        send_notification=True, registration_source="f", created=dt.datetime.now(dt.UTC), total=1, prepared=prepared,
        undo=undo,
    )  # fmt: skip


def one_person() -> list[str]:
    """Everything that the page says with a number, of one person."""
    left, one, doubtful = Counts(waiting=1), Counts(registered=1), Counts(waiting=1, unknown=1)
    made = [imported(), imported(prepared=True), imported(undo=Undo.ASKED)]
    locked = (entry(Fate.REGISTERED), ZoomError(Reason.TICKET_LOCKED, "deleteTicket"))
    undone = Undone(withdrawn=1, deleted=1, refused=(locked,), left=1, unknown=0, unconfirmed=1)
    done = [titles.finished(counts, 1.0, tried=1, now=now) for counts in (one, left, Counts()) for now in (0, 1)]
    pairs = [
        *done,
        titles.finished(Counts(registered=1, waiting=5), 1.0, tried=2, now=1),
        *(titles.taken_back(undo, Counts(registered=1, withdrawn=2, never_sent=1)) for undo in Undo),
        titles.finished(Counts(failed=1), 1.0),
        labels.stopped(doubtful),
        labels.in_doubt(doubtful),
        *(titles.prepared(made[1], left, draft=draft) for draft in (True, False)),
        *(of([(made[1], left)]) for of in (labels.were_prepared, labels.still_wait)),
        undo_control.outcome(undone)[1:],
    ]
    return [
        *(text for pair in pairs for text in pair),
        *(labels.register(1, emails=emails, at_most=at_most) for emails in (True, False) for at_most in (True, False)),
        *(labels.retry(1, emails=emails) for emails in (True, False)),
        *(labels.register_more(each, emails=True) for each in (left, Counts(unknown=1))),
        labels.not_sent(doubtful),
        *labels.remaining(doubtful),
        labels.people_left(1),
        labels.are_prepared(1),
        *(giving_up.said(each, Counts(waiting=1, unknown=1, registered=1)) for each in made),
        *undo_control.consequences(made[0], Counts(registered=1, waiting=1, sending=1), practice=False),
        importing_face.of_people(1),
    ]


def test_one_person_is_never_called_people() -> None:
    several = re.compile(r"\b1 (people|tickets|imports|rows)\b|\b1 person (are|were|have)\b")
    texts = one_person()
    assert [text for text in texts if several.search(text) or "{" in text] == []


def test_who_was_left_out_is_said_in_numbers() -> None:
    why = {WhyLeft.DUPLICATE: 1200, WhyLeft.NOT_READY: 1, WhyLeft.DECLINED: 2, WhyLeft.BY_PERSON: 3}
    assert labels.left_out(1206, why) == ["1,200 duplicates", "1 not ready", "2 not to be invited", "3 left out by you"]
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
