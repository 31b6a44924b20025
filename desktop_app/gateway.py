"""Opens a connection for the journey: to Zoom, or to the practice service, which it starts. One client serves both."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.endpoints import Endpoints
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.state import Mode, account_key
from desktop_app.paces import Paces

if TYPE_CHECKING:
    from desktop_app.practice.service import PracticeService

PRACTICE_CREDENTIALS = ("practice-account", "practice-client", "practice-secret")


class ZoomGateway:
    """Implements `journey.ports.Gateway`. HTTP and the practice service are imported when they are first needed."""

    def __init__(self, endpoints: Endpoints, practice_data: Path | None, paces: Paces | None = None) -> None:
        self._endpoints = endpoints
        self._paces = paces
        self._practice_data = practice_data
        self._practice: PracticeService | None = None
        # a start that was given up goes on in its thread; the next one waits for it and takes what it started
        self._starting = threading.Lock()

    @property
    def practice(self) -> "PracticeService | None":
        """The running practice service, None before practice began."""
        return self._practice

    async def open(
        self,
        mode: Mode,
        *,
        account_id: str = "",
        client_id: str = "",
        client_secret: str = "",
        on_wait: Callable[[float], None] | None = None,
    ) -> EventsApi:
        """Return a client that has not signed in yet. `on_wait` is told of each wait for a rate limit, in seconds."""
        key = account_key(mode, account_id, client_id)
        if mode is Mode.PRACTICE:
            service = await asyncio.to_thread(self._start_practice)
            account_id, client_id, client_secret = PRACTICE_CREDENTIALS
            endpoints = Endpoints(service.api_url, service.oauth_url)
        else:
            endpoints = self._endpoints
        return await asyncio.to_thread(self._client, key, endpoints, (account_id, client_id, client_secret), on_wait)

    def reset_practice(self) -> None:
        """Put practice back to its first day."""
        if self._practice is not None:
            self._practice.reset()
        elif self._practice_data is not None:
            self._practice_data.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop practice, if it runs, and write down how fast the accounts were found to be."""
        if self._paces is not None:
            self._paces.save()
        with self._starting:
            service, self._practice = self._practice, None
        if service is not None:
            service.stop()

    def _start_practice(self) -> "PracticeService":
        from desktop_app.practice.service import PracticeService

        with self._starting:
            if self._practice is None:
                service = PracticeService()
                service.start(data=self._practice_data)
                self._practice = service
            return self._practice

    def _client(
        self,
        key: str,
        endpoints: Endpoints,
        credentials: tuple[str, str, str],
        on_wait: Callable[[float], None] | None,
    ) -> EventsApi:
        from desktop_app.zoom.auth import Credentials
        from desktop_app.zoom.client import ZoomClient

        paces = self._paces
        return ZoomClient(
            Credentials(*credentials),
            api_url=endpoints.api_url,
            oauth_url=endpoints.oauth_url,
            on_wait=on_wait,
            pace=paces.recall(key) if paces else None,
            on_pace=(lambda pace: paces.remember(key, pace)) if paces else None,
        )
