"""Lists of events that settle whether something is there: whole, or none."""

import pytest
from scripted_zoom import Reply, Server

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import IncompleteList

ONE_OF_TWO = Reply(200, {"total_records": 2, "events": [{"event_id": "e1"}]})
BOTH = Reply(200, {"total_records": 2, "events": [{"event_id": "e1"}, {"event_id": "e2"}]})


@pytest.mark.asyncio
async def test_events_that_settle_a_doubt_are_listed_wholly_or_not_at_all(server: Server, client: ZoomClient) -> None:
    server.answers(ONE_OF_TWO, BOTH)
    assert [event.event_id for event in await client.events(status="draft", whole=True)] == ["e1", "e2"]
    server.answers(ONE_OF_TWO, ONE_OF_TWO)
    with pytest.raises(IncompleteList) as caught:
        await client.events(status="draft", whole=True)
    assert [event.event_id for event in caught.value.found] == ["e1"]


@pytest.mark.asyncio
async def test_events_to_choose_from_are_those_that_come(server: Server, client: ZoomClient) -> None:
    server.answers(ONE_OF_TWO, ONE_OF_TWO)
    assert [event.event_id for event in await client.events(status="draft")] == ["e1"]
