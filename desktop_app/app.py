"""The composition root: folders, settings, secrets, client, journey, window; closed in reverse."""

import argparse
import asyncio
import datetime as dt
import logging
import secrets
import shutil
import sys
import threading
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app import __version__, logs
from desktop_app.attendees.journal import Journal, JournalFailed
from desktop_app.endpoints import Endpoints
from desktop_app.gateway import ZoomGateway
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.paces import Paces
from desktop_app.storage.folders import Folders, FolderUnusable
from desktop_app.storage.keychain import Keychain, SessionSecrets
from desktop_app.storage.notes import Note
from desktop_app.storage.profiles import Profiles
from desktop_app.storage.saved_work import SavedWork
from desktop_app.storage.settings import SettingsFile
from desktop_app.terminal import complain
from desktop_app.ui import theme, translations
from desktop_app.ui.application import Application, EventLoop, close_on_signals
from desktop_app.ui.crash_dialog import CrashDialog
from desktop_app.ui.garbage import CollectsHere, free_what_is_left
from desktop_app.ui.pages.page import Page
from desktop_app.ui.program import Program
from desktop_app.ui.translations import tr
from desktop_app.ui.window import MainWindow
from desktop_app.zoom.links import is_safe_link

log = logging.getLogger(__name__)

Ended = TypeVar("Ended")

JOURNAL = "imports.sqlite3"

MODULES: Mapping[Step, Sequence[str]] = MappingProxyType(
    {
        Step.EVENT: (
            "desktop_app.event.rules",
            "desktop_app.ui.pages.event.details",
            "desktop_app.ui.pages.event.page",
        ),
        Step.PUBLISH: ("desktop_app.ui.pages.publish.page",),
        Step.ATTENDEES: (
            "desktop_app.attendees.importer",
            "desktop_app.attendees.matching.attendance",
            "desktop_app.attendees.matching.owners",
            "desktop_app.attendees.matching.full_names",
            "desktop_app.attendees.checking.emails",
            "desktop_app.attendees.reading.likeliest",
            "desktop_app.attendees.roster",
            "desktop_app.attendees.reading.in_child",
            "desktop_app.ui.pages.attendees.list_loading",
            "desktop_app.ui.pages.attendees.column_pickers",
            "desktop_app.ui.pages.attendees.people_grid",
            "desktop_app.ui.pages.attendees.check_face",
            "desktop_app.ui.pages.attendees.results_control",
            "desktop_app.ui.pages.attendees.page",
        ),
    }
)
"""What takes tens of milliseconds to import, in parts: `make_page` needs them all, and the window answers between."""


class Foyer:
    """The whole program, put together. Making it opens files only; the rest begins when it is needed."""

    def __init__(self, app: QApplication, options: argparse.Namespace, endpoints: Endpoints) -> None:
        self.garbage = CollectsHere()
        self.folders = Folders.choose(options.data_dir)
        self.logs = logs.configure(self.folders.logs)
        self.settings = SettingsFile(self.folders.root / "settings.json")
        # before the first widget, so that each takes its font and colors from the start
        theme.apply(app, self.settings.current.scheme)
        paces = Paces(Note(self.folders.root / "paces.json"))
        self.gateway = ZoomGateway(endpoints, self.folders.practice / "zoom.sqlite3", paces)
        self._journals: dict[Mode, Journal] = {}
        journey = Journey(
            gateway=self.gateway,
            store=lambda mode: SavedWork(self._folder(mode) / "work"),
            new_key=lambda: secrets.token_hex(8),
            writer=ThreadPoolExecutor(1, "saved-work"),
        )
        self.program = Program(
            journey=journey,
            profiles=Profiles(self.folders.root / "profiles.json"),
            keychain=Keychain(),
            session_secrets=SessionSecrets(),
            settings=self.settings,
            journal=self._journal,
            reset_practice=self._reset_practice,
            open_url=open_link,
            remember_secret=self.logs.redactor.add,
            log_file=self.logs.path,
            list_to_open=options.file,
            columns=Note(self.folders.root / "columns.json"),
        )
        self.window = MainWindow(self.program, lambda step: make_page(step, self.program), MODULES)

    async def close(self) -> None:
        """End the tasks, close the connection, the journals and practice: the reverse of how it began.

        What fails keeps nothing else from being closed; it is logged, and raised in the end.
        """
        async with AsyncExitStack() as last_first:
            last_first.callback(self.garbage.stop)
            last_first.callback(self.logs.close)
            last_first.push(_log_failure)
            last_first.push_async_callback(asyncio.to_thread, self.gateway.close)
            for journal in self._journals.values():
                last_first.push_async_callback(journal.close)
            last_first.push_async_callback(self.program.journey.disconnect)
            await self.window.close_tasks()

    def open_list(self, path: Path) -> None:
        """Open an attendee list as `foyer FILE` does: on the Attendees page, at once if that is in view."""
        self.program.list_to_open = path
        if self.window.wizard.step is Step.ATTENDEES:
            self.window.wizard.current.enter()

    async def forget_people(self) -> None:
        """Wipe the people of imports that ended longer ago than the person wants to keep them.

        A journal that can't be written is only logged: the pages say so when they need it, and the next start tries
        again.
        """
        days = self.settings.current.keep_people_days
        if not days:
            return
        before = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
        for mode in Mode:
            if not (self._folder(mode) / JOURNAL).exists():
                continue
            try:
                wiped = await self._journal(mode).wipe_older_than(before)
            except JournalFailed as error:
                log.warning("Imports older than %d days were not wiped: %s", days, error)
            else:
                log.info("Imports older than %d days: %d wiped", days, wiped)

    async def _reset_practice(self) -> None:
        """Wipe the simulated Zoom, and what this computer kept of it."""
        connection = self.program.journey.state.connection
        if connection is not None and connection.mode is Mode.PRACTICE:
            await self.program.journey.disconnect()
        journal = self._journals.pop(Mode.PRACTICE, None)
        if journal is not None:
            await journal.close()
        await asyncio.to_thread(self._wipe_practice)

    def _wipe_practice(self) -> None:
        self.gateway.reset_practice()
        folder = self.folders.practice
        for kept in folder.glob(f"{JOURNAL}*"):
            kept.unlink(missing_ok=True)
        shutil.rmtree(folder / "work", ignore_errors=True)

    def _folder(self, mode: Mode) -> Path:
        return self.folders.practice if mode is Mode.PRACTICE else self.folders.root

    def _journal(self, mode: Mode) -> Journal:
        if mode not in self._journals:
            self._journals[mode] = Journal(self._folder(mode) / JOURNAL)
        return self._journals[mode]


def _log_failure(_kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None) -> None:
    if error is not None:
        log.critical("Foyer could not close everything", exc_info=error)


def make_page(step: Step, program: Program) -> Page:
    """Return a step's page. Its module is imported here, because the first page is shown before the others are read."""
    match step:
        case Step.CONNECT:
            from desktop_app.ui.pages.connect.page import ConnectPage

            return ConnectPage(program)
        case Step.HUB:
            from desktop_app.ui.pages.hub.page import HubPage

            return HubPage(program)
        case Step.EVENT:
            from desktop_app.ui.pages.event.page import EventPage

            return EventPage(program)
        case Step.REVIEW:
            from desktop_app.ui.pages.review.page import ReviewPage

            return ReviewPage(program)
        case Step.PUBLISH:
            from desktop_app.ui.pages.publish.page import PublishPage

            return PublishPage(program)
        case Step.ATTENDEES:
            from desktop_app.ui.pages.attendees.page import AttendeesPage

            return AttendeesPage(program)


def open_link(url: str) -> bool:
    """Open a link in the browser, if it is one that may be opened. Returns whether it was."""
    return is_safe_link(url) and QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


def make_application(arguments: list[str]) -> QApplication:
    """Return the Qt application, named, and living on after its last window, until all is closed."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(arguments[:1])
    app.setApplicationName("foyer")
    app.setApplicationDisplayName("Foyer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.foyer.Foyer")
    app.setQuitOnLastWindowClosed(False)
    return app


def run(options: argparse.Namespace, endpoints: Endpoints) -> int:
    """Show the window and stay until it is closed. Returns the exit code: 0, or 2 when its files have no place."""
    app = make_application(sys.argv)
    if isinstance(app, Application):
        # macOS may name a file before there is a window
        app.file_opened.connect(lambda name: setattr(options, "file", Path(name)))
    return run_on_qt(app, _run(app, options, endpoints))


def run_on_qt(app: QApplication, program: Coroutine[Any, Any, Ended]) -> Ended:
    """Run `program` on a loop that Qt shares, and return what it returns. No window is left when it has ended."""
    try:
        with asyncio.Runner(loop_factory=lambda: EventLoop(app)) as runner:
            return runner.run(program)
    finally:
        # a dialog would need the loop, which has ended
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        free_what_is_left()


async def _run(app: QApplication, options: argparse.Namespace, endpoints: Endpoints) -> int:
    translations.install(app)
    close_on_signals(app.closeAllWindows)
    try:
        foyer = Foyer(app, options, endpoints)
    except (FolderUnusable, OSError) as error:
        await _say_why_not(error)
        return 2
    try:
        if isinstance(app, Application):
            app.file_opened.connect(lambda name: foyer.open_list(Path(name)))
        app.setWindowIcon(theme.mark())
        watch_for_the_unexpected(foyer)
        closed = asyncio.Event()
        foyer.window.closing.connect(closed.set)
        app.aboutToQuit.connect(closed.set)  # without a screen, its window can't be closed
        foyer.window.show()
        foyer.window.tasks.start("make pages", foyer.window.make_pages())
        foyer.window.tasks.start("forget people", foyer.forget_people())
        if options.practice:
            foyer.window.start_practice()
        await closed.wait()
    finally:
        await foyer.close()
    return 0


async def _say_why_not(error: Exception) -> None:
    """Foyer can't start: say why, in the terminal and in a window, for who sees only one of them."""
    complain(str(error))
    box = QMessageBox()
    box.setObjectName("cannot_start")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Foyer can’t start"))
    box.setInformativeText(str(error))
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    closed = asyncio.Event()
    box.finished.connect(closed.set)
    box.open()
    await closed.wait()


def watch_for_the_unexpected(foyer: Foyer) -> None:
    """Log every error that nobody handled, and show it: from slots, from tasks and from threads alike."""

    def show(error: BaseException) -> None:
        log.critical("Unexpected error", exc_info=error)
        CrashDialog.report(error, foyer.program.log_file, foyer.logs.redactor, foyer.window)

    def hook(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        show(error.with_traceback(trace))

    loop = asyncio.get_running_loop()

    def on_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            show(error)
        else:
            log.error("Event loop: %s", context.get("message"))

    def in_thread(failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None and not loop.is_closed():
            loop.call_soon_threadsafe(show, failure.exc_value)

    sys.excepthook = hook
    loop.set_exception_handler(on_loop)
    threading.excepthook = in_thread
