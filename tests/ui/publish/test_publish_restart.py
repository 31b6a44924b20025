"""The program ended while nobody knew whether the event was published: the page knows that Zoom was asked."""

from pathlib import Path

import pytest
from page_program import Desk
from publish_program import PublishDesk, calls, lose_the_answer, words_on

from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.publish.page import PublishPage

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("fault", ["drop_after", "drop_before"])
async def test_after_a_restart_zoom_is_asked_how_the_event_is(
    desk: PublishDesk, tmp_path: Path, zoom: PracticeService, fault: str
) -> None:
    await lose_the_answer(desk, fault)
    zoom.faults.clear()
    again: PublishDesk = Desk(PublishPage, tmp_path, zoom)
    await again.connect()
    await again.journey.open_event(desk.journey.state.event_id)
    await again.enter()
    assert calls(desk)["EventActions"] == 1
    if fault == "drop_after":
        assert again.page.header.title() == "Your event is live"
    else:
        assert again.said().startswith("Zoom lists the event as a draft so far")
        assert "Not known" in words_on(again)
        assert again.page.bar().primary == "Ask Zoom again"
    await again.close()
