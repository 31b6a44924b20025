"""What a person changed in the open list is deleted with all other people's data, and doesn't come back to the disk."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from attendees_program import FAULTY, Desk, Windows, hold
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop_app.attendees.journal import Journal, Kept
from desktop_app.attendees.roster import Roster
from desktop_app.journey.state import Mode
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.pages.attendees import corrections
from desktop_app.ui.settings_people import PeopleSettings

if TYPE_CHECKING:
    from desktop_app.ui.program import Program

pytestmark = pytest.mark.asyncio


class Settings:
    """The section of the settings, above the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        program = SimpleNamespace(
            journal=desk.journals.__getitem__, settings=SettingsFile(desk.folder / "settings.json")
        )
        self.people = PeopleSettings(cast("Program", program), desk.page)
        self.people.show()

    async def delete(self) -> str:
        """Press "Delete now", and once more in the question. Returns what was asked."""
        told: list[bool] = []
        self.people.deleted.connect(lambda: told.append(True))
        self._press("settings_delete_people")
        await self._desk.until(lambda: self.people.findChildren(QMessageBox))
        (box,) = self.people.findChildren(QMessageBox)
        said = box.informativeText()
        self._press("delete_people_confirm")
        await self._desk.until(lambda: told)
        await self._desk.rest()
        return said

    def _press(self, name: str) -> None:
        button = self.people.findChild(QPushButton, name)
        assert button is not None
        button.click()


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("*.sqlite3*"))


def addresses(desk: Desk) -> list[str]:
    return [row[1] for row in desk.cells()]


AS_READ = [row[0] for row in FAULTY[1:]]


async def test_the_open_list_goes_back_and_only_new_changes_are_kept(again: Windows) -> None:
    desk = await again()
    path = desk.write(FAULTY)
    await desk.open(path)
    desk.click("fix_comma")
    await desk.rest()
    await desk.correct(3, 2, "dinah@secret.example.com")
    said = await Settings(desk).delete()
    assert "If the list is open, Foyer goes back to it as it came in" in said
    assert addresses(desk) == AS_READ
    assert desk.see("put_back").isVisible()
    assert desk.see("put_back").text().startswith("Your changes to this list were deleted from this computer")
    assert not desk.see("put_back").findChildren(QPushButton, "message_start_over")
    assert not desk.see("undo_change").isEnabled()
    assert await desk.journal.kept() == Kept()
    await desk.correct(1, 3, "Bob")
    assert (await desk.journal.kept()).lists == 1
    assert b"secret.example" not in on_disk(desk.folder)
    desk = await again()
    await desk.open(path)
    assert "1 change you made" in desk.see("put_back").text()
    assert addresses(desk) == AS_READ


async def test_a_change_under_way_is_deleted_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    await desk.correct(3, 2, "d@acme.example.com")
    began, go_on = hold(monkeypatch, Roster, "fixes")
    desk.click("fix_comma")
    await desk.until(began.is_set)
    settings = Settings(desk)
    settings.people.deleted.connect(go_on.set)
    await settings.delete()
    await desk.rest()
    assert addresses(desk) == AS_READ
    assert await desk.journal.kept() == Kept()


async def test_a_list_that_is_being_read_by_other_columns_comes_without_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    await desk.correct(3, 2, "d@acme.example.com")
    desk.leave_out(0)
    began, go_on = hold(monkeypatch, corrections, "corrected")
    desk.choose("last_name_column", "Not in the list")
    await desk.until(began.is_set)
    settings = Settings(desk)
    settings.people.deleted.connect(go_on.set)
    await settings.delete()
    assert [row[1:4] for row in desk.cells()] == [(row[0], row[1], "") for row in FAULTY[1:]]
    assert desk.text("filter_left_out") == "Left out  0"
    assert await desk.journal.kept() == Kept()


async def test_a_list_of_which_nothing_was_kept_stays_as_it_is(desk: Desk) -> None:
    await desk.register(1)
    (desk.folder / "no folder").write_text("")
    record, desk.journals[Mode.ACCOUNT] = desk.journal, Journal(desk.folder / "no folder" / "imports.sqlite3")
    await desk.open(desk.write(FAULTY))
    await desk.correct(3, 2, "d@acme.example.com")
    await desk.rest()
    desk.journals[Mode.ACCOUNT] = record
    said = await Settings(desk).delete()
    assert "What you changed" not in said
    assert addresses(desk)[3] == "d@acme.example.com"
    assert not desk.see("put_back").isVisible()
