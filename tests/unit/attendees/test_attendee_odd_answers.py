"""Odd answers of Zoom to creating tickets, and what becomes of each person."""

import pytest
from import_desk import refusal

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.sending.settling import SETTLES
from desktop_app.zoom.errors import Reason
from desktop_app.zoom.models import Ticket, TicketFailure, TicketsAnswer

pytestmark = pytest.mark.asyncio


def answers(desk, *given):
    """Let Zoom carry out what it is asked, and answer as given."""
    original = desk.api.create_tickets
    left = list(given)

    async def create(*args, **kwargs):
        answer = await original(*args, **kwargs)
        return left.pop(0)(answer) if left else answer

    desk.api.create_tickets = create


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
