"""What can go wrong at Zoom, typed: one table from (operation, code) to a `Reason`; the words are in `ui.errors`.

Codes are those of Zoom's Events API reference and its OAuth error page. The same number means different things in
different operations, so it is looked up by operation first. Zoom's own message is kept, bounded, and never trusted.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from desktop_app.zoom.scopes import OPERATIONS

LONGEST_MESSAGE = 500
"""Characters of Zoom's own words that are kept."""


class Reason(StrEnum):
    """Each cause that a person would treat differently."""

    # signing in
    BAD_CREDENTIALS = "bad_credentials"
    WRONG_APP_TYPE = "wrong_app_type"
    WRONG_ACCOUNT = "wrong_account"
    APP_DISABLED = "app_disabled"
    SIGN_IN_REFUSED = "sign_in_refused"
    TOKEN_REJECTED = "token_rejected"  # noqa: S105 - no password
    SCOPE_MISSING = "scope_missing"
    NO_LICENSE = "no_license"
    # hubs and events
    HUB_NOT_FOUND = "hub_not_found"
    HUB_NOT_ALLOWED = "hub_not_allowed"
    HUB_ACCESS_DENIED = "hub_access_denied"
    TYPE_NOT_ON_HUB = "type_not_on_hub"
    EVENT_NOT_FOUND = "event_not_found"
    EVENT_ACCESS_DENIED = "event_access_denied"
    EVENT_NOT_EDITABLE = "event_not_editable"
    EVENT_OVER = "event_over"
    NOT_A_HOST = "not_a_host"
    SCHEDULE_TOO_LONG = "schedule_too_long"
    END_BEFORE_START = "end_before_start"
    TIMES_REFUSED = "times_refused"
    DUPLICATE_NAME = "duplicate_name"
    DUPLICATE_START = "duplicate_start"
    DUPLICATE_TIME_ZONE = "duplicate_time_zone"
    NOT_FOR_THIS_TYPE = "not_for_this_type"
    OPERATION_REFUSED = "operation_refused"
    # sessions and access
    SESSION_NOT_FOUND = "session_not_found"
    SESSION_INVALID = "session_invalid"
    SESSION_SCHEDULE = "session_schedule"
    ACCESS_LINK_NOT_FOUND = "access_link_not_found"
    ACCESS_LINK_NAME = "access_link_name"
    # tickets
    NOT_PUBLISHED = "not_published"
    TICKET_TYPE_INVALID = "ticket_type_invalid"
    OUT_OF_STOCK = "out_of_stock"
    SALE_WINDOW = "sale_window"
    TICKET_NOT_FOUND = "ticket_not_found"
    TICKET_REVOKED = "ticket_revoked"
    TICKET_LOCKED = "ticket_locked"
    NONCONFIGURED_ANSWERS = "nonconfigured_answers"
    MISSING_ANSWERS = "missing_answers"
    WRONG_ANSWERS = "wrong_answers"
    EMAIL_REFUSED = "email_refused"
    FAST_JOIN_CONFLICT = "fast_join_conflict"
    TICKET_FAILED = "ticket_failed"
    # requests in general
    VALIDATION = "validation"
    CONTENT_REFUSED = "content_refused"
    REFUSED = "refused"
    RATE_PER_SECOND = "rate_per_second"
    RATE_DAILY = "rate_daily"
    TOO_MANY_CONCURRENT = "too_many_concurrent"
    # the way there
    SERVER_ERROR = "server_error"
    TIMED_OUT = "timed_out"
    NO_NETWORK = "no_network"
    TLS_FAILED = "tls_failed"
    NOT_ZOOM = "not_zoom"
    UNREADABLE_ANSWER = "unreadable_answer"
    INCOMPLETE_LIST = "incomplete_list"


class ZoomError(Exception):
    """A call that did not succeed. Its text names the operation, status and code, and holds no secret.

    `outcome_unknown` is set for a change that Zoom may have carried out although no readable answer came.
    `retry_at` says when Zoom will listen again, `missing_scopes` what to add, `fields` what a validation refused.
    """

    def __init__(
        self,
        reason: Reason,
        operation: str,
        *,
        status: int | None = None,
        code: int | str | None = None,
        message: str = "",
        tracking_id: str | None = None,
        retry_at: dt.datetime | None = None,
        missing_scopes: tuple[str, ...] = (),
        fields: tuple[tuple[str, str], ...] = (),
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(reason, operation, status, code)
        self.reason = reason
        self.operation = operation
        self.status = status
        self.code = code
        self.message = message[:LONGEST_MESSAGE]
        self.tracking_id = tracking_id
        self.retry_at = retry_at
        self.missing_scopes = missing_scopes
        self.fields = fields
        self.outcome_unknown = outcome_unknown

    def again(self) -> "ZoomError":
        """Return an equal error for another caller: one exception can't be raised in two tasks at once."""
        return ZoomError(
            self.reason,
            self.operation,
            status=self.status,
            code=self.code,
            message=self.message,
            tracking_id=self.tracking_id,
            retry_at=self.retry_at,
            missing_scopes=self.missing_scopes,
            fields=self.fields,
            outcome_unknown=self.outcome_unknown,
        )

    def __str__(self) -> str:
        told = f"{self.operation}: {self.reason.value}"
        if self.status is not None:
            told += f", HTTP {self.status}"
        if self.code is not None:
            told += f", code {self.code}"
        return told


class IncompleteList(ZoomError):
    """A list that stays shorter than Zoom says it is. `found` is on it all the same."""

    def __init__(self, operation: str, found: Sequence[Any]) -> None:
        super().__init__(Reason.INCOMPLETE_LIST, operation)
        self.found = found


class Withheld(Exception):
    """A request was not sent, because whoever asked for it no longer wanted that when it was about to leave."""


ANY = "*"

CODES: Mapping[tuple[str, int | str], Reason] = {
    # OAuth, text codes in `error` and numeric ones (Zoom's OAuth error page)
    ("token", "invalid_client"): Reason.BAD_CREDENTIALS,
    ("token", "unsupported_grant_type"): Reason.WRONG_APP_TYPE,
    ("token", "unauthorized_client"): Reason.WRONG_APP_TYPE,
    ("token", "invalid_request"): Reason.WRONG_ACCOUNT,
    ("token", "invalid_grant"): Reason.SIGN_IN_REFUSED,
    # "catch-all": an empty token, or a missing scope; a new token helps in neither case
    ("token", 4700): Reason.SIGN_IN_REFUSED,
    (ANY, 4700): Reason.SCOPE_MISSING,
    **{(ANY, code): Reason.BAD_CREDENTIALS for code in (4702, 4704, 4706)},
    (ANY, 4705): Reason.WRONG_APP_TYPE,
    (ANY, 4711): Reason.SCOPE_MISSING,
    **{(ANY, code): Reason.APP_DISABLED for code in (4717, 4738)},
    **{(ANY, code): Reason.SIGN_IN_REFUSED for code in (4709, 4724, 4732, 4733, 4734, 4735, 4737, 4740)},
    (ANY, 4741): Reason.TOKEN_REJECTED,
    (ANY, 104): Reason.SCOPE_MISSING,
    (ANY, 124): Reason.TOKEN_REJECTED,
    # the API in general
    (ANY, 300): Reason.VALIDATION,
    (ANY, 429): Reason.RATE_PER_SECOND,
    # events
    # "Invalid event ID.": in the reference for actions only, in the tutorials for every call that names an event
    **{(operation, 1001): Reason.EVENT_NOT_FOUND for operation in OPERATIONS},
    # also the code of a refused start time: see `reason_for`
    ("EventActions", 1002): Reason.DUPLICATE_NAME,
    ("EventActions", 1003): Reason.DUPLICATE_TIME_ZONE,
    # elsewhere the three belong to content moderation
    **{(ANY, code): Reason.CONTENT_REFUSED for code in (1001, 1002, 1003)},
    (ANY, 1006): Reason.NOT_FOR_THIS_TYPE,
    (ANY, 1063): Reason.TICKET_LOCKED,
    (ANY, 1120): Reason.REFUSED,
    (ANY, 1130): Reason.TICKET_NOT_FOUND,
    (ANY, 1140): Reason.SERVER_ERROR,
    (ANY, 1150): Reason.TICKET_REVOKED,
    (ANY, 2001): Reason.HUB_NOT_FOUND,
    (ANY, 2002): Reason.EVENT_NOT_FOUND,
    (ANY, 2003): Reason.SESSION_NOT_FOUND,
    ("attendeeActions", 2003): Reason.EVENT_NOT_FOUND,
    (ANY, 2005): Reason.SESSION_NOT_FOUND,
    # "Not enough stock or invalid ticket_type_id": only the code of a single ticket says which
    (ANY, 2007): Reason.TICKET_TYPE_INVALID,
    (ANY, 3011): Reason.NOT_A_HOST,
    (ANY, 26201): Reason.HUB_NOT_ALLOWED,
    (ANY, 26202): Reason.SCHEDULE_TOO_LONG,
    (ANY, 26203): Reason.END_BEFORE_START,
    (ANY, 26204): Reason.TIMES_REFUSED,
    **{(ANY, code): Reason.SESSION_SCHEDULE for code in range(26302, 26312)},
    (ANY, 26401): Reason.SALE_WINDOW,
    (ANY, 26402): Reason.SESSION_INVALID,
    (ANY, 26501): Reason.NOT_PUBLISHED,
    (ANY, 26502): Reason.TICKET_TYPE_INVALID,
    (ANY, 26503): Reason.TICKET_NOT_FOUND,
    (ANY, 260101): Reason.HUB_ACCESS_DENIED,
    (ANY, 260200): Reason.EVENT_ACCESS_DENIED,
    (ANY, 260207): Reason.TYPE_NOT_ON_HUB,
    (ANY, 260209): Reason.EVENT_NOT_EDITABLE,
    (ANY, 260210): Reason.EVENT_OVER,
    (ANY, 260503): Reason.NONCONFIGURED_ANSWERS,
    (ANY, 260504): Reason.MISSING_ANSWERS,
    (ANY, 261201): Reason.ACCESS_LINK_NOT_FOUND,
    (ANY, 261202): Reason.TICKET_TYPE_INVALID,
    (ANY, 261203): Reason.ACCESS_LINK_NAME,
}
"""(operation id or `ANY`, code) to reason: sections on errors of Zoom's Events API and OAuth references."""

TICKET_CODES: Mapping[str, Reason] = {
    "email_not_found": Reason.EMAIL_REFUSED,
    "ticket_type_notfound": Reason.TICKET_TYPE_INVALID,
    "stock_not_exist": Reason.OUT_OF_STOCK,
    "invalid_sale_time": Reason.SALE_WINDOW,
    "invalid_api_registration_questions_answers": Reason.WRONG_ANSWERS,
    "ticket_generated_failed": Reason.TICKET_FAILED,
    "fast_join_with_registrationNeeded": Reason.FAST_JOIN_CONFLICT,
    "tickets_duplicate_custom_questions": Reason.WRONG_ANSWERS,
    "missing_required_questions": Reason.MISSING_ANSWERS,
    "non_configured_questions": Reason.NONCONFIGURED_ANSWERS,
}
"""`errors[].error_code` of the create-tickets answer; strings, unlike the codes of a whole request."""

_SCOPES = re.compile(r"[A-Za-z_]\w*(?::\w+)+")
SCOPE_TEXT = "does not contain scopes"
LICENSE_TEXT = "host profile settings"
CONCURRENT_TEXT = "too many concurrent"
OPERATION_TEXT = "invalid event operation"

_TEXTS = (
    (SCOPE_TEXT, Reason.SCOPE_MISSING),
    (LICENSE_TEXT, Reason.NO_LICENSE),
    (OPERATION_TEXT, Reason.OPERATION_REFUSED),
)


def ticket_reason(error_code: str) -> Reason:
    """Return the reason of one failed ticket. Codes that nobody documented are TICKET_FAILED."""
    return TICKET_CODES.get(error_code, Reason.TICKET_FAILED)


def scopes_in(message: str) -> tuple[str, ...]:
    """Return the scope names that a message lists after "does not contain scopes", each once, whatever the quoting."""
    listed = re.split(SCOPE_TEXT, message, maxsplit=1, flags=re.IGNORECASE)[-1]
    return tuple(dict.fromkeys(_SCOPES.findall(listed)))


def reason_for(operation: str, status: int | None, code: int | str | None, message: str) -> Reason:
    """Return the reason of a refused request, by what the message says where codes mislead, else by code or status."""
    said = message.casefold()
    told = next((reason for text, reason in _TEXTS if text in said), None)
    if told is not None:
        return told
    if status is not None and status >= 500:
        return Reason.SERVER_ERROR
    if status == 429:
        if CONCURRENT_TEXT in said:
            return Reason.TOO_MANY_CONCURRENT
        return Reason.RATE_DAILY if "daily" in said else Reason.RATE_PER_SECOND
    known = None if code is None else CODES.get((operation, code)) or CODES.get((ANY, code))
    if known is Reason.DUPLICATE_NAME and "start time" in said:
        return Reason.DUPLICATE_START
    return known or _by_status(operation, status, said)


def _by_status(operation: str, status: int | None, said: str) -> Reason:
    if operation == "token":
        # a wrong account id was reported as a bare "Bad Request"
        return Reason.WRONG_ACCOUNT if said == "bad request" else Reason.SIGN_IN_REFUSED
    return Reason.TOKEN_REJECTED if status == 401 else Reason.REFUSED
