"""Every operation that practice answers: its id in Zoom's reference, its place, its permission, its rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.practice import (
    access_links,
    actions,
    events,
    hubs,
    questions,
    registrants,
    sessions,
    ticket_types,
    tickets,
)
from desktop_app.practice.call import Answer, Call

Rule = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint. `classic` and `granular` name its permission, each without `:admin`."""

    id: str
    method: str
    path: str
    classic: str
    granular: str
    rule: Rule

    @property
    def names(self) -> tuple[str, ...]:
        """Return the permissions of which any one will do."""
        return (self.classic, f"{self.classic}:admin", self.granular, f"{self.granular}:admin")


_EVENT = "events/{event_id}"
_TYPES = f"{_EVENT}/ticket_types"
_TYPE = f"{_TYPES}/{{ticket_type_id}}"
_TICKETS = f"{_EVENT}/tickets"
_TICKET = f"{_TICKETS}/{{ticket_id}}"
_SESSIONS = f"{_EVENT}/sessions"
_SESSION = f"{_SESSIONS}/{{session_id}}"
_LINKS = f"{_EVENT}/access_links"
_LINK = f"{_LINKS}/{{access_link_id}}"

_QUESTIONS_READ = ("ticket_types:read", "read:list_registration_questions")
# Zoom's own spelling of "registration"
_QUESTIONS_WRITE = ("ticket_types:write", "update:registraion_question")

OPERATIONS: tuple[Operation, ...] = tuple(
    Operation(id_, method, f"/zoom_events/{path}", f"zoom_events_{classic}", f"zoom_events:{granular}", rule)
    for id_, method, path, classic, granular, rule in (
        ("getHubList", "GET", "hubs", "hubs:read", "read:list_hubs", hubs.list_hubs),
        ("gethubhostList", "GET", "hubs/{hub_id}/hosts", "hubs:read", "read:list_hub_hosts", hubs.list_hosts),
        ("createHubHost", "POST", "hubs/{hub_id}/hosts", "hub:write", "write:hub_host", hubs.create_host),
        ("getEvents", "GET", "events", "basic:read", "read:list_events", events.list_events),
        ("createEvent", "POST", "events", "basic:write", "write:event", events.create),
        ("getEventInfo", "GET", _EVENT, "basic:read", "read:event", events.read),
        ("updateEvent", "PATCH", _EVENT, "basic:write", "update:event", events.update),
        ("deleteEvent", "DELETE", _EVENT, "basic:write", "delete:event", events.delete),
        ("EventActions", "POST", f"{_EVENT}/event_actions", "basic:write", "write:event", actions.act),
        ("getEventTicketTypes", "GET", _TYPES, "ticket_types:read", "read:list_ticket_types", ticket_types.list_types),
        ("createTicketType", "POST", _TYPES, "ticket_types:write", "write:ticket_type", ticket_types.create),
        ("updateTicketType", "PATCH", _TYPE, "ticket_types:write", "update:ticket_type", ticket_types.update),
        ("deleteTicketType", "DELETE", _TYPE, "ticket_types:write", "delete:ticket_type", ticket_types.delete),
        ("getTickets", "GET", _TICKETS, "tickets:read", "read:list_tickets", tickets.list_tickets),
        ("createTickets", "POST", _TICKETS, "tickets:write", "write:ticket", tickets.create),
        ("getTicketDetails", "GET", _TICKET, "tickets:read", "read:ticket", tickets.read),
        # needs "write", not "update"
        ("Updateticket", "PATCH", _TICKET, "tickets:write", "write:ticket", tickets.update),
        ("deleteTicket", "DELETE", _TICKET, "tickets:write", "delete:ticket", tickets.delete),
        (
            "getRegistrants",
            "GET",
            f"{_EVENT}/registrants",
            "registrants:read",
            "read:list_registrants",
            registrants.list_registrants,
        ),
        ("getEventSessionList", "GET", _SESSIONS, "sessions:read", "read:list_sessions", sessions.list_all),
        ("createEventSession", "POST", _SESSIONS, "sessions:write", "write:session", sessions.create),
        ("getEventSessionInfo", "GET", _SESSION, "sessions:read", "read:session", sessions.read),
        ("updateEventSession", "PATCH", _SESSION, "sessions:write", "update:session", sessions.update),
        ("deleteEventSession", "DELETE", _SESSION, "sessions:write", "delete:session", sessions.delete),
        ("getEventAccessLinks", "GET", _LINKS, "access_links:read", "read:list_access_links", access_links.list_links),
        ("createEventAccessLink", "POST", _LINKS, "access_links:write", "write:access_links", access_links.create),
        ("GetEventAccessLink", "GET", _LINK, "access_links:read", "read:access_links", access_links.read),
        ("updateEventAccess", "PATCH", _LINK, "access_links:write", "update:access_links", access_links.update),
        ("deleteEventAccessLink", "DELETE", _LINK, "access_links:write", "delete:access_links", access_links.delete),
        ("getRegistrationQuestionsForEvent", "GET", f"{_EVENT}/questions", *_QUESTIONS_READ, questions.read),
        ("updateRegistrationQuestionsForEvent", "PUT", f"{_EVENT}/questions", *_QUESTIONS_WRITE, questions.update),
        ("getRegistrationQuestionsForTicketType", "GET", f"{_TYPE}/questions", *_QUESTIONS_READ, questions.read),
        ("updateRegistrationQuestionsForTicketType", "PUT", f"{_TYPE}/questions", *_QUESTIONS_WRITE, questions.update),
        (
            "EventRegistrationsReport",
            "GET",
            f"{_EVENT}/reports/ticket_registration",
            "reports:read",
            "read:event_registration",
            registrants.report,
        ),
        ("listEmailTypes", "GET", f"{_EVENT}/email_types", "email:read", "read:list_email_types", hubs.email_types),
    )
)

SCOPES: tuple[str, ...] = tuple(dict.fromkeys(f"{operation.granular}:admin" for operation in OPERATIONS))
"""Everything that a Server-to-Server app can be given here."""

BY_ID: Mapping[str, Operation] = {operation.id: operation for operation in OPERATIONS}
