"""The way to Zoom: one HTTP client with the system's certificates and proxies, and what its failures mean."""

import logging
import socket
import ssl
import struct
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import httpx

from desktop_app import __version__
from desktop_app.zoom.errors import Reason, Withheld, ZoomError
from desktop_app.zoom.links import LOOPBACK

log = logging.getLogger(__name__)

USER_AGENT = f"Foyer/{__version__}"
CONNECT_SECONDS = 10.0
"""At most, for reaching the other end and again for agreeing on TLS: that takes no thinking, as answers do."""
CONNECTIONS = 10
"""Of one client, at most: a few more than it has calls under way (`http_pool.TOGETHER`)."""
KEPT_ALIVE_SECONDS = 15.0
"""That an idle connection stays open; a change on one that the other end gave up meanwhile is a lost answer."""

_DISCARD = struct.pack("HH" if sys.platform == "win32" else "ii", 1, 0)
"""For SO_LINGER: closing a connection throws away what hasn't left yet."""

_MAY_LEAVE = "may_leave"
_LEAVES = "leaves"
_HEAD = "http11.send_request_headers.started"
_SENDING = (_HEAD, "http11.send_request_body.started")

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


def open_client(
    *, timeout: float, context: ssl.SSLContext, proxies: bool = True, is_closed: Callable[[], bool] = lambda: False
) -> httpx.AsyncClient:
    """Return a client that trusts whom `context` trusts, and uses the system's proxies but for this computer itself.

    `timeout` is the longest silence while reading or writing, in seconds. Waiting for a free connection has no limit.
    Where the proxies can't be used, or without `proxies`, it connects directly, and its `trust_env` is False. Once
    `is_closed` says so no request leaves that was waiting for its connection, nor after the client was closed.
    """
    for name in ("httpx", "httpcore"):
        # their lines carry addresses with e-mails, and headers with tokens
        logging.getLogger(name).setLevel(logging.WARNING)
    settings: dict[str, Any] = {
        "verify": context,
        "timeout": httpx.Timeout(timeout, connect=min(timeout, CONNECT_SECONDS), pool=None),
        "limits": httpx.Limits(
            max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=KEPT_ALIVE_SECONDS
        ),
        "headers": {"User-Agent": USER_AGENT},
        "trust_env": proxies,
        "mounts": {f"all://[{host}]" if ":" in host else f"all://{host}": None for host in LOOPBACK},
    }
    try:
        client = httpx.AsyncClient(**settings)
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        # its text may hold the proxy's password
        log.warning("The system's proxy setting can't be used (%s); connecting directly", type(error).__name__)
        client = httpx.AsyncClient(**{**settings, "trust_env": False})
    client.event_hooks = {"request": [partial(_watch, lambda: client.is_closed or is_closed())]}
    return client


def leaving(leaves: Callable[[], object], may_leave: Callable[[], bool] | None = None) -> dict[str, Any]:
    """Return the extensions of a request that calls `leaves` when its first byte is about to leave, and leaves only if
    `may_leave` says so at that moment: connecting may take long, longer still if the computer falls asleep over it.
    Else sending raises Withheld."""
    return {_LEAVES: leaves, **({} if may_leave is None else {_MAY_LEAVE: may_leave})}


async def _watch(is_closed: Callable[[], bool], request: httpx.Request) -> None:
    # a transport of our own could do both, but httpx would no longer look for the system's proxies
    may_leave, leaves = request.extensions.get(_MAY_LEAVE), request.extensions.get(_LEAVES)

    async def trace(event: str, info: Mapping[str, Any]) -> None:
        if event.endswith("connect_tcp.complete"):
            _discard_when_closed(info["return_value"].get_extra_info("socket"))
        elif event in _SENDING:
            if is_closed():
                # it was closed while this request was waiting for its connection, which would still come about
                raise httpx.ConnectError("The connection was closed.")
            if may_leave is not None and not may_leave():
                raise Withheld
            if leaves is not None and event == _HEAD and info["request"].method != b"CONNECT":
                leaves()

    request.extensions = {**request.extensions, "trace": trace}


def _discard_when_closed(connection: socket.socket) -> None:
    """Let nothing travel on after its request was given up, or the program died.

    The system would go on delivering for minutes what a bad line held up: people registered twice, when Zoom has been
    asked for them meanwhile. Raises httpx.ConnectError for a connection that has ended again.
    """
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DISCARD)
    except OSError as error:
        raise httpx.ConnectError(str(error)) from None


def failure(operation: str, error: httpx.RequestError | OSError, *, change: bool) -> ZoomError:
    """Return the error for a request that got no answer. A change that may have been sent leaves its outcome open."""
    return ZoomError(
        _reason(error),
        operation,
        # h11 quotes the header it refuses, and that may be the one with the token
        message="" if isinstance(error, httpx.LocalProtocolError) else str(error),
        outcome_unknown=change and not isinstance(error, _NOT_SENT),
    )


def _reason(error: BaseException) -> Reason:
    match error:
        case httpx.TimeoutException():
            return Reason.TIMED_OUT
        case _ if _is_distrust(error):
            return Reason.TLS_FAILED
        case httpx.ProxyError():
            return Reason.NOT_ZOOM
        case httpx.DecodingError() | httpx.LocalProtocolError():
            return Reason.UNREADABLE_ANSWER
        case httpx.RemoteProtocolError() if not _closed(error):
            return Reason.UNREADABLE_ANSWER
    return Reason.NO_NETWORK


def _closed(error: httpx.RemoteProtocolError) -> bool:
    said = str(error).casefold()
    return "disconnected" in said or "closed" in said


def _is_distrust(error: BaseException | None) -> bool:
    """Say whether TLS itself failed. A connection that ends or waits within TLS raises errors of that family too."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return not isinstance(error, _ONLY_CLOSED)
        error = error.__cause__ or error.__context__
    return False


_ONLY_CLOSED = (
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
    ssl.SSLSyscallError,
    ssl.SSLWantReadError,
    ssl.SSLWantWriteError,
)
