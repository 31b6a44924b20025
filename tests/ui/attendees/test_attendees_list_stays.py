"""A list that a person worked on stays while something else is done."""

import pytest
from attendees_program import Desk, without
from PySide6.QtGui import QGuiApplication

from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio

PASTED = "Email,First name,Last name\nx1@acme.example.com,Xa,One\nx2@acme.example.com,Xb,Two\n"


async def paste_and_correct(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(PASTED)
    desk.click("paste_rows")
    await desk.rest()
    desk.click("send_now")
    await desk.correct(0, 3, "Corrected")
    desk.page.back()
    await desk.rest()


async def test_a_corrected_list_stays_while_an_earlier_import_is_looked_at(desk: Desk) -> None:
    await desk.register(2)
    made = desk.made
    desk.page.back()
    await desk.rest()
    await paste_and_correct(desk)
    desk.click(f"see_import_{made.id}")
    await desk.rest()
    desk.page.back()
    await desk.rest()
    desk.press()
    assert desk.cells()[0][2] == "Corrected"
    desk.page.back()
    desk.click(f"see_import_{made.id}")
    await desk.rest()
    # who goes elsewhere from the results and comes back finds it, too
    desk.page.leave()
    desk.page.enter()
    await desk.rest()
    desk.press()
    assert desk.cells()[0][2] == "Corrected"


async def test_a_corrected_list_stays_while_another_import_goes_on(desk: Desk) -> None:
    unfinished = await desk.stop_half_way()
    desk.api.gate = None
    desk.page.back()
    await desk.rest()
    await paste_and_correct(desk)
    desk.click(f"continue_import_{unfinished.id}")
    # meanwhile somebody of the list registers without Foyer
    await desk.until(desk.page.importing.isVisible)
    desk.api.known.append(Ticket(ticket_id="theirs", email="x2@acme.example.com"))
    await desk.rest()
    assert desk.page.finished.isVisible()
    desk.page.back()
    await desk.rest()
    desk.press()
    await desk.rest()
    assert desk.cells()[0][2] == "Corrected"
    assert desk.page.bar().primary == "Register 1 person and send the email", "Zoom was asked again who is in"
    assert desk.page.bar().enabled


async def test_who_was_taken_out_is_ready_again_where_zoom_does_not_tell(desk: Desk) -> None:
    desk.open_event("e1", scopes=without("getTickets"))
    await desk.enter()
    await desk.open(desk.people(2))
    desk.click("send_one_first")
    desk.see("one_email").setText("p1@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert desk.page.bar().primary == "Register 1 person and send the email"
    desk.page.back()
    await desk.rest()
    ((one, _),) = await desk.journal.imports("e1", "acme")
    desk.click(f"see_import_{one.id}")
    await desk.rest()
    desk.page.results.ask_undo()
    desk.answer("undo", "confirm")
    await desk.rest()
    desk.page.back()
    await desk.rest()
    desk.press()
    await desk.rest()
    assert desk.page.bar().primary == "Register 2 people and send emails"


async def test_a_file_that_was_named_waits_for_an_import_that_goes_on_first(desk: Desk) -> None:
    unfinished = await desk.stop_half_way()
    desk.api.gate = None
    path = desk.page.program.list_to_open = desk.people(3, "named.csv")
    desk.page.program.import_to_continue = unfinished.id
    desk.page.enter()
    await desk.rest()
    assert not desk.page.results.to_send
    assert desk.page.program.list_to_open == path
    desk.page.enter()
    await desk.rest()
    assert desk.page.check.isVisible()
    assert desk.page.program.list_to_open is None
