"""The web side: the guard, the token endpoint, every operation over HTTP, troubles and limits on the way."""

import asyncio
import contextlib
import ipaddress
import logging
import secrets
import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop_app.practice import limits, registration
from desktop_app.practice.call import Answer, Call
from desktop_app.practice.core import Core, Record
from desktop_app.practice.faults import Fault
from desktop_app.practice.operations import OPERATIONS, Operation
from desktop_app.practice.tokens import TokenRefusal, expired, scope_missing
from desktop_app.practice.wire import Refusal

log = logging.getLogger(__name__)

API = "/v2"
TOKEN = "token"  # noqa: S105 - the name of an operation
JSON = "application/json;charset=UTF-8"
LARGEST_BODY = 16 * 1024 * 1024
KEPT_OF_FORM = ("grant_type", "account_id")
PORTAL = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Hotel Wi-Fi</body></html>"
LIMITED = {"429_second": limits.SECOND, "429_day": limits.DAY, "429_concurrent": limits.CONCURRENT}


def create_app(core: Core) -> ASGIApp:
    """Return the whole service as an ASGI application."""
    routes = [Route("/oauth/token", _TokenEndpoint(core), methods=["POST"])]
    routes += [
        Route(API + operation.path, _Endpoint(core, operation), methods=[operation.method]) for operation in OPERATIONS
    ]
    routes += registration.routes(core)
    app = Starlette(routes=routes, exception_handlers={HTTPException: _Unknown(core)})
    return Guard(app, core)


class Guard:
    """Lets in only this computer, under this service's own name: no other machine, and no page elsewhere."""

    def __init__(self, app: ASGIApp, core: Core) -> None:
        self._app = app
        self._core = core

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        # who hangs up in the middle of a question wants no answer
        with contextlib.suppress(ClientDisconnect):
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        peer = scope["client"][0] if scope.get("client") else ""
        if not is_loopback(peer):
            return PlainTextResponse("Practice answers this computer only.", 403)
        hosts = [value.decode("latin-1").casefold() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._core.hosts:
            return PlainTextResponse("Practice is not known by that name.", 421)
        origins = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return PlainTextResponse("Practice takes nothing from other pages.", 403)
        return None


def is_loopback(peer: str) -> bool:
    """Say whether an address is this computer's own."""
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False


class _Unknown:
    """Answers what no route takes."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def __call__(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        self._core.records.append(Record(request.method, request.url.path, "", _query(request), status=status))
        if not request.url.path.startswith(API):
            return PlainTextResponse("There is nothing here.", status)
        if status == 405:
            return _refused(Refusal(405, 2300, "This API endpoint does not support this method."))
        return _refused(Refusal(404, 2300, "This API endpoint is not recognized."))


class _Endpoint:
    """One operation over HTTP."""

    def __init__(self, core: Core, operation: Operation) -> None:
        self._core = core
        self._operation = operation
        self._changes = operation.method != "GET"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        core = self._core
        record = Record(request.method, request.url.path, self._operation.id, _query(request))
        core.records.append(record)
        resource = request.path_params.get("event_id", "") if self._changes else ""
        limited = core.limiter.refused(core.clock())
        entered = False
        if limited is None and resource:
            entered = core.limiter.enter(resource)
            limited = None if entered else limits.CONCURRENT
        try:
            raw = await _body(request)
            record.body = _decoded(raw)
            fault = core.faults.take(self._operation.id) if limited is None else None
            await asyncio.sleep(core.latency_ms / 2000)
            if raw is None:
                response: Response | None = _refused(Refusal(413, 300, "Request Body is too large."))
            elif limited is not None:
                response = _limited(core, limited)
            else:
                response = await self._troubled(request, fault, record.body)
            await asyncio.sleep(core.latency_ms / 2000)
        except ClientDisconnect:
            record.status = 0
            raise
        finally:
            if entered:
                core.limiter.leave(resource)
        response = _spoiled(response, fault, core)
        record.status = response.status_code if response is not None and not isinstance(response, _Half) else 0
        await _send(core, response, scope, receive, send)

    async def _troubled(self, request: Request, fault: Fault | None, body: Any) -> Response | None:
        """Return the answer, or None for a connection to cut before acting."""
        if fault is not None:
            if fault.kind == "drop_before":
                return None
            if fault.kind == "slow":
                await asyncio.sleep(float(fault.details.get("seconds", 1.0)))
            instead = _instead(self._core, fault)
            if instead is not None and not fault.details.get("acts"):
                return instead
            if instead is not None:
                self._acted(request, body)
                return instead
        return self._acted(request, body)

    def _acted(self, request: Request, body: Any) -> Response:
        core, operation = self._core, self._operation
        now = core.clock()
        try:
            grant = core.tokens.grant(request.headers.get("authorization", ""), now)
            if grant.scopes.isdisjoint(operation.names):
                status, text = scope_missing(operation.names[2:], core.switches)
                return _response(status, text.encode())
            if self._changes and operation.method != "DELETE" and body is _UNREADABLE:
                raise Refusal(400, 300, "Request Body should be a valid JSON object.")
            call = Call(
                world=core.world,
                switches=core.switches,
                pages=core.pages,
                base_url=core.base_url,
                now=now,
                path=request.url.path,
                params=request.path_params,
                query=_query(request),
                body=body,
            )
            if not self._changes:
                return _answered(operation.rule(call))
            with core.world.transaction():
                return _answered(operation.rule(call))
        except Refusal as refusal:
            return _refused(refusal)
        except Exception as error:  # a flaw of practice must look like one of Zoom's, and be found in the log
            log.exception("Practice failed at %s", operation.id)
            said = "Internal server error."
            if isinstance(error, sqlite3.OperationalError):
                said = f"This is practice, which can't write to this computer's disk: {error}."
            return _refused(Refusal(500, 500, said))


class _TokenEndpoint:
    """POST /oauth/token: parameters in the query, the body, or both."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        core = self._core
        raw = await _body(request) or b""
        query = _query(request)
        form = {**query, **dict(parse_qsl(raw.decode("utf-8", "replace")))}
        kept = {name: form[name] for name in KEPT_OF_FORM if name in form}
        record = Record(
            "POST", request.url.path, TOKEN, {name: query[name] for name in KEPT_OF_FORM if name in query}, kept
        )
        core.records.append(record)
        fault = core.faults.take(TOKEN)
        await asyncio.sleep(core.latency_ms / 1000)
        response: Response | None = None
        if fault is None or fault.kind != "drop_before":
            if fault is not None and fault.kind == "slow":
                await asyncio.sleep(float(fault.details.get("seconds", 1.0)))
            response = (_instead(core, fault, oauth=True) if fault else None) or self._issued(request, form)
        response = _spoiled(response, fault, core)
        record.status = response.status_code if response is not None and not isinstance(response, _Half) else 0
        await _send(core, response, scope, receive, send)

    def _issued(self, request: Request, form: Mapping[str, str]) -> Response:
        core = self._core
        try:
            authorization = request.headers.get("authorization", "")
            token = core.tokens.issue(form, authorization, core.switches, core.clock(), core.base_url)
        except TokenRefusal as refusal:
            return _response(refusal.status, msgspec.json.encode(refusal.body))
        return _response(200, msgspec.json.encode(token))


class _Unreadable:
    """Stands for a body that is no JSON."""

    def __repr__(self) -> str:
        return "<not JSON>"


_UNREADABLE = _Unreadable()


class _Half(Response):
    """An answer whose connection is cut in the middle of the body."""

    def __init__(self, whole: Response, core: Core) -> None:
        super().__init__(whole.body, whole.status_code, dict(whole.headers))
        self._core = core

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await _cut(self._core, scope, receive)


async def _send(core: Core, response: Response | None, scope: Scope, receive: Receive, send: Send) -> None:
    if response is None:
        await _cut(core, scope, receive)
    else:
        await response(scope, receive, send)


async def _cut(core: Core, scope: Scope, receive: Receive) -> None:
    core.cut(scope)
    while (await receive())["type"] != "http.disconnect":
        pass


def _instead(core: Core, fault: Fault, *, oauth: bool = False) -> Response | None:
    """Return what a fault answers in place of Zoom's answer, None when it acts as usual."""
    details = fault.details
    if fault.kind == "html":
        return Response(PORTAL, int(details.get("status", 200)), media_type="text/html")
    if fault.kind in ("500", "503"):
        headers = {"Retry-After": str(details["retry_after"])} if "retry_after" in details else {}
        body = {
            "code": int(fault.kind),
            "message": "Internal server error." if fault.kind == "500" else "Service unavailable.",
        }
        return _response(int(fault.kind), msgspec.json.encode(body), headers)
    if fault.kind in LIMITED:
        return _limited(core, LIMITED[fault.kind])
    if fault.kind == "expired_token":
        return _refused(expired())
    if fault.kind == "error":
        status, code, message = int(details.get("status", 400)), details.get("code", 300), details.get("message", "")
        said: dict[str, Any] = {"reason": message, "error": code} if oauth else {"code": code, "message": message}
        if "errors" in details:
            said["errors"] = details["errors"]
        return _response(status, msgspec.json.encode(said))
    return None


def _spoiled(response: Response | None, fault: Fault | None, core: Core) -> Response | None:
    """Return what is left of an answer after a fault on its way back."""
    if fault is None or response is None:
        return response
    match fault.kind:
        case "drop_after":
            return None
        case "drop_during":
            return _Half(response if response.body else _response(200, b'{"practice": true}'), core)
        case "unreadable":
            whole = bytes(response.body) or b'{"practice": true}'
            return _response(response.status_code if response.body else 200, whole[: max(1, len(whole) * 2 // 3)])
        case "empty":
            return _response(response.status_code, b"")
    return response


def _limited(core: Core, limit: str) -> Response:
    headers = core.limiter.headers(limit, core.clock(), core.switches)
    body = msgspec.json.encode({"code": 429, "message": limits.TEXTS[limit]})
    return _response(429, body, headers, category=core.switches.rate_headers == "full")


def _answered(answer: Answer) -> Response:
    return _response(answer.status, b"" if answer.content is None else msgspec.json.encode(answer.content))


def _refused(refusal: Refusal) -> Response:
    return _response(refusal.status, msgspec.json.encode(refusal.body()))


def _response(status: int, body: bytes, headers: Mapping[str, str] | None = None, *, category: bool = True) -> Response:
    told = {
        **(limits.CATEGORY if category else {}),
        "x-zm-trackingid": f"v=2.0;clid=practice;rid=WEB_{secrets.token_hex(16)}",
        "Cache-Control": "no-store",
        **(headers or {}),
    }
    if body:
        told["Content-Type"] = JSON
    return Response(body, status, told)


def _query(request: Request) -> dict[str, str]:
    """Return the query; a token in it is never taken, nor kept."""
    return {name: value for name, value in request.query_params.items() if name != "access_token"}


async def _body(request: Request) -> bytes | None:
    """Return the body, None for one that is larger than any call has."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)


def _decoded(raw: bytes | None) -> Any:
    if not raw:
        return None
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return _UNREADABLE
