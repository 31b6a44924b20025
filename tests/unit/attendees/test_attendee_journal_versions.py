"""Journals that earlier versions of the program wrote still open, with all that is in them."""

import sqlite3

import pytest

from desktop_app.attendees.journal import Fate, Journal, Kept, Undo
from desktop_app.attendees.keeping import schema
from desktop_app.attendees.records import Correction, ListKey

pytestmark = pytest.mark.asyncio

CAME_WITH = {
    3: ("alter table rows drop column corrected", "alter table rows drop column unconfirmed"),
    4: ("drop table corrections", "drop table rows_left_out", "drop table changed_lists"),
    5: ("drop table marks",),
    6: ("drop index rows_taken_back",),
}
"""What makes a journal of each version one of the version before."""


@pytest.mark.parametrize("version", range(2, schema.VERSION))
async def test_a_journal_of_an_earlier_version_is_brought_forward(desk, version):
    await desk.run(3)
    await desk.journal.close()
    with sqlite3.connect(desk.path) as database:
        for later in range(schema.VERSION, version, -1):
            database.executescript("; ".join(CAME_WITH[later]))
        database.execute(f"pragma user_version = {version}")
    database.close()
    journal = desk.journal
    assert (await journal.counts(desk.id)).registered == 3
    assert not any(row.corrected for row in await journal.rows(desk.id))
    changes = journal.changes_of(ListKey("a", "e1", "fingerprint-of-it"))
    assert await changes.recall() is None
    changes.keep([Correction(2, "email", "p2@x.example", "0")], frozenset())
    assert await journal.kept() == Kept(people=3, imports=1, lists=1)
    assert await journal.wipe_finished() == 1
    with sqlite3.connect(desk.path) as database:
        assert database.execute("select count(*) from marks").fetchone() == (3,)
        assert database.execute("pragma user_version").fetchone() == (schema.VERSION,)
    database.close()


async def test_a_journal_of_the_first_version_is_brought_forward(tmp_path):
    path = tmp_path / "journal.sqlite"
    old = sqlite3.connect(path)
    old.executescript(
        """
        create table imports (id text primary key, account_key text not null, event_id text not null,
          event_name text not null, source text not null, ticket_type_id text not null, ticket_type_name text not null,
          send_notification integer not null, registration_source text not null, created text not null,
          total integer not null) without rowid;
        create table rows (import_id text not null references imports (id) on delete cascade, number integer not null,
          email text not null, first_name text not null, last_name text not null,
          external_ticket_id text not null unique, fate text not null, ticket_id text not null default '',
          join_link text not null default '', code text not null default '', reason text not null default '',
          message text not null default '', updated text not null, primary key (import_id, number)) without rowid;
        insert into imports values ('i', 'a', 'e1', 'E', 's', '', '', 1, 'F', '2026-01-01T00:00:00+00:00', 1);
        insert into rows values ('i', 2, 'p@x.example', 'A', 'B', 'x', 'sending', '', '', '', '', '',
          '2026-01-01T00:00:00+00:00');
        pragma user_version = 1;
        """
    )
    old.close()
    journal = Journal(path)
    try:
        ((made, _),) = await journal.unfinished()
        assert (made.id, made.prepared, made.undo, made.wiped) == ("i", False, Undo.NOT, None)
        (row,) = await journal.rows("i")
        assert (row.fate, row.answers, row.withdrawn) == (Fate.SENDING, {}, None)
    finally:
        await journal.close()
