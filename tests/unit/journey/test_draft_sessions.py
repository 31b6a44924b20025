"""The sessions of a draft: what they have of their own at Zoom is shown and kept, and none is made twice."""

import datetime as dt
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from scenarios import annual_summit, first_tuesday, tips_tuesday

from desktop_app.event.draft import EventFormat
from desktop_app.event.guidance import LISTED_SESSIONS
from desktop_app.journey import mapping
from desktop_app.journey.comparing import Field
from desktop_app.journey.journey import Journey
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.publishing import DraftKeeper
from desktop_app.journey.state import Work
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.models import Session
from desktop_app.zoom.requests import SessionChanges

from .drafts import TODAY, begin, calls

pytestmark = pytest.mark.asyncio

SERIES = tips_tuesday(first_tuesday(TODAY))
SUMMIT = annual_summit(TODAY + dt.timedelta(days=60))
IN_THE_ROOM = 4
NO_SESSIONS = {
    "status": 400,
    "code": 4711,
    "message": "Invalid access token, does not contain scopes:[zoom_events:read:list_sessions:admin].",
}


async def sessions(journey: Journey) -> list[Session]:
    return await journey.api.sessions(journey.state.event_id)


# --- the format


async def test_the_format_of_a_series_can_still_change(journey: Journey) -> None:
    begin(journey, SERIES)
    await journey.put_draft()
    journey.edit(replace(journey.state.draft, format=EventFormat.WEBINAR))
    assert (await journey.put_draft()).matches
    assert {session.type for session in await sessions(journey)} == {mapping.SESSION_TYPES[EventFormat.WEBINAR]}
    await journey.publish()
    assert (await journey.check_again()).matches


async def test_one_date_of_another_format_is_a_difference(journey: Journey) -> None:
    begin(journey, SERIES)
    await journey.put_draft()
    changed = (await sessions(journey))[3]
    await journey.api.update_session(journey.state.event_id, changed.session_id, SessionChanges(type=2))
    comparison = await journey.check_again()
    assert [row.field for row in comparison.rows if not row.same] == [Field.FORMAT]
    assert (await journey.put_draft()).matches


async def test_a_series_needs_no_permission_for_sessions(journey: Journey, zoom: PracticeService) -> None:
    zoom.faults.add("getEventSessionList", "error", times=None, **NO_SESSIONS)
    begin(journey, SERIES)
    assert (await journey.put_draft()).matches


# --- what a session has of its own


async def test_a_session_of_another_format_is_a_difference_and_can_be_changed_back(journey: Journey) -> None:
    begin(journey, SUMMIT)
    await journey.put_draft()
    keynote = (await sessions(journey))[0]
    await journey.api.update_session(journey.state.event_id, keynote.session_id, SessionChanges(type=0))
    comparison = await journey.check_again()
    assert [row.field for row in comparison.rows if not row.same] == [Field.SESSIONS]
    assert (await journey.put_draft()).matches
    assert {session.type for session in await sessions(journey)} == {mapping.SESSION_TYPES[SUMMIT.format]}


async def test_what_was_planned_at_zoom_outlives_an_edit_here(journey: Journey, zoom: PracticeService) -> None:
    """A conference of somebody else: one session in the room only, all of them in another time zone."""
    connection = journey.state.connection
    assert connection is not None
    hub = connection.hubs[0]
    event = await journey.api.create_event(mapping.event_request(SUMMIT, hub.hub_id))
    for number, plan in enumerate(SUMMIT.sessions):
        request = mapping.session_request(plan, SUMMIT)
        own = {"timezone": "Europe/Berlin", "type": request.type if number else IN_THE_ROOM}
        await journey.api.create_session(event.event_id, msgspec.structs.replace(request, **own))
    await journey.continue_draft(hub, event)
    assert (await journey.check_again()).matches
    journey.edit(replace(journey.state.draft, tagline="Another one"))
    assert (await journey.put_draft()).matches
    assert calls(zoom)["updateEventSession"] == 0
    journey.edit(replace(journey.state.draft, format=EventFormat.MEETING))
    assert (await journey.put_draft()).matches
    found = await sessions(journey)
    assert [session.type for session in found] == [IN_THE_ROOM, 0, 0]
    assert {session.timezone for session in found} == {"Europe/Berlin"}


async def test_sessions_follow_the_zone_of_their_event(journey: Journey) -> None:
    begin(journey, SUMMIT)
    await journey.put_draft()
    journey.edit(replace(journey.state.draft, time_zone="America/Chicago"))
    assert (await journey.put_draft()).matches
    assert {session.timezone for session in await sessions(journey)} == {"America/Chicago"}


# --- which session is which


async def test_a_copy_placed_before_its_original_doesnt_take_its_place(journey: Journey) -> None:
    begin(journey, SUMMIT)
    await journey.put_draft()
    original = journey.state.draft.sessions[0]
    copy = replace(original, session_id="", description="Beside it")
    journey.edit(replace(journey.state.draft, sessions=(copy, *journey.state.draft.sessions)))
    assert (await journey.put_draft()).matches
    assert journey.state.draft.sessions[0].session_id != original.session_id
    assert journey.state.draft.sessions[1].session_id == original.session_id


class Full:
    """Zoom with more sessions than it lists: those of the plan come last."""

    def __init__(self, api: EventsApi, listed: list[Session]) -> None:
        self._api = api
        self._listed = listed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    async def sessions(self, event_id: str) -> list[Session]:
        own = await self._api.sessions(event_id)
        return [*self._listed, *own][:LISTED_SESSIONS]


async def test_a_session_that_zoom_may_only_not_list_is_not_made_again(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, SUMMIT)
    await journey.put_draft()
    work = journey.state.work
    assert work is not None
    theirs = [
        msgspec.structs.replace(session, session_id=f"{session.session_id}-{number}", name="Theirs")
        for session in await sessions(journey)
        for number in range(LISTED_SESSIONS)
    ]

    async def nothing(_: object) -> None:
        pass

    zoom.forget_requests()
    full = Full(journey.api, theirs[: LISTED_SESSIONS - 1])
    await DraftKeeper(full, nothing, nothing).put(work)  # type: ignore[arg-type]
    assert calls(zoom)["createEventSession"] == 0


async def test_what_stays_is_not_saved_again_for_each_session(journey: Journey) -> None:
    begin(journey, SUMMIT)
    await journey.put_draft()
    work = journey.state.work
    assert work is not None
    saved: list[Work] = []

    async def save(work: Work) -> None:
        saved.append(work)

    changed = replace(work, draft=replace(work.draft, tagline="Another one"))
    await DraftKeeper(journey.api, save).put(changed)
    assert saved == []
