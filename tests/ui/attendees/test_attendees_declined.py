"""People who declined, by what the list says: held back, until a person leaves them out or invites them anyway."""

import pytest
from attendees_program import Desk

from desktop_app.attendees.roster import Field, RowProblem, RowProblemCode
from desktop_app.ui import row_texts

ROWS = (
    ("Email", "First name", "RSVP"),
    ("ann@acme.example.com", "Ann", "Yes"),
    ("bo@acme.example.com", "Bo", "No, sorry"),
    ("cy@acme.example.com", "Cy", "Yes"),
    ("cy@acme.example.com", "Cy", "No"),
)


@pytest.mark.asyncio
async def test_nobody_who_declined_is_sent_before_a_person_says_so(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(ROWS))
    assert desk.label() == "Register 1 person and send the email"
    assert desk.text("problems_button") == "3 rows are for people not to be invited"
    assert [row[-1] for row in desk.cells()] == [
        "Ready",
        "Your list says “RSVP: No, sorry”",
        "Row 5 says “RSVP: No”",
        "Your list says “RSVP: No”",
    ]
    assert (desk.text("invite_declined"), desk.text("fix_declined")) == ("Invite all 3 anyway", "Leave out all 3")
    desk.click("invite_declined")
    await desk.rest()
    assert desk.label() == "Register 3 people and send emails"
    assert [row[-1] for row in desk.cells()] == [
        "Ready",
        "Ready. Your list says “RSVP: No, sorry”",
        "Ready. Row 5 says “RSVP: No”",
        "Same as row 4",
    ]
    # it can be taken back
    assert desk.text("fix_invited") == "Leave out all 3"
    desk.click("fix_invited")
    await desk.rest()
    assert desk.label() == "Register 1 person and send the email"


def test_a_refusal_is_no_mistake_with_a_fix() -> None:
    here = RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "No", "bo@acme.example.com")
    there = RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "No", "bo@acme.example.com", row=1200)
    assert row_texts.problem_text(there) == "Row 1200 says “No”"
    assert row_texts.problem_help(here) == ("Your list says “No”. Leave the row out, or invite the person anyway")
    beside = RowProblem(Field.EMAIL, RowProblemCode.WORDS_BESIDE, "bo@acme.example.com (left)")
    assert row_texts.problem_help(beside) == (
        "Email has other words beside it. Needed: only the address, if the person is to be invited"
    )


@pytest.mark.asyncio
async def test_people_who_declined_are_left_out_with_one_press(desk: Desk) -> None:
    rows = [("Email", "First name", "RSVP"), *((f"p{n}@acme.example.com", "Ann", "Attending") for n in range(4))]
    rows += [(f"no{n}@acme.example.com", "Bo", "Not Attending") for n in range(2)]
    await desk.enter()
    await desk.open(desk.write(rows))
    assert desk.text("problems_button") == "2 rows are for people not to be invited"
    assert desk.text("fix_declined") == "Leave out all 2"
    desk.click("fix_declined")
    await desk.rest()
    desk.page.check.left_out.emit([2])
    assert desk.label() == "Register 3 people and send emails"
    desk.click("filter_left_out")
    assert [row[-1] for row in desk.cells()] == ["Left out by you", *["Not to be invited, left out by you"] * 2]
    assert desk.text("rows_shown") == "3 of 6 rows: 2 not to be invited, 1 left out by you"
    desk.page.check.left_out.emit([2])
    assert desk.text("rows_shown") == "3 of 6 rows: 2 not to be invited"
    assert desk.label() == "Register 4 people and send emails"
    assert not desk.see("problems").isVisible()
