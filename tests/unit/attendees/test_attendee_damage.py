"""A journal that turns out to be damaged while it is used: it is put aside, and a new one goes on."""

import asyncio
import sqlite3
import sys
import traceback
from pathlib import Path

import pytest
from damage import PAGE, damage
from new_imports import begin

from desktop_app.attendees.journal import Fate, Import, Journal, JournalFailed, Result, WhyFailed

pytestmark = pytest.mark.asyncio


def put_aside(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("journal.sqlite.unreadable*")]


async def damaged(path: Path) -> tuple[Journal, Import]:
    journal = Journal(path)
    made = await begin(journal, 400)
    await journal.close()
    damage(path)
    return Journal(path), made


@pytest.mark.parametrize("asked", ["unfinished", "rows", "counts", "record", "retry", "begin"])
async def test_damage_is_told_to_whoever_meets_it_and_then_a_new_journal_goes_on(tmp_path: Path, asked: str) -> None:
    path = tmp_path / "journal.sqlite"
    journal, made = await damaged(path)
    before = path.read_bytes()
    calls = {
        "unfinished": journal.unfinished,
        "rows": lambda: journal.rows(made.id),
        "counts": lambda: journal.counts(made.id),
        "record": lambda: journal.record(made.id, [Result(row=row, fate=Fate.REGISTERED) for row in range(2, 402)]),
        "retry": lambda: journal.retry(made.id),
        "begin": lambda: begin(journal, 400),
    }
    with pytest.raises(JournalFailed) as caught:
        await calls[asked]()
    assert caught.value.why is WhyFailed.DAMAGED
    assert journal.set_aside is not None
    # as it was, but for what SQLite notes in the first page
    assert journal.set_aside.read_bytes()[PAGE : len(before)] == before[PAGE:]
    assert await journal.unfinished() == []
    again = await begin(journal, 400)
    assert (await journal.counts(again.id)).waiting == 400
    await journal.close()
    other = Journal(path)
    assert [found.id for found, _ in await other.unfinished()] == [again.id]
    assert other.set_aside is None
    await other.close()


async def test_what_was_written_last_stays_on_disk_beside_the_damaged_file(tmp_path: Path) -> None:
    """After a kill, what was written last is in SQLite's side file only."""
    alive = Journal(tmp_path / "alive.sqlite")
    first = await begin(alive, 400)
    await alive.close()
    await alive.correct(first.id, 2, email="last@x.example", first_name="A", last_name="B")
    killed = tmp_path / "killed"
    killed.mkdir()
    path = killed / "journal.sqlite"
    for tail in ("", "-wal"):
        path.with_name(path.name + tail).write_bytes((tmp_path / f"alive.sqlite{tail}").read_bytes())
    await alive.close()
    damage(path)
    assert b"last@x.example" not in path.read_bytes()
    journal = Journal(path)
    with pytest.raises(JournalFailed):
        await journal.rows(first.id)
    made = await begin(journal, 1)
    assert (await journal.counts(made.id)).waiting == 1
    await journal.close()
    assert any(b"last@x.example" in file.read_bytes() for file in killed.iterdir() if "unreadable" in file.name)
    assert b"last@x.example" not in path.read_bytes()


async def test_text_that_is_none_is_damage_too_and_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    made = await begin(journal, 3)
    await journal.close()
    with sqlite3.connect(path) as database:
        database.execute("update rows set email = cast(x'616e6e4078ff' as text) where number = 2")
    database.close()
    with pytest.raises(JournalFailed) as caught:
        await journal.rows(made.id)
    assert caught.value.why is WhyFailed.DAMAGED
    assert "ann@x" not in "".join(traceback.format_exception(caught.value)), "it is a person's"
    await journal.close()


async def test_everybody_in_line_hears_of_the_damage_and_it_is_put_aside_once(tmp_path: Path) -> None:
    journal, made = await damaged(tmp_path / "journal.sqlite")
    every = [Result(row=row, fate=Fate.REGISTERED) for row in range(2, 402)]
    errors = await asyncio.gather(*(journal.record(made.id, every) for _ in range(3)), return_exceptions=True)
    assert isinstance(errors[0], JournalFailed)
    assert errors[0].why is WhyFailed.DAMAGED
    assert put_aside(tmp_path) == ["journal.sqlite.unreadable-1"]
    await journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a file that another window has open")
async def test_what_another_window_put_aside_is_not_put_aside_again(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    one, made = await damaged(path)
    other = Journal(path)
    assert await other.get(made.id) == made, "open, and not hurt so far"
    with pytest.raises(JournalFailed):
        await one.rows(made.id)
    fresh = await begin(one, 5)
    with pytest.raises(JournalFailed) as caught:
        await other.rows(made.id)
    assert caught.value.why is WhyFailed.DAMAGED
    assert (await other.counts(fresh.id)).waiting == 5
    assert put_aside(tmp_path) == ["journal.sqlite.unreadable-1"]
    for journal in (one, other):
        await journal.close()
