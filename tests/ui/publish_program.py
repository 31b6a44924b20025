"""The Publish page with a draft that Zoom has."""

from collections import Counter

from page_program import Desk
from PySide6.QtWidgets import QLabel

from desktop_app.event.draft import EventDraft
from desktop_app.ui.pages.publish.page import PublishPage

PublishDesk = Desk[PublishPage]

READINGS_BEFORE = 3
"""Requests before Zoom is asked to publish: the event and its link to compare, and the event once more."""


async def open_draft(desk: PublishDesk, draft: EventDraft) -> None:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(draft)
    desk.journey.open_details()
    assert (await desk.journey.put_draft()).matches
    await desk.enter()


async def publish(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    await desk.press()
    assert desk.journey.state.published, desk.said()


def words_on(desk: PublishDesk) -> str:
    return "\n".join(label.text() for label in desk.page.findChildren(QLabel) if label.isVisible())


async def lose_the_answer(desk: PublishDesk, fault: str = "drop_after") -> None:
    """Nothing that Zoom says arrives any more from the request to publish on; the event is published, or not."""
    desk.zoom.faults.add("*", fault, times=None, skip=READINGS_BEFORE)
    desk.click("publish_confirm")
    await desk.press()
    assert calls(desk)["EventActions"] == 1
    assert not desk.journey.state.published


def calls(desk: PublishDesk) -> Counter[str]:
    """Return how often Zoom was asked for each operation."""
    return Counter(record.operation for record in desk.zoom.requests)
