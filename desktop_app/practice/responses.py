"""Answers over HTTP, with the headers that Zoom's have."""

import secrets
from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from desktop_app.practice import limits
from desktop_app.practice.call import Answer
from desktop_app.practice.core import Core
from desktop_app.practice.wire import Refusal

JSON = "application/json;charset=UTF-8"


def answered(answer: Answer) -> Response:
    """Return what an operation answered."""
    return json_response(answer.status, b"" if answer.content is None else msgspec.json.encode(answer.content))


def refused(refusal: Refusal) -> Response:
    """Return the refusal of an operation."""
    return json_response(refusal.status, msgspec.json.encode(refusal.body()))


def over_limit(core: Core, limit: str) -> Response:
    """Return the 429 of one of the `limits`."""
    headers = core.limiter.headers(limit, core.clock(), core.switches)
    body = msgspec.json.encode({"code": 429, "message": limits.TEXTS[limit]})
    return json_response(429, body, headers, category=core.switches.rate_headers == "full")


def json_response(
    status: int, body: bytes, headers: Mapping[str, str] | None = None, *, category: bool = True
) -> Response:
    """Return an answer with this JSON text, b"" for none; `category` tells the rate limit that the call falls under."""
    told = {
        **(limits.CATEGORY if category else {}),
        "x-zm-trackingid": f"v=2.0;clid=practice;rid=WEB_{secrets.token_hex(16)}",
        "Cache-Control": "no-store",
        **(headers or {}),
    }
    if body:
        told["Content-Type"] = JSON
    return Response(body, status, told)
