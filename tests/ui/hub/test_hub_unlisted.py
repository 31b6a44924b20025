"""Events that Zoom doesn't list for Foyer: where that isn't allowed, and where a draft was deleted at Zoom."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from hub_program import HubDesk, rows
from page_program import DAY, Desk
from scenarios import town_hall

from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.hub.page import HubPage

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def unlisted(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[HubDesk]:
    """The Hub page of an account that may not list events, before anything was begun."""
    zoom.scopes = [scope for scope in zoom.scopes if "list_events" not in scope]
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    yield desk
    await desk.close()


async def draft(desk: HubDesk, name: str) -> str:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(replace(town_hall(DAY), name=name))
    desk.journey.open_details()
    await desk.journey.put_draft()
    return desk.journey.state.event_id


async def test_what_was_begun_here_is_offered_for_what_it_is(unlisted: HubDesk) -> None:
    await draft(unlisted, "A draft")
    live = await draft(unlisted, "A live event")
    await unlisted.journey.publish()
    unlisted.journey.start_event(unlisted.hub)
    unlisted.journey.edit(replace(town_hall(DAY), name="Not sent"))
    await unlisted.enter()
    assert rows(unlisted) == {
        "Not sent": "Continue draft",
        "A draft": "Continue draft",
        "A live event": "Add attendees",
    }
    unlisted.click(f"open_{live}")
    await unlisted.rest()
    assert unlisted.went == [Step.ATTENDEES.value]
    assert unlisted.journey.state.published


async def test_a_draft_that_was_deleted_at_zoom_is_gone_on_with_as_it_was_typed(desk: HubDesk) -> None:
    gone = await draft(desk, "Half done")
    work = desk.journey.state.work
    assert work is not None
    desk.journey.edit(replace(work.draft, tagline="Typed since"))
    await desk.journey.api.delete_event(gone)
    await desk.enter()
    assert rows(desk)["Half done"] == "Continue draft"
    desk.click(f"open_{work.key}")
    assert desk.completed == 1
    assert desk.journey.state.draft.tagline == "Typed since"
