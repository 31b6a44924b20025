"""What is known after Zoom was asked to publish: refused, taken, lost; and what somebody else did meanwhile."""

from typing import Any, Literal

import pytest

from desktop_app.journey.journey import Journey
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.publishing import PUBLISH_WAIT, NotPublishedYet, publish
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import ActionAnswer

from .drafts import put_town_hall

pytestmark = pytest.mark.asyncio


def asked(zoom: PracticeService) -> int:
    return sum(record.operation == "EventActions" for record in zoom.requests)


async def test_a_lost_answer_and_a_draft_are_no_refusal(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "drop_before")
    with pytest.raises(NotPublishedYet) as caught:
        await journey.publish()
    assert caught.value.lost is not None
    assert caught.value.lost.outcome_unknown


async def test_what_zoom_took_and_did_not_do_has_lost_nothing(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "error", status=201, code=0, message="")
    with pytest.raises(NotPublishedYet) as caught:
        await journey.publish()
    assert caught.value.lost is None


async def test_an_event_that_goes_live_a_little_later_is_waited_for(journey: Journey, zoom: PracticeService) -> None:
    event_id = await put_town_hall(journey)
    zoom.faults.add("EventActions", "drop_before")
    pauses = 0

    async def pause(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == len(PUBLISH_WAIT):
            await journey.api.publish_event(event_id)  # the lost request, as late as it gets there

    assert (await publish(journey.api, event_id, pause)).status == "PUBLISHED"


class Colleague:
    """Publishes an event in the moment before Foyer does."""

    def __init__(self, api: EventsApi) -> None:
        self._api = api

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    async def publish_event(self, event_id: str) -> ActionAnswer:
        await self._api.publish_event(event_id)
        return await self._api.publish_event(event_id)


@pytest.mark.parametrize("refusal", ["validation", "coded"])
async def test_what_somebody_else_published_meanwhile_is_no_failure(
    journey: Journey, zoom: PracticeService, refusal: Literal["validation", "coded"]
) -> None:
    """Zoom may refuse to publish twice; the reference doesn't say how."""
    event_id = await put_town_hall(journey)
    zoom.switches.wrong_state = refusal
    assert (await publish(Colleague(journey.api), event_id)).status == "PUBLISHED"  # type: ignore[arg-type]
    assert asked(zoom) == 2


async def test_a_refusal_is_told_as_what_it_is(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "error", status=403, code=260200, message="Event access denied.")
    with pytest.raises(ZoomError) as caught:
        await journey.publish()
    assert caught.value.reason is Reason.EVENT_ACCESS_DENIED
    assert not journey.state.published


async def test_a_refusal_stays_one_where_nobody_can_look(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "error", status=403, code=260200, message="Event access denied.")
    zoom.faults.add("getEventInfo", "error", status=403, code=260200, message="Event access denied.", skip=1)
    with pytest.raises(ZoomError) as caught:
        await journey.publish()
    assert caught.value.operation == "EventActions"


async def test_a_canceled_event_is_not_asked_to_be_published(journey: Journey, zoom: PracticeService) -> None:
    event_id = await put_town_hall(journey)
    await journey.api.publish_event(event_id)
    await journey.api.cancel_event(event_id)
    sent = asked(zoom)
    assert (await journey.publish()).status == "CANCELLED"
    assert asked(zoom) == sent
