"""Sending one's own address ahead, where the list has it, too."""

import asyncio

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.asyncio


async def ask_for(desk: Desk, address: str) -> str:
    """Ask for one person to be sent ahead, and return what the dialog refuses."""
    desk.click("send_one_first")
    desk.see("one_email").setText(address)
    desk.click("one_send")
    await desk.rest()
    if not desk.page.findChildren(QWidget, "send_one_dialog"):
        return ""
    return str(desk.see("send_one_dialog")._field.problem())


OWN = (
    ("Email", "First name", "Last name"),
    ("first@acme.example.com", "Anna", "First"),
    ("me@acme.example.com", "", "Boss"),
    ("out@acme.example.com", "Otto", "Out"),
    ("twice@acme.example.com", "", "Twice"),
    ("twice@acme.example.com", "Tina", "Twice"),
)


async def test_one_of_the_list_whose_row_is_not_ready_is_not_sent_under_another_name(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(OWN))
    refused = await ask_for(desk, "Me@acme.example.com")
    assert "its row isn’t ready: First name is missing" in refused
    assert not desk.api.sent
    desk.click("one_cancel")
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    # who is left out goes by their own name, and who is there twice by the row that is ready
    desk.leave_out(2)
    for address in ("OUT@acme.example.com", "twice@acme.example.com"):
        assert await ask_for(desk, address) == ""
        await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    sent = [(request.email, request.first_name) for request in desk.api.sent]
    assert sent == [("out@acme.example.com", "Otto"), ("twice@acme.example.com", "Tina")]


async def test_one_who_was_being_sent_when_all_tasks_ended_holds_nothing_up(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    desk.api.gate = asyncio.Event()
    desk.click("send_one_first")
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.until(lambda: desk.api.calls)
    await desk.page.tasks.close()
    desk.api.gate = None
    assert desk.page.bar().enabled
