"""Failed rows that are corrected in the results: what is typed is written, and said to be only then."""

import asyncio
from typing import Any

import pytest
from attendees_program import Desk
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from desktop_app.attendees.journal import Entry, Fate, Journal

pytestmark = pytest.mark.asyncio

EMAIL, FIRST_NAME, LAST_NAME = 2, 3, 4


async def fail_one(desk: Desk) -> None:
    """Import two people, of whom one fails and is shown."""
    desk.api.failures = {"p1@acme.example.com": "email_not_found"}
    await desk.register(2)
    assert len(await desk.see_rows()) == 1


def enter(desk: Desk, column: int, text: str) -> None:
    """Type into a cell, as quickly as can be."""
    model = desk.table("results_table").model()
    assert model.setData(model.index(0, column), text)


async def the_row(desk: Desk) -> Entry:
    (row,) = await desk.journal.rows(desk.made.id, fates=(Fate.FAILED,))
    return row


async def test_each_of_several_quick_corrections_of_a_row_is_written(desk: Desk) -> None:
    await fail_one(desk)
    enter(desk, EMAIL, "new@acme.example.com")
    enter(desk, FIRST_NAME, "Anna")
    enter(desk, LAST_NAME, "Lee")
    await desk.rest()
    row = await the_row(desk)
    assert (row.email, row.first_name, row.last_name) == ("new@acme.example.com", "Anna", "Lee")
    assert [row[-1] for row in await desk.see_rows()] == ["Corrected, not sent yet"]


async def test_a_correction_leaves_what_was_corrected_before_and_is_not_shown_yet(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table shows a row as it was until the journal has given it anew."""
    await fail_one(desk)
    monkeypatch.setattr(desk.page.results._table, "renew", lambda: None)
    enter(desk, EMAIL, "new@acme.example.com")
    await desk.rest()
    enter(desk, FIRST_NAME, "Anna")
    await desk.rest()
    row = await the_row(desk)
    assert (row.email, row.first_name) == ("new@acme.example.com", "Anna")


async def test_of_two_corrections_of_one_cell_the_later_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await fail_one(desk)
    original, gate = Journal.correct, asyncio.Event()

    async def slow(journal: Journal, *args: Any, **cells: Any) -> None:
        await gate.wait()
        await original(journal, *args, **cells)

    monkeypatch.setattr(Journal, "correct", slow)
    enter(desk, EMAIL, "one@acme.example.com")
    await asyncio.sleep(0)
    enter(desk, EMAIL, "two@acme.example.com")
    assert (await the_row(desk)).email == "p1@acme.example.com", "nothing is written yet"
    gate.set()
    await desk.rest()
    assert (await the_row(desk)).email == "two@acme.example.com"


async def test_a_row_that_was_retried_elsewhere_is_not_said_to_be_corrected(desk: Desk) -> None:
    await fail_one(desk)
    await desk.journal.retry(desk.made.id)
    await desk.journal.mark_sending(desk.made.id, await desk.journal.rows(desk.made.id))
    enter(desk, EMAIL, "new@acme.example.com")
    await desk.rest()
    assert "Not corrected" in desk.said()
    assert "unexpected" not in desk.said()
    assert [row[-1] for row in await desk.see_rows()] != ["Corrected, not sent yet"]


async def test_who_was_given_up_in_doubt_cannot_be_corrected_before_a_retry(desk: Desk) -> None:
    """Under the name that left, the person may be registered."""
    await fail_one(desk)
    made, model = desk.made, desk.table("results_table").model()

    def is_editable() -> bool:
        index: QModelIndex = model.index(0, EMAIL)
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    assert is_editable()
    await desk.journal.retry(made.id)
    await desk.journal.mark_sending(made.id, await desk.journal.rows(made.id, fates=(Fate.WAITING,)))
    await desk.journal.abandon(made.id)
    desk.page.results.look_again()
    await desk.rest()
    await desk.see_rows()
    assert not is_editable()


async def test_after_a_correction_the_table_stays_where_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read_out: list[str] = []
    monkeypatch.setattr(
        "desktop_app.ui.pages.attendees.results_control.announce", lambda _widget, text: read_out.append(text)
    )
    desk.page.resize(648, 400)
    desk.api.failures = {f"p{n}@acme.example.com": "email_not_found" for n in range(1, 9)}
    await desk.register(10)
    await desk.see_rows()
    grid, bar = desk.table("results_table"), desk.page.scroller.verticalScrollBar()
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    grid.setCurrentIndex(grid.model().index(3, EMAIL))
    await desk.until(lambda: bar.value() > 0)
    before = bar.value()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    editor = desk.see("cell_editor")
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "p4@good.example.com")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await desk.until(lambda: read_out)
    await desk.rest()
    assert read_out == ["Corrected. Retry sends it again."]
    assert desk.said() == ""
    assert bar.value() == before
