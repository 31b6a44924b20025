"""What the page shows and says while people are registered, and what keeps an import from beginning."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from attendees_program import Desk
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.attendees.importer import Progress
from desktop_app.attendees.journal import Counts
from desktop_app.attendees.sending import lock
from desktop_app.ui.pages.attendees import bars
from desktop_app.ui.pages.attendees.results_control import LastRun
from desktop_app.ui.widgets.chip import Chip
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


async def test_a_second_window_is_told_that_the_first_imports(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    with lock.only_one(desk.journal.folder, "acme", "e1"):
        desk.press()
        await desk.rest()
        assert "is already running" in desk.said()
        assert not desk.api.sent
    desk.page.message.button("retry").click()
    await desk.rest()
    assert len(desk.api.sent) == 3


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


async def test_going_on_begins_where_the_import_stands(desk: Desk) -> None:
    made = await desk.stop_half_way()
    counts = desk.page.results.counts
    assert 0 < counts.done < counts.total
    answered = asyncio.Event()
    tickets = desk.api.tickets

    async def slow(*args: Any, **which: Any) -> list[Ticket]:
        await answered.wait()
        return await tickets(*args, **which)

    desk.api.tickets = slow  # type: ignore[method-assign]
    face = desk.page.importing
    percent = counts.done * 100 // counts.total
    begun: list[tuple[str, str, str, int, str]] = []

    def note() -> None:
        stats = face.stats
        begun.append(
            (
                desk.text("import_done"),
                stats["registered"].text(),
                stats["left"].text(),
                face.percent(),
                desk.page.caption(),
            )
        )

    desk.page.imports.started.connect(note)
    desk.page.imports.go_on(made)
    await desk.until(lambda: begun)
    done, left = str(counts.done), str(counts.left)
    assert begun == [(done, str(counts.registered), left, percent, f"Importing, {percent}%")]
    assert face.asking
    answered.set()
    await desk.rest()
    assert desk.page.results.counts.done == counts.total


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


async def test_the_page_says_whether_emails_leave_while_it_sends(desk: Desk) -> None:
    await desk.begin_to_register(60)
    assert "Zoom emails each of them a join link." in desk.page.header.subtitle()
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()


async def test_the_button_is_on_again_when_zoom_listens(desk: Desk) -> None:
    await desk.stop_half_way()
    results = desk.page.results
    last = LastRun(waits_until=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    results.show(desk.made, results.counts, last)
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


async def test_a_cut_connection_is_not_called_a_limit(desk: Desk) -> None:
    face = desk.page.importing
    progress = Progress(
        total=9, done=0, registered=0, failed=0, already_in=0, unknown=0, rate=0, waiting_seconds=5, eta=None
    )
    for cut_off, said in ((True, "Zoom can’t be reached just now"), (False, "Zoom asked us to slow down")):
        face.begin(Counts(waiting=9))
        face.show_progress(replace(progress, cut_off=cut_off))
        assert said in face.note.text()
        assert face.cut_off is cut_off
        assert bars.importing(desk.page.imports, face).status.startswith("Trying" if cut_off else "Waiting")
    face.end()


async def test_no_figure_of_an_import_is_cut_however_wide_the_window(desk: Desk) -> None:
    await desk.begin_to_register(60)
    face = desk.page.importing
    progress = Progress(
        total=30_000, done=12_345, registered=12_024, failed=321, already_in=0, unknown=0, rate=30.0,
        waiting_seconds=0.0, eta=None,
    )  # fmt: skip

    def cut() -> list[str]:
        labels = [label for label in face.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
        return [label.text() for label in labels if label.fontMetrics().horizontalAdvance(label.text()) > label.width()]

    for width in (450, 640, 720, 760, 800, 888, 1000, 1200):
        desk.page.resize(width, 568)
        for eta in (86_000, 70, 5400):
            face.show_progress(replace(progress, eta=eta))
            await desk.until(lambda: not cut())
        beside = face.stats["registered"].mapTo(face, QPoint()).y() == face.stats["time"].mapTo(face, QPoint()).y()
        # between these it depends on how the system draws letters
        assert beside or width < 1000, width
        assert not beside or width > 640, width
    assert desk.api.gate is not None
    desk.api.gate.set()
    await desk.rest()
