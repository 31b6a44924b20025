"""An answer to a create that never came: what was sent is looked for, and what can't be settled is said to be so."""

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.journey.journey import Journey
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.publishing import DraftInDoubt, DraftKeeper
from desktop_app.journey.state import Work
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import IncompleteList, Reason
from desktop_app.zoom.models import Event, EventStatus

from .drafts import TOWN_HALL, begin, calls, drafts

pytestmark = pytest.mark.asyncio

NO_LIST = {
    "status": 400,
    "code": 4711,
    "message": "Invalid access token, does not contain scopes:[zoom_events:read:list_events:admin].",
}


async def test_the_lost_draft_is_found_though_another_name_was_typed_meanwhile(
    journey: Journey, zoom: PracticeService
) -> None:
    begin(journey, TOWN_HALL)
    zoom.faults.add("createEvent", "drop_after")
    zoom.faults.add("getEvents", "error", times=None, skip=1, status=403, code=9, message="Not now.")
    with pytest.raises(DraftInDoubt):
        await journey.put_draft()
    zoom.faults.clear()
    journey.edit(replace(journey.state.draft, name="Q4 Town Hall, in Spring"))
    assert (await journey.put_draft()).matches
    assert [event.name for event in await drafts(journey, "Q4 Town Hall")] == ["Q4 Town Hall, in Spring"]
    assert calls(zoom)["createEvent"] == 1


async def test_without_the_permission_to_list_a_person_decides(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, TOWN_HALL)
    zoom.faults.add("getEvents", "error", times=None, **NO_LIST)
    zoom.faults.add("createEvent", "drop_before")
    for _ in range(2):
        with pytest.raises(DraftInDoubt) as caught:
            await journey.put_draft()
        assert caught.value.why.reason is Reason.SCOPE_MISSING
        assert caught.value.stays
    assert calls(zoom)["createEvent"] == 1, "nobody said yet that the draft isn't there"
    journey.let_go_of_draft()
    assert (await journey.put_draft()).matches
    assert journey.state.work is not None
    assert journey.state.work.gone_events == ()
    zoom.faults.clear()
    assert len(await drafts(journey, TOWN_HALL.name)) == 1


class Short:
    """Zoom, which lists so many drafts at most, the newest, and counts more."""

    def __init__(self, api: EventsApi, most: int) -> None:
        self._api = api
        self.most = most

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    async def events(self, *, status: EventStatus, whole: bool = False) -> list[Event]:
        found = await self._api.events(status=status, whole=whole)
        if whole and len(found) > self.most:
            raise IncompleteList("getEvents", found[: self.most])
        return found[: self.most]


async def nothing(*_: object) -> None:
    pass


async def test_a_list_that_lacks_some_does_not_say_that_the_draft_was_never_made(
    journey: Journey, zoom: PracticeService
) -> None:
    saved: list[Work] = []

    async def save(work: Work) -> None:
        saved.append(work)

    connection = journey.state.connection
    assert connection is not None
    short = Short(journey.api, most=0)
    keeper = DraftKeeper(short, save, nothing)  # type: ignore[arg-type]
    zoom.faults.add("createEvent", "drop_after")
    with pytest.raises(DraftInDoubt) as caught:
        await keeper.put(Work("one", TOWN_HALL, hub_id=connection.hubs[0].hub_id))
    assert caught.value.stays
    short.most = 100
    work, _ = await keeper.put(saved[-1])
    assert [event.event_id for event in await drafts(journey, TOWN_HALL.name)] == [work.event_id]
    assert calls(zoom)["createEvent"] == 1


async def test_a_draft_on_a_list_that_lacks_others_is_found(journey: Journey, zoom: PracticeService) -> None:
    begin(journey, TOWN_HALL)
    await journey.put_draft()
    connection = journey.state.connection
    assert connection is not None
    keeper = DraftKeeper(Short(journey.api, most=1), nothing, nothing)  # type: ignore[arg-type]
    zoom.faults.add("createEvent", "drop_after")
    work, _ = await keeper.put(Work("one", replace(TOWN_HALL, name="Another"), hub_id=connection.hubs[0].hub_id))
    assert [event.event_id for event in await drafts(journey, "Another")] == [work.event_id]
