"""What was corrected in a list is there again in the next run of the whole program, and is what the import sends."""

from pathlib import Path

import pytest
from opening import close_foyer, open_foyer
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget

from desktop_app.endpoints import Endpoints
from desktop_app.journey.steps import Step
from desktop_app.ui.widgets.message_bar import MessageBar

pytestmark = pytest.mark.asyncio

EVENT = "Autumn product update"
LIST = """\
Email,First name,Last name
ann@acme,example,Ann,Bee
bo@acme.example,Bo,Cee
cy@acme.example,Cy,Dee
di.acme.example,Di,Eff
"""


async def to_the_list(person: Person, guests: Path) -> str:
    """From the start to the list of a published event, in practice. Return the event's id."""
    await person.to_hub()
    events = person.practice.world.events()
    event_id = next(str(event["event_id"]) for event in events if event["name"] == EVENT)
    person.click(f"open_{event_id}")
    await person.arrive(Step.ATTENDEES)
    person.foyer.open_list(guests)
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    await person.rest()
    return event_id


def begin_to_type(person: Person, row: int, column: int, text: str) -> QWidget:
    """Double-click a cell and type over it, without Enter."""
    table = person.see("attendee_table", QTableView)
    index = table.model().index(row, column)
    table.scrollTo(index)
    at = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor: QWidget = person.see("cell_editor")
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, text)
    return editor


async def test_corrections_outlive_the_window_and_are_sent(tmp_path: Path) -> None:
    guests = tmp_path / "guests.csv"
    guests.write_text(LIST.replace("ann@acme,example,", '"ann@acme,example",'), encoding="utf-8")
    content = guests.read_bytes()
    first = open_foyer(tmp_path / "data", Endpoints())
    person = Person(first)
    event_id = await to_the_list(person, guests)
    person.click("fix_comma")
    await person.rest()
    editor = begin_to_type(person, 1, 3, "Bob")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await person.until(lambda: not person.sees("cell_editor"), "for the cell")
    # what is being typed counts too when the window is closed, and that at once
    begin_to_type(person, 3, 2, "di@acme.example")
    await close_foyer(first)

    second = open_foyer(tmp_path / "data", Endpoints())
    person = Person(second)
    assert await to_the_list(person, guests) == event_id
    assert person.see("put_back", MessageBar).text().startswith("3 changes you made to this list on ")
    person.click("register_quietly")
    assert person.window.action_bar.primary_button.accessibleName() == "Register 4 people quietly"
    person.go_on()
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    await person.rest()
    sent = {(ticket["email"], ticket["first_name"]) for ticket in person.practice.world.tickets(event_id)}
    assert sent >= {
        ("ann@acme.example", "Ann"), ("bo@acme.example", "Bob"), ("cy@acme.example", "Cy"), ("di@acme.example", "Di"),
    }  # fmt: skip
    assert guests.read_bytes() == content
    await close_foyer(second)
