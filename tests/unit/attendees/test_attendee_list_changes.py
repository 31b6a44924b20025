"""What a person changed in a list outlives the program, until the list is imported; and it is nobody else's list."""

import datetime as dt
import sqlite3
import threading

import pytest
import pytest_asyncio

from desktop_app.attendees.journal import Journal, JournalFailed, ListKey
from desktop_app.attendees.keeping.fingerprints import fingerprint
from desktop_app.attendees.reader import Row, Table, read_text
from desktop_app.attendees.records import Correction, NewRow
from desktop_app.attendees.roster import Person

KEY = ListKey("acme", "e1", "f1")
ONE = Correction(2, "email", "ann@x.example", "0")
TWO = Correction(3, "first_name", "Bo", "1 None")
THREE = Correction(2, "email", "anna@x.example", "0")
NOBODY = frozenset()


@pytest_asyncio.fixture
async def journal(tmp_path):
    made = Journal(tmp_path / "journal.sqlite")
    yield made
    await made.close()


async def recall(journal, key=KEY):
    """Return what a window finds that opens now."""
    other = Journal(journal.folder / "journal.sqlite")
    try:
        found = await other.changes_of(key).recall()
    finally:
        await other.close()
    return None if found is None else (found.corrections, found.left)


async def written(journal):
    """The journal's thread does one thing after the other."""
    return await journal.kept()


async def begin(journal, **given):
    return await journal.begin(
        account_key="acme", event_id="e1", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
        send_notification=False, rows=[NewRow(Person(2, "p@x.example", "A", "B"))], **given,
    )  # fmt: skip


# --- kept and recalled


@pytest.mark.asyncio
async def test_changes_come_back_in_their_order_for_their_list_and_event_only(journal):
    changes = journal.changes_of(KEY)
    assert await changes.recall() is None
    changes.keep([ONE, TWO, THREE], frozenset({5, 9}))
    assert (await written(journal)).lists == 1
    found = await journal.changes_of(KEY).recall()
    assert (found.corrections, found.left) == ((ONE, TWO, THREE), {5, 9})
    assert dt.datetime.now(dt.UTC) - found.changed < dt.timedelta(days=1)
    for other in (ListKey("acme", "e1", "f2"), ListKey("acme", "e2", "f1"), ListKey("other", "e1", "f1")):
        assert await recall(journal, other) is None


@pytest.mark.asyncio
async def test_what_was_asked_for_is_written_before_the_journal_closes(journal):
    busy = threading.Event()
    changes = journal.changes_of(KEY)
    journal._file.soon(lambda _: busy.wait(60), lambda _: None)
    for left in range(50):
        changes.keep([ONE], frozenset({left}))
    busy.set()
    await journal.close()
    assert await recall(journal) == ((ONE,), {49})


@pytest.mark.asyncio
async def test_of_changes_that_wait_only_the_last_is_written(journal):
    changes = journal.changes_of(KEY)
    changes.keep([ONE], NOBODY)
    await written(journal)
    wrote = []

    def watch(database):
        database.set_trace_callback(lambda said: wrote.append(said) if said.startswith("insert into corr") else None)

    busy = threading.Event()
    await journal._file.ask(watch)
    journal._file.soon(lambda _: busy.wait(60), lambda _: None)
    for count in range(1, 41):
        changes.keep([ONE, *[TWO] * count], NOBODY)
    busy.set()
    await written(journal)
    assert len(wrote) == 40, "the first correction was there already, and nothing is written twice"


@pytest.mark.asyncio
async def test_what_is_taken_back_is_forgotten_and_nothing_at_all_leaves_nothing(journal):
    changes = journal.changes_of(KEY)
    changes.keep([ONE, TWO, THREE], frozenset({5, 9}))
    changes.keep([ONE, THREE], frozenset({9, 11}))
    await written(journal)
    changes.keep([ONE], frozenset({9}))
    await written(journal)
    assert await recall(journal) == ((ONE,), {9})
    changes.keep([], NOBODY)
    assert (await written(journal)).lists == 0
    assert await recall(journal) is None


@pytest.mark.asyncio
async def test_an_import_that_is_written_down_ends_it_and_one_that_is_not_does_not(journal):
    changes = journal.changes_of(KEY)
    changes.keep([ONE], frozenset({5}))
    with pytest.raises(ValueError, match="nobody"):
        await journal.begin(
            account_key="acme", event_id="e1", event_name="E", source="s", ticket_type_id="", ticket_type_name="",
            send_notification=False, rows=[], changed_list=KEY,
        )  # fmt: skip
    await begin(journal)
    assert await recall(journal) == ((ONE,), {5})
    await begin(journal, changed_list=KEY)
    assert await recall(journal) is None
    # who goes on with the same list changes it anew
    changes.keep([ONE, TWO], frozenset({5}))
    await written(journal)
    assert await recall(journal) == ((ONE, TWO), {5})


@pytest.mark.asyncio
async def test_changes_follow_a_draft_that_took_the_place_of_another(journal):
    journal.changes_of(KEY).keep([ONE], NOBODY)
    await journal.follow("acme", ["e0", "e1"], "e7")
    assert await recall(journal) is None
    assert await recall(journal, ListKey("acme", "e7", "f1")) == ((ONE,), NOBODY)


# --- two windows


@pytest.mark.asyncio
async def test_two_windows_lose_nothing_of_each_other(journal):
    other = Journal(journal.folder / "journal.sqlite")
    here, there = journal.changes_of(KEY), other.changes_of(KEY)
    here.keep([ONE], frozenset({5}))
    await written(journal)
    assert (await there.recall()).corrections == (ONE,)
    here.keep([ONE, TWO], frozenset({5, 6}))
    await written(journal)
    there.keep([ONE, THREE], frozenset({5, 7}))
    await written(other)
    assert await recall(journal) == ((ONE, TWO, THREE), {5, 6, 7})
    # what one takes back is its own
    here.keep([ONE], frozenset({5}))
    await written(journal)
    assert await recall(journal) == ((ONE, THREE), {5, 7})
    # imported by one: the other writes down what it has when it changes again
    await begin(journal, changed_list=KEY)
    there.keep([ONE, THREE, TWO], frozenset({5, 7}))
    await written(other)
    assert await recall(journal) == ((ONE, THREE, TWO), {5, 7})
    here.keep([ONE], frozenset({5}))
    await written(journal)
    assert await recall(journal) == ((ONE, THREE, TWO, ONE), {5, 7})
    await other.close()


# --- failures


@pytest.mark.asyncio
async def test_a_journal_that_cannot_be_written_costs_nothing_else_and_is_tried_again(journal, caplog):
    changes = journal.changes_of(KEY)
    await changes.recall()
    with sqlite3.connect(journal.folder / "journal.sqlite") as other:
        other.execute("create trigger full before insert on corrections begin select raise(abort, 'full'); end")
    changes.keep([ONE], NOBODY)
    await written(journal)
    assert changes.failed
    assert "isn't kept" in caplog.text
    assert "ann@x.example" not in caplog.text
    assert (await written(journal)).lists == 0, "nothing is written by halves"
    with sqlite3.connect(journal.folder / "journal.sqlite") as other:
        other.execute("drop trigger full")
    changes.keep([ONE, TWO], NOBODY)
    await written(journal)
    assert not changes.failed
    assert await recall(journal) == ((ONE, TWO), NOBODY)


@pytest.mark.asyncio
async def test_a_place_that_cannot_be_written_is_logged_only(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journal.sqlite")
    changes = journal.changes_of(KEY)
    with pytest.raises(JournalFailed):
        await changes.recall()
    changes.keep([ONE], NOBODY)
    await journal.close()
    assert changes.failed
    assert "isn't kept" in caplog.text


# --- which list it is


def table(rows, header=("Email", "Name"), start=2, **given):
    return Table(
        header=header, header_row=1, encoding="utf-8", delimiter=",",
        rows=[Row(number, cells) for number, cells in enumerate(rows, start)], **given,
    )  # fmt: skip


ROWS = (("a@x.example", "Ann"), ("b@x.example", "Bo"))


def test_another_list_has_another_fingerprint():
    known = fingerprint(table(ROWS))
    others = [
        table((*ROWS, ("c@x.example", "Cy"))),
        table(ROWS[::-1]),
        table((ROWS[0], ("b@x.example", "Bob"))),
        table((ROWS[0], ("b@x.exampleB", "o"))),
        table(ROWS, header=("Email", "Names")),
        table(ROWS, header=None),
        table(ROWS, start=3),
        table([(name, email) for email, name in ROWS]),
    ]
    assert known not in {fingerprint(other) for other in others}
    assert len({fingerprint(other) for other in others}) == len(others)


def test_the_same_list_has_the_same_wherever_it_comes_from():
    known = fingerprint(table(ROWS))
    assert known == fingerprint(table(ROWS, source="other.xlsx", sheet="Guests", sheets=("Guests",)))
    assert known == fingerprint(table([(*cells, "", "") for cells in ROWS]))
    assert "a@x.example" not in known
    pasted = "Email\tName\r\na@x.example\tAnn\r\nb@x.example\tBo\r\n"
    assert known == fingerprint(read_text(pasted)) == fingerprint(read_text(pasted.replace("\r\n", "\n").rstrip()))


def test_how_a_long_list_is_packed_does_not_count():
    rows = [(f"p{n}@x.example", f"Name {n}", *("x",) * (n % 3)) for n in range(1300)]
    text = "\n".join("\t".join(cells) for cells in [("Email", "Name", "Diet", "Size"), *rows])
    read = read_text(text)
    assert fingerprint(read) == fingerprint(table(rows, header=("Email", "Name", "Diet", "Size")))
