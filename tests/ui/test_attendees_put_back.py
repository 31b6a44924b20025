"""What a person changed in a list is put back when the same list comes in again: in this window, or in the next one."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import pytest_asyncio
from attendees_program import Desk
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.roster import Roster
from desktop_app.journey.state import Mode
from desktop_app.storage.notes import Note
from desktop_app.ui.pages.attendees import corrections

pytestmark = pytest.mark.asyncio

Windows: TypeAlias = Callable[[], Awaitable[Desk]]

ROWS = (
    ("Email", "First name", "Last name"),
    ("a@acme,example.com", "Ann", "One"),
    ("b@acme.example.com", "Bo", "Two"),
    ("c@acme,example.com", "Cy", "Three"),
    ("d.acme.example.com", "Di", "Four"),
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    await desk.enter()
    yield desk
    await desk.close()


@pytest_asyncio.fixture
async def again(tmp_path: Path) -> AsyncIterator[Windows]:
    """Opens windows, one after the other, on what the one before left behind."""
    open_now: list[Desk] = []

    async def window() -> Desk:
        if open_now:
            await open_now.pop().close()
        open_now.append(Desk(tmp_path, columns=Note(tmp_path / "columns.json")))
        await open_now[0].enter()
        return open_now[0]

    yield window
    for desk in open_now:
        await desk.close()


def leave_out(desk: Desk, *places: int) -> None:
    for place in places:
        desk.table().selectRow(place)
        desk.page.check.grid.leave_wanted.emit()


async def type_cell(desk: Desk, row: int, column: int, text: str) -> None:
    desk.type_cell(row, column, text)
    await desk.until(lambda: not desk.table().findChildren(QWidget, "cell_editor"))


async def kept(desk: Desk) -> int:
    """How many lists the journal keeps changes to."""
    return (await desk.journals[Mode.ACCOUNT].kept()).lists


async def test_the_next_window_puts_back_what_was_changed_and_sends_it(again: Windows) -> None:
    desk = await again()
    path = desk.write(ROWS)
    content = path.read_bytes()
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    await type_cell(desk, 3, 2, "di@acme.example.com")
    await type_cell(desk, 3, 3, "Diana")
    leave_out(desk, 1)
    # closed at once

    desk = await again()
    await desk.open(path.rename(desk.folder / "renamed.csv"))
    told = desk.see("put_back")
    assert told.isVisible()
    assert told.text().startswith("5 changes you made to this list on ")
    assert told.text().endswith(", were put back")
    assert desk.cells() == [
        ("2", "a@acme.example.com", "Ann", "One", "Ready"),
        ("3", "b@acme.example.com", "Bo", "Two", "Left out by you"),
        ("4", "c@acme.example.com", "Cy", "Three", "Ready"),
        ("5", "di@acme.example.com", "Diana", "Four", "Ready"),
    ]
    assert not desk.see("problems").isVisible()
    assert not desk.see("undo_change").isEnabled()
    assert await kept(desk) == 1
    desk.press()
    await desk.rest()
    assert [(request.email, request.first_name) for request in desk.api.sent] == [
        ("a@acme.example.com", "Ann"), ("c@acme.example.com", "Cy"), ("di@acme.example.com", "Diana"),
    ]  # fmt: skip
    assert await kept(desk) == 0, "they are in the import now"
    assert (desk.folder / "renamed.csv").read_bytes() == content
    await desk.open(desk.folder / "renamed.csv", emails=None)
    assert not desk.see("put_back").isVisible()


async def test_one_change_is_told_of_as_one(desk: Desk) -> None:
    await desk.open(desk.write(ROWS))
    leave_out(desk, 0)
    await desk.open(desk.folder / "guests.csv")
    assert "1 change you made" in desk.see("put_back").text()
    assert desk.see("put_back").text().endswith(", was put back")


async def test_starting_over_drops_all_and_can_be_taken_back(again: Windows) -> None:
    desk = await again()
    path = desk.write(ROWS)
    await desk.open(path)
    as_it_came = desk.cells()
    desk.click("fix_comma")
    await desk.rest()
    leave_out(desk, 1)
    changed = desk.cells()
    desk = await again()
    await desk.open(path)
    await type_cell(desk, 3, 2, "d@acme.example.com")
    await desk.rest()
    start_over = desk.see("message_start_over")
    assert start_over.accessibleName() == "Start over"
    start_over.click()
    await desk.rest()
    assert desk.cells() == as_it_came
    assert desk.text("filter_left_out") == "Left out  0"
    assert not desk.see("put_back").isVisible()
    assert await kept(desk) == 0
    desk.click("undo_change")
    await desk.rest()
    assert desk.cells() == [*changed[:3], ("5", "d@acme.example.com", "Di", "Four", "Ready")]
    desk = await again()
    await desk.open(path)
    assert "4 changes" in desk.see("put_back").text()
    desk.click("message_start_over")
    await desk.rest()
    desk = await again()
    await desk.open(path)
    assert desk.cells() == as_it_came
    assert not desk.see("put_back").isVisible()


async def test_a_file_that_changed_is_another_list(desk: Desk) -> None:
    path = desk.write(ROWS)
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    desk.write([ROWS[0], ("new@acme,example.com", "New", "Here"), *ROWS[1:]])
    await desk.open(path)
    assert not desk.see("put_back").isVisible()
    assert [row[1] for row in desk.cells()][:2] == ["new@acme,example.com", "a@acme,example.com"]
    desk.write(ROWS)
    await desk.open(path)
    assert "2 changes" in desk.see("put_back").text()


async def test_each_event_has_its_own(desk: Desk) -> None:
    path = desk.write(ROWS)
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    desk.open_event("e2")
    desk.page.enter()
    await desk.rest()
    await desk.open(path)
    assert not desk.see("put_back").isVisible()
    leave_out(desk, 0)
    desk.open_event("e1")
    desk.page.enter()
    await desk.rest()
    await desk.open(path)
    assert "2 changes" in desk.see("put_back").text()
    assert desk.text("filter_left_out") == "Left out  0"


async def test_corrections_wait_for_their_column(again: Windows) -> None:
    desk = await again()
    path = desk.write([("Email", "Given", "Family", "Called"), ("ann@acme.example.com", "Ann", "One", "Annie")])
    await desk.open(path)
    desk.choose("first_name_column", "Given")
    await desk.rest()
    await type_cell(desk, 0, 3, "Anna")
    await type_cell(desk, 0, 4, "Uno")
    await desk.rest()
    desk.choose("first_name_column", "Called")
    await desk.rest()
    assert desk.cells()[0][2:4] == ("Annie", "Uno")
    await type_cell(desk, 0, 3, "Annika")
    await desk.rest()
    desk = await again()
    await desk.open(path)
    assert "2 changes" in desk.see("put_back").text()
    assert "1 correction comes back when you choose the columns you had." in desk.see("put_back").text()
    assert desk.cells()[0][2:4] == ("Annika", "Uno")
    desk.choose("first_name_column", "Given")
    await desk.rest()
    assert desk.cells()[0][2:4] == ("Anna", "Uno"), "what was typed stays typed"


async def test_corrections_that_only_wait_for_their_columns_are_told_of(again: Windows) -> None:
    """What a person chooses for a list without headers is not remembered."""
    desk = await again()
    path = desk.write([("ann@acme.example.com", "Ann", "Bee", "7"), ("bo@acme.example.com", "Bo", "Cee", "8")])
    await desk.open(path)
    desk.choose("last_name_column", "Column D")
    await desk.rest()
    await type_cell(desk, 0, 4, "Seven")
    desk = await again()
    await desk.open(path)
    told = desk.see("put_back").text()
    assert told.startswith("You made changes to this list on ")
    assert told.endswith("1 correction comes back when you choose the columns you had.")
    assert desk.cells()[0][3] != "Seven"
    desk.choose("last_name_column", "Column D")
    await desk.rest()
    assert desk.cells()[0][3] == "Seven"


async def test_what_was_put_back_is_counted_by_the_columns_that_are_chosen(desk: Desk) -> None:
    path = desk.write([("ann@acme.example.com", "Ann", "Bee", "7"), ("bo@acme.example.com", "Bo", "Cee", "8")])
    await desk.open(path)
    desk.choose("last_name_column", "Column D")
    await desk.rest()
    await type_cell(desk, 0, 4, "Seven")
    desk.choose("last_name_column", "Column C")
    await desk.rest()
    await desk.open(path)
    told = desk.see("put_back")
    waits = "1 correction comes back when you choose the columns you had."
    assert waits in told.text()
    desk.choose("last_name_column", "Column D")
    await desk.rest()
    assert told.text().startswith("1 change you made to this list on ")
    assert told.text().endswith(", was put back")
    desk.choose("last_name_column", "Column C")
    await desk.rest()
    assert told.text().startswith("You made changes to this list on ")
    assert told.text().endswith(waits)


async def test_another_reading_has_its_own_and_nothing_is_asked(desk: Desk) -> None:
    path = desk.folder / "guests.csv"
    path.write_bytes("Email;First name;Last name\nrene@acme,example.com;René;One\n".encode())
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    desk.choose("list_encoding", "Cyrillic")
    await desk.rest()
    assert not desk.see("put_back").isVisible()
    assert desk.cells()[0][1] == "rene@acme,example.com"
    desk.choose("list_encoding", "UTF-8")
    await desk.rest()
    assert "1 change" in desk.see("put_back").text()
    assert desk.cells()[0][1:3] == ("rene@acme.example.com", "René")
    assert not desk.page.findChildren(QMessageBox)


async def test_who_was_invited_anyway_stays_invited_whatever_is_corrected_then(again: Windows) -> None:
    desk = await again()
    path = desk.write([("Email", "First name", "Last name", "Will you attend?"),
                       ("ann@acme.example.com", "Ann", "One", "Yes"),
                       ("bo@acme.example.com", "Bo", "Two", "No")])  # fmt: skip
    await desk.open(path)
    desk.click("invite_declined")
    await desk.rest()
    await type_cell(desk, 1, 2, "bob@acme.example.com")
    await desk.rest()
    seen = desk.cells()
    assert seen[1][1:] == ("bob@acme.example.com", "Bo", "Two", "Ready. Your list says “Will you attend? No”")
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert desk.cells()[1][1:] == ("bob@acme.example.com", "Bo", "", "Ready. Your list says “Will you attend? No”")


async def test_what_is_typed_while_the_list_changes_comes_after_it(
    again: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await again()
    path = desk.write(ROWS)
    await desk.open(path)
    began, go_on = threading.Event(), threading.Event()
    fixes = Roster.fixes

    def slow(*args: Any) -> Any:
        began.set()
        go_on.wait(60)
        return fixes(*args)

    monkeypatch.setattr(Roster, "fixes", slow)
    desk.click("fix_comma")
    await desk.until(began.is_set)
    await type_cell(desk, 0, 2, "ann@other.example.com")
    await type_cell(desk, 1, 3, "Bob")
    go_on.set()
    await desk.rest()
    seen = desk.cells()
    assert seen[0][1] == "ann@other.example.com"
    assert (seen[1][2], seen[2][1]) == ("Bob", "c@acme.example.com")
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen


@pytest.mark.parametrize(("where", "name"), [(Roster, "fixes"), (corrections, "without_left")])
async def test_a_window_that_is_closed_in_mid_change_keeps_the_change(
    again: Windows, monkeypatch: pytest.MonkeyPatch, where: Any, name: str
) -> None:
    desk = await again()
    path = desk.write(ROWS)
    await desk.open(path)
    began, go_on = threading.Event(), threading.Event()
    original = getattr(where, name)

    def slow(*args: Any) -> Any:
        began.set()
        go_on.wait(60)
        return original(*args)

    monkeypatch.setattr(where, name, slow)
    desk.click("fix_comma")
    await desk.until(began.is_set)
    await type_cell(desk, 1, 3, "Bob")
    closing = asyncio.ensure_future(again())
    await asyncio.sleep(0)
    go_on.set()
    desk = await closing
    await desk.open(path)
    assert [row[1:3] for row in desk.cells()][:3] == [
        ("a@acme.example.com", "Ann"), ("b@acme.example.com", "Bob"), ("c@acme.example.com", "Cy"),
    ]  # fmt: skip


async def test_what_is_done_while_the_list_is_read_by_other_columns_is_not_lost(
    again: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await again()
    path = desk.write(ROWS)
    await desk.open(path)
    go_on = threading.Event()
    corrected = corrections.corrected

    def slow(*args: Any) -> Any:
        go_on.wait(60)
        return corrected(*args)

    monkeypatch.setattr(corrections, "corrected", slow)
    desk.choose("last_name_column", "Not in the list")
    await type_cell(desk, 0, 2, "ann@acme.example.com")
    await type_cell(desk, 0, 4, "Uno")
    leave_out(desk, 2)
    desk.table().edit(desk.table().model().index(3, 2))
    QTest.keyClicks(desk.see("cell_editor"), "d@acme.example.com")
    go_on.set()
    await desk.rest()
    monkeypatch.undo()
    assert [row[1:] for row in desk.cells()] == [
        ("ann@acme.example.com", "Ann", "", "Ready"),
        ("b@acme.example.com", "Bo", "", "Ready"),
        ("c@acme,example.com", "Cy", "", "Left out by you"),
        ("d@acme.example.com", "Di", "", "Ready"),
    ]
    desk.choose("last_name_column", "Last name")
    await desk.rest()
    assert desk.cells()[0][1:4] == ("ann@acme.example.com", "Ann", "Uno")
    seen = desk.cells()
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen


async def test_what_is_being_typed_when_another_list_comes_is_kept(desk: Desk) -> None:
    await desk.open(desk.write(ROWS))
    desk.table().edit(desk.table().model().index(3, 2))
    QTest.keyClicks(desk.see("cell_editor"), "d@acme.example.com")
    await desk.open(desk.people(1, "other.csv"))
    await desk.open(desk.folder / "guests.csv")
    assert desk.cells()[3][1] == "d@acme.example.com"


async def test_a_list_that_is_prepared_for_a_draft_needs_them_no_more(desk: Desk) -> None:
    desk.open_event("e1", status="DRAFT")
    desk.page.enter()
    await desk.rest()
    await desk.open(desk.write(ROWS))
    desk.click("fix_comma")
    await desk.rest()
    assert await kept(desk) == 1
    desk.press()
    await desk.rest()
    assert await kept(desk) == 0


async def test_a_journal_that_cannot_be_written_is_logged_and_the_list_is_not_replaced_unasked(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    path = desk.write(ROWS)
    (desk.folder / "no folder").write_text("")
    desk.journals[Mode.ACCOUNT] = Journal(desk.folder / "no folder" / "imports.sqlite3")
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    assert desk.cells()[0][1] == "a@acme.example.com"
    await desk.until(lambda: "isn't kept" in caplog.text)
    assert "can't be read" in caplog.text
    desk.page.open_list(desk.people(2, "other.csv"))
    box = desk.see("replace_list_question")
    assert box.text() == "Replace the list, which has 2 corrections?"
    assert "couldn’t be saved" in box.informativeText()
    desk.click("replace_list_confirm")
    await desk.rest()
    assert desk.page.list.source == "other.csv"
    await desk.until(lambda: not desk.page.findChildren(QMessageBox))


async def test_pasted_rows_come_back_when_they_are_pasted_again(again: Windows) -> None:
    rows = "\n".join("\t".join(row) for row in ROWS)
    desk = await again()
    QApplication.clipboard().setText(rows)
    desk.page.incoming.paste()
    await desk.rest()
    desk.click("fix_comma")
    await desk.rest()
    desk = await again()
    QApplication.clipboard().setText(f"{rows}\n")
    desk.page.incoming.paste()
    await desk.rest()
    assert "2 changes" in desk.see("put_back").text()
