"""Every documented code is a reason of its own, whatever the HTTP status, and Zoom's own words are kept."""

import datetime as dt
import email.utils

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.zoom import answers
from desktop_app.zoom.errors import (
    CODES,
    LONGEST_MESSAGE,
    TICKET_CODES,
    Reason,
    ZoomError,
    reason_for,
    scopes_in,
    ticket_reason,
)

NOW = dt.datetime(2027, 1, 19, 12, tzinfo=dt.UTC)


def refused(operation: str, status: int, **made: object) -> ZoomError:
    return answers.refusal(operation, httpx.Response(status, **made), change=False, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operation", "status", "code", "message", "reason"),
    [
        ("createEvent", 400, 300, "Validation Failed.", Reason.VALIDATION),
        ("createEvent", 400, 300, "Request Body should be a valid JSON object.", Reason.VALIDATION),
        ("EventActions", 400, 1001, "Invalid event ID.", Reason.EVENT_NOT_FOUND),
        ("getEventInfo", 400, 1001, "Invalid event ID.", Reason.EVENT_NOT_FOUND),
        ("createSpeaker", 400, 1001, "Unsuitable text.", Reason.CONTENT_REFUSED),
        ("EventActions", 400, 1002, "Invalid duplicated event name.", Reason.DUPLICATE_NAME),
        ("EventActions", 400, 1002, "Invalid duplicated event start time.", Reason.DUPLICATE_START),
        ("EventActions", 400, 1003, "Invalid duplicate event timezone.", Reason.DUPLICATE_TIME_ZONE),
        ("EventActions", 400, None, "Invalid Event operation", Reason.OPERATION_REFUSED),
        ("createTicketType", 400, 1006, "Operation is not supported for this event type.", Reason.NOT_FOR_THIS_TYPE),
        ("Updateticket", 400, 1063, "Ticket ID can not updated.", Reason.TICKET_LOCKED),
        ("getHubList", 404, 2001, "Hub not found.", Reason.HUB_NOT_FOUND),
        ("getEventInfo", 404, 2002, "Event not found.", Reason.EVENT_NOT_FOUND),
        ("createTicketType", 404, 2002, "Event ID not found.", Reason.EVENT_NOT_FOUND),
        ("deleteEventSession", 404, 2003, "Session not found.", Reason.SESSION_NOT_FOUND),
        ("attendeeActions", 404, 2003, "Event not found.", Reason.EVENT_NOT_FOUND),
        ("createTickets", 404, 2007, "Not enough stock or invalid `ticket_type_id`.", Reason.TICKET_TYPE_INVALID),
        ("createTickets", 400, 2007, "Not enough stock or invalid `ticket_type_id`.", Reason.TICKET_TYPE_INVALID),
        ("createTickets", 400, 26502, "The ticket type ID is invalid.", Reason.TICKET_TYPE_INVALID),
        ("deleteTicketType", 404, 26502, "The ticket type ID is invalid.", Reason.TICKET_TYPE_INVALID),
        ("createHubExhibitor", 403, 3011, "User is not a host.", Reason.NOT_A_HOST),
        ("createEvent", 403, 26201, "No permission to create the event under the hub ID.", Reason.HUB_NOT_ALLOWED),
        ("createEvent", 400, 26202, "Event schedule cannot be more than 6 days.", Reason.SCHEDULE_TOO_LONG),
        ("createEvent", 400, 26203, "Event end_time must be after event start_time.", Reason.END_BEFORE_START),
        ("createEvent", 400, 26204, "Calender must contains start_time and end_time.", Reason.TIMES_REFUSED),
        ("createEvent", 400, 260207, "Hub is not supported for conference type events.", Reason.TYPE_NOT_ON_HUB),
        ("createEvent", 400, None, "Please complete your host profile settings", Reason.NO_LICENSE),
        ("createEvent", 400, 300, "Please complete your host profile settings", Reason.NO_LICENSE),
        ("createTickets", 400, 26401, "The ticket sale dates are invalid.", Reason.SALE_WINDOW),
        ("createEventSession", 400, 26402, "One or more session IDs are invalid.", Reason.SESSION_INVALID),
        ("createTickets", 400, 26501, "Event is not published yet.", Reason.NOT_PUBLISHED),
        ("deleteTicket", 404, 26503, "Ticket not found.", Reason.TICKET_NOT_FOUND),
        ("gethubhostList", 403, 260101, "Hub access denied.", Reason.HUB_ACCESS_DENIED),
        ("getTickets", 403, 260200, "Event access denied.", Reason.EVENT_ACCESS_DENIED),
        ("updateEventSession", 403, 260209, "Event is not editable.", Reason.EVENT_NOT_EDITABLE),
        ("updateEvent", 400, 260210, "Past and cancelled events not editable.", Reason.EVENT_OVER),
        ("updateEventSession", 403, 260210, "Past and cancelled events are not editable.", Reason.EVENT_OVER),
        ("createTickets", 400, 260503, 'Nonconfigured fields - ["a", "b"].', Reason.NONCONFIGURED_ANSWERS),
        ("createTickets", 400, 260504, 'Missing required fields - ["a", "b"].', Reason.MISSING_ANSWERS),
        ("updateEventAccess", 404, 261201, "Event access link not found.", Reason.ACCESS_LINK_NOT_FOUND),
        ("updateEventAccess", 400, 261202, "The ticket type could not be found.", Reason.TICKET_TYPE_INVALID),
        ("createEventAccessLink", 400, 261203, "Names must be unique.", Reason.ACCESS_LINK_NAME),
        ("token", 401, 4735, "The owner is gone", Reason.SIGN_IN_REFUSED),
        ("token", 400, 4738, "Disabled by admin", Reason.APP_DISABLED),
        ("token", 400, 4705, "unsupported grant type", Reason.WRONG_APP_TYPE),
        ("getEvents", 401, 124, "Invalid access token.", Reason.TOKEN_REJECTED),
        ("getEvents", 401, None, "", Reason.TOKEN_REJECTED),
        ("getEvents", 401, 201, "Access token is expired.", Reason.TOKEN_REJECTED),
        ("getEvents", 500, 300, "Validation Failed.", Reason.SERVER_ERROR),
        ("getEvents", 400, 987654, "Something new", Reason.REFUSED),
        ("getEvents", 429, 429, "You have reached the maximum per-second rate limit.", Reason.RATE_PER_SECOND),
        ("getEvents", 429, 429, "You have reached the maximum daily rate limit.", Reason.RATE_DAILY),
        ("getEvents", 429, 429, "Too many concurrent requests.", Reason.TOO_MANY_CONCURRENT),
    ],
)
def test_a_refusal_has_its_reason_and_zooms_words(
    operation: str, status: int, code: int | None, message: str, reason: Reason
) -> None:
    body = {"message": message} if code is None else {"code": code, "message": message}
    error = refused(operation, status, json=body, headers={"x-zm-trackingid": "v=2.0;clid=us"})
    assert (error.reason, error.code, error.message, error.status) == (reason, code, message, status)
    assert (error.operation, error.tracking_id) == (operation, "v=2.0;clid=us")
    assert operation in str(error)
    assert str(status) in str(error)


@pytest.mark.parametrize("code", range(26302, 26312))
def test_codes_of_reservations_and_livestreams(code: int) -> None:
    assert reason_for("createEventSession", 400, code, "") is Reason.SESSION_SCHEDULE


@pytest.mark.parametrize(
    "code", [4700, 4702, 4704, 4705, 4706, 4709, 4711, 4717, 4724, 4732, 4733, 4734, 4735, 4737, 4738, 4740, 4741]
)
def test_every_oauth_code_is_known(code: int) -> None:
    assert reason_for("token", 400, code, "") is not Reason.REFUSED
    assert ("*", code) in CODES


def test_an_unknown_code_keeps_zooms_message_within_bounds() -> None:
    error = refused("createEvent", 400, json={"code": 999999, "message": "x" * 5000})
    assert (error.reason, error.code) == (Reason.REFUSED, 999999)
    assert error.message == "x" * LONGEST_MESSAGE


@pytest.mark.parametrize("name", ["message", "error_message", "reason"])
def test_the_text_of_an_error_has_three_names(name: str) -> None:
    assert refused("getEvents", 400, json={"code": 300, name: "Because"}).message == "Because"


def test_message_wins_over_the_other_names() -> None:
    body = {"reason": "c", "error_message": "b", "message": "a"}
    assert refused("getEvents", 400, json=body).message == "a"
    assert refused("getEvents", 400, json={**body, "message": ""}).message == "b"


def test_codes_may_be_text() -> None:
    assert refused("getEvents", 404, json={"code": "2002", "message": ""}).reason is Reason.EVENT_NOT_FOUND


def test_validation_details_are_kept() -> None:
    errors = [{"field": "name", "message": "Too long"}, {"field": "tags"}, "odd"]
    error = refused("createEvent", 400, json={"code": 300, "message": "Validation Failed.", "errors": errors})
    assert error.fields == (("name", "Too long"), ("tags", ""))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('does not contain scopes:["zoom_events_basic:read","zoom_events_basic:read:admin"]', 2),
        ("Invalid access token, does not contain scopes:[zoom_events:read:event, zoom_events:read:event:admin].", 2),
        ("Does Not Contain Scopes:zoom_events_hubs:read", 1),
        ("does not contain scopes", 0),
        ("does not contain scopes:[a:b, a:b]", 1),
    ],
)
def test_scope_names_are_found_whatever_the_quoting(text: str, names: int) -> None:
    found = scopes_in(text)
    assert len(found) == names
    assert all(not name.startswith("scopes") for name in found)


@pytest.mark.parametrize("code", TICKET_CODES)
def test_each_ticket_code_has_a_reason(code: str) -> None:
    assert ticket_reason(code) is TICKET_CODES[code]
    # section 15, contradiction 32: these are text, those of a whole request are numbers
    assert not any(known == code for _, known in CODES)


def test_an_undocumented_ticket_code_is_a_failed_ticket() -> None:
    assert ticket_reason("something_new") is Reason.TICKET_FAILED


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3),
        (" 0 ", 0),
        ("1.5", 1.5),
        ("2027-01-20T00:00:00Z", 43200),
        ("2027-01-20T00:00:00", 43200),
        ("2027-01-20T02:00:00+02:00", 43200),
        ("Wed, 20 Jan 2027 00:00:00 GMT", 43200),
        ("2020-01-20T00:00:00Z", 0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 400, None),
        ("0001-01-01T00:00:00+23:59", None),
    ],
)
def test_retry_after_has_three_forms(value: str | None, seconds: float | None) -> None:
    expected = None if seconds is None else NOW + dt.timedelta(seconds=seconds)
    assert answers.retry_after(value, NOW) == expected


def test_a_wrong_clock_on_this_computer_makes_no_wait_longer() -> None:
    theirs = NOW + dt.timedelta(minutes=10)
    date = {"Date": email.utils.format_datetime(theirs, usegmt=True)}
    reset = {"X-RateLimit-Reset": str(int(theirs.timestamp()) + 2)}
    assert refused("getEvents", 429, headers=date | reset).retry_at == NOW + dt.timedelta(seconds=2)
    until = {"Retry-After": email.utils.format_datetime(theirs + dt.timedelta(seconds=30), usegmt=True)}
    assert refused("getEvents", 429, headers=date | until).retry_at == NOW + dt.timedelta(seconds=30)
    assert refused("getEvents", 429, headers=date | {"Retry-After": "3"}).retry_at == NOW + dt.timedelta(seconds=3)


@pytest.mark.parametrize("value", ["999999999", "2058-07-30T00:00:00Z", "Tue, 30 Jul 2058 00:00:00 GMT"])
def test_a_time_years_away_is_no_time(value: str) -> None:
    assert refused("createTickets", 429, headers={"Retry-After": value}).retry_at is None
    assert refused("createTickets", 429, headers={"X-RateLimit-Reset": "2795000000"}).retry_at is None


@pytest.mark.parametrize(
    "date",
    ["Sat, 21 Nov 2026 14:00:30 +99999999999999", "Mon, 01 Jan 0001 00:00:00 +2300", "Fri, 31 Dec 9999 23:59:59 GMT"],
)
def test_an_absurd_date_is_no_reason_to_fail(date: str) -> None:
    error = refused("createTickets", 429, headers={"Date": date, "Retry-After": "999999999"})
    assert (error.reason, error.retry_at) == (Reason.RATE_PER_SECOND, None)


def test_the_reset_header_stands_in_for_retry_after() -> None:
    headers = {"X-RateLimit-Type": "QPS", "X-RateLimit-Reset": str(int(NOW.timestamp()) + 2)}
    assert refused("getEvents", 429, headers=headers).retry_at == NOW + dt.timedelta(seconds=2)
    assert refused("getEvents", 429, headers={"X-RateLimit-Reset": "never"}).retry_at is None


def test_an_error_for_another_caller_is_equal_and_new() -> None:
    error = refused("getEvents", 400, json={"code": 300, "message": "m", "errors": [{"field": "f", "message": "x"}]})
    again = error.again()
    assert again is not error
    assert vars(again) == vars(error)


@given(st.binary(max_size=300), st.sampled_from([300, 301, 400, 401, 403, 404, 409, 429, 500, 503, 599]))
def test_any_body_becomes_an_error(body: bytes, status: int) -> None:
    error = refused("createEvent", status, content=body)
    assert isinstance(error.reason, Reason)
    assert len(error.message) <= LONGEST_MESSAGE
    assert str(error)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "message", "errors", "error", "reason", "field"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_becomes_an_error(body: object) -> None:
    error = refused("createEvent", 400, json=body)
    assert isinstance(error.reason, Reason)
    assert isinstance(error.message, str)
    assert error.code is None or isinstance(error.code, int | str)
