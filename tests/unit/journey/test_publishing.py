"""Create, read back, publish, and what is done after a lost answer: against the practice service over real HTTP."""

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from scenarios import annual_summit, first_tuesday, tips_tuesday, town_hall, winter_day

from desktop_app.event.draft import Access, Attendance, EventFormat
from desktop_app.journey import mapping
from desktop_app.journey.comparing import Field
from desktop_app.journey.journey import Journey
from desktop_app.journey.publishing import DraftInDoubt, PublishInDoubt
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import Reason, ZoomError

from .conftest import make_journey
from .drafts import begin, calls

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
PLANS = {
    "single": town_hall(winter_day(TODAY)),
    "series": tips_tuesday(first_tuesday(TODAY)),
    "summit": annual_summit(TODAY + dt.timedelta(days=60)),
    "restricted": replace(
        town_hall(winter_day(TODAY)),
        access=Access.APPROVED_ONLY,
        allowed_domains=("techcorp.com", "example.com"),
        allowed_emails=("guest@elsewhere.org",),
    ),
    "hybrid meeting": replace(
        town_hall(winter_day(TODAY)), format=EventFormat.MEETING, attendance=Attendance.HYBRID, place="Main hall"
    ),
}


async def drafts_named(journey: Journey, name: str) -> list[str]:
    return [event.event_id for event in await journey.api.events(status="draft") if event.name == name]


@pytest.mark.parametrize("plan", list(PLANS))
async def test_a_draft_is_created_read_back_and_the_same(journey: Journey, plan: str) -> None:
    begin(journey, PLANS[plan])
    comparison = await journey.put_draft()
    assert {row.field for row in comparison.rows if not row.same} == set()
    assert journey.state.verified
    event = await journey.publish()
    assert event.status == "PUBLISHED"
    assert journey.state.published
    assert await journey.link_answers()


async def test_the_town_hall_is_at_19_utc(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    assert journey.state.stored is not None
    assert journey.state.stored.calendar[0].start_time.time() == dt.time(19, 0)
    assert journey.state.stored.access_level == "PRIVATE_UNRESTRICTED"


async def test_going_back_and_forth_changes_the_same_draft(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    first = journey.state.event_id
    for name in ("Q1 Town Hall", "Q2 Town Hall"):
        journey.edit(replace(journey.state.draft, name=name))
        assert not journey.state.verified
        assert (await journey.put_draft()).matches
    assert journey.state.event_id == first
    assert calls(zoom)["createEvent"] == 1
    assert len(await drafts_named(journey, "Q2 Town Hall")) == 1
    patches = [record.body for record in zoom.requests if record.operation == "updateEvent"]
    assert patches == [{"name": "Q1 Town Hall"}, {"name": "Q2 Town Hall"}]


async def test_the_format_of_a_draft_can_still_change(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    journey.edit(replace(journey.state.draft, format=EventFormat.MEETING))
    assert (await journey.put_draft()).matches


async def test_sessions_are_changed_added_and_deleted_not_made_twice(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["summit"])
    await journey.put_draft()
    keynote, workshop, closing = journey.state.draft.sessions
    assert keynote.session_id
    extra = replace(closing, name="Party", session_id="")
    journey.edit(replace(journey.state.draft, sessions=(replace(keynote, name="Grand opening"), workshop, extra)))
    assert (await journey.put_draft()).matches
    names = {session.name for session in await journey.api.sessions(journey.state.event_id)}
    assert names == {"Grand opening", "Hands-on workshop", "Party"}
    assert calls(zoom)["createEventSession"] == 4


@pytest.mark.parametrize("fault", ["drop_after", "drop_during", "unreadable", "empty"])
async def test_a_lost_answer_to_the_create_is_settled_by_looking(
    journey: Journey, zoom: PracticeService, fault: str
) -> None:
    begin(journey, PLANS["single"])
    zoom.faults.add("createEvent", fault)
    assert (await journey.put_draft()).matches
    assert calls(zoom)["createEvent"] == 1
    assert len(await drafts_named(journey, PLANS["single"].name)) == 1


async def test_a_look_alike_that_was_there_before_is_not_taken_for_ours(
    journey: Journey, zoom: PracticeService
) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    before = journey.state.event_id
    begin(journey, PLANS["single"])
    zoom.faults.add("createEvent", "drop_after")
    await journey.put_draft()
    assert journey.state.event_id != before
    assert len(await drafts_named(journey, PLANS["single"].name)) == 2


async def test_a_create_that_never_arrived_may_be_tried_again(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["single"])
    zoom.faults.add("createEvent", "drop_before")
    with pytest.raises(ZoomError) as caught:
        await journey.put_draft()
    assert caught.value.outcome_unknown
    assert (await journey.put_draft()).matches
    assert len(await drafts_named(journey, PLANS["single"].name)) == 1


async def leave_a_draft_in_doubt(journey: Journey, zoom: PracticeService) -> None:
    """Lose Zoom's answer to a draft, and have no way to look for it."""
    begin(journey, PLANS["single"])
    zoom.faults.add("createEvent", "drop_after")
    zoom.faults.add("getEvents", "error", times=None, skip=1, status=403, code=9, message="Not now.")
    with pytest.raises(DraftInDoubt):
        await journey.put_draft()


async def test_without_a_way_to_look_the_draft_stays_in_doubt_until_there_is_one(
    journey: Journey, zoom: PracticeService
) -> None:
    await leave_a_draft_in_doubt(journey, zoom)
    assert not journey.state.event_id
    zoom.faults.clear()
    assert (await journey.put_draft()).matches
    assert len(await drafts_named(journey, PLANS["single"].name)) == 1


async def test_a_crash_after_a_lost_answer_creates_no_second_draft(
    journey: Journey, zoom: PracticeService, tmp_path: Path
) -> None:
    await leave_a_draft_in_doubt(journey, zoom)
    zoom.faults.clear()

    again = make_journey(zoom, tmp_path)
    connection = await again.connect(
        Mode.ACCOUNT, profile_name="Acme Corp", account_id="account", client_id="client", client_secret="a secret"
    )
    (work,) = (await again.hub_events(connection.hubs[0])).unsent
    assert work.draft == PLANS["single"]
    again.resume_unsent(connection.hubs[0], work)
    assert (await again.put_draft()).matches
    assert len(await drafts_named(again, PLANS["single"].name)) == 1
    await again.disconnect()


async def test_a_lost_answer_to_a_session_makes_no_second_session(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["summit"])
    zoom.faults.add("createEventSession", "drop_after", skip=1)
    with pytest.raises(ZoomError):
        await journey.put_draft()
    assert (await journey.put_draft()).matches
    assert len(await journey.api.sessions(journey.state.event_id)) == 3


async def test_a_refused_create_leaves_nothing_in_doubt(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["single"])
    zoom.faults.add("createEvent", "error", status=400, code=26202, message="Schedule too long.")
    with pytest.raises(ZoomError) as caught:
        await journey.put_draft()
    assert caught.value.reason is Reason.SCHEDULE_TOO_LONG
    assert journey.state.work is not None
    assert journey.state.work.creating is None
    assert journey.state.work.drafts_before == ()
    assert (await journey.put_draft()).matches


async def test_a_lost_answer_to_publishing_is_settled_by_reading(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    zoom.faults.add("EventActions", "drop_after")
    assert (await journey.publish()).status == "PUBLISHED"
    assert calls(zoom)["EventActions"] == 1


@pytest.mark.parametrize("skip", [1, 2], ids=["the answer", "what is read after it"])
async def test_what_can_not_be_read_after_publishing_is_in_doubt(
    journey: Journey, zoom: PracticeService, skip: int
) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    zoom.faults.add("*", "drop_after", times=None, skip=skip)
    with pytest.raises(PublishInDoubt):
        await journey.publish()
    zoom.faults.clear()
    await journey.check_again()
    assert journey.state.published
    assert calls(zoom)["EventActions"] == 1


async def test_publishing_twice_asks_zoom_once(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    await journey.publish()
    await journey.publish()
    assert calls(zoom)["EventActions"] == 1


async def test_what_zoom_changed_is_shown_and_can_be_taken(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    from desktop_app.zoom.requests import EventChanges

    await journey.api.update_event(journey.state.event_id, EventChanges(tagline="Changed on the website"))
    comparison = await journey.check_again()
    assert [row.field for row in comparison.rows if not row.same] == [Field.TAGLINE]
    assert not journey.state.verified
    assert journey.take_stored().matches
    assert journey.state.verified
    assert journey.state.draft.tagline == "Changed on the website"


async def test_a_draft_that_is_gone_can_be_made_anew(journey: Journey) -> None:
    begin(journey, PLANS["summit"])
    await journey.put_draft()
    gone = journey.state.event_id
    await journey.api.delete_event(gone)
    with pytest.raises(ZoomError) as caught:
        await journey.check_again()
    assert caught.value.reason is Reason.EVENT_NOT_FOUND
    journey.let_go_of_draft()
    assert (await journey.put_draft()).matches
    assert journey.state.event_id != gone


async def test_what_was_typed_is_there_after_a_crash(journey: Journey, zoom: PracticeService, tmp_path: Path) -> None:
    begin(journey, replace(PLANS["single"], name="Half a na"))
    again = make_journey(zoom, tmp_path)
    connection = await again.connect(
        Mode.ACCOUNT, profile_name="Acme Corp", account_id="account", client_id="client", client_secret="a secret"
    )
    (work,) = (await again.hub_events(connection.hubs[0])).unsent
    assert work.draft.name == "Half a na"
    await again.disconnect()


async def test_drafts_of_the_hub_are_listed_and_continued(journey: Journey) -> None:
    begin(journey, PLANS["summit"])
    await journey.put_draft()
    event_id = journey.state.event_id
    hub = journey.state.hub
    assert hub is not None
    journey.forget(journey.state.work)  # type: ignore[arg-type]
    (event,) = [event for event in (await journey.hub_events(hub)).events if event.event_id == event_id]
    await journey.continue_draft(hub, event)
    assert journey.state.draft.name == PLANS["summit"].name
    assert len(journey.state.draft.sessions) == 3
    assert (await journey.put_draft()).matches


async def test_a_published_event_is_opened_to_add_attendees(journey: Journey) -> None:
    hub = journey.state.connection.hubs[0]  # type: ignore[union-attr]
    published = next(event for event in (await journey.hub_events(hub)).events if event.status == "PUBLISHED")
    await journey.open_published(hub, published)
    assert journey.state.published
    assert journey.state.draft.name == published.name


async def test_an_event_deleted_in_foyer_is_gone_at_zoom_and_here(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    stored, hub = journey.state.stored, journey.state.hub
    assert stored is not None
    assert hub is not None
    await journey.delete_draft(stored)
    listing = await journey.hub_events(hub)
    assert stored.event_id not in {event.event_id for event in listing.events}
    assert listing.unsent == ()
    assert journey.state.work is None


async def test_an_event_is_opened_by_its_id_alone(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    await journey.publish()
    event_id, hub = journey.state.event_id, journey.state.hub
    assert hub is not None
    journey.start_event(next(other for other in journey.state.connection.hubs if other != hub))  # type: ignore[union-attr]
    await journey.open_event(event_id)
    assert journey.state.published
    assert journey.state.hub == hub
    assert journey.state.draft.name == PLANS["single"].name


async def test_what_is_typed_while_zoom_answers_is_not_lost(journey: Journey) -> None:
    begin(journey, PLANS["single"])
    await journey.put_draft()
    checking = asyncio.ensure_future(journey.check_again())
    await asyncio.sleep(0)
    journey.edit(replace(journey.state.draft, name="Typed meanwhile"))
    await checking
    assert journey.state.draft.name == "Typed meanwhile"
    assert not journey.state.verified


async def test_a_session_that_somebody_added_at_zoom_is_shown_and_not_deleted(journey: Journey) -> None:
    begin(journey, PLANS["summit"])
    await journey.put_draft()
    work = journey.state.work
    assert work is not None
    theirs = mapping.session_request(replace(work.draft.sessions[0], name="Added by a colleague"), work.draft)
    await journey.api.create_session(journey.state.event_id, theirs)
    journey.edit(replace(journey.state.draft, sessions=journey.state.draft.sessions[:2]))
    comparison = await journey.put_draft()
    assert [row.field for row in comparison.rows if not row.same] == [Field.SESSIONS]
    names = {session.name for session in await journey.api.sessions(journey.state.event_id)}
    assert names == {"Opening keynote", "Hands-on workshop", "Added by a colleague"}
    assert journey.take_stored().matches
