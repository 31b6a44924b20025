"""Refusals that come as a page, from what stands before Zoom."""

import pytest
from scripted_zoom import Clock, Reply, Server
from zoom_calls import CHANGES, TICKETS

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError

PAGE = b"<!DOCTYPE html><title>429</title>Come back for our daily news, ann@example.com"
HTML = {"Content-Type": "text/html"}


@pytest.mark.asyncio
async def test_a_page_that_says_too_many_is_a_limit(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(Reply(429, PAGE, {**HTML, "Retry-After": "2"}), TICKETS)
    await CHANGES["createTickets"](client)
    assert len(server.calls) == 2
    assert 2.0 <= clock.waits[0] <= 2.2


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "reason"), [(429, Reason.RATE_PER_SECOND), (502, Reason.SERVER_ERROR), (403, Reason.NOT_ZOOM)]
)
async def test_nothing_of_a_page_is_kept(server: Server, client: ZoomClient, status: int, reason: Reason) -> None:
    server.answers(*[Reply(status, PAGE, HTML)] * 20)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.message) == (reason, "")
