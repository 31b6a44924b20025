"""People's data leaves the file when it is wiped; the numbers stay."""

import asyncio
import datetime as dt
import sqlite3

import pytest
import pytest_asyncio

from desktop_app.attendees.journal import Counts, Fate, Journal, JournalFailed, Kept, Result, SourceTable, Undo, WhyLeft
from desktop_app.attendees.keeping import schema
from desktop_app.attendees.records import Correction, ListKey, NewRow
from desktop_app.attendees.roster import Person

pytestmark = pytest.mark.asyncio

TABLE = SourceTable(header=("Mail", "Name", "Diet"), email=0)
KEY = ListKey("a", "e1", "fingerprint-of-it")
CORRECTION = Correction(2, "email", "secret2@x.example", "0")


@pytest_asyncio.fixture
async def journal(tmp_path):
    made = Journal(tmp_path / "journal.sqlite")
    yield made
    await made.close()


async def begin(journal, event="e1", **given):
    return await journal.begin(
        **{
            "account_key": "a", "event_id": event, "event_name": "E", "source": "s.csv", "ticket_type_id": "",
            "ticket_type_name": "", "send_notification": False, "table": TABLE,
            "rows": [
                NewRow(
                    Person(row, f"secret{row}@x.example", "Zebulon", "Quux"),
                    answers={"organization": "Initech"} if row == 2 else {},
                    cells=(f"m{row}", "Zebulon", "vegan"),
                )
                for row in range(2, 52)
            ],
        } | given
    )  # fmt: skip


async def finish(journal, made):
    await journal.record(
        made.id,
        [
            Result(row=row, fate=Fate.REGISTERED, ticket_id="t", join_link="https://link.example/secret")
            for row in range(2, 51)
        ]
        + [Result(row=51, fate=Fate.FAILED, message="secret message")],
    )


async def wipe(journal):
    """Wipe whatever may be wiped."""
    return await journal.wipe_older_than(dt.datetime.now(dt.UTC) + dt.timedelta(days=1))


def on_disk(journal):
    return b"".join(file.read_bytes() for file in journal.folder.iterdir() if file.name.startswith("journal"))


async def test_wiping_removes_people_from_the_file_and_keeps_the_counts(journal):
    made = await begin(journal)
    await journal.correct(made.id, 2, email="mended@x.example", first_name="Old", last_name="Name")
    await finish(journal, made)
    assert b"secret3@x.example" in on_disk(journal)
    await wipe(journal)
    content = on_disk(journal)
    for text in (b"secret", b"mended", b"Zebulon", b"Quux", b"vegan", b"Initech", b"link.example"):
        assert text not in content, text
    assert await journal.counts(made.id) == Counts(registered=49, failed=1)
    assert await journal.rows(made.id) == []
    assert await journal.source_rows(made.id) == (None, [])
    wiped = await journal.get(made.id)
    assert wiped.wiped is not None
    assert (wiped.event_name, wiped.total) == ("E", 50)
    assert await wipe(journal) == 0
    assert await journal.counts(made.id) == Counts(registered=49, failed=1)


async def test_people_who_stay_on_the_disk_because_another_window_reads_go_with_the_next_wipe(journal, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.0)
    made = await begin(journal)
    await finish(journal, made)
    reading = sqlite3.connect(journal.folder / "journal.sqlite")
    reading.execute("begin")
    reading.execute("select count(*) from rows").fetchone()
    assert await wipe(journal) == 1
    assert b"secret3@x.example" in on_disk(journal), "else this test proves nothing"
    reading.close()
    assert await wipe(journal) == 0
    assert b"secret" not in on_disk(journal)


async def test_an_unfinished_import_keeps_its_people(journal):
    made = await begin(journal)
    assert await wipe(journal) == 0
    assert (await journal.counts(made.id)).waiting == 50


def last_touched(journal, made, days):
    """Let what was last done to an import have been done so many days ago, and its beginning a year before."""
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    with sqlite3.connect(journal.folder / "journal.sqlite") as database:
        begun = (long_ago - dt.timedelta(days=365)).isoformat()
        database.execute("update imports set created = ? where id = ?", (begun, made.id))
        database.execute("update rows set updated = ? where import_id = ?", (begun, made.id))
        database.execute(
            "update rows set updated = ? where import_id = ? and number = 9", (long_ago.isoformat(), made.id)
        )
    database.close()


async def test_the_time_counts_from_what_was_last_done_to_an_import(journal):
    """What was prepared long ago and sent today is kept as long as what was begun today."""
    one, two = await begin(journal), await begin(journal, "e2")
    for made, days in ((one, 20), (two, 40)):
        await finish(journal, made)
        last_touched(journal, made, days)
    now = dt.datetime.now(dt.UTC)
    assert await journal.wipe_older_than(now - dt.timedelta(days=50)) == 0
    assert await journal.wipe_older_than(now - dt.timedelta(days=30)) == 1
    assert [(await journal.get(made.id)).wiped is None for made in (one, two)] == [True, False]
    # to retry, to correct and to take back is to do something
    await journal.withdraw(one.id, 3)
    assert await journal.wipe_older_than(now - dt.timedelta(days=10)) == 0
    assert await wipe(journal) == 1
    assert b"secret" not in on_disk(journal)


async def test_a_time_of_any_zone_will_do(journal):
    made = await begin(journal)
    await finish(journal, made)
    for hours in (-11, 13):
        east = dt.timezone(dt.timedelta(hours=hours))
        assert await journal.wipe_older_than(dt.datetime.now(east) - dt.timedelta(minutes=1)) == 0


async def test_it_says_whose_data_could_be_wiped(journal):
    assert await journal.kept() == Kept()
    one, two = await begin(journal), await begin(journal, "e2")
    await finish(journal, one)
    assert await journal.kept() == Kept(imports=1, people=50, unfinished=1)
    await wipe(journal)
    assert await journal.kept() == Kept(unfinished=1)
    await finish(journal, two)
    assert await journal.kept() == Kept(imports=1, people=50)


async def test_an_address_in_the_source_of_an_import_is_wiped_too(journal):
    """An earlier version named who was sent ahead there."""
    made = await begin(journal, source="Sent ahead: secret@x.example")
    await finish(journal, made)
    assert b"ahead: secret@x.example" in on_disk(journal)
    await wipe(journal)
    assert (await journal.get(made.id)).source == ""
    assert b"secret" not in on_disk(journal)


async def test_another_window_may_have_the_file_open_meanwhile(journal):
    made = await begin(journal)
    await finish(journal, made)
    other = Journal(journal.folder / "journal.sqlite")
    assert len(await other.rows(made.id)) == 50
    await wipe(journal)
    assert await other.rows(made.id) == []
    await other.close()
    assert b"secret" not in on_disk(journal)


async def test_a_wiped_journal_goes_on(journal):
    made = await begin(journal)
    await finish(journal, made)
    await wipe(journal)
    again = await begin(journal)
    await finish(journal, again)
    assert (await journal.counts(again.id)).registered == 49


async def test_rows_come_back_in_the_persons_own_columns(journal):
    made = await begin(journal)
    await finish(journal, made)
    table, entries = await journal.source_rows(made.id, (Fate.FAILED,))
    assert table == SourceTable(header=TABLE.header, cells={51: ("m51", "Zebulon", "vegan")}, email=0)
    assert [entry.row for entry in entries] == [51]
    plain = await begin(journal, "e3", table=None)
    assert (await journal.source_rows(plain.id))[0] is None


async def test_undo_is_remembered(journal):
    made = await begin(journal)
    assert made.undo is Undo.NOT
    await finish(journal, made)
    await journal.set_undo(made.id, Undo.ASKED)
    assert [found.undo for found, _ in await journal.unfinished()] == [Undo.ASKED]
    for row in range(2, 51):
        await journal.withdraw(made.id, row)
    await journal.set_undo(made.id, Undo.DONE)
    assert await journal.unfinished() == []
    assert await journal.counts(made.id) == Counts(failed=1, withdrawn=49)


async def test_what_is_written_at_the_same_time_is_written_together_and_all_of_it(journal):
    made = await begin(journal)
    rows = await journal.rows(made.id)
    assert await asyncio.gather(*(journal.mark_sending(made.id, [row]) for row in rows)) == [[row] for row in rows]
    assert (await journal.counts(made.id)).sending == 50
    await asyncio.gather(
        *(journal.record(made.id, [Result(row=row, fate=Fate.REGISTERED)]) for row in range(2, 52)),
    )
    assert (await journal.counts(made.id)).registered == 50


async def test_a_cancelled_write_keeps_nobody_waiting(journal):
    made = await begin(journal)
    rows = await journal.rows(made.id, limit=10)
    writes = [asyncio.create_task(journal.mark_sending(made.id, [row])) for row in rows]
    await asyncio.sleep(0)
    writes[0].cancel()
    async with asyncio.timeout(300):
        done = await asyncio.gather(*writes, return_exceptions=True)
    assert isinstance(done[0], asyncio.CancelledError)
    assert done[1:] == [[row] for row in rows[1:]]
    assert (await journal.counts(made.id)).sending == 10


async def test_everybody_who_waits_hears_of_a_disk_that_fails(journal, tmp_path):
    made = await begin(journal)
    with sqlite3.connect(tmp_path / "journal.sqlite") as other:
        other.execute("create trigger full before update on rows begin select raise(abort, 'full'); end")
    done = await asyncio.gather(
        *(journal.mark_sending(made.id, [row]) for row in await journal.rows(made.id, limit=10)),
        return_exceptions=True,
    )
    assert all(isinstance(error, JournalFailed) for error in done)
    assert (await journal.counts(made.id)).waiting == 50


async def test_why_rows_were_left_out_outlives_their_people(journal):
    whys = [WhyLeft.DUPLICATE, WhyLeft.DUPLICATE, WhyLeft.NOT_READY, WhyLeft.DECLINED, WhyLeft.BY_PERSON]
    stay = [NewRow(Person(row, "", "A", "B"), Fate.LEFT_OUT, "so", reason=why) for row, why in enumerate(whys, 3)]
    made = await begin(journal, rows=[NewRow(Person(2, "p@x.example", "A", "B")), *stay])
    await journal.record(made.id, [Result(row=2, fate=Fate.FAILED, reason="email_refused")])
    rows = await journal.rows(made.id, fates=[Fate.LEFT_OUT])
    assert [(row.reason, row.message) for row in rows] == [(why, "so") for why in whys]
    counts = await journal.counts(made.id)
    assert counts.why_left == {WhyLeft.DUPLICATE: 2, WhyLeft.NOT_READY: 1, WhyLeft.DECLINED: 1, WhyLeft.BY_PERSON: 1}
    assert await wipe(journal) == 1
    assert await journal.counts(made.id) == counts


async def test_changes_to_a_list_leave_the_file_too(journal):
    changes = journal.changes_of(KEY)
    await changes.recall()
    changes.keep([CORRECTION], frozenset({5}))
    changes.keep([CORRECTION, Correction(3, "last_name", "Quux", "2 None")], frozenset({5}))
    assert await journal.kept() == Kept(lists=1)
    assert b"Quux" in on_disk(journal)
    assert await journal.wipe_older_than(dt.datetime.now(dt.UTC) - dt.timedelta(days=7)) == 0
    assert await journal.kept() == Kept(lists=1)
    assert await journal.wipe_finished() == 0, "no import was wiped"
    assert await journal.kept() == Kept()
    content = on_disk(journal)
    for text in (b"secret", b"Quux", b"fingerprint-of-it"):
        assert text not in content, text
    assert await journal.changes_of(KEY).recall() is None


async def test_changes_are_wiped_after_the_time_that_the_person_set(journal):
    now = dt.datetime.now(dt.UTC)
    for days, name in ((20, "young"), (40, "old")):
        journal.changes_of(ListKey("a", "e1", name)).keep([CORRECTION], frozenset())
        await journal.kept()
        with sqlite3.connect(journal.folder / "journal.sqlite") as database:
            changed = (now - dt.timedelta(days=days)).isoformat()
            database.execute("update changed_lists set changed = ? where fingerprint = ?", (changed, name))
        database.close()
    await journal.wipe_older_than(now - dt.timedelta(days=30))
    assert await journal.changes_of(ListKey("a", "e1", "old")).recall() is None
    assert await journal.changes_of(ListKey("a", "e1", "young")).recall() is not None


async def test_what_is_taken_back_of_changes_is_gone_once_the_journal_is_closed(journal):
    changes = journal.changes_of(KEY)
    changes.keep([CORRECTION], frozenset())
    await journal.kept()
    changes.keep([], frozenset())
    await journal.close()
    assert b"secret" not in on_disk(journal)
