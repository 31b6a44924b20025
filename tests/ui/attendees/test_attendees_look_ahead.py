"""Zoom is asked who is in while a hand is on its way to the button that starts an import."""

import asyncio
from collections.abc import Iterator

import pytest
from attendees_program import Desk, without
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication
from scripted_tickets import ScriptedApi

from desktop_app.attendees.sending import look_ahead, who_is_in
from desktop_app.ui.widgets.action_bar import ActionBar
from desktop_app.ui.window import MainWindow
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def lists_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that Zoom gave is of use for as long as a busy computer takes."""
    for module in (look_ahead, who_is_in):
        monkeypatch.setattr(module, "HOLDS", 3600.0)


class Listing(ScriptedApi):
    """Notes for which events it was asked who is in; while `closed`, it doesn't answer."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def tickets(
        self, event_id: str, *, external_ticket_id: str | None = None, email: str | None = None
    ) -> list[Ticket]:
        if external_ticket_id is None and email is None:
            self.listed.append(event_id)
            await self.open.wait()
        return await super().tickets(event_id, external_ticket_id=external_ticket_id, email=email)


@pytest.fixture
def api(desk: Desk) -> Listing:
    api = desk.api = desk.journey._api = Listing()  # type: ignore[assignment]
    return api


@pytest.fixture
def bar(desk: Desk, api: Listing) -> Iterator[ActionBar]:
    """The bar below the page, as the window puts it there."""
    bar = ActionBar()

    def show() -> None:
        said = desk.page.bar()
        bar.set_primary(said.primary, enabled=said.enabled and not said.busy, busy=said.busy)

    desk.page.changed.connect(show)
    bar.approached.connect(desk.page.get_ready)
    bar.primary_button.clicked.connect(desk.page.primary)
    bar.show()
    yield bar
    desk.page.changed.disconnect(show)
    bar.close()


def focus_in(bar: ActionBar, reason: Qt.FocusReason) -> None:
    QApplication.sendEvent(bar.primary_button, QFocusEvent(QEvent.Type.FocusIn, reason))


def hover(bar: ActionBar) -> None:
    at = QPointF(5, 5)
    QApplication.sendEvent(bar.primary_button, QEnterEvent(at, at, at))


async def test_hovering_asks_once_and_the_press_sends_without_asking_again(
    desk: Desk, api: Listing, bar: ActionBar
) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    api.listed.clear()
    hover(bar)
    await desk.rest()
    assert api.listed == ["e1"]
    hover(bar)
    await desk.rest()
    bar.primary_button.click()
    await desk.rest()
    assert len(api.sent) == 2
    assert api.listed == ["e1"]


async def test_the_focus_asks_too_and_what_is_under_way_is_waited_for(desk: Desk, api: Listing, bar: ActionBar) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    api.listed.clear()
    api.open.clear()
    focus_in(bar, Qt.FocusReason.TabFocusReason)
    await desk.until(lambda: api.listed)
    bar.primary_button.click()
    await desk.until(desk.page.importing.isVisible)
    assert not api.sent
    api.open.set()
    await desk.rest()
    assert len(api.sent) == 2
    assert api.listed == ["e1"]


async def test_that_the_window_is_in_front_again_asks_nothing(desk: Desk, api: Listing, bar: ActionBar) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    api.listed.clear()
    focus_in(bar, Qt.FocusReason.ActiveWindowFocusReason)
    assert not desk.page.tasks.running("look ahead")
    await desk.rest()
    assert not api.listed


async def test_who_registered_meanwhile_is_not_invited_again(desk: Desk, api: Listing, bar: ActionBar) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    api.known.append(Ticket(ticket_id="theirs", email="p1@acme.example.com"))
    hover(bar)
    await desk.rest()
    bar.primary_button.click()
    await desk.rest()
    assert [request.email for request in api.sent] == ["p2@acme.example.com"]


async def test_nothing_is_asked_where_nothing_is_about_to_start(desk: Desk, api: Listing, bar: ActionBar) -> None:
    desk.open_event("e1", status="DRAFT")
    await desk.enter()
    await desk.open(desk.people(2))
    assert bar.primary_button.accessibleName().startswith("Prepare")
    hover(bar)
    await desk.rest()
    assert api.listed == []
    # nor where Zoom doesn't tell
    desk.open_event("e2", scopes=without("getTickets"))
    desk.page.enter()
    await desk.open(desk.people(2))
    assert bar.primary_button.isEnabled()
    hover(bar)
    await desk.rest()
    assert api.listed == []
    # nor before a list is checked, or where there is nobody in it
    desk.open_event("e3")
    desk.page.enter()
    await desk.rest()
    hover(bar)
    await desk.open(desk.write([("Name", "Team"), ("Ann", "Blue")]), emails=None)
    assert bar.primary_button.accessibleName() == "Choose another file"
    api.listed.clear()
    hover(bar)
    await desk.rest()
    assert api.listed == []


async def test_who_goes_elsewhere_waits_for_no_answer(desk: Desk, api: Listing, bar: ActionBar) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    api.listed.clear()
    api.open.clear()
    hover(bar)
    await desk.until(lambda: api.listed)
    desk.page.leave()
    assert not desk.page.tasks.running()
    api.open.set()
    desk.open_event("e2")
    desk.page.enter()
    await desk.open(desk.people(2))
    api.listed.clear()
    hover(bar)
    await desk.rest()
    assert api.listed == ["e2"], "another event has others in it"
    bar.primary_button.click()
    await desk.rest()
    assert len(api.sent) == 2
    assert api.listed == ["e2"]


async def test_what_was_asked_before_an_undo_says_nothing_after_it(desk: Desk, api: Listing, bar: ActionBar) -> None:
    unfinished = await desk.stop_half_way()
    waiting = next(entry.email for entry in await desk.journal.rows(unfinished.id) if entry.fate == "waiting")
    desk.page.back()
    await desk.open(desk.write([("Email",), (waiting,)]))
    desk.press()
    await desk.rest()
    one = desk.made
    desk.page.earlier.open(unfinished.id, go_on=False)
    await desk.rest()
    api.listed.clear()
    hover(bar)
    await desk.rest()
    assert api.listed == ["e1"]
    desk.page.earlier.open(one.id, go_on=False)
    await desk.rest()
    desk.page.results.ask_undo()
    desk.answer("undo", "confirm")
    await desk.rest()
    assert waiting not in [ticket.email for ticket in api.known]
    desk.page.earlier.open(unfinished.id, go_on=True)
    await desk.rest()
    assert waiting in [ticket.email for ticket in api.known], "the list of before the undo has them"


async def test_the_window_tells_its_page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(window.wizard.current, "get_ready", lambda: told.append(True))
    button = window.action_bar.primary_button
    button.setEnabled(False)
    hover(window.action_bar)
    assert told == [], "what is off can't be pressed soon"
    button.setEnabled(True)
    hover(window.action_bar)
    assert told == [True]
