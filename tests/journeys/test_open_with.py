"""A list that the system hands to Foyer ("Open With" on macOS) is opened as one named on the command line is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from person import Person

from desktop_app.journey.steps import Step

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds; a start takes less than one."""

HANDS_OVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFileOpenEvent
from desktop_app import app
from desktop_app.__main__ import parser
from desktop_app.endpoints import Endpoints

folder = Path(sys.argv[2])
early, late = folder / "early.csv", folder / "late.csv"
qt = app.make_application(["foyer"])
QCoreApplication.postEvent(qt, QFileOpenEvent(str(early)))
waits = [early, late]

def look():
    waiting = next((w.program.list_to_open for w in qt.topLevelWidgets() if w.objectName() == "window"), None)
    if waits and waiting == waits[0]:
        print(waits.pop(0).name, flush=True)
        if waits:
            QCoreApplication.postEvent(qt, QFileOpenEvent(str(waits[0])))
        else:
            qt.quit()

looking = QTimer(interval=20)
looking.timeout.connect(look)
QTimer.singleShot(0, looking.start)
sys.exit(app.run(parser().parse_args(sys.argv[1:]), Endpoints()))
"""


def test_a_file_that_comes_before_the_window_and_one_that_comes_later(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", HANDS_OVER, "--data-dir", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ran.returncode, ran.stdout.split()) == (0, ["early.csv", "late.csv"]), ran.stderr


@pytest.mark.asyncio
async def test_on_the_attendees_page_it_is_read_at_once(person: Person, tmp_path: Path) -> None:
    await person.to_hub()
    service = person.foyer.gateway.practice
    assert service is not None
    event_id = next(event["event_id"] for event in service.world.events() if event["name"] == "Autumn product update")
    person.click(f"open_{event_id}")
    await person.arrive(Step.ATTENDEES)
    guests = tmp_path / "guests.csv"
    guests.write_text("email,first name,last name\nann@example.com,Ann,Bee\n", encoding="utf-8")
    person.foyer.open_list(guests)
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    assert person.page.caption() == "1 row"
