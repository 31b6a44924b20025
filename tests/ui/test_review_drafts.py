"""The Review page on drafts that Foyer can't vouch for: who may register, what sessions have of their own, a draft
that may exist."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import DAY, Desk
from scenarios import annual_summit, town_hall

from desktop_app.event.draft import Access, EventDraft
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.review.page import ReviewPage
from desktop_app.zoom.requests import AccessLinkChanges, SessionChanges

pytestmark = pytest.mark.asyncio

ReviewDesk = Desk[ReviewPage]

NO_LIST = {
    "status": 400,
    "code": 4711,
    "message": "Invalid access token, does not contain scopes:[zoom_events:read:list_events:admin].",
}


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[ReviewDesk]:
    desk = Desk(ReviewPage, tmp_path, zoom)
    await desk.connect()
    yield desk
    await desk.close()


async def review(desk: ReviewDesk, draft: EventDraft) -> None:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(draft)
    desk.journey.open_details()
    await desk.enter()


async def check_again(desk: ReviewDesk) -> None:
    desk.page.secondary()
    await desk.rest()


def calls(desk: ReviewDesk, operation: str) -> int:
    return sum(record.operation == operation for record in desk.zoom.requests)


async def test_a_draft_that_only_a_person_can_look_for_can_be_created_again(desk: ReviewDesk) -> None:
    await review(desk, town_hall(DAY))
    desk.zoom.faults.add("getEvents", "error", times=None, **NO_LIST)
    desk.zoom.faults.add("createEvent", "drop_before")
    await desk.press()
    assert "no permission to list your drafts" in desk.said()
    await desk.press()
    assert calls(desk, "createEvent") == 1
    await desk.act("new")
    assert "isn’t on Zoom yet" in desk.said()
    await desk.press()
    assert "Zoom has exactly what you entered" in desk.said()


async def test_a_draft_that_can_be_looked_for_later_is_not_offered_anew(desk: ReviewDesk) -> None:
    await review(desk, town_hall(DAY))
    desk.zoom.faults.add("getEvents", "error", times=None, skip=1, status=403, code=9, message="Not now.")
    desk.zoom.faults.add("createEvent", "drop_after")
    await desk.press()
    assert "doesn’t know whether the draft was created" in desk.said()
    assert not desk.shows("message_new")
    desk.zoom.faults.clear()
    await desk.act("retry")
    assert "Zoom has exactly what you entered" in desk.said()
    assert calls(desk, "createEvent") == 1


async def test_lists_that_keep_people_out_are_shown_and_those_that_were_typed_before_are_not(desk: ReviewDesk) -> None:
    await review(desk, replace(town_hall(DAY), allowed_domains=("typed.example",), access=Access.ANYONE_WITH_LINK))
    assert not desk.shows("review_allowed_entered")
    await desk.press()
    event_id = desk.journey.state.event_id
    (link,) = await desk.journey.api.access_links(event_id)
    listed = AccessLinkChanges(allow_domain_list=("techcorp.com",))
    await desk.journey.api.update_access_link(event_id, link.access_link_id, listed)
    await check_again(desk)
    assert desk.text("review_allowed_stored") == "techcorp.com"
    assert "typed" not in desk.text("review_allowed_entered")


async def test_what_a_session_has_of_its_own_is_told(desk: ReviewDesk) -> None:
    await review(desk, annual_summit(DAY))
    await desk.press()
    event_id = desk.journey.state.event_id
    keynote, workshop, closing = await desk.journey.api.sessions(event_id)
    await desk.journey.api.update_session(event_id, keynote.session_id, SessionChanges(type=0))
    await desk.journey.api.update_session(event_id, workshop.session_id, SessionChanges(type=4))
    await desk.journey.api.update_session(event_id, closing.session_id, SessionChanges(timezone="Europe/Berlin"))
    await check_again(desk)
    ends = [line.rpartition(", ")[2] for line in desk.text("review_sessions_stored").splitlines()]
    assert ends == ["Meeting", "neither webinar nor meeting", "shown in Berlin time"]
    assert "Meeting" not in desk.text("review_sessions_entered")
