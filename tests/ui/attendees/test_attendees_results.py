"""What became of each row: told apart, saved, corrected and sent again, and known to the next run of the program."""

import csv
from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QLabel

from desktop_app.attendees.journal import Fate
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


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


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
    made = desk.made
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
    made = desk.made
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
    made = desk.made
    for path, fates in ((tmp_path / "left.csv", (Fate.LEFT_OUT,)), (tmp_path / "all.csv", None)):
        desk.page.files.save_results(made.id, path, shown=fates)
        await desk.rest()
        for _, said in shown:
            assert f",{said}" in path.read_text(encoding="utf-8-sig")
    kept = await desk.journal.rows(made.id, fates=(Fate.LEFT_OUT,))
    assert [row.message for row in kept] == ["email:another_name:2", "email:declined", "email:comma"]


async def test_who_stayed_behind_is_known_to_the_next_run_of_the_program(desk: Desk, tmp_path: Path) -> None:
    desk.api.known = [Ticket(ticket_id="t9", email="P4@acme.example.com", external_ticket_id="other")]
    await desk.enter()
    await desk.open(desk.write(MIXED))
    desk.press()
    await desk.rest()
    made = desk.made
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


async def test_the_rows_of_an_import_that_was_taken_back_are_saved(desk: Desk, tmp_path: Path) -> None:
    await desk.register(2)
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    desk.click("filter_results_taken_back")
    path = tmp_path / "gone.csv"
    desk.page.files.save_results(desk.made.id, path, shown=desk.page.results.filter)
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
    assert "1 of 2 people was registered this time. 3 of 4 people are registered." in desk.page.header.subtitle()
    assert [row[-1] for row in await desk.see_rows()] == ["Zoom refused the email address"]
    desk.page.results.undo.start(desk.made)
    await desk.rest()
    texts = [label.text() for label in desk.page.finished.findChildren(QLabel) if label.isVisible()]
    assert not any("To correct a failed row" in text for text in texts), "there is no retry any more"


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
