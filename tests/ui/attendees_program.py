"""The Attendees page alone: a published event, a real journal on disk, and a Zoom that follows a script."""

import asyncio
import csv
import io
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest
from at_once import AtOnce
from page_program import double_click
from PySide6.QtCore import QLocale, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
    QWidget,
)
from scripted_tickets import ScriptedApi

from desktop_app.attendees.journal import Import, Journal
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Connection, JourneyState, Mode, Work
from desktop_app.storage.notes import Note
from desktop_app.ui import theme
from desktop_app.ui.pages.attendees.page import AttendeesPage
from desktop_app.zoom.models import Event, Hub
from desktop_app.zoom.requests import MOST_TICKETS
from desktop_app.zoom.scopes import OPERATIONS

if TYPE_CHECKING:
    from desktop_app.ui.program import Program

ALL_SCOPES = frozenset(scope.granular + ":admin" for scope in OPERATIONS.values())
HUB = Hub(hub_id="hub-1", name="Acme Corp Events Hub")
PATIENCE = 120.0
"""Seconds: nothing takes as long, but a busy computer may."""

FAULTY = (
    ("Email", "First name", "Last name"),
    ("a@acme,example.com", "Ann", "One"),
    ("b@acme.example.com", "Bo", "Two"),
    ("c@acme,example.com", "Cy", "Three"),
    ("d.acme.example.com", "Di", "Four"),
)
"""A list of which one row is ready, two need a point for a comma, and one needs an @."""


def without(operation: str) -> frozenset[str]:
    return ALL_SCOPES - {OPERATIONS[operation].granular + ":admin"}


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


def hold(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> tuple[threading.Event, threading.Event]:
    """Hold what a thread calls. Returns what says that it has begun, and what lets it go on."""
    began, go_on = threading.Event(), threading.Event()
    original = getattr(where, name)

    def held(*args: Any) -> Any:
        began.set()
        go_on.wait(60)
        return original(*args)

    monkeypatch.setattr(where, name, held)
    return began, go_on


class Desk:
    """The page with what a test asks of it. Controls are found by object name, as a person finds them by label."""

    def __init__(
        self,
        folder: Path,
        *,
        scopes: frozenset[str] = ALL_SCOPES,
        mode: Mode = Mode.ACCOUNT,
        file: Path | None = None,
        api: ScriptedApi | None = None,
        columns: Note | None = None,
        go_on: str = "",
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
        QLocale.setDefault(QLocale("en_US"))
        self.folder = folder
        self.api = api or ScriptedApi()
        self.journals = {each: Journal(folder / each.value / "imports.sqlite3") for each in Mode}
        self.journey = Journey(
            gateway=cast("Any", None), store=cast("Any", None), new_key=lambda: "event-1", writer=AtOnce()
        )
        self.journey._api = cast("Any", self.api)
        self.open_event("e1", scopes=scopes, mode=mode)
        self.went: list[int] = []
        program = SimpleNamespace(
            journey=self.journey,
            journal=self.journals.__getitem__,
            list_to_open=file,
            open_url=lambda _url: True,
            import_to_continue=go_on,
            columns=columns,
        )
        self.told: list[tuple[str, str]] = []
        # a second press is a second press here, however soon it comes
        self._double_click = app.doubleClickInterval()
        app.setDoubleClickInterval(0)
        self.page = AttendeesPage(
            cast("Program", program),
            pause=no_pause,
            notify=lambda _page, title, text: self.told.append((title, text)),
        )
        for _ in self.page.parts():
            pass
        self.page.go.connect(self.went.append)
        self.page.resize(888, 688)

    def open_event(self, event_id: str, *, scopes: frozenset[str] = ALL_SCOPES, mode: Mode = Mode.ACCOUNT,
                   status: str = "PUBLISHED") -> None:  # fmt: skip
        draft = EventDraft(event_type=EventType.SINGLE, name="Q4 Town Hall")
        work = Work(event_id, draft, hub_id="hub-1", event_id=event_id, details_open=True)
        self.journey.move(
            JourneyState(
                connection=Connection(mode, "Acme Corp", "acme", scopes, (HUB,)),
                hub=HUB,
                work=work,
                stored=Event(event_id=event_id, name="Q4 Town Hall", status=status),
            )
        )

    async def enter(self) -> None:
        self.page.show()
        self.page.activateWindow()
        await self.until(self.page.isActiveWindow)
        self.page.enter()
        await self.rest()

    async def close(self) -> None:
        QApplication.setDoubleClickInterval(self._double_click)
        await self.page.tasks.close()
        for journal in self.journals.values():
            await journal.close()
        self.page.close()
        self.page.deleteLater()

    # --- lists

    def write(self, rows: Sequence[Sequence[str]], name: str = "guests.csv") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path = self.folder / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    def people(self, count: int, name: str = "guests.csv") -> Path:
        rows = [("Email", "First name", "Last name")]
        rows += [(f"p{n}@acme.example.com", f"First{n}", f"Last{n}") for n in range(1, count + 1)]
        return self.write(rows, name)

    async def open(self, path: Path, *, emails: bool | None = True) -> None:
        """Open a list and, where it could be read, choose whether Zoom emails its people; None chooses nothing."""
        self.page.open_list(path)
        await self.rest()
        if emails is not None and self.page.check.isVisible():
            self.click("send_now" if emails else "register_quietly")

    async def register(self, count: int) -> None:
        """Import a list of so many people, to its end."""
        await self.enter()
        await self.open(self.people(count))
        self.press()
        await self.rest()

    async def begin_to_register(self, count: int) -> None:
        """Import a list, and be there when all groups that may be under way wait for Zoom, until the gate is opened."""
        self.api.gate = asyncio.Event()
        await self.enter()
        await self.open(self.people(count))
        self.press()
        await self.until(lambda: self.api.calls == min(self.api.worth_at_once, -(-count // MOST_TICKETS)))

    async def stop_half_way(self, count: int = 300) -> Import:
        """Begin to import a list, and stop after the groups that are under way: some are registered, some not sent."""
        await self.begin_to_register(count)
        self.page.secondary()
        assert self.api.gate is not None
        self.api.gate.set()
        await self.rest()
        assert self.page.results.to_send
        return self.made

    @property
    def journal(self) -> Journal:
        """That of the account."""
        return self.journals[Mode.ACCOUNT]

    @property
    def made(self) -> Import:
        """The import whose results are shown."""
        made = self.page.results.made
        assert made is not None
        return made

    # --- looking and doing

    def see(self, name: str) -> Any:
        found = self.page.findChildren(QWidget, name)
        assert len(found) == 1, f"{len(found)} controls are called {name}"
        return found[0]

    def click(self, name: str) -> None:
        widget = self.see(name)
        assert isinstance(widget, QAbstractButton)
        assert widget.isVisible(), f"{name} is hidden"
        assert widget.isEnabled(), f"{name} is off"
        widget.click()

    def choose(self, name: str, text: str) -> None:
        box = self.see(name)
        assert isinstance(box, QComboBox)
        index = box.findText(text, Qt.MatchFlag.MatchContains)
        assert index >= 0, [box.itemText(at) for at in range(box.count())]
        box.setCurrentIndex(index)

    def text(self, name: str) -> str:
        widget = self.see(name)
        assert isinstance(widget, QLabel | QAbstractButton)
        return widget.text()

    def label(self) -> str:
        return self.page.bar().primary

    def buttons(self) -> list[str]:
        return [button.text() for button in self.page.findChildren(QPushButton) if button.isVisible()]

    def said(self) -> str:
        return self.page.message.text() if self.page.message.isVisible() else ""

    def press(self) -> None:
        bar = self.page.bar()
        assert bar.enabled, bar.reason
        assert not bar.busy
        self.page.primary()

    def answer(self, question: str, button: str) -> str:
        """Press a button of a question, and return what was asked."""
        (box,) = [each for each in self.page.findChildren(QMessageBox, f"{question}_question") if each.isVisible()]
        said = f"{box.text()} {box.informativeText()}"
        found = box.findChild(QPushButton, f"{question}_{button}")
        assert isinstance(found, QPushButton)
        found.click()
        return said

    def table(self, name: str = "attendee_table") -> QTableView:
        view = self.see(name)
        assert isinstance(view, QTableView)
        return view

    def cells(self, name: str = "attendee_table") -> list[tuple[str, ...]]:
        """The rows of a table: number, email, first and last name, result."""
        model = self.table(name).model()
        return [
            tuple(str(model.index(row, column).data() or "") for column in (0, 2, 3, 4, 5))
            for row in range(model.rowCount())
        ]

    def type_cell(self, row: int, column: int, text: str, name: str = "attendee_table") -> None:
        """Double-click a cell, type over it, press Enter."""
        view = self.table(name)
        index: QModelIndex = view.model().index(row, column)
        view.scrollTo(index)
        at: QPoint = view.visualRect(index).center()
        double_click(view.viewport(), at)
        editor = self.see("cell_editor")
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    async def correct(self, row: int, column: int, text: str) -> None:
        """Type over a cell of the list that is checked, and see its editor go."""
        self.type_cell(row, column, text)
        await self.until(lambda: not self.table().findChildren(QWidget, "cell_editor"))

    def leave_out(self, place: int) -> None:
        """Leave out the row at this place of the list that is checked."""
        self.table().selectRow(place)
        self.page.check.grid.leave_wanted.emit()

    async def until(self, reached: Callable[[], object]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not reached():
                    await asyncio.sleep(0.005)
        except TimeoutError:
            raise AssertionError(f"waited in vain; the page says {self.said()!r}, {self.page.bar()}") from None

    async def rest(self) -> None:
        await self.until(lambda: not self.page.tasks.running())
        await asyncio.sleep(0)

    async def see_rows(self, name: str = "results_table") -> list[tuple[str, ...]]:
        """The rows of the results, once the journal has given them."""
        self.cells(name)
        await self.rest()
        return self.cells(name)


Windows: TypeAlias = Callable[[], Awaitable[Desk]]
"""Closes the page that is open, and opens it once more."""
