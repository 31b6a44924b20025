"""The program ends while nobody knows whether an event is published: that Zoom was asked is known afterwards."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.journey.journey import Journey
from desktop_app.journey.publishing import NotPublishedYet
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import ZoomError

from .conftest import make_journey
from .drafts import put_town_hall

pytestmark = pytest.mark.asyncio


async def after_restart(zoom: PracticeService, folder: Path, event_id: str) -> Journey:
    journey = make_journey(zoom, folder)
    await journey.connect(
        Mode.ACCOUNT, profile_name="Acme Corp", account_id="account", client_id="client", client_secret="a secret"
    )
    await journey.open_event(event_id)
    return journey


async def until(reached: Callable[[], object]) -> None:
    async with asyncio.timeout(120):
        while not reached():
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("end", ["lost", "killed"])
async def test_that_zoom_was_asked_is_known_after_a_restart(
    journey: Journey, zoom: PracticeService, tmp_path: Path, end: str
) -> None:
    event_id = await put_town_hall(journey)
    if end == "lost":
        zoom.faults.add("EventActions", "drop_before")
        with pytest.raises(NotPublishedYet):
            await journey.publish()
    else:
        zoom.faults.add("EventActions", "error", status=201, code=0, message="")
        zoom.faults.add("getEventInfo", "slow", seconds=60, skip=1)
        publishing = asyncio.ensure_future(journey.publish())
        await until(lambda: any(record.operation == "EventActions" for record in zoom.requests))
        publishing.cancel()
        await asyncio.wait([publishing])
        zoom.faults.clear()
    again = await after_restart(zoom, tmp_path, event_id)
    assert again.state.publish_in_doubt
    assert (await again.check_again()).matches
    assert again.state.publish_in_doubt, "Zoom's list proves nothing"
    await again.api.publish_event(event_id)
    await again.check_again()
    assert again.state.published
    assert not again.state.publish_in_doubt
    await again.disconnect()


async def test_what_zoom_refused_is_a_draft_and_nothing_else(
    journey: Journey, zoom: PracticeService, tmp_path: Path
) -> None:
    event_id = await put_town_hall(journey)
    zoom.faults.add("EventActions", "error", status=403, code=260200, message="Event access denied.")
    with pytest.raises(ZoomError):
        await journey.publish()
    assert not journey.state.publish_in_doubt
    again = await after_restart(zoom, tmp_path, event_id)
    assert not again.state.publish_in_doubt
    await again.disconnect()


async def test_a_refusal_leaves_the_request_before_in_doubt(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "drop_before")
    with pytest.raises(NotPublishedYet):
        await journey.publish()
    zoom.faults.add("EventActions", "error", status=403, code=260200, message="Event access denied.")
    with pytest.raises(ZoomError):
        await journey.publish()
    assert journey.state.publish_in_doubt


async def test_a_draft_that_is_made_anew_is_in_no_doubt(journey: Journey, zoom: PracticeService) -> None:
    event_id = await put_town_hall(journey)
    zoom.faults.add("EventActions", "drop_before")
    with pytest.raises(NotPublishedYet):
        await journey.publish()
    await journey.api.delete_event(event_id)
    journey.let_go_of_draft()
    await journey.put_draft()
    assert not journey.state.publish_in_doubt


async def test_zoom_is_not_asked_where_that_can_not_be_kept(
    journey: Journey, zoom: PracticeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put_town_hall(journey)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop_app.storage.saved_work.SavedWork.save", full)
    with pytest.raises(OSError, match="No space"):
        await journey.publish()
    assert not any(record.operation == "EventActions" for record in zoom.requests)


async def test_an_answer_is_not_taken_for_that_of_another_event(journey: Journey, zoom: PracticeService) -> None:
    await put_town_hall(journey)
    zoom.faults.add("EventActions", "slow", seconds=0.1)
    publishing = asyncio.ensure_future(journey.publish())
    await until(lambda: any(record.operation == "EventActions" for record in zoom.requests))
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    assert (await publishing).status == "PUBLISHED"
    assert not journey.state.published
    assert journey.state.stored is None
