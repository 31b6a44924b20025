"""Tickets right after publishing wait until Zoom knows that the event is published, and never long."""

import pytest
from scripted_zoom import DROP, Clock, Server
from zoom_calls import ANN, NOT_PUBLISHED, PUBLISHED, TICKETS

from desktop_app.zoom.client import NOT_YET, ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError


@pytest.mark.asyncio
async def test_tickets_right_after_publishing_wait_for_it(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED, TICKETS)
    await client.publish_event("e1")
    answer = await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert [ticket.ticket_id for ticket in answer.tickets] == ["t1"]
    assert clock.pauses == list(NOT_YET[:2])


@pytest.mark.asyncio
async def test_waiting_for_publishing_ends(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(PUBLISHED, *[NOT_PUBLISHED] * 20)
    await client.publish_event("e1")
    with pytest.raises(ZoomError) as caught:
        await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NOT_PUBLISHED, False)
    assert sum(clock.pauses) < 10


@pytest.mark.asyncio
@pytest.mark.parametrize("published", ["another event", "long ago", "never"])
async def test_not_published_is_told_at_once_otherwise(
    server: Server, client: ZoomClient, clock: Clock, published: str
) -> None:
    if published != "never":
        server.answers(PUBLISHED)
        await client.publish_event("e2" if published == "another event" else "e1")
        clock.time += 60
    server.answers(NOT_PUBLISHED)
    with pytest.raises(ZoomError) as caught:
        await client.create_tickets("e1", [ANN], registration_source="Foyer")
    assert caught.value.reason is Reason.NOT_PUBLISHED
    assert clock.pauses == []


@pytest.mark.asyncio
async def test_a_publish_whose_answer_was_lost_counts_as_publishing(server: Server, client: ZoomClient) -> None:
    server.answers(DROP, NOT_PUBLISHED, TICKETS)
    with pytest.raises(ZoomError):
        await client.publish_event("e1")
    assert len((await client.create_tickets("e1", [ANN], registration_source="Foyer")).tickets) == 1
