"""However the program is told to end, it saves and closes everything first, or says what it can not. Played on the
program itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds; a start takes less than one."""

QUITS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app import app
from desktop_app.__main__ import parser
from desktop_app.endpoints import Endpoints

qt = app.make_application(["foyer"])
folder = Path(sys.argv[2])
practicing = QTimer(interval=20)

def look():
    log, journal = folder / "logs" / "foyer.log", folder / "practice" / "imports.sqlite3"
    if journal.exists() and "Connected" in log.read_text():
        qt.quit()

practicing.timeout.connect(look)
QTimer.singleShot(0, practicing.start)
sys.exit(app.run(parser().parse_args(sys.argv[1:]), Endpoints()))
"""
"""Quits when it practices, with the data folder named first."""

LOSES_ITS_SCREEN = QUITS.replace("qt.quit()", "qt.exit(1)")
"""Then Qt ends its loop each time that it runs, as the platforms do when their server is gone."""

FAILS_TO_CLOSE = """
from desktop_app.attendees.journal import Journal

async def fail(journal):
    raise OSError("the disk is gone")

Journal.close = fail
"""


def start(folder: Path, *command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *command, "--data-dir", str(folder), "--practice"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_practicing(running: "subprocess.Popen[str]", folder: Path) -> None:
    """Wait until practice runs, and the first page has looked into the journal, which makes its file."""
    end = time.monotonic() + PATIENCE
    log, journal = folder / "logs" / "foyer.log", folder / "practice" / "imports.sqlite3"
    while not (journal.exists() and log.exists() and "Connected" in log.read_text(encoding="utf-8")):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < end, "practice did not begin"
        time.sleep(0.02)


def is_whole(folder: Path) -> bool:
    """Say whether the databases were closed: what they still held in their logs is in their files."""
    kept = {path.name for path in (folder / "practice").iterdir()}
    return {"imports.sqlite3", "zoom.sqlite3"} <= kept and not [name for name in kept if name.endswith("-wal")]


@pytest.mark.skipif(os.name == "nt", reason="these signals are Unix's")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_closes_the_window(name: str, tmp_path: Path) -> None:
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip("who started these tests has it ignored, and so does Foyer")
    running = start(tmp_path, "-m", "desktop_app")
    until_practicing(running, tmp_path)
    running.send_signal(getattr(signal, name))
    _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, said
    assert "Traceback" not in said
    assert is_whole(tmp_path)


def played(folder: Path, program: str) -> "tuple[subprocess.Popen[str], str]":
    """Let a program end by itself. Return it, and what it said of errors."""
    # the log is there before its first line is looked for
    (folder / "logs").mkdir()
    (folder / "logs" / "foyer.log").touch()
    running = start(folder, "-c", program)
    return running, running.communicate(timeout=PATIENCE)[1]


def test_quit_in_the_dock_and_the_end_of_the_session_close_the_window(tmp_path: Path) -> None:
    running, said = played(tmp_path, QUITS)
    assert running.returncode == 0, said
    assert "Traceback" not in said
    assert is_whole(tmp_path)


def test_a_screen_that_is_gone_ends_the_program_in_order(tmp_path: Path) -> None:
    running, said = played(tmp_path, LOSES_ITS_SCREEN)
    assert running.returncode == 0, said
    assert "Traceback" not in said
    assert is_whole(tmp_path)


def test_a_program_that_can_not_close_everything_says_so_and_ends(tmp_path: Path) -> None:
    ended, said = played(tmp_path, FAILS_TO_CLOSE + QUITS)
    assert ended.returncode == 1, said
    assert "the disk is gone" in said
    assert "the disk is gone" in (tmp_path / "logs" / "foyer.log").read_text("utf-8")
    assert not list(tmp_path.rglob("zoom.sqlite3-wal"))
