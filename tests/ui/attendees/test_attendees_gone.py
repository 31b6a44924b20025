"""Imports of which less is left than a window shows: wiped, ended in another window, or damaged on disk."""

import sqlite3

import pytest
from attendees_program import Desk
from damage import damage

from desktop_app.attendees.journal import Fate, Journal, Undo
from desktop_app.journey.state import Mode

pytestmark = pytest.mark.asyncio


async def test_a_wiped_import_shows_its_numbers_and_offers_nothing_that_is_gone(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(12)
    made = desk.made
    assert await desk.journal.wipe_finished() == 1
    desk.page.secondary()
    await desk.rest()
    assert "Save results" not in desk.buttons()
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
    await desk.journal.wipe_finished()
    desk.page.results.show_filter((Fate.REGISTERED,))
    await desk.see_rows()
    await desk.rest()
    assert "Only the numbers are left" in desk.page.header.subtitle()
    assert not desk.see("results_table").isVisible()


@pytest.mark.parametrize("how", ["undone", "put away", "gone"])
async def test_an_import_that_ended_in_another_window_is_shown_as_it_is(desk: Desk, how: str) -> None:
    await desk.stop_half_way()
    made, sent = desk.made, len(desk.api.sent)
    other = Journal(desk.folder / Mode.ACCOUNT.value / "imports.sqlite3")
    if how == "gone":
        with sqlite3.connect(desk.folder / Mode.ACCOUNT.value / "imports.sqlite3") as database:
            database.execute("delete from rows")
            database.execute("delete from imports")
        database.close()
    elif how == "undone":
        await other.set_undo(made.id, Undo.DONE)
    else:
        await other.abandon(made.id)
        await other.set_undo(made.id, Undo.DONE)
    await other.close()
    desk.press()
    await desk.rest()
    assert len(desk.api.sent) == sent
    assert "Nothing was sent" in desk.said()
    assert "unexpected" not in desk.said()
    assert desk.label() == ("Check the list" if how == "gone" else "Finish")


async def test_a_damaged_record_is_told_and_a_new_one_is_used(desk: Desk) -> None:
    await desk.register(400)
    await desk.journal.close()
    path = desk.folder / Mode.ACCOUNT.value / "imports.sqlite3"
    damage(path)
    desk.page.secondary()
    await desk.rest()
    assert "record of earlier imports was damaged" in desk.said()
    assert "imports.sqlite3.unreadable-1" in desk.said()
    await desk.open(desk.people(405))
    desk.press()
    await desk.rest()
    assert desk.text("result_added") == "5", "the others are known to Zoom"
