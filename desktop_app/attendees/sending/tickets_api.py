"""What an import, and taking it back, need of Zoom."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop_app.zoom.models import Ticket, TicketsAnswer
from desktop_app.zoom.requests import TicketRequest


class TicketsApi(Protocol):
    """Zoom's Events API as far as an import uses it. Every method raises `zoom.errors.ZoomError`; the first one
    `zoom.errors.Withheld`, too, if `may_leave` says no at the moment of sending."""

    @property
    def worth_at_once(self) -> int:
        """Changes under way at once that use up the pace that the account takes: more would only wait."""

    async def create_tickets(
        self,
        event_id: str,
        tickets: Sequence[TicketRequest],
        *,
        registration_source: str,
        may_leave: Callable[[], bool] | None = None,
    ) -> TicketsAnswer: ...
    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]: ...


class WithdrawingApi(TicketsApi, Protocol):
    """Zoom's Events API as far as undoing uses it. Every method raises `zoom.errors.ZoomError`."""

    async def delete_ticket(self, event_id: str, ticket_id: str) -> None: ...
