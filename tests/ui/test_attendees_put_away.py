"""Imports that don't go on: put away by a person, canceled with their event, wiped, or ended in another window."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from attendees_program import Desk
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop_app.attendees.importer import Progress
from desktop_app.attendees.journal import Fate, Import, Journal, JournalFailed, Undo, WhyFailed
from desktop_app.attendees.records import UNSETTLED
from desktop_app.attendees.row_filters import NEVER_SENT
from desktop_app.attendees.sending.undo import UndoProgress
from desktop_app.journey.state import Mode
from desktop_app.ui.pages.attendees import bars, results_file
from desktop_app.ui.pages.attendees.results_control import LastRun
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.close()


def journal(desk: Desk) -> Journal:
    return desk.journals[Mode.ACCOUNT]


def shown(desk: Desk) -> Import:
    made = desk.page.results.made
    assert made is not None
    return made


def buttons(desk: Desk) -> list[str]:
    return [button.text() for button in desk.page.findChildren(QPushButton) if button.isVisible()]


def answer(desk: Desk, name: str, button: str) -> str:
    """Press a button of a question, and return what was asked."""
    (box,) = [each for each in desk.page.findChildren(QMessageBox, f"{name}_question") if each.isVisible()]
    said = f"{box.text()} {box.informativeText()}"
    found = box.findChild(QPushButton, f"{name}_{button}")
    assert isinstance(found, QPushButton)
    found.click()
    return said


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


async def stop_half_way(desk: Desk, count: int = 300) -> None:
    await desk.begin_to_register(count)
    desk.page.secondary()
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()
    assert desk.page.results.to_send


# --- what isn't to be sent


async def test_the_rest_of_an_import_is_not_sent_after_a_question(desk: Desk) -> None:
    await stop_half_way(desk)
    left, made = desk.page.results.to_send, shown(desk)
    assert desk.text("discard_import") == "Don’t send the rest"
    desk.click("discard_import")
    said = answer(desk, "discard", "keep")
    assert f"{left} people aren’t sent yet, and won’t be" in said
    await desk.rest()
    assert [each.id for each in await journal(desk).unfinished()] == [made.id]
    desk.click("discard_import")
    answer(desk, "discard", "confirm")
    await desk.rest()
    assert await journal(desk).unfinished() == []
    assert desk.page.header.title() == "Import finished"
    assert f"{left} people were never sent" in desk.page.header.subtitle()
    assert (desk.label(), desk.page.bar().enabled) == ("Finish", True)
    assert "Don’t send the rest" not in buttons(desk)
    assert "Undo this import" in buttons(desk), "who is in can still be taken out"
    desk.click("filter_results_never_sent")
    assert {row[-1] for row in await desk.see_rows()} == {"Never sent"}
    assert desk.see("filter_results_never_sent").accessibleName() == f"Never sent {left}"


async def test_every_row_of_an_import_that_was_taken_back_half_way_has_its_own_fate(desk: Desk, tmp_path: Path) -> None:
    await stop_half_way(desk)
    left, made = desk.page.results.to_send, shown(desk)
    desk.page.results.undo.start(made)
    await desk.rest()
    gone = 300 - left
    assert desk.page.header.title() == "Import taken back"
    assert f"{gone} people were taken out" in desk.page.header.subtitle()
    assert f"{left} people were never sent" in desk.page.header.subtitle()
    assert desk.text("result_added_note") == f"{gone} taken back"
    path = tmp_path / "results.csv"
    await results_file.save(journal(desk), made.id, path)
    text = path.read_text(encoding="utf-8-sig")
    assert (text.count(",Taken back,"), text.count(",Never sent,")) == (gone, left)
    await results_file.save(journal(desk), made.id, path, NEVER_SENT)
    assert path.read_text(encoding="utf-8-sig").count("\n") == left + 1


async def test_taken_back_is_taken_back_whoever_had_failed(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(4)
    desk.page.results.undo.start(shown(desk))
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"


async def test_who_was_given_up_in_doubt_is_said_to_be(desk: Desk) -> None:
    await stop_half_way(desk)
    made = shown(desk)
    rows = await journal(desk).rows(made.id, fates=[Fate.WAITING], limit=2)
    await journal(desk).mark_sending(made.id, rows)
    desk.page.results.look_again()
    await desk.rest()
    desk.click("discard_import")
    said = answer(desk, "discard", "confirm")
    assert "For 2 people it isn’t known whether they are registered" in said
    await desk.rest()
    assert [row[-1] for row in await desk.see_rows()] == [
        "Given up before it was known: look for this person on Zoom’s website"
    ] * 2


async def test_an_import_into_a_canceled_event_says_so_and_is_put_away(desk: Desk) -> None:
    await stop_half_way(desk)
    made = shown(desk)
    desk.open_event("e1", status="CANCELLED")
    sent = len(desk.api.sent)
    desk.page.continue_import(made.id)
    await desk.rest()
    assert len(desk.api.sent) == sent
    assert "The event was canceled" in desk.said()
    assert "registers nobody for this event any more" in desk.said()
    bar = desk.page.bar()
    assert (bar.enabled, bar.reason) == (False, "The event was canceled")
    desk.page.on_action("give_up")
    answer(desk, "discard", "confirm")
    await desk.rest()
    assert await journal(desk).unfinished() == []
    assert desk.label() == "Finish"
    assert desk.said() == ""
    assert desk.page.header.isAncestorOf(desk.page.window().focusWidget()), "the button that had it is gone"


@pytest.mark.parametrize("reason", [Reason.EVENT_OVER, Reason.EVENT_NOT_FOUND, Reason.NOT_PUBLISHED])
async def test_what_may_last_for_good_comes_with_a_way_out(desk: Desk, reason: Reason) -> None:
    desk.api.refusals = [None, ZoomError(reason, "createTickets", status=400)]
    await desk.register(100)
    message = [button.text() for button in desk.page.message.findChildren(QPushButton) if button.isVisible()]
    assert "Don’t send the rest" in message


async def test_what_is_left_of_an_undo_can_be_let_be(desk: Desk) -> None:
    await desk.register(5)
    made = shown(desk)
    await journal(desk).set_undo(made.id, Undo.ASKED)
    desk.page.results.look_again()
    await desk.rest()
    assert desk.label() == "Continue undoing"
    desk.click("discard_import")
    assert "5 people whom this import registered stay" in answer(desk, "discard", "confirm")
    await desk.rest()
    assert await journal(desk).unfinished() == []
    assert desk.label() == "Finish"
    assert desk.text("result_added") == "5"


# --- limits


async def test_an_undo_that_a_limit_ends_says_so_and_until_when(desk: Desk) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    await desk.register(5)
    desk.api.keeping = {"t3": ZoomError(Reason.RATE_DAILY, "deleteTicket", status=429, retry_at=until)}
    desk.page.results.undo.start(shown(desk))
    await desk.rest()
    assert "limit at Zoom is used up" in desk.said()
    assert "Try again" not in buttons(desk)
    bar = desk.page.bar()
    assert (bar.primary, bar.enabled) == ("Continue undoing", False)
    assert bar.reason.startswith("Zoom listens again at")
    assert desk.page.header.title() == "Import taken back in part"
    assert "are still in" in desk.page.header.subtitle()


async def test_an_undo_that_broke_says_why_and_goes_on(desk: Desk) -> None:
    await desk.register(5)
    desk.api.keeping = {"t3": ZoomError(Reason.NO_NETWORK, "deleteTicket")}
    desk.page.results.undo.start(shown(desk))
    await desk.rest()
    assert "Zoom can’t be reached" in desk.said()
    desk.api.keeping = {}
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"
    assert not desk.api.known


async def test_an_undo_says_that_it_waits(desk: Desk) -> None:
    undo = desk.page.results.undo
    told: list[str] = []
    undo.changed.connect(lambda: told.append(undo.progress()))
    undo._note(UndoProgress(total=500, done=1, refused=0))
    undo._note(UndoProgress(total=500, done=1, refused=0, waiting_seconds=19.2))
    undo._note(UndoProgress(total=500, done=2, refused=0))
    assert told == ["1 of 500 tickets deleted", "Waiting for Zoom, up to 20 s", "2 of 500 tickets deleted"]


async def test_the_button_is_on_again_when_zoom_listens(desk: Desk) -> None:
    await stop_half_way(desk)
    results = desk.page.results
    last = LastRun(waits_until=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    results.show(shown(desk), results.counts, last)
    assert not desk.page.bar().enabled
    (timer,) = results.findChildren(QTimer)
    assert timer.isActive()
    assert 0 < timer.interval() <= 3_600_000
    # an hour goes by
    results.last = LastRun(waits_until=dt.datetime.now(dt.UTC))
    told: list[bool] = []
    desk.page.changed.connect(lambda: told.append(desk.page.bar().enabled))
    timer.timeout.emit()
    assert told
    assert all(told)
    assert not timer.isActive()


# --- wiped, and ended elsewhere


async def test_a_wiped_import_shows_its_numbers_and_offers_nothing_that_is_gone(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(12)
    made = shown(desk)
    assert await journal(desk).wipe_finished() == 1
    desk.page.secondary()
    await desk.rest()
    assert "Save results" not in buttons(desk)
    desk.click(f"see_import_{made.id}")
    await desk.rest()
    assert (desk.text("result_added"), desk.text("result_failed")) == ("11", "1")
    assert desk.page.header.subtitle().endswith("Only the numbers are left.")
    assert "deleted from this computer on" in desk.page.header.subtitle()
    assert not desk.see("results_table").isVisible()
    for name in ("results_save", "retry_failed", "undo_import", "discard_import"):
        assert not desk.see(name).isVisible(), name
    assert desk.label() == "Finish"
    assert desk.text("result_failed_note") == ""


async def test_an_import_that_is_wiped_while_it_is_looked_at_says_so(desk: Desk) -> None:
    await desk.register(3)
    await journal(desk).wipe_finished()
    desk.page.results.show_filter((Fate.REGISTERED,))
    await desk.see_rows()
    await desk.rest()
    assert "Only the numbers are left" in desk.page.header.subtitle()
    assert not desk.see("results_table").isVisible()


@pytest.mark.parametrize("how", ["undone", "put away", "gone"])
async def test_an_import_that_ended_in_another_window_is_shown_as_it_is(desk: Desk, how: str) -> None:
    await stop_half_way(desk)
    made, sent = shown(desk), len(desk.api.sent)
    other = Journal(desk.folder / Mode.ACCOUNT.value / "imports.sqlite3")
    if how == "gone":
        with sqlite3.connect(desk.folder / Mode.ACCOUNT.value / "imports.sqlite3") as database:
            database.execute("delete from rows")
            database.execute("delete from imports")
        database.close()
    elif how == "undone":
        await other.set_undo(made.id, Undo.DONE)
    else:
        await other.abandon(made.id, UNSETTLED)
        await other.set_undo(made.id, Undo.DONE)
    await other.close()
    desk.press()
    await desk.rest()
    assert len(desk.api.sent) == sent
    assert "Nobody was sent" in desk.said()
    assert "unexpected" not in desk.said()
    assert desk.label() == ("Check the list" if how == "gone" else "Finish")


# --- trying again


async def test_trying_again_begins_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    begin, failures = Journal.begin, [JournalFailed(WhyFailed.FULL)]

    async def once(self: Journal, **given: object) -> Import:
        if failures:
            raise failures.pop()
        return await begin(self, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "begin", once)
    desk.press()
    await desk.rest()
    assert "The disk is full" in desk.said()
    assert not desk.api.sent
    desk.page.on_action("retry")
    await desk.rest()
    assert len(desk.api.sent) == 3
    assert desk.page.header.title() == "Import finished"


async def test_a_damaged_record_is_told_and_a_new_one_is_used(desk: Desk) -> None:
    await desk.register(400)
    await journal(desk).close()
    path = desk.folder / Mode.ACCOUNT.value / "imports.sqlite3"
    content = bytearray(await asyncio.to_thread(path.read_bytes))
    for start in range(4096 * 3, len(content), 4096):
        content[start : start + 200] = b"\xa5" * 200
    await asyncio.to_thread(path.write_bytes, content)
    desk.page.secondary()
    await desk.rest()
    assert "record of earlier imports was damaged" in desk.said()
    assert "imports.sqlite3.unreadable-1" in desk.said()
    await desk.open(desk.people(405))
    desk.press()
    await desk.rest()
    assert desk.text("result_added") == "5", "the others are known to Zoom"


async def test_one_who_could_not_be_sent_ahead_is_asked_for_again(desk: Desk) -> None:
    desk.api.refusals = [ZoomError(Reason.SALE_WINDOW, "createTickets", status=400)]
    await desk.enter()
    await desk.open(desk.people(2))
    desk.page.ahead.ask()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert "Try again" in buttons(desk)
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    desk.page.on_action("retry")
    assert desk.see("one_email").text() == "me@acme.example.com"
    desk.click("one_send")
    await desk.rest()
    assert [request.email for request in desk.api.sent] == ["me@acme.example.com"]
    assert "One person is registered" in desk.said()
    assert desk.page.bar().status == "One is registered, the others not yet"


async def test_nothing_of_who_was_sent_ahead_is_left_when_they_are_wiped(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    desk.page.ahead.ask()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    (made,) = await journal(desk).imports("e1")
    assert made.source == "1 person sent ahead"
    folder = desk.folder / Mode.ACCOUNT.value
    assert b"me@acme" in on_disk(folder)
    await journal(desk).wipe_finished()
    assert b"me@acme" not in on_disk(folder)


async def test_a_refused_one_is_not_called_taken_back(desk: Desk) -> None:
    desk.api.refusals = [ZoomError(Reason.SCOPE_MISSING, "createTickets", status=403)]
    await desk.enter()
    await desk.open(desk.people(2))
    desk.page.ahead.ask()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    (made,) = await journal(desk).imports("e1")
    desk.page.earlier.open(made.id, go_on=False)
    await desk.rest()
    assert desk.page.header.title() == "Import finished"
    assert "Nobody was registered. 1 person was never sent." in desk.page.header.subtitle()
    assert "Undo this import" not in buttons(desk)


async def test_a_cut_connection_is_not_called_a_limit(desk: Desk) -> None:
    face = desk.page.importing
    progress = Progress(
        total=9, done=0, registered=0, failed=0, already_in=0, unknown=0, rate=0, waiting_seconds=5, eta=None
    )
    for cut_off, said in ((True, "Zoom can’t be reached just now"), (False, "Zoom asked us to slow down")):
        face.begin(9)
        face.show_progress(replace(progress, cut_off=cut_off))
        assert said in face.note.text()
        assert face.cut_off is cut_off
        assert bars.importing(desk.page.imports, face).status.startswith("Trying" if cut_off else "Waiting")
    face.end()
