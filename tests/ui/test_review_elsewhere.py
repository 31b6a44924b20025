"""The Review page while Zoom takes the draft, and after somebody published or canceled the event elsewhere."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import DAY, Desk, until
from scenarios import town_hall

from desktop_app.journey.publishing import NotPublishedYet
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.review.page import ReviewPage

pytestmark = pytest.mark.asyncio

ReviewDesk = Desk[ReviewPage]


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[ReviewDesk]:
    desk = Desk(ReviewPage, tmp_path, zoom)
    await desk.connect()
    desk.journey.start_event(desk.hub)
    desk.journey.edit(town_hall(DAY))
    desk.journey.open_details()
    await desk.enter()
    yield desk
    await desk.close()


async def test_nothing_is_edited_while_zoom_takes_the_draft(desk: ReviewDesk) -> None:
    desk.zoom.faults.add("createEvent", "slow", seconds=0.1)
    assert desk.see("edit_name").isEnabled()
    desk.page.primary()
    assert not desk.see("edit_name").isEnabled()
    await desk.rest()
    assert desk.see("edit_name").isEnabled()


@pytest.mark.parametrize("canceled", [False, True])
@pytest.mark.parametrize("changed", [False, True])
async def test_what_is_no_draft_any_more_is_not_reviewed(desk: ReviewDesk, canceled: bool, changed: bool) -> None:
    await desk.press()
    await desk.journey.api.publish_event(desk.journey.state.event_id)
    if canceled:
        await desk.journey.api.cancel_event(desk.journey.state.event_id)
    if changed:
        desk.journey.edit(replace(desk.journey.state.draft, name="Changed here"))
        await desk.press()
    else:
        desk.page.secondary()
        await desk.rest()
    assert desk.went == [Step.PUBLISH.value]


async def test_of_an_event_that_zoom_was_asked_to_publish_nobody_knows_who_sees_it(desk: ReviewDesk) -> None:
    await desk.press()
    assert "The public can’t see the event yet." in desk.said()
    desk.zoom.faults.add("EventActions", "drop_before")
    with pytest.raises(NotPublishedYet):
        await desk.journey.publish()
    desk.page.secondary()
    await until(lambda: not desk.page.tasks.running())
    await desk.rest()
    assert "it may go live any moment" in desk.said()
    assert "The public can’t see" not in desk.said()
