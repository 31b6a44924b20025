"""`foyer --tour DIR`: plays the whole journey in practice by itself, and writes a picture of each page, light and dark.

The same pictures serve the README. Nothing of the person's own is touched: the data folder is a temporary one.
"""

import argparse
import asyncio
import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop_app.app import Foyer, make_application, run_on_qt, watch_for_the_unexpected
from desktop_app.bundled import bundled
from desktop_app.endpoints import Endpoints
from desktop_app.event.draft import EventDraft, EventFormat, EventType, Shape
from desktop_app.journey.steps import Step
from desktop_app.terminal import complain, say
from desktop_app.ui import theme, translations
from desktop_app.ui.pages.attendees.page import AttendeesPage
from desktop_app.ui.pages.page import Page
from desktop_app.ui.pages.publish.page import PublishPage
from desktop_app.ui.window import USUAL

PATIENCE = 60.0
"""Seconds to wait for any one thing; practice answers within fractions of one."""


class TourFailed(Exception):
    """A page did not come to where the tour wanted it."""


def run(options: argparse.Namespace, endpoints: Endpoints) -> int:
    """Play the journey and write the pictures to `options.tour`. Returns the exit code: 0, or 1 when it failed."""
    app = make_application(sys.argv)
    folder: Path = options.tour
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="foyer-tour-", ignore_cleanup_errors=True) as data:
            options.data_dir = Path(data)
            options.file = None
            count = run_on_qt(app, _play(app, options, endpoints, folder))
    except (OSError, TourFailed) as error:
        complain(str(error))
        return 1
    say(f"{count} pictures written to {folder.resolve()}")
    return 0


async def _play(app: QApplication, options: argparse.Namespace, endpoints: Endpoints, folder: Path) -> int:
    translations.install(app)
    if not QFontDatabase.families():
        raise TourFailed("There is no font on this computer, so every letter would be a box.")
    foyer = Foyer(app, options, endpoints)
    watch_for_the_unexpected(foyer)
    guide = _Guide(app, foyer, folder)
    try:
        await guide.play()
    finally:
        foyer.window.close()
        await foyer.close()
    return guide.pictures


class _Guide:
    """Walks through the pages as a person does: by the window's own buttons."""

    def __init__(self, app: QApplication, foyer: Foyer, folder: Path) -> None:
        self._app = app
        self._window = foyer.window
        self._journey = foyer.program.journey
        self._folder = folder
        self.pictures = 0

    async def play(self) -> None:
        self._window.resize(USUAL)
        self._window.show()
        await self._picture("1-connect")
        self._window.start_practice()
        await self._until(lambda: self._journey.state.connection is not None, "practice did not start")
        await self._picture("1-connect-ready")
        await self._next(Step.HUB)
        await self._quiet()
        await self._picture("2-hub")
        await self._next(Step.EVENT)
        self._journey.edit(
            replace(self._journey.state.draft, shape=Shape.ONE, needs_expo=False, event_type=EventType.SINGLE)
        )
        self._page(Step.EVENT).enter()
        await self._picture("3-event-type")
        self._journey.edit(town_hall())
        self._journey.open_details()
        self._page(Step.EVENT).enter()
        await self._picture("3-event-details")
        await self._next(Step.REVIEW)
        await self._picture("4-review")
        self._window.primary()
        await self._until(lambda: self._journey.state.verified, "the draft was not created as entered")
        await self._picture("4-review-draft")
        await self._next(Step.PUBLISH)
        page = self._page(Step.PUBLISH)
        assert isinstance(page, PublishPage)
        page.before.confirm.setChecked(True)
        await self._picture("5-publish")
        self._window.primary()
        await self._until(lambda: self._journey.state.published, "the event was not published")
        await self._quiet()
        await self._picture("5-published")
        await self._next(Step.ATTENDEES)
        await self._quiet()
        await self._picture("6-attendees")
        attendees = self._page(Step.ATTENDEES)
        assert isinstance(attendees, AttendeesPage)
        attendees.open_list(bundled("samples", "attendees.csv"))
        checked = attendees.check
        await self._until(lambda: checked.isVisible() and not attendees.tasks.running(), "the list was not read")
        checked.emails.send_now.setChecked(True)
        await self._until(self._window.action_bar.primary_button.isEnabled, "nobody can be registered")
        await self._picture("6-attendees-checked")
        self._window.primary()
        await self._until(lambda: self._journey.state.registered > 0, "nobody was registered")
        await self._until(self._window.action_bar.primary_button.isEnabled, "the import can't be finished")
        await self._quiet()
        await self._picture("6-attendees-registered")

    def _page(self, step: Step) -> Page:
        return self._window.wizard.page_at(step)

    async def _next(self, step: Step) -> None:
        await self._quiet()
        self._window.primary()
        await self._until(lambda: self._window.wizard.step is step, f"the page {step.name.lower()} did not come")

    async def _quiet(self) -> None:
        await self._until(lambda: not self._window.wizard.current.tasks.running(), "a page did not come to rest")

    async def _until(self, reached: Callable[[], bool], failure: str) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not reached():
            if loop.time() > end:
                said = self._window.wizard.current.message.text()
                raise TourFailed(
                    f"{failure}; the page {self._window.wizard.step.name.lower()} says: {said or 'nothing'}"
                )
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.05)

    async def _picture(self, name: str) -> None:
        # no button is pressed here, so the focus may be anywhere; a person would find it on the page's title
        self._window.wizard.current.header.focus_title()
        for scheme, suffix in (("light", ""), ("dark", "-dark")):
            theme.apply(self._app, scheme)
            # the style first, then the layout that follows from it
            await asyncio.sleep(0.1)
            path = self._folder / f"{name}{suffix}.png"
            if not self._window.grab().save(str(path)):
                raise TourFailed(f"{path} can't be written")
            self.pictures += 1
        theme.apply(self._app, "light")


def town_hall() -> EventDraft:
    """The event of the pictures, three weeks ahead."""
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=21)
    return EventDraft(
        shape=Shape.ONE,
        needs_expo=False,
        event_type=EventType.SINGLE,
        name="Q4 Town Hall: Looking Ahead",
        tagline="Where we’re headed, and how we’ll get there together",
        description="An hour with the leadership team, and half an hour for your questions.",
        date=day,
        start=dt.time(14, 0),
        end=dt.time(15, 30),
        time_zone="America/New_York",
        format=EventFormat.WEBINAR,
    )
