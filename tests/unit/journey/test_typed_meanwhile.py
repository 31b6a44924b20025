"""What is typed while Foyer asks Zoom: it stays, here and on the disk, and is sent to the same draft afterwards."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from scenarios import annual_summit, town_hall, winter_day

from desktop_app.event.draft import EventDraft
from desktop_app.journey.journey import Journey
from desktop_app.practice.service import PracticeService

from .conftest import connect, make_journey

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
TOWN_HALL = town_hall(winter_day(TODAY))
SUMMIT = annual_summit(TODAY + dt.timedelta(days=60))


def begin(journey: Journey, draft: EventDraft) -> None:
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(draft)
    journey.open_details()


async def while_asked(journey: Journey, zoom: PracticeService, operation: str, do: Callable[[], object]) -> None:
    """Bring the draft to Zoom, and do something while it answers to an operation."""
    zoom.forget_requests()
    zoom.faults.add(operation, "slow", seconds=0.1)
    putting = asyncio.ensure_future(journey.put_draft())
    async with asyncio.timeout(120):
        while operation not in {record.operation for record in zoom.requests}:
            await asyncio.sleep(0.005)
    assert not putting.done()
    do()
    await putting


def typed(journey: Journey, draft: EventDraft) -> Callable[[], object]:
    return lambda: journey.edit(draft)


async def drafts(journey: Journey) -> set[str]:
    return {event.event_id for event in await journey.api.events(status="draft")}


@pytest.mark.parametrize("operation", ["getEvents", "createEvent", "getEventInfo"])
async def test_it_is_not_lost_and_reaches_the_same_draft(
    journey: Journey, zoom: PracticeService, tmp_path: Path, operation: str
) -> None:
    before = await drafts(journey)
    begin(journey, TOWN_HALL)
    await while_asked(journey, zoom, operation, typed(journey, replace(TOWN_HALL, name="Typed meanwhile")))
    assert journey.state.draft.name == "Typed meanwhile"
    assert not journey.state.verified
    assert journey.state.event_id

    again = make_journey(zoom, tmp_path)
    await connect(again)
    await again.open_event(journey.state.event_id)
    assert again.state.draft.name == "Typed meanwhile"
    assert (await again.put_draft()).matches
    assert await drafts(again) - before == {journey.state.event_id}
    await again.disconnect()


@pytest.mark.parametrize("operation", ["createEvent", "createEventSession"])
async def test_sessions_that_were_created_for_the_text_before_are_used_or_deleted(
    journey: Journey, zoom: PracticeService, operation: str
) -> None:
    begin(journey, SUMMIT)
    keynote, *rest = SUMMIT.sessions
    renamed = replace(SUMMIT, sessions=(replace(keynote, name="Grand opening"), *rest[:-1]))
    await while_asked(journey, zoom, operation, typed(journey, renamed))
    assert journey.state.draft == renamed
    assert (await journey.put_draft()).matches
    names = sorted(session.name for session in await journey.api.sessions(journey.state.event_id))
    assert names == sorted(plan.name for plan in renamed.sessions)


async def test_where_nothing_was_typed_the_sessions_have_their_ids(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, SUMMIT)
    await while_asked(journey, zoom, "createEventSession", journey.open_details)
    assert all(plan.session_id for plan in journey.state.draft.sessions)
    assert journey.state.verified


async def test_the_answer_goes_to_the_event_it_is_of(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, TOWN_HALL)
    await while_asked(journey, zoom, "createEvent", lambda: begin(journey, TOWN_HALL))
    assert journey.state.event_id == ""
    assert journey.state.stored is None
    assert journey.comparison.stored is None
