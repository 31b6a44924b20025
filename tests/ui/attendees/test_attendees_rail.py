"""The rail says of the attendees that they are done when nobody of any import waits to be sent or is in doubt."""

import asyncio
from pathlib import Path

import pytest
from attendees_program import Desk

from desktop_app.attendees.journal import Journal, JournalFailed, Undo, WhyFailed
from desktop_app.journey.steps import Step
from desktop_app.ui.side_bar import SideBar

pytestmark = pytest.mark.asyncio


def said(desk: Desk) -> str:
    """What the rail says of the attendees to somebody who is on another page."""
    bar = SideBar()
    bar.show_state(desk.journey.state, Step.PUBLISH, {}, ())
    return bar.rail.button(Step.ATTENDEES.value).accessibleDescription()


async def test_an_import_that_was_stopped_isnt_done_until_the_rest_is_sent(desk: Desk) -> None:
    await desk.stop_half_way()
    assert desk.journey.state.registered
    assert "upcoming" in said(desk)
    desk.press()
    await desk.rest()
    assert "done" in said(desk)


async def test_it_is_so_in_the_next_run_too_until_another_window_has_sent_the_rest(desk: Desk, tmp_path: Path) -> None:
    await desk.stop_half_way()
    other = Desk(tmp_path)
    other.api.known = desk.api.known
    assert "done" not in said(other)
    await other.enter()
    assert other.journey.state.registered
    assert "upcoming" in said(other)
    desk.press()
    await desk.rest()
    other.page.enter()
    await other.rest()
    assert "done" in said(other)
    await other.close()


async def test_what_was_put_away_waits_no_more(desk: Desk) -> None:
    await desk.stop_half_way()
    desk.click("discard_import")
    desk.answer("discard", "confirm")
    await desk.rest()
    assert "done" in said(desk)


async def test_who_is_in_doubt_is_not_done(desk: Desk) -> None:
    made = await desk.stop_half_way()
    waiting = await desk.journal.rows(made.id, fates=("waiting",), limit=2)  # type: ignore[arg-type]
    await desk.journal.mark_sending(made.id, waiting)
    await desk.journal.withdraw_waiting(made.id)
    desk.page.earlier.look()
    await desk.rest()
    assert desk.journey.state.left == 2
    assert "upcoming" in said(desk)


async def test_an_import_that_is_taken_back_in_part_is_not_done(desk: Desk) -> None:
    await desk.register(3)
    assert "done" in said(desk)
    await desk.journal.set_undo(desk.made.id, Undo.ASKED)
    desk.page.earlier.look()
    await desk.rest()
    assert "upcoming" in said(desk)


async def test_where_nobody_knows_who_is_left_it_is_not_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.register(3)
    assert "done" in said(desk)

    async def fail(*_: object) -> None:
        raise JournalFailed(WhyFailed.FULL)

    await desk.open(desk.people(5, "others.csv"))
    monkeypatch.setattr(Journal, "mark_sending", fail)
    desk.press()
    await desk.rest()
    assert "upcoming" in said(desk)


async def test_looking_at_the_imports_ends_none_that_runs(desk: Desk) -> None:
    """The settings have the page look when people were deleted, also while an import is taken back."""
    await desk.register(3)
    gate = desk.api.gate = asyncio.Event()
    desk.page.results.undo.start(desk.made)
    desk.page.earlier.look()
    await desk.until(lambda: not desk.page.tasks.running("imports"))
    assert desk.journey.state.import_running
    gate.set()
    await desk.rest()
    assert not desk.journey.state.import_running
