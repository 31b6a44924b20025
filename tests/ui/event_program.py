"""The Event page alone: a journey with an event open, kept in memory, and no Zoom behind it."""

import datetime as dt
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from at_once import AtOnce
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from desktop_app.event.draft import DayPlan, EventDraft, EventType, SessionPlan, Shape
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Connection, JourneyState, Mode, Work
from desktop_app.ui.pages.event.page import EventPage
from desktop_app.zoom.models import Hub
from desktop_app.zoom.scopes import OPERATIONS

NOW = dt.datetime(2025, 11, 3, 15, 0, tzinfo=dt.UTC)
ALL_SCOPES = frozenset(scope.granular + ":admin" for scope in OPERATIONS.values())
HUB = Hub(hub_id="hub-1", name="Acme Corp Events Hub")
PATIENCE = 120_000
"""Milliseconds: nothing takes as long, but a busy computer may."""


NEW_YORK = "America/New_York"
TOWN_HALL = EventDraft(
    shape=Shape.ONE,
    needs_expo=False,
    event_type=EventType.SINGLE,
    name="Q4 Town Hall",
    description="The year that was.",
    date=dt.date(2025, 12, 15),
    start=dt.time(14),
    end=dt.time(15, 30),
    time_zone=NEW_YORK,
)


def summit() -> EventDraft:
    return replace(
        TOWN_HALL,
        event_type=EventType.MULTI_SESSION,
        shape=Shape.MANY,
        days=tuple(DayPlan(dt.date(2025, 12, day), dt.time(9), dt.time(17)) for day in (15, 16)),
        sessions=(
            SessionPlan("Keynote", "", dt.date(2025, 12, 15), dt.time(9), dt.time(10), "zoom-1"),
            SessionPlan("Workshop", "", dt.date(2025, 12, 16), dt.time(9), dt.time(10), "zoom-2"),
        ),
    )


class MemoryStore:
    """Durable bytes that are only remembered; `broken` stands for a full disk."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self.saves = 0
        self.broken = False

    def save(self, kind: str, key: str, content: bytes) -> None:
        if self.broken:
            raise OSError(28, "No space left on device")
        self.saves += 1
        self.kept[kind, key] = content

    def load(self, kind: str, key: str) -> bytes | None:
        return self.kept.get((kind, key))

    def list(self, kind: str) -> list[str]:
        return [key for each, key in self.kept if each == kind]

    def delete(self, kind: str, key: str) -> None:
        self.kept.pop((kind, key), None)

    def draft(self) -> EventDraft:
        """What a restart would find."""
        return msgspec.json.decode(next(reversed(self.kept.values())), type=Work).draft


class Desk:
    """The page with what a test asks of it. Controls are found by object name, as a person finds them by label."""

    def __init__(
        self,
        scopes: frozenset[str] = ALL_SCOPES,
        now: dt.datetime = NOW,
        *,
        store: MemoryStore | None = None,
        writer: Executor | None = None,
    ) -> None:
        self.store = store or MemoryStore()
        self.journey = Journey(
            gateway=cast("Any", None),
            store=lambda _mode: self.store,
            new_key=lambda: "event-1",
            writer=writer or AtOnce(),
        )
        connection = Connection(Mode.ACCOUNT, "Acme Corp", "acme", scopes, (HUB,))
        self.journey.move(JourneyState(connection=connection))
        program = SimpleNamespace(journey=self.journey, log_file=Path("foyer.log"))
        self.page = EventPage(cast("Any", program), now=lambda: now)
        for _ in self.page.parts():
            pass

    def open(self, draft: EventDraft | None = None, *, details: bool = False, event_id: str = "") -> None:
        """Open an event and go to the page."""
        work = Work("event-1", draft or EventDraft(), hub_id="hub-1", event_id=event_id, details_open=details)
        self.journey.resume_unsent(HUB, work)
        self.page.enter()
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page, PATIENCE)
        self.wait_for_cards()

    def begin(self, *answers: str, name: str, description: str) -> None:
        """Open a new event, answer the questions, and name it."""
        self.open()
        self.click(*answers)
        self.page.primary()
        self.type("event_name", name)
        self.type("event_description", description)

    def wait_for_cards(self) -> None:
        """Let the page show its face, which it does in a turn of its own."""
        for _ in range(PATIENCE // 5):
            if self.page.types.isVisible() or self.page.form.isVisible():
                return
            QTest.qWait(5)
        raise AssertionError("the page shows nothing")

    @property
    def draft(self) -> EventDraft:
        self.page.flush()
        return self.journey.state.draft

    def see(self, name: str) -> Any:
        found = self.page.findChildren(QWidget, name)
        assert len(found) == 1, f"{len(found)} controls are called {name}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.page.findChildren(QWidget, name))

    def click(self, *names: str) -> None:
        for name in names:
            widget = self.see(name)
            assert isinstance(widget, QAbstractButton)
            assert widget.isEnabled(), f"{name} is off"
            widget.click()

    def type(self, name: str, text: str) -> None:
        widget = self.see(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        QTest.keyClicks(widget, text)
        if isinstance(widget, QLineEdit):
            QTest.keyClick(widget, Qt.Key.Key_Tab)

    def choose(self, name: str, text: str) -> None:
        box = self.see(name)
        assert isinstance(box, QComboBox)
        index = box.findText(text, Qt.MatchFlag.MatchContains)
        assert index >= 0, [box.itemText(i) for i in range(box.count())]
        box.setCurrentIndex(index)


def completed(desk: Desk) -> list[bool]:
    seen: list[bool] = []
    desk.page.completed.connect(lambda: seen.append(True))
    return seen
