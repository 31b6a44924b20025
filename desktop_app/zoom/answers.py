"""From an HTTP answer to a JSON object, or to the `ZoomError` that says why there is none."""

import datetime as dt
import email.utils
import re
from typing import Any

import httpx
import msgspec

from desktop_app.zoom.errors import CODES, LONGEST_MESSAGE, SCOPE_TEXT, Reason, ZoomError, reason_for, scopes_in

LONGEST_CODE = 64
MOST_FIELDS = 30

LEAST_DIFFERENCE = dt.timedelta(seconds=5)
"""Between Zoom's clock and this computer's, to be worth minding."""

LONGEST_LIMIT = dt.timedelta(days=2)
"""Zoom's limits are those of a second and of a day; a time further away than this is no time of one."""

_CODE = re.compile(r'"code"\s*:\s*"?(\d+)')
_MESSAGE = re.compile(r'"message"\s*:\s*"(.*)"', re.DOTALL)


def tracking_id(response: httpx.Response) -> str | None:
    """Return the id that Zoom's support asks for."""
    found = response.headers.get("x-zm-trackingid")
    return str(found)[:LONGEST_CODE] if found else None


def content(operation: str, response: httpx.Response, *, change: bool) -> dict[str, Any]:
    """Return the JSON object of a 2xx answer. A `change` with an unreadable answer may have been carried out.

    Raises ZoomError: NOT_ZOOM for a page, UNREADABLE_ANSWER for anything else that is no object.
    """
    try:
        data = msgspec.json.decode(response.content)
    except (msgspec.DecodeError, RecursionError):
        data = None
    if isinstance(data, dict):
        return data
    raise unreadable(operation, response, change=change)


def expect_nothing(operation: str, response: httpx.Response) -> None:
    """Accept the 2xx answer to a change whose body nobody needs. Raises ZoomError for a page that is not Zoom's."""
    if response.status_code != 204 and is_page(response):
        raise unreadable(operation, response, change=True)


def unreadable(operation: str, response: httpx.Response, *, change: bool) -> ZoomError:
    """Return the error for a 2xx answer that does not hold what was asked for. None of its text is kept."""
    return ZoomError(
        Reason.NOT_ZOOM if is_page(response) else Reason.UNREADABLE_ANSWER,
        operation,
        status=response.status_code,
        tracking_id=tracking_id(response),
        outcome_unknown=change,
    )


def is_page(response: httpx.Response) -> bool:
    """Say whether this is a page for people, as proxies and captive portals send in place of an answer."""
    return "html" in response.headers.get("content-type", "").casefold() or response.content.lstrip()[:1] == b"<"


def refusal(operation: str, response: httpx.Response, *, change: bool, now: dt.datetime) -> ZoomError:
    """Return the error for an answer that is not 2xx. `change` tells whether a 3xx or 5xx leaves the outcome open."""
    status = response.status_code
    unsettled = change and (status < 400 or status >= 500)
    page = is_page(response)
    # what guards Zoom's door says "too many" with a page
    if status < 400 or (status < 500 and status != 429 and page):
        return ZoomError(
            Reason.NOT_ZOOM, operation, status=status, tracking_id=tracking_id(response), outcome_unknown=unsettled
        )
    code, message, fields = (None, "", ()) if page else _said(operation, response)
    reason = reason_for(operation, status, code, message)
    retry_at = None
    if status == 429:
        reason = _rate_reason(reason, response)
    if status in (429, 503):
        theirs = _their_time(response, now)
        retry_at = retry_after(response.headers.get("retry-after"), theirs) or _reset(response, theirs)
        if retry_at is not None and retry_at - theirs > LONGEST_LIMIT:
            retry_at = None
        if retry_at is not None:
            # a time of Zoom's clock means nothing on a computer whose clock is wrong; how long to wait does
            retry_at = now + (retry_at - theirs)
    return ZoomError(
        reason,
        operation,
        status=status,
        code=code,
        message=message,
        tracking_id=tracking_id(response),
        retry_at=retry_at,
        missing_scopes=scopes_in(message) if reason is Reason.SCOPE_MISSING else (),
        fields=fields,
        outcome_unknown=unsettled,
    )


def retry_after(value: str | None, now: dt.datetime) -> dt.datetime | None:
    """Read Retry-After: seconds, an HTTP date, or the ISO date-time of Zoom's daily limit. Never before `now`."""
    if not value:
        return None
    value = value.strip()
    try:
        if re.fullmatch(r"\d{1,9}(\.\d{0,9})?", value):
            return now + dt.timedelta(seconds=float(value))
        try:
            when = email.utils.parsedate_to_datetime(value)
        except ValueError:
            when = dt.datetime.fromisoformat(value.upper())
        aware = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        return max(now, aware.astimezone(dt.UTC))
    except (ValueError, OverflowError):
        return None


def _their_time(response: httpx.Response, now: dt.datetime) -> dt.datetime:
    """Return what Zoom's clock said when it answered, `now` where the answer doesn't tell."""
    try:
        said = email.utils.parsedate_to_datetime(response.headers["date"])
        theirs = (said if said.tzinfo else said.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (KeyError, ValueError, OverflowError):
        return now
    # the header has no fractions of a second
    return now if abs(theirs - now) < LEAST_DIFFERENCE else theirs


def _reset(response: httpx.Response, now: dt.datetime) -> dt.datetime | None:
    """Read X-RateLimit-Reset, Unix seconds on a per-second 429 (Zoom's own skills repository; seen nowhere else)."""
    try:
        return max(now, dt.datetime.fromtimestamp(int(response.headers["x-ratelimit-reset"]), dt.UTC))
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _rate_reason(by_message: Reason, response: httpx.Response) -> Reason:
    """The message or X-RateLimit-Type ("Daily-limit", "Daily", "QPS") may name the daily limit; either is enough."""
    if "daily" in response.headers.get("x-ratelimit-type", "").casefold():
        return Reason.RATE_DAILY
    return by_message


def _said(operation: str, response: httpx.Response) -> tuple[int | str | None, str, tuple[tuple[str, str], ...]]:
    """Return code, message and refused fields of an error body; the body may be empty or no valid JSON."""
    body = response.content.decode("utf-8", "replace").strip()
    try:
        data = msgspec.json.decode(response.content) if body else {}
    except (msgspec.DecodeError, RecursionError):
        return *_broken(body), ()
    if not isinstance(data, dict):
        return None, "", ()
    message = next((text for name in _MESSAGES if isinstance(text := data.get(name), str) and text), "")
    return _code(operation, data), message, _fields(data.get("errors"))


_MESSAGES = ("message", "error_message", "reason", "errorMessage")
"""Members that hold an error's text; `reason` is the OAuth endpoint's."""


def _broken(body: str) -> tuple[int | None, str]:
    """Read an error that is no valid JSON: Zoom leaves quotes unescaped when it lists missing scopes (code 104)."""
    code, message = _CODE.search(body), _MESSAGE.search(body)
    if message is None and code is None and SCOPE_TEXT not in body.casefold():
        return None, body
    return int(code[1][:9]) if code else None, message[1] if message else body


def _code(operation: str, data: dict[str, Any]) -> int | str | None:
    """Return the first code that is known for `operation`, else the first there is. `error` is the OAuth endpoint's."""
    found: list[int | str] = []
    for name in ("code", "errorCode", "error"):
        value = data.get(name)
        if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
            continue
        if isinstance(value, str):
            value = int(value) if re.fullmatch(r"\d{1,9}", value) else value[:LONGEST_CODE]
        found.append(value)
    known = (code for code in found if (operation, code) in CODES or ("*", code) in CODES)
    return next(known, found[0] if found else None)


def _fields(errors: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(errors, list):
        return ()
    return tuple(
        (str(item.get("field") or "")[:100], str(item.get("message") or "")[:LONGEST_MESSAGE])
        for item in errors[:MOST_FIELDS]
        if isinstance(item, dict)
    )
