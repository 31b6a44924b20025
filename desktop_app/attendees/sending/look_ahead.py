"""Who is in, asked a moment before an import starts: while a hand is on its way to the button, or the list is being
written down. The first people then leave without waiting for Zoom's list."""

import asyncio
import logging
import time
from collections.abc import Callable

from desktop_app.attendees.sending.known import Known, gathered
from desktop_app.attendees.sending.tickets_api import TicketsApi
from desktop_app.zoom.errors import IncompleteList, ZoomError

log = logging.getLogger(__name__)

HOLDS = 5.0
"""Seconds in which an import may start with a list that was read before it: a person's hand takes no longer, and others
who use the account start at the same time as seldom as ever."""


class LookAhead:
    """Asks for one event."""

    def __init__(self, api: TicketsApi, event_id: str, wall_clock: Callable[[], float] = time.time) -> None:
        self._api = api
        self._event_id = event_id
        self._wall_clock = wall_clock
        self._asking = asyncio.Lock()
        self._list: Known | None = None

    def asks(self, api: TicketsApi, event_id: str) -> bool:
        """Say whether this is for an event, through this client."""
        return self._api is api and self._event_id == event_id

    async def ask(self) -> None:
        """Read who is in, unless that was done a moment ago. What fails, fails silently: the import asks again."""
        async with self._asking:
            if self._fresh() is not None:
                return
            began, complete = self._wall_clock(), True
            try:
                found = await self._api.tickets(self._event_id)
            except IncompleteList as short:
                found, complete = list(short.found), False
            except ZoomError as error:
                log.info("Who is in could not be asked ahead: %s", error.reason)
                return
            self._list = await gathered(found, complete=complete, begun_at=began, read_at=self._wall_clock())
            # it may be long, and is soon of no use any more
            asyncio.get_running_loop().call_later(HOLDS, self._forget, self._list)

    async def known(self, event_id: str) -> Known | None:
        """Return who is in an event, when that was read a moment ago. Waits for the answer that is under way."""
        if event_id != self._event_id:
            return None
        async with self._asking:
            return self._fresh()

    def _forget(self, known: Known) -> None:
        if self._list is known:
            self._list = None

    def _fresh(self) -> Known | None:
        known = self._list
        return None if known is None or abs(self._wall_clock() - known.read_at) > HOLDS else known
