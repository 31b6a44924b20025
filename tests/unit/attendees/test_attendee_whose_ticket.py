"""Whose ticket it is that Zoom tells of: one of this import, or one that was there before."""

import pytest
from msgspec.structs import replace
from new_imports import begin

from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def test_a_ticket_without_our_id_beside_some_that_have_theirs_was_there_before(desk):
    desk.register(["p3@x.example"])
    desk.api.can_list = False
    create = desk.api.create_tickets

    async def same(event_id, tickets, **given):
        new = [request for request in tickets if request.email != "p3@x.example"]
        answer = await create(event_id, new, **given)
        return replace(answer, tickets=(*answer.tickets, desk.api.held[0]))

    desk.api.create_tickets = same
    summary = await desk.run(4)
    assert (summary.registered, summary.already_in) == (3, 1)
    assert (await desk.rows())[3].ticket_id == desk.api.held[0].ticket_id


@pytest.mark.parametrize("lost", [False, True])
async def test_ids_count_whatever_their_case(desk, lost):
    create, listed = desk.api.create_tickets, desk.api.tickets

    def shouted(tickets):
        return [replace(ticket, external_ticket_id=ticket.external_ticket_id.upper()) for ticket in tickets]

    async def create_loud(*args, **given):
        answer = await create(*args, **given)
        if lost:
            raise ZoomError(Reason.TIMED_OUT, "createTickets", outcome_unknown=True)
        return replace(answer, tickets=tuple(shouted(answer.tickets)))

    async def list_loud(event_id, *, external_ticket_id=None, email=None):
        found = shouted(await listed(event_id, email=email))
        return [ticket for ticket in found if external_ticket_id in (None, ticket.external_ticket_id)]

    desk.api.create_tickets, desk.api.tickets = create_loud, list_loud
    assert (await desk.run(10)).registered == 10


async def test_the_journal_tells_who_was_got_in_beside(desk):
    journal = desk.journal
    one, two = [await begin(journal, 2) for _ in range(2)]
    other = await begin(journal, 2, account_key="b")
    for made in (one, other):
        await journal.mark_sending(made.id, await journal.rows(made.id))
    assert [row.email for row in await journal.held_beside(two)] == ["p2@x.example", "p3@x.example"]
    assert await journal.held_beside(one) == []
    await journal.withdraw(one.id, 2)
    assert [row.email for row in await journal.held_beside(two)] == ["p3@x.example"]
