"""An import whose event another window sends to just now: nothing of it is given up or retried meanwhile."""

import pytest
from attendees_program import Desk

from desktop_app.attendees.sending.lock import only_one

pytestmark = pytest.mark.asyncio

RUNS = "Another import into this event is already running"


async def test_the_rest_is_not_given_up_while_another_window_sends_it(desk: Desk) -> None:
    await desk.stop_half_way()
    made = desk.made
    with only_one(desk.journal.folder, made.account_key, made.event_id):
        desk.click("discard_import")
        desk.answer("discard", "confirm")
        await desk.rest()
        assert RUNS in desk.said()
        assert [each.id for each, _ in await desk.journal.unfinished()] == [made.id]
        assert (await desk.journal.counts(made.id)).withdrawn == 0
    desk.page.on_action("retry")
    await desk.rest()
    assert await desk.journal.unfinished() == []


async def test_who_failed_stays_failed_while_another_window_sends(desk: Desk) -> None:
    desk.api.failures = {"p1@acme.example.com": "email_not_found"}
    await desk.register(2)
    made = desk.made
    with only_one(desk.journal.folder, made.account_key, made.event_id):
        desk.click("retry_failed")
        await desk.rest()
    assert RUNS in desk.said()
    assert (await desk.journal.counts(made.id)).failed == 1
