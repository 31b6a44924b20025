"""Redirects to what is no address: a page of somebody's network, never a failure of the program."""

import pytest
from scripted_zoom import Reply, Server
from zoom_calls import CHANGES

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.connection import api_base
from desktop_app.zoom.errors import Reason, ZoomError

NOWHERE = ["http:sign-in", "data:,hello", "mailto:ann@example.com", "http://xn--/", "javascript:1"]


@pytest.mark.asyncio
@pytest.mark.parametrize("location", NOWHERE)
async def test_a_redirect_to_nowhere_is_no_answer_of_zooms(server: Server, client: ZoomClient, location: str) -> None:
    server.answers(*[Reply(302, b"", {"Location": location})] * 2)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NOT_ZOOM, False)
    with pytest.raises(ZoomError) as caught:
        await CHANGES["createEvent"](client)
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NOT_ZOOM, True)
    assert len(server.calls) == 2


@pytest.mark.parametrize("host", [".zoom.us", "..zoom.us", "a\x7f.zoom.us", "\u2024.zoom.us", "a" * 64 + ".zoom.us"])
def test_a_region_that_is_no_name_of_a_computer_is_passed_over(host: str) -> None:
    assert api_base("https://api.zoom.us/v2", f"https://{host}") == "https://api.zoom.us/v2"
