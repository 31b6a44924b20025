"""The Connect page: practice or an account, secrets and where they are kept, and what will and won't work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import SECRET, Desk, FakeKeychain, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.journey import readiness
from desktop_app.journey.readiness import Readiness
from desktop_app.journey.state import Connection, Mode
from desktop_app.practice.service import PracticeService
from desktop_app.storage.profiles import Profile, Profiles
from desktop_app.ui.pages.connect.page import ConnectPage
from desktop_app.ui.widgets.check_row import CheckRow

pytestmark = pytest.mark.asyncio

ConnectDesk = Desk[ConnectPage]


@pytest.fixture
def keychain() -> FakeKeychain:
    return FakeKeychain()


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService, keychain: FakeKeychain) -> AsyncIterator[ConnectDesk]:
    desk = Desk(ConnectPage, tmp_path, zoom, keychain)
    await desk.enter()
    yield desk
    await desk.close()


async def sign_in(desk: ConnectDesk, name: str = "Acme Corp", secret: str = SECRET) -> None:
    desk.click("connect_account")
    desk.type("connect_name", name)
    desk.type("connect_account_id", "acme")
    desk.type("connect_client_id", "acme-client")
    desk.type("connect_client_secret", secret)
    await desk.press()


async def opened_again(desk: ConnectDesk, keychain: FakeKeychain | None) -> ConnectDesk:
    """The same folder in another run of the program."""
    again = Desk(ConnectPage, desk.folder, desk.zoom, keychain)
    await again.enter()
    return again


def remember(desk: ConnectDesk, *names: str) -> list[Profile]:
    """Profiles of earlier runs."""
    made = []
    for name in names:
        profile = Profile(name.lower(), name, f"{name}-account", f"{name}-client", remembered=True)
        desk.program.profiles.save(profile)
        made.append(profile)
    desk.settings.change(last_profile=made[0].id)
    return made


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


@pytest_asyncio.fixture
async def damaged(tmp_path: Path, zoom: PracticeService, keychain: FakeKeychain) -> AsyncIterator[ConnectDesk]:
    """The page after somebody's saved profiles were damaged."""
    (tmp_path / "profiles.json").write_bytes(b'[{"id": "acme", "na')
    desk = Desk(ConnectPage, tmp_path, zoom, keychain)
    await desk.enter()
    yield desk
    await desk.close()


async def test_damaged_profiles_are_told_with_the_remedy_and_where_the_file_is(damaged: ConnectDesk) -> None:
    assert damaged.page.account_card.isChecked(), "to connect again is the remedy"
    said = damaged.see("connect_damaged_profiles").text()
    assert "can’t read your saved profiles" in said
    assert "choose Connect" in said
    kept = damaged.program.profiles.kept_aside
    assert kept is not None
    assert str(kept) in said
    assert not damaged.shows("message_details")
    damaged.click("message_more")
    assert damaged.shows("message_details")


async def test_what_was_read_about_damaged_profiles_never_comes_back(damaged: ConnectDesk, tmp_path: Path) -> None:
    damaged.click("connect_practice")
    damaged.click("connect_account")
    assert damaged.shows("connect_damaged_profiles"), "another choice is no sign that it was read"
    damaged.click("message_read")
    assert not damaged.shows("connect_damaged_profiles")
    await damaged.enter()
    assert not damaged.shows("connect_damaged_profiles")
    assert Profiles(tmp_path / "profiles.json").kept_aside is None, "nor at the next start"


async def test_connecting_again_settles_damaged_profiles_and_practice_does_not(damaged: ConnectDesk) -> None:
    damaged.click("connect_practice")
    await damaged.press()
    damaged.page.back()
    assert damaged.shows("connect_damaged_profiles")
    await sign_in(damaged)
    damaged.page.back()
    assert not damaged.shows("connect_damaged_profiles")
    assert [profile.name for profile in damaged.program.profiles.all()] == ["Acme Corp"]


async def test_sound_profiles_are_no_matter(desk: ConnectDesk) -> None:
    assert not desk.shows("connect_damaged_profiles")


async def test_what_is_missing_is_said_at_its_field(desk: ConnectDesk) -> None:
    desk.click("connect_account")
    await desk.press()
    assert desk.page.account.fields["client_id"].problem() == "Enter the Client ID from your Zoom app."
    assert desk.page.account.fields["secret"].problem() == "Enter the client secret from your Zoom app."
    desk.type("connect_client_id", "acme-client")
    assert desk.page.account.fields["client_id"].problem() == ""
    assert desk.zoom.requests == []


async def test_without_the_box_ticked_the_secret_is_kept_for_this_run(
    desk: ConnectDesk, keychain: FakeKeychain
) -> None:
    await sign_in(desk)
    assert desk.journey.state.connection is not None
    assert keychain.kept == {}
    (profile,) = desk.program.profiles.all()
    assert (profile.name, profile.account_id, profile.remembered) == ("Acme Corp", "acme", False)
    assert desk.program.session_secrets.read(profile.id) == SECRET
    assert desk.secrets == [SECRET]
    assert desk.page.bar().status == "Kept until you close Foyer"
    assert desk.page.caption() == "Acme Corp"
    assert SECRET not in (desk.folder / "profiles.json").read_text(encoding="utf-8")
    desk.page.back()
    assert desk.text("connect_client_secret") == SECRET


async def test_a_remembered_secret_is_there_in_the_next_run(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    assert "your system’s own password store" in desk.page.account.remember_note.text()
    desk.click("connect_account")
    desk.click("connect_remember")
    await sign_in(desk)
    (profile,) = desk.program.profiles.all()
    assert keychain.kept == {profile.id: SECRET}
    assert desk.page.bar().status == "Saved in your keychain"
    again = await opened_again(desk, keychain)
    assert again.page.account_card.isChecked()
    assert again.page.account.profile.currentText() == "Acme Corp"
    assert again.text("connect_client_secret") == SECRET
    assert again.secrets == [SECRET]
    assert again.see("connect_remember").isChecked()
    await again.press()
    assert len(again.program.profiles.all()) == 1
    await again.close()


async def test_unticking_the_box_takes_the_secret_out_of_the_keychain(
    desk: ConnectDesk, keychain: FakeKeychain
) -> None:
    remember(desk, "Acme")
    keychain.kept["acme"] = SECRET
    again = await opened_again(desk, keychain)
    again.click("connect_remember")
    await again.press()
    assert keychain.kept == {}
    assert [profile.remembered for profile in again.program.profiles.all()] == [False]
    await again.close()


async def test_without_a_keychain_the_box_is_off_and_says_why(desk: ConnectDesk) -> None:
    remember(desk, "Acme")
    again = await opened_again(desk, None)
    assert not again.see("connect_remember").isEnabled()
    assert not again.see("connect_remember").isChecked()
    assert "no keychain that Foyer can use" in again.text("connect_remember_note")
    assert again.see("connect_client_secret").placeholderText() == "The keychain didn’t answer: enter it again"
    again.type("connect_client_secret", SECRET)
    await again.press()
    assert again.journey.state.connection is not None
    assert again.page.bar().status == "Kept until you close Foyer"
    await again.close()


async def test_a_locked_keychain_is_left_alone(
    desk: ConnectDesk, keychain: FakeKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.storage.keychain.is_locked", lambda backend: backend.locked)
    remember(desk, "Acme")
    keychain.kept["acme"] = "of another day"
    keychain.locked = True
    again = await opened_again(desk, keychain)
    assert "Your keychain is locked" in again.text("connect_remember_note")
    assert not again.see("connect_remember").isEnabled()
    again.type("connect_client_secret", SECRET)
    keychain.asked.clear()
    await again.press()
    assert again.journey.state.connection is not None
    assert keychain.asked == [], "nobody asked to forget the secret"
    assert [profile.remembered for profile in again.program.profiles.all()] == [True]
    assert again.page.bar().status == "Kept until you close Foyer"
    keychain.locked = False
    again.page.back()
    await again.enter()
    again.page.back()
    assert again.see("connect_remember").isEnabled()
    assert again.see("connect_remember").isChecked()
    await again.close()


async def test_a_keychain_that_refuses_to_store_stops_nothing(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    desk.click("connect_account")
    desk.click("connect_remember")
    keychain.locked = True
    await sign_in(desk)
    assert desk.journey.state.connection is not None
    assert [profile.remembered for profile in desk.program.profiles.all()] == [False]
    assert desk.page.bar().status == "Kept until you close Foyer"


async def test_several_profiles_each_with_its_own_secret(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    remember(desk, "Acme", "Globex", "Initech")
    keychain.kept |= {"acme": "secret-a", "globex": "secret-g"}
    again = await opened_again(desk, keychain)
    page = again.page
    assert [page.account.profile.itemText(i) for i in range(page.account.profile.count())] == [
        "New connection",
        "Acme",
        "Globex",
        "Initech",
    ]
    assert page.account.secret.text() == "secret-a"
    # the one before is still being read when the next is chosen
    page.account.profile.setCurrentIndex(1)
    page.account.profile.setCurrentIndex(2)
    await again.rest()
    assert (page.account.client_id.text(), page.account.secret.text()) == ("Globex-client", "secret-g")
    page.account.profile.setCurrentIndex(3)
    await again.rest()
    assert page.account.secret.text() == ""
    assert page.account.secret.placeholderText() == "Not in the keychain: enter it again"
    page.account.profile.setCurrentIndex(0)
    await again.rest()
    form = page.account
    assert (form.client_id.text(), form.secret.text(), form.secret.placeholderText()) == ("", "", "")
    assert not again.see("connect_remember").isChecked()
    assert not again.shows("connect_forget")
    await again.close()


async def test_forgetting_a_profile_forgets_its_secret(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    remember(desk, "Acme", "Globex")
    keychain.kept |= {"acme": "secret-a", "globex": "secret-g"}
    again = await opened_again(desk, keychain)
    again.click("connect_forget")
    await again.rest()
    assert keychain.kept == {"globex": "secret-g"}
    assert [profile.name for profile in again.program.profiles.all()] == ["Globex"]
    assert (again.page.account.client_id.text(), again.page.account.secret.text()) == ("", "")
    assert again.settings.current.last_profile == ""
    assert not again.shows("connect_forget")
    await again.close()


async def test_a_secret_that_could_not_be_forgotten_is_said(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    remember(desk, "Acme")
    again = await opened_again(desk, keychain)
    keychain.locked = True
    again.click("connect_forget")
    await again.rest()
    assert "may still be in your keychain" in again.said()
    assert again.program.profiles.all() == []
    await again.close()


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


# --- the checklist


async def test_each_gap_has_its_consequence_and_a_text_for_the_admin(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "ticket" not in scope]
    await sign_in(desk)
    gaps = [row for row in desk.page.findChildren(CheckRow) if row.isVisible() and row.kind() != "ok"]
    assert {row.objectName() for row in gaps} == {
        "check_add_attendees",
        "check_choose_ticket_type",
        "check_see_registered",
        "check_take_back",
    }
    assert all("Without it," in row.text() and "Missing" in row.text() for row in gaps)
    assert desk.text("checklist_count") == "7 of 11 allowed"
    assert "4 permissions are missing" in desk.page.header.subtitle()
    wanted = desk.text("admin_text")
    for name in desk.journey.readiness.missing:
        assert name in wanted
    assert "Add attendees" in wanted
    desk.click("copy_admin_text")
    assert QApplication.clipboard().text() == wanted
    desk.click("copy_add_attendees")
    assert QApplication.clipboard().text() == "zoom_events:write:ticket:admin"
    assert desk.page.bar().enabled
    # the admin adds them; "Check again" sees it
    zoom.scopes = [*zoom.scopes, *desk.journey.readiness.missing]
    desk.page.secondary()
    await desk.rest()
    assert not desk.shows("admin_text")
    assert desk.page.header.subtitle() == "Everything that Foyer does is allowed."


async def test_without_the_hubs_nothing_goes_on(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.scopes = [scope for scope in zoom.scopes if "hub" not in scope]
    await sign_in(desk)
    assert desk.shows("checklist_no_hubs")
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "No hub to continue with"
    assert "needed for publishing" in desk.page.header.subtitle()


async def test_checking_again_that_fails_can_be_tried_again_and_stays(desk: ConnectDesk, zoom: PracticeService) -> None:
    await sign_in(desk)
    zoom.faults.add("token", "error", status=403, code=9, message="No.")
    desk.page.secondary()
    await desk.rest()
    assert desk.said()
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.said() == ""
    assert desk.completed == 0, "looking once more is not going on"
    zoom.faults.add("token", "error", status=400, code=None, message="invalid_client")
    desk.page.secondary()
    await desk.rest()
    desk.page.on_action("connect")
    assert desk.shows("connect_client_id")


async def test_the_checklist_is_made_before_it_is_shown_and_kept_while_it_holds(desk: ConnectDesk) -> None:
    made: list[bool] = []
    was = desk.page.checklist.show_connection

    def note(connection: Connection, ready: Readiness) -> None:
        made.append(desk.page.checklist.isVisible())
        was(connection, ready)

    desk.page.checklist.show_connection = note  # type: ignore[method-assign]
    await sign_in(desk)
    assert made == [False, False], "once in a turn of its own, and once to show it"
    row = desk.see("check_create_events")
    desk.page.enter()
    await desk.rest()
    assert desk.see("check_create_events") is row


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


async def test_practice_that_is_started_twice_runs_once(desk: ConnectDesk) -> None:
    desk.page.start_practice()
    await until(desk.page.tasks.running)
    desk.page.secondary()
    await desk.press()
    service = desk.gateway.practice
    assert service is not None
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
