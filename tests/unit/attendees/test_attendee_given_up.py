"""An import that was given up while people were in doubt: whatever is done to it later invites nobody twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from fake_tickets_api import FakeTicketsApi, lost

from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import UNSETTLED, NewRow
from desktop_app.attendees.roster import Person
from desktop_app.attendees.sending.undo import undo

pytestmark = pytest.mark.asyncio

COUNT = 60


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


class Desk:
    def __init__(self, path: Path) -> None:
        self.api = FakeTicketsApi()
        self.journal = Journal(path)
        self.id = ""

    async def give_up_in_doubt(self) -> None:
        """Lose the answer of every group while Zoom can't be asked, and give up."""
        made = await self.journal.begin(
            account_key="a",
            event_id="e1",
            event_name="E",
            source="s",
            ticket_type_id="",
            ticket_type_name="",
            send_notification=True,
            rows=[NewRow(Person(row, f"p{row}@x.example", "A", "B")) for row in range(2, COUNT + 2)],
        )
        self.id = made.id
        self.api.can_list = False
        self.api.after = [lambda _: lost()] * 10
        await self.run()
        assert (await self.journal.counts(self.id)).unknown > 0
        await self.journal.abandon(self.id, UNSETTLED)
        assert await self.journal.unfinished() == []
        self.api.after = []
        self.api.can_list = True

    async def run(self) -> None:
        await Importer(self.api, self.journal, self.id, at_once).run(lambda _: None)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path / "journal.sqlite")
    yield made
    await made.journal.close()


async def test_a_retry_asks_zoom_first(desk: Desk) -> None:
    await desk.give_up_in_doubt()
    held = len(desk.api.held)
    assert held > 0
    await desk.journal.retry(desk.id)
    await desk.run()
    assert len(desk.api.held) == len(set(desk.api.emails()))
    counts = await desk.journal.counts(desk.id)
    assert counts.registered == len(desk.api.held)
    assert counts.left == 0


async def test_without_the_permission_to_ask_a_retry_sends_nobody(desk: Desk) -> None:
    await desk.give_up_in_doubt()
    desk.api.can_list = False
    sent = len(desk.api.requests)
    await desk.journal.retry(desk.id)
    await desk.run()
    assert len(desk.api.requests) == sent
    assert (await desk.journal.counts(desk.id)).unknown > 0


async def test_taking_it_back_finds_those_who_got_in(desk: Desk) -> None:
    await desk.give_up_in_doubt()
    assert desk.api.held
    undone = await undo(desk.api, desk.journal, desk.id, lambda _: None, pause=at_once)
    assert undone.complete
    assert desk.api.held == []
