"""A list is sent as it is read by the columns that are chosen, and nobody of it when it isn't."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from attendees_program import Desk

from desktop_app.storage.notes import Note
from desktop_app.ui.pages.attendees import list_loading

pytestmark = pytest.mark.asyncio

ROWS = (
    ("Email", "Private email", "First name", "Last name"),
    ("ann@work.example.com", "ann@home.example.com", "Ann", "One"),
    ("bo@work.example.com", "bo@home.example.com", "Bo", "Two"),
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path, columns=Note(tmp_path / "columns.json"))
    await desk.enter()
    yield desk
    await desk.close()


def emails(desk: Desk) -> list[str]:
    return [row[1] for row in desk.cells()]


async def send(desk: Desk) -> list[str]:
    """Send the list. Returns to whom."""
    desk.click("register_quietly")
    desk.press()
    await desk.rest()
    return [request.email for request in desk.api.sent]


async def fail_to_check(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose another column, and have no memory to check the list by it."""

    async def fails(*_args: Any) -> Any:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(list_loading, "checked", fails)
        desk.choose("email_column", "Private email")
        await desk.rest()


async def test_another_file_that_fails_to_be_read_leaves_the_check_running(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.open(desk.write(ROWS))
    gate, checked = asyncio.Event(), list_loading.checked

    async def held(*args: Any) -> Any:
        await gate.wait()
        return await checked(*args)

    monkeypatch.setattr(list_loading, "checked", held)
    desk.choose("email_column", "Private email")
    damaged = desk.folder / "guests.pdf"
    damaged.write_bytes(b"%PDF-1.4 nothing")
    desk.page.open_list(damaged)
    await desk.until(lambda: not desk.page.list.reading)
    assert desk.said(), "it wasn't read"
    assert desk.page.bar().reason == "Checking the list…"
    gate.set()
    await desk.rest()
    assert emails(desk) == ["ann@home.example.com", "bo@home.example.com"]
    assert await send(desk) == ["ann@home.example.com", "bo@home.example.com"]


async def test_a_list_that_could_not_be_checked_is_not_sent_as_it_was_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.open(desk.write(ROWS))
    await fail_to_check(desk, monkeypatch)
    assert desk.said()
    assert emails(desk) == ["ann@work.example.com", "bo@work.example.com"]
    assert (desk.page.bar().enabled, desk.page.bar().reason) == (False, "The list isn’t checked")
    desk.page.primary()
    await desk.rest()
    assert desk.api.sent == []
    desk.choose("email_column", "Private email")
    desk.page.message.button("retry").click()
    await desk.rest()
    assert await send(desk) == ["ann@home.example.com", "bo@home.example.com"]


async def test_the_columns_of_before_make_a_list_that_was_not_checked_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.open(desk.write(ROWS))
    await fail_to_check(desk, monkeypatch)
    desk.choose("email_column", "Email")
    await desk.rest()
    assert await send(desk) == ["ann@work.example.com", "bo@work.example.com"]
