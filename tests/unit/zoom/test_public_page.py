"""The public page of an event is asked for without the token, and nothing else is."""

import pytest
from scripted_zoom import DROP, Reply, Server

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.asyncio
async def test_the_page_is_asked_for_like_a_stranger(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(200, {"hubs": [], "total_records": 0}, {"Set-Cookie": "who=me"}), Reply(200, b"<html>", HTML))
    await client.hubs()
    assert await client.page_answers(server.origin + "/e/x?a=b")
    seen = server.calls[-1]
    assert (seen.method, seen.target) == ("GET", "/e/x?a=b")
    assert not {"authorization", "cookie"} & set(seen.headers)


@pytest.mark.asyncio
async def test_cookies_of_the_api_are_not_kept(server: Server, client: ZoomClient) -> None:
    hubs = Reply(200, {"hubs": [], "total_records": 0}, {"Set-Cookie": "who=me"})
    server.answers(hubs, hubs)
    await client.hubs()
    await client.hubs()
    assert "cookie" not in server.calls[-1].headers
    expired = Reply(401, {"code": 124, "message": "Access token is expired."}, {"Set-Cookie": "who=me; Path=/"})
    server.answers(expired, hubs)
    await client.hubs()
    assert "cookie" not in server.token_calls[-1].headers | server.calls[-1].headers


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("replies", "answers"),
    [
        ([Reply(302, b"", {"Location": "/there"}), Reply(200, b"<html>", HTML)], True),
        ([Reply(404, b"<html>", HTML)], False),
        ([Reply(500, b"<html>", HTML)], False),
        ([Reply(200, {"status": "fine"})], False),
        ([Reply(302, b"", {"Location": "/loop"})] * 20, False),
        ([Reply(302, b"", {"Location": "http://example.com/"})], False),
        ([Reply(302, b"", {"Location": "file:///etc/passwd"})], False),
    ],
)
async def test_what_counts_as_a_page(server: Server, client: ZoomClient, replies: list[Reply], answers: bool) -> None:
    server.answers(*replies)
    assert await client.page_answers(server.origin + "/e/x") is answers
    assert server.token_calls == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "file:///etc/passwd", "", "https://", "https://u:p@example.com/", "https://[x", "a\x00b"],
)
async def test_other_addresses_are_not_asked(server: Server, client: ZoomClient, url: str) -> None:
    assert not await client.page_answers(url)


@pytest.mark.asyncio
async def test_a_page_without_a_connection_is_an_error(server: Server, client: ZoomClient) -> None:
    server.answers(DROP)
    with pytest.raises(ZoomError) as caught:
        await client.page_answers(server.origin + "/e/x")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, False)
