"""What each method sends and reads, over a real socket: paths, queries, bodies."""

import datetime as dt
from typing import Any

import pytest
from scripted_zoom import Reply, Server

from desktop_app.zoom import connection
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.models import Recurrence
from desktop_app.zoom.requests import (
    EventChanges,
    QuestionRequest,
    QuestionsRequest,
    SessionChanges,
    TicketRequest,
    TicketTypeChanges,
    TicketTypeRequest,
)

EVENTS = "/v2/zoom_events/events"


PERSON = TicketRequest(email="ann@example.com", external_ticket_id="i1r1", send_notification=False)


@pytest.mark.asyncio
async def test_ids_are_encoded_in_paths(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(204))
    await client.delete_ticket("a/b?c#d", "-_é%2F +")
    assert server.calls[0].target == EVENTS + "/a%2Fb%3Fc%23d/tickets/-_%C3%A9%252F%20%2B"


@pytest.mark.asyncio
@pytest.mark.parametrize("event_id", ["", ".", ".."])
async def test_an_id_that_would_change_the_path_is_refused(server: Server, client: ZoomClient, event_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        await client.delete_event(event_id)
    assert server.calls == []


def test_paths_start_with_the_product() -> None:
    assert connection.path("events", "e-1_x", "event_actions") == "/zoom_events/events/e-1_x/event_actions"


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_any_2xx_is_a_success_and_a_204_is_not_parsed(server: Server, client: ZoomClient, status: int) -> None:
    # section 15, contradiction 26
    server.answers(Reply(status))
    await client.update_event("e1", EventChanges(name="New"))
    assert server.calls[0].json == {"name": "New"}
    assert server.calls[0].method == "PATCH"


@pytest.mark.asyncio
async def test_a_change_of_nothing_is_not_sent(server: Server, client: ZoomClient) -> None:
    await client.update_event("e1", EventChanges())
    await client.update_session("e1", "s1", SessionChanges())
    await client.update_event("e1", EventChanges(access_level="PUBLIC"))
    assert (server.calls, server.token_calls) == ([], [])


@pytest.mark.asyncio
async def test_actions_are_lower_case(server: Server, client: ZoomClient) -> None:
    # section 15, contradiction 22
    server.answers(
        Reply(201, {"status": "published", "event_id": "e1"}),
        Reply(201, {"status": "cancelled", "event_id": "e1"}),
        Reply(201, {"status": "cancelled", "event_id": "e1"}),
        Reply(201, {"status": "Duplicated", "event_id": "e2"}),
    )
    assert (await client.publish_event("e1")).status == "PUBLISHED"
    await client.cancel_event("e1")
    await client.cancel_event("e1", cancel_message="Sorry")
    start = dt.datetime(2027, 1, 5, 10, 0, 0, 123456, dt.timezone(dt.timedelta(hours=-5)))
    copy = await client.duplicate_event("e1", name="Again", start_time=start, timezone="America/New_York")
    assert (copy.status, copy.event_id) == ("DUPLICATED", "e2")
    assert {(seen.method, seen.path) for seen in server.calls} == {("POST", EVENTS + "/e1/event_actions")}
    again = {"name": "Again", "start_time": "2027-01-05T15:00:00Z", "timezone": "America/New_York"}
    assert [seen.json for seen in server.calls] == [
        {"operation": "publish"},
        {"operation": "cancel"},
        {"operation": "cancel", "cancel_message": "Sorry"},
        {"operation": "duplicate", "duplicate_event": again},
    ]


WEEKLY = Recurrence(type=2, repeat_interval=1, weekly_days=(2, 4), end_times=4)


MONTHLY = Recurrence(type=3, repeat_interval=1, monthly_days=(15,), end_times=4)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("read", "rule", "sent"),
    [
        (None, WEEKLY, {"weekly_days": "2,4"}),
        ({"weekly_days": "2"}, WEEKLY, {"weekly_days": "2,4"}),
        ({"weekly_days": [2]}, WEEKLY, {"weekly_days": [2, 4]}),
        ({"weekly_days": None, "monthly_days": 3}, MONTHLY, {"monthly_days": 15}),
        ({"monthly_days": [3]}, MONTHLY, {"monthly_days": [15]}),
    ],
)
async def test_a_recurrence_is_changed_in_the_form_it_was_read(
    server: Server, client: ZoomClient, read: dict[str, Any] | None, rule: Recurrence, sent: dict[str, Any]
) -> None:
    # section 15, contradiction 18
    if read is not None:
        server.answers(Reply(200, {"event_id": "e1", "event_type": "RECURRING", "recurrence": {"type": 2, **read}}))
        await client.event("e1")
    server.answers(Reply(204))
    await client.update_event("e1", EventChanges(recurrence=rule))
    body = server.calls[-1].json["recurrence"]
    assert body == {"type": rule.type, "repeat_interval": 1, "end_times": 4, **sent}


@pytest.mark.asyncio
@pytest.mark.parametrize("count", [0, 31])
async def test_a_request_takes_1_to_30_tickets(server: Server, client: ZoomClient, count: int) -> None:
    with pytest.raises(ValueError, match="1 to 30"):
        await client.create_tickets("e1", [PERSON] * count, registration_source="Foyer")
    assert server.calls == []


@pytest.mark.asyncio
async def test_a_long_source_is_refused_before_sending(server: Server, client: ZoomClient) -> None:
    with pytest.raises(ValueError, match="16"):
        await client.create_tickets("e1", [PERSON], registration_source="x" * 17)
    assert server.calls == []


@pytest.mark.asyncio
async def test_tickets_always_say_whether_to_send_mail(server: Server, client: ZoomClient) -> None:
    # section 15, contradiction 36
    server.answers(Reply(201, {"tickets": []}))
    await client.create_tickets("e1", [PERSON], registration_source="Foyer", validation_level="none")
    (seen,) = server.calls
    assert (seen.method, seen.path, seen.query) == ("POST", EVENTS + "/e1/tickets", {"validation_level": "none"})
    person = {"email": "ann@example.com", "external_ticket_id": "i1r1", "send_notification": False}
    assert seen.json == {"registration_source": "Foyer", "tickets": [person]}


@pytest.mark.asyncio
async def test_a_created_ticket_type_is_its_id(server: Server, client: ZoomClient) -> None:
    moment = dt.datetime(2027, 1, 5, 15, tzinfo=dt.UTC)
    server.answers(Reply(201, {"ticket_type_id": "tt"}))
    request = TicketTypeRequest(name="VIP", currency="USD", start_time=moment, end_time=moment, price="10")
    assert await client.create_ticket_type("e1", request) == "tt"
    # section 15, contradiction 12
    assert server.calls[0].json["price"] == "10"


@pytest.mark.asyncio
async def test_a_ticket_type_is_changed_and_deleted_by_its_id(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(204), Reply(204))
    await client.update_ticket_type("e1", "t/1", TicketTypeChanges(description="", quantity=5))
    await client.delete_ticket_type("e1", "t/1")
    changed, deleted = server.calls
    assert (changed.method, changed.path) == ("PATCH", EVENTS + "/e1/ticket_types/t%2F1")
    assert changed.json == {"description": "", "quantity": 5}
    assert (deleted.method, deleted.path, deleted.body) == ("DELETE", EVENTS + "/e1/ticket_types/t%2F1", b"")


@pytest.mark.asyncio
async def test_questions_of_an_event_and_of_a_ticket_type(server: Server, client: ZoomClient) -> None:
    asked = {
        "questions": [{"field_name": "first_name", "required": True, "title": "First name", "question_id": "q1"}],
        "custom_questions": [{"title": "Diet?", "type": "single_radio", "options": ["Any", "None"], "required": False}],
    }
    server.answers(Reply(200, asked), Reply(200, {}), Reply(204), Reply(204))
    questions = await client.questions("e1")
    assert [(item.field_name, item.required) for item in questions.questions] == [("first_name", True)]
    assert questions.custom_questions[0].options == ("Any", "None")
    assert (await client.questions("e1", "t/t")).questions == ()
    request = QuestionsRequest(questions=(QuestionRequest(field_name="phone", required=False),), custom_questions=())
    await client.update_questions("e1", request)
    await client.update_questions("e1", request, "tt")
    assert [(seen.method, seen.path) for seen in server.calls] == [
        ("GET", EVENTS + "/e1/questions"),
        ("GET", EVENTS + "/e1/ticket_types/t%2Ft/questions"),
        ("PUT", EVENTS + "/e1/questions"),
        ("PUT", EVENTS + "/e1/ticket_types/tt/questions"),
    ]
    assert server.calls[-1].json == {"questions": [{"field_name": "phone", "required": False}], "custom_questions": []}
