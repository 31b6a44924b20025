"""Saved work on a disk that takes its time: nobody waits for it, nothing is lost, nothing is sent too early."""

import asyncio
import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from at_once import AtOnce
from scenarios import town_hall, winter_day

from desktop_app.event.draft import EventDraft, Shape
from desktop_app.journey.journey import Journey
from desktop_app.journey.saved_events import SavedEvents
from desktop_app.journey.state import Work
from desktop_app.practice.service import PracticeService
from desktop_app.storage.saved_work import SavedWork
from desktop_app.zoom.errors import ZoomError

from .conftest import connect, make_journey

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()
LONG = 120
"""Seconds that no wait takes, unless something hangs."""


class SlowWork(SavedWork):
    """Stands still in every save while `open` is not set, and refuses while `full`. `asked` tells of a save."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked = threading.Semaphore(0)
        self.open = threading.Event()
        self.full = False
        self.names: list[str] = []
        self.readers: set[int] = set()

    def save(self, kind: str, key: str, content: bytes) -> None:
        self.asked.release()
        assert self.open.wait(LONG)
        if self.full:
            raise OSError(28, "No space left on device")
        super().save(kind, key, content)
        self.names.append(key)

    def load(self, kind: str, key: str) -> bytes | None:
        self.readers.add(threading.get_ident())
        return super().load(kind, key)

    def list(self, kind: str) -> "list[str]":
        self.readers.add(threading.get_ident())
        return super().list(kind)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[SlowWork]:
    store = SlowWork(tmp_path / "work")
    yield store
    store.open.set()


@pytest.fixture
def writer(slow: SlowWork) -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as thread:
        yield thread
        slow.open.set()


def work(name: str, key: str = "one", event_id: str = "") -> Work:
    return Work(key, EventDraft(name=name), event_id=event_id)


async def names(saved: SavedEvents) -> set[str]:
    return {each.draft.name for each in await saved.all()}


async def on_disk(store: SavedWork) -> set[str]:
    """What a restart would find."""
    return await names(SavedEvents(store, "acme", AtOnce()))


async def test_a_save_waits_for_no_disk_and_only_the_last_is_written(slow: SlowWork, writer: Executor) -> None:
    saved = SavedEvents(slow, "acme", writer)
    first = saved.save(work("a"))
    assert slow.asked.acquire(timeout=LONG)
    rest = [saved.save(work(text)) for text in ("ab", "abc", "abcd")]
    assert not first.done()
    slow.open.set()
    for each in (first, *rest):
        each.result(LONG)
    assert await on_disk(slow) == {"abcd"}
    assert slow.names == ["one", "one"]


async def test_a_save_that_was_overtaken_is_done_when_the_later_one_is_durable(
    slow: SlowWork, writer: Executor
) -> None:
    saved = SavedEvents(slow, "acme", writer)
    saved.save(work("other", "other"))
    assert slow.asked.acquire(timeout=LONG)
    overtaken = saved.save(work("a"))
    saved.save(work("ab"))
    slow.open.set()
    overtaken.result(LONG)
    assert "ab" in await on_disk(slow)


async def test_whoever_reads_finds_what_was_asked_for_last_and_stands_in_nobodys_way(
    slow: SlowWork, writer: Executor
) -> None:
    slow.open.set()
    saved = SavedEvents(slow, "acme", writer)
    saved.save(work("kept", "kept")).result(LONG)
    saved.save(work("old", "two", "event-2")).result(LONG)
    slow.open.clear()
    saved.save(work("a"))
    newer = work("new", "two", "event-2")
    saved.save(newer)
    deleted = saved.delete(work("kept", "kept"))
    reading = asyncio.ensure_future(names(saved))
    await asyncio.sleep(0)
    assert not reading.done()
    slow.open.set()
    assert await reading == {"a", "new"}
    assert await saved.of_event("event-2") == newer
    deleted.result(LONG)
    assert await names(saved) == await on_disk(slow) == {"a", "new"}


async def test_what_the_disk_refused_is_tried_again_though_nothing_changed(slow: SlowWork, writer: Executor) -> None:
    slow.open.set()
    slow.full = True
    saved, typed = SavedEvents(slow, "acme", writer), work("a")
    assert isinstance(saved.save(typed).exception(LONG), OSError)
    assert await names(saved) == {"a"}
    assert await on_disk(slow) == set()
    slow.full = False
    saved.save(typed).result(LONG)
    assert await on_disk(slow) == {"a"}
    saved.save(typed).result(LONG)
    assert slow.names == ["one"]


async def test_nothing_is_read_on_the_thread_that_asks(slow: SlowWork, writer: Executor) -> None:
    slow.open.set()
    saved = SavedEvents(slow, "acme", writer)
    saved.save(work("a")).result(LONG)
    await names(saved)
    assert slow.readers == {writer.submit(threading.get_ident).result(LONG)}


async def test_one_work_that_can_not_be_read_hides_no_other(tmp_path: Path) -> None:
    store = SavedWork(tmp_path)
    store.save("events-acme", "whole", msgspec.json.encode(work("a", "whole")))
    store.save("events-acme", "other", b"from a later Foyer")
    (tmp_path / "events-acme" / "folder.work").mkdir()
    assert await on_disk(store) == {"a"}


@pytest.mark.parametrize(("answer", "shape"), [("", None), ("series", Shape.SERIES)])
async def test_what_an_earlier_foyer_saved_is_read(tmp_path: Path, answer: str, shape: Shape | None) -> None:
    store, today = SavedWork(tmp_path), town_hall(winter_day(TODAY))
    now = Work("one", replace(today, shape=shape), creating=replace(today, shape=shape), known_sessions=frozenset("a"))
    then = msgspec.json.decode(msgspec.json.encode(now))
    for draft in (then["draft"], then["creating"]):
        del draft["shape"]
        draft["many_sessions"] = answer
    store.save("events-acme", "one", msgspec.json.encode(then))
    assert await SavedEvents(store, "acme", AtOnce()).all() == [now]


@pytest.fixture
def journey(zoom: PracticeService, slow: SlowWork, writer: Executor, tmp_path: Path) -> Journey:
    return make_journey(zoom, tmp_path, store=slow, writer=writer)


async def begin(journey: Journey) -> None:
    await connect(journey, "acme")
    assert journey.state.connection is not None
    journey.start_event(journey.state.connection.hubs[0])
    journey.edit(town_hall(winter_day(TODAY)))


async def creating(journey: Journey, slow: SlowWork) -> "asyncio.Task[object]":
    """Begin to create a draft, and stop where the disk is to keep that."""
    slow.open.set()
    await begin(journey)
    await asyncio.wrap_future(journey.edit(journey.state.draft))
    while slow.asked.acquire(blocking=False):
        pass
    slow.open.clear()
    putting: asyncio.Task[object] = asyncio.create_task(journey.put_draft())
    assert await asyncio.to_thread(slow.asked.acquire, timeout=LONG)
    return putting


async def test_a_draft_is_created_only_when_the_intention_is_durable(
    journey: Journey, slow: SlowWork, zoom: PracticeService
) -> None:
    putting = await creating(journey, slow)
    assert "createEvent" not in {record.operation for record in zoom.requests}
    assert not putting.done()
    slow.open.set()
    await putting
    assert journey.state.event_id
    await journey.disconnect()


async def test_what_is_typed_while_the_disk_writes_is_not_lost(journey: Journey, slow: SlowWork) -> None:
    putting = await creating(journey, slow)
    journey.edit(replace(journey.state.draft, name="Typed meanwhile"))
    slow.open.set()
    await putting
    assert journey.state.draft.name == "Typed meanwhile"
    assert journey.state.event_id
    assert not journey.state.verified
    await journey.disconnect()
    assert await on_disk(slow) == {"Typed meanwhile"}


async def test_what_becomes_of_a_draft_is_kept_for_the_account_it_is_of(journey: Journey, slow: SlowWork) -> None:
    putting = await creating(journey, slow)
    await connect(journey, "another")
    slow.open.set()
    with pytest.raises(ZoomError):
        await putting
    assert len(slow.list("events-acme")) == 1
    assert slow.list("events-another") == []
    await journey.disconnect()


async def test_closing_waits_for_the_last_words(journey: Journey, slow: SlowWork) -> None:
    slow.open.set()
    await begin(journey)
    await asyncio.wrap_future(journey.edit(journey.state.draft))
    slow.open.clear()
    typed = journey.edit(replace(journey.state.draft, name="The last words"))
    closing = asyncio.create_task(journey.disconnect())
    slow.open.set()
    await closing
    assert typed.done()
    assert await on_disk(slow) == {"The last words"}


TYPES_AND_DIES = """
import os, signal, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from desktop_app.event.draft import EventDraft
from desktop_app.journey.saved_events import SavedEvents
from desktop_app.journey.state import Work
from desktop_app.storage.saved_work import SavedWork

saved = SavedEvents(SavedWork(Path(sys.argv[1])), "acme", ThreadPoolExecutor(1))
for length in range(1, 100):
    typed = saved.save(Work("one", EventDraft(name="x" * length)))
typed.result(60)
os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
"""


async def test_what_was_typed_survives_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TYPES_AND_DIES, str(tmp_path)]
    ended = await asyncio.to_thread(subprocess.run, command, check=False, timeout=LONG)
    assert ended.returncode != 0
    assert await on_disk(SavedWork(tmp_path)) == {"x" * 99}
