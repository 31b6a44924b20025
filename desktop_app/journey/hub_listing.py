"""What an account's hubs hold: Zoom's events, and work on this computer that Zoom has not seen, or has no more."""

import asyncio
import datetime as dt
from dataclasses import dataclass

from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.saved_events import SavedEvents
from desktop_app.journey.state import Work
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event, EventStatus, Hub

LISTED: tuple[EventStatus, ...] = ("draft", "upcoming", "past", "cancelled")
"""Zoom lists one status a call (list-events reference)."""

NOT_SHOWN = (Reason.EVENT_NOT_FOUND, Reason.EVENT_ACCESS_DENIED, Reason.SCOPE_MISSING)
"""Why an event can't be read whose id is known."""


@dataclass(frozen=True, slots=True)
class HubEvents:
    """What a hub holds: Zoom's events, drafts first, and work that is on this computer only, for Zoom has not seen it
    yet or doesn't show its event.

    `over` are the ids of published events whose last date has passed.
    """

    events: tuple[Event, ...]
    unsent: tuple[Work, ...]
    over: frozenset[str] = frozenset()
    missing_permission: bool = False


async def hosted_hubs(api: EventsApi) -> tuple[Hub, ...]:
    """Return the account's hubs, none where there are none or listing them isn't allowed. Raises ZoomError."""
    try:
        return tuple(await api.hubs())
    except ZoomError as error:
        if error.reason in (Reason.SCOPE_MISSING, Reason.HUB_NOT_FOUND):
            return ()
        raise


async def hub_events(api: EventsApi, saved: SavedEvents, hub: Hub, now: dt.datetime) -> HubEvents:
    """Return what `hub` holds. What was begun here and is on no list of Zoom's is asked for by its id: where listing
    events isn't allowed that is all there is to go on with. Raises ZoomError, OSError."""
    found: dict[str, Event] = {}
    over: set[str] = set()
    missing = False
    for status in LISTED:
        try:
            listed = await api.events(status=status)
        except ZoomError as error:
            if error.reason is not Reason.SCOPE_MISSING:
                raise
            missing = True
            break
        if status == "past":
            over |= {event.event_id for event in listed if event.event_id not in found}
        found |= {event.event_id: event for event in listed}
    works = [work for work in await saved.all() if work.hub_id == hub.hub_id]
    asked = [work.event_id for work in works if work.event_id and work.event_id not in found]
    for event in await asyncio.gather(*(_event(api, event_id) for event_id in asked)):
        if event is not None:
            found[event.event_id] = event
            if _is_over(event, now):
                over.add(event.event_id)
    events = [event for event in found.values() if event.hub_id in ("", hub.hub_id)]
    events.sort(key=lambda event: (event.status != "DRAFT", event.status == "CANCELLED" or event.event_id in over))
    # of a published event nothing is kept that could be gone on with
    unsent = tuple(work for work in works if work.event_id not in found and work.draft != EventDraft())
    return HubEvents(tuple(events), unsent, frozenset(over), missing)


async def _event(api: EventsApi, event_id: str) -> Event | None:
    try:
        return await api.event(event_id)
    except ZoomError as error:
        if error.reason in NOT_SHOWN:
            return None
        raise


def _is_over(event: Event, now: dt.datetime) -> bool:
    """Whether the last date is known to have passed: the calendar of a series may have its first one only."""
    if event.status != "PUBLISHED":
        return False
    ends = [item.end_time for item in event.calendar]
    if event.event_type == EventType.RECURRING.value:
        last = event.recurrence.end_date_time if event.recurrence else None
        ends = [last] if last else []
    return bool(ends) and max(ends) <= now
