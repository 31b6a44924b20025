"""One person is sent ahead of all others, to see what the email looks like."""

from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.attendees.journal import Fate
from desktop_app.journey.state import Mode
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def send_ahead(desk: Desk) -> None:
    desk.page.ahead.ask()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()


async def test_one_goes_ahead_of_all_others(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    desk.click("register_quietly")
    desk.click("send_one_first")
    desk.click("one_send")
    assert "Enter your email address" in desk.see("send_one_dialog")._field.problem(), "nobody else is sent instead"
    desk.see("one_email").setText("me@acme")
    desk.click("one_send")
    assert "no ending" in desk.see("send_one_dialog")._field.problem()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert [(request.email, request.send_notification) for request in desk.api.sent] == [("me@acme.example.com", True)]
    assert "me@acme.example.com is registered" in desk.said()
    assert desk.api.sent[0].last_name == "Last1", "what Zoom asks everybody for, it asks me for"
    assert desk.label() == "Register 3 people quietly"
    assert desk.page.goes_back(), "the list is there again"
    # somebody of the list, who is not sent again with the others
    desk.click("send_one_first")
    desk.see("one_email").setText("P1@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert desk.label() == "Register 2 people quietly"
    desk.press()
    await desk.rest()
    emails = [request.email for request in desk.api.sent]
    assert emails == ["me@acme.example.com", *(f"p{n}@acme.example.com" for n in (1, 2, 3))]
    ((first, _), *_) = reversed(await desk.journal.imports("e1", "acme"))
    (entry,) = await desk.journal.rows(first.id)
    assert (entry.row, entry.fate) == (0, Fate.REGISTERED)


async def test_sending_one_does_not_look_as_if_all_were_sent_and_enter_does_not_send_again(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    link = desk.see("send_one_first")
    link.setFocus()
    link.click()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    # where a dialog that closes puts the focus
    link.setFocus()
    bar = desk.page.bar()
    assert (bar.busy, bar.enabled, bar.reason) == (False, False, "Registering one…")
    await desk.rest()
    assert desk.page.window().focusWidget() is desk.page.message, "Enter on the link would open it again"
    assert "One person is registered" in desk.said()
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    desk.click("send_one_first")
    assert desk.see("one_email").text() == "", "who is registered isn't sent anew by Enter"
    desk.click("one_cancel")
    # somebody who works elsewhere meanwhile is not disturbed
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    link.click()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    desk.page.check.grid.setFocus()
    await desk.rest()
    assert desk.page.window().focusWidget() is desk.page.check.grid
    assert "Try another address" in desk.said()
    desk.page.back()
    await desk.rest()
    newest, _ = (await desk.journal.imports("e1", "acme"))[0]
    texts = [label.text() for label in desk.see(f"import_{newest.id}").findChildren(QLabel)]
    assert "1 already in" in texts, "an import that sent nobody says so"


async def test_one_who_cannot_be_sent_ahead_is_not_sent_later(desk: Desk) -> None:
    desk.api.failures = {"me@acme.example.com": "email_not_found"}
    desk.api.refusals = [ZoomError(Reason.SCOPE_MISSING, "createTickets", status=403, code=4711)]
    await desk.enter()
    await desk.open(desk.people(2))
    for said in ("A permission is missing", "Zoom refused the email address"):
        await send_ahead(desk)
        assert said in desk.said()
        desk.page.clear_message()
        await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    assert await desk.journal.unfinished() == []
    assert desk.label() == "Register 2 people and send emails"


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


async def test_one_who_could_not_be_sent_ahead_is_asked_for_again(desk: Desk) -> None:
    desk.api.refusals = [ZoomError(Reason.SALE_WINDOW, "createTickets", status=400)]
    await desk.enter()
    await desk.open(desk.people(2))
    await send_ahead(desk)
    assert "Try again" in desk.buttons()
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    desk.page.on_action("retry")
    assert desk.see("one_email").text() == "me@acme.example.com"
    desk.click("one_send")
    await desk.rest()
    assert [request.email for request in desk.api.sent] == ["me@acme.example.com"]
    assert "One person is registered" in desk.said()
    assert desk.page.bar().status == "One is registered, the others not yet"


async def test_nothing_of_who_was_sent_ahead_is_left_when_they_are_wiped(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    await send_ahead(desk)
    ((made, _),) = await desk.journal.imports("e1", "acme")
    assert made.source == "1 person sent ahead"
    folder = desk.folder / Mode.ACCOUNT.value
    assert b"me@acme" in on_disk(folder)
    await desk.journal.wipe_finished()
    assert b"me@acme" not in on_disk(folder)


async def test_a_refused_one_is_not_called_taken_back(desk: Desk) -> None:
    desk.api.refusals = [ZoomError(Reason.SCOPE_MISSING, "createTickets", status=403)]
    await desk.enter()
    await desk.open(desk.people(2))
    await send_ahead(desk)
    ((made, _),) = await desk.journal.imports("e1", "acme")
    desk.page.earlier.open(made.id, go_on=False)
    await desk.rest()
    assert desk.page.header.title() == "Import finished"
    assert "Nobody was registered. 1 person was never sent." in desk.page.header.subtitle()
    assert "Undo this import" not in desk.buttons()
