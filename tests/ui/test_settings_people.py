"""People's data can be deleted at once, after it was said who loses what; unfinished imports keep theirs."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
import pytest_asyncio
from new_imports import begin
from page_program import until
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox, QPushButton

from desktop_app.attendees.journal import Fate, Import, Journal, JournalFailed, Kept, ListKey, Result, WhyFailed
from desktop_app.attendees.records import Correction
from desktop_app.journey.state import Mode
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui import theme
from desktop_app.ui.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from desktop_app.ui.program import Program

pytestmark = pytest.mark.asyncio


class Desk:
    """The settings of a program that has journals and nothing else."""

    def __init__(self, folder: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
        QLocale.setDefault(QLocale("en_US"))
        self.journals = {mode: Journal(folder / f"{mode.value}.sqlite3") for mode in Mode}
        self.settings = SettingsFile(folder / "settings.json")
        program = SimpleNamespace(
            journal=self.journals.__getitem__,
            settings=self.settings,
            profiles=SimpleNamespace(kept_aside=None),
            log_file=folder / "foyer.log",
        )
        self.dialog = SettingsDialog(cast("Program", program))
        self.deleted = 0
        self.dialog.people_deleted.connect(self._count)
        self.dialog.show()

    def _count(self) -> None:
        self.deleted += 1

    async def begin(self, mode: Mode, people: int, *, finished: bool = True) -> Import:
        made = await begin(self.journals[mode], people)
        if finished:
            done = [Result(row=row, fate=Fate.REGISTERED) for row in range(2, people + 2)]
            await self.journals[mode].record(made.id, done)
        return made

    @property
    def delete(self) -> QPushButton:
        return self.dialog.findChild(QPushButton, "settings_delete_people")  # type: ignore[return-value]

    def note(self) -> str:
        label = self.dialog.findChild(QLabel, "settings_people_note")
        assert label is not None
        return label.text() if label.isVisible() else ""

    def question(self) -> QMessageBox | None:
        found = [each for each in self.dialog.findChildren(QMessageBox) if each.isVisible()]
        return found[0] if found else None

    async def ask(self) -> str:
        self.delete.click()
        await until(lambda: self.question() or self.note(), "for an answer")
        box = self.question()
        return box.informativeText() if box is not None else ""

    def answer(self, button: str) -> None:
        box = self.question()
        assert box is not None
        pressed = box.findChild(QPushButton, button)
        assert pressed is not None
        pressed.click()


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.dialog.reject()
    for journal in desk.journals.values():
        await journal.close()


async def test_it_is_said_who_loses_what_and_who_keeps_theirs(desk: Desk) -> None:
    await desk.begin(Mode.ACCOUNT, 1200)
    await desk.begin(Mode.PRACTICE, 40)
    left = await desk.begin(Mode.ACCOUNT, 3, finished=False)
    said = await desk.ask()
    assert "of 1,240 people are deleted from this computer: 2 finished imports" in said
    assert "can’t be saved, retried, or undone" in said
    assert "Nothing changes at Zoom" in said
    assert "1 import isn’t finished and keeps its people" in said
    box = desk.question()
    assert box is not None
    assert box.defaultButton() is box.findChild(QPushButton, "delete_people_keep")
    desk.answer("delete_people_keep")
    assert (await desk.journals[Mode.ACCOUNT].kept()).people == 1200
    await until(lambda: desk.question() is None)
    await desk.ask()
    desk.answer("delete_people_confirm")
    await until(lambda: desk.deleted)
    assert desk.note() == "The people of 2 imports were deleted from this computer."
    assert await desk.journals[Mode.ACCOUNT].kept() == Kept(unfinished=1)
    assert await desk.journals[Mode.PRACTICE].kept() == Kept()
    assert len(await desk.journals[Mode.ACCOUNT].rows(left.id)) == 3
    assert desk.delete.isEnabled()


async def test_changes_to_lists_are_deleted_too(desk: Desk) -> None:
    journal = desk.journals[Mode.ACCOUNT]
    key = ListKey("a", "e1", "f")
    journal.changes_of(key).keep([Correction(2, "email", "p@x.example", "0")], frozenset({5}))
    said = await desk.ask()
    assert said.startswith("What you changed in 1 list that isn’t imported yet is deleted.")
    desk.answer("delete_people_confirm")
    await until(lambda: desk.deleted)
    assert desk.note() == "What you changed in lists was deleted from this computer."
    assert await journal.changes_of(key).recall() is None


async def test_one_person_of_one_import(desk: Desk) -> None:
    await desk.begin(Mode.ACCOUNT, 1)
    said = await desk.ask()
    assert "of 1 person are deleted from this computer: 1 finished import," in said
    assert "isn’t finished" not in said
    desk.answer("delete_people_confirm")
    await until(lambda: desk.deleted)
    assert desk.note() == "The people of 1 import were deleted from this computer."


async def test_where_there_is_nothing_to_delete_nothing_is_asked(desk: Desk) -> None:
    await desk.begin(Mode.ACCOUNT, 3, finished=False)
    assert await desk.ask() == ""
    assert desk.note() == "No finished import has people’s data.\n1 import isn’t finished and keeps its people."


async def test_what_became_of_it_is_read_out_and_the_button_keeps_the_focus(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_out: list[str] = []
    monkeypatch.setattr("desktop_app.ui.settings_people.announce", lambda _widget, text: read_out.append(text))
    await desk.begin(Mode.ACCOUNT, 3)
    desk.delete.setFocus()
    await desk.ask()
    desk.answer("delete_people_confirm")
    await until(lambda: desk.deleted)
    assert read_out == [desk.note()] == ["The people of 1 import were deleted from this computer."]
    assert desk.dialog.focusWidget() is desk.delete


async def test_a_record_that_cannot_be_written_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.begin(Mode.ACCOUNT, 3)

    async def fail(_: Journal) -> int:
        raise JournalFailed(WhyFailed.FULL)

    monkeypatch.setattr(Journal, "wipe_finished", fail)
    await desk.ask()
    desk.answer("delete_people_confirm")
    await until(desk.note)
    assert "The disk is full" in desk.note()
    assert desk.deleted == 0


async def test_the_time_that_is_chosen_is_kept(desk: Desk) -> None:
    keep = desk.dialog.findChild(QComboBox, "settings_keep_people")
    assert keep is not None
    assert keep.currentText() == "After 90 days"
    keep.setCurrentIndex(keep.findData(7))
    keep.activated.emit(keep.currentIndex())
    assert desk.settings.current.keep_people_days == 7


async def test_a_damaged_record_of_any_run_is_named_because_it_has_peoples_data(tmp_path: Path) -> None:
    damaged = tmp_path / "account.sqlite3.unreadable-1"
    damaged.write_bytes(b"p2@x.example")
    desk = Desk(tmp_path)
    texts = [label.text() for label in desk.dialog.findChildren(QLabel)]
    assert any("has people’s data until you delete it" in text and str(damaged) in text for text in texts)
    desk.dialog.reject()
