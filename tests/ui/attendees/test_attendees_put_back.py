"""What a person changed in a list is put back when the same list comes in again: in this window, or in the next one."""

import logging

import pytest
from attendees_program import FAULTY, Desk, Windows
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.attendees.journal import Journal
from desktop_app.journey.state import Mode

pytestmark = pytest.mark.asyncio


async def kept(desk: Desk) -> int:
    """How many lists the journal keeps changes to."""
    return (await desk.journal.kept()).lists


async def test_the_next_window_puts_back_what_was_changed_and_sends_it(again: Windows) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    content = path.read_bytes()
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    await desk.correct(3, 2, "di@acme.example.com")
    await desk.correct(3, 3, "Diana")
    desk.leave_out(1)
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
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    desk.leave_out(0)
    await desk.open(desk.folder / "guests.csv")
    assert "1 change you made" in desk.see("put_back").text()
    assert desk.see("put_back").text().endswith(", was put back")


async def test_starting_over_drops_all_and_can_be_taken_back(again: Windows) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    as_it_came = desk.cells()
    desk.click("fix_comma")
    await desk.rest()
    desk.leave_out(1)
    changed = desk.cells()
    desk = await again()
    await desk.open(path)
    await desk.correct(3, 2, "d@acme.example.com")
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
    await desk.enter()
    path = desk.write(FAULTY)
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    desk.write([FAULTY[0], ("new@acme,example.com", "New", "Here"), *FAULTY[1:]])
    await desk.open(path)
    assert not desk.see("put_back").isVisible()
    assert [row[1] for row in desk.cells()][:2] == ["new@acme,example.com", "a@acme,example.com"]
    desk.write(FAULTY)
    await desk.open(path)
    assert "2 changes" in desk.see("put_back").text()


async def test_each_event_has_its_own(desk: Desk) -> None:
    await desk.enter()
    path = desk.write(FAULTY)
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    desk.open_event("e2")
    desk.page.enter()
    await desk.rest()
    await desk.open(path)
    assert not desk.see("put_back").isVisible()
    desk.leave_out(0)
    desk.open_event("e1")
    desk.page.enter()
    await desk.rest()
    await desk.open(path)
    assert "2 changes" in desk.see("put_back").text()
    assert desk.text("filter_left_out") == "Left out  0"


async def test_another_reading_has_its_own_and_nothing_is_asked(desk: Desk) -> None:
    await desk.enter()
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
    await desk.correct(1, 2, "bob@acme.example.com")
    await desk.rest()
    seen = desk.cells()
    assert seen[1][1:] == ("bob@acme.example.com", "Bo", "Two", "Ready. Your list says “Will you attend? No”")
    desk = await again()
    await desk.open(path)
    assert desk.cells() == seen
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert desk.cells()[1][1:] == ("bob@acme.example.com", "Bo", "", "Ready. Your list says “Will you attend? No”")


async def test_a_list_that_is_prepared_for_a_draft_needs_them_no_more(desk: Desk) -> None:
    await desk.enter()
    desk.open_event("e1", status="DRAFT")
    desk.page.enter()
    await desk.rest()
    await desk.open(desk.write(FAULTY))
    desk.click("fix_comma")
    await desk.rest()
    assert await kept(desk) == 1
    desk.press()
    await desk.rest()
    assert await kept(desk) == 0


async def test_a_journal_that_cannot_be_written_is_logged_and_the_list_is_not_replaced_unasked(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.enter()
    caplog.set_level(logging.WARNING)
    path = desk.write(FAULTY)
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
    rows = "\n".join("\t".join(row) for row in FAULTY)
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
