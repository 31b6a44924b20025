"""Secrets and profiles on the Connect page: kept for this run or in the keychain, found again, and forgotten."""

import pytest
from connect_program import ConnectDesk, forget, opened_again, remember, sign_in
from page_program import SECRET, FakeKeychain

pytestmark = pytest.mark.asyncio


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
    forget(again, "forget_keep")
    assert [profile.name for profile in again.program.profiles.all()] == ["Acme", "Globex"]
    forget(again)
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
    forget(again)
    await again.rest()
    assert "may still be in your keychain" in again.said()
    assert again.program.profiles.all() == []
    await again.close()
