"""The real client against practice: what a wizard does, for each type of event, and after the usual mishaps."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from practice_api import DAY, MovableClock

from desktop_app.practice.service import PracticeService
from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import CalendarItem, Recurrence
from desktop_app.zoom.requests import EventChanges, EventRequest, SessionRequest, TicketRequest

START = (dt.datetime.now(dt.UTC) + dt.timedelta(days=14)).replace(microsecond=0)
HOUR = dt.timedelta(hours=1)


@pytest_asyncio.fixture
async def client(practice: PracticeService) -> AsyncIterator[ZoomClient]:
    made = connect(practice)
    yield made
    await made.aclose()


def connect(practice: PracticeService, account: str = "acc", secret: str = "any") -> ZoomClient:
    async def soon(_seconds: float) -> None:
        await asyncio.sleep(0)

    credentials = Credentials(account, "client", secret)
    return ZoomClient(credentials, api_url=practice.api_url, oauth_url=practice.oauth_url, pause=soon)


async def request(client: ZoomClient, event_type: str = "SIMPLE_EVENT", days: int = 1) -> EventRequest:
    day = dt.timedelta(days=1)
    return EventRequest(
        name="Launch",
        description="All about it",
        timezone="America/New_York",
        event_type=event_type,
        access_level="PRIVATE_UNRESTRICTED",
        hub_id=(await client.hubs())[0].hub_id,
        attendance_type="virtual",
        meeting_type=None if event_type == "CONFERENCE" else "WEBINAR",
        calendar=tuple(CalendarItem(start_time=START + n * day, end_time=START + n * day + HOUR) for n in range(days)),
        recurrence=Recurrence(type=2, repeat_interval=1, weekly_days=(2, 4), end_times=4)
        if event_type == "RECURRING"
        else None,
    )


def people(*names: str) -> list[TicketRequest]:
    return [
        TicketRequest(
            email=f"{name}@example.com",
            external_ticket_id=f"i1{name}",
            send_notification=False,
            first_name=name.title(),
            last_name="Guest",
        )
        for name in names
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize(("event_type", "days"), [("SIMPLE_EVENT", 1), ("RECURRING", 1), ("CONFERENCE", 3)])
async def test_from_nothing_to_invited_guests(client: ZoomClient, event_type: str, days: int) -> None:
    wanted = await request(client, event_type, days)
    draft = await client.create_event(wanted)
    stored = await client.event(draft.event_id)
    assert (stored.name, stored.status, stored.calendar) == (wanted.name, "DRAFT", wanted.calendar)
    if event_type == "CONFERENCE":
        times = {"start_time": START, "end_time": START + HOUR, "timezone": "UTC"}
        await client.create_session(draft.event_id, SessionRequest(name="Talk", type=2, **times))
    assert (
        len(await client.sessions(draft.event_id)) == {"SIMPLE_EVENT": 1, "RECURRING": 4, "CONFERENCE": 1}[event_type]
    )
    if event_type == "RECURRING":
        assert stored.recurrence is not None
        assert stored.recurrence.weekly_days == (2, 4)
        rule = Recurrence(type=2, repeat_interval=1, weekly_days=(3,), end_times=2)
        await client.update_event(draft.event_id, EventChanges(recurrence=rule))
        assert len(await client.sessions(draft.event_id)) == 2
    await client.update_event(draft.event_id, EventChanges(tagline="Come"))
    await client.publish_event(draft.event_id)
    published = await client.event(draft.event_id)
    assert (published.status, published.tagline) == ("PUBLISHED", "Come")
    assert await client.page_answers(published.event_url)
    answer = await client.create_tickets(draft.event_id, people("ann", "bob"), registration_source="Foyer")
    assert [ticket.link_kind for ticket in answer.tickets] == ["join", "join"]
    assert {ticket.first_name for ticket in await client.tickets(draft.event_id)} == {"Ann", "Bob"}
    assert len(await client.registrants(draft.event_id)) == 3


@pytest.mark.asyncio
async def test_an_address_of_a_draft_does_not_answer(client: ZoomClient) -> None:
    draft = await client.create_event(await request(client))
    assert not await client.page_answers(draft.event_url)


@pytest.mark.asyncio
async def test_the_secret_that_rehearses_a_failure(practice: PracticeService) -> None:
    for account in ("acc", ""):
        client = connect(practice, account, "wrong")
        with pytest.raises(ZoomError) as refused:
            await client.sign_in()
        assert refused.value.reason is Reason.BAD_CREDENTIALS
        await client.aclose()


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["4711", "104", "4700"])
async def test_a_missing_permission_is_named_and_no_new_token_is_asked_for(
    practice: PracticeService, client: ZoomClient, form: str
) -> None:
    practice.switches.missing_scope = form  # type: ignore[assignment]
    practice.scopes = []
    with pytest.raises(ZoomError) as refused:
        await client.hubs()
    assert refused.value.reason is Reason.SCOPE_MISSING
    assert "zoom_events:read:list_hubs" in refused.value.missing_scopes
    assert [record.operation for record in practice.requests] == ["token", "getHubList"]


@pytest.mark.asyncio
async def test_an_expired_token_is_renewed_once(practice: PracticeService, client: ZoomClient) -> None:
    await client.hubs()
    practice.tokens.revoke_all()
    await client.hubs()
    assert [record.operation for record in practice.requests] == [
        "token",
        "getHubList",
        "getHubList",
        "token",
        "getHubList",
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "drop_during", "unreadable", "empty", "html", "500"])
async def test_a_lost_answer_to_a_create_is_in_doubt(practice: PracticeService, client: ZoomClient, kind: str) -> None:
    wanted = await request(client)
    practice.faults.add("createEvent", kind)
    with pytest.raises(ZoomError) as lost:
        await client.create_event(wanted)
    assert lost.value.outcome_unknown
    assert sum(record.operation == "createEvent" for record in practice.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500", "503", "429_second"])
async def test_a_read_is_repeated(practice: PracticeService, client: ZoomClient, kind: str) -> None:
    practice.faults.add("getHubList", kind)
    assert len(await client.hubs()) == 2


@pytest.mark.asyncio
async def test_the_daily_limit_says_when_it_ends(
    practice: PracticeService, clock: MovableClock, client: ZoomClient
) -> None:
    # a day ahead, so that midnight is never near enough to be sat out
    clock.ahead = DAY
    practice.faults.add("getHubList", "429_day")
    with pytest.raises(ZoomError) as limited:
        await client.hubs()
    assert limited.value.reason is Reason.RATE_DAILY
    assert limited.value.retry_at is not None
    assert limited.value.retry_at.time() == dt.time()


@pytest.mark.asyncio
async def test_every_page_is_read(practice: PracticeService, client: ZoomClient) -> None:
    draft = await client.create_event(await request(client))
    await client.publish_event(draft.event_id)
    for batch in range(11):
        rows = people(*(f"p{batch}x{number}" for number in range(30)))
        await client.create_tickets(draft.event_id, rows, registration_source="Foyer")
    practice.forget_requests()
    assert len({ticket.email for ticket in await client.tickets(draft.event_id)}) == 330
    assert len(await client.registrants(draft.event_id)) == 331
    assert [record.operation for record in practice.requests] == ["getTickets"] * 2 + ["getRegistrants"] * 2
