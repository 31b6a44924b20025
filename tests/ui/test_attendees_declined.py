"""People who declined, by what the list says: held back, until a person leaves them out or invites them anyway."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
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


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.close()


@pytest.mark.asyncio
async def test_nobody_who_declined_is_sent_before_a_person_says_so(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(ROWS))
    assert desk.label() == "Register 1 person and send the email"
    assert desk.text("problems_button") == "3 rows are of people not to be invited"
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
    assert row_texts.problem_text(there) == "Row 1,200 says “No”"
    assert row_texts.problem_help(here) == ("Your list says “No”. Leave the row out, or invite the person anyway")
    beside = RowProblem(Field.EMAIL, RowProblemCode.WORDS_BESIDE, "bo@acme.example.com (left)")
    assert row_texts.problem_help(beside) == (
        "Email has other words beside it. Needed: only the address, if the person is to be invited"
    )
