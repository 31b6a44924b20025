"""What can be opened on the Attendees page, for which tickets, and what that takes of permissions."""

from pathlib import Path

import pytest
from attendees_program import Desk, without
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from scripted_tickets import FREE, VIP

from desktop_app.journey.steps import Step
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio


async def test_an_unreadable_file_says_so_and_keeps_the_list_before(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    await desk.open(picture)
    assert "This isn’t a list" in desk.said()
    assert "Foyer couldn’t read the list." in desk.said()
    assert "photo.csv" in desk.said()
    assert desk.page.message.button("file").text() == "Choose another file"
    await desk.open(desk.people(3))
    assert desk.said() == ""
    await desk.open(tmp_path / "gone.csv")
    assert "The file is gone" in desk.said()
    assert desk.page.caption() == "3 rows"
    assert "guests.csv" in desk.page.header.subtitle()


async def test_rows_are_pasted(desk: Desk) -> None:
    await desk.enter()
    QGuiApplication.clipboard().setText('"Chen, Sarah" <sarah.chen@techcorp.com>; bo@techcorp.com')
    desk.click("paste_rows")
    await desk.rest()
    assert desk.cells()[0][1:4] == ("sarah.chen@techcorp.com", "Sarah", "Chen")
    assert desk.see("first_name_column").currentText() == "Split “Name”"
    desk.page.back()
    QGuiApplication.clipboard().setText("")
    desk.click("paste_rows")
    await desk.rest()
    assert "There is nothing to paste" in desk.said()
    desk.press()
    assert desk.page.goes_back(), "the list of before is there"
    assert desk.said() == ""


async def test_a_file_dropped_anywhere_on_the_page_counts(desk: Desk) -> None:
    await desk.enter()
    path = desk.people(2)

    def drop(urls: list[QUrl]) -> None:
        data = QMimeData()
        data.setUrls(urls)
        actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(desk.page, QDragEnterEvent(QPoint(5, 5), actions, data, button, none))
        QApplication.sendEvent(desk.page, QDropEvent(QPoint(5, 5), actions, data, button, none, QEvent.Type.Drop))

    drop([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(path))])
    assert "Drop one file at a time" in desk.said()
    drop([QUrl.fromLocalFile(str(path))])
    await desk.rest()
    assert desk.page.caption() == "2 rows"


async def test_a_file_of_the_command_line_is_opened_once(tmp_path: Path) -> None:
    path = tmp_path / "named.csv"
    path.write_text("email\na@acme.example.com\n", encoding="utf-8")
    desk = Desk(tmp_path, file=path)
    await desk.enter()
    assert desk.page.caption() == "1 row"
    assert desk.page.goes_back()
    assert desk.page.back()
    await desk.enter()
    assert desk.page.caption() == ""
    await desk.close()


async def test_one_of_several_ticket_types_has_to_be_chosen(desk: Desk) -> None:
    desk.api.types = [FREE, VIP]
    await desk.enter()
    await desk.open(desk.people(2))
    assert desk.page.bar().reason == "Choose a ticket type"
    desk.choose("ticket_type", "VIP")
    desk.press()
    await desk.rest()
    assert {request.ticket_type_id for request in desk.api.sent} == {"vip"}


async def test_zoom_can_be_asked_again_for_ticket_types(desk: Desk) -> None:
    desk.api.asking = [ZoomError(Reason.NO_NETWORK, "getEventTicketTypes")]
    await desk.enter()
    await desk.open(desk.people(2))
    assert "Zoom can’t be reached" in desk.said()
    assert desk.page.bar().reason == "Zoom hasn’t answered yet"
    desk.page.message.button("retry").click()
    await desk.rest()
    assert desk.page.bar().enabled
    assert not desk.api.sent, "trying again never registers anybody"


async def test_without_the_permission_nothing_is_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, scopes=without("createTickets"))
    await desk.enter()
    assert desk.see("attendees_blocked").isVisible()
    assert not desk.see("attendees_drop_zone").isVisible()
    assert desk.page.bar().reason == "A permission is missing"
    desk.page.open_list(desk.people(1))
    assert not desk.page.tasks.running()
    desk.click("see_permissions")
    assert desk.went == [Step.CONNECT.value]
    await desk.close()


async def test_who_is_registered_may_be_unknown(tmp_path: Path) -> None:
    desk = Desk(tmp_path, scopes=without("getTickets"))
    await desk.enter()
    await desk.open(desk.people(2))
    assert "can’t see who is already registered" in desk.said()
    assert not desk.see("filter_already_in").isVisible()
    assert desk.page.bar().enabled
    await desk.close()
