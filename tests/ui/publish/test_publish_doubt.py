"""Publishing whose answer was lost: nobody calls the event a draft, and nothing is published twice."""

import pytest
from publish_program import PublishDesk, calls, lose_the_answer, words_on

from desktop_app.journey.steps import Step
from desktop_app.zoom.requests import EventChanges

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("fault", ["drop_after", "unreadable"])
async def test_a_lost_answer_to_publishing_is_settled_by_reading(desk: PublishDesk, fault: str) -> None:
    desk.zoom.faults.add("EventActions", fault)
    desk.click("publish_confirm")
    await desk.press()
    assert desk.journey.state.published


async def test_while_nobody_knows_whether_it_is_published_it_is_no_draft(desk: PublishDesk) -> None:
    await lose_the_answer(desk)
    assert desk.said().startswith("It isn’t known whether the event is published")
    said = words_on(desk)
    assert "Not known" in said
    assert "(may work already)" in said
    for wrong in ("Draft", "works after you publish", "Publish the event"):
        assert wrong not in said
    bar = desk.page.bar()
    assert (bar.primary, bar.secondary) == ("Ask Zoom again", "Leave it for now")
    assert bar.status == "It isn’t known whether the event is published"
    assert desk.page.caption() == "Not known"
    assert not desk.shows("publish_confirm")


@pytest.mark.parametrize("way", ["primary", "message", "later"])
async def test_zoom_is_asked_again_and_nothing_is_published_twice(desk: PublishDesk, way: str) -> None:
    await lose_the_answer(desk)
    await desk.press()
    assert desk.said().startswith("It isn’t known whether the event is published"), "it still can't be asked"
    desk.zoom.faults.clear()
    if way == "primary":
        await desk.press()
    elif way == "message":
        await desk.act("retry")
    else:
        desk.page.secondary()
        assert desk.went == [Step.HUB.value]
        await desk.enter()
    assert desk.journey.state.published
    assert calls(desk)["EventActions"] == 1
    assert desk.page.header.title() == "Your event is live"
    assert desk.page.caption() == "Live"


async def test_what_was_changed_at_zoom_meanwhile_is_reviewed_before_anything_is_published(desk: PublishDesk) -> None:
    await lose_the_answer(desk, "drop_before")
    desk.zoom.faults.clear()
    await desk.journey.api.update_event(desk.journey.state.event_id, EventChanges(name="Something else"))
    await desk.press()
    assert desk.went == [Step.REVIEW.value]
    assert desk.said() == ""
    assert not desk.journey.state.verified
    assert not desk.journey.state.published
    assert calls(desk)["EventActions"] == 1


async def test_of_an_event_that_is_gone_nothing_is_in_doubt_any_more(desk: PublishDesk) -> None:
    await lose_the_answer(desk)
    desk.zoom.faults.clear()
    desk.zoom.faults.add("*", "error", status=404, code=2002, message="No such event.")
    await desk.press()
    assert desk.said().startswith("Zoom can’t find this event")
    assert (desk.page.bar().primary, desk.page.bar().enabled) == ("Publish event", False)
    assert desk.shows("publish_confirm")
    assert "Not known" not in words_on(desk)
