"""Importing: who is registered, and who is in already."""

import asyncio
from collections import Counter

import pytest

from desktop_app.attendees.columns import match
from desktop_app.attendees.importer import registered_emails
from desktop_app.attendees.journal import Fate
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import check
from desktop_app.zoom.errors import Reason
from desktop_app.zoom.models import Ticket, TicketsAnswer

pytestmark = pytest.mark.asyncio


async def test_three_vips_of_project_phoenix_are_registered_with_links(desk):
    table = read_text(
        "Email,First name,Last name\n"
        "sarah.chen@techcorp.example,Sarah,Chen\n"
        "marcus.johnson@techcorp.example,Marcus,Johnson\n"
        "elena.rodriguez@techcorp.example,Elena,Rodriguez\n"
    )
    await desk.begin(check(table, match(table)).ready, ticket_type_id="tt1")
    summary = await desk.run()
    assert (summary.registered, summary.failed, summary.complete, summary.stopped) == (3, 0, True, None)
    rows = await desk.journal.rows(desk.id)
    assert [row.row for row in rows] == [2, 3, 4]
    assert all(row.fate is Fate.REGISTERED and row.ticket_id and row.join_link for row in rows)
    (sent,) = desk.api.requests
    assert [(person.first_name, person.last_name) for person in sent] == [
        ("Sarah", "Chen"),
        ("Marcus", "Johnson"),
        ("Elena", "Rodriguez"),
    ]
    assert all(person.send_notification is False and person.ticket_type_id == "tt1" for person in sent)


async def test_batches_hold_thirty_at_most_and_several_are_in_flight(desk):
    await desk.begin(200)
    together = asyncio.Barrier(2)
    original = desk.api.create_tickets

    async def create(*args, **kwargs):
        if len(desk.api.requests) < 1:
            # answered only when another one is under way
            await together.wait()
        return await original(*args, **kwargs)

    desk.api.create_tickets = create
    async with asyncio.timeout(300):
        summary = await desk.run()
    assert summary.registered == 200
    assert sorted(len(batch) for batch in desk.api.requests) == [20, 30, 30, 30, 30, 30, 30]
    assert desk.api.most_at_once <= 4
    assert len(set(desk.api.emails())) == 200
    last = desk.progress[-1]
    assert (last.total, last.done, last.registered) == (200, 200, 200)


async def test_whoever_holds_a_ticket_already_is_not_sent(desk):
    desk.api.held.append(Ticket(ticket_id="old", email="P3@x.example", join_link="https://old.example"))
    await desk.begin(5)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (4, 1)
    row = (await desk.journal.rows(desk.id, fates=(Fate.ALREADY_IN,)))[0]
    assert (row.row, row.ticket_id, row.join_link) == (3, "old", "https://old.example")
    assert await registered_emails(desk.api, "e1") == {f"p{row}@x.example" for row in range(2, 7)}


async def test_batches_are_full_where_many_are_in_already(desk):
    desk.register(f"p{row}@x.example" for row in range(3, 1003, 2))
    summary = await desk.run(1000)
    assert (summary.registered, summary.already_in) == (500, 500)
    assert [len(requests) for requests in desk.api.requests] == [30] * 16 + [20]


async def test_the_same_list_again_registers_only_who_is_missing(desk):
    await desk.begin(40)
    await desk.run()
    await desk.begin(45)
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (5, 40)
    assert max(Counter(desk.api.emails()).values()) == 1


async def test_errors_of_single_people_become_failed_rows_with_reason_code_and_message(desk):
    desk.api.fails = {"p2@x.example": "email_not_found", "p4@x.example": "never_heard_of"}
    await desk.begin(4)
    summary = await desk.run()
    assert (summary.registered, summary.failed) == (2, 2)
    bad, odd = await desk.journal.rows(desk.id, fates=(Fate.FAILED,))
    assert (bad.reason, bad.code, bad.message) == (Reason.EMAIL_REFUSED, "email_not_found", "No, said Zoom")
    assert odd.reason == Reason.TICKET_FAILED


async def test_a_refusal_of_somebody_who_got_in_meanwhile_is_already_in(desk):
    desk.api.fails = {"p2@x.example": "ticket_generated_failed"}
    await desk.begin(3)

    def meanwhile(_):
        desk.api.held.append(Ticket(ticket_id="old", email="p2@x.example"))

    desk.api.before = [meanwhile]
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.failed) == (2, 1, 0)


async def test_an_answer_without_our_ids_is_matched_by_email(desk):
    desk.api.echoes_id = False
    await desk.begin(60)
    assert (await desk.run()).registered == 60


async def test_an_older_ticket_in_the_answer_means_already_in(desk):
    await desk.begin(1)

    async def create(event_id, tickets, **_given):
        return TicketsAnswer(tickets=(Ticket(ticket_id="old", email="P2@x.example", external_ticket_id="other"),))

    desk.api.create_tickets = create
    assert (await desk.run()).already_in == 1
