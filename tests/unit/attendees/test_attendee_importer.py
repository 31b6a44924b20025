import asyncio
import datetime as dt
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
import pytest_asyncio
from fake_tickets_api import FakeTicketsApi, lost

from desktop_app.attendees.columns import match
from desktop_app.attendees.importer import Importer, ImportOver, Progress, Stopped, registered_emails
from desktop_app.attendees.journal import Fate, Journal
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person, check
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket, TicketsAnswer

pytestmark = pytest.mark.asyncio


class Pauses:
    def __init__(self):
        self.seconds = []

    async def __call__(self, seconds):
        self.seconds.append(seconds)
        await asyncio.sleep(0)


class Setup:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.api = FakeTicketsApi()
        self.journal = Journal(path)
        self.pauses = Pauses()
        self.progress: list[Progress] = []

    async def begin(self, people=100, *, send_notification=False):
        if isinstance(people, int):
            people = [Person(row, f"p{row}@x.example", f"First{row}", f"Last{row}") for row in range(2, people + 2)]
        made = await self.journal.begin(
            account_key="practice",
            event_id="e1",
            event_name="Introducing Project Phoenix",
            source="vip.csv",
            ticket_type_id="tt1",
            ticket_type_name="Free",
            send_notification=send_notification,
            rows=map(NewRow, people),
        )
        self.id = made.id
        self.importer = Importer(self.api, self.journal, made.id, pause=self.pauses)
        return made

    async def run(self):
        return await self.importer.run(self.progress.append)

    async def fates(self):
        return {row.row: row.fate for row in await self.journal.rows(self.id)}


@pytest_asyncio.fixture
async def setup(tmp_path):
    made = Setup(tmp_path / "journal.sqlite")
    yield made
    await made.journal.close()


def refusal(reason, *, status=400, code=None, fields=(), retry_at=None):
    return ZoomError(reason, "createTickets", status=status, code=code, fields=fields, retry_at=retry_at)


async def test_three_vips_of_project_phoenix_are_registered_with_links(setup):
    table = read_text(
        "Email,First name,Last name\n"
        "sarah.chen@techcorp.example,Sarah,Chen\n"
        "marcus.johnson@techcorp.example,Marcus,Johnson\n"
        "elena.rodriguez@techcorp.example,Elena,Rodriguez\n"
    )
    await setup.begin(check(table, match(table)).ready)
    summary = await setup.run()
    assert (summary.registered, summary.failed, summary.complete, summary.stopped) == (3, 0, True, None)
    rows = await setup.journal.rows(setup.id)
    assert [row.row for row in rows] == [2, 3, 4]
    assert all(row.fate is Fate.REGISTERED and row.ticket_id and row.join_link for row in rows)
    (sent,) = setup.api.requests
    assert [(person.first_name, person.last_name) for person in sent] == [
        ("Sarah", "Chen"),
        ("Marcus", "Johnson"),
        ("Elena", "Rodriguez"),
    ]
    assert all(person.send_notification is False and person.ticket_type_id == "tt1" for person in sent)


async def test_batches_hold_thirty_at_most_and_several_are_in_flight(setup):
    await setup.begin(200)
    together = asyncio.Barrier(2)
    original = setup.api.create_tickets

    async def create(*args, **kwargs):
        if len(setup.api.requests) < 1:
            # answered only when another one is under way
            await together.wait()
        return await original(*args, **kwargs)

    setup.api.create_tickets = create
    async with asyncio.timeout(300):
        summary = await setup.run()
    assert summary.registered == 200
    assert sorted(len(batch) for batch in setup.api.requests) == [20, 30, 30, 30, 30, 30, 30]
    assert setup.api.most_at_once <= 4
    assert len(set(setup.api.emails())) == 200
    last = setup.progress[-1]
    assert (last.total, last.done, last.registered) == (200, 200, 200)


async def test_whoever_holds_a_ticket_already_is_not_sent(setup):
    setup.api.held.append(Ticket(ticket_id="old", email="P3@x.example", join_link="https://old.example"))
    await setup.begin(5)
    summary = await setup.run()
    assert (summary.registered, summary.already_in) == (4, 1)
    row = (await setup.journal.rows(setup.id, fates=(Fate.ALREADY_IN,)))[0]
    assert (row.row, row.ticket_id, row.join_link) == (3, "old", "https://old.example")
    assert await registered_emails(setup.api, "e1") == {f"p{row}@x.example" for row in range(2, 7)}


async def test_the_same_list_again_registers_only_who_is_missing(setup):
    await setup.begin(40)
    await setup.run()
    await setup.begin(45)
    summary = await setup.run()
    assert (summary.registered, summary.already_in) == (5, 40)
    assert max(Counter(setup.api.emails()).values()) == 1


async def test_errors_of_single_people_become_failed_rows_with_reason_code_and_message(setup):
    setup.api.fails = {"p2@x.example": "email_not_found", "p4@x.example": "never_heard_of"}
    await setup.begin(4)
    summary = await setup.run()
    assert (summary.registered, summary.failed) == (2, 2)
    bad, odd = await setup.journal.rows(setup.id, fates=(Fate.FAILED,))
    assert (bad.reason, bad.code, bad.message) == (Reason.EMAIL_REFUSED, "email_not_found", "No, said Zoom")
    assert odd.reason == Reason.TICKET_FAILED


async def test_a_refusal_of_somebody_who_got_in_meanwhile_is_already_in(setup):
    setup.api.fails = {"p2@x.example": "ticket_generated_failed"}
    await setup.begin(3)

    def meanwhile(_):
        setup.api.held.append(Ticket(ticket_id="old", email="p2@x.example"))

    setup.api.before = [meanwhile]
    summary = await setup.run()
    assert (summary.registered, summary.already_in, summary.failed) == (2, 1, 0)


async def test_an_answer_without_our_ids_is_matched_by_email(setup):
    setup.api.echoes_id = False
    await setup.begin(60)
    assert (await setup.run()).registered == 60


async def test_an_older_ticket_in_the_answer_means_already_in(setup):
    await setup.begin(1)

    async def create(event_id, tickets, **_given):
        return TicketsAnswer(tickets=(Ticket(ticket_id="old", email="P2@x.example", external_ticket_id="other"),))

    setup.api.create_tickets = create
    assert (await setup.run()).already_in == 1


@pytest.mark.parametrize("reason", [Reason.TIMED_OUT, Reason.SERVER_ERROR, Reason.UNREADABLE_ANSWER, Reason.NO_NETWORK])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_lost_answer_is_settled_by_asking_and_nobody_is_registered_twice(setup, reason, when):
    await setup.begin(100)
    setattr(setup.api, when, [lambda tickets: lost(reason), lambda tickets: lost(reason)])
    summary = await setup.run()
    assert (summary.registered, summary.complete) == (100, True)
    assert Counter(setup.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 102))


async def test_a_ticket_that_shows_up_late_is_not_made_again(setup):
    await setup.begin(3)
    setup.api.after = [lambda tickets: lost()]
    original = setup.api.create_tickets

    async def create(*args, **kwargs):
        setup.api.hides = 1 + 2 * 3  # asked for each by id and by e-mail: nothing yet
        return await original(*args, **kwargs)

    setup.api.create_tickets = create
    setup.api.hides = 0
    summary = await setup.run()
    assert summary.registered == 3
    assert len(setup.api.requests) == 1


async def test_people_in_neither_list_are_sent_again_and_given_up_in_the_end(setup):
    setup.api.silent = {"p5@x.example"}
    await setup.begin(10)
    summary = await setup.run()
    assert (summary.registered, summary.failed) == (9, 1)
    tries = sum(1 for batch in setup.api.requests for person in batch if person.email == "p5@x.example")
    assert tries == 3
    assert len(setup.api.emails()) == 9


async def test_a_request_that_loses_its_answer_for_one_person_costs_that_person_only(setup):
    await setup.begin(30)

    def poison(tickets):
        return lost(Reason.SERVER_ERROR) if any(person.email == "p9@x.example" for person in tickets) else None

    setup.api.before = [poison] * 20
    summary = await setup.run()
    assert summary.registered == 29
    (failed,) = await setup.journal.rows(setup.id, fates=(Fate.FAILED,))
    assert (failed.row, failed.reason) == (9, Reason.SERVER_ERROR)


async def test_a_refusal_for_one_person_is_split_until_it_is_found(setup):
    await setup.begin(60)

    def picky(tickets):
        bad = any(person.email == "p17@x.example" for person in tickets)
        return refusal(Reason.MISSING_ANSWERS, code=260504) if bad else None

    setup.api.before = [picky] * 40
    summary = await setup.run()
    assert (summary.registered, summary.failed) == (59, 1)
    (failed,) = await setup.journal.rows(setup.id, fates=(Fate.FAILED,))
    assert (failed.row, failed.reason, failed.code) == (17, Reason.MISSING_ANSWERS, "260504")
    assert len(setup.api.requests) <= 2 + 2 * 5


async def test_a_refusal_that_names_the_person_is_split_there(setup):
    await setup.begin(30)

    def picky(tickets):
        at = next((at for at, person in enumerate(tickets) if person.email == "p20@x.example"), None)
        if at is None:
            return None
        return refusal(Reason.VALIDATION, code=300, fields=((f"tickets[{at}].email", "bad"),))

    setup.api.before = [picky] * 5
    summary = await setup.run()
    assert (summary.registered, summary.failed) == (29, 1)
    assert [len(batch) for batch in setup.api.requests] == [30, 29, 1]


async def test_a_refusal_of_everybody_stops_before_it_becomes_a_storm(setup):
    await setup.begin(3000)
    setup.api.before = [lambda tickets: refusal(Reason.MISSING_ANSWERS, code=260504)] * 100_000
    with pytest.raises(ZoomError) as caught:
        await setup.run()
    assert caught.value.reason is Reason.MISSING_ANSWERS
    assert len(setup.api.requests) <= 3 * 59 + 59
    counts = await setup.journal.counts(setup.id)
    assert counts.waiting + counts.failed == 3000
    assert counts.failed <= 120


@pytest.mark.parametrize(
    "reason", [Reason.NOT_PUBLISHED, Reason.SCOPE_MISSING, Reason.EVENT_NOT_FOUND, Reason.BAD_CREDENTIALS]
)
async def test_what_no_row_can_escape_is_raised_and_leaves_the_rows_waiting(setup, reason):
    await setup.begin(100)
    setup.api.before = [lambda tickets: refusal(reason)] * 10
    with pytest.raises(ZoomError) as caught:
        await setup.run()
    assert caught.value.reason is reason
    assert set((await setup.fates()).values()) == {Fate.WAITING}
    assert not setup.importer.running
    setup.api.before = []
    assert (await setup.run()).registered == 100


async def test_the_daily_limit_stops_the_import_and_says_when_it_goes_on(setup):
    await setup.begin(100)
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=5)
    setup.api.before = [lambda tickets: None if len(setup.api.held) < 30 else refusal(Reason.RATE_DAILY, retry_at=at)]
    setup.api.before *= 5
    summary = await setup.run()
    assert (summary.stopped, summary.retry_at, summary.error.reason) == (Stopped.DAILY_LIMIT, at, Reason.RATE_DAILY)
    assert summary.waiting == 100 - len(setup.api.held)
    setup.api.before = []
    assert (await setup.run()).complete
    assert len(setup.api.held) == 100


async def test_too_many_at_once_leads_to_fewer(setup):
    await setup.begin(300)
    setup.api.before = [lambda tickets: refusal(Reason.TOO_MANY_CONCURRENT, status=429)] * 2
    summary = await setup.run()
    assert summary.registered == 300
    assert setup.progress[-1].done == 300


async def test_a_dead_network_stops_after_a_while_and_the_import_goes_on_later(setup):
    await setup.begin(100)
    setup.api.before = [lambda tickets: refusal(Reason.NO_NETWORK, status=None)] * 1000
    summary = await setup.run()
    assert (summary.stopped, summary.waiting) == (Stopped.CONNECTION, 100)
    assert len(setup.api.requests) < 30
    assert any(progress.waiting_seconds > 0 for progress in setup.progress)
    setup.api.before = []
    assert (await setup.run()).registered == 100


async def test_stop_ends_after_the_batches_under_way(setup):
    await setup.begin(300)

    def stop_early(progress):
        setup.progress.append(progress)
        if progress.done >= 30:
            setup.importer.stop()

    summary = await setup.importer.run(stop_early)
    assert summary.stopped is Stopped.USER
    assert 30 <= summary.registered <= 120
    assert summary.waiting == 300 - summary.registered
    assert summary.unknown == 0
    assert (await setup.run()).complete
    assert max(Counter(setup.api.emails()).values()) == 1


async def test_a_stop_right_after_the_start_sends_nobody(setup):
    await setup.begin(90)
    running = asyncio.create_task(setup.run())
    await asyncio.sleep(0)
    setup.importer.stop()
    summary = await running
    assert (summary.stopped, summary.waiting) == (Stopped.USER, 90)
    assert setup.api.requests == []


async def test_stop_while_everything_fails_ends(setup):
    await setup.begin(90)
    setup.api.after = [lambda tickets: lost()] * 3
    setup.api.list_errors = []

    def stop(progress):
        if progress.unknown:
            setup.api.list_errors = [refusal(Reason.NO_NETWORK, status=None)] * 50
            setup.importer.stop()

    summary = await setup.importer.run(stop)
    assert summary.unknown > 0
    setup.api.list_errors = []
    assert (await setup.run()).registered == 90
    assert max(Counter(setup.api.emails()).values()) == 1


async def test_without_permission_to_list_doubts_stay_open_and_nobody_is_sent_twice(setup):
    setup.api.can_list = False
    await setup.begin(60)
    setup.api.after = [lambda tickets: lost()]
    summary = await setup.run()
    assert (summary.registered, summary.unknown) == (30, 30)
    summary = await setup.run()
    assert summary.unknown == 30
    assert len(setup.api.held) == 60
    setup.api.can_list = True
    assert (await setup.run()).registered == 60
    assert len(setup.api.held) == 60


async def test_failed_rows_can_be_corrected_and_retried(setup):
    setup.api.fails = {"p2@x.example": "email_not_found", "p3@x.example": "email_not_found"}
    await setup.begin(3)
    await setup.run()
    await setup.journal.correct(setup.id, 2, email="right@x.example", first_name="A", last_name="B")
    assert await setup.journal.retry(setup.id) == 2
    summary = await setup.run()
    assert (summary.registered, summary.failed) == (2, 1)
    setup.api.fails = {}
    assert await setup.journal.retry(setup.id) == 1
    assert (await setup.run()).registered == 3


async def test_a_second_run_at_once_is_refused_and_an_unknown_import_too(setup):
    await setup.begin(30)
    running = asyncio.create_task(setup.run())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await setup.run()
    await running
    with pytest.raises(ImportOver):
        await Importer(setup.api, setup.journal, "nothing").run(setup.progress.append)


async def test_a_cancelled_run_leaves_rows_that_the_next_one_settles(setup):
    await setup.begin(90)
    gate = asyncio.Event()
    original = setup.api.create_tickets

    async def slow(*args, **kwargs):
        answer = await original(*args, **kwargs)
        gate.set()
        await asyncio.sleep(3600)
        return answer

    setup.api.create_tickets = slow
    task = asyncio.create_task(setup.run())
    await gate.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert Fate.SENDING in (await setup.fates()).values()
    setup.api.create_tickets = original
    assert (await setup.run()).registered == 90
    assert max(Counter(setup.api.emails()).values()) == 1


@pytest.mark.parametrize("seed", range(10))
async def test_whatever_happens_each_person_is_registered_once(setup, seed):
    chance = random.Random(seed)
    await setup.begin(400)
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

    setup.api.before = [before] * 10_000
    setup.api.after = [after] * 10_000
    setup.api.silent = {"p7@x.example"}
    for _ in range(100):
        running.append(asyncio.create_task(setup.run()))
        await asyncio.gather(running[-1], return_exceptions=True)
        if (await setup.journal.counts(setup.id)).left == 0:
            break
    setup.api.before = setup.api.after = []
    setup.api.silent = set()
    await setup.journal.retry(setup.id)
    assert (await setup.run()).complete
    assert Counter(setup.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 402))


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
async def test_a_process_killed_in_mid_batch_registers_nobody_twice(setup):
    script = _VICTIM.format(here=str(Path(__file__).parent), path=str(setup.path))
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    said, complaint = await victim.communicate()
    assert victim.returncode == -9, complaint
    for line in said.decode().splitlines():
        email, external, ticket_id = line.split()
        setup.api.held.append(Ticket(ticket_id=ticket_id, email=email, external_ticket_id=external))
    assert len(setup.api.held) >= 60
    (made,) = await setup.journal.unfinished()
    setup.id = made.id
    counts = await setup.journal.counts(made.id)
    assert counts.sending >= 30
    setup.importer = Importer(setup.api, setup.journal, made.id, pause=setup.pauses)
    summary = await setup.run()
    assert (summary.registered, summary.complete) == (150, True)
    assert Counter(setup.api.emails()) == Counter(f"p{row}@x.example" for row in range(2, 152))
    assert await setup.journal.unfinished() == []
