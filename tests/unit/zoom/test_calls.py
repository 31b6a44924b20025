"""What each method sends and reads, over a real socket: paths, queries, pages, bodies, and the public page."""

import datetime as dt
import logging
from typing import Any

import pytest
from scripted_zoom import DROP, Clock, MakeClient, Reply, Seen, Server

from desktop_app.zoom import connection
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
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


def page(member: str, records: list[dict[str, Any]], token: object = "", total: int | None = None) -> Reply:
    return Reply(200, {"total_records": total, "next_page_token": token, member: records})


@pytest.mark.asyncio
async def test_hubs_are_asked_for_as_host_and_not_paged(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(200, {"total_records": 1, "hubs": [{"hub_id": "h", "name": "Hub", "hub_active": False}]}))
    (hub,) = await client.hubs()
    assert (hub.hub_id, hub.name, hub.hub_active) == ("h", "Hub", False)
    assert server.calls[0].query == {"role_type": "host"}


@pytest.mark.asyncio
@pytest.mark.parametrize("status", ["upcoming", "past", "draft", "cancelled"])
async def test_events_are_asked_for_as_host_by_status(server: Server, client: ZoomClient, status: Any) -> None:
    server.answers(page("events", [{"event_id": "e1"}], total=1))
    assert [event.event_id for event in await client.events(status=status)] == ["e1"]
    assert server.calls[0].query == {"role_type": "host", "event_status_type": status, "page_size": "300"}


@pytest.mark.asyncio
@pytest.mark.parametrize("last", ["", None])
async def test_every_page_is_read_with_the_same_query(server: Server, client: ZoomClient, last: str | None) -> None:
    people = [{"ticket_id": f"t{number}"} for number in range(5)]
    server.answers(
        page("tickets", people[:2], "a+b/=", 5),
        page("tickets", people[2:4], "two", 5),
        page("tickets", people[4:], last, 5),
    )
    found = await client.tickets("e1", email="ann+x@example.com", ticket_type_id="tt", external_ticket_id="i1r1")
    assert [ticket.ticket_id for ticket in found] == ["t0", "t1", "t2", "t3", "t4"]
    asked = {
        "email": "ann+x@example.com",
        "ticket_type_id": "tt",
        "external_ticket_id": "i1r1",
        "page_size": "300",
    }
    assert [seen.query for seen in server.calls] == [
        asked,
        {**asked, "next_page_token": "a+b/="},
        {**asked, "next_page_token": "two"},
    ]


@pytest.mark.asyncio
async def test_a_missing_token_ends_the_list(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(200, {"total_records": 1, "registrants": [{"email": "ann@example.com"}]}))
    assert [registrant.email for registrant in await client.registrants("e1")] == ["ann@example.com"]
    assert server.calls[0].query == {"page_size": "300"}


@pytest.mark.asyncio
async def test_lists_without_pages_are_followed_when_a_token_appears(server: Server, client: ZoomClient) -> None:
    # section 15, contradiction 40
    times = {"start_time": "2027-01-05T15:00:00Z", "end_time": "2027-01-05T16:00:00Z"}
    server.answers(
        page("sessions", [{"session_id": "s1", **times}], "more", 2),
        page("sessions", [{"session_id": "s2", **times}], "", 2),
    )
    assert [session.session_id for session in await client.sessions("e1")] == ["s1", "s2"]
    assert [seen.query for seen in server.calls] == [{}, {"next_page_token": "more"}]


@pytest.mark.asyncio
async def test_pages_that_go_round_in_circles_make_no_list(
    server: Server, client: ZoomClient, caplog: pytest.LogCaptureFixture
) -> None:
    def again(seen: Seen) -> Reply:
        return page("events", [{"event_id": "e"}], f"token{len(server.calls)}")

    server.answers(*[again] * 4)
    with pytest.raises(ZoomError) as caught:
        await client.events(status="upcoming")
    assert caught.value.reason is Reason.UNREADABLE_ANSWER
    assert "nothing new" in caplog.text


def tickets(*numbers: int) -> list[dict[str, str]]:
    return [{"ticket_id": f"t{number}", "email": f"p{number}@example.com"} for number in numbers]


EXPIRED = Reply(400, {"code": 300, "message": "Validation Failed.", "errors": [{"field": "next_page_token"}]})


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page("tickets", tickets(1), "", 3)], id="ends early"),
        pytest.param([page("tickets", tickets(1, 2), "b", 3), page("tickets", tickets(1, 2), "", 3)], id="repeats"),
        pytest.param([page("tickets", tickets(1, 2), "b", 3), page("tickets", [], "", 2)], id="loses one while read"),
        pytest.param([page("tickets", tickets(1, 2), "b", 0), EXPIRED], id="page token expires"),
        pytest.param([page("tickets", tickets(1, 2), "b"), page("tickets", tickets(2), "c")], id="goes in circles"),
    ],
)
async def test_who_is_registered_is_told_wholly_or_not_at_all(
    server: Server, client: ZoomClient, pages: list[Reply]
) -> None:
    server.answers(*pages, page("tickets", tickets(3, 2, 1), "", 3))
    assert [ticket.ticket_id for ticket in await client.tickets("e1")] == ["t3", "t2", "t1"]
    server.answers(*pages * 2)
    with pytest.raises(IncompleteList) as caught:
        await client.tickets("e1")
    assert caught.value.reason is Reason.INCOMPLETE_LIST
    assert 1 <= len(caught.value.found) <= 2


@pytest.mark.asyncio
async def test_a_ticket_without_an_id_says_who_is_in(server: Server, client: ZoomClient) -> None:
    host = {"email": "host@example.com", "ticket_role_type": "host"}
    server.answers(page("tickets", [host, *tickets(1)], "", 2))
    assert [ticket.email for ticket in await client.tickets("e1")] == ["host@example.com", "p1@example.com"]


@pytest.mark.asyncio
@pytest.mark.parametrize("told", [3, "3"])
async def test_a_short_list_is_read_once_more(
    server: Server, client: ZoomClient, caplog: pytest.LogCaptureFixture, told: int | str
) -> None:
    caplog.set_level(logging.WARNING)
    kinds = [{"ticket_type_id": f"tt{n}"} for n in range(3)]
    server.answers(
        Reply(200, {"total_records": told, "ticket_types": kinds[:1]}),
        Reply(200, {"total_records": told, "ticket_types": kinds}),
    )
    assert len(await client.ticket_types("e1")) == 3
    assert "getEventTicketTypes: 1 of 3" in caplog.text
    server.answers(*[Reply(200, {"total_records": 3, "ticket_types": kinds[:2]})] * 2)
    assert len(await client.ticket_types("e1")) == 2, "what Zoom counts is not always what it lists"
    caplog.clear()
    server.answers(Reply(200, {"total_records": 1, "ticket_types": [{"ticket_type_id": "tt"}]}))
    await client.ticket_types("e1")
    assert caplog.text == ""


@pytest.mark.asyncio
async def test_a_list_that_is_left_out_is_empty_only_when_zoom_says_none(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(200, {"total_records": 0}), Reply(200, {"total_records": 2}))
    assert await client.tickets("e1") == []
    with pytest.raises(ZoomError) as caught:
        await client.tickets("e1")
    assert caught.value.reason is Reason.UNREADABLE_ANSWER


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


# --- the public page

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.asyncio
async def test_the_page_is_asked_for_like_a_stranger(server: Server, client: ZoomClient) -> None:
    server.answers(Reply(200, {"hubs": [], "total_records": 0}, {"Set-Cookie": "who=me"}), Reply(200, b"<html>", HTML))
    await client.hubs()
    assert await client.page_answers(server.origin + "/e/x?a=b")
    seen = server.calls[-1]
    assert (seen.method, seen.target) == ("GET", "/e/x?a=b")
    assert not {"authorization", "cookie"} & set(seen.headers)


@pytest.mark.asyncio
async def test_cookies_of_the_api_are_not_kept(server: Server, client: ZoomClient) -> None:
    hubs = Reply(200, {"hubs": [], "total_records": 0}, {"Set-Cookie": "who=me"})
    server.answers(hubs, hubs)
    await client.hubs()
    await client.hubs()
    assert "cookie" not in server.calls[-1].headers


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("replies", "answers"),
    [
        ([Reply(302, b"", {"Location": "/there"}), Reply(200, b"<html>", HTML)], True),
        ([Reply(404, b"<html>", HTML)], False),
        ([Reply(500, b"<html>", HTML)], False),
        ([Reply(200, {"status": "fine"})], False),
        ([Reply(302, b"", {"Location": "/loop"})] * 20, False),
        ([Reply(302, b"", {"Location": "http://example.com/"})], False),
        ([Reply(302, b"", {"Location": "file:///etc/passwd"})], False),
    ],
)
async def test_what_counts_as_a_page(server: Server, client: ZoomClient, replies: list[Reply], answers: bool) -> None:
    server.answers(*replies)
    assert await client.page_answers(server.origin + "/e/x") is answers
    assert server.token_calls == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "file:///etc/passwd", "", "https://", "https://u:p@example.com/", "https://[x", "a\x00b"],
)
async def test_other_addresses_are_not_asked(server: Server, client: ZoomClient, url: str) -> None:
    assert not await client.page_answers(url)


@pytest.mark.asyncio
async def test_a_page_without_a_connection_is_an_error(server: Server, client: ZoomClient) -> None:
    server.answers(DROP)
    with pytest.raises(ZoomError) as caught:
        await client.page_answers(server.origin + "/e/x")
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.NO_NETWORK, False)


@pytest.mark.asyncio
async def test_waits_are_not_announced_without_a_listener(
    server: Server, make_client: MakeClient, clock: Clock
) -> None:
    server.answers(Reply(429), Reply(200, {"hubs": [], "total_records": 0}))
    assert await make_client(on_wait=None).hubs() == []
    assert clock.waits == []
