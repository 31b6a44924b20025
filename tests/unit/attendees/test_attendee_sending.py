"""What Zoom answers and what becomes of it: odd answers, waits, doubts. See also the model of a Zoom at its worst."""

import asyncio
import datetime as dt

import pytest
import pytest_asyncio
from fake_tickets_api import lost
from import_desk import PATIENCE, Desk

from desktop_app.attendees.importer import Importer, Stopped
from desktop_app.attendees.journal import Fate, JournalFailed, WhyFailed
from desktop_app.attendees.keeping import row_table
from desktop_app.attendees.sending.backoff import CONNECTION_PAUSES
from desktop_app.attendees.sending.settling import SETTLES
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket, TicketFailure, TicketsAnswer

pytestmark = pytest.mark.asyncio


def refusal(reason, *, seconds=None, **given):
    at = None if seconds is None else dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
    return ZoomError(reason, "createTickets", retry_at=at, **given)


@pytest_asyncio.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "journal.sqlite")
    yield made
    await made.journal.close()


def answers(desk, *given):
    """Let Zoom carry out what it is asked, and answer as given."""
    original = desk.api.create_tickets
    left = list(given)

    async def create(*args, **kwargs):
        answer = await original(*args, **kwargs)
        return left.pop(0)(answer) if left else answer

    desk.api.create_tickets = create


# --- odd answers


async def test_a_failure_that_names_nobody_is_that_of_the_only_person_left_over(desk):
    desk.api.silent = {"p4@x.example"}
    failure = TicketFailure(email="", error_code="email_not_found", message="The email is missing.")
    answers(desk, lambda answer: TicketsAnswer(tickets=answer.tickets, errors=(failure,)))
    summary = await desk.run(5)
    assert (summary.registered, summary.failed) == (4, 1)
    row = (await desk.rows())[4]
    assert (row.fate, row.reason, row.code) == (Fate.FAILED, Reason.EMAIL_REFUSED, "email_not_found")
    assert len(desk.api.requests) == 1


async def test_e_mails_come_back_with_spaces_and_in_capitals(desk):
    def shouted(answer):
        tickets = [Ticket(ticket_id=t.ticket_id, email=f" {t.email.upper()} ") for t in answer.tickets[:2]]
        return TicketsAnswer(
            tickets=tuple(reversed(tickets)), errors=(TicketFailure(email=" P4@x.example", error_code="nothing"),)
        )

    desk.api.fails = {"p4@x.example": "x"}
    answers(desk, shouted)
    summary = await desk.run(3)
    assert (summary.registered, summary.failed) == (2, 1)
    assert (await desk.rows())[3].ticket_id == "t2"


async def test_whoever_is_in_both_lists_has_the_ticket(desk):
    answers(
        desk,
        lambda answer: TicketsAnswer(
            tickets=(*answer.tickets, *answer.tickets),
            errors=(TicketFailure(email="p2@x.example", error_code="stock_not_exist"),),
        ),
    )
    assert (await desk.run(3)).registered == 3
    assert len(desk.api.requests) == 1


@pytest.mark.parametrize(
    ("message", "fields"),
    [('Invalid email "p20@x.example".', ()), ("", (("email", "P20@X.example, it says here"),))],
)
async def test_a_refusal_that_names_an_e_mail_is_split_there(desk, message, fields):
    def picky(tickets):
        if any(person.email == "p20@x.example" for person in tickets):
            return refusal(Reason.VALIDATION, status=400, code=300, message=message, fields=fields)
        return None

    desk.api.before = [picky] * 5
    summary = await desk.run(30)
    assert (summary.registered, summary.failed) == (29, 1)
    assert [len(batch) for batch in desk.api.requests] == [30, 29, 1]


async def test_numbers_of_failed_people_never_go_down(desk):
    desk.api.fails = {f"p{row}@x.example": "ticket_generated_failed" for row in range(2, 8)}

    def meanwhile(_):
        desk.api.held += [Ticket(ticket_id="old", email=f"p{row}@x.example") for row in (2, 3, 4)]

    desk.api.before = [meanwhile]
    summary = await desk.run(20)
    assert (summary.already_in, summary.failed) == (3, 3)
    failed = [progress.failed for progress in desk.progress]
    assert failed == sorted(failed)


# --- waits


async def test_when_nothing_can_be_created_it_stops_although_reading_works(desk):
    """Otherwise each person of a long list would be tried, and called failed, while Zoom is down."""
    desk.api.before = [lambda tickets: lost(Reason.SERVER_ERROR)] * 100_000
    summary = await desk.run(3000)
    assert (summary.stopped, summary.waiting, summary.failed) == (Stopped.CONNECTION, 3000, 0)
    assert summary.error.reason is Reason.SERVER_ERROR
    assert len(desk.api.requests) < 40
    desk.api.before = []
    assert (await desk.run()).registered == 3000
    assert desk.once_each()


@pytest.mark.parametrize("reason", [Reason.RATE_PER_SECOND, Reason.TOO_MANY_CONCURRENT])
async def test_a_limit_that_never_ends_is_told_as_a_limit(desk, reason):
    desk.api.before = [lambda tickets: refusal(reason, status=429)] * 1000
    summary = await desk.run(100)
    assert (summary.stopped, summary.waiting) == (Stopped.DAILY_LIMIT, 100)
    assert summary.error.reason is reason


async def test_a_server_that_says_when_is_not_asked_before(desk):
    desk.api.before = [lambda tickets: refusal(Reason.SERVER_ERROR, seconds=55, status=503, outcome_unknown=True)]
    assert (await desk.run(30)).registered == 30
    assert max(desk.pauses) > max(CONNECTION_PAUSES)


async def test_a_server_that_names_a_time_far_away_stops_the_import_until_then(desk):
    error = refusal(Reason.SERVER_ERROR, seconds=900, status=503, outcome_unknown=True)
    desk.api.before = [lambda tickets: error]
    summary = await desk.run(30)
    assert (summary.stopped, summary.retry_at, summary.unknown) == (Stopped.CONNECTION, error.retry_at, 30)
    assert (await desk.run()).registered == 30
    assert desk.once_each()


async def test_the_longest_wait_of_those_that_failed_together_counts(desk):
    desk.api.before = [
        lambda tickets: refusal(Reason.NO_NETWORK),
        lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=55, status=429),
    ]
    assert (await desk.run(90)).registered == 90
    assert sum(desk.pauses) > max(CONNECTION_PAUSES)


async def test_a_stop_ends_a_wait_for_zoom(desk):
    waits = asyncio.Event()

    async def for_ever(seconds):
        waits.set()
        await asyncio.Event().wait()

    await desk.begin(300)
    desk.importer = Importer(desk.api, desk.journal, desk.id, for_ever)
    desk.api.before = [lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=50, status=429)] * 100
    running = asyncio.create_task(desk.run())
    await waits.wait()
    desk.importer.stop()
    summary = await running
    assert (summary.stopped, summary.waiting) == (Stopped.USER, 300)
    assert len(desk.api.requests) <= 3


async def test_a_pause_holds_back_those_who_wait_for_zoom_too(desk):
    waits, over = asyncio.Event(), asyncio.Event()

    async def until_told(seconds):
        waits.set()
        await over.wait()

    await desk.begin(300)
    desk.importer = Importer(desk.api, desk.journal, desk.id, until_told)
    desk.api.before = [lambda tickets: refusal(Reason.RATE_PER_SECOND, seconds=20, status=429)] * 2
    running = asyncio.create_task(desk.run())
    await waits.wait()
    while (await desk.journal.counts(desk.id)).sending:
        await asyncio.sleep(0)
    sent = len(desk.api.requests)
    desk.importer.pause()
    over.set()
    for _ in range(20):
        await desk.journal.counts(desk.id)
        await asyncio.sleep(0)
    assert len(desk.api.requests) == sent
    desk.importer.resume()
    assert (await running).registered == 300
    assert desk.once_each()


async def test_a_daily_limit_that_shows_after_a_stop_is_told(desk):
    await desk.begin(30)
    daily = refusal(Reason.RATE_DAILY, seconds=30_000, status=429)

    def stop(progress):
        if progress.unknown:
            desk.api.list_errors = [daily]
            desk.importer.stop()

    desk.api.after = [lambda tickets: lost()]
    summary = await desk.importer.run(stop)
    assert (summary.stopped, summary.retry_at, summary.unknown) == (Stopped.DAILY_LIMIT, daily.retry_at, 30)


# --- doubts


async def test_whoever_an_answer_left_out_has_time_to_show_up(desk):
    answers(desk, lambda answer: TicketsAnswer(tickets=answer.tickets[1:]))
    shown_at = SETTLES - 0.5
    original = desk.api.tickets

    async def tickets(*args, **kwargs):
        found = await original(*args, **kwargs)
        return found if sum(desk.pauses) >= shown_at else [t for t in found if t.email != "p2@x.example"]

    desk.api.tickets = tickets
    assert (await desk.run(10)).registered == 10
    assert len(desk.api.requests) == 1


async def test_a_row_that_was_written_down_long_ago_may_have_left_just_now(desk, monkeypatch):
    """A row waits for its turn, for a limit, for a token before it leaves, and the clock may have been put right."""
    await desk.begin(3)
    now = row_table.now
    monkeypatch.setattr(row_table, "now", lambda: now() - dt.timedelta(days=2))
    await desk.journal.mark_sending(desk.id, await desk.journal.rows(desk.id))
    monkeypatch.setattr(row_table, "now", now)
    rows = await desk.journal.rows(desk.id)
    desk.api.held = [
        Ticket(ticket_id=f"t{row.row}", email=row.email, external_ticket_id=row.external_ticket_id) for row in rows
    ]
    desk.api.hides = 1
    assert (await desk.run()).registered == 3
    assert desk.api.requests == []


async def test_a_list_that_lacks_people_of_ours_is_not_believed(desk):
    """As when a page is missing: who isn't on it may hold a ticket all the same."""
    await desk.begin(90)
    answered = asyncio.Event()

    async def create(*args, **kwargs):
        if len(desk.api.requests) == 2:
            await answered.wait()
            desk.api.after = [lambda tickets: lost()]
        return await original(*args, **kwargs)

    def note(progress):
        if progress.registered >= 60:
            answered.set()

    async def tickets(event_id, *, external_ticket_id=None, email=None):
        found = await listed(event_id, external_ticket_id=external_ticket_id, email=email)
        return found[:10] if external_ticket_id is None and email is None else found

    original, listed = desk.api.create_tickets, desk.api.tickets
    desk.api.create_tickets, desk.api.tickets = create, tickets
    async with asyncio.timeout(PATIENCE):
        assert (await desk.importer.run(note)).registered == 90
    assert desk.once_each()
    assert len(desk.api.requests) == 3


async def test_ours_counts_more_than_an_older_ticket_of_the_same_person(desk):
    await desk.begin(1)
    (row,) = await desk.journal.rows(desk.id)
    await desk.journal.mark_sending(desk.id, [row])
    made = await desk.journal.get(desk.id)
    desk.api.held = [
        Ticket(ticket_id="older", email=row.email),
        Ticket(ticket_id="ours", email=row.email, registration_source=made.registration_source),
    ]
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (1, 0)
    assert (await desk.rows())[row.row].ticket_id == "ours"


async def test_the_waits_are_those_of_the_manual(desk):
    desk.api.before = [lambda tickets: refusal(Reason.NO_NETWORK)] * 100
    await desk.run(10)
    assert desk.pauses == list(CONNECTION_PAUSES)


# --- corrections


@pytest.mark.parametrize("can_list", [True, False])
async def test_rows_that_were_corrected_to_the_same_e_mail_get_one_ticket(desk, can_list):
    desk.api.fails = {f"p{row}@x.example": "email_not_found" for row in (2, 3, 4, 5)}
    desk.api.can_list = can_list
    await desk.run(10)
    for row, email in ((2, "new@x.example"), (3, "NEW@x.example"), (4, "new@x.example"), (5, "other@x.example")):
        await desk.journal.correct(desk.id, row, email=email, first_name="A", last_name="B")
    await desk.journal.retry(desk.id)
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.complete) == (8, 2, True)
    assert [email for email in desk.api.emails() if email.casefold() == "new@x.example"] == ["new@x.example"]
    rows = {row.row: row for row in await desk.journal.rows(desk.id)}
    assert rows[3].ticket_id == rows[4].ticket_id == rows[2].ticket_id
    assert rows[3].fate is Fate.ALREADY_IN


async def test_a_row_that_was_corrected_to_somebody_who_is_in_is_not_sent(desk):
    """Also when the list of tickets doesn't show that person yet."""
    desk.api.fails = {"p2@x.example": "email_not_found"}
    await desk.run(10)
    await desk.journal.correct(desk.id, 2, email="P7@x.example", first_name="A", last_name="B")
    await desk.journal.retry(desk.id)
    desk.api.hides = 100
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (9, 1)
    rows = await desk.rows()
    assert rows[2].ticket_id == rows[7].ticket_id
    assert len(desk.api.requests) == 1


async def test_the_second_of_two_with_the_same_e_mail_is_sent_when_the_first_failed(desk):
    await desk.begin(40)
    await desk.journal.correct(desk.id, 40, email="p3@x.example", first_name="A", last_name="B")
    await desk.journal.correct(desk.id, 41, email="p3@x.example", first_name="A", last_name="B")
    refused = [lambda tickets: refusal(Reason.VALIDATION, status=400, fields=(("tickets[1].email", "no"),))] * 2
    desk.api.before = [*refused[:1], lambda tickets: None if len(tickets) > 1 else refused[0](tickets)]
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.failed) == (38, 1, 1)
    rows = await desk.rows()
    assert [rows[number].fate for number in (3, 40, 41)] == [Fate.FAILED, Fate.REGISTERED, Fate.ALREADY_IN]


async def test_a_twin_of_somebody_in_doubt_waits(desk):
    await desk.begin(2)
    await desk.journal.correct(desk.id, 3, email="P2@x.example", first_name="A", last_name="B")
    desk.api.can_list = False
    desk.api.after = [lambda tickets: lost()]
    summary = await desk.run()
    assert (summary.unknown, summary.waiting) == (1, 1)
    desk.api.can_list = True
    summary = await desk.run()
    assert (summary.registered, summary.already_in) == (1, 1)
    assert desk.api.emails() == ["p2@x.example"]


# --- a disk that is full


async def test_nobody_leaves_when_that_cannot_be_written_down(desk, monkeypatch):
    await desk.begin(300)
    record = desk.journal.record

    async def full(import_id, results):
        if len(desk.api.requests) >= 2:
            raise JournalFailed(WhyFailed.FULL)
        await record(import_id, results)

    monkeypatch.setattr(desk.journal, "record", full)
    with pytest.raises(JournalFailed):
        await desk.run()
    sent = len(desk.api.requests)
    assert sent <= 4
    monkeypatch.undo()
    assert (await desk.run()).registered == 300
    assert desk.once_each()
