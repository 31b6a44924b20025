"""The forms on the wire: times, ids, refusals, and the checks of request members that Zoom's reference names.

Codes and messages are Zoom's own, misspellings included (its Events API reference).
"""

import datetime as dt
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app.practice.switches import Switches

Json = dict[str, Any]

VALIDATION = "Validation Failed."
ATTENDANCE = ("virtual", "in-person", "hybrid")
COUNTRY = re.compile(r"[A-Za-z]{2}")
EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+\.[^\s@<>(),;:\"\\\[\].]{2,}")
# of years that can be counted with
UTC_TIME = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
LONGEST_EMAIL = 128
"""Characters (create-tickets reference)."""


class Refusal(Exception):
    """An answer that is no success: HTTP status, Zoom's code and message, and the refused members."""

    def __init__(self, status: int, code: int, message: str, fields: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(f"{status}/{code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.fields = tuple(fields)

    def body(self) -> Json:
        """Return the JSON object that Zoom would send."""
        said: Json = {"code": self.code, "message": self.message}
        if self.fields:
            said["errors"] = [{"field": name, "message": message} for name, message in self.fields]
        return said


def invalid(*fields: tuple[str, str]) -> Refusal:
    """Return the refusal of members: 400 with code 300."""
    return Refusal(400, 300, VALIDATION, fields)


def event_not_found() -> Refusal:
    return Refusal(404, 2002, "Event not found.")


def new_id() -> str:
    """Return an id of Zoom's form: about 22 URL-safe base64 characters, `-` and `_` among them."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """Return a secret part of an address."""
    return secrets.token_urlsafe(32)


def utc_text(seconds: float) -> str:
    """Return the only form of a time that Zoom answers with: UTC, whole seconds, a literal Z."""
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds_of(value: object, switches: Switches) -> int | None:
    """Return the epoch seconds of a time as Zoom takes it, None for any other form (offsets among them)."""
    match = UTC_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None or (match[1] and switches.fractional_seconds == "refused"):
        return None
    try:
        return int(dt.datetime.fromisoformat(str(value)).timestamp())
    except (ValueError, OverflowError):
        return None


def seconds_told(text: str) -> int:
    """Return the epoch seconds of a time in the form of `utc_text`."""
    return int(dt.datetime.fromisoformat(text).timestamp())


def zone(name: object) -> ZoneInfo | None:
    """Return the IANA time zone of that name, None when there is none."""
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_email(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_EMAIL and EMAIL.fullmatch(value) is not None


def email_key(email: str) -> str:
    """Return what two spellings of an e-mail address share."""
    return email.strip().casefold()


# --- checks of members: each returns what is wrong, "" for nothing

Check = Callable[[Any], str]


def text(most: int | None = None, *, filled: bool = False) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "must be a string"
        if filled and not value.strip():
            return "must not be empty"
        return f"must have at most {most} characters" if most is not None and len(value) > most else ""

    return check


def flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "must be a boolean"


def number(value: Any) -> str:
    return "must be a number" if isinstance(value, bool) or not isinstance(value, int | float) else ""


def whole(low: int, high: int) -> Check:
    def check(value: Any) -> str:
        good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return "" if good else f"must be an integer from {low} to {high}"

    return check


def one_of(choices: Iterable[Any]) -> Check:
    known = tuple(choices)

    def check(value: Any) -> str:
        good = not isinstance(value, bool | list | dict) and value in known
        return "" if good else f"must be one of {', '.join(str(choice) for choice in known)}"

    return check


def items(most: int, each: Check, *, unique: bool = False) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, list):
            return "must be an array"
        if len(value) > most:
            return f"must have at most {most} items"
        wrong = next((said for item in value if (said := each(item))), "")
        if not wrong and unique and len({repr(item) for item in value}) < len(value):
            return "must not repeat an item"
        return wrong and f"each item {wrong}"

    return check


def members(value: Any) -> str:
    return "" if isinstance(value, dict) else "must be an object"


def moment(switches: Switches) -> Check:
    def check(value: Any) -> str:
        return "" if seconds_of(value, switches) is not None else "must be a UTC time such as 2026-01-05T15:00:00Z"

    return check


def time_zone(value: Any) -> str:
    return "" if zone(value) else "is not a time zone"


def attendance(switches: Switches) -> Check:
    def check(value: Any) -> str:
        return one_of(ATTENDANCE)(folded_attendance(value, switches))

    return check


def folded_attendance(value: Any, switches: Switches) -> Any:
    """Return the lower-case form with hyphens, where other forms are understood."""
    if switches.attendance_casing == "any" and isinstance(value, str):
        return value.lower().replace("_", "-")
    return value


def checked(body: Any, shapes: Mapping[str, Check], required: Iterable[str] = ()) -> Json:
    """Return the members that `shapes` names; others are ignored, as is null. Raises Refusal with all that is wrong."""
    if not isinstance(body, dict):
        raise Refusal(400, 300, "Request Body should be a valid JSON object.")
    given = {name: value for name, value in body.items() if name in shapes and value is not None}
    wrong = [(name, "is required") for name in required if name not in given]
    wrong += [(name, said) for name, value in given.items() if (said := shapes[name](value))]
    if wrong:
        raise invalid(*wrong)
    return given
