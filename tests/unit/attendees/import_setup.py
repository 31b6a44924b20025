"""An import of people with names of their own, whose waits are only noted."""

import asyncio
from pathlib import Path

from fake_tickets_api import FakeTicketsApi

from desktop_app.attendees.importer import Importer, Progress
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.zoom.errors import ZoomError


class Pauses:
    def __init__(self):
        self.seconds = []

    async def __call__(self, seconds):
        self.seconds.append(seconds)
        await asyncio.sleep(0)


class Setup:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.api = FakeTicketsApi()
        self.journal = Journal(path)
        self.pauses = Pauses()
        self.progress: list[Progress] = []

    async def begin(self, people=100, *, send_notification=False):
        if isinstance(people, int):
            people = [Person(row, f"p{row}@x.example", f"First{row}", f"Last{row}") for row in range(2, people + 2)]
        made = await self.journal.begin(
            account_key="practice",
            event_id="e1",
            event_name="Introducing Project Phoenix",
            source="vip.csv",
            ticket_type_id="tt1",
            ticket_type_name="Free",
            send_notification=send_notification,
            rows=map(NewRow, people),
        )
        self.id = made.id
        self.importer = Importer(self.api, self.journal, made.id, pause=self.pauses)
        return made

    async def run(self):
        return await self.importer.run(self.progress.append)

    async def fates(self):
        return {row.row: row.fate for row in await self.journal.rows(self.id)}


def refusal(reason, *, status=400, code=None, fields=(), retry_at=None):
    return ZoomError(reason, "createTickets", status=status, code=code, fields=fields, retry_at=retry_at)
