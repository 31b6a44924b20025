"""Importing: answers that are lost, runs that are cut off, and people who are sent once more."""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from fake_tickets_api import lost
from import_desk import refusal

from desktop_app.attendees.importer import Importer, ImportOver
from desktop_app.attendees.journal import Fate
from desktop_app.zoom.errors import Reason
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("reason", [Reason.TIMED_OUT, Reason.SERVER_ERROR, Reason.UNREADABLE_ANSWER, Reason.NO_NETWORK])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_lost_answer_is_settled_by_asking_and_nobody_is_registered_twice(desk, reason, when):
    await desk.begin(100)
    setattr(desk.api, when, [lambda tickets: lost(reason), lambda tickets: lost(reason)])
    summary = await desk.run()
    assert (summary.registered, summary.complete) == (100, True)
    assert Counter(desk.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 102))


async def test_a_ticket_that_shows_up_late_is_not_made_again(desk):
    await desk.begin(3)
    desk.api.after = [lambda tickets: lost()]
    original = desk.api.create_tickets

    async def create(*args, **kwargs):
        desk.api.hides = 1 + 2 * 3  # asked for each by id and by e-mail: nothing yet
        return await original(*args, **kwargs)

    desk.api.create_tickets = create
    desk.api.hides = 0
    summary = await desk.run()
    assert summary.registered == 3
    assert len(desk.api.requests) == 1


async def test_people_in_neither_list_are_sent_again_and_given_up_in_the_end(desk):
    desk.api.silent = {"p5@x.example"}
    await desk.begin(10)
    summary = await desk.run()
    assert (summary.registered, summary.failed) == (9, 1)
    tries = sum(1 for batch in desk.api.requests for person in batch if person.email == "p5@x.example")
    assert tries == 3
    assert len(desk.api.emails()) == 9


async def test_a_request_that_loses_its_answer_for_one_person_costs_that_person_only(desk):
    await desk.begin(30)

    def poison(tickets):
        return lost(Reason.SERVER_ERROR) if any(person.email == "p9@x.example" for person in tickets) else None

    desk.api.before = [poison] * 20
    summary = await desk.run()
    assert summary.registered == 29
    (failed,) = await desk.journal.rows(desk.id, fates=(Fate.FAILED,))
    assert (failed.row, failed.reason) == (9, Reason.SERVER_ERROR)


async def test_failed_rows_can_be_corrected_and_retried(desk):
    desk.api.fails = {"p2@x.example": "email_not_found", "p3@x.example": "email_not_found"}
    await desk.begin(3)
    await desk.run()
    await desk.journal.correct(desk.id, 2, email="right@x.example", first_name="A", last_name="B")
    assert await desk.journal.retry(desk.id) == 2
    summary = await desk.run()
    assert (summary.registered, summary.failed) == (2, 1)
    desk.api.fails = {}
    assert await desk.journal.retry(desk.id) == 1
    assert (await desk.run()).registered == 3


async def test_a_second_run_at_once_is_refused_and_an_unknown_import_too(desk):
    await desk.begin(30)
    running = asyncio.create_task(desk.run())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await desk.run()
    await running
    with pytest.raises(ImportOver):
        await Importer(desk.api, desk.journal, "nothing").run(desk.progress.append)


async def test_a_cancelled_run_leaves_rows_that_the_next_one_settles(desk):
    await desk.begin(90)
    gate = asyncio.Event()
    original = desk.api.create_tickets

    async def slow(*args, **kwargs):
        answer = await original(*args, **kwargs)
        gate.set()
        await asyncio.sleep(3600)
        return answer

    desk.api.create_tickets = slow
    task = asyncio.create_task(desk.run())
    await gate.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert Fate.SENDING in {row.fate for row in (await desk.rows()).values()}
    desk.api.create_tickets = original
    assert (await desk.run()).registered == 90
    assert max(Counter(desk.api.emails()).values()) == 1


@pytest.mark.parametrize("seed", range(10))
async def test_whatever_happens_each_person_is_registered_once(desk, seed):
    chance = random.Random(seed)
    await desk.begin(400)
    running: list[asyncio.Task] = []

    def dies():
        if chance.random() < 0.08:
            running[-1].cancel()

    def before(tickets):
        dies()
        roll = chance.random()
        if roll < 0.1:
            return lost(chance.choice([Reason.TIMED_OUT, Reason.SERVER_ERROR, Reason.UNREADABLE_ANSWER]))
        if roll < 0.15:
            return refusal(Reason.RATE_PER_SECOND, status=429)
        return refusal(Reason.NO_NETWORK, status=None) if roll < 0.2 else None

    def after(tickets):
        dies()
        return lost() if chance.random() < 0.1 else None

    desk.api.before = [before] * 10_000
    desk.api.after = [after] * 10_000
    desk.api.silent = {"p7@x.example"}
    for _ in range(100):
        running.append(asyncio.create_task(desk.run()))
        await asyncio.gather(running[-1], return_exceptions=True)
        if (await desk.journal.counts(desk.id)).left == 0:
            break
    desk.api.before = desk.api.after = []
    desk.api.silent = set()
    await desk.journal.retry(desk.id)
    assert (await desk.run()).complete
    assert Counter(desk.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 402))


_VICTIM = """
import asyncio, os, signal, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from fake_tickets_api import FakeTicketsApi
from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Journal, NewRow
from desktop_app.attendees.roster import Person

class Deadly(FakeTicketsApi):
    async def create_tickets(self, event_id, tickets, *, registration_source, may_leave):
        answer = await super().create_tickets(event_id, tickets, registration_source=registration_source)
        for ticket in answer.tickets:
            print(ticket.email, ticket.external_ticket_id, ticket.ticket_id, flush=True)
        if len(self.held) >= 60:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

async def main():
    journal = Journal(Path({path!r}))
    people = [Person(row, f"p{{row}}@x.example", "A", "B") for row in range(2, 152)]
    made = await journal.begin(account_key="a", event_id="e1", event_name="E", source="s", ticket_type_id="",
        ticket_type_name="", send_notification=True, rows=[NewRow(person) for person in people])
    await Importer(Deadly(), journal, made.id).run(lambda progress: None)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_a_process_killed_in_mid_batch_registers_nobody_twice(desk):
    script = _VICTIM.format(here=str(Path(__file__).parent), path=str(desk.path))
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    said, complaint = await victim.communicate()
    assert victim.returncode == -9, complaint
    for line in said.decode().splitlines():
        email, external, ticket_id = line.split()
        desk.api.held.append(Ticket(ticket_id=ticket_id, email=email, external_ticket_id=external))
    assert len(desk.api.held) >= 60
    ((made, _),) = await desk.journal.unfinished()
    desk.id = made.id
    counts = await desk.journal.counts(made.id)
    assert counts.sending >= 30
    desk.importer = Importer(desk.api, desk.journal, made.id, pause=desk.pause)
    summary = await desk.run()
    assert (summary.registered, summary.complete) == (150, True)
    assert Counter(desk.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 152))
    assert await desk.journal.unfinished() == []
