"""A list is read in another process, beside the event loop; it can be given up."""

import asyncio
import contextlib
import sys

import pytest
from workbook_files import xlsx

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read, read_text
from desktop_app.attendees.reading import in_child
from desktop_app.attendees.reading.in_child import ListRequest, Reading, load, load_text
from desktop_app.attendees.roster import RowState, check


def test_a_list_loads_beside_the_event_loop_and_is_the_same(tmp_path):
    small = tmp_path / "small.csv"
    small.write_text("Email,Name\na@x.example,Ann\n\nb@x.example,Bo\n")
    big = tmp_path / "bïg.csv"
    people = "".join(f"p{at}@x.example,Zoë\r\n" + "\r\n" * (at % 3 == 0) for at in range(60_000))
    big.write_text("Email,Name\r\n" + people, newline="")
    for path in (small, big, xlsx(tmp_path / "list.xlsx", rows=700)):
        table = asyncio.run(load(path))
        assert table == read(path)
        assert table.source == path.name
    assert asyncio.run(load(xlsx(tmp_path / "list.xlsx"), sheet="Others")).sheet == "Others"
    assert asyncio.run(load(big, encoding="cp1252", delimiter=",")).rows[0].cells[1] == "ZoÃ«"
    assert len(asyncio.run(load_text("Email,Name\n" + people)).rows) == 60_000
    assert len(asyncio.run(load_text("a@x.example; b@x.example")).rows) == 2
    with pytest.raises(Unreadable) as caught:
        asyncio.run(load(tmp_path / "gone.csv"))
    assert caught.value.why is WhyUnreadable.GONE


def test_half_an_emoji_in_a_pasted_text_costs_nobody():
    half = "Email,Name\na@x.example,Ann\ud83d Bee\n"
    many = "".join(f"p{at}@x.example,Zoë\n" for at in range(60_000))
    assert len(half + many) > in_child.SMALL
    for table in (read_text(half), asyncio.run(load_text(half)), asyncio.run(load_text(half + many))):
        assert table.rows[0].cells == ("a@x.example", "Ann? Bee")
        first = check(table, match(table)).person(2)
        assert (first.first_name, first.last_name, first.state) == ("Ann?", "Bee", RowState.READY)


def never_ends(monkeypatch):
    monkeypatch.setattr(in_child, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(3600)"])


def test_a_list_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    never_ends(monkeypatch)
    path = xlsx(tmp_path / "list.xlsx")
    with pytest.raises(Unreadable) as caught:
        Reading(ListRequest(path=bytes(path)), path.name, seconds=0.0).run()
    assert caught.value.why is WhyUnreadable.TOO_SLOW


def test_cancelling_ends_the_other_process(tmp_path, monkeypatch):
    never_ends(monkeypatch)
    path = tmp_path / "list.csv"
    readings: list[Reading] = []

    async def cancelled() -> None:
        reading = Reading(ListRequest(path=bytes(path)), path.name)
        readings.append(reading)
        task = asyncio.create_task(in_child.awaited(reading))
        while reading.process is None:
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert readings[0].process is not None
    assert readings[0].process.wait() != 0
