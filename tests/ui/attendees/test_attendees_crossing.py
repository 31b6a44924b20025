"""Two things that were asked for and meet: an undo and a list that comes in, an import and the event that is open."""

import asyncio
from typing import Any

import pytest
from attendees_program import Desk

from desktop_app.attendees.journal import Import, ImportStanding, Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.ui.pages.attendees import list_loading
from desktop_app.ui.pages.attendees.list_loading import Loaded

pytestmark = pytest.mark.asyncio


async def import_into(desk: Desk, event_id: str, *, account_key: str = "acme") -> Import:
    return await desk.journal.begin(
        account_key=account_key,
        event_id=event_id,
        event_name="Another event",
        source="other.csv",
        ticket_type_id="",
        ticket_type_name="",
        send_notification=True,
        rows=[NewRow(Person(2, "other@acme.example.com", "Ann", "One"))],
    )


def hold_reading(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let no list come in until the event that is returned is set."""
    go_on = asyncio.Event()
    original = list_loading.load

    async def load(*given: Any) -> Loaded:
        await go_on.wait()
        return await original(*given)

    monkeypatch.setattr(list_loading, "load", load)
    return go_on


def hold_deleting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Hold what deletes tickets. Returns what says that it has begun, and what lets it go on."""
    began, go_on = asyncio.Event(), asyncio.Event()
    original = desk.api.delete_ticket

    async def delete_ticket(event_id: str, ticket_id: str) -> None:
        began.set()
        await go_on.wait()
        await original(event_id, ticket_id)

    monkeypatch.setattr(desk.api, "delete_ticket", delete_ticket)
    return began, go_on


def hold_imports(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Hold the first question for an event's imports. Returns what says that it was asked, and what lets it go on."""
    asked, go_on = asyncio.Event(), asyncio.Event()
    original = Journal.imports

    async def imports(journal: Journal, event_id: str, account_key: str) -> list[ImportStanding]:
        if not asked.is_set():
            asked.set()
            await go_on.wait()
        return await original(journal, event_id, account_key)

    monkeypatch.setattr(Journal, "imports", imports)
    return asked, go_on


@pytest.mark.parametrize("where", [{"event_id": "e2"}, {"event_id": "e1", "account_key": "others"}])
async def test_an_import_of_another_event_or_account_is_not_run_here(desk: Desk, where: dict[str, str]) -> None:
    foreign = await import_into(desk, **where)
    desk.page.program.import_to_continue = foreign.id
    await desk.enter()
    assert desk.page.drop.isVisible()
    assert not desk.api.sent
    assert desk.page.bar().reason == "No file yet"


async def test_a_continue_that_was_not_followed_is_forgotten_when_the_page_is_left(desk: Desk) -> None:
    mine = await import_into(desk, "e1")
    await desk.enter()
    desk.page.program.import_to_continue = mine.id
    desk.page.leave()
    desk.page.enter()
    await desk.rest()
    assert not desk.api.sent


async def test_who_leaves_the_page_starts_no_import_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = await import_into(desk, "e1")
    await desk.enter()
    asked, go_on = hold_imports(monkeypatch)
    desk.click(f"continue_import_{mine.id}")
    await asked.wait()
    desk.page.leave()
    go_on.set()
    await desk.rest()
    assert not desk.api.sent


async def test_of_two_imports_that_are_asked_for_the_later_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await import_into(desk, "e1"), await import_into(desk, "e1")
    await desk.enter()
    asked, go_on = hold_imports(monkeypatch)
    desk.click(f"see_import_{first.id}")
    await asked.wait()
    desk.click(f"see_import_{second.id}")
    await desk.until(desk.page.finished.isVisible)
    go_on.set()
    await desk.rest()
    assert desk.made.id == second.id


async def test_a_list_that_is_being_read_does_not_hide_an_undo(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.register(2)
    go_on = hold_reading(monkeypatch)
    desk.page.open_list(desk.people(5, "more.csv"))
    deleting, goes = hold_deleting(desk, monkeypatch)
    desk.page.results.ask_undo()
    desk.answer("undo", "confirm")
    await deleting.wait()
    go_on.set()
    await desk.until(lambda: not desk.page.tasks.running("read") and not desk.page.tasks.running("zoom"))
    assert desk.page.finished.isVisible()
    goes.set()
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"
    assert desk.api.known == []


async def test_an_undo_is_seen_though_a_list_came_in_before_it_was_confirmed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.register(2)
    go_on = hold_reading(monkeypatch)
    desk.page.open_list(desk.people(5, "more.csv"))
    desk.page.results.ask_undo()
    go_on.set()
    await desk.rest()
    assert desk.page.check.isVisible()
    deleting, goes = hold_deleting(desk, monkeypatch)
    desk.answer("undo", "confirm")
    await deleting.wait()
    assert desk.page.finished.isVisible()
    assert desk.page.bar().secondary == "Stop"
    goes.set()
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"
    # the list is still there, and whoever was taken out is ready again
    desk.page.back()
    assert desk.page.bar().status == "more.csv"
    desk.press()
    await desk.rest()
    desk.click("register_quietly")
    desk.press()
    await desk.rest()
    assert desk.page.header.title() == "Import finished"
    assert len(desk.api.known) == 5


async def test_nothing_else_begins_while_an_undo_runs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.register(2)
    other = await import_into(desk, "e1")
    deleting, goes = hold_deleting(desk, monkeypatch)
    desk.page.results.ask_undo()
    desk.answer("undo", "confirm")
    await deleting.wait()
    desk.page.continue_import(other.id)
    desk.page.imports.go_on(other)
    desk.page.ahead.ask()
    path = desk.page.program.list_to_open = desk.people(3, "more.csv")
    desk.page.enter()
    await desk.until(lambda: not desk.page.tasks.running("imports"))
    assert not desk.page.imports.running
    assert len(desk.api.sent) == 2
    assert desk.page.bar().secondary == "Stop"
    assert desk.journey.state.import_running
    goes.set()
    await desk.rest()
    # the file that was named waits for its turn
    assert desk.page.program.list_to_open == path
    desk.page.enter()
    await desk.rest()
    assert desk.page.check.isVisible()
