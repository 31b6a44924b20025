"""What is said of a list, and of an event's imports, stays true."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from attendees_program import Desk, no_pause, without

from desktop_app.attendees.importer import Undoing
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.attendees import list_loading
from desktop_app.ui.pages.attendees.list_loading import Loaded, ReadAs

pytestmark = pytest.mark.asyncio


async def test_that_one_was_sent_is_still_said_when_the_list_is_read_another_way(desk: Desk) -> None:
    await desk.enter()
    path = desk.folder / "guests.csv"
    path.write_bytes("Email,First name,Last name\np1@acme.example.com,Zoë,One\np2@acme.example.com,Bo,Two\n".encode())
    await desk.open(path)
    desk.click("send_one_first")
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert desk.page.bar().status == "One is registered, the others not yet"
    desk.page.check.pickers.reading.chosen.emit(ReadAs(encoding="cp1252"))
    await desk.rest()
    assert desk.cells()[0][2] == "ZoÃ«"
    assert desk.page.bar().status == "One is registered, the others not yet"
    # of another list nobody was
    await desk.open(desk.people(2, "others.csv"))
    assert desk.page.bar().status == "Nothing sent yet"


@pytest.mark.parametrize("how", ["choose", "read_this_column"])
async def test_who_is_emailed_is_asked_again_for_other_addresses(desk: Desk, how: str) -> None:
    await desk.enter()
    rows = [("Email", "First name", "Last name", "Assistant email")]
    rows += [(f"p{n}@acme.example.com", "Ann", "One", f"x{n}@acme.example.com") for n in (1, 2)]
    await desk.open(desk.write(rows))
    assert desk.page.bar().enabled
    # the same people by other names
    desk.choose("first_name_column", "Last name")
    await desk.rest()
    assert desk.page.check.emails.sends() is True
    if how == "choose":
        desk.choose("email_column", "Assistant email")
    else:
        desk.page.check.unread.wanted.emit(3)
    await desk.rest()
    assert desk.cells()[0][1] == "x1@acme.example.com"
    assert desk.page.check.emails.sends() is None
    assert not desk.page.bar().enabled


async def test_of_two_warnings_the_one_that_stops_everybody_comes_first(desk: Desk) -> None:
    desk.open_event("e1", scopes=without("getTickets"))
    types, desk.api.types = desk.api.types, []
    await desk.enter()
    await desk.open(desk.people(2))
    assert "This event has no ticket type" in desk.said()
    desk.api.types = types
    desk.page.on_action("ask")
    await desk.rest()
    assert "already registered" in desk.said()


async def test_the_rail_says_how_many_are_left(desk: Desk) -> None:
    await desk.stop_half_way(100)
    desk.page.back()
    await desk.rest()
    left = desk.journey.state.left
    assert left
    assert desk.page.caption() == f"{left} left"
    desk.api.gate = None
    ((made, _),) = await desk.journal.imports("e1", "acme")
    desk.click(f"continue_import_{made.id}")
    await desk.rest()
    assert desk.page.caption() == "100 registered"


async def test_an_import_that_another_window_took_back_leaves_nobody(desk: Desk) -> None:
    made = await desk.stop_half_way(100)
    desk.api.gate = None
    assert desk.page.caption() == "10 left"
    await Undoing(desk.api, desk.journal, made.id, no_pause).run(lambda _: None)
    desk.press()
    await desk.rest()
    assert desk.page.header.title() == "Import taken back"
    assert desk.page.caption() == ""


async def test_a_list_has_the_name_of_what_was_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.enter()
    await desk.open(desk.people(3, "a.csv"))
    slow = desk.people(4, "b.csv")
    original = list_loading.load

    async def load(source: Path | str, *given: Any) -> Loaded:
        if source == slow:
            await asyncio.Event().wait()
        return await original(source, *given)

    monkeypatch.setattr(list_loading, "load", load)
    desk.page.back()
    desk.page.open_list(slow)
    assert desk.page.bar().status == "Reading b.csv"
    nothing = desk.folder / "c.csv"
    nothing.write_bytes(b"")
    desk.page.open_list(nothing)
    assert desk.page.bar().status == "Reading c.csv"
    await desk.rest()
    assert desk.page.bar().status == "a.csv"
    desk.press()
    assert "columns of a.csv" in desk.page.header.subtitle()
    desk.press()
    await desk.rest()
    assert desk.made.source == "a.csv"
    assert len(desk.api.sent) == 3


async def test_finish_is_not_offered_while_people_are_left(desk: Desk) -> None:
    await desk.stop_half_way(100)
    desk.page.back()
    await desk.rest()
    assert desk.page.bar().secondary == "Back to the hub"
    desk.api.gate = None
    ((made, _),) = await desk.journal.imports("e1", "acme")
    desk.click(f"continue_import_{made.id}")
    await desk.rest()
    desk.page.back()
    await desk.rest()
    assert desk.page.bar().secondary == "Finish"
    desk.page.secondary()
    assert desk.went == [Step.HUB.value]
