"""A list is written down before anybody of it is sent: what the page shows meanwhile, and has of it afterwards."""

import asyncio
from typing import Any

import pytest
from attendees_program import Desk
from page_program import double_click
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.importer import AlreadyRunning, Importer
from desktop_app.attendees.journal import Import, Journal, JournalFailed, WhyFailed

pytestmark = pytest.mark.asyncio


class SlowDisk:
    """Holds the journal where it writes a list down, until it is `ready`; `error` is raised then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.ready = asyncio.Event(), asyncio.Event()
        self.error: Exception | None = None
        original = Journal.begin

        async def begin(journal: Journal, **given: Any) -> Import:
            self.began.set()
            await self.ready.wait()
            if self.error is not None:
                raise self.error
            return await original(journal, **given)

        monkeypatch.setattr(Journal, "begin", begin)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(monkeypatch)


async def test_nothing_of_a_list_is_changed_while_it_is_written_down(desk: Desk, disk: SlowDisk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    desk.press()
    check = desk.page.check
    assert not check.updatesEnabled(), "most lists are written down before anybody could see a page go grey"
    await disk.began.wait()
    # what takes longer is seen to be off
    check._blink.timeout.emit()
    assert check.updatesEnabled()
    QTest.mouseClick(desk.see("register_quietly"), Qt.MouseButton.LeftButton)
    assert check.emails.sends() is True
    view = desk.table()
    index = view.model().index(0, 2)
    at = view.visualRect(index).center()
    double_click(view.viewport(), at)
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert not view.findChildren(QWidget, "cell_editor")
    assert desk.cells()[0][1] == "p1@acme.example.com"
    disk.ready.set()
    await desk.rest()
    assert [request.email for request in desk.api.sent] == ["p1@acme.example.com", "p2@acme.example.com"]
    # the next list can be worked on
    desk.page.back()
    await desk.open(desk.people(3))
    await desk.correct(2, 3, "Ann")
    assert desk.cells()[2][2] == "Ann"


async def test_a_list_that_could_not_be_written_down_can_be_changed_and_sent(desk: Desk, disk: SlowDisk) -> None:
    disk.error = JournalFailed(WhyFailed.FULL, "no room")
    disk.ready.set()
    await desk.enter()
    await desk.open(desk.people(2))
    desk.press()
    await desk.rest()
    assert desk.page.check.isVisible()
    assert desk.page.check.updatesEnabled()
    await desk.correct(0, 2, "right@acme.example.com")
    disk.error = None
    desk.page.on_action("retry")
    await desk.rest()
    assert [request.email for request in desk.api.sent] == ["right@acme.example.com", "p2@acme.example.com"]


async def test_a_list_is_off_no_longer_once_it_is_prepared_and_is_never_seen_empty(desk: Desk, disk: SlowDisk) -> None:
    desk.open_event("e1", status="DRAFT")
    await desk.enter()
    await desk.open(desk.people(2))
    desk.press()
    await disk.began.wait()
    assert not desk.page.check.isEnabled()
    disk.ready.set()
    while desk.page.tasks.running():
        assert desk.page.list.is_there == desk.page.check.isVisible()
        await asyncio.sleep(0)
    assert "2 people are prepared" in desk.said()
    assert desk.page.check.isEnabled()


async def test_another_event_s_list_is_not_held(desk: Desk, disk: SlowDisk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    desk.press()
    # before the task had its first turn
    await desk.page.tasks.close()
    desk.open_event("e2")
    desk.page.enter()
    await desk.open(desk.people(2))
    assert desk.page.check.isEnabled()
    await desk.until(desk.page.check.updatesEnabled)


async def test_a_list_whose_import_broke_off_is_not_offered_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.api.worth_at_once = 1
    original = Journal.record

    async def record(journal: Journal, import_id: str, results: Any) -> None:
        if desk.api.sent:
            raise JournalFailed(WhyFailed.FULL, "no room")
        await original(journal, import_id, results)

    monkeypatch.setattr(Journal, "record", record)
    await desk.enter()
    await desk.open(desk.people(70))
    desk.press()
    await desk.rest()
    monkeypatch.undo()
    assert len(desk.api.sent) == 30
    assert desk.page.drop.isVisible()
    bar = desk.page.bar()
    assert (bar.enabled, bar.reason) == (False, "No file yet")
    ((made, _),) = await desk.journal.imports("e1", "acme")
    desk.page.on_action("retry")
    await desk.rest()
    desk.click(f"continue_import_{made.id}")
    await desk.rest()
    assert len(await desk.journal.imports("e1", "acme")) == 1
    assert sorted({request.email for request in desk.api.sent}) == sorted(
        f"p{n}@acme.example.com" for n in range(1, 71)
    )


async def test_an_import_that_another_window_kept_from_starting_is_the_one_to_go_on_with(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(*_: Any) -> None:
        raise AlreadyRunning

    with monkeypatch.context() as other_window:
        other_window.setattr(Importer, "run", run)
        await desk.register(2)
    assert desk.page.drop.isVisible()
    assert not desk.page.list.is_there
    desk.page.on_action("retry")
    await desk.rest()
    assert len(desk.api.sent) == 2
    assert len(await desk.journal.imports("e1", "acme")) == 1
