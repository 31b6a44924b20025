"""What the journey needs from the outside, as small protocols: `app` plugs in the real ones. And the clock."""

import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Protocol

from desktop_app.attendees.importer import WithdrawingApi
from desktop_app.journey.state import Mode
from desktop_app.zoom.models import (
    AccessLink,
    ActionAnswer,
    Event,
    EventStatus,
    Hub,
    Questions,
    Session,
    TicketType,
    Token,
)
from desktop_app.zoom.requests import (
    AccessLinkChanges,
    AccessLinkRequest,
    EventChanges,
    EventRequest,
    SessionChanges,
    SessionRequest,
)

Clock = Callable[[], dt.datetime]
"""Returns the time now, aware, in UTC."""

Pause = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


class EventsApi(WithdrawingApi, Protocol):
    """Zoom's Events API, as far as events and attendees need it: an import's part of it, and what is here. Every
    method raises `zoom.errors.ZoomError`."""

    async def sign_in(self) -> Token: ...
    async def hubs(self) -> list[Hub]: ...
    async def events(self, *, status: EventStatus, whole: bool = False) -> list[Event]: ...
    async def create_event(self, request: EventRequest) -> Event: ...
    async def event(self, event_id: str) -> Event: ...
    async def update_event(self, event_id: str, changes: EventChanges) -> None: ...
    async def delete_event(self, event_id: str) -> None: ...
    async def publish_event(self, event_id: str) -> ActionAnswer: ...
    async def ticket_types(self, event_id: str) -> list[TicketType]: ...
    async def questions(self, event_id: str, ticket_type_id: str | None = None) -> Questions: ...
    async def sessions(self, event_id: str) -> list[Session]: ...
    async def create_session(self, event_id: str, request: SessionRequest) -> Session: ...
    async def update_session(self, event_id: str, session_id: str, changes: SessionChanges) -> None: ...
    async def delete_session(self, event_id: str, session_id: str) -> None: ...
    async def access_links(self, event_id: str) -> list[AccessLink]: ...
    async def create_access_link(self, event_id: str, request: AccessLinkRequest) -> AccessLink: ...
    async def update_access_link(self, event_id: str, access_link_id: str, changes: AccessLinkChanges) -> None: ...
    async def page_answers(self, url: str) -> bool: ...
    async def aclose(self) -> None: ...


class Gateway(Protocol):
    """Opens a client for practice or an account; practice starts its service first. `on_wait` is told of each wait for
    a rate limit, in seconds."""

    async def open(
        self,
        mode: Mode,
        *,
        account_id: str = "",
        client_id: str = "",
        client_secret: str = "",
        on_wait: Callable[[float], None] | None = None,
    ) -> EventsApi: ...


class WorkStore(Protocol):
    """Durable bytes by kind and key. One thread writes and reads, that of `SavedEvents`; another window of Foyer may do
    so at the same time. All raise OSError. `hold` keeps other windows from what only one may do with a key: it raises
    `storage.locks.Held`, too, and is entered on the caller's thread."""

    def save(self, kind: str, key: str, content: bytes) -> None: ...
    def load(self, kind: str, key: str) -> bytes | None: ...
    def list(self, kind: str) -> list[str]: ...
    def delete(self, kind: str, key: str) -> None: ...
    def hold(self, kind: str, key: str) -> AbstractContextManager[None]: ...


def utc_now() -> dt.datetime:
    """The clock that the program runs on."""
    return dt.datetime.now(dt.UTC)
