"""A ticket with a row's own mark that was made for another address."""

import datetime as dt
from typing import Any

import pytest
from fake_tickets_api import lost
from import_desk import Desk

from desktop_app.attendees.importer import retry_failed
from desktop_app.attendees.journal import Entry, Fate, Import
from desktop_app.attendees.sending.known import Known
from desktop_app.zoom.models import Ticket

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
MADE = Import(
    id="a1", account_key="a", event_id="e1", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
    send_notification=False, registration_source="Foyera1", created=NOW, total=1,
)  # fmt: skip


def row(email: str) -> Entry:
    return Entry(
        row=2, email=email, first_name="A", last_name="B", external_ticket_id="foyera1r2", fate=Fate.WAITING,
        ticket_id="", join_link="", code="", reason="", message="", updated=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("now", ["right@x.example", "p2@y.example"])
def test_it_does_not_say_that_the_corrected_address_is_registered(now: str) -> None:
    known = Known([Ticket(ticket_id="t1", email="p2@x.example", external_ticket_id="foyera1r2")])
    result = known.result(row(now), MADE)
    assert result is not None
    assert (result.fate, result.ticket_id) == (Fate.UNKNOWN, "")


@pytest.mark.parametrize(
    ("sent", "given_back"),
    [
        ("p2@x.example", " P2@X.example"),
        ("p2@bücher.example", "p2@xn--bcher-kva.example"),
        ("p2@straße.de", "p2@xn--strae-oqa.de"),
        ("p2@x.example", ""),
    ],
)
def test_an_address_that_zoom_spells_otherwise_is_the_same(sent: str, given_back: str) -> None:
    known = Known([Ticket(ticket_id="t1", email=given_back, external_ticket_id="foyera1r2")])
    result = known.result(row(sent), MADE)
    assert result is not None
    assert (result.fate, result.ticket_id) == (Fate.REGISTERED, "t1")


@pytest.mark.asyncio
@pytest.mark.parametrize("people", [1, 5, 60])
async def test_an_undo_deletes_it(desk: Desk, people: int) -> None:
    """Its answers were lost, it appeared late, and the row was corrected meanwhile."""
    await desk.begin(people)
    first = "p2@x.example"
    desk.api.after = [lambda sent: lost() if any(each.email == first for each in sent) else None] * 30
    listed, hidden = desk.api.tickets, True

    async def tickets(event_id: str, **given: Any) -> list[Ticket]:
        found = await listed(event_id, **given)
        return [each for each in found if not (hidden and each.email == first)]

    desk.api.tickets = tickets
    assert (await desk.run()).failed == 1
    desk.api.after, hidden = [], False
    await desk.journal.correct(desk.id, 2, email="right@x.example")
    await retry_failed(desk.journal, desk.id)
    assert (await desk.run()).unknown == 1
    assert (await desk.undo()).complete
    assert desk.api.held == []
