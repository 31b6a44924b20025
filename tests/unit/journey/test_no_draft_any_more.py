"""An event that was published or canceled on Zoom's website, while Foyer had it for a draft."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from scenarios import annual_summit, town_hall, winter_day

from desktop_app.event.draft import Access, EventDraft
from desktop_app.journey.journey import Journey
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
PLANS = {
    "single": replace(town_hall(winter_day(TODAY)), access=Access.APPROVED_ONLY, allowed_domains=("acme.com",)),
    "summit": annual_summit(TODAY + dt.timedelta(days=60)),
}
READING = {"getEventInfo", "getEventSessionList", "getEventAccessLinks"}


def edited(draft: EventDraft) -> EventDraft:
    """Change whatever Foyer would send: the name, who may register, and a session that goes."""
    return replace(draft, name="Changed here", allowed_domains=("example.com",), sessions=draft.sessions[1:])


@pytest.mark.parametrize("plan", list(PLANS))
@pytest.mark.parametrize("canceled", [False, True])
async def test_nothing_of_it_is_changed(journey: Journey, zoom: PracticeService, plan: str, canceled: bool) -> None:
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(PLANS[plan])
    journey.open_details()
    await journey.put_draft()
    await journey.api.publish_event(journey.state.event_id)
    if canceled:
        await journey.api.cancel_event(journey.state.event_id)
    journey.edit(edited(journey.state.draft))
    before = len(zoom.requests)
    comparison = await journey.put_draft()
    assert set(Counter(record.operation for record in list(zoom.requests)[before:])) <= READING
    assert not comparison.matches, "what was typed here is shown beside what Zoom has"
    assert journey.state.published is not canceled
