"""An import that is paused, refused because another runs, continued, saved in parts, and taken back."""

import asyncio
import csv
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from attendees_program import Desk, ScriptedApi
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from desktop_app.attendees.journal import Fate, Undo
from desktop_app.attendees.sending import lock
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.widgets.chip import Chip
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio

MIXED = (
    ("Email", "First name", "Last name"),
    ("p1@acme.example.com", "Ann", "One"),
    ("p2@acme,example.com", "Bo", "Two"),
    ("p1@acme.example.com", "Ann", "Again"),
    ("p3@acme.example.com", "Cy", "Three"),
    ("p4@acme.example.com", "Di", "Four"),
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.close()


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


async def test_an_import_is_paused_and_resumed(desk: Desk) -> None:
    await desk.begin_to_register(300)
    assert desk.label() == "Pause"
    desk.press()
    assert desk.label() == "Resume"
    assert desk.page.bar().status == "Paused: no more groups leave"
    assert desk.page.caption().startswith("Paused")
    assert "Paused" in desk.page.importing.note.text()
    calls = desk.api.calls
    desk.api.gate.set()
    await desk.until(lambda: desk.page.imports._progress and desk.page.imports._progress.paused)
    assert desk.api.calls == calls
    assert desk.page.imports.running
    desk.press()
    assert desk.label() == "Pause"
    assert "Safe to close" in desk.page.importing.note.text()
    await desk.rest()
    assert not desk.page.imports.paused
    assert len(desk.api.known) == 300
    assert desk.told == [("Import finished", desk.told[0][1])]


async def test_a_paused_import_can_be_stopped(desk: Desk) -> None:
    await desk.begin_to_register(300)
    desk.press()
    desk.page.secondary()
    desk.api.gate.set()
    await desk.rest()
    assert desk.page.header.title() == "Import stopped"
    assert 0 < len(desk.api.known) < 300


async def test_a_second_window_is_told_that_the_first_imports(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    with lock.only_one(desk.journals[Mode.ACCOUNT].folder, "acme", "e1"):
        desk.press()
        await desk.rest()
        assert "is running already" in desk.said()
        assert not desk.api.sent
    desk.page.message.button("retry").click()
    await desk.rest()
    assert len(desk.api.sent) == 3


async def test_an_import_is_continued_by_its_id(tmp_path: Path) -> None:
    api = ScriptedApi()
    desk = Desk(tmp_path, api=api)
    await desk.begin_to_register(60)
    (made,) = await desk.journals[Mode.ACCOUNT].imports("e1")
    await desk.close()
    api.gate = None
    again = Desk(tmp_path, api=api, go_on=made.id)
    await again.enter()
    assert again.text("result_added") == "60"
    assert len(api.known) == 60
    # once, not each time the page comes into view; and one that is complete is only shown
    again.page.secondary()
    await again.enter()
    assert again.see("attendees_drop_zone").isVisible()
    again.page.continue_import(made.id)
    await again.rest()
    assert again.text("result_added") == "60"
    assert len(api.sent) == 60
    await again.close()


async def test_who_was_left_out_and_what_was_corrected_is_known_when_the_program_starts_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.api.failures = {"p4@acme.example.com": "email_not_found"}
    await desk.enter()
    await desk.open(desk.write(MIXED))
    desk.press()
    await desk.rest()
    rows = await desk.see_rows()
    assert [row[-1] for row in rows] == ["Zoom refused the email address"]
    desk.type_cell(0, 2, "p4@good.example.com", "results_table")
    await desk.rest()
    made = desk.page.results.made
    assert made is not None
    assert (await desk.see_rows())[0][-1] == "Corrected, not sent yet"
    await desk.close()
    again = Desk(tmp_path, api=desk.api, go_on=made.id)
    await again.enter()
    assert again.text("result_left_out_note") == "1 duplicate\n1 not ready"
    rows = await again.see_rows()
    assert [(row[1], row[-1]) for row in rows] == [("p4@good.example.com", "Corrected, not sent yet")]
    path = tmp_path / "failed.csv"
    again.page.files.save_results(made.id, path, shown=(Fate.FAILED,))
    await again.rest()
    assert rows_of(path)[1][-1] == "Corrected, not sent yet"
    again.api.failures = {"p4@good.example.com": "email_not_found"}
    again.click("retry_failed")
    await again.rest()
    assert [row[-1] for row in await again.see_rows()] == ["Zoom refused the email address"]
    await again.close()


async def test_each_outcome_is_a_list_and_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.api.failures = {"p4@acme.example.com": "email_not_found"}
    await desk.enter()
    await desk.open(desk.write(MIXED))
    desk.page.check.left_out.emit([5])
    desk.press()
    await desk.rest()
    tiles = [desk.text(f"result_{key}") for key in ("added", "already_in", "left_out", "failed")]
    assert tiles == ["1", "0", "3", "1"]
    assert desk.text("result_left_out_note") == "1 duplicate\n1 not ready\n1 left out by you"
    desk.click("filter_results_left")
    shown = [(row[0], row[-1]) for row in await desk.see_rows()]
    assert shown == [("3", "Email has a comma"), ("4", "Another name in row 2"), ("5", "Left out by you")]
    made = desk.page.results.made
    assert made is not None
    assert desk.see("save_shown").isVisible()
    for name, chip in (("left", "filter_results_left"), ("failed", "filter_results_failed"), ("book", "")):
        if chip:
            desk.click(chip)
        shown_now = desk.page.results.filter if chip else None
        path = tmp_path / (f"{name}.csv" if chip else "book.xlsx")
        desk.page.files.save_results(made.id, path, shown=shown_now)
        await desk.rest()
        assert f"Saved as {path.name}" in desk.said()
    left = rows_of(tmp_path / "left.csv")
    assert left[0] == ["Email", "First name", "Last name", "Reason"]
    assert left[1] == ["p2@acme,example.com", "Bo", "Two", "Email has a comma"]
    failed = rows_of(tmp_path / "failed.csv")
    assert failed[1] == ["p4@acme.example.com", "Di", "Four", "Zoom refused the email address"]
    assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")
    desk.click("filter_results_all")
    assert [row[0] for row in await desk.see_rows()] == ["2", "3", "4", "5", "6"], "the whole list"


async def test_who_declined_or_has_an_address_of_somebody_else_is_told_apart(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("Email", "First name", "Last name", "Status"),
        ("ann@acme.example.com", "Ann", "Lee", "Yes"),
        ("ann@acme.example.com", "Tom", "Okafor", "Yes"),
        ("bo@acme.example.com", "Bo", "Two", "Declined"),
        ("cy@acme,example.com", "Cy", "Three", "Yes"),
    ]
    await desk.enter()
    await desk.open(desk.write(rows))
    desk.press()
    await desk.rest()
    assert desk.text("result_left_out_note") == "1 duplicate\n1 not ready\n1 not to be invited"
    desk.click("filter_results_left")
    shown = [(row[0], row[-1]) for row in await desk.see_rows()]
    assert shown == [("3", "Another name in row 2"), ("4", "Not to be invited"), ("5", "Email has a comma")]
    made = desk.page.results.made
    assert made is not None
    for path, fates in ((tmp_path / "left.csv", (Fate.LEFT_OUT,)), (tmp_path / "all.csv", None)):
        desk.page.files.save_results(made.id, path, shown=fates)
        await desk.rest()
        for _, said in shown:
            assert f",{said}" in path.read_text(encoding="utf-8-sig")
    kept = await desk.journals[Mode.ACCOUNT].rows(made.id, fates=(Fate.LEFT_OUT,))
    assert [row.message for row in kept] == ["email:another_name:2", "email:declined", "email:comma"]


async def test_who_stayed_behind_is_known_to_the_next_run_of_the_program(desk: Desk, tmp_path: Path) -> None:
    desk.api.known = [Ticket(ticket_id="t9", email="P4@acme.example.com", external_ticket_id="other")]
    await desk.enter()
    await desk.open(desk.write(MIXED))
    desk.press()
    await desk.rest()
    made = desk.page.results.made
    assert made is not None
    again = Desk(tmp_path, api=desk.api)
    await again.enter()
    again.click(f"see_import_{made.id}")
    await again.rest()
    tiles = [again.text(f"result_{key}") for key in ("added", "already_in", "left_out", "failed")]
    assert tiles == ["2", "1", "2", "0"]
    again.click("filter_results_left")
    assert [(row[0], row[-1]) for row in await again.see_rows()] == [
        ("3", "Email has a comma"),
        ("4", "Another name in row 2"),
    ]
    await again.close()


def question(desk: Desk) -> QMessageBox:
    found = desk.page.findChildren(QMessageBox, "undo_question")
    assert len(found) == 1
    return found[0]


async def test_an_import_is_taken_back_after_saying_what_cannot_be(desk: Desk) -> None:
    await desk.register(40)
    desk.click("undo_import")
    box = question(desk)
    assert "emails that Zoom has sent" in box.informativeText()
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    assert default.text() == "Keep"
    default.click()
    await desk.rest()
    assert not desk.api.deleted
    desk.click("undo_import")
    box = next(each for each in desk.page.findChildren(QMessageBox, "undo_question") if each.isVisible())
    box.findChild(QPushButton, "undo_confirm").click()  # type: ignore[union-attr]
    assert desk.page.bar().busy
    assert not desk.page.bar().can_go_back
    await desk.rest()
    assert len(desk.api.deleted) == 40
    assert not desk.api.known
    assert not desk.said(), "the title says it"
    assert desk.page.header.title() == "Import taken back"
    assert "40 people were taken out of the event again." in desk.page.header.subtitle()
    assert desk.page.header.isAncestorOf(desk.page.window().focusWidget()), "the button that had it is gone"
    assert desk.text("result_added") == "0"
    assert not desk.see("undo_import").isVisible()
    assert desk.label() == "Finish"
    assert not desk.journey.state.import_running
    assert desk.journey.state.registered == 0


async def test_what_zoom_keeps_is_said_and_can_be_tried_again(desk: Desk) -> None:
    await desk.register(5)
    desk.api.keeping = {"t0": ZoomError(Reason.TICKET_LOCKED, "deleteTicket", status=400)}
    assert desk.page.results.made is not None
    desk.page.results.undo.start(desk.page.results.made)
    await desk.rest()
    assert "taken back in part" in desk.said()
    assert "refused to delete 1" in desk.said()
    assert desk.text("result_added") == "1"
    made = await desk.journals[Mode.ACCOUNT].get(desk.page.results.made.id)
    assert made is not None
    assert made.undo is Undo.ASKED
    desk.api.keeping = {}
    assert desk.label() == "Continue undoing"
    desk.press()
    question(desk).findChild(QPushButton, "undo_confirm").click()  # type: ignore[union-attr]
    await desk.rest()
    assert not desk.api.known
    assert desk.label() == "Finish"


async def test_a_narrow_window_cuts_no_figure_and_no_outcome(desk: Desk) -> None:
    desk.page.resize(648, 560)
    await desk.begin_to_register(300)
    stats = desk.page.importing.stats.values()
    for label in stats:
        label.setText("12,345")
    desk.page.grab()
    assert all(label.width() >= label.sizeHint().width() for label in stats)
    desk.api.gate.set()
    await desk.rest()
    desk.page.secondary()
    await desk.rest()
    desk.page.grab()
    chips = desk.see("earlier_imports").findChildren(Chip)
    assert [chip.width() >= chip.sizeHint().width() for chip in chips] == [True]


async def test_who_comes_again_to_add_people_sees_where_a_list_goes(desk: Desk) -> None:
    await desk.register(2)
    assert desk.page.header.title() == "Import finished"
    await desk.enter()
    assert desk.see("attendees_drop_zone").isVisible()
    assert desk.see("earlier_imports").isVisible()


async def test_until_zoom_has_said_who_is_in_that_is_what_the_page_says(desk: Desk) -> None:
    asked, answered = asyncio.Event(), asyncio.Event()
    tickets = desk.api.tickets

    async def slow(*args: Any, **which: Any) -> list[Ticket]:
        if desk.page.imports.running:
            asked.set()
            await answered.wait()
        return await tickets(*args, **which)

    desk.api.tickets = slow  # type: ignore[method-assign]
    desk.api.gate = asyncio.Event()
    await desk.enter()
    await desk.open(desk.people(40))
    desk.press()
    await asked.wait()
    await desk.until(desk.page.importing.isVisible)
    assert "Asking Zoom who is registered already…" in desk.page.importing.note.text()
    answered.set()
    await desk.until(lambda: desk.api.calls)
    await desk.until(lambda: not desk.page.importing.asking)
    assert "Safe to close" in desk.page.importing.note.text()
    desk.api.gate.set()
    await desk.rest()


async def test_while_an_import_is_taken_back_the_page_says_so_and_offers_nothing_else(desk: Desk) -> None:
    await desk.register(100)
    going = asyncio.Event()
    delete = desk.api.delete_ticket

    async def slow(event_id: str, ticket_id: str) -> None:
        if len(desk.api.deleted) >= 2:
            await going.wait()
        await delete(event_id, ticket_id)

    desk.api.delete_ticket = slow  # type: ignore[method-assign]
    desk.click("undo_import")
    assert question(desk).text() == "Undo the import of guests.csv into Q4 Town Hall?"
    question(desk).findChild(QPushButton, "undo_confirm").click()  # type: ignore[union-attr]
    assert desk.page.header.title() == "Taking the import back"
    await desk.until(lambda: desk.page.results.undo.done == (2, 100))
    assert "2 of 100 tickets deleted" in desk.page.bar().status
    assert desk.see("undo_progress").value() == 2
    assert desk.text("undo_left").startswith("98 people left")
    assert not desk.see("result_added").isVisible()
    await desk.until(lambda: [row[-1] for row in desk.cells("results_table")].count("Taken back") == 2)
    assert not desk.see("results_save").isEnabled()
    desk.page.secondary()
    going.set()
    await desk.rest()
    # what is gone stays in the list, and the button goes on with the rest
    counts = desk.page.results.counts
    assert counts.withdrawn + counts.registered == 100
    assert counts.registered > 0
    assert desk.see("filter_results_all").accessibleName() == "All 100"
    assert desk.see("filter_results_taken_back").accessibleName() == f"Taken back {counts.withdrawn}"
    desk.click("filter_results_taken_back")
    assert {row[-1] for row in await desk.see_rows()} == {"Taken back"}
    assert desk.see("results_save").isEnabled()
    assert desk.label() == "Continue undoing"
    desk.press()
    open_box = next(box for box in desk.page.findChildren(QMessageBox, "undo_question") if box.isVisible())
    open_box.findChild(QPushButton, "undo_confirm").click()  # type: ignore[union-attr]
    await desk.rest()
    assert desk.api.known == []
    assert desk.label() == "Finish"


async def test_the_rows_of_an_import_that_was_taken_back_are_saved(desk: Desk, tmp_path: Path) -> None:
    await desk.register(2)
    assert desk.page.results.made is not None
    desk.page.results.undo.start(desk.page.results.made)
    await desk.rest()
    desk.click("filter_results_taken_back")
    path = tmp_path / "gone.csv"
    desk.page.files.save_results(desk.page.results.made.id, path, shown=desk.page.results.filter)
    await desk.rest()
    assert [row[3] for row in rows_of(path)[1:]] == ["Taken back"] * 2


async def test_a_retry_says_what_it_did(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found", "p3@acme.example.com": "email_not_found"}
    await desk.register(4)
    desk.type_cell(0, 2, "p2@good.example.com", "results_table")
    await desk.rest()
    rows = await desk.see_rows()
    assert [row[-1] for row in rows] == ["Corrected, not sent yet", "Zoom refused the email address"]
    desk.click("retry_failed")
    await desk.rest()
    assert "1 of 2 people was registered now. 3 of 4 people are registered." in desk.page.header.subtitle()
    assert [row[-1] for row in await desk.see_rows()] == ["Zoom refused the email address"]
    assert desk.page.results.made is not None
    desk.page.results.undo.start(desk.page.results.made)
    await desk.rest()
    texts = [label.text() for label in desk.page.finished.findChildren(QLabel) if label.isVisible()]
    assert not any("To correct a failed row" in text for text in texts), "there is no retry any more"


async def test_a_press_that_was_meant_for_pause_does_nothing(desk: Desk) -> None:
    QApplication.setDoubleClickInterval(100_000)
    await desk.register(2)
    assert (desk.label(), desk.page.bar().enabled) == ("Finish", False)
    desk.page.primary()
    assert desk.went == []
    settling = desk.page.findChild(QTimer, "settling")
    assert settling is not None
    told: list[bool] = []
    desk.page.changed.connect(lambda: told.append(desk.page.bar().enabled))
    settling.start(0)
    await desk.until(lambda: told)
    assert told[-1], "the window has to be told that the button works again"
    desk.page.primary()
    assert desk.went == [Step.HUB.value]


async def test_a_day_s_limit_is_not_tried_again_before_it_ends(desk: Desk) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    error = ZoomError(Reason.RATE_DAILY, "createTickets", status=429, retry_at=until)
    desk.api.refusals = [None, error]
    await desk.register(200)
    assert "limit" in desk.said()
    assert not [button for button in desk.page.message.findChildren(QPushButton) if button.text() == "Try again"]
    bar = desk.page.bar()
    assert bar.primary.startswith("Register ")
    assert not bar.enabled
    assert "UTC" in bar.reason


async def test_a_paused_import_is_stopped_without_a_group_to_wait_for(desk: Desk) -> None:
    await desk.begin_to_register(60)
    desk.press()
    assert desk.page.bar().secondary == "Stop"
    desk.press()
    assert desk.page.bar().secondary == "Stop after this group"
    desk.api.gate.set()
    await desk.rest()


async def test_the_page_says_whether_emails_leave_while_it_sends(desk: Desk) -> None:
    await desk.begin_to_register(60)
    assert "Zoom emails each of them a join link." in desk.page.header.subtitle()
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()


async def test_an_undo_that_goes_on_shows_what_holds_now(desk: Desk) -> None:
    await desk.register(40)
    desk.api.keeping = {"t39": ZoomError(Reason.TICKET_LOCKED, "deleteTicket", status=400)}
    undo, made = desk.page.results.undo, desk.page.results.made
    assert made is not None
    undo.start(made)
    seen: list[str] = []
    undo.changed.connect(lambda: seen.append(desk.see("filter_results_taken_back").accessibleName()))
    captions: list[str] = []
    undo.changed.connect(lambda: captions.append(desk.page.caption()))
    await desk.rest()
    assert "taken back in part" in desk.said()
    assert "were taken out" not in desk.said(), "the sentence below the title says it"
    assert any(each != "Taken back 0" for each in seen[:-1]), "the numbers go along"
    assert captions[0] == "Taking back, 0%"
    undo.start(made)
    assert undo.running
    assert not desk.said(), "that was the undo before"
    await desk.rest()


async def test_an_import_of_which_all_failed_ends_in_no_success(desk: Desk) -> None:
    desk.api.failures = {f"p{n}@acme.example.com": "email_not_found" for n in (1, 2, 3)}
    await desk.register(3)
    assert desk.page.header.title() == "Nobody was registered"
    assert "All 3 people failed." in desk.page.header.subtitle()
    assert desk.label() == "Back to the hub"
    assert not desk.see("undo_import").isVisible(), "there is nothing to take back"
    texts = [label.text() for label in desk.page.finished.findChildren(QLabel) if label.isVisible()]
    assert "Keep a copy of the results" in texts
    assert not any("join link" in text for text in texts)
    assert desk.told[-1][0] == "Nobody was registered"
