"""Zoom's Events API: one method an endpoint. Paths, queries and codes are those of Zoom's Events API reference."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from desktop_app.zoom import public_page, reading
from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.connection import Connection, path
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import (
    AccessLink,
    ActionAnswer,
    Event,
    EventStatus,
    Hub,
    Questions,
    Registrant,
    Session,
    Ticket,
    TicketsAnswer,
    TicketType,
    Token,
)
from desktop_app.zoom.pace import Pace
from desktop_app.zoom.pacing import Pause, utc_now
from desktop_app.zoom.reading import Json
from desktop_app.zoom.requests import (
    LONGEST_SOURCE,
    MOST_TICKETS,
    AccessLinkChanges,
    AccessLinkRequest,
    EventChanges,
    EventRequest,
    QuestionsRequest,
    SessionChanges,
    SessionRequest,
    TicketRequest,
    TicketTypeChanges,
    TicketTypeRequest,
    recurrence_as_read,
    to_wire,
    utc_text,
)

PUBLISH_SETTLES = 10.0
"""Seconds after publishing within which "not published yet" is answered by waiting. Half a second was seen."""

NOT_YET = (0.5, 1.0, 2.0, 3.0)
"""Seconds before each repetition of a create that came too soon after publishing."""

ValidationLevel = Literal["standard", "strict", "none"]


class ZoomClient:
    """The Events API of one account. Every method raises `ZoomError`; an empty id raises ValueError.

    `api_url` is the base of the API ("https://api.zoom.us/v2"), `oauth_url` the token endpoint; `timeout` the longest
    silence in seconds; `on_wait` is told of each wait for a rate limit, in seconds. `pace` is what is remembered of
    the account's limits, `on_pace` is told whenever something else is learned; `pacer.pace` has it at any time.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        api_url: str,
        oauth_url: str,
        timeout: float = 30.0,
        on_wait: Callable[[float], None] | None = None,
        pause: Pause = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = utc_now,
        pace: Pace | None = None,
        on_pace: Callable[[Pace], None] | None = None,
    ) -> None:
        self._timeout = timeout
        self._pause = pause
        self._clock = clock
        self._published: dict[str, float] = {}
        self._arrays: set[str] = set()
        self._zoom = Connection(
            credentials,
            api_url=api_url,
            oauth_url=oauth_url,
            timeout=timeout,
            on_wait=on_wait,
            pause=pause,
            clock=clock,
            now=now,
            pace=pace,
            on_pace=on_pace,
        )
        self.pacer = self._zoom.pacer

    @property
    def worth_at_once(self) -> int:
        """Changes under way at once that use up the pace that the account takes: more would only wait."""
        return self.pacer.worth_at_once

    async def aclose(self) -> None:
        """Close every connection. A second call does nothing."""
        await self._zoom.aclose()

    async def sign_in(self) -> Token:
        """Get a new token, also when the one in hand would do. `scope` holds what was granted, separated by spaces."""
        return await self._zoom.sign_in()

    # --- hubs and events

    async def hubs(self) -> list[Hub]:
        """List the hubs that the account hosts: getHubList."""
        return await self._zoom.read_all(
            "getHubList", path("hubs"), "hubs", reading.hub, query={"role_type": "host"}, paged=False
        )

    async def events(self, *, status: EventStatus, whole: bool = False) -> list[Event]:
        """List the events that the account hosts, of one status: getEvents. Zoom has no list of all.

        Raises IncompleteList for a list that lacks some, if it has to be `whole`: what isn't on it may be there.
        """
        query = {"role_type": "host", "event_status_type": status}
        by = (lambda event: event.event_id) if whole else None
        return await self._zoom.read_all("getEvents", path("events"), "events", reading.event, query=query, whole_by=by)

    async def create_event(self, request: EventRequest) -> Event:
        """Create a draft: createEvent. Not repeatable: after `outcome_unknown`, look among the drafts."""
        return await self._zoom.create("createEvent", path("events"), to_wire(request), reading.event)

    async def event(self, event_id: str) -> Event:
        """Read an event: getEventInfo."""

        def read(data: Json) -> Event:
            self._note_recurrence(event_id, data)
            return reading.event(data)

        return await self._zoom.read("getEventInfo", path("events", event_id), read)

    async def update_event(self, event_id: str, changes: EventChanges) -> None:
        """Change what is set in `changes`: updateEvent. The type and the format can't be changed here."""
        body = to_wire(changes)
        if "recurrence" in body and event_id not in self._arrays:
            body["recurrence"] = recurrence_as_read(body["recurrence"])
        await self._patch("updateEvent", path("events", event_id), body)

    async def delete_event(self, event_id: str) -> None:
        """Delete a draft or a canceled event: deleteEvent."""
        await self._zoom.change("deleteEvent", "DELETE", path("events", event_id))

    async def publish_event(self, event_id: str) -> ActionAnswer:
        """Publish: EventActions. Zoom takes a moment until tickets can be created."""
        try:
            answer = await self._act(event_id, {"operation": "publish"})
        except ZoomError as error:
            if error.outcome_unknown:
                self._published[event_id] = self._clock()
            raise
        self._published[event_id] = self._clock()
        return answer

    async def cancel_event(self, event_id: str, *, cancel_message: str = "") -> ActionAnswer:
        """Cancel a published event: EventActions. A message is mandatory once there are registrants."""
        body = {"operation": "cancel"}
        if cancel_message:
            body["cancel_message"] = cancel_message
        return await self._act(event_id, body)

    async def duplicate_event(
        self, event_id: str, *, name: str, start_time: dt.datetime, timezone: str
    ) -> ActionAnswer:
        """Copy an event to a new draft, whose id is in the answer: EventActions. `start_time` is aware."""
        copy = {"name": name, "start_time": utc_text(start_time), "timezone": timezone}
        return await self._act(event_id, {"operation": "duplicate", "duplicate_event": copy})

    # --- ticket types and questions

    async def ticket_types(self, event_id: str) -> list[TicketType]:
        """List an event's ticket types: getEventTicketTypes."""
        where = path("events", event_id, "ticket_types")
        return await self._zoom.read_all("getEventTicketTypes", where, "ticket_types", reading.ticket_type, paged=False)

    async def create_ticket_type(self, event_id: str, request: TicketTypeRequest) -> str:
        """Create a ticket type of a multi-session event and return its id, all that Zoom answers: createTicketType."""
        where = path("events", event_id, "ticket_types")
        return await self._zoom.create(
            "createTicketType", where, to_wire(request), lambda data: reading.identity(data, "ticket_type_id")
        )

    async def update_ticket_type(self, event_id: str, ticket_type_id: str, changes: TicketTypeChanges) -> None:
        """Change what is set in `changes`: updateTicketType."""
        await self._patch(
            "updateTicketType", path("events", event_id, "ticket_types", ticket_type_id), to_wire(changes)
        )

    async def delete_ticket_type(self, event_id: str, ticket_type_id: str) -> None:
        """Delete a ticket type: deleteTicketType. Without the default one, tickets must name theirs."""
        where = path("events", event_id, "ticket_types", ticket_type_id)
        await self._zoom.change("deleteTicketType", "DELETE", where)

    async def questions(self, event_id: str, ticket_type_id: str | None = None) -> Questions:
        """Read what people are asked when they register, for the event or for one ticket type:
        getRegistrationQuestionsForEvent, getRegistrationQuestionsForTicketType."""
        operation, where = _questions("getRegistrationQuestions", event_id, ticket_type_id)
        return await self._zoom.read(operation, where, reading.questions)

    async def update_questions(
        self, event_id: str, request: QuestionsRequest, ticket_type_id: str | None = None
    ) -> None:
        """Replace all questions of the event or of one ticket type:
        updateRegistrationQuestionsForEvent, updateRegistrationQuestionsForTicketType."""
        operation, where = _questions("updateRegistrationQuestions", event_id, ticket_type_id)
        await self._zoom.change(operation, "PUT", where, to_wire(request))

    # --- tickets

    async def create_tickets(
        self,
        event_id: str,
        tickets: Sequence[TicketRequest],
        *,
        registration_source: str,
        validation_level: ValidationLevel = "standard",
        may_leave: Callable[[], bool] | None = None,
    ) -> TicketsAnswer:
        """Register 1 to 30 people: createTickets. A success may hold failures; a person may be in neither list.

        Not repeatable: after `outcome_unknown`, look for each `external_ticket_id`. The answer has no names, and which
        record belongs to whom is told by `external_ticket_id` or e-mail. Shortly after this client published the event,
        "not published yet" is waited out. `may_leave` is asked at the moment of sending, once a turn and a connection
        have been waited for: what the request rests on may have changed. Raises Withheld if it says no, ValueError for
        another number of people, or a `registration_source` of more than 16 characters.
        """
        if not 1 <= len(tickets) <= MOST_TICKETS:
            raise ValueError(f"{len(tickets)} tickets; a request takes 1 to {MOST_TICKETS}")
        if len(registration_source) > LONGEST_SOURCE:
            raise ValueError(f"a registration source has at most {LONGEST_SOURCE} characters")
        where = path("events", event_id, "tickets")
        body = {"registration_source": registration_source, "tickets": [to_wire(ticket) for ticket in tickets]}
        query = {"validation_level": validation_level}

        async def create() -> TicketsAnswer:
            return await self._zoom.create(
                "createTickets", where, body, reading.tickets_answer, query=query, may_leave=may_leave
            )

        for seconds in NOT_YET:
            try:
                return await create()
            except ZoomError as error:
                if error.reason is not Reason.NOT_PUBLISHED or not self._just_published(event_id):
                    raise
            await self._pause(seconds)
        return await create()

    async def tickets(
        self,
        event_id: str,
        *,
        external_ticket_id: str | None = None,
        email: str | None = None,
        ticket_type_id: str | None = None,
    ) -> list[Ticket]:
        """List an event's tickets, with names: getTickets. Each filter that is given narrows the list.

        Raises IncompleteList for a list that lacks some: who isn't on it may be registered all the same.
        """
        given = {"external_ticket_id": external_ticket_id, "email": email, "ticket_type_id": ticket_type_id}
        query = {name: value for name, value in given.items() if value is not None}
        return await self._zoom.read_all(
            "getTickets",
            path("events", event_id, "tickets"),
            "tickets",
            reading.ticket,
            query=query,
            whole_by=lambda ticket: ticket.ticket_id or ticket,
        )

    async def delete_ticket(self, event_id: str, ticket_id: str) -> None:
        """Take a person's ticket back: deleteTicket."""
        await self._zoom.change("deleteTicket", "DELETE", path("events", event_id, "tickets", ticket_id))

    async def registrants(self, event_id: str) -> list[Registrant]:
        """List registrants: getRegistrants. It has no names, and the host is on it; people are in `tickets`."""
        where = path("events", event_id, "registrants")
        return await self._zoom.read_all("getRegistrants", where, "registrants", reading.registrant)

    # --- sessions and access links

    async def sessions(self, event_id: str) -> list[Session]:
        """List sessions, at most 200 of them: getEventSessionList."""
        where = path("events", event_id, "sessions")
        return await self._zoom.read_all("getEventSessionList", where, "sessions", reading.session, paged=False)

    async def create_session(self, event_id: str, request: SessionRequest) -> Session:
        """Create a session: createEventSession. Not for single-session events."""
        where = path("events", event_id, "sessions")
        return await self._zoom.create("createEventSession", where, to_wire(request), reading.session)

    async def update_session(self, event_id: str, session_id: str, changes: SessionChanges) -> None:
        """Change what is set in `changes`: updateEventSession. This is where the format is changed."""
        await self._patch("updateEventSession", path("events", event_id, "sessions", session_id), to_wire(changes))

    async def delete_session(self, event_id: str, session_id: str) -> None:
        """Delete a session: deleteEventSession. Not for single-session events."""
        await self._zoom.change("deleteEventSession", "DELETE", path("events", event_id, "sessions", session_id))

    async def access_links(self, event_id: str) -> list[AccessLink]:
        """List the links to an event's registration: getEventAccessLinks."""
        where = path("events", event_id, "access_links")
        return await self._zoom.read_all("getEventAccessLinks", where, "access_links", reading.access_link, paged=False)

    async def create_access_link(self, event_id: str, request: AccessLinkRequest) -> AccessLink:
        """Create a link: createEventAccessLink. The answer has no `url`; the list does."""
        where = path("events", event_id, "access_links")
        return await self._zoom.create("createEventAccessLink", where, to_wire(request), reading.access_link)

    async def update_access_link(self, event_id: str, access_link_id: str, changes: AccessLinkChanges) -> None:
        """Change what is set in `changes`: updateEventAccess."""
        await self._patch(
            "updateEventAccess", path("events", event_id, "access_links", access_link_id), to_wire(changes)
        )

    async def page_answers(self, url: str) -> bool:
        """Say whether a stranger's browser gets a page at `url` (`public_page`)."""
        return await public_page.answers(url, timeout=self._timeout, context=self._zoom.context)

    # --- shared

    async def _act(self, event_id: str, body: Mapping[str, Any]) -> ActionAnswer:
        where = path("events", event_id, "event_actions")
        return await self._zoom.create("EventActions", where, body, reading.action_answer)

    async def _patch(self, operation: str, where: str, body: Mapping[str, Any]) -> None:
        if body:
            await self._zoom.change(operation, "PATCH", where, body)

    def _note_recurrence(self, event_id: str, data: Json) -> None:
        """A PATCH takes the form that Zoom last answered with: days as arrays, or as text and a number."""
        rule = data.get("recurrence")
        if isinstance(rule, dict) and any(isinstance(rule.get(name), list) for name in ("weekly_days", "monthly_days")):
            self._arrays.add(event_id)
        else:
            self._arrays.discard(event_id)

    def _just_published(self, event_id: str) -> bool:
        published = self._published.get(event_id)
        return published is not None and self._clock() - published < PUBLISH_SETTLES


def _questions(operation: str, event_id: str, ticket_type_id: str | None) -> tuple[str, str]:
    if ticket_type_id is None:
        return operation + "ForEvent", path("events", event_id, "questions")
    return operation + "ForTicketType", path("events", event_id, "ticket_types", ticket_type_id, "questions")
