"""An import into a Zoom that is kept in memory: a real journal on disk, and waits that are only noted."""

import asyncio
import datetime as dt
import time
from collections import Counter

from fake_tickets_api import FakeTicketsApi
from new_imports import begin

from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.sending.undo import Undoing
from desktop_app.zoom.errors import ZoomError
from desktop_app.zoom.models import Ticket

PATIENCE = 300.0
"""Seconds: nothing takes as long, but a busy computer may."""


def refusal(reason, *, status=400, seconds=None, **given):
    """An error of creating tickets. Zoom listens again in so many seconds."""
    if seconds is not None:
        given["retry_at"] = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
    return ZoomError(reason, "createTickets", status=status, **given)


class Wall:
    """A clock on the wall, which stands still where nobody moves it."""

    def __init__(self):
        self.now = 1_700_000_000.0

    def __call__(self):
        return self.now


class Desk:
    """One import at a time, with what was told of it and how long it would have waited."""

    def __init__(self, path):
        self.path = path
        self.api = FakeTicketsApi()
        self.journal = Journal(path)
        self.wall = Wall()
        self.clock = time.monotonic
        self.progress = []
        self.pauses = []

    async def pause(self, seconds):
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def begin(self, people=100, **given):
        """Write an import down (see `begin`), to be sent or taken back."""
        made = await begin(self.journal, people, **given)
        self.id = made.id
        self.importer = Importer(self.api, self.journal, made.id, self.pause, clock=self.clock, wall_clock=self.wall)
        return made

    async def run(self, people=None):
        """Send whoever is left, of an import that is begun now where `people` says so."""
        if people is not None:
            await self.begin(people)
        async with asyncio.timeout(PATIENCE):
            return await self.importer.run(self.progress.append)

    async def undo(self):
        return await Undoing(self.api, self.journal, self.id, self.pause).run(self.progress.append)

    def register(self, emails):
        """Let people register by themselves."""
        self.api.held += [Ticket(ticket_id=f"web{email}", email=email.upper()) for email in emails]

    async def rows(self):
        return {row.row: row for row in await self.journal.rows(self.id)}

    def sent(self):
        """Return the e-mails that Zoom was sent."""
        return {request.email for requests in self.api.requests for request in requests}

    def once_each(self):
        return max(Counter(self.api.emails()).values()) == 1
