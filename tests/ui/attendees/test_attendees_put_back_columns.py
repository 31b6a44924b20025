"""What was corrected in a column waits for it where another is chosen when the list comes in again."""

import pytest
from attendees_program import Desk, Windows

pytestmark = pytest.mark.asyncio


async def test_corrections_wait_for_their_column(again: Windows) -> None:
    desk = await again()
    path = desk.write([("Email", "Given", "Family", "Called"), ("ann@acme.example.com", "Ann", "One", "Annie")])
    await desk.open(path)
    desk.choose("first_name_column", "Given")
    await desk.rest()
    await desk.correct(0, 3, "Anna")
    await desk.correct(0, 4, "Uno")
    await desk.rest()
    desk.choose("first_name_column", "Called")
    await desk.rest()
    assert desk.cells()[0][2:4] == ("Annie", "Uno")
    await desk.correct(0, 3, "Annika")
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
    await desk.correct(0, 4, "Seven")
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
    await desk.enter()
    path = desk.write([("ann@acme.example.com", "Ann", "Bee", "7"), ("bo@acme.example.com", "Bo", "Cee", "8")])
    await desk.open(path)
    desk.choose("last_name_column", "Column D")
    await desk.rest()
    await desk.correct(0, 4, "Seven")
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
