import asyncio
import sqlite3
import stat
import sys

import pytest
import pytest_asyncio

from desktop_app.attendees.journal import Counts, Fate, ImportStanding, Journal, JournalFailed, Result, WhyFailed
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person

pytestmark = pytest.mark.asyncio

PEOPLE = [Person(row, f"p{row}@x.example", f"F{row}", f"L{row}") for row in range(2, 1202)]


@pytest_asyncio.fixture
async def journal(tmp_path):
    made = Journal(tmp_path / "deep" / "journal.sqlite")
    yield made
    await made.close()


async def begin(journal, people=PEOPLE, event="e1", account="acme"):
    return await journal.begin(
        account_key=account,
        event_id=event,
        event_name="Q4 Town Hall",
        source="guests.csv",
        ticket_type_id="t",
        ticket_type_name="Free",
        send_notification=True,
        rows=map(NewRow, people),
    )


async def test_an_import_comes_back_as_it_was_begun(journal):
    made = await begin(journal)
    assert await journal.get(made.id) == made
    assert await journal.get("other") is None
    assert (made.total, made.send_notification, made.created.utcoffset().total_seconds()) == (1200, True, 0)
    assert len(made.registration_source) <= 16
    rows = await journal.rows(made.id)
    assert [(row.row, row.email, row.first_name, row.last_name, row.fate) for row in rows] == [
        (person.row, person.email, person.first_name, person.last_name, Fate.WAITING) for person in PEOPLE
    ]
    ids = {row.external_ticket_id for row in rows}
    assert len(ids) == 1200
    assert all(name.isalnum() and name.isascii() and len(name) <= 128 for name in ids)


async def test_ids_of_imports_are_long_and_unlike(journal):
    one, two = await begin(journal, PEOPLE[:1]), await begin(journal, PEOPLE[:1])
    assert one.id != two.id
    assert len(one.id) >= 32
    assert one.registration_source != two.registration_source


async def test_rows_move_and_are_counted(journal):
    made = await begin(journal)
    await journal.mark_sending(made.id, (await journal.rows(made.id))[:1100])
    await journal.record(
        made.id,
        [
            Result(row=2, fate=Fate.REGISTERED, ticket_id="t1", join_link="https://j.example"),
            Result(row=3, fate=Fate.FAILED, code="c", reason="email_refused", message="x" * 900),
            Result(row=4, fate=Fate.ALREADY_IN),
            Result(row=5, fate=Fate.UNKNOWN),
        ],
    )
    counts = await journal.counts(made.id)
    assert (counts.registered, counts.failed, counts.already_in, counts.unknown) == (1, 1, 1, 1)
    assert (counts.sending, counts.waiting) == (1096, 100)
    assert (counts.total, counts.done, counts.left) == (1200, 3, 1197)
    (failed,) = await journal.rows(made.id, fates=[Fate.FAILED])
    assert len(failed.message) == 500
    some = await journal.rows(made.id, fates=[Fate.WAITING, Fate.SENDING], limit=10, offset=5)
    assert [row.row for row in some] == list(range(11, 21))


async def test_unfinished_imports_are_told_by_account_and_finished_ones_are_not(journal):
    one = await begin(journal, PEOPLE[:2])
    two = await begin(journal, PEOPLE[:2], event="e2", account="other")
    assert [made.id for made, _ in await journal.unfinished()] == [one.id, two.id]
    assert [made.id for made, _ in await journal.unfinished("other")] == [two.id]
    await journal.record(one.id, [Result(row=row, fate=Fate.REGISTERED) for row in (2, 3)])
    assert [made.id for made, _ in await journal.unfinished()] == [two.id]


async def test_imports_are_told_by_event_and_account_with_where_their_rows_stand(journal):
    one, two = await begin(journal, PEOPLE[:3]), await begin(journal, PEOPLE[:1], account="other")
    await begin(journal, PEOPLE[:1], event="e2", account="other")
    await journal.record(one.id, [Result(row=2, fate=Fate.REGISTERED), Result(row=3, fate=Fate.FAILED)])
    await journal.withdraw(one.id, 2)
    stands = ImportStanding(one, Counts(waiting=1, failed=1, withdrawn=1))
    assert await journal.imports("e1", "acme") == await journal.unfinished("acme") == [stands]
    assert await journal.imports("e1", "other") == [ImportStanding(two, Counts(waiting=1))]


async def test_only_failed_rows_are_retried_and_corrected(journal):
    made = await begin(journal, PEOPLE[:3])
    await journal.record(
        made.id, [Result(row=2, fate=Fate.REGISTERED), Result(row=3, fate=Fate.FAILED), Result(row=4, fate=Fate.FAILED)]
    )
    with pytest.raises(KeyError):
        await journal.correct(made.id, 2, email="n@x.example", first_name="", last_name="")
    await journal.correct(made.id, 3, email="n@x.example", first_name="N", last_name="M")
    assert [row.corrected for row in await journal.rows(made.id)] == [False, True, False]
    assert await journal.retry(made.id) == 2
    rows = await journal.rows(made.id)
    assert [row.fate for row in rows] == [Fate.REGISTERED, Fate.WAITING, Fate.WAITING]
    assert (rows[1].email, rows[1].corrected) == ("n@x.example", False)
    # who waits is sent as corrected, and fails anew
    await journal.correct(made.id, 3, email="o@x.example", first_name="N", last_name="M")
    await journal.record(made.id, [Result(row=3, fate=Fate.FAILED)])
    assert not any(row.corrected for row in await journal.rows(made.id))


async def test_nobody_to_import_is_no_import(journal):
    with pytest.raises(ValueError, match="nobody"):
        await begin(journal, [])


async def test_what_was_recorded_is_there_after_opening_anew(journal, tmp_path):
    made = await begin(journal)
    await journal.mark_sending(made.id, await journal.rows(made.id, limit=2))
    # not closed: what is written is written
    other = Journal(tmp_path / "deep" / "journal.sqlite")
    assert (await other.counts(made.id)).sending == 2
    await other.close()


async def test_closing_twice_or_unused_does_nothing_and_it_opens_again(journal, tmp_path):
    await journal.close()
    await journal.close()
    unused = Journal(tmp_path / "unused.sqlite")
    await unused.close()
    assert not (tmp_path / "unused.sqlite").exists()
    made = await begin(journal)
    await journal.close()
    await journal.close()
    assert await journal.get(made.id) == made


async def test_after_a_change_that_fails_at_its_very_end_others_are_written(journal):
    made = await begin(journal, PEOPLE[:3])

    def orphan(database):
        database.execute("pragma defer_foreign_keys = on")
        database.execute("update rows set import_id = 'nobody' where number = 2")

    with pytest.raises(JournalFailed):
        await journal._file.change(orphan)
    await journal.record(made.id, [Result(row=3, fate=Fate.REGISTERED)])
    assert (await journal.counts(made.id)) == Counts(waiting=2, registered=1)


async def test_only_rows_that_wait_may_leave_and_as_they_were_read(journal):
    made = await begin(journal, PEOPLE[:6])
    rows = await journal.rows(made.id)
    await journal.record(made.id, [Result(row=2, fate=Fate.REGISTERED), Result(row=3, fate=Fate.FAILED)])
    await journal.correct(made.id, 4, email="other@x.example", first_name="F4", last_name="L4")
    await journal.withdraw(made.id, 5)
    assert await journal.mark_sending(made.id, rows) == rows[4:]
    assert await journal.mark_sending(made.id, rows) == []
    counts = await journal.counts(made.id)
    assert counts == Counts(waiting=1, sending=2, registered=1, failed=1, withdrawn=1, never_sent=1)
    assert counts.taken_back == 0


async def test_many_calls_at_once_take_their_turn(journal):
    made = await begin(journal)
    await asyncio.gather(
        *(journal.record(made.id, [Result(row=row, fate=Fate.REGISTERED)]) for row in range(2, 202)),
        *(journal.counts(made.id) for _ in range(50)),
    )
    assert (await journal.counts(made.id)).registered == 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
async def test_only_this_user_can_read_it(journal, tmp_path):
    await begin(journal)
    files = list((tmp_path / "deep").iterdir())
    assert len(files) == 3
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


async def test_it_is_written_through_to_the_disk(journal):
    def asked(database):
        return [database.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]

    assert await journal._file.ask(asked) == ["wal", 2]


async def test_a_damaged_file_is_set_aside_and_said(tmp_path):
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    journal = Journal(path)
    made = await begin(journal, PEOPLE[:1])
    assert await journal.get(made.id) == made
    assert journal.set_aside is not None
    assert journal.set_aside.read_bytes().startswith(b"this is no database")
    await journal.close()


async def test_the_journal_of_a_newer_program_is_left_alone(tmp_path):
    path = tmp_path / "journal.sqlite"
    database = sqlite3.connect(path)
    database.execute("pragma user_version = 99")
    database.close()
    journal = Journal(path)
    with pytest.raises(JournalFailed) as caught:
        await journal.unfinished()
    assert caught.value.why is WhyFailed.NEWER
    await journal.close()
    assert path.exists()


async def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journal.sqlite")
    with pytest.raises(JournalFailed):
        await journal.unfinished()
    await journal.close()


async def test_who_was_in_with_a_ticket_that_is_gone_is_out_too(journal):
    """A correction may make two rows of one person: the second is in with the ticket of the first."""
    made = await begin(journal, PEOPLE[:4])
    await journal.record(
        made.id,
        [
            Result(row=2, fate=Fate.REGISTERED, ticket_id="t1"),
            Result(row=3, fate=Fate.ALREADY_IN, ticket_id="t1"),
            Result(row=4, fate=Fate.ALREADY_IN, ticket_id="t2"),
            Result(row=5, fate=Fate.ALREADY_IN),
        ],
    )
    await journal.withdraw(made.id, 2)
    assert [row.row for row in await journal.rows(made.id, withdrawn=True)] == [2, 3]
    counts = await journal.counts(made.id)
    assert (counts.taken_back, counts.already_in) == (2, 2)


async def test_who_was_given_up_in_doubt_is_asked_for_before_a_retry_sends_anybody(journal):
    made = await begin(journal, PEOPLE[:4])
    await journal.mark_sending(made.id, await journal.rows(made.id, limit=3))
    await journal.record(
        made.id, [Result(row=2, fate=Fate.FAILED, reason="email_refused"), Result(row=3, fate=Fate.UNKNOWN)]
    )
    await journal.abandon(made.id)
    assert await journal.unfinished() == []
    counts = await journal.counts(made.id)
    assert (counts.failed, counts.never_sent, counts.taken_back, counts.left) == (3, 1, 0, 0)
    assert await journal.retry(made.id) == 3
    assert [row.fate for row in await journal.rows(made.id)] == [Fate.WAITING, Fate.UNKNOWN, Fate.UNKNOWN]
