"""The Publish page: what will happen, that it happens once, and the link that it leads to."""

from dataclasses import replace

import pytest
from page_program import DAY, until
from publish_program import PublishDesk, open_draft, publish, words_on
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from scenarios import town_hall

from desktop_app.event.draft import Access, EventFormat
from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


async def test_it_says_what_happens_and_what_locks(desk: PublishDesk) -> None:
    said = words_on(desk)
    assert "Publish the event" in said
    assert "Type: single session. Already permanent." in said
    assert "Format: webinar. Can’t become a meeting." in said
    assert "There is no way back to draft" in said
    assert "in New York" in said
    await open_draft(desk, replace(town_hall(DAY), format=EventFormat.MEETING))
    assert "Format: meeting. Can’t become a webinar." in words_on(desk)
    assert "Format: webinar" not in words_on(desk)


async def test_it_publishes_only_after_another_look(desk: PublishDesk) -> None:
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "Check the box above first"
    desk.page.primary()
    await desk.rest()
    assert not desk.journey.state.published
    desk.click("publish_confirm")
    assert desk.page.bar().enabled
    assert desk.page.bar().primary == "Publish event"


async def test_pressing_twice_publishes_once(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    desk.page.primary()
    assert desk.page.bar().busy
    assert not desk.page.bar().can_go_back
    desk.page.primary()
    await desk.rest()
    assert sum(record.operation == "EventActions" for record in desk.zoom.requests) == 1


async def test_keeping_the_draft_leads_to_the_hub(desk: PublishDesk) -> None:
    assert desk.page.bar().secondary == "Keep as draft"
    desk.page.secondary()
    assert desk.went == [Step.HUB.value]
    assert not desk.journey.state.published


async def test_the_tick_is_for_one_event_only(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    await desk.enter()
    assert desk.page.bar().enabled
    await open_draft(desk, replace(town_hall(DAY), name="Another"))
    assert not desk.page.bar().enabled


async def test_the_link_shows_its_beginning_again_after_it_had_the_focus(desk: PublishDesk) -> None:
    await publish(desk)
    link = desk.see("registration_link")
    link.setFocus(Qt.FocusReason.TabFocusReason)
    assert link.selectedText() == link.text(), "ready to be copied"
    assert link.cursorPosition() == len(link.text())
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        QApplication.sendEvent(link, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert link.selectedText() == link.text(), "a menu or another window is open beside it"
    desk.see("copy_link").setFocus(Qt.FocusReason.TabFocusReason)
    assert (link.cursorPosition(), link.selectedText()) == (0, "")


async def test_after_publishing_there_is_a_link_that_was_tried(desk: PublishDesk) -> None:
    await publish(desk)
    stored = desk.journey.state.stored
    assert stored is not None
    assert "The registration page answers" in desk.said()
    assert desk.text("registration_link") == stored.event_url
    assert stored.event_url in desk.text("invitation")
    assert not desk.page.after.qr.image().isNull()
    assert desk.page.bar().primary == "Continue to attendees"
    assert desk.page.bar().status.startswith("Published, ")
    assert desk.page.caption() == "Live"
    desk.click("copy_link")
    assert QApplication.clipboard().text() == stored.event_url
    desk.click("copy_invitation")
    assert QApplication.clipboard().text() == desk.text("invitation")
    await desk.press()
    assert desk.completed == 1
    desk.page.secondary()
    assert desk.went == [Step.HUB.value]


async def test_a_page_that_does_not_answer_is_said_and_checked_again(desk: PublishDesk) -> None:
    desk.zoom.faults.add("page", "503", times=None)
    await publish(desk)
    assert "doesn’t answer yet" in desk.said()
    desk.zoom.faults.clear()
    await desk.act("link")
    assert "The registration page answers" in desk.said()


async def test_without_a_network_the_link_counts_as_not_answering(desk: PublishDesk) -> None:
    await publish(desk)
    desk.zoom.stop()
    await desk.act("link")
    assert "doesn’t answer yet" in desk.said()


async def test_a_link_that_may_not_be_opened_is_said(desk: PublishDesk) -> None:
    await publish(desk)
    desk.click("open_link")
    assert desk.opened == [desk.text("registration_link")]
    assert "The link wasn’t opened" in desk.said()


async def test_a_failure_to_publish_can_be_tried_again(desk: PublishDesk) -> None:
    desk.zoom.faults.add("EventActions", "error", status=403, code=9, message="<b>No</b>")
    desk.click("publish_confirm")
    await desk.press()
    assert "Zoom didn’t publish the event." in desk.said()
    assert desk.page.bar().primary == "Publish event"
    await desk.act("retry")
    assert desk.journey.state.published


async def test_who_can_register_is_said(desk: PublishDesk) -> None:
    await publish(desk)
    assert "Anyone who has this link can register." in words_on(desk)
    await open_draft(
        desk, replace(town_hall(DAY), name="For few", access=Access.APPROVED_ONLY, allowed_domains=("acme.com",))
    )
    await publish(desk)
    assert "Only approved domains and email addresses can register." in words_on(desk)


async def test_an_event_published_before_is_shown_as_live(desk: PublishDesk) -> None:
    await publish(desk)
    await desk.enter()
    assert desk.page.header.title() == "Your event is live"
    await until(lambda: "answers" in desk.said())
