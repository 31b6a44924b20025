"""An unfinished import that goes on: what is pressed, left or failed before its event is open, and lists put away."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from connect_program import ConnectDesk
from page_program import DAY, SECRET, Desk, FakeKeychain, until
from PySide6.QtWidgets import QMessageBox, QPushButton
from scenarios import town_hall

from desktop_app.attendees.journal import Import, Journal, JournalFailed, WhyFailed
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.storage.profiles import Profile
from desktop_app.ui.pages.connect.page import ConnectPage

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[ConnectDesk]:
    """Acme signs in, Other was used last; both secrets are in the keychain."""
    keychain = FakeKeychain()
    keychain.kept |= {"acme": SECRET, "other": "of-other"}
    desk = Desk(ConnectPage, tmp_path, zoom, keychain)
    for name in ("other", "acme"):
        desk.program.profiles.save(Profile(name, name.title(), name, f"{name}-client", remembered=True))
    desk.settings.change(last_profile="other")
    desk.page.account.fill_profiles()
    yield desk
    await desk.close()


async def begin(desk: ConnectDesk, event: str = "Autumn product update", *, prepared: bool = False) -> Import:
    ids = {each["name"]: str(each["event_id"]) for each in desk.zoom.world.events()}
    return await desk.journals[Mode.ACCOUNT].begin(
        account_key="acme", event_id=ids.get(event, "gone"), event_name=event, source="guests.csv", ticket_type_id="",
        ticket_type_name="", send_notification=True, rows=[NewRow(Person(1, "ada@acme.example.com", "Ada", "L"))],
        prepared=prepared,
    )  # fmt: skip


def confirm(desk: ConnectDesk) -> None:
    (box,) = [each for each in desk.page.findChildren(QMessageBox) if each.isVisible()]
    button = box.findChild(QPushButton, "discard_confirm")
    assert button is not None
    button.click()


async def until_opening(desk: ConnectDesk) -> None:
    await until(lambda: desk.page.bar().primary == "Opening the event…", "for the event")


async def test_where_the_keychain_has_the_secret_it_is_one_press(desk: ConnectDesk) -> None:
    made = await begin(desk)
    await desk.enter()
    desk.click(f"continue_{made.id}")
    assert desk.said() == ""
    await desk.rest()
    assert desk.said() == ""
    assert desk.went == [Step.ATTENDEES.value]
    assert desk.program.import_to_continue == made.id
    assert desk.journey.state.draft.name == "Autumn product update"


async def test_where_it_has_not_the_secret_is_asked_for_once_that_is_known(desk: ConnectDesk) -> None:
    made = await begin(desk)
    await desk.enter()
    await desk.program.keychain.delete("acme")
    desk.click(f"continue_{made.id}")
    await desk.rest()
    assert "Enter the client secret" in desk.said()
    desk.type("connect_client_secret", SECRET)
    await desk.press()
    assert desk.went == [Step.ATTENDEES.value]


async def test_after_a_cancel_the_import_does_not_go_on(desk: ConnectDesk, zoom: PracticeService) -> None:
    made = await begin(desk)
    await desk.enter()
    zoom.latency_ms = 100
    desk.click(f"continue_{made.id}")
    desk.page.secondary()
    await desk.rest()
    await desk.press()
    assert desk.journey.state.connection is not None
    assert desk.went == []
    assert desk.journey.state.work is None


@pytest.mark.parametrize("way", ["leave", "back"])
async def test_what_was_begun_meanwhile_is_not_replaced(desk: ConnectDesk, zoom: PracticeService, way: str) -> None:
    made = await begin(desk)
    await desk.enter()
    zoom.latency_ms = 100
    desk.click(f"continue_{made.id}")
    await until_opening(desk)
    assert desk.page.bar().busy, "nobody goes on to the hubs, nor by the rail"
    if way == "leave":
        desk.page.leave()
    else:
        assert desk.page.back()
    desk.journey.start_event(desk.hub)
    desk.journey.edit(replace(town_hall(DAY), name="Another event"))
    await desk.rest()
    assert desk.went == []
    assert desk.program.import_to_continue == ""
    assert desk.journey.state.draft.name == "Another event"


async def test_an_event_that_did_not_open_is_tried_again(desk: ConnectDesk, zoom: PracticeService) -> None:
    made = await begin(desk)
    await desk.enter()
    zoom.faults.add("getEventInfo", "error", status=403, code=9, message="No.")
    desk.click(f"continue_{made.id}")
    await desk.rest()
    assert "Zoom didn’t show the event" in desk.said()
    assert desk.program.import_to_continue == "", "it doesn't go on from elsewhere"
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.went == [Step.ATTENDEES.value]
    assert desk.program.import_to_continue == made.id


async def test_an_import_whose_event_is_gone_can_be_put_away(desk: ConnectDesk) -> None:
    made = await begin(desk, "Canceled long ago")
    await desk.enter()
    desk.click(f"continue_{made.id}")
    await desk.rest()
    await desk.act("give_up")
    confirm(desk)
    await desk.rest()
    assert await desk.journals[Mode.ACCOUNT].unfinished() == []
    assert desk.said() == ""


async def test_two_that_are_put_away_one_after_the_other_are_both_gone(
    desk: ConnectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = [await begin(desk, prepared=True), await begin(desk, prepared=True)]
    discard, gate = Journal.discard, asyncio.Event()

    async def slow(self: Journal, import_id: str) -> None:
        await gate.wait()
        await discard(self, import_id)

    monkeypatch.setattr(Journal, "discard", slow)
    await desk.enter()
    for made in lists:
        desk.click(f"give_up_{made.id}")
        confirm(desk)
    gate.set()
    await desk.rest()
    assert desk.said() == ""
    assert await desk.journals[Mode.ACCOUNT].unfinished() == []
    assert not desk.page.unfinished.isVisible()


async def test_trying_again_to_put_one_away_connects_nobody(desk: ConnectDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await begin(desk, prepared=True)
    await desk.enter()

    async def locked(_journal: Journal, _import_id: str) -> None:
        raise JournalFailed(WhyFailed.FAILED)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "discard", locked)
        desk.click(f"give_up_{made.id}")
        confirm(desk)
        await desk.rest()
    await desk.act("retry")
    assert await desk.journals[Mode.ACCOUNT].unfinished() == []
    assert desk.journey.state.connection is None


async def test_a_list_that_is_gone_already_is_put_away(desk: ConnectDesk) -> None:
    made = await begin(desk, prepared=True)
    await desk.enter()
    await desk.journals[Mode.ACCOUNT].discard(made.id)
    desk.click(f"give_up_{made.id}")
    confirm(desk)
    await desk.rest()
    assert desk.said() == ""
    assert not desk.page.unfinished.isVisible()
