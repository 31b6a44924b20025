"""Lists over a real socket: which are asked for, page by page, and what is done about those that lack something."""

import logging
from typing import Any

import pytest
from scripted_zoom import Reply, Seen, Server

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError


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


ONE_OF_TWO = page("events", [{"event_id": "e1"}], total=2)
BOTH = page("events", [{"event_id": "e1"}, {"event_id": "e2"}], total=2)


@pytest.mark.asyncio
async def test_events_that_settle_a_doubt_are_listed_wholly_or_not_at_all(server: Server, client: ZoomClient) -> None:
    server.answers(ONE_OF_TWO, BOTH)
    assert [event.event_id for event in await client.events(status="draft", whole=True)] == ["e1", "e2"]
    server.answers(ONE_OF_TWO, ONE_OF_TWO)
    with pytest.raises(IncompleteList) as caught:
        await client.events(status="draft", whole=True)
    assert [event.event_id for event in caught.value.found] == ["e1"]


@pytest.mark.asyncio
async def test_events_to_choose_from_are_those_that_come(server: Server, client: ZoomClient) -> None:
    server.answers(ONE_OF_TWO, ONE_OF_TWO)
    assert [event.event_id for event in await client.events(status="draft")] == ["e1"]
