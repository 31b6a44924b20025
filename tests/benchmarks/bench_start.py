"""How long it takes until Foyer's window is on screen, against a bare window of Qt's in the same run.

Each start is a process of its own and runs compiled bytecode, as an installed program does: the first start writes it
and isn't counted. The two kinds take turns, so that whatever else the machine does slows both.
"""

import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from report import Table

ROUNDS = 10

MEASURED = "import time as t, resource as r; b = t.perf_counter(); "
"""Python's own start is left out: it is the same for both."""

SHOWN = (
    "a.processEvents(); u = r.getrusage(r.RUSAGE_SELF); "
    "print(t.perf_counter() - b, u.ru_utime + u.ru_stime); import os, sys; sys.stdout.flush(); os._exit(0)"
)
BARE = "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); w = QWidget(); w.show(); "
QASYNC = "import qasync; "
OURS = (
    "import argparse, tempfile; from pathlib import Path; from desktop_app import app; "
    "a = app.make_application([]); options = argparse.Namespace(data_dir=Path(tempfile.mkdtemp()), file=None); "
    "f = app.Foyer(a, options, app.Endpoints()); f.window.show(); "
)
IMPORTS = "from desktop_app import app; from desktop_app.ui.pages.connect import page; "

LATE = ("httpx", "keyring", "starlette", "uvicorn", "xlsxwriter", "python_calamine", "icalendar", "segno")
"""Libraries that the first page doesn't need."""


class Starter:
    """Starts Python with its bytecode kept in one folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "TMPDIR": str(folder)}

    def run(self, code: str, *flags: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *flags, "-c", code]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)

    def seconds(self, code: str) -> tuple[float, float]:
        """Return how long it took by the clock, and how long this process computed, its own start included."""
        clock, computing = self.run(MEASURED + code + SHOWN).stdout.split()[-2:]
        return float(clock), float(computing)


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return Starter(tmp_path)


def test_start_of_the_window(starter: Starter) -> None:
    kinds = {
        "bare window of Qt's": BARE,
        "bare window with asyncio": QASYNC + BARE,
        "bare window, Foyer imported": IMPORTS + BARE,
        "Foyer's window": OURS,
    }
    for code in kinds.values():
        starter.seconds(code)
    rounds = [[starter.seconds(code) for code in kinds.values()] for _ in range(ROUNDS)]
    table = Table(
        "start",
        ("what", "seconds", "ratio to a bare window", "computing, s", "ratio of computing"),
        f"until the window is on screen, median of {ROUNDS}",
    )
    first: tuple[float, float] | None = None
    for name, starts in zip(kinds, zip(*rounds, strict=True), strict=True):
        clock, computing = (statistics.median(column) for column in zip(*starts, strict=True))
        first = first or (clock, computing)
        table.add(name, clock, clock / first[0], computing, computing / first[1])
    table.write()


def test_imports_before_the_window(starter: Starter) -> None:
    starter.run(OURS + SHOWN.replace("u = ", "b = 0; import time as t, resource as r; u = "))
    said = starter.run(IMPORTS, "-X", "importtime").stderr
    spent: Counter[str] = Counter()
    for micros, name in re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", said):
        parts = name.split(".")
        spent[".".join(parts[:2]) if parts[0] == "desktop_app" else parts[0]] += int(micros)
    table = Table("start-imports", ("package", "ms itself"), "imported before the first page (with -X importtime)")
    for name, micros in spent.most_common(15):
        table.add(name, micros / 1000)
    table.add("all", spent.total() / 1000)
    table.write()
    assert not [name for name in LATE if name in spent]
