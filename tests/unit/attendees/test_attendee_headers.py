"""What a column is for, told by its header: questions of forms are understood, a list's own notes stay at home."""

import pytest

from desktop_app.attendees.columns import Extra, match
from desktop_app.attendees.matching.headers import extra_meaning, is_own
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check


@pytest.mark.parametrize(
    "header",
    ["Bemerkung", "Bemerkungen", "NOTES", "Notes", "Comment", "Comments", "Remarks", "備考", "Uwagi", "Notatki"],
)
def test_notes_of_a_list_are_not_for_zoom(header):
    table = read_text(
        f"Email,First name,Last name,{header}\na@x.example,Ann,Bee,owes 20\nb@x.example,Bo,Cee,declined\n"
    )
    assert match(table).extra == {}
    assert is_own(header)


@pytest.mark.parametrize("header", ["Notes", "Status", "Comment"])
def test_notes_and_states_are_no_names(header):
    table = read_text(f"Email,{header}\na@x.example,declined\nb@x.example,coming\nc@x.example,coming\n")
    columns = match(table)
    assert (columns.first_name, columns.full_name) == (None, None)


@pytest.mark.parametrize(
    "header",
    ["Questions and comments", "Questions & Comments", "Comments for the organizer", "Fragen und Kommentare",
     "Questions et commentaires", "Uwagi dla organizatora"],
)  # fmt: skip
def test_what_people_ask_the_organizer_is(header):
    assert extra_meaning(header) is Extra.COMMENTS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Which company do you work for?", Extra.ORGANIZATION),
        ("What is the name of your organization?", Extra.ORGANIZATION),
        ("Your role / job title", Extra.JOB_TITLE),
        ("What is your job title?", Extra.JOB_TITLE),
        ("Which country are you joining from?", Extra.COUNTRY),
        ("In welchem Land arbeiten Sie?", Extra.COUNTRY),
        ("Votre entreprise", Extra.ORGANIZATION),
        ("Please enter your phone number", Extra.PHONE),
        ("Welke functie?", Extra.JOB_TITLE),
        ("Do you work for a company?", None),
        ("Does your company use Zoom?", None),
        ("What is your company's biggest challenge?", None),
        ("Which company or country?", None),
        ("Company website", None),
        ("What do you want to ask the speakers?", None),
        ("Your name", None),
        ("Where are you from?", None),
        ("", None),
    ],
)
def test_the_questions_of_forms(header, field):
    assert extra_meaning(header) is field


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ann Bee;\nCat Dee;\nBob Cee;b@x.example\nDi Eff;d@x.example\n", [1, 2]),
        (";Ann Bee\n;Cat Dee\nb@x.example;Bob Cee\nd@x.example;Di Eff\n", [1, 2]),
        ("Spring party;\n;\nAnn O’Neil-Dee;\nBob Cee;b@x.example\n", [3]),
        ("Cat Dee,,\nBob Cee,b@x.example,Acme\n", [1]),
        ("山田太郎,\n鈴木一郎,b@x.example\n", [1]),
        ("cat dee,\nbob cee,b@x.example\n", [1]),
        # titles: in small letters, with figures or signs, of one word, or where no name stands
        ("Spring party\nBob Cee;b@x.example\n", []),
        ("Party 2026;\nBob Cee;b@x.example\n", []),
        ("Guests: all;\nBob Cee;b@x.example\n", []),
        ("Participants;\nBob Cee;b@x.example\n", []),
        (";Spring party\nBob Cee;b@x.example\n", []),
    ],
)
def test_who_stands_above_the_first_address_without_one_is_seen(text, held):
    table = read_text(text)
    people = check(table, match(table)).people
    assert [person.row for person in people if person.state is RowState.ATTENTION] == held
    assert people[len(held)].state is RowState.READY


@pytest.mark.parametrize("title", ["Dr.", "Prof. Dr.", "Ms.", "Herr"])
def test_a_column_of_titles_is_no_job_title(title):
    table = read_text(f"Title,First name,Last name,Email\n{title},Ann,Bee,a@x.example\n,Bo,Cee,b@x.example\n")
    assert match(table).extra == {}
    table = read_text("Title,First name,Last name,Email\nDr.,Ann,Bee,a@x.example\nHead of IT,Bo,Cee,b@x.example\n")
    assert match(table).extra == {Extra.JOB_TITLE: 0}
    assert check(table, match(table)).person(3).extra == {Extra.JOB_TITLE: "Head of IT"}


def test_parts_in_a_meeting_are_no_job_titles():
    table = read_text("Name\tEmail\tRole\nAnn Bee\ta@x.example\tOrganizer\nBo Cee\tb@x.example\tPresenter\n")
    assert match(table).extra == {}
    table = read_text("Name\tEmail\tRole\nAnn Bee\ta@x.example\tMember\nBo Cee\tb@x.example\tPresenter\n")
    assert match(table).extra == {Extra.JOB_TITLE: 2}
