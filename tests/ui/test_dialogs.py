"""The dialogs: an unexpected error from wherever it comes, and the settings."""

import argparse
import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import until
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget

from desktop_app import app as program
from desktop_app.app import Foyer, watch_for_the_unexpected
from desktop_app.endpoints import Endpoints
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.logs import HIDDEN, Redactor
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui import theme
from desktop_app.ui.crash_dialog import LONGEST, CrashDialog
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.segmented import Segmented

pytestmark = pytest.mark.asyncio
SECRET = "pL4nt3d-Secret"


@pytest_asyncio.fixture
async def foyer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Foyer]:
    """The program, watching for the unexpected; no dialog may stop the event loop."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", lambda *_: pytest.fail("a dialog stopped the event loop"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    foyer = Foyer(app, argparse.Namespace(data_dir=tmp_path / "data", file=None, practice=False), Endpoints())
    foyer.window.show()
    watch_for_the_unexpected(foyer)
    yield foyer
    for dialog in crashes():
        dialog.close()
    asyncio.get_running_loop().set_exception_handler(None)
    foyer.window.close()
    await foyer.close()
    foyer.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(app, "light")


def crashes() -> list[CrashDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog) and each.isVisible()]


async def the_crash() -> CrashDialog:
    await until(crashes, "for the dialog")
    (dialog,) = crashes()
    return dialog


def log_text(foyer: Foyer) -> str:
    return foyer.program.log_file.read_text(encoding="utf-8")


# --- what nobody expected


async def test_an_exception_in_a_slot_is_shown(foyer: Foyer) -> None:
    def slot() -> None:
        raise RuntimeError("in a slot")

    QTimer.singleShot(0, slot)
    dialog = await the_crash()
    assert "RuntimeError: in a slot" in dialog.report_text.toPlainText()
    assert "RuntimeError: in a slot" in log_text(foyer)


async def test_an_exception_in_a_task_is_shown(foyer: Foyer) -> None:
    async def work() -> None:
        raise RuntimeError("in a task")

    foyer.window.tasks.start("work", work())
    dialog = await the_crash()
    assert "RuntimeError: in a task" in dialog.report_text.toPlainText()
    assert "RuntimeError: in a task" in log_text(foyer)


async def test_an_exception_in_a_thread_is_shown(foyer: Foyer) -> None:
    def run() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=run)
    thread.start()
    dialog = await the_crash()
    thread.join()
    assert "RuntimeError: in a thread" in dialog.report_text.toPlainText()
    assert "RuntimeError: in a thread" in log_text(foyer)


async def test_it_says_where_the_log_is_and_copies_without_secrets(foyer: Foyer) -> None:
    foyer.program.remember_secret(SECRET)

    async def work() -> None:
        raise RuntimeError(f"client_secret={SECRET}")

    foyer.window.tasks.start("work", work())
    dialog = await the_crash()
    text = dialog.report_text.toPlainText()
    assert SECRET not in text
    assert HIDDEN in text
    assert text.startswith("Foyer ")
    assert "Traceback" in text
    assert SECRET not in log_text(foyer)
    place = dialog.findChild(QLabel, "crash_log")
    assert place is not None
    assert str(foyer.program.log_file) in place.text()
    copy = dialog.findChild(CopyButton, "crash_copy")
    assert copy is not None
    copy.click()
    assert QApplication.clipboard().text() == text


async def test_a_swarm_of_errors_is_one_dialog_and_all_of_the_log(foyer: Foyer) -> None:
    async def work(number: int) -> None:
        raise RuntimeError(f"number {number}")

    for number in range(5):
        foyer.window.tasks.start(f"work {number}", work(number))
    await until(lambda: "number 4" in log_text(foyer), "for the last error")
    dialog = await the_crash()
    assert all(f"number {number}" in log_text(foyer) for number in range(5))
    go_on = dialog.findChild(QWidget, "crash_go_on")
    assert go_on is not None
    dialog.accept()
    assert foyer.window.isVisible()
    foyer.window.tasks.start("again", work(9))
    assert "number 9" in (await the_crash()).report_text.toPlainText()


async def test_a_secret_at_the_edge_of_a_long_report_is_not_cut_in_two(foyer: Foyer) -> None:
    redactor = Redactor([SECRET])
    for reach in range(1, len(SECRET)):
        error = RuntimeError(SECRET + "x" * (LONGEST - reach - 1))
        dialog = CrashDialog.report(error, foyer.program.log_file, redactor, foyer.window)
        assert dialog is not None
        assert SECRET[-4:] not in dialog.report_text.toPlainText()
        dialog.close()


@pytest.fixture
def journal_in_the_way(tmp_path: Path) -> None:
    """A folder where the journal's file should be, before the program looks for it."""
    (tmp_path / "data" / program.JOURNAL).mkdir(parents=True)


@pytest.mark.usefixtures("journal_in_the_way")
async def test_old_imports_that_cannot_be_wiped_are_no_surprise(foyer: Foyer) -> None:
    await foyer.forget_people()
    assert crashes() == []
    assert "were not wiped" in log_text(foyer)


async def test_without_a_place_for_its_files_it_says_so_and_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    options = argparse.Namespace(data_dir=in_the_way / "data", file=None, practice=False)
    ended = asyncio.create_task(program._run(app, options, Endpoints()))

    def boxes() -> list[QMessageBox]:
        return [each for each in app.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]

    await until(boxes, "for the message")
    (box,) = boxes()
    assert str(in_the_way / "data") in box.informativeText()
    box.close()
    assert await ended == 2
    assert str(in_the_way / "data") in capsys.readouterr().err


# --- settings


def settings(foyer: Foyer) -> SettingsDialog:
    foyer.window.side_bar.settings_button.click()
    dialog = next(each for each in foyer.window.findChildren(SettingsDialog) if each.isVisible())
    assert dialog.isModal()
    return dialog


async def test_the_scheme_is_applied_and_saved(foyer: Foyer) -> None:
    dialog = settings(foyer)
    choice = dialog.findChild(Segmented, "settings_scheme")
    assert choice is not None
    choice.button("dark").click()
    dark = theme.color("card").lightness()
    assert SettingsFile(foyer.folders.root / "settings.json").current.scheme == "dark"
    choice.button("light").click()
    assert theme.color("card").lightness() > dark
    assert foyer.settings.current.scheme == "light"


async def test_the_log_is_named_and_its_path_copied(foyer: Foyer, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop_app.ui.settings_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    dialog = settings(foyer)
    place = dialog.findChild(QLabel, "settings_log")
    copy = dialog.findChild(CopyButton, "settings_copy_log")
    opener = dialog.findChild(QWidget, "settings_open_folder")
    assert place is not None
    assert copy is not None
    assert opener is not None
    assert place.text() == str(foyer.program.log_file)
    copy.click()
    assert QApplication.clipboard().text() == str(foyer.program.log_file)
    opener.click()  # type: ignore[attr-defined]
    assert [Path(path) for path in opened] == [foyer.program.log_file.parent]


async def test_practice_starts_over_on_connect(foyer: Foyer) -> None:
    window, journey = foyer.window, foyer.program.journey
    await journey.connect(Mode.PRACTICE, profile_name="Practice")
    connection = journey.state.connection
    assert connection is not None
    window.wizard.go_to(Step.HUB)
    journey.start_event(connection.hubs[0])
    assert foyer.gateway.practice is not None
    draft = next(event for event in foyer.gateway.practice.world.events() if event["status"] == "DRAFT")
    await journey.api.delete_event(draft["event_id"])
    foyer.program.journal(Mode.PRACTICE)
    dialog = settings(foyer)
    dialog.reset.click()
    assert not dialog.reset.isEnabled()
    await until(lambda: not window.tasks.running(), "for practice to be as on its first day")
    assert window.wizard.step is Step.CONNECT
    assert journey.state.connection is None
    assert not (foyer.folders.practice / "work").exists()
    again = await journey.connect(Mode.PRACTICE, profile_name="Practice")
    listing = await journey.hub_events(again.hubs[0])
    assert draft["name"] in {event.name for event in listing.events}
    assert listing.unsent == ()


async def test_resetting_practice_leaves_an_account_alone(foyer: Foyer) -> None:
    from desktop_app.practice.service import PracticeService

    service = PracticeService()
    service.start()
    foyer.gateway._endpoints = Endpoints(service.api_url, service.oauth_url)
    journey = foyer.program.journey
    await journey.connect(Mode.ACCOUNT, profile_name="Acme", client_id="acme", client_secret=SECRET)
    foyer.window.wizard.go_to(Step.HUB)
    settings(foyer).reset.click()
    await until(lambda: not foyer.window.tasks.running())
    assert journey.state.connection is not None
    assert foyer.window.wizard.step is Step.HUB
    await foyer.close()
    service.stop()


@pytest.mark.parametrize("text_size", [1.0, 1.5])
async def test_no_text_of_a_dialog_is_cut(text_size: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size=text_size)
    dialog = CrashDialog("details\n" * 40, Path("/home/somebody") / ("long/" * 30) / "foyer.log")
    dialog.show()

    def is_whole() -> bool:
        labels = dialog.findChildren(QLabel)
        return bool(labels) and all(label.height() >= label.heightForWidth(label.width()) for label in labels)

    try:
        await until(is_whole, "for room for each text")
    finally:
        dialog.close()
        theme.apply(app, "light")


@pytest.mark.parametrize("text_size", [1.0, 1.5])
async def test_settings_that_are_too_high_for_the_screen_scroll_beside_their_button(
    foyer: Foyer, text_size: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size=text_size)
    dialog = settings(foyer)
    close = dialog.findChild(QPushButton, "settings_close")
    assert close is not None

    def is_whole() -> bool:
        texts = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
        controls = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
        return all(label.height() >= label.heightForWidth(label.width()) for label in texts) and all(
            button.height() >= button.minimumSizeHint().height() for button in controls
        )

    try:
        await until(is_whole, "for room for each text and button")
        screen = dialog.screen().availableGeometry()
        await until(lambda: screen.contains(dialog.geometry()), "for a place on the screen")
        assert dialog.rect().contains(close.geometry())
        assert close.parentWidget() is dialog
    finally:
        dialog.close()
        theme.apply(app, "light")
