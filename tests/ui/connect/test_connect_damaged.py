"""Saved profiles that were damaged: the Connect page tells of them until that was read, or settled."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from connect_program import ConnectDesk, sign_in
from page_program import Desk, FakeKeychain

from desktop_app.practice.service import PracticeService
from desktop_app.storage.profiles import Profiles
from desktop_app.ui.pages.connect.page import ConnectPage

pytestmark = pytest.mark.asyncio


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
