"""What goes wrong while connecting, and how a person gets on from there: the real window over real HTTP."""

import asyncio
import socket
from pathlib import Path

import pytest
from opening import close_foyer, open_foyer
from person import PATIENCE, SECRET, Person
from planning import TODAY, publish_at_once
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from scenarios import town_hall, winter_day

from desktop_app.endpoints import Endpoints
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio


async def test_a_wrong_secret_is_said_and_nothing_typed_is_lost(account_person: Person) -> None:
    person = account_person
    await person.sign_in("wrong")
    assert "Zoom doesn’t know these credentials" in person.said()
    assert person.text("connect_client_id") == "acme-client"
    assert person.text("connect_account_id") == "acme-account"
    person.type("connect_client_secret", SECRET)
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert not person.said()


async def test_no_secret_reaches_a_file(account_person: Person, zoom: PracticeService, tmp_path: Path) -> None:
    person = account_person
    zoom.faults.add("getHubList", "500", times=None)
    await person.sign_in()
    zoom.faults.clear()
    await person.sign_in()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    tokens = list(zoom.tokens._live)
    assert tokens
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [each for each in (SECRET, *tokens) if each.encode() in content], path
    assert any(path.suffix == ".log" for path in (tmp_path / "data").rglob("*"))


async def test_without_a_network_the_same_press_works_later(tmp_path: Path, zoom: PracticeService) -> None:
    api, oauth = zoom.api_url, zoom.oauth_url
    port = int(zoom.base_url.rsplit(":", 1)[1])
    zoom.stop()
    with socket.socket() as reserved:
        # so that meanwhile nobody else gets this port; who only binds it refuses connections
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(("127.0.0.1", port))
        foyer = open_foyer(tmp_path / "data", Endpoints(api, oauth))
        person = Person(foyer)
        await person.sign_in()
        await person.until(lambda: "Zoom can’t be reached" in person.said(), "for the reason")
    again = PracticeService()
    again.start(port=port)
    person.go_on()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await close_foyer(foyer)
    again.stop()


async def test_a_missing_permission_is_known_before_anything_is_typed(
    account_person: Person, zoom: PracticeService
) -> None:
    person = account_person
    zoom.scopes = [scope for scope in zoom.scopes if "ticket" not in scope]
    await person.sign_in()
    await person.until(lambda: person.sees("admin_text"), "for the text to the admin")
    wanted = person.text("admin_text")
    assert "zoom_events:write:ticket:admin" in wanted
    assert "hub" not in wanted
    person.go_on()
    await person.arrive(Step.HUB)
    await publish_at_once(person, town_hall(winter_day(TODAY)))
    assert person.sees("attendees_blocked")
    assert not person.window.action_bar.primary_button.isEnabled()
    person.click("see_permissions")
    await person.arrive(Step.CONNECT)
    assert person.sees("admin_text")


async def test_a_press_on_connect_in_the_middle_of_connecting_changes_nothing(
    account_person: Person, zoom: PracticeService
) -> None:
    person = account_person
    zoom.latency_ms = 300
    await person.enter_account()
    primary = person.window.action_bar.primary_button
    for _ in range(3):
        QTest.mouseClick(primary, Qt.MouseButton.LeftButton)
    person.window.primary()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert sum(record.operation == "token" for record in zoom.requests) == 1
    assert person.window.wizard.step is Step.CONNECT


async def test_connecting_can_be_canceled(account_person: Person, zoom: PracticeService) -> None:
    person = account_person
    zoom.faults.add("token", "slow", seconds=600)
    await person.enter_account()
    person.go_on()
    await person.until(person.window.action_bar.secondary_button.isVisible, "for Cancel")
    person.other()
    await person.rest()
    assert person.state.connection is None
    assert person.text("connect_client_id") == "acme-client"
    assert person.window.action_bar.primary_button.isEnabled()


async def test_an_account_without_hubs_says_what_to_do(account_person: Person, zoom: PracticeService) -> None:
    person = account_person
    zoom.faults.add("getHubList", "error", status=404, code=2001, message="Hub does not exist.")
    await person.sign_in()
    await person.until(lambda: person.state.connection is not None, "for the connection")
    await person.rest()
    assert not person.window.action_bar.primary_button.isEnabled()
    person.other()
    await person.rest()
    assert person.window.action_bar.primary_button.isEnabled()


async def test_closing_the_window_in_the_middle_of_a_request_is_quiet(
    tmp_path: Path, zoom: PracticeService, caplog: pytest.LogCaptureFixture
) -> None:
    zoom.faults.add("token", "slow", seconds=600)
    foyer = open_foyer(tmp_path / "data", Endpoints(zoom.api_url, zoom.oauth_url))
    person = Person(foyer)
    await person.enter_account()
    person.go_on()
    await person.until(lambda: len(zoom.requests) > 0, "for the request to be under way")
    await asyncio.wait_for(close_foyer(foyer), PATIENCE)
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
