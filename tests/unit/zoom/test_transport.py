"""The way to Zoom: trust, proxies, logs. Real TLS and a real proxy on this computer."""

import asyncio
import logging
import socket
import ssl
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from scripted_zoom import DROP, HANG, SECRET, MakeClient, Reply, Server

from desktop_app.zoom import transport
from desktop_app.zoom.errors import Reason, ZoomError

HUBS = Reply(200, {"total_records": 0, "hubs": []})
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
PATIENCE = 120.0
"""Seconds: nothing takes as long, but a busy computer may."""


linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="SSL_CERT_FILE stands for the system's certificates on Linux only"
)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@dataclass
class Secure:
    """An https server with that certificate. `reply` answers every request; HANG and DROP do as they say."""

    url: str = ""
    reply: Reply = field(default_factory=lambda: Reply(200, EVERYTHING, {"Connection": "close"}))
    requests: int = 0


EVERYTHING = {"access_token": "t", "expires_in": 3600, "scope": "", "hubs": [], "total_records": 0}


@pytest_asyncio.fixture
async def secure(certificate: tuple[Path, Path]) -> AsyncIterator[Secure]:
    made = Secure()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        made.requests += 1
        if made.reply.hang:
            await reader.read()
        elif made.reply.drop:
            writer.transport.abort()
        else:
            writer.write(made.reply.raw())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    made.url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()
    await server.wait_closed()


@pytest.mark.asyncio
async def test_a_certificate_that_nobody_trusts_is_told(make_client: MakeClient, secure: Secure) -> None:
    client = make_client(api_url=secure.url, oauth_url=secure.url + "/oauth/token")
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.operation) == (Reason.TLS_FAILED, "token")
    assert not caught.value.outcome_unknown
    assert "CERTIFICATE_VERIFY_FAILED" in caught.value.message


@pytest.mark.asyncio
@linux_only
async def test_the_systems_certificates_are_trusted(
    make_client: MakeClient, secure: Secure, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    client = make_client(api_url=secure.url, oauth_url=secure.url + "/oauth/token")
    assert await client.hubs() == []


@pytest.mark.asyncio
@linux_only
@pytest.mark.parametrize(("reply", "reason"), [(HANG, Reason.TIMED_OUT), (DROP, Reason.NO_NETWORK)])
async def test_a_late_or_lost_answer_within_tls_is_no_matter_of_trust(
    server: Server,
    make_client: MakeClient,
    secure: Secure,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
    reason: Reason,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    client = make_client(api_url=secure.url)
    await client.sign_in()
    # nothing but the answer is to be late, on a slow computer too
    client._zoom._http.clients[0].timeout = httpx.Timeout(PATIENCE, read=0.3 if reply.hang else PATIENCE)
    secure.reply = reply
    with pytest.raises(ZoomError) as caught:
        await client.publish_event("e1")
    assert (caught.value.reason, caught.value.outcome_unknown) == (reason, True)
    async with asyncio.timeout(PATIENCE):
        while not secure.requests:
            await asyncio.sleep(0)
    assert secure.requests == 1


@pytest.mark.asyncio
async def test_a_server_without_tls_is_told(server: Server, make_client: MakeClient) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()
        writer.close()

    plain = await asyncio.start_server(serve, "127.0.0.1", 0)
    client = make_client(api_url=f"https://127.0.0.1:{plain.sockets[0].getsockname()[1]}")
    with pytest.raises(ZoomError) as caught:
        await client.publish_event("e1")
    plain.close()
    await plain.wait_closed()
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.TLS_FAILED, False)


@pytest.mark.asyncio
async def test_a_server_that_never_shakes_hands_is_late(server: Server, make_client: MakeClient) -> None:
    client = make_client(api_url=server.origin.replace("http:", "https:"), timeout=0.2)
    with pytest.raises(ZoomError) as caught:
        await client.publish_event("e1")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.TIMED_OUT, False)


@pytest.mark.asyncio
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_this_computer_is_never_reached_through_a_proxy(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    try:
        socket.getaddrinfo(host, 80)
    except OSError:
        pytest.skip(f"{host} has no address on this computer")
    for name in PROXIES[:3]:
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    origin = server.origin.replace("127.0.0.1", host)
    client = make_client(api_url=origin + "/v2", oauth_url=origin + "/oauth/token")
    server.answers(HUBS, Reply(200, b"<html>", {"Content-Type": "text/html"}))
    assert await client.hubs() == []
    assert await client.page_answers(origin + "/e/x")


@pytest.mark.asyncio
async def test_other_hosts_are_reached_through_the_systems_proxy(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.origin)
    client = make_client(api_url="http://api.zoom.invalid/v2")
    server.answers(HUBS)
    assert await client.hubs() == []
    assert server.calls[0].target == "http://api.zoom.invalid/v2/zoom_events/hubs?role_type=host"


@pytest.mark.asyncio
async def test_a_proxy_that_refuses_is_no_answer_of_zooms(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.origin.replace("//", "//user:hidden@"))
    client = make_client(api_url="https://api.zoom.invalid/v2")
    server.answers(Reply(407, b"<html>Who are you?</html>", {"Content-Type": "text/html"}))
    with pytest.raises(ZoomError) as caught:
        await client.publish_event("e1")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NOT_ZOOM, False)
    assert "407" in caught.value.message
    assert server.calls[0].method == "CONNECT"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "proxy", ["gopher://u:hidden@127.0.0.1:1", "socks5://u:hidden@127.0.0.1:1", "http://127.0.0.1:port"]
)
async def test_a_proxy_setting_that_cannot_be_used_is_passed_over(
    server: Server,
    make_client: MakeClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    proxy: str,
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    client = make_client()
    server.answers(HUBS)
    assert await client.hubs() == []
    assert caplog.text.count("connecting directly") == 1, "once for all clients of the pool"
    assert "hidden" not in caplog.text


@pytest.mark.asyncio
async def test_the_log_has_neither_addresses_nor_headers(
    server: Server, make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = make_client()
    server.answers(Reply(200, {"tickets": []}))
    await client.tickets("e1", email="unmistakable@example.com")
    assert "unmistakable" not in caplog.text
    assert SECRET not in caplog.text
    assert "token-1" not in caplog.text


class Asked(MetaPathFinder):
    """Knows no module, and which ones its own thread asked for: another one may load what it needs meanwhile."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if threading.get_ident() == self._thread:
            self.names.append(name)


@pytest.mark.asyncio
async def test_no_request_looks_for_a_package_that_is_missing(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client()
    server.answers(HUBS, HUBS)
    await client.hubs()
    asked = Asked()
    monkeypatch.setattr(sys, "meta_path", [asked, *sys.meta_path])
    await client.hubs()
    assert asked.names == []


@pytest.mark.parametrize(
    ("error", "reason", "unknown"),
    [
        (httpx.ConnectError("All connection attempts failed"), Reason.NO_NETWORK, False),
        (httpx.ConnectTimeout(""), Reason.TIMED_OUT, False),
        (httpx.PoolTimeout(""), Reason.TIMED_OUT, False),
        (httpx.ReadTimeout(""), Reason.TIMED_OUT, True),
        (httpx.WriteTimeout(""), Reason.TIMED_OUT, True),
        (httpx.ReadError(""), Reason.NO_NETWORK, True),
        (httpx.WriteError(""), Reason.NO_NETWORK, True),
        (httpx.CloseError(""), Reason.NO_NETWORK, True),
        (httpx.ProxyError("407 Proxy Authentication Required"), Reason.NOT_ZOOM, False),
        (httpx.UnsupportedProtocol("ftp"), Reason.NO_NETWORK, False),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), Reason.NO_NETWORK, True),
        (httpx.RemoteProtocolError("illegal status line"), Reason.UNREADABLE_ANSWER, True),
        (httpx.LocalProtocolError("Illegal header value b'Bearer token'"), Reason.UNREADABLE_ANSWER, False),
        (httpx.DecodingError("incorrect header check"), Reason.UNREADABLE_ANSWER, True),
        (ssl.SSLError("alert"), Reason.TLS_FAILED, True),
        (OSError("odd"), Reason.NO_NETWORK, True),
    ],
)
def test_each_failure_has_a_reason_and_leaves_open_only_what_may_have_been_sent(
    error: httpx.RequestError | OSError, reason: Reason, unknown: bool
) -> None:
    made = transport.failure("createEvent", error, change=True)
    assert (made.reason, made.outcome_unknown) == (reason, unknown)
    assert "Bearer" not in made.message
    assert not transport.failure("getEvents", error, change=False).outcome_unknown


@pytest.mark.asyncio
async def test_a_request_that_was_given_up_is_not_delivered_any_more(make_client: MakeClient) -> None:
    """An end of the connection would say that everything before it is still to come; a reset throws it away."""
    arrived = asyncio.Event()
    ended: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.read(10_000):
                arrived.set()
        except OSError as error:
            ended.set_result(error)
        else:
            ended.set_result(None)
        finally:
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server, asyncio.timeout(PATIENCE):
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        asking = asyncio.create_task(make_client(api_url=url, oauth_url=url + "/oauth/token").sign_in())
        await arrived.wait()
        asking.cancel()
        assert isinstance(await ended, ConnectionResetError)
