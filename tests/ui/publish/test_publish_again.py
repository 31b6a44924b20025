"""Zoom was asked to publish and lists a draft: that is said as what it is, Zoom can be asked again, and told again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from page_program import DAY
from publish_program import PublishDesk, calls, lose_the_answer, open_draft, publish, words_on
from scenarios import town_hall

from desktop_app.journey.steps import Step
from desktop_app.zoom.requests import EventChanges

pytestmark = pytest.mark.asyncio

SO_FAR = "Zoom lists the event as a draft so far"


async def lose_the_request(desk: PublishDesk) -> None:
    """The connection breaks while Zoom is asked to publish. Whoever looks afterwards finds a draft."""
    desk.zoom.faults.add("EventActions", "drop_before")
    desk.click("publish_confirm")
    await desk.press()
    assert not desk.journey.state.published


async def take_it_and_wait(desk: PublishDesk) -> None:
    """Zoom says yes, and the event stays a draft."""
    desk.zoom.faults.add("EventActions", "error", status=201, code=0, message="")
    desk.click("publish_confirm")
    await desk.press()
    assert not desk.journey.state.published


async def publish_elsewhere(desk: PublishDesk) -> None:
    """The event goes live without this page: the first request got there after all, or a colleague published it."""
    await desk.journey.api.publish_event(desk.journey.state.event_id)


@pytest.mark.parametrize("begin", [lose_the_request, take_it_and_wait])
async def test_a_draft_that_zoom_was_asked_to_publish_is_never_called_one(
    desk: PublishDesk, begin: Callable[[PublishDesk], Awaitable[None]]
) -> None:
    await begin(desk)
    for _ in range(3):
        said = words_on(desk)
        assert "Not known" in said
        assert "(may work already)" in said
        assert desk.page.header.title() == "Is the event published?"
        for wrong in ("Draft", "works after you publish", "wasn’t published", "didn’t publish", "still a draft"):
            assert wrong not in said
        bar = desk.page.bar()
        assert (bar.primary, bar.secondary) == ("Ask Zoom again", "Leave it for now")
        assert bar.status == "It isn’t known whether the event is published"
        assert desk.page.caption() == "Not known"
        await desk.press()
        assert desk.said().startswith(SO_FAR)
    await publish_elsewhere(desk)
    await desk.press()
    assert desk.page.header.title() == "Your event is live"
    assert calls(desk)["EventActions"] == 2


async def test_what_was_lost_is_for_support(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    assert desk.said().startswith(SO_FAR)
    assert "Operation: EventActions" in desk.said()


async def test_what_zoom_took_is_said_to_be_under_way(desk: PublishDesk) -> None:
    await take_it_and_wait(desk)
    assert desk.said().startswith("Zoom is still publishing")


async def test_to_publish_again_it_is_looked_at_once_more(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    await desk.act("again")
    bar = desk.page.bar()
    assert (bar.primary, bar.secondary, bar.enabled) == ("Publish again", "Ask Zoom again", False)
    assert "There is no way back to draft" in words_on(desk)
    assert "Not known" in words_on(desk)
    desk.click("publish_confirm")
    await desk.press()
    assert desk.journey.state.published
    assert calls(desk)["EventActions"] == 2


async def test_zoom_is_asked_before_it_is_told_again(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    await desk.act("again")
    await publish_elsewhere(desk)
    sent = calls(desk)["EventActions"]
    desk.click("publish_confirm")
    await desk.press()
    assert desk.journey.state.published
    assert calls(desk)["EventActions"] == sent
    assert desk.page.bar().status == "Published", "when isn't known"


async def test_zoom_can_be_asked_instead_of_told_again(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    await desk.act("again")
    desk.page.secondary()
    await desk.rest()
    assert desk.said().startswith(SO_FAR)
    assert desk.page.bar().primary == "Ask Zoom again"
    assert desk.went == []
    assert calls(desk)["EventActions"] == 1


async def test_publishing_that_is_lost_twice_stays_in_doubt(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    await desk.act("again")
    desk.zoom.faults.add("EventActions", "drop_before")
    desk.click("publish_confirm")
    await desk.press()
    assert desk.said().startswith(SO_FAR)
    assert desk.page.bar().primary == "Ask Zoom again"


async def test_a_refusal_leaves_the_first_request_in_doubt_and_says_why(desk: PublishDesk) -> None:
    await lose_the_request(desk)
    await desk.act("again")
    message = "Invalid access token, does not contain scopes:[zoom_events:write]."
    desk.zoom.faults.add("EventActions", "error", status=400, code=4711, message=message)
    desk.click("publish_confirm")
    await desk.press()
    assert desk.said().startswith("A permission is missing")
    assert "Not known" in words_on(desk)
    assert desk.page.bar().primary == "Ask Zoom again"
    await desk.act("permissions")
    assert desk.went == [Step.CONNECT.value]
    await desk.act("retry")
    assert desk.said().startswith(SO_FAR)
    assert calls(desk)["EventActions"] == 2


async def test_that_zoom_does_not_know_the_event_may_mean_that_it_is_live(desk: PublishDesk) -> None:
    """1001 answers a second publishing in one reading of the reference."""
    await lose_the_request(desk)
    await desk.act("again")
    desk.zoom.faults.add("EventActions", "error", status=400, code=1001, message="Invalid event ID.")
    desk.click("publish_confirm")
    await desk.press()
    assert "Not known" in words_on(desk)
    assert desk.page.bar().primary == "Ask Zoom again"


async def test_two_events_can_be_in_doubt(desk: PublishDesk) -> None:
    first = desk.journey.state.stored
    assert first is not None
    await lose_the_answer(desk)
    desk.zoom.faults.clear()
    await open_draft(desk, replace(town_hall(DAY), name="Another"))
    assert "Draft" in words_on(desk)
    await lose_the_request(desk)
    await desk.journey.continue_draft(desk.hub, first)
    desk.zoom.faults.add("*", "drop_before", times=None)
    await desk.enter()
    assert "Not known" in words_on(desk)


async def test_an_event_that_was_canceled_meanwhile_is_neither_live_nor_a_draft(desk: PublishDesk) -> None:
    await lose_the_answer(desk)
    desk.zoom.faults.clear()
    await desk.journey.api.cancel_event(desk.journey.state.event_id)
    await desk.press()
    assert desk.said().startswith("Zoom says that the event was canceled")
    assert desk.page.header.title() == "The event was canceled"
    for wrong in ("Draft", "Not known", "Link:"):
        assert wrong not in words_on(desk)
    assert desk.page.bar().primary == "Go to the hub"
    await desk.press()
    assert desk.went == [Step.HUB.value]


@pytest.mark.parametrize("how", ["changed", "published", "canceled"])
async def test_what_happened_at_zoom_since_the_review_is_seen_before_anything_is_published(
    desk: PublishDesk, how: str
) -> None:
    api, event_id = desk.journey.api, desk.journey.state.event_id
    if how == "changed":
        await api.update_event(event_id, EventChanges(name="Something else"))
    else:
        await api.publish_event(event_id)
    if how == "canceled":
        await api.cancel_event(event_id)
    sent = calls(desk)["EventActions"]
    desk.click("publish_confirm")
    await desk.press()
    assert calls(desk)["EventActions"] == sent
    assert desk.went == ([Step.REVIEW.value] if how == "changed" else [])
    assert desk.journey.state.published == (how == "published")
    if how == "published":
        assert desk.page.bar().status == "Published", "when isn't known"


async def test_the_tick_is_for_what_was_entered(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    desk.journey.edit(replace(desk.journey.state.draft, name="Q1 Town Hall"))
    await desk.journey.put_draft()
    await desk.enter()
    assert not desk.page.bar().enabled


async def test_while_the_event_is_published_nobody_goes_elsewhere(desk: PublishDesk) -> None:
    """Another event that is open when Zoom answers would be called live."""
    desk.click("publish_confirm")
    desk.page.primary()
    for name in ("prepare_attendees", "publish_confirm"):
        assert not desk.see(name).isEnabled()
    await desk.rest()
    await open_draft(desk, replace(town_hall(DAY), name="Another"))
    for name in ("prepare_attendees", "publish_confirm"):
        assert desk.see(name).isEnabled()


async def test_nobody_waits_for_what_was_asked_of_an_event_that_is_left(desk: PublishDesk) -> None:
    """Another may be open when the answer comes, and would be taken for the one that it is of."""
    await publish(desk)
    desk.page.enter()
    assert desk.page.tasks.running("link")
    assert desk.page.tasks.running("prepared")
    desk.page.leave()
    assert not desk.page.tasks.running()
