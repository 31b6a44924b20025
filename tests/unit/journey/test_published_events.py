"""A published event: what is needed to open it, and what this computer keeps of it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from scenarios import annual_summit, town_hall, winter_day

from desktop_app.event.draft import Access, EventDraft
from desktop_app.journey.journey import Journey
from desktop_app.journey.publishing import PublishInDoubt
from desktop_app.journey.readiness import Ability
from desktop_app.journey.state import Work
from desktop_app.practice.service import PracticeService
from desktop_app.storage.saved_work import SavedWork
from desktop_app.zoom.errors import Reason, ZoomError

from .conftest import connect, make_journey

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
RESTRICTED = replace(town_hall(winter_day(TODAY)), access=Access.APPROVED_ONLY, allowed_emails=("guest@elsewhere.org",))
PLANS = {"summit": annual_summit(TODAY + dt.timedelta(days=60)), "restricted": RESTRICTED}
TUTORIAL = ("read:list_hubs", "write:event", "read:event", "read:list_registrants", "write:ticket")
"""The permissions that Zoom's own tutorial lists."""


async def publish(journey: Journey, draft: EventDraft) -> str:
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(draft)
    journey.open_details()
    await journey.put_draft()
    await journey.publish()
    assert journey.state.published
    return journey.state.event_id


def kept(folder: Path) -> Work:
    store = SavedWork(folder / "work")
    (key,) = store.list("events-account")
    return msgspec.json.decode(store.load("events-account", key) or b"", type=Work)


@pytest.mark.parametrize("plan", list(PLANS))
@pytest.mark.parametrize("here", [True, False], ids=["begun here", "begun elsewhere"])
async def test_attendees_can_be_added_with_the_permissions_of_the_tutorial(
    journey: Journey, zoom: PracticeService, tmp_path: Path, plan: str, here: bool
) -> None:
    event_id = await publish(journey, PLANS[plan])
    zoom.scopes = [f"zoom_events:{name}:admin" for name in TUTORIAL]
    again = make_journey(zoom, tmp_path if here else tmp_path / "elsewhere")
    await connect(again)
    assert again.can(Ability.ADD_ATTENDEES)
    assert not again.can(Ability.PLAN_SESSIONS)
    await again.open_event(event_id)
    assert again.state.published
    assert again.state.draft.name == PLANS[plan].name
    await again.disconnect()


async def test_what_may_not_be_read_at_all_is_not_opened(journey: Journey, zoom: PracticeService) -> None:
    event_id = await publish(journey, RESTRICTED)
    stored, hub = journey.state.stored, journey.state.hub
    assert stored is not None
    assert hub is not None
    zoom.scopes = [scope for scope in zoom.scopes if "read:event" not in scope]
    await journey.recheck()
    with pytest.raises(ZoomError) as caught:
        await journey.open_published(hub, stored)
    assert caught.value.reason is Reason.SCOPE_MISSING
    assert journey.state.event_id == event_id


async def test_nothing_that_was_typed_is_kept_and_everything_is_shown(journey: Journey, tmp_path: Path) -> None:
    event_id = await publish(journey, RESTRICTED)
    assert journey.state.draft == RESTRICTED
    work = kept(tmp_path)
    assert (work.event_id, work.draft) == (event_id, EventDraft())
    await journey.open_event(event_id)
    assert journey.state.draft.allowed_emails == RESTRICTED.allowed_emails


async def test_nothing_is_kept_either_when_it_was_in_doubt_whether_it_is_published(
    journey: Journey, zoom: PracticeService, tmp_path: Path
) -> None:
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(RESTRICTED)
    await journey.put_draft()
    zoom.faults.add("*", "drop_after", times=None, skip=1)
    with pytest.raises(PublishInDoubt):
        await journey.publish()
    assert kept(tmp_path).draft == RESTRICTED
    zoom.faults.clear()
    await journey.check_again()
    assert journey.state.published
    assert journey.state.draft == RESTRICTED
    assert kept(tmp_path).draft == EventDraft()


async def test_what_was_prepared_for_a_draft_before_still_finds_the_event(journey: Journey, tmp_path: Path) -> None:
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(RESTRICTED)
    await journey.put_draft()
    gone = journey.state.event_id
    await journey.api.delete_event(gone)
    journey.let_go_of_draft()
    await journey.put_draft()
    await journey.publish()
    assert kept(tmp_path).gone_events == (gone,)


async def test_what_somebody_else_published_is_put_away_when_it_is_opened(journey: Journey, tmp_path: Path) -> None:
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(RESTRICTED)
    journey.open_details()
    await journey.put_draft()
    event_id = journey.state.event_id
    await journey.api.publish_event(event_id)
    await journey.open_event(event_id)
    assert journey.state.published
    assert kept(tmp_path).draft == EventDraft()


async def test_a_list_that_has_it_as_a_draft_still_opens_it_as_zoom_has_it(journey: Journey) -> None:
    """Zoom's lists follow its changes with a delay."""
    await publish(journey, PLANS["summit"])
    stored, hub = journey.state.stored, journey.state.hub
    assert stored is not None
    assert hub is not None
    await journey.continue_draft(hub, msgspec.structs.replace(stored, status="DRAFT"))
    assert journey.state.draft.name == PLANS["summit"].name
    assert len(journey.state.draft.sessions) == 3
