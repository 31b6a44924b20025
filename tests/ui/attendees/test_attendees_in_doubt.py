"""Who left with a group whose answer was lost may be registered, and emailed: nobody calls them "not sent yet"."""

from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QMessageBox

from desktop_app.attendees.journal import Fate, Import
from desktop_app.attendees.row_filters import IN_DOUBT, NOT_SENT
from desktop_app.ui.pages.attendees import results_file
from desktop_app.zoom.requests import MOST_TICKETS

pytestmark = pytest.mark.asyncio

LOST = 2
"""People who left with a group whose answer was lost."""


async def stopped(desk: Desk) -> Import:
    """An import that was stopped after its first groups, with people in doubt."""
    made = await desk.stop_half_way()
    rows = await desk.journal.rows(made.id, fates=[Fate.WAITING], limit=LOST)
    await desk.journal.mark_sending(made.id, rows)
    desk.page.results.look_again()
    await desk.rest()
    return made


async def test_who_is_in_doubt_has_a_chip_and_a_word_of_their_own(desk: Desk, tmp_path: Path) -> None:
    made = await stopped(desk)
    counts = desk.page.results.counts
    added = 3 * MOST_TICKETS
    assert (counts.registered, counts.waiting, counts.sending) == (added, 300 - added - LOST, LOST)
    chips = [desk.see(f"filter_results_{key}").accessibleName() for key in ("not_sent", "in_doubt")]
    assert chips == [f"Not sent yet {300 - added - LOST}", f"Not confirmed yet {LOST}"]
    shown = {key: desk.text(f"result_{key}") for key in ("added", "already_in", "left_out", "failed", "remaining")}
    assert sum(map(int, shown.values())) == 300, shown
    assert desk.text("result_remaining_note") == f"{300 - added - LOST} not sent yet\n{LOST} not confirmed yet"
    assert desk.label() == f"Register up to {300 - added} people and send emails"

    desk.click("filter_results_in_doubt")
    assert [row[-1] for row in await desk.see_rows()] == ["Not confirmed yet"] * LOST, "nobody is being sent now"
    path = tmp_path / "results.csv"
    await results_file.save(desk.journal, made.id, path)
    text = path.read_text(encoding="utf-8-sig")
    assert (text.count("Not confirmed yet"), text.count("Being sent")) == (LOST, 0)

    desk.page.secondary()
    await desk.rest()
    said = [each.text() for each in desk.see(f"import_{made.id}").findChildren(type(desk.page.header._title))]
    assert f"{300 - added - LOST} not sent yet" in said
    assert f"{LOST} not confirmed yet" in said


async def test_undoing_says_what_becomes_of_whom_is_in_doubt(desk: Desk) -> None:
    await stopped(desk)
    desk.click("undo_import")
    (box,) = desk.page.findChildren(QMessageBox, "undo_question")
    assert f"For {LOST} people it isn’t known whether they are registered" in box.informativeText()
    assert f"{300 - 3 * MOST_TICKETS - LOST} people who aren’t sent yet" in box.informativeText()
    confirm = box.findChild(type(box.defaultButton()), "undo_confirm")
    assert confirm is not None
    assert confirm.text() == "Undo the import", "how many tickets go isn't known"


async def test_a_stop_names_them_apart(desk: Desk) -> None:
    await desk.stop_half_way()
    assert f"{300 - 3 * MOST_TICKETS} people are not sent yet." in desk.said()
    assert "isn’t known" not in desk.said()


async def test_the_filters_hold_everybody_who_is_left() -> None:
    assert {*NOT_SENT, *IN_DOUBT} == {Fate.WAITING, Fate.SENDING, Fate.UNKNOWN}
