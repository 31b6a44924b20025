"""A list that is imported again after its people were wiped, where Zoom doesn't tell who is in: nobody is invited
twice, and nothing that is left says who they are."""

import os
import sqlite3
from pathlib import Path

import pytest
from fake_tickets_api import lost
from import_desk import Desk

from desktop_app.attendees import importer
from desktop_app.attendees.keeping import marks, row_table
from desktop_app.attendees.roster import Person

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _no_list(desk: Desk) -> None:
    desk.api.can_list = False


def key_of(desk: Desk) -> Path:
    return marks.key_file(desk.path)


def marks_of(desk: Desk) -> list[bytes]:
    with sqlite3.connect(desk.path) as database:
        found = [mark for (mark,) in database.execute("select mark from marks")]
    database.close()
    return found


async def send_and_wipe(desk: Desk, people: int = 10) -> None:
    assert (await desk.run(people)).registered == people
    assert await desk.journal.wipe_finished() == 1


async def test_the_same_list_invites_nobody_again(desk: Desk) -> None:
    await send_and_wipe(desk)
    summary = await desk.run(12)
    assert (summary.registered, summary.already_in) == (2, 10)
    assert desk.once_each()
    # and so it is after those were wiped, too
    assert await desk.journal.wipe_finished() == 1
    assert (await desk.run(12)).already_in == 12
    assert desk.once_each()


async def test_another_spelling_of_an_address_is_the_same(desk: Desk) -> None:
    await send_and_wipe(desk, 1)
    await desk.begin([Person(2, "P2@X.example", "A", "B")])
    assert (await desk.run()).already_in == 1


@pytest.mark.parametrize("other", [{"event_id": "e2"}, {"account_key": "b"}])
async def test_another_event_and_another_account_know_nothing_of_it(desk: Desk, other: dict[str, str]) -> None:
    await send_and_wipe(desk)
    await desk.begin(10, **other)
    assert (await desk.run()).registered == 10


async def test_who_was_given_up_in_doubt_is_in_doubt_for_the_next_list(desk: Desk) -> None:
    desk.api.after = [lambda _: lost()]
    await desk.run(5)
    await importer.give_up(desk.journal, desk.id)
    assert await desk.journal.wipe_finished() == 1
    summary = await desk.run(5)
    assert (summary.registered, summary.unknown) == (0, 5)
    assert desk.once_each()


async def test_who_was_taken_back_is_invited_again(desk: Desk) -> None:
    await desk.run(5)
    assert (await desk.undo()).complete
    assert await desk.journal.wipe_finished() == 1
    assert marks_of(desk) == []
    assert not key_of(desk).exists()
    assert (await desk.run(5)).registered == 5


async def test_without_the_key_the_marks_say_nothing(desk: Desk) -> None:
    await send_and_wipe(desk)
    assert len(marks_of(desk)) == 10
    key = key_of(desk).read_bytes()
    assert key not in desk.path.read_bytes()
    if os.name != "nt":
        assert key_of(desk).stat().st_mode & 0o777 == 0o600
    key_of(desk).unlink()
    await desk.begin(10)
    assert await desk.journal.held_beside((await desk.journal.imports("e1", "a"))[0].made) == []
    assert (await desk.run()).registered == 10
    assert await desk.journal.wipe_finished() == 1
    assert key_of(desk).read_bytes() != key
    assert len(marks_of(desk)) == 20, "the same people have other marks with another key"


async def test_marks_go_when_their_event_is_long_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await send_and_wipe(desk)
    now = row_table.now
    monkeypatch.setattr(row_table, "now", lambda: now() + marks.KEPT / 2)
    await desk.journal.wipe_finished()
    assert len(marks_of(desk)) == 10
    monkeypatch.setattr(row_table, "now", lambda: now() + marks.KEPT)
    await desk.journal.wipe_finished()
    assert marks_of(desk) == []
