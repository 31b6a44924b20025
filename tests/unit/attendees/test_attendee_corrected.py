"""Rows that were corrected to the same address, or to that of somebody who is in, get one ticket."""

import pytest
from fake_tickets_api import lost
from import_desk import refusal

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.sending.run import READ_AHEAD
from desktop_app.zoom.errors import Reason

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("can_list", [True, False])
async def test_rows_that_were_corrected_to_the_same_e_mail_get_one_ticket(desk, can_list):
    desk.api.fails = {f"p{row}@x.example": "email_not_found" for row in (2, 3, 4, 5)}
    desk.api.can_list = can_list
    await desk.run(10)
    for row, email in ((2, "new@x.example"), (3, "NEW@x.example"), (4, "new@x.example"), (5, "other@x.example")):
        await desk.journal.correct(desk.id, row, email=email, first_name="A", last_name="B")
    await desk.journal.retry(desk.id)
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (8, 2, True)
    assert [email for email in desk.api.emails() if email.casefold() == "new@x.example"] == ["new@x.example"]
    rows = {row.row: row for row in await desk.journal.rows(desk.id)}
    assert rows[3].ticket_id == rows[4].ticket_id == rows[2].ticket_id
    assert rows[3].fate is Fate.ALREADY_IN


async def test_a_row_that_was_corrected_to_somebody_who_is_in_is_not_sent(desk):
    """Also when the list of tickets doesn't show that person yet."""
    desk.api.fails = {"p2@x.example": "email_not_found"}
    await desk.run(10)
    await desk.journal.correct(desk.id, 2, email="P7@x.example", first_name="A", last_name="B")
    await desk.journal.retry(desk.id)
    desk.api.hides = 100
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (9, 1)
    rows = await desk.rows()
    assert rows[2].ticket_id == rows[7].ticket_id
    assert len(desk.api.requests) == 1


async def test_the_second_of_two_with_the_same_e_mail_is_sent_when_the_first_failed(desk):
    await desk.begin(40)
    await desk.journal.correct(desk.id, 40, email="p3@x.example", first_name="A", last_name="B")
    await desk.journal.correct(desk.id, 41, email="p3@x.example", first_name="A", last_name="B")
    refused = [lambda tickets: refusal(Reason.VALIDATION, status=400, fields=(("tickets[1].email", "no"),))] * 2
    desk.api.before = [*refused[:1], lambda tickets: None if len(tickets) > 1 else refused[0](tickets)]
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.failed) == (38, 1, 1)
    rows = await desk.rows()
    assert [rows[number].fate for number in (3, 40, 41)] == [Fate.FAILED, Fate.REGISTERED, Fate.ALREADY_IN]


async def test_a_twin_of_somebody_in_doubt_waits(desk):
    await desk.begin(2)
    await desk.journal.correct(desk.id, 3, email="P2@x.example", first_name="A", last_name="B")
    desk.api.can_list = False
    desk.api.after = [lambda tickets: lost()]
    summary = await desk.run()
    assert (summary.unknown, summary.waiting) == (1, 1)
    desk.api.can_list = True
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (1, 1)
    assert desk.api.emails() == ["p2@x.example"]


async def test_a_twin_waits_until_its_first_has_been_sent_in_a_batch_that_fills_late(desk):
    """Nearly all who are read first are in, so the first of the two waits for others to fill its batch."""
    await desk.begin(400)
    desk.register([row.email for number, row in (await desk.rows()).items() if 3 < number <= READ_AHEAD + 1])
    await desk.journal.correct(desk.id, 3, email="P2@x.example", first_name="A", last_name="B")
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (251, 149, True)
    rows = await desk.rows()
    assert rows[3].ticket_id == rows[2].ticket_id
