"""What troubles on order (`faults`) make of an answer: another one, half of it, or none."""

from typing import Any

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from desktop_app.practice import limits
from desktop_app.practice.core import Core, Record
from desktop_app.practice.faults import Fault
from desktop_app.practice.responses import json_response, over_limit, refused
from desktop_app.practice.tokens import expired

PORTAL = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Hotel Wi-Fi</body></html>"
LIMITED = {"429_second": limits.SECOND, "429_day": limits.DAY, "429_concurrent": limits.CONCURRENT}


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


def instead(core: Core, fault: Fault, *, oauth: bool = False) -> Response | None:
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
        return json_response(int(fault.kind), msgspec.json.encode(body), headers)
    if fault.kind in LIMITED:
        return over_limit(core, LIMITED[fault.kind])
    if fault.kind == "expired_token":
        return refused(expired())
    if fault.kind == "error":
        status, code, message = int(details.get("status", 400)), details.get("code", 300), details.get("message", "")
        said: dict[str, Any] = {"reason": message, "error": code} if oauth else {"code": code, "message": message}
        if "errors" in details:
            said["errors"] = details["errors"]
        return json_response(status, msgspec.json.encode(said))
    return None


def spoiled(response: Response | None, fault: Fault | None, core: Core) -> Response | None:
    """Return what is left of an answer after a fault on its way back."""
    if fault is None or response is None:
        return response
    match fault.kind:
        case "drop_after":
            return None
        case "drop_during":
            return _Half(response if response.body else json_response(200, b'{"practice": true}'), core)
        case "unreadable":
            whole = bytes(response.body) or b'{"practice": true}'
            return json_response(response.status_code if response.body else 200, whole[: max(1, len(whole) * 2 // 3)])
        case "empty":
            return json_response(response.status_code, b"")
    return response


async def deliver(  # noqa: PLR0917 - an ASGI application's three, and what they carry
    core: Core, record: Record, response: Response | None, scope: Scope, receive: Receive, send: Send
) -> None:
    """Send an answer, or cut the connection for None, and note in `record` what came of it."""
    record.status = response.status_code if response is not None and not isinstance(response, _Half) else 0
    if response is None:
        await _cut(core, scope, receive)
    else:
        await response(scope, receive, send)


async def _cut(core: Core, scope: Scope, receive: Receive) -> None:
    core.cut(scope)
    while (await receive())["type"] != "http.disconnect":
        pass
