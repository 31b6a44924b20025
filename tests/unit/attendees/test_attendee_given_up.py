"""An import that was given up while people were in doubt: whatever is done to it later invites nobody twice."""

import pytest
from fake_tickets_api import lost
from import_desk import Desk

from desktop_app.attendees.records import UNSETTLED

pytestmark = pytest.mark.asyncio


async def give_up_in_doubt(desk: Desk) -> None:
    """Lose the answer of every group while Zoom can't be asked, and give up."""
    desk.api.can_list = False
    desk.api.after = [lambda _: lost()] * 10
    await desk.run(60)
    assert (await desk.journal.counts(desk.id)).unknown > 0
    await desk.journal.abandon(desk.id, UNSETTLED)
    assert await desk.journal.unfinished() == []
    desk.api.after = []
    desk.api.can_list = True


async def test_a_retry_asks_zoom_first(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    held = len(desk.api.held)
    assert held > 0
    await desk.journal.retry(desk.id)
    await desk.run()
    assert len(desk.api.held) == len(set(desk.api.emails()))
    counts = await desk.journal.counts(desk.id)
    assert counts.registered == len(desk.api.held)
    assert counts.left == 0


async def test_without_the_permission_to_ask_a_retry_sends_nobody(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    desk.api.can_list = False
    sent = len(desk.api.requests)
    await desk.journal.retry(desk.id)
    await desk.run()
    assert len(desk.api.requests) == sent
    assert (await desk.journal.counts(desk.id)).unknown > 0


async def test_taking_it_back_finds_those_who_got_in(desk: Desk) -> None:
    await give_up_in_doubt(desk)
    assert desk.api.held
    undone = await desk.undo()
    assert undone.complete
    assert desk.api.held == []
