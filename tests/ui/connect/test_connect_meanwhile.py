"""What a person does on the Connect page while an answer is awaited, and what can be tried again."""

import asyncio
import threading
from pathlib import Path

import pytest
from connect_program import ConnectDesk, forget, opened_again, remember, sign_in
from page_program import PATIENCE, SECRET, FakeKeychain, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from desktop_app.practice.service import PracticeService
from desktop_app.storage.profiles import Profile

pytestmark = pytest.mark.asyncio


async def known_accounts(desk: ConnectDesk, keychain: FakeKeychain) -> ConnectDesk:
    """Acme, which signs in, and Beta, each with its secret in the keychain; the next run of the program."""
    for name in ("acme", "beta"):
        desk.program.profiles.save(Profile(name, name.title(), name, f"{name}-client", remembered=True))
    keychain.kept |= {"acme": SECRET, "beta": "of-beta"}
    desk.settings.change(last_profile="acme")
    return await opened_again(desk, keychain)


async def asked(desk: ConnectDesk) -> None:
    await until(lambda: desk.zoom.requests, "for the request")


@pytest.mark.parametrize("chosen", ["Beta", "New connection"])
async def test_another_profile_chosen_while_connecting_keeps_its_own_values(
    desk: ConnectDesk, keychain: FakeKeychain, zoom: PracticeService, chosen: str
) -> None:
    again = await known_accounts(desk, keychain)
    before = again.program.profiles.all()
    zoom.latency_ms = 200
    again.page.primary()
    await asked(again)
    box = again.see("connect_profile")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(chosen))
    await again.rest()
    assert again.journey.state.connection is not None
    assert again.program.profiles.all() == before
    assert keychain.kept == {"acme": SECRET, "beta": "of-beta"}
    assert again.settings.current.last_profile == "acme"
    await again.close()


async def test_while_it_connects_nothing_else_can_be_chosen(desk: ConnectDesk, zoom: PracticeService) -> None:
    zoom.faults.add("token", "slow", seconds=600)
    desk.click("connect_account")
    desk.type("connect_client_id", "acme-client")
    desk.type("connect_client_secret", SECRET)
    QTest.keyClick(desk.see("connect_client_secret"), Qt.Key.Key_Return)
    QTest.keyClick(desk.see("connect_name"), Qt.Key.Key_Return)
    await asked(desk)
    names = ("connect_practice", "connect_remember", "connect_client_secret")
    assert [desk.see(name).isEnabled() for name in names] == [False] * 3
    assert desk.page.bar().primary == "Connecting…"
    desk.page.secondary()
    assert [desk.see(name).isEnabled() for name in names] == [True] * 3


async def test_connecting_waits_for_a_secret_that_the_keychain_has(desk: ConnectDesk, keychain: FakeKeychain) -> None:
    remember(desk, "Acme")
    desk.program.profiles.save(Profile("acme", "Acme", "acme", "acme-client", remembered=True))
    keychain.kept["acme"] = SECRET
    desk.page.account.fill_profiles()
    desk.page.account_card.setChecked(True)
    assert desk.text("connect_client_secret") == ""
    desk.page.primary()
    assert desk.page.account.fields["secret"].problem() == ""
    await desk.rest()
    assert desk.journey.state.connection is not None


async def test_a_secret_that_the_keychain_has_not_is_asked_for_after_its_answer(
    desk: ConnectDesk, keychain: FakeKeychain
) -> None:
    remember(desk, "Acme")
    desk.page.account.fill_profiles()
    desk.page.account_card.setChecked(True)
    desk.page.primary()
    await desk.rest()
    assert "Enter the client secret" in desk.page.account.fields["secret"].problem()
    assert desk.see("connect_client_secret").isEnabled()
    assert desk.zoom.requests == []


async def test_a_look_again_that_was_left_for_the_form_does_not_lead_back(
    desk: ConnectDesk, zoom: PracticeService
) -> None:
    await sign_in(desk)
    zoom.latency_ms = 100
    desk.page.secondary()
    assert desk.page.back()
    desk.type("connect_name", "Beta")
    await desk.rest()
    assert desk.text("connect_name") == "Beta"


async def test_the_window_waits_for_no_disk_that_takes_a_profile(
    desk: ConnectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, threads = desk.program.profiles.save, []

    def saved(profile: Profile) -> None:
        threads.append(threading.get_ident())
        save(profile)

    monkeypatch.setattr(desk.program.profiles, "save", saved)
    await sign_in(desk)
    assert [profile.name for profile in desk.program.profiles.all()] == ["Acme Corp"]
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_an_account_is_found_by_its_key_with_an_account_id_and_without(
    desk: ConnectDesk, keychain: FakeKeychain
) -> None:
    again = await known_accounts(desk, keychain)
    again.program.profiles.save(Profile("plain", "Plain", "", "plain-client", remembered=True))
    form = again.page.account
    form.fill_profiles()
    assert [form.choose_account(key) for key in ("plain-client", "beta", "beta-client")] == [True, True, False]
    assert form.profile.currentText() == "Beta"
    await again.close()


async def test_a_full_disk_keeps_nobody_from_connecting(
    desk: ConnectDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_profile: Profile) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "profiles.json"))

    monkeypatch.setattr(desk.program.profiles, "save", full)
    await sign_in(desk)
    assert desk.page.bar().primary == "Continue to hubs"
    assert "this profile isn’t saved" in desk.said()
    assert desk.page.bar().status == "Kept until you close Foyer"
    assert desk.settings.current.last_profile == ""


async def test_trying_again_to_forget_a_profile_connects_nobody(
    desk: ConnectDesk, keychain: FakeKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = await known_accounts(desk, keychain)

    def full(_profile_id: str) -> None:
        raise OSError(28, "No space left on device", "profiles.json")

    with monkeypatch.context() as patched:
        patched.setattr(again.program.profiles, "delete", full)
        forget(again)
    assert "A file can’t be written" in again.said()
    await again.act("retry")
    assert again.said() == ""
    assert [profile.name for profile in again.program.profiles.all()] == ["Beta"]
    assert again.journey.state.connection is None
    assert again.zoom.requests == []
    await again.close()


async def test_two_profiles_are_forgotten_however_long_the_keychain_takes(
    desk: ConnectDesk, keychain: FakeKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = await known_accounts(desk, keychain)
    answers, delete = threading.Event(), keychain.delete_password

    def slow(service: str, username: str) -> None:
        assert answers.wait(PATIENCE)
        delete(service, username)

    monkeypatch.setattr(keychain, "delete_password", slow)
    forget(again)
    assert again.page.account.choose_account("beta")
    forget(again)
    answers.set()
    await again.rest()
    assert keychain.kept == {}
    await again.close()


async def test_practice_that_is_canceled_starts_at_the_next_press(desk: ConnectDesk) -> None:
    desk.page.start_practice()
    desk.page.secondary()
    assert desk.page.bar().primary == "Start practice"
    await asyncio.sleep(0)
    await desk.press()
    assert desk.journey.state.connection is not None
    assert desk.see("checklist").findChildren(QPushButton)
