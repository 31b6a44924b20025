"""How long the window is deaf: while a list of 100,000 people is loaded, checked, filtered and imported, and while an
event of many sessions is planned.

In milliseconds, because the goal (50 ms) is what a person feels. Practice answers from a thread of the same process,
which real Zoom does not.
"""

import argparse
import asyncio
import csv
import datetime as dt
import gc
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from report import Table
from scenarios import annual_summit, town_hall, winter_day

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Work
from desktop_app.journey.steps import Step
from desktop_app.ui.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.ui.pages.attendees.page import AttendeesPage

ROWS = 100_000
GOAL_MB = 120
BEAT = 0.005


class Heart:
    """Beats on the event loop and remembers its longest pause by what was going on, in milliseconds.

    `longest` is by the clock. `busiest` is what this thread computed meanwhile, which other programs don't lengthen.
    """

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.busiest: dict[str, float] = {}
        self.doing = "nothing"

    async def beat(self) -> None:
        last, computed = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(BEAT)
            now, spent = time.perf_counter(), time.thread_time()
            for kept, pause in ((self.longest, now - last - BEAT), (self.busiest, spent - computed)):
                kept[self.doing] = max(kept.get(self.doing, 0.0), pause * 1000)
            last, computed = now, spent

    def table(self, name: str, title: str) -> Table:
        table = Table(name, ("while", "longest pause, ms (goal 50)", "computing, ms"), title)
        for doing, pause in self.longest.items():
            table.add(doing, pause, self.busiest[doing])
        return table


def people(folder: Path) -> Path:
    path = folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Email", "First name", "Last name", "Company"))
        writer.writerows((f"guest{n}@company{n % 500}.example", f"Guest {n}", "Example", "Acme") for n in range(ROWS))
    return path


async def until(reached, seconds: float = 300.0) -> None:  # type: ignore[no-untyped-def]
    async with asyncio.timeout(seconds):
        while not reached():
            await asyncio.sleep(0.02)


async def at_the_hub(folder: Path) -> tuple[Foyer, MainWindow, Journey]:
    """The real window, connected to practice, on the Hub page."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder / "data", file=None, practice=False), Endpoints())
    window, journey = foyer.window, foyer.program.journey
    window.show()
    await window.make_pages()
    window.start_practice()
    await until(lambda: journey.state.connection is not None)
    window.wizard.go_to(Step.HUB)
    await until(lambda: not window.wizard.current.tasks.running())
    return foyer, window, journey


async def play(folder: Path) -> tuple[Heart, float]:
    foyer, window, journey = await at_the_hub(folder)
    journey.start_event(journey.state.connection.hubs[0])  # type: ignore[union-attr]
    journey.edit(town_hall(winter_day(dt.datetime.now(dt.UTC).date())))
    journey.open_details()
    await journey.put_draft()
    await journey.publish()
    window.wizard.go_to(Step.ATTENDEES.value)
    page = cast("AttendeesPage", window.wizard.page_at(Step.ATTENDEES))
    await until(lambda: not page.tasks.running())

    path = people(folder)
    heart = Heart()
    beating = asyncio.get_running_loop().create_task(heart.beat())
    heart.doing = "load and check"
    page.open_list(path)
    await until(lambda: page.goes_back() and not page.tasks.running())
    heart.doing = "filter"
    for name in ("filter_ready", "filter_attention", "filter_all"):
        page.findChild(QAbstractButton, name).click()
        await asyncio.sleep(0.3)
    page.findChild(QAbstractButton, "register_quietly").click()
    await until(window.action_bar.primary_button.isEnabled)
    heart.doing = "import"
    began = time.perf_counter()
    window.primary()
    await until(lambda: journey.state.registered >= ROWS, 900)
    seconds = time.perf_counter() - began
    heart.doing = "end"
    await asyncio.sleep(1)
    beating.cancel()
    window.close()
    await foyer.close()
    return heart, seconds


async def plan_sessions(folder: Path, count: int) -> Heart:
    """Open the Event page with that many sessions, leaf, type, add one and move a day."""
    foyer, window, journey = await at_the_hub(folder)
    assert journey.state.connection is not None
    hub = journey.state.connection.hubs[0]
    first = winter_day(dt.datetime.now(dt.UTC).date())
    summit = annual_summit(first)
    sessions = tuple(
        replace(summit.sessions[n % 3], name=f"Session {n}", start=dt.time(9 + n % 6), end=dt.time(10 + n % 6))
        for n in range(count)
    )
    work = Work("many", replace(summit, sessions=sessions), hub_id=hub.hub_id, details_open=True)
    heart = Heart()
    beating = asyncio.get_running_loop().create_task(heart.beat())
    await asyncio.sleep(0.5)
    heart.doing = "open the page"
    journey.resume_unsent(hub, work)
    window.wizard.go_to(Step.EVENT)
    await asyncio.sleep(1.0)
    page = window.wizard.page_at(Step.EVENT)

    def press(name: str) -> None:
        button = page.findChild(QAbstractButton, name)
        assert button is not None
        button.click()

    heart.doing = "type a letter"
    field = page.findChild(QLineEdit, "session_1_name")
    assert field is not None
    QTest.keyClicks(field, "x")
    await asyncio.sleep(0.6)
    heart.doing = "later sessions"
    press("sessions_later")
    await asyncio.sleep(0.6)
    heart.doing = "add a session"
    press("add_session")
    await asyncio.sleep(0.6)
    heart.doing = "move a day"
    day = page.findChild(QLineEdit, "day_3_date")
    assert day is not None
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_Up)
    await asyncio.sleep(0.6)
    heart.doing = "remove a session"
    press(f"session_{count + 1}_remove")
    await asyncio.sleep(0.6)
    heart.doing = "continue, with a mistake"
    page.findChild(QLineEdit, f"session_{count}_end").setText("")
    journey.edit(replace(journey.state.draft, name=""))
    page.enter()
    window.primary()
    await asyncio.sleep(0.6)
    heart.doing = "end"
    beating.cancel()
    window.close()
    await foyer.close()
    return heart


@pytest.mark.slow
def test_pauses_of_the_window(tmp_path: Path) -> None:
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    gc.collect()
    heart, seconds = qasync.run(play(tmp_path))
    heart.table("pauses", f"{ROWS:,} people, registered in {seconds:.0f} s").write()
    assert heart.longest


@pytest.mark.parametrize("count", [20, 199])
def test_pauses_with_many_sessions(tmp_path: Path, count: int) -> None:
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    gc.collect()
    heart = qasync.run(plan_sessions(tmp_path, count))
    heart.table(f"sessions-{count}", f"an event of {count} sessions").write()
    assert heart.longest


async def make_pages(folder: Path) -> Heart:
    """Show the window and make each page ahead, as at the start of the program."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder / "data", file=None, practice=False), Endpoints())
    foyer.window.show()
    await asyncio.sleep(0.5)
    heart = Heart()
    beating = asyncio.get_running_loop().create_task(heart.beat())
    for step in Step:
        heart.doing = step.name.capitalize()
        await asyncio.sleep(0.1)
        await foyer.window.make_page(step)
        await asyncio.sleep(0.1)
    beating.cancel()
    foyer.window.close()
    await foyer.close()
    return heart


def test_pauses_while_pages_are_made_ahead(tmp_path: Path) -> None:
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    gc.collect()
    heart = qasync.run(make_pages(tmp_path))
    heart.table("pages", "making the pages in the first half second, behind the window").write()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the figures are those of /proc")
def test_memory_of_the_window() -> None:
    script = Path(__file__).with_name("window_memory.py")
    table = Table(
        "window-memory",
        ("when", "resident, MB", "private, MB", "peak until then, MB", "above the empty window", "largest child, MB"),
        f"the whole window with {ROWS:,} people, practice apart",
    )
    with subprocess.Popen([sys.executable, "-m", "desktop_app.practice"], stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        address = service.stdout.readline().strip()
        try:
            ended = subprocess.run(
                [sys.executable, str(script), address, str(ROWS), "--import"], check=True, stdout=subprocess.PIPE
            )
        finally:
            service.terminate()
    figures = [json.loads(line) for line in ended.stdout.splitlines()]
    empty, most = figures[0], 0.0
    for each in figures:
        above = each["private"] - empty["private"]
        most = max(most, above, each["peak"] - empty["resident"])
        table.add(each["while"], each["resident"], each["private"], each["peak"], above, each["child"])
    table.goal(f"at most {GOAL_MB} MB above the empty window: {most:.0f} MB, peaks included", most <= GOAL_MB)
    table.write()
