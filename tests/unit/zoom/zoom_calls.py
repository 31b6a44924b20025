"""Calls that change something at Zoom, what it answers, and clients that give up soon."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

import httpx
from scripted_zoom import Reply, Server

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.models import CalendarItem
from desktop_app.zoom.requests import EventChanges, EventRequest, TicketRequest

HUBS = Reply(200, {"total_records": 1, "hubs": [{"hub_id": "h1", "name": "Hub"}]})
PUBLISHED = Reply(201, {"status": "published", "event_id": "e1"})
NOT_PUBLISHED = Reply(400, {"code": 26501, "message": "Event is not published yet."})
TICKETS = Reply(201, {"tickets": [{"ticket_id": "t1", "email": "ann@example.com"}], "errors": []})
PAGE = b"<!doctype html><html>Accept the terms of this hotel</html>"
START = dt.datetime(2027, 1, 5, 15, tzinfo=dt.UTC)
REQUEST = EventRequest(
    name="Launch",
    description="About it",
    timezone="America/New_York",
    event_type="SIMPLE_EVENT",
    access_level="PRIVATE_UNRESTRICTED",
    hub_id="h1",
    attendance_type="virtual",
    meeting_type="WEBINAR",
    calendar=(CalendarItem(start_time=START, end_time=START + dt.timedelta(hours=1)),),
)
ANN = TicketRequest(email="ann@example.com", external_ticket_id="i1r1", send_notification=False)

Act = Callable[[ZoomClient], Awaitable[object]]
CHANGES: dict[str, Act] = {
    "createEvent": lambda client: client.create_event(REQUEST),
    "EventActions": lambda client: client.publish_event("e1"),
    "updateEvent": lambda client: client.update_event("e1", EventChanges(name="New")),
    "deleteEvent": lambda client: client.delete_event("e1"),
    "createTickets": lambda client: client.create_tickets("e1", [ANN], registration_source="Foyer"),
}


def limited(headers: dict[str, str], message: str = "You have reached the maximum per-second rate limit") -> Reply:
    return Reply(429, {"code": 429, "message": message}, headers)


async def grow_impatient(client: ZoomClient) -> None:
    """Give up soon on an answer, and on nothing else: a busy machine may take its time to connect and to send."""
    await client.sign_in()
    client._zoom._http.clients[0].timeout = httpx.Timeout(120, read=0.05)


async def arrived(server: Server) -> None:
    """Wait until a call is there: what was sent arrives, also after nobody waits for its answer any more."""
    while not server.calls:
        await asyncio.sleep(0.005)
