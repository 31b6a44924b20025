"""Which scope each operation needs: Zoom's Events API reference gives four names for each, and any one of them will do.

The classic and the granular name each exist with and without `:admin`; Server-to-Server apps get the `:admin` forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperationScopes:
    """The classic and the granular name, both without `:admin`."""

    classic: str
    granular: str


def _scopes(classic: str, granular: str) -> OperationScopes:
    return OperationScopes(f"zoom_events_{classic}", f"zoom_events:{granular}")


OPERATIONS: Mapping[str, OperationScopes] = {
    "getHubList": _scopes("hubs:read", "read:list_hubs"),
    "getEvents": _scopes("basic:read", "read:list_events"),
    "createEvent": _scopes("basic:write", "write:event"),
    "getEventInfo": _scopes("basic:read", "read:event"),
    "updateEvent": _scopes("basic:write", "update:event"),
    "deleteEvent": _scopes("basic:write", "delete:event"),
    "EventActions": _scopes("basic:write", "write:event"),
    "getEventTicketTypes": _scopes("ticket_types:read", "read:list_ticket_types"),
    "createTicketType": _scopes("ticket_types:write", "write:ticket_type"),
    "updateTicketType": _scopes("ticket_types:write", "update:ticket_type"),
    "deleteTicketType": _scopes("ticket_types:write", "delete:ticket_type"),
    "getTickets": _scopes("tickets:read", "read:list_tickets"),
    "getTicketDetails": _scopes("tickets:read", "read:ticket"),
    "createTickets": _scopes("tickets:write", "write:ticket"),
    "Updateticket": _scopes("tickets:write", "write:ticket"),
    "deleteTicket": _scopes("tickets:write", "delete:ticket"),
    "getRegistrants": _scopes("registrants:read", "read:list_registrants"),
    "getEventSessionList": _scopes("sessions:read", "read:list_sessions"),
    "getEventSessionInfo": _scopes("sessions:read", "read:session"),
    "createEventSession": _scopes("sessions:write", "write:session"),
    "updateEventSession": _scopes("sessions:write", "update:session"),
    "deleteEventSession": _scopes("sessions:write", "delete:session"),
    "getRegistrationQuestionsForEvent": _scopes("ticket_types:read", "read:list_registration_questions"),
    # Zoom's own spelling of "registration"
    "updateRegistrationQuestionsForEvent": _scopes("ticket_types:write", "update:registraion_question"),
    "getRegistrationQuestionsForTicketType": _scopes("ticket_types:read", "read:list_registration_questions"),
    "updateRegistrationQuestionsForTicketType": _scopes("ticket_types:write", "update:registraion_question"),
    "getEventAccessLinks": _scopes("access_links:read", "read:list_access_links"),
    "createEventAccessLink": _scopes("access_links:write", "write:access_links"),
    "updateEventAccess": _scopes("access_links:write", "update:access_links"),
}
"""Operation id (of the reference) to its scopes."""


def allowed(operation: str, granted: Iterable[str]) -> bool:
    """Say whether any of the four names of `operation` is among `granted`. Raises KeyError for an unknown operation."""
    scopes = OPERATIONS[operation]
    names = {scopes.classic, f"{scopes.classic}:admin", scopes.granular, f"{scopes.granular}:admin"}
    return not names.isdisjoint(granted)
