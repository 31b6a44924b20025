"""One page alone: real widgets, a real journey over real HTTP to the practice service, and files in a test's folder."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from at_once import AtOnce
from keyring import errors
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.attendees.journal import Import, Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.endpoints import Endpoints
from desktop_app.gateway import ZoomGateway
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Connection, Mode
from desktop_app.practice.service import PracticeService
from desktop_app.storage.keychain import Keychain, SessionSecrets
from desktop_app.storage.profiles import Profiles
from desktop_app.storage.saved_work import SavedWork
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui import theme
from desktop_app.ui.pages.page import Page
from desktop_app.ui.program import Program
from desktop_app.zoom.models import Hub

ThePage = TypeVar("ThePage", bound=Page)
PATIENCE = 120.0
"""Seconds: nothing takes as long, but a busy computer may."""

SECRET = "s3cret-of-the-tests"
DAY = dt.date.today() + dt.timedelta(days=40)  # noqa: DTZ011 - any day ahead


def double_click(widget: QWidget, place: QPoint) -> None:
    """Click twice. QTest leaves the button down after the second, and then nothing is scrolled into view any more."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=place)


def is_in_sight(widget: QWidget, page: Page) -> bool:
    """Say whether a widget is in the view of its page, as a whole."""
    view = page.scroller.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


class FakeKeychain:
    """A password store in memory. While `locked`, it refuses as one whose prompt was dismissed."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.locked = False
        self.asked: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self._ask("read")
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask("store")
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._ask("delete")
        del self.kept[username]

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.locked:
            raise errors.KeyringLocked("dismissed")


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


async def until(reached: Callable[[], object], what: str = "") -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not reached():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"waited in vain {what}") from None


class Desk(Generic[ThePage]):
    """A page with what a test asks of it. Controls are found by object name, as a person finds them by label."""

    def __init__(
        self,
        page: type[ThePage],
        folder: Path,
        zoom: PracticeService,
        keychain: FakeKeychain | None = None,
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
        QLocale.setDefault(QLocale("en_US"))
        self.folder, self.zoom = folder, zoom
        self.gateway = ZoomGateway(Endpoints(zoom.api_url, zoom.oauth_url), folder / "practice.sqlite3")
        self.keys = iter(range(1, 1000))
        self.journey = Journey(
            gateway=self.gateway,
            store=lambda mode: SavedWork(folder / mode.value),
            new_key=lambda: f"event-{next(self.keys)}",
            writer=AtOnce(),
            pause=no_pause,
        )
        self.opened: list[str] = []
        self.secrets: list[str] = []
        self.settings = SettingsFile(folder / "settings.json")
        self.journals = {mode: Journal(folder / f"{mode.value}.sqlite3") for mode in Mode}
        self.program = Program(
            journey=self.journey,
            profiles=Profiles(folder / "profiles.json"),
            keychain=Keychain(backend=lambda: keychain, time_limit=PATIENCE),
            session_secrets=SessionSecrets(),
            settings=self.settings,
            journal=self.journals.__getitem__,
            reset_practice=self._reset_practice,
            open_url=self._open_url,
            remember_secret=self.secrets.append,
            log_file=folder / "foyer.log",
        )
        self.page = page(self.program)
        for _ in self.page.parts():
            pass
        self.went: list[int] = []
        self.completed = 0
        self.page.go.connect(self.went.append)
        self.page.completed.connect(self._count)
        self.page.resize(888, 640)

    def _count(self) -> None:
        self.completed += 1

    async def _reset_practice(self) -> None:
        self.gateway.reset_practice()

    def _open_url(self, url: str) -> bool:
        self.opened.append(url)
        return url.startswith("https://")

    async def connect(self, mode: Mode = Mode.ACCOUNT) -> Connection:
        return await self.journey.connect(
            mode, profile_name="Acme Corp", account_id="acme", client_id="acme-client", client_secret=SECRET
        )

    @property
    def hub(self) -> Hub:
        connection = self.journey.state.connection
        assert connection is not None
        return connection.hubs[0]

    async def prepare(self, people: int) -> Import:
        """People are prepared for the open event, as on the Attendees page."""
        state = self.journey.state
        assert state.connection is not None
        rows = [NewRow(Person(row, f"p{row}@acme.example.com", "A", "B")) for row in range(people)]
        return await self.journals[state.connection.mode].begin(
            account_key=state.connection.account_key, event_id=state.event_id, event_name=state.draft.name,
            source="guests.csv", ticket_type_id="", ticket_type_name="", send_notification=True, rows=rows,
            prepared=True,
        )  # fmt: skip

    async def enter(self) -> None:
        self.page.show()
        self.page.enter()
        await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is under way, and what came of it is on screen."""
        await until(lambda: not self.page.tasks.running(), "for the page to rest")
        await asyncio.sleep(0.01)

    async def close(self) -> None:
        await self.page.tasks.close()
        await self.journey.disconnect()
        await asyncio.to_thread(self.gateway.close)
        for journal in self.journals.values():
            await journal.close()
        self.page.close()
        self.page.deleteLater()

    # --- looking and doing

    def see(self, name: str) -> Any:
        found = [widget for widget in self.page.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} controls are called {name}: {self.said()}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.page.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        widget = self.see(name)
        assert isinstance(widget, QAbstractButton)
        assert widget.isEnabled(), f"{name} is off"
        widget.click()

    def type(self, name: str, text: str) -> None:
        field = self.see(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)

    def text(self, name: str) -> str:
        widget = self.see(name)
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        assert isinstance(widget, QLabel | QLineEdit | QAbstractButton)
        return widget.text()

    def said(self) -> str:
        return self.page.message.text() if self.page.message.isVisible() else ""

    async def scroll_down_to(self, name: str) -> None:
        """Scroll as somebody does who wants to press what is far down, until the page's title is out of sight."""
        scroller = self.page.scroller
        await until(lambda: scroller.verticalScrollBar().maximum() > 0, "for a page that scrolls")
        scroller.ensureWidgetVisible(self.see(name))
        assert not is_in_sight(self.page.header, self.page)

    async def press(self) -> None:
        """The primary button, as the window lets it be pressed."""
        bar = self.page.bar()
        assert bar.enabled, bar.reason
        assert not bar.busy
        self.page.primary()
        await self.rest()

    async def act(self, key: str) -> None:
        """A button of the message bar."""
        self.page.message.button(key).click()
        await self.rest()
