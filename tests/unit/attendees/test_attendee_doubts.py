"""Whether somebody is registered is found out before anybody is sent again, and written down before anybody leaves."""

import asyncio
import datetime as dt

import pytest
from fake_tickets_api import lost
from import_desk import PATIENCE

from desktop_app.attendees.journal import JournalFailed, WhyFailed
from desktop_app.attendees.keeping import row_table
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


async def test_a_row_that_was_written_down_long_ago_may_have_left_just_now(desk, monkeypatch):
    """A row waits for its turn, for a limit, for a token before it leaves, and the clock may have been put right."""
    await desk.begin(3)
    now = row_table.now
    monkeypatch.setattr(row_table, "now", lambda: now() - dt.timedelta(days=2))
    await desk.journal.mark_sending(desk.id, await desk.journal.rows(desk.id))
    monkeypatch.setattr(row_table, "now", now)
    rows = await desk.journal.rows(desk.id)
    desk.api.held = [
        Ticket(ticket_id=f"t{row.row}", email=row.email, external_ticket_id=row.external_ticket_id) for row in rows
    ]
    desk.api.hides = 1
    assert (await desk.run()).registered == 3
    assert desk.api.requests == []


async def test_a_list_that_lacks_people_of_ours_is_not_believed(desk):
    """As when a page is missing: who isn't on it may hold a ticket all the same."""
    await desk.begin(90)
    answered = asyncio.Event()

    async def create(*args, **kwargs):
        if len(desk.api.requests) == 2:
            await answered.wait()
            desk.api.after = [lambda tickets: lost()]
        return await original(*args, **kwargs)

    def note(progress):
        if progress.registered >= 60:
            answered.set()

    async def tickets(event_id, *, external_ticket_id=None, email=None):
        found = await listed(event_id, external_ticket_id=external_ticket_id, email=email)
        return found[:10] if external_ticket_id is None and email is None else found

    original, listed = desk.api.create_tickets, desk.api.tickets
    desk.api.create_tickets, desk.api.tickets = create, tickets
    async with asyncio.timeout(PATIENCE):
        assert (await desk.importer.run(note)).registered == 90
    assert desk.once_each()
    assert len(desk.api.requests) == 3


async def test_ours_counts_more_than_an_older_ticket_of_the_same_person(desk):
    await desk.begin(1)
    (row,) = await desk.journal.rows(desk.id)
    await desk.journal.mark_sending(desk.id, [row])
    made = await desk.journal.get(desk.id)
    desk.api.held = [
        Ticket(ticket_id="older", email=row.email),
        Ticket(ticket_id="ours", email=row.email, registration_source=made.registration_source),
    ]
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (1, 0)
    assert (await desk.rows())[row.row].ticket_id == "ours"


async def test_nobody_leaves_when_that_cannot_be_written_down(desk, monkeypatch):
    await desk.begin(300)
    record = desk.journal.record

    async def full(import_id, results):
        if len(desk.api.requests) >= 2:
            raise JournalFailed(WhyFailed.FULL)
        await record(import_id, results)

    monkeypatch.setattr(desk.journal, "record", full)
    with pytest.raises(JournalFailed):
        await desk.run()
    sent = len(desk.api.requests)
    assert sent <= 4
    monkeypatch.undo()
    assert (await desk.run()).registered == 300
    assert desk.once_each()
