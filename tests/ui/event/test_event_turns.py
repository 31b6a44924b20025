"""The window answers while an event opens, however many sessions it has, and while the disk takes its time."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from event_program import TOWN_HALL, Desk, MemoryStore, completed, summit
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.event import rules
from desktop_app.event.draft import DayPlan, EventDraft, SessionPlan
from desktop_app.journey.state import Work

PATIENCE = 60_000
"""Milliseconds that no wait takes, unless something hangs."""

A_DAY = dt.date(2025, 12, 15)


def congress(count: int) -> EventDraft:
    """Six days, and so many sessions on the first."""
    days = tuple(DayPlan(A_DAY + dt.timedelta(days=n), dt.time(9), dt.time(17)) for n in range(6))
    sessions = tuple(SessionPlan(f"Talk {n + 1}", "", A_DAY, dt.time(9), dt.time(10)) for n in range(count))
    return replace(summit(), days=days, sessions=sessions)


# --- what an event costs


def test_one_event_is_opened_in_the_widgets_of_another(desk: Desk) -> None:
    desk.open(congress(10), details=True)
    made = set(desk.page.findChildren(QWidget))
    desk.open(congress(500), details=True)
    desk.click("sessions_later")
    desk.open(TOWN_HALL, details=True)
    desk.open(congress(20), details=True)
    assert set(desk.page.findChildren(QWidget)) == made


def test_the_page_is_filled_in_one_turn_and_laid_out_in_another(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.journey.resume_unsent(desk.journey.state.hub, Work("event-2", congress(20), details_open=True))  # type: ignore[arg-type]
    desk.page.enter()
    assert desk.page.form.isHidden()
    assert desk.page.form.basics.name.text() == congress(20).name
    assert len(desk.page.form.sessions.cards) == 0
    desk.wait_for_cards()
    assert [card.name.text() for card in desk.page.form.sessions.cards] == [f"Talk {n}" for n in range(1, 11)]


def test_going_on_before_the_page_is_laid_out_shows_what_is_wrong(desk: Desk) -> None:
    desk.open(TOWN_HALL, details=True)
    desk.journey.edit(replace(TOWN_HALL, name=""))
    desk.page.enter()
    desk.page.primary()
    assert desk.see("event_name").hasFocus()
    assert desk.page.form.basics.fields["name"].problem()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[EventDraft]:
    seen: list[EventDraft] = []
    check: Callable[..., object] = rules.problems

    def problems(draft: EventDraft, *, now: dt.datetime) -> object:
        seen.append(draft)
        return check(draft, now=now)

    monkeypatch.setattr(rules, "problems", problems)
    return seen


def test_each_step_checks_the_draft_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch)
    desk.open(congress(500), details=True)
    assert len(seen) == 1
    desk.page.primary()
    assert len(seen) == 2
    desk.page.back()
    assert len(seen) == 3
    desk.page.primary()
    assert len(seen) == 4


def test_going_on_shows_what_is_wrong_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open(congress(10), details=True)
    shown: list[bool] = []
    section = desk.page.form.basics
    monkeypatch.setattr(section, "show_problems", lambda _problems, *, all_of_them: shown.append(all_of_them))
    section.name.clear()
    desk.page.primary()
    assert shown == [True]


# --- rows and cards that are shown again


def test_a_day_that_is_added_again_holds_nothing_of_the_one_before(desk: Desk) -> None:
    desk.open(replace(summit(), sessions=()), details=True)
    desk.see("day_1_date").setText("")
    desk.type("day_2_date", "the day after")
    desk.click("day_2_remove")
    desk.click("add_day")
    assert desk.see("day_2_date").text() == ""
    assert desk.page.form.days.rows[1].line.text() == ""


def test_days_stand_in_their_order_after_one_went(desk: Desk) -> None:
    desk.open(replace(congress(0), days=congress(0).days[:3]), details=True)
    desk.click("day_1_remove", "add_day")
    desk.wait_for_cards()
    tops = [
        desk.see(f"day_{n}_date").mapTo(desk.page, desk.see(f"day_{n}_date").rect().topLeft()).y() for n in (1, 2, 3)
    ]
    assert tops == sorted(tops)
    assert desk.draft.days == congress(0).days[1:4]


# --- a disk that takes its time


class SlowStore(MemoryStore):
    """Stands still in a save while `open` is not set."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Semaphore(0)
        self.open = threading.Event()
        self.open.set()

    def save(self, kind: str, key: str, content: bytes) -> None:
        self.asked.release()
        assert self.open.wait(PATIENCE / 1000)
        super().save(kind, key, content)

    def stand_still(self) -> None:
        """From the next save on."""
        self.open.clear()
        while self.asked.acquire(blocking=False):
            pass


@pytest.fixture
def slow(qtbot: QtBot) -> Iterator[Desk]:
    store = SlowStore()
    with ThreadPoolExecutor(1) as writer:
        desk = Desk(store=store, writer=writer)
        qtbot.addWidget(desk.page)
        yield desk
        store.open.set()


def still(desk: Desk) -> SlowStore:
    store = desk.store
    assert isinstance(store, SlowStore)
    return store


def test_the_page_goes_on_when_what_was_typed_is_on_the_disk(slow: Desk, qtbot: QtBot) -> None:
    done = completed(slow)
    slow.open(TOWN_HALL, details=True)
    still(slow).stand_still()
    slow.type("event_name", "Another name")
    slow.page.primary()
    assert still(slow).asked.acquire(timeout=PATIENCE / 1000)
    assert done == []
    assert slow.page.message.isHidden()
    assert slow.journey.state.draft.name == "Another name"
    still(slow).open.set()
    qtbot.waitUntil(lambda: done == [True], timeout=PATIENCE)
    assert slow.store.draft().name == "Another name"


def test_a_full_disk_is_said_when_it_has_refused(slow: Desk, qtbot: QtBot) -> None:
    done = completed(slow)
    slow.open(TOWN_HALL, details=True)
    still(slow).stand_still()
    slow.store.broken = True
    slow.type("event_name", "Another name")
    slow.page.primary()
    still(slow).open.set()
    qtbot.waitUntil(lambda: not slow.page.message.isHidden(), timeout=PATIENCE)
    assert done == []
    slow.store.broken = False
    slow.page.on_action("retry")
    slow.page.primary()
    qtbot.waitUntil(lambda: done == [True], timeout=PATIENCE)
    assert slow.store.draft().name == "Another name"


def test_whoever_goes_elsewhere_meanwhile_is_not_called_on(slow: Desk, qtbot: QtBot) -> None:
    done = completed(slow)
    slow.open(TOWN_HALL, details=True)
    still(slow).stand_still()
    slow.type("event_name", "Another name")
    slow.page.primary()
    slow.page.leave()
    still(slow).open.set()
    qtbot.waitUntil(lambda: "M" in slow.page.bar().status, timeout=PATIENCE)
    assert slow.store.draft().name == "Another name"
    assert done == []
