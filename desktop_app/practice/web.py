"""The web side: the guard, the token endpoint, every operation over HTTP, troubles and limits on the way."""

import asyncio
import contextlib
import ipaddress
import logging
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
from desktop_app.practice.call import Call
from desktop_app.practice.core import Core, Record
from desktop_app.practice.faults import Fault
from desktop_app.practice.operations import OPERATIONS, Operation
from desktop_app.practice.responses import answered, json_response, over_limit, refused
from desktop_app.practice.tokens import TokenRefusal, scope_missing
from desktop_app.practice.troubles import deliver, instead, spoiled
from desktop_app.practice.wire import Refusal

log = logging.getLogger(__name__)

API = "/v2"
TOKEN = "token"  # noqa: S105 - the name of an operation
LARGEST_BODY = 16 * 1024 * 1024
"""Bytes."""
KEPT_OF_FORM = ("grant_type", "account_id")


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
            return refused(Refusal(405, 2300, "This API endpoint does not support this method."))
        return refused(Refusal(404, 2300, "This API endpoint is not recognized."))


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
                response: Response | None = refused(Refusal(413, 300, "Request Body is too large."))
            elif limited is not None:
                response = over_limit(core, limited)
            else:
                response = await self._troubled(request, fault, record.body)
            await asyncio.sleep(core.latency_ms / 2000)
        except ClientDisconnect:
            record.status = 0
            raise
        finally:
            if entered:
                core.limiter.leave(resource)
        response = spoiled(response, fault, core)
        await deliver(core, record, response, scope, receive, send)

    async def _troubled(self, request: Request, fault: Fault | None, body: Any) -> Response | None:
        """Return the answer, or None for a connection to cut before acting."""
        if fault is not None:
            if fault.kind == "drop_before":
                return None
            if fault.kind == "slow":
                await asyncio.sleep(float(fault.details.get("seconds", 1.0)))
            answer = instead(self._core, fault)
            if answer is not None:
                if fault.details.get("acts"):
                    self._acted(request, body)
                return answer
        return self._acted(request, body)

    def _acted(self, request: Request, body: Any) -> Response:
        core, operation = self._core, self._operation
        now = core.clock()
        try:
            grant = core.tokens.grant(request.headers.get("authorization", ""), now)
            if grant.scopes.isdisjoint(operation.names):
                status, text = scope_missing(operation.names[2:], core.switches)
                return json_response(status, text.encode())
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
                return answered(operation.rule(call))
            with core.world.transaction():
                return answered(operation.rule(call))
        except Refusal as refusal:
            return refused(refusal)
        except Exception as error:  # a flaw of practice must look like one of Zoom's, and be found in the log
            log.exception("Practice failed at %s", operation.id)
            said = "Internal server error."
            if isinstance(error, sqlite3.OperationalError):
                said = f"This is practice, which can't write to this computer's disk: {error}."
            return refused(Refusal(500, 500, said))


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
            response = (instead(core, fault, oauth=True) if fault else None) or self._issued(request, form)
        response = spoiled(response, fault, core)
        await deliver(core, record, response, scope, receive, send)

    def _issued(self, request: Request, form: Mapping[str, str]) -> Response:
        core = self._core
        try:
            authorization = request.headers.get("authorization", "")
            token = core.tokens.issue(form, authorization, core.switches, core.clock(), core.base_url)
        except TokenRefusal as refusal:
            return json_response(refusal.status, msgspec.json.encode(refusal.body))
        return json_response(200, msgspec.json.encode(token))


class _Unreadable:
    """Stands for a body that is no JSON."""

    def __repr__(self) -> str:
        return "<not JSON>"


_UNREADABLE = _Unreadable()


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
