"""Deleting drafts on the Hub page: each that was confirmed, with its lists, and what is said of failures."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hub_program import HubDesk, event_id, question, rows
from page_program import DAY, SECRET, Desk, until
from PySide6.QtWidgets import QPushButton
from scenarios import town_hall

from desktop_app.attendees.journal import Journal, JournalFailed, WhyFailed
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.hub.page import HubPage
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event

pytestmark = pytest.mark.asyncio

BOARD = "Customer advisory board"


async def at_zoom(desk: HubDesk, name: str) -> str:
    """A draft that was made here."""
    desk.journey.start_event(desk.hub)
    desk.journey.edit(replace(town_hall(DAY), name=name))
    desk.journey.open_details()
    assert (await desk.journey.put_draft()).matches
    return desk.journey.state.event_id


def delete(desk: HubDesk, event: str) -> None:
    desk.click(f"delete_{event}")
    button = question(desk).findChild(QPushButton, "delete_confirm")
    assert button is not None
    button.click()


async def to_another_account(desk: HubDesk) -> None:
    await desk.journey.connect(
        Mode.ACCOUNT, profile_name="Beta", account_id="beta", client_id="beta-client", client_secret=SECRET
    )


def left(desk: HubDesk) -> set[str]:
    return {str(event["event_id"]) for event in desk.zoom.world.events()}


async def test_two_drafts_that_are_deleted_one_after_the_other_are_both_gone(
    desk: HubDesk, zoom: PracticeService
) -> None:
    events = {await at_zoom(desk, name) for name in ("one", "two")}
    await desk.enter()
    zoom.latency_ms = 50
    for event in events:
        delete(desk, event)
    await desk.rest()
    assert not events & left(desk)
    assert desk.said() == ""


async def test_with_what_is_being_deleted_nothing_else_can_be_done(desk: HubDesk, zoom: PracticeService) -> None:
    gone = event_id(desk, BOARD)
    zoom.faults.add("deleteEvent", "slow", seconds=600)
    delete(desk, gone)
    assert not desk.see(f"open_{gone}").isEnabled()
    assert desk.page.bar().status == "Asking Zoom…"
    desk.page.hubs.setCurrentRow(1)
    desk.page.hubs.setCurrentRow(0)
    await until(lambda: BOARD in rows(desk), "for the list")
    assert not desk.see(f"open_{gone}").isEnabled(), "nor in a list that came meanwhile"
    assert desk.see(f"open_{event_id(desk, 'Certification day')}").isEnabled()
    await desk.page.tasks.close()
    await desk.enter()
    assert desk.see(f"open_{gone}").isEnabled(), "what was ended is no longer going"


async def test_where_the_record_does_not_answer_the_draft_is_gone_and_its_lists_are_told(
    desk: HubDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = event_id(desk, BOARD)

    async def locked(*_: object) -> list[object]:
        raise JournalFailed(WhyFailed.FAILED)

    monkeypatch.setattr(Journal, "imports", locked)
    delete(desk, gone)
    await desk.rest()
    assert gone not in left(desk)
    assert BOARD not in rows(desk)
    assert "The draft is deleted, but perhaps not the lists prepared for it" in desk.said()


async def test_a_draft_that_zoom_keeps_keeps_its_lists_and_is_tried_again(desk: HubDesk, zoom: PracticeService) -> None:
    kept = event_id(desk, BOARD)
    desk.click(f"open_{kept}")
    await desk.rest()
    await desk.prepare(3)
    await desk.enter()
    zoom.faults.add("deleteEvent", "error", status=403, code=9, message="No.")
    delete(desk, kept)
    await desk.rest()
    assert "Zoom didn’t delete the draft." in desk.said()
    assert desk.see(f"open_{kept}").isEnabled()
    assert len(await desk.journals[Mode.ACCOUNT].imports(kept, "acme")) == 1
    await desk.act("retry")
    assert kept not in left(desk)
    assert desk.said() == ""
    assert await desk.journals[Mode.ACCOUNT].imports(kept, "acme") == []


async def test_a_draft_that_is_gone_already_is_deleted(desk: HubDesk) -> None:
    gone = event_id(desk, BOARD)
    await desk.journey.api.delete_event(gone)
    delete(desk, gone)
    await desk.rest()
    assert desk.said() == ""
    assert BOARD not in rows(desk)


async def test_a_failure_that_came_while_the_page_was_left_is_said(desk: HubDesk, zoom: PracticeService) -> None:
    zoom.latency_ms = 50
    zoom.faults.add("deleteEvent", "error", status=403, code=9, message="No.")
    delete(desk, event_id(desk, BOARD))
    desk.page.leave()
    desk.page.hide()
    await desk.rest()
    await desk.enter()
    assert "Zoom didn’t delete the draft." in desk.said()


@pytest.mark.parametrize("fault", ["slow", "error"])
async def test_under_another_account_nothing_is_said_of_what_was_asked_under_the_one_before(
    desk: HubDesk, zoom: PracticeService, fault: str
) -> None:
    zoom.faults.add("deleteEvent", fault, seconds=600, status=403, code=9, message="No.")
    delete(desk, event_id(desk, BOARD))
    await until(lambda: "deleteEvent" in {record.operation for record in zoom.requests}, "for the request")
    desk.page.leave()
    desk.page.hide()
    if fault == "error":
        await desk.rest()
    await to_another_account(desk)
    await desk.enter()
    assert desk.said() == ""


async def test_what_fails_late_is_of_the_account_that_was_asked(desk: HubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = asyncio.Event()

    async def after_a_wait(_event: Event) -> None:
        await answers.wait()
        raise ZoomError(Reason.NO_NETWORK, "deleteEvent")

    monkeypatch.setattr(desk.journey, "delete_draft", after_a_wait)
    delete(desk, event_id(desk, BOARD))
    desk.page.leave()
    await to_another_account(desk)
    desk.page.enter()
    answers.set()
    await desk.rest()
    assert desk.said() == ""


async def test_a_question_about_one_event_is_not_overtaken_by_another(desk: HubDesk, zoom: PracticeService) -> None:
    zoom.latency_ms = 50
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    desk.click(f"delete_{event_id(desk, BOARD)}")
    await desk.rest()
    assert desk.went == []
    question(desk).close()


async def test_of_a_draft_that_zoom_does_not_show_what_is_here_is_deleted(
    tmp_path: Path, zoom: PracticeService
) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "list_events" not in scope]
    desk = Desk(HubPage, tmp_path, zoom)
    await desk.connect()
    await desk.journey.api.delete_event(await at_zoom(desk, "Half done"))
    work = desk.journey.state.work
    assert work is not None
    await desk.enter()
    delete = desk.see(f"delete_{work.key}")
    delete.click()
    said = question(desk).informativeText()
    assert "Nothing changes at Zoom" in said
    assert "Zoom has not seen it" not in said
    button = question(desk).findChild(QPushButton, "delete_confirm")
    assert button is not None
    button.click()
    await desk.rest()
    assert rows(desk) == {}
    await desk.close()
