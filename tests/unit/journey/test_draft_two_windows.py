"""Two windows of Foyer with one event that Zoom hasn't seen yet: one draft comes of it."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from desktop_app.journey.journey import Journey
from desktop_app.journey.publishing import DraftInDoubt
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService
from desktop_app.storage.locks import Held

from .conftest import make_journey
from .drafts import TOWN_HALL, begin, calls, drafts

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def other(journey: Journey, zoom: PracticeService, tmp_path: Path) -> AsyncIterator[Journey]:
    """Another window, in which the event is open that was begun in the first one."""
    begin(journey, TOWN_HALL)
    with ThreadPoolExecutor(1) as writer:
        made = make_journey(zoom, tmp_path, writer=writer)
        connection = await made.connect(
            Mode.ACCOUNT, profile_name="Acme Corp", account_id="account", client_id="client", client_secret="a secret"
        )
        (work,) = (await made.hub_events(connection.hubs[0])).unsent
        made.resume_unsent(connection.hubs[0], work)
        await type_a_tagline(made, TOWN_HALL.tagline)
        yield made
        await made.disconnect()


async def type_a_tagline(journey: Journey, text: str = "Typed in the other window") -> None:
    """Type it, and wait until it is on the disk."""
    await asyncio.wrap_future(journey.edit(replace(journey.state.draft, tagline=text)))


@pytest.mark.parametrize("typed", [False, True], ids=["nothing typed", "typed"])
async def test_what_one_window_created_the_other_one_changes(
    journey: Journey, other: Journey, zoom: PracticeService, typed: bool
) -> None:
    assert (await journey.put_draft()).matches
    if typed:
        await type_a_tagline(other)
    assert (await other.put_draft()).matches
    assert other.state.event_id == journey.state.event_id
    (draft,) = await drafts(journey, TOWN_HALL.name)
    assert draft.tagline == ("Typed in the other window" if typed else TOWN_HALL.tagline)
    assert calls(zoom)["createEvent"] == 1


async def test_what_may_have_been_created_in_one_window_is_looked_for_in_the_other(
    journey: Journey, other: Journey, zoom: PracticeService
) -> None:
    zoom.faults.add("createEvent", "drop_after")
    zoom.faults.add("getEvents", "error", times=None, skip=1, status=403, code=9, message="Not now.")
    with pytest.raises(DraftInDoubt):
        await journey.put_draft()
    zoom.faults.clear()
    await type_a_tagline(other)
    assert (await other.put_draft()).matches
    assert calls(zoom)["createEvent"] == 1


async def test_two_windows_never_create_at_once(journey: Journey, other: Journey, zoom: PracticeService) -> None:
    zoom.faults.add("createEvent", "slow", seconds=0.2)
    creating = asyncio.ensure_future(journey.put_draft())
    async with asyncio.timeout(120):
        while not calls(zoom)["createEvent"]:
            await asyncio.sleep(0.005)
    with pytest.raises(Held):
        await other.put_draft()
    await creating
    assert (await other.put_draft()).matches
    assert calls(zoom)["createEvent"] == 1


async def test_a_draft_that_is_gone_is_made_anew_in_both(
    journey: Journey, other: Journey, zoom: PracticeService
) -> None:
    await journey.put_draft()
    await journey.api.delete_event(journey.state.event_id)
    journey.let_go_of_draft()
    await type_a_tagline(other)
    assert (await journey.put_draft()).matches
    assert (await other.put_draft()).matches
    assert other.state.event_id == journey.state.event_id
    assert calls(zoom)["createEvent"] == 2
