"""An import into a Zoom that is kept in memory: a real journal on disk, and waits that are only noted."""

import asyncio
from collections import Counter

from fake_tickets_api import FakeTicketsApi

from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person

PATIENCE = 300.0
"""Seconds: nothing takes as long, but a busy computer may."""


class Desk:
    """One import at a time, with what was told of it and how long it would have waited."""

    def __init__(self, path):
        self.api = FakeTicketsApi()
        self.journal = Journal(path)
        self.progress = []
        self.pauses = []

    async def pause(self, seconds):
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def begin(self, people, event_id="e1"):
        """Write an import down, of so many people or of these."""
        if isinstance(people, int):
            people = [Person(row, f"p{row}@x.example", "A", "B") for row in range(2, people + 2)]
        made = await self.journal.begin(
            account_key="a", event_id=event_id, event_name="E", source="s", ticket_type_id="", ticket_type_name="",
            send_notification=False, rows=map(NewRow, people),
        )  # fmt: skip
        self.id = made.id
        self.importer = Importer(self.api, self.journal, made.id, self.pause)
        return made

    async def run(self, people=None):
        """Send whoever is left, of an import that is begun now where `people` says so."""
        if people is not None:
            await self.begin(people)
        async with asyncio.timeout(PATIENCE):
            return await self.importer.run(self.progress.append)

    async def rows(self):
        return {row.row: row for row in await self.journal.rows(self.id)}

    def sent(self):
        """Return the e-mails that Zoom was sent."""
        return {request.email for requests in self.api.requests for request in requests}

    def once_each(self):
        return max(Counter(self.api.emails()).values()) == 1
