"""What the tests of drafts share: an event to begin, and what reached Zoom."""

import datetime as dt
from collections import Counter

from scenarios import town_hall, winter_day

from desktop_app.event.draft import EventDraft
from desktop_app.journey.journey import Journey
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.models import Event

TODAY = dt.datetime.now(dt.UTC).date()
TOWN_HALL = town_hall(winter_day(TODAY))


def begin(journey: Journey, draft: EventDraft) -> None:
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(draft)
    journey.open_details()


async def put_town_hall(journey: Journey) -> str:
    """Put a draft of a town hall to Zoom, and return its id."""
    begin(journey, TOWN_HALL)
    await journey.put_draft()
    return journey.state.event_id


def calls(zoom: PracticeService) -> Counter[str]:
    return Counter(record.operation for record in zoom.requests)


async def drafts(journey: Journey, name: str) -> list[Event]:
    """The drafts at Zoom whose name begins so."""
    return [event for event in await journey.api.events(status="draft") if event.name.startswith(name)]
