"""The Connect page: practice or an account, and how one gets from field to field to a connection."""

import pytest
from connect_program import ConnectDesk, opened_again, sign_in
from page_program import SECRET, FakeKeychain, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.journey import readiness
from desktop_app.journey.state import Mode
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio


async def test_practice_is_offered_first_and_needs_nothing(desk: ConnectDesk) -> None:
    assert desk.page.practice_card.isChecked()
    assert not desk.shows("connect_client_id")
    assert desk.page.bar().primary == "Start practice"
    await desk.press()
    connection = desk.journey.state.connection
    assert connection is not None
    assert connection.mode is Mode.PRACTICE
    assert desk.page.caption() == "Practice"
    assert desk.page.bar().status == "Practice needs no secret"
    assert desk.page.bar().primary == "Continue to hubs"
    await desk.press()
    assert desk.completed == 1


async def test_what_is_missing_is_said_at_its_field(desk: ConnectDesk) -> None:
    desk.click("connect_account")
    await desk.press()
    assert desk.page.account.fields["client_id"].problem() == "Enter the Client ID from your Zoom app."
    assert desk.page.account.fields["secret"].problem() == "Enter the client secret from your Zoom app."
    desk.type("connect_client_id", "acme-client")
    assert desk.page.account.fields["client_id"].problem() == ""
    assert desk.zoom.requests == []


async def test_a_wrong_secret_keeps_what_was_typed_and_saves_nothing(desk: ConnectDesk) -> None:
    await sign_in(desk, secret="wrong")
    assert "Zoom doesn’t know these credentials" in desk.said()
    assert desk.text("connect_client_id") == "acme-client"
    assert desk.program.profiles.all() == []
    desk.page.on_action("connect")
    assert desk.said() == ""


async def test_the_help_copies_every_scope_and_opens_zoom(desk: ConnectDesk) -> None:
    desk.click("connect_account")
    desk.click("expander_button")
    desk.click("connect_copy_scopes")
    assert QApplication.clipboard().text().splitlines() == list(readiness.all_scopes())
    desk.click("connect_marketplace")
    assert desk.opened == ["https://marketplace.zoom.us/user/build"]


async def test_canceling_leaves_the_form_as_it_was(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.faults.add("token", "slow", seconds=600)
    desk.click("connect_account")
    desk.type("connect_client_id", "acme-client")
    desk.type("connect_client_secret", SECRET)
    desk.page.primary()
    assert desk.page.bar().busy
    assert desk.page.bar().secondary == "Cancel"
    await until(lambda: zoom.requests, "for the request")
    desk.page.secondary()
    await desk.rest()
    assert desk.said() == ""
    assert desk.journey.state.connection is None
    assert desk.page.bar().primary == "Connect"


async def test_practice_that_is_started_twice_connects_once(desk: ConnectDesk) -> None:
    for _ in range(2):
        desk.page.start_practice()
    await desk.rest()
    service = desk.gateway.practice
    assert service is not None
    assert [request.operation for request in service.requests].count("token") == 1
    assert desk.journey.state.connection is not None


async def test_enter_leads_to_the_next_empty_field_and_at_last_connects(desk: ConnectDesk) -> None:
    desk.click("connect_account")
    visited = []
    for name, text in (
        ("connect_account_id", "acme"),
        ("connect_client_id", "acme-client"),
        ("connect_client_secret", SECRET),
        ("connect_name", "Acme Corp"),
    ):
        desk.type(name, text)
        QTest.keyClick(desk.see(name), Qt.Key.Key_Return)
        focused = desk.page.focusWidget()
        visited.append(focused.objectName() if focused else "")
    assert visited[:3] == ["connect_client_id", "connect_client_secret", "connect_name"]
    await desk.rest()
    assert desk.journey.state.connection is not None


async def test_enter_after_the_secret_connects_where_the_rest_is_known(
    desk: ConnectDesk, keychain: FakeKeychain
) -> None:
    await sign_in(desk)
    again = await opened_again(desk, keychain)
    QTest.keyClick(again.see("connect_client_secret"), Qt.Key.Key_Enter)
    assert "Enter the client secret" in again.page.account.fields["secret"].problem()
    again.type("connect_client_secret", SECRET)
    QTest.keyClick(again.see("connect_client_secret"), Qt.Key.Key_Enter)
    await again.rest()
    assert again.journey.state.connection is not None
    await again.close()
