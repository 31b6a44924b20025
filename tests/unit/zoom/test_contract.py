"""Every request that the client can send, against Zoom's own reference: method, path, query and body."""

import datetime as dt
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import zoom_reference
from scripted_zoom import Reply, Seen, Server
from zoom_reference import Operation, problems

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import CODES
from desktop_app.zoom.models import CalendarItem, Recurrence
from desktop_app.zoom.requests import (
    CATEGORIES,
    AccessLinkChanges,
    AccessLinkRequest,
    CustomAnswer,
    CustomQuestionRequest,
    EventChanges,
    EventRequest,
    QuestionRequest,
    QuestionsRequest,
    SessionChanges,
    SessionRequest,
    TicketRequest,
    TicketTypeRequest,
)
from desktop_app.zoom.scopes import OPERATIONS

pytestmark = zoom_reference.needed

START = dt.datetime(2027, 1, 5, 15, tzinfo=dt.UTC)
END = START + dt.timedelta(hours=1)
CALENDAR = (CalendarItem(start_time=START, end_time=END),)
WEEKLY = Recurrence(type=2, repeat_interval=1, weekly_days=(2, 4), end_times=4, duration=60)
MONTHLY = Recurrence(type=3, repeat_interval=1, monthly_days=(15,), end_date_time=END, duration=60)
BY_WEEKDAY = Recurrence(type=3, repeat_interval=1, monthly_week=-1, monthly_week_day=3, end_times=4)


def event(**changes: Any) -> EventRequest:
    usual: dict[str, Any] = {
        "name": "Launch",
        "description": "",
        "timezone": "America/New_York",
        "event_type": "SIMPLE_EVENT",
        "access_level": "PRIVATE_UNRESTRICTED",
        "hub_id": "h1",
        "attendance_type": "virtual",
        "meeting_type": "WEBINAR",
        "calendar": CALENDAR,
        "tagline": "Come",
        "physical_location": "Main Street 1",
        "categories": CATEGORIES,
        "tags": ("a", "b"),
        "contact_name": "Ann",
    }
    return EventRequest(**{**usual, **changes})


def people(count: int) -> list[TicketRequest]:
    every = {
        name: "US" if name == "country" else name
        for name in TicketRequest.__struct_fields__
        if name not in ("send_notification", "fast_join", "registration_needed", "session_ids", "custom_questions")
    }
    full: dict[str, Any] = {
        **every,
        "email": "ann@example.com",
        "send_notification": True,
        "fast_join": False,
        "registration_needed": False,
        "session_ids": ("s1",),
        "custom_questions": (CustomAnswer(title="Diet?", answer="Any"),),
    }
    few = [
        TicketRequest(email=f"p{number}@example.com", external_ticket_id=f"i1r{number}", send_notification=False)
        for number in range(count - 1)
    ]
    return [TicketRequest(**full), *few]


Act = Callable[[ZoomClient], Awaitable[object]]

EVENT_CHANGES = EventChanges(
    name="N",
    description="",
    tagline="",
    timezone="UTC",
    access_level="PRIVATE_RESTRICTED",
    attendance_type="hybrid",
    calendar=CALENDAR,
    physical_location="",
)
SESSION = SessionRequest(
    name="Talk",
    start_time=START,
    end_time=END,
    timezone="UTC",
    type=4,
    description="d",
    attendance_type="in-person",
    physical_location="Room",
)
QUESTIONS = QuestionsRequest(
    questions=(QuestionRequest(field_name="organization_size", required=True, title="Size", question_id="q"),),
    custom_questions=(
        CustomQuestionRequest(
            title="Diet?",
            type="multiple_choice",
            required=False,
            options=("a", "b"),
            min_length=1,
            max_length=500,
            question_id="c",
        ),
    ),
)

ACTS: list[tuple[str, Act]] = [
    ("getHubList", lambda client: client.hubs()),
    ("getEvents", lambda client: client.events(status="upcoming")),
    ("getEvents", lambda client: client.events(status="past")),
    ("getEvents", lambda client: client.events(status="draft")),
    ("getEvents", lambda client: client.events(status="cancelled")),
    ("createEvent", lambda client: client.create_event(event())),
    ("createEvent", lambda client: client.create_event(event(event_type="RECURRING", recurrence=WEEKLY))),
    ("createEvent", lambda client: client.create_event(event(event_type="RECURRING", recurrence=MONTHLY))),
    ("createEvent", lambda client: client.create_event(event(event_type="RECURRING", recurrence=BY_WEEKDAY))),
    ("createEvent", lambda client: client.create_event(event(event_type="CONFERENCE", calendar=CALENDAR * 6))),
    ("createEvent", lambda client: client.create_event(event(attendance_type="IN_PERSON", tagline="", tags=()))),
    ("getEventInfo", lambda client: client.event("e1")),
    ("updateEvent", lambda client: client.update_event("e1", EVENT_CHANGES)),
    ("updateEvent", lambda client: client.update_event("e1", EventChanges(recurrence=WEEKLY))),
    ("updateEvent", lambda client: client.update_event("e1", EventChanges(recurrence=MONTHLY))),
    ("updateEvent", lambda client: client.update_event("e1", EventChanges(recurrence=BY_WEEKDAY))),
    ("deleteEvent", lambda client: client.delete_event("e1")),
    ("EventActions", lambda client: client.publish_event("e1")),
    ("EventActions", lambda client: client.cancel_event("e1", cancel_message="Sorry")),
    ("EventActions", lambda client: client.duplicate_event("e1", name="N", start_time=START, timezone="UTC")),
    ("getEventTicketTypes", lambda client: client.ticket_types("e1")),
    (
        "createTicketType",
        lambda client: client.create_ticket_type(
            "e1",
            TicketTypeRequest(
                name="VIP",
                currency="USD",
                start_time=START,
                end_time=END,
                free=False,
                price="25",
                quantity=5,
                description="d",
                sessions=("ALL",),
                attendance_type="in-person",
            ),
        ),
    ),
    ("getTickets", lambda client: client.tickets("e1")),
    ("getTickets", lambda client: client.tickets("e1", external_ticket_id="x", email="a@b.c", ticket_type_id="t")),
    ("createTickets", lambda client: client.create_tickets("e1", people(1), registration_source="Foyer")),
    (
        "createTickets",
        lambda client: client.create_tickets("e1", people(30), registration_source="x" * 16, validation_level="strict"),
    ),
    (
        "createTickets",
        lambda client: client.create_tickets("e1", people(2), registration_source="Foyer", validation_level="none"),
    ),
    ("deleteTicket", lambda client: client.delete_ticket("e1", "t1")),
    ("getRegistrants", lambda client: client.registrants("e1")),
    ("getEventSessionList", lambda client: client.sessions("e1")),
    ("createEventSession", lambda client: client.create_session("e1", SESSION)),
    (
        "updateEventSession",
        lambda client: client.update_session(
            "e1",
            "s1",
            SessionChanges(name="N", start_time=START, end_time=END, timezone="UTC", type=0, description=""),
        ),
    ),
    ("deleteEventSession", lambda client: client.delete_session("e1", "s1")),
    ("getRegistrationQuestionsForEvent", lambda client: client.questions("e1")),
    ("getRegistrationQuestionsForTicketType", lambda client: client.questions("e1", "t1")),
    ("updateRegistrationQuestionsForEvent", lambda client: client.update_questions("e1", QUESTIONS)),
    ("updateRegistrationQuestionsForTicketType", lambda client: client.update_questions("e1", QUESTIONS, "t1")),
    ("getEventAccessLinks", lambda client: client.access_links("e1")),
    (
        "createEventAccessLink",
        lambda client: client.create_access_link(
            "e1",
            AccessLinkRequest(
                name="Guests",
                type="registration",
                authentication_method="zoom_account_otp",
                is_default=True,
                allow_domain_list=("example.com",),
                email_restrict_list=("a@b.c",),
            ),
        ),
    ),
    (
        "updateEventAccess",
        lambda client: client.update_access_link(
            "e1",
            "l1",
            AccessLinkChanges(
                name="N",
                is_default=False,
                authentication_method="bypass_auth",
                allow_domain_list=(),
                email_restrict_list=(),
            ),
        ),
    ),
]

ANYTHING = {
    "total_records": 0,
    "next_page_token": "",
    "event_id": "e1",
    "status": "published",
    "session_id": "s1",
    "start_time": "2027-01-05T15:00:00Z",
    "end_time": "2027-01-05T16:00:00Z",
    "ticket_type_id": "t1",
    "access_link_id": "l1",
}

ALSO_SENT = {"updateEventSession": {"timezone"}}
"""Members that the reference asks for on creation and forgets on change."""

NOT_IN_IT = {"updateTicketType": "update_ticket_type", "deleteTicketType": "delete_ticket_type"}
"""Operations, with our methods, that Zoom documents elsewhere; see test_calls.py."""


@pytest.fixture(scope="module")
def reference() -> dict[str, Operation]:
    return zoom_reference.operations()


def check(reference: dict[str, Operation], operation_id: str, seen: Seen) -> None:
    method, template, operation = reference[operation_id]
    assert seen.method == method
    pattern = "/v2" + re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
    assert re.fullmatch(pattern, seen.path), (seen.path, template)
    known = {item["name"]: item for item in operation.get("parameters", []) if item["in"] == "query"}
    assert {name for name, item in known.items() if item.get("required")} <= set(seen.query) <= set(known)
    for name, text in seen.query.items():
        schema = known[name]["schema"]
        assert problems(schema, int(text) if schema["type"] == "integer" else text) == []
    if "requestBody" not in operation:
        assert seen.body == b""
        assert "content-type" not in seen.headers
        return
    assert seen.headers["content-type"] == "application/json"
    body = {name: value for name, value in seen.json.items() if name not in ALSO_SENT.get(operation_id, ())}
    assert problems(operation["requestBody"]["content"]["application/json"]["schema"], body) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(("operation", "act"), ACTS, ids=[f"{number}-{act[0]}" for number, act in enumerate(ACTS)])
async def test_a_request_is_as_the_reference_has_it(
    server: Server,
    client: ZoomClient,
    reference: dict[str, Operation],
    operation: str,
    act: Act,
) -> None:
    lists = ("hubs", "events", "ticket_types", "tickets", "registrants", "sessions", "access_links")
    changed = reference[operation][0] in ("PATCH", "PUT", "DELETE")
    server.answers(Reply(204) if changed else Reply(200, {**ANYTHING, **{name: [] for name in lists}}))
    await act(client)
    (seen,) = server.calls
    assert seen.headers["accept"] == "application/json"
    check(reference, operation, seen)


@pytest.mark.asyncio
async def test_a_second_page_is_as_the_reference_has_it(
    server: Server, client: ZoomClient, reference: dict[str, Operation]
) -> None:
    for operation, member, act in (
        ("getEvents", "events", lambda: client.events(status="draft")),
        ("getTickets", "tickets", lambda: client.tickets("e1", email="a@b.c")),
        ("getRegistrants", "registrants", lambda: client.registrants("e1")),
    ):
        server.calls.clear()
        server.answers(Reply(200, {member: [], "next_page_token": "more"}), Reply(200, {member: []}))
        await act()
        assert len(server.calls) == 2
        for seen in server.calls:
            check(reference, operation, seen)


def test_every_method_of_the_client_is_checked() -> None:
    other = {"aclose", "sign_in", "page_answers"}
    methods = {name for name, it in vars(ZoomClient).items() if callable(it) and not name.startswith("_")}
    methods -= other | {*NOT_IN_IT.values()}
    checked = {name for _, act in ACTS for name in act.__code__.co_names}
    assert methods <= checked


def test_every_operation_and_its_permission_are_the_references(
    reference: dict[str, Operation],
) -> None:
    assert set(OPERATIONS) - set(reference) <= set(NOT_IN_IT)
    for operation in set(OPERATIONS) - set(NOT_IN_IT):
        names = OPERATIONS[operation]
        security = json.dumps(reference[operation][2])
        assert names.granular in security, operation
        assert names.classic in security, operation


def test_every_documented_code_is_known(reference: dict[str, Operation]) -> None:
    found = 0
    for operation, (_, _, details) in reference.items():
        for answer in details["responses"].values():
            for code in re.findall(r"Error Code:\*\* `(\d+)`", answer.get("description", "")):
                found += 1
                assert (operation, int(code)) in CODES or ("*", int(code)) in CODES, (operation, code)
    assert found > 50


def test_the_check_finds_what_is_wrong(reference: dict[str, Operation]) -> None:
    schema = reference["createTickets"][2]["requestBody"]["content"]["application/json"]["schema"]
    assert problems(schema, {"tickets": [{"email": "a@b.c"}]}) == []
    assert problems(schema, {"tickets": [{"first_name": "A"}]}) != []
    assert problems(schema, {"tickets": [{"email": "a@b.c", "firstname": "A"}]}) != []
    assert problems(schema, {"tickets": [{"email": "a@b.c"}] * 31}) != []
    schema = reference["createEvent"][2]["requestBody"]["content"]["application/json"]["schema"]
    assert problems(schema, {"name": "N"}) != []
