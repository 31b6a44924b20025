"""How long the window is deaf while a list of 100,000 people is loaded, checked, filtered and imported; and what it
takes to be there at all.

The window's figures are ratios to a bare window of Qt's in the same run; the pauses are in milliseconds, because the
goal (50 ms) is what a person feels. Practice answers from a thread of the same process, which real Zoom does not.
"""

import asyncio
import csv
import gc
import subprocess
import sys
import time
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QAbstractButton, QApplication
from report import Table

from desktop_app.app import Foyer
from desktop_app.endpoints import Endpoints
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.attendees import AttendeesPage

ROWS = 100_000
BEAT = 0.005


class Heart:
    """Beats on the event loop and remembers its longest pause, in milliseconds, by what was going on."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.doing = "nothing"

    async def beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            late = (now - last - BEAT) * 1000
            self.longest[self.doing] = max(self.longest.get(self.doing, 0.0), late)
            last = now


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


async def play(folder: Path) -> dict[str, float]:
    import argparse

    from scenarios import town_hall, winter_day

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder / "data", file=None, practice=False), Endpoints())
    window, journey = foyer.window, foyer.program.journey
    window.show()
    window.start_practice()
    await until(lambda: journey.state.connection is not None)
    import datetime as dt

    journey.start_event(journey.state.connection.hubs[0], town_hall(winter_day(dt.datetime.now(dt.UTC).date())))  # type: ignore[union-attr]
    journey.open_details()
    await journey.put_draft()
    await journey.publish()
    window.wizard.go_to(Step.ATTENDEES.value)
    page = window.wizard.page_at(Step.ATTENDEES)
    assert isinstance(page, AttendeesPage)
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
    heart.doing = "import"
    began = time.perf_counter()
    window.primary()
    await until(lambda: journey.state.registered >= ROWS, 900)
    heart.longest["(seconds of the import)"] = time.perf_counter() - began
    heart.doing = "end"
    await asyncio.sleep(1)
    beating.cancel()
    window.close()
    await foyer.close()
    return heart.longest


BARE = "from PySide6.QtWidgets import *; a = QApplication([]); w = QWidget(); w.show(); a.processEvents(); "
OURS = (
    "import argparse, tempfile; from pathlib import Path; from desktop_app.app import *; a = make_application([]); "
    "f = Foyer(a, argparse.Namespace(data_dir=Path(tempfile.mkdtemp()), file=None), Endpoints()); "
    "f.window.show(); a.processEvents(); "
)


def seconds_to_show(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code + "import os; os._exit(0)"], check=True, capture_output=True)
    return time.perf_counter() - began


def test_start_of_the_window() -> None:
    rounds = [(seconds_to_show(BARE), seconds_to_show(OURS)) for _ in range(5)]
    bare, ours = (sorted(column)[2] for column in zip(*rounds, strict=True))
    table = Table("start", ("what", "seconds", "ratio to a bare window"))
    table.add("bare window of Qt's", bare, 1.0)
    table.add("Foyer's window", ours, ours / bare)
    table.write()


@pytest.mark.slow
def test_pauses_of_the_window(tmp_path: Path) -> None:
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    gc.collect()
    longest = qasync.run(play(tmp_path))
    table = Table("pauses", ("while", "longest pause, ms (goal 50)"))
    for doing, pause in longest.items():
        table.add(doing, pause)
    table.write()
    assert longest
