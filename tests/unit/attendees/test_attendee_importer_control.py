"""Pausing, resuming, one at a time, prepared imports, who stays behind."""

import asyncio
import datetime as dt
from collections import Counter

import pytest
from fake_tickets_api import lost
from msgspec.structs import replace
from new_imports import persons

from desktop_app.attendees.importer import AlreadyRunning, Importer, Stopped
from desktop_app.attendees.journal import Fate, Journal, NewRow
from desktop_app.attendees.roster import Person
from desktop_app.attendees.sending.lock import only_one
from desktop_app.attendees.sending.run import READ_AHEAD
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio

STAYED = NewRow(Person(90, "p90@x.example", "A", "B"), Fate.LEFT_OUT, "No ending such as .com")


async def until(reached):
    async with asyncio.timeout(300):
        while not reached():
            await asyncio.sleep(0)


async def all_answered(desk):
    """Wait until nobody is under way any more."""
    async with asyncio.timeout(300):
        while (await desk.journal.counts(desk.id)).sending:
            await asyncio.sleep(0)


async def a_while(desk):
    """Give whoever could go on the turns that it would take: of the loop, and of the journal's thread."""
    for _ in range(20):
        await desk.journal.counts(desk.id)
        for _ in range(10):
            await asyncio.sleep(0)


async def test_a_paused_import_sends_nobody_until_it_is_resumed(desk):
    await desk.begin(300)

    def pause(progress):
        desk.progress.append(progress)
        if progress.done >= 60:
            desk.importer.pause()

    running = asyncio.create_task(desk.importer.run(pause))
    await until(lambda: desk.progress and desk.progress[-1].paused and desk.api.requests)
    await all_answered(desk)
    sent = len(desk.api.requests)
    assert 2 <= sent <= 6
    assert (desk.importer.running, desk.importer.paused) == (True, True)
    assert desk.progress[-1].eta is None
    await a_while(desk)
    assert len(desk.api.requests) == sent
    counts = await desk.journal.counts(desk.id)
    assert (counts.sending, counts.unknown) == (0, 0)
    desk.progress.clear()
    # it would pause itself again
    desk.importer.stop()
    assert (await running).stopped is Stopped.USER
    desk.importer.resume()
    assert (await desk.run()).registered == 300
    assert max(Counter(desk.api.emails()).values()) == 1


async def test_pause_before_the_start_and_resume(desk):
    await desk.begin(90)
    desk.importer.pause()
    running = asyncio.create_task(desk.run())
    await until(lambda: desk.progress and desk.progress[-1].paused)
    await a_while(desk)
    assert desk.api.requests == []
    desk.importer.resume()
    async with asyncio.timeout(300):
        assert (await running).registered == 90
    assert desk.progress[-1].paused is False


async def test_stop_ends_a_paused_import(desk):
    await desk.begin(90)
    desk.importer.pause()
    running = asyncio.create_task(desk.run())
    await until(lambda: desk.progress and desk.progress[-1].paused)
    desk.importer.stop()
    async with asyncio.timeout(300):
        summary = await running
    assert (summary.stopped, summary.waiting) == (Stopped.USER, 90)


async def test_one_import_into_an_event_at_a_time(desk):
    await desk.begin(90)
    other = Importer(desk.api, Journal(desk.journal.folder / "journal.sqlite"), desk.id, desk.pause)
    desk.importer.pause()
    running = asyncio.create_task(desk.run())
    await until(lambda: desk.progress and desk.progress[-1].paused)
    with pytest.raises(AlreadyRunning), only_one(desk.journal.folder, "a", "e1"):
        pass
    with pytest.raises(AlreadyRunning):
        await other.run(desk.progress.append)
    assert not other.running
    desk.importer.resume()
    assert (await running).registered == 90
    assert (await other.run(desk.progress.append)).complete
    await other._journal.close()


async def test_a_prepared_import_waits_for_its_start(desk):
    made = await desk.begin(3, prepared=True)
    assert made.prepared
    ((found, _),) = await desk.journal.unfinished("a")
    assert found.prepared
    assert (await desk.run()).registered == 3
    assert not (await desk.journal.get(desk.id)).prepared
    assert await desk.journal.unfinished() == []


async def test_what_was_prepared_follows_the_draft_that_took_the_place_of_its_own(desk):
    made = await desk.begin(3, prepared=True)
    await desk.journal.follow("other account", [made.event_id], "e2")
    assert (await desk.journal.get(made.id)).event_id == made.event_id
    await desk.journal.follow(made.account_key, ["e0", made.event_id], "e2")
    assert (await desk.journal.get(made.id)).event_id == "e2"
    assert (await desk.run()).registered == 3
    await desk.journal.follow(made.account_key, ["e2"], "e3")
    assert (await desk.journal.get(made.id)).event_id == "e2", "what was sent stays where it went"


async def test_only_what_was_never_sent_can_be_discarded(desk):
    made = await desk.begin([*persons(2), STAYED], prepared=True)
    await desk.journal.discard(made.id)
    assert await desk.journal.get(made.id) is None
    assert await desk.journal.rows(made.id) == []
    sent = await desk.begin(2)
    await desk.run()
    with pytest.raises(ValueError, match="sent"):
        await desk.journal.discard(sent.id)
    assert (await desk.journal.counts(sent.id)).registered == 2


async def test_rows_that_stay_behind_are_kept_and_never_sent(desk):
    twin = replace(STAYED, person=Person(91, "p91@x.example", "A", "B"), fate=Fate.IN_BEFORE, why="")
    made = await desk.begin([*persons(2), STAYED, twin])
    summary = await desk.run()
    assert (summary.registered, summary.complete) == (2, True)
    assert sorted(desk.api.emails()) == ["p2@x.example", "p3@x.example"]
    assert desk.progress[-1].total == 2
    counts = await desk.journal.counts(made.id)
    assert (counts.total, counts.left_out, counts.in_before) == (2, 1, 1)
    (left,) = await desk.journal.rows(made.id, fates=(Fate.LEFT_OUT,))
    assert (left.row, left.email, left.message) == (90, "p90@x.example", "No ending such as .com")
    assert await desk.journal.retry(made.id) == 0
    assert await desk.journal.unfinished() == []
    assert await desk.journal.wipe_older_than(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)) == 1
    assert await desk.journal.counts(made.id) == counts


async def test_what_the_list_says_of_a_person_goes_with_it(desk):
    said = {"organization": "Acme", "job_title": "", "email": "no", "session_ids": "no"}
    first, second = persons(2)
    await desk.begin([NewRow(first, answers=said), NewRow(second, ticket_type_id="vip")], ticket_type_id="tt")
    await desk.run()
    ((one, two),) = desk.api.requests
    assert (one.email, one.organization, one.job_title, one.session_ids) == ("p2@x.example", "Acme", None, None)
    assert (one.ticket_type_id, two.ticket_type_id) == ("tt", "vip")


async def test_a_list_longer_than_what_is_read_ahead_arrives_whole(desk):
    desk.api.held = [Ticket(ticket_id=f"t{row}", email=f"p{row}@x.example") for row in range(2, 40)]
    await desk.begin(READ_AHEAD * 2 + 17)
    summary = await desk.run()
    assert (summary.registered, summary.already_in, summary.waiting) == (READ_AHEAD * 2 + 17 - 38, 38, 0)
    assert max(Counter(desk.api.emails()).values()) == 1


async def test_as_many_at_once_as_the_pace_is_worth(desk):
    desk.api.worth_at_once = 1
    await desk.begin(200)
    assert (await desk.run()).registered == 200
    assert desk.api.most_at_once == 1


async def test_batches_that_are_lost_together_share_a_list(desk):
    await desk.begin(600)
    desk.api.worth_at_once = 20
    desk.api.after = [lambda tickets: lost()] * 12
    summary = await desk.run()
    assert summary.registered == 600
    assert max(Counter(desk.api.emails()).values()) == 1
    assert desk.api.listings <= 12


async def test_a_stop_while_it_takes_note_of_who_is_in_ends_that(desk):
    """Thousands are in already: they are written down part by part."""
    await desk.begin(3000)
    desk.register(f"p{row}@x.example" for row in range(2, 3002))
    seen = []

    def stop(progress):
        seen.append(progress)
        if progress.done > 900:
            desk.importer.stop()

    summary = await desk.importer.run(stop)
    assert summary.stopped is Stopped.USER
    assert summary.waiting > 0


async def test_a_stop_before_it_begins_sends_nobody(desk):
    await desk.begin(60)
    desk.importer.stop()
    summary = await desk.run()
    assert (summary.registered, summary.waiting, summary.stopped) == (0, 60, Stopped.USER)
    assert (await desk.run()).registered == 60
