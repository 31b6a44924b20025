"""What a hub's list has besides Zoom's: events begun here that Zoom may not list, and work whose draft is gone."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from scenarios import annual_summit, first_tuesday, tips_tuesday, town_hall, winter_day

from desktop_app.event.draft import EventDraft
from desktop_app.journey.hub_listing import HubEvents, hub_events
from desktop_app.journey.journey import Journey
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event, Hub

from .conftest import connect, make_journey

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
TOWN_HALL = town_hall(winter_day(TODAY))


def hub_of(journey: Journey) -> Hub:
    assert journey.state.connection is not None
    return journey.state.connection.hubs[0]


async def begin(journey: Journey, draft: EventDraft = TOWN_HALL) -> str:
    """Make a draft at Zoom."""
    journey.start_event(hub_of(journey))
    journey.edit(draft)
    journey.open_details()
    await journey.put_draft()
    return journey.state.event_id


async def listing(journey: Journey) -> HubEvents:
    return await journey.hub_events(hub_of(journey))


def withdraw(zoom: PracticeService, *names: str) -> None:
    """Let tokens from now on lack these permissions."""
    zoom.scopes = [scope for scope in zoom.scopes if not any(name in scope for name in names)]


async def test_what_was_begun_here_is_listed_as_what_it_is_without_the_permission_to_list(
    journey: Journey, zoom: PracticeService, tmp_path: Path
) -> None:
    draft = await begin(journey, replace(TOWN_HALL, name="Draft"))
    live = await begin(journey)
    await journey.publish()
    elsewhere = await begin(journey, annual_summit(TODAY + dt.timedelta(days=60)))
    await journey.api.publish_event(elsewhere)
    journey.start_event(hub_of(journey))
    journey.edit(replace(TOWN_HALL, name="Not sent"))

    withdraw(zoom, "list_events")
    again = make_journey(zoom, tmp_path)
    await connect(again)
    found = await listing(again)
    assert found.missing_permission
    assert found.events[0].event_id == draft
    assert {event.event_id for event in found.events if event.status == "PUBLISHED"} == {live, elsewhere}
    assert [work.draft.name for work in found.unsent] == ["Not sent"]
    await again.disconnect()


async def test_another_hubs_events_are_not_asked_for(journey: Journey, zoom: PracticeService) -> None:
    await begin(journey)
    withdraw(zoom, "list_events")
    await journey.recheck()
    zoom.forget_requests()
    assert journey.state.connection is not None
    found = await journey.hub_events(journey.state.connection.hubs[1])
    assert found.events == found.unsent == ()
    assert "getEventInfo" not in {record.operation for record in zoom.requests}


@pytest.mark.parametrize("may_list", [True, False])
async def test_work_whose_draft_was_deleted_at_zoom_is_reached_and_made_anew(
    journey: Journey, zoom: PracticeService, may_list: bool
) -> None:
    gone = await begin(journey)
    journey.edit(replace(journey.state.draft, tagline="Typed since"))
    await journey.api.delete_event(gone)
    if not may_list:
        withdraw(zoom, "list_events")
        await journey.recheck()
    found = await listing(journey)
    assert gone not in {event.event_id for event in found.events}
    (work,) = found.unsent
    assert work.draft.tagline == "Typed since"
    journey.resume_unsent(hub_of(journey), work)
    with pytest.raises(ZoomError) as caught:
        await journey.check_again()
    assert caught.value.reason is Reason.EVENT_NOT_FOUND
    journey.let_go_of_draft()
    assert (await journey.put_draft()).matches


async def test_a_draft_that_is_gone_already_is_deleted_here_too(journey: Journey) -> None:
    event_id = await begin(journey)
    await journey.api.delete_event(event_id)
    await journey.delete_draft(Event(event_id=event_id))
    assert (await listing(journey)).unsent == ()
    assert journey.state.work is None


async def test_a_draft_that_zoom_keeps_is_kept_here(journey: Journey, zoom: PracticeService) -> None:
    event_id = await begin(journey)
    zoom.faults.add("deleteEvent", "error", status=403, code=260200, message="Event access denied.")
    with pytest.raises(ZoomError):
        await journey.delete_draft(Event(event_id=event_id))
    assert journey.state.event_id == event_id


async def test_a_published_event_that_was_deleted_leaves_nothing_to_go_on_with(
    journey: Journey, zoom: PracticeService
) -> None:
    event_id = await begin(journey)
    await journey.publish()
    await journey.api.cancel_event(event_id)  # type: ignore[attr-defined]
    await journey.api.delete_event(event_id)
    assert (await listing(journey)).unsent == ()


async def test_what_can_not_be_asked_for_now_is_no_list(journey: Journey, zoom: PracticeService) -> None:
    await begin(journey)
    withdraw(zoom, "list_events")
    await journey.recheck()
    zoom.faults.add("getEventInfo", "error", status=403, code=9, message="Not now.")
    with pytest.raises(ZoomError):
        await listing(journey)


async def test_without_any_permission_to_read_what_was_typed_is_there(journey: Journey, zoom: PracticeService) -> None:
    await begin(journey)
    withdraw(zoom, "list_events", "read:event")
    await journey.recheck()
    assert [work.draft.name for work in (await listing(journey)).unsent] == [TOWN_HALL.name]


@pytest.mark.parametrize("draft", [TOWN_HALL, tips_tuesday(first_tuesday(TODAY))], ids=["single", "series"])
@pytest.mark.parametrize("years", [-2, 2])
async def test_an_event_that_zoom_may_not_list_is_over_when_its_last_date_has_passed(
    journey: Journey, zoom: PracticeService, draft: EventDraft, years: int
) -> None:
    event_id = await begin(journey, draft)
    await journey.publish()
    withdraw(zoom, "list_events")
    await journey.recheck()
    now = dt.datetime.now(dt.UTC) + dt.timedelta(days=365 * years)
    found = await hub_events(journey.api, journey._saved, hub_of(journey), now)
    # how long a series lasts that ends after a number of dates is for Zoom to say
    over = {event_id} if years > 0 and draft is TOWN_HALL else set()
    assert found.over == over
